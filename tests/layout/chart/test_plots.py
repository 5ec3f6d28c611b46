"""Charts: exact numbers in the document's language, and labels that never touch or leave the frame."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.numbers import axis_for, number_in
from builder.layout.chart.plot import ChartWords, is_crowded, plot_of
from builder.layout.text.shaper import Shaper
from builder.model.brief import Chart, Run, Sentence
from builder.model.chart import ChartKind, Series
from builder.model.scene import Geometry, Plot, Shape, TagId, TextBox
from builder.model.units import Rect, contrast_ratio, pt
from tests.layout.contexts import ink_of, overlaps, words_of
from tests.layout.square_font import assets, house

SLIDE = Rect(pt(54), pt(150), pt(852), pt(318))
PAPER = Rect(pt(221), pt(80), pt(320), pt(180))


def _shaper() -> Shaper:
    return Shaper(house(), assets())


def _chart(kind: ChartKind, categories: tuple[str, ...], *series: tuple[float | None, ...], unit: str = "") -> Chart:
    named = tuple(Series(f"Series {number}", values) for number, values in enumerate(series, 1))
    return Chart(kind, Sentence("q1.2", (Run("Exports by year"),)), categories, named, unit)


WORDS = ChartWords("no data", "Total")


def _canvas(frame: Rect = SLIDE, lang: str = "en-GB") -> FigureCanvas:
    shaper = _shaper()
    return FigureCanvas(frame, shaper, house(), shaper.style("chart-label" if frame is SLIDE else "table-text"), lang)


def _plot(chart: Chart, frame: Rect = SLIDE, lang: str = "en-GB") -> Plot:
    return plot_of(chart, _canvas(frame, lang), WORDS, tag=TagId("chart"), slot="chart")


def _labels(plot: Plot, name: str = "") -> list[TextBox]:
    return [item for item in plot.drawing if isinstance(item, TextBox) and item.name.startswith(name)]


YEARS = tuple(str(year) for year in range(2015, 2025))
LONG = (
    "Federal Republic of Germany",
    "United Kingdom of Great Britain and Northern Ireland",
    "Democratic Republic of X",
)
MANY = tuple(f"Category with a name {number}" for number in range(30))

CHARTS = {
    "bars": _chart(ChartKind.BAR, YEARS, tuple(100.5 + at for at in range(10)), unit="USD billion"),
    "series": _chart(ChartKind.BAR, LONG, (1200.5, 900.0, 2.0), (1500.25, 800.0, 4.0), (-299.75, 100.0, -2.0)),
    "one bar": _chart(ChartKind.BAR, ("All",), (3.0,)),
    "zeros": _chart(ChartKind.BAR, ("A", "B"), (0.0, 0.0)),
    "many": _chart(ChartKind.BAR, MANY, tuple(float(at * 37 % 101) for at in range(30))),
    "line": _chart(ChartKind.LINE, YEARS, tuple(float(at * 7 % 5) for at in range(10))),
    "lines": _chart(ChartKind.LINE, YEARS, tuple(map(float, range(10))), tuple(map(float, range(0, -10, -1)))),
    "long line": _chart(
        ChartKind.LINE, tuple(f"{d}. September 2024" for d in range(1, 31)), tuple(map(float, range(30)))
    ),
    "pie": _chart(
        ChartKind.PIE, ("Coal", "Gas", "Wind", "Sun", "Rest", "Nothing"), (45.5, 20, 15.5, 9, 10, 0), unit="%"
    ),
    "slivers": _chart(ChartKind.PIE, MANY[:12], (900, *(1.0,) * 11)),
    "whole": _chart(ChartKind.PIE, ("All",), (7.0,)),
    "gaps": _chart(ChartKind.BAR, YEARS[:4], (1.0, None, 3.0, 4.0), (None, 2.5, -1.0, None)),
    "stack": _chart(ChartKind.STACKED, YEARS[:4], (1.0, None, 3.0, 4.0), (7.0, 2.5, 0.0, None), unit="%"),
    "lying stack": _chart(ChartKind.STACKED, LONG * 3, tuple(map(float, range(9))), (5.0,) * 9),
    "losses": _chart(ChartKind.BAR, LONG * 3, tuple(map(float, range(-9, 0))), (5.0,) * 9, unit="%"),
    "zero lines": _chart(ChartKind.LINE, YEARS[:4], (0.0,) * 4, (0.0,) * 4),
    "interrupted": _chart(ChartKind.LINE, YEARS[:4], (0.0, None, 2.0, None), (None, 3.0, None, 2.0), (1e20,) * 4),
    "tiny": _chart(ChartKind.BAR, ("a", "b"), (1e-5, 2e-5)),
    "huge": _chart(ChartKind.BAR, YEARS[:4], (1e20, 3e19, 1.0, 0.0), (1e13,) * 4),
}


@pytest.mark.parametrize("lang", ["en-GB", "de", "pl", "ar"])
@pytest.mark.parametrize("frame", [SLIDE, PAPER], ids=["slide", "paper"])
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_labels_neither_touch_nor_leave_the_frame(chart: Chart, frame: Rect, lang: str) -> None:
    plot = _plot(chart, frame, lang)
    labels = _labels(plot)
    assert overlaps(labels) == []
    wide = Rect(frame.x - pt(1), frame.y - pt(1), frame.width + pt(2), frame.height + pt(2))
    assert [box.name for box in labels if not wide.contains(ink_of(box))] == []


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_shapes_stay_in_the_frame(chart: Chart) -> None:
    plot = _plot(chart)
    assert all(plot.frame.contains(item.frame) for item in plot.drawing if isinstance(item, Shape))


def test_each_bar_bears_its_exact_number_as_its_language_writes_it() -> None:
    chart = _chart(ChartKind.BAR, ("A", "B", "C"), (1234.5, 7.0, -0.125))
    assert [words_of(box) for box in _labels(_plot(chart), "Value")] == ["1,234.5", "7", "-0.125"]
    assert [words_of(box) for box in _labels(_plot(chart, lang="de"), "Value")] == ["1.234,5", "7", "-0,125"]
    assert words_of(_labels(_plot(chart, lang="pl"), "Value")[0]).replace("\u00a0", " ") == "1 234,5"


def test_bars_are_as_high_as_their_numbers() -> None:
    plot = _plot(_chart(ChartKind.BAR, ("A", "B"), (10.0, 20.0)))
    low, high = (item for item in plot.drawing if isinstance(item, Shape) and item.name.startswith("Bar"))
    assert low.frame.bottom == high.frame.bottom
    assert high.frame.height == pytest.approx(2 * low.frame.height, rel=0.001)


def test_bars_lie_where_the_names_are_long_and_then_the_first_is_on_top() -> None:
    names = tuple(f"{name}, region {number}" for number in range(4) for name in LONG)
    plot = _plot(_chart(ChartKind.BAR, names, tuple(map(float, range(1, 13)))))
    first, *_, last = _labels(plot, "Category")
    assert not plot.upright
    assert first.frame.y < last.frame.y
    assert _plot(CHARTS["bars"]).upright


def test_series_are_named_where_there_are_several() -> None:
    assert _labels(_plot(CHARTS["bars"]), "Series") == []
    assert [words_of(box) for box in _labels(_plot(CHARTS["series"]), "Series")] == ["Series 1", "Series 2", "Series 3"]
    assert _labels(_plot(CHARTS["pie"]), "Series") == []


def test_slices_are_named_beside_them_with_value_and_unit() -> None:
    told = {words_of(box) for box in _labels(_plot(CHARTS["pie"]), "Label")}
    assert {"Coal: 45.5%", "Gas: 20%", "Nothing: 0%"} <= told


def test_the_alternative_text_says_every_number() -> None:
    assert _plot(_chart(ChartKind.PIE, ("A", "B"), (1.5, 2.0), unit="%")).alt == "Exports by year. A: 1.5 %; B: 2 %"
    several = _plot(_chart(ChartKind.BAR, ("A", "B"), (1000.0, 2.0), (3.0, 4.0)), lang="de").alt
    assert several == "Exports by year. Series 1 – A: 1.000; B: 2. Series 2 – A: 3; B: 4"


def test_neighbours_differ_in_grey_and_pale_bars_have_an_outline() -> None:
    plot = _plot(CHARTS["series"])
    greys = [color.grey for color, _ in plot.colors]
    assert all(contrast_ratio(one, other) >= 1.5 for one, other in pairwise(greys))
    for (color, _), outlined in zip(plot.colors, plot.native.outlined, strict=True):
        assert outlined or contrast_ratio(color, house().color("paper")) >= 3


def test_lines_differ_by_dash_and_mark_too() -> None:
    shapes = [item for item in _plot(CHARTS["lines"]).drawing if isinstance(item, Shape)]
    strokes = {item.name[:6]: item.dashed for item in shapes if item.form is Geometry.LINE}
    assert strokes["Line 0"] is False
    assert strokes["Line 1"] is True
    marks = {item.name[:6]: item.form for item in shapes if item.name.startswith("Mark")}
    assert marks["Mark 0"] is not marks["Mark 1"]


def test_right_to_left_charts_are_mirrored() -> None:
    chart = CHARTS["bars"]
    ltr, rtl = (_labels(_plot(chart, lang=lang), "Category ") for lang in ("en", "ar"))
    assert ltr[0].frame.x < ltr[1].frame.x
    assert rtl[0].frame.x > rtl[1].frame.x
    assert _plot(chart, lang="ar").rtl


def test_a_chart_whose_names_cannot_all_stand_is_crowded() -> None:
    sixty = replace(CHARTS["many"], categories=MANY * 2, series=(Series("S", (1.0,) * 60),))
    assert is_crowded(sixty, _canvas())
    assert not is_crowded(CHARTS["bars"], _canvas())


def test_the_same_chart_draws_the_same() -> None:
    assert _plot(CHARTS["slivers"]) == _plot(CHARTS["slivers"])


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((3.0, 9.0), (0, 2, 4, 6, 8, 10)),
        ((0.0, 0.0), (0, 1)),
        ((4.5, 2.25), (0, 1, 2, 3, 4, 5)),
        ((131.0, 33.0), (0, 50, 100, 150)),
        ((1e20,), (0, 2e19, 4e19, 6e19, 8e19, 1e20)),
        ((-2.0, 4.0), (-2, 0, 2, 4)),
        ((1234567.0,), (0, 250000, 500000, 750000, 1000000, 1250000)),
        ((0.03,), (0, 0.01, 0.02, 0.03)),
    ],
)
def test_an_axis_is_divided_by_round_numbers(values: tuple[float, ...], ticks: tuple[float, ...]) -> None:
    assert axis_for(values).ticks == pytest.approx(ticks)


def test_a_number_keeps_its_digits_in_any_language() -> None:
    assert number_in("en", 1234567.891) == "1,234,567.891"
    assert number_in("xx-unknown", 0.1) == "0.1"
