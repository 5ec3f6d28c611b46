"""Which of the stops end the lines: the first fit, or the best for the whole paragraph (Knuth and Plass, 1981)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from msgspec import Struct

from builder.layout.text.breakpoints import NOTHING, Breakpoint
from builder.layout.text.paragraph import ShapedParagraph

STRETCH, SHRINK = 0.5, 0.25
"""By how much of its width a word space grows or shrinks at ratio 1 (TeX's cmr10: a half and a third)."""

TIGHTEST = 0.75
"""The narrowest word space, times its natural width."""

TRACKING = 0.02
"""The most that an advance is changed to justify, em (microtype stretches characters by two hundredths, too).

At 57 letters a line it spares a commentary all its hyphens, with no word space wider than 1.5 times its own."""

RUNT = 0.25
"""A last line shorter than this share of the measure is a runt."""

_EASIEST = 10.0**2
"""Demerits of a line without badness."""

_LADDER = 3000.0
_THIRD_HYPHEN = 1e7
_JUMP = 3000.0
_RUNT_BADNESS = 300.0
_RAGGED = 0.15
"""In ragged text a gap of this share of the measure is as bad as a word space of 1.5."""


class LineMeasure(Struct, frozen=True):
    """What lines are judged by; EMU."""

    width: int
    em: int
    """The size of the text."""
    loosest: float = 1.5
    """The widest word space, times its natural width."""
    justified: bool = True


_Node = tuple[int, int, int, int, int, float, int, int]
"""The best way to end a line at a stop: the stop's word, index, `begin` and `spaces_begin`; its number; the demerits so
far, the fitness of the line, and how many lines in a row end in a hyphen. Unpacked a thousand times a paragraph."""

_Ratio = Callable[[int, int, int, bool], float | None]
"""How far a line must stretch (positive) or shrink; None if it cannot. Takes what is free (EMU), the width of its
spaces (EMU), the number of its characters, and whether it is the last."""


def first_fit(paragraph: ShapedParagraph, stops: Sequence[Breakpoint], width: int) -> list[int]:
    """Return the indices of the stops that end the lines, each line as long as it can be."""
    chosen: list[int] = []
    start = NOTHING
    fits = -1
    index = 0
    while index < len(stops):
        stop = stops[index]
        if fits < 0 or line_width(paragraph, start, stop) <= width:
            fits = index
            index += 1
            if not stop.forced:
                continue
        chosen.append(fits)
        start, index, fits = stops[fits], fits + 1, -1
    return chosen


def line_width(paragraph: ShapedParagraph, start: Breakpoint, stop: Breakpoint) -> int:
    """Return the natural width of the line between two stops, EMU."""
    if start.word == stop.word and start.at < stop.at:
        return paragraph.part_width(max(start.at, paragraph.words[stop.word].start), stop.at, hyphen=stop.hyphen)
    return stop.end - start.begin


def best_fit(paragraph: ShapedParagraph, stops: Sequence[Breakpoint], measure: LineMeasure) -> list[int] | None:
    """Return the indices of the stops with the least demerits, or None if no way keeps within `measure`."""
    ratio_of = _justified(measure) if measure.justified else _ragged(measure)
    active: list[_Node] = [(-1, 0, 0, 0, -1, 0.0, 1, 0)]
    previous = [-1] * len(stops)
    for number, stop in enumerate(stops):
        word, at, end, begin, spaces_end, spaces_begin, penalty, hyphen, _, forced = stop
        free, cost = measure.width - end, float(penalty) ** 2
        best: _Node | None = None
        least = inf
        overfull = 0
        for node in active:
            gap = free + node[2]
            if node[0] == word:
                gap = measure.width - line_width(paragraph, stops[node[4]], stop)
            if gap >= 0 and node[5] + _EASIEST + cost >= least:
                continue  # even a line without badness would not be better
            spaces = spaces_end - node[3]
            ratio = ratio_of(gap, spaces, at - node[1], forced)
            if ratio is None and gap < 0:
                overfull += 1
                continue
            if ratio is None:
                break
            badness = _badness(ratio) + (_runt(gap, spaces, measure) if forced else 0.0)
            fitness = _fitness(ratio)
            demerits = _strained(node[5] + (10 + badness) ** 2 + cost, node, fitness, hyphen)
            if demerits < least:
                least = demerits
                best = (word, at, begin, spaces_begin, number, demerits, fitness, node[7] + 1 if hyphen else 0)
                previous[number] = node[4]
        if overfull:
            del active[:overfull]
        if best is not None:
            active = [best] if forced else [*active, best]
        if not active or (forced and best is None):
            return None
    return _path(previous, len(stops) - 1)


def _justified(measure: LineMeasure) -> _Ratio:
    em, shrink, looser = measure.em, 1 - TIGHTEST, measure.loosest - 1

    def ratio(gap: int, spaces: int, letters: int, last: bool) -> float | None:  # noqa: FBT001 - called by place
        track = letters * TRACKING * em
        if gap < 0:
            give = spaces * shrink + track * 0.6
            return None if -gap > give else gap / give
        if last:
            return 0.0
        if gap > spaces * looser + track:
            return None
        stretch = spaces * STRETCH + track
        return gap / stretch if stretch else 0.0

    return ratio


def _ragged(measure: LineMeasure) -> _Ratio:
    bad = _RAGGED * measure.width

    def ratio(gap: int, _spaces: int, _letters: int, last: bool) -> float | None:  # noqa: FBT001 - called by place
        return None if gap < 0 else 0.0 if last else gap / bad

    return ratio


def _badness(ratio: float) -> float:
    badness = 100 * abs(ratio) ** 3
    return 1e4 if badness > 1e4 else badness  # noqa: FURB136 - a call of `min` takes as long as the rest


def _fitness(ratio: float) -> int:
    return 1 if -0.5 <= ratio <= 0.5 else 0 if ratio < 0 else 2 if ratio <= 1 else 3


def _strained(demerits: float, before: _Node, fitness: int, hyphen: bool) -> float:  # noqa: FBT001 - called by place
    """Return the demerits of a line with those for how it follows the one `before` it."""
    if abs(fitness - before[6]) > 1:
        demerits += _JUMP
    if hyphen and before[7]:
        demerits += _LADDER if before[7] == 1 else _THIRD_HYPHEN
    return demerits


def _runt(gap: int, spaces: int, measure: LineMeasure) -> float:
    return _RUNT_BADNESS if measure.width - gap < RUNT * measure.width or not spaces else 0.0


def _path(previous: Sequence[int], last: int) -> list[int]:
    chosen = []
    while last >= 0:
        chosen.append(last)
        last = previous[last]
    return chosen[::-1]
