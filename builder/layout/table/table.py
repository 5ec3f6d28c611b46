"""Tables: column widths from the words, measured rows, and their continuation with the header repeated."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.added_hyphens import with_hyphens
from builder.layout.text.added_no_break_spaces import with_bound_ends, without_short_end
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.fit import spare_lines
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH
from builder.model.brief import Align, DataTable
from builder.model.scene import Anchor, Cell, Role, Tag, TagId
from builder.model.units import Rect

Inset = tuple[int, int, int, int]

_NUMERIC = re.compile(r"[^\w]*[~≈<>≤≥]?\s*[+−–-]?[\d\s.,'’٫٬]*\d[\d\s.,'’٫٬]*\s*(?:[%‰°]|[A-Z]{3}|\w{1,3}\.?)?[^\w]*")
"""A cell that is a number: with a sign, separators, a currency or a short unit."""

_LONGEST_NUMBER = 60
"""Characters of a number with its unit; longer text is never matched, which would take time by its square."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""A cell that is a year: a label, though it is written as a number."""


HEADER = 0.62
"""The size of the names of columns on slides, as a share of that of the words, where the smallest size allows it."""

WIDER_NUMBERS = 1.6
"""Columns of numbers are at most so many times as wide as these: what is free goes to the words beside them."""


class CellCopy(Struct, frozen=True):
    """The words of a cell."""

    paragraphs: tuple[ParagraphSpec, ...]
    header: bool = False
    tag: TagId | None = None
    outdent: int = 0
    """Space behind its words besides the usual, EMU: what a number lacks of the decimals of its column."""
    ground: str = ""
    """Name of the colour behind it, which emphasises it."""
    rule_above: bool = False
    """Whether the rule above it is heavy."""


class SetCell(Struct, frozen=True):
    """The words of a cell in lines, as narrow as they are measured."""

    paragraphs: tuple[BrokenParagraph, ...]
    header: bool = False
    tag: TagId | None = None
    outdent: int = 0
    ground: str = ""
    rule_above: bool = False


class SetRow(Struct, frozen=True):
    """A measured row."""

    cells: tuple[SetCell, ...]
    height: int


class TableMeasure(Struct, frozen=True):
    """How cells are measured: the fonts, the way of breaking, the insets, and the share of the width kept free."""

    shaper: Shaper
    strategy: BreakStrategy
    inset: Inset
    slack: float = 0.0
    least: int = 0
    """The least height of a row, EMU."""
    anchor: Anchor = Anchor.MIDDLE

    def room(self, width: int) -> int:
        """Return the width that words may take in a column of `width`, EMU."""
        return round((width - self.inset[0] - self.inset[2]) * (1 - self.slack))

    def set(self, cell: CellCopy, width: int) -> SetCell:
        """Return `cell` in lines for a column of `width`, EMU."""
        room = self.room(width - cell.outdent)
        lines = tuple(break_paragraph(copy, room, self.shaper, self.strategy) for copy in cell.paragraphs)
        if self.strategy is BreakStrategy.GREEDY:
            lines = tuple(with_hyphens(one, room) for one in lines)
        else:
            lines = tuple(without_short_end(one) for one in lines)
        return SetCell(lines, cell.header, cell.tag, cell.outdent, cell.ground, cell.rule_above)

    def height(self, cell: SetCell, width: int) -> int:
        """Return the height of `cell` in a column of `width`, EMU, without insets."""
        height = _height(cell.paragraphs)
        if self.strategy is BreakStrategy.GREEDY:
            room = self.room(width - cell.outdent)
            height += sum(spare_lines(one, room, self.shaper) * one.pitch for one in cell.paragraphs)
        return height

    def shown(self, cell: SetCell, width: int) -> tuple[BrokenParagraph, ...]:
        """Return the lines of `cell` in a column of `width` as long as programs make them; EMU."""
        if self.strategy is not BreakStrategy.GREEDY:
            return cell.paragraphs
        full = width - self.inset[0] - self.inset[2] - cell.outdent
        return tuple(with_bound_ends(one, full, self.room(width - cell.outdent)) for one in cell.paragraphs)


def _height(paragraphs: Sequence[BrokenParagraph]) -> int:
    """Return the height of broken paragraphs with the spaces between them."""
    between = sum(above.spec.after + below.spec.before for above, below in pairwise(paragraphs))
    return sum(one.height for one in paragraphs) + between


