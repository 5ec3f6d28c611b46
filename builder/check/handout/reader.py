"""A PDF as the rules see it: its pages' marked sequences, the elements of its tree, and its parent tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct

from builder.model.findings import Code

Object = Any
"""An object of the file, whose keys no type describes."""

Key = tuple[tuple[int, int], int]
"""A marked sequence: its page's object number and generation, and its MCID."""

SHOWN = frozenset({"Tj", "TJ", "'", '"'})
PAINTED = SHOWN | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
"""The operators that put something on the page (ISO 32000-1, annex A)."""


FAULTS = (pikepdf.PdfError, AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What comes of objects that are of another kind than the format says."""


@dataclass(slots=True)
class Sequence:
    """A marked sequence of a page."""

    mark: str
    mcid: int | None
    painted: bool = False

    @property
    def artifact(self) -> bool:
        """Whether readers are told to skip it."""
        return self.mark == "Artifact"


class OpenedPage(Struct, frozen=True):
    """A page, walked once."""

    number: int
    object: Object
    sequences: tuple[Sequence, ...]
    bare: tuple[str, ...]
    """The operators that paint outside any sequence."""
    balanced: bool
    """Whether every sequence that begins ends, and none ends that did not begin."""


class TaggedElement(Struct, frozen=True):
    """A structure element with what it claims."""

    object: Object
    parent: Object
    contents: tuple[Key, ...]
    annotations: tuple[Object, ...]
    children: int
    """How many elements it has inside."""

    @property
    def role(self) -> str:
        """Return its structure type, such as `H1`."""
        return str(self.object.get("/S", "")).removeprefix("/")


class OpenedPdf(Struct, frozen=True):
    """A PDF taken apart."""

    document: pikepdf.Pdf
    pages: tuple[OpenedPage, ...]
    elements: tuple[TaggedElement, ...]
    """In the order of the tree; empty where there is none."""
    parents: dict[int, Object]
    """The entries of the parent tree."""

    def page_of(self, key: Key) -> int | None:
        """Return the number of the page on which the sequence is claimed to be, or None where there is none such."""
        return next((page.number for page in self.pages if page.object.objgen == key[0]), None)


class HandoutRule(Struct, frozen=True):
    """A rule: the code of its findings, how to mend them, and the function that finds them."""

    code: Code
    hint: str
    find: Callable[[OpenedPdf], Iterable[str]]


@contextmanager
def open_pdf(data: bytes) -> Iterator[OpenedPdf]:
    """Lend the PDF in `data`, taken apart; one of FAULTS where it cannot be read."""
    with pikepdf.open(BytesIO(data)) as document:
        pages = tuple(_page(number, page.obj) for number, page in enumerate(document.pages, 1))
        root = document.Root.get("/StructTreeRoot")
        if root is None:
            yield OpenedPdf(document, pages, (), {})
            return
        elements = tuple(one for kid in listed(root.get("/K")) for one in _elements(kid, root, None, set()))
        yield OpenedPdf(document, pages, elements, dict(_numbers(root.get("/ParentTree"))))


def listed(value: Object | None) -> list[Object]:
    """Return the members of an array, or the one object that stands for an array of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def within(where: Object, *keys: str) -> Object | None:
    """Return what is found by one key after another, or None where one is missing."""
    for key in keys:
        where = where.get(key) if isinstance(where, pikepdf.Dictionary) else None
    return where


def _page(number: int, page: Object) -> OpenedPage:
    found: list[Sequence] = []
    stack: list[Sequence] = []
    bare: list[str] = []
    balanced = True
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            stack.append(_sequence(list(instruction.operands), page))
            found.append(stack[-1])
        elif operator == "EMC":
            balanced = balanced and bool(stack)
            del stack[-1:]
        elif operator in PAINTED:
            for sequence in stack:
                sequence.painted = True
            if not any(sequence.artifact or sequence.mcid is not None for sequence in stack):
                bare.append(operator)
    return OpenedPage(number, page, tuple(found), tuple(bare), balanced and not stack)


def _sequence(operands: list[Object], page: Object) -> Sequence:
    given = operands[1] if len(operands) > 1 else None
    if isinstance(given, pikepdf.Name):
        given = within(page, "/Resources", "/Properties", str(given))
    mcid = given.get("/MCID") if isinstance(given, pikepdf.Dictionary) else None
    return Sequence(str(operands[0]).removeprefix("/"), None if mcid is None else int(mcid))


def _elements(element: Object, parent: Object, page: Object | None, above: set[object]) -> Iterator[TaggedElement]:
    """Yield `element` and those inside it; one that is inside itself is not walked again."""
    page = element.get("/Pg", page)
    contents: list[Key] = []
    annotations: list[Object] = []
    inner: list[Object] = []
    for kid in listed(element.get("/K")):
        if not isinstance(kid, pikepdf.Dictionary):
            contents += [(page.objgen, int(kid))] if page is not None else []
        elif "/Obj" in kid:
            annotations.append(kid.Obj)
        elif "/MCID" in kid:
            contents.append((kid.get("/Pg", page).objgen, int(kid.MCID)))
        elif kid.objgen not in above:
            inner.append(kid)
    yield TaggedElement(element, parent, tuple(contents), tuple(annotations), len(inner))
    for kid in inner:
        yield from _elements(kid, element, page, above | {element.objgen})


def _numbers(node: Object | None) -> Iterator[tuple[int, Object]]:
    """Yield the entries of a number tree."""
    if node is None:
        return
    pairs = listed(node.get("/Nums"))
    for key, value in zip(pairs[::2], pairs[1::2], strict=False):
        yield int(key), value
    for kid in listed(node.get("/Kids")):
        yield from _numbers(kid)
