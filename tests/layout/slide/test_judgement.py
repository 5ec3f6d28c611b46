"""The judgement is the last slide, on the cover's ground, with the flags of all; the takeaways are the second."""

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.cli import main
from builder.edge.settings import settings_for
from builder.model.findings import BriefdeckError, Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Picture, Shape, Table, TextBox
from builder.pipeline import LaidOutBriefing
from tests.layout.contexts import words_of
from tests.session import laid_out

ACTORS = ("norway", "china", "france")
HEAD = """---
title: Trade
lang: en
actors:
  norway: {name: Norway, flag: 'no'}
  china: {name: China, flag: cn}
  france: {name: France, flag: fr}
---

"""
ANSWERS = "".join(
    f"## What does {one} want? {{actor={one}}}\n\n=={one.title()} wants to trade.==\n\n" for one in ACTORS
)
CLOSING = "## And now? {{.summary}}\n\n==Trade [goes](https://example.org) on.=={more}\n"


def _built(more: str = "", options: Options | None = None, head: str = HEAD) -> LaidOutBriefing:
    report = Report()
    found = laid_out(Source("t.md", (head + ANSWERS + CLOSING.format(more=more)).encode()), report, options=options)
    assert found is not None, report.findings
    return found


def _keys(found: LaidOutBriefing) -> list[str]:
    return [page.key for page in found.products.deck.pages]


def _slot(page: Page, name: str) -> list[TextBox]:
    return [item for item in page.items if isinstance(item, TextBox) and item.slot == name]


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize(
    "more", ["", " ==Prices hold.==", " ==Prices hold.== ==Ports wait.==", " ==A.== ==B.== ==C.=="]
)
def test_the_judgement_is_last_on_the_ground_of_the_cover(theme: str, more: str) -> None:
    pages = _built(more, Options(theme=theme)).products.deck.pages
    cover, last = pages[0], pages[-1]
    assert last.key == "summary"
    assert last.title == "Trade goes on"
    assert last.background == cover.background
    flags = [item for item in last.items if isinstance(item, Picture)]
    assert [flag.target for flag in flags] == ["q1", "q2", "q3"]
    lowest = max(box.frame.bottom for box in _slot(last, "body") + _slot(last, "second")) if more else 0
    assert lowest <= min(flag.frame.y for flag in flags)


