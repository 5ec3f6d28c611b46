"""Rivers: word spaces below each other, line after line, that the eye follows down a justified paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from builder.layout.galley import Galley
from builder.layout.setting import Row, space_places

LENGTH = 4
"""In so many lines in a row a space must lie below a space to be seen as a river; three happen on every page."""

OVERLAP = 0.5
"""Two spaces lie below each other where they share this much of the narrower one."""


def river_ends(galley: Galley, rows: Sequence[Row], measure: int) -> list[int]:
    """Return the lines, from 0, at which a river of LENGTH lines or more ends or flows on."""
    found: list[int] = []
    above: list[tuple[int, int, int]] = []
    for at, row in enumerate(rows):
        gap = measure - row.width
        extra = 0 if row.ends and gap > 0 else gap
        here = []
        for start, end in space_places(galley, row, extra=extra):
            length = 1 + max((depth for left, right, depth in above if _meet(start, end, left, right)), default=0)
            here.append((start, end, length))
        if any(length >= LENGTH for _, _, length in here):
            found.append(at)
        above = here
    return found


def _meet(start: int, end: int, left: int, right: int) -> bool:
    return min(end, right) - max(start, left) > OVERLAP * min(end - start, right - left)
