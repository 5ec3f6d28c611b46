"""Find who is named in a text: longest form first, whole words, case as written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from builder.model.brief import Actor
from builder.model.grammar import Grammar, grammar_for, language_of, straight
from builder.resolve.name_forms import KnownNames, NameForm, NameForms, NameKind, forms_for

_WORD = re.compile(r"\w+")
_UNSPACED = {"ja", "zh", "th", "lo", "km", "my"}
"""Languages that write no space between words: there a form counts wherever it is."""

_PREFIXES = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال)?|^(?:[وف])?لل")
_SHORTEST_AFTER_PREFIX = 2
_SHORTEST_SURNAME = 2


class NameMatch(Struct, frozen=True):
    """A place where a text names an actor."""

    start: int
    end: int
    key: str
    kind: NameKind
    text: str


class FormIndex(Struct, frozen=True):
    """Forms by how they begin."""

    words: Mapping[str, tuple[NameForm, ...]]
    """Forms by their first word, the longest first."""
    stems: Mapping[str, tuple[NameForm, ...]]
    """Stems by themselves."""
    lengths: tuple[int, ...]
    """The lengths of stems, the longest first."""
    begun: frozenset[str]
    """What stems begin with: as many characters as the shortest has."""

    def begins(self, word: str) -> bool:
        """Return whether a form may begin with `word`, or a stem as it does."""
        return word in self.words or (bool(self.lengths) and word[: self.lengths[-1]] in self.begun)

    def with_forms(self, mine: tuple[NameForm, ...]) -> FormIndex:
        """Return the index with whole forms that go before its own, and instead of those of the same text."""
        texts = {form.text for form in mine}
        words = dict(self.words)
        for first, forms in _by_first_word(mine).items():
            kept = (form for form in words.get(first, ()) if form.kind is NameKind.NOBODY or form.text not in texts)
            words[first] = _longest_first((*forms, *kept))
        stems = {stem: forms for stem, forms in self.stems.items() if stem not in texts}
        return FormIndex(words, stems, self.lengths, self.begun)


class Lexicon(Struct, frozen=True):
    """Whom the texts of one document can name, and by which words."""

    grammar: Grammar
    known: Mapping[str, KnownNames]
    by_id: Mapping[str, str]
    """The key of an actor of the data by the id that a briefing would give it."""
    declared: Mapping[str, str]
    """The id of the declared actor that stands for a key of the data."""
    index: FormIndex
    anywhere: re.Pattern[str] | None
    """All forms as one pattern, for languages without spaces."""
    whole: Mapping[str, NameForm]

    def names_in(self, text: str) -> tuple[NameMatch, ...]:
        """Return every naming in `text`, in order; none overlap."""
        text = straight(text).replace("\u00a0", " ")
        if self.anywhere:
            hits = self.anywhere.finditer(text)
            return tuple(self._naming(self.whole[hit[0]], hit.start(), hit.end(), text) for hit in hits)
        found: list[NameMatch] = []
        at = 0
        for word in _WORD.finditer(text):
            if word.start() < at or (word[0].islower() and not self.index.begins(word[0])):
                continue
            naming = self._at(word, text)
            if naming:
                at = naming.end
                found.append(naming)
        return tuple(one for one in found if one.kind is not NameKind.NOBODY)

    def _naming(self, form: NameForm, start: int, end: int, text: str) -> NameMatch:
        return NameMatch(start, end, self.declared.get(form.key, form.key), form.kind, text[start:end])

    def _at(self, word: re.Match[str], text: str) -> NameMatch | None:
        """Return the longest naming that begins at `word`."""
        best: tuple[int, NameForm] | None = None
        for variant in self._variants(word, text):
            for form in self.index.words.get(variant, ()):
                end = word.end() + len(form.text) - len(variant)
                if text.startswith(form.text[len(variant) :], word.end()) and _is_edge(text, end):
                    best = _longer(best, end, form)
            for length in self.index.lengths:
                for form in self.index.stems.get(variant[:length], ()) if len(variant) >= length else ():
                    if len(variant) - length <= form.endings:
                        best = _longer(best, word.end(), form)
        return self._naming(best[1], word.start(), best[0], text) if best else None

    def _variants(self, word: re.Match[str], text: str) -> list[str]:
        """Return `word` as forms may hold it: lower case where it begins a sentence, without what is joined in front.

        Words with which no form begins are nearly all words of a text, and are left out.
        """
        said, begins = word[0], self.index.begins
        found = [said] if begins(said) else []
        if said[0].isupper():
            small = said[0].lower() + said[1:]
            if begins(small) and _begins_sentence(text, word.start()):
                found.append(small)
        if self.grammar.lang == "ar":
            found += filter(begins, _unjoined(said))
        return found


def _longer(best: tuple[int, NameForm] | None, end: int, form: NameForm) -> tuple[int, NameForm]:
    """Return the longer match; a whole form goes before a stem of the same length, a longer stem before a shorter."""
    if best is None:
        return end, form
    old = (best[0], not best[1].stem, len(best[1].text))
    return (end, form) if (end, not form.stem, len(form.text)) > old else best


def _is_edge(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() and text[at - 1].isalnum())


def _begins_sentence(text: str, at: int) -> bool:
    return not text[:at].strip("\"'“”„«»‚‘([¿¡- ") or text[:at].rstrip().endswith((".", "?", "!", ":"))


def _unjoined(word: str) -> list[str]:
    """Return `word` without what Arabic may join in front of it."""
    found = [word[cut:] for cut in _cuts(word)]
    if re.match(r"[وف]?لل", word):
        found.append("ال" + re.sub(r"^[وف]?لل", "", word))
    return found


def _cuts(word: str) -> list[int]:
    match = _PREFIXES.match(word)
    end = match.end() if match else 0
    return [cut for cut in range(1, end + 1) if len(word) - cut >= _SHORTEST_AFTER_PREFIX]


def lexicon_for(lang: str, actors: tuple[Actor, ...], assets: Mapping[str, bytes]) -> Lexicon:
    """Return the lexicon of a document in `lang` that declares `actors`; theirs go before those of the data."""
    forms, grammar = forms_for(lang, assets), grammar_for(lang, assets)
    nobody = grammar.lists.get("no_actors", ())
    mine = _forms_of(actors)
    index = _index_of(forms, nobody).with_forms(mine)
    anywhere, whole = None, dict[str, NameForm]()
    if language_of(lang) in _UNSPACED:
        whole = {form.text: form for form in reversed((*mine, *_forms_of_nobody(nobody), *forms.forms))}
        anywhere = re.compile("|".join(map(re.escape, sorted(whole, key=lambda text: (-len(text), text)))))
    return Lexicon(grammar, forms.known, forms.by_id, _declared(actors, forms), index, anywhere, whole)


@lru_cache(maxsize=16)
def _index_of(forms: NameForms, nobody: tuple[str, ...]) -> FormIndex:
    """Return the index of a language, which all its briefings share."""
    stems: dict[str, list[NameForm]] = defaultdict(list)
    for form in (form for form in forms.forms if form.stem):
        stems[form.text].append(form)
    whole = (*_forms_of_nobody(nobody), *(form for form in forms.forms if not form.stem))
    lengths = tuple(sorted({len(stem) for stem in stems}, reverse=True))
    return FormIndex(
        {first: _longest_first(found) for first, found in _by_first_word(whole).items()},
        {stem: tuple(found) for stem, found in stems.items()},
        lengths,
        frozenset(stem[: lengths[-1]] for stem in stems),
    )


def _by_first_word(forms: Iterable[NameForm]) -> Mapping[str, list[NameForm]]:
    """Return the forms that begin with a word by that word."""
    found: dict[str, list[NameForm]] = defaultdict(list)
    for form in forms:
        first = _WORD.match(form.text)
        if first:
            found[first[0]].append(form)
    return found


def _longest_first(forms: Iterable[NameForm]) -> tuple[NameForm, ...]:
    return tuple(sorted(forms, key=lambda form: -len(form.text)))


def _forms_of_nobody(texts: tuple[str, ...]) -> tuple[NameForm, ...]:
    return tuple(NameForm(straight(text), "", NameKind.NOBODY) for text in texts)


def _declared(actors: tuple[Actor, ...], forms: NameForms) -> dict[str, str]:
    """Return which declared actor stands for a key of the data: by its name, else the only one with its flag."""
    found: dict[str, str] = {}
    for actor in actors:
        key = forms.by_text.get(straight(actor.name))
        if key:
            found.setdefault(key, actor.id)
    flagged: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        flagged[actor.flag].append(actor.id)
    for flag, ids in flagged.items():
        if flag in forms.known and flag not in found and len(ids) == 1:
            found[flag] = ids[0]
    return found


def _forms_of(actors: tuple[Actor, ...]) -> tuple[NameForm, ...]:
    """Return the forms of declared actors: name, aliases, leader, and the leader's surname if nobody shares it."""
    surnames: dict[str, list[NameForm]] = defaultdict(list)
    found: list[NameForm] = []
    for actor in actors:
        found.append(NameForm(straight(actor.name), actor.id, NameKind.NAME))
        found += [
            NameForm(straight(alias), actor.id, (NameKind.ADJECTIVE if alias[:1].islower() else NameKind.NAME))
            for alias in actor.aliases
        ]
        if actor.leader:
            found.append(NameForm(straight(actor.leader), actor.id, NameKind.PERSON))
            parts = actor.leader.split()
            for part in dict.fromkeys((parts[0], parts[-1])) if len(parts) > 1 else ():
                surnames[straight(part)].append(NameForm(straight(part), actor.id, NameKind.PERSON))
    taken = {form.text for form in found}
    alone = [forms[0] for text, forms in surnames.items() if len(forms) == 1 and text not in taken]
    return (*found, *(form for form in alone if len(form.text) >= _SHORTEST_SURNAME and form.text[0].isupper()))
