"""Answers in quotation marks, as newspapers print interviews: the marks open and close each answer, and say nothing."""

from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.inline import parted
from builder.importing.piece_parts import Part
from builder.importing.pieces import PieceKind, RawPiece

_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
"""What closes a quotation, by what opens it."""
_FEWEST, _MOST = 3, 2 / 3
"""Answers that open with a mark from which on, and of which share of them, it is how the piece prints answers: one that
quotes somebody else is left alone (case: en-answers-in-quotation-marks)."""


def without_quotation_marks(parts: Sequence[Part], removed: list[str]) -> None:
    """Take the marks off that open and close the answers, and those that open their further paragraphs."""
    asked = [one for one in parts if not one.section and one.pieces]
    quoted = [one for one in asked if _first_mark(one)]
    if len(quoted) < _FEWEST or len(quoted) < _MOST * len(asked):
        return
    for one in quoted:
        mark = _first_mark(one)
        one.pieces = [_unquoted(piece, mark, removed) for piece in one.pieces]


def _first_mark(part: Part) -> str:
    """Return the mark that opens an answer, pictures left out, or nothing."""
    first = next((one for one in part.pieces if one.form is not PieceKind.PICTURE), RawPiece(PieceKind.RULE))
    return first.text[0] if first.form is PieceKind.TEXT and first.text[:1] in _CLOSING else ""


def _unquoted(piece: RawPiece, mark: str, removed: list[str]) -> RawPiece:
    """Return a paragraph without the mark before it, unless that closes inside, and without the one that closes it."""
    runs, text = piece.runs, piece.text
    if piece.form is not PieceKind.TEXT:
        return piece
    closers = _CLOSING[mark]
    closed = next((at for at, char in enumerate(text) if at and char in closers), len(text))
    again = text.find(mark, 1) if mark not in closers else -1
    if text.startswith(mark) and (closed >= len(text) - 1 or 0 < again < closed):
        removed.append(mark)
        runs, text = parted(runs, 1)[1], text[1:]
    if text[-1:] in tuple(closers) and sum(map(text.count, closers)) > text.count(mark) * (mark not in closers):
        removed.append(text[-1])
        runs = parted(runs, len(text) - 1)[0]
    return replace(piece, runs=runs)
