"""Which answers show the number of their headline large: those that the author marks, and the first few others."""

from collections.abc import Iterator
from math import inf

from msgspec.structs import replace

from builder.model.brief import Brief, Chart, DataTable, Exchange, Image
from builder.model.slide_points import points_on_slide
from builder.plan.asked_slides import least_for

UNMARKED = 2
"""The most numbers that nobody marked: what every slide has is remembered on none."""


def with_big_numbers(brief: Brief) -> Brief:
    """Return `brief` with the large numbers that its slides show."""
    return replace(brief, exchanges=tuple(_chosen(brief)))


def _chosen(brief: Brief) -> Iterator[Exchange]:
    most: float = 0 if least_for("figures", 0, 0, brief) == inf else UNMARKED
    for one in brief.exchanges:
        if one.big_number is None or one.big_number_marked:
            yield one
        elif most and _has_words_alone(one):
            most -= 1
            yield one
        else:
            yield replace(one, big_number=None)


def _has_words_alone(exchange: Exchange) -> bool:
    """Return whether the slide shows the headline and no exhibit, which says more than a number."""
    return points_on_slide(exchange) == (exchange.headline,) and not any(
        isinstance(block, Chart | DataTable | Image) for block in exchange.answer
    )
