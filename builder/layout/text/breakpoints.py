"""Every place where a line of a paragraph may end, with the widths that the choice needs.

They are the break opportunities of UAX #14 as `breaks_inside_words`, `hyphens` and `tied_spaces` see them, each with
TeX's penalty where it costs something. All widths count from the start of the paragraph as if it were one line, so that
the width of any line is a difference of two numbers, and choosing lines needs no further measurement.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import partial
from itertools import chain
from operator import attrgetter, sub
from typing import NamedTuple

from builder.layout.text.breaks_inside_words import book_word_breaks, character_breaks, office_word_breaks
from builder.layout.text.hyphens import SHORTEST, hyphen_places
from builder.layout.text.paragraph import GapKind, MeasuredText, ShapedParagraph, new_tuple

HYPHEN, DASH = 100, 50
"""Penalty of an added hyphen and of a break after a dash (TeX has 50 for both; readers of short papers want few)."""

EMERGENCY = 1000
"""Penalty of a break between two characters or at a space that binds, where nothing else fits."""

FEW, LONG = 64, 500
"""Of a word without end so many characters are looked at first, for what a line may hold; what is left of one longer
than this is not measured again for each line but by what is taken off it.
"""

_TELLING = re.compile(r"[-‐–—/?&=#_]|\.(?=\w)")
"""What every word has that may be broken without a hyphen."""


class WordBreakRule(StrEnum):
    """By whose rules words are broken."""

    NONE = "none"
    """Only at the author's soft hyphens."""
    OFFICE = "office"
    """As PowerPoint and LibreOffice do."""
    BOOK = "book"
    """As a careful compositor does, without adding a hyphen."""
    HYPHENS = "hyphens"
    """The same, with hyphens in all words but the last, the author's soft ones before our own."""


class Breakpoint(NamedTuple):
    """A place where a line may end. Widths are EMU from the start of the paragraph, as if it were one line."""

    word: int
    """The last word of the line."""
    at: int
    """Index in the paragraph's text where the line ends."""
    end: int
    """Where the line's ink ends, an added hyphen included."""
    begin: int
    """Where the next line's ink begins."""
    spaces_end: int
    """Width of all spaces before `end`."""
    spaces_begin: int
    """Width of all spaces before `begin`."""
    penalty: int = 0
    hyphen: bool = False
    """Whether a hyphen is added."""
    space: bool = False
    """Whether a space is swallowed."""
    forced: bool = False
    """Whether a line must end here."""


NOTHING = Breakpoint(-1, 0, 0, 0, 0, 0)
"""What is before the first line."""


def find_breakpoints(
    paragraph: ShapedParagraph, measure: int, rule: WordBreakRule, tied: frozenset[int]
) -> list[Breakpoint]:
    """Return the breakpoints of `paragraph` for lines of the width `measure`, in order, the paragraph's end last.

    `tied` are the indices of spaces that bind. Where two breakpoints are further apart than `measure`, emergency ones
    are put between them, so that a way through with lines no wider than `measure` always exists (unless a single
    character is wider).
    """
    usual = paragraph.remember((rule, tied), partial(_usual, paragraph, rule, tied))
    begins = chain((0,), [point.begin for point in usual])
    if max(map(sub, [point.end for point in usual], begins)) <= measure:
        return usual
    points: list[Breakpoint] = []
    last = NOTHING
    for point in usual:
        if point.end - last.begin > measure:
            points += _emergencies(paragraph, last, point, measure)
        points.append(point)
        last = point
    return points


def natural_width(paragraph: ShapedParagraph, start: Breakpoint, end: Breakpoint) -> int:
    """Return the natural width of the line between two breakpoints, EMU."""
    if start.word == end.word and start.at < end.at:
        return paragraph.measured.width(max(start.at, paragraph.words[end.word].start), end.at, hyphen=end.hyphen)
    return end.end - start.begin


def _usual(paragraph: ShapedParagraph, rule: WordBreakRule, tied: frozenset[int]) -> list[Breakpoint]:
    breaks = _word_breaks(paragraph, rule)
    points: list[Breakpoint] = []
    pen = spaces = 0
    for number, ((_, at, width), (kind, gap)) in enumerate(zip(paragraph.words, paragraph.gaps, strict=True)):
        if number in breaks:
            points += _inside(paragraph, number, pen, spaces, breaks[number])
        after = pen + width
        pen = after + gap
        if kind is not GapKind.BOUND and at not in tied:
            forced, space = kind is GapKind.STOP, kind is GapKind.SPACE
            points.append(
                new_tuple(Breakpoint, (number, at, after, pen, spaces, spaces + gap, 0, False, space, forced))
            )
        spaces += gap
    return points


