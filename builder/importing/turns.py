"""Transcripts and interviews: who speaks when, who asks and who answers, and the exchanges that this makes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from builder.importing.askers import (
    UNHEARD,
    Turn,
    asked_above,
    asked_in_survey,
    asking_speakers,
    asks_anywhere,
    converses_with,
    is_answered_inside,
    marked_end,
    names_of_turns,
    question_ends,
    unheard_in,
)
from builder.importing.exchanges import (
    ASSENT,
    BROKEN_TURN,
    FAREWELLS,
    SpokenExchange,
    Transcript,
    only_thanks,
    set_ends_apart,
    take_lead,
    thanks_in,
)
from builder.importing.inline import parted
from builder.importing.keyed_lines import keyed_block
from builder.importing.language_data import pattern
from builder.importing.paragraphs import LONG_LINE, asks_at_end, word_count
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.speaker_labels import SPEAKS_ALONE
from builder.importing.turn_labels import (
    is_called,
    is_capital,
    is_known,
    label_of,
    labels_in_capitals,
    labels_with_dashes,
    labels_with_full_stops,
    parted_at_full_stops,
    with_bare_replies,
    with_full_names,
    with_other_shapes,
    with_returning_numbers,
    with_those_set_alike,
)
from builder.importing.turn_marks import labels_by_marks
from builder.model.brief import Mark, Run

_AT_END = re.compile(r"[.?!…]\s+([^\W\d_a-z]{2,}(?:[ .'’-]+[^\W\d_a-z]{2,}){0,4})\s*[:：]$")
"""A label in capitals behind the words of another speaker, whose own words are in the next paragraph."""
_BROKEN_OFF = re.compile(r"(?:[–—-]|\.\.\.|…)[\"”’)]*$")
_COUNTED = re.compile(r"\(?\d{1,3}[.)]")
_CALL = 25
"""Words up to which a turn may do no more than call the next who asks."""
_CLOSING_CALL = 16
"""Words of a paragraph at the end of an answer that may be such a call."""
_REMARK = 25
"""Words up to which a turn that asks nothing is a remark in the answer of a conversation."""
_TIMED = re.compile(r"\W*\[(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?\]\s*")
"""When in the recording a turn was said."""
_NOBODY = "?"
"""The speaker of what is asked without a label."""
_NEAR = 6
"""Turns before one among which the first of its answer is."""
_SET_APART = 3
"""How many times as many questions a text that is no conversation sets apart as its labels ask."""


def transcript_of(pieces: Sequence[RawPiece]) -> Transcript | None:
    """Return the turns of a transcript, or None if the pieces are none."""
    times: list[str] = []
    pieces = [_without_time(piece, times) for piece in pieces]
    turns = _turns(pieces)
    speakers = {turn.speaker for turn in turns if turn.speaker}
    if len(speakers) < 2:
        alone = _asks_alone(turns) and not any(is_called(one, "reply") for one in speakers)
        return _exchanges(turns, speakers, set(), times) if alone else None
    asking = asking_speakers(turns)
    chairs = {one for one in speakers if is_called(one, "chair")} - asking | unheard_in(turns)
    if not asking or not speakers - asking - chairs:
        return None
    asked = [
        one
        for one, after in pairwise(turns)
        if one.speaker in asking and (after.speaker in speakers - asking or is_answered_inside(one, after))
    ]
    sure = any(is_called(one.speaker, "ask") for one in asked)
    if not sure and _asks_apart(pieces) > _SET_APART * len(asked):
        return None
    if len(asked) < (1 if sure else 2) or (not sure and _speaks_alone(turns, asking)):
        return None
    return _exchanges(
        turns, asking, chairs, times, converses=not sure and _NOBODY not in asking and converses_with(turns, asking)
    )


def _speaks_alone(turns: Sequence[Turn], asking: set[str]) -> bool:
    """Return whether who seems to ask says nearly everything: a show with calls from others, no conversation."""
    asked, said = (sum(len(one.text) for one in turns[1:] if (one.speaker in asking) is asks) for asks in (True, False))
    return asked > SPEAKS_ALONE * said


def _without_time(piece: RawPiece, times: list[str]) -> RawPiece:
    """Return a paragraph without the time at its beginning that says where in a recording it is; `times` takes it."""
    label = label_of(piece)
    found = _TIMED.match(piece.text, label[2] if label else 0) if piece.form is PieceKind.TEXT else None
    if not found or found.end() == len(piece.text):
        return piece
    times.append(found[0].strip())
    before, rest = parted(piece.runs, found.start())
    said = parted(rest, found.end() - found.start())[1]
    return replace(piece, runs=(*before, *([Run(" ")] if before else []), *said))


def _asks_apart(pieces: Sequence[RawPiece]) -> int:
    """Return how many headings and counted questions a text has; one that has many is no conversation."""
    return sum(
        (one.form is PieceKind.HEADING and one.level > 1)
        or (asks_at_end(one.text) and bool(_COUNTED.match(f"{one.marker} {one.text}".strip())))
        for one in pieces
    )


def _asks_alone(turns: Sequence[Turn]) -> bool:
    """Return whether the one speaker with a label asks: the answers below have none."""
    answered = [turn for turn in turns[1:] if len(turn.pieces) > 1]
    asks = sum(asks_at_end(turn.pieces[0].text) for turn in answered)
    return asks > 1 and asks * 2 > len(turns) - 1


def _turns(pieces: Sequence[RawPiece]) -> list[Turn]:
    """Return what each speaker says; a label counts where it is known, comes back, or is set in bold."""
    stopped = labels_with_full_stops(pieces)
    keyed = keyed_block(pieces)
    labels = {at: label for at, piece in enumerate(pieces) if at not in keyed and (label := label_of(piece))}
    labels = with_bare_replies(pieces, with_returning_numbers(labels))
    if len(stopped) > len(labels):
        pieces = parted_at_full_stops(pieces)
        stopped = labels_with_full_stops(pieces)
    known = max(labels, labels_in_capitals(pieces), stopped, key=len)
    found = max(with_other_shapes(pieces, known), labels_with_dashes(pieces), key=len)
    found = with_full_names(found)
    found = found if len(found) > 1 else labels_by_marks(pieces) or found
    counts = Counter(one[0] for one in found.values())
    letters = sum(count > 1 and len(name) == 1 for name, count in counts.items()) > 1
    sure = {
        at: one
        for at, one in found.items()
        if counts[one[0]] > 1 or is_known(one[0]) or is_capital(one[1]) or (letters and len(one[0]) == 1)
    }
    sure = with_those_set_alike(pieces, sure, found)
    called = Counter(name for name in (one[0] for one in sure.values()) if is_known(name))
    if any(is_called(one, "ask") for one in called) and any(is_called(one, "reply") for one in called):
        sure = {at: one for at, one in sure.items() if is_known(one[0]) or counts[one[0]] * 4 > called.total()}
    if not sure:
        return []
    split = list(_split_inside(pieces, sure))
    asked = asked_above(split) or asked_in_survey(split)
    turns = [Turn("", "", [], 0)]
    for at, (piece, label) in enumerate(split):
        if at in asked:
            turns.append(Turn(_NOBODY, "", [piece], len(turns)))
        elif label is not None:
            turns.append(Turn(label[0], label[1], [], len(turns)))
            rest = parted(piece.runs, label[2])[1]
            if rest:
                apart = piece.form is PieceKind.HEADING or (label[0], label[1][:1].isalpha()) == ("q", False)
                form = PieceKind.HEADING if apart else PieceKind.TEXT
                turns[-1].pieces.append(replace(piece, runs=rest, form=form, marker=""))
        else:
            turns[-1].pieces.append(piece)
    return turns


def _split_inside(
    pieces: Sequence[RawPiece], labels: dict[int, tuple[str, str, int]]
) -> Iterator[tuple[RawPiece, tuple[str, str, int] | None]]:
    """Yield the pieces with their labels; a label in capitals inside a paragraph begins a piece."""
    often = Counter(one[1].rstrip(":： ") for one in labels.values())
    names = {name for name, count in often.items() if is_capital(name) or (count > 1 and name.isupper())}
    names |= {found[1] for piece in pieces if (found := _AT_END.search(piece.text))} if names else set()
    capital = sorted(names, key=lambda one: (-len(one), one))
    inside = (
        re.compile(rf"(?<=[.?!…)\]\"”])\s+(?=(?:{'|'.join(map(re.escape, capital))})\s*[:：](?:\s|$))")
        if capital
        else None
    )
    for at, piece in enumerate(pieces):
        rest, label = piece, labels.get(at)
        while inside and rest.form is PieceKind.TEXT and (cut := inside.search(rest.text)):
            before, after = parted(rest.runs, cut.end())
            yield replace(rest, runs=before), label
            rest = replace(rest, runs=after)
            label = label_of(rest)
        yield rest, label


def _exchanges(
    turns: Sequence[Turn], asking: set[str], chairs: set[str], times: list[str], *, converses: bool = False
) -> Transcript:
    found = Transcript(list(turns[0].pieces), [], times, [])
    shown = names_of_turns(turns, asking)
    calls = _calls(turns, asking)
    last_words = _last_words(turns, asking)
    opening = {one.speaker for one in takewhile(lambda turn: turn.speaker not in asking, turns[1:])} - chairs
    named = len(opening) > 1 or converses
    speaking = ""
    for at, turn in enumerate(turns[1:], 1):
        found.labels.append(turn.label)
        after = next((turns[to] for to in range(at + 1, len(turns)) if turns[to].speaker not in chairs), None)
        if turn.speaker in asking:
            take_lead(found)
        last = found.exchanges[-1] if found.exchanges else None
        remark = converses and turn.speaker in asking and (last is None or bool(last.answer))
        farewell = at + 2 * FAREWELLS > len(turns) and thanks_in(turn.text)
        remark = remark and not asks_anywhere(turn.text) and not farewell and not _prompts(turn, after)
        remark |= turn.speaker in asking and last is not None and _replies(turn, last)
        if turn.speaker in chairs or at in calls or at >= last_words:
            found.left_out += turn.pieces
        elif turn.speaker in asking and not (remark and not (last and _is_interruption(turn.text))):
            begun = 1 if last and asks_at_end(" ".join(piece.text for piece in last.question)) else 0
            found.left_out += _calls_behind(last.answer, begun) if last else _calls_behind(found.head, 1)
            followed = {turn.speaker} if converses else asking
            cut = _question_end(turn.pieces, alone=at + 1 == len(turns) or turns[at + 1].speaker in followed)
            if (after is None and cut == len(turn.pieces) and not asks_at_end(turn.text)) or (
                len(turn.text) < LONG_LINE and only_thanks(turn.text)
            ):
                found.left_out += turn.pieces
            elif last and not last.answer:
                name = "" if _gives_way(found, turns[at - 1], turn) else last.asked_by
                last.question += turn.pieces
                last.asked_by = _with_name(name, shown[at])
            elif last and _is_interruption(turn.text) and not _is_answered_all_the_same(turn, after):
                found.left_out += turn.pieces
            else:
                one = SpokenExchange(turn.pieces[:cut], turn.pieces[cut:], asked_by=shown[at])
                found.exchanges.append(one)
                speaking = ""
        elif last:
            near = turns[max(at - _NEAR, 0) : at]
            _answer(last, turn, near, (speaking, "" if remark else shown[at]))
            speaking = turn.speaker
        else:
            found.head += _with_speaker_name(turn) if named else turn.pieces
    set_ends_apart(found)
    return found


def _gives_way(found: Transcript, before: Turn, turn: Turn) -> bool:
    """Return whether who asked before only has a last word, and the next one asks: that word is of the answer above.

    A few words of thanks are left out.
    """
    asked = asks_anywhere(before.text) or not asks_anywhere(turn.text)
    if len(found.exchanges) < 2 or found.exchanges[-1].question != before.pieces or before.speaker == turn.speaker:
        return False
    if not asked:
        found.exchanges[-1].question = []
    if not asked and word_count(before.text) <= (_REMARK if thanks_in(before.text) else BROKEN_TURN):
        found.left_out += before.pieces
    elif not asked:
        found.exchanges[-2].answer += _with_speaker_name(before)
    return not asked


def _last_words(turns: Sequence[Turn], asking: set[str]) -> int:
    """Return from which turn on two people only take leave: nobody asks, little is replied, and one thanks."""
    first = len(turns)
    for at in range(len(turns) - 1, 1, -1):
        turn = turns[at]
        if turn.speaker in asking and (asks_anywhere(turn.text) or len(turn.pieces) > 1):
            break
        if turn.speaker not in asking and word_count(turn.text) > BROKEN_TURN:
            break
        first = at if turn.speaker in asking else first
    thanks = (thanks_in(turn.text) or not turn.text.strip() for turn in turns[first:] if turn.speaker in asking)
    return first if any(thanks) else len(turns)


def _with_name(names: str, name: str) -> str:
    """Return the names of speakers with one more, each of them once."""
    return "; ".join(dict.fromkeys(one for one in (*names.split("; "), name) if one))


def _calls(turns: Sequence[Turn], asking: set[str]) -> set[int]:
    """Return the turns in which somebody who answers only calls the next who asks, where one of them does so twice."""
    floor = pattern("floor", r"(?<!\w)(?:", r")(?!\w)")
    found = [
        at
        for at, (one, after) in enumerate(pairwise(turns))
        if one.speaker not in asking
        and after.speaker in asking
        and turns[at - 1].speaker not in asking
        and word_count(one.text) <= _CALL
        and (floor.search(one.text) or UNHEARD.match(one.text))
    ]
    often = Counter(turns[at].speaker for at in found)
    return {at for at in found if often[turns[at].speaker] > 1}


def _calls_behind(pieces: list[RawPiece], first: int) -> list[RawPiece]:
    """Take out of what one says, from `first` on, what only calls the next who asks at its end, and return it."""
    floor = pattern("floor", r"\W*(?:[^\W\d_][\w.’ -]{0,40}[,:]\s+)?(?:", r")(?!\w)")
    at = len(pieces)
    while at > first and word_count(pieces[at - 1].text) <= _CLOSING_CALL and floor.match(pieces[at - 1].text):
        at -= 1
    calls = pieces[at:]
    del pieces[at:]
    return calls


def _prompts(turn: Turn, after: Turn | None) -> bool:
    """Return whether words that ask nothing call for an answer: they trail off, or much is said, and much to them.

    Case: de-radiogespraech-ohne-fragezeichen; a host who only agrees says little.
    """
    said = word_count(turn.text)
    trails = turn.text.rstrip().endswith(("…", "...")) and said > ASSENT
    return after is not None and (trails or (said > BROKEN_TURN and word_count(after.text) > BROKEN_TURN))


def _question_end(pieces: Sequence[RawPiece], *, alone: bool) -> int:
    """Return where the question ends in a turn; headings behind it are of the next one."""
    cut = question_ends(pieces) if alone else _asked_apart(pieces)
    return cut if any(one.form is not PieceKind.HEADING for one in pieces[cut:]) else len(pieces)


def _asked_apart(pieces: Sequence[RawPiece]) -> int:
    """Return where what is asked ends before a labelled answer: with the turn, unless what is set apart in it asks."""
    ends = marked_end(pieces)
    return ends if ends and asks_anywhere(pieces[ends - 1].text) else len(pieces)


def _replies(turn: Turn, last: SpokenExchange) -> bool:
    """Return whether words that ask nothing reply to a question by who answers (case: en-doorstop-asked-back)."""
    asked = bool(last.answer) and asks_at_end(last.answer[-1].text)
    return asked and ASSENT < word_count(turn.text) <= _REMARK and not asks_anywhere(turn.text)


def _is_answered_all_the_same(turn: Turn, after: Turn | None) -> bool:
    """Return whether words that nobody cut off, or heard in the room alone, or a letter that stands for a question are.

    Case: en-doorstop-two-label-shapes.
    """
    if after is None or after.speaker == turn.speaker:
        return False
    trails = turn.text.rstrip().endswith(("…", "...")) and word_count(turn.text) > ASSENT
    heard = pattern("unheard", r"\W*(?:", r")\W*$").match(turn.text)
    return trails or _is_written(turn, after) or bool(heard and word_count(after.text) > BROKEN_TURN)


def _is_written(turn: Turn, after: Turn | None) -> bool:
    """Return whether single letters mean question and answer: nobody speaks, and a word alone is a question too."""
    return after is not None and (turn.speaker, after.speaker) == ("q", "a")


def _is_interruption(text: str) -> bool:
    words = word_count(text)
    if asks_at_end(text):
        return False
    return words <= ASSENT or (words <= BROKEN_TURN and bool(_BROKEN_OFF.search(text) or UNHEARD.match(text)))


def _answer(last: SpokenExchange, turn: Turn, near: Sequence[Turn], names: tuple[str, str]) -> None:
    """Add a turn to an answer: with its name where it is of another than who speaks, and with that one's name then.

    `names` are who speaks, and who is to be named as one who answers; `near` are the turns before.
    """
    speaking, name = names
    if speaking not in {"", turn.speaker}:
        first = next((one for one in near if one.speaker == speaking and last.answer[:1] == one.pieces[:1]), None)
        if first and name and first.pieces:
            last.answer[:1] = _with_speaker_name(first)[:1]
    last.answer += turn.pieces if speaking in {"", turn.speaker} else _with_speaker_name(turn)
    last.answered_by = _with_name(last.answered_by, name)


def _with_speaker_name(turn: Turn) -> list[RawPiece]:
    """Return the pieces of a turn with its speaker's name before them, where several answer one question."""
    first, *rest = turn.pieces or [RawPiece(PieceKind.TEXT)]
    return [replace(first, runs=(Run(f"{turn.label} ", Mark.STRONG), *first.runs)), *rest]
