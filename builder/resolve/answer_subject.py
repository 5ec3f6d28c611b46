"""Whom an answer is about, where its author did not say: a guess with its evidence and confidence."""

import re
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from builder.model.grammar import Grammar
from builder.model.ideographs import ideographs_in
from builder.resolve.calendars import time_words
from builder.resolve.name_forms import NameKind
from builder.resolve.name_index import Lexicon, NameMatch
from builder.resolve.persons import Name, Office, People, SentenceNames, same_person

_WEIGHT: Mapping[NameKind, float] = {
    NameKind.NAME: 3,
    NameKind.PERSON: 3,
    NameKind.ORGANISATION: 3,
    NameKind.SEAT: 2.6,
    NameKind.PEOPLE: 2.4,
    NameKind.ADJECTIVE: 2,
}
_OFFICE = 1.2
"""What an adjective gains by a role after it: "the Belarusian leader" is nearly a name."""
_BEHIND_PREPOSITION = -1.5
_OWNING = 0.5
"""How much of that counts for an owner: "in Microsoft's update"."""

_EACH_LATER = -0.6
_ANSWER_SHARE = 1.5
_OFTEN = 3
"""Sentences that must name an actor for the answer to be about it where the question names nobody."""
_FIRM = 2.0
"""A question's naming counts without the answer's help from this weight on."""

_SHORTEST_TITLE_WORD = 3
_FEWEST_TITLE_WORDS = 3
_OWNS = re.compile(r"'s\b|'(?=\s|$)")
_EASTERN = "\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3·"
_AND = re.compile(r"\s*(?:,|&|and|und|et|y|e|i|oraz|a|і|й|та|و|en|og|och|és|и|και)\s+$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:\b(?:the|der|die|das|dem|den|des|la|le|les|el|los|las|il|lo|gli|de|het)\s+|l'|ال)$", re.IGNORECASE
)
_SUBJECTS_BY_CASE = {"de", "lb"}
_GENITIVE = re.compile(r"(?:\b(?:of|de|du|des|del|von|vom|di|do|da|van)|\bd')$", re.IGNORECASE)
_SURE: Mapping[NameKind, float] = {
    NameKind.NAME: 0.85,
    NameKind.PERSON: 0.85,
    NameKind.ORGANISATION: 0.85,
    NameKind.SEAT: 0.75,
    NameKind.PEOPLE: 0.65,
    NameKind.ADJECTIVE: 0.6,
}
_JOINED_PREPOSITION = re.compile(r"[وف]?(?:لل|[لبك](?=ال))")
_SURER_BY_OFFICE = 0.25
_LESS_SURE_BEHIND_PREPOSITION = -0.25
_SURER_BY_ANSWER = 0.1


class SubjectGuess(Struct, frozen=True):
    """Whom an answer is about, as far as the words tell."""

    keys: tuple[str, ...]
    """Keys of known actors, the main one first; empty where `name` is given."""
    evidence: str
    """The words that decided, in a sentence for the reviewer."""
    confidence: float
    """From 0 to 1."""
    name: str = ""
    """An actor that the data does not know, by its name in the text."""
    leader: str = ""
    asked: bool = True
    """Whether the question itself names the actor."""


def guess(
    question: SentenceNames, answer: tuple[SentenceNames, ...], people: People, lexicon: Lexicon
) -> SubjectGuess | None:
    """Return whom a question and its answer are about, or None for nobody."""
    named = _named_in_question(question, answer, people, lexicon.grammar)
    if named:
        return named
    strangers = _strangers(question, answer, people, lexicon.grammar)
    return (
        _person(strangers, answer, people)
        or _office_in(answer)
        or _stranger(strangers, question, answer, people, lexicon.grammar.lang)
        or _institution(question, lexicon.grammar)
        or _subject_of(answer, lexicon.grammar)
    )


