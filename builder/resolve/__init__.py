"""Decide whom each answer is about, what its points are, whether its facts agree: `Draft` to `Brief`."""

import re
from itertools import accumulate

from msgspec.structs import replace

from builder.codes import NO_FIGURE
from builder.media import Media
from builder.model.brief import Brief, Draft, Exchange, Passage, Point, PointOrigin, Sentence, sentences_of
from builder.model.findings import Report
from builder.model.grammar import Grammar
from builder.model.picture_rows import side_by_side
from builder.resolve.actors import ActorTable, co_mentions_of, resolve_actors
from builder.resolve.closing_question import closing_of, report_closing_slides
from builder.resolve.dates import moments_of
from builder.resolve.further_sentences import further_sentences, items_beside
from builder.resolve.headline_numbers import number_asked_for, number_worth_showing
from builder.resolve.left_out import report_choice, report_replaced
from builder.resolve.points import (
    as_listed,
    authored_headline,
    chosen_from,
    is_bare_list,
    is_taken_back,
    points_of,
    question_as_headline,
    quotable_in,
    whole_paragraphs,
)
from builder.resolve.takeaways import takeaway_of


def resolve(draft: Draft, media: Media, report: Report) -> Brief | None:
    """Return the brief that `draft` means, or None if a finding forbids it."""
    cast = resolve_actors(draft, media.assets, report)
    closing = closing_of(draft, cast.of, cast.lexicon.grammar, report)
    report_closing_slides(draft, report)
    groups = accumulate([one.part[-1:] for one in draft.passages], _own_or_before)
    exchanges = tuple(
        replace(_exchange(number, draft, cast, report, summary=passage is closing), group=next(iter(group), None))
        for number, (passage, group) in enumerate(zip(draft.passages, groups, strict=True), 1)
    )
    if report.failed:
        return None
    about = tuple(dict.fromkeys(actor for exchange in exchanges for actor in exchange.actors))
    return Brief(
        id=re.sub(r".*/|\.[^.]+$", "", draft.source),
        fields=draft.fields,
        lead=draft.lead,
        actors=about,
        others=tuple(actor for actor in cast.everyone if actor not in about),
        exchanges=exchanges,
        judgement=next(((one.takeaway,) for one in exchanges if one.summary), ()),
        footnotes=draft.footnotes,
        bonds=co_mentions_of(cast),
        moments=moments_of(draft, cast.lexicon.grammar),
    )


def _own_or_before(before: tuple[Sentence, ...], own: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return own or before


def _marked(passage: Passage, asking: Point | None) -> tuple[Point, ...]:
    """Return the points that the author marked, behind a headline that asks the question again: it replaces none."""
    points = points_of(passage.answer, passage.slide)
    if not passage.slide:
        listed = as_listed(points, passage.answer)
        points = (*listed, *items_beside(listed, passage.answer))
    return (asking, *points) if asking and points else points


def _exchange(number: int, draft: Draft, cast: ActorTable, report: Report, *, summary: bool) -> Exchange:
    passage = draft.passages[number - 1]
    own = authored_headline(passage.headline) if passage.headline else None
    asks = own is not None and own.text.rstrip(" …") in passage.question.text
    points, quotable = _marked(passage, own if asks else None), quotable_in(passage.answer)
    grammar = cast.lexicon.grammar
    marked = (own, *points[1:]) if own else points
    further = further_sentences(marked, quotable, grammar) if points and not (summary or passage.slide) else ()
    if passage.closing:
        whole = (question_as_headline(passage.question), *whole_paragraphs(passage.answer, PointOrigin.HIGHLIGHT))
        points = points if passage.slide else whole
        further = ()
    elif not points:
        points, quotes = chosen_from(passage.answer, grammar, cast.namer(number - 1))
        quotations = dict(draft.fields.slides).get("quotations", True)
        if asks or not points or is_bare_list(passage.answer) or (is_taken_back(quotes, grammar) and not own):
            points = (question_as_headline(passage.question), *points)
        elif own:
            quotes = quotes[1:]
        report_choice(passage, quotable.sentences, quotes, report, quotations=quotations)
    elif own and not (asks or passage.slide or passage.no_slide):
        report_replaced(points[0], further, report)
    shown = (own or points[0], *points[1:])
    return Exchange(
        id=f"q{number}",
        question=passage.question,
        actors=cast.of[number - 1],
        headline=shown[0],
        takeaway=takeaway_of(shown[0], shown[1:], passage.question, passage.answer, grammar),
        points=shown[1:],
        answer=passage.answer,
        notes=passage.notes,
        named_with=cast.named[number - 1],
        summary=summary,
        hidden=passage.hidden,
        no_slide=passage.no_slide,
        span=passage.span,
        section=passage.section,
        slide=(*((passage.headline,) if passage.headline else ()), *sentences_of(passage.slide)),
        pictures=side_by_side(passage.pictures),
        further=further,
        closing=passage.closing,
        big_number=_big_number(passage, shown[0], shown[1:], grammar, report),
        big_number_marked=passage.big_number,
        asked_by=passage.asked_by.replace(";", ","),
        answered_by=passage.answered_by.replace(";", ","),
        part=passage.part,
    )


def _big_number(
    passage: Passage, headline: Point, points: tuple[Point, ...], grammar: Grammar, report: Report
) -> Point | None:
    """Return the number that the slide shows large, where the author asks for one or nothing else is on the slide."""
    if passage.big_number and not passage.closing:
        found = number_asked_for(headline, grammar)
        if found is None:
            hint = "give the headline a number, or remove `{.figure}`"
            report.add(NO_FIGURE, passage.span, "there is no number to show in this headline", hint)
        return found
    return None if points or passage.closing or passage.summary else number_worth_showing(headline, grammar)
