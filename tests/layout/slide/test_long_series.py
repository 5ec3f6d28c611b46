"""A series with a long name keeps its place: whole on the cover, shortened at the foot, never left out."""

import pytest

from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import TextBox
from tests.findings import ExpectingReport
from tests.layout.contexts import words_of
from tests.session import laid_out

SERIES = (
    "A very long name of a series that runs on and on and on to the end of the line and beyond it, far beyond what a "
    "running head can hold at all"
)


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_long_series_is_whole_on_the_cover_and_shortened_at_the_foot(theme: str) -> None:
    head = f"---\ntitle: Two\nseries: {SERIES}\nnumber: 7/2025\ndate: 2025-03-14\n---\n"
    source = f"{head}\n## What?\n\n==Russia left.==\n"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    cover, answer = found.products.deck.pages
    kicker = next(words_of(one) for one in cover.items if isinstance(one, TextBox) and one.name == "Kicker")
    assert kicker.casefold().startswith(SERIES.casefold())
    assert "7/2025" in kicker
    footer = next(words_of(one) for one in answer.items if isinstance(one, TextBox) and one.name == "Footer")
    assert footer.startswith("A very long name")
    assert "…" in footer
    assert footer.endswith("March 14, 2025")


def test_a_name_without_a_space_leaves_its_place_at_the_foot(report: ExpectingReport) -> None:
    source = f"---\ntitle: T\nseries: {'x' * 240}\n---\n\n## What?\n\n==Russia left.==\n"
    found = laid_out(Source("t.md", source.encode()), report)
    assert found is not None
    boxes = [one for one in found.products.deck.pages[1].items if isinstance(one, TextBox)]
    assert next(words_of(one) for one in boxes if one.name == "Footer") == "…"
    report.take("BD361")
    report.take("BD309")


def test_a_number_that_no_line_can_hold_is_refused(report: ExpectingReport) -> None:
    source = f"---\ntitle: T\nnumber: {'9' * 240}\n---\n\n## What?\n\n==Russia left.==\n"
    assert laid_out(Source("t.md", source.encode()), report) is None
    (finding,) = report.take("BD160")
    assert finding.message == "the number has 240 characters; at most 120 fit"
