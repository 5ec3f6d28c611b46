"""Charts as PowerPoint's own: chart XML, and the workbook that "Edit Data" opens."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from importlib import import_module
from io import BytesIO

from builder.model.brief import ChartKind
from builder.model.scene import Plot
from builder.model.units import EMU_PER_PT, pt
from builder.render.pptx.escape import escape, quoteattr
from builder.render.pptx.links import PartLinks
from builder.render.pptx.package import RT, DeckPackage
from builder.render.pptx.pie_labels import circle_layout, pie_moves
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

STAMP = datetime(1980, 1, 1)  # noqa: DTZ001 - the earliest that a zip can say, as in the package itself
"""The time that the workbook carries."""

MARKERS = ("circle", "square", "triangle", "diamond", "star", "x")
"""The marks of lines in turn, as in the drawing."""

GAP = 61
"""Space between the bars of two categories, percent of the bars' width: bars take 62 % of their slot."""


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
    # imported here: a deck without charts need not wait for it
    book = import_module("xlsxwriter").Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": STAMP})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, max(len(name) for name in plot.categories) + 2)
    sheet.write_row(0, 0, [plot.axis, *(series.name for series in plot.series)])
    sheet.write_column(1, 0, plot.categories)
    for column, series in enumerate(plot.series, 1):
        sheet.write_column(1, column, series.values)
    book.close()
    return out.getvalue()


def _space(plot: Plot, tables: ThemeTables) -> str:
    match plot.kind:
        case ChartKind.PIE:
            area = _pie(plot, tables)
        case ChartKind.BAR | ChartKind.LINE:
            area = _axes_chart(plot, tables)
    legend = (
        f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_words(plot, tables)}</c:legend>'
        if len(plot.series) > 1
        else ""
    )
    return (
        f'{HEAD}<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val={quoteattr(plot.lang or "en")}/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_place(plot)}{area}</c:plotArea>"
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_words(plot, tables)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _place(plot: Plot) -> str:
    """Return where the axes are: PowerPoint decides, but a pie goes where its drawing has it."""
    return circle_layout(plot) if plot.kind is ChartKind.PIE else "<c:layout/>"


def _words(plot: Plot, tables: ThemeTables, *, tag: str = "c:txPr", ink: str = "", body: str = "") -> str:
    """Return how labels look; with `body`, a title's words."""
    style, lang = plot.label_style, quoteattr(plot.lang or "en")
    face = {"serif": "+mj-lt", "sans": "+mn-lt"}.get(style.font, style.office)
    fonts = "".join(f"<a:{kind} typeface={quoteattr(face.replace('-lt', f'-{end}'))}/>" for kind, end in _SCRIPTS)
    size = round(style.size / EMU_PER_PT * 100)
    look = f'lang={lang} sz="{size}" b="{int(style.bold)}" i="{int(style.italic)}"'
    color = tables.fills[ink or style.ink]
    run = f"<a:r><a:rPr {look}>{color}{fonts}</a:rPr><a:t>{escape(body)}</a:t></a:r>"
    rest = run if body else f"<a:endParaRPr lang={lang}/>"
    side = ' rtl="1"' if plot.rtl else ""
    usual = f"<a:pPr{side}><a:defRPr {look}>{color}{fonts}</a:defRPr></a:pPr>"
    return f"<{tag}><a:bodyPr/><a:lstStyle/><a:p>{usual}{rest}</a:p></{tag}>"


_SCRIPTS = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))


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
        gap = GAP * len(plot.series)
        chart = (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{gap}"/><c:overlap val="0"/>{axes}</c:barChart>'
        )
    return chart + _category_axis(plot, tables) + _value_axis(plot, tables)


def _series(plot: Plot, tables: ThemeTables, number: int) -> str:
    column = _column(number + 1)
    series = plot.series[number]
    name = f"<c:tx>{_strings(f'{SHEET}!${column}$1', (series.name,))}</c:tx>"
    smooth = '<c:smooth val="0"/>' if plot.kind is ChartKind.LINE else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}{_look(plot, tables, number)}'
        f"{_labels(plot, tables, number)}{_data(plot, number)}{smooth}</c:ser>"
    )


def _look(plot: Plot, tables: ThemeTables, number: int) -> str:
    ink = plot.colors[number][1]
    fill = tables.fills[ink]
    edge = f'<a:ln w="9525">{tables.fills["title"]}</a:ln>'
    if plot.kind is ChartKind.BAR:
        return f'<c:spPr>{fill}{edge}</c:spPr><c:invertIfNegative val="0"/>'
    dash = '<a:prstDash val="dash"/>' if number % 2 else ""
    marker = MARKERS[number % len(MARKERS)]
    return (
        f'<c:spPr><a:ln w="{pt(2.25)}" cap="rnd">{fill}{dash}<a:round/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{marker}"/><c:size val="8"/><c:spPr>{fill}{edge}</c:spPr></c:marker>'
    )


