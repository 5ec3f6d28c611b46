"""Interviews in which the interviewer's turns are set in bold or italics: every such paragraph opens an exchange."""

import operator
import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from builder.importing.askers import asks_anywhere
from builder.importing.exchanges import SpokenExchange, Transcript, cut_end
from builder.importing.inline import parted
from builder.importing.language_data import pattern
from builder.importing.names import interviewer_in, names_in
from builder.importing.paragraphs import LONG_LINE, asks_at_end, ends_sentence, word_count
from builder.importing.pieces import PieceKind, RawPiece
from builder.importing.speaker_labels import ASK_LABEL
from builder.importing.turn_labels import dashed_label_of, label_of
from builder.model.brief import Mark

_NAMED = re.compile(
    r"\s*(?P<name>[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,3}|[^\W\d_]{2,4}(?:[.-]?[^\W\d_]\.?)?)\s*[:：]\s*(?=\S)"
)
"""A name, or the letters that stand for one, before a turn."""
_SITE = re.compile(r"\s*([^\W_][\w.-]{2,30}):\s+(?=\S)")
_STEM = 3
"""Letters of a name at least that stay in all its cases."""
_DASHES = "–—-"
LABEL_ENDS = f" :：{_DASHES}"
"""What parts a label from the words behind it."""
_COUNTED = re.compile(r"\s*\(?\d{1,3}[.):]\)?\s*\S")
_WEIGHTS = {
    "an interview by its own words": 3.0,
    "names before the turns": 3.0,
    "names the two who speak": 3.0,
    "each turn has an answer": 1.0,
    "each answer opens with a dash": 3.0,
    "most turns ask, the others say much": 3.0,
    "turns are counted": -4.0,
    "no turn asks": -6.0,
}
_ENOUGH = 4.0
"""What a piece must have to be an interview. Cases: tests/cases/import/*interview*."""

_FEWEST_TURNS, _MOST_ASK, _SENTENCE = 5, 0.7, 6
"""From how many turns on, and of which share, asking is the rule; the words of one that does not. Cases: as above."""


_FEWEST_LINES = 2
"""Lines in bold beside which headings in bold are turns as well: a site sets some of its questions so, and some so."""


def marked_interview_of(pieces: Sequence[RawPiece]) -> Transcript | None:
    """Return the exchanges of an interview whose questions are marked, or None if the pieces are none."""
    asked = sum(len(parts := _parted_behind_bold(one)) > 1 and asks_at_end(parts[0].text) for one in pieces)
    words = 2 if asked >= _FEWEST_LINES else _SENTENCE
    pieces = [part for piece in pieces for part in _parted_behind_bold(piece, words)]
    for mark in (Mark.STRONG, Mark.EMPHASIS):
        turns = [at for at, piece in enumerate(pieces) if _is_marked(piece, mark)]
        if sum(pieces[at].form is PieceKind.TEXT for at in turns) < _FEWEST_LINES:
            continue
        opened = _without_lead(pieces, turns)
        if len(opened) > 1 and sum(_evidence(pieces, opened).values()) >= _ENOUGH:
            return _exchanges(pieces, opened)
    return None


def _parted_behind_bold(piece: RawPiece, words: int = _SENTENCE) -> tuple[RawPiece, ...]:
    """Return a paragraph as two, where it begins with a bold sentence of some words and goes on in plain ones."""
    at = sum(len(run.text) for run in takewhile(lambda run: run.mark & Mark.STRONG or not run.text.strip(), piece.runs))
    said = piece.text[:at]
    words = 2 if said.rstrip().endswith(("…", "...")) else words
    sentence = asks_at_end(said) or (ends_sentence(said) and word_count(said) >= words)
    if piece.form is not PieceKind.TEXT or at == len(piece.text) or not sentence:
        return (piece,)
    bold, rest = parted(piece.runs, at)
    return (replace(piece, runs=bold), replace(piece, runs=rest, glued=True))


def _is_marked(piece: RawPiece, mark: Mark) -> bool:
    said = [run for run in piece.runs if any(map(str.isalnum, run.text))]
    heading = piece.form is PieceKind.HEADING and piece.level > 1 and Mark.STRONG in mark
    is_text = piece.form is PieceKind.TEXT or (heading and (asks_at_end(piece.text) or _is_sentence(piece.text)))
    is_text &= not piece.boxed
    is_text &= not piece.linked or (Mark.STRONG in mark and asks_at_end(piece.text))
    return is_text and bool(said) and all(run.mark & mark for run in said)


