"""Bars that lie, the first category on top, where the categories' names or the values need the room."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.axes import is_axis_titled, tick_text
from builder.layout.chart.bar_colors import BarLook, bar_shape, swatch_of
from builder.layout.chart.bars import Bar, bars_of, extremes_of, gaps_of, is_stacked, lanes_of, totals_of
from builder.layout.chart.canvas import TOO_MANY, FigureCanvas
from builder.layout.chart.drawing import ChartDrawing, within, words_box
from builder.layout.chart.label_sizes import LabelSizes
from builder.layout.chart.legend import Head, draw_head, height_of_head
from builder.layout.chart.numbers import axis_for, least_places, number_in, percent_mark, places_of, tight_axis_for
from builder.layout.chart.vertical_bars import BETWEEN, NO_DATA, ONE_SHARE, SHARE
from builder.model.brief import Chart
from builder.model.chart import DataLabel, LabelPlace, NativeChart, ValueAxis
from builder.model.scene import Align, Item
from builder.model.units import Rect

NAMES = 0.4
"""The most of the chart's width that names take."""

INK = 1.1
"""Height of a line of a name as a multiple of its size, without what is white above and below."""

THICK = 0.75
"""Thickness of a bar, as a share of the names' size, from which its value is beside it."""


class _LyingPlan(Struct, frozen=True):
    """What is decided before the first bar is drawn."""

    chart: Chart
    sizes: LabelSizes
    look: BarLook
    head: Head
    inner: Rect
    """What the scale spans from side to side, and the categories from top to bottom."""
    axis: ValueAxis

    def x(self, value: float) -> int:
        """Return where `value` is on the scale."""
        low, high = self.axis.low, self.axis.high
        return self.inner.x + round(self.inner.width * ((value - low) / (high - low)))

    @property
    def slot(self) -> int:
        """Height of a category's row, EMU."""
        return self.inner.height // len(self.chart.categories)

    @property
    def thickness(self) -> int:
        """Height of a bar, EMU."""
        lanes = lanes_of(self.chart)
        return round(self.slot * self.share / (lanes + BETWEEN * (lanes - 1)))

    @property
    def share(self) -> float:
        """Share of a row that its bars take."""
        return ONE_SHARE if lanes_of(self.chart) == 1 else SHARE

    def row(self, point: int) -> int:
        """Return the upper edge of the row of category `point`."""
        return self.inner.y + round(self.inner.height * point / len(self.chart.categories))

    def top(self, point: int, lane: int) -> int:
        """Return the upper edge of a bar."""
        return self.row(point) + round(self.slot * (1 - self.share) / 2) + round(lane * self.thickness * (1 + BETWEEN))

    def box(self, bar: Bar) -> Rect:
        """Return where `bar` is."""
        left, right = sorted((self.x(bar.begin), self.x(bar.end)))
        return Rect(
            left,
            self.top(bar.point, bar.lane),
            max(right - left, 0 if bar.value else self.sizes.names.hair),
            self.thickness,
        )


