"""Numbers as people of a language write them, and the round numbers that divide an axis."""

import math
from collections.abc import Iterable
from decimal import Decimal, localcontext

from babel.numbers import format_decimal

from builder.layout.text.bidi import runs_leftwards
from builder.model.brief import Chart
from builder.model.chart import ValueAxis
from builder.model.locales import locale_of

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""An axis is divided by one of these, times a power of ten; by 2.5 only where that is 25 or more."""

MOST_STEPS = 5
"""The most parts of an axis: more lines are harder to read, not easier."""


def number_in(lang: str, value: float, least: int = 0) -> str:
    """Return `value` as the language `lang` (BCP 47) writes it, with all its digits: `1,234.5`.

    It has `least` decimals at least, as its author wrote them.
    """
    exact = Decimal(repr(value))
    pattern = "#,##0." + "0" * least + "#" * (places_of(value) - least)
    with localcontext() as decimals:
        decimals.prec = 700  # a float has up to 309 digits before the point and some 340 after it
        text = str(format_decimal(exact, pattern, locale=locale_of(lang)))
    # the sign of a negative number stays on its left among characters that run leftwards, as the CLDR writes it
    return f"\u200e{text}" if value < 0 and runs_leftwards(lang) else text


def places_of(value: float, least: int = 0) -> int:
    """Return how many decimals `value` is shown with: all that it has, and `least`."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(least, -exponent) if isinstance(exponent, int) else least


def least_places(chart: Chart) -> int:
    """Return how many decimals each number of `chart` is shown with at least."""
    return max(one.places for one in chart.series)


def percent_mark(lang: str, unit: str) -> str:
    """Return what follows each number where the unit is per cent, with the space that `lang` puts before it."""
    if unit != "%":
        return ""
    spaced = str(locale_of(lang).percent_formats[None].pattern).partition("%")[0].endswith(("\u00a0", "\u202f", " "))
    return "\u00a0%" if spaced else "%"


def values_in(lang: str, chart: Chart, values: Iterable[float | None], missing: str) -> str:
    """Return each of `values` after its category, with its unit: `Coal: 45.5 %; Gas: 20 %`; `missing` names a gap."""
    mark, least = f" {chart.unit}" if chart.unit else "", least_places(chart)
    return "; ".join(
        f"{name}: {missing if value is None else number_in(lang, value, least) + mark}"
        for name, value in zip(chart.categories, values, strict=True)
    )


def axis_for(values: Iterable[float], percent: str = "") -> ValueAxis:
    """Return a scale of round numbers, evenly apart, that spans `values` and zero; of whole ones for whole numbers."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    if low == high:
        high = 1.0
    step = _step(high / MOST_STEPS - low / MOST_STEPS)
    if all(value.is_integer() for value in known):
        step = max(step, 1.0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return ValueAxis(round(first * step, places), round(last * step, places), step, places, percent=percent)


def tight_axis_for(values: Iterable[float], percent: str = "") -> ValueAxis:
    """Return a scale without lines that ends at the greatest of `values`, for bars labelled with their numbers."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    if low == high:
        high = 1.0
    return ValueAxis(low, high, high - low, shown=False, percent=percent)


def _step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    steps = (step for step in STEPS if power >= 10 or step != 2.5)
    return next(step * power for step in steps if step * power >= least * (1 - 1e-9))
