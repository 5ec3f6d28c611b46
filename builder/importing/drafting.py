"""Pieces to a `Draft`: masthead, lead, questions with their answers, footnotes, and a remark for every guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise, takewhile

from msgspec.structs import replace

from builder.importing.boilerplate import normal, said, without_furniture
from builder.importing.byline import Byline, date_at_end
from builder.importing.draft_builder import DraftBuilder, blocks_of, number_of, without_dead_notes
from builder.importing.endnotes import with_endnotes
from builder.importing.front_matter_guess import read_masthead
from builder.importing.paragraphs import asks_at_end, ends_sentence
from builder.importing.phrases import ENDS, SOURCES, TAGGED
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.questions import Candidate, QuestionStyle, questions_of, without_reply_label
from builder.importing.speaker_labels import labels_of
from builder.model.brief import (
    Block,
    Draft,
    Fields,
    Footnote,
    ListBlock,
    Paragraph,
    Passage,
    Publisher,
    Run,
    sentences_of,
)
from builder.model.findings import Span


def draft_from(
    pieces: list[RawPiece], given: Mapping[str, str], *, source: str, lang: str, removed: list[str]
) -> Draft:
    """Return the draft that `pieces` make; what is page furniture goes to `removed`."""
    pieces = with_endnotes(pieces)
    context = DraftBuilder(source, lang, removed, labels_of([piece.text for piece in pieces]))
    notes = [piece for piece in pieces if piece.form is PieceKind.NOTE]
    body = without_furniture([piece for piece in pieces if piece.form is not PieceKind.NOTE], removed)
    questions = questions_of(body, lang, title=given.get("title", "")) or _headings_as_questions(body, context)
    body, questions = _without_repeats(body, questions, context)
    body = _shaped(body, {one.at for one in questions})
    first = questions[0].at if questions else len(body)
    head, lead = read_masthead(body[:first], given, lang, removed)
    passages, tail = _passages(body, questions, context)
    _date_from(tail, head, lang)
    lead_blocks = blocks_of(lead, "lead", context)
    spoken = [*sentences_of(lead_blocks), *(one.question for one in passages)]
    spoken += [sentence for one in passages for sentence in sentences_of(one.answer)]
    called = {run.note for sentence in spoken for run in sentence.runs if run.note}
    context.footnotes = [*_footnotes(notes, called, context), *context.footnotes]
    known = {note.label for note in context.footnotes}
    return Draft(
        source,
        _fields(head, source, lang),
        without_dead_notes(lead_blocks, known, context),
        tuple(_without_dead_notes(one, known, context) for one in passages),
        tuple(context.footnotes),
        tuple(dict.fromkeys((*head.remarks, *context.remarks))),
    )


def _fields(head: Byline, source: str, lang: str) -> Fields:
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


def _headings_as_questions(body: list[RawPiece], context: DraftBuilder) -> list[Candidate]:
    """Return the headings with text under them as questions, for a piece in which nothing asks."""
    levels = [piece.level for piece in body if piece.form is PieceKind.HEADING and piece.level]
    level = max((one for one in set(levels) if levels.count(one) >= 2), key=levels.count, default=0)
    found = [
        Candidate(at, QuestionStyle.HEADING, piece.runs, level=level, last=at)
        for at, piece in enumerate(body[:-1])
        if piece.form is PieceKind.HEADING
        and piece.level == level
        and level
        and body[at + 1].form is not PieceKind.HEADING
    ]
    if found:
        context.remarks.append(("q1", "nothing in the piece asks; its headings stand as the questions"))
    return found


def _without_repeats(
    body: list[RawPiece], questions: list[Candidate], context: DraftBuilder
) -> tuple[list[RawPiece], list[Candidate]]:
    """Return the pieces without the tables of contents, in which the questions stand a second time."""
    asked = {normal(one.text) for one in questions}
    mine = {at for one in questions for at in range(one.at, one.last + 1)}
    kept: list[RawPiece] = []
    moved: dict[int, int] = {}
    for at, piece in enumerate(body):
        if at not in mine and normal(piece.text) in asked and piece.form is not PieceKind.GRID:
            context.removed.append(said(piece))
            continue
        moved[at] = len(kept)
        kept.append(piece)
    return kept, [replace(one, at=moved[one.at], last=moved[one.last]) for one in questions]


def _shaped(body: list[RawPiece], asked: set[int]) -> list[RawPiece]:
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
            is_alone = after.form is PieceKind.TEXT and len(after.text) > 60 and ends_sentence(before.text)
        if piece.form is PieceKind.TEXT and is_alone and _may_be_title(piece.text):
            shaped[at] = replace(piece, form=PieceKind.HEADING)
    return shaped


def _may_be_title(text: str) -> bool:
    first = re.search(r"[^\W\d_]", text)
    begins = first is not None and not first.group().islower()
    return begins and len(text) <= 70 and not ends_sentence(text) and not asks_at_end(text) and text[-1:] not in ",;–—-"


def _passages(
    body: list[RawPiece], questions: list[Candidate], context: DraftBuilder
) -> tuple[tuple[Passage, ...], list[RawPiece]]:
    passages: list[Passage] = []
    tail: list[RawPiece] = []
    ends = [*[one.at for one in questions[1:]], len(body)]
    inner = _has_subheadings(body, questions)
    for number, (one, end) in enumerate(zip(questions, ends, strict=False), 1):
        final = number == len(questions)
        mine, left = _answer(one, body[one.last + 1 : end], final=final and not inner)
        mine = _with_rest(one, mine, context)
        sources, mine = _sources(mine)
        if one.label:
            context.removed.append(one.label)
        _put_aside(left, len(passages) + 1, context, final=final)
        tail = left if final else []
        prefix = f"q{len(passages) + 1}"
        question = context.single(one.question, prefix, body[one.at].line)
        answer = blocks_of(mine, prefix, context)
        if not answer:
            context.removed.append(one.text)
            continue
        passages.append(
            Passage(
                question,
                (),
                summary=False,
                answer=_noted(answer, sources, len(passages) + 1, context),
                span=question.span,
            )
        )
    return tuple(passages), tail


def _has_subheadings(body: list[RawPiece], questions: list[Candidate]) -> bool:
    """Return whether an answer before the last one has headings known by their shape, with text below them."""
    inside = [at for one, after in pairwise(questions) for at in range(one.last + 1, after.at - 1)]
    return any(body[at].form is PieceKind.HEADING and not body[at].level for at in inside)


def _answer(one: Candidate, pieces: list[RawPiece], *, final: bool) -> tuple[list[RawPiece], list[RawPiece]]:
    """Return the pieces of an answer, and those that come after its end and before the next question."""
    for at, piece in enumerate(pieces):
        if at and final and len(piece.text) < 200 and TAGGED.match(piece.text):
            return pieces[:at], pieces[at:]
        if at and len(piece.text) < 60 and ENDS.match(piece.text.strip()) and not _is_sources(pieces, at):
            return pieces[:at], pieces[at:]
        if piece.form is not PieceKind.HEADING:
            continue
        below = piece.level > one.level > 0 if piece.level else not final and at + 1 < len(pieces)
        if not below:
            return pieces[:at], pieces[at:]
    return pieces, []


def _with_rest(one: Candidate, mine: list[RawPiece], context: DraftBuilder) -> list[RawPiece]:
    if one.rest:
        mine = [RawPiece(PieceKind.TEXT, one.rest, 0), *mine]
    if mine and mine[0].form in {PieceKind.TEXT, PieceKind.HEADING}:
        runs = without_reply_label(mine[0].runs, context.labels, context.removed)
        mine = [replace(mine[0], runs=runs), *mine[1:]] if runs else mine[1:]
    return mine


def _put_aside(left: list[RawPiece], number: int, context: DraftBuilder, *, final: bool) -> None:
    """Keep what is no answer for the reviewer: as a remark before the next question, or under the last one."""
    texts = [said(piece) for piece in left if piece.text.strip()]
    context.removed += texts
    if not texts or (len(texts) == 1 and ENDS.match(texts[0])):
        return
    place = f"q{number}" if final else f"q{number + 1}"
    where = "after this answer the piece goes on with" if final else "before this question stands"
    context.remarks.append((place, f"{where}, left out because it is no answer: {' / '.join(texts)}"))


def _sources(pieces: list[RawPiece]) -> tuple[list[RawPiece], list[RawPiece]]:
    """Return the list of sources that ends an answer under a line `Sources:`, and the answer without it."""
    at = next((at for at in range(1, len(pieces)) if _is_sources(pieces, at)), len(pieces))
    return pieces[at:], pieces[:at]


def _is_sources(pieces: list[RawPiece], at: int) -> bool:
    """Return whether a line such as `Sources:` has items or links below it, and nothing else up to a heading."""
    if not SOURCES.match(pieces[at].text.strip()):
        return False
    items = list(takewhile(lambda one: one.form is not PieceKind.HEADING, pieces[at + 1 :]))
    return bool(items) and all(one.form is PieceKind.ITEM or one.linked for one in items)


def _noted(answer: tuple[Block, ...], sources: list[RawPiece], number: int, context: DraftBuilder) -> tuple[Block, ...]:
    """Return the answer with a footnote behind its last word that holds its sources."""
    if not sources:
        return answer
    context.removed.append(said(sources[0]))
    label = f"s{number}"
    blocks = tuple(
        Paragraph(context.sentences(piece.runs, f"note.{label}", piece.line)) for piece in sources[1:] if piece.runs
    )
    call = Run("", note=label)
    called = _with_call(answer, call)
    if called is None or not blocks:
        context.removed += [said(piece) for piece in sources[1:]]
        return answer
    context.footnotes.append(Footnote(label, blocks))
    return called


def _with_call(blocks: tuple[Block, ...], call: Run) -> tuple[Block, ...] | None:
    last = blocks[-1]
    match last:
        case Paragraph(sentences):
            ended = replace(sentences[-1], runs=(*sentences[-1].runs, call))
            return (*blocks[:-1], Paragraph((*sentences[:-1], ended)))
        case ListBlock(items=items):
            inner = _with_call(items[-1], call)
            return (*blocks[:-1], replace(last, items=(*items[:-1], inner))) if inner else None
        case _:
            return None


def _without_dead_notes(passage: Passage, known: set[str], context: DraftBuilder) -> Passage:
    (question,) = sentences_of(without_dead_notes((Paragraph((passage.question,)),), known, context))
    return replace(passage, question=question, answer=without_dead_notes(passage.answer, known, context))


def _footnotes(notes: list[RawPiece], called: set[str], context: DraftBuilder) -> list[Footnote]:
    """Return the footnotes that the text calls; what one of them calls itself is left out."""
    found: dict[str, Footnote] = {}
    for piece in notes:
        context.removed += [f"[^{run.note}]" for run in piece.runs if run.note]
        runs = tuple(run for run in piece.runs if not run.note)
        sentences = context.sentences(runs, f"note.{piece.marker}", piece.line)
        if piece.marker in called and piece.marker not in found and sentences:
            found[piece.marker] = Footnote(piece.marker, (Paragraph(sentences),))
        else:
            context.removed.append(f"[^{piece.marker}]: {said(piece)}")
    return list(found.values())


def _date_from(tail: list[RawPiece], head: Byline, lang: str) -> None:
    found = date_at_end(tail, lang) if head.date is None else None
    if found:
        head.date = found.when
        head.remarks.append(("date", "taken from the end of the piece: check it"))
