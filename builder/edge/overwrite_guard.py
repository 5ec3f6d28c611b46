"""No product that somebody edited is ever overwritten: what a build may write over, and what it must leave alone."""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from builder.edge.plain_files import read_file
from builder.edge.workspace import is_plain_name, write_files
from builder.model.digest import sha256
from builder.model.request import RECORD_END

Moves = Sequence[tuple[Path, Path]]
"""Where each finished file is, and the place that it is to take."""


class KeptReason(StrEnum):
    """Why a file is left alone."""

    EDITED = "edited"
    """Its bytes are not those of its record."""
    FOREIGN = "foreign"
    """No record names it."""
    OPEN = "open"
    """A program has it open."""


class KeptProduct(NamedTuple):
    """A file that was left alone."""

    path: Path
    reason: KeptReason


class ProductsKeptError(Exception):
    """A build would have written over files that are not its own; nothing was written."""

    def __init__(self, kept: Sequence[KeptProduct]) -> None:
        """Take the files that were left alone."""
        super().__init__(", ".join(one.path.name for one in kept))
        self.kept = tuple(kept)


class OverwriteGuard(Struct, frozen=True):
    """Looks at what is in a folder under the names of one briefing's products, right before they are replaced."""

    folder: Path
    stem: str
    replace: bool = False
    """Whether edited files may be replaced; they are kept under another name."""

    def __call__(self, moves: Moves) -> None:
        """Return where all of `moves` may be made; ProductsKeptError otherwise."""
        places = [place for _, place in moves]
        found = [one for made, place in moves if (one := self._edited_product(made, place)) is not None]
        if found and not self.replace:
            raise ProductsKeptError(found)
        if any(one.reason is KeptReason.OPEN for one in found):
            raise ProductsKeptError([one for one in found if one.reason is KeptReason.OPEN])
        self._set_aside([one.path for one in found])
        self._remember(places)

    def _edited_product(self, made: Path, place: Path) -> KeptProduct | None:
        if not place.is_file() or place.name == f"{self.stem}{RECORD_END}":
            return None
        data = place.read_bytes()
        if data == made.read_bytes():
            return None
        if is_open(place):
            return KeptProduct(place, KeptReason.OPEN)
        known = self._recorded_digests()
        if place.name not in known:
            return KeptProduct(place, KeptReason.FOREIGN)
        return None if sha256(data) in known[place.name] else KeptProduct(place, KeptReason.EDITED)

    def _recorded_digests(self) -> dict[str, set[str]]:
        """Return by name the digests of the files that earlier builds wrote here."""
        found: dict[str, set[str]] = {}
        record = self.folder / f"{self.stem}{RECORD_END}"
        for path in (record, self.memory) if record.is_file() else ():
            for row in _rows(path):
                found.setdefault(row["name"], set()).add(row["sha256"])
        return found

    @property
    def memory(self) -> Path:
        """Where the digests are of files that a later build, asked for fewer forms, no longer names."""
        return self.folder / f".{self.stem}.built.json"

    def _remember(self, places: Sequence[Path]) -> None:
        """Keep the right to replace what the record that is about to be replaced names and the next does not."""
        names = {place.name for place in places}
        earlier = [*_rows(self.folder / f"{self.stem}{RECORD_END}"), *_rows(self.memory)]
        left = {
            row["name"]: {key: row[key] for key in ("name", "sha256")}
            for row in reversed(earlier)
            if row["name"] not in names and (self.folder / row["name"]).is_file()
        }
        if left:
            rows = [left[name] for name in sorted(left)]
            _write_whole(self.memory, json.dumps({"outputs": rows}, indent=1).encode())
        else:
            self.memory.unlink(missing_ok=True)

    def _set_aside(self, edited: Sequence[Path]) -> None:
        """Give each edited file a name of its own, and keep beside it the record that it was edited from."""
        for path in edited:
            kept = edited_name(path)
            _copy(path, kept)
            record = self.folder / f"{self.stem}{RECORD_END}"
            if record.is_file():
                _copy(record, kept.with_name(f"{kept.stem}.base.json"))


def allow_overwriting(path: Path, stem: str, data: bytes) -> None:
    """Note that the edited file at `path`, which holds `data`, was brought home, so that a build may replace it.

    BriefdeckError if that cannot be written.
    """
    guard = OverwriteGuard(path.parent, stem)
    rows = [row for row in _rows(guard.memory) if row["name"] != path.name]
    rows.append({"name": path.name, "sha256": sha256(data)})
    write_files(path.parent, [(guard.memory.name, json.dumps({"outputs": rows}, indent=1).encode())])


def remembered(memory: Path) -> dict[str, str]:
    """Return the digests, by name, of the files that `memory` keeps the right to replace."""
    return {row["name"]: row["sha256"] for row in _rows(memory)}


def edited_name(path: Path) -> Path:
    """Return the name under which an edited file is kept: the first that is free, or that holds the same bytes."""
    data = path.read_bytes()
    number = 1
    while True:
        mark = ".edited" if number == 1 else f".edited-{number}"
        kept = path.with_name(f"{path.stem}{mark}{path.suffix}")
        if not kept.exists() or kept.read_bytes() == data:
            return kept
        number += 1


def is_open(path: Path) -> bool:
    """Return whether PowerPoint, Word or LibreOffice says, by a lock file beside it, that it has `path` open."""
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any((path.parent / name).exists() for name in names)


def _rows(path: Path) -> list[Mapping[str, str]]:
    """Return the rows of the files that the record at `path` names; none if it cannot be read."""
    try:
        rows = json.loads(read_file(path))["outputs"]
        return [row for row in rows if is_plain_name(row["name"]) and isinstance(row["sha256"], str)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _copy(path: Path, kept: Path) -> None:
    made = kept.with_name(f".{kept.name}.new")
    shutil.copyfile(path, made)
    _settle(made)
    made.replace(kept)


def _write_whole(path: Path, data: bytes) -> None:
    made = path.with_name(f"{path.name}.new")
    made.write_bytes(data)
    made.replace(path)


def _settle(path: Path) -> None:
    """Wait until the disk has the bytes of `path`."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        os.fsync(file.fileno())


Guard = Callable[[Moves], None]
"""What may refuse moves."""
