"""The summary slide: actor by takeaway as a table with flags, and the judgement in a panel."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, key_of, label_of, on_slide, resized, slide_tag
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import below_title, set_title, title_fits
from builder.layout.table.actor_table import (
    ActorRow,
    ActorTableStyle,
    fit_of,
    name_width,
    place_actor_table,
    set_actor_table,
)
from builder.layout.table.table import SetRow, pages_of
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_continued, fit_one
from builder.model.brief import PointOrigin
from builder.model.findings import NOWHERE, Report
from builder.model.origin import LabelOrigin, Origin
from builder.model.outline import SummaryRow, SummarySlide
from builder.model.scene import Anchor, Geometry, Item, Role, Shape, Tag, TextBox, TextRun
from builder.model.theme import SlideLayout

FLAG = (42, 28)
"""Width and height of a row's flag, in theme units like the other lengths here."""

INSET = (0, 7, 9, 7)
PANEL_INSET = (21, 9, 21, 9)
GAP = 15


class _TablePart(Struct, frozen=True):
    """What one summary slide shows."""

    rows: tuple[SetRow, ...]
    first: int
    """Index of the first actor shown."""
    size: int
    panel: FittedText | None
    top: int = 0
    """Where the panel begins that has a slide to itself; 0 for one at the foot of the slide."""


def compose_summary(context: LayoutContext, slide: SummarySlide) -> tuple[ComposedSlide, ...]:
    """Return the summary, on further slides where it does not fit on one."""
    layout = context.theme.layout("summary")
    words, slide = _words(context, layout, slide)
    place = slide.headline.span if slide.headline else NOWHERE
    origins = _title_origins(context, slide)
    top = _top(context, layout, slide, words)
    parts = _parts(context, layout, slide, top)
    if len(parts) > 1:  # with its number a title may take a line more
        top = _top(context, layout, slide, (*words, context.part_mark(len(parts), len(parts), words[-1].style)))
        parts = _parts(context, layout, slide, top)
    notes = notes_of(context, slide.notes)
    sketches = []
    for number, part in enumerate(parts, 1):
        key, section = key_of(slide.key, number), slide_tag(key_of(slide.key, number))
        runs = words if len(parts) == 1 else (*words, context.part_mark(number, len(parts), words[-1].style))
        head, head_tag = set_title(context, layout, runs, key, role=Role.HEADING_2, place=place, origins=origins)
        kicker = kicker_of(
            context, layout, slide.kicker, slide.question, key, origins=context.outline.topic(slide.entry)
        )
        table, table_tags = _table(context, slide, part, top, key)
        panel = _panel(context, layout, part)
        judgement = tuple(on_slide(one, slide.key, key) for one in panel[:1])
        tags = (
            Tag(section, Role.SECTION),
            Tag(section.part("kicker"), Role.BODY),
            head_tag,
            *table_tags,
            *(Tag(one.tag, Role.BODY) for box in judgement for one in box.paragraphs if one.tag),
        )
        text = "".join(run.text for run in runs)
        sketches.append(
            ComposedSlide(
                key, text, layout.name, (head, *kicker, *table, *judgement, *panel[1:]), tags, notes, slide.entry
            )
        )
    return tuple(sketches)


def _title_origins(context: LayoutContext, slide: SummarySlide) -> tuple[Origin, ...]:
    """Return where the title comes from: the headline, the question where that stands in its place, or a label."""
    if slide.headline is None:
        return (LabelOrigin("at_glance"),)
    return slide.headline.quotes if slide.question else context.outline.topic(slide.entry)[1:]


def _top(context: LayoutContext, layout: SlideLayout, slide: SummarySlide, words: tuple[TextRun, ...]) -> int:
    """Return where the table begins below the title `words`."""
    title, _ = set_title(replace(context, report=Report()), layout, words, slide.key, role=Role.HEADING_2)
    return below_title(context, layout.slot("title"), title, context.units(GAP))


def _words(
    context: LayoutContext, layout: SlideLayout, slide: SummarySlide
) -> tuple[tuple[TextRun, ...], SummarySlide]:
    """Return the title and the slide; a chosen headline that is too long gives its place to the question."""
    style = context.faces.style("slide-title")
    words = context.point_runs(slide.title, style)
    headline = slide.headline
    if headline and headline.origin is PointOrigin.CHOSEN and not title_fits(context, layout, words):
        question = (context.run(slide.question, style),)
        if title_fits(context, layout, question):
            return question, replace(slide, question="", judgement=(headline, *slide.judgement))
    return words, slide


def _parts(context: LayoutContext, layout: SlideLayout, slide: SummarySlide, top: int) -> tuple[_TablePart, ...]:
    """Return the slides: table and panel together at the largest sizes that fit, else the table first."""
    slot, panel_slot = layout.slot("table"), layout.slot("judgement")
    bottom = panel_slot.frame.bottom
    for size in slot.ladder:
        rows = _rows(context, slide, size)
        high = sum(row.height for row in rows)
        gap = context.units(GAP)
        panel = _panel_fit(context, layout, slide, bottom - top - high - gap)
        if top + high + (gap + panel.fit.height_used if panel else 0) <= bottom and (panel or not slide.judgement):
            return (_TablePart(rows, 0, size, panel),)
    return _continued(context, layout, slide, top)


