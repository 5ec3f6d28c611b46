"""Headings that a writer made by size alone, without the styles of a word processor."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.paragraphs import asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece

_USUAL = 11.0
"""The size in points of a text that states none, as word processors set it."""
_LARGER = 1.15
"""How many times the size of the text a heading has: 13 points over 11, the least that the eye takes for one."""
_LONGEST = 160


def with_headings_by_size(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `pieces` with short larger lines as headings, their levels by their sizes, the largest first.

    A size that only the first of them has is that of the title, level 1.
    """
    sizes: Counter[float] = Counter()
    for one in pieces:
        sizes[one.size or _USUAL] += len(one.text)
    body = sizes.most_common(1)[0][0] if sizes else _USUAL
    large = [one for one in pieces if _is_large(one, body)]
    steps = sorted({one.size for one in large}, reverse=True)
    alone = bool(large) and sum(one.size == steps[0] for one in large) == 1 and large[0].size == steps[0]
    levels = {size: min(number, 6) for number, size in enumerate(steps, 1 if alone else 2)}
    return [
        replace(one, form=PieceKind.HEADING, level=levels[one.size]) if _is_large(one, body) else one for one in pieces
    ]


def _is_large(piece: RawPiece, body: float) -> bool:
    short = piece.form is PieceKind.TEXT and 0 < len(piece.text) <= _LONGEST and not piece.styled and not piece.boxed
    title = not ends_sentence(piece.text) or asks_at_end(piece.text)
    return short and title and piece.size >= _LARGER * body
