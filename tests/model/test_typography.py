"""Marks as languages print them, and the plain ones by which words are compared."""

import pytest

from builder.model.typography import MARKS, plain_marks, set_marks, typographic_marks

CASES = [
    ("en-GB", 'Kim\'s "normal" rivalry of 2022-2025', "Kim’s “normal” rivalry of 2022–2025"),
    (
        "en",
        "the workers' union in the '90s, 'quoted words' - so",
        "the workers’ union in the ’90s, ‘quoted words’ – so",
    ),
    ("en", '("In brackets"), "2025"', "(“In brackets”), “2025”"),
    ("de", 'Er fragt: "Wer zahlt\'s?"', "Er fragt: „Wer zahlt’s?“"),
    ("de-CH", 'Die "Neue"', "Die «Neue»"),
    ("pl", 'tak zwany "korytarz" 2021-24', "tak zwany „korytarz” 2021–24"),
    ("fr", 'L\'eau dite "pure" -- dit-on', "L’eau dite «\u202fpure\u202f» – dit-on"),
    ("ar", '"السلام"', "«السلام»"),
    ("sv", "en \"ny\" väg - 'ja'", "en ”ny” väg – ’ja’"),
    ("hu", 'az "új" út', "az „új” út"),
    ("ru", '"Новый" путь', "«Новый» путь"),
    ("tr", "2022'den beri yüzde 90'ı \"tek\"", "2022’den beri yüzde 90’ı “tek”"),
]


@pytest.mark.parametrize(("lang", "written", "printed"), CASES)
def test_straight_marks_become_those_of_the_language(lang: str, written: str, printed: str) -> None:
    assert typographic_marks(written, lang) == printed
    assert plain_marks(printed) == plain_marks(written)


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-04 and https://example.org/2022-2025/a-b.html",
        "a board of 5'10\" by 2'",
        "search-and-rescue, anti-Western, COVID-19, 10-2025-12",
        "“Already set – in 2022–2025”",
    ],
)
def test_what_is_no_quotation_and_no_dash_stays(text: str) -> None:
    assert typographic_marks(text, "en") == text


def test_a_language_that_is_not_known_keeps_what_its_author_wrote() -> None:
    assert typographic_marks("\"Tere\" - 'see' 2022-2025", "et") == "\"Tere\" - 'see' 2022-2025"


@pytest.mark.parametrize("lang", sorted(MARKS))
def test_every_character_keeps_its_place(lang: str) -> None:
    text = "\"A 'b' c\" -- d's 2020-2021"
    assert len(set_marks(text, lang)) == len(text)
