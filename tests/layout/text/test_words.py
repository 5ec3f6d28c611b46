"""Fonts, hyphens, ties, breaks and directions: what the setting of lines stands on."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.layout.text.bidi import levels, visual_order
from builder.layout.text.breaks_inside_words import (
    book_word_breaks,
    character_breaks,
    office_word_breaks,
)
from builder.layout.text.east_asian_breaks import ideograph_breaks
from builder.layout.text.hyphens import hyphen_places
from builder.layout.text.shaper import Shaper
from builder.layout.text.tied_spaces import tied_spaces
from builder.model.scene import TextRun
from tests.layout.square_font import EM, assets, house, square_faces, square_style
from tests.tools.make_square_font import FILE, square_font

REAL = Shaper(house(), assets())


def test_the_square_font_is_what_its_script_writes() -> None:
    assert Path(FILE).read_bytes() == square_font()


def test_every_square_letter_is_one_em() -> None:
    shaped = square_faces().shape("Warsaw—", square_style(), "en")
    assert set(shaped.advances) == {EM}
    assert shaped.width == 7 * EM


def test_real_letters_are_kerned() -> None:
    style = REAL.style("entry-text")
    apart = sum(REAL.shape(char, style, "en").width for char in "AVAV")
    assert REAL.shape("AVAV", style, "en").width < apart


def test_figures_in_tables_are_of_one_width_in_every_font_that_ships() -> None:
    for font in REAL.theme.fonts:
        style = replace(REAL.style("table-text"), font=font.key, file=font.regular, tabular=True)
        assert len({REAL.shape(digit, style, "en").width for digit in "0123456789"}) == 1


def test_a_letter_that_a_font_lacks_is_found_in_the_next_one() -> None:
    parts = REAL.cover(TextRun("Ω and ☃", REAL.style("entry-text"), "en"))
    assert "".join(part.text for part in parts) == "Ω and ☃"
    assert all(ord(char) in REAL.face(part.style.file).code_points for part in parts for char in part.text)


def test_what_no_font_has_is_told_with_its_place() -> None:
    assert REAL.missing("ab \U0001f9ff c", REAL.style("entry-text")) == ((3, "\U0001f9ff"),)
    assert REAL.missing("Łódź № 5 Київ", REAL.style("entry-text")) == ()


def _divided(word: str, lang: str) -> str:
    places = hyphen_places(word, lang)
    return "".join(("-" if at in places else "") + char for at, char in enumerate(word))


@pytest.mark.parametrize(
    ("word", "lang", "divided"),
    [
        ("cooperation", "en-GB", "co-oper-a-tion"),
        ("współpracownik", "pl-PL", "współ-pra-cow-nik"),
        ("Zusammenarbeit", "de-DE", "Zu-sam-men-ar-beit"),
        ("parlamentarisch", "de-DE", "par-la-men-ta-risch"),
        ("Lukashenka", "en-GB", "Lukashenka"),
        ("NATO", "en-GB", "NATO"),
        ("2025-62", "en-GB", "2025-62"),
        ("word", "en-GB", "word"),
        ("слово", "xx", "слово"),
    ],
)
def test_words_are_divided_as_their_language_does(word: str, lang: str, divided: str) -> None:
    assert _divided(word, lang) == divided


def _tied(text: str, lang: str) -> str:
    tied = tied_spaces(text, lang)
    return "".join("~" if at in tied else char for at, char in enumerate(text))


@pytest.mark.parametrize(
    ("text", "lang", "tied"),
    [
        ("No. 62 of 3 September", "en", "No.~62 of 3~September"),
        ("about 5 million people", "en", "about 5~million people"),
        ("Mr. Smith and J. Vance", "en", "Mr.~Smith and J.~Vance"),
        ("w Polsce i na świecie", "pl", "w~Polsce i~na świecie"),
        ("z. B. am 3. Oktober", "de", "z.~B.~am 3.~Oktober"),
        ("oui : « non »", "fr", "oui~: «~non~»"),
        ("10 000 osób", "pl", "10~000 osób"),
    ],
)
def test_spaces_bind_where_a_compositor_would_not_end_a_line(text: str, lang: str, tied: str) -> None:
    assert _tied(text, lang) == tied


def _cut(word: str, places: tuple[int, ...]) -> str:
    return "|".join(word[a:b] for a, b in zip((0, *places), (*places, len(word)), strict=True))


def test_words_are_cut_after_dashes_but_not_between_years() -> None:
    assert _cut("anti-Western", book_word_breaks("anti-Western")) == "anti-|Western"
    assert _cut("2022-2025", book_word_breaks("2022-2025")) == "2022-2025"
    assert _cut("rhetoric—convergent", book_word_breaks("rhetoric—convergent")) == "rhetoric—|convergent"
    assert _cut("A/HRC", office_word_breaks("A/HRC")) == "A/|HRC"


def test_addresses_are_cut_where_no_reader_adds_a_hyphen() -> None:
    word = "https://www.pism.pl/reports/annual"
    assert _cut(word, book_word_breaks(word)) == "https://|www.|pism.|pl/|reports/|annual"


def test_ideographs_part_anywhere_but_before_closing_signs() -> None:
    assert _cut("中国，北京。", ideograph_breaks("中国，北京。")) == "中|国，|北|京。"
    for word in ("百％です", "東〜大", "日‥語", "アㇰ", "本｣"):
        assert 1 not in ideograph_breaks(word), word
    for word in ("価￦百", "本「東", "本｢東"):
        assert 2 not in ideograph_breaks(word), word


def test_marks_and_joiners_stay_with_their_letters() -> None:
    assert _cut("e\u0301a\U0001f1f5\U0001f1f1", character_breaks("e\u0301a\U0001f1f5\U0001f1f1")) == (
        "e\u0301|a|\U0001f1f5\U0001f1f1"
    )


def test_left_to_right_text_has_no_levels_and_brackets_follow_what_they_hold() -> None:
    assert levels("abc (def)", rtl=False) is None
    assert levels("אב (גד)", rtl=True) == (1,) * 7
    assert levels("אב 12", rtl=True) == (1, 1, 1, 2, 2)


def test_pieces_stand_in_visual_order() -> None:
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert visual_order([0, 1, 1, 0]) == [0, 2, 1, 3]
