"""Questions with more sentences beside the one that asks: what is set alike, and otherwise than the answers."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import and_

from msgspec.structs import replace

from builder.importing.askers import QUESTION_MARK, asks_anywhere
from builder.importing.inline import tidy
from builder.importing.paragraphs import asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece, is_bold
from builder.importing.question_forms import Candidate, QuestionStyle, bare
from builder.model.brief import Mark, Run

_Look = tuple[PieceKind, int, Mark]
_LONGEST, _FEWEST = 400, 2
"""Characters of a question with the sentences around it, and questions that are set alike.

Cases: nl-vraag-met-meer-zinnen, de-fette-fragen-mit-nachsatz."""
_FEWEST_BOLD = 4
"""Questions in bold beside which what else is set so asks too, though by its form it might not."""


def with_other_sentences(pieces: Sequence[RawPiece], found: Sequence[Candidate]) -> list[Candidate]:
    """Return `found` with the questions that say more than they ask, wherever one set alike only asks.

    What is set as the answers are is none of them.
    """
    asked = {one.at: one for one in found if one.shape < QuestionStyle.BOLD_RUN_IN}
    families: dict[_Look, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        if len(piece.text) <= _LONGEST and _asks(piece) and _is_set_apart(pieces, at):
            families[_look(piece)].append(at)
    families = {look: row for look, row in families.items() if len(row) >= _FEWEST and not asked.keys().isdisjoint(row)}
    below = {_look(pieces[_below(pieces, at)]) for row in families.values() for at in row} - families.keys()
    replies = {look for look in below if Mark.EMPHASIS in look[-1]}
    plain = [one for one in found if one.shape in {QuestionStyle.BARE, QuestionStyle.RUN_IN}]
    gone = {one.at for one in plain if _look(pieces[one.at]) in replies}
    made = [
        _whole(pieces, at, replies) for row in families.values() for at in row if _says_more(pieces[at], asked.get(at))
    ]
    places = gone | {one.at for one in made}
    return sorted([*(one for one in found if one.at not in places), *made], key=lambda one: one.at)


def with_bold_ones(pieces: Sequence[RawPiece], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the questions with what is set in bold as they are and is one, or a part of one, by its place.

    That is a line that asks, with a remark behind it; what stands above the mark with which most answers open; the
    first of two that have one answer; and the end of one in brackets. Case: tests/importing/test_pdf.py.
    """
    bold = [one for one in chosen if one.shape is QuestionStyle.BOLD]
    if len(bold) < _FEWEST_BOLD or len(bold) < len(chosen):
        return list(chosen)
    sizes = {pieces[one.at].size for one in bold}
    marks = Counter(_mark(pieces[one.last + 1]) for one in bold if one.last + 1 < len(pieces))
    mark = next((mark for mark, count in marks.items() if mark and 2 * count > len(bold)), None)
    lines = {at for at, piece in enumerate(pieces) if piece.size in sizes and _is_bold_line(piece)}
    found = {one.at: one for one in bold}
    for one in bold:
        if one.last + 1 in lines and pieces[one.last + 1].text[:1] in set("(（") and one.last + 2 not in lines:
            found[one.at] = replace(one, question=_joined(pieces, one, one.last + 1), last=one.last + 1)
    taken = {at for one in found.values() for at in range(one.at, one.last + 1)}
    for at in sorted(lines - taken):
        asks, below = asks_anywhere(pieces[at].text), pieces[min(at + 1, len(pieces) - 1)]
        pair = at - 1 not in lines or not asks_anywhere(pieces[at - 1].text)
        alone = Candidate(at, QuestionStyle.BOLD, pieces[at].runs, last=at)
        if asks and pair and at + 1 in found and pieces[at].form is PieceKind.TEXT:
            last = found.pop(at + 1).last
            found[at] = replace(alone, question=_joined(pieces, alone, last), last=last)
        elif at + 1 not in lines and (
            asks_at_end(bare(pieces[at].text)) or (mark == _mark(below) and (asks or ends_sentence(pieces[at].text)))
        ):
            found[at] = alone
    return sorted(found.values(), key=lambda one: one.at)


def _joined(pieces: Sequence[RawPiece], one: Candidate, last: int) -> tuple[Run, ...]:
    return tidy([*one.question, *(run for at in range(one.last + 1, last + 1) for run in (Run(" "), *pieces[at].runs))])


def _mark(piece: RawPiece) -> str:
    """Return the mark before an item that is not counted."""
    return piece.marker if piece.form is PieceKind.ITEM and not any(map(str.isalnum, piece.marker)) else ""


def _is_bold_line(piece: RawPiece) -> bool:
    text = piece.form is PieceKind.TEXT or (piece.form is PieceKind.HEADING and not piece.level)
    return text and not piece.boxed and not piece.linked and is_bold(piece.runs)


def _whole(pieces: Sequence[RawPiece], at: int, replies: set[_Look]) -> Candidate:
    """Return a piece as a question, with the paragraph in which an item goes on before a reply in italics."""
    piece, runs, last = pieces[at], pieces[at].runs, at
    if piece.form is PieceKind.HEADING:
        return Candidate(at, QuestionStyle.HEADING, runs, level=piece.level, last=at)
    if any(map(str.isalnum, piece.marker)):
        return Candidate(at, QuestionStyle.NUMBERED, runs, label=piece.marker, last=at)
    if piece.form is PieceKind.ITEM and {_look(one) for one in pieces[at + 2 : at + 3]} & replies:
        more = pieces[at + 1]
        if more.form is PieceKind.TEXT and _look(more) not in replies:
            runs, last = tidy([*runs, Run(" "), *more.runs]), at + 1
    return Candidate(at, QuestionStyle.BOLD if is_bold(runs) else QuestionStyle.BARE, runs, last=last)


def _says_more(piece: RawPiece, known: Candidate | None) -> bool:
    return known is None or (piece.form is PieceKind.ITEM and known.shape is QuestionStyle.BULLET)


def _is_set_apart(pieces: Sequence[RawPiece], at: int) -> bool:
    """Return whether a piece is set otherwise than the paragraph below it: an item alone, bold, a heading."""
    piece, below = pieces[at], pieces[_below(pieces, at)]
    if piece.form not in {PieceKind.TEXT, PieceKind.ITEM, PieceKind.HEADING} or piece.boxed or piece.linked:
        return False
    if below is piece or below.form is not PieceKind.TEXT or (piece.form is PieceKind.HEADING and not piece.level):
        return False
    return _look(piece) != _look(below) and not (
        piece.form is PieceKind.ITEM and at and pieces[at - 1].form is piece.form
    )


def _asks(piece: RawPiece) -> bool:
    marked = piece.form is PieceKind.HEADING or is_bold(piece.runs)
    return asks_anywhere(piece.text) if marked else bool(QUESTION_MARK.search(piece.text))


def _below(pieces: Sequence[RawPiece], at: int) -> int:
    return next((n for n in range(at + 1, len(pieces)) if pieces[n].form is not PieceKind.PICTURE), at)


def _look(piece: RawPiece) -> _Look:
    """Return the form of a piece, its level, and the mark that all its words have."""
    marks = [run.mark for run in piece.runs if any(map(str.isalnum, run.text))]
    return piece.form, piece.level, reduce(and_, marks, marks[0] if marks else Mark.NONE)
