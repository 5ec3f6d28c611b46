"""The plot area behind bars and lines: value axis, gridlines, and the names of the categories, often times."""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.chart.label_sizes import LabelSizes
from builder.layout.chart.numbers import number_in
from builder.model.brief import Chart
from builder.model.chart import ValueAxis
from builder.model.locales import locale_of
from builder.model.scene import Align, Item
from builder.model.units import Rect

LEAST = 0.2
"""The least height of the bars and lines, as a share of the frame's, however much room the words want."""


class PlotArea(Struct, frozen=True):
    """Where values are placed: `box` is spanned by the scale upwards and by equal slots, one a category, along it."""

    box: Rect
    axis: ValueAxis
    count: int
    names_top: int
    """The upper edge of the categories' names, EMU."""

    def y(self, value: float) -> int:
        """Return the height of `value` on the page, EMU."""
        low, high = self.axis.low, self.axis.high
        return self.box.bottom - round(self.box.height * ((value - low) / (high - low)))

    @property
    def slot(self) -> int:
        """Width of a category's slot, EMU."""
        return self.box.width // self.count

    def left(self, index: int) -> int:
        """Return the left edge of the slot of category `index`."""
        return self.box.x + round(self.box.width * index / self.count)

    def middle(self, index: int) -> int:
        """Return the middle of the slot of category `index`."""
        return (self.left(index) + self.left(index + 1)) // 2


def is_axis_titled(chart: Chart, lang: str) -> bool:
    """Return whether it is said what the categories are: `Year` below years says nothing."""
    return bool(chart.axis) and not are_times(chart.categories, lang)


def ticks_width(canvas: FigureCanvas, axis: ValueAxis) -> int:
    """Return the width of the numbers at the gridlines with the gaps around them; 0 where there are none."""
    return max(canvas.width(tick_text(canvas, axis, tick)) for tick in axis.ticks) + 2 * canvas.gap if axis.shown else 0


def tick_text(canvas: FigureCanvas, axis: ValueAxis, tick: float) -> str:
    """Return the number at a gridline."""
    return number_in(canvas.lang, tick) + axis.percent


