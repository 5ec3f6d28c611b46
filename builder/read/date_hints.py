"""Which date an author may mean who writes it as people do, for the hint beside the error."""

import re
from calendar import month_name
from datetime import date

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})")
_IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?(?:de\s+)?([^\W\d]{3,12})\.?\s+(?:de\s+)?(?:(\d{1,2}),?\s+)?(\d{4})"
)
_LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "pt", "nl")


def date_hint(written: str) -> str:
    """Return how to write a date that `written` may mean: both where day and month could be either."""
    found = sorted({one.isoformat() for one in map(_date, _meanings(written.strip())) if one is not None})
    if not found:
        return "write it as `2025-09-04`"
    return "write it as " + ", or as ".join(f"`{one}`" for one in found)


def _meanings(written: str) -> list[tuple[int, int, int]]:
    """Return year, month and day as they may be meant."""
    if match := _YEAR_FIRST.fullmatch(written):
        return [(int(match[1]), int(match[2]), int(match[3]))]
    if match := _YEAR_LAST.fullmatch(written):
        year, one, other = int(match[4]), int(match[1]), int(match[3])
        return [(year, other, one), *([] if match[2] == "." else [(year, one, other)])]
    match = _IN_WORDS.fullmatch(written)
    if match and bool(match[1]) != bool(match[3]):
        return [(int(match[4]), _month(match[2]), int(match[1] or match[3]))]
    return []


def _month(name: str) -> int:
    """Return the number of a month by its name or what it is short for; 0 for another word."""
    from babel import Locale

    word = name.casefold()
    for language in _LANGUAGES:
        for form in ("wide", "abbreviated"):
            names = Locale(language).months["format"][form]
            found = next((at for at in range(1, len(month_name)) if names[at].casefold().rstrip(".") == word), 0)
            if found:
                return found
    return 0


def _date(parts: tuple[int, int, int]) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None
