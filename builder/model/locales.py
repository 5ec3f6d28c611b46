"""The locale of a language, for whoever writes or reads dates and numbers in it."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

FALLBACK = "en"
"""The language of dates and numbers where the CLDR does not know the document's own."""


@lru_cache(maxsize=64)
def locale_of(lang: str) -> Locale:
    """Return the locale of `lang` (BCP 47), or the nearest: region or script given up, then English."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK)
