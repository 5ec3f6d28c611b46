"""What is above or beside a chart: the unit, and the names of its series with their keys."""

from collections.abc import Callable

from msgspec import Struct

from builder.layout.chart.canvas import FigureCanvas
from builder.model.brief import Chart
from builder.model.scene import Item
from builder.model.units import Rect

BESIDE = 0.26
"""The most of a chart's width that the names of its series take beside it."""

SPREAD = 1.3
"""Distance of the names beside a chart, as a multiple of a line's height."""

Swatch = Callable[[FigureCanvas, int, Rect], tuple[Item, ...]]
"""Draws the legend key of a series, by its index, into a square."""


class Head(Struct, frozen=True):
    """What is above a chart, and where the chart begins."""

    items: tuple[Item, ...]
    top: int
    legend: Rect | None = None
    unit: Rect | None = None


def is_unit_shown(chart: Chart) -> bool:
    """Return whether the unit is written above the chart; a percent sign is at each number instead."""
    return bool(chart.unit) and chart.unit != "%"


def draw_head(chart: Chart, canvas: FigureCanvas, swatch: Swatch | None, start: int = 0) -> Head:
    """Return the names of the series in rows, where there is a `swatch` for them, and the unit `start` EMU in."""
    frame = canvas.frame
    items: tuple[Item, ...] = ()
    legend, unit, top = None, None, frame.y
    if swatch:
        items, legend = _rows(chart, canvas, swatch)
        top = legend.bottom + canvas.gap
    if is_unit_shown(chart):
        width = frame.width - start
        lines = canvas.lines(chart.unit, width)
        unit = Rect(frame.x + start, top, width, canvas.pitch * (lines if lines < 4 else 1))
        items = (*items, canvas.inked("muted").text("Unit", chart.unit, unit))
        top = unit.bottom + canvas.gap
    return Head(items, top, legend, unit)


def height_of_head(chart: Chart, canvas: FigureCanvas, *, rows: bool) -> int:
    """Return how much of a chart's height is taken by what `draw_head` draws, EMU."""
    return draw_head(chart, canvas, (lambda *_: ()) if rows else None).top - canvas.frame.y


def width_beside(chart: Chart, canvas: FigureCanvas) -> int:
    """Return the width of the names of the series beside the chart; 0 where there is one alone or they are too wide."""
    bold = canvas.bold()
    widest = max(bold.width(series.name) for series in chart.series) + canvas.style.size + 3 * canvas.gap
    height = len(chart.series) * _pitch_beside(canvas)
    fits = widest <= canvas.frame.width * BESIDE and height <= canvas.frame.height * 0.7
    return widest if len(chart.series) > 1 and fits else 0


def _pitch_beside(canvas: FigureCanvas) -> int:
    return round(canvas.pitch * SPREAD)


def draw_beside(
    chart: Chart, canvas: FigureCanvas, swatch: Swatch, box: Rect, *, upwards: bool
) -> tuple[tuple[Item, ...], Rect]:
    """Return the names of the series below each other, the first at the foot where `upwards`; and their box."""
    items: list[Item] = []
    bold, side, pitch = canvas.bold(), canvas.style.size, _pitch_beside(canvas)
    count = len(chart.series)
    top = min(max(box.y + (box.height - count * pitch) // 2, canvas.frame.y), canvas.frame.bottom - count * pitch)
    for index, series in enumerate(chart.series):
        y = top + pitch * (count - 1 - index if upwards else index)
        items += swatch(canvas, index, Rect(box.x, y + (pitch - side) // 2, side, side))
        name = Rect(box.x + side + canvas.gap, y, box.width - side - canvas.gap, pitch)
        items.append(bold.text(f"Series {index}", series.name, name))
    return tuple(items), Rect(box.x, top, box.width, count * pitch)


def _rows(chart: Chart, canvas: FigureCanvas, swatch: Swatch) -> tuple[tuple[Item, ...], Rect]:
    """Return legend key and name of each series in columns of one width, and their box; long names take more lines."""
    items: list[Item] = []
    bold, side, frame = canvas.bold(), canvas.style.size, canvas.frame
    names = [series.name for series in chart.series]
    width = min(max(map(bold.width, names)), frame.width - side - 2 * canvas.gap)
    column = 2 * side + 5 * canvas.gap + width  # programs draw longer keys for lines
    count = max(1, (frame.width + 4 * canvas.gap) // column)
    y, high = frame.y, 0
    for index, name in enumerate(names):
        if index and index % count == 0:
            y, high = y + high + canvas.gap // 2, 0
        words = bold.broken(name, width)
        high = max(high, words.height)
        x = frame.x + index % count * column
        items += swatch(canvas, index, Rect(x, y + (canvas.pitch - side) // 2, side, side))
        items.append(bold.placed(f"Series {index}", words, Rect(x + side + canvas.gap, y, width, words.height)))
    return tuple(items), Rect(frame.x, frame.y, frame.width, y + high - frame.y)
