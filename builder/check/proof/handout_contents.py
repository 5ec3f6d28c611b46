"""Everything that a PDF holds: what each page draws in its order, what its tree says, what the file says of itself."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from lxml import etree

from builder.check.handout.fonts import decoded, unicode_of
from builder.check.handout.reader import SHOWN, Object, OpenedPdf, TaggedElement, listed, within
from builder.check.handout.streams import MAX_FORM_DEPTH, UnreadablePdfError, unpacked
from builder.check.proof.contents import Contents
from builder.model.office_xml import read_xml

_NAMED = {
    "Tf": (0, "/Font"),
    "gs": (0, "/ExtGState"),
    "Do": (0, "/XObject"),
    "cs": (0, "/ColorSpace"),
    "CS": (0, "/ColorSpace"),
    "sh": (0, "/Shading"),
    "scn": (-1, "/Pattern"),
    "SCN": (-1, "/Pattern"),
    "BDC": (1, "/Properties"),
    "DP": (1, "/Properties"),
}
"""Which operand of an operator names a resource, and in which dictionary it is (ISO 32000-1, 7.8.3)."""

_DEFAULT_SPACES = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
"""Colour spaces that stand for others without being named by any operator (ISO 32000-1, 8.6.5.6)."""

_PACKING = {"/Length", "/Filter", "/DecodeParms"}
"""How a stream is packed, which says nothing of what it holds."""

_OF_CATALOG = {"/Pages", "/StructTreeRoot", "/Outlines", "/Metadata", "/Type", "/Version"}
_OF_PAGE = {"/Parent", "/Contents", "/Resources", "/Annots", "/Type"}
_OF_TREE = {"/K", "/ParentTree", "/ParentTreeNextKey", "/Type"}
_OF_ELEMENT = {"/K", "/P", "/Pg", "/S", "/Type"}
_OF_OUTLINE = {"/First", "/Last", "/Next", "/Prev", "/Parent"}
"""What is listed elsewhere, or only says where something else is."""

MAX_NESTING = 40
MAX_OUTLINE = 20_000
MAX_METADATA = 1_000_000
_LONG = 300
"""The most characters of an object that are listed; a longer one is given by its digest."""


def contents_of_handout(opened: OpenedPdf) -> Contents:
    """Return what the PDF holds, by page and part."""
    names = {one.object.objgen: f"element {number}" for number, one in enumerate(opened.elements, 1)}
    names |= {page.object.objgen: f"page {page.number}" for page in opened.pages}
    names |= {
        one.objgen: f"link {at} of page {page.number}"
        for page in opened.pages
        for at, one in enumerate(listed(page.object.get("/Annots")), 1)
        if one.objgen != (0, 0)
    }
    return _HandoutLister(opened, _Words(names)).contents()


@dataclass(slots=True)
class _Words:
    """Objects of a file in words that do not depend on their numbers in it."""

    names: Mapping[tuple[int, int], str]
    """What pages, structure elements and links are called, by their objects."""
    _known: dict[tuple[int, int], str] = field(default_factory=dict)

    def of(self, value: Object, depth: int = 0) -> str:
        """Return `value` in words; an object that contains itself is not repeated inside."""
        if not isinstance(value, pikepdf.Object):
            return str(value)
        if depth > MAX_NESTING:
            return "…"
        key = value.objgen
        if key == (0, 0):
            return self._fresh(value, depth)
        if key in self.names:
            return self.names[key]
        if key not in self._known:
            self._known[key] = "again"
            self._known[key] = self._fresh(value, depth)
        return self._known[key]

    def entries(self, value: Object, without: set[str], depth: int = 0) -> str:
        """Return the entries of a dictionary or of a stream's dictionary."""
        return " ".join(f"{key} {self.of(value[key], depth + 1)}" for key in sorted(value.keys()) if key not in without)

    def _fresh(self, value: Object, depth: int) -> str:
        match value:
            case pikepdf.Stream():
                digest = hashlib.sha256(unpacked(value)).hexdigest()[:12]
                words = f"stream {digest} <<{self.entries(value, _PACKING, depth)}>>"
            case pikepdf.Dictionary():
                words = f"<<{self.entries(value, set(), depth)}>>"
            case pikepdf.Array():
                words = f"[{' '.join(self.of(one, depth + 1) for one in value)}]"
            case pikepdf.String():
                words = f"`{value}`"
            case _:
                words = str(value)
        return words if len(words) <= _LONG else f"object {hashlib.sha256(words.encode()).hexdigest()[:12]}"


