"""Who asks in a transcript, by what its speakers are called and how they speak, and where their questions end."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.importing.language_data import pattern
from builder.importing.paragraphs import LONG_LINE, asks_at_end, word_count
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.turn_labels import answers_alone, is_called, label_as_printed
from builder.model.brief import Mark

UNHEARD = re.compile(r"[\W_]*(?:[(\[（][^()\[\]]{2,40}[)\]）][\W_]*)+$")
"""A turn of which only a remark remains, such as `(inaudible)`."""
QUESTION_MARK = re.compile(r"[?？؟]|[かは]。\s*$")
"""A question mark, or the words that end a question in Japanese, which needs none."""
_WEIGHTS = {
    "called as one who asks": 4.0,
    "called as one who answers": -4.0,
    "called by title": -1.0,
    "turns that ask": 3.0,
    "turns that do not ask": -2.0,
    "asks much more than who says most": 1.0,
}
"""What speaks for a speaker being the one who asks. Cases: tests/cases/import/turns-*, en-podcast-*."""

_SELDOM = 0.15
"""Share of the turns that ask of somebody who leads a conversation; a podcast's host often only agrees."""
_MUCH_MORE = 3
"""How many times as often as who says most they ask, and how many times as much as they the guest of a podcast says."""
_GUEST, _HOST_ASKS = 0.5, 0.1
"""Share of all words that the one guest of several hosts says, and of a host's turns that ask."""
_FEWEST_ASKED, _CONVERSES = 5, 0.7
"""Turns of who asks, and the share of them that have a question mark, below which those without one are remarks."""
_FEWEST_SIGNED = 3
"""Questions with a line below them that says who sent each, from which on it is no part of the question."""
_PAIR = 2
"""Speakers of a conversation of two."""
_LONGEST_QUESTION = 3
"""Paragraphs in which the question of a turn without a labelled answer ends, or it is the first of them."""
_END_OF_TURN = 160
"""Characters before the end of a turn in which its question may be."""

LabelledPiece = tuple[RawPiece, tuple[str, str, int] | None]
"""A piece, and the label with which it opens: the speaker, as written, and where the words begin."""


@dataclass(slots=True)
class Turn:
    """What one speaker says at one time."""

    speaker: str
    """The label in one case, without a number; empty for what is before the first label."""
    label: str
    """The label as written."""
    pieces: list[RawPiece]
    at: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(piece.text for piece in self.pieces)


def asking_speakers(turns: Sequence[Turn]) -> set[str]:
    """Return the speakers who ask, by what is said of them and by how they speak."""
    said: dict[str, list[bool]] = defaultdict(list)
    words: Counter[str] = Counter()
    for turn, after in zip(turns, [*turns[1:], turns[0]], strict=True):
        inside = turn.speaker and is_answered_inside(turn, after)
        if turn.speaker and (inside or after.speaker != turn.speaker or turn.speaker not in said):
            said[turn.speaker].append(inside or _asks_late(turn))
        if turn.speaker:
            words[turn.speaker] += word_count(turn.text)
    shares = {speaker: sum(asked) / len(asked) for speaker, asked in said.items()}
    talkative = [speaker for speaker, _ in words.most_common(2)]
    titles = pattern("honorifics", r"(?:", r")\b\.?")
    score = {}
    for speaker in said:
        asks = shares[speaker]
        guest = next(other for other in talkative if other != speaker)
        score[speaker] = (
            _WEIGHTS["called as one who asks"] * is_called(speaker, "ask")
            + _WEIGHTS["called as one who answers"] * is_called(speaker, "reply")
            + _WEIGHTS["called by title"] * bool(titles.match(speaker))
            + _WEIGHTS["turns that ask"] * asks
            + _WEIGHTS["turns that do not ask"] * (1 - asks)
            + _WEIGHTS["asks much more than who says most"] * (asks > max(_SELDOM, _MUCH_MORE * shares[guest]))
        )
    if any(is_called(speaker, "ask") for speaker in said):
        others = (one for one, points in score.items() if points > 2 and not is_called(one, "chair"))
        return {one for one, points in score.items() if points > 0 and is_called(one, "ask")} | set(others)
    found = {one for one, points in score.items() if points > 0}
    found = {one for one in found if not is_called(one, "chair")} or found
    asked = Counter({speaker: sum(asks) for speaker, asks in said.items()})
    return found | _hosts(words, shares, asked, found) or _leader(asked)


def _leader(asked: Counter[str]) -> set[str]:
    """Return who asks more questions than the others together, of three speakers and more."""
    first, most = asked.most_common(1)[0]
    return {first} if len(asked) > _PAIR and most * 2 > asked.total() else set()


def _hosts(words: Counter[str], shares: Mapping[str, float], asked: Counter[str], found: set[str]) -> set[str]:
    """Return who asks the one guest of a podcast: hosts say little beside their guest, and agree more than they ask.

    Where one host is `found` who asks much, others have to ask now and then.
    """
    guest, most = words.most_common(1)[0]
    hosts = {one for one, share in shares.items() if one != guest and share > (_SELDOM if found else _HOST_ASKS)}
    alone = most > _GUEST * words.total() and all(words[one] * _MUCH_MORE < most for one in words if one != guest)
    ask_more = sum(asked[one] for one in hosts) > asked[guest]
    return hosts if alone and ask_more and found <= hosts else set()


