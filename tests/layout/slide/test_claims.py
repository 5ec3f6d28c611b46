"""A claim and its exhibit share a slide where the answer holds nothing else; the examples show every kind."""

from pathlib import Path

import pytest

from builder.edge.workspace import pictures_in
from builder.model.findings import Report, Severity
from builder.model.request import Options, Source
from builder.model.scene import Page, Picture, Plot, Table, TextBox, rules_below
from builder.model.units import contrast_ratio, pt
from tests.layout.contexts import words_of
from tests.session import laid_out

DECKS = Path(__file__).parents[3] / "decks"

CHART = "```chart\nkind: bar\ntitle: Faults per year\n| Year | Faults |\n| 2024 | 3 |\n| 2025 | 5 |\n```\n"


def _pages(answer: str) -> tuple[Page, ...]:
    source = f"---\ntitle: T\nlang: en\n---\n\n## How often were cables cut?\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    return found.products.deck.pages


def test_a_claim_and_its_only_exhibit_are_one_slide_with_the_question_above() -> None:
    pages = _pages(f"==Cuts have nearly doubled==, as every log shows.\n\n{CHART}")
    (page,) = [one for one in pages if one.key.startswith("q1")]
    words = {item.name: words_of(item) for item in page.items if isinstance(item, TextBox)}
    assert page.title == "Cuts have nearly doubled"
    assert any(isinstance(item, Plot) for item in page.items)
    assert words["Subtitle"] == "Faults per year"
    assert "How often were cables cut?" in words["Kicker"]


def test_a_short_answer_that_is_shown_whole_has_its_question_for_a_title() -> None:
    page = _pages("Twice a year. Most cuts are mended within a week.")[-1]
    (body,) = [item for item in page.items if isinstance(item, TextBox) and item.name == "Body"]
    assert page.title == "How often were cables cut?"
    assert words_of(body) == "Twice a year. Most cuts are mended within a week."


def test_a_single_point_is_between_the_claim_and_the_exhibit() -> None:
    (page,) = [
        one
        for one in _pages(f"==Cuts have nearly doubled==. ==Repairs take a month.==\n\n{CHART}")
        if one.key.startswith("q1")
    ]
    boxes = {item.name: item for item in page.items if isinstance(item, TextBox)}
    (plot,) = [item for item in page.items if isinstance(item, Plot)]
    assert words_of(boxes["Point"]) == "Repairs take a month"
    assert boxes["Title"].frame.y < boxes["Point"].frame.y < boxes["Subtitle"].frame.y < plot.frame.y


TABLE = (
    "| Part | 2023 | 2025 |\n| --- | ---: | ---: |\n"
    "| Staff | 14.90 | 15.80 |\n| **Together** | **21.00** | **22.50** |\n\n"
    ": Cost of a bed\n"
)


@pytest.mark.parametrize("theme", ["briefing", "harbour", "clear-print"])
def test_a_table_is_right_below_its_title_has_the_point_below_it_and_a_ground_behind_a_row_in_bold(theme: str) -> None:
    source = f"---\ntitle: T\nlang: en\n---\n\n## Cost?\n\n==A bed costs 22 euros==. ==Linen costs less.==\n\n{TABLE}"
    found = laid_out(Source("t.md", source.encode()), Report(), options=Options(theme=theme))
    assert found is not None
    (page,) = [one for one in found.products.deck.pages if one.key == "q1"]
    boxes = {item.name: item for item in page.items if isinstance(item, TextBox)}
    (table,) = [item for item in page.items if isinstance(item, Table)]
    assert boxes["Title"].frame.y < boxes["Subtitle"].frame.y < table.frame.y
    assert table.frame.bottom < boxes["Point"].frame.y
    assert boxes["Point"].frame.bottom <= found.theme.layout("exhibit").slot("table").frame.bottom
    assert [{cell.fill_ink for cell in row} for row in table.rows] == [{""}, {""}, {"panel"}]
    slot = found.theme.layout("exhibit").slot("table").frame
    first, last = table.rows[-1][0], table.rows[-1][-1]
    assert (table.frame.x, table.frame.right) == (slot.x, slot.right)
    assert first.inset[0] == last.inset[2] > 0


def test_a_table_with_room_to_spare_stands_off_its_title() -> None:
    def gap(rows: int) -> int:
        lines = "".join(f"| Line {row} | {row}.5 |\n" for row in range(rows))
        pages = _pages(f"==Repairs grow dearer==.\n\n| Part | Price |\n| --- | ---: |\n{lines}")
        (page,) = [one for one in pages if one.key.startswith("q1")]
        (title,) = [item for item in page.items if isinstance(item, TextBox) and item.slot == "title"]
        (table,) = [item for item in page.items if isinstance(item, Table)]
        assert title.fit is not None
        return table.frame.y - title.frame.y - title.fit.height_used

    assert gap(3) >= gap(9) + pt(15)


