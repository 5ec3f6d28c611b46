"""The ground on which bars and lines stand: value axis, gridlines, category names, unit, and the legend above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.brief import Chart
from builder.layout.easel import HAIR, Easel
from builder.layout.numbers import number_in, ticks_for
from builder.scene import Align, Item
from builder.style import Rect, pt

GAP = pt(4)
"""Distance of labels from what they name."""

Swatch = Callable[[Easel, int, Rect], tuple[Item, ...]]
"""Draws the sign of a series, by its index, into a square."""


@dataclass(frozen=True, slots=True)
class Ground:
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


def ground_for(chart: Chart, easel: Easel, top: int) -> Ground:
    """Return the ground of an upright chart below `top`, with room for the names of axis and categories."""
    ticks = ticks_for(value for series in chart.series for value in series.values)
    side = max(easel.width(number_in(easel.lang, tick)) for tick in ticks) + 2 * GAP
    width = easel.frame.width - side
    count = len(chart.categories)
    lines = max(easel.lines(name, width // count - GAP) for name in chart.categories)
    below = easel.pitch * (min(lines, 2) + bool(chart.axis)) + GAP
    above = top + easel.pitch  # room for the value above the highest bar
    return Ground(Rect(easel.frame.x + side, above, width, easel.frame.bottom - below - above), ticks, count)


def names_fit(chart: Chart, easel: Easel, slot: int) -> bool:
    """Return whether every category's name fits its slot in two lines."""
    return all(easel.narrowest(name, 2) <= slot - GAP for name in chart.categories)


def draw_ground(chart: Chart, easel: Easel, ground: Ground) -> tuple[Item, ...]:
    """Return gridlines, the value axis's numbers, the categories' names and the name of what they are."""
    items: list[Item] = []
    quiet = easel.inked("muted")
    box = ground.box
    for index, tick in enumerate(ground.ticks):
        y = ground.y(tick)
        ink, width = ("muted", HAIR * 4 // 3) if tick == 0 else ("rule", HAIR)
        items.append(easel.line(f"Grid {index}", (box.x, y), (box.right, y), ink, width))
        label = Rect(easel.frame.x, y - easel.pitch // 2, box.x - easel.frame.x - GAP, easel.pitch)
        items.append(quiet.text(f"Tick {index}", number_in(easel.lang, tick), label, Align.END))
    return (*items, *_names(chart, easel, ground))


def _names(chart: Chart, easel: Easel, ground: Ground) -> tuple[Item, ...]:
    items: list[Item] = []
    every = step_for(chart, easel, ground.slot)
    top = ground.box.bottom + GAP
    height = easel.frame.bottom - top - easel.pitch * bool(chart.axis)
    lines = 2 if height >= 2 * easel.pitch else 1
    for index in range(0, ground.count, every):
        middle = (ground.left(index) + ground.left(index + 1)) // 2
        half = ground.slot * every // 2 - GAP // 2
        left, right = max(middle - half, easel.frame.x), min(middle + half, easel.frame.right)
        half = min(middle - left, right - middle)
        name = chart.categories[index]
        if every > 1 and easel.width(name) > 2 * half:
            continue  # no room at the edge of the frame
        box = Rect(middle - half, top, 2 * half, easel.pitch * min(lines, easel.lines(name, 2 * half)))
        items.append(easel.text(f"Category {index}", name, box, Align.CENTER))
    if chart.axis:
        box = Rect(ground.box.x, easel.frame.bottom - easel.pitch, ground.box.width, easel.pitch)
        items.append(easel.inked("muted").text("Category axis", chart.axis, box, Align.CENTER))
    return tuple(items)


def step_for(chart: Chart, easel: Easel, slot: int) -> int:
    """Return 1 where every category's name has room, 2 where every second has, and so on."""
    widest = max(easel.width(name) for name in chart.categories)
    if names_fit(chart, easel, slot):
        return 1
    return min(len(chart.categories), -(-(widest + 2 * GAP) // slot))


def draw_head(chart: Chart, easel: Easel, swatch: Swatch) -> tuple[tuple[Item, ...], int]:
    """Return the unit and, where there are several series, the legend; and the y below which the chart begins."""
    items: list[Item] = []
    top = easel.frame.y
    if len(chart.series) > 1:
        legend, top = _legend(chart, easel, swatch)
        items += legend
    if chart.unit:
        box = Rect(easel.frame.x, top, easel.frame.width, easel.pitch)
        items.append(easel.inked("muted").text("Unit", chart.unit, box))
        top += easel.pitch + GAP // 2
    return tuple(items), top


def _legend(chart: Chart, easel: Easel, swatch: Swatch) -> tuple[list[Item], int]:
    """Return sign and name of each series in rows, and the y below them."""
    items: list[Item] = []
    side = easel.style.size
    x, y = easel.frame.x, easel.frame.y
    for index, series in enumerate(chart.series):
        width = min(easel.width(series.name), easel.frame.width - side - 2 * GAP)
        if x > easel.frame.x and x + side + GAP + width > easel.frame.right:
            x, y = easel.frame.x, y + easel.pitch + GAP // 2
        items += swatch(easel, index, Rect(x, y + (easel.pitch - side) // 2, side, side))
        items.append(easel.text(f"Series {index}", series.name, Rect(x + side + GAP, y, width, easel.pitch)))
        x += side + GAP + width + 4 * GAP
    return items, y + easel.pitch + GAP
