"""Ends of lines in boxes, counted by hand: no word alone at the end, sense kept, long words divided with a hyphen."""

import pytest
from msgspec.structs import replace

from builder.layout import Shaper
from builder.layout.table.table import CellCopy, TableMeasure
from builder.layout.text.added_no_break_spaces import without_short_end
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.fit import FittedText, fit_one, without_lonely_words
from builder.model.scene import TextRun
from builder.model.units import Rect
from tests.layout.square_font import EM, square_faces, square_style


def _fitted(text: str, letters: float, *sizes: int, lang: str = "en-GB", lines: int = 0) -> FittedText:
    shaper: Shaper = square_faces()
    slack = 1 - shaper.theme.slack
    frame = Rect(0, 0, round(letters * EM / slack) + 1, 40 * EM)

    def specs(size: int) -> tuple[ParagraphSpec, ...]:
        return (ParagraphSpec((TextRun(text, replace(square_style(), size=size), lang),), lang=lang),)

    found = fit_one("body", frame, specs, sizes or (EM,), shaper, lines=lines)
    assert found is not None
    return found


def _lines(found: FittedText) -> list[str]:
    lines = (line for paragraph in found.paragraphs for line in paragraph.lines)
    return [" ".join("".join(run.text for run in line.runs).split()) for line in lines]


def test_two_words_are_on_the_last_line() -> None:
    assert _lines(_fitted("aaa bbb ccc ddd eee", 15)) == ["aaa bbb ccc", "ddd eee"]


def test_a_last_word_that_fits_beside_no_other_stays_alone() -> None:
    assert _lines(_fitted("aaa bbb cccccccc dddddddddd", 16)) == ["aaa bbb cccccccc", "dddddddddd"]


def test_lines_of_even_length_that_end_well_stay_as_they_are_on_paper() -> None:
    spec = ParagraphSpec((TextRun("aaa bbb ccc ddd eee fff ggg", square_style(), "en-GB"),), lang="en-GB")
    even = break_paragraph(spec, 23 * EM, square_faces(), BreakStrategy.BALANCED)
    assert [even.text(line).strip() for line in range(even.count)] == ["aaa bbb ccc ddd", "eee fff ggg"]
    assert without_short_end(even).lines == even.lines


def test_a_text_of_three_words_may_end_with_one() -> None:
    assert _lines(_fitted("aaa bbb ccc", 8)) == ["aaa bbb", "ccc"]


@pytest.mark.parametrize(
    ("text", "letters", "lang", "expected"),
    [
        ("wage talks end in the port again", 22, "en-GB", ["wage talks end", "in the port again"]),
        ("talks end and ports open here now", 13, "en-GB", ["talks end and", "ports open", "here now"]),  # no hole
        ("the minister met Ann Orr again today", 20, "en-GB", ["the minister met", "Ann Orr again today"]),
        ("Züge fahren morgen in die Stadt", 22, "de", ["Züge fahren morgen", "in die Stadt"]),
        ("ships carry not only coal", 16, "en-GB", ["ships carry", "not only coal"]),
        ("das Schiff trägt nicht nur Kohle", 23, "de", ["das Schiff trägt", "nicht nur Kohle"]),
        ("statek idzie na wschód bez ładunku", 16, "pl", ["statek idzie", "na wschód", "bez ładunku"]),
    ],
)
def test_no_line_ends_after_an_article_or_a_negation_or_inside_a_name(
    text: str, letters: int, lang: str, expected: list[str]
) -> None:
    assert _lines(_fitted(text, letters, lang=lang)) == expected


def test_a_line_that_fits_by_a_hair_leaves_no_word_alone_where_programs_measure_wider() -> None:
    shaper = square_faces()
    specs = (ParagraphSpec((TextRun("aaaa bbbb cccc dddd eeee ffffff gg", square_style(), "en-GB"),), lang="en-GB"),)
    frame = Rect(0, 0, 34 * EM, 40 * EM)  # as wide as the words
    found = fit_one("body", frame, lambda _: specs, (EM,), shaper)
    assert found is not None
    done = without_lonely_words(found, frame, specs, shaper)
    assert _lines(done) == ["aaaa bbbb cccc dddd eeee", "ffffff gg"]
    assert done.fit.lines == found.fit.lines == 2


def test_the_sense_costs_no_line() -> None:
    assert len(_lines(_fitted("aaaaaaaaa the bbbbbbbbb the ccccccccc", 13))) == 3


