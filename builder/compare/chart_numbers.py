"""The numbers of a chart that somebody changed in a deck, each with its place in the source."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from builder.compare.neutral_deck import ChartContent, ChartSeries
from builder.compare.source_facts import folded
from builder.model.brief import Block, Chart
from builder.model.chart import Series
from builder.model.draft_walk import blocks_in


class ChangedNumber(NamedTuple):
    """A number of a chart as it was built, as the source says it now, and as it came back; "" for a gap."""

    path: tuple[str, str, str]
    """The id of the chart's title, the index of the series and of the category."""
    what: str
    """Series and category."""
    base: str
    ours: str
    theirs: str


def changed_numbers(base: ChartContent, theirs: ChartContent, answer: tuple[Block, ...]) -> list[ChangedNumber]:
    """Return the numbers that differ; none where names differ too, or not just one chart of `answer` has the names."""
    names = _names(base)
    charts = [
        one
        for one in blocks_in(answer)
        if isinstance(one, Chart)
        and [_named(series, one.categories) for series in one.series] == names[: len(one.series)]
        and _names(theirs) == names
    ]
    if len(charts) != 1:
        return []
    (chart,) = charts
    return [
        ChangedNumber(
            (chart.title.id, str(at), str(row)),
            f"{series.name}, {chart.categories[row]}",
            *map(_digits, (was, now, new)),
        )
        for at, series in enumerate(chart.series)
        for row, (was, now, new) in enumerate(
            zip(base.series[at].values, series.values, theirs.series[at].values, strict=True)
        )
        if was != new
    ]


def _names(chart: ChartContent) -> list[tuple[object, ...]]:
    """Return what is the same of each series where only numbers were changed."""
    return [_named(one, one.categories) for one in chart.series]


def _named(series: ChartSeries | Series, categories: Iterable[str]) -> tuple[object, ...]:
    return len(series.values), folded(series.name), *map(folded, categories)


def _digits(value: float | None) -> str:
    """Return a number with a decimal point and no exponent."""
    return "" if value is None else f"{Decimal(f'{value:.10g}'):f}"
