"""The proof that no validator gives: a PDF's content, structure tree and parent tree agree, and what the tree says.

veraPDF and page-validation both pass a tree that points at content that does not exist, a wrong entry of the parent
tree, and words that no element owns or in the wrong order. Everything here is read from the finished bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf

Object = Any
"""An object of pikepdf, whose keys and attributes no type describes."""

SHOWN = {"Tj", "TJ", "'", '"'}
PAINTED = SHOWN | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}


@dataclass
class Sequence:
    """A marked sequence of a page."""

    mark: str
    mcid: int | None
    text: str = ""
    painted: bool = False
    visible: bool = False
    """Whether it puts ink on the page: anything but a space."""


@dataclass
class Node:
    """A structure element."""

    role: str
    text: str = ""
    """Its own words and its children's, in the order of the tree."""
    alt: str = ""
    lang: str = ""
    links: list[str] = field(default_factory=list)
    """Addresses of the annotations that it owns; `page N` for a jump."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    parts: list[str | Node] = field(default_factory=list)
    """Own words and children as they follow each other."""

    def without(self, role: str) -> str:
        """Return the words of the element and its children but for those of elements of one role."""
        if self.role == role:
            return ""
        return "".join(part if isinstance(part, str) else part.without(role) for part in self.parts)

    def all(self, *roles: str) -> Iterator[Node]:
        """Yield the elements below this one, itself included, that have one of `roles` (or any), in tag order."""
        if not roles or self.role in roles:
            yield self
        for child in self.children:
            yield from child.all(*roles)


def read_tree(data: bytes) -> Node:
    """Return the root element of a PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        return _Reader(pdf).node(_only(pdf.Root.StructTreeRoot.K), None)


def tag_text(data: bytes) -> str:
    """Return the words in the order of the tags, blocks on lines of their own, without the layout's hyphens."""
    lines: list[str] = []
    _blocks(read_tree(data), lines)
    return "\n".join(lines)


def plain(text: str) -> str:
    """Return `text` without the layout's hyphens, with one space for any space."""
    return " ".join(text.replace("\u00ad", "").split())


def tree_lines(data: bytes) -> list[str]:
    """Return the tree as text, for tests to read: role, alternative text, language, links, own words of leaves."""
    return list(_lines(read_tree(data), 0))


def faults_of(data: bytes) -> list[str]:
    """Return all that is wrong between content, tree and parent tree; nothing where they agree."""
    with Pdf.open(BytesIO(data)) as pdf:
        return list(_Proof(pdf).faults())


def sequences(page: Object) -> list[Sequence]:
    """Return the marked sequences of a page in the order of drawing, with what each is read as."""
    return _Content(page).found


class _Content:
    """A page's content, walked once."""

    def __init__(self, page: Object) -> None:
        self.found: list[Sequence] = []
        self.faults: list[str] = []
        self._fonts = page.Resources.get("/Font", Dictionary())
        self._maps: dict[str, dict[int, str]] = {}
        self._font = ""
        self._open: Sequence | None = None
        self._silent = False
        for instruction in pikepdf.parse_content_stream(page):
            self._step(str(instruction.operator), list(instruction.operands))
        if self._open is not None:
            self.faults.append("a sequence is never closed")

    def _step(self, operator: str, operands: list[Object]) -> None:
        if operator in {"BDC", "BMC"}:
            self._begin(operator, operands)
        elif operator == "EMC":
            if self._open is None:
                self.faults.append("EMC without a sequence")
            self._open = None
        elif operator == "Tf":
            self._font = str(operands[0])
        elif operator in PAINTED:
            self._paint(operator, operands)

    def _begin(self, operator: str, operands: list[Object]) -> None:
        if self._open is not None:
            self.faults.append("a sequence in a sequence: some readers lose what follows")
        properties = operands[1] if operator == "BDC" else Dictionary()
        mcid = properties.get("/MCID")
        sequence = Sequence(str(operands[0]).removeprefix("/"), None if mcid is None else int(mcid))
        if "/ActualText" in properties:
            sequence.text = str(properties.ActualText)
            sequence.visible = True
        self._silent = "/ActualText" in properties
        self._open = sequence
        self.found.append(sequence)

    def _paint(self, operator: str, operands: list[Object]) -> None:
        if self._open is None:
            self.faults.append(f"`{operator}` is neither tagged nor an artifact")
            return
        self._open.painted = True
        if operator not in SHOWN:
            self._open.visible = True
            return
        for part in operands[0] if isinstance(operands[0], Array) else [operands[0]]:
            if isinstance(part, pikepdf.String):
                text = self._decoded(bytes(part))
                self._open.visible = self._open.visible or bool(text.strip())
                if not self._silent:
                    self._open.text += text

    def _decoded(self, codes: bytes) -> str:
        if self._font not in self._maps:
            self._maps[self._font] = _to_unicode(self._fonts[self._font].ToUnicode.read_bytes())
        known = self._maps[self._font]
        text = ""
        for at in range(0, len(codes), 2):
            code = int.from_bytes(codes[at : at + 2], "big")
            if code == 0:
                self.faults.append(f"{self._font} draws .notdef")
            if code not in known:
                self.faults.append(f"{self._font} does not say what {code:04X} stands for")
            text += known.get(code, "\ufffd")
        return text


