"""The disk: find sources, load pictures when they are asked for, write files whole or not at all."""

import contextlib
import errno
import json
import os
import shutil
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from builder.codes import (
    DISK_FULL,
    IMAGE_NOT_READABLE,
    IMAGE_OUTSIDE,
    LARGE_SOURCE,
    NOT_WRITABLE,
    UNREADABLE_SOURCE,
)
from builder.media import Pictures
from builder.media.assets import Files
from builder.model.digest import sha256
from builder.model.findings import NOWHERE, BriefdeckError, Span

SUFFIXES = frozenset({".md", ".markdown", ".yaml", ".yml", ".json"})
"""The suffixes of sources in a folder; a file that is named itself is taken whatever it is called."""

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
"""How the names of pictures end."""

_NOT_SOURCES = frozenset({"readme", "license", "changelog", "contributing"})
"""Stems of files in folders of sources that are not sources themselves."""

_ASIDE = ".briefdeck-"
"""How the folders are called in which files are completed."""

MOST = 64_000_000
"""The most bytes that a source or a picture may have: more is not even read."""

_TOGETHER = 16
"""How many files are open at once while they are written: systems allow a process some hundreds."""

_LONGEST_NAME = 255
"""The most bytes of a file's name on the usual disks."""

_FULL = {errno.ENOSPC, errno.EDQUOT}


def find_sources(folder: Path, *, without: Path | None = None) -> Iterator[Path]:
    """Yield the sources below `folder` in the order of their names, leaving out the tree `without`.

    Hidden files and the folders of kept edits are left out. Symbolic links to files are followed, those to folders are
    not, so that no loop can catch the walk.
    """
    barred = without.resolve() if without else None
    for here, folders, files in os.walk(folder):
        kept = (name for name in folders if not name.startswith((".", "_")) and not name.endswith(".edits"))
        folders[:] = sorted(name for name in kept if (Path(here) / name).resolve() != barred)
        yield from (Path(here) / name for name in sorted(files) if is_source(name))


def is_source(name: str) -> bool:
    """Return whether a file called `name`, found in a folder, is a source."""
    path = Path(name)
    hidden = name.startswith((".", "_"))
    return (
        path.suffix.lower() in SUFFIXES
        and not hidden
        and not name.endswith(".build.json")
        and path.stem.lower() not in _NOT_SOURCES
    )


def read_source(path: Path) -> bytes:
    """Return the bytes of the source at `path`; BriefdeckError if it cannot be read, or is not a file, or a giant."""
    hint = "check the path and its permissions"
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in path.stem):
        shown = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
        message = "the name of this source contains control characters, or is not UTF-8"
        raise BriefdeckError(UNREADABLE_SOURCE, message, Span(shown), "rename it: its products are named after it")
    try:
        if path.exists() and not path.is_file():
            raise BriefdeckError(UNREADABLE_SOURCE, "this source is not a file", Span(path.as_posix()), hint)
        if path.exists() and path.stat().st_size > MOST:
            message = f"this source has {path.stat().st_size / 1e6:.0f} MB, too large for a briefing"
            raise BriefdeckError(LARGE_SOURCE, message, Span(path.as_posix()), "check that it is the right file")
        return path.read_bytes()
    except OSError as fault:
        message = f"this source cannot be read: {_reason(fault)}"
        raise BriefdeckError(UNREADABLE_SOURCE, message, Span(path.as_posix()), hint) from fault


def pictures_in(folder: Path, *, outside: bool = False) -> Pictures:
    """Return the pictures in `folder`, where a source is, and those outside it only where `outside`."""
    return Pictures(_PictureFiles(folder, outside=outside))


