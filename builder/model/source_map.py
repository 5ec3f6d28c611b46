"""Where each character of a text is in its source file."""

from bisect import bisect_right

from msgspec import Struct

from builder.model.findings import Span


class SourceMap(Struct, frozen=True):
    """A map from offsets in a text to lines and columns of a source; between two marks columns count on."""

    source: str
    offsets: tuple[int, ...]
    """Offsets at which the text and the source part company, ascending, the first one 0."""
    corners: tuple[tuple[int, int], ...]
    """Line and column (from 1) of each of those offsets."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at `offset`."""
        at = max(bisect_right(self.offsets, offset) - 1, 0)
        line, column = self.corners[at]
        return line, column + max(offset - self.offsets[at], 0)

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters from `start` up to `end`."""
        line, column = self.place(start)
        end_line, end_column = self.place(max(end - 1, start))
        return Span(self.source, line, column, end_line, end_column + 1)