def test_a_column_of_years_is_not_emphasised_for_the_date_of_the_headline() -> None:
    rows = "| Ness | 1,500 | 2020 |\n| Kust | 3,700 | 2026 |\n| Wiek | 2,000 | 2032 |\n"
    pages = _pages(f"==Wind doubles by 2032==.\n\n| Zone | Power | Ready |\n| --- | ---: | ---: |\n{rows}")
    (table,) = [item for page in pages for item in page.items if isinstance(item, Table)]
    assert not any(cell.fill_ink for row in table.rows for cell in row)


@pytest.mark.parametrize(
    ("headline", "grounds"),
    [
        ("Staff costs more each year", ["   ", "ttt", "   ", "   "]),
        ("A bed cost 21 euros before", [" p ", " p ", " p ", " p "]),
        ("The rise of 2025 was small", ["  p", "  p", "  p", "  p"]),
        ("A bed costs more each year", ["   ", "   ", "   ", "ppp"]),
        ("Staff and all else together", ["   ", "   ", "   ", "ppp"]),
    ],
)
def test_the_row_or_column_of_a_table_that_the_headline_speaks_of_is_bold_on_a_ground(
    headline: str, grounds: list[str]
) -> None:
    longer = TABLE.replace("| **T", "| Energy | 6.10 | 6.70 |\n| **T")
    pages = _pages(f"=={headline}==.\n\n{longer}")
    (table,) = [item for page in pages for item in page.items if isinstance(item, Table)]
    assert ["".join(cell.fill_ink[:1] or " " for cell in row) for row in table.rows] == grounds
    for cell in (cell for row in table.rows for cell in row if cell.fill):
        assert all(run.style.bold for one in cell.paragraphs for run in one.runs)
        inks = {run.style.color for one in cell.paragraphs for run in one.runs}
        assert cell.fill
        assert all(contrast_ratio(ink, cell.fill) >= 4.5 for ink in inks)
    assert [width > table.rule_width for width, *_ in rules_below(table)] == [True, False, True, False]


def test_of_two_rows_about_actors_each_has_its_flag_and_bold_numbers_and_no_column_has_a_ground() -> None:
    source = (
        "---\ntitle: T\nlang: {}\nactors:\n  fi: {{name: Finland, flag: fi}}\n  se: {{name: Sweden, flag: se}}\n---\n\n"
    )
    source += "## Who pays? {{actor=fi}}\n\n==Finland pays more than Sweden, and has fewer ships==.\n\n"
    source += "| Country | Ships | Cost |\n|---|---:|---:|\n| Finland | 4 | 38.5 |\n| Sweden | 7 | 31.2 |\n\n"
    source += "## And Sweden? {{actor=se}}\n\n==Sweden waits.==\n"
    for lang in ("en", "ar"):
        found = laid_out(Source("t.md", source.format(lang).encode()), Report())
        assert found is not None
        (page,) = [one for one in found.products.deck.pages if one.key == "q1"]
        (table,) = [item for item in page.items if isinstance(item, Table)]
        assert not any(cell.fill for row in table.rows for cell in row)
        flags = {item.name: item.frame for item in page.items if item.name.startswith("Flag ")}
        for row in table.rows[1:]:
            name, *numbers = row
            flag = flags[f"Flag {words_of(name)}"]
            (line,) = name.paragraphs[0].lines
            ends = (line.runs[0].x, line.runs[-1].x + line.runs[-1].width)
            assert name.frame.contains(flag)
            assert (ends[0] > flag.right) if lang == "en" else (ends[1] < flag.x)
            assert all(run.style.bold for cell in numbers for run in cell.paragraphs[0].runs)


def test_the_row_of_the_only_actor_asked_about_is_emphasised_where_the_headline_names_nothing_of_the_table() -> None:
    source = "---\ntitle: T\nlang: en\nactors: {fi: {name: Finland}, se: {name: Sweden}}\n---\n\n"
    grid = "| Country | Ships |\n|---|---|\n| Sweden | 7 |\n| Finland | 4 |\n| Norway | 3 |\n"
    for actors, claimed in (("fi", [2]), ("fi se", [])):
        text = f'{source}## Who pays? {{actor="{actors}"}}\n\n==Helsinki pays in full.==\n\n{grid}'
        found = laid_out(Source("t.md", text.encode()), Report())
        assert found is not None
        (table,) = [item for page in found.products.deck.pages for item in page.items if isinstance(item, Table)]
        assert [at for at, row in enumerate(table.rows) if all(cell.fill_ink == "title" for cell in row)] == claimed


