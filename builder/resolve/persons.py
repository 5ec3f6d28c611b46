"""Persons by what the text itself says of them: "Chinese President Xi Jinping", "the Russian leader"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.model.grammar import straight
from builder.resolve.name_forms import NameKind
from builder.resolve.name_index import Lexicon, NameMatch

_WORD = re.compile(r"\w+(?:-\w+)*")
_PARTICLES = {"van", "von", "de", "da", "dos", "del", "di", "bin", "ibn", "ben", "al", "el", "der", "den", "ten", "la"}
_STATES = {NameKind.ADJECTIVE, NameKind.NAME, NameKind.SEAT, NameKind.PEOPLE, NameKind.ORGANISATION}
_GROUP_GAP = re.compile(r"(?:'s?)?\s?(?:\w{1,3}\s|\w'){0,2}$")
"""What may appear between a state and a role: "of the", "de la", a genitive s."""
_NAME_GAP = re.compile(r"(?:'s)?[\s,(–—]*(?:\w{1,3}'?\s)?$")
"""What may appear between a role and the name of its holder: a comma, an article."""
_NOUNS_ARE_CAPITALS = {"de", "lb"}
_FORMS_OF_ADDRESS = {
    "Mr", "Mrs", "Ms", "Dr", "Sir", "Lord", "Herr", "Frau", "M", "Mme", "Pan",
    "Pani", "Señor", "Señora", "Sr", "Sra", "Signor", "Signora", "Dhr", "Mevr",
}  # fmt: skip
_LONGEST_GAP = 10
_SHORTEST_SHARED = 4
_LONGEST_ENDING = 3
_QUOTES = "\"'“”„«»‚‘([¿¡-–— "


class Name(Struct, frozen=True):
    """Words with capitals in a row that no actor's form covers."""

    text: str
    start: int
    end: int
    first: bool
    """Whether it begins its sentence, where every word has a capital."""


class Office(Struct, frozen=True):
    """A state and a role in a row: "the Russian leader", "president of Belarus"."""

    key: str
    start: int
    end: int
    leads: bool
    """Whether the role is a leader's, not an official's."""
    text: str


class OfficeHolder(Struct, frozen=True):
    """A name that a sentence gives to the holder of an office."""

    name: str
    key: str
    leads: bool
    evidence: str


class SentenceNames(Struct, frozen=True):
    """What one sentence names."""

    text: str
    namings: tuple[NameMatch, ...]
    offices: tuple[Office, ...]
    names: tuple[Name, ...]


class People(Struct, frozen=True):
    """The persons of a document."""

    ties: tuple[OfficeHolder, ...]
    names: tuple[str, ...]
    """Every name as it is in the text, in order, repeats included."""
    common: frozenset[str] = frozenset()
    """The words that the text writes with a small first letter too: with a capital they are not names."""

    def tie_of(self, name: str) -> OfficeHolder | None:
        """Return the office that the text gives to `name`, or to a longer or shorter form of it."""
        for lead in (True, False):
            for tie in self.ties:
                if tie.leads is lead and same_person(tie.name, name):
                    return tie
        return None

    def full_name(self, name: str) -> str:
        """Return the longest form of `name` that is in the text."""
        forms = [
            one for one in dict.fromkeys(self.names) if len(one.split()) >= len(name.split()) and same_person(one, name)
        ]
        return max(forms, key=lambda one: (len(one.split()), -len(one)), default=name)


def same_person(one: str, other: str) -> bool:
    """Return whether one name is the other or a part of it, whatever its endings."""
    short, long = sorted((one.split(), other.split()), key=len)
    return all(any(_alike(word, each) for each in long) for word in short)


def _alike(one: str, other: str) -> bool:
    """Return whether two words are one name: the same, or the same but for the ending of a case."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    shared = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= _SHORTEST_SHARED and shared >= len(short) - 1 and len(long) - shared <= _LONGEST_ENDING


def said_in(text: str, lexicon: Lexicon) -> SentenceNames:
    """Return what the sentence `text` names."""
    text = straight(text).replace("\u00a0", " ")
    namings = lexicon.names_in(text)
    past = lexicon.grammar.found("former", text)
    roles, officials = (
        [span for span in lexicon.grammar.found(key, text) if not _is_past(text, span, past)]
        for key in ("roles", "officials")
    )
    offices = _offices(text, namings, roles, officials)
    covered = [(one.start, one.end) for one in namings if one.kind is not NameKind.PERSON]
    names = _names(text, [*covered, *roles, *officials])
    return SentenceNames(text, namings, offices, names)


def _is_past(text: str, span: tuple[int, int], past: _Spans) -> bool:
    """Return whether a role is one that somebody no longer holds, or a deputy's: "the former president", "vice-"."""
    start, end = span
    near = [(left, right) for left, right in past if left - end < _LONGEST_GAP and start - right < 2 * _LONGEST_GAP]
    before = any(right <= start and "," not in text[right:start] for _, right in near)
    behind = any(left >= end and not text[end:left].strip() for left, _ in near)
    return before or behind or text[:start].endswith("-")


