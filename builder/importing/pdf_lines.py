"""The characters of a PDF's page as PDFium finds them, gathered to stretches of words on one base line."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from msgspec import Struct

from builder.importing.inline import tidy
from builder.importing.pieces import is_bold
from builder.model.brief import Mark, Run

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = {0x02, 0xFFFE, 0xAD}
"""What PDFium gives for a hyphen at the end of a line."""
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➤", 0xF0FC: "✓", 0xF076: "❖", 0xF02D: "-"}
"""Bullets of the Symbol and Wingdings fonts, which have private characters."""
_TOUCHING = 0.12
"""The share of a line's height that is less than any space: PDFium parts words where a writer changes position."""
_FEWEST_SPACED = 5
"""Letters alone in a line from which on it is spaced out."""
_MOST_CHARACTERS = 60_000
"""Characters of one page beyond which no page of a text goes."""


@dataclass(slots=True)
class TextStretch:
    """Words on one base line without a wide gap between them; lengths in points, y upwards from the page's foot."""

    page: int
    y: float
    left: float
    right: float
    size: float
    """Height of its characters' boxes, about 1.2 times the size of the type."""
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words without mark-up."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return is_bold(self.runs)

    def joined(self, other: TextStretch) -> TextStretch:
        """Return this stretch and the one after it on the line as one."""
        raised = bool(other.runs) and Mark.SUPERSCRIPT in other.runs[0].mark
        touching = abs(max(other.left - self.right, self.left - other.right)) < _TOUCHING * self.size
        runs = list(tidy([*self.runs, Run("" if raised or touching else "  "), *other.runs]))
        left, right = min(self.left, other.left), max(self.right, other.right)
        return TextStretch(self.page, self.y, left, right, max(self.size, other.size), runs)


class _Glyph(Struct, frozen=True):
    char: str
    x: float
    y: float
    left: float
    right: float
    size: float
    bold: bool


Walls = Sequence[tuple[float, float, float]]
"""Vertical rules in the order of their x, each with its x and its lower and upper end."""


def stretches_of(page: pdfium.PdfPage, number: int, walls: Walls = ()) -> list[TextStretch]:
    """Return the stretches of a page in the order of its content; none goes on behind one of the `walls`."""
    textpage = page.get_textpage()
    try:
        glyphs = _glyphs(textpage)
    finally:
        textpage.close()
    found: list[TextStretch] = []
    fresh = True
    for glyph in glyphs:
        if glyph is None:
            fresh = True
            continue
        last = found[-1] if found and not fresh else None
        if last is None and glyph.char.isspace():
            continue
        if last is None or _parts(last, glyph) or _has_wall(last.right, glyph, walls):
            found.append(TextStretch(number, glyph.y, glyph.left, glyph.right, glyph.size))
        _add(found[-1], glyph)
        fresh = False
    for one in found:
        one.runs = _without_letter_spacing(list(tidy(one.runs)))
    return [one for one in found if one.text]


def _without_letter_spacing(runs: list[Run]) -> list[Run]:
    """Return words in capitals that are set with space between all letters as one, as far as letters are alone."""
    words = "".join(run.text for run in runs).split()
    alone = [word for word in words if len(word) == 1 and word.isupper()]
    spaced = len(alone) >= _FEWEST_SPACED and len(alone) * 2 > len(words)
    return [Run(run.text.replace(" ", ""), run.mark) for run in runs] if spaced else runs


def _glyphs(textpage: pdfium.PdfTextPage) -> list[_Glyph | None]:
    """Return the characters of a page, None for each end of a line."""
    found: list[_Glyph | None] = []
    bold = False
    spaced = True
    box, origin = [ctypes.c_float() for _ in range(4)], [ctypes.c_double() for _ in range(2)]
    rect = pdfium_c.FS_RECTF(*box)
    for at in range(min(textpage.count_chars(), _MOST_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(textpage, at)
        if code in {10, 13}:
            found.append(None)
            spaced = True
            continue
        char = "-" if code in _HYPHENS else (_LIGATURES | _BULLETS).get(code, chr(code) if code else "")
        if not char or (not char.isprintable() and not char.isspace()):
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(textpage, at, rect):
            continue
        pdfium_c.FPDFText_GetCharOrigin(textpage, at, *origin)
        if spaced and not char.isspace():
            bold = _is_bold(textpage, at)
        spaced = char.isspace()
        size = abs(rect.top - rect.bottom)
        found.append(_Glyph(char, origin[0].value, origin[1].value, rect.left, rect.right, size, bold))
    return found


def _is_bold(textpage: pdfium.PdfTextPage, at: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(textpage, at) >= 600:
        return True
    name = ctypes.create_string_buffer(120)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, at, name, 120, flags)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"semibold", b"-demi"))


def _parts(last: TextStretch, glyph: _Glyph) -> bool:
    """Return whether a character begins another stretch: on another line, or behind a wide gap."""
    if glyph.char.isspace():
        return False
    size = max(last.size, glyph.size, 1.0)
    raised = glyph.size < last.size * 0.9 and -0.1 * size < glyph.y - last.y < 0.6 * size
    gap = max(glyph.left - last.right, last.left - glyph.right)
    return (abs(glyph.y - last.y) > 0.35 * size and not raised) or gap > 1.3 * size


def _has_wall(right: float, glyph: _Glyph, walls: Walls) -> bool:
    """Return whether a vertical rule is between the end of a stretch and a character, and not inside a word."""
    if glyph.char.isspace() or abs(glyph.left - right) < _TOUCHING * glyph.size:
        return False
    first = bisect_left(walls, right - 0.5, key=lambda wall: wall[0])
    for x, low, high in walls[first:]:
        if x > glyph.left + 0.5:
            return False
        if low <= glyph.y <= high:
            return True
    return False


def _add(stretch: TextStretch, glyph: _Glyph) -> None:
    small = glyph.size < stretch.size * 0.87 and glyph.y - stretch.y > 0.12 * stretch.size
    mark = Mark.SUPERSCRIPT if small else Mark.STRONG if glyph.bold else Mark.NONE
    char = glyph.char
    if stretch.runs and (stretch.runs[-1].mark == mark or char.isspace()):
        stretch.runs[-1] = Run(stretch.runs[-1].text + char, stretch.runs[-1].mark)
    else:
        stretch.runs.append(Run(char, mark))
    if char.isspace():
        return
    stretch.left, stretch.right = min(stretch.left, glyph.left), max(stretch.right, glyph.right)
    if glyph.size > stretch.size and not small:
        stretch.size, stretch.y = glyph.size, glyph.y


def composed(runs: list[Run]) -> tuple[Run, ...]:
    """Return `runs` in NFC: letters and their accents as one character."""
    return tuple(Run(unicodedata.normalize("NFC", run.text), run.mark, run.href, run.note) for run in runs)
