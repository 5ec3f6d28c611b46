"""Products against their records: what was changed, what is missing, what is stale, what is foreign."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.codes import (
    BAD_RECORD,
    CHANGED_FILE,
    FOREIGN_FILE,
    MISSING_FILE,
    NEVER_BUILT,
    NO_SOURCE,
    NOTHING_RECORDED,
    OTHER_BYTES,
    STALE_FILE,
    UNRECORDED_PRODUCT,
)
from builder.compare.edit_rows import LIST, folder_of
from builder.edge.plain_files import read_file
from builder.edge.workspace import is_plain_name, pictures_in, read_source
from builder.media import Assets, Pictures
from builder.model.digest import content_digest, sha256
from builder.model.findings import BriefdeckError, Code, Finding, Span
from builder.model.marking_and_brand import Marking
from builder.model.request import (
    ALL_ENDINGS,
    FORMATS,
    HANDOUTS,
    MOST_PAGES,
    PAPERS,
    PRINTINGS,
    RECORD_END,
    Options,
    Source,
)

_LAST_MOMENT = 253402300799
"""The end of the year 9999 in seconds since 1970."""

Rebuild = Callable[[Source, Pictures, Options], Mapping[str, bytes] | None]
"""What builds a source again: its products by name, or None if it has errors."""


class _AuditRow(Struct, frozen=True):
    """A file that a record names."""

    role: str
    name: str
    size: int
    digest: str
    content: str
    """The digest of an output's content, independent of the library that packed it; empty for inputs."""


class ReadRecord(Struct, frozen=True):
    """A record that could be read."""

    path: Path
    options: Options
    inputs: tuple[_AuditRow, ...]
    outputs: tuple[_AuditRow, ...]

    @property
    def stem(self) -> str:
        """The name of the briefing."""
        return self.path.name.removesuffix(RECORD_END)


class RecordsBelow:
    """The build records below a folder, in the order of their names."""

    def __init__(self, folder: Path) -> None:
        """Read them."""
        self.folder = folder
        self.records: list[ReadRecord] = []
        self.unreadable: list[Finding] = []
        self.paths = sorted(folder.rglob(f"*{RECORD_END}"))
        for path in self.paths:
            try:
                self.records.append(read_record(path))
            except BriefdeckError as fault:
                self.unreadable.append(fault.finding)


def audit(found: RecordsBelow) -> Iterator[Finding]:
    """Yield which records cannot be read, then what is wrong with products, in the order of their names.

    Nothing is built. Hidden files, such as those of version control, do not count.
    """
    folder, reported, earlier = found.folder, set(found.paths), set[Path]()
    yield from found.unreadable
    for record in found.records:
        reported |= {record.path.with_name(row.name) for row in record.outputs}
        earlier |= {record.path.with_name(f"{record.stem}{end}") for end in ALL_ENDINGS}
        yield from _changed_files(record)
    if not found.paths:
        hint = "build into it, or name the folder that was built into"
        yield _finding(NOTHING_RECORDED, folder, "no build record below this folder", hint)
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and path not in reported and not hidden:
            yield _unrecorded(path, earlier)


def decks_with_edits(found: RecordsBelow) -> Iterator[Path]:
    """Yield the decks that were built with edits kept beside their source."""
    for record in found.records:
        if any(row.name == f"{folder_of(record.stem)}/{LIST}" for row in record.inputs):
            decks = (record.path.with_name(row.name) for row in record.outputs if row.name.endswith(".pptx"))
            yield from (deck for deck in decks if deck.is_file())


def _unrecorded(path: Path, earlier: set[Path]) -> Finding:
    """Return the finding about a file that no record names; `earlier` are names that an earlier build can have used."""
    if path in earlier:
        hint = "remove it; `briefdeck build --clean` removes what the build before it made in other formats"
        return _finding(
            FOREIGN_FILE, path, "the build record does not list this product: an earlier build left it", hint
        )
    edited = ".edited" in Path(path.stem).suffix  # what `build --replace` keeps
    code = UNRECORDED_PRODUCT if path.suffix.lower() in _PRODUCTS and not edited else FOREIGN_FILE
    return _finding(code, path, "no build record lists this file", "remove it, move it elsewhere, or build its source")


def audit_sources(
    found: RecordsBelow, sources: Sequence[Path], assets_for: Callable[[Path], Assets]
) -> Iterator[Finding]:
    """Yield for the records whose inputs are not what they were, and for sources without a record."""
    left = dict.fromkeys(sources)
    for record, path in _with_sources(found, sources):
        left.pop(path, None)  # type: ignore[arg-type]
        if path is None:
            hint = "give its folder with --sources"
            yield _finding(NO_SOURCE, record.path, f"no source called `{record.stem}` was found", hint)
            continue
        yield from _stale(record, path, pictures_in(path.parent, outside=True), assets_for(path))
    for path in left:
        message = f"this source has no products in `{found.folder.as_posix()}`"
        yield _finding(NEVER_BUILT, path, message, "build it; if that fails, fix the errors that the build reports")


