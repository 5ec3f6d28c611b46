"""Names of bars at the last of them, in their colours: on a slide they take the place of a legend.

A native chart can say value or series at a bar, not both, so that the names are text of the slide: above the values of
the last bars where they have room and air there, else beside these bars where no other bar is nearer, else with keys in
a row above the chart. Parts of stacked bars are named beside the last bar.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.label_sizes import AIR, SERIES, NamesOfSeries
from builder.layout.chart.plot import ChartWords, plot_of
from builder.layout.chart.spread_labels import apart
from builder.layout.text.substitute_fonts import DEJAVU_BOLD_WIDTH, reserve
from builder.model.brief import Chart
from builder.model.chart import ChartKind
from builder.model.origin import Origin
from builder.model.scene import Align, Plot, Shape, TagId, TextBox
from builder.model.units import Rect

CENTRED = 1.15
"""A name that is at most so many times as wide as its bar is above the middle of it."""

OVERHANG = 1.0
"""How far a name above an outer bar may reach beyond it, as a multiple of the bar's width."""

_NAMED = (ChartKind.BAR, ChartKind.STACKED)

Places = Mapping[str, Rect]
"""Where each item of a drawing is by its name, as in a language that runs from left to right."""


class _Named(Struct, frozen=True):
    """A drawing of bars that is to get names, and how these are written."""

    plot: Plot
    bold: FigureCanvas
    places: Places
    inks: tuple[str, ...]

    @property
    def last(self) -> dict[int, Rect]:
        """The bar of each series in the last category, by the number of the series."""
        point = len(self.plot.categories) - 1
        found = {number: self.places.get(f"Bar {number}.{point}") for number in range(len(self.plot.series))}
        return {number: box for number, box in found.items() if box}

    def width(self, number: int) -> int:
        """Return the width of a series' name, EMU."""
        return self.bold.width(self.plot.series[number].name)


def plot_with_names(
    chart: Chart, canvas: FigureCanvas, words: ChartWords, *, tag: TagId, slot: str, origin: Origin
) -> tuple[Plot, tuple[Shape | TextBox, ...]]:
    """Return the chart of a slide and the names of its series; with a legend and no names where these are not clear.

    `tag` and `slot` are as for `plot_of`. Each name is an element of its own in the section of `tag` and comes from
    `origin`.
    """
    if chart.kind not in _NAMED or len(chart.series) < 2:
        return plot_of(chart, canvas, words, tag=tag, slot=slot), ()
    for series, place in ((NamesOfSeries.AT_BARS, _above), (NamesOfSeries.BESIDE, _beside)):
        named = _named(plot_of(chart, canvas, words, tag=tag, slot=slot, series=series), canvas)
        boxes = place(named) if named else None
        if named and boxes:
            return _without_legend(named.plot), _texts(named, boxes, tag, origin)
    if chart.kind is ChartKind.STACKED:
        return plot_of(chart, canvas, words, tag=tag, slot=slot), ()
    plot = plot_of(chart, canvas, words, tag=tag, slot=slot, series=NamesOfSeries.ABOVE)
    named = _named(plot, canvas)
    row = _in_row(named) if named else None
    return (_without_legend(plot), (*row[1], *_texts(named, row[0], tag, origin))) if named and row else (plot, ())


def _named(plot: Plot, canvas: FigureCanvas) -> _Named | None:
    """Return the drawing with what names need; None where a name at its last bar would not be clear."""
    inks = tuple(canvas.readable(ink) for _, ink in plot.colors)
    bold = replace(canvas.bold().sized(round(plot.label_style.size * SERIES)), turns=False)
    places = {item.name: canvas.over(item.frame) for item in plot.drawing}
    named = _Named(plot, bold, places, inks)
    told_apart = plot.kind is ChartKind.STACKED or (len(set(inks)) == len(inks) and "ink" not in inks)
    return named if plot.upright and told_apart and len(named.last) == len(plot.series) else None


