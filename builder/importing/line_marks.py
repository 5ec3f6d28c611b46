"""What appears before or between paragraphs and is not a word: rows of dashes, pictographs as bullets, dashes."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.inline import parted
from builder.importing.paragraphs import SHORT_LINE, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.turn_marks import labels_by_marks
from builder.model.brief import Run

_RULE = re.compile(r"\s*(?:(?:[-_=~*•·–—⎯─━]\s*){3,}|\.{4,})$")
_ODD_NUMBER = re.compile(r"\s*(\d{1,3})\s?(?:\.\s?[-–—]|[-–—]\s?\.)\s*(?=\S)")
"""A number as `2.-` and `2-.`, which some languages write."""
_DASHED_NUMBER = re.compile(r"\s*(\d{1,3})\s?[-–]\s*(?=[^\W\d_])")
"""One as `2-`, which where no other line has one may be a word: `24-Stunden-Frist`."""
_FEWEST_NUMBERED = 3
_QUOTED = re.compile(r"[«»“”„\"‘].{20,}[«»“”\"’][.!?]?")
_PICTOGRAPHS = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d"
"""Emoji and dingbats: our fonts lack most of them."""
_OPENING = re.compile(rf"\s*(?P<marker>[{_PICTOGRAPHS}]+)\s*(?=\S)")
_CLOSING = re.compile(rf"\s*[{_PICTOGRAPHS}]+\s*$")
_DASH = re.compile(r"\s*(?P<marker>[-•·▪●○◦‣►▸–—])(?:\s+(?=\S)|(?<![–—])(?=[^\W\d_]))")
_TURN = re.compile(r"\s*[–—]\s+(?=\S)")
_FEWEST_TURNS = 2
"""Questions with a dash before them from which on it is how the piece marks who speaks."""
_FEWEST_DASHED = 3
"""Lines with a long dash from which on those that are neighbours are a list, where none asks."""
_DASHES = frozenset("-–—")
_TOPIC, _FEWEST_TOPICS = 3, 3
"""The level of headings with a dash, and from how many on they are headings (case: es-temas-con-guion)."""
_BULLETS = frozenset("-•·▪●○◦‣►▸")
"""Signs that only lists have: a long dash also opens speech."""


def with_line_marks_read(body: Sequence[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return `body` with rows of dashes as rules, and with neighbours that begin with the same symbol as a list.

    A symbol before a single paragraph is decoration; `removed` takes it, and a pictograph at either end of a line.
    """
    dashes = sum(bool(_DASHED_NUMBER.match(one.text)) and asks_at_end(one.text) for one in body) >= _FEWEST_NUMBERED
    drawn = [_as_drawn(one, quoted, dashes=dashes) for quoted in [_levels_of_quotes(body)] for one in body]
    read = _without_turn_dashes([_without_closing(one, removed) for one in drawn], removed)
    spoken = labels_by_marks(read)
    signs = [None if at in spoken else _sign(one) for at, one in enumerate(read)]
    topics = _topics(read, signs)
    dashed = [one for one, sign in zip(read, signs, strict=True) if _dash_of(one, sign)]
    speech = len(dashed) < _FEWEST_DASHED or any(asks_at_end(one.text) for one in dashed)
    found = []
    for at, piece in enumerate(read):
        sign = signs[at]
        if at in topics:
            removed.append(_dash_of(piece, sign))
            runs = parted(piece.runs, sign[1] if sign else 0)[1]
            found.append(replace(piece, form=PieceKind.HEADING, level=_TOPIC, marker="", runs=runs))
            continue
        if not sign:
            found.append(piece)
            continue
        listed = piece.form is PieceKind.TEXT and sign[0] in _near(signs, at) and not (speech and sign[0] in "–—")
        before, after = parted(piece.runs, sign[1])
        runs = (*(run for run in before if run.note), *after)
        if listed:
            found.append(replace(piece, form=PieceKind.ITEM, runs=runs, marker=sign[0]))
        elif sign[0] in "–—" or (piece.form is not PieceKind.TEXT and sign[0] in _BULLETS):
            found.append(piece)
        else:
            removed.append(sign[0])
            found.append(replace(piece, runs=runs))
    return found


def _topics(body: Sequence[RawPiece], signs: Sequence[tuple[str, int] | None]) -> set[int]:
    """Return the lines that a dash makes headings: short, each above paragraphs without one, and no others have it."""
    dashed = [at for at, one in enumerate(body) if _dash_of(one, signs[at])]
    found = {
        at
        for at in dashed
        if len(body[at].text) <= SHORT_LINE
        and not ends_sentence(body[at].text.rstrip(" :："))
        and at + 1 < len(body)
        and body[at + 1].form is PieceKind.TEXT
        and at + 1 not in dashed
    }
    return found if len(found) >= _FEWEST_TOPICS and len(found) == len(dashed) else set()


def _dash_of(piece: RawPiece, sign: tuple[str, int] | None) -> str:
    """Return the dash before a paragraph, also where it was taken for a bullet."""
    if piece.form is PieceKind.ITEM:
        return piece.marker if piece.marker in _DASHES else ""
    return sign[0] if piece.form is PieceKind.TEXT and sign and sign[0] in _DASHES else ""


