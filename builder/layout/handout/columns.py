"""Pages of one column beside a margin, or of two: what spans the page goes above, columns below it end level."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.handout.context import GUTTER, HandoutContext
from builder.layout.handout.flow import FilledFrame, Flow, FlowPiece, is_sound
from builder.layout.handout.level import LevelColumn, level
from builder.layout.handout.pages import following_column, opening_column
from builder.model.theme import PaperFormat
from builder.model.units import Rect, pt

LEAST = 5
"""Columns are begun at the foot of a page where at least this many lines are left."""


UNDER_SPAN = pt(9)
"""What is enough space between what spans the page and the columns below it, which begin side by side there."""


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
        """Set `pieces` over both columns, below what is there; on a new page where their beginning does not fit."""
        spaced = (replace(pieces[0], snap=True), *pieces[1:])
        flow = Flow(spaced, self._handout.grid)
        gap = pieces[0].before if self._used else 0
        frames = flow.fill(lambda number: self._height_left(number) - (0 if number else gap))
        if self._used and frames[0].height > self._height_left(0) - gap:
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
            columns = level(
                [LevelColumn(pieces, filled) for filled in frames[first : first + 2]],
                frame.height,
                self._handout.grid,
                full=first + 2 < len(frames),
            )
            self.pages[-1] += (
                ColumnRun(self._column(frame, number), one.pieces, one.filled) for number, one in enumerate(columns)
            )
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
