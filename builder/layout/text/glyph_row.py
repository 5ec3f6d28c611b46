"""All glyphs of a paragraph in one row, so that a line of whole words is a slice of it."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct


class GlyphRow(Struct, frozen=True):
    """The glyphs of a text, one for each of its characters, as if it were one line; lengths are EMU."""

    glyphs: tuple[int, ...]
    pens: tuple[int, ...]
    """Where each glyph is, and where the last one ends."""
    spaces: list[int]
    """Indices of the word spaces."""
    segments: list[tuple[int, int, int]]
    """First index, index after the last, and number of each run."""

    def segments_in(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Return what the runs have of the characters from `first` up to `last`."""
        if len(self.segments) == 1:
            return [(first, last, self.segments[0][2])]
        return [
            (max(start, first), min(end, last), run)
            for start, end, run in self.segments
            if end > first and start < last
        ]

    def spaces_in(self, first: int, last: int) -> list[int]:
        """Return the indices of the word spaces among the characters from `first` up to `last`."""
        return self.spaces[bisect_left(self.spaces, first) : bisect_left(self.spaces, last)]
