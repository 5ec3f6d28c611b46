"""Pages of one column beside a margin, or of two: what spans the page goes above, columns below it end level.

So that they do, charts change their height, and heads of answers give up a line or take one.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.handout.context import GUTTER, HandoutContext
from builder.layout.handout.flow import FilledFrame, Flow, FlowPiece, PlacedPiece, is_sound, smaller_than
from builder.layout.handout.kicker import CLOSE
from builder.layout.handout.pages import following_column, opening_column
from builder.model.theme import PaperFormat
from builder.model.units import Rect, pt

LEAST = 5
"""Columns are begun at the foot of a page where at least this many lines are left."""

UNDER_SPAN = pt(9)
"""What is enough space between what spans the page and the columns below it, which begin side by side there."""

STRETCH = 0.3
"""By how much of its height a chart may grow."""

GIVE = 4
"""By so many lines at most the longer column ends earlier for the shorter one's sake."""

SHARES = (0.4, 0.7, 1.0)
"""How a line more is shared out in the head of an answer: above its rule, above the question, above the text."""


class ColumnRun(Struct, frozen=True):
    """A frame of a page and what it holds."""

    frame: Rect
    pieces: tuple[FlowPiece, ...]
    filled: FilledFrame


def set_pages(handout: HandoutContext, pieces: tuple[FlowPiece, ...]) -> tuple[tuple[ColumnRun, ...], ...]:
    """Return the stretches of each page that `pieces` fill, in the theme's number of columns."""
    if handout.columns == 1:
        flow = Flow(pieces, handout.grid).squeezed(lambda number: _page(handout.sheet, handout.grid, number).height)
        frames = flow.fill(lambda number: _page(handout.sheet, handout.grid, number).height)
        return tuple(
            (ColumnRun(_page(handout.sheet, handout.grid, at), flow.pieces, filled),)
            for at, filled in enumerate(frames)
        )
    spread = _Spread(handout)
    for spanning, run in groupby(pieces, lambda piece: piece.wide):
        if spanning:
            spread.span(tuple(run))
        else:
            spread.fall(tuple(run))
    return tuple(tuple(page) for page in spread.pages)


def _page(sheet: PaperFormat, grid: int, number: int) -> Rect:
    """Return the text column of page `number` (from 0)."""
    return following_column(sheet, grid) if number else opening_column(sheet, grid)


