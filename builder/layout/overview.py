"""The overview: every question with whose it is, each a jump to its slide."""

from __future__ import annotations

from builder.layout.answers import kicker_of
from builder.layout.desk import Desk, Sketch, set_title
from builder.layout.roster import Line, Look, fit_of, place_roster, set_roster
from builder.layout.speaker import notes_of
from builder.layout.tables import SetRow, pages_of
from builder.outline import OverviewRow, OverviewSlide
from builder.scene import Role, Tag
from builder.style import pt
from builder.theme import SlideLayout

FLAG = (pt(36), pt(24))
INSET = (0, pt(6), pt(12), pt(6))
LOWEST, HIGHEST = pt(42), pt(57)
"""Rows share the height of the slide, but none is made higher or lower than this by it."""


def compose_overview(desk: Desk, slide: OverviewSlide) -> tuple[Sketch, ...]:
    """Return the overview, on further slides where there are many questions."""
    layout = desk.theme.layout("overview")
    lines = tuple(_line(desk, row) for row in slide.rows)
    look = _look(desk, layout, slide)
    pages, size = _pages(desk, layout, lines, look)
    sketches, first = [], 0
    for number, page in enumerate(pages, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        style = desk.faces.style("slide-title")
        runs = (desk.run(slide.title, style), *([desk.part_mark(number, len(pages), style)] * (len(pages) > 1)))
        title, title_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2)
        kicker = kicker_of(desk, layout, desk.outline.fields.series or desk.label("contents"), "", key)
        shown = lines[first : first + len(page) - 1]
        frame = layout.slot(look.slot).frame
        fit = fit_of(layout, look, page, size, frame.height)
        table, tags = place_roster(desk, layout, page, shown, look, top=frame.y, key=key, fit=fit)
        first += len(shown)
        sketches.append(
            Sketch(
                key=key,
                title="".join(run.text for run in runs),
                layout=layout.name,
                items=(title, *kicker, *table),
                tags=(Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), title_tag, *tags),
                notes=notes_of(desk, slide.notes),
            )
        )
    return tuple(sketches)


def _line(desk: Desk, row: OverviewRow) -> Line:
    name = row.actor.name if row.actor else desk.label("summary") if row.target == "summary" else desk.label("question")
    words = (desk.run(row.question, desk.faces.style("row-text"), target=row.target),)
    return Line(name, words, actor=row.actor, sources=row.sources)


def _look(desk: Desk, layout: SlideLayout, slide: OverviewSlide) -> Look:
    heads = (desk.label("actor"), desk.label("question"))
    share = layout.slot("body").frame.height // (len(slide.rows) + 1)
    return Look(
        slot="body",
        heads=heads,
        alt=f"{slide.title}: {', '.join(heads)}",
        flag=FLAG,
        inset=INSET,
        least=min(max(share, LOWEST), HIGHEST),
    )


def _pages(
    desk: Desk, layout: SlideLayout, lines: tuple[Line, ...], look: Look
) -> tuple[tuple[tuple[SetRow, ...], ...], int]:
    """Return the rows in groups, each a slide, at the largest size at which they are one, else the floor."""
    slot = layout.slot(look.slot)
    for size in slot.ladder:
        pages = pages_of(set_roster(desk, layout, lines, look, size), header=True, height=slot.frame.height)
        if len(pages) == 1:
            break
    return pages, size
