"""Where each character of a drawn deck came to lie, held against its box."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from builder.check.overflow.painted_copy import Box, Painted, number_of
from builder.model.units import EMU_PER_PT

TOLERANCE = 1.0
"""Points by which ink may leave its box: the anti-aliased edge of a character, no more."""

_INVISIBLE = {0, 2, 9, 10, 13, 32, 160, 0xAD, 0x200B, 0xFFFE, 0xFEFF}
"""Characters without ink: 2 is what the library gives for a hyphen at a line's end."""

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_DEEPER = 0.25
"""By how much, em, the descenders of Noto Naskh Arabic reach deeper than those of the font that decks name."""


class Overflow(NamedTuple):
    """A box out of which words run, and by how many points; None where none of its words was drawn."""

    box: Box
    points: float | None


class _Ink(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: _Ink) -> _Ink:
        """Return the rectangle round both."""
        return _Ink(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def judge(painted: Painted, drawn: bytes) -> tuple[Overflow, ...]:
    """Return the boxes of `painted` out of which words run in `drawn`, the PDF that some program made of it."""
    document = pdfium.PdfDocument(drawn)
    try:
        pages = {number: _ink_of(document[number]) for number in range(len(document))}
    finally:
        document.close()
    found = []
    for box, number in zip(painted.boxes, painted.numbers, strict=True):
        ink = pages.get(box.slide - 1, {}).get(number)
        if ink is None:
            found.append(Overflow(box, None))
        elif _beyond(box, ink) > TOLERANCE:
            found.append(Overflow(box, round(_beyond(box, ink), 1)))
    return tuple(found)


def _beyond(box: Box, ink: _Ink) -> float:
    """Return by how many points `ink` leaves the box, on the side where it does most."""
    left, top = box.place.x / EMU_PER_PT, box.place.y / EMU_PER_PT
    right, bottom = box.place.right / EMU_PER_PT, box.place.bottom / EMU_PER_PT
    return max(left - ink.left, top - ink.top, ink.right - right, ink.bottom - bottom)


def _ink_of(page: pdfium.PdfPage) -> dict[int, _Ink]:
    """Return the rectangle of the characters of each colour, in points from the top left corner of the page."""
    height = page.get_height()
    found: dict[int, _Ink] = {}
    for number, left, right, bottom, top in _letters(page):
        ink = _Ink(left, height - top, right, height - bottom)
        found[number] = found[number].joined(ink) if number in found else ink
    return found


def _letters(page: pdfium.PdfPage) -> Iterator[tuple[int, float, float, float, float]]:
    """Yield number of the box, left, right, bottom and top of each character with ink, in the page's own points.

    Left and right are where the pen begins and ends, over which a swash may hang, or the head of a character that is
    slanted for want of an italic; bottom and top are the ink.
    """
    words = page.get_textpage()
    room, form = pdf.FS_RECTF(), pdf.FS_MATRIX()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    left, right, bottom, top, pen, base = (ctypes.c_double() for _ in range(6))
    try:
        for index in range(words.count_chars()):
            char = pdf.FPDFText_GetUnicode(words, index)
            if char in _INVISIBLE or pdf.FPDFText_IsGenerated(words, index) == 1:
                continue
            pdf.FPDFText_GetFillColor(words, index, red, green, blue, alpha)
            if not pdf.FPDFText_GetCharBox(words, index, left, right, bottom, top) or right.value <= left.value:
                continue
            pdf.FPDFText_GetLooseCharBox(words, index, room)
            depth = _DEEPER * pdf.FPDFText_GetFontSize(words, index) if _ARABIC.match(chr(char)) else 0
            number = number_of(red.value, green.value, blue.value)
            pdf.FPDFText_GetCharOrigin(words, index, pen, base)
            pdf.FPDFText_GetMatrix(words, index, form)
            slant = form.c / form.d * (room.top - base.value) if form.c > 0 < form.d else 0
            yield number, pen.value, max(pen.value, room.right - slant), bottom.value + depth, top.value
    finally:
        words.close()
