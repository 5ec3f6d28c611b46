"""The blocks of a handout, in order: masthead, at a glance, every question, figures, sources, imprint."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.model.brief import Brief
from builder.model.outline import (
    Entry,
    Figures,
    Glance,
    GlanceRow,
    HandoutBlock,
    Imprint,
    MapSlide,
    Masthead,
    Slide,
    Sources,
    TimelineSlide,
)
from builder.plan.headings import nested
from builder.plan.links import number_links


def plan_handout(brief: Brief, slide_keys: Mapping[str, str], slides: tuple[Slide, ...]) -> tuple[HandoutBlock, ...]:
    """Return every block of the handout in its order.

    `slide_keys` gives for the id of an exchange the key of the slide that the margin names; `slides` lends the
    actor map and the timeline.
    """
    entries = tuple(
        Entry(replace(one, answer=nested(one.answer, 3)), slide_keys.get(one.id, "")) for one in brief.exchanges
    )
    return (
        Masthead(brief.fields, nested(brief.lead, 2)),
        *_glance(brief),
        *entries,
        *_figures(slides),
        *_sources(brief),
        Imprint(brief.fields),
    )


def _glance(brief: Brief) -> tuple[Glance, ...]:
    """Return the takeaway of each actor's first question, and the judgement; nothing for a single plain question."""
    rows: dict[str, GlanceRow] = {}
    for one in brief.exchanges:
        if one.actors and not (one.actors[0].hidden or one.summary) and one.headline.text:
            rows.setdefault(one.actors[0].id, GlanceRow(one.actors[0], one.headline))
    if not rows and not brief.judgement:
        return ()
    return (Glance(tuple(rows.values()), brief.judgement[:1]),)


def _figures(slides: tuple[Slide, ...]) -> tuple[Figures, ...]:
    found = Figures(
        next((one for one in slides if isinstance(one, MapSlide)), None),
        next((one for one in slides if isinstance(one, TimelineSlide)), None),
    )
    return (found,) if found.map or found.timeline else ()


def _sources(brief: Brief) -> tuple[Sources, ...]:
    links = number_links(brief)
    return (Sources(links, brief.footnotes),) if links or brief.footnotes else ()
