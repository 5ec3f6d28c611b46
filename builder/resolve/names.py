"""Find who is named in a text: longest form first, whole words, case as written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.brief import Actor
from builder.resolve.forms import Form, Forms, Kind, Known, forms_for
from builder.resolve.grammar import Grammar, grammar_for, language_of, straight

_WORD = re.compile(r"\w+")
_UNSPACED = {"ja", "zh", "th", "lo", "km", "my"}
"""Languages that write no space between words: there a form counts wherever it stands."""

_PREFIXES = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال)?|^(?:[وف])?لل")
_SHORTEST_AFTER_PREFIX = 2
_SHORTEST_SURNAME = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a text names an actor."""

    start: int
    end: int
    key: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Whom the texts of one document can name, and by which words."""

    grammar: Grammar
    known: Mapping[str, Known]
    declared: Mapping[str, str]
    """The id of the declared actor that stands for a key of the data."""
    words: Mapping[str, tuple[Form, ...]]
    """Forms by their first word, the longest first."""
    stems: Mapping[str, tuple[Form, ...]]
    """Stems by themselves."""
    lengths: tuple[int, ...]
    """The lengths of stems, the longest first."""
    anywhere: re.Pattern[str] | None
    """All forms as one pattern, for languages without spaces."""
    whole: Mapping[str, Form]

    def names_in(self, text: str) -> tuple[Naming, ...]:
        """Return every naming in `text`, in order; none overlap."""
        text = straight(text).replace("\u00a0", " ")
        if self.anywhere:
            hits = self.anywhere.finditer(text)
            return tuple(self._naming(self.whole[hit[0]], hit.start(), hit.end(), text) for hit in hits)
        found: list[Naming] = []
        at = 0
        for word in _WORD.finditer(text):
            if word.start() < at:
                continue
            naming = self._at(word, text)
            if naming:
                at = naming.end
                found.append(naming)
        return tuple(one for one in found if one.kind is not Kind.NOBODY)

    def _naming(self, form: Form, start: int, end: int, text: str) -> Naming:
        return Naming(start, end, self.declared.get(form.key, form.key), form.kind, text[start:end])

    def _at(self, word: re.Match[str], text: str) -> Naming | None:
        """Return the longest naming that begins at `word`."""
        best: tuple[int, Form] | None = None
        first = word[0][0].isupper() and _begins_sentence(text, word.start())
        for variant in _variants(word[0], self.grammar.lang, first=first):
            for form in self.words.get(variant, ()):
                end = word.end() + len(form.text) - len(variant)
                if text.startswith(form.text[len(variant) :], word.end()) and _is_edge(text, end):
                    best = _longer(best, end, form)
            for length in self.lengths:
                for form in self.stems.get(variant[:length], ()) if len(variant) >= length else ():
                    if len(variant) - length <= form.endings:
                        best = _longer(best, word.end(), form)
        return self._naming(best[1], word.start(), best[0], text) if best else None


def _longer(best: tuple[int, Form] | None, end: int, form: Form) -> tuple[int, Form]:
    """Return the longer match; a whole form goes before a stem of the same length, a longer stem before a shorter."""
    if best is None:
        return end, form
    old = (best[0], not best[1].stem, len(best[1].text))
    return (end, form) if (end, not form.stem, len(form.text)) > old else best


def _is_edge(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() and text[at - 1].isalnum())


def _begins_sentence(text: str, at: int) -> bool:
    return not text[:at].strip("\"'“”„«»‚‘([¿¡- ") or text[:at].rstrip().endswith((".", "?", "!", ":"))


def _variants(word: str, lang: str, *, first: bool) -> list[str]:
    """Return `word` as forms may hold it: lower case where it begins a sentence, without what is joined in front."""
    found = [word]
    if first:
        found.append(word[0].lower() + word[1:])
    if lang == "ar":
        found += [word[match:] for match in _cuts(word)]
        if re.match(r"[وف]?لل", word):
            found.append("ال" + re.sub(r"^[وف]?لل", "", word))
    return found


def _cuts(word: str) -> list[int]:
    match = _PREFIXES.match(word)
    end = match.end() if match else 0
    return [cut for cut in range(1, end + 1) if len(word) - cut >= _SHORTEST_AFTER_PREFIX]


def lexicon_for(lang: str, actors: tuple[Actor, ...], media: Mapping[str, bytes]) -> Lexicon:
    """Return the lexicon of a document in `lang` that declares `actors`; theirs go before those of the data."""
    forms, grammar = forms_for(lang, media), grammar_for(lang, media)
    declared = _declared(actors, forms)
    mine = _forms_of(actors)
    nobody = [Form(straight(text), "", Kind.NOBODY) for text in grammar.lists.get("no_actors", ())]
    taken = {form.text for form in mine}
    every = (*mine, *nobody, *(form for form in forms.forms if form.text not in taken))
    words, stems = _indexed(every)
    anywhere = None
    if language_of(lang) in _UNSPACED:
        told = sorted({form.text for form in every}, key=lambda text: (-len(text), text))
        anywhere = re.compile("|".join(map(re.escape, told)))
    return Lexicon(
        grammar,
        forms.known,
        declared,
        words,
        stems,
        tuple(sorted({len(stem) for stem in stems}, reverse=True)),
        anywhere,
        {form.text: form for form in reversed(every)} if anywhere else {},
    )


@lru_cache(maxsize=8)
def _indexed(forms: tuple[Form, ...]) -> tuple[Mapping[str, tuple[Form, ...]], Mapping[str, tuple[Form, ...]]]:
    words: dict[str, list[Form]] = defaultdict(list)
    stems: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        if form.stem:
            stems[form.text].append(form)
            continue
        first = _WORD.search(form.text)
        if first and first.start() == 0:
            words[first[0]].append(form)
    return (
        {word: tuple(sorted(found, key=lambda form: -len(form.text))) for word, found in words.items()},
        {stem: tuple(found) for stem, found in stems.items()},
    )


def _declared(actors: tuple[Actor, ...], forms: Forms) -> dict[str, str]:
    """Return which declared actor stands for a key of the data: by its name, else the only one with its flag."""
    by_text = {form.text: form.key for form in reversed(forms.forms) if not form.stem and form.kind is not Kind.SEAT}
    found: dict[str, str] = {}
    for actor in actors:
        key = by_text.get(straight(actor.name))
        if key:
            found.setdefault(key, actor.id)
    flagged: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        flagged[actor.flag].append(actor.id)
    for flag, ids in flagged.items():
        if flag in forms.known and flag not in found and len(ids) == 1:
            found[flag] = ids[0]
    return found


def _forms_of(actors: tuple[Actor, ...]) -> tuple[Form, ...]:
    """Return the forms of declared actors: name, aliases, leader, and the leader's surname where only one bears it."""
    surnames: dict[str, list[Form]] = defaultdict(list)
    found: list[Form] = []
    for actor in actors:
        found.append(Form(straight(actor.name), actor.id, Kind.NAME))
        found += [Form(straight(alias), actor.id, _kind_of(alias)) for alias in actor.aliases]
        if actor.leader:
            found.append(Form(straight(actor.leader), actor.id, Kind.PERSON))
            parts = actor.leader.split()
            for part in dict.fromkeys((parts[0], parts[-1])) if len(parts) > 1 else ():
                surnames[straight(part)].append(Form(straight(part), actor.id, Kind.PERSON))
    taken = {form.text for form in found}
    alone = [forms[0] for text, forms in surnames.items() if len(forms) == 1 and text not in taken]
    return (*found, *(form for form in alone if len(form.text) >= _SHORTEST_SURNAME and form.text[0].isupper()))


def _kind_of(alias: str) -> Kind:
    return Kind.ADJECTIVE if alias[:1].islower() else Kind.NAME
