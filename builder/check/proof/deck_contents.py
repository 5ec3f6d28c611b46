"""Everything that a deck holds: each part's XML line by line, with what its relationships lead to in their place."""

import hashlib
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from builder.check.deck.reader import BrokenPackageError, OpenedDeck, read_parts
from builder.check.proof.contents import Contents
from builder.model.office_xml import CUSTOM, OFFICE, TYPES, A, C, P, R, Relationship, read_xml

_SHORT = {A: "a:", P: "p:", C: "c:", R: "r:"}

_UNSEEN = {"dirty", "err", "smtClean"}
"""Attributes by which a program remembers that it has checked the spelling of words."""

_CHECKSUM = "SourceSHA256"
"""The property that names the source's own bytes, which the same briefing as JSON does not share."""


def contents_of_deck(deck: OpenedDeck) -> Contents:
    """Return what `deck` holds: slides shape by shape, notes, charts, workbooks, layouts, masters, properties."""
    return _DeckLister(deck).contents()


class _DeckLister:
    def __init__(self, deck: OpenedDeck) -> None:
        self._deck = deck
        self._places = _places(deck)
        self._digests = {
            name: hashlib.sha256(data).hexdigest()[:12] for name, data in deck.parts.items() if name not in deck.trees
        }

    def contents(self) -> Contents:
        """Return the lines of every part under its place."""
        found: dict[str, list[str]] = {}
        for part, place in self._places.items():
            tree = self._deck.trees.get(part)
            if tree is None:
                found[place] = list(self._binary(part))
            elif part in self._deck.slides:
                found |= self._slide(part, place, tree)
            else:
                found[place] = [*self._related(part), *self._lines(tree, part)]
        loose = sorted(name for name in self._deck.parts if name not in self._places and not _is_table(name))
        names, kinds = [entry.filename for entry in self._deck.entries], self._deck.kinds.items()
        found["the package"] = [
            *(f"relationship {line}" for line in self._related("")),
            *sorted(f"{self._place_of(part)} is of the type {kind}" for part, kind in kinds if not _is_table(part)),
            *([self._deck.stray] if self._deck.stray else []),
            *(f"part `{name}`, to which nothing leads" for name in loose),
            *(f"part `{name}` a second time" for name in sorted({one for one in names if names.count(one) > 1})),
        ]
        return found

    def _slide(self, part: str, place: str, tree: etree._Element) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {place: self._related(part)}
        trunk = tree.find(f"{P}cSld/{P}spTree")
        listed: set[etree._Element] = set()
        for shape in () if trunk is None else list(trunk):
            name = next((one.get("name", "") for one in shape.iter(f"{P}cNvPr")), "")
            if not name:
                continue
            here = f"{place}, `{name}`"
            found[place].append(f"shape `{name}`")
            found.setdefault(here, []).extend(self._lines(shape, part))
            listed.add(shape)
        found[place] += self._lines(tree, part, listed)
        return found

    def _binary(self, part: str) -> Iterator[str]:
        """Yield what a part holds that is not XML: of a workbook the parts, of anything else the digest."""
        data = self._deck.parts[part]
        if not data.startswith(b"PK\x03\x04"):
            yield f"bytes {self._digests[part]}"
            return
        try:
            inner = read_parts(data)
        except (BrokenPackageError, zipfile.BadZipFile) as fault:
            yield f"a package that cannot be read: {fault}"
            return
        for name, held in sorted(inner.items()):
            yield f"part `{name}`"
            if name.endswith((".xml", ".rels")):
                yield from _xml_lines(held)
            else:
                yield f"bytes {hashlib.sha256(held).hexdigest()[:12]}"

    def _related(self, part: str) -> list[str]:
        return sorted(self._aim(one) for one in self._deck.relations.get(part, {}).values())

    def _aim(self, one: Relationship) -> str:
        kind = one.kind.removeprefix(OFFICE)
        if not one.part:
            return f"{kind} → {one.target}"
        return f"{kind} → {self._place_of(one.part)}"

    def _place_of(self, part: str) -> str:
        digest = self._digests.get(part, "") if "/media/" in part else ""
        return f"picture {digest}" if digest else self._places.get(part, part)

    def _lines(self, tree: etree._Element, part: str, but: Collection[etree._Element] = ()) -> list[str]:
        own = self._deck.relations.get(part, {})
        return list(_element_lines(tree, {number: self._aim(one) for number, one in own.items()}, but))