class _PictureFiles(Files):
    """The author's files by their path from the source's folder.

    One outside the folder, and one that cannot be read, raises BriefdeckError instead of KeyError: it is there, but it
    cannot be used.
    """

    def __init__(self, folder: Path, *, outside: bool) -> None:
        self._folder, self._outside = folder, outside

    def __getitem__(self, key: str) -> bytes:
        """Return the bytes of `key`; KeyError if there is no such file."""
        if not key or "\0" in key or "://" in key:
            raise KeyError(key)
        try:
            real = (self._folder / key).resolve()
            if not self._outside and not real.is_relative_to(self._folder.resolve()):
                message = f"the picture `{key}` is outside its source's folder"
                hint = "copy it beside the source, or allow it with `--allow-outside`"
                raise BriefdeckError(IMAGE_OUTSIDE, message, NOWHERE, hint)
            if not real.exists():
                raise KeyError(key)
            if not real.is_file():
                message = f"`{key}` is not a file"
                raise BriefdeckError(IMAGE_NOT_READABLE, message, NOWHERE, "write a file's path, or remove it")
            if real.stat().st_size > MOST:
                message = f"the picture `{key}` has {real.stat().st_size / 1e6:.0f} MB"
                raise BriefdeckError(IMAGE_NOT_READABLE, message, NOWHERE, "save it with fewer pixels")
            return real.read_bytes()
        except (OSError, RuntimeError, ValueError) as fault:
            message = f"the picture `{key}` cannot be read: {_reason(fault)}"
            raise BriefdeckError(IMAGE_NOT_READABLE, message, NOWHERE, "check its permissions") from fault

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the pictures in the folder and below it, as far as somebody asks for more."""
        for folder, below, names in os.walk(self._folder):
            below.sort()
            paths = (Path(folder, name) for name in sorted(names))
            yield from (
                one.relative_to(self._folder).as_posix() for one in paths if one.suffix.lower() in PICTURE_SUFFIXES
            )


def is_plain_name(name: str) -> bool:
    """Return whether `name` is that of a file in a folder, and leads to no other place."""
    return (
        name not in {"", ".", ".."}
        and not any(char in "/\\" or unicodedata.category(char) in {"Cc", "Cs"} for char in name)
        and len(name.encode()) <= _LONGEST_NAME
    )


Guard = Callable[[Sequence[tuple[Path, Path]]], None]
"""Looks, right before finished files are moved to their places, at what is there; what it raises forbids it."""


def write_files(folder: Path, files: Iterable[tuple[str, bytes]], guard: Guard | None = None) -> None:
    """Write `files` (name below `folder`, bytes) whole or not at all; BriefdeckError if they cannot be written.

    They are written beside their place first and moved when all are complete, so that a full disk, a killed process
    or a fault leaves the old files as they were. A process killed between two moves is made up for by the next run.
    A device or a pipe, such as `/dev/stdout`, is written into: a file in its place would be the end of it. Where there
    is a `guard`, as for products, it is refused: nobody may be reading at the other end.
    """
    name = folder.as_posix()
    try:
        files = list(files)
        for file, data in files:
            if _is_stream(folder / file):
                _write_into(folder / file, data, product=guard is not None)
        files = [(file, data) for file, data in files if not _is_stream(folder / file)]
        if not files:
            return
        folder.mkdir(parents=True, exist_ok=True)
        with _aside(folder) as aside:
            moves = _written(aside, folder, files)
            for parent in {place.parent for _, place in moves}:
                parent.mkdir(parents=True, exist_ok=True)
            with _locked(folder):
                if guard is not None:
                    guard(moves)
                _note_moves(aside, moves)
                _move_all(moves)
    except OSError as fault:
        raise _unwritable(fault, _place_of(fault, name)) from fault


def refuse_read_only(places: Iterable[Path]) -> None:
    """BriefdeckError where one of `places` is there and read-only: a file that can be replaced all the same, too."""
    for place in places:
        if place.exists() and not (place.stat().st_mode & _MAY_WRITE and os.access(place, os.W_OK)):
            what = "folder" if place.is_dir() else "file"
            hint = "allow writing to it, or choose another source with `-o`"
            raise BriefdeckError(NOT_WRITABLE, f"this {what} is read-only", Span(place.as_posix()), hint)


def _write_into(stream: Path, data: bytes, *, product: bool) -> None:
    if product:
        message = "this is a pipe or a device, not a file"
        hint = "remove it, or choose another folder with `-o`"
        raise BriefdeckError(NOT_WRITABLE, message, Span(stream.as_posix()), hint)
    stream.write_bytes(data)


def _is_stream(path: Path) -> bool:
    return path.exists() and not (path.is_file() or path.is_dir())


_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_NOTED = "moves.json"
"""The list of moves that a run was about to make, in the folder in which its files were completed."""


def _note_moves(aside: Path, moves: Sequence[tuple[Path, Path]]) -> None:
    """Note what is about to be moved and what is there now."""
    rows = [[made.name, place.name, _digest(place)] for made, place in moves]
    (aside / _NOTED).write_text(json.dumps(rows), encoding="utf-8")


def _finish_moves(aside: Path, folder: Path) -> None:
    """Make the moves that a killed run had begun to make, where nobody changed the files meanwhile.

    Otherwise its record and its files would not agree, and its own files would pass for edited ones.
    """
    try:
        rows = json.loads((aside / _NOTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if all((aside / made).exists() for made, _, _ in rows):
        return  # it had not begun
    left = [(aside / made, folder / name, digest) for made, name, digest in rows if (aside / made).exists()]
    if all(_digest(place) == digest for _, place, digest in left):
        for made, place, _ in left:
            made.replace(place)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()) if path.is_file() else ""


def _move_all(moves: list[tuple[Path, Path]]) -> None:
    """Move each file to its place; where one cannot be moved (another program has it open), put the old ones back."""
    old: list[tuple[Path, Path]] = []
    try:
        for made, place in moves:
            kept = made.with_suffix(".old")
            if place.is_file():
                _keep(place, kept)
            made.replace(place)
            old.append((kept, place))
    except OSError:
        for kept, place in old:
            if kept.exists():
                kept.replace(place)
            else:
                place.unlink(missing_ok=True)
        raise


def _keep(file: Path, kept: Path) -> None:
    """Give `file` the second name `kept`, so that it is never gone; copy it where the disk knows no second names."""
    try:
        os.link(file, kept)
    except OSError:
        shutil.copyfile(file, kept)


def _place_of(fault: OSError, name: str) -> str:
    """Return the file that could not be moved to, or `name` where the fault does not tell."""
    return Path(os.fsdecode(fault.filename2)).as_posix() if fault.filename2 else name


@contextlib.contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Make a folder inside `folder` for files that are not complete, and clear away those that killed runs left."""
    with _locked(folder):
        _sweep(folder.absolute())
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
        held = _lock(aside)
    try:
        yield aside
    finally:
        with contextlib.suppress(OSError):
            for left in aside.iterdir():
                left.unlink()
            aside.rmdir()
        _unlock(held)


