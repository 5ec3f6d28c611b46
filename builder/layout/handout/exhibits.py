"""Tables, pictures and charts of an answer as pieces of the flow."""

from msgspec.structs import replace

from builder.codes import TABLE_IN_ROWS
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.figure.picture_size import ON_PAPER, fitted_size, share_of
from builder.layout.handout.context import HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.inline import words_of
from builder.layout.handout.table_rows import rows_below_each_other
from builder.layout.handout.text_column import HAIR, FlowPlacement, TextColumn, leading_of, set_paragraph
from builder.layout.table.decimals import with_points_aligned
from builder.layout.table.table import (
    CellCopy,
    SetCell,
    SetRow,
    TableMeasure,
    column_widths,
    place_rows,
    set_rows,
    sides_of,
    tag_rows,
)
from builder.layout.text.block import BreakStrategy, ParagraphSpec
from builder.model.brief import Align, Chart, DataTable, Image, Sentence, joined_runs, origins_of, quotes_of
from builder.model.origin import BlockOrigin
from builder.model.scene import Anchor, Door, Item, MediaKey, Picture, Role, Table, Tag, TagId
from builder.model.units import Rect, pt

CELL = (0, pt(3), pt(9), pt(3))
"""Inset of a cell: no boxes, so nothing on the left."""

CELL_WORDS = TagId("cell")
"""Words in a cell have no elements of their own."""

TALLEST = 0.55
"""The most of a page's height that a picture takes."""

SHORTEST_PART = 3
"""The fewest rows of a table on a page, its header among them; a table with fewer than twice as many stays whole."""

SMALLER = 0.85
"""Size of a chart or picture, as a share of its usual one, where that keeps it on its page."""

LARGER = 1.2
"""Height of a chart, as a share of its usual one, where that costs no page."""

CHART_SHARES = (0.56, 0.75, 1.0, 1.3, 1.7, 2.1)
"""Heights of a chart as shares of its width: the first at which all its categories have room for their names."""

WIDE_SHARES = (0.4, 0.5, 0.7)
"""The same of a chart over both columns."""


def table_pieces(
    handout: HandoutContext, grid: DataTable, text_column: TextColumn, tag: TagId
) -> tuple[FlowPiece, ...]:
    """Return a table, over both columns where the text column is too narrow, and its caption above it."""
    measure = TableMeasure(handout.context.shaper, BreakStrategy.BEST, CELL, anchor=Anchor.TOP)
    cells = _cells(handout, grid)
    wide = _over_both(handout, text_column)
    for chosen in (text_column, wide):
        widths = column_widths(cells, chosen.width, measure)
        if widths is not None:
            break
    rows = set_rows(cells, widths, measure) if widths else ()
    if widths is None or max(row.height for row in rows) + rows[0].height > handout.sheet.text.height:
        return _too_wide(handout, grid, text_column, tag)
    tags, tagged = tag_rows(rows, tag)
    piece = _table_piece(handout, grid, chosen, tagged, (widths, measure), tag=tag)
    above = replace(chosen, style="table-head")
    caption = caption_pieces(handout, above, grid.caption, Tag(tag.part("caption"), Role.CAPTION), keep=True)
    if not caption:
        return (replace(piece, tags=tags, before=handout.grid),)
    first = replace(caption[0], tags=(tags[0], *caption[0].tags), before=handout.grid)
    return (first, replace(piece, tags=tags[1:], before=pt(3)))


def _too_wide(handout: HandoutContext, grid: DataTable, text_column: TextColumn, tag: TagId) -> tuple[FlowPiece, ...]:
    """Return the rows of a table below each other under its caption, with a note."""
    handout.context.report.add(
        TABLE_IN_ROWS,
        grid.span,
        f"the table's {len(grid.header)} columns do not fit the page, so its rows are below each other",
        "split the table, or shorten its longest words, to see it as a table",
    )
    caption = caption_pieces(handout, text_column, grid.caption, Tag(tag.beside("caption"), Role.BODY), keep=True)
    rows = rows_below_each_other(handout, grid, text_column, tag)
    made = (*caption, *rows)
    return (replace(made[0], before=handout.grid), *made[1:])