def test_links_in_the_row_that_the_headline_speaks_of_can_be_read() -> None:
    linked = TABLE.replace("| Staff | 14.90", "| [Staff](https://example.org) | 14.90")
    pages = _pages(f"==Staff costs more each year==.\n\n{linked}")
    (table,) = [item for page in pages for item in page.items if isinstance(item, Table)]
    (row,) = [row for row in table.rows if row[0].fill_ink == "title"]
    assert [run.href for cell in row for one in cell.paragraphs for run in one.runs if run.href] == []


def test_a_table_below_another_title_than_the_headline_emphasises_nothing_of_it() -> None:
    pages = _pages(f"==Staff costs more each year.== ==Linen costs less.== ==Track costs most.==\n\n{TABLE}")
    (table,) = [item for page in pages for item in page.items if isinstance(item, Table)]
    assert [{cell.fill_ink for cell in row} for row in table.rows] == [{""}, {""}, {"panel"}]


def test_a_title_above_a_table_stays_on_one_line_and_is_clear_of_it_in_a_wider_face() -> None:
    claim = "Ship and crew take three quarters of the cost of a repair"
    pages = _pages(f"=={claim}.==\n\n{TABLE}")
    (page,) = [one for one in pages if one.key == "q1"]
    boxes = {item.name: item for item in page.items if isinstance(item, TextBox)}
    (title,) = boxes["Title"].paragraphs
    assert len(title.lines) == 1
    assert boxes["Subtitle"].frame.y >= boxes["Title"].frame.y + 2 * title.pitch


@pytest.mark.parametrize(
    "second", ["==Repairs take a month==. ==Ships wait.==", f"=={'Repairs take a month and more ' * 9}.=="]
)
def test_an_answer_with_more_to_say_keeps_its_slide_before_the_exhibit(second: str) -> None:
    pages = _pages(f"==Cuts have nearly doubled==. {second}\n\n{CHART}")
    assert [page.key for page in pages if page.key.startswith("q1")] == ["q1", "q1-x1"]


def test_an_exhibit_of_its_own_has_the_question_and_the_flag_above_it() -> None:
    head = "---\ntitle: T\nlang: en\nactors:\n  norway: {name: Norway, flag: 'no'}\n---\n\n"
    answer = f"==Cuts have nearly doubled==. ==Repairs take a month==. ==Ships wait.==\n\n{CHART}\n"
    source = f"{head}## How often are cables cut? {{actor=norway}}\n\n{answer}"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    (page,) = [one for one in found.products.deck.pages if one.key == "q1-x1"]
    words = {item.name: words_of(item) for item in page.items if isinstance(item, TextBox)}
    assert "How often are cables cut?" in words["Kicker"]
    (flag,) = [item for item in page.items if isinstance(item, Picture)]
    assert flag.decorative
    assert flag.frame.right <= found.theme.slide_width - found.theme.units(50)


def test_two_exhibits_follow_the_claim() -> None:
    pages = _pages(
        f"==Cuts have nearly doubled==, as every log shows.\n\n{CHART}\n{CHART.replace('Faults per', 'All')}"
    )
    assert [page.key for page in pages if page.key.startswith("q1")] == ["q1", "q1-x1", "q1-x2"]


@pytest.mark.parametrize("path", sorted(DECKS.glob("*.md")), ids=lambda path: path.stem)
def test_the_examples_are_built_without_a_warning(path: Path) -> None:
    report = Report()
    found = laid_out(Source(path.name, path.read_bytes()), report, pictures=pictures_in(DECKS))
    assert found is not None
    assert not [one for one in report.findings if one.severity is not Severity.NOTE]
    assert len(found.products.handout.pages) <= 2


def test_exhibits_of_the_closing_question_come_before_the_judgement() -> None:
    closing = "## And now? {.summary}\n\n==It will grow.==\n\n"
    head = f"---\ntitle: T\nlang: en\n---\n\n## What?\n\n==It grew fast.==\n\n{closing}"
    found = laid_out(Source("t.md", (head + CHART).encode()), Report())
    assert found is not None
    keys = [page.key for page in found.products.deck.pages]
    assert keys.index("summary") == len(keys) - 1


def test_words_beside_a_column_of_numbers_are_well_apart_from_it() -> None:
    table = "| Ship | Cost | Effect |\n| --- | ---: | --- |\n| One | 95 | fewer days |\n| Two | 210 | more days |\n"
    pages = _pages(f"==Ships cost much==.\n\n{table}")
    (shown,) = [item for page in pages for item in page.items if isinstance(item, Table)]
    for row in shown.rows:
        number, words = (cell.paragraphs[0].lines[0].runs for cell in row[1:])
        assert words[0].x - number[-1].x - number[-1].width >= pt(40)
