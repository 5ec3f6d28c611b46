"""The overview: every question with its actor, where it has one; each is a jump to its slide."""

from __future__ import annotations

from collections.abc import Callable

from builder.layout.context import ComposedSlide, LayoutContext, key_of, slide_tag
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.speaker_notes import notes_of_part
from builder.layout.slide.title import set_title
from builder.layout.table.actor_table import (
    ActorRow,
    ActorTableStyle,
    fit_of,
    name_width,
    place_actor_table,
    set_actor_table,
)
from builder.layout.table.table import SetRow, levelled, pages_of
from builder.model.origin import FieldOrigin, LabelOrigin
from builder.model.outline import OverviewRow, OverviewSlide
from builder.model.scene import Role, Tag
from builder.model.theme import SlideLayout

FLAG = (36, 24)
INSET, PLAIN_INSET = (0, 6, 12, 6), (0, 4, 12, 4)
"""Insets of cells, where there are flags and where there are none."""

LOWEST, LOWEST_PLAIN, HIGHEST = 42, 27, 72
"""Rows share the height of the slide, but none is made higher or lower than this by it; theme units.

Rows without flags may be lower than those with them.
"""


def compose_overview(context: LayoutContext, slide: OverviewSlide) -> tuple[ComposedSlide, ...]:
    """Return the overview, on further slides where there are many questions."""
    layout = context.theme.layout("overview")
    lines = tuple(_line(context, row) for row in slide.rows)
    pages, size, look = _pages(context, layout, slide, lines)
    composed_slides, first = [], 0
    for number, page in enumerate(pages, 1):
        key, section = key_of(slide.key, number), slide_tag(key_of(slide.key, number))
        style = context.shaper.style("slide-title")
        runs = (context.run(slide.title, style), *([context.part_mark(number, len(pages), style)] * (len(pages) > 1)))
        title, title_tag = set_title(
            context, layout, runs, key, role=Role.HEADING_2, origins=(LabelOrigin("overview"),)
        )
        kicker = kicker_of(
            context,
            layout,
            context.outline.fields.series or context.label("contents"),
            "",
            key,
            origins=(FieldOrigin("series"),),
        )
        shown = lines[first : first + len(page) - 1]
        frame = layout.slot(look.slot).frame
        fit = fit_of(layout, look, page, size, frame.height)
        table, tags = place_actor_table(context, layout, page, shown, look, top=frame.y, key=key, fit=fit)
        first += len(shown)
        composed_slides.append(
            ComposedSlide(
                key=key,
                title="".join(run.text for run in runs),
                layout=layout.name,
                items=(title, *kicker, *table),
                tags=(Tag(section, Role.SECTION), Tag(section.part("kicker"), Role.BODY), title_tag, *tags),
                notes=notes_of_part(context, slide.notes, number),
            )
        )
    return tuple(composed_slides)


def _name(label: Callable[[str], str], row: OverviewRow) -> str:
    """Return what is in the first column: the actor; that the question is the closing one; or nothing."""
    if row.actor:
        return row.actor.name
    return label("summary") if row.target == "summary" else ""


def _line(context: LayoutContext, row: OverviewRow) -> ActorRow:
    words = (context.run(row.question, context.shaper.style("row-text"), target=row.target),)
    return ActorRow(_name(context.label, row), words, actor=row.actor, origins=row.quotes)


def _look(context: LayoutContext, layout: SlideLayout, slide: OverviewSlide, least: int) -> ActorTableStyle:
    heads = ("actor", "question")
    slot = layout.slot("body")
    has_actors = _has_actors(slide)
    flag = (context.units(FLAG[0]), context.units(FLAG[1])) if has_actors else (0, 0)
    return ActorTableStyle(
        slot="body",
        heads=heads,
        alt=f"{slide.title}: {', '.join(context.label(one) for one in (heads if has_actors else heads[1:]))}",
        flag=flag,
        names=name_width(context, slot, [_name(context.label, row) for row in slide.rows], flag[0])
        if has_actors
        else 0,
        inset=context.theme.sides(INSET if has_actors else PLAIN_INSET),
        least=least,
    )


def _has_actors(slide: OverviewSlide) -> bool:
    return any(row.actor for row in slide.rows)


def _pages(
    context: LayoutContext, layout: SlideLayout, slide: OverviewSlide, lines: tuple[ActorRow, ...]
) -> tuple[tuple[tuple[SetRow, ...], ...], int, ActorTableStyle]:
    """Return the rows in the fewest groups, each a slide, at the largest size that allows it, and how they look.

    The rows of a slide share its height.
    """
    slot = layout.slot("body")
    lowest = context.units(LOWEST if _has_actors(slide) else LOWEST_PLAIN)

    room, most = slot.frame.height, context.units(HIGHEST)
    look = _look(context, layout, slide, lowest)

    def set_at(size: int) -> tuple[tuple[SetRow, ...], ...]:
        return pages_of(set_actor_table(context, layout, lines, look, size), header=True, height=room)

    fewest = len(set_at(slot.ladder[-1]))
    size, pages = next((size, pages) for size in slot.ladder if len(pages := set_at(size)) == fewest)
    return tuple((head, *levelled(shown, room - head.height, most)) for head, *shown in pages), size, look