def _table_piece(
    handout: HandoutContext,
    grid: DataTable,
    text_column: TextColumn,
    rows: tuple[SetRow, ...],
    columns: tuple[tuple[int, ...], TableMeasure],
    *,
    tag: TagId,
) -> FlowPiece:
    widths, measure = columns
    alt = ", ".join(" ".join(one.text for one in cell) for cell in grid.header)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        # a repeated header is decoration: its words are in the tree once
        head = (_untagged(rows[0]),) if first else ()
        shown = (*head, *rows[first:last])
        left = text_column.left(x, rtl=handout.rtl)
        heights = tuple(row.height for row in shown)
        placed = place_rows(shown, widths, (left, top), measure, leftwards=handout.rtl)
        frame = Rect(left, top, sum(widths), sum(heights))
        return (
            Table(
                name=str(tag),
                frame=frame,
                columns=widths,
                rows=placed,
                heights=heights,
                header=True,
                alt=alt,
                rule=handout.context.theme.color("rule"),
                rule_ink="rule",
                rule_width=HAIR,
                tag=tag,
            ),
        )

    heights = tuple(row.height for row in rows)
    wide = text_column.start < 0 or text_column.width > text_column.column
    return FlowPiece(heights, draw, snap=False, repeat=rows[0].height, least=SHORTEST_PART, wide=wide)


def _untagged(row: SetRow) -> SetRow:
    cells = []
    for cell in row.cells:
        words = tuple(replace(one, spec=replace(one.spec, tag=None)) for one in cell.paragraphs)
        cells.append(SetCell(words, cell.header, outdent=cell.outdent))
    return SetRow(tuple(cells), row.height)


def _cells(handout: HandoutContext, grid: DataTable) -> tuple[tuple[CellCopy, ...], ...]:
    sides = sides_of(grid)

    def row(cells: tuple[tuple[Sentence, ...], ...], name: str, *, header: bool) -> tuple[CellCopy, ...]:
        style = replace(handout.context.shaper.style(name), tabular=True)
        made = []
        for cell, side in zip(cells, sides, strict=True):
            words = words_of(handout, joined_runs(cell), style, CELL_WORDS)
            copy = ParagraphSpec(
                words.runs or (handout.context.run("", style),),
                align=side,
                leading=handout.context.theme.style(name).leading,
                origins=quotes_of(cell),
                lang=handout.context.lang,
            )
            made.append(CellCopy((copy,), header=header))
        return tuple(made)

    head = row(grid.header, "table-head", header=True)
    rows = (head, *(row(cells, "table-text", header=False) for cells in grid.rows))
    return with_points_aligned(rows, handout.context.shaper, handout.context.lang)


def _over_both(handout: HandoutContext, text_column: TextColumn) -> TextColumn:
    sheet = handout.sheet
    start = sheet.full.right - sheet.text.right if handout.rtl else sheet.text.x - sheet.full.x
    return replace(text_column, width=sheet.full.width, start=-start)


def picture_pieces(handout: HandoutContext, image: Image, text_column: TextColumn, tag: TagId) -> tuple[FlowPiece, ...]:
    """Return a picture as wide as the column or its share of it at most, and its caption below it.

    One whose width the author chose keeps it: only others get a little smaller to stay on their page.
    """
    most = round(handout.sheet.text.height * TALLEST)
    width = share_of(image, text_column.width)
    size = fitted_size(handout.context.media.pictures[image.src], width, most, ON_PAPER)

    def piece(share: float) -> FlowPiece:
        width, height = (round(one * share) for one in size)

        def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
            left = text_column.left(x, rtl=handout.rtl)
            frame = Rect(left + text_column.width - width if handout.rtl else left, top, width, height)
            own = None if image.decorative else tag
            key = MediaKey(Door.PICTURE, image.src)
            origin = BlockOrigin(image.span)
            return (Picture(str(tag), frame, key, image.alt, decorative=image.decorative, tag=own, origin=origin),)

        return FlowPiece((height,), draw, tags, before=handout.grid, keep=bool(caption), least=1, snap=False)

    tags = () if image.decorative else (Tag(tag, Role.FIGURE, alt=image.alt),)
    caption = caption_pieces(handout, text_column, image.caption, Tag(tag.beside("caption"), Role.BODY), keep=False)
    return (replace(piece(1), smaller=None if image.width else piece(SMALLER)), *caption)


