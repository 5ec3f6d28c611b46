"""Tables on slides: cut into parts that fit, by rows with the header repeated and, where too wide, by columns."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, resized, slide_tag
from builder.layout.figure.flag import small_flag
from builder.layout.slide.points import unlinked
from builder.layout.table.decimals import with_points_aligned
from builder.layout.table.table import (
    HEADER,
    CellCopy,
    SetRow,
    TableMeasure,
    column_widths,
    levelled,
    pages_of,
    place_rows,
    set_rows,
    sides_of,
    tag_rows,
)
from builder.layout.text.block import BreakStrategy, ParagraphSpec
from builder.layout.text.shaper import Shaper
from builder.model.brief import Actor, Align, DataTable, Mark, Sentence, joined_runs, quotes_of
from builder.model.scene import Cell, Fit, Item, Table, Tag
from builder.model.theme import Theme
from builder.model.units import Rect

INSET = (0, 5, 24, 5)
"""Of a cell, in theme units."""

APART = 18
"""Words beside a column of numbers, which end where they begin, are so much further apart, in theme units."""

PADDING = 10
"""Between the words of a table and the edges of a ground behind them, in theme units."""

HIGHEST, HIGHEST_OF_TWO = 3.4, 4.2
"""The height up to which rows of a short table, or only two, share what is free below them, as a multiple of the words'
usual size."""

LARGER = (32, 28)
"""Sizes of the words of a table of few rows beyond those of its layout, in theme units."""

FLAG, FLAG_GAP = (1.5, 1.0), 0.5
"""Width and height of a flag beside the name of an actor, and the space behind it, as multiples of the name's size."""

FEW = 4
"""In so many rows, where nothing is emphasised, numbers or else names are bold: there is little else to look at."""

SMALLER = 0.75
"""The share of its largest size to which a table is made smaller where it then has fewer lines."""

NARROW = 0.6
"""The share of the slide that a table of two columns takes if its words need no more: rows are read across the gap."""


class TablePart(Struct, frozen=True):
    """What one slide shows of a table."""

    rows: tuple[SetRow, ...]
    widths: tuple[int, ...]
    header: tuple[str, ...]
    """The names of the columns shown."""
    size: int
    ladder: tuple[int, ...]
    padding: tuple[int, int] = (0, 0)
    """Before the words of the first column, and behind those of the last, EMU."""
    actors: tuple[Actor, ...] = ()
    """Whom the rows are about, where each is about one."""

    @property
    def height(self) -> int:
        """The height of its rows, EMU."""
        return sum(row.height for row in self.rows)


class TableMisfit(Struct, frozen=True):
    """Why a table cannot be shown in a room."""

    reason: str
    """In words for a finding, such as `a row of the table is taller than the slide`."""


def fit_table(context: LayoutContext, grid: DataTable, room: Rect) -> tuple[TablePart, ...] | TableMisfit:
    """Return the table in parts that fit `room`, at about the largest size at which one part holds it.

    Where none does, in as few parts as it fits in, at the largest size at which there are so few.
    """
    best: tuple[TablePart, ...] | TableMisfit = TableMisfit("")
    whole: list[TablePart] = []
    for size in _ladder(context, grid):
        if whole and size < SMALLER * whole[0].size:
            break
        match _parts_at(context, grid, size, room):
            case TableMisfit() as misfit:
                best = misfit if isinstance(best, TableMisfit) else best
            case (part,):
                whole.append(part)
            case parts if isinstance(best, TableMisfit) or len(parts) < len(best):
                best = parts
    if not whole:
        return best
    part = min(whole, key=_lines)  # of as many, the first is the largest
    head, *rows = part.rows
    usual = context.theme.layout("exhibit").slot("table").ladder[0]
    highest = HIGHEST_OF_TWO if len(rows) <= 2 else HIGHEST
    return (
        replace(part, rows=(head, *levelled(rows, room.height - head.height, round(highest * min(part.size, usual))))),
    )


def _ladder(context: LayoutContext, grid: DataTable) -> tuple[int, ...]:
    """Return the sizes that the words may have: the layout's and, for few rows, larger ones below the title's."""
    sizes, title = context.theme.layout("exhibit").slot("table").ladder, min(context.title_sizes, default=0)
    larger = (context.units(one) for one in LARGER if len(grid.rows) < FEW)
    return (*(one for one in larger if sizes[0] < one < title), *sizes)


def _lines(part: TablePart) -> int:
    return sum(max(words.count for cell in row.cells for words in cell.paragraphs) for row in part.rows)


