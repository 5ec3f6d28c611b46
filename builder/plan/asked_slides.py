"""Slides of our own making that an author asks for or refuses, in `slides:` of the front matter."""

from math import inf

from builder.codes import SLIDE_NOT_MADE
from builder.model.brief import Brief, Fields
from builder.model.findings import Report
from builder.model.outline import MapSlide, QuotationSlide, Slide, SummarySlide, TimelineSlide

_NEEDS: dict[str, tuple[type[Slide], str]] = {
    "map": (MapSlide, "a map takes three actors, of which sentences name two together"),
    "quotations": (QuotationSlide, "there is no block quotation of up to 60 words with its speaker in the last line"),
    "summary": (SummarySlide, "no question has an answer of its own"),
    "timeline": (TimelineSlide, "a timeline takes two sentences that say what happened on a date"),
}
"""The kind of slide that each key asks for, and what it needs."""


def least_for(slide: str, usual: float, asked: int, brief: Brief) -> float:
    """Return how much `slide` must have to show: `usual`, `asked` where the author wants it, without end if not."""
    wanted = dict(brief.fields.slides).get(slide)
    return usual if wanted is None else asked if wanted else inf


def check_asked_slides(fields: Fields, slides: tuple[Slide, ...], report: Report) -> None:
    """Add `slide-not-made` for each slide that `fields` ask for and that is not among `slides`."""
    for name, asked in fields.slides:
        if asked and name in _NEEDS and not any(isinstance(one, _NEEDS[name][0]) for one in slides):
            message = f"`slides: {{{name}: yes}}` makes no slide: {_NEEDS[name][1]}"
            report.add(SLIDE_NOT_MADE, fields.span("slides"), message, f"leave out `{name}`, or write what it needs")
