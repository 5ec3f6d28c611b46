"""The forms in which pieces ask: labels, headings, bold or numbered paragraphs, questions before their answers."""

import re
from enum import IntEnum

from msgspec import Struct

from builder.importing.inline import parted, tidy
from builder.importing.language_detection import asks
from builder.importing.paragraphs import SHORT_LINE, asks_at_end
from builder.importing.pieces import PieceKind, RawPiece, is_bold
from builder.importing.speaker_labels import Labels
from builder.model.brief import Mark, Run

_NUMBER = re.compile(
    r"[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]+\s*|\+\s*(?=\S)|[›»•–—-](?:\s+(?=\S)|(?=¿))|[IVX]{1,5}[.)]\s+(?=\S)"
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

_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,120}[)\]]\s*")
"""A remark in brackets behind a question mark, which belongs to the question."""
_LONGEST_PARAGRAPH, _LONGEST_QUOTED, _SHORTEST_REPLY = 4000, 200, 3
"""Characters of a paragraph that may open with its question, of a question set as a quotation, and of a reply such as
`No.` behind a question on its line."""
_LONGEST_TASK = 300
"""Characters of a question at most: three lines of a page, and some more (cases: all of tests/cases/import)."""
_MOST_WRAPPED = 3
"""Paragraphs that the lines of one question may have become."""


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


def candidate_at(pieces: list[RawPiece], at: int, lang: str, labels: Labels) -> Candidate | None:
    """Return the question that the piece `at` may be, or be the beginning of."""
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
        number = _NUMBER.match(text)
        question = parted(piece.runs, number.end())[1] if number else piece.runs
        marker = number.group().strip() if number else ""
        return Candidate(at, QuestionStyle.ASKED, question, label=marker, level=piece.level or 3, last=at)
    if at + 1 < len(pieces) and labels.reply.match(pieces[at + 1].text) and (counted := _counted(piece, at)):
        return counted
    if len(text) > _LONGEST_PARAGRAPH or (
        "?" not in text and not _END.search(text) and piece.form is not PieceKind.HEADING
    ):
        return None
    if piece.form is PieceKind.QUOTE:
        return (
            Candidate(at, QuestionStyle.BULLET, piece.runs, last=at)
            if asks_at_end(text) and len(text) < _LONGEST_QUOTED
            else None
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
    reply = re.search(rf"(?<=[?？؟.])\s+(?={labels.reply.pattern}(?:\S|$))", text, re.IGNORECASE)
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
    if not asks_at_end(bare(text)) and not (asks(text, lang) and piece.level):
        return None
    return Candidate(at, QuestionStyle.HEADING, question, (), number.group().strip() if number else "", piece.level, at)


def _whole(piece: RawPiece, at: int) -> Candidate | None:
    """Return the candidate of a paragraph or item that is a question from its first word to its last."""
    text = piece.text.strip()
    if not asks_at_end(bare(text)) or len(text) > _LONGEST_TASK or piece.linked:
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
    if len(statements) > 2 or (long and not is_bold(piece.runs)):
        return None
    first = text.lstrip("\"'“„«¿(*_")[:1]
    if (first.islower() and text[0] != "¿") or not first:
        return None
    return Candidate(at, QuestionStyle.BOLD if is_bold(piece.runs) else QuestionStyle.BARE, piece.runs, last=at)


def _counted(piece: RawPiece, at: int) -> Candidate | None:
    """Return the candidate of a counted paragraph above a labelled reply, which need not ask: `3. Name two ports.`."""
    number = _NUMBER.match(piece.text) if piece.form is PieceKind.TEXT else None
    if len(piece.text) > _LONGEST_TASK or not (number or _COUNTED.fullmatch(piece.marker)):
        return None
    question = parted(piece.runs, number.end())[1] if number else piece.runs
    label = number.group().strip() if number else piece.marker
    return Candidate(at, QuestionStyle.NUMBERED, question, label=label, last=at)


def _run_in(piece: RawPiece, at: int) -> Candidate | None:
    """Return the candidate of a paragraph that begins with a question and goes on with its answer."""
    text = piece.text
    bold = 0
    for run in piece.runs:
        if not Mark.STRONG & run.mark and run.text.strip():
            break
        bold += len(run.text)
    if 0 < bold < len(text) and asks_at_end(text[:bold]) and bold <= _LONGEST_TASK:
        question, rest = parted(piece.runs, bold)
        number = _NUMBER.match("".join(run.text for run in question))
        question = parted(question, number.end())[1] if number else question
        label = number.group().strip() if number else ""
        return Candidate(at, QuestionStyle.BOLD_RUN_IN, question, rest, label, last=at)
    number = _NUMBER.match(text)
    start = number.end() if number and piece.form is PieceKind.TEXT else 0
    mark = _END.search(text, start, start + _LONGEST_TASK)
    if not mark or _STATEMENT.search(text, start, mark.start()) or len(text) - mark.end() < _SHORTEST_REPLY:
        return None
    numbered = bool(start) or (piece.form is PieceKind.ITEM and bool(_COUNTED.fullmatch(piece.marker)))
    if _ASIDE.fullmatch(text, mark.end()):
        question, marker = parted(piece.runs, start)[1], text[:start].strip() or piece.marker
        return Candidate(at, QuestionStyle.NUMBERED, question, (), marker, last=at) if marker else None
    question, rest = parted(parted(piece.runs, start)[1], mark.end() - start)
    rest = parted(rest, len("".join(run.text for run in rest)) - len(_dashed(rest)))[1]
    label = text[:start].strip() or (piece.marker if numbered else "")
    return Candidate(
        at, QuestionStyle.NUMBERED_RUN_IN if numbered else QuestionStyle.RUN_IN, question, rest, label, last=at
    )


def _dashed(rest: tuple[Run, ...]) -> str:
    return "".join(run.text for run in rest).lstrip("–—- ")


def bare(text: str) -> str:
    """Return a heading without a remark in brackets behind its question mark."""
    return re.sub(rf"(?<=[?？؟]){_ASIDE.pattern}$", "", text.rstrip())