def test_a_smaller_size_is_taken_where_it_brings_the_last_word_up() -> None:
    text = "aaa bbb cccccccccc dddddddddddddd"
    assert _fitted(text, 20, EM).lonely == 1
    smaller = _fitted(text, 20, EM, EM * 3 // 4)
    assert smaller.fit.size == EM * 3 // 4
    assert not smaller.lonely


@pytest.mark.parametrize(
    ("text", "letters", "lang", "expected"),
    [
        ("Bundesverfassungsgericht", 19, "de", ["Bundesverfassungs‐", "gericht"]),
        ("ein Bundesverfassungsgericht tagt", 19, "de", ["ein Bundesverfas‐", "sungsgericht tagt"]),
        ("x" * 25, 20, "de", ["x" * 20, "x" * 5]),
    ],
)
def test_a_word_wider_than_its_line_is_divided_at_a_syllable_with_a_hyphen(
    text: str, letters: int, lang: str, expected: list[str]
) -> None:
    assert _lines(_fitted(text, letters, lang=lang)) == expected


def test_a_smaller_size_is_taken_before_a_word_is_divided() -> None:
    found = _fitted("Bundesverfassungsgericht", 19, EM, EM * 3 // 4, lang="de")
    assert found.fit.size == EM * 3 // 4
    assert not found.divides_words


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("an old image of anti-Western ports", 22, ["an old image of", "anti-Western ports"]),
        ("all that happened 2022–2024 in town", 24, ["all that happened", "2022–2024 in town"]),
        ("the big fleets of Asia-Pacific ports", 24, ["the big fleets of", "Asia-Pacific ports"]),
    ],
)
def test_no_line_ends_inside_a_compound_or_a_range_where_another_end_costs_no_line(
    text: str, letters: int, expected: list[str]
) -> None:
    assert _lines(_fitted(text, letters)) == expected


COMPOUND = "aaaa bbbb cccc ddddddddddd x-yyyyyyyyyyyyy eeeee ggggg"
"""Its compound is whole on the second of two lines of 29 letters; a face a ninth wider has four lines then, not three.
"""

WHOLE = ["aaaa bbbb cccc ddddddddddd", "x-yyyyyyyyyyyyy eeeee ggggg"]


def test_a_compound_stays_whole_where_only_a_wider_face_needs_a_line_more_and_the_box_has_it() -> None:
    assert _lines(_fitted(COMPOUND, 29)) == WHOLE
    assert _lines(_fitted(COMPOUND, 29, lines=2)) == ["aaaa bbbb cccc ddddddddddd x-", "yyyyyyyyyyyyy eeeee ggggg"]


def test_a_compound_stays_whole_in_a_title_of_few_lines() -> None:
    assert _lines(_fitted(f"{COMPOUND} hhhh ii", 29, lines=3)) == [*WHOLE, "hhhh ii"]


def test_a_compound_stays_whole_in_a_table_cell() -> None:
    shaper = square_faces()
    measure = TableMeasure(shaper, BreakStrategy.GREEDY, (0, 0, 0, 0), shaper.theme.slack)
    width = round(29 * EM / (1 - shaper.theme.slack)) + 1
    spec = ParagraphSpec((TextRun(f"{COMPOUND} hhhh ii", square_style(), "en-GB"),), lang="en-GB")
    (shown,) = measure.shown(measure.set(CellCopy((spec,)), width), width)
    assert [shown.text(number).strip() for number in range(shown.count)] == [*WHOLE, "hhhh ii"]


def test_a_line_that_some_programs_need_to_keep_a_compound_whole_is_in_the_certificate() -> None:
    """Of 29 letters the width less the slack has 28, where the last word needs a line of its own."""
    text = "aaaa bbbb cccc dddddddddd x-yyyyyyyy eeeee ffff ggggggg"
    found = _fitted(text, 28.8)
    assert _lines(found) == ["aaaa bbbb cccc dddddddddd", "x-yyyyyyyy eeeee ffff ggggggg"]
    assert found.fit.lines == 3
    assert _lines(_fitted(text, 28.8, lines=2))[0] == "aaaa bbbb cccc dddddddddd x-"


def test_a_line_ends_at_a_hyphen_where_anything_else_costs_a_line() -> None:
    assert _lines(_fitted("aaaa bbbb cccccc-dddddddddddddddd", 18)) == ["aaaa bbbb cccccc-", "dddddddddddddddd"]


def test_what_belongs_together_is_bound_wherever_lines_end_in_another_font() -> None:
    found = _fitted("after World War II many came on 3 March 2026 and left", 30)
    words = "".join(run.text for paragraph in found.paragraphs for run in paragraph.runs)
    assert "War\u00a0II" in words
    assert "3\u00a0March" in words


def test_no_line_of_several_is_cut_by_a_third_for_a_small_word() -> None:
    lines = _lines(_fitted("aaaa bbbb cccc the dddddddd eeee ffff gggg hhhh iiii jjjj kkkk llll", 20))
    assert lines[0] == "aaaa bbbb cccc the"


def test_no_word_is_cut_for_a_longer_last_line_of_a_cell() -> None:
    shaper = square_faces()
    measure = TableMeasure(shaper, BreakStrategy.BEST, (0, 0, 0, 0))
    spec = ParagraphSpec((TextRun("Muutos, %", square_style(), "fi"),), lang="fi")
    cell = measure.set(CellCopy((spec,)), 8 * EM)
    assert [cell.paragraphs[0].text(number).strip() for number in (0, 1)] == ["Muutos,", "%"]
