"""Every place where a line of a paragraph may end, with the widths that the choice needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import sub
from typing import NamedTuple

from builder.layout.text.break_rules import letter_breaks
from builder.layout.text.paragraph import GapKind, ShapedParagraph, new_tuple
from builder.layout.text.word_breaks import WordBreakRule, word_breaks_in

HYPHEN, DASH = 100, 50
"""Penalty of an added hyphen and of a break after a dash (TeX has 50 for both; readers of short papers want few)."""

EMERGENCY = 1000
"""Penalty of a break between two characters or at a space that binds, where nothing else fits."""


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


class _Base(NamedTuple):
    """The stops of a paragraph whatever the measure."""

    stops: list[Breakpoint]
    widest: int
    """The widest piece between two of them, EMU."""


def find_breakpoints(
    paragraph: ShapedParagraph, measure: int, cutting: WordBreakRule, tied: frozenset[int]
) -> list[Breakpoint]:
    """Return the stops of `paragraph` in order, the paragraph's end last.

    `tied` are indices of spaces that bind. Where two stops are further apart than `measure`, emergency stops are put
    between them, so that a way through with lines no wider than `measure` always exists (unless a single character
    is wider).
    """
    base = paragraph.kept((cutting, tied), lambda: _base(paragraph, cutting, tied))
    if base.widest <= measure:
        return base.stops
    stops: list[Breakpoint] = []
    last = NOTHING
    for stop in base.stops:
        if stop.end - last.begin > measure:
            stops += _emergencies(paragraph, last, stop, measure)
        stops.append(stop)
        last = stop
    return stops


def _base(paragraph: ShapedParagraph, cutting: WordBreakRule, tied: frozenset[int]) -> _Base:
    cuts = word_breaks_in(paragraph, cutting)
    stops: list[Breakpoint] = []
    pen = spaces = 0
    for number, ((_, at, width), (joint, gap)) in enumerate(zip(paragraph.words, paragraph.gaps, strict=True)):
        if number in cuts:
            stops += _inside(paragraph, number, pen, spaces, cuts[number])
        after = pen + width
        pen = after + gap
        if joint is not GapKind.BOUND and at not in tied:
            forced, space = joint is GapKind.STOP, joint is GapKind.SPACE
            stops.append(new_tuple(Breakpoint, (number, at, after, pen, spaces, spaces + gap, 0, False, space, forced)))
        spaces += gap
    begins = chain((0,), [stop.begin for stop in stops])
    return _Base(stops, max(map(sub, [stop.end for stop in stops], begins)))


def _inside(
    paragraph: ShapedParagraph, number: int, pen: int, spaces: int, cuts: tuple[tuple[int, bool], ...]
) -> list[Breakpoint]:
    """Return the stops inside the word `number`, which begins at `pen`."""
    start, end, width = paragraph.words[number]
    return [
        new_tuple(
            Breakpoint,
            (
                number,
                at,
                pen + paragraph.part_width(start, at, hyphen=hyphen),
                pen + width - paragraph.part_width(at, end),
                spaces,
                spaces,
                HYPHEN if hyphen else DASH,
                hyphen,
                False,
                False,
            ),
        )
        for at, hyphen in cuts
    ]


def _emergencies(paragraph: ShapedParagraph, last: Breakpoint, stop: Breakpoint, measure: int) -> Iterator[Breakpoint]:
    """Yield stops as far apart as `measure` allows: at spaces that bind, else between characters."""
    pen, spaces = last.begin, last.spaces_begin
    line = pen
    first = last.word if last.word >= 0 and last.at < paragraph.words[last.word].end else last.word + 1
    for number in range(first, stop.word + 1):
        word, gap = paragraph.words[number], paragraph.gaps[number]
        start, end = max(word.start, last.at), min(word.end, stop.at) if number == stop.word else word.end
        width = paragraph.part_width(start, end, hyphen=stop.hyphen and end == stop.at)
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
            at = _longest(paragraph, start, end, measure)
            if at >= end:
                break
            rest = paragraph.part_width(at, end)
            yield Breakpoint(
                number, at, pen + paragraph.part_width(start, at), pen + width - rest, spaces, spaces, EMERGENCY
            )
            pen, width, start = pen + width - rest, rest, at
            line = pen
        pen += width + gap.width
        spaces += gap.width


def _longest(paragraph: ShapedParagraph, start: int, end: int, measure: int) -> int:
    """Return the end of the longest part from `start` that `measure` holds, one character at least."""
    places = [start + at for at in letter_breaks(paragraph.text[start:end])] + [end]
    low, high = 0, 1  # places[low] is taken whatever its width
    while high < len(places) and paragraph.part_width(start, places[high]) <= measure:
        low, high = high, high * 2
    high = min(high, len(places))
    while high - low > 1:
        middle = (low + high) // 2
        if paragraph.part_width(start, places[middle]) <= measure:
            low = middle
        else:
            high = middle
    return places[low]
