"""The flow: a row of measured pieces is cut into frames, as a pure function of their heights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from builder.scene import Item, Tag

Draw = Callable[[int, int, int, int], tuple[Item, ...]]
"""Draw strips `first` to `last` (exclusive) of a piece from the left edge `x` and from `top`, EMU."""

WINDOW = 14
"""How many legal cuts above the last possible one are tried on a frame: about a quarter of a page of lines."""

BEAM = 12
"""How many ways to have filled the frames so far are kept."""

SHORT_LAST = 4
"""A last page holds at least this many lines where any other cut allows it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the outline and the cross-references know a piece by."""

    key: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stack of strips (lines, rows, or one picture) that is drawn as one thing where no cut divides it."""

    heights: tuple[int, ...]
    draw: Draw
    tags: tuple[Tag, ...] = ()
    before: int = 0
    """Space above, EMU; it falls away at the top of a frame."""
    keep: bool = False
    """Stays with what follows: a heading, a caption above a table."""
    least: int = 2
    """The fewest strips on each side of a cut."""
    repeat: int = 0
    """Height of what a continuation repeats on top of its strips, such as a table's header; EMU."""
    beside: int = 0
    """Height, from its top, of what stands beside it in the margin; EMU."""
    snap: bool = True
    """Begins on the baseline grid."""
    opens: bool = False
    """Begins an entry: a good place for a new page; it clears what stands in the margin above it."""
    wide: bool = False
    """Reaches into the margin, and so clears what stands there."""
    mark: Mark | None = None
    torn: frozenset[int] = frozenset()
    """Cuts before these strips would part a hyphenated word."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Strips `first` to `last` of a piece at `top`, EMU from the top of the frame."""

    piece: int
    first: int
    last: int
    top: int


@dataclass(frozen=True, slots=True)
class Filled:
    """What one frame holds, and how far down it reaches."""

    placed: tuple[Placed, ...]
    height: int


