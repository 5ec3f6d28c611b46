"""Pieces to a `Draft`: masthead, lead, questions with their answers, footnotes, and a remark for every guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from builder.brief import (
    Align,
    Block,
    Draft,
    Fields,
    Footnote,
    Grid,
    Listing,
    Mark,
    Paragraph,
    Passage,
    Publisher,
    Quotation,
    Run,
    Sentence,
    Subheading,
)
from builder.diagnostics import Span
from builder.read.raw.endnotes import with_endnotes
from builder.read.raw.furniture import normal, said, without_furniture
from builder.read.raw.imprint import Masthead, date_at_end
from builder.read.raw.inline import tidy
from builder.read.raw.labels import Labels, labels_of
from builder.read.raw.masthead import read_masthead
from builder.read.raw.paragraphs import asks_at_end, ends_sentence
from builder.read.raw.phrases import ENDS, SOURCES
from builder.read.raw.pieces import Form, Piece
from builder.read.raw.questions import Candidate, Shape, questions_of, without_reply_label
from builder.read.raw.sentences import sentences_from


@dataclass(slots=True)
class _Desk:
    """What is gathered while a draft is put together."""

    source: str
    lang: str
    removed: list[str]
    labels: Labels
    remarks: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def sentences(self, runs: tuple[Run, ...], prefix: str, line: int) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph, numbered on within their passage."""
        span = Span(self.source, line, 1, line, 1) if line else Span(self.source)
        found = sentences_from(runs, prefix, self.counts.get(prefix, 0) + 1, span=span, lang=self.lang)
        self.counts[prefix] = self.counts.get(prefix, 0) + len(found)
        return found

    def single(self, runs: tuple[Run, ...], prefix: str, line: int) -> Sentence:
        """Return a heading or question as one sentence, however many it holds."""
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        span = Span(self.source, line, 1, line, 1) if line else Span(self.source)
        return Sentence(f"{prefix}.{self.counts[prefix]}", _unmarked(runs), span)


