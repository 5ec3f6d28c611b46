"""What the shaper remembers does not become ever more, changes nothing, and is forgotten without a trace."""

import pytest

from builder.layout.text import font_file, shaper
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.paragraph import shape_paragraph
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
    monkeypatch.setattr(shaper, "REMEMBERED", 3)
    forgetful = Shaper(house(), assets())
    assert [_lines(forgetful, text) for text in texts] == expected
    style = forgetful.style("entry-text")
    assert len(forgetful.words(style, "en")) <= 8


def test_a_paragraph_that_was_shaped_cannot_be_changed() -> None:
    known = Shaper(house(), assets())
    run = TextRun("A label that is remembered", known.style("entry-text"), "en")
    paragraph = shape_paragraph((run,), known, rtl=False)
    for owner, name in ((paragraph, "words"), (paragraph, "width"), (paragraph.measured, "text")):
        with pytest.raises(AttributeError):
            setattr(owner, name, None)
    assert shape_paragraph((run,), known, rtl=False) is paragraph
    assert shape_paragraph((run,), Shaper(house(), assets()), rtl=False) is not paragraph


def _lines(found: Shaper, text: str) -> object:
    copy = ParagraphSpec((TextRun(text, found.style("entry-text"), "en"),))
    return break_paragraph(copy, pt(120), found, BreakStrategy.BEST).set(0, 0).lines
