"""Dates in words, in the document's language."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

FALLBACK = "en"
"""The language of dates where the CLDR does not know the document's own."""


def long_date(day: date, lang: str) -> str:
    """Return `day` with the month spelt out as CLDR writes it in `lang` (BCP 47): `4 September 2025`."""
    return str(format_date(day, format="long", locale=_locale(lang)))


def _locale(lang: str) -> Locale:
    """Return the locale of `lang`, or the nearest: region or script given up, then English as written in Britain."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK)
