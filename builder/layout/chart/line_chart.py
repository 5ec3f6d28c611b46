"""Line charts: each series its own colour and its own mark, named at its last point; gaps interrupt a line."""

from __future__ import annotations

import math
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.axes import PlotArea, draw_grid, draw_names, ground_for, names_fit, step_for, ticks_width
from builder.layout.chart.canvas import FigureCanvas, Place
from builder.layout.chart.drawing import ChartDrawing, within, words_box
from builder.layout.chart.label_sizes import LabelSizes
from builder.layout.chart.legend import GAP, Head, draw_head
from builder.layout.chart.numbers import axis_for, least_places, number_in, percent_mark, places_of, tight_axis_for
from builder.layout.chart.spread_labels import apart
from builder.model.brief import Chart
from builder.model.chart import DataLabel, LabelPlace, NativeChart, Series
from builder.model.scene import Align, Item
from builder.model.units import Rect, pt

STROKE = pt(2.25)
"""Width of a series' line."""

CORNERS = ((), (4, 45), (3, 90), (4, 0), (5, 90), (6, 0))
"""The marks in turn: a disc, then polygons by number of corners and the angle of the first."""

NAMED = 4
"""The most series whose names are at their last points; more have a legend."""

NAMES = 0.28
"""The most of the chart's width that these names take."""


class _LinePlan(Struct, frozen=True):
    """What is decided before the first line is drawn."""

    chart: Chart
    sizes: LabelSizes
    inks: tuple[str, ...]
    head: Head
    ground: PlotArea

    def at(self, index: int, value: float) -> Place:
        """Return where the point of category `index` is."""
        return self.ground.middle(index), self.ground.y(value)


def fits_line(chart: Chart, sizes: LabelSizes) -> bool:
    """Return whether every category's name fits below the lines."""
    return names_fit(chart, sizes.names, _plan(chart, sizes, _plain_inks(chart)).ground.slot)


def _plain_inks(chart: Chart) -> tuple[str, ...]:
    return ("title",) * len(chart.series)


def draw_lines(chart: Chart, sizes: LabelSizes, inks: tuple[str, ...]) -> ChartDrawing:
    """Return one line a series with a mark at each value; the values of a single series are written beside them."""
    plan = _plan(chart, sizes, inks)
    canvas, ground = sizes.names, plan.ground
    lines: list[Item] = []
    for number, series in enumerate(chart.series):
        lines += _line(plan, number, series)
    words, labels = _names(plan) if _names_width(chart, sizes) else _values(plan) if not ground.axis.shown else ((), ())
    below, title = draw_names(chart, canvas, ground)
    items = (*plan.head.items, *draw_grid(canvas, ground), *below, *lines, *words)
    native = NativeChart(
        area=within(canvas, ground.box),
        axis=ground.axis,
        labels=labels,
        value_size=sizes.values.style.size,
        legend=within(canvas, plan.head.legend) if plan.head.legend else None,
        unit=words_box(canvas, items, "Unit"),
        axis_title=words_box(canvas, items, "Category axis") if title else None,
        every=step_for(chart, canvas, ground.slot),
    )
    return ChartDrawing(items, native, sizes)


def _plan(chart: Chart, sizes: LabelSizes, inks: tuple[str, ...]) -> _LinePlan:
    """Return the plan: a single series is labelled with its values if there is room, and then has no axis."""
    canvas, mark = sizes.names, percent_mark(sizes.names.lang, chart.unit)
    names = _names_width(chart, sizes)
    rows = len(chart.series) > 1 and not names
    head = draw_head(chart, canvas, (lambda at, index, box: _sign(at, index, box, inks[index])) if rows else None)
    values = [value for series in chart.series for value in series.known]
    if len(chart.series) == 1:
        top = head.top + _value_gap(sizes.values)
        ground = ground_for(chart, sizes, top, tight_axis_for(values, mark), canvas.frame.width)
        plan = _LinePlan(chart, sizes, inks, head, ground)
        words = (number_in(canvas.lang, value, least_places(chart)) + mark for value in values)
        if all(sizes.values.width(one) <= ground.slot for one in words):
            return plan
    axis, room = axis_for(values, mark), canvas.frame.width
    if names:  # the last point is half a slot from the right edge of the ground
        side = ticks_width(canvas, axis)
        inner = (room - side - names - _beside_mark(canvas)) / (1 - 0.5 / len(chart.categories))
        room = min(room, side + round(inner))
    return _LinePlan(chart, sizes, inks, head, ground_for(chart, sizes, head.top, axis, room))


def _beside_mark(canvas: FigureCanvas) -> int:
    """Return the distance of a name from the middle of the point before it, EMU."""
    return round(canvas.style.size * 0.4) + GAP


def _names_width(chart: Chart, sizes: LabelSizes) -> int:
    """Return the width of the names at the last points; 0 where there is a legend or a single series.

    A line that ends early has its name far from its end, so then there is a legend.
    """
    if not 1 < len(chart.series) <= NAMED or any(series.values[-1] is None for series in chart.series):
        return 0
    canvas = sizes.names.bold()
    widest = max(canvas.width(series.name) for series in chart.series)
    axis = axis_for([value for series in chart.series for value in series.known], percent_mark(canvas.lang, chart.unit))
    room = canvas.frame.width - ticks_width(sizes.names, axis) - _beside_mark(canvas)
    return widest if widest <= min(canvas.frame.width * NAMES, room / 2) else 0


