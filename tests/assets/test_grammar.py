"""The little words keep their schema, and every key and language is explained and read."""

import re
import tomllib
from pathlib import Path

import pytest

from builder.model.grammar import grammar_for
from tests import session

ASSETS = Path(__file__).parents[2] / "assets"
GRAMMAR = ASSETS / "grammar"
LANGUAGES = sorted(path.stem for path in GRAMMAR.glob("*.toml"))
KEYS = set(re.findall(r"^\| `(\w+)`", (GRAMMAR / "README.md").read_text("utf-8"), re.MULTILINE))
ALWAYS = {"negations", "hedges", "attributions", "pronouns", "roles", "closing"}
FOR_POINTS = {"takes_back", "anaphora", "additions", "reasons", "retractors", "subordinators", "universals"}
WITH_CLAUSES = {"conjunctions", "coordinators", "unfinished"}


def _words(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads((GRAMMAR / f"{language}.toml").read_text("utf-8"))
    return found


def test_every_language_with_little_words_has_labels() -> None:
    assert set(LANGUAGES) <= {path.stem for path in (ASSETS / "labels").glob("*.toml")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_explained_and_words_are_words(language: str) -> None:
    words = _words(language)
    assert set(words) <= KEYS
    assert set(words) >= ALWAYS | FOR_POINTS
    for key, told in words.items():
        assert len(told) == len(set(told)), key
        assert all(word and word == word.strip() for word in told), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_cuts_clauses_knows_all_about_them(language: str) -> None:
    assert not WITH_CLAUSES & set(_words(language)) or set(_words(language)) >= WITH_CLAUSES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found_as_a_word(language: str) -> None:
    grammar = grammar_for(language, session.ASSETS)
    for key, told in _words(language).items():
        for word in (word for word in told if "*" not in word and not word.endswith("'")):
            assert grammar.begins(key, word) == len(word), (key, word)


def test_a_word_inside_a_word_is_none() -> None:
    grammar = grammar_for("en", session.ASSETS)
    assert grammar.found("negations", "The knot of notes is nothing") == [(21, 28)]