def _is_table(name: str) -> bool:
    return name == TYPES or name.endswith(".rels")


def _xml_lines(data: bytes) -> Iterator[str]:
    tree = read_xml(data)
    if isinstance(tree, str):
        yield f"{tree} {hashlib.sha256(data).hexdigest()[:12]}"
        return
    yield from _element_lines(tree, {})


def _element_lines(
    tree: etree._Element, aims: Mapping[str, str], but: Collection[etree._Element] = (), depth: int = 0
) -> Iterator[str]:
    """Yield a line for each element but those in `but`: its name, attributes, words, what its relationships lead to."""
    if _is_checksum(tree):
        return
    attributes = (
        f"{_name(key)}={aims.get(value, value) if key.startswith(R) else value}"
        for key, value in sorted(tree.items())
        if key not in _UNSEEN
    )
    words = tree.text or ""
    shown = f"`{words}`" if words.strip() or tree.tag == f"{A}t" else ""
    yield f"{'·' * depth} {' '.join((_name(tree.tag), *attributes, shown))}".strip()
    for child in tree:
        if child not in but:
            yield from _element_lines(child, aims, but, depth + 1)
        if child.tail and child.tail.strip():
            yield f"{'·' * depth} `{child.tail}`"


def _is_checksum(element: etree._Element) -> bool:
    if element.tag != f"{CUSTOM}property" or element.get("name") != _CHECKSUM or len(element) != 1:
        return False
    return not len(element[0]) and re.fullmatch(r"[0-9a-f]{64}", element[0].text or "") is not None


def _name(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    if not space:
        return local
    return f"{_SHORT[space + '}']}{local}" if f"{space}}}" in _SHORT else f"{local} ({space[1:]})"


def _places(deck: OpenedDeck) -> dict[str, str]:
    """Return for each part that relationships lead to how people call it, slides first and in their order."""
    places: dict[str, str] = {}
    waiting = [(slide, f"slide {number}") for number, slide in enumerate(deck.slides, 1)]
    waiting += [(one.part, _kind(one)) for one in deck.relations.get("", {}).values() if one.part]
    taken: set[str] = set()
    while waiting:
        part, name = waiting.pop(0)
        if part in places or part not in deck.parts:
            continue
        if "/media/" in part and part not in deck.trees:
            continue  # its digest is where it is shown
        number = 1
        place = name
        while place in taken:
            number += 1
            place = f"{name} {number}"
        taken.add(place)
        places[part] = place
        waiting += [
            (one.part, f"{_kind(one)} of {place}" if _kind(one) in _OWNED else _titled(deck, one))
            for one in deck.relations.get(part, {}).values()
            if one.part
        ]
    return places


_OWNED = {"notes", "chart", "workbook", "theme", "comments"}
"""What belongs to the part that leads to it."""

_KINDS = {
    "officeDocument": "the presentation",
    "core-properties": "the properties",
    "extended-properties": "the properties of the program",
    "custom-properties": "the properties of the briefing",
    "notesSlide": "notes",
    "slideLayout": "layout",
    "slideMaster": "master",
    "package": "workbook",
}


def _kind(one: Relationship) -> str:
    kind = one.kind.rsplit("/", 1)[-1]
    return _KINDS.get(kind, kind)


def _titled(deck: OpenedDeck, one: Relationship) -> str:
    """Return how a layout or a master is called: by the name that people see."""
    tree = deck.trees.get(one.part)
    common = tree.find(f"{P}cSld") if tree is not None else None
    name = common.get("name", "") if common is not None else ""
    return f"{_kind(one)} `{name}`" if name else _kind(one)
