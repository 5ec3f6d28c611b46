"""One font file: its characters, its metrics and its shaping, in font units."""

from __future__ import annotations

import struct
import unicodedata
from math import comb
from typing import NamedTuple

import uharfbuzz as hb

FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False}
"""Kerning as PowerPoint and browsers do it; no optional ligatures, since PowerPoint sets none."""

TABULAR = {**FEATURES, "tnum": True, "lnum": True}
"""The same with lining digits of one width, where the font has them."""

VOCABULARY = 6000
"""How many shaped words of one style are kept, those of some hundred briefings; when it is full, all are forgotten."""

_WIN_METRICS = 74
"""Offset of usWinAscent and usWinDescent in the OS/2 table (OpenType 1.9, OS/2 version 1 and later)."""

_HYPHENS = {0x2011: 0x2010, 0x2010: 0x2D}
"""Hyphens look alike in most fonts: HarfBuzz sets the first of these for a missing no-break hyphen, we the second."""


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
            raise ValueError(f"`{name}` is not a font")
        self.name = name
        self.units: int = face.upem
        """Font units in an em."""
        self.code_points: frozenset[int] = frozenset(face.unicodes)
        """The characters of the font's cmap."""
        self.ascent, self.descent = _win_metrics(face)
        """usWinAscent and usWinDescent, font units."""
        self._font = hb.Font(face)
        self._shapes: dict[tuple[str, str, bool, bool], UnitShape] = {}
        self._covers: dict[str, bool] = {}

    def covers(self, text: str) -> bool:
        """Return whether the font shows every character of `text`, alone or composed; a closer look is remembered."""
        known = self._covers.get(text)
        if known is not None:
            return known
        if self.code_points.issuperset(map(ord, text)):
            return True
        if len(self._covers) >= VOCABULARY:
            self._covers.clear()
        shown = self._shows_all(set(text)) or self._shows_all(set(unicodedata.normalize("NFC", text)))
        return self._covers.setdefault(text, shown)

    def shape(self, text: str, lang: str, *, rtl: bool, tabular: bool = False) -> UnitShape:
        """Return `text` shaped by HarfBuzz in `lang` (BCP 47); cached."""
        key = (text, lang, rtl, tabular)
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= VOCABULARY:
                self._shapes.clear()
            shape = self._shapes[key] = self._shape(text, lang, rtl=rtl, features=TABULAR if tabular else FEATURES)
        return shape

    def outlines(self, text: str, *, rtl: bool) -> tuple[tuple[tuple[tuple[_Point, ...], ...], ...], int]:
        """Return the contours of each glyph of `text` with curves as short lines, and the text's width; font units."""
        shape, pen, drawn = self.shape(text, "en", rtl=rtl), 0, _Contours()
        for glyph, advance in zip(shape.glyphs, shape.advances, strict=True):
            drawn.add(self._font, glyph, pen)
            pen += advance
        return drawn.glyphs(), pen

    def _shows_all(self, text: set[str]) -> bool:
        return all(ord(char) in self.code_points or self._has_substitute(char) for char in text)

    def _has_substitute(self, char: str) -> bool:
        """Whether HarfBuzz sets `char` although the font lacks it: an invisible character, a space, a hyphen."""
        space = unicodedata.category(char) == "Zs" and 0x20 in self.code_points
        return space or is_invisible(char) or _HYPHENS.get(ord(char)) in self.code_points

    def _shape(self, text: str, lang: str, *, rtl: bool, features: dict[str, bool]) -> UnitShape:
        buffer = hb.Buffer()
        buffer.add_str(text if 0x2010 in self.code_points else text.replace("\u2010", "-"))
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
"""How many short lines replace a curve."""

_Point = tuple[float, float]


class _Contours:
    """Collects the outlines of glyphs, in font units; curves become short lines."""

    def __init__(self) -> None:
        self._glyphs: list[list[list[_Point]]] = []
        self._x = 0
        self._draw = hb.DrawFuncs()
        self._draw.set_move_to_func(lambda x, y, _: self._glyphs[-1].append([(x + self._x, y)]))
        self._draw.set_line_to_func(lambda x, y, _: self._curve((x, y)))
        self._draw.set_quadratic_to_func(lambda a, b, x, y, _: self._curve((a, b), (x, y)))
        self._draw.set_cubic_to_func(lambda a, b, c, d, x, y, _: self._curve((a, b), (c, d), (x, y)))

    def add(self, font: hb.Font, glyph: int, x: int) -> None:
        """Add the outline of `glyph`, `x` from where the text begins."""
        self._glyphs.append([])
        self._x = x
        font.draw_glyph(glyph, self._draw)

    def glyphs(self) -> tuple[tuple[tuple[_Point, ...], ...], ...]:
        """Return the contours of each glyph."""
        return tuple(tuple(tuple(contour) for contour in glyph) for glyph in self._glyphs)

    def _curve(self, *points: _Point) -> None:
        """Continue the contour by a Bézier curve with these control points, the last its end."""
        contour = self._glyphs[-1][-1]
        shifted = (contour[-1], *((x + self._x, y) for x, y in points))
        degree = len(points)
        for step in range(1, _STEPS + 1) if degree > 1 else (_STEPS,):
            t = step / _STEPS
            weights = [comb(degree, i) * t**i * (1 - t) ** (degree - i) for i in range(degree + 1)]
            contour.append(
                (
                    sum(weight * x for weight, (x, _) in zip(weights, shifted, strict=True)),
                    sum(weight * y for weight, (_, y) in zip(weights, shifted, strict=True)),
                )
            )


def is_invisible(char: str) -> bool:
    """Return whether `char` needs no glyph: a control, a format character or a variation selector."""
    return unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} or "\ufe00" <= char <= "\ufe0f"


def _win_metrics(face: hb.Face) -> tuple[int, int]:
    table: bytes = bytes(face.reference_table("OS/2").data or b"")
    if len(table) < _WIN_METRICS + 4:
        return (face.upem * 4 // 5, face.upem // 5)
    ascent, descent = struct.unpack_from(">HH", table, _WIN_METRICS)
    return ascent, descent
