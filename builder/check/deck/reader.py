"""A deck taken apart for reading: parts, trees, content types, relations, slides in their order."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from builder.model.findings import Code
from builder.model.office_xml import OFFICE, TYPES, P, R, Relationship, owner_of, read_xml, relations_in
from builder.model.zip_archive import DAMAGE, bytes_outside_entries

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"

CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

SHEETS = {f"{P}sld", f"{P}sldLayout", f"{P}sldMaster", f"{P}notes", f"{P}notesMaster", f"{P}handoutMaster"}
"""The roots of parts that hold shapes."""

_UTF8 = re.compile(rb"""<\?xml [^>]*encoding=["'](?:UTF-8|utf-8)["'][^>]*\?>|<(?!\?xml)""")
"""How XML begins whose characters are UTF-8."""

MAX_PARTS = 20_000
MAX_PART = 64_000_000
MAX_PACKAGE = 256_000_000
"""The most parts of a package and bytes of them that are read."""


class BrokenPackageError(Exception):
    """The bytes are no package at all."""


class DeckFault(NamedTuple):
    """What a rule finds: the part, and what is wrong with it, lower case without a full stop."""

    part: str
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class OpenedDeck:
    """An opened package; two are the same only where they are one object."""

    entries: tuple[zipfile.ZipInfo, ...]
    damaged: str
    """Name of the first entry whose bytes are damaged, or empty."""
    stray: str
    """Where the file holds bytes that are no part of the package, or empty."""
    parts: Mapping[str, bytes]
    trees: Mapping[str, etree._Element]
    """The root of each part that is XML, relations and content types included."""
    unread: Mapping[str, str]
    """Why a part that should be XML is none."""
    defaults: tuple[tuple[str, str], ...]
    """Suffix and content type, as often as declared."""
    overrides: tuple[tuple[str, str], ...]
    relations: Mapping[str, Mapping[str, Relationship]]
    """Relations by their id of each part that has some; the package's own are under the empty name."""
    repeated: tuple[tuple[str, str], ...]
    """Part and id of relations that are declared twice."""
    main: str
    """Name of the presentation's part, or empty."""
    slides: tuple[str, ...]
    """Names of the slides' parts in their order."""

    kinds: Mapping[str, str]
    """Content types by part, for those that have one."""

    def content_type(self, part: str) -> str:
        """Return the content type of `part`, or nothing if it has none."""
        return self.kinds.get(part, "")

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts to which `part` has a relation of the Office type `kind`, such as `slideLayout`."""
        return tuple(one.part for one in self.relations.get(part, {}).values() if one.kind == OFFICE + kind)

    def sheets(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield every part that holds shapes with its tree."""
        yield from ((name, tree) for name, tree in self.trees.items() if tree.tag in SHEETS)

    def shown(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield every slide that can be read, in order."""
        yield from ((name, self.trees[name]) for name in self.slides if name in self.trees)

    def may_hold(self, part: str, *marks: bytes) -> bool:
        """Return whether one of `marks`, which are ASCII, is in the bytes of an XML part, or may.

        It may where the bytes are not plainly UTF-8. Such a look saves many walks through its tree.
        """
        data = self.parts[part]
        return not self.is_utf8(part) or any(mark in data for mark in marks)

    def is_utf8(self, part: str) -> bool:
        """Return whether an XML part is plainly UTF-8, so that its bytes can be searched."""
        return _UTF8.match(self.parts[part]) is not None

    def spoken(self, part: str) -> str:
        """Return how people call a part: `slide 3` or `notes of slide 3` where it is one, else its name."""
        if part in self.slides:
            return f"slide {self.slides.index(part) + 1}"
        owner = next((slide for slide in self.slides if part in self.related(slide, "notesSlide")), None)
        return f"notes of slide {self.slides.index(owner) + 1}" if owner else f"`{part}`"


class DeckRule(Struct, frozen=True):
    """A rule: the code of its findings, the function that finds them, and how to fix them."""

    code: Code
    find: Callable[[OpenedDeck], Iterable[DeckFault]]
    hint: str = "build the deck again; if it happens again, report it as a bug in briefdeck"


def whole(element: etree._Element | None, key: str, otherwise: int = 0) -> int:
    """Return the attribute `key` of `element` as a whole number; `otherwise` if it is missing or not one."""
    value = element.get(key, "") if element is not None else ""
    if value.isascii() and value.isdecimal() and len(value) <= 12:  # the usual case, without an expression
        return int(value)
    return int(value) if re.fullmatch(r"[+-]?\d{1,12}", value) else otherwise


def open_deck(data: bytes) -> OpenedDeck:
    """Return the package in `data`; BrokenPackageError if it is not a zip archive or has no list of content types."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
            parts, damaged = _parts(archive, entries)
            stray = bytes_outside_entries(archive, data)
    except DAMAGE as fault:
        raise BrokenPackageError("the file is not a zip archive, as every .pptx is") from fault
    trees, unread = _trees(parts)
    if TYPES not in trees:
        raise BrokenPackageError("the archive has no content types, so it is not an Office file")
    relations, repeated = _relations(trees)
    defaults = tuple(_declared(trees[TYPES], "Default", "Extension"))
    overrides = tuple(_declared(trees[TYPES], "Override", "PartName"))
    main = next((one.part for one in relations.get("", {}).values() if one.kind == OFFICE + "officeDocument"), "")
    return OpenedDeck(
        entries=entries,
        damaged=damaged,
        stray=stray,
        parts=parts,
        trees=trees,
        unread=unread,
        defaults=defaults,
        overrides=overrides,
        relations=relations,
        repeated=repeated,
        main=main,
        slides=_slides(trees, relations, main),
        kinds=_kinds(parts, dict(defaults), dict(overrides)),
    )


def _kinds(parts: Iterable[str], defaults: Mapping[str, str], overrides: Mapping[str, str]) -> dict[str, str]:
    kinds = {}
    for part in parts:
        kind = overrides.get(f"/{part}") or defaults.get(part.rsplit(".", 1)[-1].lower())
        if kind:
            kinds[part] = kind
    return kinds


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package inside a package, such as a chart's workbook; BrokenPackageError if unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
            parts, damaged = _parts(archive, entries)
    except DAMAGE as fault:
        raise BrokenPackageError("the file is not a zip archive") from fault
    if damaged or len(parts) != sum(not one.is_dir() for one in entries):
        raise BrokenPackageError(f"`{damaged}` is damaged" if damaged else "it holds a part twice")
    return parts


def _parts(archive: zipfile.ZipFile, entries: tuple[zipfile.ZipInfo, ...]) -> tuple[dict[str, bytes], str]:
    parts, damaged, left = {}, "", MAX_PACKAGE
    if len(entries) > MAX_PARTS:
        raise BrokenPackageError(f"the archive has more than {MAX_PARTS:,} parts")
    for entry in entries:
        if entry.is_dir():
            continue
        try:
            with archive.open(entry) as part:
                held = part.read(min(MAX_PART, left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            damaged = damaged or entry.filename
            continue
        left -= len(held)
        if len(held) > MAX_PART or left < 0:
            raise BrokenPackageError(f"`{entry.filename}` unpacks to more than can be read")
        parts[entry.filename] = held
    return parts, damaged


def _trees(parts: Mapping[str, bytes]) -> tuple[dict[str, etree._Element], dict[str, str]]:
    trees, unread = {}, {}
    for name, data in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        tree = read_xml(data)
        if isinstance(tree, str):
            unread[name] = tree
        else:
            trees[name] = tree
    return trees, unread


def _declared(tree: etree._Element, tag: str, key: str) -> Iterator[tuple[str, str]]:
    for one in tree:
        if etree.QName(one).localname == tag:
            name = one.get(key, "")
            yield (name.lower() if tag == "Default" else name), one.get("ContentType", "")


def _relations(
    trees: Mapping[str, etree._Element],
) -> tuple[dict[str, dict[str, Relationship]], tuple[tuple[str, str], ...]]:
    relations: dict[str, dict[str, Relationship]] = {}
    repeated = []
    for name, tree in trees.items():
        if name.endswith(".rels"):
            source = owner_of(name)
            own = relations.setdefault(source, {})
            for number, one in relations_in(tree, source):
                if number in own:
                    repeated.append((name, number))
                own[number] = one
    return relations, tuple(repeated)


def _slides(
    trees: Mapping[str, etree._Element], relations: Mapping[str, Mapping[str, Relationship]], main: str
) -> tuple[str, ...]:
    if main not in trees:
        return ()
    own = relations.get(main, {})
    listed = (own.get(one.get(f"{R}id", "")) for one in trees[main].iterfind(f"{P}sldIdLst/{P}sldId"))
    return tuple(one.part for one in listed if one and one.part in trees)
