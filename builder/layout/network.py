"""Where the nodes and lines of a network stand: a ring, as few crossings as can be, no line through a foreign node."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from builder.style import Rect

Tie = tuple[int, int]
"""Two nodes by index, the smaller one first."""

Cost = Callable[[list[int]], int]

Segment = tuple[int, int, int, int]
"""x and y of both ends, EMU."""

EXPONENTS = (2.0, 2.5, 3.0, 4.0, 6.0)
"""From an ellipse to nearly a rectangle (Lamé's curve): the roundest ring on which the nodes have room is taken."""

WIDEST = 2.2
"""A ring is at most so many times as wide as it is high."""

STEPS = 1440
"""Samples of the ring."""

OUTWARD = ((0, -1), (-1, 0), (0, 1), (1, 0))
"""Where the connection sites 0 top, 1 left, 2 bottom, 3 right look (ECMA-376, preset shape `rect`)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two nodes, from site to site."""

    one: int
    other: int
    one_site: int
    other_site: int
    line: Segment


@dataclass(frozen=True, slots=True)
class Net:
    """A placed network."""

    nodes: tuple[Rect, ...]
    """In the order of the nodes' indices."""
    links: tuple[Link, ...]
    hits: int
    """How often a line passes through a node that is not its own."""
    crossings: int
    """How often two lines cross."""


def place_net(count: int, ties: tuple[Tie, ...], frame: Rect, size: tuple[int, int], gap: int) -> Net | None:
    """Return `count` nodes of `size` in `frame` with their `ties`, or None where they have no room.

    All on a ring, or the one with most ties in the middle: what has fewer lines through nodes, then fewer crossings.
    """
    degree = [sum(node in tie for tie in ties) for node in range(count)]
    hub = max(range(count), key=lambda node: (degree[node], -node))
    nets = [_ring(count, ties, frame, size, gap)]
    if count > 4 and degree[hub] >= count * 0.6:
        nets.append(_around(hub, count, ties, frame, size, gap=gap))
    found = [net for net in nets if net]
    return min(found, key=lambda net: (net.hits, net.crossings), default=None)


def _ring(count: int, ties: tuple[Tie, ...], frame: Rect, size: tuple[int, int], gap: int) -> Net | None:
    places = _places(count, frame, size, gap)
    if places is None:
        return None
    order = _order(count, ties)
    return _linked(tuple(places[order.index(node)] for node in range(count)), ties)


def _around(hub: int, count: int, ties: tuple[Tie, ...], frame: Rect, size: tuple[int, int], *, gap: int) -> Net | None:
    places = _places(count - 1, frame, size, gap)
    middle = Rect(frame.x + (frame.width - size[0]) // 2, frame.y + (frame.height - size[1]) // 2, *size)
    if places is None or any(_near(middle, place, gap) for place in places):
        return None
    others = [node for node in range(count) if node != hub]
    rim = tuple((others.index(one), others.index(other)) for one, other in ties if hub not in {one, other})
    order = _order(count - 1, rim)
    nodes = {others[node]: places[at] for at, node in enumerate(order)} | {hub: middle}
    return _linked(tuple(nodes[node] for node in range(count)), ties)


def _places(count: int, frame: Rect, size: tuple[int, int], gap: int) -> tuple[Rect, ...] | None:
    """Return places on the roundest ring on which no two nodes are nearer than `gap`, from the top clockwise."""
    if size[0] > frame.width or size[1] > frame.height:
        return None
    high = (frame.height - size[1]) / 2
    wide = min((frame.width - size[0]) / 2, max(high * WIDEST, size[0] + gap))
    middle = (frame.x + frame.width // 2, frame.y + frame.height // 2)
    for exponent in EXPONENTS:
        curve = [_curve(2 * math.pi * step / STEPS, exponent, wide, high) for step in range(STEPS)]
        places = tuple(
            Rect(middle[0] + round(x) - size[0] // 2, middle[1] + round(y) - size[1] // 2, *size)
            for x, y in _spaced(curve, count, size, gap)
        )
        if not any(_near(one, other, gap) for one, other in combinations(places, 2)):
            return places
    return None


def _curve(angle: float, exponent: float, wide: float, high: float) -> tuple[float, float]:
    sine, cosine = math.sin(angle), -math.cos(angle)
    power = 2 / exponent
    return wide * math.copysign(abs(sine) ** power, sine), high * math.copysign(abs(cosine) ** power, cosine)


def _spaced(curve: list[tuple[float, float]], count: int, size: tuple[int, int], gap: int) -> list[tuple[float, float]]:
    """Return `count` points of `curve`, evenly apart as boxes see it: a box's width across is as far as its height down."""
    lengths = [0.0]
    for (x, y), (nx, ny) in zip(curve, [*curve[1:], curve[0]], strict=True):
        lengths.append(lengths[-1] + max(abs(nx - x) / (size[0] + gap), abs(ny - y) / (size[1] + gap)))
    points, at = [], 0
    for number in range(count):
        while at < len(curve) - 1 and lengths[at] < lengths[-1] * number / count - 1e-9:
            at += 1
        points.append(curve[at])
    return points


def _near(one: Rect, other: Rect, gap: int) -> bool:
    wide = Rect(one.x - gap, one.y - gap, one.width + 2 * gap, one.height + 2 * gap)
    return wide.overlaps(other)


def _order(count: int, ties: tuple[Tie, ...]) -> list[int]:
    """Return the nodes around the ring: exchanged two by two while ties get shorter, then while crossings get fewer."""
    order = list(range(count))
    order = _improved(order, list(combinations(range(count), 2)), lambda one: _length(one, ties))
    near = [(at, at + 1) for at in range(count - 1)]
    return _improved(order, near, lambda one: _crossed(one, ties) * 1000 + _length(one, ties))


def _improved(order: list[int], swaps: list[Tie], cost_of: Cost) -> list[int]:
    cost = cost_of(order)
    better = True
    while better:
        better = False
        for one, other in swaps:
            tried = list(order)
            tried[one], tried[other] = tried[other], tried[one]
            new = cost_of(tried)
            if new < cost:
                order, cost, better = tried, new, True
    return order


def _length(order: list[int], ties: tuple[Tie, ...]) -> int:
    at = {node: place for place, node in enumerate(order)}
    count = len(order)
    return sum(min(abs(at[a] - at[b]), count - abs(at[a] - at[b])) ** 2 for a, b in ties)


def _crossed(order: list[int], ties: tuple[Tie, ...]) -> int:
    at = {node: place for place, node in enumerate(order)}
    chords = [tuple(sorted((at[a], at[b]))) for a, b in ties]
    return sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(chords, 2))


def _linked(nodes: tuple[Rect, ...], ties: tuple[Tie, ...]) -> Net:
    links = tuple(_link(nodes, one, other) for one, other in ties)
    hits = sum(
        passes_through(link.line, box)
        for link in links
        for index, box in enumerate(nodes)
        if index not in {link.one, link.other}
    )
    pairs = combinations(links, 2)
    crossings = sum(crosses(a.line, b.line) for a, b in pairs if not {a.one, a.other} & {b.one, b.other})
    return Net(nodes, links, hits, crossings)


def _link(nodes: tuple[Rect, ...], one: int, other: int) -> Link:
    """Return the shortest line from site to site that leaves both nodes outwards and meets no other node."""
    choices = []
    foreign = [box for index, box in enumerate(nodes) if index not in {one, other}]
    for begin in range(4):
        for end in range(4):
            line = (*_site(nodes[one], begin), *_site(nodes[other], end))
            inward = not _leaves(line, begin) or not _leaves((line[2], line[3], line[0], line[1]), end)
            hits = sum(passes_through(line, box) for box in foreign)
            length = math.hypot(line[2] - line[0], line[3] - line[1])
            choices.append((inward, hits, length, begin, end, line))
    _, _, _, begin, end, line = min(choices)
    return Link(one, other, begin, end, line)


def _site(box: Rect, site: int) -> tuple[int, int]:
    x, y = OUTWARD[site]
    return box.x + box.width * (1 + x) // 2, box.y + box.height * (1 + y) // 2


def _leaves(line: Segment, site: int) -> bool:
    x, y = OUTWARD[site]
    return (line[2] - line[0]) * x + (line[3] - line[1]) * y > 0


def passes_through(line: Segment, box: Rect) -> bool:
    """Return whether `line` has a point inside `box` (Liang and Barsky's clipping)."""
    x, y = line[0], line[1]
    across, down = line[2] - x, line[3] - y
    first, last = 0.0, 1.0
    for step, room in (
        (-across, x - box.x), (across, box.right - x), (-down, y - box.y), (down, box.bottom - y),
    ):  # fmt: skip
        if step == 0:
            if room <= 0:
                return False
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    return first < last


def crosses(one: Segment, other: Segment) -> bool:
    """Return whether two lines cross between their ends."""
    a, b, c, d = one[:2], one[2:], other[:2], other[2:]
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: tuple[int, ...], b: tuple[int, ...], c: tuple[int, ...]) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)