def _data(plot: Plot, number: int) -> str:
    last = len(plot.categories) + 1
    column = _column(number + 1)
    values = plot.series[number].values
    points = "".join(f'<c:pt idx="{index}"><c:v>{value!r}</c:v></c:pt>' for index, value in enumerate(values))
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


def number_format(value: float, unit: str = "") -> str:
    """Return the number format that shows `value` with all its digits and no more (ECMA-376 part 1, 18.8.31)."""
    exponent = Decimal(repr(value)).as_tuple().exponent if value % 1 else 0
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    code = f"#,##0.{'0' * places}" if places else "#,##0"
    gap = "" if unit == "%" else " "
    mark = unit.replace('"', "")
    return f'{code}"{gap}{mark}"' if unit else code


def _labels(plot: Plot, tables: ThemeTables, number: int) -> str:
    """Return the values of a series beside its bars and marks, where the drawing has room for them too."""
    pie = plot.kind is ChartKind.PIE
    if not pie and not any(item.name.startswith("Value ") for item in plot.drawing):
        return ""
    place = "t" if plot.kind is ChartKind.LINE else "outEnd"
    shown = _shown(place, ("CatName", "Val") if pie else ("Val",))
    unit = plot.unit if pie else ""
    words = _words(plot, tables)
    clear = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    codes = [number_format(value, unit) for value in plot.series[number].values]
    usual = max(codes, key=lambda code: (codes.count(code), code))

    def look(code: str) -> str:
        return f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>{clear}{words}{shown}'

    moved = pie_moves(plot) if pie else {}
    special = "".join(
        f'<c:dLbl><c:idx val="{index}"/>{moved.get(index, "")}{look(code)}</c:dLbl>'
        for index, code in enumerate(codes)
        if code != usual or index in moved
    )
    lines = '<c:showLeaderLines val="1"/>' if pie else ""
    return f"<c:dLbls>{special}{look(usual)}{lines}</c:dLbls>"


def _shown(place: str, what: tuple[str, ...]) -> str:
    flags = "".join(
        f'<c:show{name} val="{int(name in what)}"/>'
        for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    separator = "<c:separator>: </c:separator>" if len(what) > 1 else ""
    return f'<c:dLblPos val="{place}"/>{flags}{separator}'


def _pie(plot: Plot, tables: ThemeTables) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/><c:spPr>{tables.fills[ink]}'
        f'<a:ln w="9525">{tables.fills["title"]}</a:ln></c:spPr></c:dPt>'
        for index, (_, ink) in enumerate(plot.colors)
    )
    name = f"<c:tx>{_strings(f'{SHEET}!$B$1', (plot.series[0].name,))}</c:tx>"
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser><c:idx val="0"/><c:order val="0"/>{name}{points}'
        f'{_labels(plot, tables, 0)}{_data(plot, 0)}</c:ser><c:firstSliceAng val="0"/></c:pieChart>'
    )


def _category_axis(plot: Plot, tables: ThemeTables) -> str:
    turned = plot.upright is plot.rtl  # lying bars begin on top, right-to-left text on the right
    orientation, place = "maxMin" if turned else "minMax", "b" if plot.upright else "l"
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{orientation}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{place}"/>{_title(plot, tables, plot.axis)}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="12700">{tables.fills["muted"]}</a:ln></c:spPr>'
        f'{_words(plot, tables)}<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(plot: Plot, tables: ThemeTables) -> str:
    values = [value for series in plot.series for value in series.values]
    high = '<c:max val="0"/>' if max(values) <= 0 else ""
    low = '<c:min val="0"/>' if min(values) >= 0 else ""
    turned = not plot.upright and plot.rtl
    crosses = "autoZero" if plot.upright else "max"
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if turned else "minMax"}"/>'
        f'{high}{low}</c:scaling><c:delete val="0"/><c:axPos val="{"l" if plot.upright else "b"}"/><c:majorGridlines>'
        f'<c:spPr><a:ln w="9525">{tables.fills["rule"]}</a:ln></c:spPr></c:majorGridlines>'
        f'{_title(plot, tables, plot.unit)}<c:numFmt formatCode="{_tick_format(values)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_words(plot, tables, ink="muted")}<c:crossAx val="{CATEGORY_AXIS}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _tick_format(values: list[float]) -> str:
    return "#,##0" if max(map(abs, values)) >= 1000 else "General"


def _title(plot: Plot, tables: ThemeTables, words: str) -> str:
    if not words:
        return ""
    rich = _words(plot, tables, tag="c:rich", ink="muted", body=words)
    return f'<c:title><c:tx>{rich}</c:tx><c:overlay val="0"/></c:title>'
