"""Read the words of a finished PDF back out of its bytes, in the order of its structure tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from msgspec import Struct

from builder.check.proof.words import PaperWords, letters_of

_SPACE = re.compile(r"\s+")
_INLINE = {"Span", "Link", "Reference", "Em", "Strong", "Code", "Quote", "Annot"}
"""Structure types whose words belong to the block around them."""

_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


def words_in(data: bytes) -> PaperWords:
    """Return the words of the tagged PDF `data`; ValueError where it is none that can be read."""
    try:
        with pikepdf.open(BytesIO(data)) as document:
            root = document.Root.get("/StructTreeRoot")
            if root is None:
                message = "this PDF has no structure tree"
                raise ValueError(message)
            pages: dict[object, int] = {page.objgen: number for number, page in enumerate(document.pages)}
            fonts: dict[object, Mapping[bytes, str]] = {}
            shown = [_PageWords(page, fonts).read() for page in document.pages]
            blocks: list[str] = []
            alternatives: list[str] = []
            walk = _TreeWalk(pages, shown, blocks, alternatives)
            for kid in _kids(root):
                walk.block(kid)
            furniture = tuple(tuple(text for text in map(_tidy, page.loose) if text) for page in shown)
            return PaperWords(tuple(text for text in map(_tidy, blocks) if text), tuple(alternatives), furniture)
    except pikepdf.PdfError as fault:
        message = f"this is no PDF that can be read: {fault}"
        raise ValueError(message) from fault


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip()


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@dataclass(slots=True)
class _TreeWalk:
    """A walk down the structure tree that gathers words."""

    pages: Mapping[object, int]
    shown: list[_PageWords]
    blocks: list[str]
    alternatives: list[str]

    def block(self, element: pikepdf.Object) -> None:
        """Add the words of `element` as a block of their own, then the blocks inside it."""
        if "/Alt" in element and str(element.get("/S", "")) == "/Figure":
            self.alternatives.append(_tidy(str(element.Alt)))
        words = ""
        for kid in _kids(element):
            if self._is_inline(kid):
                words += self._inline(kid, element)
            else:
                self.blocks.append(words)
                words = ""
                self.block(kid)
        self.blocks.append(letters_of(words) if str(element.get("/S", "")) == "/Figure" else words)

    def _is_inline(self, kid: pikepdf.Object) -> bool:
        if not isinstance(kid, pikepdf.Dictionary) or str(kid.get("/Type", "")) in ("/MCR", "/OBJR"):
            return True
        return str(kid.get("/S", "")).removeprefix("/") in _INLINE

    def _inline(self, kid: pikepdf.Object, parent: pikepdf.Object) -> str:
        if not isinstance(kid, pikepdf.Dictionary):
            return self._marked(int(kid), parent.get("/Pg"))
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            return self._marked(int(kid.MCID), kid.get("/Pg", parent.get("/Pg")))
        if kind == "/OBJR":
            return ""
        return "".join(self._inline(one, kid) for one in _kids(kid))

    def _marked(self, number: int, page: pikepdf.Object | None) -> str:
        return self.shown[self.pages[page.objgen]].marked.get(number, "") if page is not None else ""


@dataclass(slots=True)
class _PageWords:
    """The words of a page: by number of marked content, and those outside the structure."""

    page: pikepdf.Page
    fonts: dict[object, Mapping[bytes, str]]
    """The letters by glyph code of each font of the document that was met."""
    marked: dict[int, str] = field(default_factory=lambda: defaultdict(str))
    loose: list[str] = field(default_factory=list)

    def read(self) -> _PageWords:
        """Read the page's content and return it."""
        self._content(self.page.obj, self.page.obj.get("/Resources", pikepdf.Dictionary()), [])
        return self

    def _content(self, stream: pikepdf.Object, resources: pikepdf.Object, around: list[_Mark]) -> None:
        fonts = resources.get("/Font", pikepdf.Dictionary())
        forms = resources.get("/XObject", pikepdf.Dictionary())
        unicode: Mapping[bytes, str] = {}
        marks = list(around)
        depth = len(marks)
        for instruction in pikepdf.parse_content_stream(stream):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(_mark(operands))
                    self._open(marks)
                case "EMC" if len(marks) > depth:
                    self._close(marks)
                case "Tf":
                    unicode = self._font(fonts[str(operands[0])])
                case "Tj" | "TJ":
                    self._add(_decoded(operands[0], unicode), marks)
                case "Do" if str(forms[str(operands[0])].get("/Subtype")) == "/Form":
                    form = forms[str(operands[0])]
                    self._content(form, form.get("/Resources", resources), marks)
                case _:
                    continue

    def _font(self, font: pikepdf.Object) -> Mapping[bytes, str]:
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = _unicode_of(font)
        return self.fonts[font.objgen]

    def _open(self, marks: list[_Mark]) -> None:
        if marks[-1].actual is not None and not any(one.actual is not None for one in marks[:-1]):
            self._put(marks[-1].actual, marks)
        if marks[-1].loose:
            self.loose.append("")

    def _close(self, marks: list[_Mark]) -> None:
        marks.pop()

    def _add(self, text: str, marks: list[_Mark]) -> None:
        if not any(one.actual is not None for one in marks):
            self._put(text, marks)

    def _put(self, text: str, marks: list[_Mark]) -> None:
        number = next((one.number for one in reversed(marks) if one.number is not None), None)
        if any(one.loose for one in marks):
            self.loose[-1] += text
        elif number is not None:
            self.marked[number] += text
        else:
            self.loose.append(text)


class _Mark(Struct, frozen=True):
    """A marked-content sequence that is open."""

    number: int | None
    loose: bool
    actual: str | None


def _mark(operands: list[pikepdf.Object]) -> _Mark:
    tag = str(operands[0])
    given = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else pikepdf.Dictionary()
    number = int(given.MCID) if "/MCID" in given else None
    return _Mark(number, tag == "/Artifact", str(given.ActualText) if "/ActualText" in given else None)


def _decoded(shown: pikepdf.Object, unicode: Mapping[bytes, str]) -> str:
    pieces = [shown] if isinstance(shown, pikepdf.String) else [one for one in shown if isinstance(one, pikepdf.String)]
    size = len(next(iter(unicode), b"??"))
    return "".join(unicode.get(code, "\ufffd") for piece in pieces for code in _codes(bytes(piece), size))


def _codes(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def _unicode_of(font: pikepdf.Object) -> Mapping[bytes, str]:
    """Return the letters by glyph code that a font's ToUnicode map gives."""
    if "/ToUnicode" not in font:
        return {}
    data = font.ToUnicode.read_bytes()
    found = {
        bytes.fromhex(code.decode()): _letters(letters)
        for part in _CHARS.findall(data)
        for code, letters in _CHAR.findall(part)
    }
    for part in _RANGES.findall(data):
        for first, last, base, listed in _RANGE.findall(part):
            size = len(first) // 2
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                letters = _HEX.findall(listed)[offset] if listed else b"%0*X" % (len(base), int(base, 16) + offset)
                found[code.to_bytes(size, "big")] = _letters(letters)
    return found


def _letters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
