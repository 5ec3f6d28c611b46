"""Pieces to a `Draft`: masthead, lead, questions and sections, footnotes, pictures, and a remark for every guess."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from msgspec.structs import replace

from builder.importing.blanks import is_answer, with_gaps, without_empty_fields, without_gaps
from builder.importing.boilerplate import said, without_furniture, without_second_copy
from builder.importing.byline import Byline, says_date_only, take_date_from
from builder.importing.draft_builder import DraftBuilder, blocks_of, with_sources, without_dead_notes
from builder.importing.endnotes import with_endnotes
from builder.importing.front_matter_guess import addresses_in, read_masthead
from builder.importing.inline import parted
from builder.importing.label_pairs import with_pairs_apart
from builder.importing.language_data import pattern
from builder.importing.line_marks import with_line_marks_read
from builder.importing.marked_turns import (
    LABEL_ENDS,
    labels_of_two,
    marked_interview_of,
    without_introduced_name,
    without_label,
)
from builder.importing.names import interviewer_in
from builder.importing.numbered_rows import with_missing_numbers, without_counted_lines
from builder.importing.paragraphs import LONG_LINE, alphanumeric, asks_at_end, ends_sentence
from builder.importing.pictographs import without_pictographs
from builder.importing.pictures import PictureFiles, with_picture_files
from builder.importing.piece_parts import (
    Part,
    is_conclusion,
    listed_headings,
    name_speakers_in_full,
    parts_of_exchanges,
    parts_of_questions,
    sections_of,
    with_first_group,
    without_links_elsewhere,
    without_repeats,
)
from builder.importing.piece_roles import PieceRole, doubtful_line, names_opening, roles_of
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.question_forms import Candidate, QuestionStyle
from builder.importing.question_parts import exchanges_in_parts
from builder.importing.question_tables import with_question_tables
from builder.importing.questions import questions_of, without_open_end
from builder.importing.quoted_answers import without_quotation_marks
from builder.importing.reshaping import (
    with_answers_as_text,
    with_bold_questions_apart,
    with_conclusion_apart,
    with_counted_lists,
    with_counted_questions_apart,
    with_group_headings,
    with_headings_by_shape,
    without_box_around_all,
    without_status_tables,
)
from builder.importing.turn_labels import label_as_printed, label_of
from builder.importing.turns import transcript_of
from builder.importing.written_fields import fields_of
from builder.model.brief import (
    Actor,
    Block,
    Draft,
    Footnote,
    Paragraph,
    Passage,
    Person,
    Run,
    sentences_of,
)

_MOST_BEHIND = 9
"""Pieces at the end among which a line names who asked; what is below it is no answer (case: pl-wywiad-z-dopiskiem)."""


def draft_from(
    pieces: list[RawPiece], given: Mapping[str, str], builder: DraftBuilder, pictures: PictureFiles
) -> Draft:
    """Return the draft that `pieces` make; what is not text of the piece goes to the builder's `removed`."""
    pieces, emoji = without_pictographs(with_endnotes(without_second_copy(pieces, builder.removed)))
    builder.remarks += [("end", f"left out, because no font has them: {' '.join(emoji)}")] if emoji else []
    notes = [piece for piece in pieces if piece.form is PieceKind.NOTE]
    body = without_furniture([piece for piece in pieces if piece.form is not PieceKind.NOTE], builder.removed)
    body = with_line_marks_read(without_box_around_all(body), builder.removed)
    body = with_picture_files(body, pictures, builder)
    body, names = _without_roles(body, given, builder)
    body = [replace(piece, runs=_outward(piece.runs, given, builder.removed)) for piece in body]
    above, parts, tail = _parts(body, given, builder)
    above, parts = with_first_group(above, parts, given.get("title", ""))
    above = without_empty_fields(above, builder.removed)
    head, lead = read_masthead(above, given, builder.lang, builder.removed)
    texts = [*(piece.text for piece in body), *builder.removed]
    head.authors = tuple(replace(one, name=label_as_printed(one.name, texts) or one.name) for one in head.authors)
    answering = {alphanumeric(name) for one in parts for name in one.answered_by.split("; ")}
    _name_authors(head, [name for name in names if alphanumeric(name) not in answering])
    name_speakers_in_full(parts, head.authors)
    for one in parts if head.interviewer else ():
        one.asked_by = "" if one.section else one.asked_by or head.interviewer
    opening = next((at for at, one in enumerate(lead) if at and one.form is PieceKind.HEADING and one.level), len(lead))
    parts = [*sections_of(lead[opening:], builder), *parts]
    without_links_elsewhere(parts, builder.removed)
    lead_blocks = blocks_of(with_counted_lists(lead[:opening]), "lead", builder)
    take_date_from(head, tail, addresses_in(given), builder.removed, builder.lang)
    return draft_of_parts(head, lead_blocks, _passages(parts, builder), notes, builder)


