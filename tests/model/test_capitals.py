"""Capitals are letters that can be drawn, in every version of Python and its Unicode."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from builder.media import Pictures
from builder.model.capitals import before_capital, in_capitals, initial_capital, initial_to_capitalise
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from tests.session import SESSION

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
GEORGIAN = """---
title: საქართველო და ზღვა
series: კომენტარი
lang: ka
date: 2025-03-14
actors:
  a: {name: საქართველო}
---

## რატომ გაიხსნა პორტი? {actor=a}

==პორტი გაიხსნა, რადგან მოლაპარაკება დასრულდა.== და ეს კარგია.
"""


def test_the_capital_of_a_letter_that_our_fonts_have_is_one_that_they_have() -> None:
    shown = {chr(code) for path in FONTS.rglob("*.[ot]tf") for code in TTFont(path).getBestCmap()}
    assert len(shown) > 5000
    assert [char for char in sorted(shown) if not set(in_capitals(char)) <= shown] == []


@pytest.mark.parametrize(("text", "told"), [
    ("ƛaʔuukʷiʔatḥ", "ƛAʔUUKʷIʔATḤ"),
    ("საქართველო", "საქართველო"),
    ("Straße, ǆ", "STRASSE, Ǆ"),
])  # fmt: skip
def test_letters_without_a_capital_stay_among_the_others(text: str, told: str) -> None:
    assert in_capitals(text) == told


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [("istanbul", "tr", "İSTANBUL"), ("straße", "de", "STRASSE"), ("Αθήνα", "el", "ΑΘΗΝΑ"), ("łódź", "pl", "ŁÓDŹ")],
)
def test_capitals_are_those_of_the_language(text: str, lang: str, shown: str) -> None:
    assert in_capitals(text, lang) == shown


@pytest.mark.parametrize(
    ("letter", "lang", "shown"),
    [("i", "tr", "İ"), ("ı", "tr", "I"), ("i", "en", "I"), ("ά", "el", "Ά"), ("ß", "de", "ß")],
)
def test_a_sentence_begins_with_the_capital_of_its_language(letter: str, lang: str, shown: str) -> None:
    assert initial_capital(letter, lang) == shown
    assert letter in before_capital(shown)


def test_a_georgian_briefing_is_built() -> None:
    report = Report()
    made = build(Source("a.md", GEORGIAN.encode()), Pictures({}), Options(), report, SESSION)
    assert made is not None
    assert {found.code.name for found in report.findings} == {"no-labels"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("iPhone sales grew", "en"),
        ("eBay fell", "en"),
        ("pH rose", "en"),
        ("mRNA works", "en"),
        ("x86 lost ground", "en"),
        ("“iPad” sold well", "en"),
        ("de Gaulle returned to Paris", "en"),
        ("van der Bellen won", "de"),
        ("von der Leyen kündigte es an", "de"),
        ("al-Assad left", "ar"),
        ("example.org was closed", "en"),
        ("120 ships called", "en"),
        ("The port closed", "en"),
        ("", "en"),
    ],
)
def test_words_that_are_written_small_stay_so(text: str, lang: str) -> None:
    assert initial_to_capitalise(text, lang) == -1


@pytest.mark.parametrize(
    ("text", "lang", "at"),
    [
        ("the port closed", "en", 0),
        ("“the port closed", "en", 1),
        ("e-mails were lost", "en", 0),
        ("der Präsident sprach", "de", 0),
        ("de Nederlandse vloot voer uit", "nl", 0),
        ("la France a signé", "fr", 0),
        ("¿por qué no?", "es", 1),
    ],
)
def test_ordinary_words_may_get_a_capital(text: str, lang: str, at: int) -> None:
    assert initial_to_capitalise(text, lang) == at
