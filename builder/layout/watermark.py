"""Words that run across a page, pale and behind everything: drawn as outlines, so that nobody reads or edits them."""

import math
import unicodedata
from collections.abc import Iterator

from builder.layout.text.shaper import Shaper
from builder.model.scene import Geometry, Shape
from builder.model.units import Color, Rect

SHARE = 0.8
"""How much of a page's diagonal the words may take."""

TALLEST = 0.3
"""The most that the words' size may be, as a share of the page's height."""

STRENGTH = 0.06
"""How much of the ink is in the ground: words above it must keep their contrast."""

_STYLE = "slide-title"


def watermark(shaper: Shaper, text: str, area: Rect, ground: Color) -> tuple[Shape, ...]:
    """Return the characters of `text`, each a shape, rising along the diagonal of `area`, a page or what is calm of it.

    `ground` is the colour behind them.
    """
    files = (shaper.style(_STYLE).file, *(one.bold for one in shaper.theme.fonts))
    font = next((found for found in map(shaper.face, files) if found.covers(text)), None)
    if font is None:  # a character that no font has is reported where the words are set
        return ()
    outlines, length = font.outlines(text, rtl=any(unicodedata.bidirectional(one) in {"R", "AL"} for one in text))
    size = min(SHARE * math.hypot(area.width, area.height) / length * font.units, TALLEST * area.height)
    turn, scale = math.atan2(area.height, area.width), size / font.units
    color = _blended(shaper.theme.color("ink" if ground.luminance > 0.2 else "paper"), ground)

    def placed(x: float, y: float) -> tuple[int, int]:
        along, up = (x - length / 2) * scale, y * scale - size * 0.35
        right = along * math.cos(turn) - up * math.sin(turn)
        rise = along * math.sin(turn) + up * math.cos(turn)
        return round(area.x + area.width / 2 + right), round(area.y + area.height / 2 - rise)

    drawn = [tuple(placed(x, y) for x, y in _bridged_path(contours)) for contours in outlines if contours]
    return tuple(
        Shape(
            f"Watermark {number}", Geometry.POLYGON, _frame(points), color, points=points
        )  # no theme has such a colour
        for number, points in enumerate(drawn, 1)
    )


def _blended(ink: Color, ground: Color) -> Color:
    def mix(one: int, other: int) -> int:
        return round(one * STRENGTH + other * (1 - STRENGTH))

    return Color(mix(ink.red, ground.red), mix(ink.green, ground.green), mix(ink.blue, ground.blue))


def _bridged_path(contours: tuple[tuple[tuple[float, float], ...], ...]) -> Iterator[tuple[float, float]]:
    """Yield the contours of a glyph as one path: holes turn the other way, and the bridges to them have no width."""
    first = contours[0][0]
    for contour in contours:
        yield from (*contour, contour[0], first)


def _frame(points: tuple[tuple[int, int], ...]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
