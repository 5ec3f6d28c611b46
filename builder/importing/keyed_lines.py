"""Blocks of keys at the head of a text, `Author: …`, `Cover: …`, `Date: …`, as archives and magazines write them."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.boilerplate import said
from builder.importing.byline import Byline, read_line
from builder.importing.language_data import pattern
from builder.importing.paragraphs import SHORT_LINE, asks_at_end, ends_sentence, word_count
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.turn_labels import is_called
from builder.model.brief import Run

_KEYED = re.compile(r"\s*(?P<key>[^\W\d_][^:：.?!]{0,24}?)\s*[:：]\s*(?P<value>\S.{0,160})")
_TITLE = pattern("title_key", r"\s*(?:", r")\s*[:：]\s*(?=\S)")
_KEYS = tuple(
    pattern(key, after=r"\s*[:：]?$") for key in ("by", "box", "caption_word", "dated", "published_by", "tagged")
)
_LONGEST_KEY = 3
"""Words of a heading that may be a key."""
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


def without_key_headings(head: Sequence[RawPiece], found: Byline, lang: str, removed: list[str]) -> list[RawPiece]:
    """Return `head` without headings that are keys, such as `Author`, and the short line below each, for `found`.

    Beside one that we know, others are keys as well. Case: fr-encadre-de-titres.
    """
    pairs = [at for at in range(len(head) - 1) if _is_pair(head, at)]
    known = {at for at in pairs if is_page_key(head[at])}
    known |= {at for at in pairs if {at - 2, at + 2} & known}
    alone = {at for at, piece in enumerate(head) if is_page_key(piece) and not _has_words_below(head, at)}
    for at in sorted(known):
        runs = (*head[at].runs, Run(": "), *head[at + 1].runs)
        read_line(found, replace(head[at], form=PieceKind.TEXT, level=0, runs=runs), lang, after_title=True)
    gone = known | {at + 1 for at in known} | alone
    removed += [said(head[at]) for at in sorted(gone)]
    return [piece for at, piece in enumerate(head) if at not in gone]


def is_page_key(piece: RawPiece) -> bool:
    """Return whether a heading is what a box about a page calls one of its lines, or itself."""
    return piece.form is PieceKind.HEADING and any(key.match(piece.text.strip()) for key in _KEYS)


def _is_pair(head: Sequence[RawPiece], at: int) -> bool:
    """Return whether a heading of some words has one short line below it that is no sentence, and no other."""
    key, value = head[at : at + 2]
    heading = key.form is PieceKind.HEADING and key.level > 1 and word_count(key.text) <= _LONGEST_KEY
    line = value.form in {PieceKind.TEXT, PieceKind.ITEM} and len(value.text) <= SHORT_LINE
    return heading and line and not (ends_sentence(value.text) or asks_at_end(key.text) or asks_at_end(value.text))


def _has_words_below(head: Sequence[RawPiece], at: int) -> bool:
    return at + 1 < len(head) and head[at + 1].form is not PieceKind.HEADING


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
