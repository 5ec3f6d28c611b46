"""Slides as they are composed: continued, numbered, refused with a place, never shrunk below the floor."""

import re

import pytest

from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Scene, Table, TextBox
from builder.model.units import pt
from tests.corpus.pictures import striped_png
from tests.session import laid_out

HEAD = """---
title: {title}
date: 2025-03-14
lang: en-GB
actors:
  norway: {{name: Norway, flag: "no", leader: Jonas Gahr Støre}}
  nato: {{name: NATO}}
---

Two ports reopened.

"""


def deck_of(body: str, title: str = "Two Ports Reopen") -> tuple[Scene | None, Report]:
    report = Report()
    pictures = {"port.png": striped_png(32, 20)}
    found = laid_out(Source("ports.md", (HEAD.format(title=title) + body).encode()), report, pictures=pictures)
    return (found.products.deck if found else None), report


def titles(deck: Scene | None) -> list[str]:
    assert deck
    return [page.title for page in deck.pages]


def words(box: TextBox) -> str:
    return " ".join("".join(run.text for run in paragraph.runs) for paragraph in box.paragraphs)


def test_points_that_do_not_fit_continue_on_a_further_slide_with_the_title_repeated() -> None:
    points = " ".join(
        f"==Point {number} of the answer is long enough to take about two lines of it, or more.=="
        for number in range(14)
    )
    deck, _ = deck_of(f"## What did Norway gain? {{actor=norway}}\n\n==Norway gained much==. {points}\n")
    parts = [title for title in titles(deck) if title.startswith("Norway gained much")]
    assert parts == [f"Norway gained much\u00a0({part}/{len(parts)})" for part in range(1, len(parts) + 1)]
    assert len(parts) >= 2
    assert deck
    bodies = [item for page in deck.pages for item in page.items if isinstance(item, TextBox) and item.name == "Body"]
    assert re.findall(r"Point (\d+)", " ".join(words(box) for box in bodies)) == [str(number) for number in range(14)]
    assert {box.fit.size for box in bodies if box.fit} == {pt(20)}  # the largest at which there are no more slides


def test_a_long_table_continues_with_its_header_repeated() -> None:
    rows = "\n".join(f"| Port {number} | {number} |" for number in range(40))
    deck, _ = deck_of(f"## What? {{actor=norway}}\n\n==Much==.\n\n| Port | Ships |\n| --- | --- |\n{rows}\n")
    assert deck
    tables = [item for page in deck.pages for item in page.items if isinstance(item, Table) and "Port" in item.alt]
    heads = ["".join(run.text for run in table.rows[0][0].paragraphs[0].runs) for table in tables]
    assert heads == ["Port"] * len(tables)
    assert len(tables) >= 2
    assert sum(len(table.rows) - 1 for table in tables) == 40
    assert all(table.fit and table.fit.height_used <= table.fit.height_available for table in tables)


def test_a_headline_that_is_too_long_is_an_error_at_its_place_with_the_measured_lines() -> None:
    headline = "a very long headline that goes on and on " * 5
    deck, report = deck_of(f"## What? {{actor=norway}}\n\nShort. =={headline.strip()}==.\n")
    assert deck is None
    (found,) = [one for one in report.findings if one.code.number == "BD306"]
    assert (found.span.source, found.span.line) == ("ports.md", 14)
    lines = re.search(r"takes (\d+) lines at 28 pt, the layout `actor` has 3", found.message)
    assert lines
    assert int(lines[1]) > 3
    fewer = re.search(r"make it (\d+) words shorter", found.hints[0])
    assert fewer
    shorter = " ".join(headline.split()[: -int(fewer[1])])
    assert deck_of(f"## What? {{actor=norway}}\n\nShort. =={shorter}==.\n")[0]