def _named_in_question(
    question: SentenceNames, answer: tuple[SentenceNames, ...], people: People, grammar: Grammar
) -> SubjectGuess | None:
    shares = _shares(answer)
    weights: dict[str, float] = {}
    first: dict[str, NameMatch] = {}
    sure: dict[str, float] = {}
    behind, end = False, 0
    for order, one in enumerate(question.namings):
        office = any(each.start <= one.start and one.end <= each.end for each in question.offices)
        joined = behind and _AND.fullmatch(question.text[end : one.start])
        if _is_part_of_name(one, question, grammar):
            continue
        body = one.kind is NameKind.ADJECTIVE and re.match(r"\s+[A-ZÀ-Þ]", question.text[one.end :]) is not None
        behind = bool(joined or behind_preposition(question.text, one.start, grammar)) and not (office or body)
        end = one.end
        share = shares.get(one.key, 0)
        weight = _WEIGHT[one.kind] + _OFFICE * office + _EACH_LATER * order + _ANSWER_SHARE * share
        owns = question.text.startswith("'s", one.end)
        weight += _BEHIND_PREPOSITION * behind * (_OWNING if owns else 1)
        if weight > weights.get(one.key, 0):
            weights[one.key] = weight
            sure[one.key] = _SURE[one.kind] + _SURER_BY_OFFICE * office + _SURER_BY_ANSWER * share
            sure[one.key] += _LESS_SURE_BEHIND_PREPOSITION * behind
        first.setdefault(one.key, one)
    strangers = _strangers(question, answer, people, grammar)
    if not weights or (max(weights.values()) < _FIRM and _person(strangers, answer, people)):
        return None
    main = max(weights, key=lambda key: (weights[key], -first[key].start))
    if weights[main] < _FIRM:
        return None
    keys = (main, *_joined_actors(question.text, first[main], question.namings))
    evidence = f"the question names “{first[main].text}”"
    confidence = round(min(0.95, sure[main]), 2)
    return SubjectGuess(keys, evidence, confidence, leader=_leader(main, question, answer, people))


def _is_part_of_name(one: NameMatch, question: SentenceNames, grammar: Grammar) -> bool:
    """Return whether the name of a state begins that of a firm or a paper: `Norway Airlines`."""
    nouns = grammar.lang in _SUBJECTS_BY_CASE or _is_title_case(question.text)
    office = any(each.start <= one.start and one.end <= each.end for each in question.offices)
    joined = any(other.start == one.end + 1 for other in question.namings)
    return one.kind is NameKind.NAME and not (nouns or office or joined) and _goes_on(question.text, one.end)


def _goes_on(text: str, end: int) -> bool:
    """Return whether a name goes on behind `end` with another capital word: `Norway Airlines`, `Senate Committees`."""
    return re.match(r"\s+[A-ZÀ-Þ][a-zß-ÿ]", text[end:]) is not None


def _joined_actors(text: str, main: NameMatch, namings: tuple[NameMatch, ...]) -> tuple[str, ...]:
    """Return whom the question joins to `main` by "and" or a comma: an answer may be about several."""
    found: list[str] = []
    end = main.end
    for one in namings:
        if one.start >= end and one.kind is main.kind and _AND.fullmatch(text[end : one.start]):
            if one.key not in (main.key, *found):
                found.append(one.key)
            end = one.end
    return tuple(found)


def _shares(answer: tuple[SentenceNames, ...]) -> dict[str, float]:
    """Return for each actor the share of the answer's sentences that name it."""
    counts = Counter(key for said in answer for key in {one.key for one in said.namings})
    return {key: count / len(answer) for key, count in counts.items()}


def behind_preposition(text: str, at: int, grammar: Grammar) -> bool:
    """Return whether a preposition, with or without an article, is before `at`; a genitive's does not count."""
    if grammar.lang == "ar" and _JOINED_PREPOSITION.match(text, at):
        return True
    before = _ARTICLE.sub("", text[:at]).rstrip()
    return not _GENITIVE.search(before) and grammar.ends("prepositions", before)


def _strangers(
    question: SentenceNames, answer: tuple[SentenceNames, ...], people: People, grammar: Grammar
) -> tuple[Name, ...]:
    """Return the names in a question that no data knows, as far as capitals tell names.

    They tell nothing in a question in title case, of a word that the text also writes small, nor of a German noun.
    """
    if _is_title_case(question.text):
        return ()
    every = tuple(one for one in question.names if not all(word.lower() in people.common for word in one.text.split()))
    names = tuple(name for name in every if not name.first)
    if grammar.lang in _SUBJECTS_BY_CASE:
        return tuple(name for name in names if grammar.ends("auxiliaries", question.text[: name.start].rstrip()))
    if names:
        return names
    named = {word for said in answer for name in said.names if not name.first for word in name.text.split()}
    return tuple(name for name in every if set(name.text.split()) <= named)


def _is_title_case(text: str) -> bool:
    """Return whether nearly all longer words of a text have capitals, as in headings of English."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _SHORTEST_TITLE_WORD]
    return len(words) > _FEWEST_TITLE_WORDS and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _person(strangers: tuple[Name, ...], answer: tuple[SentenceNames, ...], people: People) -> SubjectGuess | None:
    """Return the state of a person that the question names: by an office that the text gives them."""
    for name in strangers:
        tie = people.tie_of(name.text)
        if tie:
            leader = _as_leader(name.text, answer, people) if tie.leads else ""
            return SubjectGuess((tie.key,), f"the text says “{tie.evidence}”", 0.9, leader=leader)
    for name in strangers:
        office = _free_office(answer, people)
        if office:
            evidence = f"the question names “{name.text}”, the answer says “{office.text}”"
            leader = _as_leader(name.text, answer, people) if office.leads else ""
            return SubjectGuess((office.key,), evidence, 0.8, leader=leader)
    return None


def _free_office(answer: tuple[SentenceNames, ...], people: People) -> Office | None:
    """Return the first office in an answer's first sentences that no other person is said to hold there."""
    for said in answer[:3]:
        for office in said.offices:
            held = any(tie.key == office.key and office.text in tie.evidence for tie in people.ties)
            if not held:
                return office
    return None


