"""Tables on slides: nothing is lost, every part fits, columns are as wide as their words need."""

from itertools import pairwise

import pytest

from builder.layout.context import ComposedSlide, LayoutContext
from builder.layout.slide.exhibit import compose_exhibit
from builder.model.brief import Align
from builder.model.findings import Report
from builder.model.outline import ExhibitSlide
from builder.model.request import Source
from builder.model.scene import Cell, Role, Table, TextBox, rules_below
from builder.model.units import Rect, pt
from tests.layout.contexts import desk_for, words_of
from tests.session import laid_out

SLIDE = Rect(0, 0, pt(960), pt(540))


def _sketches(*lines: str, theme: str = "briefing") -> tuple[LayoutContext, tuple[ComposedSlide, ...]]:
    table = "\n".join(lines)
    source = f"---\ntitle: T\nlang: en-GB\n---\n\n## What?\n\n==Something is the case.==\n\n{table}\n"
    context = desk_for(source, theme)
    slide = next(slide for slide in context.outline.slides if isinstance(slide, ExhibitSlide))
    return context, compose_exhibit(context, slide)


def _table(composed: ComposedSlide) -> Table:
    return next(item for item in composed.items if isinstance(item, Table))


def _words(cell: Cell) -> str:
    return "".join(run.text for one in cell.paragraphs for run in one.runs)


def _rows(count: int, columns: int = 3) -> list[str]:
    head = "| " + " | ".join(f"Column {at}" for at in range(columns)) + " |"
    rule = "|" + "---|" * columns
    cells = [" | ".join(f"Cell {row}.{at}" for at in range(columns)) for row in range(count)]
    return [head, rule, *(f"| {row} |" for row in cells)]


def test_forty_rows_continue_with_the_header_repeated_and_none_is_lost() -> None:
    _, composed_slides = _sketches(*_rows(40))
    assert len(composed_slides) > 1
    tables = [_table(composed) for composed in composed_slides]
    assert all([_words(cell) for cell in table.rows[0]] == ["Column 0", "Column 1", "Column 2"] for table in tables)
    body = [_words(row[0]) for table in tables for row in table.rows[1:]]
    assert body == [f"Cell {row}.0" for row in range(40)]
    assert [composed.title for composed in composed_slides] == [
        f"Table\u00a0({at}/{len(composed_slides)})" for at in range(1, len(composed_slides) + 1)
    ]


@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_table_of_few_rows_has_high_rows_calm_heads_and_bold_names_no_larger_than_its_title(
    count: int, theme: str
) -> None:
    _, (composed,) = _sketches(*_rows(count), theme=theme)
    table = _table(composed)
    (title,) = [item for item in composed.items if isinstance(item, TextBox) and item.slot == "title"]
    assert table.fit
    assert title.fit
    assert pt(24) <= table.fit.size <= title.fit.size
    assert table.fit.height_used >= (0.55 if count == 2 else 0.8) * table.fit.height_available
    head, first, second = (row[at].paragraphs[0].runs[0].style for row, at in zip(table.rows, (0, 0, 1), strict=False))
    assert 0.5 * first.size < head.size < 0.7 * first.size
    assert (head.bold, first.bold, second.bold) == (False, True, False)
    assert [width > table.rule_width for width, *_ in rules_below(table)] == [True, *[False] * count]


def test_where_an_author_made_a_cell_bold_it_is_the_only_one_in_a_short_table() -> None:
    rows = ("| Port | 2024 | 2025 |", "|---|---|---|", "| Gdynia | 98 | **104** |", "| Ustka | 7 | 9 |")
    _, (composed,) = _sketches(*rows)
    runs = [run for row in _table(composed).rows for cell in row for one in cell.paragraphs for run in one.runs]
    assert [run.text for run in runs if run.style.bold] == ["104"]


def test_a_table_is_a_little_smaller_where_its_cells_then_have_one_line_each() -> None:
    cell = "Both ships see at once who slows down over one of the cables"
    _, (composed,) = _sketches("| Measure | What it changes |", "|---|---|", f"| A picture of all ships | {cell} |")
    table = _table(composed)
    assert table.fit
    assert pt(20) <= table.fit.size < pt(26)
    assert all(len(one.lines) == 1 for row in table.rows for each in row for one in each.paragraphs)


@pytest.mark.parametrize("theme", ["briefing", "clear-print"])
@pytest.mark.parametrize("count", [1, 12, 40, 100])
def test_every_part_stays_on_the_slide_above_its_foot(count: int, theme: str) -> None:
    context, composed_slides = _sketches(*_rows(count), theme=theme)
    foot = context.theme.layout("exhibit").slot("footer").frame.y
    for composed in composed_slides:
        table = _table(composed)
        title = next(item for item in composed.items if isinstance(item, TextBox) and item.slot == "title")
        assert SLIDE.contains(table.frame)
        assert table.frame.bottom <= foot
        assert title.fit is not None
        assert table.frame.y >= title.frame.y + title.fit.height_used
        assert sum(table.columns) == table.frame.width
        assert sum(table.heights) == table.frame.height


def test_a_table_too_wide_for_the_slide_continues_by_columns_after_its_first() -> None:
    _, composed_slides = _sketches(*_rows(4, 24))
    heads = [[_words(cell) for cell in _table(composed).rows[0]] for composed in composed_slides]
    assert len(heads) > 1
    assert all(head[0] == "Column 0" for head in heads)
    assert [name for head in heads for name in head[1:]] == [f"Column {at}" for at in range(1, 24)]


