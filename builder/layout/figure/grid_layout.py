"""Nodes on a grid with gaps: places are exchanged while that spares crossings, from several beginnings."""

import math
import sys
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from builder.layout.figure.graph_layout import Board, PlacedGraph, Segment, Tie
from builder.model.units import Rect

ROWS, COLUMNS = 3, 4

STARTS = 12
"""From so many beginnings the search is made; each ends where no exchange of two places is better."""

SPREADS = (1.0, 0.75, 0.5, 0.25, 0.0)
"""Nodes are as far apart as so large a share of the room at the sides makes them; lines get flatter with it."""

_HIT, _CROSSING, _FLAWED, _NARROW, _ASIDE, _UNEVEN = 3000, 300, 30, 6, 24, 16
"""What a line through a node costs, a crossing, a line that leaves its node at a corner or of which little is seen, two
lines that leave a node side by side, the distance of the hub from the middle and that of the middle of all nodes; with
the length of all lines these two count their 80 points."""

_NEAR_CORNER = 0.65
"""A line leaves at a corner that is so far along half its side, as a share."""

_SEEN = 1.5
"""Between its nodes at least so much of a line is seen, in heights of a node: it has a number to hold."""

LEAST_ANGLE = 20
"""Two lines of a node are distinguished well from so many degrees on."""


@lru_cache(maxsize=64)
def place_on_grid(
    count: int, ties: tuple[Tie, ...], frame: Rect, size: tuple[int, int], gap: int, *, hub: int
) -> PlacedGraph | None:
    """Return the clearest arrangement that was found, or None if the grid has no room for `count` nodes.

    The node `hub` is as near the middle as costs no crossing.
    """
    places = _places(frame, size, gap)
    if places is None or count > len(places):
        return None
    grid = _Grid(places, ties, hub, gap)
    _, best = min((grid.improved(grid.start(count, number)) for number in range(STARTS)), key=itemgetter(0))
    hits, crossings = grid.faults(best)
    used = tuple(places[best[node]] for node in range(count))
    spread = [_spread(used, frame, share) for share in SPREADS]
    spread = [_around(nodes, frame, hub) for nodes in spread] + spread
    boards = [(nodes, Board(nodes, gap)) for nodes in spread]
    nodes, board = min(boards, key=lambda one: (_touching(one[0], gap), *_stretch_faults(one[1], count, ties, used[0])))
    links = tuple(board.link(one, other).named(one, other) for one, other in ties)
    return PlacedGraph(nodes, links, hits, crossings)


def _touching(nodes: tuple[Rect, ...], gap: int) -> int:
    """Return how many two nodes are nearer than `gap`, EMU."""
    return sum(one.grown(gap).overlaps(other) for one, other in combinations(nodes, 2))


def _stretch_faults(board: Board, count: int, ties: tuple[Tie, ...], box: Rect) -> tuple[int, int, int]:
    """Return how often lines pass through nodes as large as `box` and cross, and how many lines are flawed."""
    paths, order = [board.link(*tie) for tie in ties], tuple(range(count))
    flawed = sum(_is_flawed(one.line, one.length, box) for one in paths)
    return board.hits(order, ties), len(board.crossed(order, ties)), flawed


