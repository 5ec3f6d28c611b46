"""Whether the names of categories are years, quarters, months or days, which need nobody to say what they are."""

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.model.locales import locale_of

_TIME = re.compile(
    r"[12]\d{3}(?:\s?[/–-]\s?\d{2,4})?\*?|[QKTVHS]\s?[1-4]\.?(?:\s?[/’']?\s?\d{2,4})?|\d{4}-\d{2}(?:-\d{2})?"
    r"|[1-4]\.?\s?[QKTV](?:uar\w*|rim\w*)?(?:\s\d{4})?"
    r"|\d{1,2}[./]\d{1,2}[./](?:\d{2,4})?|(?:19|20)\d{2}\s?[QKTVH][1-4]"
)
"""A year, a span of years, a quarter or half-year, a date in digits."""

SHORTEST = 3
"""The fewest characters of a month that is cut short."""

LONGEST = 24
"""The most characters of a date in words."""


def are_times(names: Iterable[str], lang: str) -> bool:
    """Return whether all `names` are times in the language `lang`."""
    return all(_is_time(name.strip(), lang) for name in names)


def _is_time(name: str, lang: str) -> bool:
    if _TIME.fullmatch(name):
        return True
    words = re.findall(r"[^\W\d_]+", name.casefold())
    known = _calendar_words(lang)
    return 0 < len(words) <= 3 and len(name) < LONGEST and (words[0] in known or _begins_one(words[0], known))


def _begins_one(word: str, known: frozenset[str]) -> bool:
    """Return whether `word` is a month or day that is cut short, such as `Sep` where the language writes `Sept`."""
    return len(word) >= SHORTEST and any(name.startswith(word) for name in known)


@lru_cache(maxsize=16)
def _calendar_words(lang: str) -> frozenset[str]:
    """Return the names of months and days, long and short."""
    locale, found = locale_of(lang), set[str]()
    for table in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {re.split(r"[\W\d_]", str(name).casefold())[0] for name in table[context][width].values()}
    return frozenset(found - {""})