def _without_turn_dashes(body: Sequence[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return `body` without the long dashes that open the turns of a conversation: those of questions, and of answers.

    A dash opens a turn where most questions have one; then the paragraphs right below them have it as well. It also
    does where one sentence or more below most questions has it, and what follows has none.
    """
    spoken = labels_by_marks(body)
    if spoken and any(who == "a" or not asks_at_end(body[at].text) for at, (who, _, _) in spoken.items()):
        return list(body)
    if spoken:
        removed += [sign for _, sign, _ in spoken.values()]
        return [_without_sign(one, spoken[at][2]) if at in spoken else one for at, one in enumerate(body)]
    asking = [asks_at_end(one.text) and one.form is not PieceKind.ITEM for one in body]
    dashed = [at for at, asks in enumerate(asking) if asks and _TURN.match(body[at].text)]
    below = [at + 1 for at, asks in enumerate(asking[:-1]) if asks]
    answers = [at for at in below if _opens_turn(body[at]) and not any(map(_opens_turn, body[at + 1 : at + 2]))]
    enough = max(_FEWEST_TURNS, sum(asking) // 2 + 1)
    if len(dashed) >= enough:
        answers = [at + 1 for at in dashed if at + 1 < len(body)]
    elif len(answers) < enough or len(answers) < sum(map(_opens_turn, body)):
        return list(body)
    found = list(body)
    for at in [*dashed, *answers]:
        piece = found[at]
        turn = _TURN.match(piece.text)
        if turn or (piece.form is PieceKind.ITEM and piece.marker in {"–", "—"}):
            found[at] = _without_sign(piece, turn.end() if turn else 0)
        removed += ["—"] if found[at] is not piece else []
    return found


def _without_sign(piece: RawPiece, end: int) -> RawPiece:
    """Return a paragraph or an item as text from `end` on, with its footnotes."""
    before, after = parted(piece.runs, end)
    return replace(piece, form=PieceKind.TEXT, marker="", level=0, runs=(*(run for run in before if run.note), *after))


def _opens_turn(piece: RawPiece) -> bool:
    """Return whether a sentence has a long dash before it, also where it was taken for a bullet."""
    dash = piece.marker in {"–", "—"} if piece.form is PieceKind.ITEM else bool(_TURN.match(piece.text))
    return dash and ends_sentence(piece.text)


def _levels_of_quotes(body: Sequence[RawPiece]) -> set[int]:
    """Return the levels of headings, below that of the title, that hold nothing but words between quotation marks.

    Where others divide the text, these are what a page sets large (case: de-zitat-als-ueberschrift).
    """
    heads = [piece for piece in body if piece.form is PieceKind.HEADING]
    plain = {piece.level for piece in heads if not _QUOTED.fullmatch(piece.text.strip())}
    return {0, *(piece.level for piece in heads if piece.level > 1 and plain - {1})} - plain


def _as_drawn(piece: RawPiece, quoted_levels: set[int], *, dashes: bool) -> RawPiece:
    """Return a row of dashes as a rule, and words between quotation marks that are set large as a quotation.

    `dashes` says whether questions are numbered by `2-`.
    """
    if piece.form in {PieceKind.TEXT, PieceKind.HEADING} and _RULE.match(piece.text):
        return RawPiece(PieceKind.RULE, line=piece.line)
    number = _ODD_NUMBER.match(piece.text) or (_DASHED_NUMBER.match(piece.text) if dashes else None)
    if number and piece.form is PieceKind.TEXT:
        return replace(piece, runs=(Run(f"{number[1]}. ", piece.runs[0].mark), *parted(piece.runs, number.end())[1]))
    large = piece.form is PieceKind.HEADING and (not piece.level or piece.level in quoted_levels)
    return replace(piece, form=PieceKind.QUOTE) if large and _QUOTED.fullmatch(piece.text.strip()) else piece


def _without_closing(piece: RawPiece, removed: list[str]) -> RawPiece:
    found = _CLOSING.search(piece.text) if piece.form is not PieceKind.GRID else None
    if not found or found.start() == 0:
        return piece
    removed.append(found[0].strip())
    before, after = parted(piece.runs, found.start())
    return replace(piece, runs=(*before, *(run for run in after if run.note)))


def _sign(piece: RawPiece) -> tuple[str, int] | None:
    """Return the symbol with which a piece begins and the index after it, or None."""
    if piece.form in {PieceKind.GRID, PieceKind.PICTURE, PieceKind.NOTE, PieceKind.RULE}:
        return None
    found = _OPENING.match(piece.text) or (_DASH.match(piece.text) if piece.form is PieceKind.TEXT else None)
    return (found["marker"], found.end()) if found else None


def _near(signs: Sequence[tuple[str, int] | None], at: int) -> set[str]:
    """Return the symbols of the pieces beside `at`."""
    beside = [signs[one] for one in (at - 1, at + 1) if 0 <= one < len(signs)]
    return {one[0] for one in beside if one}
