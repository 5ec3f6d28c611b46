"""A table of actors: flag and name in the first column, words in the second; overview and summary show one."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Actor
from builder.layout.desk import Desk, resized
from builder.layout.lines import Copy, Manner
from builder.layout.portrait import small_flag
from builder.layout.tables import CellCopy, Measure, SetRow, place_rows, set_rows, tag_rows
from builder.scene import Fit, Item, Table, Tag, TextRun
from builder.style import Rect, pt
from builder.theme import SlideLayout
from builder.value import value

NAME_SHARE = 0.29
"""Share of the table's width that the actors' column takes."""

FLAG_GAP = pt(15)
"""Space between a flag and the name beside it."""


@value(frozen=True, slots=True)
class Line:
    """A row: who, and what is said."""

    name: str
    words: tuple[TextRun, ...]
    """At the usual size; the table sets them larger or smaller."""
    actor: Actor | None = None
    leader: str = ""
    target: str = ""
    """Key of the slide that the name leads to."""
    sources: tuple[str, ...] = ()


@value(frozen=True, slots=True)
class Look:
    """How a roster is drawn."""

    slot: str
    """Name of the layout's slot."""
    heads: tuple[str, str]
    """What the columns hold."""
    alt: str
    flag: tuple[int, int]
    """Width and height of a flag, EMU."""
    inset: tuple[int, int, int, int]
    least: int = 0
    """The least height of a row, EMU."""


def set_roster(desk: Desk, layout: SlideLayout, lines: tuple[Line, ...], look: Look, size: int) -> tuple[SetRow, ...]:
    """Return the measured rows with the header first; none for no lines."""
    if not lines:
        return ()
    style = desk.faces.style("row-head")
    head = tuple(CellCopy((Copy((desk.run(text, style),), lang=desk.lang),), header=True) for text in look.heads)
    rows = set_rows(
        (head, *(_row(desk, line, look, size) for line in lines)), _widths(layout, look), _measure(desk, look)
    )
    least = max(look.least, look.flag[1] + look.inset[1] + look.inset[3])
    return (rows[0], *(replace(row, height=max(row.height, least)) for row in rows[1:]))


def place_roster(
    desk: Desk,
    layout: SlideLayout,
    rows: tuple[SetRow, ...],
    lines: tuple[Line, ...],
    look: Look,
    *,
    top: int,
    key: str,
    fit: Fit,
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the table of `rows` from `top` downwards with the flags of `lines` beside it, and their tags."""
    frame = layout.slot(look.slot).frame
    base = f"{key}.table"
    tags, tagged = tag_rows(rows, base, key)
    cells = place_rows(tagged, _widths(layout, look), (frame.x, top), _measure(desk, look))
    heights = tuple(row.height for row in rows)
    table = Table(
        name="Table",
        frame=Rect(frame.x, top, frame.width, sum(heights)),
        columns=_widths(layout, look),
        rows=cells,
        heights=heights,
        header=True,
        alt=look.alt,
        rule=desk.theme.color("rule"),
        rule_ink="rule",
        rule_width=pt(0.75),
        slot=look.slot,
        tag=base,
        first_column=True,
        fit=fit,
    )
    flags: list[Item] = []
    for line, row in zip(lines, cells[1:], strict=True):
        if line.actor:
            box = row[0].frame
            place = Rect(box.x, box.y + (box.height - look.flag[1]) // 2, *look.flag)
            flags += small_flag(desk, line.actor, place, f"Flag {line.actor.name}")
    return (table, *flags), tags


def fit_of(layout: SlideLayout, look: Look, rows: tuple[SetRow, ...], size: int, room: int) -> Fit:
    """Return the certificate of a roster that may be `room` high."""
    ladder = layout.slot(look.slot).ladder
    used = sum(row.height for row in rows)
    return Fit(look.slot, size, ladder, len(rows), used, room, "largest" if size == ladder[0] else "reduced")


def _row(desk: Desk, line: Line, look: Look, size: int) -> tuple[CellCopy, ...]:
    base = desk.theme.style("row-text").size
    name = Copy(
        (desk.run(line.name, desk.faces.style("row-name"), target=line.target),),
        indent=look.flag[0] + FLAG_GAP,
        lang=desk.lang,
    )
    paragraphs = [resized(name, size, base, "")]
    if line.leader:
        paragraphs.append(replace(name, runs=(desk.run(line.leader, desk.faces.style("row-leader")),)))
    words = resized(Copy(line.words, sources=line.sources, lang=desk.lang), size, base, "")
    return CellCopy(tuple(paragraphs), header=True), CellCopy((words,))


def _measure(desk: Desk, look: Look) -> Measure:
    return Measure(desk.faces, Manner.GREEDY, look.inset, desk.theme.slack)


def _widths(layout: SlideLayout, look: Look) -> tuple[int, int]:
    width = layout.slot(look.slot).frame.width
    name = round(width * NAME_SHARE)
    return name, width - name
