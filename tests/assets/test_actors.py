"""The data that names actors keeps its schema, and no two actors claim the same word."""

import tomllib
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

ASSETS = Path(__file__).parents[2] / "assets"
ACTORS = ASSETS / "actors"
LANGUAGES = ["ar", "de", "en", "es", "fr", "pl", "uk"]
COUNTRY_KEYS = {"adjective", "inhabitants", "stems", "capitals", "metonyms", "also"}
BEYOND_THE_UN = {"gl", "hk", "ps", "tw", "va", "xk"}

Countries = dict[str, dict[str, list[str]]]


def countries(language: str) -> Countries:
    found: Countries = tomllib.loads((ACTORS / f"countries.{language}.toml").read_text("utf-8"))
    return found


def organisations() -> dict[str, dict[str, Any]]:
    return tomllib.loads((ACTORS / "organisations.toml").read_text("utf-8"))


def claims(language: str) -> dict[str, set[str]]:
    claimed: dict[str, set[str]] = defaultdict(set)
    for code, entry in countries(language).items():
        for form in (form for forms in entry.values() for form in forms):
            claimed[form].add(code)
    for name, organisation in organisations().items():
        for form in organisation["names"].get(language, organisation["names"]["en"]):
            claimed[form].add(name)
    return claimed


def test_every_file_is_a_known_language() -> None:
    assert sorted(path.name for path in ACTORS.glob("countries.*.toml")) == [f"countries.{x}.toml" for x in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_keep_the_schema(language: str) -> None:
    for code, entry in countries(language).items():
        assert code.upper() in Locale(language).territories
        assert (ASSETS / "flags" / f"{code}.svg").exists()
        assert set(entry) <= COUNTRY_KEYS
        for key, forms in entry.items():
            assert forms, (code, key)
            assert len(forms) == len(set(forms)), (code, key)
            assert all(form and form == form.strip() for form in forms), (code, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_that_babel_gives_are_not_repeated(language: str) -> None:
    names = Locale(language).territories
    assert [code for code, entry in countries(language).items() if names[code.upper()] in entry.get("also", [])] == []


def test_english_is_complete() -> None:
    assert len(set(countries("en")) - BEYOND_THE_UN) == 193
    assert set(countries("en")) >= BEYOND_THE_UN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_states_most_named(language: str) -> None:
    found = countries(language)
    assert len(found) >= 60
    assert set(found) <= set(countries("en"))
    assert [code for code in ("cn", "de", "fr", "gb", "pl", "ru", "ua", "us") if not found[code].get("capitals")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_actors_claim_one_form(language: str) -> None:
    assert {form: owners for form, owners in claims(language).items() if len(owners) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stem_reaches_into_another_country(language: str) -> None:
    clashes = [
        (stem, form)
        for (_, one), (_, other) in permutations(countries(language).items(), 2)
        for stem in one.get("stems", [])
        for form in (form for forms in other.values() for form in forms)
        if form.startswith(stem)
    ]
    assert clashes == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stem_reaches_into_the_name_of_another_country(language: str) -> None:
    found, names = countries(language), Locale(language).territories
    clashes = [
        (stem, names[other.upper()])
        for code, other in permutations(found, 2)
        for stem in found[code].get("stems", [])
        if names[other.upper()].startswith(stem)
    ]
    assert clashes == []


def test_organisations_keep_the_schema() -> None:
    for name, entry in organisations().items():
        assert set(entry) <= {"flag", "monogram", "names"}, name
        assert 1 <= len(entry["monogram"]) <= 4, name
        assert "en" in entry["names"], name
        assert set(entry["names"]) <= set(LANGUAGES), name
        assert all(forms and len(forms) == len(set(forms)) for forms in entry["names"].values()), name
        if "flag" in entry:
            assert (ASSETS / "flags" / f"{entry['flag']}.svg").exists(), name
