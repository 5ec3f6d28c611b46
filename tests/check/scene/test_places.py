"""Findings of the layout point at the very words that they are about."""

import pytest

from builder.media import Pictures
from builder.model.findings import Finding, Report
from builder.model.request import Options, Source
from builder.pipeline import check_source

PICTURES = Pictures({})


def _findings(number: str, answer: str, title: str = "A Party") -> list[Finding]:
    text = f"---\ntitle: {title}\ndate: 2025-05-06\nlang: en-GB\n---\n\n## Who came?\n\n{answer}\n"
    report = Report()
    check_source(Source("party.md", text.encode()), PICTURES, Options(), report)
    return [one for one in report.findings if one.code.number == number]


def test_a_missing_character_is_found_where_it_stands() -> None:
    answer = "==The first sentence is fine.== The second one is fine. The third has a flag \U0001f1f3\U0001f1f4 in it."
    (found,) = _findings("BD307", answer)
    assert (found.span.line, found.span.column) == (9, answer.index("\U0001f1f3") + 1)
    assert "U+1F1F3" in found.message


def test_each_script_has_one_finding_with_its_characters_and_lines() -> None:
    found = _findings("BD307", "==The signs 𓀀𓀁𓀂𓀃𓀄𓀅𓀆 are old.==\n\nThe sign 𓀀 is a man; ꡀ is none.")
    assert [(one.span.line, one.span.column) for one in found] == [(9, 13), (11, 22)]
    assert "the 7 characters of the script Egyptian hieroglyphs `𓀀` (U+13000)" in found[0].message
    assert found[0].message.endswith("and 2 more, which 2 texts have: lines 9, 11")
    assert found[1].message == "no font of the theme has the character of the script Phags-pa `ꡀ` (U+A840)"


def test_a_missing_character_of_the_title_is_found_in_the_front_matter() -> None:
    found = _findings("BD307", "==All of them came.==", "A Party 𓀀")
    assert [(one.span.line, one.span.column) for one in found] == [(2, 16)]


def test_a_missing_character_that_is_written_as_a_reference_is_found_where_the_reference_is() -> None:
    answer = "==All of them came.== The sign &#x13000; is a man."
    found = _findings("BD307", answer)
    assert [(one.span.line, one.span.column) for one in found] == [(9, answer.index("&") + 1)]


@pytest.mark.parametrize(
    ("answer", "column"),
    [
        ("==All of them came.== It is **not ~~[in](https://example.org/𓀀) 𓀀** here.", 0),
        ("==All of them came.== The man, [𓀀](https://example.org), is *not* one.", 33),
        ("==All of them came.== It is *as if 𓀀* were here.", 36),
        ("| Who | What |\n|---|---|\n| A man | is 𓀀 |", 14),
        ("- ==All of them came.==\n- The man, 𓀀.", 12),
    ],
)
def test_markup_around_a_character_does_not_move_its_place(answer: str, column: int) -> None:
    found = _findings("BD307", answer)
    if column:
        assert [(one.span.line, one.span.column) for one in found] == [(9 + answer.count("\n"), column)]
    else:
        assert [one.span.column for one in found] == [answer.rindex("𓀀") + 1]


def test_a_word_that_was_cut_is_found_where_it_stands() -> None:
    answer = f"==All came.== They said {'xqzw' * 60} to us."
    found = _findings("BD309", answer)
    assert [(one.span.line, one.span.column) for one in found] == [(9, answer.index("xqzw") + 1)]
    assert found[0].span.end_column - found[0].span.column == 240


def test_a_word_that_was_cut_on_slide_and_page_is_told_once() -> None:
    report = Report()
    text = f"---\ntitle: A Party\nlang: en-GB\n---\n\n## {'xqzw' * 60}?\n\n==All of them came.==\n"
    check_source(Source("party.md", text.encode()), PICTURES, Options(), report)
    found = [one for one in report.findings if one.code.number == "BD309"]
    assert [(one.span.line, one.span.column) for one in found] == [(6, 4)]
