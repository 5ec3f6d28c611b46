"""The files of a project's own themes, by the names that assets have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.media.assets import Files, Folder

_THEMES, _FONTS = "themes/", "fonts/"


class ThemeFiles(Files):
    """A folder of themes: its files are `themes/…`, and its fonts `fonts/…`, whether beside the theme or in `fonts`."""

    def __init__(self, folder: Path) -> None:
        """Look in `folder`."""
        self._files = Folder(folder)

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of the asset `name`; KeyError if the folder has none."""
        for place in self._places(name):
            if place in self._files:
                return self._files[place]
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        """Return whether the folder has the asset `name`."""
        return isinstance(name, str) and any(place in self._files for place in self._places(name))

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the assets in the folder."""
        for place in self._files:
            if place.endswith(".ttf"):
                yield f"{_FONTS}{place.removeprefix(_FONTS)}"
            yield f"{_THEMES}{place}"

    def _places(self, name: str) -> tuple[str, ...]:
        """Return where in the folder the asset `name` may be."""
        if name.startswith(_FONTS):
            return name.removeprefix(_FONTS), name
        return (name.removeprefix(_THEMES),) if name.startswith(_THEMES) else ()
