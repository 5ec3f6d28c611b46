"""The certificates of paper: how much of its column a block of words takes, and how much there is for it."""

from __future__ import annotations

from msgspec.structs import replace

from builder.model.scene import Fit, Item, SetParagraph, Table, TextBox


def certified(item: Item, bottom: int, *, whole: bool = True) -> Item:
    """Return `item` with its certificate, where it holds words of the page's own.

    `bottom` is the lower edge of the frame or the column in which it is, EMU: what is above it and below the top
    of the words is theirs. So in one column what a block leaves is what the next one has, or more. Paper has one size
    for each kind of words, and what finds no room for all of them goes on in another column: then it is not `whole`.
    """
    match item:
        case TextBox(paragraphs=paragraphs):
            used = sum(len(one.lines) * one.pitch for one in paragraphs)
            lines = sum(len(one.lines) for one in paragraphs)
        case Table(rows=rows):
            paragraphs = tuple(one for row in rows for cell in row for one in cell.paragraphs)
            used, lines = item.frame.height, len(rows)
        case _:
            return item
    size = _size(paragraphs)
    if not size:
        return item
    rule = "fixed" if whole else "continued"
    return replace(item, fit=Fit(item.name, size, (size,), lines, used, bottom - item.frame.y, rule))


def _size(paragraphs: tuple[SetParagraph, ...]) -> int:
    """Return the size of the words, EMU: the largest, since footnote calls and the like are smaller."""
    return max((run.style.size for one in paragraphs for run in one.runs), default=0)
