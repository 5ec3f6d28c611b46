"""Rivers: word spaces below each other, line after line, that the eye follows down a justified paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from builder.layout.text.line import LineSpan, space_places
from builder.layout.text.paragraph import ShapedParagraph

LENGTH = 4
"""In so many lines in a row a space must lie below a space to be seen as a river; three happen on every page."""

OVERLAP = 0.5
"""Two spaces lie below each other where they share this much of the narrower one."""


def river_ends(paragraph: ShapedParagraph, rows: Sequence[LineSpan], measure: int) -> list[int]:
    """Return the lines, from 0, at which a river of LENGTH lines or more ends or flows on."""
    if len(rows) < LENGTH:
        return []
    found: list[int] = []
    above: list[tuple[int, int, int]] = []
    for at, row in enumerate(rows):
        gap = measure - row.width
        extra = 0 if row.ends and gap > 0 else gap
        places = paragraph.kept((row, extra), partial(space_places, paragraph, row, extra=extra))
        above = _depths(places, above)
        if any(depth >= LENGTH for _, _, depth in above):
            found.append(at)
    return found


def _depths(places: Sequence[tuple[int, int]], above: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return for each space of a line, both its edges, how many lines long the white is that ends in it."""
    here = []
    first = 0
    for start, end in places:
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
