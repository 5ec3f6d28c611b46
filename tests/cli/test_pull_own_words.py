# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Edits of what the author wrote for the slide or the speaker: each is written where its words are, and only there."""

import difflib
from pathlib import Path
from typing import Any

import pytest

from builder.cli import DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import (
    SOURCE,
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

OWN = SOURCE.replace(
    "Nobody doubts it.\n",
    "Nobody doubts it.\n\n::: slide\nThin ice\n\n- It gets thinner\n- It stays thin\n- It does not grow\n:::\n\n"
    "::: notes\nLook at the map first.\n\nThen wait.\n:::\n",
).replace("China say? {actor=china}", 'China say? {actor=china headline="China is glad"}')


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = written_and_built(tmp_path, monkeypatch)
    source(folder).write_text(OWN, encoding="utf-8")
    assert main(["build", "-q"]) == DONE
    return folder


def _body(deck: Any) -> Any:
    return next(one for one in titled(deck, "Thin ice").shapes if one.name == "Body").text_frame


def _added(deck: Any) -> None:
    _body(deck).add_paragraph().text = "Nobody knows why"


def _dropped(deck: Any) -> None:
    second = _body(deck).paragraphs[1]._p
    second.getparent().remove(second)


def _noted(deck: Any) -> None:
    titled(deck, "Thin ice").notes_slide.notes_text_frame.add_paragraph().text = "Ask for questions."


EDITS: dict[str, tuple[Edit, str, str]] = {
    "headline beside the question": (
        headline("China is glad", "China is very glad"), 'headline="China is glad"', 'headline="China is very glad"',
    ),
    "headline of a block": (headline("Thin ice", "Thin, thin ice"), "Thin ice", "Thin, thin ice"),
    "point of a block": (paragraph("It stays thin", "It stays so"), "- It stays thin", "- It stays so"),
    "point of a block deleted": (_dropped, "- It stays thin", ""),
    "own notes": (notes("Look at the map", "Look at the photograph"), "at the map", "at the photograph"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_the_source_says_it_in_the_same_place(project: Path, name: str) -> None:
    change, old, new = EDITS[name]
    edit(project, change)
    edited = _answers(project)
    assert pull(project) == DONE
    gone, came = _difference(source(project).read_text(encoding="utf-8"))
    assert old in "".join(gone)
    assert new in "".join(came)
    assert len(gone) == 1
    assert len(came) == bool(new)
    assert main(["build", "-q"]) == DONE
    assert _answers(project) == edited
    assert nothing_to_pull(project)


def _answers(project: Path) -> list[tuple[str, str]]:
    """Return what the slides of the answers say and what is said with them; what lists them follows at the build."""
    slides = read_deck(deck(project).read_bytes()).slides
    return [(one.text, one.notes_text) for one in slides if one.key.startswith("q")]


def _difference(text: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(OWN.splitlines(), text.splitlines()))
    return [one[2:] for one in lines if one[0] == "-"], [one[2:] for one in lines if one[0] == "+"]


def test_what_is_added_is_in_the_block_that_is_there(project: Path) -> None:
    edit(project, _added, _noted)
    assert pull(project) == DONE
    text = source(project).read_text(encoding="utf-8")
    assert text.count("::: slide") == text.count("::: notes") == 1
    assert "\n- It does not grow\n- Nobody knows why\n:::" in text
    assert "\nThen wait.\n\nAsk for questions.\n:::" in text
    assert main(["build", "-q"]) == DONE
    assert nothing_to_pull(project)
