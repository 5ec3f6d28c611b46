"""The labels before what a speaker says: names, initials, words such as `JOURNALIST`, and letters such as `Q`."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from msgspec.structs import replace

from builder.importing.inline import parted
from builder.importing.language_data import pattern, phrases
from builder.importing.paragraphs import asks_at_end
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Mark, Run

_LABEL = re.compile(
    r"\s*\[?(?P<name>[^\W_](?:[^:：?!\n]{0,58}[^\W_.)’'\]]|[.)])?)[.)）]?\]?\s*"
    r"(?::(?=\s|$)|(?<=[^\W\d_a-z]\s):(?=[^\W\d_])|(?<=[^\W\d_a-z]{2}):(?=[¿¡«“\"(]?[^\W\d_a-z](?:[^\W\d_A-Z]|\s))|：)"
)
_DASHED = re.compile(r"\s*(?P<name>[^\W\d_][^:：?!,;\n–—-]{0,38}[^\W_.)’'\]])\s+[-–—](?=\s|$)\s*(?![-–—])")
"""A label that a dash parts from the words of the speaker."""
_CLOSE_DASH = re.compile(r"\s*(?P<name>(?!\s)[^:：?!,;\n–—-]{1,40}?)\s*[-–—]\s*(?=\S)")
"""The same without a space before the dash, for a name that is known as a label."""
_BARE = re.compile(r"\s*(?P<name>Q|A)(?:\d{1,3}[.:：)]\s*(?=\S)|(?:\.|\s*[:：]|(?=\s))\s+(?=[^\W\d_]|[\"“„«‘¿(]))")
_CAPITALS = re.compile(
    r"\s*(?P<name>[^\W\d_a-z]{2,}(?:(?:[.'’-]\s?|\s)[^\W\d_a-z]{2,}){0,6}\.?)(?P<office>[,.]\s[^a-z:：.?!¿¡(]{2,60}?)??"
    r"(?:\s+(?=[\"“„«¿¡(—]{0,3}[^\W\d_](?:[^\W\d_]*[a-z’']|\s))|$)"
)
"""A label in capitals that no colon parts from the words of the speaker, or that has a line of its own."""
_CAPITAL_WORD = r"(?:[^\W\d_a-z]{2,}|[^\W\d_a-z]\.?)"
_STOPPED_NAME = rf"(?:[^\W\d_]\w{{0,9}}\.?\s)?{_CAPITAL_WORD}(?:(?:[.'’-]\s?|\s){_CAPITAL_WORD}){{0,4}}"
_STOPPED = re.compile(rf"\s*(?P<name>{_STOPPED_NAME})\.\s+(?=\S)")
"""A name in capitals that a full stop parts from the words of the speaker, as in the minutes of parliaments."""
_STOPPED_INSIDE = re.compile(rf"(?<=[.?!…)\]\"”])\s+(?={_STOPPED_NAME}\.\s+[\"“¿]?[^\W\d_a-z])")
_FEWEST_STOPPED = 4
"""Turns from which on names in capitals with a full stop are labels (case: en-names-with-full-stops)."""
_FEWEST_ALONE = 3
"""Turns from which on a text may be an interview in which only who answers has a label."""
_FEWEST_MARKED = 6
"""Labels set alike, and apart from the words of the turns, beside which one that does not come back is a label too."""
_FEWEST_BARE = 2
"""Paragraphs that open with `A` below one that opens with `Q` from which on the letter means an answer."""
_NUMBERED = re.compile(r"\s*#?\d{1,3}$")
_ASIDE = re.compile(r"\s*[(\[（][^()\[\]]*[)\]）]?\s*$")
"""A remark behind a name, such as an office; the pattern of labels may have taken its last bracket."""
_DIGIT = re.compile(r"\d")
MARKS = "-–—*•·>+►▪●■♦"
"""The characters that people put before turns."""
_SPEECH = re.compile(r"(?<![\w@./])[^\W\d_]++(?![\w@/]|\.\w)")
"""A word: a number of a telephone, or an address, has none."""
_LABELS = {"ask": pattern("question_label", after="$"), "reply": pattern("answer_label", after="$")}
"""What stands for somebody who asks or answers though it is not called so: `Sample answer`."""
_MOST_WORDS, _MOST_ALONE, _LONGEST_EASTERN = 7, 4, 12
"""Words of a speaker's name with office, of one alone on a line, and characters of one in a script without case."""
_EASTERN = "\u2e80"
"""The first sign of scripts in which one is a family name."""
_LONG_WORD = 8
"""Letters of a word in which a typing error is distinguished from another word."""
_ALIKE = 0.88
"""How like a word one with a slip is, of 1: a letter too many in ten."""


