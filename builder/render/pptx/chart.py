"""Charts as PowerPoint's own: chart XML, and the workbook that "Edit Data" opens."""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from builder.model.chart import ChartKind, Series
from builder.model.scene import Plot
from builder.model.units import Rect
from builder.render.pptx.chart_labels import labels_xml, number_format, text_xml, total_labels_xml
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.links import PartLinks
from builder.render.pptx.open_deck import RT, DeckPackage
from builder.render.pptx.theme_tables import ThemeTables

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/chart"
"""The uri of a graphic frame's chart (ECMA-376 part 1, 21.2)."""

SHEET = "Data"
"""Name of the workbook's sheet."""

CATEGORY_AXIS, VALUE_AXIS = 50010001, 50010002
"""Ids of the axes, unique in their chart; positive, since they are unsigned (ECMA-376 part 1, 21.2.2.9)."""

STAMP = datetime(1980, 1, 1, tzinfo=UTC)
"""The time that the workbook carries: the earliest that a zip can say, as in the package itself."""

MARKERS = ("circle", "square", "triangle", "diamond", "star", "x")
"""The marks of lines in turn, as in the drawing."""

OVERLAP = -6
"""Distance of the bars of one category, percent of a bar's width, as in the drawing."""


def chart_xml(package: DeckPackage, links: PartLinks, plot: Plot, tables: ThemeTables) -> str:
    """Return the `a:graphic` that shows `plot`; chart and workbook become parts of `package`."""
    chart = package.chart(_space(plot, tables).encode(), workbook_bytes(plot))
    link = links.id_of(chart, RT.CHART)
    return (
        f'<a:graphic><a:graphicData uri="{GRAPHIC}"><c:chart {NAMESPACES} r:id="{link}"/></a:graphicData></a:graphic>'
    )


def workbook_bytes(plot: Plot) -> bytes:
    """Return the numbers of `plot` as a workbook: names of categories in column A, a series in each further one."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, options)
    book.set_properties({"created": STAMP})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, max(len(name) for name in plot.categories) + 2)
    sheet.write_row(0, 0, [plot.axis, *(series.name for series in _all_series(plot))])
    sheet.write_column(1, 0, plot.categories)
    for column, series in enumerate(plot.series, 1):
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    last = _column(len(plot.series))
    for row, total in enumerate(plot.native.totals, 2):
        if total is not None:
            sheet.write_formula(f"{_column(len(plot.series) + 1)}{row}", f"=SUM(B{row}:{last}{row})", None, total)
    book.close()
    return out.getvalue()


def _all_series(plot: Plot) -> tuple[Series, ...]:
    """Return the series, and the totals of stacked bars as one more."""
    totals = plot.native.totals
    return (*plot.series, Series(plot.native.total_column, totals)) if totals else plot.series


def _space(plot: Plot, tables: ThemeTables) -> str:
    match plot.kind:
        case ChartKind.PIE:
            area = _pie(plot, tables)
        case ChartKind.BAR | ChartKind.STACKED | ChartKind.LINE:
            area = _axes_chart(plot, tables)
    return (
        f'{HEAD}<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val={quoteattr(plot.lang or "en")}/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(plot, plot.native.area, inner=True)}{area}</c:plotArea>"
        f'{_legend(plot, tables)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_xml(plot, tables)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(plot: Plot, box: Rect, *, inner: bool = False, sized: bool = True) -> str:
    """Return the `c:layout` that puts a part of the chart into `box`, in shares of the chart."""
    frame = plot.frame
    places = {"x": box.x / frame.width, "y": box.y / frame.height}
    if sized:
        places |= {"w": box.width / frame.width, "h": box.height / frame.height}
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    values = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in places.items())
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{target}{modes}{values}</c:manualLayout></c:layout>"


def _legend(plot: Plot, tables: ThemeTables) -> str:
    """Return the names of the series where the drawing has them in one place; totals are no series of the author's."""
    box = plot.native.legend
    if box is None:
        return ""
    beside = box.y + box.height > plot.native.area.y
    place = ("l" if plot.rtl else "r") if beside else "t"
    hidden = (
        f'<c:legendEntry><c:idx val="{len(plot.series)}"/><c:delete val="1"/></c:legendEntry>'
        if plot.native.total_name
        else ""
    )
    return (
        f'<c:legend><c:legendPos val="{place}"/>{hidden}{_layout(plot, box)}<c:overlay val="0"/>'
        f"{text_xml(plot, tables, bold=True)}</c:legend>"
    )


def _axes_chart(plot: Plot, tables: ThemeTables) -> str:
    axes = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
    series = "".join(_series(plot, tables, number) for number in range(len(plot.series)))
    if plot.kind is ChartKind.LINE:
        chart = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
            f"{axes}</c:lineChart>"
        )
    else:
        direction = "col" if plot.upright else "bar"
        stacked = plot.kind is ChartKind.STACKED
        grouping, overlap = ("stacked", 100) if stacked else ("clustered", OVERLAP)
        chart = (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'{_totals(plot, tables)}<c:gapWidth val="{min(plot.native.bar_gap, 500)}"/><c:overlap val="{overlap}"/>'
            f"{axes}</c:barChart>"
        )
    return chart + _category_axis(plot, tables) + _value_axis(plot, tables)


def _series(plot: Plot, tables: ThemeTables, number: int) -> str:
    smooth = '<c:smooth val="0"/>' if plot.kind is ChartKind.LINE else ""
    return (
        f"{_series_head(plot.series[number].name, number)}{_look(plot, tables, number)}"
        f"{labels_xml(plot, tables, number)}{_data(plot, plot.series[number], number)}{smooth}</c:ser>"
    )


