"""What belongs to the page and not to the piece: menus, buttons, captions, tables of contents, links elsewhere."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from builder.importing.blanks import is_form_line
from builder.importing.names import BY, names_in
from builder.importing.page_headers import is_page_number
from builder.importing.page_surroundings import LONGEST_LINE, is_buttons, surroundings_of
from builder.importing.paragraphs import (
    FEW_WORDS,
    HEAD,
    LONG_LINE,
    alphanumeric,
    asks_at_end,
    ends_sentence,
    heals,
    is_statement,
    word_count,
)
from builder.importing.phrases import ALSO, CAPTION, CONTENTS, SHARING
from builder.importing.pieces import PieceKind, RawPiece, is_bold
from builder.importing.turn_labels import labels_in_capitals
from builder.model.brief import Run

_DOTS = re.compile(r"(?:(?<!\.)(?<!\.\s)(?:\.\s?){4,}+|(?<!…)…{2,}+|(?<!·)(?<!·\s)(?:·\s?){4,}+)\s*\d{1,4}$")
_CRUMBS = re.compile(r"[^>›»]{2,30}(?:\s[>›»]\s[^>›»]{2,60}){1,5}$")
"""Where a page is in its site: `Home > News > Energy`."""
_BROKEN_MARK = re.compile(r"(?:[_*]{1,2}|['\"`|]{1,3})$")
"""A mark alone on a line, the other half of which is in another paragraph."""
_OFTEN = 3
"""Times that a short paragraph occurs which belongs to the page: two may be an answer that is given twice."""
_LONGEST_CAPTION, _LONGEST_HEAD = 25, 10
"""Words of a caption and of a running head at most."""
_LEAST_HEAD, _TYPED_LINE, _CUT_SENTENCE = 4, 40, 9
"""Letters of a running head at least, so that `EU` in capitals is none; characters of a full line of the text; words
from which on a line that a page cut goes on, though the next one does not begin in lower case."""
_COPIED = 60
"""Letters and digits from which on a piece is compared with what is before it."""
_COPIED_PIECES = 3
"""Pieces in a row that say again what is before them, where the text is there twice; one or two are an answer."""
_COPIED_LETTERS = 300
"""Letters and digits of such a stretch."""
_LONGEST_ROW = 8
"""Lines in a row, all of which come back, that may be all of an answer."""
_WORDS_OF_A_NARROW_LINE = 3
"""The same in a column beside a picture, where the next line goes on in lower case."""
_WORDS_OF_A_LINE = 5
"""Words from which on a short line may be the first one of a paragraph that goes on."""


def without_furniture(pieces: list[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return `pieces` without what belongs to the page; paragraphs that the page cut in two are joined."""
    repeated = _repeated(pieces)
    spoken = labels_in_capitals(pieces)
    numbered = sum(one.form in {PieceKind.TEXT, PieceKind.HEADING} and is_page_number(one.text) for one in pieces) > 1
    elsewhere = surroundings_of(pieces)
    kept: list[RawPiece] = []
    seam = False
    for at, piece in enumerate(pieces):
        if at in elsewhere or (at not in spoken and _is_furniture(pieces, at, repeated, numbered=numbered)):
            removed.append(said(piece))
            seam = not (kept and kept[-1].form is PieceKind.ITEM and alphanumeric(piece.text) in repeated)
            continue
        after = replace(piece, seam=True) if seam else piece
        seam = False
        if kept and (_goes_on(kept[-1], after) or _wraps(kept[-1], after)):
            kept[-1] = replace(kept[-1], runs=_healed(kept[-1].runs, after.runs))
        else:
            kept.append(after)
    return kept


