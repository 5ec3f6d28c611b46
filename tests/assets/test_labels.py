"""Every language says the same things with the same blanks to fill."""

import re
import string
import tomllib
from pathlib import Path

import pytest
from babel import Locale

LABELS = Path(__file__).parents[2] / "assets" / "labels"
LANGUAGES = sorted(path.stem for path in LABELS.glob("*.toml"))


def labels(language: str) -> dict[str, str]:
    table = tomllib.loads((LABELS / f"{language}.toml").read_text("utf-8"))
    assert list(table) == ["labels"]
    found: dict[str, str] = table["labels"]
    return found


def placeholders(label: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(label) if name is not None}


@pytest.mark.parametrize(
    "language", ["ar", "cs", "de", "el", "en", "es", "fr", "he", "it", "nl", "pl", "pt", "sv", "tr", "uk"]
)
def test_the_language_is_there_and_known(language: str) -> None:
    assert language in LANGUAGES
    assert Locale.parse(language).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_placeholders_are_those_of_english(language: str) -> None:
    found, english = labels(language), labels("en")
    assert list(found) == list(english)
    assert {key: placeholders(text) for key, text in found.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_tidy(language: str) -> None:
    for text in labels(language).values():
        assert text
        assert text == text.strip()
        assert "  " not in text


def test_the_readme_explains_every_key() -> None:
    readme = (LABELS / "README.md").read_text("utf-8")
    assert [key for key in labels("en") if f"`{key}`" not in readme] == []


def test_every_key_is_read_by_the_program() -> None:
    modules = (LABELS.parents[1] / "builder").rglob("*.py")
    words = {word for path in modules for word in re.findall(r"\w+", path.read_text("utf-8"))}
    assert [key for key in labels("en") if key.removesuffix("_light") not in words] == []
