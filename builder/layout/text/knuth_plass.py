"""The line breaks that are best for a paragraph as a whole (Knuth and Plass 1981).

The reference is D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, Software: Practice and Experience 11.

Every line has a badness, the cube of how far its spaces are stretched or shrunk of what they can be, and demerits, the
square of its badness with what its breakpoint costs and how it looks below the line before it. Wanted is the way from
the beginning to the end of the paragraph whose lines have the fewest demerits together. The breakpoints are visited in
order, and for each the best way to end a line there is kept as an active node: the best way to a later breakpoint
continues one of these. A node is dropped as soon as a line from it would be overfull, so that each breakpoint is
compared with those that are a line's length before it, and the time grows with the length of the text.

Three things differ from TeX. There is one active node for each breakpoint instead of one for each class of fitness, so
that a line which jumps from tight to loose pays for it, but no other way is kept for its sake. Justification may move
characters apart a little (TRACKING) before it stretches spaces. And there is no second pass with a tolerance: where no
way keeps within bounds the answer is None, and `line_choice` tries other breakpoints or other bounds.
"""

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from msgspec import Struct

from builder.layout.text.breakpoints import Breakpoint, natural_width
from builder.layout.text.paragraph import ShapedParagraph, new_tuple

STRETCH, SHRINK = 0.5, 0.25
"""By how much of its width a word space grows or shrinks at ratio 1 (TeX's cmr10: a half and a third)."""

TRACKING, TIGHTER = 0.02, 0.6
"""The most that an advance is widened to justify, em (microtype stretches characters by two hundredths, too), and how
much of that it may be narrowed.

At 57 characters a line it spares a commentary all its hyphens, with no word space wider than 1.5 times its own.
"""

RUNT = 0.25
"""A last line shorter than this share of the measure is a runt."""

_EASIEST = 10.0**2
"""Demerits of a line without badness."""

_WORST = 1e4
"""The most that the badness of a line can be."""

_LADDER = 3000.0
"""Demerits of a second line in a row that ends in a hyphen."""

_THIRD_HYPHEN = 1e7
"""Demerits of a third one and each after it."""

_JUMP = 3000.0
"""Demerits of a line that is two classes of fitness from the one before it (TeX's \\adjdemerits is 10,000)."""

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


class _Node(NamedTuple):
    """The best way to end a line at a breakpoint."""

    word: int
    """As in the breakpoint, like `at`, `begin` and `spaces`."""
    at: int
    begin: int
    spaces: int
    number: int
    """The number of the breakpoint."""
    demerits: float
    """Of all lines so far."""
    fitness: int
    """The class of the last line: 0 tight, 1 decent, 2 loose, 3 very loose."""
    hyphens: int
    """How many lines in a row end in a hyphen."""


_START = _Node(-1, 0, 0, 0, -1, 0.0, 1, 0)

_Ratio = Callable[[int, int, int], float | None]
"""How far a line that is not the last must stretch (positive) or shrink; None if it cannot.

Takes what is free in the line (EMU), the width of its spaces (EMU), and the number of its characters.
"""


def best_fit(paragraph: ShapedParagraph, points: Sequence[Breakpoint], measure: LineMeasure) -> list[int] | None:
    """Return the indices of the breakpoints with the fewest demerits, or None if no way keeps within `measure`."""
    ratio_of = _justified(measure) if measure.justified else _ragged(measure)
    active = [_START]
    previous = [-1] * len(points)
    for number, point in enumerate(points):
        word, at, end, begin, spaces_end, spaces_begin, penalty, hyphen, _, forced = point
        free, cost = measure.width - end, float(penalty) ** 2
        best: _Node | None = None
        least = inf
        overfull = 0
        for node in active:
            gap = free + node.begin
            if node.word == word:
                gap = measure.width - natural_width(paragraph, points[node.number], point)
            if gap >= 0 and node.demerits + _EASIEST + cost >= least:
                continue  # even a line without badness would not be better
            spaces = spaces_end - node.spaces
            ratio = 0.0 if forced and gap >= 0 else ratio_of(gap, spaces, at - node.at)
            if ratio is None:
                if gap >= 0:
                    break  # lines from later nodes are shorter still
                overfull += 1
                continue
            badness = min(100 * abs(ratio) ** 3, _WORST) + (_runt(gap, spaces, measure) if forced else 0.0)
            demerits = node.demerits + (10 + badness) ** 2 + cost
            if demerits >= least:
                continue
            fitness = _fitness(ratio)
            demerits += _strain(node, fitness, hyphen=hyphen)
            if demerits < least:
                least = demerits
                hyphens = node.hyphens + 1 if hyphen else 0
                best = new_tuple(_Node, (word, at, begin, spaces_begin, number, demerits, fitness, hyphens))
                previous[number] = node.number
        del active[:overfull]
        if best is not None:
            active = [best] if forced else [*active, best]
        if not active or (forced and best is None):
            return None
    return _path(previous, len(points) - 1)


def _justified(measure: LineMeasure) -> _Ratio:
    em, looser = measure.em, measure.loosest - 1

    def ratio(gap: int, spaces: int, characters: int) -> float | None:
        room = characters * TRACKING * em
        if gap < 0:
            give = spaces * SHRINK + room * TIGHTER
            return None if -gap > give else gap / give
        if gap > spaces * looser + room:
            return None
        stretch = spaces * STRETCH + room
        return gap / stretch if stretch else 0.0

    return ratio


def _ragged(measure: LineMeasure) -> _Ratio:
    bad = _RAGGED * measure.width

    def ratio(gap: int, _spaces: int, _letters: int) -> float | None:
        return None if gap < 0 else gap / bad

    return ratio


def _fitness(ratio: float) -> int:
    return 1 if -0.5 <= ratio <= 0.5 else 0 if ratio < 0 else 2 if ratio <= 1 else 3


def _strain(before: _Node, fitness: int, *, hyphen: bool) -> float:
    """Return the demerits of a line for how it follows the one `before` it."""
    strain = _JUMP if abs(fitness - before.fitness) > 1 else 0.0
    if hyphen and before.hyphens:
        strain += _LADDER if before.hyphens == 1 else _THIRD_HYPHEN
    return strain


def _runt(gap: int, spaces: int, measure: LineMeasure) -> float:
    return _RUNT_BADNESS if measure.width - gap < RUNT * measure.width or not spaces else 0.0


def _path(previous: Sequence[int], last: int) -> list[int]:
    chosen = []
    while last >= 0:
        chosen.append(last)
        last = previous[last]
    return chosen[::-1]
