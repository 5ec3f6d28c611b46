"""Lengths, rectangles and colours: integers in EMU, and sRGB."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

EMU_PER_PT = 12700
"""English Metric Units in a point (ECMA-376 part 1, 20.1.2.1: 914400 an inch, 72 points an inch)."""

EMU_PER_MM = 36000
"""English Metric Units in a millimetre (914400 / 25.4)."""


def pt(value: float) -> int:
    """Return `value` points as whole EMU."""
    return round(value * EMU_PER_PT)


def mm(value: float) -> int:
    """Return `value` millimetres as whole EMU."""
    return round(value * EMU_PER_MM)


def pt_from_emu(value: int) -> float:
    """Return `value` EMU as points."""
    return value / EMU_PER_PT


class Rect(Struct, frozen=True):
    """A rectangle in EMU; the origin is the top left corner of the page, y grows downwards."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of the right edge, EMU."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of the lower edge, EMU."""
        return self.y + self.height

    def below(self, y: int) -> Rect:
        """Return the part of this rectangle below `y`, EMU; all of it where that is higher."""
        top = max(self.y, y)
        return Rect(self.x, top, self.width, self.bottom - top)

    def grown(self, by: int) -> Rect:
        """Return this rectangle with edges so much further out, EMU."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def contains(self, other: Rect) -> bool:
        """Return whether `other` lies inside this rectangle, edges included."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def overlaps(self, other: Rect) -> bool:
        """Return whether the two share an area (touching edges do not count)."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class Color(Struct, frozen=True):
    """An sRGB colour, each channel 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """Six upper-case hexadecimal digits without `#`."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)

    @property
    def grey(self) -> Color:
        """The grey of the same luminance, which is what a greyscale print shows."""
        y = self.luminance
        level = round(255 * (12.92 * y if y <= 0.0031308 else 1.055 * y ** (1 / 2.4) - 0.055))  # IEC 61966-2-1
        return Color(level, level, level)


def lighter(color: Color, share: float) -> Color:
    """Return `color` so much lighter, 0 to 1, or darker, 0 to -1, and as much paler.

    DrawingML's `lumMod`, `lumOff` and `satMod` do the same to hue, saturation and luminance (ECMA-376-1, 20.1.2.3).
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(color.red / 255, color.green / 255, color.blue / 255)
    lightness = lightness * (1 - abs(share)) + max(share, 0.0)
    channels = colorsys.hls_to_rgb(hue, lightness, saturation * (1 - abs(share)))
    return Color(*(round(255 * channel) for channel in channels))


_COLOURED = 0.06
"""A difference between channels, 0 to 1, from which on a colour is no tinted grey."""


def shades_towards(color: Color, target: float, *, steps: int) -> Iterator[Color]:
    """Yield `color`, then shades of its hue and saturation up to the lightness `target`: 0 is black, 1 is white.

    Channels made smaller alike would make a grey of a pale colour.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(color.red / 255, color.green / 255, color.blue / 255)
    channels = (color.red, color.green, color.blue)
    saturation *= min(1, (max(channels) - min(channels)) / 255 / _COLOURED)
    yield color
    for step in range(1, steps + 1):
        shade = colorsys.hls_to_rgb(hue, lightness + (target - lightness) * step / steps, saturation)
        yield Color(*(round(255 * channel) for channel in shade))


def color_from_hex(text: str) -> Color:
    """Return the colour of `#RRGGBB` or `RRGGBB`; raise ValueError for anything else."""
    digits = text.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"`{text}` is not a colour of six hexadecimal digits")
    return Color(int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def contrast_ratio(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


@cache
def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # IEC 61966-2-1