def column_widths(rows: tuple[tuple[CellCopy, ...], ...], width: int, measure: TableMeasure) -> tuple[int, ...] | None:
    """Return widths that add up to `width`: each column holds its longest word, the rest is shared by need.

    As in CSS (2.2, 17.5.2.2) each column has a least width, its longest word, and a wanted one, its longest cell. What
    is left after the least widths is shared by the square roots of what columns still want, so that one long column
    does not starve the others; none gets more than it wants while another must break its cells. What nobody needs is
    shared evenly, but columns of numbers stay near what they hold. All EMU. None if the longest words together are
    wider than `width`.
    """
    count = len(rows[0])
    sides = measure.inset[0] + measure.inset[2]
    words = [max(_longest_word(row[at], measure) for row in rows) for at in range(count)]
    least = [word + sides for word in words]
    wider = SUBSTITUTE_WIDTH if measure.strategy is BreakStrategy.GREEDY else 1  # paper has its own faces
    wanted, inside = (
        [max(*(_full_width(row[at], measure) for row in some), round(words[at] * wider)) + sides for at in range(count)]
        for some in (rows, rows[1:] if _has_head(rows) else rows)
    )
    if sum(least) > width:
        return None
    alike = [at for at in range(count) if _ends_alike(rows, at)]
    evened = _evened(wanted, alike)
    if sum(evened) <= width:  # columns of numbers are as wide as each other, so that none seems to count for more
        least, wanted = _evened(least, alike), evened
    elif sum(inside) <= width:  # only heads are broken
        least = inside
    else:
        wanted = inside
    widths = _shared(least, wanted, width)
    spare, words = width - sum(widths), [at for at in range(count) if at not in alike]
    share = spare // count
    for at in alike if words else ():
        widths[at] += min(share, round((WIDER_NUMBERS - 1) * widths[at]))
    spare, takers = width - sum(widths), words or alike
    for number, at in enumerate(takers):
        widths[at] += spare * (number + 1) // len(takers) - spare * number // len(takers)
    return tuple(widths)


def _has_head(rows: tuple[tuple[CellCopy, ...], ...]) -> bool:
    return len(rows) > 1 and all(cell.header for cell in rows[0])


def _ends_alike(rows: tuple[tuple[CellCopy, ...], ...], at: int) -> bool:
    """Return whether all words of a column end at the same place, as numbers do."""
    return all(copy.align is Align.END for row in rows for copy in row[at].paragraphs)


def _evened(widths: list[int], alike: list[int]) -> list[int]:
    widest = max((widths[at] for at in alike), default=0)
    return [widest if at in alike else one for at, one in enumerate(widths)]


def _shared(least: list[int], wanted: list[int], width: int) -> list[int]:
    """Return `least` widened towards `wanted`; the square root of a need keeps one long column from starving others."""
    widths = list(least)
    open_ = [at for at, want in enumerate(wanted) if want > least[at]]
    while open_ and sum(widths) < width:
        spare = width - sum(widths)
        weight = {at: (wanted[at] - least[at]) ** 0.5 for at in open_}
        total = sum(weight.values())
        for at in open_:
            widths[at] = min(wanted[at], widths[at] + max(1, int(spare * weight[at] / total)))
        open_ = [at for at in open_ if widths[at] < wanted[at]]
    excess = max(0, sum(widths) - width)
    widest = max(range(len(widths)), key=lambda at: widths[at] - least[at])
    widths[widest] -= excess  # rounding up by an EMU a column
    return widths


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _NUMERIC.fullmatch(text) is not None


def sides_of(grid: DataTable) -> tuple[Align, ...]:
    """Return the alignment of each column: the author's, but numbers that were given none end at the same place."""
    columns = zip(*grid.rows, strict=True) if grid.rows else ((),) * len(grid.header)
    sides = []
    for align, cells in zip(grid.align, columns, strict=True):
        texts = [text for text in (" ".join(one.text for one in cell).strip() for cell in cells) if text]
        numeric = all(_is_number(text) or text in {"–", "—", "-", "…"} for text in texts)
        numeric = bool(texts) and numeric and not all(map(_YEAR.fullmatch, texts))
        plain = Align.START if align is Align.JUSTIFY else align
        sides.append(Align.END if numeric and plain is Align.START else plain)
    return tuple(sides)


def set_rows(
    rows: tuple[tuple[CellCopy, ...], ...], widths: tuple[int, ...], measure: TableMeasure
) -> tuple[SetRow, ...]:
    """Return each row with its height: the highest of its cells and the insets."""
    sides = measure.inset[1] + measure.inset[3]
    done = []
    for row in rows:
        cells = tuple(measure.set(cell, width) for cell, width in zip(row, widths, strict=True))
        heights = (measure.height(cell, width) for cell, width in zip(cells, widths, strict=True))
        done.append(SetRow(cells, max(measure.least, max(heights) + sides)))
    return tuple(done)


