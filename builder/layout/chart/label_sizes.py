"""The sizes of a chart's words: names as large as usual or a little smaller, values bold and a little larger."""

from enum import StrEnum

from msgspec import Struct

from builder.layout.chart.canvas import FigureCanvas

SHARES = (1.0, 0.93, 0.86)
"""Names are set at the first of these shares of their usual size at which all fit."""

VALUES = (8 / 7, 1.0)
"""Values are set at the first of these multiples of the names' size at which all fit."""

AIR = 0.3
"""Between the name of a series and the value below it, in heights of its line."""

SERIES = 8 / 7
"""The size of the names of series without keys, as a multiple of the other names'."""


class NamesOfSeries(StrEnum):
    """Where the names of the series of vertical bars are."""

    BESIDE = "beside"
    """With their keys beside the bars, or above them where these leave no room."""
    ABOVE = "above"
    """With their keys above the bars."""
    AT_BARS = "at-bars"
    """At the bars, without keys: the chart leaves room for them."""


class LabelSizes(Struct, frozen=True):
    """The canvas that writes names, and the one that writes values."""

    names: FigureCanvas
    values: FigureCanvas
    series: NamesOfSeries = NamesOfSeries.BESIDE

    @property
    def above(self) -> int:
        """The height of the names of series above the values of their bars, EMU."""
        pitch = self.names.sized(round(self.names.style.size * SERIES)).pitch
        return round(pitch * (1 + AIR)) if self.series is NamesOfSeries.AT_BARS else 0


def sizes_from(canvas: FigureCanvas, series: NamesOfSeries = NamesOfSeries.BESIDE) -> tuple[LabelSizes, ...]:
    """Return the sizes to try, the largest first."""
    found = []
    for share in SHARES:
        names = canvas.sized(round(canvas.style.size * share))
        found += [LabelSizes(names, names.bold().sized(round(names.style.size * more)), series) for more in VALUES]
    return tuple(found)