def _above(named: _Named) -> dict[int, Rect] | None:
    """Return where each name is above the value of its last bar; None where one has no room there."""
    if named.plot.kind is ChartKind.STACKED:
        return None
    last, bold, point = named.last, named.bold, len(named.plot.categories) - 1
    solid = [box for name, box in named.places.items() if name.startswith(("Bar ", "Value ", "Gap "))]
    unit = named.places.get("Unit")
    solid += [replace(unit, width=bold.width(named.plot.unit))] if unit else []
    found: dict[int, Rect] = {}
    for number, bar in last.items():
        value, width = named.places.get(f"Value {number}.{point}"), named.width(number)
        if value is None or value.y > bar.y or width > bar.width * (1 + OVERHANG):
            return None
        left = bar.x + (bar.width - width) // 2
        if width > bar.width * CENTRED and number in (0, len(last) - 1):
            left = bar.right - width if number == 0 else bar.x
        box = Rect(left, value.y - round(bold.pitch * (1 + AIR)), width, bold.pitch)
        if not bold.frame.contains(box) or any(
            _padded(box, bold.gap).overlaps(one) for one in (*solid, *found.values())
        ):
            return None
        found[number] = box
    return found


def _padded(box: Rect, gap: int) -> Rect:
    """Return `box` with a `gap` at its sides: words that are near each other read as one."""
    return Rect(box.x - 2 * gap, box.y, box.width + 4 * gap, box.height)


def _beside(named: _Named) -> dict[int, Rect] | None:
    """Return where each name is to the right of the last bars, at the height of its own; None without the room."""
    last, bold, legend = named.last, named.bold, named.plot.native.legend
    if legend is None or legend.width >= named.plot.native.area.width:  # it is above the chart: the names are long
        return None
    stacked = named.plot.kind is ChartKind.STACKED
    if not stacked and any(_is_beside_another(last, number, bold.pitch) for number in last):
        return None
    tops = {number: bar.y + (bar.height - bold.pitch) // 2 if stacked else bar.y for number, bar in last.items()}
    order = sorted(last, key=lambda number: (tops[number], -number))
    done = apart([tops[one] for one in order], [bold.pitch] * len(order), bold.frame.y, bold.frame.bottom)
    left = max(one.right for one in last.values()) + bold.pitch // 2
    found = {one: Rect(left, top, named.width(one), bold.pitch) for one, top in zip(order, done, strict=True)}
    return found if max(one.right for one in found.values()) <= bold.frame.right else None


def _is_beside_another(bars: Mapping[int, Rect], number: int, height: int) -> bool:
    """Return whether a name at the top of its bar would be beside a bar of another series, and read as its name."""
    own, outer = bars[number], max(bars.values(), key=lambda box: box.right)
    return own != outer and outer.y < own.y + height


def _in_row(named: _Named) -> tuple[dict[int, Rect], tuple[Shape, ...]] | None:
    """Return where the names are in a row above the chart, and their keys; None where they take more than a row.

    Each has the room that it takes in a far wider face, or what there is of that.
    """
    places, bold = named.places, named.bold
    first = [places[f"Series {number}"] for number in range(len(named.plot.series))]
    keys = [item for item in named.plot.drawing if isinstance(item, Shape) and item.name.startswith("Sign ")]
    lower = (bold.pitch - first[0].height) // 2  # names are a little larger here than in a legend
    widest = reserve(bold.theme, bold.style.font, DEJAVU_BOLD_WIDTH)
    for wider in (widest, (1 + widest) / 2, 1.0):
        x, found, moved = min(places[key.name].x for key in keys), dict[int, Rect](), []
        for number, (box, key) in enumerate(zip(first, keys, strict=True)):
            place, width = places[key.name], named.width(number)
            moved.append(replace(key, frame=replace(place, x=x, y=place.y + lower)))
            found[number] = Rect(x + box.x - place.x, box.y, width, bold.pitch)
            x = found[number].x + round(width * wider) + 3 * bold.gap
        if x - 3 * bold.gap <= bold.frame.right and len({box.y for box in first}) == 1:
            return found, tuple(moved)
    return None


def _without_legend(plot: Plot) -> Plot:
    drawing = tuple(item for item in plot.drawing if not item.name.startswith(("Series ", "Sign ")))
    return replace(plot, drawing=drawing, native=replace(plot.native, legend=None))


def _texts(named: _Named, boxes: Mapping[int, Rect], tag: TagId, origin: Origin) -> tuple[TextBox, ...]:
    """Return the names as text of the slide, in the order in which they are read: from the top down."""
    made = []
    for number, box in sorted(boxes.items(), key=lambda pair: (pair[1].y, pair[1].x)):
        canvas = named.bold.inked(named.inks[number])
        text = canvas.text(f"Series {number + 1}", named.plot.series[number].name, box, Align.START)
        own = TagId("series", number + 1, tag.parent)
        paragraphs = tuple(replace(one, tag=own, origins=(origin,)) for one in text.paragraphs)
        made.append(replace(text, paragraphs=paragraphs, wraps=False))
    return tuple(made)
