"""Which slide, shape and paragraph of one deck is which of another: by words, place and order, never by id alone."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

from builder.compare.likeness import SlideWording, likeness, shape_likeness, slide_likeness
from builder.compare.neutral_deck import NeutralParagraph, NeutralShape, NeutralSlide

T = TypeVar("T")

ALIKE = 0.4
"""How alike two paragraphs must be to be versions of one."""

LARGEST = 300
"""The most rows that the best assignment is sought for; beyond, what differs is paired in order."""


class Pairing(NamedTuple):
    """Which one is which: pairs of indexes in the order of the first deck, and what is left on either side."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def to(self) -> dict[int, int]:
        """The second deck's index for each index of the first."""
        return dict(self.pairs)

    @property
    def back(self) -> dict[int, int]:
        """The first deck's index for each index of the second."""
        return {other: one for one, other in self.pairs}

    @property
    def in_their_order(self) -> list[int]:
        """The first deck's indexes in the order of the second."""
        back = self.back
        return [back[there] for there in sorted(back)]


def pair_slides(one: Sequence[NeutralSlide], other: Sequence[NeutralSlide]) -> Pairing:
    """Return which slides of two decks are versions of one another."""
    ours = [SlideWording(slide, at / max(len(one) - 1, 1)) for at, slide in enumerate(one)]
    theirs = [SlideWording(slide, at / max(len(other) - 1, 1)) for at, slide in enumerate(other)]
    sure = _same_once(
        [(words.text, words.notes, words.pictures) for words in ours],
        [(words.text, words.notes, words.pictures) for words in theirs],
    )
    return _paired(ours, theirs, sure, slide_likeness)


def pair_shapes(one: Sequence[NeutralShape], other: Sequence[NeutralShape]) -> Pairing:
    """Return which shapes of two versions of a slide are versions of one another."""
    longer = max(len(one), len(other), 1)
    left, right = list(enumerate(one)), list(enumerate(other))

    def score(mine: tuple[int, NeutralShape], yours: tuple[int, NeutralShape]) -> float:
        return shape_likeness(mine[1], yours[1], abs(mine[0] - yours[0]) / longer)

    keys = [[(s.kind, s.placeholder, s.name, s.text, s.picture, s.box) for s in shapes] for shapes in (one, other)]
    return _paired(left, right, _same_once(*keys), score)


def pair_paragraphs(one: Sequence[NeutralParagraph], other: Sequence[NeutralParagraph]) -> Pairing:
    """Return which paragraphs are versions of one another.

    Those that are alike are paired first; then what lies between the same two neighbours was replaced.
    """
    left, right = [paragraph.text for paragraph in one], [paragraph.text for paragraph in other]
    long_left, long_right = max(len(left), 1), max(len(right), 1)
    only = len(left) == len(right) == 1

    def score(mine: tuple[int, str], yours: tuple[int, str]) -> float:
        alike = likeness(mine[1], yours[1])
        if alike <= ALIKE and not only:
            return 0.0
        return max(alike, 0.01) + 0.05 * (1 - abs(mine[0] / long_left - yours[0] / long_right))

    found = _paired(list(enumerate(left)), list(enumerate(right)), _same_once(left, right), score)
    return _with_replaced(found, len(left), len(right))


def _with_replaced(found: Pairing, left: int, right: int) -> Pairing:
    to, added = found.to, list(found.added)
    for index in found.removed:
        before = to.get(index - 1, -1) if index else -1
        after = to.get(index + 1, right) if index + 1 < left else right
        between = [one for one in added if before < one < after]
        known = (not index or index - 1 in to) and (index + 1 >= left or index + 1 in to)
        if known and len(between) == 1:
            to[index] = between[0]
            added.remove(between[0])
    return _pairing(sorted(to.items()), left, right)


def _paired(one: Sequence[T], other: Sequence[T], sure: dict[int, int], score: Callable[[T, T], float]) -> Pairing:
    """Return the pairs that are `sure`, and the best assignment of the rest."""
    taken = set(sure.values())
    rest, free = [i for i in range(len(one)) if i not in sure], [j for j in range(len(other)) if j not in taken]
    if max(len(rest), len(free)) > LARGEST:
        found = [(i, j) for i, j in zip(rest, free, strict=False) if score(one[i], other[j]) > 0]
    else:
        scores = [[score(one[i], other[j]) for j in free] for i in rest]
        found = [(rest[i], free[j]) for i, j in best_pairs(scores)]
    return _pairing(sorted([*sure.items(), *found]), len(one), len(other))


def _pairing(pairs: Sequence[tuple[int, int]], left: int, right: int) -> Pairing:
    ours, theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    return Pairing(
        tuple(pairs),
        tuple(index for index in range(left) if index not in ours),
        tuple(index for index in range(right) if index not in theirs),
    )


def _same_once(one: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    """Return the pairs of what occurs exactly once in each of two rows."""
    ours, theirs = Counter(one), Counter(other)
    places = {key: index for index, key in enumerate(other)}
    return {i: places[key] for i, key in enumerate(one) if ours[key] == 1 == theirs[key] and key}


def best_pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) whose scores have the greatest sum; a score of 0 or less makes no pair.

    The Hungarian method (Kuhn 1955), by shortest augmenting paths; the cost grows with the cube of the longer side.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    size = max(rows, columns)
    if not rows or not columns:
        return []
    costs = [
        [-max(scores[row][column], 0.0) if row < rows and column < columns else 0.0 for column in range(size)]
        for row in range(size)
    ]
    found = [(row, column) for column, row in enumerate(_assigned_rows(costs)) if row < rows and column < columns]
    return sorted(pair for pair in found if scores[pair[0]][pair[1]] > 0)


def _assigned_rows(costs: list[list[float]]) -> list[int]:
    """Return for each column the row that the cheapest assignment gives it; index 0 of the arrays is a sentinel."""
    size = len(costs)
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least, visited = [math.inf] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            visited[column] = True
            here, delta, following = row_of[column], math.inf, 0
            line, potential = costs[here - 1], row_potential[here]
            for other in range(1, size + 1):
                if visited[other]:
                    continue
                cost = line[other - 1] - potential - column_potential[other]
                if cost < least[other]:
                    least[other], way[other] = cost, column
                if least[other] < delta:
                    delta, following = least[other], other
            for other in range(size + 1):
                if visited[other]:
                    row_potential[row_of[other]] += delta
                    column_potential[other] -= delta
                else:
                    least[other] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    return [row - 1 for row in row_of[1:]]
