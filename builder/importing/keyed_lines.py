"""Blocks of keys at the head of a text, `Author: …`, `Cover: …`, `Date: …`, as archives and magazines write them."""

import re
from collections import Counter
from collections.abc import Sequence

from builder.importing.boilerplate import said
from builder.importing.byline import Byline, read_line
from builder.importing.language_data import pattern
from builder.importing.paragraphs import asks_at_end
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.turn_labels import is_called

_KEYED = re.compile(r"\s*(?P<key>[^\W\d_][^:：.?!]{0,24}?)\s*[:：]\s*(?P<value>\S.{0,160})")
_TITLE = pattern("title_key", r"\s*(?:", r")\s*[:：]\s*(?=\S)")
_HEAD = 12
"""Lines at the top of a text in which such a block begins."""
_FEWEST, _KNOWN = 3, 2
"""Lines in a row that make a block, from the first to the last that gives what we know, and how many must give it; the
title may have a colon too (cases: fr-bloc-de-cles, uk-pytannia)."""


def without_keyed_lines(head: Sequence[RawPiece], found: Byline, lang: str, removed: list[str]) -> list[RawPiece]:
    """Return `head` without its first block of keys; what they give goes to `found`, the others are left out."""
    start = next((at for at, piece in enumerate(head) if _is_keyed(piece)), len(head))
    end = next((at for at in range(start, len(head)) if not _is_keyed(head[at])), len(head))
    known = [at for at in range(start, end) if _is_known(head[at], lang)]
    if any(_names_speaker(head[at]) for at in range(start, end)):
        known = [start, end - 1]
    if len(known) < _KNOWN or known[-1] + 1 - known[0] < _FEWEST:
        return list(head)
    block = head[known[0] : known[-1] + 1]
    for piece in block:
        label = _TITLE.match(piece.text)
        if label and not found.title:
            found.put("title", piece.text[label.end() :].strip(), piece.line)
        else:
            read_line(found, piece, lang, after_title=True)
        removed.append(said(piece))
    return [*head[: known[0]], *head[known[-1] + 1 :]]


def keyed_block(body: Sequence[RawPiece]) -> range:
    """Return the places of the first lines in a row that open with keys, each of which the text has only once."""
    keys = [found["key"].casefold() if (found := _KEYED.match(piece.text)) else "" for piece in body]
    often = Counter(keys)
    single = [often[key] == 1 and _is_keyed(piece) for key, piece in zip(keys, body, strict=True)]
    for start in range(min(len(body), _HEAD)):
        end = next((at for at in range(start, len(body)) if not single[at]), len(body))
        if end - start >= _FEWEST:
            return range(start, end)
    return range(0)


def _is_known(piece: RawPiece, lang: str) -> bool:
    return bool(_TITLE.match(piece.text)) or read_line(Byline(), piece, lang, after_title=True)


def _names_speaker(piece: RawPiece) -> bool:
    keyed = _KEYED.fullmatch(piece.text)
    return keyed is not None and is_called(keyed["key"], "ask")


def _is_keyed(piece: RawPiece) -> bool:
    line = piece.form is PieceKind.TEXT or (piece.form is PieceKind.HEADING and not piece.level)
    if not line or piece.boxed or asks_at_end(piece.text):
        return False
    return bool(_KEYED.fullmatch(piece.text))
