"""The forms that name actors in one language: countries and organisations, from assets/actors and the CLDR."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from msgspec import Struct

from builder.model.grammar import language_of, straight


class NameKind(StrEnum):
    """How a form names an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "inhabitants"
    SEAT = "capital"
    ORGANISATION = "organisation"
    PERSON = "person"
    NOBODY = "nobody"
    """A name that only looks like an actor's, such as South China Sea."""


class NameForm(Struct, frozen=True):
    """Words that name an actor."""

    text: str
    key: str
    """The actor: a territory's code, an organisation's id, or the id of a declared actor."""
    kind: NameKind
    stem: bool = False
    """Whether a word that only begins so counts too."""
    endings: int = 99
    """How many characters may follow a stem."""


class KnownNames(Struct, frozen=True):
    """An actor that the data knows: its name in the document's language, its flag or its monogram."""

    key: str
    name: str
    flag: str = ""
    monogram: str = ""

    @property
    def id(self) -> str:
        """The id that a briefing would give it: its name if that is plain ASCII, else its key."""
        name = re.sub(r"[\W_]+", "-", self.name.lower()).strip("-")
        return name if name.isascii() else self.key


class Endings(Struct, frozen=True):
    """The endings of names of countries in one language, and those that make adjectives of them."""

    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    after_k: tuple[str, ...] = ()
    """Endings of adjectives behind a stem that ends in k, where they differ."""
    whole: bool = False
    """Whether the endings follow the whole name and not its stem."""

    @classmethod
    def of(cls, language: str, data: bytes) -> Endings:
        """Return the endings of `language` in the table `data`; none if it is not in it."""
        entry = tomllib.loads(data.decode("utf-8")).get(language, {})
        names, adjectives, after_k = (tuple(entry.get(key, ())) for key in ("names", "adjectives", "after_k"))
        return cls(names, adjectives, after_k, whole=bool(entry.get("whole", False)))


class NameForms(Struct, frozen=True, eq=False):
    """Every form of one language, and whom each names; the same only as itself, since there is one a language."""

    forms: tuple[NameForm, ...]
    known: Mapping[str, KnownNames]
    by_text: Mapping[str, str]
    """The actor that a whole form names, seats left out."""
    by_id: Mapping[str, str]
    """The key of an actor by the id that a briefing would give it."""


_KINDS = {
    "adjective": NameKind.ADJECTIVE,
    "inhabitants": NameKind.PEOPLE,
    "capitals": NameKind.SEAT,
    "metonyms": NameKind.SEAT,
    "also": NameKind.NAME,
}
_ASIDE = re.compile(r"\s*[(（].*?[)）]\s*|\s+SAR China$|\s*-SAR$")
_CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]")
_VOWEL = re.compile(r"[aeiouyáéíóúýàèìòùâêîôûäöüąęěůøåæœаеиоуыіїєюяэόάέήίύώαεηιουωςсь]$", re.IGNORECASE)
_SHORTEST_STEM = 4
_SHORTEST_ASIDE = 3
"""Characters of what is in brackets behind a name: shorter ones only tell two countries apart, as 刚果（金）."""


def forms_for(lang: str, assets: Mapping[str, bytes]) -> NameForms:
    """Return the forms of `lang` (BCP 47); compiled once for each language and state of the data."""
    language = language_of(lang)
    countries = assets.get(f"actors/countries.{language}.toml", b"")
    every = assets.get("actors/countries.en.toml", b"")
    organisations, endings = (assets.get(f"actors/{name}.toml", b"") for name in ("organisations", "endings"))
    return _read_tables(lang, countries, every, organisations, endings)


@lru_cache(maxsize=16)
def _read_tables(lang: str, countries: bytes, every: bytes, organisations: bytes, endings: bytes) -> NameForms:
    """Read the tables; the English one, `every`, has all states, and each has a flag."""
    language = language_of(lang)
    names, english = _territories(lang), _territories("en")
    known: dict[str, KnownNames] = {}
    forms: list[NameForm] = []
    table = _table(countries)
    inflected = Endings() if table else Endings.of(language, endings)
    for code in _table(every):
        name = names.get(code.upper(), "") or english[code.upper()]
        known[code] = KnownNames(code, _ASIDE.sub("", name), flag=code)
        forms += _forms_of_name(code, name, language, inflected)
        forms += _forms_of_country(code, table.get(code, {}))
    for key, entry in tomllib.loads(organisations.decode("utf-8")).items():
        texts = entry["names"].get(language) or entry["names"]["en"]
        known[key] = KnownNames(key, texts[0], entry.get("flag", ""), entry.get("monogram", ""))
        forms += [NameForm(straight(text), key, NameKind.ORGANISATION) for text in texts]
    by_text = {form.text: form.key for form in reversed(forms) if not form.stem and form.kind is not NameKind.SEAT}
    return NameForms(tuple(dict.fromkeys(forms)), known, by_text, {one.id: one.key for one in known.values()})


@lru_cache(maxsize=16)
def _table(data: bytes) -> Mapping[str, dict[str, list[str]]]:
    return tomllib.loads(data.decode("utf-8"))


def _forms_of_country(code: str, entry: Mapping[str, list[str]]) -> list[NameForm]:
    """Return the forms of a country's own table; a lower-case stem is an adjective's."""
    seats = (*entry.get("capitals", ()), *entry.get("metonyms", ()))
    found = [
        NameForm(straight(text), code, _KINDS[key]) for key, texts in entry.items() if key != "stems" for text in texts
    ]
    for text in entry.get("stems", ()):
        seat = any(one.startswith(text) for one in seats)
        kind = NameKind.SEAT if seat else NameKind.ADJECTIVE if text[0].islower() else NameKind.NAME
        found.append(NameForm(straight(text), code, kind, stem=True))
    return found


def _territories(lang: str) -> Mapping[str, str]:
    """Return the names of territories in the CLDR, in `lang` or the nearest that it knows; none where it knows none."""
    for tag in (lang, language_of(lang)):
        try:
            return dict(Locale.parse(tag, sep="-").territories)
        except (UnknownLocaleError, ValueError):
            continue
    return {}


def _forms_of_name(code: str, name: str, language: str, endings: Endings) -> list[NameForm]:
    """Return the forms of a name in the CLDR; languages without a file of their own get those of its endings."""
    plain = _ASIDE.sub("", name)
    aside = re.search(r"[(（](.*?)[)）]", name)
    other = aside[1] if aside and len(aside[1]) >= _SHORTEST_ASIDE and not aside[1].islower() else ""
    texts = [plain, *([other] if other else [])]
    forms = [NameForm(straight(text), code, NameKind.NAME) for text in texts]
    if language == "de":
        forms += [NameForm(f"{straight(text)}s", code, NameKind.NAME) for text in texts if not text.endswith("s")]
    stem = plain if endings.whole else _VOWEL.sub("", plain)
    if _CASED.match(plain) and plain.isalpha() and len(stem) >= _SHORTEST_STEM:
        forms += [NameForm(stem + end, code, NameKind.NAME) for end in endings.names]
        adjectives = endings.adjectives if not stem.endswith("k") or not endings.after_k else endings.after_k
        short = stem[:-1] if stem.endswith(("i", "и")) and len(stem) > _SHORTEST_STEM else stem
        forms += [
            NameForm(base.lower() + end, code, NameKind.ADJECTIVE)
            for base in dict.fromkeys((stem, short))
            for end in adjectives
        ]
    return forms