def _parts_at(context: LayoutContext, grid: DataTable, size: int, room: Rect) -> tuple[TablePart, ...] | TableMisfit:
    """Return the table at `size`, EMU, in parts that fit `room`."""
    measure = _measure(context.shaper)
    cells = _cells(context, grid, size)
    padding = _padding(context.theme, cells)
    width = room.width + _behind(context.theme) - sum(padding)
    groups = _column_groups(cells, width, measure)
    if groups is None:
        return TableMisfit(f"two of the table's {len(grid.header)} columns do not fit the slide side by side")
    parts = []
    ladder = _ladder(context, grid)
    for columns in groups:
        chosen = tuple(tuple(row[at] for at in columns) for row in cells)
        widths = _widths(chosen, width, measure)
        if widths is None:
            return TableMisfit(f"the table's {len(grid.header)} columns do not fit the slide")
        names = tuple(_text(grid.header[at]) for at in columns)
        for page in pages_of(set_rows(chosen, widths, measure), header=True, height=room.height):
            if sum(row.height for row in page) > room.height:
                return TableMisfit("a row of the table is taller than the slide")
            parts.append(TablePart(page, widths, names, size, ladder, padding, _actors_of(context, grid)))
    return tuple(parts)


def _widths(cells: tuple[tuple[CellCopy, ...], ...], width: int, measure: TableMeasure) -> tuple[int, ...] | None:
    """Return the widths of the columns, EMU; two columns stay close where that costs no line."""
    widths = column_widths(cells, width, measure)
    narrow = column_widths(cells, round(width * NARROW), measure) if len(cells[0]) == 2 else None
    if widths and narrow and _heights(cells, narrow, measure) == _heights(cells, widths, measure):
        return narrow
    return widths


def _heights(cells: tuple[tuple[CellCopy, ...], ...], widths: tuple[int, ...], measure: TableMeasure) -> list[int]:
    """Return the heights of the rows at these widths, EMU."""
    return [row.height for row in set_rows(cells, widths, measure)]


def draw_table(
    context: LayoutContext, part: TablePart, room: Rect, key: str, title: str
) -> tuple[Table, tuple[Item, ...], tuple[Tag, ...]]:
    """Return the part as a table at the top of `room`, the flags in it, and its tags under the slide `key`."""
    shaper, tag = context.shaper, slide_tag(key).part("table")
    tags, rows = tag_rows(part.rows, tag)
    heights = tuple(row.height for row in rows)
    before, behind = part.padding[0], part.padding[1] - _behind(shaper.theme)
    cells = tuple(
        _at_edges(row, before, behind)
        for row in place_rows(rows, part.widths, (room.x + before, room.y), _measure(shaper))
    )
    rule = "fixed" if len(part.ladder) == 1 else "largest" if part.size == part.ladder[0] else "reduced"
    table = Table(
        name="Table",
        frame=Rect(room.x, room.y, before + sum(part.widths) + behind, sum(heights)),
        columns=tuple(cell.frame.width for cell in cells[0]),
        rows=cells,
        heights=heights,
        header=True,
        alt=f"{title}: {', '.join(part.header)}",
        rule=shaper.theme.color("rule"),
        rule_ink="rule",
        rule_width=shaper.theme.units(0.75),
        heavy=shaper.theme.color("title"),
        heavy_ink="title",
        slot="table",
        tag=tag,
        fit=Fit("table", part.size, part.ladder, len(rows), sum(heights), room.height, rule),
    )
    return table, tuple(_flags(context, part, table)), tags


