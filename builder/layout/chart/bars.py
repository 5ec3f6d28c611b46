"""Bars as numbers: where each begins and ends on the scale, and in which lane of its category it is."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from builder.model.brief import Chart
from builder.model.chart import ChartKind


class Bar(Struct, frozen=True):
    """A bar, or a part of a stacked one."""

    series: int
    point: int
    lane: int
    """Its place among the bars of its category; parts of a stacked bar share one."""
    begin: float
    end: float
    value: float


def is_stacked(chart: Chart) -> bool:
    """Return whether the series are on top of each other."""
    return chart.kind is ChartKind.STACKED


def lanes_of(chart: Chart) -> int:
    """Return how many bars a category has beside each other."""
    return 1 if is_stacked(chart) else len(chart.series)


def bars_of(chart: Chart) -> Iterator[Bar]:
    """Yield the bars category by category; a gap has none."""
    for point in range(len(chart.categories)):
        before: list[float] = []
        for number, series in enumerate(chart.series):
            value = series.values[point]
            if value is None:
                continue
            if is_stacked(chart):
                yield Bar(number, point, 0, exact_sum(before), exact_sum((*before, value)), value)
                before.append(value)
            else:
                yield Bar(number, point, number, 0.0, value, value)


def gaps_of(chart: Chart) -> Iterator[tuple[int, int]]:
    """Yield series and point of each missing value."""
    for number, series in enumerate(chart.series):
        yield from ((number, point) for point, value in enumerate(series.values) if value is None)


def totals_of(chart: Chart) -> tuple[float | None, ...]:
    """Return the sum of each category of a stacked chart; None where all its values are missing."""
    columns = zip(*(series.values for series in chart.series), strict=True)
    known = ([value for value in column if value is not None] for column in columns)
    return tuple(exact_sum(values) if values else None for values in known)


def extremes_of(chart: Chart) -> tuple[float, ...]:
    """Return the values that the scale must hold."""
    if is_stacked(chart):
        return tuple(total for total in totals_of(chart) if total is not None)
    return tuple(value for series in chart.series for value in series.known)


def exact_sum(values: Iterable[float]) -> float:
    """Return the sum of `values` as their decimal digits add up: 0.1 and 0.2 are 0.3."""
    return float(sum((Decimal(repr(value)) for value in values), Decimal(0)))