def without_second_copy(pieces: list[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return `pieces` without a second copy of a long stretch, word for word and in the same order.

    Pages hold a text twice for wide and narrow screens; a second copy may part its paragraphs in another way.
    """
    texts = [alphanumeric(piece.text) if piece.form is not PieceKind.NOTE else "" for piece in pieces]
    gone: set[int] = set()
    run: list[int] = []
    before, end = "", 0
    for at, text in enumerate(texts):
        if run and before.startswith(text, end):
            run, end = [*run, at], end + len(text)
        else:
            gone |= _copies(run, texts, pieces)
            place = before.find(text) if len(text) > _COPIED else -1
            heading = (
                at and texts[at - 1] and place >= 0 and before.startswith(texts[at - 1], place - len(texts[at - 1]))
            )
            run, end = ([at - 1, at] if heading else [at]) if place >= 0 else [], place + len(text)
        before += text
    gone |= _copies(run, texts, pieces)
    removed += [said(pieces[at]) for at in sorted(gone) if texts[at]]
    return [piece for at, piece in enumerate(pieces) if at not in gone]


def _copies(run: list[int], texts: Sequence[str], pieces: Sequence[RawPiece]) -> set[int]:
    """Return a repeated stretch if it is long enough to be a second copy of the text.

    One that is all that is between a question and the next question or heading is the same answer to another question.
    """
    if len(run) < _COPIED_PIECES or sum(len(texts[at]) for at in run) <= _COPIED_LETTERS:
        return set()
    around = [pieces[at] for at in (run[0] - 1, run[-1] + 1) if 0 <= at < len(pieces)]
    asked, *inside = [one.asked or asks_at_end(one.text) for one in (around[0], *(pieces[at] for at in run))]
    ends = len(around) < 2 or around[1].form is PieceKind.HEADING or asks_at_end(around[1].text)
    return set() if run[0] and asked and ends and not any(inside) else set(run)


def said(piece: RawPiece) -> str:
    """Return the words of a piece with the addresses of its links, as they are listed where it is left out."""
    words = f"{piece.marker} " if piece.form is PieceKind.ITEM and any(map(str.isalnum, piece.marker)) else ""
    for run in piece.runs:
        words += f"[^{run.note}]" if run.note else ""
        words += f"{run.text} ({run.href})" if run.href and run.href != run.text else run.text
    if piece.rows:
        cells = (cell for row in piece.rows for cell in row)
        return " ".join(" ".join(f"{run.text} {run.href}".strip() for run in cell) for cell in cells).strip()
    return words.strip() or piece.text.strip()


def is_contents(piece: RawPiece) -> bool:
    """Return whether a piece is the heading of a table of contents, or a line of one."""
    return bool(CONTENTS.match(piece.text.strip()) or _DOTS.search(piece.text))


def _repeated(pieces: list[RawPiece]) -> set[str]:
    """Return the short texts that occur three times or more as paragraphs of their own, and the heads in capitals."""
    short = [
        piece for piece in pieces if piece.form is PieceKind.TEXT and len(piece.text) <= LONG_LINE and not piece.rows
    ]
    counts = Counter(alphanumeric(piece.text) for piece in short)
    return {text for text, count in counts.items() if count >= _OFTEN and text}


def _is_furniture(pieces: list[RawPiece], at: int, repeated: set[str], *, numbered: bool) -> bool:
    piece = pieces[at]
    text = piece.text.strip()
    if piece.form in {PieceKind.PICTURE, PieceKind.RULE}:
        return False
    if not ("" if _BROKEN_MARK.match(text) else text).strip("\u200b\u200c\u200d\u200e\u200f\ufeff") and not piece.rows:
        return not any(run.note for run in piece.runs)
    if piece.form is PieceKind.GRID or len(text) > LONGEST_LINE or asks_at_end(text):
        return False
    if _is_link_row(pieces, at) or is_form_line(text):
        return True
    if is_contents(piece) or (len(text) <= LONG_LINE and (SHARING.match(text) or is_buttons(text))):
        return piece.form is not PieceKind.TEXT or not _is_sole_answer(pieces, at)
    if piece.form not in {PieceKind.TEXT, PieceKind.HEADING}:
        return False
    below = at > 0 and pieces[at - 1].form is PieceKind.PICTURE
    if (
        CAPTION.match(text)
        and word_count(text) <= _LONGEST_CAPTION
        and at > 0
        and piece.form is PieceKind.TEXT
        and not below
    ):
        return not _is_masthead(pieces, at)
    between = 0 < at < len(pieces) - 1 and asks_at_end(pieces[at - 1].text) and asks_at_end(pieces[at + 1].text)
    if is_page_number(text):
        return not between and (numbered or _is_at_page_end(pieces, at))
    if alphanumeric(text) in repeated and piece.form is PieceKind.TEXT:
        sole = between or _is_sole_answer(pieces, at) or _is_whole_answer(pieces, at, repeated)
        return not sole and not text.endswith((":", "：")) and not ends_sentence(text)
    crumbs = at < HEAD and bool(_CRUMBS.match(text)) and not ends_sentence(text)
    return crumbs or _interrupts(pieces, at) or _is_address_line(pieces, at) or _is_kicker_again(pieces, at)


def _is_whole_answer(pieces: Sequence[RawPiece], at: int, repeated: set[str]) -> bool:
    """Return whether all lines around one that comes back do so, and are together the answer to a question."""

    def other(one: int) -> bool:
        return pieces[one].form is not PieceKind.TEXT or alphanumeric(pieces[one].text) not in repeated

    start = next(filter(other, range(at, max(at - _LONGEST_ROW, -1), -1)), at)
    end = next(filter(other, range(at, min(at + _LONGEST_ROW, len(pieces)))), len(pieces) - 1)
    ends = pieces[end].form is not PieceKind.TEXT or not other(end) or asks_at_end(pieces[end].text)
    return start < at and asks_at_end(pieces[start].text) and ends


def _is_link_row(pieces: list[RawPiece], at: int) -> bool:
    """Return whether the last line is a row of short links with dots or bars between them: the foot of a page."""
    piece = pieces[at]
    parts = re.split(r"\s+[|·•]\s+", piece.text)
    linked = any(run.href for run in piece.runs)
    return at + 1 == len(pieces) and linked and len(parts) > 1 and all(word_count(part) <= FEW_WORDS for part in parts)


def _is_masthead(pieces: list[RawPiece], at: int) -> bool:
    return at < HEAD and all(len(one.text) < LONG_LINE for one in pieces[:at])


def _is_sole_answer(pieces: list[RawPiece], at: int) -> bool:
    """Return whether what might be a button is alone between two questions, or a sentence below one: an answer."""
    if is_statement(pieces[at].text) and at > 0 and asks_at_end(pieces[at - 1].text):
        return not ALSO.match(pieces[at - 1].text.strip())
    if word_count(pieces[at].text) > 1 or not (at > 0 and asks_at_end(pieces[at - 1].text)):
        return False
    return not ALSO.match(pieces[at - 1].text.strip()) and at + 1 < len(pieces) and asks_at_end(pieces[at + 1].text)


def _is_at_page_end(pieces: list[RawPiece], at: int) -> bool:
    if at + 1 < len(pieces) and pieces[at + 1].seam:
        return True
    return at + 1 == len(pieces) or _interrupts(pieces, at) or not pieces[at].text.strip().isdigit()


def _interrupts(pieces: list[RawPiece], at: int) -> bool:
    """Return whether a short line without a full stop is in the middle of a sentence of its neighbours."""
    if not 0 < at < len(pieces) - 1:
        return False
    text, before, after = pieces[at].text.strip(), pieces[at - 1], pieces[at + 1]
    if word_count(text) > _LONGEST_HEAD or len(text) > LONG_LINE or ends_sentence(text) or text[:1].islower():
        return False
    return (
        before.form is after.form is PieceKind.TEXT
        and len(before.text) > _TYPED_LINE
        and heals(before.text, after.text)
    )


def _is_kicker_again(pieces: list[RawPiece], at: int) -> bool:
    """Return whether a line in capitals repeats one at the top of the piece."""
    text = pieces[at].text.strip()
    if at < HEAD or not text.isupper() or word_count(text) > FEW_WORDS:
        return False
    heads = [alphanumeric(one.text) for one in pieces[:4] if one.text.isupper() and len(one.text) < LONG_LINE]
    return any(
        len(head) >= _LEAST_HEAD and (head in alphanumeric(text) or alphanumeric(text) in head) for head in heads
    )


def _is_address_line(pieces: list[RawPiece], at: int) -> bool:
    """Return whether a line under a heading says no more than `URL: https://…`."""
    found = re.match(r"[\w ]{2,16}:\s*(?=https?://)", pieces[at].text)
    if not found or at == 0 or pieces[at].form is not PieceKind.TEXT:
        return False
    rest = pieces[at].text[found.end() :]
    return " " not in rest.strip() and (pieces[at - 1].form is PieceKind.HEADING or asks_at_end(pieces[at - 1].text))


def _wraps(before: RawPiece, piece: RawPiece) -> bool:
    """Return whether `piece` is the next line of a heading that a narrow column breaks: it goes on in lower case."""
    alike = before.size == piece.size > 0 and is_bold(before.runs) == is_bold(piece.runs)
    lines = before.form is PieceKind.HEADING and piece.form in {PieceKind.HEADING, PieceKind.TEXT}
    open_end = not (ends_sentence(before.text) or asks_at_end(before.text))
    return lines and alike and open_end and not (before.level or piece.level) and piece.text[:1].islower()


def _goes_on(before: RawPiece, piece: RawPiece) -> bool:
    """Return whether `piece` is the rest of the paragraph or item `before`, cut by a page, column or line."""
    if (
        piece.form is not PieceKind.TEXT
        or before.form not in {PieceKind.TEXT, PieceKind.ITEM}
        or before.boxed != piece.boxed
    ):
        return False
    by = BY.match(piece.text.strip())
    if ends_sentence(before.text) or asks_at_end(piece.text) or (by and names_in(piece.text.strip()[by.end() :])):
        return False
    narrow = piece.text[:1].islower() and word_count(before.text) >= _WORDS_OF_A_NARROW_LINE
    if len(before.text) < _TYPED_LINE and word_count(before.text) < _WORDS_OF_A_LINE and not narrow:
        return False
    if heals(before.text, piece.text):
        return True
    return (
        piece.seam
        and word_count(before.text) >= _CUT_SENTENCE
        and (word_count(piece.text) > 2 or ends_sentence(piece.text))
    )


def _healed(before: tuple[Run, ...], after: tuple[Run, ...]) -> tuple[Run, ...]:
    last = before[-1]
    if last.text.endswith("-") and len(last.text) > 1 and last.text[-2].isalpha() and after[0].text[:1].islower():
        return (*before[:-1], replace(last, text=last.text[:-1]), *after)
    return (*before, Run(" "), *after) if _needs_space(last.text, after[0].text) else (*before, *after)


def _needs_space(before: str, after: str) -> bool:
    east = re.compile(r"[　-ヿ㐀-鿿＀-￯]")
    return not (east.match(before[-1:]) and east.match(after[:1]))
