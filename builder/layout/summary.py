"""The summary slide: actor by takeaway as a table with flags, and the judgement in a panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from builder.layout.answers import kicker_of
from builder.layout.desk import Desk, Sketch, resized, set_title
from builder.layout.fit import Fitted, fit_continued, fit_one
from builder.layout.lines import Copy, Manner
from builder.layout.portrait import small_flag
from builder.layout.speaker import notes_of
from builder.layout.tables import CellCopy, Measure, SetRow, pages_of, place_rows, set_rows, tag_rows
from builder.outline import SummaryRow, SummarySlide
from builder.scene import Fit, Form, Item, Role, Shape, Table, Tag, TextBox
from builder.style import Rect, pt
from builder.theme import SlideLayout

NAME_SHARE = 0.29
"""Share of the table's width that the actors' column takes."""

FLAG = (pt(42), pt(28))
"""Width and height of a row's flag."""

FLAG_ROOM = pt(57)
"""Indent of the names beside the flags."""

INSET = (0, pt(7), pt(9), pt(7))
PANEL_INSET = (pt(21), pt(9), pt(18), pt(9))
GAP = pt(15)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one summary slide shows."""

    rows: tuple[SetRow, ...]
    first: int
    """Index of the first actor shown."""
    size: int
    panel: Fitted | None


def compose_summary(desk: Desk, slide: SummarySlide) -> tuple[Sketch, ...]:
    """Return the summary, on further slides where it does not fit on one."""
    layout = desk.theme.layout("summary")
    words = desk.point_runs(slide.title, desk.faces.style("slide-title"))
    key = slide.key
    title, _ = set_title(desk, layout, words, key, role=Role.HEADING_2)
    top = title.frame.y + (title.fit.height_used if title.fit else 0) + GAP
    parts = _parts(desk, layout, slide, top)
    notes = notes_of(desk, slide.notes)
    sketches = []
    for number, part in enumerate(parts, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        runs = words if len(parts) == 1 else (*words, desk.part_mark(number, len(parts), words[-1].style))
        head, head_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2)
        kicker = kicker_of(desk, layout, slide.kicker, slide.question, key)
        table, table_tags = _table(desk, slide, part, top, key)
        panel, panel_tags = _panel(desk, layout, part, key)
        tags = (Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), head_tag, *table_tags, *panel_tags)
        text = "".join(run.text for run in runs)
        sketches.append(Sketch(key, text, layout.name, (head, *kicker, *table, *panel), tags, notes, slide.entry))
    return tuple(sketches)


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
    frame = replace(layout.slot("judgement").frame, y=top, height=bottom - top)
    more = fit_continued(
        "judgement",
        frame,
        _panel_copies(desk, layout, slide),
        layout.slot("judgement").ladder,
        desk.faces,
        inset=PANEL_INSET,
    )
    return (*parts, *(_Part((), first, size, one) for one in more if slide.judgement))


def _rows(desk: Desk, slide: SummarySlide, size: int) -> tuple[SetRow, ...]:
    if not slide.rows:
        return ()
    head = tuple(
        CellCopy((Copy((desk.run(desk.label(label), desk.faces.style("row-head")),), lang=desk.lang),), header=True)
        for label in ("actor", "takeaway")
    )
    rows = (head, *(_row(desk, row, size) for row in slide.rows))
    measured = set_rows(rows, _widths(desk), _measure(desk))
    flags = FLAG[1] + INSET[1] + INSET[3]
    return (measured[0], *(replace(row, height=max(row.height, flags)) for row in measured[1:]))


def _row(desk: Desk, row: SummaryRow, size: int) -> tuple[CellCopy, ...]:
    base = desk.theme.style("row-text").size
    name = Copy(
        (desk.run(row.actor.name, desk.faces.style("row-name"), target=row.target),), indent=FLAG_ROOM, lang=desk.lang
    )
    paragraphs = [name]
    if row.actor.leader:
        paragraphs.append(replace(name, runs=(desk.run(row.actor.leader, desk.faces.style("row-leader")),)))
    words = Copy(desk.point(row.takeaway, desk.faces.style("row-text")), sources=row.takeaway.sources, lang=desk.lang)
    return CellCopy(tuple(paragraphs), header=True), CellCopy((resized(words, size, base, ""),))


def _measure(desk: Desk) -> Measure:
    return Measure(desk.faces, Manner.GREEDY, INSET, desk.theme.slack)


def _widths(desk: Desk) -> tuple[int, int]:
    width = desk.theme.layout("summary").slot("table").frame.width
    name = round(width * NAME_SHARE)
    return name, width - name


def _table(
    desk: Desk, slide: SummarySlide, part: _Part, top: int, key: str
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    if not part.rows:
        return (), ()
    layout = desk.theme.layout("summary")
    slot = layout.slot("table")
    base = f"{key}.table"
    tags, rows = tag_rows(part.rows, base, key)
    cells = place_rows(rows, _widths(desk), (slot.frame.x, top), _measure(desk))
    heights = tuple(row.height for row in rows)
    items: list[Item] = [
        Table(
            name="table",
            frame=Rect(slot.frame.x, top, slot.frame.width, sum(heights)),
            columns=_widths(desk),
            rows=cells,
            heights=heights,
            header=True,
            alt=f"{desk.label('actor')}, {desk.label('takeaway')}",
            rule=desk.theme.color("rule"),
            rule_ink="rule",
            rule_width=pt(0.75),
            slot="table",
            tag=base,
            first_column=True,
            fit=_table_fit(slot.ladder, part, layout.slot("judgement").frame.bottom - top),
        )
    ]
    for index, row in enumerate(cells[1:]):
        frame = row[0].frame
        actor = slide.rows[part.first + index].actor
        box = Rect(frame.x, frame.y + (frame.height - FLAG[1]) // 2, *FLAG)
        items += small_flag(desk, actor, box, f"Flag {actor.id}", target=slide.rows[part.first + index].target)
    return tuple(items), tags


def _table_fit(ladder: tuple[int, ...], part: _Part, room: int) -> Fit:
    used = sum(row.height for row in part.rows)
    rule = "largest" if part.size == ladder[0] else "reduced"
    return Fit("table", part.size, ladder, len(part.rows), used, room, rule)


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
    bottom = slot.frame.bottom
    high = part.panel.fit.height_available + PANEL_INSET[1] + PANEL_INSET[3]
    frame = replace(slot.frame, y=bottom - high, height=high)
    bar = Shape("Judgement bar", Form.RECTANGLE, replace(frame, width=pt(4.5)), desk.theme.color("title"), "title")
    box = TextBox(
        name=slot.name,
        frame=frame,
        paragraphs=part.panel.paragraphs,
        slot=slot.name,
        anchor=slot.anchor,
        inset=PANEL_INSET,
        fit=part.panel.fit,
        fill=desk.theme.color("panel"),
        fill_ink="panel",
    )
    return (box, bar), tuple(Tag(one.tag, Role.BODY, key) for one in part.panel.paragraphs)
