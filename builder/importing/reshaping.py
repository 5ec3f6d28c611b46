"""Pieces before the questions are looked for: answers set as headings, status tables, headings by their shape."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from builder.importing.askers import QUESTION_MARK
from builder.importing.boilerplate import said
from builder.importing.draft_builder import number_of
from builder.importing.inline import parted, tidy
from builder.importing.paragraphs import SHORT_LINE, alphanumeric, asks_at_end, ends_sentence, is_statement, word_count
from builder.importing.phrases import CONCLUSION, CONCLUSION_LABEL
from builder.importing.pieces import PieceKind, RawPiece, as_heading, is_bold
from builder.importing.speaker_labels import Labels
from builder.model.brief import Mark, Run

_COUNTED = re.compile(r"\s*(?P<number>\d{1,2})[.)](?!\d)\s*(?=\S)")
_BRACKETED = re.compile(r"【[^【】]{2,20}】")
"""A line that opens a part of a text in Chinese."""
_FEWEST_TURNS, _MOST_TURNS = 4, 0.7
"""Headings of a level that ask, and their share of it, from which its statements are turns (case: sv-rubriker)."""
_WORDY = 9
"""Words from which on a heading that ends in a full stop is a sentence of the text."""


def without_box_around_all(body: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the pieces as text where most of the words are in boxes: then the page's frame is the box."""
    boxed = sum(len(piece.text) for piece in body if piece.boxed)
    if 2 * boxed <= sum(len(piece.text) for piece in body):
        return list(body)
    return [replace(piece, boxed=False) for piece in body]


def with_answers_as_text(body: Sequence[RawPiece], labels: Labels) -> list[RawPiece]:
    """Return `body` with answers that were set as headings as text.

    A label proves it; else a heading is an answer where it is alone between two questions, or is a sentence.
    """
    found: list[RawPiece] = []
    asking = _levels_of_turns(body, labels)
    for at, piece in enumerate(body):
        if piece.level in asking and is_statement(piece.text) and body[at - 1].form is not PieceKind.HEADING:
            found.append(replace(piece, asked=True))
        elif piece.form is PieceKind.HEADING and not piece.asked and _is_answer(body, at, labels):
            found.append(replace(piece, form=PieceKind.TEXT, level=0))
        else:
            found.append(piece)
    return found


def _levels_of_turns(body: Sequence[RawPiece], labels: Labels) -> set[int]:
    """Return the levels of headings most of which ask: a statement among them is a turn of who asks."""
    heads = [one for one in body if one.form is PieceKind.HEADING and one.level > 1]
    asking = Counter(one.level for one in heads if _asks(one, labels))
    share = {level: count / sum(one.level == level for one in heads) for level, count in asking.items()}
    return {level for level, count in asking.items() if count >= _FEWEST_TURNS and share[level] >= _MOST_TURNS}


def with_group_headings(body: Sequence[RawPiece], labels: Labels) -> list[RawPiece]:
    """Return `body` with bold lines that end in a colon right above a question as headings: they group questions.

    A line that comes back is no heading, but the name of who speaks. One in Chinese brackets is a heading anywhere.
    """
    often = Counter(piece.text.strip() for piece in body if piece.form is PieceKind.TEXT)
    bracketed = {text for text, count in often.items() if count == 1 and _BRACKETED.fullmatch(text)}
    body = [as_heading(one, 2) if len(bracketed) > 1 and one.text.strip() in bracketed else one for one in body]
    return [
        replace(piece, form=PieceKind.HEADING)
        if piece.form is PieceKind.TEXT
        and piece.text.rstrip()[-1:] in set(":：")
        and word_count(piece.text) < _WORDY
        and often[piece.text.strip()] == 1
        and _is_marked(piece, len(piece.text))
        and _asks(after, labels)
        and not labels.ask.match(piece.text)
        else piece
        for piece, after in zip(body, [*body[1:], RawPiece(PieceKind.RULE)], strict=False)
    ]


def _is_answer(body: Sequence[RawPiece], at: int, labels: Labels) -> bool:
    piece = body[at]
    if labels.reply.match(piece.text):
        return True
    if _asks(piece, labels):
        return False
    if at == 0:
        return piece.level > 1 and _is_sentence(piece)
    if piece.level and QUESTION_MARK.search(piece.text):
        return False
    before = body[at - 1]
    after = body[at + 1] if at + 1 < len(body) else None
    if before.form is PieceKind.ITEM:
        return _is_sentence(piece)
    if _asks(before, labels) and piece.level >= before.level:
        return after is None or _asks(after, labels)
    if _asks(before, labels) and 0 < piece.level == before.level:
        return True
    return _is_sentence(piece)


def _is_sentence(piece: RawPiece) -> bool:
    ends = ends_sentence(piece.text) and not piece.text.rstrip().endswith((":", "：", ";"))
    return ends and word_count(piece.text) >= _WORDY


def _asks(piece: RawPiece, labels: Labels) -> bool:
    return asks_at_end(piece.text) or bool(labels.ask.match(piece.text))


