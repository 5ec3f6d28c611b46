"""Tables as readers compare them: points of decimals in line, columns of numbers alike, a title that says something."""

import pytest

from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Page, Scene, SetParagraph, Table, TextBox
from builder.model.units import pt
from tests.layout.contexts import words_of
from tests.session import laid_out

NUMBERS = (
    "| Paid for | 2023 | 2024 |\n| --- | ---: | ---: |\n"
    "| Ship | 2{p}4 | 12{p}75 |\n| Cable | 150 | 3 |\n| Duty | – | 4{p}5% |\n"
)


def _scenes(answer: str, lang: str = "en") -> tuple[Scene, Scene]:
    source = f"---\ntitle: T\nlang: {lang}\n---\n\n## What does it cost?\n\n{answer}\n"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    return found.products.deck, found.products.handout


def _tables(scene: Scene) -> list[Table]:
    return [item for page in scene.pages for item in page.items if isinstance(item, Table)]


def _x_of_point(paragraph: SetParagraph, point: str) -> int:
    """Where the decimal point of a number is drawn, or where it would be."""
    (line,) = paragraph.lines
    (run,) = line.runs
    text = run.text
    at = text.find(point) if point in text else next(i for i, one in enumerate(text + "%") if not one.isdigit())
    before = [run.x + offset for offset, cluster in zip(run.offsets, run.clusters, strict=True) if cluster == at]
    return before[0] if before else run.x + run.width


@pytest.mark.parametrize(("lang", "point"), [("en", "."), ("de", ","), ("pl", ","), ("ar", ".")])
def test_points_of_decimals_are_in_line_in_both_products_and_no_digit_is_added(lang: str, point: str) -> None:
    for scene in _scenes(f"==It costs more.==\n\n{NUMBERS.format(p=point)}", lang):
        (table,) = _tables(scene)
        for column in (1, 2):
            cells = [row[column].paragraphs[0] for row in table.rows[1:]]
            words = ["".join(run.text for run in one.runs) for one in cells]
            numbers = [one for one, text in zip(cells, words, strict=True) if text != "–"]
            places = [_x_of_point(one, point) for one in numbers]
            assert max(places) - min(places) < pt(0.5), (column, words)
        assert [row[2].inset != row[0].inset for row in table.rows[1:]].count(True) >= 2


def test_a_number_of_thousands_is_no_decimal_and_a_column_of_words_stays_at_its_edge() -> None:
    grid = "| Town | Beds | Note |\n| --- | ---: | ---: |\n| Oslo | 1,200 | 12 of 14.5 |\n| Bergen | 830 | 3 |\n"
    (table,) = _tables(_scenes(f"==It costs more.==\n\n{grid}")[0])
    for column in (1, 2):
        assert len({row[column].inset for row in table.rows}) == 1


def test_columns_of_numbers_are_as_wide_as_each_other() -> None:
    grid = (
        "| Paid for | 2024 | Share in 2025 |\n| --- | ---: | ---: |\n| Ship and crew | 2 | 12 |\n| Cable | 150 | 3 |\n"
    )
    for scene in _scenes(f"==It costs more.==\n\n{grid}"):
        (table,) = _tables(scene)
        widths = [cell.frame.width - cell.inset[0] - cell.inset[2] for cell in table.rows[0]]
        assert abs(widths[1] - widths[2]) < pt(0.1)
        assert widths[0] >= widths[1] / 2


def _texts(page: Page) -> dict[str, str]:
    return {item.name: words_of(item) for item in page.items if isinstance(item, TextBox)}


def test_a_table_without_caption_has_the_question_as_title_and_not_above_it() -> None:
    points = "==It costs more.== ==Ships are dear.== ==Cables are not.==\n\n"
    pages = _scenes(points + NUMBERS.format(p="."))[0].pages
    (page,) = [one for one in pages if any(isinstance(item, Table) for item in one.items)]
    texts = _texts(page)
    assert page.title == texts["Title"] == "What does it cost?"
    assert texts["Kicker"] == "QUESTION"
    captioned = _scenes(points + NUMBERS.format(p=".") + "\n: Costs by year\n")[0].pages
    (page,) = [one for one in captioned if any(isinstance(item, Table) for item in one.items)]
    assert page.title == "Costs by year"
    assert "What does it cost?" in _texts(page)["Kicker"]


@pytest.mark.parametrize(("caption", "shown"), [("Costs of a bed", False), ("Costs of a bed in euros", True)])
def test_a_caption_that_only_repeats_the_title_is_not_below_it(caption: str, *, shown: bool) -> None:
    claim = "==Costs of a bed have doubled.==\n\n"
    deck, handout = _scenes(f"{claim}{NUMBERS.format(p='.')}\n: {caption}\n")
    (page,) = [one for one in deck.pages if any(isinstance(item, Table) for item in one.items)]
    assert ("Subtitle" in _texts(page)) is shown
    paper = " ".join(words_of(item) for one in handout.pages for item in one.items if isinstance(item, TextBox))
    assert caption in paper


@pytest.mark.parametrize(("mark", "shown"), [("==", True), ("", False)])
def test_a_point_is_below_a_table_only_where_its_author_marked_it(mark: str, *, shown: bool) -> None:
    words = f"{mark}Costs of a bed have doubled in three years.{mark} {mark}Linen is the cheapest part of it all.{mark}"
    deck, _ = _scenes(f"{words}\n\n{NUMBERS.format(p='.')}")
    (page,) = [one for one in deck.pages if any(isinstance(item, Table) for item in one.items)]
    assert ("Point" in _texts(page)) is shown


def _heads(table: Table) -> set[tuple[str, bool, str]]:
    styles = [run.style for cell in table.rows[0] for one in cell.paragraphs for run in one.runs]
    return {(one.font, one.bold, one.ink) for one in styles}


def test_the_heads_of_all_tables_look_alike() -> None:
    answers = "".join(f"## What of {at}?\n\n==The {at} is dear.==\n\n" for at in ("port", "ship", "cable"))
    grid = "\n| Kind | Port |\n| --- | --- |\n| Deep | Oslo |\n| Flat | Ostend |\n"
    source = f"---\ntitle: T\nlang: en\n---\n\n{answers}{grid}\n## And?\n\n==Costs rise.==\n\n{NUMBERS.format(p='.')}"
    found = laid_out(Source("t.md", source.encode()), Report())
    assert found is not None
    tables = _tables(found.products.deck)
    assert len(tables) == 3
    assert len({one for table in tables for one in _heads(table)}) == 1


def test_columns_of_numbers_stay_near_what_they_hold() -> None:
    grid = "| Paid for | 2023 | 2025 |\n| --- | ---: | ---: |\n| Track | 22.4 | 26.1 |\n| Staff | 15.8 | 14.9 |\n"
    (table,) = _tables(_scenes(f"==It costs more.==\n\n{grid}")[0])
    first, *numbers = table.columns
    assert max(numbers) < first / 2


@pytest.mark.parametrize("rows", [2, 3, 6])
def test_a_table_of_few_rows_has_larger_words_and_does_not_leave_the_slide_half_white(rows: int) -> None:
    grid = "| Part | Asks |\n| --- | --- |\n" + "".join(f"| Part {at} | Half |\n" for at in range(rows))
    (table,) = _tables(_scenes(f"==It costs more.==\n\n{grid}")[0])
    assert table.fit
    assert table.fit.height_used > 0.62 * table.fit.height_available
    assert (table.fit.size > pt(26)) == (rows < 4)