def _without_lead(pieces: Sequence[RawPiece], turns: Sequence[int]) -> list[int]:
    """Return `turns` without those before the first that asks and has an answer: title and lead may be marked too.

    What is set in another size than all that asks is marked in an answer.
    """
    marked = set(turns)
    asking = [at for at in turns if asks_at_end(pieces[at].text)]
    first = next((at for at in turns if asks_anywhere(pieces[at].text) and at + 1 not in marked), len(pieces))
    sizes = {pieces[at].size for at in asking}
    return [at for at in turns if at >= first and pieces[at].size in sizes]


def _evidence(pieces: Sequence[RawPiece], turns: Sequence[int]) -> dict[str, float]:
    marked = set(turns)
    asks = [asks_anywhere(pieces[at].text) for at in turns]
    trails = [pieces[at].text.rstrip().endswith(("…", "...")) for at in turns]
    few = any(trails) and all(map(operator.or_, asks, trails))
    answered = [at for at in turns if at + 1 < len(pieces) and at + 1 not in marked]
    above = " ".join(piece.text for piece in pieces[: turns[0]])[:2000]
    below = [piece.text.strip() for piece in pieces[turns[-1] :]]
    interview = pattern("interview", r"(?<!\w)(?:", r")(?!\w)")
    by = pattern("interviewed", r"(?:^|\W)(?:", r")\s+\S")
    seen = {
        "an interview by its own words": bool(interview.search(above))
        or any(len(one) < LONG_LINE and by.match(one) for one in below),
        "names before the turns": bool(_NAMED.match(pieces[turns[0]].text)) and _has_names(pieces),
        "names the two who speak": turns[0] in answered
        and labels_of_two(pieces[turns[0]], pieces[turns[0] + 1]) is not None,
        "each turn has an answer": len(answered) >= len(turns) - 1,
        "each answer opens with a dash": len(answered) > 1 and all(_opens_with_dash(pieces[at + 1]) for at in answered),
        "most turns ask, the others say much": len(turns) >= (_FEWEST_TURNS - 2 if few else _FEWEST_TURNS)
        and sum(asks) >= _MOST_ASK * len(turns)
        and all(asked or _says_something(pieces[at].text) for asked, at in zip(asks, turns, strict=True)),
        "turns are counted": sum(bool(_COUNTED.match(pieces[at].text)) for at in turns) * 2 > len(turns),
        "no turn asks": sum(asks) < 2,
    }
    return {name: _WEIGHTS[name] for name, holds in seen.items() if holds}


def _opens_with_dash(piece: RawPiece) -> bool:
    """Return whether a paragraph or an item opens with the dash that stands for a speaker, and says a sentence."""
    said = f"{piece.marker} {piece.text}".lstrip()
    return piece.form in {PieceKind.TEXT, PieceKind.ITEM} and said[:1] in _DASHES and ends_sentence(piece.text)


def _without_dash(piece: RawPiece, labels: list[str]) -> RawPiece:
    """Return a turn without the dash before it."""
    labels.append(f"{piece.marker}{piece.text}".lstrip()[:1])
    start = re.match(rf"\s*[{_DASHES}]?\s*", piece.text) if not piece.marker else None
    runs = parted(piece.runs, start.end())[1] if start else piece.runs
    return replace(piece, form=PieceKind.TEXT, marker="", level=0, runs=runs)


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and word_count(text) >= _SENTENCE


def _says_something(text: str) -> bool:
    """Return whether words that ask nothing may be a turn: they are many, or end as a sentence does."""
    return word_count(text) >= _SENTENCE or (ends_sentence(text) and word_count(text) > 1)


def _has_names(pieces: Sequence[RawPiece]) -> bool:
    return sum(bool(_NAMED.match(piece.text)) for piece in pieces if piece.form is PieceKind.TEXT) > 1