def test_bullets_on_the_dark_ground_have_the_colour_of_their_words(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text(HEAD + ANSWERS + CLOSING.format(more=" ==A.== ==B.== ==C.=="), encoding="utf-8")
    assert main(["build", str(tmp_path / "t.md"), "-o", str(tmp_path), "--format", "pptx"]) == 0
    layout = Presentation(str(tmp_path / "t.pptx")).slides[-1].slide_layout
    (body,) = (one for one in layout.placeholders if one.placeholder_format.idx == 1)
    level = body.element.find(f".//{qn('a:lvl1pPr')}")
    bullet, words = (level.find(f".//{qn(name)}//{qn('a:schemeClr')}") for name in ("a:buClr", "a:defRPr"))
    assert bullet.get("val") == words.get("val")


def test_a_link_on_the_dark_ground_is_plain_words() -> None:
    (title,) = _slot(_built().products.deck.pages[-1], "title")
    assert not any(run.href for one in title.paragraphs for run in one.runs)


def test_a_single_judgement_is_a_statement_under_a_mark() -> None:
    page = _built().products.deck.pages[-1]
    (title,) = _slot(page, "title")
    (mark,) = [item for item in page.items if isinstance(item, Shape) and item.name == "Mark"]
    assert mark.frame.bottom < title.frame.y


def test_the_second_slide_has_what_is_said_of_each_actor() -> None:
    found = _built()
    assert _keys(found)[:2] == ["title", "glance"]
    (table,) = [item for item in found.products.deck.pages[1].items if isinstance(item, Table)]
    cells = ["".join(run.text for one in row[1].paragraphs for run in one.runs) for row in table.rows]
    assert cells[1:] == ["Norway wants to trade", "China wants to trade", "France wants to trade"]


def test_the_author_or_the_project_refuses_the_summary_and_asks_for_the_overview() -> None:
    refused = HEAD.replace("lang: en", "lang: en\nslides: {summary: no}")
    assert _keys(_built(head=refused))[1] == "overview"
    assert _keys(_built(options=Options(slides=(("summary", False), ("overview", False)))))[1] == "q1"
    assert _keys(_built(options=Options(slides=(("overview", True),))))[1:3] == ["glance", "overview"]
    asked = HEAD.replace("lang: en", "lang: en\nslides: {summary: yes}")
    assert _keys(_built(head=asked, options=Options(slides=(("summary", False),))))[1] == "glance"


def test_a_summary_that_is_asked_for_has_every_question_where_only_some_are_about_actors() -> None:
    asked = HEAD.replace("lang: en", "lang: en\nslides: {summary: yes}")
    answers = "".join(f"## What of {at}?\n\n==Number {at} is settled.==\n\n" for at in "abcdefgh")
    about = "## What does Norway want? {actor=norway}\n\n==It wants to trade.==\n\n"
    found = laid_out(Source("t.md", f"{asked}{answers}{about}".encode()), Report())
    assert found is not None
    tables = [item for page in found.products.deck.pages for item in page.items if isinstance(item, Table)]
    said = [
        "".join(run.text for one in row[1].paragraphs for run in one.runs) for one in tables for row in one.rows[1:]
    ]
    assert said == [*(f"Number {at} is settled" for at in "abcdefgh"), "It wants to trade"]


def test_cover_and_judgement_have_the_flags_of_all_actors_of_a_question() -> None:
    source = f'{HEAD}## Who? {{actor="norway china"}}\n\n==Both trade.==\n\n## So? {{.summary}}\n\n==Trade grows.==\n'
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    for page in (found.products.deck.pages[0], found.products.deck.pages[-1]):
        assert [one.target for one in page.items if isinstance(one, Picture) and one.target] == ["q1", "q1"]


def test_the_settings_say_which_slides_there_are(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.briefdeck.slides]\nsummary = false\n", encoding="utf-8")
    assert settings_for(tmp_path).options.slides == (("summary", False),)
    file.write_text("[tool.briefdeck.slides]\nsumary = false\n", encoding="utf-8")
    with pytest.raises(BriefdeckError, match="sumary"):
        settings_for(tmp_path)
    assert main(["build", str(tmp_path)]) != 0


def test_words_of_the_judgement_are_words_of_the_answer() -> None:
    page = _built(" ==Prices hold.==").products.deck.pages[-1]
    assert words_of(_slot(page, "body")[0]) == "Prices hold"


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_judgement_of_one_sentence_is_larger_than_any_other_title_and_leaves_their_sizes_alone(theme: str) -> None:
    sizes = []
    for more in ("", " ==Prices hold.=="):
        *pages, last = _built(more, Options(theme=theme)).products.deck.pages[1:]
        sizes.append({box.fit.size for page in pages for box in _slot(page, "title") if box.fit})
        (judgement,) = _slot(last, "title")
        assert judgement.fit
        assert more or judgement.fit.size > max(sizes[0])
    assert len(sizes[0]) <= 2


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_lines_of_a_judgement_are_about_as_long_as_each_other(theme: str) -> None:
    said = "Szlak przez Gdańsk zostanie, także po wojnie"
    closing = f"## I co? {{.summary}}\n\n=={said}.==\n"
    found = laid_out(
        Source("t.md", (HEAD.replace("lang: en", "lang: pl") + ANSWERS + closing).encode()),
        Report(),
        options=Options(theme=theme),
    )
    assert found
    (title,) = _slot(found.products.deck.pages[-1], "title")
    widths = [sum(run.width for run in line.runs) for line in title.paragraphs[0].lines]
    assert len(widths) == 2
    assert min(widths) > 0.5 * max(widths)
