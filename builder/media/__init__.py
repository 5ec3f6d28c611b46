"""Our assets and the author's pictures, through two doors: neither can replace the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.media.assets import Assets, NotedFiles, assets_folder, installed_assets, is_there
from builder.media.pictures import Pictures
from builder.model.scene import Door, MediaKey

__all__ = ["Assets", "Media", "NotedFiles", "Pictures", "assets_folder", "installed_assets", "is_there"]


class Media(Mapping[MediaKey, bytes]):
    """The files that a scene shows: each key says behind which of the two doors its file is."""

    def __init__(
        self,
        assets: Mapping[str, bytes],
        pictures: Mapping[str, bytes],
        instead: Mapping[MediaKey, bytes] | None = None,
    ) -> None:
        """Open both doors; files `instead` are shown in place of those with their keys, such as in greyscale."""
        self.assets = assets
        self.pictures = pictures
        self._instead = instead or {}

    def showing(self, files: Mapping[MediaKey, bytes]) -> Media:
        """Return these media with `files` as well, such as logos that were made ready."""
        return Media(self.assets, self.pictures, {**self._instead, **files})

    def __getitem__(self, key: MediaKey) -> bytes:
        """Return the bytes of `key`; KeyError if there is no such file."""
        if key in self._instead:
            return self._instead[key]
        match key.door:
            case Door.ASSET:
                return self.assets[key.name]
            case Door.PICTURE:
                return self.pictures[key.name]

    def __iter__(self) -> Iterator[MediaKey]:
        """Yield the keys of all files."""
        yield from (MediaKey(Door.ASSET, name) for name in self.assets)
        yield from (MediaKey(Door.PICTURE, name) for name in self.pictures)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.assets) + len(self.pictures)
