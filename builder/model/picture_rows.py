"""Pictures that are side by side: those in a row whose widths, as their author chose them, fit one line together."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

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


def without_pictures(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Image, ...]]:
    """Return the blocks of a slide that are no pictures, and the pictures."""
    blocks = tuple(blocks)
    return tuple(one for one in blocks if not isinstance(one, Image)), tuple(
        one for one in blocks if isinstance(one, Image)
    )


def side_by_side(pictures: tuple[Image, ...]) -> tuple[Image, ...]:
    """Return the pictures of a slide in equal widths, two or three in a row, where their author chose none."""
    if len(pictures) < 2 or any(one.width for one in pictures):
        return pictures
    return tuple(replace(one, width=WHOLE // (3 if len(pictures) == 3 else 2)) for one in pictures)


def _fits_beside(row: list[Block], block: Block) -> bool:
    pictures = [one for one in (*row, block) if isinstance(one, Image) and one.width and not one.decorative]
    return len(pictures) == len(row) + 1 and sum(one.width for one in pictures) <= WHOLE
