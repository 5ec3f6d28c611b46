"""Columns of numbers whose decimals differ in length: their decimal points are brought into line."""

import re

from msgspec.structs import replace

from builder.layout.table.table import CellCopy
from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.shaper import Shaper
from builder.model.brief import Align
from builder.model.locales import locale_of

_GROUPS = " .,'’٬\u00a0\u202f"
"""What is between thousands, as far as it is not the decimal point of the language."""

Cells = tuple[tuple[CellCopy, ...], ...]


def with_points_aligned(cells: Cells, shaper: Shaper, lang: str) -> Cells:
    """Return the rows with so much space behind the numbers of each column that their decimal points are in line.

    Only columns whose words end at one edge have such numbers; one with a cell that is neither a number nor without
    digits stays as it is.
    """
    point = locale_of(lang).number_symbols["latn"]["decimal"]
    groups = _GROUPS.replace(point, "")
    number = re.compile(rf"\D*\d+(?:[{groups}]\d{{3}}(?!\d))*(?P<tail>(?:[٫{point}]\d+)?\D*)")
    leftwards = runs_leftwards(lang)
    columns = (_aligned(tuple(column), number, shaper, leftwards=leftwards) for column in zip(*cells, strict=True))
    return tuple(zip(*columns, strict=True))


def _aligned(
    column: tuple[CellCopy, ...], number: re.Pattern[str], shaper: Shaper, *, leftwards: bool
) -> tuple[CellCopy, ...]:
    body = [cell for cell in column if not cell.header]
    texts = [_text(cell) for cell in body]
    found = [number.fullmatch(text) for text in texts]
    if any(copy.align is not Align.END for cell in body for copy in cell.paragraphs):
        return column
    if any(not one and any(map(str.isdigit, text)) for one, text in zip(found, texts, strict=True)):
        return column
    places = {len(one["tail"]) for one in found if one}
    if len(places) < 2:
        return column
    starts = [one.start("tail") if one else len(text) for one, text in zip(found, texts, strict=True)]
    behind = [
        _width(cell, shaper, 0, at) if leftwards else _width(cell, shaper, at, len(text))
        for cell, at, text in zip(body, starts, texts, strict=True)
    ]
    most = max(behind)
    moved = iter([replace(cell, outdent=most - one) for cell, one in zip(body, behind, strict=True)])
    return tuple(cell if cell.header else next(moved) for cell in column)


def _text(cell: CellCopy) -> str:
    return "".join(run.text for copy in cell.paragraphs for run in copy.runs)


def _width(cell: CellCopy, shaper: Shaper, start: int, end: int) -> int:
    """Return the width of the characters from `start` to `end` of a cell, EMU."""
    width = at = 0
    for run in (run for copy in cell.paragraphs for run in copy.runs):
        words = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        covered = shaper.cover(replace(run, text=words)) if words else ()
        width += sum(shaper.shape(one.text, one.style, one.lang).width for one in covered)
    return width