def _around(nodes: tuple[Rect, ...], frame: Rect, hub: int) -> tuple[Rect, ...]:
    """Return the nodes with the hub in the middle of the frame's width and those on either side as far from it."""
    middle, at = frame.x + (frame.width - nodes[hub].width) // 2, nodes[hub].x
    reach = max(abs(one.x - at) for one in nodes)
    sides = {True: max([one.x - at for one in nodes]), False: max([at - one.x for one in nodes])}
    reach = min(reach, (frame.width - nodes[hub].width) // 2)
    if not all(sides.values()):
        return nodes
    moved = (middle + int((one.x - at) * reach / sides[one.x > at]) for one in nodes)
    return tuple(replace(one, x=x) for one, x in zip(nodes, moved, strict=True))


def _spread(used: tuple[Rect, ...], frame: Rect, share: float) -> tuple[Rect, ...]:
    """Return the nodes in the middle and `share` of the way to as wide as the frame; their rows fill its height.

    What does not cross crosses no more when it is stretched.
    """
    centred, wide = _centred(used, frame), _stretched([one.x for one in used], frame.x, frame.right - used[0].width)
    columns = [near + round((far - near) * share) for near, far in zip(centred, wide, strict=True)]
    rows = _stretched([one.y for one in used], frame.y, frame.bottom - used[0].height)
    return tuple(Rect(x, y, one.width, one.height) for x, y, one in zip(columns, rows, used, strict=True))


def _stretched(places: list[int], low: int, high: int) -> list[int]:
    first, last = min(places), max(places)
    if first == last:
        return [(low + high) // 2] * len(places)
    return [low + (at - first) * (high - low) // (last - first) for at in places]


def _centred(used: tuple[Rect, ...], frame: Rect) -> list[int]:
    left, right = min(one.x for one in used), max(one.right for one in used)
    by = frame.x + (frame.width - right + left) // 2 - left
    return [one.x + by for one in used]


def _places(frame: Rect, size: tuple[int, int], gap: int) -> tuple[Rect, ...] | None:
    across = (frame.width - size[0]) // (COLUMNS - 1)
    down = (frame.height - size[1]) // (ROWS - 1)
    if across < size[0] + gap or down < size[1] + gap:
        return None
    # half a step apart, so that lines leave past their neighbours
    halves = 2 * COLUMNS - 1
    return tuple(
        Rect(frame.x + half * across // 2, frame.y + row * down, *size) for row in range(ROWS) for half in range(halves)
    )


class _Line(NamedTuple):
    """What the line between two places of the grid costs, with sets of places and of lines as bits of a number."""

    bit: int
    length: int
    flawed: bool
    """Whether it leaves its nodes at a corner, or is hardly seen between them."""
    through: int
    """The places that the line passes through."""
    crossed: int
    """The lines that it crosses."""
    beside: int
    """The lines from which it cannot be told well where they leave a node."""


class _Grid:
    """The places, and what the lines between them cross and pass through; each line is measured once."""

    def __init__(self, places: tuple[Rect, ...], ties: tuple[Tie, ...], hub: int, clear: int) -> None:
        self._ties, self._hub = ties, hub
        across = min(one.x for one in places) + max(one.right for one in places)
        down = min(one.y for one in places) + max(one.bottom for one in places)
        self._across = [(one.x + one.right - across) // 2 for one in places]  # from the middle of all places
        self._down = [(one.y + one.bottom - down) // 2 for one in places]
        self._near = [
            _bits(other for other, there in enumerate(places) if other != at and here.grown(clear).overlaps(there))
            for at, here in enumerate(places)
        ]
        self._lines = _lines(places, clear)

    def start(self, count: int, number: int) -> tuple[int, ...]:
        """Return a beginning: the nodes in turn, some places further on each time."""
        step = (5, 7, 1, 3)[number % 4]
        places = len(self._across)
        order = [(number + at * step) % places for at in range(places)]
        return tuple(dict.fromkeys((*order, *range(places))))[:count]

    def improved(self, order: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        """Return `order` with nodes moved and exchanged while that is better, and before it how bad it is then."""
        cost = self._cost(order, sys.maxsize)
        better = True
        while better:
            better = False
            for node in range(len(order)):
                for place in range(len(self._across)):
                    tried = _with_node_at(order, node, place)
                    new = self._cost(tried, cost)
                    if new < cost:
                        order, cost, better = tried, new, True
        return cost, order

    def _cost(self, order: tuple[int, ...], limit: int) -> int:
        """Return how bad an arrangement is, or `limit` as soon as it is known to be no better."""
        taken = _bits(order)
        drawn = length = faults = 0
        for place in order:
            faults += _HIT * (self._near[place] & taken).bit_count()
        for one, other in self._ties:
            line = self._lines[order[one]][order[other]]
            faults += _HIT * (line.through & taken).bit_count() + _CROSSING * (line.crossed & drawn).bit_count()
            faults += _NARROW * (line.beside & drawn).bit_count() + _FLAWED * line.flawed
            if faults >= limit:
                return limit
            length += line.length
            drawn |= line.bit
        hub = order[self._hub]
        aside = abs(self._across[hub]) * 2 + abs(self._down[hub])
        uneven = sum(abs(sum(map(axis.__getitem__, order))) for axis in (self._across, self._down))
        return faults + (_ASIDE * aside + _UNEVEN * uneven + length) // 1_000_000

    def faults(self, order: tuple[int, ...]) -> tuple[int, int]:
        """Return how often nodes are too near and lines pass through nodes, and how often lines cross."""
        taken, lines = _bits(order), [self._lines[order[one]][order[other]] for one, other in self._ties]
        hits = [self._near[place] & taken for place in order] + [line.through & taken for line in lines]
        crossings = sum(one.crossed & other.bit > 0 for one, other in combinations(lines, 2))
        return sum(hit.bit_count() for hit in hits), crossings


def _lines(places: tuple[Rect, ...], clear: int) -> list[dict[int, _Line]]:
    """Return for each place its lines to the others, which stay `clear` EMU away from foreign places."""
    board, numbers = Board(places, clear), range(len(places))
    at = {pair: number for number, pair in enumerate(combinations(numbers, 2))}
    at |= {(other, one): number for (one, other), number in at.items()}
    parted = [[at[pair] for pair in board.parted(one, other)] for one, other in combinations(numbers, 2)]
    ends = [_bits(found) for found in parted]
    beside = [0] * len(parted)
    for place in numbers:
        angles = {other: board.angle(place, other) for other in numbers if other != place}
        for one, other in combinations(angles, 2):
            turn = math.degrees(angles[one] - angles[other])
            if min(turn % 360, -turn % 360) < LEAST_ANGLE:
                beside[at[place, one]] |= 1 << at[place, other]
                beside[at[place, other]] |= 1 << at[place, one]
    lines: list[dict[int, _Line]] = [{} for _ in places]
    for number, (one, other) in enumerate(combinations(numbers, 2)):
        path = board.link(one, other)
        crossed = _bits(further for further in parted[number] if ends[further] >> number & 1)
        flawed = _is_flawed(path.line, path.length, places[0])
        line = _Line(1 << number, path.length, flawed, _bits(path.through), crossed, beside[number])
        lines[one][other] = lines[other][one] = line
    return lines


def _is_flawed(line: Segment, length: int, box: Rect) -> bool:
    """Return whether `line` leaves nodes as large as `box` near a corner, or is hardly seen between them."""
    x, y, end_x, end_y = line
    low, high = sorted((abs(end_x - x) * box.height, abs(end_y - y) * box.width))
    seen = length * (1 - box.width * box.height / high)
    return low > _NEAR_CORNER * high or seen < _SEEN * box.height


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def _with_node_at(order: tuple[int, ...], node: int, place: int) -> tuple[int, ...]:
    """Return `order` with `node` at `place`; who is there takes its place."""
    tried = list(order)
    if place in order:
        tried[order.index(place)] = order[node]
    tried[node] = place
    return tuple(tried)
