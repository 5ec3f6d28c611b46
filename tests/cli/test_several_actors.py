# ruff: noqa: ANN401 - python-pptx has no types
"""Whom questions are about: a second question about one, one question about three, one behind the last."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from builder.cli import DONE, main
from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Picture
from tests.session import laid_out

HEAD = """---
title: Three Shores
date: 2026-02-03
authors: [Ada Marsh]
lang: en
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
  sweden: {name: Sweden, flag: se}
  finland: {name: Finland, flag: fi}
  estonia: {name: Estonia, flag: ee}
---

The lead.

"""


def _answer(actors: str, number: int, said: str = "", question: str = "What about it") -> str:
    return (
        f'## {question} {number}? {{actor="{actors}"}}\n\n=={said or f"The claim {number} is short"}.== It holds.\n\n'
    )


THREE = _answer("norway", 1) + _answer("sweden", 2) + _answer("finland", 3)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _built(body: str) -> Any:
    Path("a.md").write_text(HEAD + body, encoding="utf-8")
    assert main(["build", "a.md", "-q", "--force"]) == DONE
    assert main(["verify", "dist/a.pptx", "dist/a.pdf", "--sources", "a.md"]) == DONE
    return Presentation("dist/a.pptx")


def _rows(presentation: Any) -> list[list[str]]:
    tables = [shape.table for shape in presentation.slides[1].shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]


def _words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_every_question_about_an_actor_is_in_the_summary_below_its_first_one() -> None:
    rows = _rows(_built(THREE + _answer("norway", 4) + _answer("sweden norway", 5)))
    assert [row[1] for row in rows] == [f"The claim {number} is short" for number in (1, 4, 2, 5, 3)]
    assert [row[0].split("\n")[0] for row in rows] == ["Norway", "Norway", "Sweden", "Sweden", "Finland"]


def test_later_questions_are_in_the_summary_as_far_as_it_stays_one_slide() -> None:
    long = "The claim {} is so long that it needs two lines of the table in the summary of this briefing about ports"
    more = "".join(_answer("norway", number, long.format(number)) for number in range(4, 24))
    presentation = _built(THREE + more)
    rows = _rows(presentation)
    assert 4 < len(rows) < 23
    assert {row[0].split("\n")[0] for row in rows} == {"Norway", "Sweden", "Finland"}
    assert "(2/" not in _words(presentation.slides[2]), "the summary is one slide"


def test_two_actors_with_many_questions_make_no_summary_by_actors() -> None:
    presentation = _built("".join(_answer(("norway", "sweden")[at % 2], at) for at in range(1, 9)))
    assert not any(row[0].startswith("Norway") for row in _rows(presentation) if row[1].startswith("The claim"))


def test_a_question_about_three_actors_shows_the_flags_of_all_three() -> None:
    named = "The three share one pilot service, and Estonia pays nothing"
    presentation = _built(THREE + _answer("norway sweden finland", 4, named))
    slide = next(one for one in presentation.slides if named in _words(one) and one != presentation.slides[1])
    flags = {shape.name for shape in slide.shapes if shape.name.startswith("Flag")}
    assert {"Flag Norway", "Flag Sweden", "Flag Finland", "Flag Estonia"} <= flags
    assert "Sweden\nFinland" in _words(slide)
    places = {shape.name: shape.top for shape in slide.shapes}
    assert places["Flag Norway"] < places["Flag Sweden"] < places["Flag Finland"] < places["Flag Estonia"]


def test_the_handout_shows_the_flags_of_all_three_where_they_cost_no_line() -> None:
    found = laid_out(Source("a.md", (HEAD + THREE + _answer("sweden norway finland", 4)).encode()), Report())
    assert found is not None
    drawn = [item for page in found.products.handout.pages for item in page.items if isinstance(item, Picture)]
    last = [item for item in drawn if "q4" in item.name]
    assert [Path(item.media.name).stem for item in last] == ["se", "no", "fi"]
    assert all(one.frame.right < other.frame.x for one, other in pairwise(last))
    assert len({item.frame.y for item in last}) == 1


def test_a_question_behind_the_closing_one_is_told_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "## What does it mean? {.summary}\n\n==It is over.==\n\n" + _answer("norway", 1)
    line = text.splitlines().index('## What about it 1? {actor="norway"}') + 1
    Path("a.md").write_text(text, encoding="utf-8")
    assert main(["build", "a.md"]) == DONE
    assert f"a.md:{line}:4: note[BD215]" in capsys.readouterr().err
    titles = [slide.shapes.title.text for slide in Presentation("dist/a.pptx").slides]
    assert titles.index("The claim 1 is short") < titles.index("It is over")
    Path("a.md").write_text(text + "## Thank you {.closing}\n\nGoodbye.\n", encoding="utf-8")
    assert main(["build", "a.md"]) == DONE
    assert capsys.readouterr().err.count("BD215") == 1


def test_a_slide_with_a_table_shows_the_flags_of_all_above_it() -> None:
    table = "\n| Fear | Now |\n| --- | --- |\n| Flood | low |\n| Drought | high |\n\n"
    presentation = _built(THREE + _answer("norway sweden finland", 4) + table)
    tables = [(slide, shape.table) for slide in presentation.slides for shape in slide.shapes if shape.has_table]
    slide = next(one for one, table in tables if table.cell(1, 0).text == "Flood")
    places = {shape.name: shape.left for shape in slide.shapes if shape.name.startswith("Flag")}
    assert places["Flag"] < places["Flag Sweden"] < places["Flag Finland"]
