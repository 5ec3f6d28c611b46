"""Dates in words, in the document's language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from builder.model.locales import locale_of


def long_date(day: date, lang: str) -> str:
    """Return `day` with the month spelt out as CLDR writes it in `lang` (BCP 47): `4 September 2025`."""
    return str(format_date(day, format="long", locale=locale_of(lang)))
