# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and edits go to its elements
"""Whatever is edited: pull and build, and every edited word is on its slide; pull again, and nothing is left."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Emu

from builder.cli import DONE, main
from builder.compare.deck_reader import read_deck
from tests.cli.pulling import SOURCE
from tests.compare.catalogue import say

RUNS = int(os.environ.get("BRIEFDECK_PULL_RUNS", "40"))

WORDS = st.text(st.sampled_from("abc XYZ äß “”’—- .,;:!?()[]{}<>*_=#|&/\\'\"`~+%$1éж中"), min_size=3, max_size=60).map(
    lambda text: " ".join(f"w{text}w".split())
)

EDITS = st.one_of(
    st.tuples(st.just("headline"), st.integers(0, 3), WORDS),
    st.tuples(st.just("point"), st.integers(0, 2), WORDS),
    st.tuples(st.just("notes"), st.integers(0, 3), WORDS),
    st.tuples(st.just("leader"), st.just(0), WORDS),
    st.tuples(st.just("title"), st.just(0), WORDS),
    st.tuples(st.just("box"), st.integers(0, 3), WORDS),
    st.tuples(st.just("hide"), st.integers(0, 2), st.just("")),
    st.tuples(st.just("moved"), st.just(0), st.just("")),
)


@contextmanager
def project() -> Iterator[Path]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path("ports.md").write_text(SOURCE, encoding="utf-8")
            assert build() == DONE
            yield Path(folder)
        finally:
            os.chdir(before)


def build() -> int:
    return main(["build", "ports.md", "-q", "--format", "pptx"])


def _questions(presentation: Any) -> list[Any]:
    words = ("shortest route", "China welcomed", "thinner", "trade is open")
    return [
        next(one for one in presentation.slides if one.shapes.title and word in one.shapes.title.text_frame.text)
        for word in words
    ]


def _point(slide: Any) -> Any:
    boxes = (one for one in slide.shapes if one.name.startswith("Body") and one.has_text_frame)
    return next(boxes).text_frame.paragraphs[0]


def make(presentation: Any, edits: list[tuple[str, int, str]]) -> list[str]:
    """Make the edits, the last of each kind and place, and return the words that must come back."""
    slides = _questions(presentation)
    wanted = []
    for (kind, at), words in {(kind, at): words for kind, at, words in edits}.items():
        slide = slides[at]
        match kind:
            case "headline":
                say(slide.shapes.title.text_frame.paragraphs[0], words)
            case "point":
                say(_point(slide), words)
            case "notes":
                slide.notes_slide.notes_text_frame.add_paragraph().text = words
            case "leader":
                say(next(one for one in slide.shapes if one.name == "Leader").text_frame.paragraphs[0], words)
            case "title":
                say(presentation.slides[0].shapes.title.text_frame.paragraphs[0], words)
            case "box":
                box = slide.shapes.add_textbox(Emu(900000), Emu(5200000), Emu(3000000), Emu(400000))
                box.text_frame.text = words
            case "hide":
                slide._element.set("show", "0")
            case "moved":
                picture = next(one for one in slide.shapes if one.name.startswith("Flag"))
                picture.left, picture.top = picture.left - 200000, picture.top
        wanted += [words] if words else []
    return wanted


def folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@pytest.mark.slow
@settings(max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_every_edit_comes_back(edits: list[tuple[str, int, str]]) -> None:
    with project() as folder:
        path = folder / "dist" / "ports.pptx"
        presentation = Presentation(io.BytesIO(path.read_bytes()))
        wanted = make(presentation, edits)
        presentation.save(str(path))
        code = main(["pull", "dist/ports.pptx", "-o", "ports.md"])
        if code != DONE:  # told, and nothing was written over
            assert build() != DONE
            return
        assert build() == DONE
        slides = read_deck(path.read_bytes()).slides
        said = folded("".join(one.text + one.notes_text for one in slides))
        missing = [words for words in wanted if folded(words) not in said]
        assert not missing
        source = (folder / "ports.md").read_bytes()
        assert main(["pull", "dist/ports.pptx", "-o", "ports.md"]) == DONE
        assert (folder / "ports.md").read_bytes() == source