def test_what_cannot_be_divided_is_an_error_and_nothing_is_cut() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    context, composed_slides = _sketches("| A | B |", "|---|---|", f"| {word} | {word} |")
    assert composed_slides == ()
    assert [one.code.name for one in context.report.findings] == ["wide-table"]


def test_a_row_higher_than_the_slide_is_an_error() -> None:
    context, composed_slides = _sketches("| A | B |", "|---|---|", f"| x | {'many words ' * 600}|")
    assert composed_slides == ()
    assert "taller than the slide" in context.report.findings[0].message


def test_numbers_end_at_the_same_place_unless_the_author_says_otherwise() -> None:
    lines = (
        "| Country | Sum | Share | Code |",
        "|---|---|---|:-:|",
        "| Chad | 1,234 | −3 % | 17 |",
        "| Mali | 7 | 12 % | 3 |",
    )
    _, (composed,) = _sketches(*lines)
    sides = [cell.paragraphs[0].align for cell in _table(composed).rows[1]]
    assert sides == [Align.START, Align.END, Align.END, Align.CENTER]
    figures = [row[1].paragraphs[0].lines[0].runs[-1] for row in _table(composed).rows[1:]]
    ends = [run.x + run.width for run in figures]
    assert max(ends) - min(ends) <= 1


def test_no_short_column_is_wider_than_it_needs_while_a_long_one_breaks() -> None:
    long = "Some words about it that take far more room than one line of the slide has to give, and even more than that"
    _, (composed, *_) = _sketches("| No. | Comment |", "|---|---|", f"| 1 | {long} |", f"| 2 | {long} |")
    narrow, wide = _table(composed).columns
    assert narrow < pt(80)
    assert wide > pt(760)


def test_words_stay_inside_their_cells() -> None:
    _, composed_slides = _sketches(*_rows(12, 6))
    for composed in composed_slides:
        for row in _table(composed).rows:
            for cell in row:
                runs = [run for one in cell.paragraphs for line in one.lines for run in line.runs]
                assert all(cell.frame.x <= run.x and run.x + run.width <= cell.frame.right for run in runs)
            assert all(one.frame.right == other.frame.x for one, other in pairwise(row))


def test_the_structure_tree_has_header_cells_for_columns() -> None:
    _, (composed,) = _sketches(*_rows(2, 2))
    assert [(tag.role, tag.scope) for tag in composed.tags if tag.role is Role.HEADER_CELL] == [
        (Role.HEADER_CELL, "Column"),
        (Role.HEADER_CELL, "Column"),
    ]
    assert [tag.role for tag in composed.tags].count(Role.CELL) == 4


def test_a_long_source_line_takes_more_lines_and_the_chart_gives_way() -> None:
    words = "Customs office, own calculations, and a very long explanation of how the numbers were put together. " * 3
    chart = ("```chart", "kind: bar", "title: Exports", f"source: {words}", "| Year | Sum |", "| 2024 | 1 |", "```")
    _, (composed,) = _sketches(*chart)
    note = next(item for item in composed.items if isinstance(item, TextBox) and item.slot == "source")
    plot = next(item for item in composed.items if item.name == "Chart")
    assert words_of(note) == f"Source: {words.strip()}"
    assert plot.frame.bottom <= note.frame.y
    assert SLIDE.contains(note.frame)


def test_years_are_labels_and_numbers_end_at_one_place() -> None:
    _, composed_slides = _sketches(
        "| Measure | Ready | Cost |", "|---|---|---|", "| Ship | 2027 | 95 |", "| Buoys | 2026 | 1,210 |"
    )
    sides = [[cell.paragraphs[0].align for cell in row] for row in _table(composed_slides[0]).rows]
    assert sides == [[Align.START, Align.START, Align.END]] * 3


def test_words_of_a_table_begin_where_its_title_does() -> None:
    _, composed_slides = _sketches("| Port | Ships |", "|---|---|", "| Riga | 80 |", "| Tallinn | 120 |")
    title = next(item for item in composed_slides[0].items if isinstance(item, TextBox) and item.slot == "title")
    starts = {row[0].paragraphs[0].lines[0].runs[0].x for row in _table(composed_slides[0]).rows}
    assert starts == {title.paragraphs[0].lines[0].runs[0].x}


def test_heads_of_a_table_are_broken_before_its_cells_are_on_a_narrow_column_of_paper() -> None:
    prose = "The harbour master counted every ship that came in during the winter. " * 12
    rows = "| Harbour | Licence until | Yearly payment (€ million) | Reference tonnage |\n|---|---|---|---|\n"
    rows += "| Stavern-Nord | September 2029 | 17.00 | none |\n| Ustka | November 2026 | 57.50 | 290,000 |\n"
    text = f"---\ntitle: T\nlang: en-GB\n---\n\n## What?\n\n{prose}\n\n{rows}\n## Why?\n\n{prose}\n\n{prose}\n"
    found = laid_out(Source("t.md", text.encode()), Report())
    assert found is not None
    pages = found.products.handout.pages
    table = next(item for page in pages for item in page.items if isinstance(item, Table))
    assert table.frame.width < pages[0].width / 2
    lines = [[len(one.lines) for cell in row for one in cell.paragraphs] for row in table.rows]
    assert max(lines[0]) > 1
    assert all(set(row) == {1} for row in lines[1:])