def _continued(context: LayoutContext, layout: SlideLayout, slide: SummarySlide, top: int) -> tuple[_TablePart, ...]:
    size = layout.slot("table").ladder[-1]
    bottom = layout.slot("judgement").frame.bottom
    parts, first = [], 0
    for page in pages_of(_rows(context, slide, size), header=True, height=bottom - top) if slide.rows else ():
        parts.append(_TablePart(page, first, size, None))
        first += len(page) - 1
    left = bottom - top - (sum(row.height for row in parts[-1].rows) if parts else 0) - context.units(GAP)
    panel = _panel_fit(context, layout, slide, left)
    if panel and parts:
        return (*parts[:-1], replace(parts[-1], panel=panel))
    slot = layout.slot("judgement")
    frame = replace(slot.frame, y=top, height=bottom - top)
    copies = _panel_copies(context, layout, slide)
    sides = context.sides(PANEL_INSET)
    whole = fit_one(slot.name, frame, copies, slot.ladder, context.faces, inset=sides)
    more = (whole,) if whole else fit_continued(slot.name, frame, copies, slot.ladder, context.faces, inset=sides)
    return (*parts, *(_TablePart((), first, size, one, top) for one in more if slide.judgement))


def _look(context: LayoutContext, slide: SummarySlide) -> ActorTableStyle:
    heads = ("actor", "takeaway")
    flag = (context.units(FLAG[0]), context.units(FLAG[1]))
    slot = context.theme.layout("summary").slot("table")
    return ActorTableStyle(
        slot=slot.name,
        heads=heads,
        alt=", ".join(context.label(one) for one in heads),
        flag=flag,
        inset=context.sides(INSET),
        names=name_width(context, slot, [row.actor.name for row in slide.rows], flag[0]),
    )


def _rows(context: LayoutContext, slide: SummarySlide, size: int) -> tuple[SetRow, ...]:
    lines = tuple(_line(context, row) for row in slide.rows)
    return set_actor_table(context, context.theme.layout("summary"), lines, _look(context, slide), size)


def _line(context: LayoutContext, row: SummaryRow) -> ActorRow:
    words = context.point(row.takeaway, context.faces.style("row-text"))
    actor = row.actor
    return ActorRow(actor.name, words, actor=actor, leader=actor.leader, target=row.target, origins=row.takeaway.quotes)


def _table(
    context: LayoutContext, slide: SummarySlide, part: _TablePart, top: int, key: str
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    if not part.rows:
        return (), ()
    layout, look = context.theme.layout("summary"), _look(context, slide)
    shown = tuple(_line(context, row) for row in slide.rows[part.first : part.first + len(part.rows) - 1])
    fit = fit_of(layout, look, part.rows, part.size, layout.slot("judgement").frame.bottom - top)
    return place_actor_table(context, layout, part.rows, shown, look, top=top, key=key, fit=fit)


def _panel_copies(
    context: LayoutContext, layout: SlideLayout, slide: SummarySlide
) -> Callable[[int], tuple[ParagraphSpec, ...]]:
    slot = layout.slot("judgement")
    base = context.theme.style(slot.style)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        made = (
            ParagraphSpec(
                context.point(point, context.faces.style(slot.style)),
                after=context.units(6),
                origins=point.quotes,
                lang=context.lang,
            )
            for point in slide.judgement
        )
        section = slide_tag(slide.key)
        return tuple(resized(copy, size, base.size, section.part("judgement", n)) for n, copy in enumerate(made))

    return copies


def _panel_fit(context: LayoutContext, layout: SlideLayout, slide: SummarySlide, room: int) -> FittedText | None:
    """Return the judgement set at the foot of the slide in at most `room`, its frame as high as its words."""
    slot = layout.slot("judgement")
    if not slide.judgement or room <= 0:
        return None
    copies, sides = _panel_copies(context, layout, slide), context.sides(PANEL_INSET)
    for size in slot.ladder:
        trial = fit_one(
            "judgement",
            replace(slot.frame, height=room),
            copies,
            (size,),
            context.faces,
            inset=sides,
        )
        if trial:
            high = trial.fit.height_used + sides[1] + sides[3]
            high = max(high, min(room, slot.frame.height))
            frame = replace(slot.frame, y=slot.frame.bottom - high, height=high)
            return fit_one("judgement", frame, copies, (size,), context.faces, anchor=slot.anchor, inset=sides)
    return None


def _panel(context: LayoutContext, layout: SlideLayout, part: _TablePart) -> tuple[()] | tuple[TextBox, Shape]:
    """Return the judgement on its panel, and the bar beside it."""
    if part.panel is None:
        return ()
    slot = layout.slot("judgement")
    sides = context.sides(PANEL_INSET)
    above_and_below = sides[1] + sides[3]
    if part.top:
        frame = replace(slot.frame, y=part.top, height=part.panel.fit.height_used + above_and_below)
    else:
        high = part.panel.fit.height_available + above_and_below
        frame = replace(slot.frame, y=slot.frame.bottom - high, height=high)
    bar = Shape(
        "Judgement bar",
        Geometry.RECTANGLE,
        replace(frame, width=context.units(4.5)),
        context.theme.color("title"),
        "title",
    )
    box = TextBox(
        name=label_of(slot),
        frame=frame,
        paragraphs=part.panel.paragraphs,
        slot=slot.name,
        anchor=Anchor.TOP if part.top else slot.anchor,
        inset=sides,
        fit=part.panel.fit,
        fill=context.theme.color("panel"),
        fill_ink="panel",
    )
    return box, bar
