"""Pieces to the parts of a piece in their order: questions with their answers, and sections that ask nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from msgspec.structs import replace

from builder.importing.boilerplate import said
from builder.importing.byline import GENERIC
from builder.importing.draft_builder import DraftBuilder
from builder.importing.exchanges import SpokenExchange
from builder.importing.inline import parted
from builder.importing.keyed_lines import is_page_key
from builder.importing.numbered_rows import without_counts_before
from builder.importing.paragraphs import SHORT_LINE, alphanumeric, asks_at_end, ends_sentence
from builder.importing.phrases import CONCLUSION, CONTACT, ENDS, REFERENCES, SOURCES, TAGGED
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.question_forms import Candidate
from builder.importing.speaker_labels import Labels
from builder.model.brief import Person, Run

_MARK = re.compile(r"\s*(\(?[^\W\d_]{1,3}(?:[/:.)\]]|\s?[-–—>])[/:.)>–—-]?)\s+(?=\S)")
_FEWEST_MARKS = 3
"""Answers that the same mark opens."""
_FEWEST_LISTED = 3
"""Headings that a table of contents names at least."""
_LONGEST_LINE = 200
"""Characters up to which a line may be one of keywords or of a version."""


@dataclass(slots=True)
class Part:
    """A question with its answer, or a section."""

    heading: tuple[Run, ...]
    pieces: list[RawPiece]
    line: int = 0
    section: bool = False
    sources: list[RawPiece] = field(default_factory=list)
    """The list of sources that ends it, with the line above it first."""
    asked_by: str = ""
    answered_by: str = ""

    @property
    def text(self) -> str:
        """The words of the heading."""
        return "".join(run.text for run in self.heading)


def parts_of_questions(body: Sequence[RawPiece], questions: Sequence[Candidate], draft: DraftBuilder) -> list[Part]:
    """Return the questions with their answers, and the sections between and behind them."""
    found: list[Part] = []
    ends = [*[one.at for one in questions[1:]], len(body)]
    inner = _has_subheadings(body, questions)
    for number, (one, end) in enumerate(zip(questions, ends, strict=False), 1):
        last = number == len(questions)
        mine, left = _answer(one, list(body[one.last + 1 : end]), last=last, final=last and not inner)
        mine = _without_only_bullet(_with_rest(one, mine, draft))
        sources, mine = _sources(mine)
        if one.label:
            draft.removed.append(one.label)
        found.append(Part(one.question, mine, body[one.at].line, sources=sources))
        found += sections_of(left, draft)
    _without_reply_marks(found, draft.removed)
    without_counts_before([one.pieces for one in found if not one.section], draft.removed)
    return found


def _without_reply_marks(parts: Sequence[Part], removed: list[str]) -> None:
    """Take away the same short mark before most answers, such as `R/.`: it says no more than that they answer."""
    opened = [(one, _MARK.match(one.pieces[0].text)) for one in parts if one.pieces and not one.section]
    counts = Counter(found[1] for _, found in opened if found)
    mark, count = next(iter(counts.most_common(1)), ("", 0))
    for one, found in opened if count >= _FEWEST_MARKS and count * 2 > len(opened) else ():
        if found and found[1] == mark:
            one.pieces[0] = replace(one.pieces[0], runs=parted(one.pieces[0].runs, found.end())[1])
            removed.append(mark)


def parts_of_exchanges(exchanges: Sequence[SpokenExchange], draft: DraftBuilder) -> list[Part]:
    """Return the exchanges of a transcript; a heading behind the last answer opens a section, others are inside.

    One that ends an answer groups the questions below it.
    """
    found: list[Part] = []
    for one in exchanges:
        runs: list[Run] = []
        for piece in one.question:
            runs += [*([Run(" ")] if runs and piece.runs else []), *piece.runs]
        shown = [piece for piece in one.question if piece.form in {PieceKind.GRID, PieceKind.PICTURE}]
        answer = [*shown, *one.answer]
        mine = answer
        ends = len(answer) - len(list(takewhile(_is_leveled, reversed(answer))))
        if 0 < ends < len(answer):
            mine = answer[:ends]
        if one is exchanges[-1] or any(is_concluding(piece) for piece in answer):
            mine = list(takewhile(lambda piece: piece.form is not PieceKind.HEADING or not piece.level, answer))
        found.append(Part(tuple(runs), mine, one.question[0].line, asked_by=one.asked_by, answered_by=one.answered_by))
        found += sections_of(answer[len(mine) :], draft)
    return found


def _is_leveled(piece: RawPiece) -> bool:
    return piece.form is PieceKind.HEADING and piece.level > 0


def sections_of(pieces: Sequence[RawPiece], draft: DraftBuilder) -> list[Part]:
    """Return the sections that headings open; what belongs to the page, as an imprint does, is left out."""
    found: list[Part] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if _lists_references(piece):
            piece = replace(piece, form=PieceKind.HEADING)
        if piece.form is not PieceKind.HEADING or _ends_text(piece):
            end = _end_of(pieces, at) if piece.form is PieceKind.HEADING else at + 1
            end = end if piece.form is PieceKind.HEADING else _next_heading(pieces, at)
            draft.removed += [text for one in pieces[at:end] if (text := said(one))]
            at = end
            continue
        end = _end_of(pieces, at)
        mine = list(pieces[at + 1 : end])
        cut = next(
            (n for n, one in enumerate(mine) if one.form is not PieceKind.HEADING and _is_tail_line(one)), len(mine)
        )
        draft.removed += [text for one in mine[cut:] if (text := said(one))]
        if is_page_key(piece) and all(len(one.text) < SHORT_LINE and not ends_sentence(one.text) for one in mine):
            draft.removed += [said(piece), *(said(one) for one in mine[:cut])]
        elif any(one.form is not PieceKind.HEADING and (one.text.strip() or one.source) for one in mine[:cut]):
            asks = asks_at_end(piece.text)
            found.append(Part(piece.runs, mine[:cut], piece.line, section=not asks))
        elif GENERIC.match(piece.text) or not GENERIC.match(piece.text.replace(" ", "")):
            found.append(Part(piece.runs, [], piece.line, section=True))
            draft.removed += [text for one in mine[:cut] if (text := said(one))]
        else:  # the head of a page that is spaced: `FA Q`
            draft.removed.append(said(piece))
        at = end
    return found


def with_first_group(head: list[RawPiece], parts: list[Part], title: str) -> tuple[list[RawPiece], list[Part]]:
    """Return the head without the heading that ends it, and that as the first group, where later questions have some.

    A heading with nothing below it is one; the first line of a piece is its title, where the source gives none apart.
    """
    last = head[-1] if len(head) > 1 or (head and title) else None
    groups = any(one.section and not one.pieces for one in parts)
    if not groups or last is None or last.form is not PieceKind.HEADING or GENERIC.match(last.text.strip()):
        return head, parts
    return head[:-1], [Part(last.runs, [], last.line, section=True), *parts]


def is_concluding(piece: RawPiece) -> bool:
    """Return whether a piece is the heading of what the text concludes."""
    return piece.form is PieceKind.HEADING and bool(CONCLUSION.match(piece.text.strip()))


def is_conclusion(part: Part) -> bool:
    """Return whether a section is what the piece concludes, by its heading."""
    return part.section and bool(CONCLUSION.match(part.text.strip()))


def _end_of(pieces: Sequence[RawPiece], at: int) -> int:
    """Return where the section that the heading `at` opens ends: at the next heading that is not below it."""
    level = pieces[at].level
    imprint = _ends_text(pieces[at])
    for end in range(at + 1, len(pieces)):
        other = pieces[end]
        if other.form is not PieceKind.HEADING:
            continue
        below = other.level > level > 0 and not _ends_text(other)
        if not below and not (imprint and not other.level):
            return end
    return len(pieces)


def _next_heading(pieces: Sequence[RawPiece], at: int) -> int:
    return next(
        (n for n in range(at + 1, len(pieces)) if pieces[n].form is PieceKind.HEADING and pieces[n].level), len(pieces)
    )


def _ends_text(piece: RawPiece) -> bool:
    return bool(ENDS.match(piece.text.strip())) and not REFERENCES.match(piece.text.strip())


def _lists_references(piece: RawPiece) -> bool:
    line = piece.form in {PieceKind.TEXT, PieceKind.HEADING} and len(piece.text) < SHORT_LINE
    return line and bool(REFERENCES.match(piece.text.strip()))


def _is_tail_line(piece: RawPiece) -> bool:
    text = piece.text.strip()
    return (len(text) < _LONGEST_LINE and bool(TAGGED.match(text))) or (len(text) < SHORT_LINE and _ends_text(piece))


def _has_subheadings(body: Sequence[RawPiece], questions: Sequence[Candidate]) -> bool:
    """Return whether an answer before the last one has headings known by their shape, with text below them."""
    inside = [at for one, after in pairwise(questions) for at in range(one.last + 1, after.at - 1)]
    return any(body[at].form is PieceKind.HEADING and not body[at].level for at in inside)


def _answer(
    one: Candidate, pieces: list[RawPiece], *, last: bool, final: bool
) -> tuple[list[RawPiece], list[RawPiece]]:
    """Return the pieces of an answer, and those that come after its end and before the next question.

    In the `last` answer a heading that concludes ends it; in a `final` one every heading known by its shape does.
    """
    for at, piece in enumerate(pieces):
        if at and final and len(piece.text) < _LONGEST_LINE and (TAGGED.match(piece.text) or CONTACT.match(piece.text)):
            return pieces[:at], pieces[at:]
        ends = len(piece.text) < SHORT_LINE and ENDS.match(piece.text.strip())
        if at and (ends or _lists_references(piece)) and not _is_sources(pieces, at):
            return pieces[:at], pieces[at:]
        if piece.form is not PieceKind.HEADING:
            continue
        concludes = not piece.level and last and bool(CONCLUSION.match(piece.text.strip()))
        below = piece.level > one.level > 0 if piece.level else not (final or concludes) and at + 1 < len(pieces)
        if not below:
            return pieces[:at], pieces[at:]
    return pieces, []


def _with_rest(one: Candidate, mine: list[RawPiece], draft: DraftBuilder) -> list[RawPiece]:
    if one.rest:
        mine = [RawPiece(PieceKind.TEXT, one.rest, 0), *mine]
    if mine and mine[0].form in {PieceKind.TEXT, PieceKind.HEADING}:
        runs = _without_reply_label(mine[0].runs, draft.labels, draft.removed)
        mine = [replace(mine[0], runs=runs), *mine[1:]] if runs else mine[1:]
    return mine


def _without_reply_label(runs: tuple[Run, ...], labels: Labels, removed: list[str]) -> tuple[Run, ...]:
    """Return the runs of an answer without `A:` or its like in front."""
    text = "".join(run.text for run in runs)
    found = labels.reply.match(text)
    if not found:
        return runs
    removed.append(found.group().strip())
    return parted(runs, found.end())[1]


def _without_only_bullet(pieces: list[RawPiece]) -> list[RawPiece]:
    """Return an answer that a page sets as a list of one item as text; lists inside that item move out a level."""
    items = [one for one in pieces if one.form is PieceKind.ITEM]
    if not pieces or pieces[0].form is not PieceKind.ITEM or pieces[0].marker != "-" or len(items) < len(pieces):
        return pieces
    first, *rest = pieces
    if first.level or any(not one.level for one in rest):
        return pieces
    return [replace(first, form=PieceKind.TEXT, marker=""), *(replace(one, level=one.level - 1) for one in rest)]


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


def without_repeats(
    body: list[RawPiece], questions: list[Candidate], removed: list[str]
) -> tuple[list[RawPiece], list[Candidate]]:
    """Return the pieces without the tables of contents, in which the questions are listed a second time."""
    asked = {alphanumeric(one.text) for one in questions}
    mine = {at for one in questions for at in range(one.at, one.last + 1)}
    kept: list[RawPiece] = []
    moved: dict[int, int] = {}
    for at, piece in enumerate(body):
        if (
            at not in mine
            and alphanumeric(piece.text) in asked
            and piece.form not in {PieceKind.GRID, PieceKind.PICTURE}
        ):
            removed.append(said(piece))
            continue
        moved[at] = len(kept)
        kept.append(piece)
    return kept, [replace(one, at=moved[one.at], last=moved[one.last]) for one in questions]


def listed_headings(body: Sequence[RawPiece], questions: Sequence[Candidate]) -> set[int]:
    """Return the places of the items above the first question that name headings below it: a table of contents."""
    first = questions[0].at if questions else 0
    heads = {alphanumeric(one.text) for one in body[first:] if one.form is PieceKind.HEADING}
    heads |= {alphanumeric(one.text) for one in body[max(first - 1, 0) : first] if one.form is PieceKind.HEADING}
    items = {at for at in range(first) if body[at].form is PieceKind.ITEM and alphanumeric(body[at].text) in heads}
    return items if len(items) >= _FEWEST_LISTED else set()


def name_speakers_in_full(parts: Sequence[Part], authors: Sequence[Person]) -> None:
    """Give who answers under a family name, as labels in capitals do, the name that one author has in full."""
    for one in parts:
        full = [person.name for person in authors if person.name.split()[-1].casefold() == one.answered_by.casefold()]
        one.answered_by = full[0] if len(full) == 1 else one.answered_by


def without_links_elsewhere(parts: list[Part], removed: list[str]) -> None:
    """Take away the sections at the end that only link to other texts; a list of sources stays."""
    while len(parts) > 1 and parts[-1].section and parts[-1].pieces and all(one.linked for one in parts[-1].pieces):
        if SOURCES.match(parts[-1].text.strip()) or any(ends_sentence(one.text) for one in parts[-1].pieces):
            return
        removed += [parts[-1].text, *(said(one) for one in parts.pop().pieces)]
