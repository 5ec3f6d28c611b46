"""Blanks to fill in on forms and worksheets: lines of underscores or dots, alone or behind `Name:`."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.importing.paragraphs import asks_at_end
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Block, Image, ListBlock, Run, sentences_of

_BLANK = re.compile(r"_{3,}|\.{6,}|…{3,}|(?:\.\s){6,}")
_FIELD = re.compile(r"\W*(?:[^\W\d_][^:：]{0,30}[:：]?\W*)?")
"""The words before a blank of a form, such as `Name:` or `Class`."""
_UNFILLED = re.compile(r"\W*[^\W\d_]\w*+(?:\s+\w++){0,2}\s*[:：]\W*")
"""The name of a field with nothing behind it."""
_QUESTIONNAIRE, _MOST_ASK = 4, 0.6
"""Sentences of an answer from which on it is a questionnaire, or items and paragraphs that ask, and their share: of all
sentences, or of what there is up to the last that asks.

Cases: nl-vragenlijst, en-survey."""
_GAP = "____"
"""What is in place of the lines below a question that nobody answered."""


def is_form_line(text: str) -> bool:
    """Return whether a line has blanks, and beside them only what is to be filled in: `Name: ____ Date: ____`."""
    parts = _BLANK.split(text)
    return len(parts) > 1 and ":" in text.replace("：", ":") and all(_FIELD.fullmatch(part) for part in parts)


def without_empty_fields(above: Sequence[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return what is below a title without the fields of a form that nobody filled in: `Topic:` above `Place:`."""
    kept: list[RawPiece] = []
    for empty, row in groupby(above, lambda one: one.form is PieceKind.TEXT and bool(_UNFILLED.fullmatch(one.text))):
        fields = list(row)
        if empty and kept and (len(fields) > 1 or fields[-1] is above[-1]):
            removed += [one.text for one in fields]
        else:
            kept += fields
    return kept


def with_gaps(body: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the pieces without rules; one below a question is a gap, so that what follows is no answer to it."""
    found: list[RawPiece] = []
    for piece in body:
        if piece.form is not PieceKind.RULE and not _BLANK.fullmatch(piece.text.strip()):
            found.append(piece)
        elif found and found[-1].form is not PieceKind.GRID and asks_at_end(found[-1].text):
            found.append(RawPiece(PieceKind.TEXT, (Run(_GAP),), piece.line))
    return found


def without_gaps(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the pieces of an answer without the gap that is in its place."""
    return [one for one in pieces if one.text != _GAP]


def is_answer(blocks: tuple[Block, ...]) -> bool:
    """Return whether an answer says something: words, or a picture, and not only further questions."""
    if any(isinstance(block, Image) for block in blocks):
        return True
    apart = [one for one in _said_apart(blocks) if any(map(str.isalnum, one))]
    sentences = [one.text for one in sentences_of(blocks) if any(map(str.isalnum, one.text))]
    last = max((at for at, one in enumerate(apart, 1) if asks_at_end(one)), default=0)
    asked, among = sum(map(asks_at_end, sentences)), sum(map(asks_at_end, apart[:last]))
    mostly = len(sentences) >= _QUESTIONNAIRE and asked >= _MOST_ASK * len(sentences)
    return bool(apart) and not mostly and (among < _QUESTIONNAIRE or among < _MOST_ASK * last)


def _said_apart(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the words of each paragraph, item and other block."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _said_apart(item)
        else:
            yield " ".join(one.text for one in sentences_of((block,)))
