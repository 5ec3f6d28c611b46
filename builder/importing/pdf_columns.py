"""The reading order of a page: columns one after the other, what spans them where it is, tables as rows."""

import re
from collections.abc import Sequence
from functools import reduce

from msgspec import Struct

from builder.importing.pdf_lines import TextStretch

_WIDE = 0.62
"""The share of the text's width from which on a line spans the columns."""
_APART = 3.0
"""Line heights of white space over the whole width that part a box in columns from the text in columns below it."""
_LABEL = 12
"""Characters of a line that may be a label or number of a chart, and is no line of a text."""
_GUTTER = 9.0
"""The least width, in points, of the white space between two columns."""


class Region(Struct, frozen=True):
    """A column or a part of a page over its whole width: its lines from top to bottom."""

    lines: tuple[TextStretch, ...]
    left: float
    right: float


def regions_of(stretches: Sequence[TextStretch], *, rtl: bool) -> list[Region]:
    """Return the regions of one page in reading order."""
    found: list[Region] = []
    plain: list[TextStretch] = []
    for band in _bands(sorted(stretches, key=lambda one: -one.y)):
        gutter = _gutter(band)
        if gutter is None:
            plain += band
            continue
        found += [_region(plain, rtl=rtl)] if plain else []
        plain = []
        sides = [[one for one in band if one.right <= gutter], [one for one in band if one.right > gutter]]
        for side in reversed(sides) if rtl else sides:
            found += regions_of(side, rtl=rtl)
    return [*found, _region(plain, rtl=rtl)] if plain else found


def _bands(ordered: Sequence[TextStretch]) -> list[list[TextStretch]]:
    """Return the stretches of a page from top to bottom, parted where lines that span columns begin and end."""
    if not ordered:
        return []
    width = max(one.right for one in ordered) - min(one.left for one in ordered)
    gutter = _gutter([one for one in ordered if one.right - one.left < _WIDE * width])
    if gutter is None:
        return [list(ordered)]
    bands: list[list[TextStretch]] = []
    spans = None
    for at, one in enumerate(ordered):
        crosses = one.left < gutter - 1 and one.right > gutter + 1
        apart = at > 0 and ordered[at - 1].y - one.y > _APART * one.size
        if crosses is not spans or (apart and _is_in_columns(ordered[at:], gutter)):
            bands.append([])
            spans = crosses
        bands[-1].append(one)
    return bands


def _is_in_columns(stretches: Sequence[TextStretch], gutter: float) -> bool:
    """Return whether the lines right below a white space across the page are in both columns: a box was above it."""
    top = [one for one in stretches if stretches[0].y - one.y < _APART * one.size]
    return any(one.right <= gutter for one in top) and any(one.left >= gutter for one in top)


def _gutter(stretches: Sequence[TextStretch]) -> float | None:
    """Return the x of the white space between two columns, or None; a table's white space is none.

    One short line in twenty may cross it, such as a heading that is set in the middle.
    """
    if len(stretches) < 6:
        return None
    left, right = min(one.left for one in stretches), max(one.right for one in stretches)
    spare = len(stretches) // 20
    step = max(1.5, (right - left) / 400)
    best: tuple[float, float] | None = None
    start: float | None = None
    x = left + 0.2 * (right - left)
    while x < right - 0.2 * (right - left):
        clear = sum(one.left < x < one.right for one in stretches) <= spare
        start = start if clear and start is not None else x if clear else None
        if start is not None and x - start >= _GUTTER and (best is None or x - start > best[0]):
            best = x - start, (start + x) / 2
        x += step
    if best is None:
        return None
    gutter = best[1]
    inside = [one for one in stretches if not one.left < gutter < one.right]
    sides = [[one for one in inside if one.right <= gutter], [one for one in inside if one.right > gutter]]
    return gutter if all(_is_text(side) for side in sides) and not _is_table(sides) else None


def _is_text(side: Sequence[TextStretch]) -> bool:
    """Return whether a side has lines of a text: three or more, most of them about as wide as each other."""
    every = _rows(side)
    rows = [row for row in every if row[2] > _LABEL]
    if len(rows) < 3 or sum(count for _, _, count in every) <= _LABEL * len(every):
        return False
    widths = sorted(right - left for left, right, _ in rows)
    full = sum(width > 0.7 * widths[len(rows) * 4 // 5] for width in widths)
    return full * 2 >= len(rows)


def _is_table(sides: Sequence[Sequence[TextStretch]]) -> bool:
    """Return whether two columns are a table's: few words in a line of one of them, on the same base lines."""
    rows = [_rows(side) for side in sides]
    letters = [sum(count for _, _, count in side) / len(side) for side in rows]
    shared = {round(one.y) for one in sides[0]} & {round(one.y) for one in sides[1]}
    return min(letters) < 16 and len(shared) * 2 > len({round(one.y) for one in sides[0]})


def _rows(side: Sequence[TextStretch]) -> list[tuple[float, float, int]]:
    """Return left edge, right edge and characters of each line of a side: in justified text each word may be apart."""
    found: dict[int, tuple[float, float, int]] = {}
    for one in side:
        left, right, letters = found.get(round(one.y), (one.left, one.right, 0))
        found[round(one.y)] = min(left, one.left), max(right, one.right), letters + len(one.text)
    return list(found.values())


def _region(stretches: Sequence[TextStretch], *, rtl: bool) -> Region:
    """Return the region of `stretches`: those on one base line are one line, white space between them kept."""
    rows: list[list[TextStretch]] = []
    for one in sorted(stretches, key=lambda each: -each.y):
        if rows and abs(rows[-1][0].y - one.y) < 0.3 * max(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    lines = [reduce(TextStretch.joined, sorted(row, key=lambda each: -each.left if rtl else each.left)) for row in rows]
    left, right = min(one.left for one in stretches), max(one.right for one in stretches)
    return Region(tuple(lines), left, right)


def is_rtl(texts: Sequence[str]) -> bool:
    """Return whether most characters of `texts` are of a script that is written from right to left."""
    said = " ".join(texts)
    return len(re.findall(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", said)) * 2 > sum(map(str.isalpha, said))
