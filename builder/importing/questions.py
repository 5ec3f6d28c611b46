"""Which pieces are the questions: every way of asking is counted, and the way that the piece uses is taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.importing.byline import GENERIC, says_masthead
from builder.importing.inline import tidy
from builder.importing.language_detection import asks
from builder.importing.paragraphs import SHORT_LINE, alphanumeric, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.speaker_labels import Labels, labels_of
from builder.model.brief import Mark, Run

_NUMBER = re.compile(
    r"[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]+\s*|\+\s*(?=\S)|[›»•–—-]\s+(?=\S)|[IVX]{1,5}[.)]\s+(?=\S)"
    r"|[A-Z]\.?\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=[¿“\"„«]?[A-ZÀ-ÞΑ-ΩА-ЯІЇЄҐ])|\d{1,3}[.)](?=[¿“\"„«]?[^\W\d_])"
    r"|\d{1,3}\.[-–—]+\s*(?=\S)|\(?\d{1,3}(?:\.\d{1,2})*[.):]?\)?\s+(?=\S)|[①-⑳]\s*|(?:第?[一二三四五六七八九十]{1,3})[、.．]\s*"
)
_COUNTED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5})[.)]?\)?")
"""The marker of an item that is counted."""
_END = re.compile(
    r"(?:[?？؟\u037e]|[\u0370-\u03ff\u1f00-\u1fff][^.;?!\n\u0370-\u03ff\u1f00-\u1fff]{0,24};|\u055e[^\u0589:.\n]{0,200}[\u0589:.])"
    r"[\"'”’»)\]]*(?=\s|$)|[？؟]"
)
_STATEMENT = re.compile(r"[.!。](?:[\"'”’»)]*)\s+(?=[A-ZÀ-ÞА-ЯІЇЄҐ¿«„“\"])")


_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\s*")
"""A remark in brackets behind a question mark, which belongs to the question."""


class QuestionStyle(IntEnum):
    """A way of asking, the most telling first."""

    LABEL = 1
    ASKED = 2
    HEADING = 3
    BOLD = 4
    NUMBERED = 5
    BARE = 6
    BULLET = 7
    BOLD_RUN_IN = 8
    NUMBERED_RUN_IN = 9
    RUN_IN = 10


_WHOLE = (QuestionStyle.HEADING, QuestionStyle.BOLD, QuestionStyle.NUMBERED, QuestionStyle.BARE, QuestionStyle.BULLET)
"""Ways in which a question is a paragraph of its own."""
_INSIDE = (QuestionStyle.BOLD_RUN_IN, QuestionStyle.NUMBERED_RUN_IN, QuestionStyle.RUN_IN)
"""Ways in which it begins the paragraph of its answer."""
_RUN_IN_OF = {
    QuestionStyle.BOLD: (QuestionStyle.BOLD_RUN_IN,),
    QuestionStyle.NUMBERED: (QuestionStyle.NUMBERED_RUN_IN, QuestionStyle.BOLD_RUN_IN),
}
"""Ways of asking that are beside each other in one piece: some answers begin on the line of their question."""
_MOST_WRAPPED = 3
"""Paragraphs that the lines of one question may have become."""
_TITLE_SIZE = 1.2
"""How many times the size of all questions a line at the top has that asks and is the title."""
_LATEST = 8
"""Lines of a masthead that may appear above a title."""


class Candidate(Struct, frozen=True):
    """A piece that may be a question."""

    at: int
    shape: QuestionStyle
    question: tuple[Run, ...]
    rest: tuple[Run, ...] = ()
    """What is behind the question in the same piece: the beginning of its answer."""
    label: str = ""
    level: int = 0
    last: int = 0
    """The last piece that belongs to the question."""

    @property
    def text(self) -> str:
        """The words of the question."""
        return "".join(run.text for run in self.question)


def questions_of(pieces: list[RawPiece], lang: str, *, title: str) -> list[Candidate]:
    """Return the questions among `pieces` in their order; empty if there are none.

    `title` is the title that the source gives apart from its text, or empty: then a question may be the title.
    """
    labels = labels_of([piece.text for piece in pieces])
    found = [one for at in range(len(pieces)) if (one := _candidate(pieces, at, lang, labels))]
    heads = [at for at, piece in enumerate(pieces) if piece.form is PieceKind.HEADING and piece.level]
    below = {one.last + 1 for one in found if one.shape in _WHOLE}
    found = [
        one
        for one in found
        if not _is_title(pieces, one, found, title, heads=heads, lang=lang)
        and not (one.shape is QuestionStyle.BARE and pieces[one.at].glued and one.at in below)
    ]
    found = [one for one in found if not _is_in_list_of_questions(pieces, one)]
    listed = {two.at for one, two in pairwise(found) if one.last + 1 == two.at}
    whole = {one.at: one for one in found if one.shape not in _INSIDE}
    answered = _once([one for one in found if _is_answered(pieces, one, whole)], listed, pieces)
    shapes = _shapes(answered, pieces, labels)
    chosen = [one for one in answered if one.shape in shapes]
    if len(chosen) == 1 and chosen[0].shape is QuestionStyle.BARE and _ends_run(chosen[0], found):
        return []
    levels = {one.level for one in chosen if one.shape is QuestionStyle.HEADING}
    return [
        one
        for one in chosen
        if one.shape is not QuestionStyle.HEADING or asks_at_end(_bare(one.text)) or _fits(one, levels, chosen)
    ]


def without_reply_label(runs: tuple[Run, ...], labels: Labels, removed: list[str]) -> tuple[Run, ...]:
    """Return the runs of an answer without `A:` or its like in front."""
    text = "".join(run.text for run in runs)
    found = labels.reply.match(text)
    if not found:
        return runs
    removed.append(found.group().strip())
    return parted(runs, found.end())[1]


def parted(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the runs before and after the place `at` of their text."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        cut = max(0, min(at, len(run.text)))
        if cut or (run.note and at > 0):
            before.append(replace(run, text=run.text[:cut]))
        if cut < len(run.text) or (run.note and at <= 0):
            after.append(replace(run, text=run.text[cut:]))
        at -= len(run.text)
    return tidy(before), tidy(after)


def _candidate(pieces: list[RawPiece], at: int, lang: str, labels: Labels) -> Candidate | None:
    piece = pieces[at]
    if piece.form in {PieceKind.GRID, PieceKind.NOTE, PieceKind.PICTURE, PieceKind.RULE} or (
        piece.boxed and not piece.asked
    ):
        return None
    text = piece.text
    label = labels.ask.match(text)
    if label:
        return _labelled(pieces, at, label, labels)
    if piece.asked:
        return Candidate(at, QuestionStyle.ASKED, piece.runs, level=piece.level or 3, last=at)
    if len(text) > 4000 or ("?" not in text and not _END.search(text) and piece.form is not PieceKind.HEADING):
        return None
    if piece.form is PieceKind.QUOTE:
        return (
            Candidate(at, QuestionStyle.BULLET, piece.runs, last=at) if asks_at_end(text) and len(text) < 200 else None
        )
    if piece.form is PieceKind.HEADING:
        return _heading(piece, at, lang)
    return _whole(piece, at) or _run_in(piece, at)


def _labelled(pieces: list[RawPiece], at: int, label: re.Match[str], labels: Labels) -> Candidate | None:
    piece = pieces[at]
    question, last = parted(piece.runs, label.end())[1], at
    if not question and at + 1 < len(pieces):
        question, last = pieces[at + 1].runs, at + 1
    question, last = _with_wrapped(pieces, question, last, labels)
    text = "".join(run.text for run in question)
    if not text:
        return None
    reply = re.search(rf"(?<=[?？؟.])\s+(?={labels.reply.pattern}\S)", text, re.IGNORECASE)
    end = len(text)
    if reply:
        end = reply.start()
    elif not asks_at_end(text) and not (last + 1 < len(pieces) and labels.reply.match(pieces[last + 1].text)):
        marks = [one.end() for one in _END.finditer(text[:400])]
        end = marks[0] if marks else len(text)
    question, rest = parted(question, end)
    level = piece.level if piece.form is PieceKind.HEADING else 0
    return Candidate(at, QuestionStyle.LABEL, question, rest, label.group().strip(), level, last)


def _with_wrapped(
    pieces: list[RawPiece], question: tuple[Run, ...], last: int, labels: Labels
) -> tuple[tuple[Run, ...], int]:
    """Return a labelled question with the paragraphs up to its labelled reply, where a page parted its lines."""
    if asks_at_end("".join(run.text for run in question)):
        return question, last
    for end in range(last + 1, min(last + 1 + _MOST_WRAPPED, len(pieces) - 1)):
        if pieces[end].form is not PieceKind.TEXT or labels.reply.match(pieces[end].text):
            break
        if asks_at_end(pieces[end].text) and labels.reply.match(pieces[end + 1].text):
            runs = [run for one in range(last + 1, end + 1) for run in (Run(" "), *pieces[one].runs)]
            return tidy([*question, *runs]), end
    return question, last


def _heading(piece: RawPiece, at: int, lang: str) -> Candidate | None:
    number = _NUMBER.match(piece.text)
    question = parted(piece.runs, number.end())[1] if number else piece.runs
    text = "".join(run.text for run in question)
    if piece.linked and not asks_at_end(text):
        return None
    if not asks_at_end(_bare(text)) and not (asks(text, lang) and piece.level):
        return None
    return Candidate(at, QuestionStyle.HEADING, question, (), number.group().strip() if number else "", piece.level, at)


def _whole(piece: RawPiece, at: int) -> Candidate | None:
    """Return the candidate of a paragraph or item that is a question from its first word to its last."""
    text = piece.text.strip()
    if not asks_at_end(text) or len(text) > 300 or piece.linked:
        return None
    if piece.form is PieceKind.ITEM:
        numbered = bool(_COUNTED.fullmatch(piece.marker))
        if piece.level and not numbered:
            return None
        return Candidate(
            at, QuestionStyle.NUMBERED if numbered else QuestionStyle.BULLET, piece.runs, label=piece.marker, last=at
        )
    number = _NUMBER.match(text)
    if number:
        question = parted(piece.runs, number.end())[1]
        return Candidate(at, QuestionStyle.NUMBERED, question, label=number.group().strip(), last=at)
    statements = _STATEMENT.split(text)
    long = len(statements) == 2 and len(statements[0]) > SHORT_LINE and not asks_at_end(statements[0])
    if len(statements) > 2 or (long and not _is_bold(piece.runs)):
        return None
    first = text.lstrip("\"'“„«¿(*_")[:1]
    if first.islower() or not first:
        return None
    return Candidate(at, QuestionStyle.BOLD if _is_bold(piece.runs) else QuestionStyle.BARE, piece.runs, last=at)


def _run_in(piece: RawPiece, at: int) -> Candidate | None:
    """Return the candidate of a paragraph that begins with a question and goes on with its answer."""
    text = piece.text
    bold = 0
    for run in piece.runs:
        if not Mark.STRONG & run.mark and run.text.strip():
            break
        bold += len(run.text)
    if 0 < bold < len(text) and asks_at_end(text[:bold]) and bold <= 300:
        question, rest = parted(piece.runs, bold)
        number = _NUMBER.match("".join(run.text for run in question))
        question = parted(question, number.end())[1] if number else question
        label = number.group().strip() if number else ""
        return Candidate(at, QuestionStyle.BOLD_RUN_IN, question, rest, label, last=at)
    number = _NUMBER.match(text)
    start = number.end() if number and piece.form is PieceKind.TEXT else 0
    mark = _END.search(text, start, start + 300)
    if not mark or _STATEMENT.search(text, start, mark.start()) or len(text) - mark.end() < 3:
        return None
    numbered = bool(start) or (piece.form is PieceKind.ITEM and bool(_COUNTED.fullmatch(piece.marker)))
    aside = _ASIDE.fullmatch(text, mark.end())
    if aside:
        label = text[:start].strip()
        return Candidate(at, QuestionStyle.NUMBERED, parted(piece.runs, start)[1], (), label, last=at) if label else None
    question, rest = parted(parted(piece.runs, start)[1], mark.end() - start)
    rest = parted(rest, len("".join(run.text for run in rest)) - len(_dashed(rest)))[1]
    label = text[:start].strip() or (piece.marker if numbered else "")
    return Candidate(
        at, QuestionStyle.NUMBERED_RUN_IN if numbered else QuestionStyle.RUN_IN, question, rest, label, last=at
    )


def _dashed(rest: tuple[Run, ...]) -> str:
    return "".join(run.text for run in rest).lstrip("–—- ")


def _is_bold(runs: tuple[Run, ...]) -> bool:
    return all(Mark.STRONG & run.mark for run in runs if run.text.strip())


def _bare(text: str) -> str:
    """Return a heading without a remark in brackets behind its question mark."""
    return re.sub(rf"(?<=[?？؟]){_ASIDE.pattern}$", "", text.rstrip())


def _is_title(
    pieces: list[RawPiece], one: Candidate, found: list[Candidate], title: str, *, heads: list[int], lang: str
) -> bool:
    """Return whether a heading is the title of the piece: the first of all headings, alone on its level.

    A line in plain words is it where only lines of a masthead are above it, and not its answer right below it.
    """
    piece = pieces[one.at]
    if title:
        return alphanumeric(piece.text) == alphanumeric(title)
    if piece.size and one.at < _LATEST and len(found) > 1:
        others = [pieces[other.at].size for other in found if other is not one]
        if piece.size > _TITLE_SIZE * max(others):
            return True
    if (
        one.shape in {QuestionStyle.BARE, QuestionStyle.BOLD}
        and len(found) > 1
        and one.at + 1 < len(pieces)
        and one.at < _LATEST
    ):
        above = all(says_masthead(other, lang) or GENERIC.match(other.text.strip()) for other in pieces[: one.at])
        marked = any(pieces[at].level == 1 for at in heads)
        below = pieces[one.at + 1]
        alike = found[1].shape in {one.shape, *_RUN_IN_OF.get(one.shape, ())}
        answered = below.glued or (_is_said(below.text) and found[1].at == one.at + 2 and alike)
        return above and not marked and (says_masthead(below, lang, after_title=True) or not answered)
    if one.shape is not QuestionStyle.HEADING or not piece.level or len(found) < 2 or heads[0] != one.at:
        return False
    levels = [pieces[at].level for at in heads]
    return levels.count(piece.level) == 1 and piece.level == min(levels)


def _is_in_list_of_questions(pieces: list[RawPiece], one: Candidate) -> bool:
    """Return whether an item that asks has another beside it: a list of questions, which the text need not answer."""
    if pieces[one.at].form is not PieceKind.ITEM or one.shape in _INSIDE:
        return False
    beside = [pieces[at] for at in (one.at - 1, one.at + 1) if 0 <= at < len(pieces)]
    return any(other.form is PieceKind.ITEM and asks_at_end(other.text) for other in beside)


def _ends_run(one: Candidate, found: list[Candidate]) -> bool:
    """Return whether a line that asks is the last of several in a row, which the text below answers together."""
    ends = {other.last + 1: other for other in found if other.shape is QuestionStyle.BARE}
    before = ends.get(one.at)
    return before is not None and before.at in ends


def _is_said(text: str) -> bool:
    return len(text) > SHORT_LINE or ends_sentence(text)


def _is_answered(pieces: list[RawPiece], one: Candidate, whole: Mapping[int, Candidate]) -> bool:
    """Return whether something other than another question follows; `whole` are the candidates by their places."""
    if one.rest:
        return True
    after = one.last + 1
    if after >= len(pieces):
        return False
    if one.shape is QuestionStyle.BOLD and asks_at_end(pieces[after].text) and _is_bold(pieces[after].runs):
        return False
    if after in whole:
        other = whole[after]
        return one.shape < other.shape and one.shape in {
            QuestionStyle.LABEL,
            QuestionStyle.ASKED,
            QuestionStyle.HEADING,
            QuestionStyle.BOLD,
        }
    deeper = pieces[after].form is PieceKind.HEADING and 0 < pieces[after].level <= one.level
    return not deeper


def _once(found: list[Candidate], listed: set[int], pieces: Sequence[RawPiece]) -> list[Candidate]:
    """Return `found` without the second of two with the same words: the more telling shape is kept, then the first.

    `listed` are the places of those that stand in a row, as in a table of contents; another place goes before. Two that
    are set alike and have two answers were asked of two people.
    """
    best: dict[tuple[str, str], Candidate] = {}
    keys = {}
    styles = {one.shape for one in found if one.at not in listed}
    for one in found:
        below = pieces[min(one.last + 1, len(pieces) - 1)].text if len(styles) == 1 and one.at not in listed else ""
        key = keys[one.at] = (alphanumeric(one.text), alphanumeric(below))
        if key not in best or (one.shape, one.at in listed) < (best[key].shape, best[key].at in listed):
            best[key] = one
    return [one for one in found if best[keys[one.at]] is one]


def _shapes(found: list[Candidate], pieces: list[RawPiece], labels: Labels) -> set[QuestionStyle]:
    counts = Counter(
        one.shape for one in found if one.shape is not QuestionStyle.HEADING or asks_at_end(_bare(one.text))
    )
    replies = sum(bool(labels.reply.match(piece.text)) for piece in pieces)
    if counts[QuestionStyle.LABEL] >= 2 or (counts[QuestionStyle.LABEL] and replies):
        return {QuestionStyle.LABEL}
    if counts[QuestionStyle.ASKED]:
        return {QuestionStyle.ASKED}
    best = max(_WHOLE, key=lambda shape: (counts[shape], -shape))
    other = max(_INSIDE, key=lambda shape: (counts[shape], -shape))
    if counts[other] >= 2 and counts[other] > 2 * counts[best]:
        return {other}
    if counts[best]:
        return {best, *_RUN_IN_OF.get(best, ())}
    return {other} if counts[other] else set()


def _fits(one: Candidate, levels: set[int], chosen: list[Candidate]) -> bool:
    """Return whether a heading that asks without a question mark is among questions of its own level."""
    sure = [other for other in chosen if other.level == one.level and asks_at_end(_bare(other.text))]
    return len(sure) >= 2 and sure[0].at < one.at and one.level in levels
