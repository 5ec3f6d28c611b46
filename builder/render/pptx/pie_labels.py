"""Where a native pie and its labels are: as in the drawing, whose labels never overlap."""

from __future__ import annotations

import math
from itertools import combinations

from builder.model.scene import Plot, Shape, TextBox
from builder.model.units import Rect


def circle_layout(plot: Plot) -> str:
    """Return the `c:layout` of the plot area: the drawing's circle as shares of the chart."""
    circle, frame = _circle(plot), plot.frame
    places = {
        "x": (circle.x - frame.x) / frame.width,
        "y": (circle.y - frame.y) / frame.height,
        "w": circle.width / frame.width,
        "h": circle.height / frame.height,
    }
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    values = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in places.items())
    return f"<c:layout><c:manualLayout>{modes}{values}</c:manualLayout></c:layout>"


def pie_moves(plot: Plot) -> dict[int, str]:
    """Return for each label the `c:layout` that moves it from beside its slice to its place in the drawing.

    Empty if no two labels beside their slices would touch. A move is a share of the chart's size from the place
    that the program would choose (ECMA-376 part 1, 21.2.2.88).
    """
    usual, drawn = _beside(plot), _drawn(plot)
    if not any(one.overlaps(other) for one, other in combinations(usual.values(), 2)):
        return {}
    return {index: _move(usual[index], drawn[index], plot.frame) for index in usual}


def _move(here: Rect, there: Rect, frame: Rect) -> str:
    x, y = (there.x - here.x) / frame.width, (there.y - here.y) / frame.height
    return f'<c:layout><c:manualLayout><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'


def _circle(plot: Plot) -> Rect:
    """Return the square around the pie: the slices' corners but for those in the middle."""
    corners = [corner for item in plot.drawing if isinstance(item, Shape) for corner in item.points]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return Rect(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)


def _drawn(plot: Plot) -> dict[int, Rect]:
    """Return the words of each label in the drawing, as wide as they are."""
    found = {}
    for item in plot.drawing:
        if isinstance(item, TextBox) and item.name.startswith("Label "):
            runs = [run for paragraph in item.paragraphs for line in paragraph.lines for run in line.runs]
            left = min(run.x for run in runs)
            right = max(run.x + run.width for run in runs)
            found[int(item.name.split()[-1])] = Rect(left, item.frame.y, right - left, item.frame.height)
    return found


def _beside(plot: Plot) -> dict[int, Rect]:
    """Return where labels are without our help: outside, touching the middle of their slice's rim."""
    circle, drawn = _circle(plot), _drawn(plot)
    values = plot.series[0].values
    total = math.fsum(values)
    found, turn = {}, 0.0
    for index, value in enumerate(values):
        angle = 2 * math.pi * (turn + value / 2) / total
        turn += value
        if index in drawn:
            box = drawn[index]
            reach = circle.width / 2
            x = circle.x + reach + (reach + box.width / 2) * math.sin(angle)
            y = circle.y + reach - (reach + box.height / 2) * math.cos(angle)
            found[index] = Rect(round(x - box.width / 2), round(y - box.height / 2), box.width, box.height)
    return found
