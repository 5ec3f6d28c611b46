"""The best assignment of rows to columns: the Hungarian method (Kuhn 1955), by shortest augmenting paths."""

from __future__ import annotations

import math
from collections.abc import Sequence


def best_pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) whose scores have the greatest sum; a score of 0 or less makes no pair.

    The cost grows with the cube of the longer side.
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
