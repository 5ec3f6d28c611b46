"""The certificates of paper: each block of words on each page has one, it is true, and those of a column add up."""

from collections.abc import Callable
from itertools import groupby, pairwise

import pytest

from builder.layout.handout.text_column import LIFT
from builder.model.request import HANDOUTS
from builder.model.scene import Anchor, Fit, Page, SetParagraph, Table, TextBox
from builder.model.scene_walk import fits_of
from builder.model.theme import Theme
from tests.layout.handouts import BODY, HEAD, PROSE, hand_out, in_columns, ragged

ANSWER = f"""and ships used it at once.

{PROSE * 14}

### How it happened

1. First the storm came.
2. Then the repairs began.

> {PROSE}

| Port | Ships |
|:-----|------:|
| North | 12 |
| South | 140 |

{(PROSE * 6 + chr(10) * 2) * 4}"""

SOURCE = HEAD + BODY.replace("and ships used it at once.", ANSWER)

ASIDE = ("glance", ".margin.", "Monogram", "Running", "Page number")
"""What stands beside the column or outside of it."""


def _blocks(page: Page) -> list[tuple[TextBox | Table, Fit]]:
    """Return the blocks of words of a page with their certificates, of which none is missing."""
    blocks = [item for item in page.items if isinstance(item, TextBox | Table)]
    assert [block.name for block in blocks if block.fit is None] == []
    return [(block, block.fit) for block in blocks if block.fit]


def _paragraphs(block: TextBox | Table) -> list[SetParagraph]:
    if isinstance(block, TextBox):
        return list(block.paragraphs)
    return [one for row in block.rows for cell in row for one in cell.paragraphs]


@pytest.mark.parametrize("variant", HANDOUTS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("change", [lambda theme: theme, in_columns, ragged], ids=["margin", "columns", "ragged"])
def test_every_block_of_words_on_every_page_has_a_certificate_and_it_is_true(
    variant: str, paper: str, change: Callable[[Theme], Theme]
) -> None:
    text = SOURCE if variant != "onepage" else HEAD + BODY
    for page in hand_out(text, variant, paper, change=change).printed.pages:
        assert _blocks(page)
        for block, fit in _blocks(page):
            paragraphs = _paragraphs(block)
            baselines = [line.baseline for one in paragraphs for line in one.lines]
            assert fit.lines == (len(block.rows) if isinstance(block, Table) else len(baselines)), block.name
            assert fit.size == max(run.style.size for one in paragraphs for run in one.runs), block.name
            assert 0 < fit.height_used <= fit.height_available, block.name
            assert block.frame.y + fit.height_available <= page.height, block.name
            assert block.frame.y - LIFT <= min(baselines), block.name
            middle = isinstance(block, TextBox) and block.anchor is Anchor.MIDDLE  # a monogram on its plate
            lowest = block.frame.bottom if middle else block.frame.y + fit.height_used
            assert max(baselines) <= lowest, block.name


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_a_block_leaves_of_its_column_is_what_the_next_one_has_or_more_than_that(paper: str) -> None:
    pages = hand_out(SOURCE, paper=paper).printed.pages
    assert len(pages) > 2
    for page in pages:
        column = [fit for block, fit in _blocks(page) if not any(aside in block.name for aside in ASIDE)]
        rows = [list(row) for _, row in groupby(column, key=lambda fit: fit.height_available)]
        for above, below in pairwise(rows):
            assert below[0].height_available <= above[0].height_available - max(fit.height_used for fit in above)


def test_a_paragraph_over_two_pages_has_a_certificate_on_each_and_both_say_that_it_goes_on() -> None:
    parts: dict[str, list[Fit]] = {}
    for page in hand_out(SOURCE).printed.pages:
        for block, fit in _blocks(page):
            if block.name.startswith("q1."):
                parts.setdefault(block.name, []).append(fit)
    torn = {name: fits for name, fits in parts.items() if len(fits) > 1}
    assert torn
    assert all(fit.rule == "continued" for fits in torn.values() for fit in fits)
    assert all(fits[0].rule == "fixed" for name, fits in parts.items() if name not in torn)


def test_a_slide_on_paper_is_certified_in_the_deck_alone() -> None:
    scene = hand_out(SOURCE, "3up").printed
    names = {block.name for page in scene.pages for block, _ in _blocks(page)}
    assert {"Name 1", "Page number"} <= names
    assert {fit.box for _, fit in fits_of(scene)} == names
