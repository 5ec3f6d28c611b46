"""The colours of bars: what fills them, which need an outline, and in which colour words on them are read."""

from msgspec import Struct

from builder.layout.chart.bars import Bar
from builder.layout.chart.canvas import READABLE, FigureCanvas
from builder.layout.chart.legend import Swatch
from builder.model.scene import Item, Shape
from builder.model.theme import Theme
from builder.model.units import Rect, contrast_ratio

SEEN = 3.0
"""The least contrast of a bar with the paper (WCAG 2.2, 1.4.11)."""


class BarLook(Struct, frozen=True):
    """The colours of each series, by the palette's names."""

    inks: tuple[str, ...]
    outlined: tuple[bool, ...]
    """Whether the series' colour alone would be lost on the paper."""
    inside: tuple[str, ...]
    """The colour of words on a bar of the series."""
    strong: int = -1
    """The category whose bar, of the only series, stands out: it has the second colours; -1 for none."""

    def number(self, bar: Bar) -> int:
        """Return which of the colours `bar` has."""
        return 1 if bar.point == self.strong else bar.series

    def edge(self, series: int) -> str:
        """Return the colour of the outline of a bar; nothing if it has none."""
        return "title" if self.outlined[series] else ""


def look_of(theme: Theme, inks: tuple[str, ...], strong: int = -1) -> BarLook:
    """Return the look of series that are filled with `inks`, of one with a `strong` bar with the first two of them."""
    faint, inside = tuple(is_faint(theme, ink) for ink in inks), tuple(_inside(theme, ink) for ink in inks)
    return BarLook(inks, faint, inside, strong)


def is_faint(theme: Theme, ink: str) -> bool:
    """Return whether a bar in `ink` is lost on the paper, in colour or in a greyscale print."""
    color, paper = theme.color(ink), theme.color("paper")
    return min(contrast_ratio(color, paper), contrast_ratio(color.grey, paper.grey)) < SEEN


def _inside(theme: Theme, ink: str) -> str:
    ground = theme.color(ink)
    light = contrast_ratio(theme.color("paper"), ground)
    return "paper" if light >= READABLE or light > contrast_ratio(theme.color("ink"), ground) else "ink"


def bar_shape(canvas: FigureCanvas, look: BarLook, bar: Bar, box: Rect) -> Shape:
    """Return a bar."""
    number = look.number(bar)
    return canvas.rectangle(f"Bar {bar.series}.{bar.point}", box, look.inks[number], look.edge(number))


def swatch_of(look: BarLook) -> Swatch:
    """Return what draws the legend key of a series beside its name."""

    def draw(canvas: FigureCanvas, index: int, box: Rect) -> tuple[Item, ...]:
        return (canvas.rectangle(f"Sign {index}", box, look.inks[index], look.edge(index)),)

    return draw
