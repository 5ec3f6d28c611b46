"""Numbers as people of a language write them, and the round numbers that divide an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal, localcontext

from babel.numbers import format_decimal

from builder.layout.text.bidi import runs_leftwards
from builder.model.locales import locale_of

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""An axis is divided by one of these, times a power of ten; by 2.5 only where that is 25 or more."""


def number_in(lang: str, value: float) -> str:
    """Return `value` as the language `lang` (BCP 47) writes it, with all its digits and none added: `1,234.5`."""
    exact = Decimal(repr(value))
    exponent = exact.as_tuple().exponent
    pattern = "#,##0." + "#" * max(0, -exponent if isinstance(exponent, int) else 0)
    with localcontext() as decimals:
        decimals.prec = 700  # a float has up to 309 digits before the point and some 340 after it
        text = str(format_decimal(exact, pattern, locale=locale_of(lang)))
    # the sign of a negative number stays on its left among characters that run leftwards, as the CLDR writes it
    return f"\u200e{text}" if value < 0 and runs_leftwards(lang) else text


def values_in(lang: str, names: Iterable[str], values: Iterable[float], unit: str) -> str:
    """Return each value after its name, with its unit: `Coal: 45.5 %; Gas: 20 %`."""
    mark = f" {unit}" if unit else ""
    return "; ".join(f"{name}: {number_in(lang, value)}{mark}" for name, value in zip(names, values, strict=True))


def ticks_for(values: Iterable[float], most: int = 6) -> tuple[float, ...]:
    """Return round numbers, evenly apart, that span `values` and zero; no more than `most` steps."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    if low == high:
        high = 1.0
    step = _step((high - low) / most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    digits = max(0, 1 - math.floor(math.log10(step)))
    return tuple(round(count * step, digits) for count in range(first, last + 1))


def _step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    steps = (step for step in STEPS if power >= 10 or step != 2.5)
    return next(step * power for step in steps if step * power >= least * (1 - 1e-9))
