"""Sentences that fill the slide of an answer of which little is marked: whole, and none that needs one left out."""

import pytest

from builder.model.brief import Exchange
from builder.model.findings import Report
from builder.read import read
from builder.resolve import resolve
from tests.session import media


def _exchange(answer: str, lang: str = "en") -> Exchange:
    head = f"---\ntitle: T\nlang: {lang}\n---\n\n"
    source = f"{head}## What now?\n\n{answer}\n\n## And then?\n\n==Then nothing happens at all.==\n"
    report = Report()
    draft = read("t.md", source.encode(), report)
    brief = resolve(draft, media(), report) if draft else None
    assert brief is not None, report.findings
    return brief.exchanges[0]


def _further(answer: str, lang: str = "en") -> list[str]:
    return [one.text for one in _exchange(answer, lang).further]


def test_they_are_the_unmarked_sentences_whole_and_in_their_order() -> None:
    answer = "Tallinn pays first. ==The cable was cut in March.== Helsinki pays for the repair. Rome sends ships."
    assert _further(answer) == ["Tallinn pays first.", "Helsinki pays for the repair.", "Rome sends ships."]


def test_a_sentence_that_points_back_follows_a_marked_one_that_is_shown_whole() -> None:
    assert _further("==Finland sells icebreakers.== It builds eleven of them this year.") == [
        "It builds eleven of them this year."
    ]
    assert _further("==Finland sells icebreakers==, as Norway does. It builds eleven of them this year.") == []


def test_a_sentence_that_points_to_one_left_out_is_left_out_too() -> None:
    answer = "==Finland sells icebreakers.== ==Norway buys them from the yard.== It builds eleven of them this year."
    assert _further(answer) == ["It builds eleven of them this year."]
    answer = (
        "==Finland sells icebreakers.== The yard is in Helsinki: https://example.org/yard. It builds eleven of them."
    )
    assert _further(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "==One claim is marked here.== ==A second one is marked.== ==And a third is marked.== Nothing else is.",
        "Nothing is marked in this answer. A slide chooses of it by itself. That is another matter altogether.",
    ],
)
def test_an_answer_with_three_points_or_none_marked_has_none(answer: str) -> None:
    assert _further(answer) == []


def test_a_language_whose_grammar_is_not_known_has_none() -> None:
    assert _further("==Ensimmäinen lause on tässä.== Toinen lause seuraa sitä.", "fi") == []


def test_they_are_few_words_in_all() -> None:
    long = " ".join(f"The committee number {n} of the house meets in the morning of every third day." for n in range(9))
    assert len(_further(f"==The house works.== {long}")) == 3


def test_a_sentence_that_announces_a_quotation_is_no_point() -> None:
    exchange = _exchange(
        "She thinks of it daily. And she says what her mother said:\n\n> To care is to stay.\n>\n> — Ada Marsh"
    )
    assert "mother" not in " ".join(one.text for one in (exchange.headline, *exchange.points, *exchange.further))


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (
            "1. Pay for the register.\n2. Close it.\n\n==The home exists.== It does.",
            [("Pay for the register.", 1), ("Close it.", 2)],
        ),
        ("Two firms object:\n\n- Arctia Oy.\n- Aker Ltd.\n\n==The home exists.== It does.", []),
        ("- ==The home exists.==\n- It does stand.", []),
    ],
)
def test_statements_in_a_list_are_points_beside_the_only_mark(answer: str, shown: list[tuple[str, int]]) -> None:
    assert [(one.text, one.number) for one in _exchange(answer).points] == shown


def test_a_thousand_sentences_that_each_lean_on_the_one_before_fall_with_the_first() -> None:
    first = "==Finland sells icebreakers.== The yard is in Helsinki: https://example.org/yard. "
    assert _further(first + "It builds eleven of them this year. " * 1200) == []
