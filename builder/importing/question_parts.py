"""Questions as parliaments print them: `(a) whether …; (b) if so …?` or `To ask the Minister …`, with one reply."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.importing.exchanges import SpokenExchange, Transcript, cut_end
from builder.importing.inline import parted, tidy
from builder.importing.language_data import pattern
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence
from builder.importing.pieces import PieceKind, RawPiece, as_heading
from builder.importing.speaker_labels import Labels
from builder.importing.turn_labels import label_of
from builder.model.brief import Run

_PART = re.compile(r"(?:\((?P<mark>[a-h1-9]|i{1,3}|iv)\)|(?P<bare>[a-h1-9])[.)])(?=\W|$)")
_STEM = re.compile(r"[:：][-–—]?\s*$|[-–—]\s*$")
"""The end of the line that opens a question: `Will the Minister be pleased to state:-`."""
_NUMBER = re.compile(r"[\W_]*(?:\d{1,5}[.)]?\s*)?")
_LINES = {PieceKind.TEXT, PieceKind.HEADING}
_FIRST = {"a", "1", "i"}
_REPLY = pattern("answer_label", r"(?<!\w)(?:", r")(?!\w)")
_PETITION = pattern("petition", r"[\W_]*(?:\d{1,5}[.)]?\s+)?(?:[^.?!]{0,100}\s)??(?:", r")(?!\w)")
"""How a member of a parliament asks, with a name or a number before it. Cases: en-to-ask-the-minister, de-…, fr-…."""
_FEWEST = 2
"""Parts of a question: one alone is an item of a list."""
_MOST_PIECES, _MOST_ABOVE, _MOST_NAMES = 24, 8, 4
"""Pieces of a question in parts, of what is between its label and its parts, and of the name of who replies."""


class _Asked(Struct, frozen=True):
    """Where a question in parts begins, where the label of its reply is, and whether a label opens it."""

    start: int
    reply: int
    labelled: bool


def exchanges_in_parts(pieces: Sequence[RawPiece], labels: Labels) -> Transcript | None:
    """Return the questions in parts with their replies, each part in its place, or None where there are none."""
    asked = list(_asked(pieces, labels)) or list(_petitions(pieces, labels))
    if not asked:
        return None
    names = [_is_name(pieces, one) for one in asked]
    starts = [one.start - named for one, named in zip(asked, names, strict=True)]
    found = Transcript(list(pieces[: starts[0]]), [], [], [])
    for one, named, end in zip(asked, names, [*starts[1:], len(pieces)], strict=True):
        question = [as_heading(piece, 4) for piece in pieces[one.start : one.reply]]
        if one.labelled:
            question[0] = _without_label(question[0], labels.ask, found.labels)
        opening = _without_label(pieces[one.reply], labels.reply, found.labels)
        answer = [*([replace(opening, level=0)] if opening.runs else []), *pieces[one.reply + 1 : end]]
        said_by = _names_at(answer) if not opening.runs else []
        exchange = SpokenExchange([piece for piece in question if piece.runs], _as_parts(answer[len(said_by) :]))
        _name_members(exchange, found.labels)
        exchange.answered_by = " ".join(piece.text.strip() for piece in said_by)
        found.labels += [piece.text for piece in said_by]
        spoken = label_of(opening)
        if spoken and exchange.answer and not any(map(str.isdigit, spoken[1])):
            exchange.answer[0] = replace(opening, runs=parted(opening.runs, spoken[2])[1])
            exchange.answered_by = spoken[1].strip(" :：")
            found.labels.append(spoken[1])
        if end < len(pieces) and exchange.answer and _may_head(exchange.answer[-1]):
            exchange.answer[-1] = replace(exchange.answer[-1], form=PieceKind.HEADING)
        if named:
            name = pieces[one.start - 1].text
            exchange.asked_by = name[_end_of_number(name) :].strip(" :：")
            found.labels.append(name)
        found.exchanges.append(exchange)
    cut_end(found)
    return found


def _asked(pieces: Sequence[RawPiece], labels: Labels) -> Iterator[_Asked]:
    """Yield the questions in parts: their parts end right above the label of a reply, below a line that opens them."""
    after = 0
    for reply, piece in enumerate(pieces):
        if not (again := _goes_through_parts(pieces, reply)) and not _opens(piece, labels.reply):
            continue
        parts = []
        for at in range(reply - 1, max(after, reply - _MOST_PIECES) - 1, -1):
            labelled = _opens(pieces[at], labels.ask) or _opens(pieces[at], labels.reply)
            if pieces[at].form not in {PieceKind.TEXT, PieceKind.ITEM} or labelled:
                break
            parts += [at] if _mark(pieces[at]) else []
            stem = pieces[at - 1] if at > after else RawPiece(PieceKind.RULE)
            opened = stem.form is PieceKind.TEXT and bool(_STEM.search(stem.text)) and not _opens(stem, labels.reply)
            whole = len(parts) >= _FEWEST and parts[-1] == at and _mark(pieces[at]) in _FIRST
            if whole and (opened or (again and asks_at_end(pieces[reply - 1].text))):
                above = range(at - 1, max(after, at - _MOST_ABOVE) - 1, -1)
                label = next((one for one in above if _opens(pieces[one], labels.ask)), None)
                yield _Asked(at - opened if label is None else label, reply, label is not None)
                after = reply + 1
                break


def _petitions(pieces: Sequence[RawPiece], labels: Labels) -> Iterator[_Asked]:
    """Yield what one or several members ask a minister, down to the reply below, which has a label or a name."""
    end = 0
    for at, piece in enumerate(pieces):
        if at < end or not _is_petition(piece):
            continue
        end = next(
            (n for n in range(at, len(pieces)) if not (_is_petition(pieces[n]) or _mark(pieces[n]))), len(pieces)
        )
        reply = pieces[end] if end < len(pieces) else RawPiece(PieceKind.RULE)
        if _opens(reply, labels.reply) or label_of(reply):
            yield _Asked(at, end, labelled=False)


def _is_petition(piece: RawPiece) -> bool:
    return piece.form in {PieceKind.TEXT, PieceKind.ITEM} and bool(_PETITION.match(piece.text))


def _name_members(exchange: SpokenExchange, labels: list[str]) -> None:
    """Take the names off that are before what each member asks."""
    for at, piece in enumerate(exchange.question):
        label = label_of(replace(piece, form=PieceKind.TEXT)) if _PETITION.match(piece.text) else None
        if label:
            labels.append(label[1])
            exchange.question[at] = replace(piece, runs=parted(piece.runs, label[2])[1])
            exchange.asked_by = "; ".join(filter(None, (exchange.asked_by, label[1].strip(" :："))))


def _goes_through_parts(pieces: Sequence[RawPiece], at: int) -> bool:
    """Return whether a line says that an answer is below it, and the first part of this is: `Mr Day: My reply is:`."""
    piece = pieces[at]
    opens = piece.form is PieceKind.HEADING or piece.text.rstrip()[-1:] in {":", "："}
    below = next((one for one in pieces[at + 1 : at + 3] if one.form is not PieceKind.HEADING), None)
    first = below is not None and _mark(below) in _FIRST
    return first and opens and len(piece.text) < LONG_LINE and bool(_REPLY.search(piece.text))


def _opens(piece: RawPiece, pattern: re.Pattern[str]) -> bool:
    """Return whether a piece is a label, or opens with one that has a colon."""
    label = pattern.match(f"{piece.text.strip()} ")
    whole = label is not None and label.end() >= len(piece.text.strip())
    return piece.form in _LINES and label is not None and (whole or ":" in label[0].replace("：", ":"))


def _mark(piece: RawPiece) -> str:
    found = _PART.match(f"{piece.marker} {piece.text}".lstrip())
    return (found["mark"] or found["bare"]) if found else ""


def _without_label(piece: RawPiece, pattern: re.Pattern[str], labels: list[str]) -> RawPiece:
    label = pattern.match(piece.text) if _opens(piece, pattern) else None
    labels += [label[0].strip()] if label else []
    return replace(piece, runs=parted(piece.runs, label.end())[1]) if label else piece


def _is_name(pieces: Sequence[RawPiece], one: _Asked) -> bool:
    """Return whether the line above a question is the label of who asks: `*341. MRS NAME:`."""
    above = pieces[one.start - 1] if one.start else RawPiece(PieceKind.RULE)
    line = above.form in _LINES and len(above.text) < LONG_LINE
    return line and above.text.rstrip()[-1:] in {":", "："} and not asks_at_end(above.text)


def _end_of_number(text: str) -> int:
    number = _NUMBER.match(text)
    return number.end() if number else 0


def _names_at(answer: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the lines above the first part of a reply that say who gives it: an office, and a name."""
    found: list[RawPiece] = []
    for piece in answer:
        if piece.form not in _LINES or _mark(piece) or ends_sentence(piece.text) or piece.text[-1:] in set(",:"):
            break
        found.append(piece)
    mine = 0 < len(found) <= _MOST_NAMES and len(found) < len(answer)
    return found if mine and sum(len(piece.text) for piece in found) <= 2 * LONG_LINE else []


def _may_head(piece: RawPiece) -> bool:
    return piece.form is PieceKind.TEXT and len(piece.text) < LONG_LINE and not ends_sentence(piece.text)


def _as_parts(answer: Sequence[RawPiece]) -> list[RawPiece]:
    """Return the pieces of a reply with each lettered part as a paragraph, and a heading over several lines as one."""
    found: list[RawPiece] = []
    for piece in answer:
        last = found[-1] if found else None
        if piece.form is PieceKind.ITEM and _mark(piece):
            runs = tidy([Run(f"{piece.marker} "), *piece.runs])
            found.append(replace(piece, form=PieceKind.TEXT, marker="", level=0, runs=runs))
        elif last and piece.glued and piece.form is last.form is PieceKind.HEADING:
            found[-1] = replace(last, runs=tidy([*last.runs, Run(" "), *piece.runs]))
        else:
            found.append(piece)
    return found