def _parts(
    body: list[RawPiece], given: Mapping[str, str], builder: DraftBuilder
) -> tuple[list[RawPiece], list[Part], list[RawPiece]]:
    """Return what is before the first question, the parts, and the lines below the last answer."""
    body = with_pairs_apart(with_counted_questions_apart(body), builder.labels, builder.removed)
    body = with_question_tables(without_counted_lines(body, builder.removed), builder.labels, builder.removed)
    body = with_group_headings(with_answers_as_text(body, builder.labels), builder.labels)
    body, tail = _without_version(body, builder)
    interviewer = next((name for piece in tail if (name := interviewer_in(piece.text))), "")
    spoken = exchanges_in_parts(body, builder.labels) or transcript_of(body) or marked_interview_of(body)
    if spoken:
        builder.removed += [text for one in spoken.left_out if (text := said(one))]
        builder.removed += spoken.labels
        for exchange in spoken.exchanges:
            exchange.asked_by = exchange.asked_by or interviewer
        parts = parts_of_exchanges(spoken.exchanges, builder)
        without_quotation_marks(parts, builder.removed)
        return spoken.head, parts, [*tail, *spoken.left_out[-3:]]
    body = with_conclusion_apart(without_status_tables(with_gaps(body), builder.removed))
    title = given.get("title", "")
    if not questions_of(body, builder.lang, title=title):
        body = with_bold_questions_apart(body)
    questions = questions_of(body, builder.lang, title=title) or _headings_as_questions(body, builder)
    body, questions = with_missing_numbers(body, questions, builder.removed)
    body, questions = without_repeats(body, questions, builder.removed)
    body, unanswered = without_open_end(body, questions, builder.lang)
    if unanswered:
        builder.removed.append(said(unanswered))
        builder.remarks.append(("end", f"left out, because nothing answers it: {unanswered.text}"))
    body = with_headings_by_shape(body, {one.at for one in questions})
    first = questions[0].at if questions else len(body)
    listed = listed_headings(body, questions)
    builder.removed += [said(body[at]) for at in sorted(listed)]
    parts = parts_of_questions(body, questions, builder)
    for one in parts:
        one.pieces = without_gaps(one.pieces)
        one.asked_by = "" if one.section else one.asked_by or interviewer
    without_quotation_marks(parts, builder.removed)
    _name_speaker(parts, body[:first], builder)
    return (
        [one for at, one in enumerate(body[:first]) if at not in listed],
        parts,
        [*tail, *body[max(first, len(body) - 12) :]],
    )


def _name_speaker(parts: Sequence[Part], above: Sequence[RawPiece], builder: DraftBuilder) -> None:
    """Take the name before the first answer, which the text above introduces, for the one who gives all answers.

    Where several names stand before paragraphs, each says only what is below it.
    """
    asked = [one for one in parts if not one.section]
    if not asked or not asked[0].pieces:
        return
    labels = [label[0] for one in asked for piece in one.pieces if (label := label_of(piece))]
    if len(set(labels)) > 1:
        return
    both = labels_of_two(RawPiece(PieceKind.TEXT, asked[0].heading), asked[0].pieces[0])
    if both:
        asked[0].heading = parted(asked[0].heading, both[0][2])[1]
        builder.removed.append(both[0][1])
        name = both[1][1].strip(LABEL_ENDS)
    else:
        asked[0].pieces[0], name = without_introduced_name(asked[0].pieces[0], above, builder.removed)
    for one in asked if both else ():
        one.asked_by = both[0][1].strip(LABEL_ENDS) if both else ""
    for one in parts if name else ():
        one.answered_by = "" if one.section else name
        one.pieces = [without_label(each, name, builder.removed) for each in one.pieces]


