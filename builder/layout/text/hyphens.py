"""Where a word may be divided: pyphen's patterns (Liang, Word Hy-phen-a-tion by Com-put-er, 1983), and restraint."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

import pyphen
from msgspec.structs import replace

from builder.model.scene import TextRun

SOFT_HYPHEN = "\u00ad"

BEFORE, AFTER = 2, 3
"""The fewest characters before and after a hyphen (TeX's \\lefthyphenmin and \\righthyphenmin for English)."""

SHORTEST = 5
"""Words with fewer characters stay whole."""

_CAPITAL_NOUNS = frozenset({"de", "lb", "nds"})
"""Languages that write every noun with a capital, so that a capital does not mean a name."""

_VOWEL = re.compile("[aeiouyæœøıаеиоуыэюяієαεηιουω]")
"""Letters of a syllable, their marks taken off."""

_CORE = re.compile(r"^(?P<head>[^\w]*)(?P<core>[^\W\d_]+)(?P<tail>[’'][^\W\d_]{0,2})?[^\w]*$")


@lru_cache(maxsize=20_000)
def hyphen_places(word: str, lang: str) -> tuple[int, ...]:
    """Return the indices in `word` before which a hyphen may be set, in `lang` (BCP 47).

    None in names (capitalised words, except where all nouns are), abbreviations, words with digits, hyphens or
    addresses, and in languages without patterns.
    """
    match = _CORE.match(word)
    return syllable_places(word, lang) if match and _divisible(match["core"], lang) else ()


@lru_cache(maxsize=20_000)
def syllable_places(word: str, lang: str) -> tuple[int, ...]:
    """Return the same for any word of letters, a name too: for those that are wider than their line."""
    match = _CORE.match(word)
    if match is None or len(match["core"]) < SHORTEST:
        return ()
    patterns = _patterns(lang)
    if patterns is None:
        return ()
    start = match.start("core")
    length = len(match["core"])
    places = _syllables(match["core"].lower(), [int(place) for place in patterns.positions(match["core"].lower())])
    return tuple(start + place for place in places if BEFORE <= place <= length - AFTER)


def _syllables(word: str, places: list[int]) -> list[int]:
    """Return `places` without those before a piece that has no vowel: it belongs to what is before it.

    pyphen reads dictionaries of two levels, such as the German one, as if they had one: `Zu-sam-me-n-a-r-beit`.
    """
    kept = []
    for place, end in pairwise([*places, len(word)]):
        if _VOWEL.search(unicodedata.normalize("NFD", word[place:end])):
            kept.append(place)
    return kept


def _divisible(core: str, lang: str) -> bool:
    if core.islower():
        return True
    nouns = lang.split("-", maxsplit=1)[0].lower() in _CAPITAL_NOUNS
    return nouns and core[1:].islower()


def softened(runs: tuple[TextRun, ...], words: frozenset[str]) -> tuple[TextRun, ...]:
    """Return `runs` with soft hyphens where those of their words may be divided that are among `words`."""
    made = []
    for run in runs:
        pieces = re.split(r"(\s+)", run.text)
        text = "".join(_divided(piece, run.lang) if piece in words else piece for piece in pieces)
        made.append(run if text == run.text else replace(run, text=text))
    return tuple(made)


def _divided(word: str, lang: str) -> str:
    places = (0, *syllable_places(word, lang), len(word))
    return SOFT_HYPHEN.join(word[at:end] for at, end in pairwise(places))


@lru_cache(maxsize=32)
def _patterns(lang: str) -> pyphen.Pyphen | None:
    code = pyphen.language_fallback(lang.replace("-", "_"))
    return None if code is None else pyphen.Pyphen(lang=code, left=BEFORE, right=AFTER)