@lru_cache(maxsize=256)
def _sweep(folder: Path) -> None:
    """Clear away what killed runs left in `folder`: once in a process, for it takes a look at all that is there."""
    for left in folder.glob(f"{_ASIDE}*"):
        if _is_given_up(left):
            _finish_moves(left, folder)
            shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other runs from doing the same in `folder`, so that two at once never leave files of both there.

    A system without such locks (Windows), or a disk that knows none, does without: the moves take a moment only, and
    a mixture is found by the next build, whose record does not agree with the files.
    """
    held = _lock(folder)
    try:
        yield
    finally:
        _unlock(held)


def _is_given_up(aside: Path) -> bool:
    """Return whether nobody holds `aside` any more: the run that made it was killed."""
    if fcntl is None:
        return False
    try:
        handle = os.open(aside, os.O_RDONLY)
    except OSError:  # its run has just cleared it away
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _lock(folder: Path) -> int | None:
    """Wait for the lock of `folder` and hold it; None if there are no locks."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    with contextlib.suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _unlock(held: int | None) -> None:
    if held is not None:
        os.close(held)


def _written(aside: Path, folder: Path, files: Iterable[tuple[str, bytes]]) -> list[tuple[Path, Path]]:
    """Write `files` into `aside` and return where each is and where it belongs, after their bytes are on the disk.

    So no power cut leaves an empty file under a good name.
    """
    made = [(aside / f"{number}", folder / name, data) for number, (name, data) in enumerate(files)]
    for begin in range(0, len(made), _TOGETHER):
        _write_through([(path, data) for path, _, data in made[begin : begin + _TOGETHER]])
    return [(path, place) for path, place, _ in made]


def _write_through(files: list[tuple[Path, bytes]]) -> None:
    """Write `files` and wait until the disk has them all.

    With the first that it is asked to keep it mostly keeps the others, and waiting takes longer than all else here.
    """
    with contextlib.ExitStack() as opened:
        handles = []
        for path, data in files:
            file = opened.enter_context(path.open("wb"))
            file.write(data)
            file.flush()
            handles.append(file.fileno())
        for handle in handles:
            os.fsync(handle)


def _unwritable(fault: OSError, name: str) -> BriefdeckError:
    if fault.errno in _FULL:
        return BriefdeckError(
            DISK_FULL, "the disk is full; the old files are unchanged", Span(name), "make room and build again"
        )
    is_file = isinstance(fault, FileExistsError | NotADirectoryError)
    if is_file:
        hint = "choose a folder with -o; the products get their names from their source"
        return BriefdeckError(NOT_WRITABLE, "this is a file, not a folder", Span(name), hint)
    message = f"cannot write this file: {_reason(fault)}"
    return BriefdeckError(NOT_WRITABLE, message, Span(name), "check its permissions, or choose another folder with -o")


def _reason(fault: BaseException) -> str:
    text = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return text[:1].lower() + text[1:]
