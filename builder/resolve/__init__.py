"""Decide whom each answer is about, what its points are, whether its facts agree: `Draft` to `Brief`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.codes import CHOSEN_POINTS, UNKNOWN_FLAG
from builder.media import Media
from builder.model.brief import Actor, Brief, Draft, Exchange, Passage, Point
from builder.model.findings import Report
from builder.resolve.actors import ActorTable, check_ids, resolve_actors
from builder.resolve.closing_question import closing_of
from builder.resolve.co_mentions import co_mentions_of
from builder.resolve.dates import check_dates, moments_of
from builder.resolve.highlights import check_highlights
from builder.resolve.pictures import check_pictures
from builder.resolve.points import authored_headline, chosen_from, points_of


def resolve(draft: Draft, media: Media, report: Report) -> Brief | None:
    """Return the brief that `draft` means, or None where a finding forbids it."""
    check_dates(draft.fields, report)
    check_pictures(draft, media.pictures, report)
    cast = resolve_actors(draft, media.assets, report)
    _check_flags(_all(cast), media.assets, report)
    check_highlights(draft, cast.lexicon.grammar, report)
    closing = closing_of(draft, cast.of, cast.lexicon.grammar, report)
    exchanges = tuple(
        _exchange(number, passage, cast, report, summary=passage is closing)
        for number, passage in enumerate(draft.passages, 1)
    )
    if report.failed:
        return None
    about = tuple(dict.fromkeys(exchange.actors[0] for exchange in exchanges if exchange.actors))
    return Brief(
        id=re.sub(r".*/|\.[^.]+$", "", draft.source),
        fields=draft.fields,
        lead=draft.lead,
        actors=about,
        others=tuple(actor for actor in cast.everyone if actor not in about),
        exchanges=exchanges,
        judgement=next(((one.headline, *one.points) for one in exchanges if one.summary), ()),
        footnotes=draft.footnotes,
        bonds=co_mentions_of(draft, cast),
        moments=moments_of(draft),
    )


def examine(draft: Draft, media: Media, report: Report) -> None:
    """Add what can be told of a `draft` that was not read to its end: faults of its pictures, ids and flags.

    So that an author sees them in the same run as those of the reading. Ids count only where the actors were read.
    """
    check_pictures(draft, media.pictures, report)
    if draft.fields.actors:
        check_ids(draft, report)
    _check_flags(draft.fields.actors, media.assets, report)


def _exchange(number: int, passage: Passage, cast: ActorTable, report: Report, *, summary: bool) -> Exchange:
    points = points_of(passage.answer, passage.slide)
    if not points:
        points, _ = chosen_from(passage.answer, cast.lexicon.grammar, cast.namer(number - 1), forward=False)
        _tell_choice(passage, points, report)
    return Exchange(
        id=f"q{number}",
        question=passage.question,
        actors=cast.of[number - 1],
        headline=authored_headline(passage.headline) if passage.headline else points[0],
        points=points[1:],
        answer=passage.answer,
        notes=passage.notes,
        named_with=cast.named[number - 1],
        summary=summary,
        hidden=passage.hidden,
        no_slide=passage.no_slide,
        span=passage.span,
    )


def _tell_choice(passage: Passage, points: tuple[Point, ...], report: Report) -> None:
    report.add(
        CHOSEN_POINTS,
        passage.span,
        f"no highlight in this answer; chosen for the slide: {len(points)} main clause{'s' if len(points) > 1 else ''}",
        "mark what the slide shall say with `==` before and after it",
    )


def _check_flags(actors: tuple[Actor, ...], assets: Mapping[str, bytes], report: Report) -> None:
    for actor in actors:
        if actor.flag and f"flags/{actor.flag}.svg" not in assets:
            report.add(
                UNKNOWN_FLAG,
                actor.span,
                f"there is no flag `{actor.flag}`",
                "give a lower-case ISO 3166-1 code such as `pl`, or leave `flag` out for a monogram",
            )


def _all(cast: ActorTable) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys((*cast.everyone, *(actor for actors in cast.of for actor in actors))))
