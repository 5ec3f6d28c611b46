"""One font file: its characters, its metrics and its shaping, in font units."""

from __future__ import annotations

import struct
import unicodedata
from typing import NamedTuple

import uharfbuzz as hb

FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False}
"""Kerning as PowerPoint and browsers do it; no optional ligatures, since PowerPoint sets none."""

TABULAR = {**FEATURES, "tnum": True, "lnum": True}
"""The same with lining figures of one width, where the font has them."""

VOCABULARY = 6000
"""So many words of a look are kept, those of some hundred briefings; then the search for them begins anew."""

_WIN_METRICS = 74
"""Offset of usWinAscent and usWinDescent in the OS/2 table (OpenType 1.9, OS/2 version 1 and later)."""

_HYPHENS = {0x2011: 0x2010}
"""The no-break hyphen looks like the hyphen; HarfBuzz lends it to fonts that lack it."""


class UnitShape(NamedTuple):
    """A shaped word in font units, in visual order from left to right."""

    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    advances: tuple[int, ...]
    shifts: tuple[int, ...]
    """Horizontal offset of each glyph from the pen."""
    rises: tuple[int, ...]
    """Vertical offset of each glyph, upwards."""


class FontFile:
    """A font file, read once."""

    def __init__(self, name: str, data: bytes) -> None:
        """Read `data`, the bytes of the TrueType or OpenType file `name`; ValueError if it is not one."""
        face = hb.Face(hb.Blob(data))
        if not face.glyph_count:
            message = f"`{name}` is not a font"
            raise ValueError(message)
        self.name = name
        self.units: int = face.upem
        """Font units in an em."""
        self.letters: frozenset[int] = frozenset(face.unicodes)
        """The characters of the font's cmap."""
        self.ascent, self.descent = _win_metrics(face)
        """usWinAscent and usWinDescent, font units."""
        self._font = hb.Font(face)
        self._shapes: dict[tuple[str, str, bool, bool], UnitShape] = {}

    def covers(self, text: str) -> bool:
        """Return whether the font shows every character of `text`, alone or composed."""
        if self.letters.issuperset(map(ord, text)):
            return True
        return self._shows_all(set(text)) or self._shows_all(set(unicodedata.normalize("NFC", text)))

    def shape(self, text: str, lang: str, *, rtl: bool, tabular: bool = False) -> UnitShape:
        """Return `text` shaped in `lang` (BCP 47); cached."""
        key = (text, lang, rtl, tabular)
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= VOCABULARY:
                self._shapes.clear()
            shape = self._shapes[key] = self._shape(text, lang, rtl=rtl, features=TABULAR if tabular else FEATURES)
        return shape

    def outlines(self, text: str, *, rtl: bool) -> tuple[tuple[tuple[tuple[tuple[float, float], ...], ...], ...], int]:
        """Return for each glyph of `text` its contours, curves as short lines, and the width of all; font units."""
        shape, pen, found = self.shape(text, "en", rtl=rtl), 0, []
        for glyph, advance in zip(shape.glyphs, shape.advances, strict=True):
            drawn = _Contours(pen)
            self._font.draw_glyph_with_pen(glyph, drawn)
            found.append(tuple(tuple(one) for one in drawn.contours if one))
            pen += advance
        return tuple(found), pen

    def _shows_all(self, letters: set[str]) -> bool:
        return all(ord(letter) in self.letters or self._lends(letter) for letter in letters)

    def _lends(self, letter: str) -> bool:
        """Whether HarfBuzz sets `letter` although the font lacks it: nothing to show, a space, a hyphen."""
        space = unicodedata.category(letter) == "Zs" and 0x20 in self.letters
        return space or is_invisible(letter) or _HYPHENS.get(ord(letter)) in self.letters

    def _shape(self, text: str, lang: str, *, rtl: bool, features: dict[str, bool]) -> UnitShape:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = lang or "en"
        buffer.flags = hb.BufferFlags.DEFAULT | hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer, features)
        glyphs, places = buffer.glyph_infos or [], buffer.glyph_positions or []
        return UnitShape(
            tuple(glyph.codepoint for glyph in glyphs),
            tuple(glyph.cluster for glyph in glyphs),
            tuple(place.x_advance for place in places),
            tuple(place.x_offset for place in places),
            tuple(place.y_offset for place in places),
        )


_STEPS = 6
"""How many short lines stand for a curve."""


class _Contours:
    """Takes the outline of a glyph from HarfBuzz, in the form of fontTools' pens."""

    def __init__(self, x: int) -> None:
        self._x = x
        self.contours: list[list[tuple[float, float]]] = []

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the name that HarfBuzz calls
        self.contours.append([(point[0] + self._x, point[1])])

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - as above
        self.contours[-1].append((point[0] + self._x, point[1]))

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802 - as above
        x, y = self.contours[-1][-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            weights = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
            points = ((x, y), (control[0] + self._x, control[1]), (end[0] + self._x, end[1]))
            self.contours[-1].append(_weighted(weights, points))

    def curveTo(  # noqa: N802 - as above
        self, one: tuple[float, float], other: tuple[float, float], end: tuple[float, float]
    ) -> None:
        x, y = self.contours[-1][-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            moved = ((point[0] + self._x, point[1]) for point in (one, other, end))
            self.contours[-1].append(_weighted(weights, ((x, y), *moved)))

    def closePath(self) -> None:  # noqa: N802 - as above
        """Contours close themselves."""

    def endPath(self) -> None:  # noqa: N802 - as above
        """As above."""


def _weighted(weights: tuple[float, ...], points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


def is_invisible(letter: str) -> bool:
    """Return whether `letter` needs no glyph: a control, a format character or a variation selector."""
    return unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"} or "\ufe00" <= letter <= "\ufe0f"


def _win_metrics(face: hb.Face) -> tuple[int, int]:
    table: bytes = bytes(face.reference_table("OS/2").data or b"")
    if len(table) < _WIN_METRICS + 4:
        return (face.upem * 4 // 5, face.upem // 5)
    ascent, descent = struct.unpack_from(">HH", table, _WIN_METRICS)
    return ascent, descent
