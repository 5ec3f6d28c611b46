"""Labels below each other, moved so that none touches another."""


def apart(tops: list[int], heights: list[int], low: int, high: int) -> list[int]:
    """Return `tops`, given in order, moved as little as need be so that nothing overlaps or leaves `low` to `high`."""
    done = list(tops)
    floor = low
    for at, height in enumerate(heights):
        done[at] = max(done[at], floor)
        floor = done[at] + height
    ceiling = high
    for at in range(len(done) - 1, -1, -1):
        done[at] = min(done[at], ceiling - heights[at])
        ceiling = done[at]
    return done
