"""Sizes follow the words: what an answer holds decides how its slide is set."""

from itertools import pairwise
from pathlib import Path

import pytest

from builder.layout.slide.title import chosen_sizes
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Table, TextBox
from builder.pipeline import LaidOutBriefing
from tests.session import ASSETS, laid_out

HEAD = "---\ntitle: T\nlang: en\nactors:\n  norway: {name: Norway, flag: 'no'}\n---\n\n"
CLAIM = "==Norway wants a joint exercise of all eight members in the northern sea=="
POINTS = (
    "==It would count a common declaration as a success.==",
    "==Oslo has kept every working group alive since the spring of 2023.==",
    "==The chair pays for the interpreters out of its own pocket.==",
)


def _slide(points: int) -> tuple[LaidOutBriefing, Page]:
    answer = " ".join((f"{CLAIM}, as every year.", *POINTS[:points]))
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    return found, found.products.deck.pages[1]


def _boxes(page: Page, *slots: str) -> list[TextBox]:
    return [item for item in page.items if isinstance(item, TextBox) and item.slot in slots]


@pytest.mark.parametrize(("points", "boxes", "bullets"), [(0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 1, 3)])
def test_the_number_of_points_decides_how_they_stand(points: int, boxes: int, bullets: int) -> None:
    _, page = _slide(points)
    body = _boxes(page, "body", "second")
    assert len(body) == boxes
    assert sum(bool(one.bullet) for box in body for one in box.paragraphs) == bullets


def test_fewer_words_are_larger_and_a_statement_stands_lower() -> None:
    titles = [_boxes(_slide(points)[1], "title")[0] for points in range(4)]
    sizes = [title.fit.size for title in titles if title.fit]
    assert all(one >= other for one, other in pairwise(sizes))
    assert sizes[0] > sizes[-1] or sizes[0] == max(sizes)
    assert titles[0].frame.y > titles[1].frame.y


@pytest.mark.parametrize("points", [1, 2, 3])
def test_nothing_below_a_title_is_hit_where_a_wider_face_steps_in(points: int) -> None:
    found, page = _slide(points)
    (title,) = _boxes(page, "title")
    shaper = Shaper(found.theme, ASSETS)
    width = title.frame.width - title.inset[0] - title.inset[2]
    broken = break_paragraph(
        ParagraphSpec(title.paragraphs[0].runs), round(width / SUBSTITUTE_WIDTH), shaper, BreakStrategy.GREEDY
    )
    assert title.frame.y + broken.height < min(box.frame.y for box in _boxes(page, "body", "second"))


def test_a_deck_has_two_sizes_of_titles_at_most() -> None:
    ladder = (48, 44, 40, 36, 32, 28)
    assert chosen_sizes([40, 40, 40, 36, 28], [32], ladder) == (36, 28)
    assert chosen_sizes([40, 40, 40, 32], [32], ladder) == (40, 32)
    assert chosen_sizes([36, 36], [], ladder) == (36,)
    assert chosen_sizes([], [], ladder) == ()


def test_the_larger_size_of_titles_is_not_much_larger_than_the_smaller() -> None:
    assert chosen_sizes([48, 48], [28], (48, 44, 40, 36, 32, 28)) == (36, 28)


def test_a_name_is_set_smaller_rather_than_cut_inside_a_word() -> None:
    source = HEAD.replace("name: Norway", "name: Bundesregierung") + "## Was? {actor=norway}\n\n==Sie will mehr.==\n"
    found = laid_out(Source("t.md", source.replace("lang: en", "lang: de").encode()), Report())
    assert found is not None
    (name,) = _boxes(found.products.deck.pages[1], "name")
    assert len([line for one in name.paragraphs for line in one.lines]) == 1


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_every_theme_sets_one_answer_of_each_kind(theme: str) -> None:
    for points in range(4):
        answer = " ".join((f"{CLAIM}, as every year.", *POINTS[:points]))
        source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n{answer}\n"
        report = Report()
        found = laid_out(Source("t.md", source.encode()), report, options=Options(theme=theme))
        assert found is not None, report.findings
        assert _boxes(found.products.deck.pages[1], "title")


def _page(answer: str, theme: str = "briefing") -> Page:
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    return found.products.deck.pages[1]


