"""The words that are kept do not become ever more, and forgetting them changes nothing."""

from __future__ import annotations

import pytest

from builder.layout import faces, fonts
from builder.layout.fonts import Faces
from builder.layout.lines import Copy, Manner, break_copy
from builder.scene import TextRun
from builder.style import pt
from tests.layout.squares import house, media


def test_words_are_forgotten_and_lines_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"word{number} and other{number} words of text number {number}" for number in range(40)]
    known = Faces(house(), media())
    expected = [_lines(known, text) for text in texts]
    monkeypatch.setattr(faces, "VOCABULARY", 8)
    monkeypatch.setattr(fonts, "VOCABULARY", 8)
    forgetful = Faces(house(), media())
    assert [_lines(forgetful, text) for text in texts] == expected
    style = forgetful.style("entry-text")
    assert len(forgetful.words(style, "en")) <= 8


def _lines(found: Faces, text: str) -> object:
    copy = Copy((TextRun(text, found.style("entry-text"), "en"),))
    return break_copy(copy, pt(120), found, Manner.BEST).set(0, 0).lines
