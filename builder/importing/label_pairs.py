"""Questions and answers whose labels are headings of their own, or that share a paragraph: `Question: … Answer: …`."""

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from builder.importing.boilerplate import said
from builder.importing.inline import parted
from builder.importing.paragraphs import asks_at_end
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.speaker_labels import Labels
from builder.model.brief import Run

_START = re.compile(r"(?<=[.?!…:;؟。？！)\]\"”»\u2028])\s+(?=[^\W\d_])|\n+")
"""Where a label may begin inside a paragraph."""
_LONGEST_LABEL = 40
_MOST_PARAGRAPHS = 3
"""Paragraphs that a question below its label may have."""
_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s*")
_FEWEST = 2
"""Labels that are headings of their own from which on that is how the piece sets its pairs (case: nl-vraag-als-kop)."""


def with_pairs_apart(body: Sequence[RawPiece], labels: Labels, removed: list[str]) -> list[RawPiece]:
    """Return `body` with each labelled question and answer in paragraphs of their own."""
    return _with_label_headings(_with_pairs_parted(body, labels), labels, removed)


def _with_pairs_parted(body: Sequence[RawPiece], labels: Labels) -> list[RawPiece]:
    """Return `body` with a paragraph for each question and answer that share one, as a line break parts them.

    An answer is parted from what opens with the label of a question, or ends as a question does.
    """
    found: list[RawPiece] = []
    for piece in body:
        rest = piece
        while rest.form in {PieceKind.TEXT, PieceKind.ITEM} and (cut := _next_label(rest.text, labels)):
            before, after = parted(rest.runs, cut)
            found.append(replace(rest, runs=before))
            rest = replace(rest, form=PieceKind.TEXT, marker="", runs=after)
        found.append(rest)
    return found


def _next_label(text: str, labels: Labels) -> int:
    """Return where the first answer to a question that `text` opens with begins, or the first question to an answer."""
    is_question, is_answer = bool(labels.ask.match(text)), bool(labels.reply.match(text))
    for start in _START.finditer(text):
        rest = text[start.end() :]
        if _has_label(rest, labels.reply) and (is_question or (not is_answer and asks_at_end(text[: start.start()]))):
            return start.end()
        if _has_label(rest, labels.ask) and is_answer:
            return start.end()
    return 0


def _has_label(text: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a text opens with a word or a letter with a colon that `pattern` knows as a label."""
    label = pattern.match(text)
    return label is not None and ":" in label[0].replace("：", ":") and len(label[0]) <= _LONGEST_LABEL


def _with_label_headings(body: Sequence[RawPiece], labels: Labels, removed: list[str]) -> list[RawPiece]:
    """Return `body` with the words below headings such as `1. Question:` as questions, up to the next such label."""
    asked = {at for at, one in enumerate(body) if _is_label(one, labels.ask)}
    replied = {at for at, one in enumerate(body) if _is_label(one, labels.reply)}
    if len(asked) < _FEWEST and len(replied) >= _FEWEST and all(_may_ask(body, at) for at in replied):
        removed += [said(body[at]) for at in sorted(replied)]
        above = {at - 1 for at in replied}
        return [replace(one, asked=one.asked or at in above) for at, one in enumerate(body) if at not in replied]
    if len(asked) < _FEWEST or len(replied) < _FEWEST:
        return list(body)
    found: list[RawPiece] = []
    taken = 0
    for at, piece in enumerate(body):
        if at < taken:
            continue
        below = list(takewhile(lambda one: one.form is PieceKind.TEXT and not _opens(one, labels), body[at + 1 :]))
        ends = at + 1 + len(below)
        answered = ends < len(body) and _opens(body[ends], labels)
        if at in asked and 0 < len(below) <= _MOST_PARAGRAPHS and answered:
            runs = [run for one in below for run in (Run(" "), *one.runs)][1:]
            found.append(replace(below[0], form=PieceKind.HEADING, level=4, asked=True, runs=tuple(runs)))
            taken = ends
        elif at in asked or at not in replied:
            found.append(piece)
        removed += [said(piece)] if taken > at or at in replied else []
    return found


def _may_ask(body: Sequence[RawPiece], at: int) -> bool:
    """Return whether a heading is right above the label of an answer, and words below it."""
    inside = 0 < at < len(body) - 1
    return inside and body[at - 1].form is PieceKind.HEADING and body[at + 1].form is not PieceKind.HEADING


def _opens(piece: RawPiece, labels: Labels) -> bool:
    return bool(labels.reply.match(piece.text))


def _is_label(piece: RawPiece, pattern: re.Pattern[str]) -> bool:
    """Return whether a heading is nothing but a label, with its number."""
    number = _NUMBER.match(piece.text)
    text = piece.text[number.end() if number else 0 :].strip()
    return piece.form is PieceKind.HEADING and 0 < len(text) <= _LONGEST_LABEL and bool(pattern.fullmatch(text))
