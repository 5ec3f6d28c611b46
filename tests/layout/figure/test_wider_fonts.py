"""What stays whole where a program puts a wider font in the place of the theme's."""

from io import BytesIO
from itertools import pairwise

from pptx import Presentation

from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import DEJAVU_BOLD_WIDTH, DEJAVU_WIDTH
from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import TextBox
from tests.everything import built
from tests.session import ASSETS, laid_out

COMPANIES = """---
title: Three Firms
lang: en
date: 2025-03-14
actors:
  one: {name: League of Station Cities}
  two: {name: Nordbahn Sleepers}
---

The lead.

## What did the League of Station Cities do? {actor=one}

==The League of Station Cities built platforms.== They are long.

## What did Nordbahn Sleepers do? {actor=two}

==Nordbahn Sleepers sold beds.== They are narrow.
"""


def test_a_monogram_is_never_broken_into_lines() -> None:
    slides = Presentation(BytesIO(built(COMPANIES)["pptx"])).slides
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame]
    plates = [shape for shape in shapes if shape.text in {"LSC", "NS"}]
    assert {shape.text for shape in plates} == {"LSC", "NS"}
    assert all(shape.text_frame.word_wrap is False for shape in plates)


NUMBERS = """---
title: Cables
lang: en
---

## How long was the link down? {.figure}

==The link between Latvia and Sweden was down for 1,140 hours in the winter of 2025.==

## How often were cables cut?

==Cuts have become more frequent.== In October 2023 an anchor tore the Balticconnector pipe. On 18 November 2024 the
cable from Helsinki to Rostock fell silent. On 25 December 2024 the power cable Estlink 2 failed. On 26 January 2025 a
cable between Gotland and Ventspils broke.

```chart
kind: bar
title: Faults
| Year | Power cables | Data cables |
| 2023 | 2 | 3 |
| 2024 | 3 | 4 |
| 2025 | 3 | 5 |
```
"""


def _wide(box: TextBox) -> int:
    """The width of the only line of a box in bold DejaVu."""
    ((line,),) = (one.lines for one in box.paragraphs)
    return round(DEJAVU_BOLD_WIDTH * sum(run.width for run in line.runs))


def test_in_a_far_wider_font_no_words_run_into_others_or_off_their_slide() -> None:
    found = laid_out(Source("t.md", NUMBERS.encode()), Report())
    assert found is not None
    deck, shaper = found.products.deck, Shaper(found.theme, ASSETS)
    boxes = [(page, item) for page in deck.pages for item in page.items if isinstance(item, TextBox)]
    ((page, number),) = [one for one in boxes if one[1].name == "Large number"]
    assert number.frame.x + _wide(number) < page.width
    first, second = (box for _, box in boxes if box.name.startswith("Series "))
    keys = [item.frame for page in deck.pages for item in page.items if item.name.startswith("Sign ")]
    assert first.frame.x + _wide(first) < keys[1].x < second.frame.x
    (timeline,) = (page for page in deck.pages if page.key == "timeline")
    rows = [
        [item for item in timeline.items if isinstance(item, TextBox) and item.name in {f"Date {at}", f"Words {at}"}]
        for at in range(1, 5)
    ]
    for row, after in pairwise(rows):
        for box, wider in zip(row, (DEJAVU_BOLD_WIDTH, DEJAVU_WIDTH), strict=True):
            (paragraph,) = box.paragraphs
            spec = ParagraphSpec(paragraph.runs, lang="en")
            broken = break_paragraph(spec, round(box.frame.width / wider), shaper, BreakStrategy.GREEDY)
            assert box.frame.y + broken.count * paragraph.pitch < after[0].frame.y
