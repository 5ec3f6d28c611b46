"""A paragraph broken into lines in one of three ways."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from builder.layout.text.breakpoints import NOTHING, Breakpoint, find_breakpoints
from builder.layout.text.knuth_plass import LineMeasure, best_fit, first_fit, line_width
from builder.layout.text.line import LineSpan
from builder.layout.text.no_break_spaces import tied_spaces
from builder.layout.text.paragraph import ShapedParagraph
from builder.layout.text.rivers import river_ends
from builder.layout.text.word_breaks import WordBreakRule

RIVER_TRIES, DAM = 4, 120
"""How often other lines are tried where a paragraph has rivers, and the penalty on the line ends that made them."""

_NO_TIES: frozenset[int] = frozenset()


class BreakStrategy(StrEnum):
    """How lines are chosen."""

    GREEDY = "greedy"
    """As PowerPoint and LibreOffice break: the first fit, no hyphens, a word too long is cut between characters."""
    BEST = "best"
    """The best breaks for the whole paragraph, with hyphens only where it does not do without."""
    BALANCED = "balanced"
    """For headings: as few lines as GREEDY, of lengths as even as can be, without hyphens."""


class LineRequest(Struct, frozen=True):
    """What lines are asked for; `measure` is EMU."""

    measure: int
    manner: BreakStrategy
    lang: str
    """The paragraph's language (BCP 47): it says which spaces bind."""
    justify: bool = False
    """Only in the mode BEST: whether all lines but the last are to be as wide as the measure."""
    hyphenate: bool = False


def rows_of(paragraph: ShapedParagraph, wish: LineRequest) -> tuple[tuple[LineSpan, ...], bool]:
    """Return the lines of `paragraph`, which has words, and whether they are justified.

    A text that fits one line is one line in every mode: no other way has fewer demerits.
    """
    if paragraph.width <= wish.measure and not paragraph.forced:
        return (whole_row(paragraph),), wish.justify
    return paragraph.kept(wish, lambda: _Breaking(paragraph, wish).rows())


def whole_row(paragraph: ShapedParagraph) -> LineSpan:
    """Return `paragraph`, which has words, as one line."""
    last = paragraph.words[-1]
    return LineSpan(
        0,
        len(paragraph.words) - 1,
        paragraph.words[0].start,
        last.end,
        hyphen=False,
        space=False,
        ends=True,
        width=paragraph.width,
    )


class _Breaking:
    """One paragraph on its way into lines."""

    def __init__(self, paragraph: ShapedParagraph, wish: LineRequest) -> None:
        self._galley, self._wish, self._measure = paragraph, wish, wish.measure
        self._em = max(run.style.size for run in paragraph.runs)
        self._tied = _NO_TIES

    def rows(self) -> tuple[tuple[LineSpan, ...], bool]:
        if self._wish.manner is BreakStrategy.GREEDY:
            stops = self._stops(WordBreakRule.OFFICE)
            return self._rows(stops, first_fit(self._galley, stops, self._measure)), self._wish.justify
        self._tied = tied_spaces(self._galley.text, self._wish.lang)
        if self._wish.manner is BreakStrategy.BALANCED:
            return self._balanced(), self._wish.justify
        return self._best()

    def _stops(self, cutting: WordBreakRule) -> list[Breakpoint]:
        return find_breakpoints(self._galley, self._measure, cutting, self._tied)

    def _best(self) -> tuple[tuple[LineSpan, ...], bool]:
        plain = self._stops(WordBreakRule.BOOK)
        if not self._wish.justify:
            return self._ragged(plain), False
        rows = self._justified(plain, 1.5)
        if rows is None and self._wish.hyphenate:
            divided = self._stops(WordBreakRule.HYPHENS)
            rows = self._justified(divided, 1.5) or self._justified(divided, 1.8)
        rows = rows or self._justified(plain, 1.8)
        return (rows, True) if rows else (self._ragged(plain), False)

    def _justified(self, stops: list[Breakpoint], loosest: float) -> tuple[LineSpan, ...] | None:
        """Return the best lines; where they have rivers, others as good as any that have fewer."""
        measure = LineMeasure(self._measure, self._em, loosest)
        chosen = best_fit(self._galley, stops, measure)
        if chosen is None:
            return None
        best = self._rows(stops, chosen)
        fewest = river_ends(self._galley, best, self._measure)
        rows, rivers = best, fewest
        for _ in range(RIVER_TRIES if fewest else 0):
            stops = self._dammed(stops, rows, rivers)
            chosen = best_fit(self._galley, stops, measure)
            if chosen is None:
                break
            rows = self._rows(stops, chosen)
            rivers = river_ends(self._galley, rows, self._measure)
            if len(rivers) < len(fewest):
                best, fewest = rows, rivers
            if not rivers:
                break
        return best

    def _dammed(self, stops: list[Breakpoint], rows: tuple[LineSpan, ...], rivers: list[int]) -> list[Breakpoint]:
        """Return `stops` with a penalty on the one that ends the line above where each river is long enough to see."""
        ends = {(rows[at - 1].last, rows[at - 1].end) for at in rivers}
        return [stop._replace(penalty=stop.penalty + DAM) if (stop.word, stop.at) in ends else stop for stop in stops]

    def _ragged(self, plain: list[Breakpoint]) -> tuple[LineSpan, ...]:
        rows = self._rows(plain, self._ragged_fit(plain))
        gaps = (self._measure - row.width for row in rows if not row.ends)
        if not self._wish.hyphenate or max(gaps, default=0) <= 0.25 * self._measure:
            return rows
        divided = self._stops(WordBreakRule.HYPHENS)
        return self._rows(divided, self._ragged_fit(divided))

    def _ragged_fit(self, stops: list[Breakpoint]) -> list[int]:
        chosen = best_fit(self._galley, stops, LineMeasure(self._measure, self._em, justified=False))
        return first_fit(self._galley, stops, self._measure) if chosen is None else chosen

    def _balanced(self) -> tuple[LineSpan, ...]:
        """Return the rows of the narrowest measure that needs no more lines, found by halving to a hundredth of it."""
        stops = self._stops(WordBreakRule.BOOK)
        best = first_fit(self._galley, stops, self._measure)
        whole = self._stops(WordBreakRule.NONE)
        if len(tried := first_fit(self._galley, whole, self._measure)) <= len(best):
            stops, best = whole, tried
        low, high = 0, self._measure
        while high - low > self._measure // 100:
            middle = (low + high) // 2
            tried = first_fit(self._galley, stops, middle)
            if len(tried) <= len(best) and all(row.width <= middle for row in self._rows(stops, tried)):
                best, high = tried, middle
            else:
                low = middle
        return self._rows(stops, best)

    def _rows(self, stops: list[Breakpoint], chosen: list[int]) -> tuple[LineSpan, ...]:
        rows = []
        word, start = 0, self._galley.words[0].start
        before = NOTHING
        for index in chosen:
            stop = stops[index]
            width = line_width(self._galley, before, stop)
            last = index == len(stops) - 1
            space = (stop.space or stop.forced) and not last
            rows.append(LineSpan(word, stop.word, start, stop.at, stop.hyphen, space, stop.forced, width))
            word, start = self._after(stop)
            before = stop
        return tuple(rows)

    def _after(self, stop: Breakpoint) -> tuple[int, int]:
        words = self._galley.words
        if stop.at < words[stop.word].end:
            return stop.word, stop.at
        return stop.word + 1, words[stop.word + 1].start if stop.word + 1 < len(words) else stop.at
