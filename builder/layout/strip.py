"""All glyphs of a galley in one row, so that a line of whole words is a slice of it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from builder.layout.galley import Galley
from builder.value import value

WORD_SPACES = frozenset(" \u00a0")
"""The spaces that justification stretches."""


class Segment(NamedTuple):
    """Glyphs that are set in one go: of one run, showing characters that follow each other."""

    first: int
    """Index of its first glyph."""
    last: int
    """Index after its last glyph."""
    start: int
    """Index in the galley's text of the character that the first glyph shows."""
    run: int


@value(frozen=True, slots=True)
class Strip:
    """The glyphs of a galley, one for each character, as if it were one line; lengths are EMU."""

    glyphs: tuple[int, ...]
    pens: tuple[int, ...]
    """Where each glyph stands, and where the last one ends."""
    spaces: tuple[int, ...]
    """Indices of the glyphs that are word spaces."""
    begins: tuple[int, ...]
    """For each word the index of its first glyph."""
    segments: tuple[Segment, ...]

    def segments_in(self, first: int, last: int) -> list[Segment]:
        """Return what the segments have of the glyphs from `first` up to `last`."""
        if len(self.segments) == 1:
            one = self.segments[0]
            return [Segment(first, last, one.start + first - one.first, one.run)]
        found = []
        for one in self.segments:
            if one.last > first and one.first < last:
                begin = max(one.first, first)
                found.append(Segment(begin, min(one.last, last), one.start + begin - one.first, one.run))
        return found

    def spaces_in(self, first: int, last: int) -> tuple[int, ...]:
        """Return the indices of the word spaces among the glyphs from `first` up to `last`."""
        return self.spaces[bisect_left(self.spaces, first) : bisect_left(self.spaces, last)]


def strip_of(galley: Galley) -> Strip | None:
    """Return the strip of `galley`; None where letters run leftwards, join, or stand elsewhere than at their pen."""
    if not galley.plain:
        return None
    glyphs: list[int] = []
    advances: list[int] = []
    spaces: list[int] = []
    begins: list[int] = []
    segments: list[Segment] = []
    run, start, end = -1, 0, -1
    for number, atoms in enumerate(galley.atoms()):
        if number % 2 == 0:
            begins.append(len(glyphs))
        for atom in atoms:
            shaped, count = atom.shaped, len(atom.text)
            if shaped.shifts or shaped.rises or not len(shaped.glyphs) == shaped.letters == count:
                return None
            at = len(glyphs)
            if atom.run != run or atom.start != end:
                if at:
                    segments.append(Segment(at - (end - start), at, start, run))
                run, start = atom.run, atom.start
            end = atom.start + count
            if atom.text in WORD_SPACES:
                spaces.append(at)
            glyphs += shaped.glyphs
            advances += shaped.advances
    segments.append(Segment(len(glyphs) - (end - start), len(glyphs), start, run))
    return Strip(tuple(glyphs), tuple(accumulate(advances, initial=0)), tuple(spaces), tuple(begins), tuple(segments))
