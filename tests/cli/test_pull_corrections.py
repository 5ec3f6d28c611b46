# ruff: noqa: ANN401 - python-pptx has no types
"""Single words of a headline or point corrected in the deck: deck, notes and handout say the same afterwards."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from builder.cli import CONTENT, DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import (
    Edit,
    deck,
    edit,
    headline,
    notes,
    nothing_to_pull,
    paragraph,
    pull,
    run,
    source,
    titled,
    written_and_built,
)
from tests.compare.catalogue import say

ANSWER = """## How far does the ice reach?

==The ice reached 31 miles in the winter of last year==.[^log] Nobody doubts it, because ==the **old** whalers
measured it twice with the same rope==, and the harbour wrote it down.

| Year | Miles |
| --- | --- |
| 1999 | 29 |

[^log]: Harbour log.

"""

CORRECTIONS: dict[str, tuple[Edit, str, str]] = {
    "number of a headline": (run("reached 31 miles", "reached 32 miles"), "31 miles", "32 miles"),
    "word of a headline": (run("in the winter", "in the autumn"), "the winter of", "the autumn of"),
    "word of a point within a sentence": (run("whalers", "fishermen"), "whalers\nmeasured", "fishermen\nmeasured"),
    "words added to a point": (run("the same rope", "the same long rope"), "same rope", "same long rope"),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = written_and_built(tmp_path, monkeypatch)
    text = source(folder).read_text(encoding="utf-8")
    source(folder).write_text(text.replace("## What does it mean?", f"{ANSWER}## What does it mean?"), "utf-8")
    assert main(["build", "-q"]) == DONE
    return folder


@pytest.mark.parametrize("name", CORRECTIONS)
def test_words_are_corrected_in_the_answer_and_nothing_else_is(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change, old, new = CORRECTIONS[name]
    before = source(project).read_text(encoding="utf-8")
    edit(project, change)
    capsys.readouterr()
    assert pull(project) == DONE
    assert "(the handout changes too)" in capsys.readouterr().out
    assert source(project).read_text(encoding="utf-8") == before.replace(old, new)
    assert main(["build", "-q"]) == DONE
    slides = read_deck(deck(project).read_bytes()).slides
    assert any(new.replace("\n", " ") in one.notes_text.replace("\u00a0", " ") for one in slides)
    assert nothing_to_pull(project)


@pytest.mark.parametrize("mark", ".,;")
def test_an_item_of_a_list_keeps_the_mark_that_its_slide_does_not_show(project: Path, mark: str) -> None:
    before = source(project).read_text(encoding="utf-8")
    before = before.replace(ANSWER, f"## What runs in summer?\n\n- ==ferries run all summer{mark}==\n- and boats\n\n")
    source(project).write_text(before, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, run("all summer", "all autumn"))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == before.replace("all summer", "all autumn")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_a_corrected_number_that_is_still_elsewhere_is_told_with_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = source(project).read_text(encoding="utf-8").replace("| 1999 | 29 |", "| 1999 | 29 |\n| 2024 | 31 |")
    text = text.replace("Two ports reopened", "The 31st of March 1831: two ports reopened")
    source(project).write_text(text, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, run("reached 31 miles", "reached 32 miles"))
    capsys.readouterr()
    assert pull(project) == DONE
    told = capsys.readouterr().out
    line = source(project).read_text(encoding="utf-8").splitlines().index("| 2024 | 31 |") + 1
    assert f"ports.md:{line}: 31 in “| 2024 | 31 |”" in told
    assert told.count("ports.md:") == 1
    assert main(["build", "-q"]) == DONE
    edit(project, run("in the winter", "in the autumn"))
    assert pull(project) == DONE
    assert "old number" not in capsys.readouterr().out


@pytest.mark.parametrize("other", ["29.5", "29,5"])
def test_a_corrected_number_is_found_in_another_spelling_and_shown(
    project: Path, capsys: pytest.CaptureFixture[str], other: str
) -> None:
    lead = f"Two ports, for which everybody had waited since the spring of that winter, reopened at {other} miles."
    text = source(project).read_text(encoding="utf-8").replace("| 1999 | 29 |", "| 1999 | 29.50 |")
    text = text.replace("Two ports reopened in the spring.", lead)
    source(project).write_text(text, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, run("29.50", "28.50"))
    capsys.readouterr()
    assert pull(project) == DONE
    told = next(one for one in capsys.readouterr().out.splitlines() if "ports.md:" in one and "29.50 in" in one)
    assert f":{text.splitlines().index(lead) + 1}: " in told
    assert f"reopened at {other}" in told


PAID = "## What did they pay?\n\n==The owners paid 57 euros.== The port took 120 days to count it.\n\n"


@pytest.mark.parametrize(
    ("shown", "said"), [("took 150 days to count it", "took 150 days to count it"), ("took 120 days", "")]
)
def test_a_sentence_that_no_highlight_marks_is_corrected_in_the_answer_but_not_shortened(
    project: Path, shown: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (
        source(project).read_text(encoding="utf-8").replace("## What does it mean?", f"{PAID}## What does it mean?")
    )
    source(project).write_text(before, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, run("took 120 days to count it", shown))
    capsys.readouterr()
    assert pull(project) == DONE
    assert ("the handout changes too" in capsys.readouterr().out) == bool(said)
    wanted = before.replace("took 120 days to count it", said) if said else before
    assert source(project).read_text(encoding="utf-8") == wanted
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)


def test_the_same_correction_in_headline_and_notes_is_made_once(project: Path) -> None:
    before = source(project).read_text(encoding="utf-8")
    edit(project, run("31 miles", "32 miles"), notes("31 miles", "32 miles"))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == before.replace("31 miles", "32 miles")


def test_other_words_of_the_notes_are_changed_beside_a_correction(project: Path) -> None:
    before = source(project).read_text(encoding="utf-8")
    edit(project, run("31 miles", "32 miles"), notes("harbour wrote", "harbour master wrote"))
    assert pull(project) == DONE
    wanted = before.replace("31 miles", "32 miles").replace("harbour wrote", "harbour master wrote")
    assert source(project).read_text(encoding="utf-8") == wanted


def test_notes_that_say_something_else_again_are_not_overwritten(project: Path) -> None:
    def other_notes(presentation: Any) -> None:
        for one in titled(presentation, "31 miles").notes_slide.notes_text_frame.paragraphs:
            say(one, one.text.replace("in the winter", "in the summer"))

    edit(project, other_notes, run("in the winter", "in the autumn"))
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert "==The ice reached 31 miles in the summer of last year==" in text
    assert 'headline="The ice reached 31 miles in the autumn of last year"' in text


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (headline("reached 31", "Spring brought a record"), "The ice reached 31 miles in the winter of last year"),
        (
            headline("reached 31", "The ice reached 31 miles in the winter year"),
            "The ice reached 31 miles in the winter",
        ),
        (paragraph("It will not grow", "Its growth has ended"), "It will not grow"),
    ],
    ids=["another headline", "shorter headline", "another point"],
)
def test_words_that_are_for_the_slide_alone_stay_in_the_answer_which_is_told(
    project: Path, change: Edit, kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, change)
    capsys.readouterr()
    assert pull(project, "--dry-run") == DONE
    told = capsys.readouterr().out
    assert pull(project) == DONE
    assert capsys.readouterr().out == told
    assert f"the handout does not change: the answer still says “{kept}" in told
    assert f"=={kept}" in source(project).read_text(encoding="utf-8")


def test_an_edit_with_which_nothing_could_be_built_is_refused_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, headline("reached 31", "Ice for 73 miles"), paragraph("Jonas Gahr Støre", "Somebody New"))
    before = source(project).read_text(encoding="utf-8")
    capsys.readouterr()
    assert pull(project, "--dry-run") == CONTENT
    told = capsys.readouterr().out
    assert "headline: “Ice for 73 miles” (nothing could be built with it: BD222" in told
    assert "say it in the answer too" in told
    assert pull(project) == CONTENT
    assert capsys.readouterr().out == told
    assert source(project).read_text(encoding="utf-8") == before.replace("Jonas Gahr Støre", "Somebody New")
    Presentation(str(deck(project)))
    assert main(["build", "-q", "--replace"]) == DONE


def test_a_chosen_sentence_is_corrected_in_an_answer_without_highlights(project: Path) -> None:
    text = (
        source(project)
        .read_text(encoding="utf-8")
        .replace(
            "==The ice is thinner than before.== ==It will not grow.==",
            "The ice is thinner than in May. It will not grow.",
        )
    )
    source(project).write_text(text, "utf-8")
    assert main(["build", "-q"]) == DONE
    edit(project, run("thinner than in May", "thinner than in July"))
    assert pull(project) == DONE
    assert source(project).read_text(encoding="utf-8") == text.replace("in May", "in July")
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)
