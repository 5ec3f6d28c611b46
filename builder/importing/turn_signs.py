"""Signs that stand for speakers: a dash before what is asked and a star before what is said, or a dash before each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.importing.askers import asks_anywhere
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece

_SIGN = re.compile(r"\s*(?P<sign>[-–—*•·>+►▪●■♦])(?!(?P=sign))\s*(?=[^\W_]|[\"'“„«»¿¡(…])")
_SIGNS = frozenset("-–—*•·>+►▪●■♦")
_FEWEST = 3
"""Turns of each speaker from which on signs may stand for speakers: fewer lines with a dash are a list."""
_ASKS, _SAYS = 0.5, 0.2
"""The share of the turns of who asks that ask at least, and of who answers at most (cases: *-signs)."""
_ALL_ASK = 0.7
"""The first of them where only what is asked has a sign."""

_Marks = dict[int, tuple[str, str, int]]


def labels_with_signs(pieces: Sequence[RawPiece]) -> _Marks:
    """Return by their places the turns that signs open: who speaks, `q` or `a`, the sign, and where the words begin."""
    signs = {at: sign for at, piece in enumerate(pieces) if (sign := _sign_of(piece))}
    often = Counter(sign for sign, _ in signs.values())
    if not often or len(signs) < _FEWEST or any(_is_divided(pieces, at) for at in signs):
        return {}
    if len(often) > 1:
        first, second = (sign for sign, _ in often.most_common(2))
        row = [at for at in signs if signs[at][0] in {first, second}]
        return _of_two(pieces, signs, row)
    return _of_one(pieces, signs)


def _of_two(pieces: Sequence[RawPiece], signs: Mapping[int, tuple[str, int]], row: Sequence[int]) -> _Marks:
    """Return the turns of two speakers with a sign each, which take turns."""
    own = {sign: [at for at in row if signs[at][0] == sign] for sign in dict.fromkeys(signs[at][0] for at in row)}
    asks, says = sorted(own, key=lambda sign: -_share(pieces, own[sign]))
    changes = sum(signs[one][0] != signs[two][0] for one, two in pairwise(row))
    fair = min(map(len, own.values())) >= _FEWEST and len(row) == len(signs) and changes >= len(row) - 2
    if not fair or _share(pieces, own[asks]) < _ASKS or _share(pieces, own[says]) > _SAYS or row[0] not in own[asks]:
        return {}
    return {at: ("q" if at in own[asks] else "a", *signs[at]) for at in row}


def _of_one(pieces: Sequence[RawPiece], signs: Mapping[int, tuple[str, int]]) -> _Marks:
    """Return the turns of speakers with one sign: it opens every second paragraph, which asks, or all of them."""
    row = list(signs)
    plain = sum(asks_anywhere(piece.text) for at, piece in enumerate(pieces) if at not in signs and _is_line(piece))
    alone = plain * 3 <= len(row) and all(
        at + 1 < len(pieces) and at + 1 not in signs and _is_text(pieces[at + 1]) for at in row
    )
    if alone and _share(pieces, row) >= _ALL_ASK and all(_says_all(pieces[at].text) for at in row):
        return {at: ("q", *signs[at]) for at in row}
    asked, said = row[::2], row[1::2]
    whole = len(said) >= _FEWEST and all(ends_sentence(pieces[at].text) for at in row)
    if whole and _share(pieces, asked) >= _ASKS and _share(pieces, said) <= _SAYS:
        return {at: ("q" if at in set(asked) else "a", *signs[at]) for at in row}
    return {}


def _share(pieces: Sequence[RawPiece], row: Sequence[int]) -> float:
    return sum(asks_anywhere(pieces[at].text) for at in row) / len(row)


def _says_all(text: str) -> bool:
    return ends_sentence(text) or asks_at_end(text) or len(text) > LONG_LINE


def _is_divided(pieces: Sequence[RawPiece], at: int) -> bool:
    """Return whether a piece with a sign is below an item with a number: then it is an item of a list, too."""
    before = pieces[at - 1] if at else None
    return before is not None and before.form is PieceKind.ITEM and any(map(str.isalnum, before.marker))


def _is_line(piece: RawPiece) -> bool:
    return piece.form is PieceKind.HEADING or (_is_text(piece) and len(piece.text) <= 2 * LONG_LINE)


def _is_text(piece: RawPiece) -> bool:
    return piece.form is PieceKind.TEXT and not piece.boxed


def _sign_of(piece: RawPiece) -> tuple[str, int] | None:
    """Return the sign before a paragraph or an item of a list, and where its words begin."""
    if piece.form is PieceKind.ITEM and piece.marker in _SIGNS and not piece.level and not piece.linked:
        return piece.marker, 0
    found = _SIGN.match(piece.text) if _is_text(piece) else None
    return (found["sign"], found.end()) if found else None