def _unmarked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs of a heading without the mark-up that all its words have: a heading stands out as it is."""
    common = Mark.STRONG | Mark.EMPHASIS
    for run in runs:
        common &= run.mark if run.text.strip() else common
    return tidy([replace(run, mark=run.mark & ~common) for run in runs])


def draft_from(pieces: list[Piece], given: Mapping[str, str], *, source: str, lang: str, removed: list[str]) -> Draft:
    """Return the draft that `pieces` make; what is page furniture goes to `removed`."""
    pieces = with_endnotes(pieces)
    desk = _Desk(source, lang, removed, labels_of([piece.text for piece in pieces]))
    notes = [piece for piece in pieces if piece.form is Form.NOTE]
    body = without_furniture([piece for piece in pieces if piece.form is not Form.NOTE], removed)
    questions = questions_of(body, lang, title=given.get("title", "")) or _headings_as_questions(body, desk)
    body, questions = _without_repeats(body, questions, desk)
    body = _shaped(body, {one.at for one in questions})
    first = questions[0].at if questions else len(body)
    head, lead = read_masthead(body[:first], given, lang, removed)
    passages, tail = _passages(body, questions, desk)
    _date_from(tail, head, lang)
    lead_blocks = _blocks(lead, "lead", desk)
    desk.footnotes = [*_footnotes(notes, body, desk), *desk.footnotes]
    known = {note.label for note in desk.footnotes}
    return Draft(
        source,
        _fields(head, source, lang),
        _without_dead_notes(lead_blocks, known, desk),
        tuple(replace(one, answer=_without_dead_notes(one.answer, known, desk)) for one in passages),
        tuple(desk.footnotes),
        tuple(dict.fromkeys((*head.remarks, *desk.remarks))),
    )


def _fields(head: Masthead, source: str, lang: str) -> Fields:
    title = head.title
    if not title:
        title = re.sub(r"[-_]+", " ", re.sub(r".*/|\.[^.]+$", "", source)).strip() or "Untitled"
        head.remarks.append(("title", "the source has no title; this is the name of its file"))
    spans = tuple((name, Span(source, line, 1, line, 1)) for name, line in head.lines.items() if line)
    return Fields(
        title=title,
        subtitle=head.subtitle,
        series=head.series,
        number=head.number,
        date=head.date,
        authors=head.authors,
        publisher=Publisher(head.publisher),
        lang=lang,
        url=head.url,
        spans=spans,
    )


def _headings_as_questions(body: list[Piece], desk: _Desk) -> list[Candidate]:
    """Return the headings with text under them as questions, for a piece in which nothing asks."""
    levels = [piece.level for piece in body if piece.form is Form.HEADING and piece.level]
    level = max((one for one in set(levels) if levels.count(one) >= 2), key=levels.count, default=0)
    found = [
        Candidate(at, Shape.HEADING, piece.runs, level=level, last=at)
        for at, piece in enumerate(body[:-1])
        if piece.form is Form.HEADING and piece.level == level and level and body[at + 1].form is not Form.HEADING
    ]
    if found:
        desk.remarks.append(("q1", "nothing in the piece asks; its headings stand as the questions"))
    return found


def _without_repeats(body: list[Piece], questions: list[Candidate], desk: _Desk) -> tuple[list[Piece], list[Candidate]]:
    """Return the pieces without the tables of contents, in which the questions stand a second time."""
    asked = {normal(one.text) for one in questions}
    mine = {at for one in questions for at in range(one.at, one.last + 1)}
    kept: list[Piece] = []
    moved: dict[int, int] = {}
    for at, piece in enumerate(body):
        if at not in mine and normal(piece.text) in asked and piece.form is not Form.GRID:
            desk.removed.append(said(piece))
            continue
        moved[at] = len(kept)
        kept.append(piece)
    return kept, [replace(one, at=moved[one.at], last=moved[one.last]) for one in questions]


def _shaped(body: list[Piece], asked: set[int]) -> list[Piece]:
    """Return the pieces with short lines that stand alone above a paragraph known as headings by their shape."""
    shaped = list(body)
    for at in range(1, len(body) - 1):
        piece, before, after = body[at], body[at - 1], body[at + 1]
        words = piece.text.split()
        if at in asked or at - 1 in asked or piece.boxed or piece.linked or not words or len(words) > 8:
            continue
        numbered = piece.form is Form.ITEM and before.form is not Form.ITEM and number_of(piece.marker) > 0
        if numbered and (at + 1 in asked or after.form is Form.TEXT):
            piece = replace(piece, form=Form.TEXT, runs=(Run(f"{piece.marker} "), *piece.runs))
            is_alone = True
        else:
            is_alone = after.form is Form.TEXT and len(after.text) > 60 and ends_sentence(before.text)
        if piece.form is Form.TEXT and is_alone and _may_be_title(piece.text):
            shaped[at] = replace(piece, form=Form.HEADING)
    return shaped


def _may_be_title(text: str) -> bool:
    first = re.search(r"[^\W\d_]", text)
    begins = first is not None and not first.group().islower()
    return begins and len(text) <= 70 and not ends_sentence(text) and not asks_at_end(text) and text[-1:] not in ",;–—-"


def _passages(body: list[Piece], questions: list[Candidate], desk: _Desk) -> tuple[tuple[Passage, ...], list[Piece]]:
    passages: list[Passage] = []
    tail: list[Piece] = []
    ends = [*[one.at for one in questions[1:]], len(body)]
    inner = _has_subheadings(body, questions)
    for number, (one, end) in enumerate(zip(questions, ends, strict=False), 1):
        final = number == len(questions)
        mine, left = _answer(one, body[one.last + 1 : end], final=final and not inner)
        mine = _with_rest(one, mine, desk)
        sources, mine = _sources(mine)
        if one.label:
            desk.removed.append(one.label)
        _put_aside(left, len(passages) + 1, desk, final=final)
        tail = left if final else []
        prefix = f"q{len(passages) + 1}"
        question = desk.single(one.question, prefix, body[one.at].line)
        answer = _blocks(mine, prefix, desk)
        if not answer:
            desk.removed.append(one.text)
            continue
        passages.append(
            Passage(
                question, (), summary=False, answer=_noted(answer, sources, len(passages) + 1, desk), span=question.span
            )
        )
    return tuple(passages), tail


def _has_subheadings(body: list[Piece], questions: list[Candidate]) -> bool:
    """Return whether an answer before the last one has headings known by their shape, with text below them."""
    inside = [at for one, after in pairwise(questions) for at in range(one.last + 1, after.at - 1)]
    return any(body[at].form is Form.HEADING and not body[at].level for at in inside)


def _answer(one: Candidate, pieces: list[Piece], *, final: bool) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of an answer, and those that come after its end and before the next question."""
    for at, piece in enumerate(pieces):
        if at and len(piece.text) < 60 and ENDS.match(piece.text.strip()) and not _is_sources(pieces, at):
            return pieces[:at], pieces[at:]
        if piece.form is not Form.HEADING:
            continue
        below = piece.level > one.level > 0 if piece.level else not final and at + 1 < len(pieces)
        if not below:
            return pieces[:at], pieces[at:]
    return pieces, []


