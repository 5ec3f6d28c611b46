"""Levels of subheadings: what the handout's structure tree asks of them (PDF/UA-1, 7.4.2: no level is left out)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.model.brief import Block, ListBlock, Quotation, Subheading
from builder.model.draft_walk import blocks_in


def nested(blocks: tuple[Block, ...], top: int) -> tuple[Block, ...]:
    """Return `blocks` with subheadings from level `top` on, each at most one level below the one before it."""
    levels = _levels([one.level for one in blocks_in(blocks) if isinstance(one, Subheading)], top)
    return _with_levels(blocks, levels)


def _levels(written: list[int], top: int) -> Iterator[int]:
    open_levels: list[int] = []  # the levels as written that the current heading is inside of
    for level in written:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        yield min(top + len(open_levels) - 1, 6)


def _with_levels(blocks: tuple[Block, ...], levels: Iterator[int]) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in blocks:
        match block:
            case Subheading():
                made.append(replace(block, level=next(levels)))
            case Quotation(inner):
                made.append(replace(block, blocks=_with_levels(inner, levels)))
            case ListBlock(items=items):
                made.append(replace(block, items=tuple(_with_levels(item, levels) for item in items)))
            case _:
                made.append(block)
    return tuple(made)
