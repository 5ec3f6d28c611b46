"""Charts and pictures that give a little of their height, and headings that are never left behind."""

import pytest

from builder.layout.handout.flow import FlowPiece, fill_frames
from builder.model.scene import Plot
from builder.model.units import pt
from tests.layout.handouts import BODY, HEAD, every, hand_out

CHART = """

```chart
kind: bar
title: Ships per year
| Year | Ships |
| 2020 | 12 |
| 2021 | 14 |
| 2022 | 19 |
```

"""


def _piece(*heights: int, keep: bool = False, before: int = 0) -> FlowPiece:
    return FlowPiece(tuple(heights), lambda *_: (), keep=keep, before=before, least=min(2, len(heights)), snap=False)


def _chart(sentences: int) -> tuple[int, int]:
    """Return the page and the height of the chart behind so many short sentences."""
    text = HEAD + BODY.replace("at once.", "at once. " + "Ships came in again. " * sentences + CHART)
    pages = hand_out(text).handout.pages
    ((number, plot),) = (
        (number, item) for number, page in enumerate(pages, 1) for item in every(page.items) if isinstance(item, Plot)
    )
    return number, plot.frame.height


def test_a_chart_that_misses_its_page_by_little_is_a_little_lower_and_stays() -> None:
    found = [_chart(sentences) for sentences in range(40, 120, 2)]
    heights = sorted({height for _, height in found})
    # first it has room, then it is lower, then lower still, then it goes to the next page in its largest size
    assert heights[:2] == pytest.approx([0.85 * heights[1], heights[2] / 1.2], abs=2)
    assert {page for page, height in found if height < heights[2]} == {1}
    pages = [page for page, _ in found]
    assert pages == sorted(pages)


def test_a_heading_is_not_left_behind_at_the_foot_of_a_page_that_is_in_use() -> None:
    line = pt(15)
    pieces = (_piece(line, keep=True), _piece(*(line,) * 6))
    rooms = (2 * line, 2 * line, 40 * line)
    frames = fill_frames(pieces, lambda number: rooms[min(number, 2)], line)
    assert [[one.piece for one in frame.placed] for frame in frames] == [[], [], [0, 1]]


def test_a_heading_and_a_text_that_no_page_holds_together_are_set_all_the_same() -> None:
    line = pt(15)
    pieces = (_piece(line, keep=True), _piece(50 * line))
    frames = fill_frames(pieces, lambda _: 40 * line, line)
    assert [one.piece for frame in frames for one in frame.placed] == [0, 1]
