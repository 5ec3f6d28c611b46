"""Rivers: word spaces below each other, line after line, that the eye follows down a justified paragraph."""

from collections.abc import Callable, Sequence

from builder.layout.text.line import LineSpan

LENGTH = 4
"""In so many lines in a row a space must lie below a space to be seen as a river; three happen on every page."""

OVERLAP = 0.5
"""Two spaces lie below each other where they share this much of the narrower one."""

Spaces = Callable[[LineSpan, int], Sequence[tuple[int, int]]]
"""Left and right edge of each word space of a line that is stretched by so much; EMU from the line's left edge."""


def river_ends(lines: Sequence[LineSpan], measure: int, spaces_of: Spaces) -> list[int]:
    """Return the lines, from 0, at which a river of LENGTH lines or more ends or flows on.

    The lines are read from above. For each space of a line the depth is kept of the white that ends in it: one more
    than the deepest of the spaces above it that share half of the narrower one's width.
    """
    if len(lines) < LENGTH:
        return []
    found: list[int] = []
    above: list[tuple[int, int, int]] = []
    for at, line in enumerate(lines):
        gap = measure - line.width
        above = _depths(spaces_of(line, 0 if line.ends and gap > 0 else gap), above)
        if any(depth >= LENGTH for _, _, depth in above):
            found.append(at)
    return found


def _depths(spaces: Sequence[tuple[int, int]], above: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return for each space of a line, both its edges, how many lines long the white is that ends in it."""
    here = []
    first = 0
    for start, end in spaces:
        while first < len(above) and above[first][1] <= start:
            first += 1
        depth, at = 0, first
        while at < len(above) and above[at][0] < end:
            left, right, length = above[at]
            if length > depth and _meet(start, end, left, right):
                depth = length
            at += 1
        here.append((start, end, depth + 1))
    return here


def _meet(start: int, end: int, left: int, right: int) -> bool:
    return min(end, right) - max(start, left) > OVERLAP * min(end - start, right - left)
