"""The blocks of a handout, in order: masthead, at a glance, every question, figures, sources, imprint."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from builder.model.brief import Block, Brief, ListBlock, Quotation, Subheading
from builder.model.draft_walk import blocks_in
from builder.model.outline import (
    Entry,
    Glance,
    GlanceRow,
    HandoutBlock,
    Imprint,
    MapAndTimeline,
    MapSlide,
    Masthead,
    Ranking,
    Slide,
    Sources,
    TimelineSlide,
)
from builder.plan.links import number_links


def plan_handout(brief: Brief, slide_keys: Mapping[str, str], slides: tuple[Slide, ...]) -> tuple[HandoutBlock, ...]:
    """Return every block of the handout in its order.

    `slide_keys` gives for the id of an exchange the key of the slide that the margin names; `slides` lends the
    actor map and the timeline.
    """
    entries = tuple(
        Entry(
            replace(one, answer=nested(one.answer, one.heading_level + 1)),
            slide_keys.get(one.id, ""),
            one.asked_by if before is None or one.asked_by != before.asked_by else "",
            one.answered_by if before is None or one.answered_by != before.answered_by else "",
        )
        for before, one in zip((None, *brief.exchanges), brief.exchanges, strict=False)
    )
    return (
        Masthead(brief.fields, nested(brief.lead, 2)),
        *_glance(brief),
        *(one for one in entries if not (one.exchange.summary or one.exchange.closing)),
        *_ranking(brief, slides),
        *(one for one in entries if one.exchange.summary),
        *(one for one in entries if one.exchange.closing),
        *_map_and_timeline(brief, slides),
        *_sources(brief),
        Imprint(brief.fields),
    )


def _glance(brief: Brief) -> tuple[Glance, ...]:
    """Return the takeaway of each actor's first question, and the judgement; nothing for a single plain question."""
    rows: dict[str, GlanceRow] = {}
    for one in brief.exchanges:
        if one.actors and not (one.actors[0].hidden or one.summary) and one.headline.text:
            shown = tuple(who for who in one.actors if not who.hidden)
            rows.setdefault(shown[0].id, GlanceRow(shown, one.takeaway))
    if not rows and not brief.judgement:
        return ()
    return (Glance(tuple(rows.values()), brief.judgement),)


MOST_BARS, FEWEST_BARS = 5, 3
"""How many pairs of actors the ranking names."""


def _map_of(slides: tuple[Slide, ...]) -> MapSlide | None:
    return next((one for one in slides if isinstance(one, MapSlide)), None)


def _ranking(brief: Brief, slides: tuple[Slide, ...]) -> tuple[Ranking, ...]:
    """Return the strongest pairs of the actor map, which says as much on paper in less room; none if few stand out."""
    found = _map_of(slides)
    if found is None or _wants_map(brief):
        return ()
    pairs = sorted((one for one in found.bonds if len(one.sentences) > 1), key=lambda one: -len(one.sentences))
    return (Ranking(found.actors, tuple(pairs[:MOST_BARS])),) if len(pairs) >= FEWEST_BARS else ()


def _wants_map(brief: Brief) -> bool:
    return dict(brief.fields.slides).get("map") is True


def _map_and_timeline(brief: Brief, slides: tuple[Slide, ...]) -> tuple[MapAndTimeline, ...]:
    """Return the timeline, and the actor map where the author asks for it."""
    found = MapAndTimeline(
        _map_of(slides) if _wants_map(brief) else None,
        next((one for one in slides if isinstance(one, TimelineSlide)), None),
    )
    return (found,) if found.map or found.timeline else ()


def _sources(brief: Brief) -> tuple[Sources, ...]:
    links = number_links(brief)
    return (Sources(links, brief.footnotes),) if links or brief.footnotes else ()


def nested(blocks: tuple[Block, ...], top: int) -> tuple[Block, ...]:
    """Return `blocks` with subheadings from level `top` on, each at most one level below the one before it."""
    levels = _levels([one.level for one in blocks_in(blocks) if isinstance(one, Subheading)], top)
    return _with_levels(blocks, levels)


def _levels(written: list[int], top: int) -> Iterator[int]:
    open_levels: list[int] = []  # the levels as written that the current heading is inside of
    for level in written:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        yield min(top + len(open_levels) - 1, 6)


def _with_levels(blocks: tuple[Block, ...], levels: Iterator[int]) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in blocks:
        match block:
            case Subheading():
                made.append(replace(block, level=next(levels)))
            case Quotation(inner):
                made.append(replace(block, blocks=_with_levels(inner, levels)))
            case ListBlock(items=items):
                made.append(replace(block, items=tuple(_with_levels(item, levels) for item in items)))
            case _:
                made.append(block)
    return tuple(made)
