"""Marks that show who speaks: a dash before what is asked and a star before what is said, or a dash before each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.importing.askers import asks_anywhere
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.turn_labels import MARKS

_MARK = re.compile(rf"\s*(?P<mark>[{MARKS}])(?!(?P=mark))\s*(?=[^\W_]|[\"'“„«»¿¡(…])")
_FEWEST = 3
"""Turns of each speaker from which on marks may show who speaks: fewer lines with a dash are a list."""
_ASKS, _SAYS = 0.5, 0.2
"""The share of the turns of who asks that ask at least, and of who answers at most (cases: *-signs)."""
_ALL_ASK = 0.7
"""The first of them where only what is asked has a mark."""

_Marks = dict[int, tuple[str, str, int]]


def labels_by_marks(pieces: Sequence[RawPiece]) -> _Marks:
    """Return by their places the turns that marks open: who speaks, `q` or `a`, the mark, and where the words begin."""
    marks = {at: mark for at, piece in enumerate(pieces) if (mark := _mark_of(piece))}
    often = Counter(mark for mark, _ in marks.values())
    if not often or len(marks) < _FEWEST or any(_is_divided(pieces, at) for at in marks):
        return {}
    if len(often) > 1:
        first, second = (mark for mark, _ in often.most_common(2))
        row = [at for at in marks if marks[at][0] in {first, second}]
        return _of_two(pieces, marks, row)
    return _of_one(pieces, marks)


def _of_two(pieces: Sequence[RawPiece], marks: Mapping[int, tuple[str, int]], row: Sequence[int]) -> _Marks:
    """Return the turns of two speakers with a mark each, which take turns."""
    own = {mark: [at for at in row if marks[at][0] == mark] for mark in dict.fromkeys(marks[at][0] for at in row)}
    asks, says = sorted(own, key=lambda mark: -_share(pieces, own[mark]))
    changes = sum(marks[one][0] != marks[two][0] for one, two in pairwise(row))
    fair = min(map(len, own.values())) >= _FEWEST and len(row) == len(marks) and changes >= len(row) - 2
    if not fair or _share(pieces, own[asks]) < _ASKS or _share(pieces, own[says]) > _SAYS or row[0] not in own[asks]:
        return {}
    return {at: ("q" if at in own[asks] else "a", *marks[at]) for at in row}


def _of_one(pieces: Sequence[RawPiece], marks: Mapping[int, tuple[str, int]]) -> _Marks:
    """Return the turns of speakers with one mark: it opens every second paragraph, which asks, or all of them."""
    row = list(marks)
    plain = sum(asks_anywhere(piece.text) for at, piece in enumerate(pieces) if at not in marks and _is_line(piece))
    alone = plain * 3 <= len(row) and all(
        at + 1 < len(pieces) and at + 1 not in marks and _is_text(pieces[at + 1]) for at in row
    )
    if alone and _share(pieces, row) >= _ALL_ASK and all(_says_all(pieces[at].text) for at in row):
        return {at: ("q", *marks[at]) for at in row}
    asked, said = row[::2], row[1::2]
    whole = len(said) >= _FEWEST and all(ends_sentence(pieces[at].text) for at in row)
    if whole and _share(pieces, asked) >= _ASKS and _share(pieces, said) <= _SAYS:
        return {at: ("q" if at in set(asked) else "a", *marks[at]) for at in row}
    return {}


def _share(pieces: Sequence[RawPiece], row: Sequence[int]) -> float:
    return sum(asks_anywhere(pieces[at].text) for at in row) / len(row)


def _says_all(text: str) -> bool:
    return ends_sentence(text) or asks_at_end(text) or len(text) > LONG_LINE


def _is_divided(pieces: Sequence[RawPiece], at: int) -> bool:
    """Return whether a piece with a mark is below an item with a number: then it is an item of a list, too."""
    before = pieces[at - 1] if at else None
    return before is not None and before.form is PieceKind.ITEM and any(map(str.isalnum, before.marker))


def _is_line(piece: RawPiece) -> bool:
    return piece.form is PieceKind.HEADING or (_is_text(piece) and len(piece.text) <= 2 * LONG_LINE)


def _is_text(piece: RawPiece) -> bool:
    return piece.form is PieceKind.TEXT and not piece.boxed


def _mark_of(piece: RawPiece) -> tuple[str, int] | None:
    """Return the mark before a paragraph or an item of a list, and where its words begin."""
    if piece.form is PieceKind.ITEM and piece.marker in set(MARKS) and not piece.level and not piece.linked:
        return piece.marker, 0
    found = _MARK.match(piece.text) if _is_text(piece) else None
    return (found["mark"], found.end()) if found else None