def _office_in(answer: tuple[SentenceNames, ...]) -> SubjectGuess | None:
    """Return the state whose leader the answer begins with, where the question names nobody."""
    for said in answer[:2]:
        for office in said.offices:
            if office.leads and office.start <= len(said.text) // 2:
                return SubjectGuess((office.key,), f"the answer says “{office.text}”", 0.6, asked=False)
    return None


def _leader(key: str, question: SentenceNames, answer: tuple[SentenceNames, ...], people: People) -> str:
    """Return the leader of `key` whom the text gives this office in so many words, by the full name, or nothing."""
    for tie in people.ties:
        if tie.key == key and tie.leads:
            name = _as_leader(tie.name, (), people)
            if name:
                return name
    return _leader_by_question(key, question, answer, people)


def _as_leader(name: str, answer: tuple[SentenceNames, ...], people: People) -> str:
    """Return the full name of a person; a single word only where a sentence of `answer` begins with it.

    Anywhere else it may be the case of another name, as in "What about Ameryką?".
    """
    full = people.full_name(name)
    begins = any(one.text == full and one.start == 0 for said in answer for one in said.names)
    eastern = 2 <= len(full) <= 8 and len(ideographs_in(full, _EASTERN)) == len(full)
    return full if " " in full or begins or eastern else ""


def _leader_by_question(key: str, question: SentenceNames, answer: tuple[SentenceNames, ...], people: People) -> str:
    """Return whom the answer begins with and names again, where the question asks about the leader of `key`."""
    if not any(office.leads and office.key == key for office in question.offices) or not answer:
        return ""
    subject = next((name for name in answer[0].names if name.start == 0), None)
    if subject is None or people.tie_of(subject.text) or " " not in subject.text:
        return ""
    again = [one for one in people.names if same_person(one, subject.text)]
    return subject.text if len(again) > 1 else ""


def _stranger(
    strangers: tuple[Name, ...], question: SentenceNames, answer: tuple[SentenceNames, ...], people: People, lang: str
) -> SubjectGuess | None:
    """Return a name of one word that owns something in the question and that the answer takes up: `Acme's update`.

    A name of several words is mostly a person's, as is one that the text has a longer form of; who is named in a
    question is rarely whom the answer is about.
    """
    owning = (name.text for name in strangers if _OWNS.match(question.text, name.end))
    for name in dict.fromkeys(owning):
        taken_up = any(same_person(one.text, name) for said in answer for one in said.names)
        alone = " " not in name and people.full_name(name) == name
        if taken_up and alone and name.casefold() not in time_words(lang):
            return SubjectGuess((), f"the question names “{name}”", 0.5, name=name)
    return None


def _institution(question: SentenceNames, grammar: Grammar) -> SubjectGuess | None:
    """Return the body that a question asks about, such as a senate, under the name that the question gives it."""
    for start, end in grammar.found("institutions", question.text):
        text = question.text[start:end]
        inside = _GENITIVE.search(question.text[:start].rstrip()) or _goes_on(question.text, end)
        if text[:1].isupper() and not inside and not behind_preposition(question.text, start, grammar):
            return SubjectGuess((), f"the question names “{text}”", 0.45, name=text)
    return None


def _subject_of(answer: tuple[SentenceNames, ...], grammar: Grammar) -> SubjectGuess | None:
    """Return the actor that an answer begins with and names in at least half of its sentences."""
    if not answer:
        return None
    shares = _shares(answer)
    for one in answer[0].namings:
        rivals = [key for key, share in shares.items() if key != one.key and share >= shares[one.key]]
        early = one.start <= len(answer[0].text) // 2
        often = shares[one.key] * len(answer) >= _OFTEN
        if (
            early
            and often
            and shares[one.key] >= 0.5
            and not rivals
            and one.kind not in {NameKind.PEOPLE, NameKind.ADJECTIVE}
        ):
            if behind_preposition(answer[0].text, one.start, grammar):
                continue
            return SubjectGuess((one.key,), f"the answer begins with “{one.text}”", 0.45, asked=False)
    return None
