"""Tables on the pages of a PDF: ruled ones, and words that are aligned in columns; what is not clear stays text."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from msgspec import Struct
from msgspec.structs import replace

from builder.importing.inline import tidy
from builder.importing.pdf_lines import TextStretch, composed
from builder.importing.pdf_pictures import place_in, place_of
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Mark, Run
from builder.model.sentence import LINE_END

Rows = tuple[tuple[tuple[Run, ...], ...], ...]

_THIN = 3.0
"""Points up to which a drawn shape is a rule, and up to which the ends of two rules meet."""
_SHORTEST_RULE = 6.0
"""Points of a rule; shorter ones are dashes and ticks."""
_MOST_SHAPES = 600
"""Shapes of one page that are looked at: a page of tables has some hundred, a map or a chart has more."""
_MOST_COLUMNS = 12
_FEWEST_FILLED = 0.5
"""Share of the cells of a table that have words."""
_MOST_ROWS = 0.6
"""The share of the rows between rules across in which words begin at the second of two columns."""
_FIRST_ROW = 1.7
"""How many times as tall as the tallest other row the first one may be, where no rule is above it."""
_FEWEST_FULL = 2
"""Rows of a ruled table that have words in two columns or more."""
_FEWEST_ROWS = 3
"""Rows from which on words that are aligned without rules are a table."""
_SHORT_CELL = 24
"""Characters that the cells of a column have at most on average where no rules show that it is one of a table."""
_APART = 2.2
"""Line heights between two rows of a table at most."""


_LISTED = re.compile(r"[•▪➤❖✓](?:\s|$)|\(?[a-z][.)]\s")
"""What opens an item of a list inside a cell."""


class PageTable(Struct, frozen=True):
    """A table on a page: its rows, and the box that it takes up, in points from the page's foot."""

    name: str
    rows: Rows
    words: frozenset[int]
    """The places of its words among the stretches of the page."""
    left: float
    right: float
    top: float


