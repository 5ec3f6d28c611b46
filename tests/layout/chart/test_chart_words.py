"""What is said below and beside a chart: source, missing values, and no more than a reader needs."""

import pytest

from builder.layout.chart.axes import are_times
from builder.model.findings import Report
from builder.model.request import Source
from builder.model.scene import Page, Plot, Scene, TextBox
from builder.model.scene_walk import items_of
from tests.layout.contexts import words_of
from tests.session import laid_out

ROWS = "| 2020 | 120 | 5 |\n| 2021 | {gap} | 6 |\n| 2022 | 85 | |\n"
GAP = f"kind: {{kind}}\ntitle: Ships\n| {{axis}} | Tankers | Ferries |\n{ROWS}"


def _products(chart: str, lang: str = "en") -> tuple[Scene, Scene]:
    source = f"---\ntitle: T\nlang: {lang}\n---\n\n## How many ships?\n\n==Nobody counted in 2021==, for a reason.\n\n"
    found = laid_out(Source("t.md", f"{source}```chart\n{chart}```\n".encode()), Report())
    assert found is not None
    return found.products.deck, found.products.handout


def _words(scene: Scene) -> list[str]:
    return [words_of(one) for page in scene.pages for one in items_of(page.items) if isinstance(one, TextBox)]


def _notes(page: Page) -> str:
    return "\n".join("".join(run.text for run in one.runs) for one in page.notes)


def _plot(scene: Scene) -> Plot:
    (plot,) = [one for page in scene.pages for one in items_of(page.items) if isinstance(one, Plot)]
    return plot


@pytest.mark.parametrize("gap", ["", "-", "–", "n/a"])
@pytest.mark.parametrize("kind", ["bar", "line", "stacked"])
def test_a_missing_value_is_said_in_both_products(kind: str, gap: str) -> None:
    deck, handout = _products(GAP.format(kind=kind, axis="Year", gap=gap))
    for scene in (deck, handout):
        assert "No data: Tankers: 2021; Ferries: 2022" in _words(scene)
        assert "2021: no data" in _plot(scene).alt
    assert any("Tankers: 2020: 120; 2021: no data; 2022: 85" in _notes(page) for page in deck.pages)


def test_a_missing_bar_leaves_its_place_to_a_dash_and_a_line_is_interrupted() -> None:
    _, bars = _products(GAP.format(kind="bar", axis="Year", gap="-"))
    assert [one.name for one in _plot(bars).drawing if one.name.startswith("Gap")] == ["Gap 0.1", "Gap 1.2"]
    assert not any(one.name == "Bar 0.1" for one in _plot(bars).drawing)
    _, lines = _products(GAP.format(kind="line", axis="Year", gap="-"))
    assert not any(one.name.startswith("Line 0.") for one in _plot(lines).drawing)
    assert [one.name for one in _plot(lines).drawing if one.name.startswith("Mark 0")] == ["Mark 0.0", "Mark 0.2"]


def test_a_missing_part_of_a_stack_counts_as_none() -> None:
    deck, _ = _products(GAP.format(kind="stacked", axis="Year", gap="-"))
    assert _plot(deck).native.totals == (125.0, 6.0, 85.0)
    assert "Total – 2020: 125; 2021: 6; 2022: 85" in _plot(deck).alt


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Source: Port office"), ("de", "Quelle: Port office"), ("fr", "Source\u00a0: Port office")],
)
def test_the_word_for_it_is_before_a_source(lang: str, words: str) -> None:
    chart = "kind: bar\ntitle: Ships\nsource: Port office\n| | n |\n| A | 1 |\n| B | 2 |\n"
    for scene in _products(chart, lang):
        assert words.replace("\u00a0", " ") in _words(scene)
    twice = chart.replace("source: Port", f"source: {words.removesuffix('Port office')}Port")
    for scene in _products(twice, lang):
        assert words.replace("\u00a0", " ") in _words(scene)


def test_a_chart_says_what_its_categories_are_unless_they_say_it_themselves() -> None:
    deck, handout = _products(GAP.format(kind="bar", axis="Year", gap="1"))
    assert "Year" not in _words(deck) + _words(handout)
    _, handout = _products("kind: bar\ntitle: Ships\n| Age | n |\n| 0-10 | 1 |\n| 11-20 | 2 |\n")
    assert "Age" in _words(handout)


@pytest.mark.parametrize(
    ("names", "lang", "times"),
    [
        (("2023", "2024"), "en", True), (("2024/25", "2025/26"), "en", True), (("Sep", "Oct"), "en-GB", True),
        (("März", "April"), "de", True), (("Q1", "Q2"), "fr", True), (("يناير", "مارس"), "ar", True),
        (("Germany", "France"), "en", False), (("0-10", "11-20"), "en", False), (("12", "13"), "en", False),
    ],
)  # fmt: skip
def test_times_are_known_from_other_names(names: tuple[str, ...], lang: str, *, times: bool) -> None:
    assert are_times(names, lang) is times
