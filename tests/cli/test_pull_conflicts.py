# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Three ways, for each kind of thing: changed by one side, by both alike, by both otherwise."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from builder.cli import CONTENT, DONE, USAGE, main
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
    source,
    titled,
    written_and_built,
)
from tests.compare.catalogue import say


class Unit(NamedTuple):
    """Something that a deck and its source both say: how it is edited, and how the source is."""

    theirs: Edit
    old: str
    same: str
    """What the source says where it was changed as the deck was."""
    other: str
    shown: str
    """What the deck says after the edit."""


def cell(words: str, new: str) -> Edit:
    def change(presentation: Any) -> None:
        tables = [one.table for slide in list(presentation.slides)[2:] for one in slide.shapes if one.has_table]
        found = next(one for table in tables for row in table.rows for one in row.cells if one.text == words)
        say(found.text_frame.paragraphs[0], new)

    return change


def hidden(presentation: Any) -> None:
    titled(presentation, "thinner")._element.set("show", "0")


UNITS = {
    "headline": Unit(
        headline("China welcomed", "China was glad"), "==China welcomed the step.==", "==China was glad.==",
        "==China said nothing.==", "China was glad",
    ),
    "point": Unit(
        paragraph("It will not grow", "It will melt"), "==It will not grow.==", "==It will melt.==",
        "==It may not grow.==", "It will melt",
    ),
    "notes": Unit(notes("Nobody had", "Few had"), "Nobody had", "Few had", "Somebody had", "Few had"),
    "question": Unit(
        paragraph("What does the weather do?", "What does the ice do?"), "What does the weather do?",
        "What does the ice do?", "What did the weather do?", "What does the ice do?",
    ),
    "cell": Unit(cell("12", "13"), "| 12 |", "| 13 |", "| 14 |", "13"),
    "title": Unit(
        headline("Two Ports Reopen", "Three Ports Reopen"), "title: Two Ports", "title: Three Ports",
        "title: Four Ports", "Three Ports Reopen",
    ),
    "leader": Unit(
        paragraph("Jonas Gahr Støre", "Somebody New"), "Jonas Gahr Støre", "Somebody New", "Somebody Else",
        "Somebody New",
    ),
    "date": Unit(
        paragraph("14 March 2025", "15 March 2025"), "2025-03-14", "2025-03-15", "2025-03-16", "15 March 2025"
    ),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written_and_built(tmp_path, monkeypatch)


def shown(project: Path) -> str:
    slides = read_deck(deck(project).read_bytes()).slides
    return "\n".join(
        text for one in slides for text in (one.text, one.notes_text, *(s.text for s in one.shapes))
    ).replace("\u00a0", " ")


def change_source(project: Path, old: str, new: str) -> None:
    text = source(project).read_text(encoding="utf-8")
    assert old in text
    source(project).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", UNITS)
def test_what_only_the_deck_changed_comes_home(project: Path, name: str) -> None:
    unit = UNITS[name]
    edit(project, unit.theirs)
    assert pull(project) == DONE
    assert main(["build", "-q"]) == DONE
    assert unit.shown in shown(project)
    assert nothing_to_pull(project)


@pytest.mark.parametrize("name", UNITS)
def test_what_only_the_source_changed_stays(project: Path, name: str) -> None:
    unit = UNITS[name]
    change_source(project, unit.old, unit.other)
    before = source(project).read_bytes()
    edit(project, hidden)
    assert pull(project) == DONE
    assert source(project).read_bytes() == before.replace(b"weather do?", b"weather do? {.hidden}")


@pytest.mark.parametrize("name", UNITS)
def test_the_same_change_on_both_sides_is_no_conflict(project: Path, name: str) -> None:
    unit = UNITS[name]
    edit(project, unit.theirs)
    change_source(project, unit.old, unit.same)
    before = source(project).read_bytes()
    assert pull(project) == DONE
    assert source(project).read_bytes() == before


@pytest.mark.parametrize("name", UNITS)
def test_another_change_on_each_side_is_told_and_decided_by_the_author(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = UNITS[name]
    edit(project, unit.theirs)
    change_source(project, unit.old, unit.other)
    before, edited = source(project).read_bytes(), deck(project).read_bytes()
    capsys.readouterr()
    assert pull(project) == CONTENT
    said = capsys.readouterr().out
    assert "conflict on slide" in said
    assert said.partition("conflict on slide")[2].count("\n") >= 4
    assert (source(project).read_bytes(), deck(project).read_bytes()) == (before, edited)
    assert pull(project, "--ours") == DONE
    assert source(project).read_bytes() == before
    source(project).write_bytes(before)
    deck(project).write_bytes(edited)
    assert pull(project, "--theirs", "99") == USAGE
    assert pull(project, "--theirs") == DONE
    assert main(["build", "-q"]) == DONE
    assert unit.shown in shown(project)
