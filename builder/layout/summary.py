"""The summary slide: actor by takeaway as a table with flags, and the judgement in a panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from builder.brief import Origin
from builder.diagnostics import NOWHERE
from builder.layout.answers import kicker_of
from builder.layout.desk import Desk, Sketch, label_of, resized, set_title, title_fits
from builder.layout.fit import Fitted, fit_continued, fit_one
from builder.layout.lines import Copy
from builder.layout.roster import Line, Look, fit_of, place_roster, set_roster
from builder.layout.speaker import notes_of
from builder.layout.tables import SetRow, pages_of
from builder.outline import SummaryRow, SummarySlide
from builder.scene import Anchor, Form, Item, Role, Shape, Tag, TextBox, TextRun
from builder.style import pt
from builder.theme import SlideLayout

FLAG = (pt(42), pt(28))
"""Width and height of a row's flag."""

INSET = (0, pt(7), pt(9), pt(7))
PANEL_INSET = (pt(21), pt(9), pt(21), pt(9))
GAP = pt(15)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one summary slide shows."""

    rows: tuple[SetRow, ...]
    first: int
    """Index of the first actor shown."""
    size: int
    panel: Fitted | None
    top: int = 0
    """Where the panel begins that has a slide to itself; nought for one at the foot of the slide."""


def compose_summary(desk: Desk, slide: SummarySlide) -> tuple[Sketch, ...]:
    """Return the summary, on further slides where it does not fit on one."""
    layout = desk.theme.layout("summary")
    words, slide = _words(desk, layout, slide)
    place = slide.headline.span if slide.headline else NOWHERE
    title, _ = set_title(desk, layout, words, slide.key, role=Role.HEADING_2, place=place)
    top = title.frame.y + (title.fit.height_used if title.fit else 0) + GAP
    parts = _parts(desk, layout, slide, top)
    notes = notes_of(desk, slide.notes)
    sketches = []
    for number, part in enumerate(parts, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        runs = words if len(parts) == 1 else (*words, desk.part_mark(number, len(parts), words[-1].style))
        head, head_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2, place=place)
        kicker = kicker_of(desk, layout, slide.kicker, slide.question, key)
        table, table_tags = _table(desk, slide, part, top, key)
        panel, panel_tags = _panel(desk, layout, part, key)
        tags = (Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), head_tag, *table_tags, *panel_tags)
        text = "".join(run.text for run in runs)
        sketches.append(Sketch(key, text, layout.name, (head, *kicker, *table, *panel), tags, notes, slide.entry))
    return tuple(sketches)


def _words(desk: Desk, layout: SlideLayout, slide: SummarySlide) -> tuple[tuple[TextRun, ...], SummarySlide]:
    """Return the title and the slide; a chosen headline that is too long gives its place to the question."""
    style = desk.faces.style("slide-title")
    words = desk.point_runs(slide.title, style)
    headline = slide.headline
    if headline and headline.origin is Origin.CHOSEN and not title_fits(desk, layout, words):
        question = (desk.run(slide.question, style),)
        if title_fits(desk, layout, question):
            return question, replace(slide, question="", judgement=(headline, *slide.judgement))
    return words, slide


def _parts(desk: Desk, layout: SlideLayout, slide: SummarySlide, top: int) -> tuple[_Part, ...]:
    """Return the slides: table and panel together at the largest sizes that fit, else the table first."""
    slot, panel_slot = layout.slot("table"), layout.slot("judgement")
    bottom = panel_slot.frame.bottom
    for size in slot.ladder:
        rows = _rows(desk, slide, size)
        high = sum(row.height for row in rows)
        panel = _panel_fit(desk, layout, slide, bottom - top - high - GAP)
        if top + high + (GAP + panel.fit.height_used if panel else 0) <= bottom and (panel or not slide.judgement):
            return (_Part(rows, 0, size, panel),)
    return _continued(desk, layout, slide, top)


def _continued(desk: Desk, layout: SlideLayout, slide: SummarySlide, top: int) -> tuple[_Part, ...]:
    size = layout.slot("table").ladder[-1]
    bottom = layout.slot("judgement").frame.bottom
    parts, first = [], 0
    for page in pages_of(_rows(desk, slide, size), header=True, height=bottom - top) if slide.rows else ():
        parts.append(_Part(page, first, size, None))
        first += len(page) - 1
    left = bottom - top - (sum(row.height for row in parts[-1].rows) if parts else 0) - GAP
    panel = _panel_fit(desk, layout, slide, left)
    if panel and parts:
        return (*parts[:-1], replace(parts[-1], panel=panel))
    slot = layout.slot("judgement")
    frame = replace(slot.frame, y=top, height=bottom - top)
    copies = _panel_copies(desk, layout, slide)
    whole = fit_one(slot.name, frame, copies, slot.ladder, desk.faces, inset=PANEL_INSET)
    more = (whole,) if whole else fit_continued(slot.name, frame, copies, slot.ladder, desk.faces, inset=PANEL_INSET)
    return (*parts, *(_Part((), first, size, one, top) for one in more if slide.judgement))


def _look(desk: Desk) -> Look:
    heads = (desk.label("actor"), desk.label("takeaway"))
    return Look(slot="table", heads=heads, alt=", ".join(heads), flag=FLAG, inset=INSET)


def _rows(desk: Desk, slide: SummarySlide, size: int) -> tuple[SetRow, ...]:
    lines = tuple(_line(desk, row) for row in slide.rows)
    return set_roster(desk, desk.theme.layout("summary"), lines, _look(desk), size)


def _line(desk: Desk, row: SummaryRow) -> Line:
    words = desk.point(row.takeaway, desk.faces.style("row-text"))
    actor = row.actor
    return Line(actor.name, words, actor=actor, leader=actor.leader, target=row.target, sources=row.takeaway.sources)


def _table(
    desk: Desk, slide: SummarySlide, part: _Part, top: int, key: str
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    if not part.rows:
        return (), ()
    layout, look = desk.theme.layout("summary"), _look(desk)
    shown = tuple(_line(desk, row) for row in slide.rows[part.first : part.first + len(part.rows) - 1])
    fit = fit_of(layout, look, part.rows, part.size, layout.slot("judgement").frame.bottom - top)
    return place_roster(desk, layout, part.rows, shown, look, top=top, key=key, fit=fit)


def _panel_copies(desk: Desk, layout: SlideLayout, slide: SummarySlide) -> Callable[[int], tuple[Copy, ...]]:
    slot = layout.slot("judgement")
    base = desk.theme.style(slot.style)

    def copies(size: int) -> tuple[Copy, ...]:
        made = (
            Copy(desk.point(point, desk.faces.style(slot.style)), after=pt(6), sources=point.sources, lang=desk.lang)
            for point in slide.judgement
        )
        return tuple(resized(copy, size, base.size, f"{slide.key}.judgement.{n}") for n, copy in enumerate(made))

    return copies


def _panel_fit(desk: Desk, layout: SlideLayout, slide: SummarySlide, room: int) -> Fitted | None:
    """Return the judgement set at the foot of the slide in at most `room`, its frame as high as its words."""
    slot = layout.slot("judgement")
    if not slide.judgement or room <= 0:
        return None
    copies = _panel_copies(desk, layout, slide)
    for size in slot.ladder:
        trial = fit_one("judgement", replace(slot.frame, height=room), copies, (size,), desk.faces, inset=PANEL_INSET)
        if trial:
            high = trial.fit.height_used + PANEL_INSET[1] + PANEL_INSET[3]
            high = max(high, min(room, slot.frame.height))
            frame = replace(slot.frame, y=slot.frame.bottom - high, height=high)
            return fit_one("judgement", frame, copies, (size,), desk.faces, anchor=slot.anchor, inset=PANEL_INSET)
    return None


def _panel(desk: Desk, layout: SlideLayout, part: _Part, key: str) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    if part.panel is None:
        return (), ()
    slot = layout.slot("judgement")
    sides = PANEL_INSET[1] + PANEL_INSET[3]
    if part.top:
        frame = replace(slot.frame, y=part.top, height=part.panel.fit.height_used + sides)
    else:
        high = part.panel.fit.height_available + sides
        frame = replace(slot.frame, y=slot.frame.bottom - high, height=high)
    bar = Shape("Judgement bar", Form.RECTANGLE, replace(frame, width=pt(4.5)), desk.theme.color("title"), "title")
    box = TextBox(
        name=label_of(slot),
        frame=frame,
        paragraphs=part.panel.paragraphs,
        slot=slot.name,
        anchor=Anchor.TOP if part.top else slot.anchor,
        inset=PANEL_INSET,
        fit=part.panel.fit,
        fill=desk.theme.color("panel"),
        fill_ink="panel",
    )
    return (box, bar), tuple(Tag(one.tag, Role.BODY, key) for one in part.panel.paragraphs)
