"""A chart as a `Plot`: its numbers for a native chart, and its drawing for paper and previews."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Chart, ChartKind
from builder.layout.axes import ground_for, names_fit
from builder.layout.bars import (
    draw_lying,
    draw_upright,
    rows_fit,
    shows_lying_values,
    shows_values,
    stands_upright,
)
from builder.layout.curves import draw_curves
from builder.layout.easel import Easel
from builder.layout.fonts import Faces
from builder.layout.numbers import values_in
from builder.layout.pies import draw_pie, pie_fits
from builder.scene import Item, Plot, Style
from builder.style import Rect
from builder.theme import Theme

SIZES = (1.0, 0.93, 0.86)
"""Labels are set at the first of these shares of their usual size at which all names fit."""


def plot_of(  # noqa: PLR0917 - what, where, and the four that say how words look
    chart: Chart, frame: Rect, faces: Faces, theme: Theme, label_style: Style, lang: str, *, tag: str, slot: str
) -> Plot:
    """Return `chart` in `frame` (EMU on the page); numbers and alternative text are written as `lang` writes them.

    `tag` is the id of its Figure in the structure tree, `slot` the slide layout's slot that it fills, or empty.
    """
    easel = Easel(frame, faces, theme, label_style, lang)
    count = len(chart.categories) if chart.kind is ChartKind.PIE else len(chart.series)
    known = theme.strokes if chart.kind is ChartKind.LINE else theme.fills
    inks = tuple(known[index % len(known)] for index in range(count))
    drawing, upright, style = _drawn(chart, easel, inks)
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
        rtl=easel.rtl,
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


def is_crowded(chart: Chart, frame: Rect, faces: Faces, label_style: Style, lang: str) -> bool:
    """Return whether even the smallest labels leave no room for the name of every category."""
    easel = Easel(frame, faces, faces.theme, label_style, lang).sized(round(label_style.size * SIZES[-1]))
    match chart.kind:
        case ChartKind.BAR:
            return not stands_upright(chart, easel) and not rows_fit(chart, easel)
        case ChartKind.LINE:
            return not names_fit(chart, easel, ground_for(chart, easel, frame.y).slot)
        case ChartKind.PIE:
            return not pie_fits(chart, easel)


def _drawn(chart: Chart, easel: Easel, inks: tuple[str, ...]) -> tuple[tuple[Item, ...], bool, Style]:
    """Return the drawing, whether its bars stand upright, and how its labels look."""
    match chart.kind:
        case ChartKind.PIE:
            still = replace(easel, turns=False)
            tried = [still.sized(round(easel.style.size * share)) for share in SIZES]
            sized = next((one for one in tried if pie_fits(chart, one)), tried[-1])
            return draw_pie(chart, sized, inks), True, sized.style
        case ChartKind.LINE:
            sized = _first_upright(chart, easel) or easel.sized(round(easel.style.size * SIZES[-1]))
            return draw_curves(chart, sized, inks), True, sized.style
        case ChartKind.BAR:
            stance, upright = _stance(chart, easel)
            draw = draw_upright if upright else draw_lying
            return draw(chart, stance, inks), upright, stance.style


def _stance(chart: Chart, easel: Easel) -> tuple[Easel, bool]:
    """Return the size of the labels, and whether bars stand: they lie where only so all names or values fit."""
    tried = [easel.sized(round(easel.style.size * share)) for share in SIZES]
    standing = [one for one in tried if stands_upright(chart, one)]
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


def _first_upright(chart: Chart, easel: Easel) -> Easel | None:
    tried = (easel.sized(round(easel.style.size * share)) for share in SIZES)
    return next((one for one in tried if stands_upright(chart, one)), None)
