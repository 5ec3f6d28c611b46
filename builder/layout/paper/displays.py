"""Tables, pictures and charts of an answer as pieces of the flow."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Align, Chart, Grid, Image, Sentence, joined_runs
from builder.codes import WIDE_TABLE
from builder.layout.lines import Copy, Manner
from builder.layout.paper.flow import Piece
from builder.layout.paper.press import Press
from builder.layout.paper.stick import HAIR, Place, Stick, leading_of, set_copy
from builder.layout.paper.words import words_of
from builder.layout.pictures import ON_PAPER, fitted_size
from builder.layout.plots import plot_of
from builder.layout.tables import (
    CellCopy,
    Measure,
    SetCell,
    SetRow,
    column_widths,
    place_rows,
    set_rows,
    sides_of,
    tag_rows,
)
from builder.scene import Anchor, Item, Picture, Role, Table, Tag
from builder.style import Rect, pt

CELL = (0, pt(3), pt(9), pt(3))
"""Inset of a cell: no boxes, so nothing on the left."""

TALLEST = 0.55
"""The most of a page's height that a picture takes."""

SHORTEST_PART = 3
"""The fewest rows of a table on a page, its header among them; a table with fewer than twice as many stays whole."""

CHART_SHARE = 0.56
"""Height of a chart as a share of its width."""


def table_pieces(press: Press, grid: Grid, stick: Stick, tag: str, parent: str) -> tuple[Piece, ...]:
    """Return a table, over both columns where the text column is too narrow, and its caption above it."""
    measure = Measure(press.desk.faces, Manner.BEST, CELL, anchor=Anchor.TOP)
    cells = _cells(press, grid)
    wide = _over_both(press, stick)
    for chosen in (stick, wide):
        widths = column_widths(cells, chosen.width, measure)
        if widths is not None:
            break
    rows = set_rows(cells, widths, measure) if widths else ()
    if widths is None or max(row.height for row in rows) + rows[0].height > press.sheet.text.height:
        why = (
            f"the table's {len(grid.header)} columns do not fit"
            if widths is None
            else "a row of the table is higher than"
        )
        press.desk.report.add(WIDE_TABLE, grid.span, f"{why} the page", "split the table, or shorten its longest cells")
        return ()
    tags, tagged = tag_rows(rows, tag, parent)
    piece = _table_piece(press, grid, chosen, tagged, (widths, measure))
    caption = _caption(press, chosen, grid.caption, Tag(f"{tag}.caption", Role.CAPTION, tag), keep=True)
    if not caption:
        return (replace(piece, tags=tags, before=press.grid),)
    first = replace(caption[0], tags=(tags[0], *caption[0].tags), before=press.grid)
    return (first, replace(piece, tags=tags[1:], before=pt(3)))


def _table_piece(
    press: Press, grid: Grid, stick: Stick, rows: tuple[SetRow, ...], columns: tuple[tuple[int, ...], Measure]
) -> Piece:
    widths, measure = columns
    alt = ", ".join(" ".join(one.text for one in cell) for cell in grid.header)
    tag = rows[0].cells[0].tag.rsplit(".", 2)[0]

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        # a repeated header is decoration: its words stand in the tree once
        head = (_untagged(rows[0]),) if first else ()
        shown = (*head, *rows[first:last])
        left = stick.left(x, rtl=press.rtl)
        heights = tuple(row.height for row in shown)
        placed = place_rows(shown, widths, (left, top), measure, leftwards=press.rtl)
        frame = Rect(left, top, sum(widths), sum(heights))
        return (
            Table(
                name=tag,
                frame=frame,
                columns=widths,
                rows=placed,
                heights=heights,
                header=True,
                alt=alt,
                rule=press.desk.theme.color("rule"),
                rule_ink="rule",
                rule_width=HAIR,
                tag=tag,
            ),
        )

    heights = tuple(row.height for row in rows)
    wide = stick.start < 0 or stick.width > stick.column
    return Piece(heights, draw, snap=False, repeat=rows[0].height, least=SHORTEST_PART, wide=wide)


def _untagged(row: SetRow) -> SetRow:
    cells = []
    for cell in row.cells:
        words = tuple(replace(one, copy=replace(one.copy, tag="", sources=())) for one in cell.paragraphs)
        cells.append(SetCell(words, cell.header))
    return SetRow(tuple(cells), row.height)


