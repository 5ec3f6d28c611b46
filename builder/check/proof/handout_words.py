"""The words of a finished PDF, in the order of its structure tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pikepdf
from msgspec import Struct

from builder.check.handout.fonts import decoded, unicode_of
from builder.check.handout.reader import SHOWN, Object, OpenedPdf, listed, within
from builder.check.handout.streams import MAX_FORM_DEPTH, ContentReader, UnreadablePdfError
from builder.check.proof.words import HandoutWords, in_print, sorted_characters

_INLINE = {"Span", "Link", "Reference", "Em", "Strong", "Code", "Quote", "Annot"}
"""Structure types whose words belong to the block around them."""


def words_in(opened: OpenedPdf) -> HandoutWords:
    """Return the words of a tagged PDF; ValueError if it is not tagged."""
    root = opened.document.Root.get("/StructTreeRoot")
    if root is None:
        raise UnreadablePdfError("it has no structure tree")
    fonts: dict[object, Mapping[bytes, str]] = {}
    shown = {page.object.objgen: _PageWords(opened.content, fonts).read(page.object) for page in opened.pages}
    walk = _TreeWalk(shown)
    for kid in listed(root.get("/K")):
        walk.block(kid, None)
    furniture = tuple(tuple(text for text in map(in_print, page.loose) if text) for page in shown.values())
    return HandoutWords(tuple(text for text in map(in_print, walk.blocks) if text), tuple(walk.alternatives), furniture)


@dataclass(slots=True)
class _TreeWalk:
    """A walk down the structure tree that gathers words."""

    shown: Mapping[tuple[int, int], _PageWords]
    blocks: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def block(self, element: Object, page: Object | None) -> None:
        """Add the words of `element` as a block of their own, then the blocks inside it."""
        if self._again(element):
            return
        page = element.get("/Pg", page)
        role = str(element.get("/S", "")).removeprefix("/")
        if "/Alt" in element and role == "Figure":
            self.alternatives.append(in_print(str(element.Alt)))
        words = ""
        for kid in listed(element.get("/K")):
            if _is_inline(kid):
                words += self._inline(kid, page)
            else:
                self.blocks.append(words)
                words = ""
                self.block(kid, page)
        self.blocks.append(sorted_characters(words) if role == "Figure" else words)

    def _inline(self, kid: Object, page: Object | None) -> str:
        if not isinstance(kid, pikepdf.Dictionary):
            return self._words_of_mark(int(kid), page)
        if "/Obj" in kid or self._again(kid):
            return ""
        page = kid.get("/Pg", page)
        if "/MCID" in kid:
            return self._words_of_mark(int(kid.MCID), page)
        return "".join(self._inline(one, page) for one in listed(kid.get("/K")))

    def _again(self, element: Object) -> bool:
        """Return whether `element` was met before; what is at two places of the tree is read once."""
        if element.objgen == (0, 0):
            return False
        again = element.objgen in self._seen
        self._seen.add(element.objgen)
        return again

    def _words_of_mark(self, number: int, page: Object | None) -> str:
        words = self.shown.get(page.objgen) if page is not None else None
        return words.marked.get(number, "") if words else ""  # a page that is not there has none


def _is_inline(kid: Object) -> bool:
    if not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid or "/Obj" in kid:
        return True
    return str(kid.get("/S", "")).removeprefix("/") in _INLINE


@dataclass(slots=True)
class _PageWords:
    """The words of a page: by number of marked content, and those outside the structure."""

    content: ContentReader
    fonts: dict[object, Mapping[bytes, str]]
    """The characters by code of each font of the document that was met."""
    marked: dict[int, str] = field(default_factory=lambda: defaultdict(str))
    loose: list[str] = field(default_factory=list)

    def read(self, page: Object) -> _PageWords:
        """Read the page's content and return it."""
        self._content(page, page.get("/Resources", pikepdf.Dictionary()), [])
        return self

    def _content(self, content: Object, resources: Object, around: list[_Mark], depth: int = 0) -> None:
        if depth > MAX_FORM_DEPTH:
            raise UnreadablePdfError("forms are nested too deeply to be read")
        unicode: Mapping[bytes, str] = {}
        marks = list(around)
        for operator, operands in self.content.followed(content):
            match operator:
                case "BDC" | "BMC":
                    marks.append(_mark(operands, resources))
                    self._open(marks)
                case "EMC" if len(marks) > len(around):
                    marks.pop()
                case "Tf":
                    unicode = self._font(resources.Font[str(operands[0])])
                case _ if operator in SHOWN:
                    self._add(decoded(operands[-1], unicode), marks)
                case "Do" if resources.XObject[str(operands[0])].get("/Subtype") == "/Form":
                    form = resources.XObject[str(operands[0])]
                    self._content(form, form.get("/Resources", resources), marks, depth + 1)
                case _:
                    continue

    def _font(self, font: Object) -> Mapping[bytes, str]:
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = unicode_of(font)
        return self.fonts[font.objgen]

    def _open(self, marks: list[_Mark]) -> None:
        if marks[-1].actual is not None and not any(one.actual is not None for one in marks[:-1]):
            self._add_words(marks[-1].actual, marks)
        if marks[-1].loose:
            self.loose.append("")

    def _add(self, text: str, marks: list[_Mark]) -> None:
        if not any(one.actual is not None for one in marks):
            self._add_words(text, marks)

    def _add_words(self, text: str, marks: list[_Mark]) -> None:
        number = next((one.number for one in reversed(marks) if one.number is not None), None)
        if any(one.loose for one in marks) and self.loose:
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


def _mark(operands: tuple[Object, ...], resources: Object) -> _Mark:
    given = operands[1] if len(operands) > 1 else None
    if isinstance(given, pikepdf.Name):
        given = within(resources, "/Properties", str(given))
    if not isinstance(given, pikepdf.Dictionary):
        given = pikepdf.Dictionary()
    number = int(given.MCID) if "/MCID" in given else None
    actual = str(given.ActualText) if "/ActualText" in given else None
    return _Mark(number, str(operands[0]) == "/Artifact" if operands else False, actual)