def test_a_headline_that_is_too_long_above_a_point_is_told_once() -> None:
    headline = (
        "The government in Stockholm decided in March that the northern line will be built in two stages, of which the "
        "first will be opened in 2031"
    )
    point = (
        "Industry asks for more: the steelworks in the north need three times as much electricity as the line can "
        "carry, and the mines have asked for connections of their own"
    )
    _, report = deck_of(f"## What? {{actor=norway}}\n\nSweden is late. =={headline}.== =={point}.==\n")
    assert [one.code.number for one in report.findings].count("BD306") == 1


def test_a_title_that_is_too_long_points_to_the_front_matter() -> None:
    deck, report = deck_of("## What? {actor=norway}\n\n==Much==.\n", title="Far too many words " * 9)
    assert deck is None
    (found,) = [one for one in report.findings if one.code.number == "BD306"]
    assert found.span.line == 2
    assert found.hints[0].endswith("words shorter: what is not its name can be the `subtitle:`")


def test_a_headline_that_the_author_wrote_for_the_slide_is_called_so() -> None:
    deck, report = deck_of("## What? {actor=norway}\n\nMuch.\n\n::: slide\n" + "Far too many words " * 12 + "\n:::\n")
    assert deck is None
    (found,) = [one for one in report.findings if one.code.number == "BD306"]
    assert "it is the headline that you wrote in `::: slide`" in found.hints[0]


def test_two_slides_with_one_headline_get_titles_that_differ() -> None:
    deck, _ = deck_of("## What? {actor=norway}\n\n==The same==.\n\n## And? {actor=nato}\n\n==The same==.\n")
    assert [title for title in titles(deck) if title.startswith("The same")] == ["The same", "The same (2)"]
    assert deck
    boxes = [item for page in deck.pages for item in page.items if isinstance(item, TextBox) and item.name == "Title"]
    assert [words(box) for box in boxes if "same" in words(box)] == ["The same", "The same (2)"]


def test_a_title_that_gets_a_number_keeps_its_size() -> None:
    table = "| Year | Faults |\n|---|---|\n| 2024 | 3 |\n| 2025 | 5 |\n\n"
    deck, _ = deck_of(f"## How many faults were there? {{actor=norway}}\n\n==One.== Two.\n\n{table}Words.\n\n{table}")
    assert deck
    boxes = [item for page in deck.pages for item in page.items if isinstance(item, TextBox) and item.name == "Title"]
    first, second = (box for box in boxes if words(box).startswith("How many"))
    assert words(second) == f"{words(first)} (2)"
    sizes = {run.style.size for box in (first, second) for one in box.paragraphs for run in one.runs}
    assert len(sizes) == 1


def test_an_actor_without_a_flag_gets_a_monogram() -> None:
    deck, _ = deck_of("## What? {actor=nato}\n\n==Much==.\n")
    assert deck
    marks = {
        words(item)
        for page in deck.pages
        for item in page.items
        if item.name == "Monogram NATO" and isinstance(item, TextBox)
    }
    assert marks == {"NATO"}


@pytest.mark.parametrize("count", [2, 4, 9])
def test_a_title_leaves_no_short_word_alone_on_its_last_line(count: int) -> None:
    headline = " ".join(["Norway"] + ["gained"] * count + ["much from the summit of the northern states held at Oslo"])
    deck, _ = deck_of(f"## What? {{actor=norway}}\n\n=={headline}==.\n")
    if deck is None:
        return
    box = next(item for page in deck.pages for item in page.items if page.key == "q1" and item.name == "Title")
    assert isinstance(box, TextBox)
    lines = [sum(run.width for run in line.runs) for line in box.paragraphs[0].lines]
    assert len(lines) == 1 or lines[-1] > 0.3 * max(lines)


def test_names_on_a_slide_are_unique() -> None:
    deck, _ = deck_of(
        "## What? {actor=nato}\n\n==Norway and NATO==.\n\n## And? {actor=norway}\n\n==NATO and Norway==.\n"
    )
    assert deck
    for page in deck.pages:
        names = [item.name for item in page.items]
        assert len(set(names)) == len(names)