class TableGrid(Struct, frozen=True):
    """Where the rules of one table are; `walls` are the vertical ones with their lower and upper ends."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    walls: tuple[tuple[float, float, float], ...]

    def holds(self, x: float, y: float) -> bool:
        """Return whether a place on the page is inside the table."""
        return self.xs[0] - _THIN <= x <= self.xs[-1] + _THIN and self.ys[0] <= y <= self.ys[-1]

    def is_parted(self, x: float, y: float) -> bool:
        """Return whether a vertical rule is at `x` beside a line of words at `y`."""
        return any(abs(one - x) <= _THIN and low - _THIN <= y <= high + _THIN for one, low, high in self.walls)


_Box = tuple[float, float, float, float]


def rules_of(page: pdfium.PdfPage) -> list[_Box]:
    """Return the boxes of what is drawn as rules or as frames on a page: left, bottom, right, top."""
    found: list[_Box] = []
    for count, one in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if count == _MOST_SHAPES:
            return []
        try:
            left, bottom, right, top = one.get_bounds()
        except pdfium.PdfiumError:
            continue
        if max(right - left, top - bottom) >= _SHORTEST_RULE:
            found.append((left, bottom, right, top))
    return found


def walls_of(rules: Sequence[_Box]) -> list[tuple[float, float, float]]:
    """Return the vertical rules of a page in the order of their x, each with its lower and upper end."""
    edges = (edge for one in rules for edge in _edges(one))
    return sorted((one[0], one[1], one[3]) for one in edges if one[2] - one[0] <= _THIN < one[3] - one[1])


def tables_of(stretches: Sequence[TextStretch], grids: Sequence[TableGrid], *, rtl: bool) -> list[PageTable]:
    """Return the tables of a page; their names are given by their place on it."""
    found: list[PageTable] = []
    for grid in grids:
        table = _ruled(stretches, grid, rtl=rtl)
        if table:
            found.append(table)
    taken = {at for one in found for at in one.words}
    return [*found, *_aligned(stretches, taken, rtl=rtl)]


def with_table_places(stretches: Sequence[TextStretch], tables: Sequence[PageTable], size: float) -> list[TextStretch]:
    """Return the stretches of a page with one line in place of the words of each table."""
    gone = {at for one in tables for at in one.words}
    kept = [one for at, one in enumerate(stretches) if at not in gone]
    page = stretches[0].page if stretches else 0
    return [
        *kept,
        *(TextStretch(page, one.top, one.left, one.right, size, [Run(place_of(one.name))]) for one in tables),
    ]


def with_tables(pieces: Sequence[RawPiece], tables: Mapping[str, PageTable], removed: list[str]) -> list[RawPiece]:
    """Return `pieces` with the lines that hold the places of tables as these, one that goes on over pages as one."""
    found: list[RawPiece] = []
    for piece in pieces:
        name = place_in(piece.text)
        rows = tables[name].rows if name in tables else ()
        above = found[-1].rows if found else ()
        again = bool(rows and above) and _same_words(above[0], rows[0])
        if rows and above and (more := _continuation(above, rows, again=again)):
            removed += [_said(cell) for cell in rows[0]] if again else []
            found[-1] = replace(found[-1], rows=more)
        else:
            found.append(RawPiece(PieceKind.GRID, line=piece.line, rows=rows) if rows else piece)
    return found


def _continuation(above: Rows, below: Rows, *, again: bool) -> Rows:
    """Return the rows of two tables as those of one that goes on over the page, or nothing where it does not.

    The second one has the same head `again`, or opens in the middle of a row: without the cell that most rows have.
    """
    rest = below[1:] if again else below
    opened = sum(bool(row[0]) for row in above) * 2 > len(above)
    inside = bool(rest) and len(rest[0]) == len(above[0]) and opened and not rest[0][0]
    if inside:
        cells = zip(above[-1], rest[0], strict=True)
        row = tuple(
            (*cell, *([Run(LINE_END if _LISTED.match(_said(more)) else " ")] if cell and more else []), *more)
            for cell, more in cells
        )
        return (*above[:-1], row, *rest[1:])
    return (*above, *rest) if again and len(below[0]) == len(above[0]) else ()


def _same_words(one: Sequence[tuple[Run, ...]], other: Sequence[tuple[Run, ...]]) -> bool:
    return any(one) and list(map(_said, one)) == list(map(_said, other))


def _said(cell: tuple[Run, ...]) -> str:
    return "".join(run.text for run in cell)


def grids_of(rules: Sequence[_Box]) -> list[TableGrid]:
    """Return the grids that rules and frames make where they touch each other; underlines inside cells touch none."""
    groups: list[tuple[_Box, list[_Box]]] = []
    for edge in sorted(edge for one in rules for edge in _edges(one)):
        near = [one for one in groups if _touch(edge, one[0]) and any(_touch(edge, other) for other in one[1])]
        box, joined = edge, [edge]
        for other, edges in near:
            box = min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])
            joined = edges + joined
        groups = [group for group in groups if group not in near] if len(near) > 1 else groups
        if len(near) == 1:
            groups[groups.index(near[0])] = (box, joined)
        else:
            groups.append((box, joined))
    found = []
    for _, group in groups:
        across = [one for one in group if one[3] - one[1] <= _THIN]
        down = [one for one in group if one[2] - one[0] <= _THIN]
        xs, ys = _merged([one[0] for one in down]), _merged([one[1] for one in across])
        if 2 < len(xs) <= _MOST_COLUMNS + 1 and len(ys) > 2:
            found.append(TableGrid(xs, ys, tuple((one[0], one[1], one[3]) for one in down)))
    return [*found, *_bands(edges for _, edges in groups)]


def _bands(groups: Iterable[Sequence[_Box]]) -> list[TableGrid]:
    """Return a grid for rules as long as each other below one another that nothing else touches: a row between two."""
    ends: dict[tuple[int, int], list[float]] = defaultdict(list)
    for edges in groups:
        if all(one[3] - one[1] <= _THIN for one in edges):
            ends[round(min(one[0] for one in edges)), round(max(one[2] for one in edges))].append(edges[0][1])
    bands = [(left, right, _merged(ys)) for (left, right), ys in ends.items()]
    tops = [ys[-1] + _FIRST_ROW * max(b - a for a, b in pairwise(ys)) if len(ys) > 2 else 0.0 for _, _, ys in bands]
    return [TableGrid((left, right), (*ys, top), ()) for (left, right, ys), top in zip(bands, tops, strict=True) if top]


def _with_columns(grid: TableGrid, stretches: Sequence[TextStretch]) -> TableGrid | None:
    """Return a grid of rules across with the two columns that the words in most of its rows make, or None."""
    rows = len(grid.ys) - 1
    inside = [one for one in stretches if grid.holds(one.left, one.y)]
    starts: dict[int, set[int]] = defaultdict(set)
    for one in inside:
        starts[round(one.left)].add(bisect_right(grid.ys, one.y))
    at = next((x for x in sorted(starts)[1:] if len(starts[x]) >= _MOST_ROWS * rows), 0)
    across = [one.y for one in inside if one.left < at - _THIN < one.right]
    if not at or any(y < grid.ys[-2] for y in across):
        return None
    top = min((y - _THIN for y in across), default=grid.ys[-1])
    return TableGrid((grid.xs[0], at - _THIN, grid.xs[1]), (*grid.ys[:-1], top), ())


def _edges(box: _Box) -> list[_Box]:
    """Return the rules that a drawn shape is: itself where it is thin, else its four sides."""
    left, bottom, right, top = box
    if right - left <= _THIN or top - bottom <= _THIN:
        return [box]
    return [
        (left, bottom, right, bottom),
        (left, top, right, top),
        (left, bottom, left, top),
        (right, bottom, right, top),
    ]


def _touch(one: _Box, other: _Box) -> bool:
    return (
        one[0] <= other[2] + _THIN
        and other[0] <= one[2] + _THIN
        and one[1] <= other[3] + _THIN
        and other[1] <= one[3] + _THIN
    )


def _merged(places: Sequence[float]) -> tuple[float, ...]:
    """Return the places in their order, those next to each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return tuple(found)


