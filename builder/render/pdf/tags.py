"""The structure tree: which element owns which marked content, and back (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from builder.model.scene import Role, Tag, TagId
from builder.render.pdf.coordinates import numbers
from builder.render.pdf.objects import array, dictionary, string
from builder.render.pdf.reportlab_internals import DocumentCanvas, RawObject

INLINE = frozenset({Role.LINK, Role.REFERENCE, Role.SPAN})
"""Roles whose words are among those of the block around them, and are read where they are."""

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, points."""


class MarkedPiece(NamedTuple):
    """Content of an element: a marked sequence on a page, or an annotation."""

    key: tuple[int, int]
    """Its rank in reading order: the turn of its group, then the order of drawing."""
    page: int
    """Number of its page, from 0."""
    mcid: int
    annotation: str = ""
    """The reference to the annotation, or empty."""


class StructureElement(Struct, eq=False):
    """A structure element while the pages are drawn."""

    tag: Tag
    parent: StructureElement | None
    children: list[StructureElement] = field(default_factory=list)
    pieces: list[MarkedPiece] = field(default_factory=list)
    box: Box | None = None
    """Where a figure is on its first page."""
    words: str = ""
    """The words of a link, for its annotations."""
    aim: str | TagId = ""
    """Where a link leads that was made while its page was drawn."""
    latest: StructureElement | None = None
    """The child that was drawn last, or None where content of its own came after it."""
    empty: bool = True
    """Whether the element has nothing to say; a cell counts even then, since it holds a place in its row."""

    def fill(self) -> None:
        """Note that the element has something to say, and with it those that it is in."""
        element: StructureElement | None = self
        while element and element.empty:
            element.empty = False
            element = element.parent

    @property
    def key(self) -> tuple[int, int] | None:
        """The rank of its first content, or None if it has none."""
        keys = [piece.key for piece in self.pieces]
        keys += [key for child in self.children if (key := child.key) is not None]
        return min(keys, default=None)

    def kids(self) -> list[StructureElement | MarkedPiece]:
        """Return children and own content in reading order; blocks keep the order of the scene's tags."""
        own = sorted(self.pieces)
        children = [child for child in self.children if not child.empty]
        if all(child.tag.role in INLINE for child in children):
            children.sort(key=lambda child: child.key or (0, 0))
        merged: list[StructureElement | MarkedPiece] = []
        for child in children:
            key = child.key if own else None
            while own and key is not None and own[0].key < key:
                merged.append(own.pop(0))
            merged.append(child)
        return merged + list(own)


class Structure:
    """The tree of a document, filled while its pages are drawn."""

    def __init__(self, tags: tuple[Tag, ...]) -> None:
        """Make an element of each tag; parents come before their children."""
        self._elements: dict[TagId, StructureElement] = {}
        self._roots: list[StructureElement] = []
        self._marks: list[list[StructureElement]] = []
        """For each page the owners of its marked sequences, by MCID."""
        self._owners: list[StructureElement] = []
        """The owners of the annotations, in the order of their keys in the parent tree after those of the pages."""
        self._count = 0
        for tag in tags:
            parent = self._elements[tag.id.parent] if tag.id.parent else None
            self._add(StructureElement(tag, parent))

    def _add(self, element: StructureElement) -> StructureElement:
        self._elements[element.tag.id] = element
        siblings = element.parent.children if element.parent else self._roots
        siblings.append(element)
        if element.tag.role in {Role.CELL, Role.HEADER_CELL}:
            element.fill()
        return element

    def element(self, tag: TagId) -> StructureElement:
        """Return the element of the tag with this id; KeyError if the scene has no such tag.

        Words inside a block whose tag comes again after others are a further element, so that they are read in place.
        """
        found = self._elements[tag]
        if found.tag.role in INLINE and found.pieces and found.parent and found.parent.latest is not found:
            return self._add(StructureElement(found.tag, found.parent))
        return found

    def link_in(self, parent: StructureElement, aim: str | TagId) -> StructureElement:
        """Return a Link of its own in `parent`: the last one where that leads to `aim` too, else a new one."""
        if parent.children and (last := parent.children[-1]).aim == aim and parent.latest is last:
            return last
        tag = Tag(parent.tag.id.part("link", len(parent.children)), Role.LINK)
        return self._add(StructureElement(tag, parent, aim=aim))

    def link_after(self, element: StructureElement) -> StructureElement:
        """Return a new Link that is read after `element`, which is not a root."""
        parent = element.parent or self._roots[0]
        link = StructureElement(Tag(element.tag.id.part("link"), Role.LINK), parent)
        parent.children.insert(parent.children.index(element) + 1, link)
        return link

    def open_page(self) -> int:
        """Begin a page; return its key in the parent tree, which is its number from 0."""
        self._marks.append([])
        return len(self._marks) - 1

    def mark(self, element: StructureElement, turn: int) -> int:
        """Give the next marked sequence on the open page to `element`; return its MCID."""
        marks = self._marks[-1]
        marks.append(element)
        self._count += 1
        element.pieces.append(MarkedPiece((turn, self._count), len(self._marks) - 1, len(marks) - 1))
        element.latest = None
        inner = element
        while inner.parent:
            inner.parent.latest = inner
            inner = inner.parent
        element.fill()
        return len(marks) - 1

    @property
    def annotation_count(self) -> int:
        """How many annotations there are, and so the number of the next, which `key_of` makes a key."""
        return len(self._owners)

    def annotate(self, element: StructureElement, annotation: str, turn: int) -> None:
        """Give an annotation on the open page to `element`."""
        self._count += 1
        element.pieces.append(MarkedPiece((turn, self._count), len(self._marks) - 1, -1, annotation))
        element.fill()
        self._owners.append(element)

    def key_of(self, annotation: int) -> int:
        """Return the parent tree's key of an annotation; known when all pages are drawn."""
        return len(self._marks) + annotation

    def marked(self, page: int) -> bool:
        """Return whether page number `page` has marked content."""
        return bool(self._marks[page])

    def write(self, canvas: DocumentCanvas) -> RawObject:
        """Put the tree into the file of `canvas`, whose pages are drawn, and return its root, for the catalog."""
        roots = [element for element in self._roots if not element.empty]
        if len(roots) != 1 or roots[0].tag.role is not Role.DOCUMENT:
            whole = StructureElement(Tag(TagId("document"), Role.DOCUMENT), None, children=roots)
            for element in roots:
                element.parent = whole
            roots = [whole]
        root = RawObject()
        writer = _TreeWriter(canvas, canvas.reference(root))
        entries: dict[str, str | int] = {"Type": "/StructTreeRoot", "K": writer.write(roots[0])}
        parents = dictionary({"Nums": array(list(self._parent_tree(writer)))})
        entries["ParentTree"] = canvas.indirect(parents)
        entries["ParentTreeNextKey"] = len(self._marks) + len(self._owners)
        if writer.names:
            pairs = [part for name, ref in sorted(writer.names.items()) for part in (string(name), ref)]
            entries["IDTree"] = canvas.indirect(dictionary({"Names": array(pairs)}))
        root.content = dictionary(entries)
        return root

    def _parent_tree(self, writer: _TreeWriter) -> Iterator[str | int]:
        for page, owners in enumerate(self._marks):
            if owners:
                yield page
                yield array([writer.refs[owner] for owner in owners])
        for number, owner in enumerate(self._owners):
            yield self.key_of(number)
            yield writer.refs[owner]


