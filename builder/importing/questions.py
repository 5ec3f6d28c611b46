"""Which pieces are the questions: every way of asking is counted, and the way that the piece uses is taken."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.importing.askers import asks_anywhere
from builder.importing.byline import GENERIC, says_masthead
from builder.importing.language_detection import asks
from builder.importing.marked_turns import labels_of_two
from builder.importing.paragraphs import SHORT_LINE, alphanumeric, asks_at_end, ends_sentence, is_statement
from builder.importing.phrases import ASSENT
from builder.importing.pieces import PieceKind, RawPiece, is_bold
from builder.importing.question_families import with_bold_ones, with_other_sentences
from builder.importing.question_forms import Candidate, QuestionStyle, bare, candidate_at
from builder.importing.speaker_labels import Labels, labels_of

_WHOLE = (QuestionStyle.HEADING, QuestionStyle.BOLD, QuestionStyle.NUMBERED, QuestionStyle.BARE, QuestionStyle.BULLET)
"""Ways in which a question is a paragraph of its own."""
_BY_MARK = (QuestionStyle.BOLD, QuestionStyle.NUMBERED)
"""Those of them that a mark of the text sets apart: one is enough below the heading of a section."""
_INSIDE = (QuestionStyle.BOLD_RUN_IN, QuestionStyle.NUMBERED_RUN_IN, QuestionStyle.RUN_IN)
"""Ways in which it begins the paragraph of its answer."""
_RUN_IN_OF = {
    QuestionStyle.BOLD: (QuestionStyle.BOLD_RUN_IN,),
    QuestionStyle.NUMBERED: (QuestionStyle.NUMBERED_RUN_IN, QuestionStyle.BOLD_RUN_IN),
}
"""Ways of asking that are beside each other in one piece: some answers begin on the line of their question."""
_TITLE_SIZE = 1.2
"""How many times the size of all questions a line at the top has that asks and is the title."""
_OTHER_SIZE = 0.04
"""The share of its size from which on a line is set in another: questions may be set so, all of them alike."""
_FEWEST_ASKING, _MOST_ASKING = 4, 0.7
"""Headings of a level that begin as questions do, and their share of it, from which on all of them ask.

Cases: an e-book and a page of questions without question marks (tests/cases/import/ru-bez-znakov)."""
_FEWEST_OTHERS = 3
"""Answers whose lengths show how long an answer of the piece is."""
_FEWEST_ABOVE = 2
"""Questions of one level from which on headings below them are parts of answers (case: hu-alcimek-kerdojellel)."""
_LATEST = 8
"""Lines of a masthead that may appear above a title."""


def questions_of(pieces: list[RawPiece], lang: str, *, title: str) -> list[Candidate]:
    """Return the questions among `pieces` in their order; empty if there are none.

    `title` is the title that the source gives apart from its text, or empty: then a question may be the title.
    """
    labels = labels_of([piece.text for piece in pieces])
    found = [one for at in range(len(pieces)) if (one := candidate_at(pieces, at, lang, labels))]
    found = with_other_sentences(pieces, found)
    heads = [at for at, piece in enumerate(pieces) if piece.form is PieceKind.HEADING and piece.level]
    below = {one.last + 1 for one in found if one.shape in _WHOLE}
    found = [
        one
        for one in found
        if not _is_title(pieces, one, found, title, heads=heads, lang=lang)
        and not (one.shape is QuestionStyle.BARE and pieces[one.at].glued and one.at in below)
    ]
    found = [one for one in found if not _is_in_list_of_questions(pieces, one)]
    listed = {two.at for one, two in pairwise(found) if one.last + 1 == two.at}
    whole = {one.at: one for one in found if one.shape not in _INSIDE}
    answered = _once([one for one in found if _is_answered(pieces, one, whole)], listed, pieces)
    asking = _asking_levels(pieces, answered)
    shapes = _shapes(answered, pieces, labels, asking)
    chosen = [one for one in answered if one.shape in shapes]
    if len(chosen) == 1 and chosen[0].shape is QuestionStyle.BARE and _ends_run(chosen[0], found):
        return []
    levels = {one.level for one in chosen if one.shape is QuestionStyle.HEADING}
    known = {one.level for one in chosen if one.shape is QuestionStyle.ASKED}
    chosen = [one for one in chosen if not known or one.level in known]
    chosen = [
        one
        for one in chosen
        if one.shape is not QuestionStyle.HEADING
        or one.level in asking
        or asks_anywhere(one.text)
        or _fits(one, levels, chosen)
    ]
    inside = _subheadings(pieces, chosen)
    chosen = [one for one in chosen if one not in inside]
    answered = [one for one in answered if one not in inside]
    more = [*_set_otherwise(pieces, answered, chosen, lang), *_prompts(pieces, chosen)]
    return with_bold_ones(pieces, sorted([*chosen, *more], key=lambda one: one.at))


def _prompts(pieces: Sequence[RawPiece], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the lines in plain words that call for an answer though they ask nothing.

    The speakers are named, or a line trails off. What is below it says yes or no; or each answer elsewhere is one
    paragraph, and here are three, the one between them short. Cases: pl-rozmowa-z-wielokropkiem, hu-igen-nem.
    """
    if not chosen or {one.shape for one in chosen} != {QuestionStyle.BARE}:
        return []
    ends = [*(one.at for one in chosen[1:]), len(pieces)]
    below = {one.last + 1: end for one, end in zip(chosen, ends, strict=True)}
    single = sum(end - at == 1 for at, end in below.items())
    regular = single >= max(_FEWEST_OTHERS, _MOST_ASKING * len(below))
    first = RawPiece(PieceKind.TEXT, chosen[0].question)
    named = labels_of_two(first, pieces[chosen[0].last + 1]) is not None
    found = []
    for at, end in below.items():
        for one in range(at + 1, end - 1):
            before, piece, after = pieces[one - 1 : one + 2]
            short = 3 * len(piece.text) <= 2 * min(len(before.text), len(after.text))
            between = regular and end - at == _FEWEST_OTHERS and short
            said = all(each.form is PieceKind.TEXT for each in (before, piece, after)) and is_statement(piece.text)
            calls = named or piece.text.rstrip().endswith(("…", "..."))
            if said and calls and (between or ASSENT.match(after.text)):
                found.append(Candidate(one, QuestionStyle.BARE, piece.runs, last=one))
    return found