@dataclass(slots=True)
class _HandoutLister:
    opened: OpenedPdf
    words: _Words
    _fonts: dict[tuple[int, int], Mapping[bytes, str]] = field(default_factory=dict)

    def contents(self) -> Contents:
        """Return the lines of every place."""
        document = self.opened.document
        root = document.Root
        found: dict[str, list[str]] = {}
        for page in self.opened.pages:
            place = f"page {page.number}"
            found[place] = [self.words.entries(page.object, _OF_PAGE)]
            found[place] += self._instructions(page.object, page.object.get("/Resources"), 0)
            annotations = listed(page.object.get("/Annots"))
            found[f"links of {place}"] = [self.words.entries(one, {"/P", "/Parent"}) for one in annotations]
        tree = root.get("/StructTreeRoot")
        found["structure tree"] = [] if tree is None else [self.words.entries(tree, _OF_TREE)]
        found["structure tree"] += [self._element(one) for one in self.opened.elements]
        found["structure tree"] += [f"an element {role} a second time" for role in self.opened.repeated]
        parents = sorted(self.opened.parents.items())
        found["parent tree"] = [f"{key} {self.words.of(value)}" for key, value in parents]
        found["outline"] = list(self._outline(root.get("/Outlines")))
        found["catalog"] = [*self._rows(root, _OF_CATALOG), *(["encrypted"] if document.is_encrypted else [])]
        found["catalog"] += [f"bytes {where} the PDF" for where in self.opened.stray]
        found["properties"] = self._rows(document.docinfo, set())
        found["metadata"] = list(_metadata(document))
        return found

    def _rows(self, entries: Object, without: set[str]) -> list[str]:
        return [f"{key} {self.words.of(entries[key])}" for key in sorted(entries.keys()) if key not in without]

    def _instructions(self, content: Object, resources: Object, depth: int) -> Iterator[str]:
        """Yield a line for each instruction, in which what a name stands for takes the place of the name."""
        unicode: Mapping[bytes, str] = {}
        for name in _DEFAULT_SPACES:
            space = within(resources, "/ColorSpace", name)
            if space is not None:
                yield f"{name} {self.words.of(space)}"
        for operator, operands in self.opened.content.followed(content):
            named = self._resource(operator, operands, resources)
            if operator == "Tf" and named is not None:
                unicode = self._unicode(named)
            if operator == "INLINE IMAGE":
                yield f"picture {hashlib.sha256(repr(operands).encode()).hexdigest()[:12]}"
                continue
            yield " ".join(
                (*self._operands(operator, operands, named), operator, *_shown_words(operator, operands, unicode))
            )
            if operator == "Do" and isinstance(named, pikepdf.Stream) and named.get("/Subtype") == "/Form":
                if depth >= MAX_FORM_DEPTH:
                    raise UnreadablePdfError("forms are nested too deeply to be read")
                yield from self._instructions(named, named.get("/Resources", resources), depth + 1)

    def _operands(self, operator: str, operands: tuple[Object, ...], named: Object | None) -> list[str]:
        words = [_raw(one) if operator in SHOWN else self.words.of(one) for one in operands]
        if named is not None:
            words[_NAMED[operator][0]] = self.words.of(named)
        return words

    def _resource(self, operator: str, operands: tuple[Object, ...], resources: Object) -> Object | None:
        """Return the resource that an operand names, or None where none does."""
        at, kind = _NAMED.get(operator, (0, ""))
        if not kind or not operands or not isinstance(operands[at], pikepdf.Name):
            return None
        return within(resources, kind, str(operands[at]))

    def _unicode(self, font: Object) -> Mapping[bytes, str]:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = unicode_of(font)
        return self._fonts[font.objgen]

    def _element(self, element: TaggedElement) -> str:
        kids = " ".join(self._kid(kid) for kid in listed(element.object.get("/K")))
        marks = " ".join(f"{self.words.names.get(page, 'no page')}: {mcid}" for page, mcid in element.contents)
        entries = self.words.entries(element.object, _OF_ELEMENT)
        return f"{'·' * element.depth} {element.role} {entries} {marks} ({kids})".strip()

    def _kid(self, kid: Object) -> str:
        """Return what an element holds at one place: content by its number, a link, or another element."""
        if not isinstance(kid, pikepdf.Dictionary):
            return f"content {kid}"
        if "/Obj" in kid:
            return self.words.of(kid.Obj)
        if "/MCID" in kid:
            return f"content {self.words.entries(kid, {'/Type'})}"
        return "element"

    def _outline(self, root: Object | None) -> Iterator[str]:
        waiting = [] if root is None else [(root.get("/First"), 0)]
        seen: set[tuple[int, int]] = set()
        while waiting and len(seen) < MAX_OUTLINE:
            entry, depth = waiting.pop()
            if entry is None or entry.objgen in seen:
                continue
            seen.add(entry.objgen)
            yield f"{'·' * depth} {self.words.entries(entry, _OF_OUTLINE)}".strip()
            waiting += [(entry.get("/Next"), depth), (entry.get("/First"), depth + 1)]


def _metadata(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield what the XMP packet says: every text and attribute with its element, in every language."""
    packet = document.Root.get("/Metadata")
    if packet is None:
        return
    data = unpacked(packet, MAX_METADATA)
    tree = read_xml(data)
    if isinstance(tree, str):
        yield f"unreadable XML {hashlib.sha256(data).hexdigest()[:12]}"
        return
    for element in tree.iter(etree.Element):
        words = [f"{etree.QName(key).localname}={value}" for key, value in sorted(element.items())]
        words += [text.strip() for text in (element.text, element.tail) if text and text.strip()]
        if words:
            yield f"{etree.QName(element).localname} {' '.join(words)}"


def _shown_words(operator: str, operands: tuple[Object, ...], unicode: Mapping[bytes, str]) -> list[str]:
    """Return the words that an operator shows."""
    return [f"`{decoded(operands[-1], unicode)}`"] if operator in SHOWN and operands else []


def _raw(value: Object) -> str:
    """Return the codes that an operand shows, as they stand in the file, with the steps between them."""
    if isinstance(value, pikepdf.String):
        return f"<{bytes(value).hex()}>"
    if isinstance(value, pikepdf.Array):
        return f"[{''.join(_raw(one) for one in value)}]"
    return str(value)
