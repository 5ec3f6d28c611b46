"""A chart as a `Plot`: its numbers for a native chart, and its drawing for paper and previews."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.bar_colors import BarLook, look_of
from builder.layout.chart.bars import is_stacked, totals_of
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.drawing import ChartDrawing
from builder.layout.chart.horizontal_bars import draw_lying, rows_fit, shows_lying_values
from builder.layout.chart.label_sizes import LabelSizes, NamesOfSeries, sizes_from
from builder.layout.chart.line_chart import draw_lines, fits_line
from builder.layout.chart.numbers import values_in
from builder.layout.chart.pie_chart import draw_pie, pie_fits
from builder.layout.chart.vertical_bars import draw_upright, fits_upright, shows_values
from builder.model.brief import Chart
from builder.model.chart import ChartKind, NativeChart
from builder.model.origin import BlockOrigin
from builder.model.plain_text import plain_text
from builder.model.scene import Plot, TagId


class ChartWords(Struct, frozen=True):
    """The words that a chart adds to its author's, in the language of the document."""

    no_data: str
    """In place of a missing value."""
    total: str
    """The name of the sums of stacked bars."""


def plot_of(
    chart: Chart,
    canvas: FigureCanvas,
    words: ChartWords,
    *,
    tag: TagId,
    slot: str,
    series: NamesOfSeries = NamesOfSeries.BESIDE,
) -> Plot:
    """Return `chart` in the frame of `canvas`, with names as the canvas writes them, or smaller.

    `tag` is the id of its Figure in the structure tree, `slot` the slide layout's slot that it fills, or empty;
    `series` where the names of the series of vertical bars are.
    """
    drawing, inks = _draw_chart(chart, canvas, series)
    return Plot(
        name="Chart",
        frame=canvas.frame,
        kind=chart.kind,
        title=plain_text(chart.title.runs),
        categories=chart.categories,
        series=chart.series,
        unit=chart.unit,
        alt=alt_of(chart, canvas.lang, words),
        colors=tuple((canvas.theme.color(ink), ink) for ink in inks),
        label_style=drawing.sizes.names.style,
        drawing=drawing.items,
        native=_with_total_names(drawing, words.total),
        slot=slot,
        tag=tag,
        origin=chart.title.quote() if chart.title.text else BlockOrigin(chart.span),
        lang=canvas.lang,
        axis=chart.axis,
        rtl=canvas.rtl,
        upright=drawing.upright,
    )


def _with_total_names(drawing: ChartDrawing, total: str) -> NativeChart:
    """Return the native chart with the names of its sums.

    They are no entry of the legend. Of bars that lie programs count its entries from different ends, so that another
    might be hidden; there the series has no name and no colour instead.
    """
    if not drawing.native.totals:
        return drawing.native
    return replace(drawing.native, total_column=total, total_name=total if drawing.upright else "")


def alt_of(chart: Chart, lang: str, words: ChartWords) -> str:
    """Return the chart in words: its title, then every number with its category, series by series."""
    rows = [(series.name, series.values) for series in chart.series]
    if is_stacked(chart):
        rows.append((words.total, totals_of(chart)))
    parts = []
    for name, values in rows:
        spoken = values_in(lang, chart, values, words.no_data)
        parts.append(f"{name} – {spoken}" if len(rows) > 1 and name else spoken)
    axis = f" ({chart.axis})" if chart.axis else ""
    return f"{plain_text(chart.title.runs)}{axis}. " + ". ".join(parts)


def is_crowded(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether even the smallest labels leave no room for the name of every category."""
    return not any(_fits(chart, sizes) for sizes in sizes_from(canvas))


def _fits(chart: Chart, sizes: LabelSizes) -> bool:
    match chart.kind:
        case ChartKind.BAR | ChartKind.STACKED:
            return fits_upright(chart, sizes, _look(chart, sizes.names)) or rows_fit(chart, sizes)
        case ChartKind.LINE:
            return fits_line(chart, sizes)
        case ChartKind.PIE:
            return pie_fits(chart, replace(sizes.names, turns=False))


def _draw_chart(chart: Chart, canvas: FigureCanvas, series: NamesOfSeries) -> tuple[ChartDrawing, tuple[str, ...]]:
    """Return the drawing, and the inks of its series or slices."""
    tried = sizes_from(canvas, series)
    match chart.kind:
        case ChartKind.PIE | ChartKind.LINE:
            sizes = next((one for one in tried if _fits(chart, one)), tried[-1])
            if chart.kind is ChartKind.PIE:
                return draw_pie(chart, sizes)
            inks = _inks(chart, _strokes(chart, canvas.theme.strokes))
            return draw_lines(chart, sizes, inks), inks
        case ChartKind.BAR | ChartKind.STACKED:
            look = _look(chart, canvas)
            sizes, upright = _stance(chart, tried, look)
            return (draw_upright if upright else draw_lying)(chart, sizes, look), look.inks


def _look(chart: Chart, canvas: FigureCanvas) -> BarLook:
    fills = canvas.theme.fills
    if chart.claimed is not None and len(chart.series) == 1 and len(fills) > 1:
        return look_of(canvas.theme, (fills[1], fills[0]), chart.claimed)
    return look_of(canvas.theme, _inks(chart, fills))


def _strokes(chart: Chart, colors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the colours of lines: the accent, then the quietest first, where the headline is about one of them."""
    if chart.claimed is None or "accent" not in colors:
        return colors
    return ("accent", *reversed([one for one in colors if one != "accent"]))


def _inks(chart: Chart, colors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the colour of each series: of the one that the headline is about the first, which is the strongest."""
    count = len(chart.series)
    order = sorted(range(count), key=lambda number: number != chart.claimed)
    inks = {number: colors[place % len(colors)] for place, number in enumerate(order)}
    return tuple(inks[number] for number in range(count))


def _stance(chart: Chart, tried: tuple[LabelSizes, ...], look: BarLook) -> tuple[LabelSizes, bool]:
    """Return the size of the labels, and whether bars are vertical: they are horizontal where all names fit only so."""
    standing = [one for one in tried if fits_upright(chart, one, look)]
    lying = [one for one in tried if rows_fit(chart, one)]
    for one in standing:
        if shows_values(chart, one, look):
            return one, True
    for one in lying:
        if shows_lying_values(chart, one):
            return one, False
    if standing:
        return standing[0], True
    return (lying or tried[-1:])[0], False