def _ruled(stretches: Sequence[TextStretch], grid: TableGrid, *, rtl: bool) -> PageTable | None:
    """Return the table that a grid holds, or None where words cross its rules or most cells are empty.

    Rows above the first that has words in two columns are a heading over the whole width, and stay text.
    """
    found = grid if grid.walls else _with_columns(grid, stretches)
    if found is None:
        return None
    grid = found
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, one in enumerate(stretches):
        middle = one.y + one.size * 0.25
        inside = grid.xs[0] - _THIN <= one.left and one.right <= grid.xs[-1] + _THIN
        if not (inside and grid.ys[0] <= middle <= grid.ys[-1]):
            continue
        if any(one.left + _THIN < x < one.right - _THIN and grid.is_parted(x, middle) for x in grid.xs):
            return None
        column = min(bisect_right(grid.xs, one.left + _THIN) - 1, len(grid.xs) - 2)
        cells[len(grid.ys) - 1 - bisect_right(grid.ys, middle), max(column, 0)].append(at)
    rows = sorted({row for row, _ in cells})
    full = [row for row in rows if sum(other == row for other, _ in cells) > 1]
    if len(full) * 2 < len(rows) or len(full) < _FEWEST_FULL:
        return None
    return _table({place: mine for place, mine in cells.items() if place[0] >= full[0]}, stretches, rtl=rtl)


def _table(
    cells: Mapping[tuple[int, int], list[int]], stretches: Sequence[TextStretch], *, rtl: bool
) -> PageTable | None:
    """Return the table of the cells, each by its row and column; None where too few of them have words."""
    columns = sorted({column for _, column in cells}, reverse=rtl)
    rows = tuple(
        tuple(_words([stretches[at] for at in cells.get((row, column), [])], rtl=rtl) for column in columns)
        for row in sorted({row for row, _ in cells})
    )
    filled = sum(bool(cell) for row in rows for cell in row)
    if len(rows) < 2 or len(columns) < 2 or filled < _FEWEST_FILLED * len(rows) * len(columns):
        return None
    words = frozenset(at for mine in cells.values() for at in mine)
    top, page = max(stretches[at].y for at in words), stretches[min(words)].page
    left, right = min(stretches[at].left for at in words), max(stretches[at].right for at in words)
    return PageTable(f"table-{page}-{round(top)}-{round(left)}", rows, words, left, right, top)


