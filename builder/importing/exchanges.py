"""The exchanges of a conversation, and what is taken out at its ends: greetings, thanks, the mark of the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from builder.importing.byline import says_time_only
from builder.importing.language_data import pattern
from builder.importing.names import interviewer_in
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence, word_count
from builder.importing.phrases import CONTACT
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.reshaping import with_headings_by_shape

ASSENT = 2
"""Words up to which a turn that asks nothing is assent, such as `Yes.`"""
BROKEN_TURN = 8
"""Words up to which a turn that breaks off, or was not heard, is an interruption."""
FAREWELLS = 3
"""Exchanges at the end that may only be thanks."""
_ENDED = r"\s*(?:\W*\b\d{1,2}[:.]\d{2}\b.{0,20})?\W*$"


@dataclass(slots=True)
class SpokenExchange:
    """A question with all its paragraphs, and the answer."""

    question: list[RawPiece]
    answer: list[RawPiece] = field(default_factory=list)
    asked_by: str = ""
    answered_by: str = ""
    line: int = 0


@dataclass(slots=True)
class Transcript:
    """A piece that consists of turns."""

    head: list[RawPiece]
    """What is before the first turn, and what was said before the first question."""
    exchanges: list[SpokenExchange]
    labels: list[str]
    """The labels as written, which the draft has no more."""
    left_out: list[RawPiece]
    """Words of the chair, thanks, interruptions, what is behind the last turn."""


def take_lead(found: Transcript) -> None:
    """Take what nobody answered, what asks nothing and ends in a heading, for the lead of what is asked next."""
    last = found.exchanges[-1].question if found.exchanges and not found.exchanges[-1].answer else []
    if last and last[-1].form is PieceKind.HEADING and not any(asks_at_end(one.text) for one in last):
        found.head += found.exchanges.pop().question


def set_ends_apart(found: Transcript) -> None:
    """Take greetings, thanks and what is below the last answer out of a conversation, and set its headings apart."""
    _take_opening(found)
    cut_end(found)
    for one in found.exchanges:
        _set_heads_apart(one)
    _leave_out_farewells(found)


def _take_opening(found: Transcript) -> None:
    """Take the words by which who asks opens a conversation, and to which there is only a greeting, for its lead."""
    first = found.exchanges[0] if len(found.exchanges) > 1 else None
    asked = first.question[-1:] if first else []
    said = " ".join(piece.text for piece in first.answer) if first else ""
    greeted = len(first.question) > 1 and word_count(said) <= BROKEN_TURN if first else False
    if first and greeted and not asks_at_end(asked[0].text):
        found.head += [replace(piece, boxed=True) for piece in first.question]  # spoken words give no title
        found.left_out += first.answer
        found.exchanges.remove(first)


def _set_heads_apart(one: SpokenExchange) -> None:
    """Set the lines that divide a conversation as headings, also one that is between a question and its answer."""
    last = one.question[-1].text if len(one.question) > 1 else ""
    if last and len(last) <= LONG_LINE and not ends_sentence(last) and asks_at_end(one.question[-2].text):
        one.answer.insert(0, replace(one.question.pop(), form=PieceKind.HEADING))
    one.answer = with_headings_by_shape(one.answer, set())


def _leave_out_farewells(found: Transcript) -> None:
    """Leave out what greets and thanks at the beginning and the end, and what has no question or no answer."""
    end = [*found.exchanges[:1], *found.exchanges[-FAREWELLS:]]
    for one in found.exchanges[:]:
        if not one.question or not one.answer or (one in end and _is_farewell(one)):
            found.left_out += [*one.question, *one.answer]
            found.exchanges.remove(one)


def _is_farewell(one: SpokenExchange) -> bool:
    """Return whether an exchange is only thanks or a call: it asks nothing, and its answer is a word or two."""
    asked, said = (" ".join(piece.text for piece in pieces) for pieces in (one.question, one.answer))
    return (
        (thanks_in(f"{asked} {said}") or word_count(asked) <= 2 * ASSENT)
        and not asks_at_end(asked)
        and "?" not in asked
        and word_count(said) <= (BROKEN_TURN if thanks_in(asked) and thanks_in(said) else ASSENT)
    )


def thanks_in(text: str) -> bool:
    """Return whether words thank."""
    return bool(pattern("thanks", r"(?<!\w)(?:", r")(?!\w)").search(text))


def only_thanks(text: str) -> bool:
    """Return whether words do no more than thank, perhaps several persons."""
    thanks = pattern("thanks", r"\W*", r"(?:,\s*\w+){0,2}\W*$")
    return all(thanks.match(part) for part in re.split(r"[;.!](?=.*\w)", text))


def _is_last_word(answer: Sequence[RawPiece], at: int, thanks: re.Pattern[str]) -> bool:
    """Return whether a piece is only thanks, and nothing is below it but a line or two that are no sentence."""
    below = answer[at + 1 : at + 4]
    short = len(below) < 3 and not any(ends_sentence(one.text) or len(one.text) > LONG_LINE for one in below)
    return short and bool(thanks.match(answer[at].text))


def cut_end(found: Transcript) -> None:
    """Take what is below the last answer out of it: the mark of the end, thanks, who asked."""
    if not found.exchanges:
        return
    answer = found.exchanges[-1].answer
    ended = pattern("ended", r"\W*", _ENDED)
    asked = pattern("interviewed", r"\W*", r"\W*\s+\S.{0,80}$")
    thanks = pattern("thanks", r"\W*(?:", r")\W*$")
    for at in range(1, len(answer)):
        text = answer[at].text.strip()
        timed = at + 1 == len(answer) and says_time_only(text)
        line = len(text) < LONG_LINE and (
            ended.match(text) or asked.match(text) or CONTACT.match(text) or _is_last_word(answer, at, thanks)
        )
        if timed or line or interviewer_in(text):
            found.left_out += answer[at:]
            del answer[at:]
            for one in found.exchanges:
                one.asked_by = one.asked_by or interviewer_in(text)
            return
