"""The little words of a language are found wherever its pattern finds them, though most texts are not searched."""

import pytest

from builder.media import assets_folder
from builder.model.grammar import Grammar, grammar_for
from tests.session import ASSETS

MEDIA = ASSETS
LANGUAGES = tuple(sorted(path.stem for path in assets_folder().glob("grammar/*.toml")))


def _written(word: str, star: str) -> str:
    return word.replace("*", star)


def _capitals(word: str) -> str:
    """Return `word` in capitals, letter by letter: patterns do not take `SS` for `ß`."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in word)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_a_list_is_found_in_small_letters_and_in_capitals(lang: str) -> None:
    grammar = grammar_for(lang, MEDIA)
    for key, words in grammar.lists.items():
        for word in (_written(word, "abc") for word in words):
            for text in (word, _capitals(word), f"(x {word.replace(' ', '  ')}", f"{word} x"):
                assert grammar.found(key, text), f"{key}: {text}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_ends_with_each_word_of_a_list(lang: str) -> None:
    grammar = grammar_for(lang, MEDIA)
    for key in ("unfinished", "coordinators", "prepositions"):
        for word in (_written(word, "abc") for word in grammar.lists.get(key, ())):
            assert grammar.ends(key, f"x {_capitals(word)}"), f"{key}: {word}"
            assert not grammar.ends(key, f"{word} x.")


def test_letters_that_a_pattern_takes_for_the_same_are_the_same_to_the_search_before_it() -> None:
    grammar = Grammar("en", known=True, lists={"odd": ("kin", "was", "straße", "σας", "no *")})
    for text in ("KIN", "\u212aın", "Kİn", "waſ", "WAS", "STRAẞE", "ΣΑΣ", "σασ", "NO one"):
        assert grammar.found("odd", text) == [(0, len(text))], text


def test_a_list_that_a_file_does_not_give_is_found_nowhere() -> None:
    grammar = Grammar("xx", known=False, lists={})
    assert not grammar.found("roles", "the leader")
    assert not grammar.ends("roles", "the leader")
    assert not grammar.begins("roles", "leader")
