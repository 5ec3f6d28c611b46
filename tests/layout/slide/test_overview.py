"""The list of questions: one slide for a dozen, and rows that fill it."""

from __future__ import annotations

import pytest

from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Table
from tests.session import laid_out

QUESTION = "## What about number {number}?\n\nIt is fine. Nobody complained about it in the last ten years.\n\n"


def _tables(count: int) -> list[Table]:
    source = "---\ntitle: The Port\nlang: en\n---\n\n" + "".join(QUESTION.format(number=one) for one in range(count))
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found
    return [item for page in found.products.deck.pages for item in page.items if isinstance(item, Table)]


@pytest.mark.parametrize(("count", "slides"), [(6, 1), (12, 1), (16, 2)])
def test_a_dozen_questions_without_actors_are_one_slide_and_rows_fill_it(count: int, slides: int) -> None:
    tables = _tables(count)
    assert len(tables) == slides
    assert sum(len(one.rows) - 1 for one in tables) == count
    for table in tables:
        assert table.fit
        assert 0.85 * table.fit.height_available < table.fit.height_used <= table.fit.height_available