def _flags(context: LayoutContext, part: TablePart, table: Table) -> Iterator[Item]:
    """Yield the flag before the name of each actor in the first column."""
    wide, high = (round(one * part.size) for one in FLAG)
    for row in table.rows[1:] if part.actors else ():
        name = "".join(run.text for run in row[0].paragraphs[0].runs).replace("\u00a0", " ")
        x, box = row[0].frame.x + row[0].inset[0], row[0].frame
        for actor in (one for one in part.actors if one.name == name):
            place = Rect(x, box.y + (box.height - high) // 2, wide, high)
            yield from small_flag(context, actor, place, f"Flag {name}")


def _actors_of(context: LayoutContext, grid: DataTable) -> tuple[Actor, ...]:
    """Return whom the rows are about where the first cell of each is the name of an actor with an answer and a flag."""
    known = {actor.name: actor for one in context.outline.exchanges.values() for actor in one.actors}
    found = [known.get(_text(row[0])) for row in grid.rows]
    actors = tuple(one for one in found if one and one.is_pictured)
    return actors if len(actors) == len(found) > 1 else ()


def _padding(theme: Theme, cells: tuple[tuple[CellCopy, ...], ...]) -> tuple[int, int]:
    """Return the space before the words of the first column and behind those of the last, which their grounds need."""
    padding = theme.units(PADDING)
    return padding * any(row[0].ground for row in cells), padding * any(row[-1].ground for row in cells)


def _behind(theme: Theme) -> int:
    """Return the space behind the words of a cell, EMU; the last column has none, so that it ends with the title."""
    return theme.sides(INSET)[2]


def _at_edges(row: tuple[Cell, ...], before: int, behind: int) -> tuple[Cell, ...]:
    """Return a row whose first cell is wider before its words, and the last one behind them, EMU."""
    made = (_widened(row[0], before, 0), *row[1:])
    return (*made[:-1], _widened(made[-1], 0, behind))


def _widened(cell: Cell, before: int, behind: int) -> Cell:
    """Return a cell so much wider, EMU, before and behind its words, which stay where they are."""
    left, top, right, bottom = cell.inset
    frame = Rect(cell.frame.x - before, cell.frame.y, cell.frame.width + before + behind, cell.frame.height)
    return replace(cell, frame=frame, inset=(left + before, top, right + behind, bottom))


def _measure(shaper: Shaper) -> TableMeasure:
    return TableMeasure(shaper, BreakStrategy.GREEDY, shaper.theme.sides(INSET), shaper.theme.slack)


def _look(grid: DataTable, row: int | None, column: int, *, all_bold: bool) -> tuple[str, str]:
    """Return the ink of a cell whose words are bold, else nothing, and its ground; the header is no `row`.

    A row that the headline is about is light on dark; a column as high as the table would be too much so.
    """
    if column == grid.claimed_column:
        return "title", "panel"
    if row is None:
        return "muted", ""
    if row == grid.claimed_row:
        return "paper", "title"
    return "", "panel" if all_bold and grid.claimed_row is grid.claimed_column else ""


def _bold_columns(grid: DataTable, sides: tuple[Align, ...]) -> frozenset[int]:
    """Return which columns of a short table are bold so that it has a first and a second thing to look at."""
    emphasised = grid.claimed_row is not grid.claimed_column or any(
        run.mark & Mark.STRONG for row in grid.rows for cell in row for sentence in cell for run in sentence.runs
    )
    if emphasised or len(grid.rows) > FEW:
        return frozenset()
    return frozenset(at for at, side in enumerate(sides) if side is Align.END) or frozenset({0})


def _is_bold(cells: tuple[tuple[Sentence, ...], ...]) -> bool:
    """Return whether the author made all words of a row bold: it is what the table is about."""
    runs = [run for cell in cells for sentence in cell for run in sentence.runs if run.text.strip()]
    return bool(runs) and all(run.mark & Mark.STRONG for run in runs)


def _text(cell: tuple[Sentence, ...]) -> str:
    return " ".join(sentence.text for sentence in cell).strip()


def _column_groups(
    cells: tuple[tuple[CellCopy, ...], ...], width: int, measure: TableMeasure
) -> tuple[tuple[int, ...], ...] | None:
    """Return the columns in groups that fit `width`, the first column in each; None if a group would be empty."""
    count = len(cells[0])
    if column_widths(cells, width, measure):
        return (tuple(range(count)),)
    groups: list[tuple[int, ...]] = [(0,)]
    for at in range(1, count):
        longer = (*groups[-1], at)
        if column_widths(tuple(tuple(row[one] for one in longer) for row in cells), width, measure):
            groups[-1] = longer
        elif len(groups[-1]) == 1:
            return None
        else:
            groups.append((0, at))
    return tuple(groups)


def _cells(context: LayoutContext, grid: DataTable, size: int) -> tuple[tuple[CellCopy, ...], ...]:
    base, least = context.theme.style("row-text").size, context.theme.layout("exhibit").slot("table").ladder[-1]
    sides, actors = sides_of(grid), _actors_of(context, grid)
    strong, smaller = _bold_columns(grid, sides), max(round(HEADER * size), least)
    apart = [context.units(APART) * (pair == (Align.END, Align.START)) for pair in pairwise((Align.START, *sides))]
    for at in range(1, len(sides)):  # words begin beside the edges of a ground, not at them
        if sides[at] is Align.START and grid.claimed_column in {at - 1, at}:
            apart[at] = max(apart[at], context.units(PADDING))

    def row(cells: tuple[tuple[Sentence, ...], ...], number: int | None = None) -> tuple[CellCopy, ...]:
        made, all_bold = [], number is not None and _is_bold(cells)
        sums = number == len(grid.rows) - 1 > 0 and all_bold
        for at, (cell, side, indent) in enumerate(zip(cells, sides, apart, strict=True)):
            ink, ground = _look(grid, number, at, all_bold=all_bold)
            about = number is not None and not at and bool(actors)
            ink = ink or "title" * (about or at in strong)
            start = indent + round((FLAG[0] + FLAG_GAP) * size) * about
            if number is None and ink == "muted":
                style = replace(context.shaper.style("row-head"), size=base)
            else:
                style = context.shaper.style("row-name" if ink else "row-text", ink=ink or None)
            words = unlinked(joined_runs(cell)) if ground == "title" else joined_runs(cell)  # that one is dark
            runs = context.runs_with_calls(words, style) or (context.run("", style),)
            copy = ParagraphSpec(runs, align=side, indent=start, origins=quotes_of(cell), lang=context.lang)
            copy = resized(copy, smaller if number is None else size, base)
            made.append(CellCopy((copy,), header=number is None, ground=ground, rule_above=sums))
        return tuple(made)

    rows = (row(grid.header), *(row(cells, number) for number, cells in enumerate(grid.rows)))
    return with_points_aligned(rows, context.shaper, context.lang)