def labels_in_capitals(pieces: Sequence[RawPiece]) -> dict[int, tuple[str, str, int]]:
    """Return the labels in capitals before turns, where they come back and one says of its speaker that they ask.

    One with an office behind it, on a line of its own, need not come back.
    """
    found, in_office = {}, set()
    for at, piece in enumerate(pieces):
        label = None if piece.boxed else _CAPITALS.match(piece.text)
        alone = label is not None and label.end() == len(piece.text) and piece.form is PieceKind.HEADING
        if label and label[0].strip().isupper() and (alone or piece.form is PieceKind.TEXT):
            found[at] = (label["name"].casefold().rstrip("."), label[0].strip(), label.end())
            in_office |= {at} if label["office"] and label.end() == len(piece.text) else set()
    counts = Counter(one[0] for one in found.values())
    known = any(count > 1 and is_called(name, "ask") for name, count in counts.items())
    sure = {at for at, one in found.items() if counts[one[0]] > 1 or is_known(one[0])} | in_office
    return {at: found[at] for at in sorted(sure)} if known else {}


def parted_at_full_stops(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `pieces` with a paragraph for each name in capitals with a full stop that opens a turn inside another."""
    found = []
    for piece in pieces:
        rest = piece
        while piece.form is PieceKind.TEXT and (cut := _first_inside(rest.text)):
            before, after = parted(rest.runs, cut)
            found.append(replace(rest, runs=before))
            rest = replace(rest, runs=after)
        found.append(rest)
    return found


def _first_inside(text: str) -> int:
    ends = (one.end() for one in _STOPPED_INSIDE.finditer(text))
    return next((at for at in ends if _stopped_label(text[at:])), 0)


def _stopped_label(text: str) -> tuple[str, str, int] | None:
    found = _STOPPED.match(text)
    words = found["name"].split() if found else []
    small = [word for word in words if not word.isupper()]
    if not found or small not in ([], words[:1]) or not (len(words) > 1 or is_known(found["name"])):
        return None
    return found["name"].casefold(), found["name"], found.end()


def labels_with_full_stops(pieces: Sequence[RawPiece]) -> dict[int, tuple[str, str, int]]:
    """Return the names in capitals that a full stop parts from a turn, where several speak and one comes back."""
    text = [(at, one.text) for at, one in enumerate(pieces) if one.form is PieceKind.TEXT and not one.boxed]
    found = {at: label for at, words in text if (label := _stopped_label(words))}
    counts = Counter(one[0] for one in found.values())
    return found if len(found) >= _FEWEST_STOPPED and 1 < len(counts) < len(found) else {}


def labels_with_dashes(pieces: Sequence[RawPiece]) -> dict[int, tuple[str, str, int]]:
    """Return the labels before a dash, where two names at least come back or one says of its speaker that they ask."""
    found = {at: label for at, piece in enumerate(pieces) if (label := dashed_label_of(piece))}
    counts = Counter(one[0] for one in with_full_names(found).values())
    often = {name for name, count in counts.items() if count > 1}
    for at, piece in enumerate(pieces):
        close = _CLOSE_DASH.match(piece.text) if at not in found and piece.form is PieceKind.TEXT else None
        if close and close["name"].casefold() in often:
            found[at] = (close["name"].casefold(), close[0].strip(), close.end())
    asked = len(often) > 1 or any(is_called(name, "ask") for name in often)
    return found if asked or answers_alone(pieces, found) else {}


def answers_alone(pieces: Sequence[RawPiece], labels: dict[int, tuple[str, str, int]]) -> bool:
    """Return whether one person, named elsewhere as well, has all labels, and half of what is above them asks."""
    names = {one[0] for one in labels.values()}
    above = [pieces[at - 1].text for at in labels if at and at - 1 not in labels]
    asks = sum(map(asks_at_end, above))
    if len(names) != 1 or len(above) < _FEWEST_ALONE or 2 * asks < len(above) or is_known(name := min(names)):
        return False
    named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    rest = (one[0] for at, piece in enumerate(pieces) if at not in labels for one in named.finditer(piece.text))
    return any(one[:1].isupper() or one > _EASTERN for one in rest)


def dashed_label_of(piece: RawPiece) -> tuple[str, str, int] | None:
    """Return the name before a dash with which a paragraph opens, as `label_of` returns that before a colon."""
    label = _DASHED.match(piece.text) if piece.form is PieceKind.TEXT and not piece.boxed else None
    named = label is not None and _looks_like_name(label["name"], piece)
    return (label["name"].casefold(), label[0].strip(), label.end()) if label and named else None


def with_other_shapes(
    pieces: Sequence[RawPiece], found: dict[int, tuple[str, str, int]]
) -> dict[int, tuple[str, str, int]]:
    """Return labels with those that a dash parts from a turn though a colon does elsewhere: `Mayor-` and `Mayor:`.

    A word for one who asks counts where another one does; names count where they come back.
    """
    often = Counter(one[0] for one in found.values())
    names = {name for name, count in often.items() if count > 1}
    asks = any(is_called(name, "ask") for name in names)
    more = {}
    for at, piece in enumerate(pieces):
        said = piece.form is PieceKind.TEXT and at not in found and not piece.boxed
        label = _CLOSE_DASH.match(piece.text) if said else None
        name = label["name"].casefold() if label else ""
        if label and (name in names or (asks and len(name) > 1 and is_called(name, "ask"))):
            more[at] = (name, label[0].strip(), label.end())
    return dict(sorted({**found, **more}.items()))


def with_returning_numbers(found: dict[int, tuple[str, str, int]]) -> dict[int, tuple[str, str, int]]:
    """Return labels with their numbers in the names where these tell speakers apart: `Speaker 1` and `Speaker 2`.

    A number that never comes back counts questions.
    """
    written = {at: one[1].strip(" :：[].").casefold() for at, one in found.items()}
    often = Counter(written.values())
    returning = {(one[0], written[at]) for at, one in found.items() if often[written[at]] > 1 and not is_known(one[0])}
    apart = Counter(name for name, _ in returning)
    return {at: (written[at] if apart[one[0]] > 1 else one[0], *one[1:]) for at, one in found.items()}


def with_bare_replies(
    pieces: Sequence[RawPiece], labels: dict[int, tuple[str, str, int]]
) -> dict[int, tuple[str, str, int]]:
    """Return labels with a letter `A` alone right below what is labelled `Q`, where this comes back."""
    asked = [at for at, one in labels.items() if one[0] == "q" and at + 1 < len(pieces) and at + 1 not in labels]
    below = {at + 1: found for at in asked if (found := _BARE.match(pieces[at + 1].text)) and found["name"] == "A"}
    if len(below) < _FEWEST_BARE:
        return labels
    return dict(sorted({**labels, **{at: ("a", "A", one.end()) for at, one in below.items()}}.items()))


def with_those_set_alike(
    pieces: Sequence[RawPiece], sure: dict[int, tuple[str, str, int]], found: dict[int, tuple[str, str, int]]
) -> dict[int, tuple[str, str, int]]:
    """Return the `sure` labels with those `found` that are set as all of them are, and apart from the words behind."""
    looks = {_look(pieces[at], one[1]) for at, one in sure.items()}
    if len(sure) < _FEWEST_MARKED or len(looks) > 1 or None in looks:
        return sure
    return {at: one for at, one in sorted(found.items()) if at in sure or _look(pieces[at], one[1]) in looks}


def _look(piece: RawPiece, label: str) -> Mark | None:
    """Return the mark by which a label is set apart from the words behind it, or None where nothing does."""
    before, rest = parted(piece.runs, len(piece.text) - len(piece.text.lstrip()) + len(label))
    marks, behind = ({run.mark for run in runs if any(map(str.isalnum, run.text))} for runs in (before, rest[:1]))
    apart = len(marks) == 1 and Mark.NONE not in marks and marks.isdisjoint(behind)
    return marks.pop() if apart else None


def is_placeholder(name: str) -> bool:
    """Return whether a label takes the place of a name that nobody gave, such as `Speaker 2` or `Person B`."""
    bare = re.sub(r"[\W\d_]+$|\s+(?:[^\W\d_]|[ivx]{1,3})\W*$", "", name.casefold())
    return bare in phrases("placeholder")


def with_full_names(found: dict[int, tuple[str, str, int]]) -> dict[int, tuple[str, str, int]]:
    """Return labels with the speaker under the fuller name that one other label gives.

    `Gray`, `GB` and `白` are `Gray Brooks` and `白睿文`; a word of our data with a slip, such as `jounrnalist`, is it.
    """
    names = {one[0] for one in found.values()}
    known = [one for one in phrases("ask") if len(one) >= _LONG_WORD]
    fuller: dict[str, str] = {}
    for name in names:
        words = set(name.split())
        longer = [one for one in names if words < set(one.split())]
        longer += [one for one in names if len(name) == 1 and name >= _EASTERN and one[1:] and one[0] == name]
        longer += [one for one in names if one != name and _initials(one) == name]
        meant = get_close_matches(name, known, 1, _ALIKE) if len(name) >= _LONG_WORD and not is_known(name) else []
        fuller |= {name: meant[0]} if meant else {}
        if len(longer) == 1 and not is_known(name) and name not in phrases("honorifics"):
            fuller[name] = longer[0]
    return {at: (fuller.get(one[0], one[0]), *one[1:]) for at, one in found.items()}


def _initials(name: str) -> str:
    return "".join(word[:1] for word in re.split(r"[\s-]+", name)) if " " in name else ""


def label_of(piece: RawPiece) -> tuple[str, str, int] | None:
    """Return the speaker of a piece that opens with a label, the label as written, and where the words begin."""
    if piece.form not in {PieceKind.TEXT, PieceKind.HEADING, PieceKind.ITEM, PieceKind.QUOTE} or piece.boxed:
        return None
    text = piece.text
    bare = _BARE.match(text)
    if bare and (bare["name"] == "Q" or ":" in bare[0] or "." in bare[0]):
        return bare["name"].casefold(), bare[0].strip(), bare.end()
    found = _LABEL.match(text)
    if not found or len(found["name"].split()) > _MOST_WORDS + 1:
        return None
    name = _NUMBERED.sub("", _ASIDE.sub("", found["name"])).strip(" .")
    if not name or not (
        is_known(name)
        or is_placeholder(name)
        or (piece.form is not PieceKind.HEADING and _looks_like_name(name, piece))
    ):
        return None
    rest = re.match(r"\s*", text[found.end() :])
    return name.casefold(), found[0].strip(), found.end() + (rest.end() if rest else 0)


def _looks_like_name(name: str, piece: RawPiece) -> bool:
    words = name.replace(",", " ").split()
    if not _SPEECH.search(piece.text, len(name)) and any(map(str.isdigit, piece.text[len(name) :])):
        return False
    if not 1 <= len(words) <= _MOST_WORDS or any(_DIGIT.search(word) and not word.isupper() for word in words):
        return False
    if name.casefold() in phrases("honorifics") or (
        len(words) <= _MOST_ALONE and not piece.text[len(name) + 3 :].strip()
    ):
        return True
    if name.upper() == name.lower():
        return len(name) <= _LONGEST_EASTERN
    first = next((run for run in piece.runs if run.text.strip()), Run(""))
    bold = bool(first.mark & (Mark.STRONG | Mark.EMPHASIS)) and len(first.text) < len(piece.text)
    capital = [word for word in words if word[:1].isupper() or word.isupper()]
    small = [word for word in words if word not in capital]
    particles = (*phrases("particle"), *phrases("label_word"))
    return (bool(capital) and all(word.casefold() in particles for word in small)) or (bold and bool(capital))


def is_capital(label: str) -> bool:
    """Return whether a label is a word or more in capitals."""
    letters = [char for char in label if char.isalpha()]
    return len(letters) > 2 and all(char.isupper() for char in letters)


def is_known(name: str) -> bool:
    """Return whether a name is a word for one who asks, answers or leads."""
    return any(is_called(name, kind) for kind in ("ask", "reply", "chair"))


def is_called(name: str, kind: str) -> bool:
    """Return whether a name is a word for the `kind` of speaker: `ask`, `reply`, `chair`."""
    bare = re.sub(r"^(?:the|le|la|el|der|die|das|il|lo|o|a)\s+", "", name.casefold())
    own = {"ask": "q", "reply": "a", "chair": ""}[kind]
    label = _LABELS.get(kind)
    return bare == own or bool({bare, name.casefold()} & _entries(kind)) or bool(label and label.match(bare))


@cache
def _entries(kind: str) -> frozenset[str]:
    return frozenset(one.casefold() for one in phrases(kind) if len(one) > 1 or not one.isascii())


def label_as_printed(label: str, texts: Sequence[str]) -> str:
    """Return the name that a label gives, or nothing; a full name in capitals as `texts` write it elsewhere.

    No letter's case is made up.
    """
    label = label.strip(f"{MARKS} ")
    bare = label.strip(" :：.").rstrip("0123456789 .")
    if is_placeholder(label.strip(" :：.[]")) or (bare != label.strip(" :：.") and not bare.isupper()):
        return ""
    if (len(bare) == 1 and bare.isalpha() and bare < _EASTERN) or is_called(bare, "ask") or is_called(bare, "reply"):
        return ""
    name = label.strip(" :：[]")
    if not name.isupper() or " " not in name:
        return name
    written = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return next((one[0] for text in texts for one in written.finditer(text) if not one[0].isupper()), name)