def _shown(box: TextBox) -> str:
    return " ".join(" ".join("".join(run.text for run in one.runs) for one in box.paragraphs).split())


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_a_headline_alone_is_followed_by_whole_sentences_of_its_answer(theme: str) -> None:
    page = _page("==Norway wants a joint exercise.== It would take place in March. The chair pays for it.", theme)
    (body,) = _boxes(page, "body")
    assert _shown(body) == "It would take place in March. The chair pays for it."
    assert not body.paragraphs[0].bullet


def test_text_that_nobody_marked_is_smaller_and_paler_than_the_point_above_it() -> None:
    page = _page("==Norway wants a joint exercise.== ==The chair pays for it.== Finland lends three icebreakers.")
    (body,) = _boxes(page, "body")
    (text,) = [item for item in page.items if isinstance(item, TextBox) and item.name == "Text"]
    assert _shown(text) == "Finland lends three icebreakers"
    assert body.fit
    assert text.fit
    assert text.fit.size < body.fit.size
    assert text.paragraphs[0].runs[0].style.ink == "muted"
    assert text.frame.y >= body.frame.y + body.fit.height_used


def test_text_below_a_point_is_clear_of_it_where_a_wider_face_steps_in() -> None:
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n"
    source += (
        "==Norway will build only if the council signs for ten years==. The chair told the house on 12 February that "
    )
    source += "it costs 3 billion euros. ==Norway has an offer from Arizona.==\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    page = found.products.deck.pages[1]
    (body,) = _boxes(page, "body")
    (text,) = [item for item in page.items if isinstance(item, TextBox) and item.name == "Text"]
    shaper = Shaper(found.theme, ASSETS)
    for spec in (ParagraphSpec(one.runs) for one in body.paragraphs):
        wide = break_paragraph(spec, round(body.frame.width / SUBSTITUTE_WIDTH), shaper, BreakStrategy.GREEDY)
        assert body.frame.y + wide.height <= text.frame.y


def test_no_word_is_alone_on_the_last_line_of_a_point_where_a_narrower_box_helps() -> None:
    page = _page("==Norway wants more.== ==It would like to have the support of all the members of the whole house.==")
    (body,) = _boxes(page, "body")
    last = "".join(run.text for run in body.paragraphs[0].lines[-1].runs)
    assert len(last.split()) > 1


@pytest.mark.parametrize(
    "headline",
    ["Du n’ont que anticonstitutionnellement sanctions", "Że sprawie pozostają bezpieczeństwa kluczowe"],
)
def test_a_statement_is_smaller_where_a_word_would_be_parted_or_alone_on_its_last_line(headline: str) -> None:
    source = f"{HEAD}## What does Norway want? {{actor=norway}}\n\n=={headline}==.\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    (title,) = _boxes(found.products.deck.pages[1], "title")
    *_, last = lines = ["".join(run.text for run in line.runs) for line in title.paragraphs[0].lines]
    assert " ".join(" ".join(lines).split()) == headline
    assert len(lines) == 1 or len(last.split()) > 1


def test_the_rows_of_a_list_share_the_height() -> None:
    page = _page(" ".join((f"{CLAIM}, as every year.", "==Oslo pays.==", "==Rome waits.==", "==Bonn asks.==")))
    (body,) = _boxes(page, "body")
    assert body.fit
    assert body.fit.height_used > 1.5 * sum(one.pitch * len(one.lines) for one in body.paragraphs)


def test_tables_over_several_slides_have_the_largest_words_with_which_they_take_no_more() -> None:
    names = "".join(f"  a{at}: {{name: State {at}, flag: 'no'}}\n" for at in range(12))
    answers = "".join(f"## What of {at}? {{actor=a{at}}}\n\n==State {at} agrees.==\n\n" for at in range(12))
    rows = "".join(f"| Row {at} | {at} |\n" for at in range(20))
    text = f"---\ntitle: T\nlang: en\nactors:\n{names}---\n\n{answers}## And?\n\n==Two.== ==Three.==\n\n==Four.==\n\n"
    found = laid_out(Source("t.md", f"{text}| Name | Count |\n| --- | ---: |\n{rows}".encode()), Report())
    assert found is not None
    tables = [(page.key, item) for page in found.products.deck.pages for item in page.items if isinstance(item, Table)]
    for start, slides in (("glance", 2), ("q13", 2)):
        parts = [table.fit for key, table in tables if key.startswith(start)]
        assert len(parts) == slides, [key for key, _ in tables]
        assert all(one is not None and one.size > one.ladder[-1] for one in parts)


SHORT_POINTS = (
    "The island needs a signed cost agreement by March", "Dutch zones come first", "German lines set the pace",
    "Norway decides after its election", "Cables cost more than turbines", "Ships are booked until 2029",
    "Prices rise in the south",
)  # fmt: skip


