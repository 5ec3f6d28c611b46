"""Bars behind a template's titles that are too low for two lines, or too pale for its ink: they are drawn anew."""

from msgspec import Struct
from msgspec.structs import replace

from builder.model.units import Rect
from builder.theming.calm_areas import BRAND, CalmMap
from builder.theming.template_layouts import SlideSize
from builder.theming.template_palette import READABLE, contrast, readable, strength

BAR_TITLE, HIGHER = 20, 44
"""Theme units of the smallest title on a bar of its own, and those by which a lower one is drawn higher to hold it."""

FAINT_INK = 2
"""The contrast of white on a bar from which on the bar is drawn darker for it."""

UPPER, LEAST_BAR = 0.25, 0.45
"""The share of a slide's height in which a bar behind titles begins, and that of its width that it has."""


class DrawnBar(Struct, frozen=True):
    """A bar as we draw it over the template's."""

    frame: Rect
    title: Rect
    """Where titles are on it."""
    color: str


def drawn_bar(
    title: Rect, own_ink: str, calm: CalmMap, size: SlideSize, *, band: str, ground: str, low: bool
) -> DrawnBar | None:
    """Return the bar of the colour `band` behind a title, higher where it is `low`, darker where white needs that.

    None where there is no need, or what is below it is not of the `ground`.
    """
    own = calm.panel_behind(title)
    if own is None or own.y > UPPER * size.height or own.width < LEAST_BAR * size.width:
        return None
    own = calm.grown(own)
    strong = strength(band) >= BRAND and contrast("FFFFFF", band) >= FAINT_INK
    ink = "FFFFFF" if strong and contrast(own_ink, band) < READABLE else own_ink
    more = max(0, size.units(2 * 1.2 * BAR_TITLE + 8) - own.height) if low else 0
    below = Rect(own.x, own.bottom + size.units(6), own.width, max(1, more))
    if more > size.units(HIGHER) or (more and not calm.is_calm(below, ground)):
        return None
    if not more and contrast(ink, band) >= READABLE:
        return None
    bar, edge = replace(own, height=own.height + more), size.units(4)
    frame = Rect(title.x, bar.y + edge, bar.right - 2 * edge - title.x, bar.height - 2 * edge)
    return DrawnBar(bar, frame, readable(band, ink))