def levelled(rows: Sequence[SetRow], room: int, most: int) -> tuple[SetRow, ...]:
    """Return rows as high as each other as far as they then take no more than `room`, none over `most` for it; EMU."""
    heights = sorted(row.height for row in rows)
    level = min([most, *((room - sum(heights[count:])) // count for count in range(1, len(rows) + 1))])
    return tuple(replace(row, height=max(row.height, level)) for row in rows)


def pages_of(rows: tuple[SetRow, ...], *, header: bool, height: int) -> tuple[tuple[SetRow, ...], ...]:
    """Return the rows in groups that fit `height`; each group after the first repeats the header row."""
    head = rows[:1] if header else ()
    pages = _fill_pages(rows, head, height)
    if len(pages) < 2:
        return pages
    low, high = 0, height  # as few pages, but none left with a single row
    while high - low > max(height // 100, 1):
        middle = (low + high) // 2
        tried = _fill_pages(rows, head, middle)
        fits = all(sum(row.height for row in page) <= middle for page in tried)
        if len(tried) == len(pages) and fits:
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _fill_pages(rows: tuple[SetRow, ...], head: tuple[SetRow, ...], height: int) -> tuple[tuple[SetRow, ...], ...]:
    taken, pages = sum(row.height for row in head), [list(head)]
    for row in rows[len(head) :]:
        if taken + row.height > height and len(pages[-1]) > len(head):
            pages.append(list(head))
            taken = sum(one.height for one in head)
        pages[-1].append(row)
        taken += row.height
    return tuple(tuple(page) for page in pages)


def place_rows(
    rows: tuple[SetRow, ...],
    widths: tuple[int, ...],
    origin: tuple[int, int],
    measure: TableMeasure,
    *,
    leftwards: bool = False,
) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of `rows` placed from `origin` (x, y) downwards; `leftwards`: the first column on the right."""
    y, placed = origin[1], []
    edges = [origin[0] + edge for edge in accumulate(widths, initial=0)]
    lefts = [origin[0] + edges[-1] - edge for edge in edges[1:]] if leftwards else edges[:-1]
    for row in rows:
        cells = [
            _place(cell, Rect(x, y, width, row.height), measure, leftwards=leftwards)
            for cell, x, width in zip(row.cells, lefts, widths, strict=True)
        ]
        placed.append(tuple(cells))
        y += row.height
    return tuple(placed)


def _place(cell: SetCell, frame: Rect, measure: TableMeasure, *, leftwards: bool) -> Cell:
    """Return the cell placed, with lines as long as programs make them: slack counts only for the row's height."""
    left, top, right, bottom = measure.inset
    left, right = (left + cell.outdent, right) if leftwards else (left, right + cell.outdent)
    lines = measure.shown(cell, frame.width)
    room = frame.height - top - bottom
    y = frame.y + top + ((room - _height(lines)) // 2 if measure.anchor is Anchor.MIDDLE else 0)
    done = []
    for index, broken in enumerate(lines):
        y += broken.spec.before if index else 0
        done.append(broken.set(frame.x + left, y))
        y += broken.height + broken.spec.after
    return Cell(
        tuple(done),
        frame,
        (left, top, right, bottom),
        header=cell.header,
        fill=measure.shaper.theme.color(cell.ground) if cell.ground else None,
        fill_ink=cell.ground,
        rule_above=cell.rule_above,
        tag=cell.tag,
        anchor=measure.anchor,
    )


def _longest_word(cell: CellCopy, measure: TableMeasure) -> int:
    return _widest(cell, measure, lambda text: text.split() or [""])


def _full_width(cell: CellCopy, measure: TableMeasure) -> int:
    return _widest(cell, measure, lambda text: [text])


def _widest(cell: CellCopy, measure: TableMeasure, parts: Callable[[str], list[str]]) -> int:
    widest = 0
    for copy in cell.paragraphs:
        for run in copy.runs:
            for covered in measure.shaper.cover(run):
                for part in parts(covered.text):
                    width = measure.shaper.shape(part, covered.style, covered.lang).width
                    widest = max(widest, copy.indent + width + cell.outdent)
    return round(widest / (1 - measure.slack)) + 1


def tag_rows(rows: tuple[SetRow, ...], table: TagId) -> tuple[tuple[Tag, ...], tuple[SetRow, ...]]:
    """Return the tags of a table, and its rows with each cell and paragraph tagged."""
    tags, done = [Tag(table, Role.TABLE)], []
    for number, row in enumerate(rows):
        line = table.part("row", number)
        tags.append(Tag(line, Role.ROW))
        cells = []
        for column, cell in enumerate(row.cells):
            tag = line.part("cell", column)
            scope = "" if not cell.header else "Row" if number else "Column"
            tags.append(Tag(tag, Role.HEADER_CELL if cell.header else Role.CELL, scope=scope))
            words = tuple(replace(one, spec=replace(one.spec, tag=tag)) for one in cell.paragraphs)
            cells.append(replace(cell, paragraphs=words, tag=tag))
        done.append(SetRow(tuple(cells), row.height))
    return tuple(tags), tuple(done)
