"""Columns of a page that end on one line: charts change their height, heads of answers give up a line or take one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.handout.flow import FilledFrame, FlowPiece, PlacedPiece, smaller_than
from builder.layout.handout.kicker import CLOSE

STRETCH = 0.3
"""By how much of its height a chart may grow."""

SHARES = (0.4, 0.7, 1.0)
"""How a line more is shared out in the head of an answer: above its rule, above the question, above the text."""


class LevelColumn(Struct, frozen=True):
    """A column: what may be in it, and what is."""

    pieces: tuple[FlowPiece, ...]
    filled: FilledFrame


class _Head(Struct, frozen=True):
    """A place in a column where a line may be given up or taken: the answer that begins there."""

    at: int
    """Which of the placed pieces is its rule; the question and the text follow."""
    slack: tuple[int, int, int]
    """What may be given up above the rule, the question and the text, EMU."""


def level(columns: Sequence[LevelColumn], room: int, grid: int, *, full: bool) -> tuple[LevelColumn, ...]:
    """Return the two `columns` of a page as they end on one line, or as they are where nothing in them can give way.

    `room` is the height of both, EMU; columns end at its foot where the page is to be `full`, else where the longer
    one does or as near to it as can be.
    """
    last, lowest = room // grid, max(one.filled.height for one in columns) // grid
    ends = range(last, 0, -1) if full else sorted(range(1, last + 1), key=lambda end: abs(end - lowest))
    ways = (tuple(_lines_more(one, end, grid) for one in columns) for end in ends)
    best = min(ways, key=lambda lines: _ragged(columns, lines, grid))
    return tuple(_changed(one, more, grid) for one, more in zip(columns, best, strict=True))


def _ragged(columns: Sequence[LevelColumn], lines: Sequence[int], grid: int) -> int:
    """Return by how many lines the ends differ; less than a line is none, since captions are off the grid."""
    ends = [one.filled.height + more * grid for one, more in zip(columns, lines, strict=True)]
    return (max(ends) - min(ends)) // grid


def _lines_more(column: LevelColumn, end: int, grid: int) -> int:
    """Return how many lines more bring the column to the line `end`, or as near as it can come to it."""
    room = end * grid - column.filled.height
    wanted = room // grid if room >= 0 else -(-room // grid)
    charts = [limits for _, *limits in _charts(column, grid)]
    heads = list(_heads(column))
    least = sum(shorter for shorter, _ in charts) - sum(sum(head.slack) >= grid for head in heads)
    return min(max(wanted, least), sum(taller for _, taller in charts) + len(heads))


def _charts(column: LevelColumn, grid: int) -> Iterator[tuple[int, int, int]]:
    """Yield which of the placed pieces can change its height, and by how many lines it can at least and at most."""
    for at, placed in enumerate(column.filled.placed):
        piece = column.pieces[placed.piece]
        if piece.resized:
            height = sum(piece.heights)
            least = min((sum(one.heights) for one in smaller_than(piece)), default=height)
            yield at, -((height - least) // grid), int(STRETCH * height) // grid


def _heads(column: LevelColumn) -> Iterator[_Head]:
    """Yield the answers that begin below something else in the column."""
    placed = column.filled.placed
    for at in range(1, len(placed) - 2):
        rule, question = (column.pieces[one.piece] for one in placed[at : at + 2])
        if rule.opens and rule.keep and question.keep and not rule.wide:
            above, inside, below = (_gap(column, one) for one in (at, at + 1, at + 2))
            yield _Head(at, (above - rule.before, min(question.give, inside), max(below - CLOSE.below_question, 0)))


def _gap(column: LevelColumn, at: int) -> int:
    before, own = column.filled.placed[at - 1], column.filled.placed[at]
    piece = column.pieces[before.piece]
    bottom = before.top + sum(piece.heights[before.first : before.last]) + (piece.repeat if before.first else 0)
    return own.top - bottom


def _changed(column: LevelColumn, more: int, grid: int) -> LevelColumn:
    """Return the column so many lines longer, or shorter."""
    if not more:
        return column
    moves = [0] * (len(column.filled.placed) + 1)
    """By how much each placed piece and those after it are lower, EMU."""
    pieces = list(column.pieces)
    left = more
    for at, least, most in _charts(column, grid):
        own = column.filled.placed[at].piece
        lines = min(max(left, least), most)
        if lines and (resized := pieces[own].resized):
            pieces[own] = resized(lines * grid)
            moves[at + 1] += lines * grid
            left -= lines
    for head in _heads(column):
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
    return LevelColumn(
        tuple(pieces), FilledFrame(tuple(_moved(column.filled.placed, moves)), column.filled.height + more * grid)
    )


def _moved(placed: tuple[PlacedPiece, ...], moves: Sequence[int]) -> Iterator[PlacedPiece]:
    lower = 0
    for one, move in zip(placed, moves, strict=False):
        lower += move
        yield replace(one, top=one.top + lower)