def ground_for(chart: Chart, sizes: LabelSizes, top: int, axis: ValueAxis, width: int) -> PlotArea:
    """Return the ground of an upright chart below `top`, at most `width` wide, with room for names and values."""
    canvas = sizes.names
    frame = canvas.frame
    side = ticks_width(canvas, axis)
    inner = max(width - side, frame.width // 4)
    count = len(chart.categories)
    lines = max(canvas.lines(name, inner // count - canvas.gap) for name in chart.categories)
    names = canvas.pitch * (min(lines, 2) + is_axis_titled(chart, canvas.lang))
    lowest = sizes.values.pitch if axis.low < 0 and not axis.shown else 0  # the value below the lowest bar
    below = names + canvas.gap + lowest
    above = top + sizes.values.pitch  # the value above the highest bar
    height = max(frame.bottom - below - above, round(frame.height * LEAST))
    box = Rect(frame.x + side, frame.bottom - below - height, inner, height)
    return PlotArea(box, axis, count, frame.bottom - names)


def names_fit(chart: Chart, canvas: FigureCanvas, slot: int) -> bool:
    """Return whether every category's name fits its slot in two lines."""
    return all(canvas.narrowest(name, 2) <= slot - canvas.gap for name in chart.categories)


def draw_grid(canvas: FigureCanvas, ground: PlotArea) -> tuple[Item, ...]:
    """Return the line at zero; where the axis is shown, the other gridlines and their numbers too."""
    items: list[Item] = []
    quiet, box, axis = canvas.inked("muted"), ground.box, ground.axis
    for index, tick in enumerate(axis.ticks if axis.shown else ()):
        y = ground.y(tick)
        if tick:
            items.append(canvas.line(f"Grid {index}", (box.x, y), (box.right, y), "rule"))
        label = Rect(canvas.frame.x, y - canvas.pitch // 2, box.x - canvas.frame.x - canvas.gap, canvas.pitch)
        items.append(quiet.text(f"Tick {index}", tick_text(canvas, axis, tick), label, Align.END))
    zero = ground.y(0)
    return (*items, canvas.line("Zero", (box.x, zero), (box.right, zero), "muted", canvas.hair * 4 // 3))


def draw_names(chart: Chart, canvas: FigureCanvas, ground: PlotArea) -> tuple[tuple[Item, ...], Rect | None]:
    """Return the names of the categories and what they are, and the place of the latter.

    That is at the side, for in the middle it would be read as a second line of the name above it.
    """
    items: list[Item] = []
    frame, every = canvas.frame, step_for(chart, canvas, ground.slot)
    title = Rect(ground.box.x, frame.bottom - canvas.pitch, ground.box.width, canvas.pitch)
    foot = title.y if is_axis_titled(chart, canvas.lang) else frame.bottom
    top = ground.names_top
    lines = 2 if foot - top >= 2 * canvas.pitch else 1
    for index in range(0, ground.count, every):
        middle = ground.middle(index)
        half = ground.slot * every // 2 - canvas.gap // 2
        left, right = max(middle - half, frame.x), min(middle + half, frame.right)
        half = min(middle - left, right - middle)
        name = chart.categories[index]
        if every > 1 and canvas.width(name) > 2 * half:
            continue  # no room at the edge of the frame
        box = Rect(middle - half, top, 2 * half, canvas.pitch * min(lines, canvas.lines(name, 2 * half)))
        items.append(canvas.text(f"Category {index}", name, box, Align.CENTER))
    if not is_axis_titled(chart, canvas.lang):
        return tuple(items), None
    return (*items, canvas.inked("muted").text("Category axis", chart.axis, title, Align.START)), title


def step_for(chart: Chart, canvas: FigureCanvas, slot: int) -> int:
    """Return 1 where every category's name has room, 2 where every second has, and so on."""
    if names_fit(chart, canvas, slot):
        return 1
    widest = max(canvas.width(name) for name in chart.categories)
    return min(len(chart.categories), -(-(widest + 2 * canvas.gap) // slot))


_TIME = re.compile(
    r"[12]\d{3}(?:\s?[/–-]\s?\d{2,4})?\*?|[QKTVHS]\s?[1-4]\.?(?:\s?[/’']?\s?\d{2,4})?|\d{4}-\d{2}(?:-\d{2})?"
    r"|[1-4]\.?\s?[QKTV](?:uar\w*|rim\w*)?(?:\s\d{4})?"
    r"|\d{1,2}[./]\d{1,2}[./](?:\d{2,4})?|(?:19|20)\d{2}\s?[QKTVH][1-4]"
)
"""A year, a span of years, a quarter or half-year, a date in digits."""

SHORTEST = 3
"""The fewest characters of a month that is cut short."""

LONGEST = 24
"""The most characters of a date in words."""


def are_times(names: Iterable[str], lang: str) -> bool:
    """Return whether all `names` are times in the language `lang`."""
    return all(_is_time(name.strip(), lang) for name in names)


def _is_time(name: str, lang: str) -> bool:
    if _TIME.fullmatch(name):
        return True
    words = re.findall(r"[^\W\d_]+", name.casefold())
    known = _calendar_words(lang)
    return 0 < len(words) <= 3 and len(name) < LONGEST and (words[0] in known or _begins_one(words[0], known))


def _begins_one(word: str, known: frozenset[str]) -> bool:
    """Return whether `word` is a month or day that is cut short, such as `Sep` where the language writes `Sept`."""
    return len(word) >= SHORTEST and any(name.startswith(word) for name in known)


@lru_cache(maxsize=16)
def _calendar_words(lang: str) -> frozenset[str]:
    """Return the names of months and days, long and short."""
    locale, found = locale_of(lang), set[str]()
    for table in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {re.split(r"[\W\d_]", str(name).casefold())[0] for name in table[context][width].values()}
    return frozenset(found - {""})