def _cells(press: Press, grid: Grid) -> tuple[tuple[CellCopy, ...], ...]:
    sides = sides_of(grid)

    def row(cells: tuple[tuple[Sentence, ...], ...], name: str, *, header: bool) -> tuple[CellCopy, ...]:
        style = replace(press.desk.faces.style(name), tabular=True)
        made = []
        for cell, side in zip(cells, sides, strict=True):
            words = words_of(press, joined_runs(cell), style, "")
            copy = Copy(
                words.runs or (press.desk.run("", style),),
                align=side,
                leading=press.desk.theme.style(name).leading,
                sources=tuple(one.id for one in cell),
                lang=press.desk.lang,
            )
            made.append(CellCopy((copy,), header=header))
        return tuple(made)

    head = row(grid.header, "table-head", header=True)
    return (head, *(row(cells, "table-text", header=False) for cells in grid.rows))


def _over_both(press: Press, stick: Stick) -> Stick:
    sheet = press.sheet
    start = sheet.full.right - sheet.text.right if press.rtl else sheet.text.x - sheet.full.x
    return replace(stick, width=sheet.full.width, start=-start)


def picture_pieces(press: Press, image: Image, stick: Stick, tag: str, parent: str) -> tuple[Piece, ...]:
    """Return a picture as wide as the column at most, in its own proportions, and its caption below it."""
    most = round(press.sheet.text.height * TALLEST)
    width, height = fitted_size(press.desk.media[image.src], stick.width, most, ON_PAPER)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        del first, last
        left = stick.left(x, rtl=press.rtl)
        frame = Rect(left + stick.width - width if press.rtl else left, top, width, height)
        return (
            Picture(tag, frame, image.src, image.alt, decorative=image.decorative, tag="" if image.decorative else tag),
        )

    own = () if image.decorative else (Tag(tag, Role.FIGURE, parent, alt=image.alt),)
    caption = _caption(press, stick, image.caption, Tag(f"{tag}.caption", Role.BODY, parent), keep=False)
    return (Piece((height,), draw, own, before=press.grid, keep=bool(caption), least=1, snap=False), *caption)


def chart_pieces(press: Press, chart: Chart, stick: Stick, tag: str, parent: str) -> tuple[Piece, ...]:
    """Return a chart under its title, its source below it."""
    desk = press.desk
    height = round(stick.width * CHART_SHARE)
    title = _caption(
        press, replace(stick, style="table-head"), (chart.title,), Tag(f"{tag}.title", Role.BODY, parent), keep=True
    )
    label = desk.faces.style("table-text")

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        del first, last
        frame = Rect(stick.left(x, rtl=press.rtl), top, stick.width, height)
        return (plot_of(chart, frame, desk.faces, desk.theme, label, desk.lang, tag=tag, slot=""),)

    origin = plot_of(chart, Rect(0, 0, stick.width, height), desk.faces, desk.theme, label, desk.lang, tag=tag, slot="")
    source = _caption(press, stick, chart.source, Tag(f"{tag}.source", Role.BODY, parent), keep=False)
    own = Piece(
        (height,),
        draw,
        (Tag(tag, Role.FIGURE, parent, alt=origin.alt),),
        before=pt(3),
        keep=bool(source),
        least=1,
        snap=False,
    )
    if not title:
        return (replace(own, before=press.grid), *source)
    return (replace(title[0], before=press.grid), own, *source)


def _caption(press: Press, stick: Stick, sentences: tuple[Sentence, ...], tag: Tag, *, keep: bool) -> tuple[Piece, ...]:
    if not sentences or not any(sentence.text for sentence in sentences):
        return ()
    name = stick.style if stick.style == "table-head" else "caption"
    plain = replace(stick, style=name, pitch=0, align=Align.START)
    words = words_of(press, joined_runs(sentences), press.desk.faces.style(name), tag.id)
    copy = Copy(
        words.runs,
        leading=leading_of(press, plain),
        tag=tag.id,
        run_tags=words.run_tags,
        sources=tuple(sentence.id for sentence in sentences),
        lang=press.desk.lang,
    )
    return (set_copy(press, plain, copy, (tag, *words.tags), Place(before=pt(3), keep=keep)),)