def _to_unicode(cmap: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


class _Reader:
    """Elements with their words."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.objgen: number for number, page in enumerate(_pages(pdf), 1)}
        self._texts = {
            (page.objgen, one.mcid): one.text for page in _pages(pdf) for one in sequences(page) if one.mcid is not None
        }

    def node(self, element: Object, page: Object) -> Node:
        page = element.get("/Pg", page)
        node = Node(
            str(element.S).removeprefix("/"), alt=str(element.get("/Alt", "")), lang=str(element.get("/Lang", ""))
        )
        for attributes in _listed(element.get("/A")):
            node.attributes.update({str(key).removeprefix("/"): _said(attributes[key]) for key in attributes.keys()})  # noqa: SIM118
        for kid in _listed(element.get("/K")):
            self._add(node, kid, page)
        if "/ActualText" in element:
            node.text = str(element.ActualText)
        return node

    def _add(self, node: Node, kid: Object, page: Object) -> None:
        if isinstance(kid, Dictionary) and "/Obj" in kid:
            node.links.append(self._aim(kid.Obj))
        elif isinstance(kid, Dictionary) and "/MCID" not in kid:
            child = self.node(kid, page)
            node.children.append(child)
            node.parts.append(child)
            node.text += child.text if child.role in INLINE else f"\n{child.text}\n"
        else:
            on, mcid = (kid.get("/Pg", page), kid.MCID) if isinstance(kid, Dictionary) else (page, kid)
            words = self._texts[on.objgen, int(mcid)]
            node.parts.append(words)
            node.text += words

    def _aim(self, annotation: Object) -> str:
        if "/A" in annotation:
            return str(annotation.A.URI)
        return f"page {self._pages[annotation.Dest[0].objgen]}"


INLINE = {"Link", "Reference", "Span"}


class _Proof:
    """Every claim of the tree compared with what is on the pages, and back."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        self._parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        self._claims: dict[tuple[tuple[int, int], int], Object] = {}
        self._owned: set[tuple[int, int]] = set()

    def faults(self) -> Iterator[str]:
        root = self._pdf.Root.StructTreeRoot
        yield from self._walk(_only(root.K), root, None)
        marked = set()
        for number, page in enumerate(_pages(self._pdf), 1):
            yield from (f"page {number}: {fault}" for fault in self._page(page))
            marked |= {(page.objgen, one.mcid) for one in sequences(page) if one.mcid is not None}
        for key in sorted(set(self._claims) - marked):
            yield f"{self._claims[key].S} claims content {key[1]} of page object {key[0][0]}, which does not exist"

    def _walk(self, element: Object, parent: Object, page: Object | None) -> Iterator[str]:
        if element.P.objgen != parent.objgen:
            yield f"{element.S}: its /P is not its parent"
        page = element.get("/Pg", page)
        kids = _listed(element.get("/K"))
        if not kids and str(element.S) not in {"/TD", "/TH"}:
            yield f"{element.S} is empty"
        for kid in kids:
            if isinstance(kid, Dictionary) and "/Obj" in kid:
                yield from self._annotation(element, kid.Obj)
            elif isinstance(kid, Dictionary) and "/MCID" not in kid:
                yield from self._walk(kid, element, page)
            else:
                on, mcid = (kid.get("/Pg", page), int(kid.MCID)) if isinstance(kid, Dictionary) else (page, int(kid))
                if on is None:
                    yield f"{element.S}: no page for its content {mcid}"
                    continue
                if (on.objgen, mcid) in self._claims:
                    yield f"content {mcid} belongs to two elements"
                self._claims[on.objgen, mcid] = element

    def _annotation(self, element: Object, annotation: Object) -> Iterator[str]:
        self._owned.add(annotation.objgen)
        parent = self._parents.get(int(annotation.get("/StructParent", -1)))
        if parent is None or parent.objgen != element.objgen:
            yield f"an annotation of {element.S} has another parent in the parent tree"
        if not str(annotation.get("/Contents", "")).strip():
            yield f"an annotation of {element.S} says nothing"

    def _page(self, page: Object) -> Iterator[str]:
        content = _Content(page)
        yield from content.faults
        seen = [one for one in content.found if one.mcid is not None]
        owners = list(self._parents.get(int(page.get("/StructParents", -1)), []))
        if [one.mcid for one in seen] != list(range(len(owners))):
            yield f"{len(seen)} tagged sequences, {len(owners)} in the parent tree"
        for one in content.found:
            if one.mcid is None and one.mark != "Artifact":
                yield f"a sequence {one.mark} that no element owns"
        for one, owner in zip(seen, owners, strict=False):
            claim = self._claims.get((page.objgen, one.mcid or 0))
            if claim is None:
                yield f"content {one.mcid} belongs to no element: `{one.text}`"
            elif owner.objgen != claim.objgen:
                yield f"the parent tree gives content {one.mcid} to another element"
            elif one.mark not in {"Span", str(claim.S).removeprefix("/")}:
                yield f"content {one.mcid} is marked {one.mark}, its element is {claim.S}"
            if not one.visible:
                yield f"content {one.mcid} of {owner.S} is tagged and not to be seen"
        for annotation in page.get("/Annots", []):
            if annotation.objgen not in self._owned:
                yield "an annotation that no element owns"


def _blocks(node: Node, lines: list[str]) -> None:
    if node.children and not all(child.role in INLINE for child in node.children):
        for child in node.children:
            _blocks(child, lines)
    elif words := plain(node.text):
        lines.append(words)


def _lines(node: Node, depth: int) -> Iterator[str]:
    facts = [node.role]
    facts += [f"[{node.alt}]"] if node.alt else []
    facts += [f"({node.lang})"] if node.lang else []
    facts += [f"-> {link}" for link in node.links]
    leaf = all(child.role in INLINE for child in node.children)
    words = [f"`{plain(node.text)}`"] if leaf and plain(node.text) else []
    yield "  " * depth + " ".join(facts + words)
    for child in node.children:
        yield from _lines(child, depth + 1)


def _listed(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _pages(pdf: Pdf) -> list[Object]:
    return [page.obj for page in pdf.pages]


def _only(kids: Object) -> Object:
    (kid,) = _listed(kids)
    return kid


def _said(value: Object) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, Array) else str(value)
