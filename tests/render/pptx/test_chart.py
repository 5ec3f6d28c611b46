"""Charts in the deck are PowerPoint's own: their numbers open in a workbook, and the bytes never change."""

import re
import time
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.numbers import number_in
from builder.layout.chart.plot import ChartWords, plot_of
from builder.layout.text.shaper import Shaper
from builder.model.brief import Chart, Run, Sentence
from builder.model.chart import ChartKind, Series
from builder.model.scene import Page, Plot, Properties, Scene, TagId, TextBox
from builder.render.pptx import render
from builder.render.pptx.chart import workbook_bytes
from builder.render.pptx.chart_labels import number_format
from tests.layout.contexts import words_of
from tests.layout.square_font import assets, house, media

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _plot(
    kind: ChartKind = ChartKind.BAR,
    *series: tuple[float | None, ...],
    lang: str = "en-GB",
    unit: str = "EUR",
    name: str = "C",
) -> Plot:
    shaper = Shaper(house(), assets())
    values = series or ((1.5, 1200.0),)
    named = tuple(Series(f"S{number} & co", one) for number, one in enumerate(values))
    names = tuple(f"{name}{at} <x>" for at in range(len(values[0])))
    chart = Chart(kind, Sentence("q1.2", (Run("Exports"),)), names, named, unit, axis="Year")
    frame = house().layout("exhibit").slot("chart").frame
    style = shaper.style("chart-label")
    canvas = FigureCanvas(frame, shaper, house(), style, lang)
    return plot_of(chart, canvas, ChartWords("no data", "Total"), tag=TagId("chart"), slot="chart")


def _deck(plot: Plot) -> zipfile.ZipFile:
    page = Page(
        "q1-x1", house().slide_width, house().slide_height, (plot,), "Exports", layout="exhibit", lang=plot.lang
    )
    properties = Properties("T", (), "", (), "", None, plot.lang, "t")
    return zipfile.ZipFile(BytesIO(render(Scene(properties, (page,)), house(), media()).data))


def _chart(plot: Plot) -> ET.Element:
    return ET.fromstring(_deck(plot).read("ppt/charts/chart1.xml"))  # noqa: S314 - our own file


def test_a_chart_is_a_graphic_frame_with_alternative_text_in_its_placeholder() -> None:
    plot = _plot()
    slide = _deck(plot).read("ppt/slides/slide1.xml").decode()
    assert "p:graphicFrame" in slide
    assert 'type="chart"' in slide
    assert "C0 &lt;x&gt;: 1.5 EUR" in slide
    assert "<p:pic>" not in slide


@pytest.mark.parametrize("kind", [ChartKind.BAR, ChartKind.LINE, ChartKind.PIE])
def test_the_chart_holds_every_number_and_name(kind: ChartKind) -> None:
    root = _chart(_plot(kind, (1.5, 1200.0, 0.1)))
    assert [one.text for one in root.findall(f".//{C}val//{C}v")] == ["1.5", "1200.0", "0.1"]
    assert [one.text for one in root.findall(f".//{C}cat//{C}v")] == ["C0 <x>", "C1 <x>", "C2 <x>"]
    assert [one.text for one in root.findall(f".//{C}ser/{C}tx//{C}v")] == ["S0 & co"]


