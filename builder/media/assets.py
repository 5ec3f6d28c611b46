"""Assets: the files of a theme and of the program itself, which never change while anybody holds them."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.model.digest import sha256


def is_there(path: Path) -> bool:
    """Return whether there is anything at `path`; there is nothing whose name is longer than the disk takes."""
    try:
        return path.exists()
    except OSError as fault:
        if fault.errno == errno.ENAMETOOLONG:
            return False
        raise


class Files(Mapping[str, bytes]):
    """Files by their names, which are counted when somebody asks how many there are."""

    def __len__(self) -> int:
        """Return how many files there are."""
        return sum(1 for _ in self)


class Assets(Files):
    """Themes, fonts, flags, labels and more by their path below `assets/`; each is read once, when it is asked for.

    Whoever holds one may rely on it: a name gives the same bytes for as long as the object lives. Files that changed
    on the disk are seen by making another one.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files from `files`."""
        self._files = files
        self._read: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of `name`; KeyError if there is no such asset."""
        if name not in self._read:
            self._read[name] = self._files[name]
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        """Return whether there is an asset `name`, without reading it."""
        return name in self._read or name in self._files

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._files)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of `name`; KeyError if there is no such asset."""
        if name not in self._digests:
            self._digests[name] = sha256(self[name])
        return self._digests[name]

    def under(self, files: Mapping[str, bytes]) -> Assets:
        """Return these assets with `files` before them, such as the themes and fonts of a project."""
        return Assets(_Layers(files, self))


class _Layers(Files):
    """Files laid over others of the same names."""

    def __init__(self, above: Mapping[str, bytes], below: Mapping[str, bytes]) -> None:
        self._above, self._below = above, below

    def __getitem__(self, name: str) -> bytes:
        return self._above[name] if name in self._above else self._below[name]

    def __contains__(self, name: object) -> bool:
        return name in self._above or name in self._below

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._above, *self._below)))


class Folder(Files):
    """The files below a folder by their path from there, read when they are asked for; no path leads out of it."""

    def __init__(self, root: Path) -> None:
        """Look below `root`."""
        self._root = root

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of `name`; KeyError if there is no such file."""
        if name not in self:
            raise KeyError(name)
        return (self._root / name).read_bytes()

    def __contains__(self, name: object) -> bool:
        """Return whether there is a file `name`."""
        if not isinstance(name, str) or not name or "\0" in name or ".." in name.split("/") or name.startswith("/"):
            return False
        path = self._root / name
        return is_there(path) and path.is_file()

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files in their order."""
        return (path.relative_to(self._root).as_posix() for path in sorted(self._root.rglob("*")) if path.is_file())


def assets_folder() -> Path:
    """Return the folder of our assets: inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def installed_assets() -> Assets:
    """Return the assets that came with the program."""
    return Assets(Folder(assets_folder()))


class NotedFiles(Files):
    """Files that remember which of them were read, so that the record of a build can name them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files from `files`."""
        self._files = files
        self.noted: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of `name`; KeyError if there is no such file."""
        data = self._files[name]
        self.noted[name] = data
        return data

    def __contains__(self, name: object) -> bool:
        """Return whether there is a file `name`; to ask is not to read."""
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all files."""
        return iter(self._files)
