"""Rows that are compared: what both have at their ends, which things moved, and where the others are."""

from bisect import bisect_left
from collections.abc import Sequence


def common_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """Return how many things both rows begin with, and with how many of the rest both end."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    return start, next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)


def longest_ascending(numbers: Sequence[int]) -> frozenset[int]:
    """Return the longest ascending subsequence of different `numbers`: what kept its order while the rest moved."""
    ends: list[int] = []
    """Index of the smallest number that ends an ascending row of each length."""
    before: list[int] = []
    for index, number in enumerate(numbers):
        low = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[low - 1] if low else -1)
        ends[low:] = [index, *ends[low + 1 :]]
    kept, index = [], ends[-1] if ends else -1
    while index >= 0:
        kept.append(numbers[index])
        index = before[index]
    return frozenset(kept)


def completed(order: Sequence[int], count: int) -> list[int]:
    """Return `order` with the others of `count` things: each behind the nearest before it that did not move."""
    whole, stayed = list(order), set(longest_ascending(order))
    for one in range(count):
        if one not in order:
            before = max((other for other in stayed if other < one), default=-1)
            whole.insert(whole.index(before) + 1 if before >= 0 else 0, one)
            stayed.add(one)
    return whole
