# ruff: noqa: ANN401, SLF001, S311 - python-pptx has no types, and edits go to its elements; the same each time
"""Whatever is edited: pull and build, and every edited word is on its slide; pull again, and nothing is left.

The gate takes the seeds 0 to 24, the same in every run and on every machine. To look for new faults, name others:
`BRIEFDECK_PULL_SEEDS=1000-1400 pytest -m slow tests/cli/test_pull_property.py`. Edits that fail become one of `FOUND`.
"""

import io
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from builder.cli import DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import SOURCE, titled
from tests.compare.catalogue import say

Edit = tuple[str, int, str]
"""A kind of edit, which of the slides or things of that kind, and the words."""

CHARACTERS = "abc XYZ äß “”’—- .,;:!?()[]{}<>*_=#|&/\\'\"`~+%$1éж中"
KINDS = {
    "headline": 4, "point": 3, "added": 3, "dropped": 3, "notes": 4, "note": 4, "leader": 1, "title": 1, "cell": 2,
    "box": 4, "hide": 3, "moved": 1,
}  # fmt: skip
"""How many slides or things there are for each kind."""
SILENT = {"hide", "moved", "dropped"}
QUESTIONS = ("shortest route", "China welcomed", "thinner", "trade is open")

FOUND: tuple[list[Edit], ...] = (
    [("leader", 0, "w1:$X”&—-ß#}YY:_*w")],  # two hyphens are compared as one, and the last character was lost
    [("title", 0, "w`,}}#Zß—$’:?—$—-“w")],
    [("note", 3, "w|aY1w"), ("box", 3, "a box")],  # two highlights were swallowed, and with them the slide's points
)
"""Edits of which something was lost once."""


def _seeds() -> list[int]:
    first, _, last = os.environ.get("BRIEFDECK_PULL_SEEDS", "0-24").partition("-")
    return list(range(int(first), int(last or first) + 1))


def words_from(order: random.Random, earlier: list[str]) -> str:
    """Return words of any characters, or what another edit says too, or what the source says."""
    chance = order.random()
    if earlier and chance < 0.2:
        return order.choice(earlier)
    if chance < 0.4:
        words = [word for line in SOURCE.splitlines() if line[:1] in "=*" for word in line.split()]
        first = order.randrange(len(words) - 3)
        return " ".join(words[first : first + order.randint(1, 9)]).replace("=", "")
    size = order.choice((3, 60))
    text = "".join(order.choice(CHARACTERS) for _ in range(order.randint(1, size)))
    return " ".join(f"w{text}w".split())


def edits_from(seed: int) -> list[Edit]:
    """Return one to six edits; of several of one kind and place the last, and what is deleted first."""
    order = random.Random(seed)
    drawn: list[Edit] = []
    for kind in order.choices(list(KINDS), k=order.randint(1, 6)):
        earlier = [words for _, _, words in drawn if words]
        drawn.append((kind, order.randrange(KINDS[kind]), "" if kind in SILENT else words_from(order, earlier)))
    once = {(kind, at): (kind, at, words) for kind, at, words in drawn}.values()
    return sorted(once, key=lambda one: one[0] != "dropped")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "ports.md").write_text(SOURCE, encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert build() == DONE
    finally:
        os.chdir(before)
    return folder


def build() -> int:
    return main(["build", "ports.md", "-q", "--format", "pptx"])


def _body(slide: Any) -> Any:
    return next(one for one in slide.shapes if one.name.startswith("Body") and one.has_text_frame).text_frame


def make(presentation: Any, slides: list[Any], edit: Edit) -> None:
    kind, at, words = edit
    match kind:
        case "title":
            say(presentation.slides[0].shapes.title.text_frame.paragraphs[0], words)
        case "cell":
            table = next(one for slide in presentation.slides for one in slide.shapes if one.has_table).table
            say(table.cell(at + 1, at).text_frame.paragraphs[0], words)
        case "notes":
            slides[at].notes_slide.notes_text_frame.add_paragraph().text = words
        case "note":
            say(slides[at].notes_slide.notes_text_frame.paragraphs[1], words)
        case _:
            _make_on_slide(slides[at], kind, words)


def _make_on_slide(slide: Any, kind: str, words: str) -> None:
    match kind:
        case "headline":
            say(slide.shapes.title.text_frame.paragraphs[0], words)
        case "point":
            say(_body(slide).paragraphs[0], words)
        case "added":
            _body(slide).add_paragraph().text = words
        case "dropped":
            for one in _body(slide).paragraphs[1:2]:
                one._p.getparent().remove(one._p)
        case "leader":
            say(next(one for one in slide.shapes if one.name == "Leader").text_frame.paragraphs[0], words)
        case "box":
            box = slide.shapes.add_textbox(Emu(900000), Emu(5200000), Emu(3000000), Emu(400000))
            box.text_frame.text = words
        case "hide":
            slide._element.set("show", "0")
        case "moved":
            picture = next(one for one in slide.shapes if one.name.startswith("Flag"))
            picture.left, picture.top = picture.left - 200000, picture.top


def folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def comes_back(folder: Path, edits: list[Edit]) -> None:
    path = folder / "dist" / "ports.pptx"
    presentation = Presentation(io.BytesIO(path.read_bytes()))
    slides = [titled(presentation, words) for words in QUESTIONS]
    for edit in edits:
        make(presentation, slides, edit)
    presentation.save(str(path))
    edited = path.read_bytes()
    if main(["pull", "dist/ports.pptx", "-o", "ports.md"]) != DONE:  # it was told
        assert build() != DONE
        assert path.read_bytes() == edited
        return
    assert build() == DONE
    said = folded("".join(one.text + one.notes_text for one in read_deck(path.read_bytes()).slides))
    assert [words for _, _, words in edits if folded(words) not in said] == []
    source = (folder / "ports.md").read_bytes()
    assert main(["pull", "dist/ports.pptx", "-o", "ports.md"]) == DONE
    assert (folder / "ports.md").read_bytes() == source


@pytest.mark.slow
@pytest.mark.parametrize("seed", _seeds())
def test_every_edit_comes_back(seed: int, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(built, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    comes_back(tmp_path / "project", edits_from(seed))


@pytest.mark.parametrize("edits", FOUND)
def test_what_was_lost_once_comes_back(
    edits: list[Edit], built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    comes_back(tmp_path / "project", edits)
