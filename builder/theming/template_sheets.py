"""Where a plain sheet over a template's art is: it hides little, and neither logos nor names at the slide's edges."""

from msgspec.structs import replace

from builder.model.units import Rect
from builder.theming.calm_areas import CalmMap
from builder.theming.template_layouts import SlideSize

_ALL_OVER = 0.7
"""From this share on, art covers a layout as a photograph does: no part of it is less worth than another."""

EVEN = 0.15
"""What it counts, as a share of a sheet, that it is in the middle of the slide."""

_EDGE, _SHEET = 0.22, 0.68
"""The share of a slide's height at its edges in which logos are, and that of a sheet with room for answers."""


def panel_frame(calm: CalmMap, size: SlideSize) -> Rect:
    """Return where a sheet large enough for any slide hides the least of what the layout draws.

    Where it is drawn all over, the sheet is in the middle.
    """
    wide, high = size.width, size.height
    whole = Rect(0, 0, wide, high)
    ground = calm.ground(whole)
    if calm.share_drawn(whole, ground) > _ALL_OVER:
        return Rect(round(0.06 * wide), round(0.08 * high), round(0.88 * wide), round(0.84 * high))
    lefts, tops = (0.03, 0.08, 0.14, 0.2), (0.04, 0.09, 0.14, 0.19)
    choices = [
        Rect(round(x * wide), round(y * high), round((1 - x - r) * wide), round((1 - y - b) * high))
        for x in lefts
        for r in lefts
        for y in tops
        for b in tops
        if 1 - x - r >= 0.72 and 1 - y - b >= 0.72
    ]

    def worth(one: Rect) -> float:
        even = abs(one.x - (wide - one.right)) <= 0.01 * wide
        return one.width * one.height * (0.4 - calm.share_drawn(one, ground) + EVEN * even)

    return max(choices, key=worth)


def clear_of_marks(sheet: Rect, marks: tuple[Rect, ...], size: SlideSize) -> Rect:
    """Return the part of a sheet that hides and cuts no logo or name near the upper or lower edge of the slide."""
    top, bottom, air = sheet.y, sheet.bottom, size.units(6)
    for one in marks:
        if one.overlaps(replace(sheet, y=top, height=bottom - top)):
            top = max(top, one.bottom + air) if one.bottom <= _EDGE * size.height else top
            bottom = min(bottom, one.y - air) if one.y >= (1 - _EDGE) * size.height else bottom
    return replace(sheet, y=top, height=bottom - top) if bottom - top >= _SHEET * size.height else sheet
