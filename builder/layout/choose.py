"""Which of the stops end the lines: the first fit, or the best for the whole paragraph (Knuth and Plass, 1981)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.layout.galley import Galley
from builder.layout.stops import Stop
from builder.value import value

STRETCH, SHRINK = 0.5, 0.25
"""By how much of its width a word space grows or shrinks at ratio 1 (TeX's cmr10: a half and a third)."""

TIGHTEST = 0.75
"""The narrowest word space, times its natural width."""

TRACKING = 0.02
"""The most that a letter's advance is changed to justify, em (microtype stretches letters by two hundredths, too).

At 57 letters a line it spares a commentary all its hyphens, with no word space wider than 1.5 times its own."""

RUNT = 0.25
"""A last line shorter than this share of the measure is a runt."""

NOTHING = Stop(-1, 0, 0, 0, 0, 0)
"""What stands before the first line."""

_LADDER = 3000.0
_THIRD_HYPHEN = 1e7
_JUMP = 3000.0
_RUNT_BADNESS = 300.0
_RAGGED = 0.15
"""In ragged text a gap of this share of the measure is as bad as a word space of 1.5."""


@value(frozen=True, slots=True)
class Measure:
    """What lines are judged by; EMU."""

    width: int
    em: int
    """The size of the text."""
    loosest: float = 1.5
    """The widest word space, times its natural width."""
    justified: bool = True


class _Node(NamedTuple):
    """The best way to end a line at a stop."""

    stop: Stop
    number: int
    """Which of the stops."""
    demerits: float
    fitness: int
    hyphens: int
    """How many lines in a row end in a hyphen."""


def first_fit(galley: Galley, stops: Sequence[Stop], width: int) -> list[int]:
    """Return the indices of the stops that end the lines, each line as long as it can be."""
    chosen: list[int] = []
    start = NOTHING
    fits = -1
    index = 0
    while index < len(stops):
        stop = stops[index]
        if fits < 0 or line_width(galley, start, stop) <= width:
            fits = index
            index += 1
            if not stop.forced:
                continue
        chosen.append(fits)
        start, index, fits = stops[fits], fits + 1, -1
    return chosen


def line_width(galley: Galley, start: Stop, stop: Stop) -> int:
    """Return the natural width of the line between two stops, EMU."""
    if start.word == stop.word and start.at < stop.at:
        return galley.part_width(max(start.at, galley.words[stop.word].start), stop.at, hyphen=stop.hyphen)
    return stop.end - start.begin


def best_fit(galley: Galley, stops: Sequence[Stop], measure: Measure) -> list[int] | None:
    """Return the indices of the stops with the least demerits, or None where no way keeps within `measure`."""
    active = [_Node(NOTHING, -1, 0.0, 1, 0)]
    previous = [-1] * len(stops)
    for number, stop in enumerate(stops):
        best: _Node | None = None
        overfull = 0
        for node in active:
            before = node.stop
            if before.word == stop.word:
                gap = measure.width - line_width(galley, before, stop)
            else:
                gap = measure.width - stop.end + before.begin
            spaces = stop.spaces_end - before.spaces_begin
            ratio = _ratio(gap, spaces, stop.at - before.at, measure, last=stop.forced)
            if ratio is None and gap < 0:
                overfull += 1
                continue
            if ratio is None:
                break
            runt = _runt(gap, spaces, measure) if stop.forced else 0.0
            demerits, fitness, hyphens = _judged(node, stop, ratio, runt)
            if best is None or demerits < best.demerits:
                best = _Node(stop, number, demerits, fitness, hyphens)
                previous[number] = node.number
        if overfull:
            del active[:overfull]
        if best is not None:
            active = [best] if stop.forced else [*active, best]
        elif stop.forced:
            return None
        if not active:
            return None
    return _path(previous, len(stops) - 1)


def _ratio(gap: int, spaces: int, letters: int, measure: Measure, *, last: bool) -> float | None:
    """How far the line must stretch (positive) or shrink; None where it cannot."""
    if not measure.justified:
        return None if gap < 0 else 0.0 if last else gap / (_RAGGED * measure.width)
    track = letters * TRACKING * measure.em
    if gap < 0:
        shrink = spaces * (1 - TIGHTEST) + track * 0.6
        return None if -gap > shrink else gap / shrink
    if last:
        return 0.0
    if gap > spaces * (measure.loosest - 1) + track:
        return None
    stretch = spaces * STRETCH + track
    return gap / stretch if stretch else 0.0


def _runt(gap: int, spaces: int, measure: Measure) -> float:
    return _RUNT_BADNESS if measure.width - gap < RUNT * measure.width or not spaces else 0.0


def _judged(before: _Node, stop: Stop, ratio: float, runt: float) -> tuple[float, int, int]:
    """Return the demerits of all lines up to `stop`, the fitness of the last, and the hyphens in a row."""
    badness = 100 * abs(ratio) ** 3
    badness = (1e4 if badness > 1e4 else badness) + runt  # noqa: FURB136 - a call of `min` takes as long as the rest
    fitness = 1 if -0.5 <= ratio <= 0.5 else 0 if ratio < 0 else 2 if ratio <= 1 else 3
    demerits = before.demerits + (10 + badness) ** 2 + float(stop.penalty) ** 2
    if abs(fitness - before.fitness) > 1:
        demerits += _JUMP
    if not stop.hyphen:
        return demerits, fitness, 0
    hyphens = before.hyphens + 1
    if hyphens > 1:
        demerits += _LADDER if hyphens == 2 else _THIRD_HYPHEN
    return demerits, fitness, hyphens


def _path(previous: Sequence[int], last: int) -> list[int]:
    chosen = []
    while last >= 0:
        chosen.append(last)
        last = previous[last]
    return chosen[::-1]