def people_of(sentences: Iterable[SentenceNames], lexicon: Lexicon) -> People:
    """Return who holds which office in `sentences`."""
    every = tuple(sentences)
    inside = {
        word
        for said in every
        for name in said.names
        if not name.first or " " in name.text
        for word in name.text.split()
    }
    ties: list[OfficeHolder] = []
    names: list[str] = []
    for said in every:
        real = [name for name in said.names if not name.first or set(name.text.split()) <= inside or " " in name.text]
        ties += [tie for office in said.offices for name in real for tie in _tie(said.text, office, name)]
        nouns = lexicon.grammar.lang in _NOUNS_ARE_CAPITALS
        names += [name.text for name in real if " " in name.text or not nouns]
    common = frozenset(word for said in every for word in _WORD.findall(said.text) if word[:1].islower())
    sound = tuple(cut for tie in ties if (cut := _without_common(tie, common)))
    return People(sound, (*names, *(tie.name for tie in sound)), common)


def _without_common(tie: OfficeHolder, common: frozenset[str]) -> OfficeHolder | None:
    """Return `tie` with the name alone: without `But` or `Mr` before it; None if nothing remains."""
    words = tie.name.split()
    while words and (words[0].lower() in common or words[0] in _FORMS_OF_ADDRESS):
        words = words[1:]
    return OfficeHolder(" ".join(words), tie.key, tie.leads, tie.evidence) if words else None


def _tie(text: str, office: Office, name: Name) -> list[OfficeHolder]:
    after = text[office.end : name.start] if name.start >= office.end else None
    before = text[name.end : office.start] if office.start >= name.end else None
    if (after is not None and len(after) <= 4 and _NAME_GAP.match(after)) or (
        before is not None and before[:1] in ",(–—" and len(before) <= 8 and _NAME_GAP.match(before)
    ):
        evidence = text[min(office.start, name.start) : max(office.end, name.end)]
        return [OfficeHolder(name.text, office.key, office.leads, evidence)]
    return []


_Spans = list[tuple[int, int]]
"""First character, and the one behind the last, of words in a text."""


def _offices(text: str, namings: tuple[NameMatch, ...], roles: _Spans, officials: _Spans) -> tuple[Office, ...]:
    found: list[Office] = []
    held = [(*span, True) for span in roles]
    taken = [range(start, end) for start, end in roles]
    for start, end in officials:
        if not any(start in one or end - 1 in one for one in taken):
            held.append((start, end, False))
    for start, end, leads in sorted(held):
        near: list[tuple[int, NameMatch]] = []
        for one in (naming for naming in namings if naming.kind in _STATES):
            gap = text[one.end : start] if one.end <= start else text[end : one.start]
            if len(gap) <= _LONGEST_GAP and _GROUP_GAP.match(gap):
                near.append((len(gap), one))
        if near:
            state = min(near, key=lambda pair: pair[0])[1]
            left, right = min(start, state.start), max(end, state.end)
            found.append(Office(state.key, left, right, leads, text[left:right]))
    return tuple(found)


def _names(text: str, covered: _Spans) -> tuple[Name, ...]:
    """Return the names in `text` outside the spans that are `covered` by what is known."""
    found: list[Name] = []
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        fits = _is_name_word(word, covered)
        joined = run and text[run[-1].end() : word.start()] == " "
        if joined and (fits or word[0] in _PARTICLES):
            run.append(word)
            continue
        if run:
            found.append(_name_of_run(run, text))
        run = [word] if fits else []
    if run:
        found.append(_name_of_run(run, text))
    return tuple(found)


def _is_name_word(word: re.Match[str], covered: _Spans) -> bool:
    said = word[0]
    if not said[0].isupper() or len(said) == 1:
        return False
    hidden = any(start < word.end() and word.start() < end for start, end in covered)
    return not hidden and any(char.islower() for char in said)


def _name_of_run(run: list[re.Match[str]], text: str) -> Name:
    """Return the name that `run` makes, which begins with a word of a name."""
    while run[-1][0] in _PARTICLES:
        run = run[:-1]
    start, end = run[0].start(), run[-1].end()
    first = not text[:start].strip(_QUOTES) or text[:start].rstrip().endswith((".", "!", "?", ":"))
    return Name(text[start:end], start, end, first)
