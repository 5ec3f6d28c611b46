"""The slides of quotations: one for each that is short enough to be read and says whose words it is."""

from collections.abc import Mapping
from math import inf

from builder.model.attributed_quotations import attributed_quotations, named_from
from builder.model.brief import Brief, Exchange
from builder.model.outline import NoteText, QuotationSlide
from builder.model.plain_text import plain_text
from builder.model.slide_points import points_on_slide
from builder.plan.asked_slides import least_for

Labels = Mapping[str, str]


def plan_quotations(exchange: Exchange, brief: Brief, kicker: str, reference: NoteText) -> tuple[QuotationSlide, ...]:
    """Return a slide for each attributed quotation of the answer, but for one that the answer's own slide shows.

    `kicker` is whom or what the slides of the answer are about.
    """
    if least_for("quotations", 0, 0, brief) == inf:
        return ()
    shown = {one for point in points_on_slide(exchange) for one in point.sources}
    quotations = attributed_quotations(exchange.answer)
    found = [one for one in quotations if not shown.issuperset(sentence.id for sentence in one[1])]
    question = plain_text(exchange.question.runs)
    return tuple(
        QuotationSlide(
            key=f"{exchange.id}-said{number}",
            kicker=kicker,
            title=plain_text(speaker.quoted(named_from(speaker))),
            words=words,
            speaker=speaker.quoted(named_from(speaker)),
            origin=speaker.quote(named_from(speaker)),
            entry=exchange.id,
            question="" if exchange.section else question,
            actors=exchange.actors,
            notes=(NoteText(question, (quotation,), origin=exchange.question.quote()), reference),
        )
        for number, (quotation, words, speaker) in enumerate(found, 1)
    )