def _without_version(body: list[RawPiece], builder: DraftBuilder) -> tuple[list[RawPiece], list[RawPiece]]:
    """Return the pieces without the lines at the end that only date the piece or say who asked, and those lines."""
    asked = max((at for at, one in enumerate(body) if asks_at_end(one.text)), default=0)
    behind = range(max(len(body) - _MOST_BEHIND, asked + 1), len(body))
    at = next((one for one in behind if interviewer_in(body[one].text)), len(body))
    stamped = at
    while at > 1 and (
        says_date_only(body[at - 1], builder.lang)
        or _is_credit(body[at - 1], body[at - 2])
        or (stamped > at and body[at - 1].text.rstrip().endswith(",") and len(body[at - 1].text) <= LONG_LINE)
    ):
        at -= 1
    builder.removed += [said(one) for one in body[at:]]
    if any(ends_sentence(one.text) for one in body[at + 1 :]):
        builder.remarks.append(("end", f"left out, with what is below it: {body[at].text}"))
    return body[:at], body[at:]


def _is_credit(piece: RawPiece, before: RawPiece) -> bool:
    """Return whether a line says who asked, or only thanks below an answer."""
    text = piece.text.strip()
    if piece.form is not PieceKind.TEXT or len(text) > LONG_LINE:
        return False
    asked = pattern("interviewed", r"\W*(?:", r")\s*[:：]?\s+\S.{0,80}$")
    thanks = pattern("thanks", r"\W*(?:", r")\W*$")
    below = before.form is not PieceKind.HEADING and not asks_at_end(before.text)
    return bool(asked.match(text) and not ends_sentence(text)) or (below and bool(thanks.match(text)))


def _without_roles(
    body: list[RawPiece], given: Mapping[str, str], builder: DraftBuilder
) -> tuple[list[RawPiece], list[str]]:
    """Return the pieces without what is not text, captions with their pictures, and the names of who wrote it."""
    authors = re.split(r"\s*[;,]\s*", given.get("authors", "") or given.get("author", ""))
    roles = roles_of(body, [one for one in authors if one])
    names: list[str] = []
    found: list[RawPiece] = []
    for at, piece in enumerate(body):
        role = roles.get(at)
        before = found[-1] if found else None
        if (
            role is PieceRole.CAPTION
            and before
            and before.form is PieceKind.PICTURE
            and before.source
            and not before.caption
        ):
            found[-1] = replace(before, caption=piece.runs)
            continue
        if role in {PieceRole.BYLINE, PieceRole.BIOGRAPHY}:
            names += names_opening(piece)
        if role:
            builder.removed.append(said(piece))
        elif piece.form is not PieceKind.PICTURE or piece.source:
            found.append(piece)
    return found, names


def _name_authors(head: Byline, names: Sequence[str]) -> None:
    """Add people named in bylines and biographies to the authors, if there are none yet or if these are more."""
    known = {alphanumeric(person.name) for person in head.authors}
    new = [name for name in dict.fromkeys(names) if alphanumeric(name) not in known]
    if new and (not head.authors or head.others):
        head.authors = (*head.authors, *map(Person, new))
        head.remarks.append(("authors", "guess: taken from the lines that name who wrote or answered: check it"))


def _outward(runs: tuple[Run, ...], given: Mapping[str, str], removed: list[str]) -> tuple[Run, ...]:
    """Return `runs` with absolute link addresses; links within the piece or its site become plain words."""
    if all(not run.href or run.href.startswith(("http://", "https://", "mailto:")) for run in runs):
        return runs
    base = next((given[key] for key in ("url", "canonical", "source_url") if given.get(key, "").startswith("http")), "")
    found = []
    for run in runs:
        href = run.href
        if href and not href.startswith(("http://", "https://", "mailto:")):
            removed.append(href)
            href = urljoin(base, href) if base and not href.startswith("#") else ""
        found.append(replace(run, href=href))
    return tuple(found)


def _headings_as_questions(body: list[RawPiece], builder: DraftBuilder) -> list[Candidate]:
    """Use headings that have text under them as questions, for a piece that asks none."""
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
        builder.remarks.append(("q1", "no question was found; the headings are used as questions"))
    return found