@pytest.mark.parametrize("count", [5, 6, 7])
@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
def test_short_points_are_in_two_columns_whose_rows_are_in_line(count: int, theme: str) -> None:
    listed = "".join(f"- =={point}==\n" for point in SHORT_POINTS[:count])
    source = f"---\ntitle: T\nlang: en\n---\n\n## Which?\n\n==These decide whether the grid is built.==\n\n{listed}"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    first, second = _boxes(found.products.deck.pages[1], "body", "second")
    assert [len(box.paragraphs) for box in (first, second)] == [-(-count // 2), count // 2]
    shown = ["".join(run.text for run in one.runs) for box in (first, second) for one in box.paragraphs]
    assert tuple(one.replace("\u00a0", " ") for one in shown) == SHORT_POINTS[:count]
    assert all(one.bullet for box in (first, second) for one in box.paragraphs)
    rows = zip(first.paragraphs, second.paragraphs, strict=False)
    assert all(left.lines[0].baseline == right.lines[0].baseline for left, right in rows)


def test_points_that_fill_the_width_stay_in_one_column() -> None:
    listed = "".join(f"- =={point}, as ministers of all four governments said==\n" for point in SHORT_POINTS)
    source = f"---\ntitle: T\nlang: en\n---\n\n## Which?\n\n==These decide whether the grid is built.==\n\n{listed}"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    assert len(_boxes(found.products.deck.pages[1], "body", "second")) == 1


GRID = """---
title: The Grid
lang: en
actors:
  denmark: {name: Denmark, flag: dk}
  netherlands: {name: Netherlands, flag: nl}
  norway: {name: Norway, flag: "no"}
---

## What does Denmark offer? {actor=denmark}

==Denmark offers the island, and wants partners to share its cost.==

| Part | What it asks |
| --- | --- |
| Island | Half the cost from partners |
| Cable | A second one |

## What does the Netherlands build? {actor=netherlands}

==The Netherlands doubles its offshore wind.==

```chart
kind: bar
title: Wind
| Year | Power |
| 2020 | 1 |
| 2021 | 2 |
```

## What does Norway fear? {actor=norway}

==Norway will not export power.==

## What does it mean? {.summary}

==The sea is ready for a common grid, but the land behind it is not.==
"""


def _grid() -> dict[str, TextBox]:
    found = laid_out(Source("t.md", GRID.encode()), Report())
    assert found is not None
    return {page.layout: _boxes(page, "title")[0] for page in found.products.deck.pages}


def _size(box: TextBox) -> int:
    assert box.fit
    return box.fit.size


def test_summary_tables_and_charts_have_titles_of_one_size_and_statements_calmly_larger_ones() -> None:
    found = laid_out(Source("t.md", GRID.encode()), Report())
    assert found is not None
    pages = found.products.deck.pages
    small = {_size(_boxes(page, "title")[0]) for page in pages if page.layout in {"summary", "exhibit"}}
    assert len(small) == 1
    titles = _grid()
    assert min(small) <= _size(titles["actor"]) <= 1.35 * min(small)
    assert _size(titles["emphasis"]) <= 1.35**2 * min(small)


def test_a_statement_takes_the_size_at_which_its_lines_end_with_the_sense() -> None:
    lines = ["".join(run.text for run in line.runs).strip() for line in _grid()["emphasis"].paragraphs[0].lines]
    assert lines == ["The sea is ready for a common grid,", "but the land behind it is not"]


def test_takeaways_have_one_line_where_a_narrower_column_of_names_spares_the_second() -> None:
    found = laid_out(Source("t.md", GRID.encode()), Report())
    assert found is not None
    (table,) = [
        one
        for page in found.products.deck.pages
        if page.key == "glance"
        for one in page.items
        if isinstance(one, Table)
    ]
    assert [len(cell.paragraphs[0].lines) for row in table.rows for cell in row] == [1] * 2 * len(table.rows)


def test_the_last_line_of_a_row_is_not_short_where_narrower_lines_spare_that() -> None:
    deck = Path(__file__).parents[3] / "decks" / "2025-62-beijing-parade.md"
    found = laid_out(Source(deck.name, deck.read_bytes()), Report())
    assert found is not None
    (row,) = _boxes(found.products.deck.pages[-1], "second")
    widths = [sum(run.width for run in line.runs) for line in row.paragraphs[0].lines]
    assert widths[-1] > max(widths) / 3