def without_status_tables(body: Sequence[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return `body` without tables of one head that end answer after answer: state, date, source of an entry."""
    ends = [at for at, one in enumerate(body) if one.form is PieceKind.GRID and _ends_answer(body, at)]
    heads = Counter(_head(body[at]) for at in ends)
    gone = {at for at in ends if heads[_head(body[at])] > 1}
    removed += [said(body[at]) for at in sorted(gone)]
    return [one for at, one in enumerate(body) if at not in gone]


def _ends_answer(body: Sequence[RawPiece], at: int) -> bool:
    after = next((one for one in body[at + 1 :] if one.form is not PieceKind.RULE), None)
    rest = len(body) - at
    return after is None or after.form is PieceKind.HEADING or asks_at_end(after.text) or rest < 4


def _head(piece: RawPiece) -> str:
    return alphanumeric(" ".join("".join(run.text for run in cell) for cell in piece.rows[0])) if piece.rows else ""


def with_headings_by_shape(body: Sequence[RawPiece], asked: set[int]) -> list[RawPiece]:
    """Return the pieces with short lines that stand alone above a paragraph known as headings by their shape."""
    shaped = list(body)
    for at in range(1, len(body) - 1):
        piece, before, after = body[at], body[at - 1], body[at + 1]
        words = piece.text.split()
        if at in asked or at - 1 in asked or piece.boxed or piece.linked or not words or len(words) > 8:
            continue
        numbered = piece.form is PieceKind.ITEM and before.form is not PieceKind.ITEM and number_of(piece.marker) > 0
        if numbered and (at + 1 in asked or after.form is PieceKind.TEXT):
            piece = replace(piece, form=PieceKind.TEXT, runs=(Run(f"{piece.marker} "), *piece.runs))
            is_alone = True
        else:
            is_alone = after.form is PieceKind.TEXT and len(after.text) > SHORT_LINE and ends_sentence(before.text)
        if piece.form is PieceKind.TEXT and is_alone and _may_be_title(piece.text):
            shaped[at] = replace(piece, form=PieceKind.HEADING)
    return shaped


def with_counted_questions_apart(body: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `body` with the counted questions in bold that end an item or a paragraph in plain type as paragraphs."""
    found: list[RawPiece] = []
    for piece in body:
        bold = next((run for run in reversed(piece.runs) if run.text.strip()), Run(""))
        at = len(piece.text.rstrip()) - len(bold.text.rstrip())
        counted = Mark.STRONG in bold.mark and _COUNTED.match(bold.text) and asks_at_end(bold.text)
        if counted and at > 0 and piece.form in {PieceKind.TEXT, PieceKind.ITEM} and not is_bold(piece.runs):
            before, after = parted(piece.runs, at)
            found += [replace(piece, runs=before), replace(piece, form=PieceKind.TEXT, marker="", level=0, runs=after)]
        else:
            found.append(piece)
    return found


def with_bold_questions_apart(body: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `body` with the questions that are in bold inside of paragraphs as paragraphs of their own."""
    found: list[RawPiece] = []
    for piece in body:
        parts: list[list[Run]] = [[]]
        for bold, row in groupby(piece.runs, lambda run: Mark.STRONG in run.mark and not run.text.isspace()):
            runs = list(row)
            asks = bold and asks_at_end("".join(run.text for run in runs))
            parts += [runs, []] if asks else []
            parts[-1] += [] if asks else runs
        said = [part for runs in parts if (part := tidy(runs))]
        found += [replace(piece, runs=part) for part in said] if piece.form is PieceKind.TEXT and said else [piece]
    return found


def with_counted_lists(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return pieces with paragraphs that open with the numbers from 1 on, one below the other, as a list."""
    rows: list[list[tuple[int, re.Match[str]]]] = [[]]
    for at, piece in enumerate(pieces):
        counted = _COUNTED.match(piece.text) if piece.form is PieceKind.TEXT else None
        if counted is None or int(counted["number"]) != len(rows[-1]) + 1:
            rows.append([])
        if counted and int(counted["number"]) == len(rows[-1]) + 1:
            rows[-1].append((at, counted))
    found = list(pieces)
    for at, counted in (one for row in rows if len(row) > 1 for one in row):
        runs = parted(found[at].runs, counted.end())[1]
        found[at] = replace(found[at], form=PieceKind.ITEM, marker=f"{counted['number']}.", runs=runs)
    return found


def with_conclusion_apart(body: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `body` with what concludes below the last question under a heading of its own.

    Its heading may be a line of plain words, or be before the words of a paragraph: `Conclusion: …`.
    """
    last = max((at for at, one in enumerate(body) if asks_at_end(one.text)), default=len(body))
    found = list(body[: last + 1])
    for at, piece in enumerate(body[last + 1 :], last + 1):
        label = CONCLUSION_LABEL.match(piece.text) if piece.form is PieceKind.TEXT and not piece.boxed else None
        if (
            label
            and label["mark"] == "."
            and (not _is_marked(piece, label.end()) or _is_marked(piece, len(piece.text)))
        ):
            label = None
        if label:
            heading, rest = parted(piece.runs, label.start("mark"))
            words = parted(rest, label.end() - label.start("mark"))[1]
            found += [replace(piece, form=PieceKind.HEADING, runs=heading), replace(piece, runs=words)]
        elif piece.form is PieceKind.TEXT and CONCLUSION.match(piece.text.strip()) and at + 1 < len(body):
            found.append(replace(piece, form=PieceKind.HEADING))
        else:
            found.append(piece)
    return found


def _is_marked(piece: RawPiece, end: int) -> bool:
    """Return whether the words of a piece up to `end` are bold or italic."""
    first = parted(piece.runs, end)[0]
    return all(run.mark & (Mark.STRONG | Mark.EMPHASIS) for run in first if run.text.strip(" .:"))


def _may_be_title(text: str) -> bool:
    first = re.search(r"[^\W\d_]", text)
    begins = first is not None and not first.group().islower()
    return (
        begins
        and len(text) <= SHORT_LINE
        and not ends_sentence(text)
        and not asks_at_end(text)
        and " = " not in text
        and text[-1:] not in ",;–—-"
    )