def names_of_turns(turns: Sequence[Turn], asking: set[str]) -> list[str]:
    """Return the name of who speaks in each turn as it is printed: that of the longest label of a speaker.

    Where a word such as `Question` is before each turn that asks, it is the line below that says who sent it, which is
    taken off. Case: es-preguntas-firmadas.
    """
    labels: dict[str, str] = {}
    for one in turns:
        labels[one.speaker] = max(labels.get(one.speaker, ""), one.label, key=len)
    texts = [turn.text for turn in turns]
    names = {speaker: label_as_printed(label, texts) for speaker, label in labels.items()}
    shown = [names[turn.speaker] for turn in turns]
    signed = [at for at, one in enumerate(turns) if one.speaker in asking and not shown[at] and _is_signed(one)]
    for at in signed if len(signed) >= _FEWEST_SIGNED else ():
        name = turns[at].pieces.pop().text.strip()
        shown[at], turns[at].label = name.strip(" .–—-"), f"{turns[at].label} {name}"
    return shown


def _is_signed(turn: Turn) -> bool:
    last = turn.pieces[-1] if len(turn.pieces) > 1 else None
    line = last is not None and last.form is PieceKind.TEXT and len(last.text) < LONG_LINE and last.text[:1].isupper()
    return line and last is not None and not asks_anywhere(last.text) and len(turn.pieces[0].text) > len(last.text)


def asks_anywhere(text: str) -> bool:
    """Return whether words have a question in them, or a request such as `tell us`."""
    return bool(QUESTION_MARK.search(text) or pattern("request", r"(?<!\w)(?:", r")(?!\w)").search(text))


def _asks_late(turn: Turn) -> bool:
    """Return whether a turn ends in a question or a request, or has one shortly before its end."""
    return asks_at_end(turn.text) or asks_anywhere(turn.text[-_END_OF_TURN:])


def converses_with(turns: Sequence[Turn], asking: set[str]) -> bool:
    """Return whether who asks also says much else: what asks nothing is then a remark in an answer, not a question.

    The last word of one before another asks says nothing of this.
    """
    last = {
        one.at for one, two in pairwise(turns) if {one.speaker, two.speaker} <= asking and one.speaker != two.speaker
    }
    asks = [asks_anywhere(turn.text) for turn in turns if turn.speaker in asking and turn.at not in last]
    return len(asks) >= _FEWEST_ASKED and sum(asks) < _CONVERSES * len(asks)


def unheard_in(turns: Sequence[Turn]) -> set[str]:
    """Return the labels that have no words behind them anywhere: marks of a break, with its time."""
    heard = {turn.speaker for turn in turns if turn.text.strip() and not UNHEARD.match(turn.text)}
    return {turn.speaker for turn in turns} - heard


def is_answered_inside(turn: Turn, after: Turn) -> bool:
    """Return whether a turn before another of its speaker asks first and goes on: an answer without a label."""
    ends = question_ends(turn.pieces)
    return after.speaker == turn.speaker and 0 < ends < len(turn.pieces) and asks_at_end(turn.pieces[ends - 1].text)


def question_ends(pieces: Sequence[RawPiece]) -> int:
    """Return where the question ends in a turn that no labelled answer follows: at its mark, or what is set apart."""
    if not pieces or pieces[0].form is PieceKind.HEADING:
        return min(1, len(pieces))
    bold = marked_end(pieces)
    asked = next((at + 1 for at, piece in enumerate(pieces[:_LONGEST_QUESTION]) if asks_at_end(piece.text)), 1)
    return bold if bold < min(asked, len(pieces)) else asked


def marked_end(pieces: Sequence[RawPiece]) -> int:
    """Return where what is set apart at the beginning of a turn ends, or the end of the turn: all is asked."""
    ends = next((at for at, piece in enumerate(pieces) if not is_apart(piece)), len(pieces))
    return ends or len(pieces)


def is_apart(piece: RawPiece) -> bool:
    """Return whether a paragraph is set apart from the words of speakers: quoted, bold, in italics, a heading."""
    said = [run for run in piece.runs if run.text.strip()]
    marked = any(all(mark in run.mark for run in said) for mark in (Mark.STRONG, Mark.EMPHASIS))
    return piece.form in {PieceKind.QUOTE, PieceKind.HEADING} or marked


def asked_in_survey(split: Sequence[LabelledPiece]) -> set[int]:
    """Return the places of what is asked in a survey: set apart, without a label, above that of the first who answers.

    Where a label asks as well, or two are not enough, what is set apart divides the text. Case: cs-anketa. What is
    below a label alone on its line is said by that speaker.
    """
    labelled = [piece.text[label[2] :] for piece, label in split if label]
    alone = {at + 1 for at, (piece, label) in enumerate(split) if label and not piece.text[label[2] :].strip()}
    asked = {
        at
        for at, ((piece, label), (_, below)) in enumerate(pairwise(split))
        if not label and below and is_apart(piece) and piece.form is not PieceKind.QUOTE and asks_at_end(piece.text)
    } - alone
    return asked if len(asked) > 1 and sum(map(asks_at_end, labelled)) < len(asked) else set()


def asked_above(split: Sequence[LabelledPiece]) -> set[int]:
    """Return the places of what one who has all labels is asked: the paragraph above each turn, and those set apart."""
    labels = {at: label for at, (_, label) in enumerate(split) if label}
    if not answers_alone([piece for piece, _ in split], labels):
        return set()
    asked = {at - 1 for at in labels if at and at - 1 not in labels}
    for at in sorted(asked, reverse=True):
        above = at
        while above and is_apart(split[above][0]) and is_apart(split[above - 1][0]) and above - 1 not in labels:
            above -= 1
            asked.add(above)
    return asked
