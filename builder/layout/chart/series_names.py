"""Names of bars beside the last of them, in their colours: on a slide they take the place of a legend.

A native chart can say value or series at a bar, not both in two places, so that the names are text of the slide.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.spread_labels import apart
from builder.model.chart import ChartKind
from builder.model.origin import Origin
from builder.model.scene import Item, Plot, Shape, TagId, TextBox
from builder.model.units import Rect

LARGER = 8 / 7
"""The size of the names, as a multiple of the labels': without keys they have the room."""


def names_beside(plot: Plot, canvas: FigureCanvas, section: TagId, origin: Origin) -> tuple[Plot, tuple[TextBox, ...]]:
    """Return the chart without its legend and the names of its series, or as it is where these would not be clear.

    Each name is right of the last bars, at the height of its own and in its colour. It is an element of its own in
    `section` and comes from `origin`.
    """
    legend, inks = plot.native.legend, [canvas.readable(ink) for _, ink in plot.colors]
    last = _last_bars(plot)
    beside = legend is not None and legend.x >= plot.native.area.right
    if plot.kind is not ChartKind.BAR or not plot.upright or plot.rtl or legend is None or not beside:
        return plot, ()
    if len(last) < len(plot.series) or len(set(inks)) < len(inks) or "ink" in inks:
        return plot, ()
    bold = canvas.bold().sized(round(plot.label_style.size * LARGER))
    order = sorted(last, key=lambda number: (last[number].y, -number))
    tops = apart([last[one].y for one in order], [bold.pitch] * len(order), canvas.frame.y, canvas.frame.bottom)
    left = max(one.right for one in last.values()) + bold.pitch // 2
    names = []
    for number, top in zip(order, tops, strict=True):  # read from the top down
        words = plot.series[number].name
        box = Rect(left, top, bold.width(words), bold.pitch)
        text = bold.inked(inks[number]).text(f"Series {number + 1}", words, box)
        paragraphs = (
            replace(one, tag=section.part("series", number + 1), origins=(origin,)) for one in text.paragraphs
        )
        names.append(replace(text, paragraphs=tuple(paragraphs), wraps=False))
    if max(one.frame.right for one in names) > canvas.frame.right:
        return plot, ()
    drawing = tuple(item for item in plot.drawing if not item.name.startswith(("Series ", "Sign ")))
    return replace(plot, drawing=drawing, native=replace(plot.native, legend=None)), tuple(names)


def _last_bars(plot: Plot) -> dict[int, Rect]:
    """Return the bar of each series in the last category, by the number of the series."""
    names = {f"Bar {number}.{len(plot.categories) - 1}": number for number in range(len(plot.series))}
    items: tuple[Item, ...] = plot.drawing
    return {names[item.name]: item.frame for item in items if isinstance(item, Shape) and item.name in names}
