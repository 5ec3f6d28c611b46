"""Rivers of white are seen, and lines are chosen so that there are none."""

from functools import partial
from pathlib import Path

import pytest

from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.line import LineSpan, space_places
from builder.layout.text.paragraph import shape_paragraph
from builder.layout.text.rivers import Spaces, river_ends
from builder.layout.text.shaper import Shaper
from builder.model.brief import Paragraph
from builder.model.findings import Report
from builder.model.scene import Align, TextRun
from builder.model.units import pt
from builder.read import read
from tests.layout.square_font import EM, assets, house, square_faces, square_style

DECKS = sorted((Path(__file__).parents[3] / "decks").glob("*.md"))

REAL = Shaper(house(), assets())


def _spaces(runs: tuple[TextRun, ...], shaper: Shaper) -> Spaces:
    """Return what finds the spaces in lines of `runs`."""
    paragraph = shape_paragraph(runs, shaper, rtl=False)
    return partial(space_places, paragraph, paragraph.glyph_row())


def _rows(lines: list[str]) -> tuple[list[LineSpan], Spaces]:
    """Return lines of square letters as they are given."""
    rows, word, start = [], 0, 0
    for line in lines:
        last = word + len(line.split()) - 1
        end = start + len(line)
        rows.append(LineSpan(word, last, start, end, hyphen=False, space=True, ends=False, width=len(line) * EM))
        word, start = last + 1, end + 1
    return rows, _spaces((TextRun(" ".join(lines), square_style(), "en"),), square_faces())


def test_a_space_below_a_space_four_lines_long_is_a_river() -> None:
    rows, spaces_of = _rows(["aaa bbbb", "cc dddd e", "aaa bbbb", "aaa bb c", "aaa b cc", "aaa bbbb", "aa bbbbb"])
    assert river_ends(rows, 8 * EM, spaces_of) == [5]


def test_three_lines_are_no_river_and_neither_are_spaces_side_by_side() -> None:
    rows, spaces_of = _rows(["aaa bbbb", "aaa bbbb", "aaa bbbb", "aaaa bbb", "aaaaa bb"])
    assert river_ends(rows, 8 * EM, spaces_of) == []


@pytest.mark.parametrize("width", [234, 320], ids=["two columns", "one column"])
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_briefings_that_ship_are_set_without_rivers(path: Path, width: int) -> None:
    draft = read(path.name, path.read_bytes(), Report())
    assert draft is not None
    style = REAL.style("entry-text")
    for passage in draft.passages:
        for block in passage.answer:
            if isinstance(block, Paragraph):
                text = " ".join(sentence.text for sentence in block.sentences)
                copy = ParagraphSpec(
                    (TextRun(text, style, draft.fields.lang),), align=Align.JUSTIFY, lang=draft.fields.lang
                )
                done = break_paragraph(copy, pt(width), REAL, BreakStrategy.BEST, hyphenate=True)
                if done.align is Align.JUSTIFY:
                    assert river_ends(done.lines, done.measure, _spaces(copy.runs, REAL)) == []
