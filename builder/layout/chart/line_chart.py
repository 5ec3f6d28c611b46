"""Line charts: each series its own colour and its own mark, named at its last point; gaps interrupt a line."""

import math
from collections.abc import Iterator
from functools import partial
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.axes import PlotArea, draw_grid, draw_names, ground_for, names_fit, step_for, ticks_width
from builder.layout.chart.canvas import FigureCanvas, Place
from builder.layout.chart.drawing import ChartDrawing, within, words_box
from builder.layout.chart.label_sizes import LabelSizes
from builder.layout.chart.legend import Head, draw_head
from builder.layout.chart.numbers import axis_for, least_places, number_in, percent_mark, places_of, tight_axis_for
from builder.layout.chart.spread_labels import apart
from builder.model.brief import Chart
from builder.model.chart import DataLabel, LabelPlace, NativeChart, Series, ValueAxis
from builder.model.scene import Align, Item
from builder.model.units import Rect

STROKE = 3
"""Width of a series' line, in hairlines."""

CORNERS = ((), (4, 45), (3, 90), (4, 0), (5, 90), (6, 0))
"""The marks in turn: a disc, then polygons by number of corners and the angle of the first."""

NAMED = 4
"""The most series whose names are at their last points; more have a legend."""

NAMES = 0.28
"""The most of the chart's width that these names take."""

VALUED = 18
"""The most values of several series that are written beside them."""


class _LinePlan(Struct, frozen=True):
    """What is decided before the first line is drawn."""

    chart: Chart
    sizes: LabelSizes
    inks: tuple[str, ...]
    head: Head
    ground: PlotArea
    named: bool
    """Whether the names of the series are at their last points."""

    def at(self, index: int, value: float) -> Place:
        """Return where the point of category `index` is."""
        return self.ground.middle(index), self.ground.y(value)


def fits_line(chart: Chart, sizes: LabelSizes) -> bool:
    """Return whether every category's name fits below the lines."""
    return names_fit(chart, sizes.names, _plan(chart, sizes, _plain_inks(chart)).ground.slot)


def _plain_inks(chart: Chart) -> tuple[str, ...]:
    return ("title",) * len(chart.series)


def draw_lines(chart: Chart, sizes: LabelSizes, inks: tuple[str, ...]) -> ChartDrawing:
    """Return one line a series with a mark at each value; values are written beside them where all have room."""
    plan = _plan(chart, sizes, inks)
    canvas, ground = sizes.names, plan.ground
    lines: list[Item] = []
    for number, series in enumerate(chart.series):
        lines += _line(plan, number, series)
    values = () if ground.axis.shown else _values(plan)
    words, labels = _names(plan) if plan.named else ((), ())
    below, title = draw_names(chart, canvas, ground)
    words = (*(one.text(sizes.values) for one in values), *words)
    items = (*plan.head.items, *draw_grid(canvas, ground), *below, *lines, *words)
    native = NativeChart(
        area=within(canvas, ground.box),
        axis=ground.axis,
        labels=(*(one.label for one in values), *labels),
        value_size=sizes.values.style.size,
        legend=within(canvas, plan.head.legend) if plan.head.legend else None,
        unit=words_box(canvas, items, "Unit"),
        axis_title=words_box(canvas, items, "Category axis") if title else None,
        every=step_for(chart, canvas, ground.slot),
    )
    return ChartDrawing(items, native, sizes)


def _plan(chart: Chart, sizes: LabelSizes, inks: tuple[str, ...]) -> _LinePlan:
    """Return the plan: where values have room beside all points they are there, and the chart has no axis."""
    canvas, mark = sizes.names, percent_mark(sizes.names.lang, chart.unit)
    values = [value for series in chart.series for value in series.known]
    single = len(chart.series) == 1
    for axis in (tight_axis_for(values, mark), axis_for(values, mark)):
        names = _names_width(chart, sizes, axis)
        head = draw_head(chart, canvas, None if single or names else partial(_sign, inks=inks))
        top, room = head.top + _value_gap(sizes.values) * (not axis.shown), canvas.frame.width
        if names:  # the last point is half a slot from the right edge of the ground
            side = ticks_width(canvas, axis)
            inner = (room - side - names - _beside_mark(canvas)) / (1 - 0.5 / len(chart.categories))
            room = min(room, side + round(inner))
        plan = _LinePlan(chart, sizes, inks, head, ground_for(chart, sizes, top, axis, room), bool(names))
        if (single or (names and len(values) <= VALUED)) and _have_room(plan, _values(plan)):
            break
    return plan


def _beside_mark(canvas: FigureCanvas) -> int:
    """Return the distance of a name from the middle of the point before it, EMU."""
    return round(canvas.style.size * 0.4) + canvas.gap


def _names_width(chart: Chart, sizes: LabelSizes, axis: ValueAxis) -> int:
    """Return the width of the names at the last points; 0 where there is a legend or a single series.

    A line that ends early has its name far from its end, so then there is a legend.
    """
    if not 1 < len(chart.series) <= NAMED or any(series.values[-1] is None for series in chart.series):
        return 0
    canvas = _end_canvas(sizes, axis)
    widest = max(canvas.width(_named(chart, series, canvas.lang, axis)) for series in chart.series)
    room = canvas.frame.width - ticks_width(sizes.names, axis) - _beside_mark(canvas)
    return widest if widest <= min(canvas.frame.width * NAMES, room / 2) else 0


def _end_canvas(sizes: LabelSizes, axis: ValueAxis) -> FigureCanvas:
    """Return the canvas of the words at the last points: as large as the other values where they end in one."""
    return sizes.names.bold() if axis.shown else sizes.values


