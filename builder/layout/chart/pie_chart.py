"""Pie charts: slices from twelve o'clock, each named beside it, so that no legend and no colour is needed."""

import math
from itertools import accumulate, combinations, pairwise

from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas, Place
from builder.layout.chart.drawing import ChartDrawing, words_box
from builder.layout.chart.label_sizes import LabelSizes
from builder.layout.chart.numbers import least_places, number_in, percent_mark, places_of
from builder.layout.chart.spread_labels import apart
from builder.model.brief import Chart
from builder.model.chart import DataLabel, LabelPlace, NativeChart
from builder.model.scene import Align, Item
from builder.model.theme import Theme
from builder.model.units import Rect

KNEE = 3
"""How far from the circle the lines to the labels end, as a multiple of the distance of labels."""

SMALLEST = 0.3
"""The least radius as a share of the frame's height."""

STEP = math.radians(2)
"""The most that one straight side of a slice spans: at 150 pt it is 0.02 pt off the circle."""


def draw_pie(chart: Chart, sizes: LabelSizes) -> tuple[ChartDrawing, tuple[str, ...]]:
    """Return the slices with name and value of each at its side, in columns that never overlap; and their inks."""
    canvas = replace(sizes.names, turns=False)
    values, inks = chart.series[0].known, inks_of(chart, canvas.theme)
    frame, angles = canvas.frame, _angles_of(chart)
    sides, radius = _measures(chart, canvas, angles)
    spare = frame.width - sum(sides) - 2 * (radius + (KNEE + 1) * canvas.gap)
    middle = (frame.x + spare // 2 + sides[0] + (KNEE + 1) * canvas.gap + radius, frame.y + frame.height // 2)
    total = math.fsum(values)
    slices: list[Item] = []
    turn = 0.0
    for index, value in enumerate(values):
        end = turn + 2 * math.pi * (value / total)
        if value:
            corners = _corners(middle, radius, turn, end)
            slices.append(canvas.polygon(f"Slice {index}", corners, inks[index], "paper"))
        turn = end
    boxes = _labels(chart, canvas, angles, (*middle, radius), sides)
    circle = Rect(middle[0] - radius - frame.x, middle[1] - radius - frame.y, 2 * radius, 2 * radius)
    items = (*slices, *boxes)
    native = NativeChart(circle, labels=_native_labels(chart, canvas, items, circle), value_size=canvas.style.size)
    return ChartDrawing(items, native, sizes), inks


def inks_of(chart: Chart, theme: Theme) -> tuple[str, ...]:
    """Return the colour of each slice: the darkest for the largest."""
    values = chart.series[0].known
    order = sorted(range(len(values)), key=lambda index: (-values[index], index))
    rank = {index: at for at, index in enumerate(order)}
    first, *others = theme.slices
    return tuple(first if rank[index] == 0 else others[(rank[index] - 1) % len(others)] for index in range(len(values)))


def _native_labels(chart: Chart, canvas: FigureCanvas, items: tuple[Item, ...], circle: Rect) -> tuple[DataLabel, ...]:
    """Return the labels; they are moved to where they were drawn if, each beside its slice, two of them would touch."""
    drawn = {index: words_box(canvas, items, f"Label {index}") for index in range(len(chart.categories))}
    boxes = {index: box for index, box in drawn.items() if box}
    usual = {index: _beside(circle, angle, boxes[index]) for index, angle in enumerate(_angles_of(chart))}
    moved = any(one.overlaps(other) for one, other in combinations(usual.values(), 2))
    labels = []
    for index, value in enumerate(chart.series[0].known):
        here, there = usual[index], boxes[index]
        move = (there.x - here.x, there.y - here.y) if moved else (0, 0)
        suffix = _suffix(chart, canvas.lang)
        place = LabelPlace.OUTSIDE
        places = places_of(value, least_places(chart))
        labels.append(DataLabel(0, index, place, canvas.style.ink, places, suffix, category=True, move=move))
    return tuple(labels)


def _beside(circle: Rect, angle: float, box: Rect) -> Rect:
    """Return where a label of the size of `box` is without our help: outside, touching its slice's rim."""
    reach = circle.width / 2
    x = circle.x + reach + (reach + box.width / 2) * math.sin(angle)
    y = circle.y + reach - (reach + box.height / 2) * math.cos(angle)
    return Rect(round(x - box.width / 2), round(y - box.height / 2), box.width, box.height)


def _angles_of(chart: Chart) -> list[float]:
    """Return the angle of the middle of each slice, clockwise from twelve o'clock."""
    values = chart.series[0].known
    total = math.fsum(values)
    ends = [2 * math.pi * end / total for end in accumulate(values, initial=0.0)]
    return [(begin + end) / 2 for begin, end in pairwise(ends)]


def label_of(chart: Chart, index: int, lang: str) -> str:
    """Return what is beside a slice: its name, and its value with the unit."""
    value = number_in(lang, chart.series[0].known[index], least_places(chart))
    return f"{chart.categories[index]}: {value}{_suffix(chart, lang)}"


def _suffix(chart: Chart, lang: str) -> str:
    """Return what follows each value."""
    return percent_mark(lang, chart.unit) or (f"\u00a0{chart.unit}" if chart.unit else "")


def pie_fits(chart: Chart, canvas: FigureCanvas) -> bool:
    """Return whether the labels have room beside a circle that is not too small."""
    return _roomy(chart, canvas, _angles_of(chart)) is not None


def _measures(chart: Chart, canvas: FigureCanvas, angles: list[float]) -> tuple[tuple[int, int], int]:
    """Return the widths of the labels on the left and on the right, and the radius, EMU."""
    least = round(canvas.frame.height * SMALLEST)
    room = canvas.frame.width // 2 - least - (KNEE + 1) * canvas.gap
    return _roomy(chart, canvas, angles) or ((room, room), least)


def _roomy(chart: Chart, canvas: FigureCanvas, angles: list[float]) -> tuple[tuple[int, int], int] | None:
    """Return the measures with labels on one line, or on two where only that leaves a large circle."""
    frame = canvas.frame
    most = frame.height // 2 - canvas.pitch - canvas.gap // 2  # programs put labels above and below the circle too
    words = [label_of(chart, index, canvas.lang) for index in range(len(angles))]
    rights = [math.sin(angle) >= 0 for angle in angles]
    for lines in (1, 2):
        sides, heights = [0, 0], [0, 0]
        for text, right in zip(words, rights, strict=True):
            sides[right] = max(sides[right], canvas.narrowest(text, lines))
        for text, right in zip(words, rights, strict=True):
            heights[right] += canvas.pitch * canvas.lines(text, sides[right])
        radius = min(most, (frame.width - sum(sides)) // 2 - (KNEE + 1) * canvas.gap)
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
        knee = x + (radius + KNEE * canvas.gap) * (1 if right else -1)
        level = top + heights[at] // 2
        items.append(canvas.line(f"Lead {index}", begin, (knee, level), "muted"))
        left = knee + canvas.gap if right else knee - canvas.gap - side
        box = Rect(left, top, side, heights[at])
        items.append(canvas.text(f"Label {index}", words[at], box, Align.START if right else Align.END))
    return items