def _word_breaks(paragraph: ShapedParagraph, rule: WordBreakRule) -> dict[int, tuple[tuple[int, bool], ...]]:
    """Return for the words that may be broken the places in the paragraph's text, and whether a hyphen is added."""
    soft = _soft(paragraph)
    found = {}
    lang = paragraph.runs[0].lang if len(paragraph.runs) == 1 else ""
    for number in _candidates(paragraph, rule, soft):
        word = paragraph.words[number]
        text = paragraph.text[word.start : word.end]
        plain: tuple[int, ...] = ()
        hyphens: tuple[int, ...] = ()
        if rule is WordBreakRule.OFFICE:
            plain = office_word_breaks(text)
        elif rule is not WordBreakRule.NONE:
            plain = book_word_breaks(text)
        if rule is WordBreakRule.HYPHENS and not plain and number not in soft and number < len(paragraph.words) - 1:
            hyphens = hyphen_places(text, lang or paragraph.lang(number))
        if not plain and number not in soft:
            if hyphens:
                found[number] = tuple([(word.start + at, True) for at in hyphens])
            continue
        places = {word.start + at: False for at in plain} | dict.fromkeys(soft.get(number, ()), True)
        found[number] = tuple(sorted(places.items()))
    return found


def _candidates(paragraph: ShapedParagraph, rule: WordBreakRule, soft: Mapping[int, list[int]]) -> Collection[int]:
    """Return the numbers of the words that may have breaks inside."""
    told = (match.start() for match in _TELLING.finditer(paragraph.text)) if rule is not WordBreakRule.NONE else ()
    found = {*soft, *(number for at in told if (number := _word_at(paragraph, at)) >= 0)}
    if rule is WordBreakRule.HYPHENS:
        found.update([number for number, (start, end, _) in enumerate(paragraph.words) if end - start >= SHORTEST])
    return sorted(found)


def _soft(paragraph: ShapedParagraph) -> dict[int, list[int]]:
    """Return for words with soft hyphens inside the places of these."""
    found: dict[int, list[int]] = {}
    for at in sorted(paragraph.measured.soft):
        number = _word_at(paragraph, at)
        if number >= 0 and paragraph.words[number].start < at < paragraph.words[number].end:
            found.setdefault(number, []).append(at)
    return found


def _word_at(paragraph: ShapedParagraph, at: int) -> int:
    """Return the number of the word that holds the character `at` or is before it; -1 where none does."""
    return bisect_right(paragraph.words, at, key=attrgetter("start")) - 1


def _inside(
    paragraph: ShapedParagraph, number: int, pen: int, spaces: int, breaks: tuple[tuple[int, bool], ...]
) -> list[Breakpoint]:
    """Return the breakpoints inside the word `number`, which begins at `pen`."""
    measured = paragraph.measured
    start, end, width = paragraph.words[number]
    return [
        new_tuple(
            Breakpoint,
            (
                number,
                at,
                pen + measured.width(start, at, hyphen=hyphen),
                pen + width - measured.width(at, end),
                spaces,
                spaces,
                HYPHEN if hyphen else DASH,
                hyphen,
                False,
                False,
            ),
        )
        for at, hyphen in breaks
    ]


def _emergencies(
    paragraph: ShapedParagraph, last: Breakpoint, following: Breakpoint, measure: int
) -> Iterator[Breakpoint]:
    """Yield breakpoints between two that are too far apart, each as late as `measure` allows.

    A line as wide as `measure` ends at a space that binds if it holds one, else between two characters.
    """
    measured = paragraph.measured
    pen, spaces = last.begin, last.spaces_begin
    line = pen
    first = last.word if last.word >= 0 and last.at < paragraph.words[last.word].end else last.word + 1
    for number in range(first, following.word + 1):
        word, gap = paragraph.words[number], paragraph.gaps[number]
        start, end = max(word.start, last.at), min(word.end, following.at) if number == following.word else word.end
        width = measured.width(start, end, hyphen=following.hyphen and end == following.at)
        if pen + width - line > measure and pen > line:
            before = paragraph.gaps[number - 1].width
            yield Breakpoint(
                number - 1,
                paragraph.words[number - 1].end,
                pen - before,
                pen,
                spaces - before,
                spaces,
                EMERGENCY,
                space=True,
            )
            line = pen
        while width > measure:
            at = _longest(measured, start, end, measure)
            if at >= end:
                break
            rest = measured.width(at, end) if end - at <= LONG else width - measured.width(start, at)
            yield Breakpoint(number, at, pen + measured.width(start, at), pen + width - rest, spaces, spaces, EMERGENCY)
            pen, width, start = pen + width - rest, rest, at
            line = pen
        pen += width + gap.width
        spaces += gap.width


def _longest(measured: MeasuredText, start: int, end: int, measure: int) -> int:
    """Return the end of the longest part from `start` that `measure` holds, one character at least."""
    seen = start
    places: tuple[int, ...] = ()
    while seen < end and (not places or measured.width(start, seen) <= measure):
        seen = min(end, start + max(FEW, 2 * (seen - start)))
        places = character_breaks(measured.text[start:seen])
    places = (*(start + at for at in places), seen)
    low, high = 0, len(places)  # places[low] is taken whatever its width
    while high - low > 1:
        middle = (low + high) // 2
        if measured.width(start, places[middle]) <= measure:
            low = middle
        else:
            high = middle
    return places[low]
