"""Points in columns have lines of like length, in no more of them, and find room in a wider face as well."""

import pytest

from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.fit import SHORT_END
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import TextBox
from tests.session import ASSETS, laid_out

HEAD = """---
title: The Port
lang: en
---

## What does it want?

==The port wants ships, rails and cranes, and above all it wants them before the others have them.==

"""
SHORT = "The Belarusian authorities have also signalled their desire to develop military cooperation with China"
LONG = (
    "Lukashenka used his participation in the parade and numerous meetings with leaders of other countries during his "
    "visit to China to strengthen his international political position"
)
LONGER = (
    LONG + ", which the authorities in Minsk describe as a success of their course between the great powers, and which "
    "observers in the region call a visit like any other, although nobody there denies that contracts were signed, "
    "that loans were promised and that an airline will fly between the capitals again, as it did for many years before "
    "the borders were closed, the flights were stopped and the trade between the two was left to trains that take weeks"
)


@pytest.mark.parametrize("theme", ["briefing", "harbour"])
def test_a_short_point_beside_a_long_one_has_lines_of_like_length(theme: str) -> None:
    source = HEAD + f"=={SHORT}==. =={LONGER}==.\n"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    page = found.products.deck.pages[1]
    boxes = [item for item in page.items if isinstance(item, TextBox) and item.slot in ("body", "second")]
    assert len({box.frame.x for box in boxes}) == 2
    shaper = Shaper(found.theme, ASSETS)
    for box in boxes:
        spec = ParagraphSpec(box.paragraphs[0].runs)
        width = box.frame.width - box.inset[0] - box.inset[2]
        *others, last = (line.width for line in break_paragraph(spec, width, shaper, BreakStrategy.GREEDY).lines)
        widest = max(*others, last)
        assert min(others) >= 0.75 * widest
        assert last >= SHORT_END * widest
        wide = break_paragraph(spec, round(width / SUBSTITUTE_WIDTH), shaper, BreakStrategy.GREEDY)
        assert box.frame.y + wide.height <= page.height


@pytest.mark.parametrize("theme", ["briefing", "harbour"])
def test_two_points_of_a_sentence_each_are_columns_below_rules_in_one_size(theme: str) -> None:
    source = HEAD + f"=={SHORT}==. =={LONG}==.\n"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    page = found.products.deck.pages[1]
    first, second = (item for item in page.items if isinstance(item, TextBox) and item.slot in ("body", "second"))
    rules = [item.frame for item in page.items if item.name.startswith("Rule ")]
    assert first.frame.right < second.frame.x
    assert [(rule.x, rule.y) for rule in rules] == [(first.frame.x, rules[0].y), (second.frame.x, rules[0].y)]
    assert len({box.fit.size for box in (first, second) if box.fit}) == 1
    assert rules[0].y < first.frame.y == second.frame.y


@pytest.mark.parametrize("theme", ["briefing", "harbour"])
def test_two_points_of_few_words_are_rows_of_one_width_that_share_the_height(theme: str) -> None:
    source = HEAD + "==Prices fell by a third==. ==Exports rose==.\n"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    page = found.products.deck.pages[1]
    first, second = (item for item in page.items if isinstance(item, TextBox) and item.slot in ("body", "second"))
    rules = [item.frame for item in page.items if item.name.startswith("Rule ")]
    assert first.frame.x == second.frame.x
    body = found.theme.layout("context").slot("body")
    assert [rule.width for rule in rules] == [body.frame.width] * 2
    assert rules[0].y < first.frame.y < first.frame.bottom <= rules[1].y < second.frame.y
    assert min(box.fit.size for box in (first, second) if box.fit) >= found.theme.sizes(body)[0]
    last = second.paragraphs[-1].lines[-1].baseline
    assert last >= 0.7 * page.height
