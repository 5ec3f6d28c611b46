"""The executive summary: actor by takeaway as a table with flags, or question by takeaway."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, key_of, slide_tag
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import below_title, set_title
from builder.layout.table.actor_table import (
    ActorRow,
    ActorTableStyle,
    fit_of,
    name_width,
    place_actor_table,
    set_actor_table,
)
from builder.layout.table.table import SetRow, levelled, pages_of
from builder.model.findings import Report
from builder.model.origin import FieldOrigin, LabelOrigin
from builder.model.outline import SummaryRow, SummarySlide
from builder.model.scene import Role, Tag, TextRun
from builder.model.theme import SlideLayout

FLAG = (2.3, 1.55)
"""Width and height of a row's flag, as a multiple of the size of its words."""

INSET = (0, 7, 9, 7)
GAP = 15

HIGHEST = 90
"""The most that a row is high for the sake of the slide's height, in theme units like the other lengths here."""


def compose_summary(context: LayoutContext, slide: SummarySlide) -> tuple[ComposedSlide, ...]:
    """Return the summary, over several slides where it does not fit on one."""
    layout = context.theme.layout("summary")
    style = context.shaper.style(layout.slot("title").style)
    words = (context.run(slide.title, style),)
    top = _top(context, layout, slide, words)
    pages, size = _pages(context, slide, top)
    if len(pages) > 1:  # with its number a title may take a line more
        top = _top(context, layout, slide, (*words, context.part_mark(len(pages), len(pages), style)))
        pages, size = _pages(context, slide, top)
    notes = notes_of(context, slide.notes)
    composed_slides, first = [], 0
    for number, page in enumerate(pages, 1):
        key = key_of(slide.key, number)
        runs = words if len(pages) == 1 else (*words, context.part_mark(number, len(pages), style))
        head, head_tag = set_title(context, layout, runs, key, role=Role.HEADING_2, origins=(LabelOrigin("at_glance"),))
        kicker = kicker_of(
            context, layout, slide.kicker, "", key, origins=(FieldOrigin("series"), LabelOrigin("summary"))
        )
        shown = tuple(_line(context, row) for row in slide.rows[first : first + len(page) - 1])
        first += len(shown)
        look = _look(context, slide, size)
        fit = fit_of(layout, look, page, size, layout.slot("table").frame.bottom - top)
        table, table_tags = place_actor_table(context, layout, page, shown, look, top=top, key=key, fit=fit)
        section = slide_tag(key)
        tags = (Tag(section, Role.SECTION), Tag(section.part("kicker"), Role.BODY), head_tag, *table_tags)
        text = "".join(run.text for run in runs)
        composed_slides.append(ComposedSlide(key, text, layout.name, (head, *kicker, *table), tags, notes))
    return tuple(composed_slides)


def _top(context: LayoutContext, layout: SlideLayout, slide: SummarySlide, words: tuple[TextRun, ...]) -> int:
    """Return where the table begins below the title `words`."""
    title, _ = set_title(replace(context, report=Report()), layout, words, slide.key, role=Role.HEADING_2)
    return below_title(context, layout.slot("title"), title, context.units(GAP))


def _pages(context: LayoutContext, slide: SummarySlide, top: int) -> tuple[tuple[tuple[SetRow, ...], ...], int]:
    """Return the rows on as few slides as can be, about as many on each, at the largest size that allows it.

    Rows on one slide share its height, up to a limit.
    """
    slot = context.theme.layout("summary").slot("table")
    room = slot.frame.bottom - top
    sizes = slot.ladder
    fewest = len(pages_of(_rows(context, slide, sizes[-1]), header=True, height=room))
    for size in sizes:
        rows = _rows(context, slide, size)
        pages = pages_of(rows, header=True, height=room)
        if len(pages) == fewest and (size == sizes[-1] or not _cuts_words(rows)):
            break
    room, most = room - context.units(GAP), context.units(HIGHEST)
    return tuple((head, *levelled(shown, room - head.height, most)) for head, *shown in pages), size


def _cuts_words(rows: tuple[SetRow, ...]) -> bool:
    """Return whether a word, such as a long name, is wider than its column."""
    return any(words.cuts_words for row in rows for cell in row.cells for words in cell.paragraphs)


def _look(context: LayoutContext, slide: SummarySlide, size: int) -> ActorTableStyle:
    actors = [row.actor for row in slide.rows if row.actor]
    heads = ("actor" if actors else "question", "takeaway")
    flag = (round(FLAG[0] * size), round(FLAG[1] * size)) if actors else (0, 0)
    slot = context.theme.layout("summary").slot("table")
    names = [actor.name for actor in actors] or [row.question for row in slide.rows]
    leaders = [actor.leader for actor in actors]
    return ActorTableStyle(
        slot=slot.name,
        heads=heads,
        alt=", ".join(context.label(one) for one in heads),
        flag=flag,
        inset=context.theme.sides(INSET),
        names=name_width(context, slot, names, flag[0], leaders=leaders),
    )


def _rows(context: LayoutContext, slide: SummarySlide, size: int) -> tuple[SetRow, ...]:
    lines = tuple(_line(context, row) for row in slide.rows)
    return set_actor_table(context, context.theme.layout("summary"), lines, _look(context, slide, size), size)


def _line(context: LayoutContext, row: SummaryRow) -> ActorRow:
    words = context.point(row.takeaway, context.shaper.style("row-text"))
    actor = row.actor
    if actor is None:
        return ActorRow(row.question, words, target=row.target, origins=row.takeaway.quotes, name_origins=row.quotes)
    return ActorRow(actor.name, words, actor=actor, leader=actor.leader, target=row.target, origins=row.takeaway.quotes)
