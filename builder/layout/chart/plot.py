"""A chart as a `Plot`: its numbers for a native chart, and its drawing for paper and previews."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.chart.axes import ground_for, names_fit
from builder.layout.chart.bar_chart import (
    draw_lying,
    draw_upright,
    fits_upright,
    rows_fit,
    shows_lying_values,
    shows_values,
)
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.line_chart import draw_curves
from builder.layout.chart.numbers import values_in
from builder.layout.chart.pie_chart import draw_pie, pie_fits
from builder.layout.text.shaper import Shaper
from builder.model.brief import Chart, ChartKind
from builder.model.scene import Item, Plot, ResolvedStyle, TagId
from builder.model.theme import Theme
from builder.model.units import Rect

SIZES = (1.0, 0.93, 0.86)
"""Labels are set at the first of these shares of their usual size at which all names fit."""


def plot_of(  # noqa: PLR0917 - what, where, and the four that say how words look
    chart: Chart,
    frame: Rect,
    faces: Shaper,
    theme: Theme,
    label_style: ResolvedStyle,
    lang: str,
    *,
    tag: TagId,
    slot: str,
) -> Plot:
    """Return `chart` in `frame` (EMU on the page); numbers and alternative text are written as `lang` writes them.

    `tag` is the id of its Figure in the structure tree, `slot` the slide layout's slot that it fills, or empty.
    """
    canvas = FigureCanvas(frame, faces, theme, label_style, lang)
    count = len(chart.categories) if chart.kind is ChartKind.PIE else len(chart.series)
    known = theme.strokes if chart.kind is ChartKind.LINE else theme.fills
    inks = tuple(known[index % len(known)] for index in range(count))
    drawing, upright, style = _drawn(chart, canvas, inks)
    return Plot(
        name="Chart",
        frame=frame,
        kind=chart.kind,
        title=chart.title.text,
        categories=chart.categories,
        series=chart.series,
        unit=chart.unit,
        alt=alt_of(chart, lang),
        colors=tuple((theme.color(ink), ink) for ink in inks),
        label_style=style,
        drawing=drawing,
        slot=slot,
        tag=tag,
        lang=lang,
        axis=chart.axis,
        rtl=canvas.rtl,
        upright=upright,
    )


def alt_of(chart: Chart, lang: str) -> str:
    """Return the chart in words: its title, then every number with its category, series by series."""
    parts = []
    for series in chart.series:
        values = values_in(lang, chart.categories, series.values, chart.unit)
        parts.append(f"{series.name} – {values}" if len(chart.series) > 1 and series.name else values)
    axis = f" ({chart.axis})" if chart.axis else ""
    return f"{chart.title.text}{axis}. " + ". ".join(parts)


def is_crowded(chart: Chart, frame: Rect, faces: Shaper, label_style: ResolvedStyle, lang: str) -> bool:
    """Return whether even the smallest labels leave no room for the name of every category."""
    canvas = FigureCanvas(frame, faces, faces.theme, label_style, lang).sized(round(label_style.size * SIZES[-1]))
    match chart.kind:
        case ChartKind.BAR:
            return not fits_upright(chart, canvas) and not rows_fit(chart, canvas)
        case ChartKind.LINE:
            return not names_fit(chart, canvas, ground_for(chart, canvas, frame.y).slot)
        case ChartKind.PIE:
            return not pie_fits(chart, canvas)


def _drawn(chart: Chart, canvas: FigureCanvas, inks: tuple[str, ...]) -> tuple[tuple[Item, ...], bool, ResolvedStyle]:
    """Return the drawing, whether its bars stand upright, and how its labels look."""
    match chart.kind:
        case ChartKind.PIE:
            still = replace(canvas, turns=False)
            tried = [still.sized(round(canvas.style.size * share)) for share in SIZES]
            sized = next((one for one in tried if pie_fits(chart, one)), tried[-1])
            return draw_pie(chart, sized, inks), True, sized.style
        case ChartKind.LINE:
            sized = _first_upright(chart, canvas) or canvas.sized(round(canvas.style.size * SIZES[-1]))
            return draw_curves(chart, sized, inks), True, sized.style
        case ChartKind.BAR:
            stance, upright = _stance(chart, canvas)
            draw = draw_upright if upright else draw_lying
            return draw(chart, stance, inks), upright, stance.style


def _stance(chart: Chart, canvas: FigureCanvas) -> tuple[FigureCanvas, bool]:
    """Return the size of the labels, and whether bars stand: they lie where only so all names or values fit."""
    tried = [canvas.sized(round(canvas.style.size * share)) for share in SIZES]
    standing = [one for one in tried if fits_upright(chart, one)]
    lying = [one for one in tried if rows_fit(chart, one)]
    for one in standing:
        if shows_values(chart, one):
            return one, True
    for one in lying:
        if shows_lying_values(chart, one):
            return one, False
    if standing:
        return standing[0], True
    return (lying or tried[-1:])[0], False


def _first_upright(chart: Chart, canvas: FigureCanvas) -> FigureCanvas | None:
    tried = (canvas.sized(round(canvas.style.size * share)) for share in SIZES)
    return next((one for one in tried if fits_upright(chart, one)), None)
