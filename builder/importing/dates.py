"""Dates as people write them, with month names in every CLDR language."""

import re
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from msgspec import Struct

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)")
_EAST = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d)(?!\d)")

_MONTH_FIRST = frozenset({"en-US", "en-PH"})
"""Variants that write the month first between strokes; pages of others claim the first of them, so it is told."""
_ALSO = {"ar": ("ar_TN", "ar_LB", "ar_MA"), "de": ("de_AT",)}
"""Variants of a language with other names of months."""
_BESIDE_MONTH = 20
"""Characters beside the month of a line that gives no more than it: `Updated:`, a place."""


class FoundDate(Struct, frozen=True):
    """A date in a text, and where it is."""

    when: date
    start: int
    end: int
    first: str = ""
    """What was taken to be first, `day` or `month`, where the two could be swapped and the language does not say."""


def date_in(text: str, lang: str) -> FoundDate | None:
    """Return the first full date that `text` names, or None."""
    text = text.translate(_DIGITS)
    found = [one for one in (_numbers(text, lang), _words(text, lang)) if one]
    return min(found, key=lambda one: one.start) if found else None


def month_in(text: str, lang: str) -> str:
    """Return the month and the year of a line that has hardly any other words, or nothing."""
    found = _month_and_year(lang.split("-", maxsplit=1)[0]).search(text)
    return found[0] if found and len(text.strip()) - len(found[0]) <= _BESIDE_MONTH else ""


def _numbers(text: str, lang: str) -> FoundDate | None:
    for pattern in (_ISO, _EAST):
        hit = pattern.search(text)
        if hit:
            return _valid_date(hit, int(hit[1]), *map(int, hit.groups()[-2:]))
    hit = _DOTTED.search(text)
    if not hit:
        return None
    day, month = int(hit[1]), int(hit[3])
    swapped = month > 12 >= day or (lang in _MONTH_FIRST and day <= 12)
    if swapped and hit[2] == "/":
        day, month = month, day
    said = hit[2] == "." or max(day, month) > 12 or not (lang == "en" or lang in _MONTH_FIRST)
    first = "" if said else "month" if swapped else "day"
    return _valid_date(hit, int(hit[4]), month, day, first=first)


def _words(text: str, lang: str) -> FoundDate | None:
    if not any(char.isdigit() for char in text):
        return None
    language = lang.split("-", maxsplit=1)[0]
    names = _months(language)
    for pattern, day, name, year in _forms(language):
        hit = pattern.search(text)
        if hit:
            month = hit[name].casefold()
            return _valid_date(
                hit, int(hit[year]), names[month] if month in names else names[month.lstrip("ב-")], int(hit[day])
            )
    return None


@lru_cache(maxsize=32)
def _forms(lang: str) -> tuple[tuple[re.Pattern[str], int, int, int], ...]:
    """Return how a language writes dates in words, each with the groups of the day, the month and the year."""
    month = f"ב?-?(?:{_any_month(lang)})" if lang == "he" else _any_month(lang)
    year = r"((?:19|20)\d\d)(?!\d)"
    before = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:de\s+|of\s+|d['’])?"
    day_first = rf"{before}({month})\.?,?\s+(?:de[l]?\s+)?{year}"
    month_first = rf"\b({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}"
    year_first = rf"(?<!\d)((?:19|20)\d\d)\.?\s+(?:m\.\s+)?({month})\s+(\d{{1,2}})(?!\d)"  # Hungarian, Lithuanian
    return tuple(
        (re.compile(form, re.IGNORECASE), *groups)
        for form, groups in ((day_first, (1, 2, 3)), (month_first, (2, 1, 3)), (year_first, (3, 2, 1)))
    )


@lru_cache(maxsize=32)
def _month_and_year(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_month(lang)})\.?,?\s+(?:de\s+|of\s+)?(?:19|20)\d\d(?!\d)", re.IGNORECASE)


def _any_month(lang: str) -> str:
    """Return the names of the months as alternatives of a pattern, longer ones first."""
    return "|".join(re.escape(name) for name in sorted(_months(lang), key=lambda name: (-len(name), name)))


def _valid_date(hit: re.Match[str], year: int, month: int, day: int, *, first: str = "") -> FoundDate | None:
    try:
        return FoundDate(date(year, month, day), hit.start(), hit.end(), first)
    except ValueError:
        return None


@lru_cache(maxsize=32)
def _months(lang: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for tag in dict.fromkeys((lang, *_ALSO.get(lang, ()), "en")):
        try:
            locale = Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    names.setdefault(name.rstrip(".").casefold(), number)
    return {name: number for name, number in names.items() if len(name) > 2 and not name.isdigit()}