def audit_rebuilt(found: RecordsBelow, sources: Sequence[Path], rebuild: Rebuild) -> Iterator[Finding]:
    """Yield for the products that a new build of their source does not give again, byte by byte."""
    for record, path in _with_sources(found, sources):
        if path is None:
            continue  # `audit_sources` reports it
        made = rebuild(
            Source(path.as_posix(), read_source(path)), pictures_in(path.parent, outside=True), record.options
        )
        for row in record.outputs:
            data = (made or {}).get(row.name)
            if data is not None and sha256(data) == row.digest:
                continue
            same = data is not None and content_digest(data) == row.content
            why = "another packing of the same content" if same else "other content"
            hint = (
                "build with the versions in the record, and a Python with the same deflate library"
                if same
                else "build it again, and look for what changed"
            )
            yield _finding(OTHER_BYTES, record.path.with_name(row.name), f"rebuilding gives {why}", hint)


def read_record(path: Path) -> ReadRecord:
    """Return the record at `path`; BriefdeckError (`bad-record`) if it cannot be read as one."""
    try:
        table = json.loads(read_file(path))
        return ReadRecord(
            path=path,
            options=options_from_record(table),
            inputs=tuple(_row(row) for row in table["inputs"]),
            outputs=tuple(_output(row) for row in table["outputs"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        message = "cannot read this file: not a build record"
        raise BriefdeckError(BAD_RECORD, message, Span(path.as_posix()), "build its source again") from fault


def options_from_record(table: Mapping[str, Any]) -> Options:
    """Return what the build was asked for that a record says of; ValueError if no build can have been."""
    row = table["options"]
    formats, printing, moment, pages = row["formats"], row["printing"], row["epoch"], row.get("pages", 0)
    paper, theme, handouts = str(row["paper"]), str(row["theme"]), row["handout"]
    handouts = [handouts] if isinstance(handouts, str) else handouts  # one name, in records of earlier versions
    sound = (
        isinstance(formats, list)
        and isinstance(printing, list)
        and isinstance(handouts, list)
        and bool(handouts)
        and set(formats) <= set(FORMATS)
        and set(printing) <= set(PRINTINGS)
        and paper in PAPERS
        and set(handouts) <= set(HANDOUTS)
        and type(pages) is int
        and 0 <= pages <= MOST_PAGES
        and (moment is None or (type(moment) is int and 0 <= moment <= _LAST_MOMENT))
    )
    if not sound:
        raise ValueError("options that no build has")
    words, watermark, in_name = row.get("marking", ("", False, False))
    marking = Marking(str(words), watermark=bool(watermark), in_name=bool(in_name))
    return Options(tuple(formats), theme, paper, tuple(handouts), tuple(printing), moment, pages, marking)


def _output(row: Mapping[str, object]) -> _AuditRow:
    """Return a product that a record names; ValueError if it is not in the record's folder."""
    found = _row(row)
    if not is_plain_name(found.name):
        raise ValueError("a product outside the folder of its record")
    return found


def _row(row: Mapping[str, object]) -> _AuditRow:
    name = str(row["name"])
    if row["role"] not in {"picture", "source"} and (name.startswith(("/", "../")) or "/../" in name):
        raise ValueError("a file outside the folder")
    return _AuditRow(str(row["role"]), name, int(str(row["size"])), str(row["sha256"]), str(row.get("content", "")))


def _changed_files(record: ReadRecord) -> Iterator[Finding]:
    for row in record.outputs:
        path = record.path.with_name(row.name)
        try:
            data = read_file(path)
        except OSError:
            yield _finding(MISSING_FILE, path, f"`{record.path.name}` lists this file, but it is missing", _BUILD)
            continue
        if sha256(data) == row.digest:
            continue
        same = row.content and content_digest(data) == row.content
        how = "was repacked; its contents are the same" if same else "is not the file that was built"
        yield _finding(CHANGED_FILE, path, f"this {how}", _PULL if path.suffix == ".pptx" else _BUILD)


_PRODUCTS = {".pptx", ".pdf"}
_BUILD = "build its source again; changes belong in the source"
_PULL = "bring its edits into the source with `briefdeck pull`, or build with `--replace`"


def _stale(record: ReadRecord, path: Path, pictures: Pictures, assets: Assets) -> Iterator[Finding]:
    for row in record.inputs:
        try:
            data = _input(row, path, pictures, assets)
        except (KeyError, BriefdeckError):
            data = b""
        if sha256(data) != row.digest:
            what = f"its source `{path.as_posix()}`" if row.role == "source" else f"`{row.name}`"
            yield _finding(STALE_FILE, record.path, f"{what} changed since this was built", "build it again")


def _input(row: _AuditRow, path: Path, pictures: Pictures, assets: Assets) -> bytes:
    """Return an input as it is now; KeyError if there is no such file."""
    match row.role:
        case "source":
            return read_source(path)
        case "picture":
            return pictures.as_saved(row.name)
        case _:
            return assets[row.name]


def _with_sources(found: RecordsBelow, sources: Sequence[Path]) -> Iterator[tuple[ReadRecord, Path | None]]:
    """Yield each record that can be read with the source of its name, preferring one in a folder of the same name."""
    for record in found.records:
        where = record.path.parent.relative_to(found.folder).parts
        named = [one for one in sources if one.stem == record.stem]
        near = [one for one in named if one.parent.parts[len(one.parent.parts) - len(where) :] == where]
        yield record, next(iter(near or named), None)


def _finding(code: Code, path: Path, message: str, hint: str) -> Finding:
    return Finding(code, message, Span(path.as_posix()), (hint,))
