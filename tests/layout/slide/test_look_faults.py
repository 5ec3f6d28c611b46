"""Faults that a designer saw once: titles over tables, names that vanish or are split, marks that tell nothing."""

import pytest

from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, SetParagraph, Shape, Table, TextBox
from builder.model.scene_walk import items_of
from builder.model.units import pt
from builder.pipeline import LaidOutBriefing
from tests.layout.contexts import words_of
from tests.session import laid_out

THEMES = ("briefing", "clear-print", "harbour")
LONG = ("Bundesministerium für wirtschaftliche Zusammenarbeit", "Democratic Republic of the Congo")


def _built(names: tuple[str, ...], theme: str = "briefing", *, lang: str = "en", talks: int = 1) -> LaidOutBriefing:
    cast = "".join(f'  a{at}: {{name: "{name}"}}\n' for at, name in enumerate(names))
    others = ", ".join(names[1:])
    met = f"The port met {others}. " * talks
    answers = "".join(
        f"## What of number {at}? {{actor=a{at}}}\n\n==Port {at} trades with its neighbours==. {met}\n\n"
        for at in range(len(names))
    )
    text = f"---\ntitle: Trade\nlang: {lang}\nactors:\n{cast}---\n\n{answers}"
    report = Report()
    found = laid_out(Source("t.md", text.encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    return found


def _boxes(page: Page) -> list[TextBox]:
    return [one for one in items_of(page.items) if isinstance(one, TextBox)]


def _bottom(paragraph: SetParagraph) -> int:
    return paragraph.lines[-1].baseline + round(paragraph.pitch * 0.2)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", [4, 7, 20])
def test_a_table_begins_below_its_title_also_where_that_has_a_part_mark(theme: str, count: int) -> None:
    names = tuple(f"Ministry of Number {at}" for at in range(count))
    tables = 0
    for page in _built(names, theme).products.deck.pages:
        titles = [box for box in _boxes(page) if box.slot == "title"]
        for table in (one for one in page.items if isinstance(one, Table)):
            tables += 1
            assert all(_bottom(title.paragraphs[-1]) < table.frame.y for title in titles)
    assert tables


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", LONG)
def test_a_long_name_is_whole_in_the_panel(theme: str, name: str) -> None:
    pages = _built((name, "Chad"), theme).products.deck.pages
    panels = [words_of(box) for page in pages if page.key == "q1" for box in _boxes(page) if box.slot == "name"]
    assert panels == [name]


@pytest.mark.parametrize("theme", THEMES)
def test_actors_without_flags_have_monograms_wherever_they_are_small(theme: str) -> None:
    pages = _built(("Norda Semiconductors", "Kestrel Motors", "Alpina Foundries", "Union"), theme).products.deck.pages
    small = {words_of(box) for page in pages[1:] for box in _boxes(page) if box.name.startswith("Flag ")}
    assert {"NS", "KM", "AF"} <= small
    assert not any("●" in words_of(box) for page in pages for box in _boxes(page))


def test_no_name_on_an_arabic_map_is_split_inside_a_word() -> None:
    names = ("الأردن", "سوريا", "إسرائيل", "الإمارات العربية المتحدة", "مصر")
    pages = _built(names, lang="ar", talks=3).products.deck.pages
    nodes = [box for page in pages for box in _boxes(page) if box.name.startswith("Node a")]
    assert len(nodes) > 2
    for node in nodes:
        words = " ".join(words_of(node).split())
        assert any(all(word in name.split() for word in words.split()) for name in names), words


@pytest.mark.parametrize(
    ("lang", "names", "links"),
    [
        (
            "en",
            ("League of Station Cities", "Skagen Air", "Union", "Norda"),
            ["League ", "of ", "Station\u00a0", "Cities"],
        ),
        (
            "ar",
            ("رابطة مدن المحطات الكبرى في الشمال", "سوريا", "مصر", "لبنان"),
            ["رابطة مدن المحطات الكبرى في الشمال"],
        ),
    ],
)
def test_a_long_name_in_a_table_may_end_its_line_between_words_also_where_programs_cut_links(
    lang: str, names: tuple[str, ...], links: list[str]
) -> None:
    pages = _built(names, lang=lang).products.deck.pages
    (summary,) = [one for page in pages for one in items_of(page.items) if isinstance(one, Table)]
    assert [run.text for run in summary.rows[1][0].paragraphs[0].runs] == links


def _deck(text: str) -> tuple[Page, ...]:
    report = Report()
    found = laid_out(Source("t.md", text.encode()), report)
    assert found is not None, report.findings
    return found.products.deck.pages


def _page(pages: tuple[Page, ...], key: str) -> Page:
    return next(one for one in pages if one.key.startswith(key))


def test_a_leader_keeps_clear_of_the_second_column() -> None:
    cast = "".join(f"  a{at}: {{name: Port {at}, leader: Maximilian Hohenstein}}\n" for at in range(3))
    answers = "".join(f"## What of {at}? {{actor=a{at}}}\n\n==Port {at} trades.==\n\n" for at in range(3))
    pages = _deck(f"---\ntitle: Trade\nlang: en\nactors:\n{cast}---\n\n{answers}")
    table = next(item for item in _page(pages, "glance").items if isinstance(item, Table))
    leaders = [row[0].paragraphs[1] for row in table.rows[1:]]
    assert len(leaders) == 3
    assert all(len(one.lines) == 1 for one in leaders)
    ends = [one.lines[0].runs[-1].x + one.lines[0].runs[-1].width for one in leaders]
    assert max(ends) < table.frame.x + table.columns[0] - pt(12)


def test_few_dates_fill_the_slide_of_a_timeline() -> None:
    said = "On 3 May 2025 the port opened. On 9 June 2025 the mayor resigned. On 1 July 2025 the council met."
    pages = _deck(f"---\ntitle: Dates\nlang: en\nslides: {{timeline: yes}}\n---\n\n## What happened?\n\n{said}\n")
    words = [box for box in _boxes(_page(pages, "timeline")) if box.name.startswith("Words")]
    assert min(box.fit.size for box in words if box.fit) >= pt(20)
    assert words[-1].frame.bottom - words[0].frame.y > pt(150)


@pytest.mark.parametrize("count", [4, 5])
def test_few_sources_are_large_below_a_rule_and_smaller_than_their_title(count: int) -> None:
    calls = "".join(f"[^{number}]" for number in range(count))
    notes = "".join(f"\n[^{number}]: The weather office, May {2000 + number}.\n" for number in range(count))
    page = _page(_deck(f"---\ntitle: One\nlang: en\n---\n\n## Why?\n\n==It rained.=={calls}\n{notes}"), "sources")
    title, body = (next(box for box in _boxes(page) if box.slot == slot) for slot in ("title", "body"))
    assert title.fit
    assert body.fit
    assert body.fit.size < title.fit.size
    rules = [item.frame for item in page.items if item.name == "Rule"]
    assert (body.fit.size > pt(22)) == bool(rules) == (count <= 4)
    assert all(title.frame.bottom <= rule.y and rule.bottom < body.frame.y for rule in rules)


def test_the_slide_of_a_section_whose_first_sentence_is_too_long_has_its_heading_for_a_title() -> None:
    long = "The law about the right to see what offices hold has changed little since it was made, " * 4
    pages = _deck(f"---\ntitle: Open\nlang: en\n---\n\n## What you may see {{.section}}\n\n{long}and it holds.\n")
    assert _page(pages, "q1").title.startswith("What you may see")


QUOTED = """---
title: T
lang: en
actors:
  one: {{name: {name}}}
---

## What for? {{actor=one}}

==It wants ports.== It said so.

> Ports are what we want, and we want all of them.
>
> — A. Marsh, mayor
"""


@pytest.mark.parametrize(("name", "shown"), [("Cats", ["C"]), ("Western Wharf Workers", [])])
def test_a_corner_shows_a_monogram_or_nothing(name: str, shown: list[str]) -> None:
    (page,) = [one for one in _deck(QUOTED.format(name=name)) if one.key == "q1-said1"]
    assert [words_of(one) for one in _boxes(page) if one.name == "Flag"] == shown
    assert not [item for item in page.items if isinstance(item, Shape) and item.name == "Flag"]


NAMED = """---
title: T
lang: en
actors:
  one:
    name: Bundesministerium für wirtschaftliche Zusammenarbeit
    flag: de
    leader: Jürgen von Großmann-Hohenstein
  two: {name: Chad, flag: td}
  three: {name: Mali, flag: ml}
---

## What for? {actor=one}

==It wants ports.== The ministry met Chad and Mali.
"""


@pytest.mark.parametrize("theme", THEMES)
def test_a_panel_whose_name_takes_all_its_room_has_no_row_instead_of_an_empty_one(theme: str) -> None:
    report = Report()
    found = laid_out(Source("t.md", NAMED.encode()), report, options=Options(theme=theme))
    assert found is not None, report.findings
    for page in found.products.deck.pages:
        assert all(words_of(box) for box in _boxes(page))
