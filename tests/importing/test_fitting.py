"""Titles and headlines of a draft are measured before it is written."""

from collections.abc import Sequence

from builder.importing.fitting import fitted
from builder.media import Pictures
from builder.model.brief import Draft, Fields, Paragraph, Passage, Run, Sentence, sentences_of
from builder.model.findings import Finding, Report
from builder.model.request import Options, Source
from builder.pipeline import check_source, check_titles
from builder.session import Session
from builder.write import markdown_of

LONG = "The commission that was appointed by the ministers of all the states on the river in the spring of last year "
LONG = LONG + LONG.replace("The", "and the") + "has asked for a report about dredging"


def draft(*answers: str) -> Draft:
    passages = tuple(
        Passage(
            question=Sentence(f"q{number}", (Run(f"What about port {number}?"),)),
            actors=(),
            summary=False,
            answer=(Paragraph((Sentence(f"q{number}.1", (Run(answer, highlight=1),)),)),),
        )
        for number, answer in enumerate(answers, 1)
    )
    return Draft("ports.txt", Fields(title="Ports on the river", lang="en"), (), passages)


def test_after_the_first_time_only_the_questions_that_were_changed_are_measured() -> None:
    session = Session()
    tried: list[str] = []

    def measured(text: str) -> Sequence[Finding]:
        report = Report()
        tried.append(text)
        check_titles(Source("ports.md", text.encode()), Pictures({}), Options(), report, session)
        return report.findings

    found = fitted(draft("The port is open.", f"{LONG}.", "The port is shut."), markdown_of, measured)
    assert [text.count("## ") for text in tried] == [3, 1]
    assert [sentences_of(one.answer)[0].runs[0].highlight for one in found.passages] == [1, 0, 1]
    assert [place for place, _ in found.comments] == ["q2"]


def test_titles_that_are_measured_alone_are_found_too_long_where_a_build_finds_them_so() -> None:
    row = "| 2024 | 3 |\n"
    text = f"""---
title: {LONG}
lang: en
---

## What is new?

=={LONG}==.

## What is said twice?

==The port is open==.

## And what else?

==The port is open==. {LONG}. ==The harbour of the south is shut==.

## Which numbers are there?

=={LONG}==:

| year | ships |
|---|---|
{row}"""
    source = Source("ports.md", text.encode())
    alone, whole = Report(), Report()
    check_titles(source, Pictures({}), Options(), alone, Session())
    check_source(source, Pictures({}), Options(), whole)

    def long(report: Report) -> set[tuple[int, str]]:
        return {(one.span.line, one.message) for one in report.findings if one.code.name == "long-title"}

    assert long(alone) == long(whole)
    assert len(long(alone)) == 3


def test_where_no_sentence_is_short_enough_the_question_is_the_headline_and_the_points_stay() -> None:
    asked = "Thanks for coming. Our readers have written a lot about the harbour. Who pays for the dredging? Why?"
    answer = tuple(
        Sentence(f"q1.{at}", (Run(one, highlight=at),)) for at, one in enumerate((f"{LONG}.", "Rain is due."), 1)
    )
    passage = Passage(Sentence("q1", (Run(asked),)), (), summary=False, answer=(Paragraph(answer),))

    def measured(text: str) -> Sequence[Finding]:
        report = Report()
        check_titles(Source("ports.md", text.encode()), Pictures({}), Options(), report, Session())
        return report.findings

    found = fitted(Draft("ports.txt", Fields(title="Ports", lang="en"), (), (passage,)), markdown_of, measured)
    headline = found.passages[0].headline
    assert headline is not None
    assert headline.text == "Who pays for the dredging?"
    assert found.passages[0].answer == passage.answer
    assert measured(markdown_of(found)) == []


def test_a_long_question_without_spaces_is_cut_between_its_characters() -> None:
    answer = (Sentence("q1.1", (Run(f"{LONG}.", highlight=1),)), Sentence("q1.2", (Run("It rains.", highlight=2),)))
    passage = Passage(Sentence("q1", (Run("Whopaysforit" * 40 + "?"),)), (), summary=False, answer=(Paragraph(answer),))

    def measured(text: str) -> Sequence[Finding]:
        report = Report()
        check_titles(Source("ports.md", text.encode()), Pictures({}), Options(), report, Session())
        return report.findings

    found = fitted(Draft("ports.txt", Fields(title="Ports", lang="en"), (), (passage,)), markdown_of, measured)
    headline = found.passages[0].headline
    assert headline is not None
    assert headline.text == "WhopaysforitWhopaysforitWho …"
    assert measured(markdown_of(found)) == []