def _plan(chart: Chart, sizes: LabelSizes, look: BarLook) -> _LyingPlan:
    canvas, mark = sizes.names, percent_mark(sizes.names.lang, chart.unit)
    frame = canvas.frame
    labelled = shows_lying_values(chart, sizes)
    axis = (tight_axis_for if labelled else axis_for)(extremes_of(chart), mark)
    names = names_room(chart, canvas)[0] + 2 * canvas.gap
    head = draw_head(chart, canvas, swatch_of(look) if len(chart.series) > 1 else None, names)
    ends = extremes_of(chart) if labelled else axis.ticks[-1:]
    side = (
        max(sizes.values.width(number_in(canvas.lang, value, least_places(chart)) + mark) for value in ends)
        + 2 * canvas.gap
    )
    side = side if labelled else side // 2
    top = head.top + (canvas.pitch if is_axis_titled(chart, canvas.lang) and not head.unit else canvas.gap)
    foot = frame.bottom - (canvas.pitch + canvas.gap if axis.shown else 0)
    inner = Rect(frame.x + names, top, max(frame.width - names - side, frame.width // 4), foot - top)
    if axis.low < 0 and inner.width > 2 * side and labelled:  # a value below zero is on the bar's left
        inner = Rect(inner.x + side, inner.y, inner.width - side, inner.height)
    return _LyingPlan(chart, sizes, look, head, inner, axis)


def shows_lying_values(chart: Chart, sizes: LabelSizes) -> bool:
    """Return whether the bars are thick enough for their values."""
    canvas = sizes.names
    height = canvas.frame.height - height_of_head(chart, canvas, rows=len(chart.series) > 1) - canvas.pitch
    return height * SHARE / (len(chart.categories) * lanes_of(chart)) >= sizes.values.style.size * THICK


def names_room(chart: Chart, canvas: FigureCanvas) -> tuple[int, int]:
    """Return the width of the column of names, EMU, and how many lines the longest takes there."""
    width = min(max(canvas.width(name) for name in chart.categories), round(canvas.frame.width * NAMES))
    return width, max(canvas.lines(name, width) for name in chart.categories)


def rows_fit(chart: Chart, sizes: LabelSizes) -> bool:
    """Return whether every category has room for its name."""
    canvas = sizes.names
    lines = names_room(chart, canvas)[1]
    head = height_of_head(chart, canvas, rows=len(chart.series) > 1) + 2 * canvas.pitch
    return lines < TOO_MANY and len(chart.categories) * lines * canvas.pitch <= canvas.frame.height - head


def draw_lying(chart: Chart, sizes: LabelSizes, look: BarLook) -> ChartDrawing:
    """Return bars that lie, each value at the end of its bar."""
    plan = _plan(chart, sizes, look)
    canvas, labelled = sizes.names, not plan.axis.shown
    bars = tuple(bars_of(chart))
    shapes = tuple(bar_shape(canvas, look, bar, plan.box(bar)) for bar in bars)
    values, labels = _values(plan, bars) if labelled else ((), ())
    every = _step(plan)
    items = (*plan.head.items, *_grid(plan), *_names(plan, every), *shapes, *values, *_gaps(plan))
    totals = totals_of(chart) if labelled and is_stacked(chart) else ()
    area, axis = _with_room(plan, after=bool(totals)) if labelled else (plan.inner, plan.axis)
    native = NativeChart(
        area=within(canvas, area),
        axis=axis,
        labels=labels,
        value_size=sizes.values.style.size,
        legend=within(canvas, plan.head.legend) if plan.head.legend else None,
        unit=words_box(canvas, items, "Unit"),
        axis_title=words_box(canvas, items, "Category axis"),
        every=every,
        bar_gap=round(100 * plan.slot * (1 - plan.share) / max(plan.thickness, 1)),
        outlined=look.outlined,
        strong=look.strong,
        totals=totals,
        total_places=tuple(places_of(total or 0.0, least_places(chart)) for total in totals),
    )
    return ChartDrawing(items, native, sizes, upright=False)


def _with_room(plan: _LyingPlan, *, after: bool) -> tuple[Rect, ValueAxis]:
    """Return box and scale from the names on, and where asked up to the frame's end.

    Programs cut off totals that are beyond a scale, and put names right beside it.
    """
    inner, axis, canvas = plan.inner, plan.axis, plan.sizes.names
    frame = canvas.frame
    left = frame.x + names_room(plan.chart, canvas)[0] + 2 * canvas.gap if axis.low < 0 else inner.x
    right = frame.right if after else inner.right
    value = (axis.high - axis.low) / inner.width  # of an EMU
    low, high = axis.low - (inner.x - left) * value, axis.high + (right - inner.right) * value
    return Rect(left, inner.y, right - left, inner.height), replace(axis, low=low, high=high)


def _grid(plan: _LyingPlan) -> tuple[Item, ...]:
    """Return the line at zero, and where the axis is shown the other gridlines and their numbers."""
    items: list[Item] = []
    canvas, inner, axis = plan.sizes.names, plan.inner, plan.axis
    quiet = canvas.inked("muted")
    ticks = axis.ticks if axis.shown else ()
    widest = max((canvas.width(tick_text(canvas, axis, tick)) for tick in ticks), default=0) + canvas.gap
    every = max(1, -(-widest * (len(ticks) - 1) // inner.width))
    for index, tick in enumerate(ticks):
        x = plan.x(tick)
        if tick:
            items.append(canvas.line(f"Grid {index}", (x, inner.y), (x, inner.bottom), "rule"))
        if index % every == 0:
            box = Rect(x - widest // 2, inner.bottom + canvas.gap // 2, widest, canvas.pitch)
            items.append(quiet.text(f"Tick {index}", tick_text(canvas, axis, tick), box, Align.CENTER))
    zero = plan.x(0)
    items.append(canvas.line("Zero", (zero, inner.y), (zero, inner.bottom), "muted", canvas.hair * 4 // 3))
    return tuple(items)


def _names(plan: _LyingPlan, every: int) -> tuple[Item, ...]:
    """Return the names of the categories, and above them what they are."""
    items: list[Item] = []
    chart, canvas = plan.chart, plan.sizes.names
    width = names_room(chart, canvas)[0]
    for index in range(0, len(chart.categories), every):
        box = Rect(canvas.frame.x, plan.row(index), width, plan.slot)
        items.append(canvas.text(f"Category {index}", chart.categories[index], box, Align.END))
    if is_axis_titled(chart, canvas.lang) and canvas.width(chart.axis) <= width:
        unit = plan.head.unit
        top = unit.y if unit else plan.inner.y - canvas.pitch
        title = canvas.inked("muted").text("Category axis", chart.axis, Rect(canvas.frame.x, top, width, canvas.pitch))
        items.append(title)
    return tuple(items)


def _step(plan: _LyingPlan) -> int:
    """Return 1 where every row has room for its name, 2 where every second has, and so on."""
    lines = names_room(plan.chart, plan.sizes.names)[1] % TOO_MANY or 1
    return -(-round(plan.sizes.names.style.size * INK) * lines // max(plan.slot, 1))


def _values(plan: _LyingPlan, bars: tuple[Bar, ...]) -> tuple[tuple[Item, ...], tuple[DataLabel, ...]]:
    """Return the values at the ends of the bars, or inside the parts of stacked ones with their totals at the end."""
    chart, values = plan.chart, plan.sizes.values
    suffix, least = percent_mark(values.lang, chart.unit), least_places(chart)
    items: list[Item] = []
    labels: list[DataLabel] = []
    for bar in bars:
        box, words = plan.box(bar), number_in(values.lang, bar.value, least) + suffix
        ink, place = values.readable(plan.look.inks[plan.look.number(bar)]), LabelPlace.OUTSIDE
        width = values.width(words)
        left = box.x - values.gap - width if bar.value < 0 else box.right + values.gap
        if is_stacked(chart):
            if width > box.width or values.style.size > box.height:
                continue
            ink, place, left = (
                plan.look.inside[plan.look.number(bar)],
                LabelPlace.CENTER,
                box.x + (box.width - width) // 2,
            )
        labels.append(DataLabel(bar.series, bar.point, place, ink, places_of(bar.value, least), suffix))
        room = Rect(left, box.y + (box.height - values.pitch) // 2, width, values.pitch)
        items.append(values.inked(ink).text(f"Value {bar.series}.{bar.point}", words, room))
    for point, total in enumerate(totals_of(chart) if is_stacked(chart) else ()):
        if total is not None:
            words = number_in(values.lang, total, least) + suffix
            y = plan.top(point, 0) + (plan.thickness - values.pitch) // 2
            room = Rect(plan.x(total) + values.gap, y, values.width(words), values.pitch)
            items.append(values.inked("title").text(f"Total {point}", words, room))
    return tuple(items), tuple(labels)


def _gaps(plan: _LyingPlan) -> tuple[Item, ...]:
    """Return a dash in place of each bar that is missing."""
    if is_stacked(plan.chart):
        return ()
    canvas = plan.sizes.names.inked("muted")
    width = canvas.width(NO_DATA)
    return tuple(
        canvas.text(
            f"Gap {series}.{point}",
            NO_DATA,
            Rect(
                plan.x(0) + canvas.gap,
                plan.top(point, series) + (plan.thickness - canvas.pitch) // 2,
                width,
                canvas.pitch,
            ),
        )
        for series, point in gaps_of(plan.chart)
    )