def chart_pieces(handout: HandoutContext, chart: Chart, text_column: TextColumn, tag: TagId) -> tuple[FlowPiece, ...]:
    """Return a chart under its title, its source below it; in two columns it has a form that spans both."""
    own = _chart_in(handout, chart, text_column, tag, CHART_SHARES)
    if handout.columns == 1 or text_column.width < handout.sheet.text.width:
        return own
    wide = _chart_in(handout, chart, _over_both(handout, text_column), tag, WIDE_SHARES)
    return tuple(
        replace(one, spanning=replace(over, wide=True, before=one.before)) for one, over in zip(own, wide, strict=True)
    )


def _chart_in(
    handout: HandoutContext, chart: Chart, text_column: TextColumn, tag: TagId, shares: tuple[float, ...]
) -> tuple[FlowPiece, ...]:
    """Return a chart as wide as the column, in the first of its `shares` of that in which its names have room."""
    from builder.layout.chart.note import chart_note, chart_words
    from builder.layout.chart.plot import alt_of, is_crowded, plot_of

    context, width = handout.context, text_column.width
    plain = replace(text_column, style="table-head")
    title = caption_pieces(handout, plain, (chart.title,), Tag(tag.beside("title"), Role.BODY), keep=True)
    note = chart_note(chart, context.label)
    source = caption_pieces(handout, text_column, note, Tag(tag.beside("source"), Role.BODY), keep=False)
    words = chart_words(context.label)

    def canvas(frame: Rect) -> FigureCanvas:
        return FigureCanvas(frame, context.shaper, context.theme, context.shaper.style("table-text"), context.lang)

    def fits(height: int) -> bool:
        return not is_crowded(chart, canvas(Rect(0, 0, width, height)))

    def piece(height: int) -> FlowPiece:
        def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
            frame = Rect(text_column.left(x, rtl=handout.rtl), top, width, height)
            return (plot_of(chart, canvas(frame), words, tag=tag, slot=""),)

        own = (Tag(tag, Role.FIGURE, alt=alt_of(chart, context.lang, words)),)
        before = pt(3) if title else handout.grid
        return FlowPiece((height,), draw, own, before=before, keep=bool(source), least=1, snap=False)

    def elastic(height: int, smaller: FlowPiece | None) -> FlowPiece:
        return replace(piece(height), smaller=smaller, resized=lambda more: piece(height + more))

    heights = [round(width * share) for share in shares]
    height = next((one for one in heights if fits(one)), heights[0])
    lower = round(height * SMALLER)
    usual = elastic(height, piece(lower) if fits(lower) else None)
    own = replace(usual, roomier=elastic(round(height * LARGER), usual))
    return (*(replace(one, before=handout.grid) for one in title), own, *source)


def caption_pieces(
    handout: HandoutContext, text_column: TextColumn, sentences: tuple[Sentence, ...], tag: Tag, *, keep: bool
) -> tuple[FlowPiece, ...]:
    """Return a caption, a title or a source line; nothing where there are no words."""
    if not sentences or not any(sentence.text for sentence in sentences):
        return ()
    name = text_column.style if text_column.style == "table-head" else "caption"
    plain = replace(text_column, style=name, pitch=0, align=Align.START)
    words = words_of(handout, joined_runs(sentences), handout.context.shaper.style(name), tag.id)
    copy = ParagraphSpec(
        words.runs,
        leading=leading_of(handout.context.theme, plain),
        tag=tag.id,
        run_tags=words.run_tags,
        origins=origins_of(sentences),
        lang=handout.context.lang,
    )
    return (set_paragraph(handout, plain, copy, (tag, *words.tags), FlowPlacement(before=pt(3), keep=keep)),)
