"""From the scene's EMU, y downwards, to the page's points, y upwards."""

from __future__ import annotations

from typing import NamedTuple

from builder.model.scene import Group
from builder.model.units import EMU_PER_PT, Rect


class PageTransform(NamedTuple):
    """Where an item's coordinates lie on the sheet, to a thousandth of a point."""

    left: float
    """The x of the origin, points from the sheet's left edge."""
    top: float
    """The y of the origin, points from the sheet's lower edge."""
    scale: float
    """Points to an EMU."""

    def x(self, emu: float) -> float:
        """Return the x of `emu`, points from the left."""
        return round(self.left + emu * self.scale, 3)

    def y(self, emu: float) -> float:
        """Return the y of `emu`, points from below."""
        return round(self.top - emu * self.scale, 3)

    def length(self, emu: float) -> float:
        """Return `emu` in points."""
        return round(emu * self.scale, 3)

    def box(self, rect: Rect) -> tuple[float, float, float, float]:
        """Return left, lower, right and upper edge of `rect`, points."""
        return self.x(rect.x), self.y(rect.bottom), self.x(rect.right), self.y(rect.y)

    def inside(self, group: Group) -> PageTransform:
        """Return the place of what is in `group`."""
        left, top = self.left + group.frame.x * self.scale, self.top - group.frame.y * self.scale
        return PageTransform(left, top, self.scale * group.scale)


def sheet_place(height: int) -> PageTransform:
    """Return the place of a page that is `height` EMU high."""
    return PageTransform(0.0, height / EMU_PER_PT, 1 / EMU_PER_PT)


def number(value: float) -> str:
    """Return `value` as PDF writes it: at most three decimals (a thousandth of a point), no exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Return `values` as PDF writes them, with spaces between."""
    return " ".join(map(number, values))