def _series_head(name: str, number: int) -> str:
    words = _strings(f"{SHEET}!${_column(number + 1)}$1", (name,)) if name else f"<c:v>{NO_NAME}</c:v>"
    return f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{words}</c:tx>'


def _totals(plot: Plot, tables: ThemeTables) -> str:
    """Return the sums of stacked bars: a series without a colour on top of them, labelled with the sum at its base."""
    totals, number = plot.native.totals, len(plot.series)
    if not totals:
        return ""
    series = Series(plot.native.total_name, totals)
    return (
        f"{_series_head(series.name, number)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:invertIfNegative val="0"/>{total_labels_xml(plot, tables)}{_data(plot, series, number)}</c:ser>'
    )


def _look(plot: Plot, tables: ThemeTables, number: int) -> str:
    fill = tables.fills[plot.colors[number][1]]
    if plot.kind is not ChartKind.LINE:
        inverted, strong = '<c:invertIfNegative val="0"/>', plot.native.strong
        point = (
            f'<c:dPt><c:idx val="{strong}"/>{inverted}<c:bubble3D val="0"/>{_bar_look(plot, tables, 1)}</c:dPt>'
            if strong >= 0
            else ""
        )
        return f"{_bar_look(plot, tables, number)}{inverted}{point}"
    dash = '<a:prstDash val="dash"/>' if number % 2 else ""
    marker = MARKERS[number % len(MARKERS)]
    return (
        f'<c:spPr><a:ln w="{tables.theme.units(2.25)}" cap="rnd">{fill}{dash}<a:round/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{marker}"/><c:size val="8"/><c:spPr>{fill}{NO_LINE}</c:spPr></c:marker>'
    )


def _bar_look(plot: Plot, tables: ThemeTables, number: int) -> str:
    edge = f'<a:ln w="9525">{tables.fills["title"]}</a:ln>' if plot.native.outlined[number] else NO_LINE
    return f"<c:spPr>{tables.fills[plot.colors[number][1]]}{edge}</c:spPr>"


NO_NAME = "\u00a0"
"""The name of a series without one: programs would make up another."""

LEVEL = 'rot="0" vert="horz"'
"""What keeps a program from turning words by 90 or 45 degrees."""

NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _data(plot: Plot, series: Series, number: int) -> str:
    """Return names and numbers as the workbook has them; a gap is a point that is not there."""
    last, column, values = len(plot.categories) + 1, _column(number + 1), series.values
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{value!r}</c:v></c:pt>' for index, value in enumerate(values) if value is not None
    )
    return (
        f"<c:cat>{_strings(f'{SHEET}!$A$2:$A${last}', plot.categories)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def _strings(where: str, words: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{escape(word)}</c:v></c:pt>' for index, word in enumerate(words))
    return f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache></c:strRef>'


def _column(number: int) -> str:
    """Return the characters of column `number`, from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _pie(plot: Plot, tables: ThemeTables) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/><c:spPr>{tables.fills[ink]}'
        f'<a:ln w="9525">{tables.fills["paper"]}</a:ln></c:spPr></c:dPt>'
        for index, (_, ink) in enumerate(plot.colors)
    )
    return (
        f'<c:pieChart><c:varyColors val="1"/>{_series_head(plot.series[0].name, 0)}{points}'
        f'{labels_xml(plot, tables, 0)}{_data(plot, plot.series[0], 0)}</c:ser><c:firstSliceAng val="0"/></c:pieChart>'
    )


def _category_axis(plot: Plot, tables: ThemeTables) -> str:
    turned = plot.upright is plot.rtl  # lying bars begin on top, right-to-left text on the right
    orientation, place = "maxMin" if turned else "minMax", "b" if plot.upright else "l"
    every, title = plot.native.every, _title(plot, tables, plot.axis, plot.native.axis_title)
    words = text_xml(plot, tables, body=LEVEL if every == 1 else "")
    skip = f'<c:tickLblSkip val="{every}"/>' if every > 1 else ""
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{orientation}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{place}"/>{title}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="12700">{tables.fills["muted"]}</a:ln></c:spPr>'
        f'{words}<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(plot: Plot, tables: ThemeTables) -> str:
    """Return the axis with the ends, step and number format of the drawing's."""
    axis = plot.native.axis
    if axis is None:
        return ""
    turned = not plot.upright and plot.rtl
    grid = f'<c:majorGridlines><c:spPr><a:ln w="9525">{tables.fills["rule"]}</a:ln></c:spPr></c:majorGridlines>'
    crosses = "autoZero" if plot.upright else "max"
    code = quoteattr(number_format(axis.places, axis.percent))
    step = f'<c:majorUnit val="{_plain(axis.step)}"/>' if axis.shown else ""
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if turned else "minMax"}"/>'
        f'<c:max val="{_plain(axis.high)}"/><c:min val="{_plain(axis.low)}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if plot.upright else "b"}"/>{grid if axis.shown else ""}'
        f'{_title(plot, tables, plot.unit, plot.native.unit)}<c:numFmt formatCode={code} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"nextTo" if axis.shown else "none"}"/><c:spPr>{NO_LINE}</c:spPr>'
        f'{text_xml(plot, tables, ink="muted")}<c:crossAx val="{CATEGORY_AXIS}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="between"/>{step}</c:valAx>'
    )


def _plain(value: float) -> str:
    return repr(value).removesuffix(".0")


def _title(plot: Plot, tables: ThemeTables, words: str, box: Rect | None) -> str:
    if box is None:
        return ""
    rich = text_xml(plot, tables, tag="c:rich", ink="muted", words=words, body=LEVEL)
    place = _layout(plot, box, sized=False)
    return f'<c:title><c:tx>{rich}</c:tx>{place}<c:overlay val="0"/></c:title>'
