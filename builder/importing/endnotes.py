"""Footnotes of a text without mark-up: `[1]` or a raised number in the text, and the notes below it."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.inline import tidy
from builder.importing.phrases import ENDS
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Mark, Run

_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"(?:\[(?P<square>\d{1,3})\]|(?P<small>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))\s*(?=\S)")
_LISTED = re.compile(r"(?P<plain>\d{1,3})[.)]?\s+(?=\S)")
_GLUED = r"(?<=[^\W\d_][.,;:!?)”’»\"'])|(?<=[^\W\d_]{2})"
"""What precedes a superscript that became a plain number: a full stop or a word, without a space."""


def with_endnotes(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `pieces` with the notes at the end as footnotes, and their numbers in the text as the calls.

    Only a whole row of notes is taken, 1 to the last one, each called in the text in this order.
    """
    start, notes = _notes(pieces)
    if not notes:
        return list(pieces)
    body = list(pieces[:start])
    at = 0
    for number, (_, style) in enumerate(notes, 1):
        found = next((one for one in range(at, len(body)) if _call(body[one], number, style)), None)
        if found is None:
            return list(pieces)
        body[found] = _with_call(body[found], number, style)
        at = found
    made = [
        RawPiece(PieceKind.NOTE, runs, pieces[start + n].line, marker=str(n + 1)) for n, (runs, _) in enumerate(notes)
    ]
    return [*body, *pieces[start + len(notes) :], *made]


def _notes(pieces: Sequence[RawPiece]) -> tuple[int, list[tuple[tuple[Run, ...], str]]]:
    """Return where the last row of notes that begins with 1 starts, and the runs and style of each."""
    headed = False
    for start in range(len(pieces) - 1, -1, -1):
        headed = start > 0 and bool(ENDS.match(pieces[start - 1].text.strip()))
        if _number(pieces[start], headed=headed)[0] == 1:
            break
    else:
        return 0, []
    notes: list[tuple[tuple[Run, ...], str]] = []
    for piece in pieces[start:]:
        number, cut, style = _number(piece, headed=headed)
        if number != len(notes) + 1:
            break
        notes.append((_behind(piece.runs, cut), style))
    return start, notes


def _number(piece: RawPiece, *, headed: bool) -> tuple[int, int, str]:
    """Return the number of a note, the length of its marker, and its style; 0 if the piece is not a note."""
    if piece.form is PieceKind.ITEM and headed and piece.marker.strip(".()").isdigit():
        return int(piece.marker.strip(".()")), 0, "plain"
    found = _NOTE.match(piece.text) or (_LISTED.match(piece.text) if headed else None)
    if piece.form is not PieceKind.TEXT or not found or not found.lastgroup:
        return 0, 0, ""
    return int(found[found.lastgroup].translate(_SMALL)), found.end(), found.lastgroup


def _call(piece: RawPiece, number: int, style: str) -> tuple[int, int] | None:
    """Return the place of the call of a note in a piece, or None."""
    if piece.form in {PieceKind.GRID, PieceKind.NOTE}:
        return None
    small = str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    raised = rf"\[{number}\]|{small}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
    found = re.search(raised if style != "plain" else rf"{raised}|(?:{_GLUED}){number}(?=\s|$)", piece.text)
    return found.span() if found and found.end() > 3 else None


def _with_call(piece: RawPiece, number: int, style: str) -> RawPiece:
    place = _call(piece, number, style) or (0, 0)
    runs: list[Run] = []
    at = 0
    for run in piece.runs:
        start, end = max(0, place[0] - at), max(0, place[1] - at)
        runs.append(replace(run, text=run.text[:start]))
        if at <= place[0] < at + len(run.text):
            runs.append(Run("", note=str(number)))
        runs.append(replace(run, text=run.text[end:]) if start <= len(run.text) else Run(""))
        at += len(run.text)
    return replace(piece, runs=tidy([run for run in runs if run.text or run.note]))


def _behind(runs: tuple[Run, ...], cut: int) -> tuple[Run, ...]:
    found = []
    for run in runs:
        found.append(replace(run, text=run.text[cut:], mark=run.mark & ~Mark.SUPERSCRIPT))
        cut = max(0, cut - len(run.text))
    return tidy(found)
