"""A PDF as the rules see it: its pages' marked sequences, the elements of its tree, and its parent tree."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct

from builder.check.handout.streams import ContentReader, UnreadablePdfError
from builder.check.handout.streams import listed as listed
from builder.model.findings import Code
from builder.model.pdf_streams import overfull_stream

Object = Any
"""An object of the file, whose keys no type describes."""

MAX_PAGES = 5_000
MAX_ELEMENTS = 500_000
MAX_DEPTH = 200
"""The most pages, structure elements and levels of them that are read; 100 of our pages have some 5,000 elements."""

Key = tuple[tuple[int, int], int]
"""A marked sequence: its page's object number and generation, and its MCID."""

SHOWN = frozenset({"Tj", "TJ", "'", '"'})
PAINTED = SHOWN | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
"""The operators that put something on the page (ISO 32000-1, annex A)."""

FAULTS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What comes of objects that are of another kind than the format says."""


def reason_of(fault: Exception) -> str:
    """Return why a PDF cannot be read, in words that are the same every time."""
    match fault:
        case UnreadablePdfError():
            return str(fault)
        case pikepdf.PasswordError():
            return "it needs a password"
        case pikepdf.PdfError() | zlib.error():
            return "it is damaged or not a PDF"
        case _:
            return "its objects are not of the types that the format requires"


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
    depth: int
    """How many elements it is inside of."""

    @property
    def role(self) -> str:
        """Return its structure type, such as `H1`."""
        return str(self.object.get("/S", "")).removeprefix("/")


class OpenedPdf(Struct, frozen=True):
    """A PDF taken apart."""

    document: pikepdf.Pdf
    pages: tuple[OpenedPage, ...]
    elements: tuple[TaggedElement, ...]
    """In the order of the tree; empty if there is none."""
    parents: dict[int, Object]
    """The entries of the parent tree."""
    repeated: tuple[str, ...]
    """The types of elements that are at more than one place of the tree; they are walked once."""
    content: ContentReader
    stray: tuple[str, ...]
    """Where the file holds bytes that are no part of the PDF: `before` it, `behind` it."""

    def page_of(self, key: Key) -> int | None:
        """Return the number of the page on which the sequence is claimed to be, or None if there is none such."""
        return next((page.number for page in self.pages if page.object.objgen == key[0]), None)


class HandoutRule(Struct, frozen=True):
    """A rule: the code of its findings, how to fix them, and the function that finds them."""

    code: Code
    hint: str
    find: Callable[[OpenedPdf], Iterable[str]]


@contextmanager
def open_pdf(data: bytes) -> Iterator[OpenedPdf]:
    """Lend the PDF in `data`, taken apart; one of FAULTS where it cannot be read or is too large."""
    if most := overfull_stream(data):
        raise UnreadablePdfError(f"a part of it unpacks to more than {most / 1e6:,.0f} MB")
    with pikepdf.open(BytesIO(data)) as document:
        if len(document.pages) > MAX_PAGES:
            raise UnreadablePdfError(f"it has more than {MAX_PAGES:,} pages")
        content = ContentReader()
        pages = tuple(_page(number, page.obj, content) for number, page in enumerate(document.pages, 1))
        root = document.Root.get("/StructTreeRoot")
        repeated: list[str] = []
        elements = () if root is None else tuple(_elements(root, repeated))
        parents = {} if root is None else dict(_numbers(root.get("/ParentTree")))
        yield OpenedPdf(document, pages, elements, parents, tuple(repeated), content, tuple(_stray(data)))


def _stray(data: bytes) -> Iterator[str]:
    if not data.startswith(b"%PDF-"):
        yield "before"
    if data[data.rfind(b"%%EOF") :].strip(b"\r\n\t \0") != b"%%EOF":
        yield "behind"


def within(where: Object, *keys: str) -> Object | None:
    """Return what is found by one key after another, or None if one is missing."""
    for key in keys:
        where = where.get(key) if isinstance(where, pikepdf.Dictionary) else None
    return where


def _page(number: int, page: Object, content: ContentReader) -> OpenedPage:
    found: list[Sequence] = []
    stack: list[Sequence] = []
    bare: list[str] = []
    balanced = True
    for operator, operands in content.instructions(page):
        if operator in {"BDC", "BMC"}:
            stack.append(_sequence(operands, page))
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


def _sequence(operands: tuple[Object, ...], page: Object) -> Sequence:
    given = operands[1] if len(operands) > 1 else None
    if isinstance(given, pikepdf.Name):
        given = within(page, "/Resources", "/Properties", str(given))
    mcid = given.get("/MCID") if isinstance(given, pikepdf.Dictionary) else None
    return Sequence(str(operands[0]).removeprefix("/"), None if mcid is None else int(mcid))


def _elements(root: Object, repeated: list[str]) -> Iterator[TaggedElement]:
    """Yield the elements of the tree in its order, each once; the types of those met again are added to `repeated`."""
    waiting = [(kid, root, None, 0) for kid in reversed(listed(root.get("/K")))]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        element, parent, page, depth = waiting.pop()
        count += 1
        if count > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise UnreadablePdfError("its structure tree is too large or too deep to be read")
        if element.objgen in seen:
            repeated.append(str(element.get("/S", "")).removeprefix("/"))
            continue
        if element.objgen != (0, 0):
            seen.add(element.objgen)
        page = element.get("/Pg", page)
        found = _kids(element, page)
        yield TaggedElement(element, parent, tuple(found.contents), tuple(found.annotations), len(found.inner), depth)
        waiting += [(kid, element, page, depth + 1) for kid in reversed(found.inner)]


@dataclass(slots=True)
class _Kids:
    contents: list[Key]
    annotations: list[Object]
    inner: list[Object]


def _kids(element: Object, page: Object | None) -> _Kids:
    kids = _Kids([], [], [])
    for kid in listed(element.get("/K")):
        if not isinstance(kid, pikepdf.Dictionary):
            kids.contents += [(page.objgen, int(kid))] if page is not None else []
        elif "/Obj" in kid:
            kids.annotations.append(kid.Obj)
        elif "/MCID" in kid:
            own: Object = kid.get("/Pg", page)
            kids.contents.append((own.objgen, int(kid.MCID)))
        else:
            kids.inner.append(kid)
    return kids


def _numbers(tree: Object | None) -> Iterator[tuple[int, Object]]:
    """Yield the entries of a number tree, each node once."""
    waiting = [] if tree is None else [tree]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if node.objgen in seen:
            continue
        if node.objgen != (0, 0):
            seen.add(node.objgen)
        pairs = listed(node.get("/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            yield int(key), value
        waiting += reversed(listed(node.get("/Kids")))
