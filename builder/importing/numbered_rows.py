"""Numbers that a row of numbered questions leaves out: what has one of them belongs to the row, asking or not."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from builder.importing.inline import parted, tidy
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.question_forms import Candidate
from builder.model.brief import Mark, Run

_NUMBERED = re.compile(r"\s*\(?(?P<number>\d{1,3})[.):]\)?\s*(?=\S)")
_LABEL = re.compile(r"\(?(?P<number>\d{1,3})[.):]?\)?$")
_COUNT = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_FEWEST_COUNTED, _LONGEST_LABEL = 3, 8
"""Questions that have a counted line above them at least, and the words of such a line at most."""
_FEWEST = 2
"""Numbered questions that make a row."""


def with_missing_numbers(
    body: Sequence[RawPiece], questions: Sequence[Candidate], removed: list[str]
) -> tuple[list[RawPiece], list[Candidate]]:
    """Return `body` and `questions` with what has a number that a row of numbered questions lacks.

    A sentence or a quotation with such a number is a question of the row, and so is what is set as all of it and has an
    answer below; a bare heading opens a section.
    """
    found, made = list(body), list(questions)
    for first, at, last, cut in list(_missing(body, questions)):
        piece = body[at]
        number, words = piece.text[:cut].strip() or piece.marker, parted(piece.runs, cut)[1]
        removed.append(number)
        if _is_plain(body, at, body[first.at]) or _says_something("".join(run.text for run in words)):
            runs = [run for one in range(at + 1, last + 1) for run in (Run(" "), *body[one].runs)]
            made.append(replace(first, at=at, question=tidy([*words, *runs]), rest=(), label=number, last=last))
        else:
            found[at] = replace(piece, form=PieceKind.HEADING, runs=words, level=first.level or 2, marker="")
    return found, sorted(made, key=lambda one: one.at)


def _missing(body: Sequence[RawPiece], questions: Sequence[Candidate]) -> Iterator[tuple[Candidate, int, int, int]]:
    """Yield the question before each piece that is lacked, its first and last piece, and where its words begin."""
    numbers = [(one, int(found["number"])) for one in questions if (found := _LABEL.match(one.label.strip()))]
    for (one, number), (other, after) in pairwise(numbers if len(numbers) >= _FEWEST else ()):
        wanted, at = number + 1, one.last + 1
        while at < other.at and wanted < after:
            found = _NUMBERED.match(_with_marker(body[at]))
            last = at
            if found and int(found["number"]) == wanted and _is_set_as(body, at, body[one.at]):
                while last + 2 < other.at and asks_at_end(body[last + 1].text):
                    last += 1
                yield one, at, last, found.end() if body[at].form is not PieceKind.ITEM else 0
                wanted += 1
            at = last + 1


def _says_something(text: str) -> bool:
    return ends_sentence(text) or asks_at_end(text) or text[:1] in set('“„«"‘')


def _with_marker(piece: RawPiece) -> str:
    return f"{piece.marker} {piece.text}" if piece.form is PieceKind.ITEM else piece.text


def _is_set_as(body: Sequence[RawPiece], at: int, first: RawPiece) -> bool:
    piece = body[at]
    if first.form is PieceKind.HEADING:
        return piece.form is PieceKind.HEADING and piece.level == first.level
    bold = piece.form in {PieceKind.TEXT, PieceKind.ITEM, PieceKind.HEADING} and _is_bold(piece) and _is_bold(first)
    return bold or _is_plain(body, at, first)


def _is_plain(body: Sequence[RawPiece], at: int, first: RawPiece) -> bool:
    """Return whether an item is set as the first of its row, with an answer below it that is no item."""
    piece, after = body[at], body[at + 1] if at + 1 < len(body) else RawPiece(PieceKind.RULE)
    item = piece.form is first.form is PieceKind.ITEM and piece.level == first.level
    return item and len(piece.text) <= 2 * LONG_LINE and after.form is PieceKind.TEXT


def _is_bold(piece: RawPiece) -> bool:
    """Return whether the words of a piece are bold, its number left out."""
    said = [run for run in piece.runs if any(char.isalpha() for char in run.text)]
    return bool(said) and all(Mark.STRONG in run.mark for run in said)


def without_counted_lines(body: Sequence[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return `body` without the line above most questions that counts them: `Slide 3`, `Part 4`."""
    asked = [at for at, piece in enumerate(body) if asks_at_end(piece.text) and len(piece.text) < LONG_LINE]
    labels = (at - 1 for at in asked if at and _is_label(body[at - 1]))
    counts = {at: int(number[0]) for at in labels if (number := _COUNT.search(body[at].text))}
    if not _counts_most(list(counts.values()), len(asked)):
        return list(body)
    removed += [body[at].text for at in counts]
    return [piece for at, piece in enumerate(body) if at not in counts]


def without_counts_before(answers: Sequence[list[RawPiece]], removed: list[str]) -> None:
    """Take the line that counts them from the beginning of most `answers`: `FAQ 2`, the same but for its number."""
    opened = [one for one in answers if len(one) > 1 and _is_label(one[0]) and _COUNT.search(one[0].text)]
    numbers = [int(found[0]) for one in opened if (found := _COUNT.search(one[0].text))]
    same = len({_COUNT.sub("", one[0].text).strip() for one in opened}) == 1
    removed += [one.pop(0).text for one in opened] if same and _counts_most(numbers, len(answers)) else []


def _counts_most(numbers: Sequence[int], all_of: int) -> bool:
    return len(numbers) >= _FEWEST_COUNTED and len(numbers) * 2 > all_of and list(numbers) == sorted(set(numbers))


def _is_label(piece: RawPiece) -> bool:
    """Return whether a piece is a short line that no mark-up calls a heading."""
    short = len(piece.text.split()) <= _LONGEST_LABEL and not ends_sentence(piece.text)
    short &= not (piece.level and piece.line)
    return short and piece.form in {PieceKind.TEXT, PieceKind.HEADING}