def _passages(parts: Sequence[Part], builder: DraftBuilder) -> tuple[Passage, ...]:
    closing = next((one for one in reversed(parts[-2:]) if is_conclusion(one)), None)
    last = next((one for one in reversed(parts) if not one.section), None)
    passages: list[Passage] = []
    groups = builder.group_headings
    for part in parts:
        number = len(passages) + 1
        prefix = f"q{number}"
        question = builder.single(part.heading, prefix, part.line)
        before, groups[:] = list(groups), []
        answer = blocks_of(with_counted_lists(part.pieces), prefix, builder)
        trailing, groups[:] = list(groups), before
        if not is_answer(answer):
            builder.removed += [text for one in part.sources if (text := said(one))]
            builder.removed += [one.text for one in sentences_of(answer)]
            if part.section and part.text.strip() and not asks_at_end(part.text):
                groups += [question, *trailing]
                continue
            builder.removed += [part.text] if part.text else []
            why = "left out before this, because it has no answer in words"
            builder.remarks.append((prefix, f"{why}: {part.text}"))
            continue
        summary = part is closing and any(not one.section for one in parts)
        _remark(part, prefix, builder, summary=summary)
        doubt = doubtful_line(part.pieces) if part is last else ""
        if doubt:
            shown = doubt if len(doubt) <= LONG_LINE else f"{doubt[:LONG_LINE].rsplit(' ', 1)[0]} …"
            builder.remarks.append((prefix, f"look here first: the page, not the answer, may say: “{shown}”"))
        answer = with_sources(answer, part.sources, number, builder)
        passages.append(
            Passage(
                question,
                (),
                summary=summary,
                answer=answer,
                span=question.span,
                section=part.section,
                asked_by=part.asked_by,
                answered_by=part.answered_by,
                part=tuple(groups),
            )
        )
        groups[:] = trailing
    for heading in groups:
        builder.removed.append(heading.text)
        builder.remarks.append(("end", f"left out, because nothing is below it: {heading.text}"))
    return tuple(passages)


def _remark(part: Part, prefix: str, builder: DraftBuilder, *, summary: bool) -> None:
    if part.section and summary:
        builder.remarks.append((prefix, "this section has no question; taken for the closing judgement: check it"))
    elif part.section:
        builder.remarks.append((prefix, "this section has no question: it becomes a section in both products"))


def draft_of_parts(  # noqa: PLR0917 - the parts of a draft
    head: Byline,
    lead: tuple[Block, ...],
    passages: tuple[Passage, ...],
    notes: list[RawPiece],
    builder: DraftBuilder,
    actors: tuple[Actor, ...] = (),
) -> Draft:
    """Return the draft of its parts, with the footnotes that they call."""
    spoken = [*sentences_of(lead), *(each for one in passages for each in (*one.part, one.question))]
    spoken += [sentence for one in passages for sentence in sentences_of(one.answer)]
    called = {run.note for sentence in spoken for run in sentence.runs if run.note}
    builder.footnotes = [*_footnotes(notes, called, builder), *builder.footnotes]
    known = {note.label for note in builder.footnotes}
    fields = replace(fields_of(head, builder), actors=actors)
    return Draft(
        builder.source,
        fields,
        without_dead_notes(lead, known, builder),
        tuple(_without_dead_notes(_without_title(one, fields.title, builder), known, builder) for one in passages),
        tuple(builder.footnotes),
        tuple(dict.fromkeys((*head.remarks, *builder.remarks))),
    )


def _without_title(passage: Passage, title: str, builder: DraftBuilder) -> Passage:
    """Return the passage without a heading above it that repeats the title of the piece."""
    kept = tuple(one for one in passage.part if alphanumeric(one.text) != alphanumeric(title))
    builder.removed += [one.text for one in passage.part if one not in kept]
    return replace(passage, part=kept)


def _without_dead_notes(passage: Passage, known: set[str], builder: DraftBuilder) -> Passage:
    headings = without_dead_notes((Paragraph((*passage.part, passage.question)),), known, builder)
    *part, question = sentences_of(headings)
    answer = without_dead_notes(passage.answer, known, builder)
    return replace(passage, part=tuple(part), question=question, answer=answer)


def _footnotes(notes: list[RawPiece], called: set[str], builder: DraftBuilder) -> list[Footnote]:
    """Return the footnotes that the text calls; what one of them calls itself is left out."""
    found: dict[str, Footnote] = {}
    for piece in notes:
        builder.removed += [f"[^{run.note}]" for run in piece.runs if run.note]
        runs = tuple(run for run in piece.runs if not run.note)
        sentences = builder.sentences(runs, f"note.{piece.marker}", piece.line)
        if piece.marker in called and piece.marker not in found and sentences:
            found[piece.marker] = Footnote(piece.marker, (Paragraph(sentences),))
        else:
            builder.removed.append(f"[^{piece.marker}]: {said(piece)}")
    return list(found.values())