def _with_rest(one: Candidate, mine: list[Piece], desk: _Desk) -> list[Piece]:
    if one.rest:
        mine = [Piece(Form.TEXT, one.rest, 0), *mine]
    if mine and mine[0].form in {Form.TEXT, Form.HEADING}:
        runs = without_reply_label(mine[0].runs, desk.labels, desk.removed)
        mine = [replace(mine[0], runs=runs), *mine[1:]] if runs else mine[1:]
    return mine


def _put_aside(left: list[Piece], number: int, desk: _Desk, *, final: bool) -> None:
    """Keep what is no answer for the reviewer: as a remark before the next question, or under the last one."""
    texts = [said(piece) for piece in left if piece.text.strip()]
    desk.removed += texts
    if not texts or (len(texts) == 1 and ENDS.match(texts[0])):
        return
    place = f"q{number}" if final else f"q{number + 1}"
    where = "after this answer the piece goes on with" if final else "before this question stands"
    desk.remarks.append((place, f"{where}, left out because it is no answer: {' / '.join(texts)}"))


def _sources(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the list of sources that ends an answer under a line `Sources:`, and the answer without it."""
    at = next((at for at in range(1, len(pieces)) if _is_sources(pieces, at)), len(pieces))
    return pieces[at:], pieces[:at]


def _is_sources(pieces: list[Piece], at: int) -> bool:
    items = pieces[at + 1 :]
    linked = bool(items) and all(one.form is Form.ITEM or one.linked for one in items)
    return linked and bool(SOURCES.match(pieces[at].text.strip()))


def _noted(answer: tuple[Block, ...], sources: list[Piece], number: int, desk: _Desk) -> tuple[Block, ...]:
    """Return the answer with a footnote behind its last word that holds its sources."""
    if not sources:
        return answer
    desk.removed.append(sources[0].text)
    label = f"s{number}"
    blocks = tuple(
        Paragraph(desk.sentences(piece.runs, f"note.{label}", piece.line)) for piece in sources[1:] if piece.runs
    )
    call = Run("", note=label)
    called = _with_call(answer, call)
    if called is None or not blocks:
        desk.removed += [piece.text for piece in sources[1:]]
        return answer
    desk.footnotes.append(Footnote(label, blocks))
    return called


def _with_call(blocks: tuple[Block, ...], call: Run) -> tuple[Block, ...] | None:
    last = blocks[-1]
    match last:
        case Paragraph(sentences):
            ended = replace(sentences[-1], runs=(*sentences[-1].runs, call))
            return (*blocks[:-1], Paragraph((*sentences[:-1], ended)))
        case Listing(items=items):
            inner = _with_call(items[-1], call)
            return (*blocks[:-1], replace(last, items=(*items[:-1], inner))) if inner else None
        case _:
            return None


def _footnotes(notes: list[Piece], body: list[Piece], desk: _Desk) -> list[Footnote]:
    called = {run.note for piece in body for run in _all_runs(piece) if run.note}
    found: dict[str, Footnote] = {}
    for piece in notes:
        sentences = desk.sentences(piece.runs, f"note.{piece.marker}", piece.line)
        if piece.marker in called and piece.marker not in found and sentences:
            found[piece.marker] = Footnote(piece.marker, (Paragraph(sentences),))
        else:
            desk.removed.append(f"[^{piece.marker}]: {piece.text}")
    return list(found.values())


def _all_runs(piece: Piece) -> tuple[Run, ...]:
    return (*piece.runs, *(run for row in piece.rows for cell in row for run in cell))


def _without_dead_notes(blocks: tuple[Block, ...], known: set[str], desk: _Desk) -> tuple[Block, ...]:
    """Return `blocks` without calls of footnotes that the source does not have."""

    def sentence(one: Sentence) -> Sentence:
        dead = [run.note for run in one.runs if run.note and run.note not in known]
        desk.removed.extend(f"[^{note}]" for note in dead)
        return replace(one, runs=tuple(run for run in one.runs if run.note not in dead)) if dead else one

    def block(one: Block) -> Block:
        match one:
            case Paragraph(sentences):
                return Paragraph(tuple(sentence(each) for each in sentences))
            case Subheading(level, heading):
                return Subheading(level, sentence(heading))
            case Listing(items=items):
                return replace(one, items=tuple(tuple(block(each) for each in item) for item in items))
            case Quotation(inner):
                return Quotation(tuple(block(each) for each in inner))
            case Grid(header, rows):
                cells = tuple(tuple(tuple(sentence(each) for each in cell) for cell in row) for row in (header, *rows))
                return replace(one, header=cells[0], rows=cells[1:])
            case _:
                return one

    return tuple(block(one) for one in blocks)


def _blocks(pieces: list[Piece], prefix: str, desk: _Desk) -> tuple[Block, ...]:
    found: list[Block] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.form is Form.ITEM:
            end = at
            while (
                end < len(pieces)
                and pieces[end].form is Form.ITEM
                and (end == at or _same_list(pieces[at], pieces[end]))
            ):
                end += 1
            found.append(_listing(pieces[at:end], prefix, desk))
            at = end
            continue
        block = _block(piece, prefix, desk)
        found += [block] if block else []
        at += 1
    while found and isinstance(found[-1], Subheading):
        heading = found.pop()
        desk.removed.append(heading.sentence.text if isinstance(heading, Subheading) else "")
    return tuple(found)


def _block(piece: Piece, prefix: str, desk: _Desk) -> Block | None:
    match piece.form:
        case Form.HEADING:
            return (
                Subheading(min(max(piece.level, 3), 6), desk.single(piece.runs, prefix, piece.line))
                if piece.runs
                else None
            )
        case Form.GRID:
            return _grid(piece, prefix, desk)
        case Form.QUOTE:
            sentences = desk.sentences(piece.runs, prefix, piece.line)
            return Quotation((Paragraph(sentences),)) if sentences else None
        case _:
            sentences = desk.sentences(piece.runs, prefix, piece.line)
            return Paragraph(sentences) if sentences else None


def _same_list(first: Piece, piece: Piece) -> bool:
    """Return whether an item belongs to the list that `first` began: numbered with numbered, or deeper."""
    return piece.level > first.level or (number_of(piece.marker) > 0) == (number_of(first.marker) > 0)


def number_of(marker: str) -> int:
    """Return the number that marks an item, or 0 for a bullet or letter."""
    bare = marker.strip("(). ")
    return int(bare) if bare.isascii() and bare.isdigit() else 0


def _listing(pieces: list[Piece], prefix: str, desk: _Desk) -> Listing:
    level = pieces[0].level
    tops = [number_of(piece.marker) for piece in pieces if piece.level == level]
    ordered = tops[0] > 0 and tops == list(range(tops[0], tops[0] + len(tops)))
    items: list[tuple[Block, ...]] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end].level > level:
            end += 1
        own = Paragraph(desk.sentences(_with_marker(pieces[at], ordered=ordered), prefix, pieces[at].line))
        inner = _blocks(pieces[at + 1 : end], prefix, desk) if end > at + 1 else ()
        if own.sentences or inner:
            items.append((own, *inner) if own.sentences else inner)
        at = end
    return Listing(ordered, tops[0] if ordered else 1, tuple(items))


def _with_marker(piece: Piece, *, ordered: bool) -> tuple[Run, ...]:
    """Return the words of an item with the letter or number before them that a list of ours would not show."""
    says = any(letter.isalnum() for letter in piece.marker) and not ordered
    return (Run(f"{piece.marker} "), *piece.runs) if says else piece.runs


def _grid(piece: Piece, prefix: str, desk: _Desk) -> Grid | None:
    if not piece.rows:
        return None
    cells = tuple(tuple(desk.sentences(cell, prefix, piece.line) for cell in row) for row in piece.rows)
    return Grid(cells[0], cells[1:], tuple(Align.START for _ in cells[0]))


def _date_from(tail: list[Piece], head: Masthead, lang: str) -> None:
    found = date_at_end(tail, lang) if head.date is None else None
    if found:
        head.date = found.when
        head.remarks.append(("date", "taken from the end of the piece: check it"))
