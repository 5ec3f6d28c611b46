"""Every place where a line of a galley may end, with the widths that the choice needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import sub
from typing import NamedTuple

from builder.layout.breaks import letter_breaks
from builder.layout.cuts import Cutting, cuts_of
from builder.layout.galley import Galley, Joint, new_tuple

HYPHEN, DASH = 100, 50
"""Penalty of an added hyphen and of a break after a dash (TeX has 50 for both; readers of short papers want few)."""

EMERGENCY = 1000
"""Penalty of a break between two letters or at a space that binds, where nothing else fits."""


class Stop(NamedTuple):
    """A place where a line may end. Widths are EMU from the start of the paragraph, as if it were one line."""

    word: int
    """The last word of the line."""
    at: int
    """Index in the galley's text where the line ends."""
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


NOTHING = Stop(-1, 0, 0, 0, 0, 0)
"""What stands before the first line."""


class _Base(NamedTuple):
    """The stops of a galley whatever the measure."""

    stops: list[Stop]
    widest: int
    """The widest piece between two of them, EMU."""


def find_stops(galley: Galley, measure: int, cutting: Cutting, tied: frozenset[int]) -> list[Stop]:
    """Return the stops of `galley` in order, the paragraph's end last.

    `tied` are indices of spaces that bind. Where two stops are further apart than `measure`, emergency stops stand
    between them, so that a way through with lines no wider than `measure` always exists (unless a single letter
    is wider).
    """
    base = galley.kept((cutting, tied), lambda: _base(galley, cutting, tied))
    if base.widest <= measure:
        return base.stops
    stops: list[Stop] = []
    last = NOTHING
    for stop in base.stops:
        if stop.end - last.begin > measure:
            stops += _emergencies(galley, last, stop, measure)
        stops.append(stop)
        last = stop
    return stops


def _base(galley: Galley, cutting: Cutting, tied: frozenset[int]) -> _Base:
    cuts = cuts_of(galley, cutting)
    stops: list[Stop] = []
    pen = spaces = 0
    for number, ((_, at, width), (joint, gap)) in enumerate(zip(galley.words, galley.gaps, strict=True)):
        if number in cuts:
            stops += _inside(galley, number, pen, spaces, cuts[number])
        after = pen + width
        pen = after + gap
        if joint is not Joint.BOUND and at not in tied:
            forced, space = joint is Joint.STOP, joint is Joint.SPACE
            stops.append(new_tuple(Stop, (number, at, after, pen, spaces, spaces + gap, 0, False, space, forced)))
        spaces += gap
    begins = chain((0,), [stop.begin for stop in stops])
    return _Base(stops, max(map(sub, [stop.end for stop in stops], begins)))


def _inside(galley: Galley, number: int, pen: int, spaces: int, cuts: tuple[tuple[int, bool], ...]) -> list[Stop]:
    """Return the stops inside the word `number`, which begins at `pen`."""
    start, end, width = galley.words[number]
    return [
        new_tuple(
            Stop,
            (
                number,
                at,
                pen + galley.part_width(start, at, hyphen=hyphen),
                pen + width - galley.part_width(at, end),
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


def _emergencies(galley: Galley, last: Stop, stop: Stop, measure: int) -> Iterator[Stop]:
    """Yield stops as far apart as `measure` allows: at spaces that bind, else between letters."""
    pen, spaces = last.begin, last.spaces_begin
    line = pen
    first = last.word if last.word >= 0 and last.at < galley.words[last.word].end else last.word + 1
    for number in range(first, stop.word + 1):
        word, gap = galley.words[number], galley.gaps[number]
        start, end = max(word.start, last.at), min(word.end, stop.at) if number == stop.word else word.end
        width = galley.part_width(start, end, hyphen=stop.hyphen and end == stop.at)
        if pen + width - line > measure and pen > line:
            before = galley.gaps[number - 1].width
            yield Stop(
                number - 1,
                galley.words[number - 1].end,
                pen - before,
                pen,
                spaces - before,
                spaces,
                EMERGENCY,
                space=True,
            )
            line = pen
        while width > measure:
            at = _longest(galley, start, end, measure)
            if at >= end:
                break
            rest = galley.part_width(at, end)
            yield Stop(number, at, pen + galley.part_width(start, at), pen + width - rest, spaces, spaces, EMERGENCY)
            pen, width, start = pen + width - rest, rest, at
            line = pen
        pen += width + gap.width
        spaces += gap.width


def _longest(galley: Galley, start: int, end: int, measure: int) -> int:
    """Return the end of the longest part from `start` that `measure` holds, one letter at least."""
    places = [start + at for at in letter_breaks(galley.text[start:end])] + [end]
    low, high = 0, 1  # places[low] is taken whatever its width
    while high < len(places) and galley.part_width(start, places[high]) <= measure:
        low, high = high, high * 2
    high = min(high, len(places))
    while high - low > 1:
        middle = (low + high) // 2
        if galley.part_width(start, places[middle]) <= measure:
            low = middle
        else:
            high = middle
    return places[low]
