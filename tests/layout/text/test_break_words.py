"""The words that are kept do not become ever more, and forgetting them changes nothing."""

from __future__ import annotations

import pytest

from builder.layout.text import font_file, shaper
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.scene import TextRun
from builder.model.units import pt
from tests.layout.square_font import assets, house


def test_words_are_forgotten_and_lines_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"word{number} and other{number} words of text number {number}" for number in range(40)]
    known = Shaper(house(), assets())
    expected = [_lines(known, text) for text in texts]
    monkeypatch.setattr(font_file, "VOCABULARY", 8)
    monkeypatch.setattr(shaper, "VOCABULARY", 8)
    forgetful = Shaper(house(), assets())
    assert [_lines(forgetful, text) for text in texts] == expected
    style = forgetful.style("entry-text")
    assert len(forgetful.words(style, "en")) <= 8


def _lines(found: Shaper, text: str) -> object:
    copy = ParagraphSpec((TextRun(text, found.style("entry-text"), "en"),))
    return break_paragraph(copy, pt(120), found, BreakStrategy.BEST).set(0, 0).lines