def _words(cell: Sequence[TextStretch], *, rtl: bool) -> tuple[Run, ...]:
    """Return the words of a cell, items of a list on lines of their own; what is bold throughout is not set apart."""
    lines: list[list[Run]] = [[]]
    for one in sorted(cell, key=lambda each: (-round(each.y), -each.left if rtl else each.left)):
        lines += [[]] if lines[-1] and _LISTED.match(one.text) else []
        lines[-1] += [Run(" "), *one.runs]
    bold = all(run.mark & Mark.STRONG for line in lines for run in line if run.text.strip())
    plain = [[replace(run, mark=run.mark & ~Mark.STRONG) for run in line] for line in lines] if bold else lines
    return tuple(run for line in plain for run in (Run(LINE_END), *tidy(list(composed(line)))))[1:]


def _aligned(stretches: Sequence[TextStretch], taken: set[int], *, rtl: bool) -> list[PageTable]:
    """Return the tables without rules: rows of short words that begin or end below each other in every column."""
    lines: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(stretches):
        if at not in taken:
            lines[round(one.y)].append(at)
    found: list[PageTable] = []
    block: list[list[int]] = []
    for y in [*sorted(lines, reverse=True), None]:
        line = lines[y] if y is not None else []
        if len(line) > 1 and block and _goes_on(block[-1], line, stretches):
            block.append(line)
            continue
        found += _table_of(block, stretches, rtl=rtl)
        block = [line] if len(line) > 1 else []
    return found


def _goes_on(above: Sequence[int], line: Sequence[int], stretches: Sequence[TextStretch]) -> bool:
    """Return whether a row of as many cells is right below another, each cell below one of that."""
    first, second = stretches[above[0]], stretches[line[0]]
    if len(above) != len(line) or first.y - second.y > _APART * max(first.size, second.size):
        return False
    pairs = zip(_in_order(above, stretches), _in_order(line, stretches), strict=True)
    return all(one.left < other.right and other.left < one.right for one, other in pairs)


def _in_order(line: Sequence[int], stretches: Sequence[TextStretch]) -> list[TextStretch]:
    return sorted((stretches[at] for at in line), key=lambda one: one.left)


def _table_of(block: Sequence[Sequence[int]], stretches: Sequence[TextStretch], *, rtl: bool) -> list[PageTable]:
    """Return the table that rows are, as a list; empty where they are columns of a text, or too few."""
    if len(block) < _FEWEST_ROWS or not 1 < len(block[0]) <= _MOST_COLUMNS:
        return []
    rows = [_in_order(line, stretches) for line in block]
    columns = list(zip(*rows, strict=True))
    letters = [sum(len(one.text) for one in column) / len(column) for column in columns]
    level = all(_is_level(column) for column in columns)
    figures = any(sum(bool(re.search(r"\d", one.text)) for one in column) * 2 > len(column) for column in columns[1:])
    clear = all(max(one.right for one in a) < min(one.left for one in b) for a, b in pairwise(columns))
    if not (level and clear and max(letters[1:]) <= _SHORT_CELL and (figures or len(columns) > 2)):
        return []
    cells = {
        (row, column): [at]
        for row, line in enumerate(block)
        for column, at in enumerate(sorted(line, key=lambda at: stretches[at].left))
    }
    table = _table(cells, stretches, rtl=rtl)
    return [table] if table else []


def _is_level(column: Sequence[TextStretch]) -> bool:
    """Return whether the cells of a column begin, end or have their middle below each other."""
    sides = (
        [one.left for one in column],
        [one.right for one in column],
        [(one.left + one.right) / 2 for one in column],
    )
    return any(max(side[1:], default=side[0]) - min(side[1:], default=side[0]) <= 2 * _THIN for side in sides)
