"""What an author should know of a chart that is drawn, but would be read more easily otherwise."""

from builder.codes import CROWDED_CHART, LONG_NUMBERS, MANY_SLICES, REPEATED_COLOUR
from builder.layout.chart.bars import extremes_of
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.numbers import number_in
from builder.layout.chart.plot import is_crowded
from builder.model.brief import Chart
from builder.model.chart import ChartKind
from builder.model.findings import Report

MOST_SLICES = 6
"""The most slices that an eye compares."""

LONGEST_NUMBER = 13
"""The most characters of a number that is read at a glance, signs and separators among them: `9,999,999,999`."""


def remark_on_chart(chart: Chart, canvas: FigureCanvas, report: Report) -> None:
    """Add what would make `chart` easier to read in the frame of `canvas`."""
    count = len(chart.categories)
    if is_crowded(chart, canvas):
        message = f"the chart has no room for the names of its {count} categories"
        hint = "keep the categories that matter and combine the others, or give the numbers as a table"
        report.add(CROWDED_CHART, chart.span, message, hint)
    if chart.kind is ChartKind.PIE and count > MOST_SLICES:
        hint = "write `kind: bar` with the largest first, or combine the smallest slices"
        report.add(MANY_SLICES, chart.span, f"a pie of {count} slices is hard to compare", hint)
    known = len(canvas.theme.fills)
    if chart.kind in {ChartKind.BAR, ChartKind.STACKED} and len(chart.series) > known:
        message = f"the theme has {known} colours for the chart's {len(chart.series)} series, so two look alike"
        report.add(REPEATED_COLOUR, chart.span, message, "keep fewer series, or give the numbers as a table")
    longest = max((number_in(canvas.lang, value) for value in extremes_of(chart)), key=len, default="")
    if len(longest) > LONGEST_NUMBER:
        message = f"the number `{longest}` is too long to be read at a glance"
        report.add(LONG_NUMBERS, chart.span, message, "choose another unit, such as `billion euros` or `µg`")
