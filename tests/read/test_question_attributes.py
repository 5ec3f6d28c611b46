"""What a question can say of its slide: a headline of its own, hidden in a show, or none at all."""

import io

import pytest
from pptx import Presentation

from builder.model.brief import Draft
from builder.model.findings import Report
from builder.read import read
from builder.write import markdown_of
from builder.write.data import json_of
from tests.everything import built
from tests.samples import GOOD

QUESTION = "{actor=norway}"
HEADLINES = ("Norway won", 'Norway "won" it', "It's Norway's", "*Norway* won {all}", "'Quoted'", "a | b < c & d")


def draft_of(text: str, name: str = "source.md") -> Draft:
    report = Report()
    draft = read(name, text.encode(), report)
    assert draft is not None, report.findings
    return draft


def with_attributes(more: str) -> str:
    return GOOD.replace(QUESTION, f"{{actor=norway {more}}}")


def titles(text: str) -> list[str]:
    return [one.shapes.title.text_frame.text for one in Presentation(io.BytesIO(built(text)["pptx"])).slides]


def test_a_headline_stands_on_the_slide_and_the_points_stay() -> None:
    text = with_attributes('headline="Norway won"').replace("at once.", "at once. ==The work took a winter.==")
    assert "Norway won" in titles(text)
    slides = Presentation(io.BytesIO(built(text)["pptx"])).slides
    said = ["\n".join(shape.text_frame.text for shape in one.shapes if shape.has_text_frame) for one in slides]
    assert any("Norway won" in one and "The work took a winter" in one for one in said)
    assert not any("regained its shortest route to the shelf" in one for one in titles(text))


@pytest.mark.parametrize("words", HEADLINES)
def test_a_headline_is_read_back_as_it_is_written(words: str) -> None:
    (first, *_) = draft_of(GOOD).passages
    plain = draft_of(f"{GOOD}\n## {words.replace('{', chr(92) + '{')}\n\n==Yes.==\n").passages[-1].question
    again = draft_of(markdown_of(_with_headline(draft_of(GOOD), plain.runs)))
    assert first.headline is None
    assert again.passages[0].headline is not None
    assert again.passages[0].headline.text == plain.text


def _with_headline(draft: Draft, runs: object) -> Draft:
    from msgspec.structs import replace

    (first, *rest) = draft.passages
    changed = replace(first, headline=replace(first.question, runs=runs), hidden=True, no_slide=False)
    return replace(draft, passages=(changed, *rest))


@pytest.mark.parametrize("form", ["md", "json"])
def test_all_three_survive_both_forms(form: str) -> None:
    draft = draft_of(with_attributes('headline="Norway *won*" .hidden .no-slide'))
    text = markdown_of(draft) if form == "md" else json_of(draft)
    (first, *_) = draft_of(text, f"source.{form}").passages
    assert first.headline is not None
    assert (first.headline.text, first.hidden, first.no_slide) == ("Norway won", True, True)


def test_a_hidden_question_is_left_out_of_a_show_and_stays_in_the_deck() -> None:
    slides = Presentation(io.BytesIO(built(with_attributes(".hidden"))["pptx"])).slides
    hidden = [" ".join(one.shapes.title.text_frame.text.split()) for one in slides if one._element.get("show") == "0"]  # noqa: SLF001
    assert hidden == ["Norway regained its shortest route to the shelf"]


def test_a_question_without_a_slide_stands_in_the_handout_only() -> None:
    found = titles(with_attributes(".no-slide"))
    assert not any("shortest route" in one for one in found)
    assert len(found) < len(titles(GOOD))


def test_an_empty_headline_is_a_finding() -> None:
    report = Report()
    read("source.md", with_attributes('headline=""').encode(), report)
    assert [one.code.name for one in report.findings] == ["not-understood"]