def test_edit_data_opens_the_same_numbers() -> None:
    plot = _plot(ChartKind.BAR, (1.5, 1200.0), (-3.25, 0.0))
    deck = _deck(plot)
    relations = deck.read("ppt/charts/_rels/chart1.xml.rels").decode()
    assert "../embeddings/Microsoft_Excel_Sheet1.xlsx" in relations
    assert "externalData" in deck.read("ppt/charts/chart1.xml").decode()
    book = zipfile.ZipFile(BytesIO(deck.read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    cells = ET.fromstring(book.read("xl/worksheets/sheet1.xml")).findall(f".//{S}c")  # noqa: S314
    shared = [one.text for one in ET.fromstring(book.read("xl/sharedStrings.xml")).findall(f".//{S}t")]  # noqa: S314
    told = {
        cell.get("r"): shared[int(cell.findtext(f"{S}v") or 0)] if cell.get("t") == "s" else cell.findtext(f"{S}v")
        for cell in cells
    }
    assert told == {
        "A1": "Year", "B1": "S0 & co", "C1": "S1 & co", "A2": "C0 <x>", "B2": "1.5", "C2": "-3.25", "A3": "C1 <x>",
        "B3": "1200", "C3": "0",
    }  # fmt: skip
    formulas = [one.text for one in _chart(plot).findall(f".//{C}val//{C}f")]
    assert formulas == ["Data!$B$2:$B$3", "Data!$C$2:$C$3"]


def test_the_workbook_is_the_same_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook_bytes(_plot())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert workbook_bytes(_plot()) == first


def test_colours_and_fonts_are_the_themes() -> None:
    text = _deck(_plot(ChartKind.BAR, (1.0, 2.0), (3.0, 4.0))).read("ppt/charts/chart1.xml").decode()
    assert "srgbClr" not in text
    assert 'schemeClr val="tx2"' in text
    assert 'typeface="+mn-lt"' in text
    assert '<c:lang val="en-GB"/>' in text


def test_labels_show_every_digit_and_no_more() -> None:
    assert number_format(0) == "#,##0"
    assert number_format(2) == "#,##0.00"
    assert number_format(1, "%") == '#,##0.0"%"'
    assert number_format(0, " million euros") == '#,##0" million euros"'
    root = _chart(_plot(ChartKind.BAR, (1.0, 2.0, 2.5)))
    codes = [one.get("formatCode") for one in root.findall(f".//{C}dLbls//{C}numFmt")]
    assert codes == ["#,##0.0", "#,##0"]
    assert root.find(f".//{C}dLbl/{C}idx").get("val") == "2"  # type: ignore[union-attr]


def test_bars_of_several_series_have_a_legend() -> None:
    assert _chart(_plot()).find(f".//{C}legend") is None
    assert _chart(_plot(ChartKind.BAR, (1.0, 2.0), (3.0, 4.0))).find(f".//{C}legend") is not None


def test_lines_are_named_at_their_last_point() -> None:
    root = _chart(_plot(ChartKind.LINE, (1.0, 1.5, 2.0), (3.0, 2.5, 1.9)))
    assert root.find(f".//{C}legend") is None
    named = [one for one in root.iter(f"{C}dLbl") if one.find(f"{C}showSerName").get("val") == "1"]  # type: ignore[union-attr]
    assert [one.find(f"{C}idx").get("val") for one in named] == ["2", "2"]  # type: ignore[union-attr]
    moves = [float(one.find(f".//{C}y").get("val") or 0) for one in named if one.find(f".//{C}y") is not None]  # type: ignore[union-attr]
    assert moves
    many = _chart(_plot(ChartKind.LINE, *((float(at), 2.0) for at in range(5))))
    assert many.find(f".//{C}legend") is not None


def test_lines_that_keep_apart_bear_their_values_and_have_no_axis() -> None:
    lines = (41.0, 44.0, 43.0, 37.0), (9.0, 12.0, 13.0, 14.0)
    root = _chart(_plot(ChartKind.LINE, *lines))
    assert root.find(f".//{C}valAx/{C}majorGridlines") is None
    named = [one for one in root.iter(f"{C}dLbl") if one.find(f"{C}showSerName").get("val") == "1"]  # type: ignore[union-attr]
    assert [one.find(f"{C}showVal").get("val") for one in named] == ["1", "1"]  # type: ignore[union-attr]
    drawn = _plot(ChartKind.LINE, *lines).drawing
    words = {words_of(item) for item in drawn if isinstance(item, TextBox)}
    assert {"41", "44", "9", "12"} < words
    assert {one.partition(": ")[2] for one in words if ": " in one} == {"37", "14"}
    crossing = _chart(_plot(ChartKind.LINE, (41.0, 9.0, 37.0), (9.0, 44.0, 14.0), (10.0, 42.0, 15.0)))
    assert crossing.find(f".//{C}valAx/{C}majorGridlines") is not None


def test_a_gap_is_no_point_and_an_empty_cell() -> None:
    plot = _plot(ChartKind.LINE, (1.0, None, 3.0))
    root = _chart(plot)
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"  # type: ignore[union-attr]
    assert [one.get("idx") for one in root.findall(f".//{C}val//{C}pt")] == ["0", "2"]
    assert root.find(f".//{C}val//{C}ptCount").get("val") == "3"  # type: ignore[union-attr]
    book = zipfile.ZipFile(BytesIO(_deck(plot).read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    cells = ET.fromstring(book.read("xl/worksheets/sheet1.xml")).findall(f".//{S}c")  # noqa: S314
    assert [one.get("r") for one in cells] == ["A1", "B1", "A2", "B2", "A3", "A4", "B4"]
    assert "C1 <x>: no data" in plot.alt


def test_stacked_bars_bear_their_totals_which_the_workbook_adds_up() -> None:
    plot = _plot(ChartKind.STACKED, (0.1, 1.0), (0.2, None))
    root = _chart(plot)
    assert root.find(f".//{C}grouping").get("val") == "stacked"  # type: ignore[union-attr]
    *_, total = root.findall(f".//{C}ser")
    assert total.findtext(f"{C}tx//{C}v") == "Total"
    assert [one.text for one in total.findall(f"{C}val//{C}v")] == ["0.3", "1.0"]
    assert root.find(f".//{C}legendEntry/{C}delete") is not None
    book = zipfile.ZipFile(BytesIO(_deck(plot).read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    assert [one.text for one in sheet.iter(f"{S}f")] == ["SUM(B2:C2)", "SUM(B3:C3)"]
    assert float(root.find(f".//{C}valAx/{C}scaling/{C}max").get("val") or 0) > 1.0  # type: ignore[union-attr]


def test_totals_of_stacked_bars_that_lie_are_no_entry_of_the_legend_from_either_end() -> None:
    plot = _plot(ChartKind.STACKED, (1.0,) * 9, (2.0,) * 9, name="A category that says what it is in words ")
    assert not plot.upright
    root = _chart(plot)
    *_, total = root.findall(f".//{C}ser")
    assert (total.findtext(f"{C}tx/{C}v") or "").strip() == ""
    assert root.find(f".//{C}legendEntry") is None
    strings = zipfile.ZipFile(BytesIO(_deck(plot).read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    assert "Total" in strings.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("lang", ["en-GB", "de", "ar"])
@pytest.mark.parametrize(
    "values", [(4.5, 2.25), (131.0, 33.0), (-2.0, 4.0), (0.0, 0.0), (1e-5, 2e-5), (1e13, 3.0), (1234567.0, 5.0)]
)
def test_the_axis_of_the_deck_is_that_of_the_drawing(values: tuple[float, float], lang: str) -> None:
    plot = _plot(ChartKind.LINE, values, (1.0, values[0] / 2), *[(values[0] / 3, 0.0)] * 3, lang=lang)
    drawn = [words_of(item) for item in plot.drawing if isinstance(item, TextBox) and item.name.startswith("Tick")]
    axis = _chart(plot).find(f".//{C}valAx")
    assert axis is not None
    low, high, step = (
        float(axis.find(path).get("val") or "nan")  # type: ignore[union-attr]
        for path in (f"{C}scaling/{C}min", f"{C}scaling/{C}max", f"{C}majorUnit")
    )
    code = axis.find(f"{C}numFmt").get("formatCode") or ""  # type: ignore[union-attr]
    places = len(code.partition(".")[2])
    shown = [low + at * step for at in range(round((high - low) / step) + 1)]
    assert [words.replace("\u200e", "") for words in drawn] == [
        number_in(lang, round(value, places)).replace("\u200e", "") for value in shown
    ]
    assert len(shown) <= 7


def test_where_every_bar_bears_its_number_there_is_neither_grid_nor_axis() -> None:
    axis = _chart(_plot(ChartKind.BAR, (1.0, 2.0))).find(f".//{C}valAx")
    assert axis is not None
    assert axis.find(f"{C}majorGridlines") is None
    assert axis.find(f"{C}tickLblPos").get("val") == "none"  # type: ignore[union-attr]


def test_axes_have_unsigned_ids_and_bars_begin_at_nought() -> None:
    root = _chart(_plot(ChartKind.BAR, (98.0, 99.0)))
    assert all(re.fullmatch(r"\d+", one.get("val") or "") for one in root.iter(f"{C}axId"))
    assert root.find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"  # type: ignore[union-attr]


def test_a_right_to_left_chart_begins_on_the_right() -> None:
    orientation = f".//{C}catAx/{C}scaling/{C}orientation"
    assert _chart(_plot()).find(orientation).get("val") == "minMax"  # type: ignore[union-attr]
    assert _chart(_plot(lang="ar")).find(orientation).get("val") == "maxMin"  # type: ignore[union-attr]


def test_labels_of_slivers_are_moved_apart_and_others_stay() -> None:
    crowded = _chart(_plot(ChartKind.PIE, (900.0, *(1.0,) * 8)))
    assert len(crowded.findall(f".//{C}dLbl/{C}layout/{C}manualLayout")) == 9
    assert _chart(_plot(ChartKind.PIE, (1.0, 2.0))).findall(f".//{C}dLbl/{C}layout") == []


def test_python_pptx_reads_the_chart_back() -> None:
    from pptx import Presentation

    plot = _plot(ChartKind.LINE, (1.5, 1200.0), (2.0, 3.0))
    page = Page("q1-x1", house().slide_width, house().slide_height, (plot,), "Exports", layout="exhibit", lang="en-GB")
    data = render(Scene(Properties("T", (), "", (), "", None, "en-GB", "t"), (page,)), house(), media()).data
    (shape,) = Presentation(BytesIO(data)).slides[0].shapes
    assert shape.is_placeholder
    assert [tuple(series.values) for series in shape.chart.series] == [(1.5, 1200.0), (2.0, 3.0)]
    assert list(shape.chart.plots[0].categories) == ["C0 <x>", "C1 <x>"]
