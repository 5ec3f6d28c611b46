"""Bar charts: upright where the categories' names fit below the bars, lying where they need more room."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Chart
from builder.layout.axes import GAP, Ground, draw_ground, draw_head, ground_for, names_fit
from builder.layout.easel import HAIR, Easel
from builder.layout.numbers import number_in, ticks_for
from builder.scene import Align, Item, TextBox
from builder.style import Rect

BAR = 0.62
"""Share of a category's slot that its bars take together."""

NAMES = 0.4
"""The most of a lying chart's width that names take."""

THICK = 0.75
"""Thickness of a lying bar, as a share of the labels' size, from which its value stands beside it."""

Inks = tuple[str, ...]


def stands_upright(chart: Chart, easel: Easel) -> bool:
    """Return whether every category's name fits below its bars."""
    return names_fit(chart, easel, ground_for(chart, easel, easel.frame.y).slot)


def shows_values(chart: Chart, easel: Easel) -> bool:
    """Return whether every value fits above its bar in an upright chart."""
    ground = ground_for(chart, easel, easel.frame.y)
    return _values_fit(chart, easel, _room(chart, ground))


def _room(chart: Chart, ground: Ground) -> int:
    """Return the width that a value may take above its bar, EMU."""
    count = len(chart.series)
    return round(ground.slot * (1 if count == 1 else BAR) / count)


def shows_lying_values(chart: Chart, easel: Easel) -> bool:
    """Return whether the bars of a lying chart are thick enough for their values."""
    bands = len(chart.categories) * len(chart.series)
    return (easel.frame.height - 3 * easel.pitch) * BAR / bands >= easel.style.size * THICK


def draw_upright(chart: Chart, easel: Easel, inks: Inks) -> tuple[Item, ...]:
    """Return bars that stand on the axis."""
    head, top = draw_head(
        chart, easel, lambda at, index, box: (at.rectangle(f"Sign {index}", box, inks[index], "title"),)
    )
    ground = ground_for(chart, easel, top)
    bars: list[Item] = []
    labels: list[Item] = []
    width = round(ground.slot * BAR / len(chart.series))
    roomy = _values_fit(chart, easel, _room(chart, ground))
    for index in range(ground.count):
        left = ground.left(index) + round(ground.slot * (1 - BAR) / 2)
        for number, series in enumerate(chart.series):
            value = series.values[index]
            box = _standing(ground, value, left + number * width, width)
            bars.append(easel.rectangle(f"Bar {number}.{index}", box, inks[number], "title"))
            if roomy:
                labels.append(_above(easel, f"Value {number}.{index}", value, box))
    return (*head, *draw_ground(chart, easel, ground), *bars, *labels)


def _standing(ground: Ground, value: float, left: int, width: int) -> Rect:
    y, zero = ground.y(value), ground.y(0)
    return Rect(left, min(y, zero), width, max(abs(zero - y), HAIR))


