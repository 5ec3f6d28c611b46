"""A long word has a hyphen where that spares the last line from being a single word."""

from __future__ import annotations

import pytest

from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Scene, SetParagraph
from builder.model.scene_walk import paragraphs_of
from builder.model.typography import HYPHEN
from tests.session import laid_out

HEAD = (
    "---\ntitle: T\nlang: {lang}\nactors: {{fr: {{name: Frankreich, leader: Jürgen von Großmann-Hohenstein}}}}\n---\n\n"
)


def _scenes(answer: str, lang: str) -> tuple[Scene, Scene]:
    source = f"{HEAD.format(lang=lang)}## Was tun? {{actor=fr}}\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    return found.products.deck, found.products.handout


def _lines(paragraph: SetParagraph) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in paragraph.lines]


def _paragraph(scene: Scene, begin: str) -> SetParagraph:
    pages = scene.pages[1:] or scene.pages
    return next(
        one
        for page in pages
        for one in paragraphs_of(page.items)
        if "".join(run.text for run in one.runs).startswith(begin)
    )


@pytest.mark.parametrize(
    ("lang", "words", "divided"),
    [
        ("de", "Für neue Freihandelsabkommensverhandlungen und Verordnung", "Freihandelsabkommensverhandlungen"),
        ("pl", "Się Rosją Konstantynopolitańczykowianeczka zakończone", "Konstantynopolitańczykowianeczka"),
    ],
)
def test_a_word_that_fills_a_line_is_divided_where_a_single_word_would_follow_it(
    lang: str, words: str, divided: str
) -> None:
    title = _paragraph(_scenes(f"=={words}.== ==Ja.== ==Nein.== ==Doch.==", lang)[0], words[:5])
    lines = _lines(title)
    assert len(lines[-1].split()) > 1
    assert " ".join(lines).replace(f"{HYPHEN} ", "") == words
    assert divided not in lines


def test_a_name_in_the_handout_is_not_divided_at_its_hyphen() -> None:
    lines = _lines(_paragraph(_scenes("==Ja.==", "de")[1], "Frankreich"))
    assert "Hohenstein" not in lines
