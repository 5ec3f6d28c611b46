"""A number of a headline, large among its words: the one thing of a deck that an audience remembers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.slide.arrangement import Arrangement, arrange
from builder.layout.slide.numbered_title import numbered
from builder.layout.slide.points import Answer
from builder.layout.slide.title import is_on_bar
from builder.model.brief import Point
from builder.model.units import contrast_ratio

SIZES = (144, 120, 108, 96, 84, 72, 60)
"""The sizes that a number may have, in theme units."""

READABLE = (24, 20)
"""The size below which words under a number look lost, and the least that they should have, in theme units."""


CONTRAST = 3
"""The least contrast of large words to their ground."""


def arrange_with_number(
    context: LayoutContext, answer: Answer, headline: Point, big_number: Point
) -> Arrangement | None:
    """Return the answer with its number as large as its words allow; None where there is no room for it."""
    found = tuple(_arrangements(context, answer, headline, big_number))
    for least in map(context.units, READABLE):
        for one in found:
            if all(box.fit and box.fit.size >= least for box in one.boxes):
                return one
    return next(iter(found), None)


def _arrangements(context: LayoutContext, answer: Answer, headline: Point, big_number: Point) -> Iterator[Arrangement]:
    if answer.title_slot.clear or is_on_bar(answer.layout):  # the title's place is what a template draws
        return
    accent, ground = (context.theme.color(one) for one in ("accent", answer.layout.background))
    ink = "accent" if contrast_ratio(accent, ground) >= CONTRAST else "tint"
    style = context.shaper.style("slide-body", bold=True, ink=ink)
    for units in SIZES:
        title = numbered(answer.title, headline, big_number, replace(style, size=context.units(units)))
        found = arrange(context, replace(answer, numbered=title)) if title else None
        if found:
            yield found