def _above(easel: Easel, name: str, value: float, bar: Rect) -> Item:
    words = number_in(easel.lang, value)
    width = easel.width(words)
    top = bar.y - HAIR - easel.pitch if value >= 0 else bar.bottom + HAIR
    box = Rect(bar.x + (bar.width - width) // 2, top, width, easel.pitch)
    return _on_paper(easel, easel.text(name, words, box, Align.CENTER))


def _on_paper(easel: Easel, label: TextBox) -> TextBox:
    """Return `label` with the paper's colour behind it, so that no gridline strikes it through."""
    return replace(label, fill=easel.theme.color("paper"), fill_ink="paper")


def _values_fit(chart: Chart, easel: Easel, room: int) -> bool:
    values = (value for series in chart.series for value in series.values)
    return all(easel.width(number_in(easel.lang, value)) + GAP // 2 <= room for value in values)


def draw_lying(chart: Chart, easel: Easel, inks: Inks) -> tuple[Item, ...]:
    """Return bars that lie, the first category on top, each value at the end of its bar."""
    head, top = draw_head(
        chart, easel, lambda at, index, box: (at.rectangle(f"Sign {index}", box, inks[index], "title"),)
    )
    frame = easel.frame
    names = names_room(chart, easel)[0] + GAP
    values = [value for series in chart.series for value in series.values]
    side = max(easel.width(number_in(easel.lang, value)) for value in values) + 2 * GAP
    ticks = ticks_for(values)
    inner = Rect(frame.x + names, top, frame.width - names - side, frame.bottom - easel.pitch - GAP - top)
    if ticks[0] < 0:  # a value below nought stands on the bar's left
        inner = Rect(inner.x + side, inner.y, inner.width - side, inner.height)
    return (*head, *_upright_grid(chart, easel, inner, ticks), *_rows(chart, easel, inner, ticks, inks))


def _upright_grid(chart: Chart, easel: Easel, inner: Rect, ticks: tuple[float, ...]) -> tuple[Item, ...]:
    items: list[Item] = []
    quiet = easel.inked("muted")
    widest = max(easel.width(number_in(easel.lang, tick)) for tick in ticks) + GAP
    every = -(-widest * (len(ticks) - 1) // inner.width)
    for index, tick in enumerate(ticks):
        x = _x(inner, ticks, tick)
        ink = "muted" if tick == 0 else "rule"
        items.append(easel.line(f"Grid {index}", (x, inner.y), (x, inner.bottom), ink))
        if index % every == 0:
            box = Rect(x - widest // 2, inner.bottom + GAP // 2, widest, easel.pitch)
            items.append(quiet.text(f"Tick {index}", number_in(easel.lang, tick), box, Align.CENTER))
    if chart.axis:
        box = Rect(easel.frame.x, inner.bottom + GAP // 2, inner.x - easel.frame.x - widest // 2, easel.pitch)
        if easel.width(chart.axis) <= box.width:
            items.append(quiet.text("Category axis", chart.axis, box))
    return tuple(items)


def _x(inner: Rect, ticks: tuple[float, ...], value: float) -> int:
    return inner.x + round(inner.width * (value - ticks[0]) / (ticks[-1] - ticks[0]))


def _rows(chart: Chart, easel: Easel, inner: Rect, ticks: tuple[float, ...], inks: Inks) -> tuple[Item, ...]:
    items: list[Item] = []
    count = len(chart.categories)
    slot = inner.height // count
    height = round(slot * BAR / len(chart.series))
    room = inner.x - GAP - easel.frame.x
    every = _step(chart, easel, slot)
    for index, name in enumerate(chart.categories):
        top = inner.y + round(inner.height * index / count)
        if index % every == 0:
            box = Rect(easel.frame.x, top, room, slot)
            items.append(easel.text(f"Category {index}", name, box))
        for number, series in enumerate(chart.series):
            y = top + round(slot * (1 - BAR) / 2) + number * height
            items += _bar(easel, inner, ticks, (series.values[index], f"{number}.{index}", inks[number]), (y, height))
    return tuple(items)


def names_room(chart: Chart, easel: Easel) -> tuple[int, int]:
    """Return the width of the column of names in a lying chart, EMU, and how many lines the longest takes there."""
    width = min(max(easel.width(name) for name in chart.categories), round(easel.frame.width * NAMES))
    return width, max(easel.lines(name, width) for name in chart.categories)


def rows_fit(chart: Chart, easel: Easel) -> bool:
    """Return whether every category of a lying chart has room for its name."""
    lines = names_room(chart, easel)[1]
    head = easel.pitch * (2 + bool(chart.unit) + (len(chart.series) > 1))
    return len(chart.categories) * lines * easel.pitch <= easel.frame.height - head


def _step(chart: Chart, easel: Easel, slot: int) -> int:
    """Return 1 where every row has room for its name, 2 where every second has, and so on."""
    return -(-easel.pitch * min(names_room(chart, easel)[1], 3) // max(slot, 1))


def _bar(
    easel: Easel, inner: Rect, ticks: tuple[float, ...], what: tuple[float, str, str], band: tuple[int, int]
) -> tuple[Item, ...]:
    value, name, ink = what
    zero, x = _x(inner, ticks, 0), _x(inner, ticks, value)
    bar = easel.rectangle(f"Bar {name}", Rect(min(zero, x), band[0], max(abs(x - zero), HAIR), band[1]), ink, "title")
    if band[1] < easel.style.size * THICK:
        return (bar,)
    words = number_in(easel.lang, value)
    width = easel.width(words)
    left = x + GAP if value >= 0 else x - GAP - width
    label = Rect(left, band[0] + (band[1] - easel.pitch) // 2, width, easel.pitch)
    text = easel.text(f"Value {name}", words, label)
    return bar, _on_paper(easel, text) if band[1] >= easel.pitch else text