class _Step(NamedTuple):
    """A possible end: the next strip, and how far down the frame is then filled."""

    at: tuple[int, int]
    height: int


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to have filled the frames so far."""

    cost: float
    step: _Step
    """Where the last frame ends."""
    before: _Way | None = None
    """The way up to that frame; None where no frame is filled."""

    @property
    def at(self) -> tuple[int, int]:
        """The strip that comes next."""
        return self.step.at


def fill_frames(pieces: tuple[Piece, ...], room: Callable[[int], int], grid: int) -> tuple[Filled, ...]:
    """Return the frames that hold `pieces`, in order; `room` gives the height of the frame of a number, EMU.

    Cuts never part a heading from its text, leave fewer lines than `least` on a side, or break the word; among
    the rest those are taken that leave the fewest lines empty, and no last page of three lines. Where the last frame
    would be less than a third full, a line less above each entry is tried, if that spares the frame.
    """
    plain = _cut(pieces, room, grid)
    last = plain[-1].height if plain else 0
    if len(plain) < 2 or 3 * last >= room(len(plain) - 1):
        return plain
    tight = _cut(
        tuple(replace(one, before=one.before - grid) if one.before >= 2 * grid else one for one in pieces), room, grid
    )
    return tight if len(tight) < len(plain) else plain


def _cut(pieces: tuple[Piece, ...], room: Callable[[int], int], grid: int) -> tuple[Filled, ...]:
    """Return the cheapest way among those that need the fewest frames."""
    end = (len(pieces), 0)
    ways = [_Way(0.0, _Step((0, 0), 0))] if pieces else []
    number = 0
    while ways:
        height = room(number)
        number += 1
        ahead: dict[tuple[int, int], _Way] = {}
        for way in ways:
            for step in _ends(pieces, way.at, height, grid):
                cost = way.cost + _cost(pieces, step.at, step.height, height, grid)
                if step.at not in ahead or cost < ahead[step.at].cost:
                    ahead[step.at] = _Way(cost, step, way)
        if end in ahead:
            return _frames(pieces, ahead[end], grid)
        ways = sorted(ahead.values(), key=lambda way: (way.cost, way.at))[:BEAM]
    return ()


def _frames(pieces: tuple[Piece, ...], way: _Way, grid: int) -> tuple[Filled, ...]:
    """Return the frames of a way, in their order."""
    found = []
    last: _Way | None = way
    while last and last.before:
        found.append(_filled(pieces, last.before.at, last.step, grid))
        last = last.before
    return tuple(reversed(found))


def _cost(pieces: tuple[Piece, ...], at: tuple[int, int], used: int, height: int, grid: int) -> float:
    """Return what it costs to end a frame before `at`: its empty lines, and the marks of a poor cut.

    Each empty line more counts more than the last, half as much where a paragraph ends, and an eighth before an entry,
    where a reader expects a pause: a few lines, but not a third of a page. Before a figure at the end, which cannot
    be divided, they count little.
    """
    piece, strip = at
    if piece == len(pieces):
        lines = used // grid
        return 100.0 * max(0, SHORT_LAST - lines)
    empty = (height - used) / grid
    if strip:
        return empty**2 + 2 + 12 * (strip in pieces[piece].torn)
    if not pieces[piece].opens:
        return empty**2 / 2
    return empty**2 / 8 - 2 if pieces[piece].beside else 0.4 * empty - 2


def _ends(pieces: tuple[Piece, ...], start: tuple[int, int], height: int, grid: int) -> list[_Step]:
    """Return the places where a frame begun at `start` may end; at least one."""
    walked = _walk(pieces, start, height, grid)
    legal = [step for step in walked if _is_legal(pieces, start, step.at)]
    # where no cut is legal (a heading and its text higher than a frame) the fullest frame will do: no word is lost
    return legal[-WINDOW:] or walked[-1:]


def _walk(pieces: tuple[Piece, ...], start: tuple[int, int], height: int, grid: int) -> list[_Step]:
    """Return every end that fits `height`; the first strip counts as fitting, so that the flow goes on."""
    found: list[_Step] = []
    y = lowest = 0
    for index in range(start[0], len(pieces)):
        piece, first = pieces[index], start[1] if index == start[0] else 0
        top = _top(piece, y, lowest, grid)
        y = top + (piece.repeat if first else 0)
        lowest = max(lowest, top + (0 if first else piece.beside))
        for strip in range(first, len(piece.heights)):
            y += piece.heights[strip]
            if max(y, lowest) > height and found:
                return found
            at = (index, strip + 1) if strip + 1 < len(piece.heights) else (index + 1, 0)
            found.append(_Step(at, max(y, lowest)))
    return found


def _top(piece: Piece, y: int, lowest: int, grid: int) -> int:
    """Return where `piece` begins below `y`; `lowest` is how far down the margin is taken."""
    top = y + piece.before if y else 0
    if y and (piece.opens or piece.wide):
        top = max(top, lowest + (piece.before if piece.wide else grid))
    return -(-top // grid) * grid if piece.snap else top


def _is_legal(pieces: tuple[Piece, ...], start: tuple[int, int], at: tuple[int, int]) -> bool:
    index, strip = at
    if strip == 0:
        return index == len(pieces) or not pieces[index - 1].keep
    piece = pieces[index]
    first = start[1] if index == start[0] else 0
    return strip - first >= piece.least and len(piece.heights) - strip >= piece.least


def _filled(pieces: tuple[Piece, ...], start: tuple[int, int], end: _Step, grid: int) -> Filled:
    placed: list[Placed] = []
    y = lowest = 0
    for index in range(start[0], end.at[0] + (end.at[1] > 0)):
        piece, first = pieces[index], start[1] if index == start[0] else 0
        last = end.at[1] if index == end.at[0] else len(piece.heights)
        top = _top(piece, y, lowest, grid)
        lowest = max(lowest, top + (0 if first else piece.beside))
        placed.append(Placed(index, first, last, top))
        y = top + (piece.repeat if first else 0) + sum(piece.heights[first:last])
    return Filled(tuple(placed), end.height)