class _Spread:
    """Pages of two columns on their way."""

    def __init__(self, handout: HandoutContext) -> None:
        self._handout = handout
        self._used = 0
        self.pages: list[list[ColumnRun]] = [[]]

    def span(self, pieces: tuple[FlowPiece, ...]) -> None:
        """Set `pieces` over both columns, below what is there; on a new page where their beginning does not fit.

        A heading takes the first lines of the columns below it with it.
        """
        spaced = (replace(pieces[0], snap=True), *pieces[1:])
        flow = Flow(spaced, self._handout.grid)
        gap = pieces[0].before if self._used else 0
        frames = flow.fill(lambda number: self._height_left(number) - (0 if number else gap))
        below = LEAST * self._handout.grid if pieces[-1].keep else 0
        if self._used and frames[0].height + below > self._height_left(0) - gap:
            self._turn()
            frames, gap = flow.fill(self._height_left), 0
        for number, filled in enumerate(frames):
            if number:
                self._turn()
            frame = self._frame(gap if not number else 0)
            self.pages[-1].append(ColumnRun(frame, spaced, filled))
            self._take(frame, filled.height)

    def fall(self, pieces: tuple[FlowPiece, ...]) -> None:
        """Set `pieces` in two columns below what is there, the columns of the last page of one height."""
        if self._height_left(0) < LEAST * self._handout.grid:
            self._turn()
        gap = self._rounded(min(pieces[0].before, UNDER_SPAN)) if self._used else 0
        pieces, frames = self._level(pieces, gap)
        for first in range(0, len(frames), 2):
            if first:
                self._turn()
                gap = 0
            frame = self._frame(gap)
            made = [
                ColumnRun(self._column(frame, number), pieces, filled)
                for number, filled in enumerate(frames[first : first + 2])
            ]
            columns = level(made, frame.height, self._handout.grid, full=first + 2 < len(frames))
            self.pages[-1] += columns
            self._take(frame, max(one.filled.height for one in columns))

    def _level(self, pieces: tuple[FlowPiece, ...], gap: int) -> tuple[tuple[FlowPiece, ...], tuple[FilledFrame, ...]]:
        """Return the pieces and their frames; the two of the last page are as low as can be, so that they end level."""
        grid = self._handout.grid
        flow = Flow(pieces, grid).squeezed(lambda number: self._height_left(number // 2) - (0 if number > 1 else gap))

        def frames_of(last: int, height: int) -> tuple[FilledFrame, ...]:
            def room(number: int) -> int:
                most = self._height_left(number // 2) - (0 if number > 1 else gap)
                return min(most, height) if number >= last else most

            return flow.fill(room)

        best = frames_of(0, 2 * self._height_left(1))
        last = (len(best) - 1) // 2 * 2
        heights = [one.height for one in best[last:]]
        low, step = max(0, sum(heights) // 2 // grid - 2) * grid, grid
        high = -(-max(heights, default=0) // grid) * grid
        while high - low > grid:  # the columns are seldom much higher than half of what they hold
            middle = min(low + step, (low + high) // 2 // grid * grid)
            tried = frames_of(last, middle)
            fits = len(tried) <= last + 2 and all(one.height <= middle for one in tried[last:])
            if fits and is_sound(flow.pieces, tried):
                best, high = tried, middle
            else:
                low, step = middle, 2 * step
        return flow.pieces, best

    def _rounded(self, gap: int) -> int:
        """Return the gap that sets what follows on the grid: baselines meet across columns and pages."""
        grid = self._handout.grid
        return -(-(self._used + gap) // grid) * grid - self._used

    def _height_left(self, pages: int) -> int:
        """Return the height that is left on the page so many pages on."""
        number = len(self.pages) - 1 + pages
        return _page(self._handout.sheet, self._handout.grid, number).height - (0 if pages else self._used)

    def _frame(self, gap: int) -> Rect:
        page = _page(self._handout.sheet, self._handout.grid, len(self.pages) - 1)
        return Rect(page.x, page.y + self._used + gap, page.width, page.height - self._used - gap)

    def _column(self, frame: Rect, number: int) -> Rect:
        step = frame.width + GUTTER
        return replace(frame, x=frame.x + (-step if self._handout.rtl else step) * number)

    def _take(self, frame: Rect, height: int) -> None:
        self._used = frame.y + height - _page(self._handout.sheet, self._handout.grid, len(self.pages) - 1).y

    def _turn(self) -> None:
        self.pages.append([])
        self._used = 0


class _Head(Struct, frozen=True):
    """A place in a column where a line may be given up or taken: the answer that begins there."""

    at: int
    """Which of the placed pieces is its rule; the question and the text follow."""
    slack: tuple[int, int, int]
    """What may be given up above the rule, the question and the text, EMU."""


class _Slack(Struct, frozen=True):
    """What can give way in a column."""

    charts: tuple[tuple[int, int, int], ...]
    """Which of the placed pieces can change its height, and by how many lines it can at least and at most."""
    heads: tuple[_Head, ...]
    least: int
    """How many lines the column may lose, as a negative number."""
    most: int
    """How many lines it may gain."""


def level(columns: Sequence[ColumnRun], room: int, grid: int, *, full: bool) -> tuple[ColumnRun, ...]:
    """Return the two `columns` of a page as they end on one line, or as they are where nothing in them can give way.

    `room` is the height of both, EMU; columns end at its foot where the page is to be `full`, else where the longer
    one does or as near to it as can be.
    """
    last, lowest = room // grid, max(one.filled.height for one in columns) // grid
    if lowest - GIVE > last:  # a piece is taller than the page
        return tuple(columns)
    ends = (
        range(last, lowest - GIVE - 1, -1)
        if full
        else sorted(range(lowest - GIVE, last + 1), key=lambda end: abs(end - lowest))
    )
    slacks = [_slack_of(one, grid) for one in columns]
    ways = [
        [_lines_more(one.filled.height, end, grid, slack) for one, slack in zip(columns, slacks, strict=True)]
        for end in ends
    ]
    best = min(ways, key=lambda lines: _cost(_ragged(columns, lines, grid), _given_up(lines, slacks), full=full))
    return tuple(_changed(one, more, grid, slack) for one, more, slack in zip(columns, best, slacks, strict=True))


def _cost(ragged: int, given_up: int, *, full: bool) -> int:
    """Return what columns cost whose ends differ by `ragged` lines, and some heads give up a line for it.

    A head that is closer than others is seen sooner than a line less, so that it must make columns end level at the
    foot of a page; above what spans the page a line less is hardly seen.
    """
    return 2 * ragged + given_up * (1 if full and not ragged else 3)


def _given_up(lines: Sequence[int], slacks: Sequence[_Slack]) -> int:
    """Return how many heads give up a line in columns that become so many `lines` longer: what charts do not give."""
    charts = (sum(shorter for _, shorter, _ in slack.charts) for slack in slacks)
    return sum(max(0, least - more) for more, least in zip(lines, charts, strict=True))


def _ragged(columns: Sequence[ColumnRun], lines: Sequence[int], grid: int) -> int:
    """Return by how many lines the ends differ; less than a line is none, since captions are off the grid."""
    ends = [one.filled.height + more * grid for one, more in zip(columns, lines, strict=True)]
    return (max(ends) - min(ends)) // grid


def _slack_of(column: ColumnRun, grid: int) -> _Slack:
    charts, heads = tuple(_charts(column, grid)), tuple(_heads(column))
    least = sum(shorter for _, shorter, _ in charts) - sum(sum(head.slack) >= grid for head in heads)
    return _Slack(charts, heads, least, sum(taller for _, _, taller in charts) + len(heads))


def _lines_more(height: int, end: int, grid: int, slack: _Slack) -> int:
    """Return how many lines more bring a column to the line `end`, or as near as it can come to it."""
    room = end * grid - height
    wanted = room // grid if room >= 0 else -(-room // grid)
    return min(max(wanted, slack.least), slack.most)


def _charts(column: ColumnRun, grid: int) -> Iterator[tuple[int, int, int]]:
    """Yield the pieces of a column that can change their height, as `_Slack` has them."""
    for at, placed in enumerate(column.filled.placed):
        piece = column.pieces[placed.piece]
        if piece.resized:
            height = sum(piece.heights)
            least = min((sum(one.heights) for one in smaller_than(piece)), default=height)
            yield at, -((height - least) // grid), int(STRETCH * height) // grid


def _heads(column: ColumnRun) -> Iterator[_Head]:
    """Yield the answers that begin below something else in the column."""
    placed = column.filled.placed
    for at in range(1, len(placed) - 2):
        rule, question = (column.pieces[one.piece] for one in placed[at : at + 2])
        if rule.opens and rule.keep and question.keep and not rule.wide:
            above, inside, below = (_gap(column, one) for one in (at, at + 1, at + 2))
            yield _Head(at, (above - rule.before, min(question.give, inside), max(below - CLOSE.below_question, 0)))


def _gap(column: ColumnRun, at: int) -> int:
    before, own = column.filled.placed[at - 1], column.filled.placed[at]
    piece = column.pieces[before.piece]
    bottom = before.top + sum(piece.heights[before.first : before.last]) + (piece.repeat if before.first else 0)
    return own.top - bottom


def _changed(column: ColumnRun, more: int, grid: int, slack: _Slack) -> ColumnRun:
    """Return the column so many lines longer, or shorter."""
    if not more:
        return column
    moves = [0] * (len(column.filled.placed) + 1)
    """By how much each placed piece and those after it are lower, EMU."""
    pieces = list(column.pieces)
    left = more
    for at, least, most in slack.charts:
        own = column.filled.placed[at].piece
        lines = min(max(left, least), most)
        if lines and (resized := pieces[own].resized):
            pieces[own] = resized(lines * grid)
            moves[at + 1] += lines * grid
            left -= lines
    for head in slack.heads:
        if left > 0:
            steps = [round(grid * share) for share in SHARES]
            left -= 1
        elif left < 0 and sum(head.slack) >= grid:
            total = sum(head.slack)
            steps = [-grid * sum(head.slack[: one + 1]) // total for one in range(3)]
            left += 1
        else:
            continue
        for one, step in enumerate(steps):
            moves[head.at + one] += step - (steps[one - 1] if one else 0)
    placed = tuple(_moved(column.filled.placed, moves))
    return replace(column, pieces=tuple(pieces), filled=FilledFrame(placed, column.filled.height + more * grid))


def _moved(placed: tuple[PlacedPiece, ...], moves: Sequence[int]) -> Iterator[PlacedPiece]:
    lower = 0
    for one, move in zip(placed, moves, strict=False):
        lower += move
        yield replace(one, top=one.top + lower)