class _TreeWriter:
    """Elements on their way into the file."""

    def __init__(self, canvas: DocumentCanvas, root: str) -> None:
        self._canvas, self._root = canvas, root
        self.refs: dict[StructureElement, str] = {}
        self.names: dict[str, str] = {}

    def write(self, element: StructureElement) -> str:
        """Put `element` and what is in it into the file; return the reference to it."""
        tag = element.tag
        written = RawObject()
        ref = self.refs[element] = self._canvas.reference(written)
        kids = element.kids()
        page = next((kid.page for kid in kids if isinstance(kid, MarkedPiece) and not kid.annotation), None)
        entries: dict[str, str | int] = {
            "Type": "/StructElem",
            "S": f"/{tag.role.value}",
            "P": self.refs[element.parent] if element.parent else self._root,
            "K": array([self._kid(kid, page) for kid in kids]),
        }
        if page is not None:
            entries["Pg"] = self._canvas.page_reference(page)
        attributes = _attributes(element)
        if attributes:
            entries["A"] = array([dictionary(attributes)])
        if tag.alt and tag.role is not Role.TABLE:
            entries["Alt"] = string(tag.alt)
        if tag.lang:
            entries["Lang"] = string(tag.lang)
        if tag.actual_text:
            entries["ActualText"] = string(tag.actual_text)
        if tag.role is Role.NOTE:  # ISO 14289-1, 7.9 asks for an ID
            entries["ID"] = string(str(tag.id))
            self.names[str(tag.id)] = ref
        written.content = dictionary(entries)
        return ref

    def _kid(self, kid: StructureElement | MarkedPiece, page: int | None) -> str | int:
        if isinstance(kid, StructureElement):
            return self.write(kid)
        if kid.annotation:
            return dictionary({"Type": "/OBJR", "Obj": kid.annotation, "Pg": self._canvas.page_reference(kid.page)})
        if kid.page == page:
            return kid.mcid
        return dictionary({"Type": "/MCR", "MCID": kid.mcid, "Pg": self._canvas.page_reference(kid.page)})


def _attributes(element: StructureElement) -> dict[str, str | int]:
    """Return the attributes of an element (ISO 32000-1, 14.8.5)."""
    tag = element.tag
    match tag.role:
        case Role.LIST:
            return {"O": "/List", "ListNumbering": f"/{_numbering(element)}"}
        case Role.HEADER_CELL:
            return {"O": "/Table", "Scope": f"/{tag.scope or 'Column'}", **_span(tag)}
        case Role.CELL if tag.columns > 1:
            return {"O": "/Table", **_span(tag)}
        case Role.TABLE if tag.alt:
            return {"O": "/Table", "Summary": string(tag.alt)}
        case Role.FIGURE if element.box:
            return {"O": "/Layout", "Placement": "/Block", "BBox": f"[{numbers(*element.box)}]"}
        case _:
            return {}


def _span(tag: Tag) -> dict[str, str | int]:
    return {"ColSpan": tag.columns} if tag.columns > 1 else {}


def _numbering(element: StructureElement) -> str:
    labelled = any(
        part.tag.role is Role.LABEL and not part.empty for item in element.children for part in item.children
    )
    if element.tag.ordered:
        return "Decimal"
    return "Disc" if labelled else "None"
