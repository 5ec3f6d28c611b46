"""The sizes of a chart's words: names as large as usual or a little smaller, values bold and a little larger."""

from __future__ import annotations

from msgspec import Struct

from builder.layout.chart.canvas import FigureCanvas

SHARES = (1.0, 0.93, 0.86)
"""Names are set at the first of these shares of their usual size at which all fit."""

VALUES = (8 / 7, 1.0)
"""Values are set at the first of these multiples of the names' size at which all fit."""

SERIES = 8 / 7
"""The size of the names of series without keys, as a multiple of the other names'."""


class LabelSizes(Struct, frozen=True):
    """The canvas that writes names, and the one that writes values."""

    names: FigureCanvas
    values: FigureCanvas
    names_above: int = 0
    """The lines of the names of series above their bars: there is no legend, but room for these; 0 for none."""

    @property
    def series_pitch(self) -> int:
        """The height of the names of series above their bars, EMU."""
        return self.names_above * self.names.sized(round(self.names.style.size * SERIES)).pitch


def sizes_from(canvas: FigureCanvas, *, names_above: int = 0) -> tuple[LabelSizes, ...]:
    """Return the sizes to try, the largest first."""
    found = []
    for share in SHARES:
        names = canvas.sized(round(canvas.style.size * share))
        found += [LabelSizes(names, names.bold().sized(round(names.style.size * more)), names_above) for more in VALUES]
    return tuple(found)
