"""Rivers of white are seen, and lines are chosen so that there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.brief import Paragraph
from builder.diagnostics import Report
from builder.layout.fonts import Faces
from builder.layout.galley import Galley
from builder.layout.lines import Copy, Manner, break_copy
from builder.layout.rivers import river_ends
from builder.layout.setting import Row
from builder.read import read
from builder.scene import Align, TextRun
from builder.style import pt
from tests.layout.squares import EM, house, media, square_faces, square_style

DECKS = sorted((Path(__file__).parents[2] / "decks").glob("*.md"))

REAL = Faces(house(), media())


def _rows(lines: list[str]) -> tuple[Galley, list[Row]]:
    """Return lines of square letters as they are given."""
    galley = Galley((TextRun(" ".join(lines), square_style(), "en"),), square_faces(), rtl=False)
    rows, word, start = [], 0, 0
    for line in lines:
        last = word + len(line.split()) - 1
        end = start + len(line)
        rows.append(Row(word, last, start, end, hyphen=False, space=True, ends=False, width=len(line) * EM))
        word, start = last + 1, end + 1
    return galley, rows


def test_a_space_below_a_space_four_lines_long_is_a_river() -> None:
    galley, rows = _rows(["aaa bbbb", "cc dddd e", "aaa bbbb", "aaa bb c", "aaa b cc", "aaa bbbb", "aa bbbbb"])
    assert river_ends(galley, rows, 8 * EM) == [5]


def test_three_lines_are_no_river_and_neither_are_spaces_side_by_side() -> None:
    galley, rows = _rows(["aaa bbbb", "aaa bbbb", "aaa bbbb", "aaaa bbb", "aaaaa bb"])
    assert river_ends(galley, rows, 8 * EM) == []


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
                copy = Copy((TextRun(text, style, draft.fields.lang),), align=Align.JUSTIFY, lang=draft.fields.lang)
                done = break_copy(copy, pt(width), REAL, Manner.BEST, hyphenate=True)
                galley = Galley(copy.runs, REAL, rtl=False)
                if done.align is Align.JUSTIFY:
                    assert river_ends(galley, done.rows, done.measure) == []
