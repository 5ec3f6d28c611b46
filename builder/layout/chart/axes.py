"""The ground on which bars and lines stand: value axis, gridlines, category names, unit, and the legend above."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.layout.chart.canvas import HAIR, FigureCanvas
from builder.layout.chart.numbers import number_in, ticks_for
from builder.model.brief import Chart
from builder.model.scene import Align, Item
from builder.model.units import Rect, pt

GAP = pt(4)
"""Distance of labels from what they name."""

Swatch = Callable[[FigureCanvas, int, Rect], tuple[Item, ...]]
"""Draws the sign of a series, by its index, into a square."""


class PlotArea(Struct, frozen=True):
    """Where values stand: `box` is spanned by the ticks upwards and by equal slots, one a category, along it."""

    box: Rect
    ticks: tuple[float, ...]
    count: int

    def y(self, value: float) -> int:
        """Return the height of `value` on the page, EMU."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.box.bottom - round(self.box.height * (value - low) / (high - low))

    @property
    def slot(self) -> int:
        """Width of a category's slot, EMU."""
        return self.box.width // self.count

    def left(self, index: int) -> int:
        """Return the left edge of the slot of category `index`."""
        return self.box.x + round(self.box.width * index / self.count)


def ground_for(chart: Chart, canvas: FigureCanvas, top: int) -> PlotArea:
    """Return the ground of an upright chart below `top`, with room for the names of axis and categories."""
    ticks = ticks_for(value for series in chart.series for value in series.values)
    side = max(canvas.width(number_in(canvas.lang, tick)) for tick in ticks) + 2 * GAP
    width = canvas.frame.width - side
    count = len(chart.categories)
    lines = max(canvas.lines(name, width // count - GAP) for name in chart.categories)
    below = canvas.pitch * (min(lines, 2) + bool(chart.axis)) + GAP
    above = top + canvas.pitch  # room for the value above the highest bar
    return PlotArea(Rect(canvas.frame.x + side, above, width, canvas.frame.bottom - below - above), ticks, count)


def names_fit(chart: Chart, canvas: FigureCanvas, slot: int) -> bool:
    """Return whether every category's name fits its slot in two lines."""
    return all(canvas.narrowest(name, 2) <= slot - GAP for name in chart.categories)


def draw_ground(chart: Chart, canvas: FigureCanvas, ground: PlotArea) -> tuple[Item, ...]:
    """Return gridlines, the value axis's numbers, the categories' names and the name of what they are."""
    items: list[Item] = []
    quiet = canvas.inked("muted")
    box = ground.box
    for index, tick in enumerate(ground.ticks):
        y = ground.y(tick)
        ink, width = ("muted", HAIR * 4 // 3) if tick == 0 else ("rule", HAIR)
        items.append(canvas.line(f"Grid {index}", (box.x, y), (box.right, y), ink, width))
        label = Rect(canvas.frame.x, y - canvas.pitch // 2, box.x - canvas.frame.x - GAP, canvas.pitch)
        items.append(quiet.text(f"Tick {index}", number_in(canvas.lang, tick), label, Align.END))
    return (*items, *_names(chart, canvas, ground))


def _names(chart: Chart, canvas: FigureCanvas, ground: PlotArea) -> tuple[Item, ...]:
    items: list[Item] = []
    every = step_for(chart, canvas, ground.slot)
    top = ground.box.bottom + GAP
    height = canvas.frame.bottom - top - canvas.pitch * bool(chart.axis)
    lines = 2 if height >= 2 * canvas.pitch else 1
    for index in range(0, ground.count, every):
        middle = (ground.left(index) + ground.left(index + 1)) // 2
        half = ground.slot * every // 2 - GAP // 2
        left, right = max(middle - half, canvas.frame.x), min(middle + half, canvas.frame.right)
        half = min(middle - left, right - middle)
        name = chart.categories[index]
        if every > 1 and canvas.width(name) > 2 * half:
            continue  # no room at the edge of the frame
        box = Rect(middle - half, top, 2 * half, canvas.pitch * min(lines, canvas.lines(name, 2 * half)))
        items.append(canvas.text(f"Category {index}", name, box, Align.CENTER))
    if chart.axis:
        box = Rect(ground.box.x, canvas.frame.bottom - canvas.pitch, ground.box.width, canvas.pitch)
        items.append(canvas.inked("muted").text("Category axis", chart.axis, box, Align.CENTER))
    return tuple(items)


def step_for(chart: Chart, canvas: FigureCanvas, slot: int) -> int:
    """Return 1 where every category's name has room, 2 where every second has, and so on."""
    widest = max(canvas.width(name) for name in chart.categories)
    if names_fit(chart, canvas, slot):
        return 1
    return min(len(chart.categories), -(-(widest + 2 * GAP) // slot))


def draw_head(chart: Chart, canvas: FigureCanvas, swatch: Swatch) -> tuple[tuple[Item, ...], int]:
    """Return the unit and, where there are several series, the legend; and the y below which the chart begins."""
    items: list[Item] = []
    top = canvas.frame.y
    if len(chart.series) > 1:
        legend, top = _legend(chart, canvas, swatch)
        items += legend
    if chart.unit:
        box = Rect(canvas.frame.x, top, canvas.frame.width, canvas.pitch)
        items.append(canvas.inked("muted").text("Unit", chart.unit, box))
        top += canvas.pitch + GAP // 2
    return tuple(items), top


def _legend(chart: Chart, canvas: FigureCanvas, swatch: Swatch) -> tuple[list[Item], int]:
    """Return sign and name of each series in rows, and the y below them."""
    items: list[Item] = []
    side = canvas.style.size
    x, y = canvas.frame.x, canvas.frame.y
    for index, series in enumerate(chart.series):
        width = min(canvas.width(series.name), canvas.frame.width - side - 2 * GAP)
        if x > canvas.frame.x and x + side + GAP + width > canvas.frame.right:
            x, y = canvas.frame.x, y + canvas.pitch + GAP // 2
        items += swatch(canvas, index, Rect(x, y + (canvas.pitch - side) // 2, side, side))
        items.append(canvas.text(f"Series {index}", series.name, Rect(x + side + GAP, y, width, canvas.pitch)))
        x += side + GAP + width + 4 * GAP
    return items, y + canvas.pitch + GAP