def _named(chart: Chart, series: Series, lang: str, axis: ValueAxis) -> str:
    """Return what is at the last point of a series: its name, and the value there where all points have theirs."""
    value = number_in(lang, series.values[-1] or 0.0, least_places(chart)) + axis.percent
    return series.name if axis.shown else f"{series.name}: {value}"


def _line(plan: _LinePlan, number: int, series: Series) -> list[Item]:
    """Return the strokes between neighbours that both have a value, and the mark of each value."""
    canvas, ink = plan.sizes.names, plan.inks[number]
    items: list[Item] = []
    marks: list[Item] = []
    places = [None if value is None else plan.at(index, value) for index, value in enumerate(series.values)]
    for index, (begin, end) in enumerate(pairwise(places)):
        if begin and end:
            items.append(
                canvas.line(f"Line {number}.{index}", begin, end, ink, STROKE * canvas.hair, dashed=number % 2 == 1)
            )
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


def _sign(canvas: FigureCanvas, index: int, box: Rect, *, inks: tuple[str, ...]) -> tuple[Item, ...]:
    ink = inks[index]
    middle = (box.x + box.width // 2, box.y + box.height // 2)
    ends = (box.x, middle[1]), (box.right, middle[1])
    stroke = canvas.line(f"Sign {index}", *ends, ink, STROKE * canvas.hair, dashed=index % 2 == 1)
    return stroke, mark(canvas, f"Sign mark {index}", index, middle, ink)


def _names(plan: _LinePlan) -> tuple[tuple[Item, ...], tuple[DataLabel, ...]]:
    """Return the name of each series at its last point, in its colour, moved apart where lines end close together."""
    canvas, ground = _end_canvas(plan.sizes, plan.ground.axis), plan.ground
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
        series = plan.chart.series[number]
        ink, name = canvas.readable(plan.inks[number]), _named(plan.chart, series, canvas.lang, ground.axis)
        box = Rect(left, top, canvas.width(name), canvas.pitch)
        text = canvas.inked(ink).text(f"Series {number}", name, box)
        items.append(replace(text, fill=canvas.theme.color("paper"), fill_ink="paper"))  # over the gridlines
        move = (canvas.gap, top - want)  # programs begin the words at the mark itself
        places = places_of(series.values[point] or 0.0, least_places(plan.chart))
        value, suffix = not ground.axis.shown, ground.axis.percent
        labels.append(
            DataLabel(number, point, LabelPlace.AFTER, ink, places, suffix, value=value, name=True, move=move)
        )
    return tuple(items), tuple(labels)


class _Value(Struct, frozen=True):
    """A value beside its mark."""

    words: str
    box: Rect
    """On the page of a language that runs from left to right."""
    label: DataLabel

    def text(self, canvas: FigureCanvas) -> Item:
        """Return it as it is drawn."""
        name = f"Value {self.label.series}.{self.label.point}"
        return canvas.inked(self.label.ink).text(name, self.words, self.box, Align.CENTER)


def _values(plan: _LinePlan) -> tuple[_Value, ...]:
    """Return the values above the marks, or below in a valley; not those that stand beside a name."""
    canvas = plan.sizes.values
    suffix, least = plan.ground.axis.percent, least_places(plan.chart)
    made = []
    gap = _value_gap(canvas)
    for number, series in enumerate(plan.chart.series):
        ink = canvas.readable(plan.inks[number])
        values = series.values[:-1] if plan.named else series.values
        for index, value in enumerate(values):
            if value is None:
                continue
            x, y = plan.at(index, value)
            words = number_in(canvas.lang, value, least) + suffix
            below = _is_valley(series.values, index) and y + gap + canvas.pitch <= plan.ground.box.bottom
            top = y + gap if below else y - gap - canvas.pitch
            box = Rect(x - canvas.width(words) // 2, top, canvas.width(words), canvas.pitch)
            place = LabelPlace.BELOW if below else LabelPlace.ABOVE
            made.append(_Value(words, box, DataLabel(number, index, place, ink, places_of(value, least), suffix)))
    return tuple(made)


def _have_room(plan: _LinePlan, values: tuple[_Value, ...]) -> bool:
    """Return whether each value fits its slot, and touches no other one and no line of another series."""
    boxes = [one.box for one in values]
    apart = not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    return apart and all(
        one.box.width <= plan.ground.slot and not any(one.box.y <= y <= one.box.bottom for y in _others_at(plan, one))
        for one in values
    )


def _others_at(plan: _LinePlan, value: _Value) -> Iterator[int]:
    """Yield where the lines of the other series are at both edges and in the middle of a value, EMU."""
    index, half = value.label.point, value.box.width / 2 / plan.ground.slot
    for number, series in enumerate(plan.chart.series):
        here = series.values[index]
        if number == value.label.series or here is None:
            continue
        beside = (series.values[at] if 0 <= at < len(series.values) else None for at in (index - 1, index, index + 1))
        yield from (plan.ground.y(here + (other - here) * half) for other in beside if other is not None)


def _value_gap(canvas: FigureCanvas) -> int:
    """Return the distance of a value from the middle of its mark, EMU."""
    return round(canvas.style.size * 0.4)


def _is_valley(values: tuple[float | None, ...], index: int) -> bool:
    here = values[index]
    beside = [values[at] for at in (index - 1, index + 1) if 0 <= at < len(values)]
    known = [value for value in beside if value is not None]
    return here is not None and bool(known) and all(value > here for value in known)
