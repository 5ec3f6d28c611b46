# ruff: noqa: ANN401 - python-pptx has no types
"""A briefing that is built, edited as in PowerPoint and pulled: what the tests of `briefdeck pull` share."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.cli import DONE, main
from builder.compare.deck_edit import DeckEdit
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from tests.compare.catalogue import say

SOURCE = """---
title: Two Ports Reopen
series: Harbour Notes
number: 7/2025
date: 2025-03-14
authors: [Ada Marsh, Jon Reef]
publisher: Institute of Tides
lang: en-GB
actors:
  norway: {name: Norway, flag: "no", leader: Jonas Gahr Støre}
  china: {name: China, flag: cn}
---

Two ports reopened in the spring.

## What did Norway gain? {actor=norway}

==Norway regained its shortest route to the shelf==, and ships used it at once. The work took a winter.
==China followed in June.== ==The harbour master counted forty ships.== ==The pilots stay.== Nobody had
expected so many.

| Port | Ships |
| --- | --- |
| Vardø | 12 |
| Kirkenes | 40 |

## What did China say? {actor=china}

==China welcomed the step.== ==Its ships wait in the south.== ==They will come in the summer.==

## What does the weather do?

==The ice is thinner than before.== ==It will not grow.== Nobody doubts it.

## What does it mean? {.summary}

==The northern trade is open again.== ==Nobody expects it to close soon.==
"""

Edit = Callable[[Any], None]

_built: dict[str, bytes] = {}
"""The products of the source, which are the same each time."""


def written_and_built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the source into a project in `folder`, build it, and return the folder, in which the test then works."""
    monkeypatch.chdir(folder)
    (folder / "decks").mkdir()
    source(folder).write_text(SOURCE, encoding="utf-8")
    if not _built:
        assert main(["build", "-q"]) == DONE
        _built.update({one.name: one.read_bytes() for one in (folder / "dist").iterdir()})
    (folder / "dist").mkdir(exist_ok=True)
    for name, data in _built.items():
        (folder / "dist" / name).write_bytes(data)
    return folder


def source(project: Path) -> Path:
    return project / "decks" / "ports.md"


def deck(project: Path) -> Path:
    return project / "dist" / "ports.pptx"


def edit(project: Path, *edits: Edit) -> None:
    presentation = Presentation(io.BytesIO(deck(project).read_bytes()))
    for one in edits:
        one(presentation)
    presentation.save(str(deck(project)))


def pull(project: Path, *more: str) -> int:
    del project
    return main(["pull", "dist/ports.pptx", *more])


def titled(presentation: Any, words: str) -> Any:
    return next(one for one in presentation.slides if one.shapes.title and words in one.shapes.title.text_frame.text)


def headline(words: str, new: str) -> Edit:
    return lambda deck: say(titled(deck, words).shapes.title.text_frame.paragraphs[0], new)


def paragraph(words: str, new: str) -> Edit:
    """Let the first paragraph that holds `words` say something else."""

    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                for one in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    if words in one.text and shape != slide.shapes.title:
                        say(one, one.text.replace(words, new))
                        return
        raise AssertionError(words)

    return change


def notes(words: str, new: str) -> Edit:
    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for one in slide.notes_slide.notes_text_frame.paragraphs:
                if words in one.text:
                    say(one, one.text.replace(words, new))
                    return
        raise AssertionError(words)

    return change


def run(words: str, new: str) -> Edit:
    """Let the first run on a slide that holds `words`, in a table as well, say something else; line breaks stay."""
    return lambda deck: _run_in([slide.element for slide in deck.slides], words, new)


def run_of_notes(words: str, new: str) -> Edit:
    """Do the same in the speaker notes."""
    return lambda deck: _run_in([slide.notes_slide.element for slide in deck.slides], words, new)


def _run_in(trees: list[Any], words: str, new: str) -> None:
    one = next(one for tree in trees for one in tree.iter(qn("a:t")) if words in (one.text or ""))
    one.text = one.text.replace(words, new)


def changes(edited: Any, project: Path) -> list[DeckEdit]:
    return list(compare_decks(edited, read_deck(deck(project).read_bytes())).edits)


def nothing_to_pull(project: Path) -> bool:
    before = source(project).read_bytes()
    return pull(project) == DONE and source(project).read_bytes() == before
