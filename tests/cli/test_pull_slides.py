# ruff: noqa: ANN401 - python-pptx has no types
"""Slides that were moved or deleted where no order of questions says so: the next deck has them as they came back."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from builder.cli import DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import Edit, changes, deck, edit, nothing_to_pull, pull, source, titled, written_and_built
from tests.compare.edit_cases import drop_slide, index_of, move_slide
from tests.corpus.pictures import striped_png

ORDERS: dict[str, Edit] = {
    "cover deleted": lambda deck: drop_slide(deck, 0),
    "table deleted": lambda deck: drop_slide(deck, 3),
    "judgement deleted": lambda deck: drop_slide(deck, len(deck.slides) - 1),
    "overview at the end": lambda deck: move_slide(deck, 1, len(deck.slides) - 1),
    "an answer before the cover": lambda deck: move_slide(deck, 2, 0),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def titles(project: Path) -> list[str]:
    return [one.title for one in read_deck(deck(project).read_bytes()).slides]


@pytest.mark.parametrize("name", ORDERS)
def test_the_next_deck_has_its_slides_in_that_order(project: Path, name: str) -> None:
    edit(project, ORDERS[name])
    wanted, before = titles(project), source(project).read_bytes()
    edited = read_deck(deck(project).read_bytes())
    assert pull(project) == DONE
    assert source(project).read_bytes() == before
    assert main(["build", "-q"]) == DONE
    assert titles(project) == wanted
    assert changes(edited, project) == []
    assert main(["verify", "-q", "dist/ports.pptx"]) == DONE
    assert nothing_to_pull(project)


EXHIBITS = {
    "picture": '![A ship](ship.png "The ship")',
    "chart": "```chart\nkind: bar\ntitle: The ship\n\nYear | Ships\n2023 | 12\n2024 | 40\n```",
}


@pytest.mark.parametrize("kind", EXHIBITS)
def test_a_deleted_slide_leaves_nothing_of_its_picture_or_chart_in_the_deck(project: Path, kind: str) -> None:
    source(project).with_name("ship.png").write_bytes(striped_png(640, 400))
    text = source(project).read_text(encoding="utf-8")
    start, end = text.index("| Port"), text.index("## What did China")
    source(project).write_text(f"{text[:start]}{EXHIBITS[kind]}\n\n{text[end:]}", encoding="utf-8")
    assert main(["build", "-q", "--force"]) == DONE
    edit(project, lambda deck: drop_slide(deck, 3))
    wanted = titles(project)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert titles(project) == wanted
    assert main(["verify", "-q", "dist/ports.pptx"]) == DONE


@pytest.mark.parametrize("at", [1, 4])
def test_a_slide_that_the_author_adds_with_a_layout_of_the_deck_has_its_footer_and_number(
    project: Path, at: int
) -> None:
    def added(presentation: Any) -> None:
        slide = presentation.slides.add_slide(titled(presentation, "thinner").slide_layout)
        for place in slide.placeholders:
            if place.placeholder_format.idx < 2:
                place.text_frame.text = "Words of mine"
        move_slide(presentation, len(presentation.slides) - 1, at)

    edit(project, added)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert main(["verify", "-q", "dist/ports.pptx"]) == DONE
    kinds = {one.placeholder_format.type for one in titled(Presentation(str(deck(project))), "of mine").placeholders}
    assert {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds
    assert nothing_to_pull(project)


def test_links_to_a_deleted_slide_are_gone_and_those_to_others_lead_where_they_led(project: Path) -> None:
    def linked_then_deleted(presentation: Any) -> None:
        first, second = titled(presentation, "shortest route"), titled(presentation, "China welcomed")
        for at, target in enumerate((titled(presentation, "thinner"), second)):
            box = first.shapes.add_textbox(900000, 5000000 + at * 300000, 2000000, 250000)
            box.text_frame.text = f"see {at}"
            box.click_action.target_slide = target

    edit(project, linked_then_deleted)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    edit(project, lambda deck: drop_slide(deck, index_of(deck, titled(deck, "thinner"))))
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    presentation: Any = Presentation(str(deck(project)))
    boxes = {
        one.text_frame.text: one.click_action.target_slide
        for one in titled(presentation, "shortest route").shapes
        if one.has_text_frame and one.text_frame.text.startswith("see")
    }
    assert boxes["see 0"] is None
    assert boxes["see 1"].slide_id == titled(presentation, "China welcomed").slide_id


def test_a_moved_slide_whose_neighbour_is_gone_stays_where_it_is_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = titles(project)[1]
    edit(project, lambda deck: move_slide(deck, 1, 3))
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    start, end = text.index("| Port"), text.index("## What did China")
    source(project).write_text(text[:start] + text[end:], encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == DONE
    said = capsys.readouterr().err
    assert "BD536" in said
    assert f"`slide moved` on “{moved}”" in said
    assert titles(project)[1] == moved


def test_a_deck_never_loses_its_last_slide(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def all_but_the_judgement(presentation: Any) -> None:
        for _ in range(len(presentation.slides) - 1):
            drop_slide(presentation, 0)

    edit(project, all_but_the_judgement)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert titles(project) == ["The northern trade is open again"]
    text = source(project).read_text(encoding="utf-8")
    source(project).write_text(text[: text.index("## What does it mean?")], encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == DONE
    said = capsys.readouterr().err
    assert "BD536" in said
    assert titles(project) == ["Two Ports Reopen"]


def test_only_the_question_whose_slide_was_moved_moves(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = source(project).read_text(encoding="utf-8").replace("doubts it.", "doubts it.[^1]")
    source(project).write_text(f"{text}\n[^1]: Not even the pilots.\n", encoding="utf-8")
    assert main(["build", "-q"]) == DONE

    def to_the_front(presentation: Any) -> None:
        start = index_of(presentation, titled(presentation, "thinner"))
        move_slide(presentation, start, index_of(presentation, titled(presentation, "shortest route")))

    edit(project, to_the_front)
    capsys.readouterr()
    assert pull(project) == DONE
    assert "order of the questions: 3, 1, 2, 4" in capsys.readouterr().out
    lines = source(project).read_text(encoding="utf-8").splitlines()
    kept = [line.split("{")[0].strip() for line in lines if line.startswith(("## ", "[^"))]
    asked = ["does the weather do?", "did Norway gain?", "did China say?", "does it mean?"]
    assert kept == [*(f"## What {one}" for one in asked), "[^1]: Not even the pilots."]
