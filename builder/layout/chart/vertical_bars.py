"""Vertical bars, side by side or stacked."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.axes import PlotArea, draw_grid, draw_names, ground_for, names_fit, step_for
from builder.layout.chart.bar_colors import BarLook, bar_shape, swatch_of
from builder.layout.chart.bars import Bar, bars_of, extremes_of, gaps_of, is_stacked, lanes_of, totals_of
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.drawing import ChartDrawing, within, words_box
from builder.layout.chart.label_sizes import LabelSizes, NamesOfSeries
from builder.layout.chart.legend import Head, draw_beside, draw_head, width_beside
from builder.layout.chart.numbers import axis_for, least_places, number_in, percent_mark, places_of, tight_axis_for
from builder.model.brief import Chart
from builder.model.chart import DataLabel, LabelPlace, NativeChart, ValueAxis
from builder.model.scene import Align, Item
from builder.model.units import Rect

SHARE = 0.7
"""Share of a category's slot that several bars take together."""

ONE_SHARE = 0.62
"""The same for a single bar."""

LEAST_SHARE = 0.4
"""The same where categories are few."""

WIDEST = 3.5
"""The width of a bar above which it takes less of its slot, as a multiple of its labels' line pitch."""

WIDEST_GAP = 5
"""The most space between two categories that PowerPoint can set, as a multiple of a bar's width."""

BETWEEN = 0.06
"""Distance of two bars of one category, as a share of a bar's width."""

NO_DATA = "–"
"""What is in place of a bar that is missing."""


class _UprightPlan(Struct, frozen=True):
    """What is decided before the first bar is drawn."""

    chart: Chart
    sizes: LabelSizes
    look: BarLook
    head: Head
    ground: PlotArea
    beside: int
    share: float
    """Share of a slot that its bars take."""

    @property
    def width(self) -> int:
        """Width of a bar, EMU."""
        return round(self.ground.slot * self.share / _bars_wide(self.chart))

    def box(self, bar: Bar) -> Rect:
        """Return where `bar` is."""
        high, low = self.ground.y(max(bar.begin, bar.end)), self.ground.y(min(bar.begin, bar.end))
        return Rect(
            self.left(bar.point, bar.lane),
            high,
            self.width,
            max(low - high, self.sizes.names.hair if bar.value == 0 else 0),
        )

    def left(self, point: int, lane: int) -> int:
        """Return the left edge of a bar."""
        begin = self.ground.left(point) + round(self.ground.slot * (1 - self.share) / 2)
        return begin + round(lane * self.width * (1 + BETWEEN))


def fits_upright(chart: Chart, sizes: LabelSizes, look: BarLook) -> bool:
    """Return whether every category's name fits below its bars."""
    return names_fit(
        chart, sizes.names, _plan(chart, sizes, look, labelled=shows_values(chart, sizes, look)).ground.slot
    )


def shows_values(chart: Chart, sizes: LabelSizes, look: BarLook) -> bool:
    """Return whether every value, or of stacked bars every total, fits above its bar."""
    plan = _plan(chart, sizes, look, labelled=True)
    room = plan.ground.slot if lanes_of(chart) == 1 else plan.width * (1 + BETWEEN)
    return _widest_value(chart, sizes) <= room


def _widest_value(chart: Chart, sizes: LabelSizes) -> int:
    """Return the width of the widest value with the space beside it, EMU."""
    mark = percent_mark(sizes.names.lang, chart.unit)
    words = (number_in(sizes.names.lang, value, least_places(chart)) + mark for value in extremes_of(chart))
    return max((sizes.values.width(one) for one in words), default=0) + sizes.names.gap // 2


def _bars_wide(chart: Chart) -> float:
    """Return how many bars' widths the bars of a category take, with the space between them."""
    lanes = lanes_of(chart)
    return lanes + BETWEEN * (lanes - 1)


def _share(chart: Chart, sizes: LabelSizes, slot: int) -> float:
    """Return the share of a slot that its bars take: less where they would be slabs, as few are on a wide slide."""
    bars = _bars_wide(chart)
    usual = ONE_SHARE if lanes_of(chart) == 1 else SHARE
    slim = max(WIDEST * sizes.names.pitch, _widest_value(chart, sizes)) * bars / slot
    return max(min(usual, slim), LEAST_SHARE, bars / (bars + WIDEST_GAP))


def _plan(chart: Chart, sizes: LabelSizes, look: BarLook, *, labelled: bool) -> _UprightPlan:
    """Return the plan of `chart`, with its values at the bars where `labelled`, else with an axis."""
    canvas = sizes.names
    at_bars = sizes.series is NamesOfSeries.AT_BARS
    beside = width_beside(chart, canvas) if sizes.series is NamesOfSeries.BESIDE else 0
    swatch = swatch_of(look) if len(chart.series) > 1 and not beside and not at_bars else None
    head = draw_head(chart, canvas, swatch)
    top = max(head.top, canvas.frame.y + sizes.above + canvas.gap) if at_bars else head.top
    mark = percent_mark(canvas.lang, chart.unit)
    axis = (tight_axis_for if labelled else axis_for)(extremes_of(chart), mark)
    ground = ground_for(chart, sizes, top, axis, canvas.frame.width - beside)
    return _UprightPlan(chart, sizes, look, head, ground, beside, _share(chart, sizes, ground.slot))


