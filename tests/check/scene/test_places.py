"""Findings of the layout point at the very words that they are about."""

from __future__ import annotations

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


def test_each_sentence_has_one_finding_however_many_characters_it_lacks() -> None:
    found = _findings("BD307", "==The signs 𓀀𓀁𓀂𓀃𓀄𓀅𓀆 are old.==\n\nThe sign 𓀀 is a man.")
    assert [(one.span.line, one.span.column) for one in found] == [(9, 13), (11, 10)]
    assert "and 2 more" in found[0].message


def test_a_missing_character_of_the_title_is_found_in_the_front_matter() -> None:
    found = _findings("BD307", "==All of them came.==", "A Party 𓀀")
    assert [(one.span.line, one.span.column) for one in found] == [(2, 16)]


def test_a_missing_character_that_is_written_as_a_reference_has_the_place_of_its_sentence() -> None:
    found = _findings("BD307", "==All of them came.== The sign &#x13000; is a man.")
    assert [one.span.line for one in found] == [9]


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
