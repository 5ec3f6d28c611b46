"""Slides in a language that runs from right to left: everything stands on the other side, and words begin there."""

from functools import lru_cache

from builder.layout.slide.deck import add_footers, compose_slides
from builder.layout.slide.mirror import mirrored
from builder.layout.text.bidi import runs_leftwards
from builder.model.scene import Page, Picture, Plot, Properties, Scene, Shape, Table, TextBox
from builder.model.units import Rect, pt
from tests.layout.contexts import desk_for, flat, ink_of, words_of
from tests.layout.square_font import house

SOURCE = """---
title: محادثات
lang: ar
date: 2025-09-04
actors:
  a: {name: الصين, flag: cn, leader: شي}
  b: {name: روسيا, flag: ru}
---

مقدمة قصيرة.

## ماذا تريد الصين؟ {actor=a}

==الصين تريد الحوار مع روسيا.== تحدثت الصين مع روسيا.

| السنة | الصادرات |
|---|---|
| سنة أولى | كثيرة |

```chart
kind: bar
title: الصادرات
| السنة | القيمة |
| 2023 | 1 |
| 2024 | -2.5 |
```
"""


@lru_cache(maxsize=1)
def _deck() -> Scene:
    context = desk_for(SOURCE)
    properties = Properties("T", (), "", (), "", None, "ar", "t")
    return add_footers(context, compose_slides(context), {}, properties, 0)


def _page(key: str) -> Page:
    return next(page for page in _deck().pages if page.key == key)


def test_the_panel_stands_on_the_left_with_the_flag_in_it() -> None:
    page = _page("q1")
    panel = next(item for item in page.items if isinstance(item, Shape) and item.name == "Panel")
    flag = next(item for item in page.items if isinstance(item, Picture) and item.slot == "flag")
    assert panel.frame.x == 0
    assert panel.frame.contains(flag.frame)


def test_boxes_stand_where_the_mirrored_layout_has_them() -> None:
    layout = house().mirrored().layout("actor")
    for item in _page("q1").items:
        if isinstance(item, TextBox) and item.slot in {"title", "body", "kicker", "footer"}:
            slot = layout.slot(item.slot).frame
            assert (item.frame.x, item.frame.width) == (slot.x, slot.width)


def test_words_begin_at_the_right_edge_of_their_boxes() -> None:
    title = next(item for item in _page("q1").items if isinstance(item, TextBox) and item.slot == "title")
    assert title.frame.right - ink_of(title).right < pt(1)


def test_words_stay_inside_their_boxes_and_every_item_on_the_slide() -> None:
    slide = Rect(0, 0, house().slide_width, house().slide_height)
    for page in _deck().pages:
        for item in page.items:
            assert slide.contains(item.frame), item.name
            if isinstance(item, TextBox) and words_of(item).strip():
                ink = ink_of(item)
                assert item.frame.x <= ink.x, item.name
                assert ink.right <= item.frame.right, item.name


def test_a_tables_first_column_stands_on_the_right() -> None:
    table = next(item for item in _page("q1-x1").items if isinstance(item, Table))
    first, second = table.rows[0]
    assert table.rtl
    assert first.frame.x == second.frame.right
    assert table.frame.contains(first.frame)


def test_a_chart_begins_on_the_right_and_its_minus_stands_on_the_left_of_the_number() -> None:
    plot = next(item for item in _page("q1-x2").items if isinstance(item, Plot))
    labels = {item.name: item for item in plot.drawing if isinstance(item, TextBox)}
    assert labels["Category 0"].frame.x > labels["Category 1"].frame.x
    assert words_of(labels["Value 0.1"]) == "\u200e-2.5"
    (run,) = labels["Value 0.1"].paragraphs[0].lines[0].runs
    assert list(run.clusters) == sorted(run.clusters)
    assert all(plot.frame.contains(item.frame) for item in plot.drawing if isinstance(item, Shape))


def test_turned_twice_is_where_it_was() -> None:
    for page in _deck().pages:
        once = mirrored(page.items, page.width)
        assert [item.frame for item in mirrored(once, page.width)] == [item.frame for item in page.items]


def test_a_deck_that_runs_from_left_to_right_is_not_turned() -> None:
    context = desk_for(SOURCE.replace("lang: ar", "lang: en"))
    assert not runs_leftwards("en-GB")
    deck = add_footers(context, compose_slides(context), {}, Properties("T", (), "", (), "", None, "en", "t"), 0)
    page = next(page for page in deck.pages if page.key == "q1")
    assert next(item for item in flat(page.items) if item.name == "Panel").frame.x > pt(700)
