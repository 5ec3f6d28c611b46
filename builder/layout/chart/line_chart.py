"""Line charts: each series its own colour and its own mark, so that they differ in greyscale too."""

from __future__ import annotations

import math
from itertools import pairwise

from builder.layout.chart.axes import PlotArea, draw_ground, draw_head, ground_for
from builder.layout.chart.canvas import FigureCanvas, Place
from builder.layout.chart.numbers import number_in
from builder.model.brief import Chart
from builder.model.scene import Align, Item
from builder.model.units import Rect, pt

STROKE = pt(2.25)
"""Width of a series' line."""

CORNERS = ((), (4, 45), (3, 90), (4, 0), (5, 90), (6, 0))
"""The marks in turn: a disc, then polygons by number of corners and the angle of the first."""


def draw_curves(chart: Chart, canvas: FigureCanvas, inks: tuple[str, ...]) -> tuple[Item, ...]:
    """Return one line a series with a mark at each value; the values of a single series are written beside them."""
    head, top = draw_head(chart, canvas, lambda at, index, box: _sign(at, index, box, inks[index]))
    ground = ground_for(chart, canvas, top)
    lines: list[Item] = []
    marks: list[Item] = []
    for number, series in enumerate(chart.series):
        places = [_place(ground, index, value) for index, value in enumerate(series.values)]
        for index, (begin, end) in enumerate(pairwise(places)):
            lines.append(
                canvas.line(f"Line {number}.{index}", begin, end, inks[number], STROKE, dashed=number % 2 == 1)
            )
        marks += [mark(canvas, f"Mark {number}.{index}", number, at, inks[number]) for index, at in enumerate(places)]
    values = _values(chart, canvas, ground) if len(chart.series) == 1 else ()
    return (*head, *draw_ground(chart, canvas, ground), *lines, *marks, *values)


def _place(ground: PlotArea, index: int, value: float) -> Place:
    return (ground.left(index) + ground.left(index + 1)) // 2, ground.y(value)


def mark(canvas: FigureCanvas, name: str, number: int, at: Place, ink: str) -> Item:
    """Return the mark of series `number` with its middle `at`."""
    radius = round(canvas.style.size * 0.32)
    form = CORNERS[number % len(CORNERS)]
    if not form:
        return canvas.ellipse(name, Rect(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius), ink, "title")
    count, angle = form
    turns = (math.radians(angle + 360 * step / count) for step in range(count))
    corners = tuple(
        (at[0] + round(1.2 * radius * math.cos(a)), at[1] - round(1.2 * radius * math.sin(a))) for a in turns
    )
    return canvas.polygon(name, corners, ink, "title")


def _sign(canvas: FigureCanvas, index: int, box: Rect, ink: str) -> tuple[Item, ...]:
    middle = (box.x + box.width // 2, box.y + box.height // 2)
    ends = (box.x, middle[1]), (box.right, middle[1])
    stroke = canvas.line(f"Sign {index}", *ends, ink, STROKE, dashed=index % 2 == 1)
    return stroke, mark(canvas, f"Sign mark {index}", index, middle, ink)


def _values(chart: Chart, canvas: FigureCanvas, ground: PlotArea) -> tuple[Item, ...]:
    """Return the values above the marks, or below in a valley; none if they would touch each other."""
    values = chart.series[0].values
    words = [number_in(canvas.lang, value) for value in values]
    if any(canvas.width(one) > ground.slot for one in words):
        return ()
    items: list[Item] = []
    gap = round(canvas.style.size * 0.4)
    for index, value in enumerate(values):
        x, y = _place(ground, index, value)
        width = canvas.width(words[index])
        beside = [values[other] for other in (index - 1, index + 1) if 0 <= other < len(values)]
        below = bool(beside) and all(other > value for other in beside) and y + gap + canvas.pitch <= ground.box.bottom
        top = y + gap if below else y - gap - canvas.pitch
        box = Rect(x - width // 2, max(top, ground.box.y - canvas.pitch), width, canvas.pitch)
        items.append(canvas.text(f"Value {index}", words[index], box, Align.CENTER))
    return tuple(items)
