"""Line charts: each series its own colour and its own mark, so that they differ in grey too."""

from __future__ import annotations

import math
from itertools import pairwise

from builder.brief import Chart
from builder.layout.axes import Ground, draw_ground, draw_head, ground_for
from builder.layout.easel import Easel, Place
from builder.layout.numbers import number_in
from builder.scene import Align, Item
from builder.style import Rect, pt

STROKE = pt(2.25)
"""Width of a series' line."""

CORNERS = ((), (4, 45), (3, 90), (4, 0), (5, 90), (6, 0))
"""The marks in turn: a disc, then polygons by number of corners and the angle of the first."""


def draw_curves(chart: Chart, easel: Easel, inks: tuple[str, ...]) -> tuple[Item, ...]:
    """Return one line a series with a mark at each value; the values of a single series are written beside them."""
    head, top = draw_head(chart, easel, lambda at, index, box: _sign(at, index, box, inks[index]))
    ground = ground_for(chart, easel, top)
    lines: list[Item] = []
    marks: list[Item] = []
    for number, series in enumerate(chart.series):
        places = [_place(ground, index, value) for index, value in enumerate(series.values)]
        for index, (begin, end) in enumerate(pairwise(places)):
            lines.append(easel.line(f"Line {number}.{index}", begin, end, inks[number], STROKE, dashed=number % 2 == 1))
        marks += [mark(easel, f"Mark {number}.{index}", number, at, inks[number]) for index, at in enumerate(places)]
    values = _values(chart, easel, ground) if len(chart.series) == 1 else ()
    return (*head, *draw_ground(chart, easel, ground), *lines, *marks, *values)


def _place(ground: Ground, index: int, value: float) -> Place:
    return (ground.left(index) + ground.left(index + 1)) // 2, ground.y(value)


def mark(easel: Easel, name: str, number: int, at: Place, ink: str) -> Item:
    """Return the mark of series `number` with its middle `at`."""
    radius = round(easel.style.size * 0.32)
    form = CORNERS[number % len(CORNERS)]
    if not form:
        return easel.ellipse(name, Rect(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius), ink, "title")
    count, angle = form
    turns = (math.radians(angle + 360 * step / count) for step in range(count))
    corners = tuple(
        (at[0] + round(1.2 * radius * math.cos(a)), at[1] - round(1.2 * radius * math.sin(a))) for a in turns
    )
    return easel.polygon(name, corners, ink, "title")


def _sign(easel: Easel, index: int, box: Rect, ink: str) -> tuple[Item, ...]:
    middle = (box.x + box.width // 2, box.y + box.height // 2)
    ends = (box.x, middle[1]), (box.right, middle[1])
    stroke = easel.line(f"Sign {index}", *ends, ink, STROKE, dashed=index % 2 == 1)
    return stroke, mark(easel, f"Sign mark {index}", index, middle, ink)


def _values(chart: Chart, easel: Easel, ground: Ground) -> tuple[Item, ...]:
    """Return the values above the marks, or below in a valley; none where they would touch each other."""
    values = chart.series[0].values
    words = [number_in(easel.lang, value) for value in values]
    if any(easel.width(one) > ground.slot for one in words):
        return ()
    items: list[Item] = []
    gap = round(easel.style.size * 0.4)
    for index, value in enumerate(values):
        x, y = _place(ground, index, value)
        width = easel.width(words[index])
        beside = [values[other] for other in (index - 1, index + 1) if 0 <= other < len(values)]
        below = bool(beside) and all(other > value for other in beside) and y + gap + easel.pitch <= ground.box.bottom
        top = y + gap if below else y - gap - easel.pitch
        box = Rect(x - width // 2, max(top, ground.box.y - easel.pitch), width, easel.pitch)
        items.append(easel.text(f"Value {index}", words[index], box, Align.CENTER))
    return tuple(items)