def draw_upright(chart: Chart, sizes: LabelSizes, look: BarLook) -> ChartDrawing:
    """Return vertical bars; with numbers at all of them there is neither axis nor grid."""
    labelled = shows_values(chart, sizes, look)
    plan = _plan(chart, sizes, look, labelled=labelled)
    canvas = sizes.names
    bars = tuple(bars_of(chart))
    shapes = tuple(bar_shape(canvas, look, bar, plan.box(bar)) for bar in bars)
    marks, labels = _values(plan, bars) if labelled else ((), ())
    names, title = draw_names(chart, canvas, plan.ground)
    items = (*plan.head.items, *draw_grid(canvas, plan.ground), *names, *shapes, *marks, *_gaps(plan))
    legend = within(canvas, plan.head.legend) if plan.head.legend else None
    if plan.beside:
        words, box = _beside(plan)
        items, legend = (*items, *words), within(canvas, box)
    totals = totals_of(chart) if labelled and is_stacked(chart) else ()
    area, axis = _with_room(plan, above=bool(totals)) if labelled else (plan.ground.box, plan.ground.axis)
    native = NativeChart(
        area=within(canvas, area),
        axis=axis,
        labels=labels,
        value_size=sizes.values.style.size,
        legend=legend,
        unit=words_box(canvas, items, "Unit"),
        axis_title=words_box(canvas, items, "Category axis") if title else None,
        every=step_for(chart, canvas, plan.ground.slot),
        bar_gap=round(100 * plan.ground.slot * (1 - plan.share) / plan.width),
        outlined=look.outlined,
        strong=look.strong,
        totals=totals,
        total_places=tuple(places_of(total or 0.0, least_places(chart)) for total in totals),
    )
    return ChartDrawing(items, native, sizes)


def _with_room(plan: _UprightPlan, *, above: bool) -> tuple[Rect, ValueAxis]:
    """Return box and scale with a line more below negative bars, and where asked above all.

    Programs cut off totals that are beyond a scale, and put names right below it.
    """
    box, axis, more = plan.ground.box, plan.ground.axis, plan.sizes.values.pitch
    line = (axis.high - axis.low) * more / box.height
    up, down = int(above), int(axis.low < 0)
    frame = Rect(box.x, box.y - up * more, box.width, box.height + (up + down) * more)
    return frame, replace(axis, high=axis.high + up * line, low=axis.low - down * line)


def _beside(plan: _UprightPlan) -> tuple[tuple[Item, ...], Rect]:
    """Return the names of the series beside the last bars, at the height of the middle of these."""
    chart, canvas, ground = plan.chart, plan.sizes.names, plan.ground
    last = [plan.box(bar) for bar in bars_of(chart) if bar.point == ground.count - 1]
    top = min((box.y for box in last), default=ground.box.y)
    low = max((box.bottom for box in last), default=ground.box.bottom)
    box = Rect(ground.box.right + 2 * canvas.gap, top, plan.beside - 2 * canvas.gap, max(low - top, 1))
    return draw_beside(chart, canvas, swatch_of(plan.look), box, upwards=is_stacked(chart))


def _values(plan: _UprightPlan, bars: tuple[Bar, ...]) -> tuple[tuple[Item, ...], tuple[DataLabel, ...]]:
    """Return the values at the bars; parts of stacked bars have them inside, with the totals above."""
    values, suffix = plan.sizes.values, percent_mark(plan.sizes.values.lang, plan.chart.unit)
    least, stacked = least_places(plan.chart), is_stacked(plan.chart)
    items: list[Item] = []
    labels: list[DataLabel] = []
    for bar in bars:
        box, number = plan.box(bar), plan.look.number(bar)
        words = number_in(values.lang, bar.value, least) + suffix
        if not stacked:
            top = box.y - values.hair - values.pitch if bar.value >= 0 else box.bottom + values.hair
            room, place = Rect(box.x, top, box.width, values.pitch), LabelPlace.OUTSIDE
            ink = values.readable(plan.look.inks[number])
        elif box.height >= values.pitch and values.width(words) <= box.width:
            room, place, ink = box, LabelPlace.CENTER, plan.look.inside[number]
        else:
            continue
        labels.append(DataLabel(bar.series, bar.point, place, ink, places_of(bar.value, least), suffix))
        items.append(_text(values.inked(ink), f"Value {bar.series}.{bar.point}", words, room))
    for point, total in enumerate(totals_of(plan.chart) if stacked else ()):
        if total is not None:
            y = plan.ground.y(total) - values.hair - values.pitch
            room = Rect(plan.left(point, 0), y, plan.width, values.pitch)
            words = number_in(values.lang, total, least) + suffix
            items.append(_text(values.inked("title"), f"Total {point}", words, room))
    return tuple(items), tuple(labels)


def _text(canvas: FigureCanvas, name: str, words: str, room: Rect) -> Item:
    width = canvas.width(words)
    box = Rect(room.x + (room.width - width) // 2, room.y, width, room.height)
    return canvas.text(name, words, box, Align.CENTER)


def _gaps(plan: _UprightPlan) -> Iterator[Item]:
    """Yield a dash in place of each bar that is missing."""
    if is_stacked(plan.chart):
        return
    canvas = plan.sizes.names.inked("muted")
    zero = plan.ground.y(0)
    for series, point in gaps_of(plan.chart):
        room = Rect(plan.left(point, series), zero - canvas.hair - canvas.pitch, plan.width, canvas.pitch)
        yield _text(canvas, f"Gap {series}.{point}", NO_DATA, room)
