"""A table that is too wide for the paper, its rows below each other: each cell on a line after its column's name."""

from msgspec.structs import replace

from builder.layout.handout.context import HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.inline import words_of
from builder.layout.handout.text_column import HAIR, FlowPlacement, TextColumn, leading_of, set_paragraph
from builder.layout.text.block import ParagraphSpec
from builder.model.brief import DataTable, Sentence, joined_runs, quotes_of
from builder.model.scene import Align, Geometry, Item, Role, Shape, Tag, TagId, TextRun
from builder.model.units import Rect, pt

HANG = pt(10)
"""How far the further lines of a cell are indented."""

ABOVE = pt(4)
"""Space between the rule above a row and its first cell."""


def rows_below_each_other(
    handout: HandoutContext, grid: DataTable, text_column: TextColumn, tag: TagId
) -> tuple[FlowPiece, ...]:
    """Return each row of `grid` as an item of the list `tag`: its cells as paragraphs, the first in bold.

    The names of the columns are words of the table once, in its first row; later they are only repeated.
    """
    pieces: list[FlowPiece] = []
    for number, row in enumerate(grid.rows, 1):
        item = tag.nth(number)
        opening = (Tag(item, Role.ITEM), Tag(item.part("body"), Role.ITEM_BODY))
        for column, (name, cell) in enumerate(zip(grid.header, row, strict=True)):
            own = Tag(item.part("body").nth(column + 1), Role.BODY)
            style = "table-text" if column else "table-head"
            plain = replace(text_column, style=style, pitch=0, align=Align.START)
            made = _cell(handout, (name, cell), plain, own, first=number == 1)
            if column == 0:
                made = _ruled(handout, replace(made, tags=(*opening, *made.tags)), text_column)
            pieces.append(replace(made, keep=column == 0))
    return (replace(pieces[0], tags=(Tag(tag, Role.LIST), *pieces[0].tags)), *pieces[1:]) if pieces else ()


def _cell(
    handout: HandoutContext,
    words: tuple[tuple[Sentence, ...], tuple[Sentence, ...]],
    text_column: TextColumn,
    tag: Tag,
    *,
    first: bool,
) -> FlowPiece:
    """Return a cell on a line of its own, after the name of its column."""
    name, cell = words
    shaper, lang = handout.context.shaper, handout.context.lang
    label = " ".join(one.text for one in name)
    quiet = shaper.style("table-text", ink="muted")
    said = words_of(handout, joined_runs(cell), shaper.style(text_column.style), tag.id)
    head = (TextRun(f"{label}: ", quiet, lang),) if label else ()
    copy = ParagraphSpec(
        (*head, *said.runs) or (TextRun("", quiet, lang),),
        leading=leading_of(handout.context.theme, text_column),
        indent=HANG,
        hanging=0,
        tag=tag.id,
        run_tags=(*(None for _ in head), *said.run_tags),
        origins=quotes_of((*name, *cell) if first else cell),
        lang=lang,
    )
    return set_paragraph(handout, text_column, copy, (tag, *said.tags), FlowPlacement(before=pt(1)))


def _ruled(handout: HandoutContext, piece: FlowPiece, text_column: TextColumn) -> FlowPiece:
    """Return the first cell of a row under a hairline."""
    theme = handout.context.theme
    heights = (piece.heights[0] + ABOVE, *piece.heights[1:])

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        if first:
            return piece.draw(x, top, first, last)
        place = Rect(text_column.left(x, rtl=handout.rtl), top, text_column.width, HAIR)
        rule = Shape("Row rule", Geometry.RECTANGLE, place, theme.color("rule"), "rule")
        return (rule, *piece.draw(x, top + ABOVE, first, last))

    return replace(piece, heights=heights, draw=draw, before=pt(5))
