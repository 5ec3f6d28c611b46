"""Pie charts: slices from twelve o'clock, each named beside it, so that no legend and no colour is needed."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise

from builder.layout.chart.axes import GAP
from builder.layout.chart.canvas import FigureCanvas, Place
from builder.layout.chart.numbers import number_in
from builder.model.brief import Chart
from builder.model.scene import Align, Item
from builder.model.units import Rect, pt

KNEE = pt(12)
"""How far from the circle the lines to the labels end."""

SMALLEST = 0.3
"""The least radius as a share of the frame's height."""

STEP = math.radians(2)
"""The most that one straight side of a slice spans: at 150 pt it is 0.02 pt off the circle."""


def draw_pie(chart: Chart, canvas: FigureCanvas, inks: tuple[str, ...]) -> tuple[Item, ...]:
    """Return the slices with name, value and share of each at its side, in columns that never overlap."""
    values = chart.series[0].values
    total = math.fsum(values)
    frame, angles = canvas.frame, _angles_of(chart)
    sides, radius = _measures(chart, canvas, angles)
    spare = frame.width - sum(sides) - 2 * (radius + KNEE + GAP)
    middle = (frame.x + spare // 2 + sides[0] + KNEE + GAP + radius, frame.y + frame.height // 2)
    slices: list[Item] = []
    turn = 0.0
    for index, value in enumerate(values):
        end = turn + 2 * math.pi * value / total
        if value:
            slices.append(canvas.polygon(f"Slice {index}", _corners(middle, radius, turn, end), inks[index], "title"))
        turn = end
    return (*slices, *_labels(chart, canvas, angles, (*middle, radius), sides))


def _angles_of(chart: Chart) -> list[float]:
    """Return the angle of the middle of each slice, clockwise from twelve o'clock."""
    values = chart.series[0].values
    total = math.fsum(values)
    ends = [2 * math.pi * end / total for end in accumulate(values, initial=0.0)]
    return [(begin + end) / 2 for begin, end in pairwise(ends)]


def label_of(chart: Chart, index: int, lang: str) -> str:
    """Return what is beside a slice: its name, and its value with the unit."""
    number = number_in(lang, chart.series[0].values[index])
    gap = "\u00a0" if chart.unit and chart.unit != "%" else ""
    return f"{chart.categories[index]}: {number}{gap}{chart.unit}"


def pie_fits(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether the labels have room beside a circle that is not too small."""
    return _roomy(chart, canvas, _angles_of(chart)) is not None


def _measures(chart: Chart, canvas: FigureCanvas, angles: list[float]) -> tuple[tuple[int, int], int]:
    """Return the widths of the labels on the left and on the right, and the radius, EMU."""
    least = round(canvas.frame.height * SMALLEST)
    room = canvas.frame.width // 2 - least - KNEE - GAP
    return _roomy(chart, canvas, angles) or ((room, room), least)


def _roomy(chart: Chart, canvas: FigureCanvas, angles: list[float]) -> tuple[tuple[int, int], int] | None:
    """Return the measures with labels on one line, or on two where only that leaves a large circle."""
    frame = canvas.frame
    most = frame.height // 2 - pt(2)
    words = [label_of(chart, index, canvas.lang) for index in range(len(angles))]
    rights = [math.sin(angle) >= 0 for angle in angles]
    for lines in (1, 2):
        sides, heights = [0, 0], [0, 0]
        for text, right in zip(words, rights, strict=True):
            sides[right] = max(sides[right], canvas.narrowest(text, lines))
        for text, right in zip(words, rights, strict=True):
            heights[right] += canvas.pitch * canvas.lines(text, sides[right])
        radius = min(most, (frame.width - sum(sides)) // 2 - KNEE - GAP)
        if radius >= frame.height * SMALLEST and max(heights) <= frame.height:
            return (sides[0], sides[1]), radius
    return None


def _corners(middle: Place, radius: int, begin: float, end: float) -> tuple[Place, ...]:
    steps = max(1, math.ceil((end - begin) / STEP))
    arc = (begin + (end - begin) * step / steps for step in range(steps + 1))
    rim = tuple((middle[0] + round(radius * math.sin(a)), middle[1] - round(radius * math.cos(a))) for a in arc)
    return rim if end - begin >= 2 * math.pi - 1e-9 else (middle, *rim)


def _labels(
    chart: Chart, canvas: FigureCanvas, angles: list[float], circle: tuple[int, int, int], sides: tuple[int, int]
) -> tuple[Item, ...]:
    items: list[Item] = []
    for right in (True, False):
        mine = [index for index, angle in enumerate(angles) if (math.sin(angle) >= 0) is right]
        items += _column(chart, canvas, [(index, angles[index]) for index in mine], circle, (right, sides[right]))
    return tuple(items)


def _column(
    chart: Chart,
    canvas: FigureCanvas,
    slices: list[tuple[int, float]],
    circle: tuple[int, int, int],
    where: tuple[bool, int],
) -> list[Item]:
    """Return the labels of one side, pushed apart, each with a thin line to its slice."""
    x, y, radius = circle
    right, side = where
    words = [label_of(chart, index, canvas.lang) for index, _ in slices]
    heights = [canvas.pitch * canvas.lines(one, side) if canvas.lines(one, side) < 9 else canvas.pitch for one in words]
    wanted = [y - round(radius * math.cos(angle)) for _, angle in slices]
    order = sorted(range(len(slices)), key=lambda at: wanted[at])
    tops = apart(
        [wanted[at] - heights[at] // 2 for at in order],
        [heights[at] for at in order],
        canvas.frame.y,
        canvas.frame.bottom,
    )
    items: list[Item] = []
    for at, top in zip(order, tops, strict=True):
        index, angle = slices[at]
        begin = (x + round(radius * math.sin(angle)), y - round(radius * math.cos(angle)))
        knee = x + (radius + KNEE) * (1 if right else -1)
        level = top + heights[at] // 2
        items.append(canvas.line(f"Lead {index}", begin, (knee, level), "muted"))
        left = knee + GAP if right else knee - GAP - side
        box = Rect(left, top, side, heights[at])
        items.append(canvas.text(f"Label {index}", words[at], box, Align.START if right else Align.END))
    return items


def apart(tops: list[int], heights: list[int], low: int, high: int) -> list[int]:
    """Return `tops`, given in order, moved as little as need be so that nothing overlaps or leaves `low` to `high`."""
    done = list(tops)
    floor = low
    for at, height in enumerate(heights):
        done[at] = max(done[at], floor)
        floor = done[at] + height
    ceiling = high
    for at in range(len(done) - 1, -1, -1):
        done[at] = min(done[at], ceiling - heights[at])
        ceiling = done[at]
    return done
