"""Quotations of an answer that are short enough to be read on a slide and say whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf

from builder.model.brief import Block, Brief, Exchange, ListBlock, Paragraph, Quotation, Sentence, sentences_of
from builder.model.outline import NoteText, QuotationSlide
from builder.model.plain_text import plain_text
from builder.model.slide_points import points_on_slide
from builder.plan.asked_slides import least_for

Labels = Mapping[str, str]

MOST_WORDS, MOST_CHARACTERS = 60, 400
"""A longer quotation is for the handout; characters count in scripts that write without spaces."""

_DASH = re.compile(r"(?:[—–―]|--?)\s*(?=\w)")
"""What an attribution begins with."""


def plan_quotations(exchange: Exchange, brief: Brief, kicker: str, reference: NoteText) -> tuple[QuotationSlide, ...]:
    """Return a slide for each attributed quotation of the answer, but for one that the answer's own slide shows.

    `kicker` is whom or what the slides of the answer are about.
    """
    if least_for("quotations", 0, 0, brief) == inf:
        return ()
    shown = {one for point in points_on_slide(exchange) for one in point.sources}
    found = [one for one in _quoted(exchange.answer) if not shown.issuperset(sentence.id for sentence in one[1])]
    question = plain_text(exchange.question.runs)
    actor = exchange.actors[0] if exchange.actors else None
    return tuple(
        QuotationSlide(
            key=f"{exchange.id}-said{number}",
            kicker=kicker,
            title=plain_text(speaker.quoted(_named_from(speaker))),
            words=words,
            speaker=speaker.quoted(_named_from(speaker)),
            origin=speaker.quote(_named_from(speaker)),
            entry=exchange.id,
            question="" if exchange.section else question,
            actor=actor,
            notes=(NoteText(question, (quotation,), origin=exchange.question.quote()), reference),
        )
        for number, (quotation, words, speaker) in enumerate(found, 1)
    )


def _quoted(blocks: tuple[Block, ...]) -> Iterator[tuple[Quotation, tuple[Sentence, ...], Sentence]]:
    """Yield each quotation with its words and the sentence that names who said them."""
    for block in blocks:
        match block:
            case Quotation(inner):
                sentences = sentences_of(inner)
                words, last = sentences[:-1], sentences[-1:]
                if _is_readable(words) and all(isinstance(one, Paragraph) for one in inner):
                    yield from ((block, words, speaker) for speaker in last if _named_from(speaker))
            case ListBlock(items=items):
                for item in items:
                    yield from _quoted(item)
            case _:
                continue


def _is_readable(words: tuple[Sentence, ...]) -> bool:
    said = " ".join(one.text for one in words)
    return bool(said) and len(said.split()) <= MOST_WORDS and len(said) <= MOST_CHARACTERS


def _named_from(speaker: Sentence) -> int:
    """Return where the name begins behind the dash; 0 where there is no dash."""
    found = _DASH.match(speaker.text)
    return found.end() if found else 0
