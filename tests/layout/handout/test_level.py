"""Columns of a page end on one line where something in them can give way, and pages are filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.layout.handout.columns import STRETCH
from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Item, Page, Picture, Plot, Scene, Table, TextBox
from builder.model.units import pt
from tests.corpus.pictures import striped_png
from tests.layout.handouts import every
from tests.session import laid_out

DECKS = Path(__file__).parents[3] / "decks"

LINE = pt(15.5)
"""Less than the line of a grid in the largest text of two columns."""


def _handout(text: str) -> Scene:
    report = Report()
    found = laid_out(
        Source("t.md", text.encode()), report, pictures={one.name: one.read_bytes() for one in DECKS.glob("*.png")}
    )
    assert found is not None, report.findings
    return found.products.handout


def _ends(page: Page, above: int) -> list[int]:
    """Return where each of two columns ends above the height `above`, EMU."""
    middle = page.width // 2
    inside = [item for item in every(page.items) if isinstance(item, TextBox | Table | Plot | Picture)]
    inside = [item for item in inside if item.frame.bottom <= above and item.frame.width < middle]
    return [max(item.frame.bottom for item in inside if (item.frame.x < middle) is left) for left in (True, False)]


def _foot(page: Page) -> int:
    """Return the upper edge of the closing question's panel, or of the foot of the page."""
    panels = [item.frame.y for item in page.items if item.name == "Summary panel"]
    return min([*panels, page.height - pt(75)])


@pytest.mark.parametrize("name", ["2025-62-beijing-parade", "2026-02-school-gardens-ar", "2026-03-night-trains"])
def test_columns_of_the_examples_end_within_a_line_or_little_more(name: str) -> None:
    page = _handout((DECKS / f"{name}.md").read_text(encoding="utf-8")).pages[0]
    left, right = _ends(page, _foot(page))
    assert abs(left - right) <= 2.2 * LINE


def test_a_last_page_that_would_be_much_white_has_its_chart_over_both_columns_and_its_answer_whole() -> None:
    page = _handout((DECKS / "2026-03-night-trains.md").read_text(encoding="utf-8")).pages[-1]
    (plot,) = _plots(every(page.items))
    assert plot.frame.width > 0.8 * page.width
    words = [item for item in page.items if isinstance(item, TextBox)]
    assert len([item for item in words if item.name == "q4.1"]) == 1
    notes = [item for item in words if item.name.startswith("notes.") and item.name != "notes.head"]
    assert len({item.frame.y for item in notes}) == 1
    assert max(item.frame.bottom for item in notes) > 0.75 * page.height


def test_the_first_page_of_the_spotlight_ends_level() -> None:
    page = _handout((DECKS / "2025-62-beijing-parade.md").read_text(encoding="utf-8")).pages[0]
    left, right = _ends(page, _foot(page))
    assert left == right


def test_a_head_gives_up_no_line_where_the_columns_do_not_end_level_by_it() -> None:
    page = _handout((DECKS / "2026-03-night-trains.md").read_text(encoding="utf-8")).pages[0]
    boxes = {item.name: item for item in every(page.items) if isinstance(item, TextBox)}
    gaps = {
        boxes[f"q{number}.1"].paragraphs[0].lines[0].baseline
        - boxes[f"q{number}.question"].paragraphs[0].lines[-1].baseline
        for number in (1, 2, 3)
    }
    assert max(gaps) - min(gaps) < LINE / 2


CHART = "```chart\nkind: bar\ntitle: Ships\n| Year | Ships |\n| 2023 | 12 |\n| 2024 | 14 |\n```\n\n"


def _ports(words: int) -> Scene:
    head = "---\ntitle: Ports\nlang: en\n---\n\n"
    long = f"## What of the first port?\n\nIt {'counted ships and ' * words}closed.\n\n{CHART}"
    return _handout(head + long + f"## What of the second?\n\nIt {'opened and ' * 300}closed.\n\n")


def _plots(items: Iterator[Item]) -> list[Plot]:
    return [item for item in items if isinstance(item, Plot)]


def test_a_chart_is_as_high_as_lets_its_column_end_level() -> None:
    heights = []
    for words in (24, 44, 60):
        page = _ports(words).pages[0]
        left, right = _ends(page, _foot(page))
        assert abs(left - right) <= LINE
        heights += [plot.frame.height for plot in _plots(every(page.items))]
    assert len(set(heights)) > 1
    assert max(heights) <= (1 + STRETCH) * 1.2 / 0.85 * min(heights)


def test_the_only_page_has_larger_text_where_it_would_be_much_white() -> None:
    scene = _handout((DECKS / "2026-02-school-gardens-ar.md").read_text(encoding="utf-8"))
    (page,) = scene.pages
    panel = next(item for item in page.items if item.name == "Summary panel")
    assert panel.frame.bottom > 0.8 * page.height
    sizes = {
        run.style.size
        for item in page.items
        if isinstance(item, TextBox) and item.name == "q1.1"
        for one in item.paragraphs
        for run in one.runs
    }
    assert min(sizes) > pt(10.5)


def test_a_picture_that_is_taller_than_its_page_ends_no_build() -> None:
    text = (
        "---\ntitle: השיבה\n---\n\n## הדרך {.summary}\n\n==הדרך המדף?== הדרך הקצרה לעצמה הדרך אל לעצמה הדרך המדף "
        "הקצרה את המדף הדרך השיבה השיבה…\n\n```chart\nkind: line\ntitle: את\n| | 5 | 1200 | 12 | 70 |\n"
        "| 2005 | 1200 | 1200 | 1200 | 12 |\n```\n\n![אל …](tall.png)\n"
    )
    found = laid_out(Source("t.md", text.encode()), Report(), pictures={"tall.png": striped_png(30, 2500)})
    assert found is not None
    assert len(_plots(every(found.products.handout.pages[0].items))) == 1
