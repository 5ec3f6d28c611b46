"""Text in, broken and placed lines out: the one measurement that slides and handout pages share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from builder.brief import Align
from builder.layout.bidi import runs_leftwards
from builder.layout.breaks import cuts_as_book, cuts_as_office
from builder.layout.choose import NOTHING, Measure, best_fit, first_fit, line_width
from builder.layout.fonts import Faces
from builder.layout.galley import Atom, Galley
from builder.layout.hyphens import hyphen_places
from builder.layout.rivers import river_ends
from builder.layout.setting import Row, set_row
from builder.layout.stops import Stop, find_stops
from builder.layout.ties import tied_spaces
from builder.scene import GlyphRun, Line, SetParagraph, Style, TextRun

RIVER_TRIES, DAM = 4, 120
"""How often other lines are tried where a paragraph has rivers, and the penalty on the line ends that made them."""

_NO_TIES: frozenset[int] = frozenset()


class Manner(Enum):
    """How lines are chosen."""

    GREEDY = "greedy"
    """As PowerPoint and LibreOffice break: the first fit, no hyphens, a word too long is cut between letters."""
    BEST = "best"
    """The best breaks for the whole paragraph, with hyphens only where it does not do without."""
    BALANCED = "balanced"
    """For headings: as few lines as GREEDY, of lengths as even as can be, without hyphens."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph to be set; lengths are EMU."""

    runs: tuple[TextRun, ...]
    align: Align = Align.START
    leading: float = 1.2
    """Distance of baselines as a multiple of the largest size."""
    pitch: int = 0
    """Distance of baselines where it is not nought; then `leading` does not count."""
    before: int = 0
    after: int = 0
    indent: int = 0
    hanging: int = 0
    bullet: str = ""
    bullet_style: Style | None = None
    numbered: int = 0
    level: int = 0
    tag: str = ""
    label_tag: str = ""
    run_tags: tuple[str | None, ...] = ()
    """A tag for each run, or nothing at all."""
    sources: tuple[str, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Broken:
    """A paragraph in lines, not yet placed."""

    copy: Copy
    rows: tuple[Row, ...]
    pitch: int
    """Distance of baselines, EMU."""
    align: Align
    """As in the copy, but START where the text could not be justified within the bounds."""
    measure: int
    """Width in which the lines are aligned, indent taken off, EMU."""
    _galley: Galley
    _tags: tuple[str | None, ...]
    _faces: Faces

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self.rows)

    @property
    def height(self) -> int:
        """Number of lines times pitch, EMU."""
        return self.count * self.pitch

    @property
    def width(self) -> int:
        """The natural width of the widest line, EMU, without indent."""
        return max((row.width for row in self.rows), default=0)

    @property
    def rtl(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return self._galley.rtl

    @property
    def rise(self) -> int:
        """How far below the upper edge of a line's space its baseline stands, EMU."""
        return round(self.pitch * self._ascent_share())

    def text(self, line: int) -> str:
        """Return the words of a line as shown, without an added hyphen."""
        row = self.rows[line]
        return self._galley.text[row.start : row.end]

    def set(self, x: int, top: int, first: int = 0, last: int | None = None) -> SetParagraph:
        """Return the lines from `first` up to `last`, placed.

        `x` is the left edge of the box and `top` the upper edge of the first line's space, EMU from the page's
        corner. A part keeps the runs' words that it shows; only the first part bears the bullet.
        """
        last = self.count if last is None else last
        rows = self.rows[first:last]
        left = x if self.rtl else x + self.copy.indent
        rise = self.rise
        lines = tuple(
            Line(top + i * self.pitch + rise, self._set_row(row, left), row.hyphen, row.space)
            for i, row in enumerate(rows)
        )
        whole = first == 0 and last == self.count
        return SetParagraph(
            runs=self._galley.runs if whole else self._runs(first, last),
            lines=lines,
            align=self.align,
            pitch=self.pitch,
            before=self.copy.before if first == 0 else 0,
            after=self.copy.after if last == self.count else 0,
            indent=self.copy.indent,
            hanging=self.copy.hanging,
            bullet=self.copy.bullet if first == 0 else "",
            numbered=self.copy.numbered if first == 0 else 0,
            level=self.copy.level,
            tag=self.copy.tag,
            label_tag=self.copy.label_tag,
            label=self._label(left) if first == 0 and self.copy.bullet else (),
            rtl=self.rtl,
            sources=self.copy.sources,
        )

    def _ascent_share(self) -> float:
        styles = [run.style for run in self.copy.runs]
        largest = max(styles, key=lambda style: style.size, default=None)
        return 0.8 if largest is None else self._faces.ascent_share(largest)

    def _set_row(self, row: Row, left: int) -> tuple[GlyphRun, ...]:
        if not self._galley.words:  # nothing but spaces
            return ()
        gap = self.measure - row.width
        if self.align is Align.JUSTIFY and (gap < 0 or not row.ends):
            return set_row(self._galley, row, left, extra=gap, tags=self._tags)
        ragged_right = self.align in {Align.START, Align.JUSTIFY}
        if self.align is Align.CENTER:
            left += gap // 2
        elif ragged_right is self.rtl:
            left += gap
        return set_row(self._galley, row, left, tags=self._tags)

    def _label(self, left: int) -> tuple[GlyphRun, ...]:
        style = self.copy.bullet_style or self.copy.runs[0].style
        runs = self._faces.cover(TextRun(self.copy.bullet, style, self.copy.lang))
        galley = Galley(runs, self._faces, rtl=self.rtl)
        if not galley.words:
            return ()
        row = _whole(galley)
        x = left + self.measure + self.copy.hanging - row.width if self.rtl else left - self.copy.hanging
        return set_row(galley, row, x, tags=(self.copy.label_tag or None,) * len(runs))

    def _runs(self, first: int, last: int) -> tuple[TextRun, ...]:
        if first >= last:
            return ()
        return self._galley.source(self.rows[first].start, self.rows[last - 1].end)


def break_copy(
    copy: Copy, width: int, faces: Faces, manner: Manner, *, hyphenate: bool = False, span: int = 0
) -> Broken:
    """Return `copy` broken into lines no wider than `width` (its indent included).

    `span` is the width in which lines are aligned where that is wider than the one in which they are broken.
    Hyphens are only ever set in the manner BEST, and only where `hyphenate`.
    """
    runs, tags = _covered(copy, faces)
    galley = Galley(runs, faces, rtl=runs_leftwards(copy.lang))
    measure = max(width - copy.indent, 1)
    pitch = copy.pitch or round(copy.leading * max((run.style.size for run in copy.runs), default=0))
    rows, align = _Breaking(galley, copy, measure, hyphenate=hyphenate).rows(manner)
    return Broken(copy, rows, pitch, align, max(span - copy.indent, measure), galley, tags, faces)


def break_again(broken: Broken, width: int, manner: Manner) -> Broken:
    """Return `broken` in lines no wider than `width`, without measuring its words once more."""
    measure = max(width - broken.copy.indent, 1)
    rows, align = _Breaking(broken._galley, broken.copy, measure, hyphenate=False).rows(manner)  # noqa: SLF001 - our own
    return replace(broken, rows=rows, align=align, measure=max(measure, broken.measure))


def _covered(copy: Copy, faces: Faces) -> tuple[tuple[TextRun, ...], tuple[str | None, ...]]:
    tags = copy.run_tags or (None,) * len(copy.runs)
    parts = [(part, tag) for run, tag in zip(copy.runs, tags, strict=True) for part in faces.cover(run)]
    return tuple(part for part, _ in parts), tuple(tag for _, tag in parts)


class _Breaking:
    """One paragraph on its way into lines."""

    def __init__(self, galley: Galley, copy: Copy, measure: int, *, hyphenate: bool) -> None:
        self._galley, self._copy, self._measure, self._hyphenate = galley, copy, measure, hyphenate
        self._em = max((run.style.size for run in galley.runs), default=0)

    def rows(self, manner: Manner) -> tuple[tuple[Row, ...], Align]:
        galley, align = self._galley, self._copy.align
        if not galley.words:
            empty = Row(0, 0, 0, 0, hyphen=False, space=False, ends=True, width=0)
            return ((empty,) if self._copy.runs else ()), align
        match manner:
            case Manner.GREEDY:
                stops = find_stops(galley, self._measure, self._office_cuts, _NO_TIES)
                return self._rows(stops, first_fit(galley, stops, self._measure)), align
            case Manner.BALANCED:
                return self._balanced(), align
            case Manner.BEST:
                return self._best(align)

    def _best(self, align: Align) -> tuple[tuple[Row, ...], Align]:
        tied = tied_spaces(self._galley.text, self._copy.lang)
        plain = find_stops(self._galley, self._measure, self._book_cuts, tied)
        if align is not Align.JUSTIFY:
            return self._ragged(plain, tied), align
        rows = self._justified(plain, 1.5)
        if rows is None and self._hyphenate:
            divided = find_stops(self._galley, self._measure, self._hyphen_cuts, tied)
            rows = self._justified(divided, 1.5) or self._justified(divided, 1.8)
        rows = rows or self._justified(plain, 1.8)
        return (rows, align) if rows else (self._ragged(plain, tied), Align.START)

    def _justified(self, stops: list[Stop], loosest: float) -> tuple[Row, ...] | None:
        """Return the best lines; where they have rivers, others as good as any that have fewer."""
        measure = Measure(self._measure, self._em, loosest)
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

    def _dammed(self, stops: list[Stop], rows: tuple[Row, ...], rivers: list[int]) -> list[Stop]:
        """Return `stops` with a penalty on the one that ends the line above where each river is long enough to see."""
        ends = {(rows[at - 1].last, rows[at - 1].end) for at in rivers}
        return [stop._replace(penalty=stop.penalty + DAM) if (stop.word, stop.at) in ends else stop for stop in stops]

    def _ragged(self, plain: list[Stop], tied: frozenset[int]) -> tuple[Row, ...]:
        rows = self._rows(plain, self._ragged_fit(plain))
        gaps = (self._measure - row.width for row in rows if not row.ends)
        if not self._hyphenate or max(gaps, default=0) <= 0.25 * self._measure:
            return rows
        divided = find_stops(self._galley, self._measure, self._hyphen_cuts, tied)
        return self._rows(divided, self._ragged_fit(divided))

    def _ragged_fit(self, stops: list[Stop]) -> list[int]:
        chosen = best_fit(self._galley, stops, Measure(self._measure, self._em, justified=False))
        return first_fit(self._galley, stops, self._measure) if chosen is None else chosen

    def _balanced(self) -> tuple[Row, ...]:
        """Return the rows of the narrowest measure that needs no more lines, found by halving to a hundredth of it."""
        tied = tied_spaces(self._galley.text, self._copy.lang)
        stops = find_stops(self._galley, self._measure, self._book_cuts, tied)
        best = first_fit(self._galley, stops, self._measure)
        whole = find_stops(self._galley, self._measure, self._no_cuts, tied)
        if len(tried := first_fit(self._galley, whole, self._measure)) <= len(best):
            stops, best = whole, tried
        low, high = 0, self._measure
        while high - low > self._measure // 100:
            middle = (low + high) // 2
            tried = first_fit(self._galley, stops, middle)
            rows = self._rows(stops, tried)
            if len(tried) <= len(best) and all(row.width <= middle for row in rows):
                best, high = tried, middle
            else:
                low = middle
        return self._rows(stops, best)

    def _rows(self, stops: list[Stop], chosen: list[int]) -> tuple[Row, ...]:
        rows = []
        word, start = 0, self._galley.words[0].start
        before = NOTHING
        for index in chosen:
            stop = stops[index]
            width = line_width(self._galley, before, stop)
            last = index == len(stops) - 1
            space = (stop.space or stop.forced) and not last
            rows.append(Row(word, stop.word, start, stop.at, stop.hyphen, space, stop.forced, width))
            word, start = self._after(stop)
            before = stop
        return tuple(rows)

    def _after(self, stop: Stop) -> tuple[int, int]:
        words = self._galley.words
        if stop.at < words[stop.word].end:
            return stop.word, stop.at
        return stop.word + 1, words[stop.word + 1].start if stop.word + 1 < len(words) else stop.at

    def _text(self, number: int) -> str:
        word = self._galley.words[number]
        return self._galley.text[word.start : word.end]

    def _soft(self, number: int) -> set[int]:
        word = self._galley.words[number]
        return {at for at in self._galley.soft if word.start < at < word.end} if self._galley.soft else set()

    def _office_cuts(self, number: int) -> tuple[tuple[int, bool], ...]:
        plain = cuts_as_office(self._text(number))
        return self._cuts(number, plain, ()) if plain or self._galley.soft else ()

    def _no_cuts(self, number: int) -> tuple[tuple[int, bool], ...]:
        return self._cuts(number, (), ())

    def _book_cuts(self, number: int) -> tuple[tuple[int, bool], ...]:
        plain = cuts_as_book(self._text(number))
        return self._cuts(number, plain, ()) if plain or self._galley.soft else ()

    def _hyphen_cuts(self, number: int) -> tuple[tuple[int, bool], ...]:
        text = self._text(number)
        plain = cuts_as_book(text)
        if plain or number == len(self._galley.words) - 1 or self._soft(number):
            return self._cuts(number, plain, ())
        return self._cuts(number, (), hyphen_places(text, self._galley.lang(number)))

    def _cuts(self, number: int, plain: tuple[int, ...], hyphens: tuple[int, ...]) -> tuple[tuple[int, bool], ...]:
        soft = self._soft(number)
        if not plain and not hyphens and not soft:
            return ()
        start = self._galley.words[number].start
        places = {start + at: False for at in plain} | {start + at: True for at in hyphens} | dict.fromkeys(soft, True)
        return tuple(sorted(places.items()))


def _whole(galley: Galley) -> Row:
    last = len(galley.words) - 1
    start, end = galley.words[0].start, galley.words[last].end
    atoms: tuple[Atom, ...] = galley.row(0, last, start, end)
    return Row(0, last, start, end, hyphen=False, space=False, ends=True, width=sum(a.shaped.width for a in atoms))
