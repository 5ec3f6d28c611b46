"""The flow: a row of measured pieces is cut into frames, as a pure function of their heights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.model.scene import Item, Tag

Draw = Callable[[int, int, int, int], tuple[Item, ...]]
"""Draw strips `first` to `last` (exclusive) of a piece from the left edge `x` and from `top`, EMU."""

WINDOW = 14
"""How many legal cuts above the last possible one are tried on a frame: about a quarter of a page of lines."""

BEAM = 12
"""How many ways to have filled the frames so far are kept."""

FEW_EMPTY, MANY_EMPTY = 3, 10
"""Empty lines before an entry that hardly count, and that count double."""

QUARTER = 0.25
"""More of a page than this is not left white before an entry where another cut allows it: large print has few lines."""

PUSHED = 6
"""So many empty lines before a chart or a picture are worth a smaller one."""

FEW_LEFT, FOR_FEW = 2, 6.0
"""So few lines of an answer left for the top of a frame, right above the next entry, cost as much as empty lines do."""

SHORT_LAST = 4
"""A last page holds at least this many lines where any other cut allows it."""


class OutlineMark(Struct, frozen=True):
    """What the outline and the cross-references know a piece by."""

    key: str
    text: str
    level: int = 0


class FlowPiece(Struct, frozen=True):
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
    """Height, from its top, of what is beside it in the margin; EMU."""
    snap: bool = True
    """Begins on the baseline grid."""
    opens: bool = False
    """Begins an entry: a good place for a new page; it clears what is in the margin above it."""
    wide: bool = False
    """Reaches into the margin, and so clears what is there."""
    mark: OutlineMark | None = None
    torn: frozenset[int] = frozenset()
    """Cuts before these strips would part a hyphenated word."""
    smaller: FlowPiece | None = None
    """A chart or picture a little lower, for where that keeps it on its page."""
    roomier: FlowPiece | None = None
    """The same with more space in it, for where that costs no page."""
    spanning: FlowPiece | None = None
    """The same over both columns, for where a page would be much white."""
    give: int = 0
    """How much of `before` may be given up where columns then end level, EMU."""
    resized: Callable[[int], FlowPiece] | None = None
    """The chart made so much taller (or lower, down to `smaller`), EMU, for where columns then end level."""


class PlacedPiece(Struct, frozen=True):
    """Strips `first` to `last` of a piece at `top`, EMU from the top of the frame."""

    piece: int
    first: int
    last: int
    top: int


class FilledFrame(Struct, frozen=True):
    """What one frame holds, and how far down it reaches."""

    placed: tuple[PlacedPiece, ...]
    height: int


class _Step(Struct, frozen=True, gc=False):
    """A possible end: the next strip, and how far down the frame is then filled."""

    at: tuple[int, int]
    height: int


class _Room(Struct, frozen=True, gc=False):
    """The room of a frame."""

    height: int
    partial: bool
    """Whether it is the rest of a page on which something is already: it may stay empty."""


class _Reach(Struct, frozen=True, gc=False):
    """Strips `first` to `last` of a piece that fit a frame."""

    piece: int
    first: int
    last: int
    origin: int
    """From where the edges of its strips count, EMU from the top of the frame."""
    lowest: int
    """How far down the margin is taken beside it and what is above it, EMU."""


class _Way(Struct, frozen=True, gc=False):
    """One way to have filled the frames so far."""

    cost: float
    step: _Step
    """Where the last frame ends."""
    before: _Way | None = None
    """The way up to that frame; None if no frame is filled."""


def fill_frames(pieces: tuple[FlowPiece, ...], room: Callable[[int], int], grid: int) -> tuple[FilledFrame, ...]:
    """Return the frames that hold `pieces`, in order; `room` gives the height of the frame of a number, EMU."""
    return Flow(pieces, grid).fill(room)


class Flow:
    """Pieces that are cut into frames, perhaps several times for frames of other heights.

    The cuts are chosen as lines are for a paragraph (see `text/knuth_plass`): for each place where a frame may end the
    cheapest way to fill the frames up to there is kept, BEAM of them, and each is continued by the last WINDOW places
    where the next frame may end. The first frame in which some way reaches the end is the last.
    """

    def __init__(self, pieces: tuple[FlowPiece, ...], grid: int) -> None:
        """Cut `pieces`; `grid` is the distance of baselines, EMU."""
        self.pieces, self._grid = pieces, grid
        self._edges = [tuple(accumulate(piece.heights, initial=0)) for piece in pieces]
        """Of each piece the upper edge of each strip and the lower edge of the last, EMU from the first."""
        self._ways: dict[tuple[_Room, ...], list[_Way]] = {(): [_Way(0.0, _Step((0, 0), 0))] if pieces else []}
        """The cheapest ways to have filled such frames, one way where they hold everything."""

    def fill(self, room: Callable[[int], int]) -> tuple[FilledFrame, ...]:
        """Return the frames that hold the pieces, in order; `room` gives the height of the frame of a number, EMU.

        Cuts never part a heading from its text, leave fewer lines than `least` on a side, or break the word; among
        the rest those are taken that leave the fewest lines empty, and no last page of three lines. Where the last
        frame would be less than a third full, a line less above each entry is tried, if that spares the frame.
        """
        plain = self.cut(room)
        last = plain[-1].height if plain else 0
        if len(plain) < 2 or 3 * last >= room(len(plain) - 1):
            return plain
        tight = self._tighter.cut(room)
        return tight if len(tight) < len(plain) else plain

    def squeezed(self, room: Callable[[int], int]) -> Flow:
        """Return the flow with those charts and pictures in their smaller size if that keeps them in their frame.

        Only those count that leave much of the frame before theirs empty.
        """
        flow, frames = self, self.fill(room)
        while (at := flow._pushed_on(frames, room)) is not None:
            for small in smaller_than(flow.pieces[at]):
                tried = Flow((*flow.pieces[:at], small, *flow.pieces[at + 1 :]), self._grid)
                again = tried.fill(room)
                if len(again) <= len(frames) and not _begins_a_frame(again, at):
                    flow, frames = tried, again
                    break
            else:
                break
        return flow

    def _pushed_on(self, frames: tuple[FilledFrame, ...], room: Callable[[int], int]) -> int | None:
        """Return the first piece with a smaller size that begins a frame, or is below its title there, after a gap."""
        for number, (before, frame) in enumerate(pairwise(frames)):
            if room(number) - before.height < PUSHED * self._grid or not frame.placed or frame.placed[0].first:
                continue
            at = frame.placed[0].piece
            while self.pieces[at].keep and self.pieces[at].smaller is None and at + 1 < len(self.pieces):
                at += 1
            if self.pieces[at].smaller is not None:
                return at
        return None

    @cached_property
    def _tighter(self) -> Flow:
        """The same pieces with a line less above those that have two."""
        grid = self._grid
        tight = (replace(one, before=one.before - grid) if one.before >= 2 * grid else one for one in self.pieces)
        return Flow(tuple(tight), grid)

    def cut(self, room: Callable[[int], int]) -> tuple[FilledFrame, ...]:
        """Return the cheapest way among those that need the fewest frames."""
        rooms: tuple[_Room, ...] = ()
        while ways := self._ways[rooms]:
            if ways[0].step.at == (len(self.pieces), 0):
                return _frames(self.pieces, ways[0], self._grid)
            number = len(rooms)
            height = room(number)
            longer = (*rooms, _Room(height, partial=height < max(room(number + 1), room(number + 2))))
            if longer not in self._ways:
                self._ways[longer] = self._continued(ways, longer[-1])
            rooms = longer
        return ()

    def _continued(self, ways: list[_Way], room: _Room) -> list[_Way]:
        """Return the cheapest ways to fill another frame; of those that reach the end, the cheapest alone."""
        height = room.height
        pieces, grid, end = self.pieces, self._grid, (len(self.pieces), 0)
        ahead: dict[tuple[int, int], _Way] = {}
        for way in ways:
            for step in self._ends(way.step.at, room):
                cost = way.cost + _cost(pieces, step.at, step.height, height, grid)
                best = ahead.get(step.at)
                if best is None or cost < best.cost:
                    ahead[step.at] = _Way(cost, step, way)
        if end in ahead:
            return [ahead[end]]
        return sorted(ahead.values(), key=lambda way: (way.cost, way.step.at))[:BEAM]

    def _ends(self, start: tuple[int, int], room: _Room) -> list[_Step]:
        """Return the last places where a frame begun at `start` may end; at least one."""
        walked = self._walk(start, room.height)
        if walked and walked[-1].piece == len(self.pieces) - 1 and walked[-1].last == len(self.pieces[-1].heights):
            return self._steps(walked[-1], (walked[-1].last,))  # whoever can reach the end need not stop before it
        legal: list[_Step] = []
        for reach in reversed(walked):
            piece = self.pieces[reach.piece]
            strips = _legal_strips(piece, reach.first, reach.last, last=reach.piece == len(self.pieces) - 1)
            legal += self._steps(reach, strips[: WINDOW - len(legal)])
            if len(legal) == WINDOW:
                break
        if room.partial and not legal:
            return [_Step(start, 0)]
        # where no cut is legal (a heading and its text higher than a frame) the fullest frame will do: no word is lost
        return legal[::-1] or [step for reach in walked[-1:] for step in self._steps(reach, (reach.last,))]

    def _walk(self, start: tuple[int, int], height: int) -> list[_Reach]:
        """Return what fits `height` of each piece; the first strip counts as fitting, so that the flow goes on."""
        found: list[_Reach] = []
        y = lowest = 0
        first = start[1]
        for index in range(start[0], len(self.pieces)):
            piece, edges = self.pieces[index], self._edges[index]
            count = len(piece.heights)
            top = _top(piece, y, lowest, self._grid)
            lowest = max(lowest, top + (0 if first else piece.beside))
            origin = top + (piece.repeat if first else 0) - edges[first]
            fits = bisect_right(edges, height - origin) - 1 if lowest <= height else first
            last = min(max(fits, first if found else first + 1), count)
            if last > first:
                found.append(_Reach(index, first, last, origin, lowest))
            if last < count:
                break
            y, first = origin + edges[-1], 0
        return found

    def _steps(self, reach: _Reach, strips: Sequence[int]) -> list[_Step]:
        """Return the ends before these `strips` of a piece; the end after its last strip is before the next piece."""
        edges, count = self._edges[reach.piece], len(self.pieces[reach.piece].heights)
        return [
            _Step(
                (reach.piece, strip) if strip < count else (reach.piece + 1, 0),
                max(reach.origin + edges[strip], reach.lowest),
            )
            for strip in strips
        ]


def smaller_than(piece: FlowPiece) -> Iterator[FlowPiece]:
    """Yield the smaller sizes of a piece, the largest first."""
    while piece.smaller:
        piece = piece.smaller
        yield piece


def is_sound(pieces: tuple[FlowPiece, ...], frames: tuple[FilledFrame, ...]) -> bool:
    """Return whether every frame ends where it may: where none can, `fill_frames` cuts all the same."""
    for frame in frames[:-1]:
        if frame.placed:
            end = frame.placed[-1]
            strips = _legal_strips(pieces[end.piece], end.first, end.last, last=end.piece == len(pieces) - 1)
            if not strips or strips[0] != end.last:
                return False
    return True


def _begins_a_frame(frames: tuple[FilledFrame, ...], piece: int) -> bool:
    """Return whether `piece` is the first on a frame after the first, or just below the title that is."""
    return any(piece in {one.piece for one in frame.placed[:2]} for frame in frames[1:])


def _frames(pieces: tuple[FlowPiece, ...], way: _Way, grid: int) -> tuple[FilledFrame, ...]:
    """Return the frames of a way, in their order."""
    found = []
    last: _Way | None = way
    while last and last.before:
        found.append(_filled_frame(pieces, last.before.step.at, last.step, grid))
        last = last.before
    return tuple(reversed(found))


def _cost(pieces: tuple[FlowPiece, ...], at: tuple[int, int], used: int, height: int, grid: int) -> float:
    """Return what it costs to end a frame before `at`: its empty lines, and the marks of a poor cut.

    Each empty line more counts more than the last, half as much where a paragraph ends, and an eighth before an entry,
    where a reader expects a pause: a few lines, but not a third of a page, so from ten lines on a quarter. In columns,
    which end level, the first lines count little, but more than a quarter of the page counts full.
    """
    piece, strip = at
    if piece == len(pieces):
        lines = used // grid
        return 100.0 * max(0, SHORT_LAST - lines)
    empty = (height - used) / grid
    if strip:
        few = len(pieces[piece].heights) - strip <= FEW_LEFT and pieces[min(piece + 1, len(pieces) - 1)].opens
        return empty**2 + 2 + 12 * (strip in pieces[piece].torn) + FOR_FEW * few
    if not pieces[piece].opens:
        return empty**2 / 2
    if pieces[piece].beside:
        return empty**2 / (8 if empty < MANY_EMPTY else 4) - 2
    large = max(0.0, empty - QUARTER * height / grid)
    return 0.4 * empty - 2 + max(0.0, empty - FEW_EMPTY) ** 2 / 4 + large**2


def _top(piece: FlowPiece, y: int, lowest: int, grid: int) -> int:
    """Return where `piece` begins below `y`; `lowest` is how far down the margin is taken."""
    top = y + piece.before if y else 0
    if y and (piece.opens or piece.wide):
        top = max(top, lowest + (piece.before if piece.wide else grid))
    return -(-top // grid) * grid if piece.snap else top


def _legal_strips(piece: FlowPiece, first: int, reach: int, *, last: bool) -> Sequence[int]:
    """Return the strips before which a frame may end on which `piece` begins at `first`, from `reach` downwards.

    `last` says that no piece follows.
    """
    count = len(piece.heights)
    inside = range(min(reach, count - max(piece.least, 1)), max(first, first + piece.least - 1), -1)
    return (count, *inside[:WINDOW]) if reach == count and (last or not piece.keep) else inside


def _filled_frame(pieces: tuple[FlowPiece, ...], start: tuple[int, int], end: _Step, grid: int) -> FilledFrame:
    placed: list[PlacedPiece] = []
    y = lowest = 0
    for index in range(start[0], end.at[0] + (end.at[1] > 0)):
        piece, first = pieces[index], start[1] if index == start[0] else 0
        last = end.at[1] if index == end.at[0] else len(piece.heights)
        if first == last:
            continue
        top = _top(piece, y, lowest, grid)
        lowest = max(lowest, top + (0 if first else piece.beside))
        placed.append(PlacedPiece(index, first, last, top))
        y = top + (piece.repeat if first else 0) + sum(piece.heights[first:last])
    return FilledFrame(tuple(placed), end.height)
