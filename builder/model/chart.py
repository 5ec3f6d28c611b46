"""What a chart shows, and what its drawing decided for a program that draws it by itself: axis, labels, places."""

from enum import StrEnum

from msgspec import Struct

from builder.model.units import Rect


class ChartKind(StrEnum):
    """The kinds of chart that a fenced `chart` block can ask for."""

    BAR = "bar"
    STACKED = "stacked"
    """Bars whose parts are on top of each other, with their total."""
    LINE = "line"
    PIE = "pie"


class Series(Struct, frozen=True):
    """One named row of numbers in a chart."""

    name: str
    values: tuple[float | None, ...]
    """One for each category; None where there is no data."""
    places: int = 0
    """With how many decimals its numbers are shown at least, where the author wrote some as `3.00`."""

    @property
    def known(self) -> tuple[float, ...]:
        """The values without the gaps."""
        return tuple(value for value in self.values if value is not None)


class ValueAxis(Struct, frozen=True):
    """The scale of the values: its ends, and the distance of its gridlines."""

    low: float
    high: float
    step: float
    places: int = 0
    """Decimals of the numbers at the gridlines."""
    shown: bool = True
    """Whether numbers and gridlines are drawn; they are not where every value is written beside its bar."""
    percent: str = ""
    """What follows each number where the unit is per cent."""

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values of the gridlines, from the lowest."""
        first, last = round(self.low / self.step), round(self.high / self.step)
        return tuple(round(count * self.step, self.places) for count in range(first, last + 1))


class LabelPlace(StrEnum):
    """Where a label is, seen from the bar, point or slice that it belongs to."""

    OUTSIDE = "outside"
    ABOVE = "above"
    BELOW = "below"
    AFTER = "after"
    CENTER = "center"


class DataLabel(Struct, frozen=True):
    """The words at one point of a series: its value, or the name of the series or category."""

    series: int
    point: int
    place: LabelPlace
    ink: str
    places: int = 0
    """Decimals of the value."""
    suffix: str = ""
    """What follows the value."""
    value: bool = True
    category: bool = False
    name: bool = False
    move: tuple[int, int] = (0, 0)
    """How far it is from its usual place, EMU."""


class NativeChart(Struct, frozen=True):
    """How a native chart looks; rectangles are EMU from the top left corner of the chart's frame."""

    area: Rect
    """What the axes span; of a pie the square around it."""
    axis: ValueAxis | None = None
    """The scale; None for a pie."""
    labels: tuple[DataLabel, ...] = ()
    value_size: int = 0
    """Size of the values, which are bold, EMU."""
    legend: Rect | None = None
    unit: Rect | None = None
    """Where the unit is; None if it is not shown."""
    axis_title: Rect | None = None
    """Where it says what the categories are; None if it does not."""
    every: int = 1
    """The name of every so many categories is shown."""
    bar_gap: int = 0
    """Distance of the bars of two categories, percent of a bar's width."""
    outlined: tuple[bool, ...] = ()
    strong: int = -1
    """The category whose bar, of the only series, has the second colour; -1 for none."""
    """For each colour whether it is too light to do without an outline."""
    totals: tuple[float | None, ...] = ()
    """The sums above stacked bars; empty where they have no room, and for other charts."""
    total_places: tuple[int, ...] = ()
    """Decimals of each sum."""
    total_column: str = ""
    """What the workbook calls the sums."""
    total_name: str = ""
    """What their series is called; nothing where programs would count legend entries from either end."""
