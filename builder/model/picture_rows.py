"""Pictures that are side by side: those in a row whose widths, as their author chose them, fit one line together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model.brief import Block, Image

WHOLE = 100
"""Per cent of a column or frame."""


def in_rows(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield `blocks` in their order, each alone but for pictures that are side by side."""
    row: list[Block] = []
    for block in blocks:
        if row and not _fits_beside(row, block):
            yield tuple(row)
            row = []
        row.append(block)
    if row:
        yield tuple(row)


def _fits_beside(row: list[Block], block: Block) -> bool:
    pictures = [one for one in (*row, block) if isinstance(one, Image) and one.width and not one.decorative]
    return len(pictures) == len(row) + 1 and sum(one.width for one in pictures) <= WHOLE
