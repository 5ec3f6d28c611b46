"""Things in another order: which of them moved, and where the others are."""

from collections.abc import Sequence


def longest_ascending(numbers: Sequence[int]) -> frozenset[int]:
    """Return the longest ascending subsequence of different `numbers`: what kept its order while the rest moved."""
    ends: list[int] = []
    """Index of the smallest number that ends an ascending row of each length."""
    before: list[int] = []
    for index, number in enumerate(numbers):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if numbers[ends[middle]] < number else (low, middle)
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