def _exchanges(pieces: Sequence[RawPiece], turns: Sequence[int]) -> Transcript:
    found = Transcript(list(pieces[: turns[0]]), [], [], [])
    thanks = pattern("thanks", r"\W*(?:", r")\W*$")
    marked = set(turns)
    named = _has_names(pieces)
    dashed = "each answer opens with a dash" in _evidence(pieces, turns)
    for at in range(turns[0], len(pieces)):
        piece = pieces[at]
        last = found.exchanges[-1] if found.exchanges else None
        if at not in marked:
            if last and not last.answer and named:
                piece, last.answered_by = _without_name(piece, found.labels)
            if last and dashed and _opens_with_dash(piece):
                piece = _without_dash(piece, found.labels)
            (last.answer if last else found.head).append(piece)
        elif thanks.match(piece.text) or interviewer_in(piece.text):
            found.left_out += pieces[at:]
            for one in found.exchanges:
                one.asked_by = one.asked_by or interviewer_in(piece.text)
            break
        elif last and not last.answer:
            last.question.append(piece)
        else:
            piece, name = _without_name(piece, found.labels) if named or ASK_LABEL.match(piece.text) else (piece, "")
            found.exchanges.append(SpokenExchange([piece], asked_by=name, line=piece.line))
    if found.exchanges and not found.exchanges[-1].answer:
        found.left_out += found.exchanges.pop().question
    cut_end(found)
    first = found.exchanges[0] if found.exchanges else None
    if first and first.answered_by and not first.asked_by and (site := _site_of(first.question[0])):
        found.labels.append(site[1])
        first.asked_by = site[1].strip(LABEL_ENDS)
        first.question[0] = replace(first.question[0], runs=parted(first.question[0].runs, site[2])[1])
    elif first and first.answer and not named:
        _name_first(first, found)
    _name_all(found)
    return found


def _name_first(first: SpokenExchange, found: Transcript) -> None:
    """Take off the names before the first question and its answer."""
    both = labels_of_two(first.question[0], first.answer[0])
    if both:
        found.labels += [label[1] for label in both]
        first.asked_by, first.answered_by = (label[1].strip(LABEL_ENDS) for label in both)
        first.question[0], first.answer[0] = (
            replace(one, runs=parted(one.runs, label[2])[1])
            for one, label in zip((first.question[0], first.answer[0]), both, strict=True)
        )
    else:
        first.answer[0], first.answered_by = without_introduced_name(first.answer[0], found.head, found.labels)


def labels_of_two(asked: RawPiece, said: RawPiece) -> tuple[tuple[str, str, int], tuple[str, str, int]] | None:
    """Return the labels before a question and its answer, where both have one and that of the answer is a name.

    A conversation often names its speakers once only. Case: de-namen-nur-am-anfang.
    """
    asked = replace(asked, form=PieceKind.TEXT)
    colons = label_of(asked) or _site_of(asked), label_of(said)
    for one, two in (colons, (dashed_label_of(asked), dashed_label_of(said))):
        if one and two and one[0] != two[0] and names_in(two[1].strip(LABEL_ENDS)):
            return one, two
    return None


def _site_of(piece: RawPiece) -> tuple[str, str, int] | None:
    """Return the label of a question that is one word, such as the name of a site."""
    found = _SITE.match(piece.text)
    return (found[1].casefold(), found[0].strip(), found.end()) if found else None


def _name_all(found: Transcript) -> None:
    """Name who asks and who answers in all exchanges, where only the first turns of a conversation of two name them."""
    for field in ("asked_by", "answered_by"):
        names = {name for one in found.exchanges if (name := getattr(one, field))}
        for one in found.exchanges if len(names) == 1 else ():
            setattr(one, field, next(iter(names)))


def without_introduced_name(piece: RawPiece, above: Sequence[RawPiece], labels: list[str]) -> tuple[RawPiece, str]:
    """Return an answer without the name before it, and that name, where the text `above` introduces who answers."""
    found: list[str] = []
    bare, name = _without_name(piece, found) if piece.form is PieceKind.TEXT else (piece, "")
    text = " ".join(one.text for one in above)
    stems = [word[: max(_STEM, len(word) - 2)] for word in re.split(r"[\s-]+", name) if not word.endswith(".")]
    if len(stems) < 2 or not all(re.search(rf"(?<!\w){re.escape(stem)}", text) for stem in stems):
        return piece, ""
    labels += found
    return bare, name


def without_label(piece: RawPiece, name: str, labels: list[str]) -> RawPiece:
    """Return an answer without `name` as the label before it, which `labels` takes."""
    label = label_of(piece)
    if not label or label[0] != name.casefold():
        return piece
    labels.append(label[1])
    return replace(piece, runs=parted(piece.runs, label[2])[1])


def _without_name(piece: RawPiece, labels: list[str]) -> tuple[RawPiece, str]:
    asked = ASK_LABEL.match(piece.text)
    if asked:
        labels.append(asked[0].strip())
        return replace(piece, runs=parted(piece.runs, asked.end())[1]), ""
    label = _NAMED.match(piece.text)
    if not label or not all(word[:1].isupper() for word in label["name"].split()):
        return piece, ""
    labels.append(label[0].strip())
    return replace(piece, runs=parted(piece.runs, label.end())[1]), label["name"]
