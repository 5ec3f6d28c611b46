"""Bar charts: upright where the categories' names fit below the bars, lying where they need more room."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.chart.axes import GAP, PlotArea, draw_ground, draw_head, ground_for, names_fit
from builder.layout.chart.canvas import HAIR, FigureCanvas
from builder.layout.chart.numbers import number_in, ticks_for
from builder.model.brief import Chart
from builder.model.scene import Align, Item, TextBox
from builder.model.units import Rect

BAR = 0.62
"""Share of a category's slot that its bars take together."""

NAMES = 0.4
"""The most of a lying chart's width that names take."""

THICK = 0.75
"""Thickness of a lying bar, as a share of the labels' size, from which its value stands beside it."""

Inks = tuple[str, ...]


def fits_upright(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether every category's name fits below its bars."""
    return names_fit(chart, canvas, ground_for(chart, canvas, canvas.frame.y).slot)


def shows_values(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether every value fits above its bar in an upright chart."""
    ground = ground_for(chart, canvas, canvas.frame.y)
    return _values_fit(chart, canvas, _room(chart, ground))


def _room(chart: Chart, ground: PlotArea) -> int:
    """Return the width that a value may take above its bar, EMU."""
    count = len(chart.series)
    return round(ground.slot * (1 if count == 1 else BAR) / count)


def shows_lying_values(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether the bars of a lying chart are thick enough for their values."""
    bands = len(chart.categories) * len(chart.series)
    return (canvas.frame.height - 3 * canvas.pitch) * BAR / bands >= canvas.style.size * THICK


def draw_upright(chart: Chart, canvas: FigureCanvas, inks: Inks) -> tuple[Item, ...]:
    """Return bars that stand on the axis."""
    head, top = draw_head(
        chart, canvas, lambda at, index, box: (at.rectangle(f"Sign {index}", box, inks[index], "title"),)
    )
    ground = ground_for(chart, canvas, top)
    bars: list[Item] = []
    labels: list[Item] = []
    width = round(ground.slot * BAR / len(chart.series))
    roomy = _values_fit(chart, canvas, _room(chart, ground))
    for index in range(ground.count):
        left = ground.left(index) + round(ground.slot * (1 - BAR) / 2)
        for number, series in enumerate(chart.series):
            value = series.values[index]
            box = _standing(ground, value, left + number * width, width)
            bars.append(canvas.rectangle(f"Bar {number}.{index}", box, inks[number], "title"))
            if roomy:
                labels.append(_above(canvas, f"Value {number}.{index}", value, box))
    return (*head, *draw_ground(chart, canvas, ground), *bars, *labels)


def _standing(ground: PlotArea, value: float, left: int, width: int) -> Rect:
    y, zero = ground.y(value), ground.y(0)
    return Rect(left, min(y, zero), width, max(abs(zero - y), HAIR))


def _above(canvas: FigureCanvas, name: str, value: float, bar: Rect) -> Item:
    words = number_in(canvas.lang, value)
    width = canvas.width(words)
    top = bar.y - HAIR - canvas.pitch if value >= 0 else bar.bottom + HAIR
    box = Rect(bar.x + (bar.width - width) // 2, top, width, canvas.pitch)
    return _on_paper(canvas, canvas.text(name, words, box, Align.CENTER))


def _on_paper(canvas: FigureCanvas, label: TextBox) -> TextBox:
    """Return `label` with the paper's colour behind it, so that no gridline strikes it through."""
    return replace(label, fill=canvas.theme.color("paper"), fill_ink="paper")


def _values_fit(chart: Chart, canvas: FigureCanvas, room: int) -> bool:
    values = (value for series in chart.series for value in series.values)
    return all(canvas.width(number_in(canvas.lang, value)) + GAP // 2 <= room for value in values)


def draw_lying(chart: Chart, canvas: FigureCanvas, inks: Inks) -> tuple[Item, ...]:
    """Return bars that lie, the first category on top, each value at the end of its bar."""
    head, top = draw_head(
        chart, canvas, lambda at, index, box: (at.rectangle(f"Sign {index}", box, inks[index], "title"),)
    )
    frame = canvas.frame
    names = names_room(chart, canvas)[0] + GAP
    values = [value for series in chart.series for value in series.values]
    side = max(canvas.width(number_in(canvas.lang, value)) for value in values) + 2 * GAP
    ticks = ticks_for(values)
    width = max(frame.width - names - side, frame.width // 4)  # bars need room, however wide their values are
    inner = Rect(frame.x + names, top, width, frame.bottom - canvas.pitch - GAP - top)
    if ticks[0] < 0 and inner.width > 2 * side:  # a value below zero stands on the bar's left
        inner = Rect(inner.x + side, inner.y, inner.width - side, inner.height)
    return (*head, *_upright_grid(chart, canvas, inner, ticks), *_rows(chart, canvas, inner, ticks, inks))


def _upright_grid(chart: Chart, canvas: FigureCanvas, inner: Rect, ticks: tuple[float, ...]) -> tuple[Item, ...]:
    items: list[Item] = []
    quiet = canvas.inked("muted")
    widest = max(canvas.width(number_in(canvas.lang, tick)) for tick in ticks) + GAP
    every = -(-widest * (len(ticks) - 1) // inner.width)
    for index, tick in enumerate(ticks):
        x = _x(inner, ticks, tick)
        ink = "muted" if tick == 0 else "rule"
        items.append(canvas.line(f"Grid {index}", (x, inner.y), (x, inner.bottom), ink))
        if index % every == 0:
            box = Rect(x - widest // 2, inner.bottom + GAP // 2, widest, canvas.pitch)
            items.append(quiet.text(f"Tick {index}", number_in(canvas.lang, tick), box, Align.CENTER))
    if chart.axis:
        box = Rect(canvas.frame.x, inner.bottom + GAP // 2, inner.x - canvas.frame.x - widest // 2, canvas.pitch)
        if canvas.width(chart.axis) <= box.width:
            items.append(quiet.text("Category axis", chart.axis, box))
    return tuple(items)


def _x(inner: Rect, ticks: tuple[float, ...], value: float) -> int:
    return inner.x + round(inner.width * (value - ticks[0]) / (ticks[-1] - ticks[0]))


def _rows(chart: Chart, canvas: FigureCanvas, inner: Rect, ticks: tuple[float, ...], inks: Inks) -> tuple[Item, ...]:
    items: list[Item] = []
    count = len(chart.categories)
    slot = inner.height // count
    height = round(slot * BAR / len(chart.series))
    room = inner.x - GAP - canvas.frame.x
    every = _step(chart, canvas, slot)
    for index, name in enumerate(chart.categories):
        top = inner.y + round(inner.height * index / count)
        if index % every == 0:
            box = Rect(canvas.frame.x, top, room, slot)
            items.append(canvas.text(f"Category {index}", name, box))
        for number, series in enumerate(chart.series):
            y = top + round(slot * (1 - BAR) / 2) + number * height
            items += _bar(canvas, inner, ticks, (series.values[index], f"{number}.{index}", inks[number]), (y, height))
    return tuple(items)


def names_room(chart: Chart, canvas: FigureCanvas) -> tuple[int, int]:
    """Return the width of the column of names in a lying chart, EMU, and how many lines the longest takes there."""
    width = min(max(canvas.width(name) for name in chart.categories), round(canvas.frame.width * NAMES))
    return width, max(canvas.lines(name, width) for name in chart.categories)


def rows_fit(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether every category of a lying chart has room for its name."""
    lines = names_room(chart, canvas)[1]
    head = canvas.pitch * (2 + bool(chart.unit) + (len(chart.series) > 1))
    return len(chart.categories) * lines * canvas.pitch <= canvas.frame.height - head


def _step(chart: Chart, canvas: FigureCanvas, slot: int) -> int:
    """Return 1 where every row has room for its name, 2 where every second has, and so on."""
    return -(-canvas.pitch * min(names_room(chart, canvas)[1], 3) // max(slot, 1))


def _bar(
    canvas: FigureCanvas, inner: Rect, ticks: tuple[float, ...], what: tuple[float, str, str], band: tuple[int, int]
) -> tuple[Item, ...]:
    value, name, ink = what
    zero, x = _x(inner, ticks, 0), _x(inner, ticks, value)
    bar = canvas.rectangle(f"Bar {name}", Rect(min(zero, x), band[0], max(abs(x - zero), HAIR), band[1]), ink, "title")
    if band[1] < canvas.style.size * THICK:
        return (bar,)
    words = number_in(canvas.lang, value)
    width = canvas.width(words)
    left = x + GAP if value >= 0 else x - GAP - width
    label = Rect(left, band[0] + (band[1] - canvas.pitch) // 2, width, canvas.pitch)
    text = canvas.text(f"Value {name}", words, label)
    return bar, _on_paper(canvas, text) if band[1] >= canvas.pitch else text
