"""Break opportunities inside a word: after dashes, in URLs, and between characters at worst.

The classes are those of UAX #14, as far as they occur inside words; `hyphens` says where a hyphen may be added,
`tied_spaces` which spaces are no opportunity, and `east_asian_breaks` where Chinese and Japanese part.
"""

import re
import unicodedata
from functools import lru_cache

_MAY_BREAK = re.compile(r"[-‐–—/?]\w|\w—")
_ADDRESS = re.compile(
    r"://|^(?:www|doi)\.|^[\w.-]+\.[a-z]{2,}/|^[^@\s]+@[\w-]+\.\w|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|eu|gov|int|pl|de|fr|uk|ua|es)\b"
)
_OFFICE = re.compile(r"(?<=\w)[-‐](?=[^\W\d])|–(?=\w)|—(?=\w)|(?<=\w)(?=—)|(?<=\w)/(?=[^\W\d])|\?(?=\w)")
_BOOK = re.compile(
    r"(?<=[^\W\d]{2})[-‐](?=[^\W\d]{2})|(?<!\d)[–—](?=\w)|[–—](?=[^\W\d])|(?<=[^\W\d]{4})/(?=[^\W\d]{4})"
)
_IN_ADDRESS = re.compile(r"(?<!/)/+(?=[^/])|[?&=#_-](?=\w)|(?<=\w)\.(?=\w)")


def is_address(word: str) -> bool:
    """Return whether `word` looks like an address of the web, a DOI or of mail."""
    return ("." in word or "/" in word) and _ADDRESS.search(word) is not None


@lru_cache(maxsize=20_000)
def office_word_breaks(word: str) -> tuple[int, ...]:
    """Return the indices in `word` where PowerPoint and LibreOffice may break it (UAX #14: HY, BA, B2, SY, EX)."""
    if not _MAY_BREAK.search(word):
        return ()
    return tuple(sorted({match.end() for match in _OFFICE.finditer(word)} - {0, len(word)}))


@lru_cache(maxsize=20_000)
def book_word_breaks(word: str) -> tuple[int, ...]:
    """Return the indices in `word` where a careful compositor may break it without adding a hyphen."""
    if is_address(word):
        return tuple(match.end() for match in _IN_ADDRESS.finditer(word))
    if not _MAY_BREAK.search(word):
        return ()
    return tuple(match.end() for match in _BOOK.finditer(word))


def character_breaks(word: str) -> tuple[int, ...]:
    """Return the indices in `word` between two characters as a reader sees them: marks and joiners stay attached."""
    return tuple(i for i in range(1, len(word)) if not clings(word[i - 1], word[i]))


def clings(before: str, after: str) -> bool:
    """Whether two characters are one to a reader: a mark, a joiner, a flag, a skin tone (UAX #29)."""
    if before == "\u200d" or after in "\u200c\u200d\u2060" or before == "\u2060":
        return True
    if "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff":
        return True
    return unicodedata.category(after) in {"Mn", "Me", "Mc"} or "\U0001f3fb" <= after <= "\U0001f3ff"
