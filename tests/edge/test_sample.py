"""The sample in which themes are shown has every kind of slide."""

from typing import get_args

import pytest

from builder.edge.sample import sample_in
from builder.media import Media
from builder.model.findings import Report
from builder.model.outline import Slide
from builder.model.request import Options
from builder.model.scene import Picture, TextBox
from builder.pipeline import understand
from builder.plan import plan
from tests.session import ASSETS, SESSION


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_the_sample_has_every_kind_of_slide_a_large_figure_and_pictures_side_by_side(theme: str) -> None:
    source, pictures = sample_in(ASSETS)
    report = Report()
    found = understand(source, Media(ASSETS, pictures), Options(theme=theme), report, SESSION)
    assert found is not None, report.findings
    assert {type(one) for one in plan(found.brief, ASSETS, report).slides} == set(get_args(Slide))
    pages = found.products.deck.pages
    assert "Large number" in [item.name for page in pages for item in page.items if isinstance(item, TextBox)]
    rows = [
        [item for item in page.items if isinstance(item, Picture) and item.name.startswith("Picture ")]
        for page in pages
    ]
    assert max(map(len, rows)) == 2
    assert pages[-1].title == "Thank you"
