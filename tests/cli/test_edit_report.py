# ruff: noqa: ANN401 - python-pptx has no types
"""What `pull` and `diff` print of an edited deck is what an analyst would say of it."""

from pathlib import Path
from typing import Any

import pytest
from pptx.chart.data import CategoryChartData
from pptx.util import Cm

from builder.cli import CONTENT, DONE, main
from tests.cli.pulling import deck, edit, headline, notes, pull, source, titled, written_and_built
from tests.compare import shape_edits, word_edits
from tests.compare.catalogue import say
from tests.corpus.pictures import striped_png


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def picture_moved(presentation: Any) -> None:
    picture = next(one for one in titled(presentation, "shortest").shapes if one.name == "Flag Norway")
    picture.left, picture.top = picture.left - Cm(1), picture.top + Cm(2)


def picture_halved(presentation: Any) -> None:
    picture = next(one for one in titled(presentation, "shortest").shapes if one.name == "Flag Norway")
    picture.width, picture.height = Cm(1), Cm(1)


def notes_added(presentation: Any) -> None:
    titled(presentation, "China welcomed").notes_slide.notes_text_frame.add_paragraph().text = "Pause here."


def hidden(presentation: Any) -> None:
    titled(presentation, "thinner")._element.set("show", "0")  # noqa: SLF001


SAID = {
    "a headline": (
        headline("shortest", "Norway won"),
        "Title: “Norway regained its shortest route to the shelf” -> “N",
    ),
    "notes": (
        notes("Nobody had", "Few had"),
        "notes: “…ships. The pilots stay. Nobody had expected so many.” -> “…ships.",
    ),
    "notes added": (notes_added, "added to the notes: “Pause here.”"),
    "a hidden slide": (hidden, "    slide hidden\n"),
    "a move": (picture_moved, "Flag Norway moved 1.0 cm left and 2.0 cm down"),
    "a size": (picture_halved, " cm to 1.0 × 1.0 cm"),
    "bold": (word_edits.word_in_bold, "bold in Body: “"),
    "a box": (shape_edits.text_box_added, "added: TextBox "),
    "a colour": (word_edits.headline_in_red, "colour in Title: “"),
    "a transition": (shape_edits.transition_added, "transition: nothing -> “fade”"),
    "a slide": (shape_edits.slide_added, "slide added: “Backup: who came"),
    "a cell": (shape_edits.cell_changed, "Table, row 2, column 1: “What did Norway gain?” -> “Changed cell”"),
    "a property": (shape_edits.property_title_changed, "title of the file: “"),
}


@pytest.mark.parametrize("what", SAID)
def test_an_edit_is_said_in_words(project: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    make, expected = SAID[what]
    edit(project, make)
    capsys.readouterr()
    assert pull(project, "--dry-run") == DONE
    said = capsys.readouterr().out
    assert expected in said
    assert "notes: notes" not in said


def test_the_same_edit_on_several_slides_is_one_line_of_what_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, word_edits.footer_changed_on_all_slides)
    assert pull(project, "--dry-run") == DONE
    kept = capsys.readouterr().out.partition("kept beside the source:\n")[2]
    assert kept.startswith("  slides 2, 3, 4, 5, 6, 7: Footer: “")
    assert kept.count("\n") == 1


def test_two_decks_are_told_apart_in_the_same_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = project / "before.pptx"
    before.write_bytes(deck(project).read_bytes())
    edit(project, headline("China welcomed", "China was glad"), hidden)
    assert main(["diff", str(before), str(deck(project))]) == DONE
    said = capsys.readouterr().out
    assert "Title: “China welcomed the step” -> “China was glad”" in said
    assert "slide hidden" in said


def test_a_quiet_pull_says_only_what_was_not_taken_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, headline("China welcomed", "China was glad"))
    capsys.readouterr()
    assert pull(project, "-q") == DONE
    assert capsys.readouterr() == ("", "")
    assert main(["build", "-q"]) == DONE

    def replaced(presentation: Any) -> None:
        slide = titled(presentation, "The northern trade")
        slide.notes_slide.notes_text_frame.paragraphs[1].text = "Other words over two highlights"

    edit(project, replaced)
    assert pull(project, "-q") == CONTENT
    said = capsys.readouterr()
    assert "cannot be written into the source:" in said.out
    assert "two highlights” (the answer would no longer say what the points of its slide say)" in said.out
    assert "dist/ports.pptx only" in said.err


chart_data: Any = CategoryChartData

CHART = """
```chart
kind: bar
title: Ships by year
unit: ships

| | Ships |
| 2023 | 10 |
| 2024 | 52 |
```

![Ships in the ice](ice.png "The ice in May")
"""


def test_pull_says_which_old_words_and_numbers_the_handout_keeps(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = source(project).read_text(encoding="utf-8")
    last = "## What does it mean?"
    source(project).write_text(text.replace(last, f"{CHART}\n{last}"), encoding="utf-8")
    (project / "decks" / "ice.png").write_bytes(striped_png(400, 300))
    assert main(["build", "-q"]) == DONE

    def edited(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                if shape.has_chart:
                    data = chart_data()
                    data.categories = ["2023", "2025"]
                    data.add_series("Ships", (10, 53))
                    shape.chart.replace_data(data)
                    slide.shapes.add_textbox(0, 0, 900000, 300000).text_frame.text = "Port authority"
                if shape.has_text_frame and "The ice in May" in shape.text_frame.text:
                    say(shape.text_frame.paragraphs[0], "The ice in June")

    edit(project, edited)
    capsys.readouterr()
    assert pull(project) == DONE
    kept = capsys.readouterr().out.partition("kept beside the source:\n")[2].splitlines()
    assert [line.rpartition(" (")[2] for line in kept if "handout" in line] == [
        "the handout keeps the old numbers)",
        "the handout keeps the old words)",
    ], kept
    assert any("Port authority" in line and "handout" not in line for line in kept), kept
