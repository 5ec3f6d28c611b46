"""Where the nodes and lines of a network go: a ring, as few crossings as can be, no line through a foreign node.

Readers are helped most by few crossings (H. C. Purchase, Which Aesthetic Has the Greatest Effect on Human
Understanding?, Graph Drawing 1997), then by short lines. Three steps, none of which uses chance:

1. The order round the ring is found by sifting (M. Baur and U. Brandes, Crossing Reduction in Circular Layouts, 2004):
   each node in turn is moved to where it crosses least, until no move helps. Some n³ steps of counting, for the two
   dozen actors that a briefing may name.
2. The ring is a Lamé curve in the frame, the roundest on which no two boxes are nearer than the gap: from an ellipse
   towards a rectangle, since wide boxes waste the corners of an ellipse.
3. Lines run from middle to middle, behind the boxes. Where one would pass behind a third box, nodes change places two
   by two while that helps. One node with most of the ties is also tried in the middle of the ring, and the better of
   both is taken.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, pairwise, product

from msgspec import Struct
from msgspec.structs import replace

from builder.model.units import Rect

Tie = tuple[int, int]
"""Two nodes by index, the smaller one first."""

Point = tuple[float, float]

Segment = tuple[int, int, int, int]
"""x and y of both ends, EMU."""

EXPONENTS = (2.0, 2.5, 3.0, 4.0, 6.0)
"""From an ellipse to nearly a rectangle (Lamé's curve): the roundest ring on which the nodes have room is taken."""

RING_WIDTH = 2.2
"""A ring is at most so many times as wide as it is high."""

STEPS = 240
"""Samples of the ring."""

HIT, LENGTH = 100_000, 12_700
"""What a line through a node costs; lengths cost their points."""


class Edge(Struct, frozen=True):
    """A line between two nodes, from middle to middle."""

    one: int
    other: int
    line: Segment


class PlacedGraph(Struct, frozen=True):
    """A placed network."""

    nodes: tuple[Rect, ...]
    """In the order of the nodes' indices."""
    links: tuple[Edge, ...]
    hits: int
    """How often a line passes through a node that is not its own."""
    crossings: int
    """How often two lines cross."""


@lru_cache(maxsize=64)
def place_net(count: int, ties: tuple[Tie, ...], frame: Rect, size: tuple[int, int], gap: int) -> PlacedGraph | None:
    """Return `count` nodes of `size` in `frame` with their `ties`, or None if they have no room.

    All on a ring, or the one with most ties in the middle: what has fewer lines through nodes, then fewer crossings.
    """
    nets = [_arranged(_places(count, frame, size, gap), ties, _sifted(tuple(range(count)), ties))]
    degree = [sum(node in tie for tie in ties) for node in range(count)]
    hub = max(range(count), key=lambda node: (degree[node], -node))
    if count > 4 and degree[hub] >= count * 0.6:
        order = tuple(node for node in range(count) if node != hub)
        rim = tuple(tie for tie in ties if hub not in tie)
        nets.append(_arranged(_around_middle(count - 1, frame, size, gap), ties, (*_sifted(order, rim), hub)))
    found = [net for net in nets if net]
    return min(found, key=lambda net: (net.hits, net.crossings, _length(net)), default=None)


def with_larger(net: PlacedGraph, node: int, by: int) -> PlacedGraph:
    """Return `net` with a node that is `by` larger on each side, no further to a side than any node."""
    large, left, right = (
        net.nodes[node].grown(by),
        min(one.x for one in net.nodes),
        max(one.right for one in net.nodes),
    )
    large = Rect(min(max(large.x, left), right - large.width), large.y, large.width, large.height)
    return replace(net, nodes=(*net.nodes[:node], large, *net.nodes[node + 1 :]))


def _length(net: PlacedGraph) -> int:
    return sum(round(math.hypot(x - end_x, y - end_y)) for x, y, end_x, end_y in (link.line for link in net.links))


def _around_middle(count: int, frame: Rect, size: tuple[int, int], gap: int) -> tuple[Rect, ...] | None:
    """Return a ring of `count` places and one in its middle."""
    ring = _places(count, frame, size, gap)
    middle = Rect(frame.x + (frame.width - size[0]) // 2, frame.y + (frame.height - size[1]) // 2, *size)
    if ring is None or any(_near(middle, place, gap) for place in ring):
        return None
    return (*ring, middle)


def _places(count: int, frame: Rect, size: tuple[int, int], gap: int) -> tuple[Rect, ...] | None:
    """Return places on the roundest ring on which no two nodes are nearer than `gap`, from the top clockwise."""
    if size[0] > frame.width or size[1] > frame.height:
        return None
    around = 2 * (frame.width - size[0]) / (size[0] + gap) + 2 * (frame.height - size[1]) / (size[1] + gap)
    if around < count:
        return None
    high = (frame.height - size[1]) / 2 - 1  # an EMU for rounding
    wide = min((frame.width - size[0]) / 2 - 1, max(high * RING_WIDTH, size[0] + gap))
    middle = (frame.x + frame.width // 2, frame.y + frame.height // 2)
    for exponent in EXPONENTS:
        curve = [_curve(2 * math.pi * step / STEPS, exponent, wide, high) for step in range(STEPS)]
        for spaced in (_evenly, _widely):  # the second is as wide as can be, and slow
            places = tuple(
                Rect(middle[0] + round(x) - size[0] // 2, middle[1] + round(y) - size[1] // 2, *size)
                for x, y in spaced(curve, count, size, gap)
            )
            if not any(_near(one, other, gap) for one, other in combinations(places, 2)):
                return places
    return None


def _curve(angle: float, exponent: float, wide: float, high: float) -> tuple[float, float]:
    sine, cosine = math.sin(angle), -math.cos(angle)
    power = 2 / exponent
    return wide * math.copysign(abs(sine) ** power, sine), high * math.copysign(abs(cosine) ** power, cosine)


def _evenly(curve: list[Point], count: int, size: tuple[int, int], gap: int) -> list[Point]:
    """Return `count` points of `curve`, evenly apart along it as boxes see it: their width counts as their height."""
    lengths = [0.0]
    for (x, y), (next_x, next_y) in pairwise([*curve, curve[0]]):
        lengths.append(lengths[-1] + max(abs(next_x - x) / (size[0] + gap), abs(next_y - y) / (size[1] + gap)))
    return [curve[bisect_left(lengths, lengths[-1] * number / count) % len(curve)] for number in range(count)]


def _widely(curve: list[Point], count: int, size: tuple[int, int], gap: int) -> list[Point]:
    """Return `count` points of `curve` as far apart as can be, as boxes see it: their width counts as their height."""
    across, down = size[0] + gap, size[1] + gap
    scaled = [(x / across, y / down) for x, y in curve]
    low, high = 0.0, 2 * len(curve) / count
    best = [len(curve) * number // count for number in range(count)]
    for _ in range(12):
        middle = (low + high) / 2
        walked = _walk(scaled, count, middle)
        if walked:
            best, low = walked, middle
        else:
            high = middle
    return [curve[at] for at in best]


def _walk(curve: list[tuple[float, float]], count: int, step: float) -> list[int] | None:
    """Return `count` places along `curve`, each `step` from the last and the first from the last; None if too far."""
    found = [0]
    for at, (x, y) in enumerate(curve):
        begin = curve[found[-1]]
        if max(abs(x - begin[0]), abs(y - begin[1])) >= step:
            found.append(at)
            if len(found) == count:
                end = curve[0]
                return found if max(abs(x - end[0]), abs(y - end[1])) >= step else None
    return found if count == 1 else None


def _near(one: Rect, other: Rect, gap: int) -> bool:
    wide = Rect(one.x - gap, one.y - gap, one.width + 2 * gap, one.height + 2 * gap)
    return wide.overlaps(other)


@lru_cache(maxsize=64)
def _sifted(order: tuple[int, ...], ties: tuple[Tie, ...]) -> tuple[int, ...]:
    """Return `order` around a ring with few crossings: each node in turn is moved to where it crosses least."""
    cost = _ring_cost(order, ties)
    better = True
    while better:
        better = False
        for node in sorted(order):
            rest = tuple(one for one in order if one != node)
            tried = [(*rest[:at], node, *rest[at:]) for at in range(len(rest) + 1)]
            costs = [_ring_cost(one, ties) for one in tried]
            if min(costs) < cost:
                cost, order, better = min(costs), tried[costs.index(min(costs))], True
    return order


def _ring_cost(order: tuple[int, ...], ties: tuple[Tie, ...]) -> int:
    at = {node: place for place, node in enumerate(order)}
    chords = sorted(sorted((at[one], at[other])) for one, other in ties)
    crossed = 0
    for index, (_, end) in enumerate(chords):
        for begin, other in chords[index + 1 :]:
            if begin >= end:
                break
            crossed += begin > chords[index][0] and other > end
    return 4 * crossed + sum(min(b - a, len(order) - b + a) for a, b in chords)


def _arranged(places: tuple[Rect, ...] | None, ties: tuple[Tie, ...], order: tuple[int, ...]) -> PlacedGraph | None:
    """Return the nodes on `places`, from `order` on exchanged two by two while that makes the net clearer."""
    if places is None:
        return None
    board = Board(places)
    count = len(places)
    if board.hits(order, ties):
        order = _improved(order, list(combinations(range(count), 2)), lambda one: board.cost(one, ties))
    at = {node: place for place, node in enumerate(order)}
    links = tuple(board.link(at[one], at[other]).named(one, other) for one, other in ties)
    nodes = tuple(places[at[node]] for node in range(count))
    return PlacedGraph(nodes, links, board.hits(order, ties), len(board.crossed(order, ties)))


def _improved(order: tuple[int, ...], swaps: list[Tie], cost_of: Callable[[tuple[int, ...]], int]) -> tuple[int, ...]:
    cost = cost_of(order)
    better = True
    while better:
        better = False
        for one, other in swaps:
            tried = list(order)
            tried[one], tried[other] = tried[other], tried[one]
            new = cost_of(tuple(tried))
            if new < cost:
                order, cost, better = tuple(tried), new, True
    return order


class Board:
    """Places, and the line between each two of them, whoever is there; lines are found when first asked for."""

    def __init__(self, places: tuple[Rect, ...], clear: int = 0) -> None:
        """Keep `places`, from which foreign lines stay `clear` EMU away; nothing is measured yet."""
        self._places, self._clear, self._middles = places, clear, [_middle(place) for place in places]
        self._links: dict[Tie, _Path] = {}

    def link(self, one: int, other: int) -> _Path:
        """Return the line between two places."""
        if (one, other) not in self._links:
            path = self._path(one, other)
            self._links[one, other], self._links[other, one] = path, path.turned()
        return self._links[one, other]

    def angle(self, one: int, other: int) -> float:
        """Return in which direction the line from `one` to `other` leaves, in radians."""
        x, y, end_x, end_y = self.link(one, other).line
        return math.atan2(end_y - y, end_x - x)

    def parted(self, one: int, other: int) -> Iterator[Tie]:
        """Yield each two places that are on either side of the endless line through `one` and `other`."""
        begin, end = self._middles[one], self._middles[other]
        turns = [_turn(begin, end, middle) for middle in self._middles]
        left, right = ([at for at, turn in enumerate(turns) if turn == side] for side in (-1, 1))
        return product(left, right)

    def cost(self, order: tuple[int, ...], ties: tuple[Tie, ...]) -> int:
        """Return how bad an arrangement is by its lines alone: those through nodes, then their length."""
        return sum(HIT * link.hits + link.length // LENGTH for link in self._paths(order, ties))

    def hits(self, order: tuple[int, ...], ties: tuple[Tie, ...]) -> int:
        """Return how often lines pass through places that are not their ends."""
        return sum(link.hits for link in self._paths(order, ties))

    def crossed(self, order: tuple[int, ...], ties: tuple[Tie, ...]) -> list[Tie]:
        """Return which ties cross, two by two."""
        lines = [link.line for link in self._paths(order, ties)]
        return [
            (a, b)
            for a, b in combinations(range(len(ties)), 2)
            if not set(ties[a]) & set(ties[b]) and crosses(lines[a], lines[b])
        ]

    def _paths(self, order: tuple[int, ...], ties: tuple[Tie, ...]) -> list[_Path]:
        at = {node: place for place, node in enumerate(order)}
        return [self.link(at[one], at[other]) for one, other in ties]

    def _path(self, one: int, other: int) -> _Path:
        """Return the line from middle to middle."""
        line = (*self._middles[one], *self._middles[other])
        length = round(math.hypot(line[2] - line[0], line[3] - line[1]))
        foreign = ((at, box.grown(self._clear)) for at, box in enumerate(self._places) if at not in {one, other})
        return _Path(line, length, tuple(at for at, box in foreign if passes_through(line, box)))


class _Path(Struct, frozen=True):
    """The line between two places."""

    line: Segment
    length: int
    through: tuple[int, ...]
    """The places that it passes through but for its ends."""

    @property
    def hits(self) -> int:
        return len(self.through)

    def turned(self) -> _Path:
        x, y, end_x, end_y = self.line
        return _Path((end_x, end_y, x, y), self.length, self.through)

    def named(self, one: int, other: int) -> Edge:
        return Edge(one, other, self.line)


def _middle(box: Rect) -> tuple[int, int]:
    return box.x + box.width // 2, box.y + box.height // 2


def passes_through(line: Segment, box: Rect) -> bool:
    """Return whether `line` has a point inside `box`."""
    x, y, end_x, end_y = line
    if (
        (x <= box.x and end_x <= box.x)
        or (y <= box.y and end_y <= box.y)
        or (x >= box.right and end_x >= box.right)
        or (y >= box.bottom and end_y >= box.bottom)
    ):  # it stays on one side: most do, and need no clipping
        return False
    first, last = shares_inside(line, box)
    return first < last


def shares_inside(line: Segment, box: Rect) -> tuple[float, float]:
    """Return from and to which share of its length `line` is inside `box`; the first is no less where it never is.

    This is Liang and Barsky's clipping.
    """
    x, y, end_x, end_y = line
    across, down = end_x - x, end_y - y
    first, last = 0.0, 1.0
    for step, room in (
        (-across, x - box.x), (across, box.right - x), (-down, y - box.y), (down, box.bottom - y),
    ):  # fmt: skip
        if step == 0:
            if room <= 0:
                return 1.0, 0.0
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    return first, last


def crosses(one: Segment, other: Segment) -> bool:
    """Return whether two lines cross between their ends."""
    a, b, c, d = one[:2], one[2:], other[:2], other[2:]
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: tuple[int, ...], b: tuple[int, ...], c: tuple[int, ...]) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)
