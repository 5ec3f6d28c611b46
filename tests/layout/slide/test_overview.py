"""Lists of questions and of takeaways: one slide for a dozen, and rows that fill it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Table
from builder.model.units import pt
from tests.layout.handouts import texts_on
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


def test_rows_of_a_summary_are_alike_and_fill_its_slide_and_flags_follow_the_words() -> None:
    names = {"Norway": "no", "Sweden": "se", "Finland": "fi"}
    actors = "".join(f"  {flag}: {{name: {one}, flag: '{flag}'}}\n" for one, flag in names.items())
    told = ("is glad", "says so in a sentence that has no room on a single line of the summary and takes a second one")
    source = f"---\ntitle: The Port\nlang: en\nactors:\n{actors}---\n\n" + "".join(
        f"## And {one}? {{actor={names[one]}}}\n\n=={one} {told[number % 2]}.==\n\n" for number, one in enumerate(names)
    )
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found
    page = next(page for page in found.products.deck.pages if page.layout == "summary")
    (table,) = (item for item in page.items if isinstance(item, Table))
    assert table.fit
    assert len(set(table.heights[1:])) == 1
    assert table.fit.height_used > 0.8 * table.fit.height_available
    flags = [item.frame.height for item in page.items if item.name.startswith("Flag")]
    assert len(flags) == 3
    assert all(one > 1.4 * table.fit.size for one in flags)


def test_a_row_names_all_whom_its_question_is_about_but_those_who_are_hidden() -> None:
    source = "---\ntitle: T\nlang: en\nactors:\n  a: {name: Norland, leader: Ada Marsh}\n  b: {name: Sudland}\n"
    source += "  c: {name: Ostland, hidden: true}\n  d: {name: Westland, leader: Ben Hill}\n"
    source += "  e: {name: Nordland}\n---\n\n"
    source += '## What did they sign? {actor="a b c"}\n\n==They signed a treaty on ferries in Bodø==.\n\n'
    source += "## And Westland? {actor=d}\n\n==Westland stays away from all treaties on ferries==.\n\n"
    source += "## And Nordland? {actor=e}\n\n==Nordland asks for a year to think about it==.\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found
    (table,) = (item for page in found.products.deck.pages for item in page.items if isinstance(item, Table))
    cells = [["".join(run.text for run in one.runs) for one in row[0].paragraphs] for row in table.rows[1:]]
    assert cells == [["Norland", "Sudland"], ["Westland", "Ben Hill"], ["Nordland"]]
    words = [text for page in found.products.handout.pages for text in texts_on(page)]
    assert "Norland, Sudland" in words


def test_leaders_in_a_summary_of_small_words_have_twelve_points() -> None:
    names = [f"Land {number}" for number in range(8)]
    actors = "".join(f"  a{number}: {{name: {one}, leader: Ada Marsh}}\n" for number, one in enumerate(names))
    told = "says so in a sentence that has no room on a single line of the summary and takes a second one at least"
    source = f"---\ntitle: The Port\nlang: en\nactors:\n{actors}---\n\n" + "".join(
        f"## And {one}? {{actor=a{number}}}\n\n=={one} {told}.==\n\n" for number, one in enumerate(names)
    )
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found
    tables = [item for page in found.products.deck.pages for item in page.items if isinstance(item, Table)]
    leaders = [
        run.style.size
        for table in tables
        for row in table.rows
        for one in row[0].paragraphs
        for line in one.lines
        for run in line.runs
        if "Ada" in run.text
    ]
    assert leaders
    assert min(leaders) >= pt(12)


def test_a_summary_is_a_size_smaller_where_a_far_wider_face_would_reach_the_foot() -> None:
    spotlight = Path(__file__).parents[3] / "decks/2025-62-beijing-parade.md"
    found = laid_out(Source(spotlight.name, spotlight.read_bytes()), Report())
    assert found
    page = next(page for page in found.products.deck.pages if page.layout == "summary")
    (table,) = (item for item in page.items if isinstance(item, Table))
    assert table.fit
    assert table.fit.size == pt(20)  # at 22 points DejaVu Sans needs twelve lines, for eleven of which there is room
    assert 0.9 * table.fit.height_available < table.fit.height_used


def test_a_summary_may_take_fewer_slides_with_narrower_names_than_with_wider_ones() -> None:
    source = (Path(__file__).parents[2] / "cases/layout/summary-with-narrow-names.md").read_bytes()
    found = laid_out(Source("a.md", source), Report(), options=Options(theme="clear-print", paper="letter"))
    assert found
    tables = [item for page in found.products.deck.pages if page.layout == "summary" for item in page.items]
    assert sum(len(one.rows) - 1 for one in tables if isinstance(one, Table)) == source.decode().count("\n## ")
