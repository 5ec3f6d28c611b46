"""Where a line may end inside the words of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from enum import StrEnum
from operator import attrgetter

from builder.layout.text.break_rules import book_word_breaks, office_word_breaks
from builder.layout.text.hyphens import SHORTEST, hyphen_places
from builder.layout.text.paragraph import ShapedParagraph

Cuts = Mapping[int, tuple[tuple[int, bool], ...]]
"""For the words that may be cut, the places in the paragraph's text, and whether a hyphen is added there."""

_TELLING = re.compile(r"[-‐–—/?&=#_]|\.(?=\w)")
"""What every word has that is cut without a hyphen."""


class WordBreakRule(StrEnum):
    """Who cuts."""

    NONE = "none"
    """Nobody but the author, at soft hyphens."""
    OFFICE = "office"
    """PowerPoint and LibreOffice."""
    BOOK = "book"
    """A careful compositor, without adding a hyphen."""
    HYPHENS = "hyphens"
    """The same, with hyphens in all words but the last, the author's soft ones before our own."""


def word_breaks_in(paragraph: ShapedParagraph, cutting: WordBreakRule) -> Cuts:
    """Return where words of `paragraph` are cut."""
    soft = _soft(paragraph)
    found = {}
    lang = paragraph.runs[0].lang if len(paragraph.runs) == 1 else ""
    for number in _candidates(paragraph, cutting, soft):
        word = paragraph.words[number]
        text = paragraph.text[word.start : word.end]
        plain: tuple[int, ...] = ()
        hyphens: tuple[int, ...] = ()
        if cutting is WordBreakRule.OFFICE:
            plain = office_word_breaks(text)
        elif cutting is not WordBreakRule.NONE:
            plain = book_word_breaks(text)
        if cutting is WordBreakRule.HYPHENS and not plain and number not in soft and number < len(paragraph.words) - 1:
            hyphens = hyphen_places(text, lang or paragraph.lang(number))
        if not plain and number not in soft:
            if hyphens:
                found[number] = tuple([(word.start + at, True) for at in hyphens])
            continue
        places = {word.start + at: False for at in plain} | dict.fromkeys(soft.get(number, ()), True)
        found[number] = tuple(sorted(places.items()))
    return found


def _candidates(paragraph: ShapedParagraph, cutting: WordBreakRule, soft: Mapping[int, list[int]]) -> Collection[int]:
    """Return the numbers of the words that could have cuts."""
    told = (match.start() for match in _TELLING.finditer(paragraph.text)) if cutting is not WordBreakRule.NONE else ()
    found = {*soft, *(number for at in told if (number := _word_at(paragraph, at)) >= 0)}
    if cutting is WordBreakRule.HYPHENS:
        found.update([number for number, (start, end, _) in enumerate(paragraph.words) if end - start >= SHORTEST])
    return sorted(found)


def _soft(paragraph: ShapedParagraph) -> dict[int, list[int]]:
    """Return for words with soft hyphens inside the places of these."""
    found: dict[int, list[int]] = {}
    for at in sorted(paragraph.soft):
        number = _word_at(paragraph, at)
        if number >= 0 and paragraph.words[number].start < at < paragraph.words[number].end:
            found.setdefault(number, []).append(at)
    return found


def _word_at(paragraph: ShapedParagraph, at: int) -> int:
    """Return the number of the word that holds the character `at` or is before it; -1 where none does."""
    return bisect_right(paragraph.words, at, key=attrgetter("start")) - 1