def _subheadings(pieces: Sequence[RawPiece], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the headings of `chosen` that ask inside an answer, where questions are of a higher level.

    They divide it where others beside them ask nothing; where all of them ask, they are questions of their own.
    """
    heads = [one for one in chosen if one.shape is QuestionStyle.HEADING and one.level]
    top = min((one.level for one in heads), default=0)
    above = [one for one in heads if one.level == top and pieces[one.last + 1].form is not PieceKind.HEADING]
    places = [at for at, piece in enumerate(pieces) if piece.form is PieceKind.HEADING and 0 < piece.level <= top]
    starts = {one.at for one in above}
    inside = [at for at, one in enumerate(pieces) if one.form is PieceKind.HEADING and one.level > top]
    inside = [at for at in inside if (place := bisect_right(places, at)) and places[place - 1] in starts]
    deeper = [one for one in heads if one.at in inside]
    return deeper if len(above) >= _FEWEST_ABOVE and len(deeper) < len(inside) else []


def _set_otherwise(
    pieces: Sequence[RawPiece], found: Sequence[Candidate], chosen: Sequence[Candidate], lang: str
) -> list[Candidate]:
    """Return the questions that are set in another way than those `chosen`, in sections that have none of these.

    Authors change their ways from one section to the next. A heading that asks does so wherever it is; other lines
    where the heading of a section is right above the first of them, or two are set alike. Below the answer to a
    heading, one line in bold that asks is the next question; several divide the answer. A line in plain words is one
    where it parts the longest answer into two like the others.
    """
    if not chosen or {one.shape for one in chosen} & {QuestionStyle.LABEL, QuestionStyle.ASKED}:
        return []
    asked = {one.at for one in chosen}
    starts = sorted(asked | {at for at, piece in enumerate(pieces) if piece.form is PieceKind.HEADING})
    sections: dict[int, list[Candidate]] = {}
    for one in found:
        place = bisect_right(starts, one.at) - 1
        if place >= 0 and one.at not in asked and one.shape in _WHOLE:
            sections.setdefault(starts[place], []).append(one)
    alone = [inside[0] for start, inside in sections.items() if start in asked and len(inside) == 1]
    sections = {start: inside for start, inside in sections.items() if start not in asked}
    shapes = {one.shape for one in chosen}
    more = [one for one in alone if one.shape is QuestionStyle.BOLD and one.at - 1 not in asked]
    more = more if shapes == {QuestionStyle.HEADING} else []
    plain = [one for one in alone if one.shape is QuestionStyle.BARE and asks(one.text, lang)]
    if shapes <= {QuestionStyle.HEADING, QuestionStyle.BOLD}:
        more += [one for one in plain if _parts_evenly(pieces, one, [*starts, len(pieces)])]
    for start, inside in sections.items():
        often = Counter(one.shape for one in inside if one.at > start)
        more += [
            one
            for one in inside
            if often[one.shape] > 1
            or (one.shape in _BY_MARK and one is inside[0] and one.at == start + 1)
            or (one.at == start and asks_at_end(one.text) and one.last + 1 not in asked)
        ]
    return more


def _parts_evenly(pieces: Sequence[RawPiece], one: Candidate, starts: Sequence[int]) -> bool:
    """Return whether a line parts an answer that is longer than all others into two that are not.

    Else it may be one by which an author leads on. Case: pl-pytanie-bez-naglowka.
    """
    place = bisect_right(starts, one.at) - 1
    start, end = starts[place], starts[place + 1]
    lengths = [after - before - 1 for before, after in pairwise(starts) if before != start]
    most, longer = max(lengths, default=0), max(one.at - start, end - one.at) - 1
    said = all(pieces[at].form is PieceKind.TEXT and _is_said(pieces[at].text) for at in (one.at - 1, one.at + 1))
    return said and len(lengths) >= _FEWEST_OTHERS and longer <= most < end - start - 1


def without_open_end(
    pieces: list[RawPiece], questions: Sequence[Candidate], lang: str
) -> tuple[list[RawPiece], RawPiece | None]:
    """Return the pieces without a question behind the last answer that nothing answers, and that question.

    One in plain words begins as questions do, and is set as all others are: an answer may end by asking.
    """
    one = candidate_at(pieces, len(pieces) - 1, lang, labels_of(())) if pieces else None
    if not one or not questions or one.rest or one.at <= questions[-1].last or not asks_at_end(one.text):
        return pieces, None
    shapes = {other.shape for other in questions}
    plain = shapes == {QuestionStyle.BARE} and len(one.text) <= SHORT_LINE and asks(one.text, lang)
    if one.shape not in shapes or not (plain or one.shape in {QuestionStyle.HEADING, *_BY_MARK}):
        return pieces, None
    return pieces[:-1], pieces[-1]


def _is_title(
    pieces: list[RawPiece], one: Candidate, found: list[Candidate], title: str, *, heads: list[int], lang: str
) -> bool:
    """Return whether a heading is the title of the piece: the first of all headings, alone on its level.

    A line in plain words is it where only lines of a masthead are above it, and not its answer right below it.
    """
    piece = pieces[one.at]
    if title:
        return alphanumeric(piece.text) == alphanumeric(title)
    if piece.size and one.at < _LATEST and len(found) > 1:
        others = [pieces[other.at].size for other in found if other is not one]
        if piece.size > _TITLE_SIZE * max(others):
            return True
    if (
        one.shape in {QuestionStyle.BARE, QuestionStyle.BOLD}
        and len(found) > 1
        and one.at + 1 < len(pieces)
        and one.at < _LATEST
    ):
        above = all(says_masthead(other, lang) or GENERIC.match(other.text.strip()) for other in pieces[: one.at])
        marked = any(pieces[at].level == 1 for at in heads)
        below = pieces[one.at + 1]
        alike = found[1].shape in {one.shape, *_RUN_IN_OF.get(one.shape, ())}
        apart = below.size and piece.size and abs(below.size - piece.size) > _OTHER_SIZE * piece.size
        if apart and all(abs(pieces[other.at].size - piece.size) <= _OTHER_SIZE * piece.size for other in found[1:3]):
            return False
        row = [other for other in found[1:] if other.shape is one.shape is QuestionStyle.BOLD]
        same = len(row) >= _FEWEST_OTHERS and 2 * len(row) > len(found)  # a title is set larger, if at all
        answered = below.glued or (_is_said(below.text) and alike and (found[1].at == one.at + 2 or same))
        signed = (
            says_masthead(below, lang, after_title=True)
            or (
                not ends_sentence(below.text)  # a subtitle, with the names of the authors below it
                and any(says_masthead(other, lang, after_title=True) for other in pieces[one.at + 2 : one.at + 3])
            )
        )
        return above and not marked and (signed or not answered)
    if one.shape is not QuestionStyle.HEADING or not piece.level or len(found) < 2 or heads[0] != one.at:
        return False
    levels = [pieces[at].level for at in heads]
    return levels.count(piece.level) == 1 and piece.level == min(levels)


def _is_in_list_of_questions(pieces: list[RawPiece], one: Candidate) -> bool:
    """Return whether an item that asks has another beside it: a list of questions, which the text need not answer."""
    if pieces[one.at].form is not PieceKind.ITEM or one.shape in _INSIDE:
        return False
    beside = [pieces[at] for at in (one.at - 1, one.at + 1) if 0 <= at < len(pieces)]
    return any(other.form is PieceKind.ITEM and asks_at_end(other.text) for other in beside)


def _ends_run(one: Candidate, found: list[Candidate]) -> bool:
    """Return whether a line that asks is the last of several in a row, which the text below answers together."""
    ends = {other.last + 1: other for other in found if other.shape is QuestionStyle.BARE}
    before = ends.get(one.at)
    return before is not None and before.at in ends


def _is_said(text: str) -> bool:
    return len(text) > SHORT_LINE or ends_sentence(text)


def _is_answered(pieces: list[RawPiece], one: Candidate, whole: Mapping[int, Candidate]) -> bool:
    """Return whether something other than another question follows; `whole` are the candidates by their places."""
    if one.rest:
        return True
    after = one.last + 1
    if after >= len(pieces):
        return False
    if one.shape is QuestionStyle.BOLD and asks_at_end(pieces[after].text) and is_bold(pieces[after].runs):
        return False
    if after in whole:
        other = whole[after]
        return one.shape < other.shape and one.shape in {
            QuestionStyle.LABEL,
            QuestionStyle.ASKED,
            QuestionStyle.HEADING,
            QuestionStyle.BOLD,
        }
    deeper = pieces[after].form is PieceKind.HEADING and 0 < pieces[after].level <= one.level
    return not deeper


def _once(found: list[Candidate], listed: set[int], pieces: Sequence[RawPiece]) -> list[Candidate]:
    """Return `found` without the second of two with the same words: the more telling shape is kept, then the first.

    `listed` are the places of those that stand in a row, as in a table of contents; another place goes before. Two that
    are set alike and have two answers were asked of two people, and heads of boxes that open with two counts in two
    sections of a page.
    """
    best: dict[tuple[str, str, str], Candidate] = {}
    keys = {}
    styles = {one.shape for one in found if one.at not in listed}
    for one in found:
        opens = one.shape is QuestionStyle.ASKED
        apart = one.at not in listed and (opens or len(styles) == 1)
        below = pieces[min(one.last + 1, len(pieces) - 1)].text if apart else ""
        key = keys[one.at] = (alphanumeric(one.text), alphanumeric(below), one.label if opens else "")
        if key not in best or (one.shape, one.at in listed) < (best[key].shape, best[key].at in listed):
            best[key] = one
    return [one for one in found if best[keys[one.at]] is one]


def _asking_levels(pieces: Sequence[RawPiece], found: Sequence[Candidate]) -> set[int]:
    """Return the levels of headings most of which begin as questions do: there none needs its question mark."""
    all_of = Counter(piece.level for piece in pieces if piece.form is PieceKind.HEADING and piece.level)
    asking = Counter(one.level for one in found if one.shape is QuestionStyle.HEADING and one.level)
    return {
        level for level, count in asking.items() if count >= _FEWEST_ASKING and count >= _MOST_ASKING * all_of[level]
    }


def _shapes(found: list[Candidate], pieces: list[RawPiece], labels: Labels, asking: set[int]) -> set[QuestionStyle]:
    counts = Counter(
        one.shape
        for one in found
        if one.shape is not QuestionStyle.HEADING or one.level in asking or asks_at_end(bare(one.text))
    )
    replies = sum(bool(labels.reply.match(piece.text)) for piece in pieces)
    if counts[QuestionStyle.LABEL] >= 2 or (counts[QuestionStyle.LABEL] and replies):
        return {QuestionStyle.LABEL}
    if counts[QuestionStyle.ASKED]:
        asked = {one.level for one in found if one.shape is QuestionStyle.ASKED}
        same = any(one.shape is QuestionStyle.HEADING and one.level in asked for one in found)
        return {QuestionStyle.ASKED, *([QuestionStyle.HEADING] if same else [])}
    best = max(_WHOLE, key=lambda shape: (counts[shape], -shape))
    other = max(_INSIDE, key=lambda shape: (counts[shape], -shape))
    if counts[other] >= 2 and counts[other] > 2 * counts[best]:
        return {other}
    if counts[best]:
        return {best, *_RUN_IN_OF.get(best, ())}
    return {other} if counts[other] else set()


def _fits(one: Candidate, levels: set[int], chosen: list[Candidate]) -> bool:
    """Return whether a heading that asks without a question mark is among questions of its own level."""
    sure = [other for other in chosen if other.level == one.level and asks_at_end(bare(other.text))]
    return len(sure) >= 2 and sure[0].at < one.at and one.level in levels
