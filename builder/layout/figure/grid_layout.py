"""Nodes on a grid with gaps: places are exchanged while that spares crossings, from several beginnings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from builder.layout.figure.graph_layout import Board, PlacedGraph, Tie, crosses, passes_through
from builder.model.units import Rect

ROWS, COLUMNS = 3, 4

STARTS = 16
"""From so many beginnings the search is made; each ends where no exchange of two places is better."""

_HIT, _CROSSING = 1000, 100


@lru_cache(maxsize=64)
def place_on_grid(
    count: int, ties: tuple[Tie, ...], frame: Rect, size: tuple[int, int], gap: int
) -> PlacedGraph | None:
    """Return the clearest arrangement that was found, or None if the grid has no room for `count` nodes."""
    places = _places(frame, size, gap)
    if places is None or count > len(places):
        return None
    grid = _Grid(places, ties)
    best = min((grid.improved(grid.start(count, number)) for number in range(STARTS)), key=grid.cost)
    hits, crossings = grid.faults(best)
    used = [places[best[node]] for node in range(count)]
    left, right = min(one.x for one in used), max(one.right for one in used)
    by = frame.x + (frame.width - right + left) // 2 - left
    board = Board(_moved_by(places, by))
    links = tuple(board.link(best[one], best[other]).named(one, other) for one, other in ties)
    return PlacedGraph(_moved_by(tuple(used), by), links, hits, crossings)


def _moved_by(places: tuple[Rect, ...], by: int) -> tuple[Rect, ...]:
    return tuple(Rect(one.x + by, one.y, one.width, one.height) for one in places)


def _places(frame: Rect, size: tuple[int, int], gap: int) -> tuple[Rect, ...] | None:
    across = (frame.width - size[0]) // (COLUMNS - 1)
    down = (frame.height - size[1]) // (ROWS - 1)
    if across < size[0] + gap or down < size[1] + gap:
        return None
    # every second row is shifted by half a step, so that lines leave past their neighbours
    spots = [(column * across, row * down, row % 2) for row in range(ROWS) for column in range(COLUMNS)]
    return tuple(
        Rect(frame.x + x + (across // 2 if odd else 0), frame.y + y, *size)
        for x, y, odd in spots
        if not odd or x + across // 2 + size[0] <= frame.width
    )


class _Line(NamedTuple):
    """What the line between two places of the grid costs, with sets of places and of lines as bits of a number."""

    bit: int
    length: int
    through: int
    """The places that the line passes through."""
    crossed: int
    """The lines that it crosses."""


class _Grid:
    """The places, and what the lines between them cross and pass through; each line is measured once."""

    def __init__(self, places: tuple[Rect, ...], ties: tuple[Tie, ...]) -> None:
        self._ties, self._places = ties, places
        pairs = list(combinations(range(len(places)), 2))
        board = Board(places)
        paths = [board.link(*pair) for pair in pairs]
        self._lines: dict[Tie, _Line] = {}
        for at, (pair, path) in enumerate(zip(pairs, paths, strict=True)):
            through = (
                place for place, box in enumerate(places) if place not in pair and passes_through(path.line, box)
            )
            crossed = (
                other
                for other in range(len(pairs))
                if not set(pair) & set(pairs[other]) and crosses(path.line, paths[other].line)
            )
            line = _Line(1 << at, path.length, _bits(through), _bits(crossed))
            self._lines[pair] = self._lines[pair[::-1]] = line

    def start(self, count: int, number: int) -> tuple[int, ...]:
        """Return a beginning: the nodes in turn, some places further on each time."""
        step = (5, 7, 1, 3)[number % 4]
        places = len(self._places)
        order = [(number + at * step) % places for at in range(places)]
        return tuple(dict.fromkeys((*order, *range(places))))[:count]

    def improved(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """Return `order` with nodes moved and exchanged while that is better."""
        cost = self.cost(order)
        better = True
        while better:
            better = False
            for node in range(len(order)):
                for place in range(len(self._places)):
                    tried = _moved(order, node, place)
                    new = self.cost(tried)
                    if new < cost:
                        order, cost, better = tried, new, True
        return order

    def cost(self, order: tuple[int, ...]) -> int:
        """Return how bad an arrangement is."""
        hits, crossings = self.faults(order)
        length = sum(self._lines[order[one], order[other]].length for one, other in self._ties)
        return _HIT * hits + _CROSSING * crossings + length // 1_000_000

    def faults(self, order: tuple[int, ...]) -> tuple[int, int]:
        """Return how often lines pass through nodes, and how often they cross."""
        taken = _bits(order)
        hits = crossings = drawn = 0
        for one, other in self._ties:
            line = self._lines[order[one], order[other]]
            hits += (line.through & taken).bit_count()
            crossings += (line.crossed & drawn).bit_count()
            drawn |= line.bit
        return hits, crossings


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _moved(order: tuple[int, ...], node: int, place: int) -> tuple[int, ...]:
    """Return `order` with `node` at `place`; who is there takes its place."""
    old = order[node]
    return tuple(place if at == node else old if one == place else one for at, one in enumerate(order))