def _line(plan: _LinePlan, number: int, series: Series) -> list[Item]:
    """Return the strokes between neighbours that both have a value, and the mark of each value."""
    canvas, ink = plan.sizes.names, plan.inks[number]
    items: list[Item] = []
    marks: list[Item] = []
    places = [None if value is None else plan.at(index, value) for index, value in enumerate(series.values)]
    for index, (begin, end) in enumerate(pairwise(places)):
        if begin and end:
            items.append(canvas.line(f"Line {number}.{index}", begin, end, ink, STROKE, dashed=number % 2 == 1))
    for index, place in enumerate(places):
        if place:
            marks.append(mark(canvas, f"Mark {number}.{index}", number, place, ink))
    return items + marks


def mark(canvas: FigureCanvas, name: str, number: int, at: Place, ink: str) -> Item:
    """Return the mark of series `number` with its middle `at`."""
    radius = round(canvas.style.size * 0.32)
    form = CORNERS[number % len(CORNERS)]
    if not form:
        return canvas.ellipse(name, Rect(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius), ink)
    count, angle = form
    turns = (math.radians(angle + 360 * step / count) for step in range(count))
    corners = tuple(
        (at[0] + round(1.2 * radius * math.cos(a)), at[1] - round(1.2 * radius * math.sin(a))) for a in turns
    )
    return canvas.polygon(name, corners, ink)


def _sign(canvas: FigureCanvas, index: int, box: Rect, ink: str) -> tuple[Item, ...]:
    middle = (box.x + box.width // 2, box.y + box.height // 2)
    ends = (box.x, middle[1]), (box.right, middle[1])
    stroke = canvas.line(f"Sign {index}", *ends, ink, STROKE, dashed=index % 2 == 1)
    return stroke, mark(canvas, f"Sign mark {index}", index, middle, ink)


def _names(plan: _LinePlan) -> tuple[tuple[Item, ...], tuple[DataLabel, ...]]:
    """Return the name of each series at its last point, in its colour, moved apart where lines end close together."""
    canvas, ground = plan.sizes.names.bold(), plan.ground
    ends = []
    point = ground.count - 1
    for number, series in enumerate(plan.chart.series):
        ends.append((number, plan.at(point, series.values[point] or 0.0)))
    ends.sort(key=lambda end: (end[1][1], end[0]))
    wanted = [place[1] - canvas.pitch // 2 for _, place in ends]
    lowest = ground.box.bottom + canvas.pitch // 2
    tops = apart(wanted, [canvas.pitch] * len(ends), plan.head.top, lowest)
    left = ground.middle(point) + _beside_mark(canvas)
    items: list[Item] = []
    labels: list[DataLabel] = []
    for (number, _), want, top in zip(ends, wanted, tops, strict=True):
        ink, name = canvas.readable(plan.inks[number]), plan.chart.series[number].name
        box = Rect(left, top, canvas.width(name), canvas.pitch)
        text = canvas.inked(ink).text(f"Series {number}", name, box)
        items.append(replace(text, fill=canvas.theme.color("paper"), fill_ink="paper"))  # over the gridlines
        move = (0, top - want)
        labels.append(DataLabel(number, point, LabelPlace.AFTER, ink, value=False, name=True, move=move))
    return tuple(items), tuple(labels)


def _values(plan: _LinePlan) -> tuple[tuple[Item, ...], tuple[DataLabel, ...]]:
    """Return the values above the marks, or below in a valley."""
    values, canvas = plan.chart.series[0].values, plan.sizes.values
    suffix, least = percent_mark(canvas.lang, plan.chart.unit), least_places(plan.chart)
    ink = canvas.readable(plan.inks[0])
    items: list[Item] = []
    labels: list[DataLabel] = []
    gap = _value_gap(canvas)
    for index, value in enumerate(values):
        if value is None:
            continue
        x, y = plan.at(index, value)
        words = number_in(canvas.lang, value, least) + suffix
        below = _is_valley(values, index) and y + gap + canvas.pitch <= plan.ground.box.bottom
        top = y + gap if below else y - gap - canvas.pitch
        box = Rect(x - canvas.width(words) // 2, top, canvas.width(words), canvas.pitch)
        items.append(canvas.inked(ink).text(f"Value {index}", words, box, Align.CENTER))
        place = LabelPlace.BELOW if below else LabelPlace.ABOVE
        labels.append(DataLabel(0, index, place, ink, places_of(value, least), suffix))
    return tuple(items), tuple(labels)


def _value_gap(canvas: FigureCanvas) -> int:
    """Return the distance of a value from the middle of its mark, EMU."""
    return round(canvas.style.size * 0.4)


def _is_valley(values: tuple[float | None, ...], index: int) -> bool:
    here = values[index]
    beside = [values[at] for at in (index - 1, index + 1) if 0 <= at < len(values)]
    known = [value for value in beside if value is not None]
    return here is not None and bool(known) and all(value > here for value in known)
