"""Where a line may end inside the words of a galley."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from enum import StrEnum
from operator import attrgetter

from builder.layout.breaks import cuts_as_book, cuts_as_office
from builder.layout.galley import Galley
from builder.layout.hyphens import SHORTEST, hyphen_places

Cuts = Mapping[int, tuple[tuple[int, bool], ...]]
"""For the words that may be cut, the places in the galley's text, and whether a hyphen is added there."""

_TELLING = re.compile(r"[-‐–—/?&=#_]|\.(?=\w)")
"""What every word has that is cut without a hyphen."""


class Cutting(StrEnum):
    """Who cuts."""

    NONE = "none"
    """Nobody but the author, at soft hyphens."""
    OFFICE = "office"
    """PowerPoint and LibreOffice."""
    BOOK = "book"
    """A careful compositor, without adding a hyphen."""
    HYPHENS = "hyphens"
    """The same, with hyphens in all words but the last, the author's soft ones before our own."""


def cuts_of(galley: Galley, cutting: Cutting) -> Cuts:
    """Return where words of `galley` are cut."""
    soft = _soft(galley)
    found = {}
    lang = galley.runs[0].lang if len(galley.runs) == 1 else ""
    for number in _candidates(galley, cutting, soft):
        word = galley.words[number]
        text = galley.text[word.start : word.end]
        plain: tuple[int, ...] = ()
        hyphens: tuple[int, ...] = ()
        if cutting is Cutting.OFFICE:
            plain = cuts_as_office(text)
        elif cutting is not Cutting.NONE:
            plain = cuts_as_book(text)
        if cutting is Cutting.HYPHENS and not plain and number not in soft and number < len(galley.words) - 1:
            hyphens = hyphen_places(text, lang or galley.lang(number))
        if not plain and number not in soft:
            if hyphens:
                found[number] = tuple([(word.start + at, True) for at in hyphens])
            continue
        places = {word.start + at: False for at in plain} | dict.fromkeys(soft.get(number, ()), True)
        found[number] = tuple(sorted(places.items()))
    return found


def _candidates(galley: Galley, cutting: Cutting, soft: Mapping[int, list[int]]) -> Collection[int]:
    """Return the numbers of the words that could have cuts."""
    told = (match.start() for match in _TELLING.finditer(galley.text)) if cutting is not Cutting.NONE else ()
    found = {*soft, *(number for at in told if (number := _word_at(galley, at)) >= 0)}
    if cutting is Cutting.HYPHENS:
        found.update([number for number, (start, end, _) in enumerate(galley.words) if end - start >= SHORTEST])
    return sorted(found)


def _soft(galley: Galley) -> dict[int, list[int]]:
    """Return for words with soft hyphens inside the places of these."""
    found: dict[int, list[int]] = {}
    for at in sorted(galley.soft):
        number = _word_at(galley, at)
        if number >= 0 and galley.words[number].start < at < galley.words[number].end:
            found.setdefault(number, []).append(at)
    return found


def _word_at(galley: Galley, at: int) -> int:
    """Return the number of the word that holds the character `at` or stands before it; -1 where none does."""
    return bisect_right(galley.words, at, key=attrgetter("start")) - 1
