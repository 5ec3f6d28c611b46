"""A paragraph's words shaped and in a row, before it is known where its lines end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator
from enum import Enum
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct, field

from builder.layout.text.bidi import levels
from builder.layout.text.east_asian_breaks import ideograph_breaks
from builder.layout.text.shaper import ShapedWord, Shaper
from builder.model.capitals import in_capitals
from builder.model.ideographs import WIDE, ideographs_in
from builder.model.scene import TextRun

T = TypeVar("T")

LONGEST = 1_000
"""Texts of at most so many characters are remembered by the shaper: labels recur, points are tried in many boxes."""

new_tuple = tuple.__new__
"""Makes a named tuple in a third of the time that its own constructor, a Python function, takes."""

_LINE_ENDS = "\n\v\f\r\x85\u2028\u2029"
_SPACES = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKEN = re.compile(f"([^{_SPACES}{_LINE_ENDS}\u00a0\u200b]+)([{_SPACES}{_LINE_ENDS}\u00a0\u200b]*)")
_SOFT = "\u00ad"
_ODD = re.compile(f"[{_SPACES[1:]}{_LINE_ENDS}\u00a0\u200b]")
"""What, beside ideographs, keeps a text from being words with one space between each two."""


class GapKind(Enum):
    """What is between two words."""

    SPACE = "space"
    BOUND = "bound"
    """A space where no line may end."""
    SEAM = "seam"
    """Nothing, but a line may end."""
    STOP = "stop"
    """The author ends the line."""


class ShapedRun(NamedTuple):
    """Shaped characters of one run and one direction."""

    run: int
    start: int
    """Index of the first character in the paragraph's text."""
    text: str
    level: int
    """Embedding level (UAX #9): odd where the characters run from right to left."""
    shaped: ShapedWord


class Word(NamedTuple):
    """Characters between two gaps."""

    start: int
    end: int
    width: int


class Gap(NamedTuple):
    """What follows a word: the characters from its end to the next word's start."""

    kind: GapKind
    width: int


_SEAM, _STOP = Gap(GapKind.SEAM, 0), Gap(GapKind.STOP, 0)


class GlyphRow(Struct, frozen=True):
    """The glyphs of a text, one for each of its characters, as if it were one line: a line is a slice of it."""

    glyphs: tuple[int, ...]
    pens: tuple[int, ...]
    """Where each glyph is, and where the last one ends."""
    spaces: tuple[int, ...]
    """Indices of the word spaces."""
    segments: tuple[tuple[int, int, int], ...]
    """First index, index after the last, and number of each run."""

    def segments_in(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Return what the runs have of the characters from `first` up to `last`."""
        return [
            (max(start, first), min(end, last), run)
            for start, end, run in self.segments
            if end > first and start < last
        ]

    def spaces_in(self, first: int, last: int) -> tuple[int, ...]:
        """Return the indices of the word spaces among the characters from `first` up to `last`."""
        return self.spaces[bisect_left(self.spaces, first) : bisect_left(self.spaces, last)]


class MeasuredText(Struct, frozen=True):
    """Runs of text of which any part can be measured; texts are as shown (in capitals, without soft hyphens)."""

    text: str
    runs: tuple[TextRun, ...]
    """Each in a font that has its characters."""
    starts: tuple[int, ...]
    """Index in `text` of the first character of each run."""
    soft: frozenset[int]
    """Indices in `text` before which the author allows a hyphen."""
    levels: tuple[int, ...] | None
    """The embedding level of each character (UAX #9); None where all are zero."""
    shaper: Shaper
    vocabularies: tuple[dict[str, ShapedWord], ...]
    """For each run the shaper's cache of words in its style, from left to right."""

    @property
    def ends(self) -> tuple[int, ...]:
        """The index in `text` after the last character of each run."""
        return (*self.starts[1:], len(self.text))

    def run_at(self, at: int) -> int:
        """Return the number of the run of the character `at`."""
        return bisect_right(self.starts, at) - 1

    def shape(self, start: int, end: int, *, hyphen: bool = False) -> tuple[ShapedRun, ...]:
        """Return the characters from `start` to `end`, inside one word, shaped by themselves, in reading order."""
        if self.levels is None and (len(self.runs) == 1 or self._is_one_run(start, end)):
            return (self._shape(self.run_at(start), start, end, 0, "-" if hyphen else ""),)
        pieces = list(self._pieces(start, end))
        last = len(pieces) - 1
        return tuple(self._shape(*piece, "-" if hyphen and i == last else "") for i, piece in enumerate(pieces))

    def width(self, start: int, end: int, *, hyphen: bool = False) -> int:
        """Return the width of what `shape` returns, EMU."""
        if len(self.runs) == 1 and self.levels is None:
            known = self.vocabularies[0].get(self.text[start:end] + "-" if hyphen else self.text[start:end])
            if known:
                return known.width
        return sum([one.shaped.width for one in self.shape(start, end, hyphen=hyphen)])

    def _end_of(self, run: int) -> int:
        return self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)

    def _is_one_run(self, start: int, end: int) -> bool:
        return end <= self._end_of(self.run_at(start))

    def _shape(self, run: int, start: int, end: int, level: int, hyphen: str) -> ShapedRun:
        text = self.text[start:end]
        shaped = None if level % 2 else self.vocabularies[run].get(text + hyphen)
        if shaped is None:
            one = self.runs[run]
            shaped = self.shaper.shape(text + hyphen, one.style, one.lang, rtl=level % 2 == 1)
        return ShapedRun(run, start, text, level, shaped)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield run, start, end and level of the pieces between `start` and `end` that have one run and one level."""
        while start < end:
            run = self.run_at(start)
            stop, level = min(end, self._end_of(run)), 0
            if self.levels is not None:
                level = self.levels[start]
                stop = next((i for i in range(start, stop) if self.levels[i] != level), stop)
            yield run, start, stop, level
            start = stop

    def source(self, start: int, end: int) -> tuple[TextRun, ...]:
        """Return the runs' own words that are shown from `start` to `end`."""
        found = []
        for run, first in zip(self.runs, self.starts, strict=True):
            if run.style.caps or _SOFT in run.text:
                text = "".join(char for char, place in _places(run, first) if start <= place < end)
            else:
                text = run.text[max(start - first, 0) : max(end - first, 0)]
            if text:
                found.append(TextRun(text, run.style, run.lang, run.href, run.target, run.field, run.origin))
        return tuple(found)


class ShapedParagraph(Struct, frozen=True):
    """Runs of text as a row of words and gaps."""

    measured: MeasuredText
    owners: tuple[int, ...]
    """For each run the number of the given run that it is a part of: a fallback font splits runs."""
    rtl: bool
    words: tuple[Word, ...]
    gaps: tuple[Gap, ...]
    """The gap after each word; the last is a STOP."""
    width: int
    """Natural width of the whole paragraph in one line, EMU."""
    forced: bool
    """Whether the author ends a line inside the paragraph."""
    row: tuple[ShapedWord, ...]
    """Where the text is even, its words and spaces in their order (of a word in two runs each part); else nothing."""
    _remembered: dict[Hashable, Any] = field(default_factory=dict)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returned when `key` was last asked for; `make` is a function of `key` and this paragraph.

        Paragraphs are tried in many widths, and often again in the same one.
        """
        if key not in self._remembered:
            self._remembered[key] = make()
        found: T = self._remembered[key]
        return found

    @property
    def text(self) -> str:
        """The characters as shown."""
        return self.measured.text

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """The runs, each in a font that has its characters."""
        return self.measured.runs

    def lang(self, number: int) -> str:
        """Return the language (BCP 47) of word `number`."""
        return self.runs[self.measured.run_at(self.words[number].start)].lang

    def shape_line(self, first: int, last: int, start: int, end: int, *, hyphen: bool = False) -> tuple[ShapedRun, ...]:
        """Return the line from character `start` of word `first` to `end` of word `last`, in reading order."""
        if first == last:
            return self.measured.shape(start, end, hyphen=hyphen)
        shaped = list(self.measured.shape(start, self.words[first].end))
        for index in range(first + 1, last):
            shaped += self._shape_gap(index - 1)
            shaped += self.measured.shape(self.words[index].start, self.words[index].end)
        shaped += self._shape_gap(last - 1)
        shaped += self.measured.shape(self.words[last].start, end, hyphen=hyphen)
        return tuple(shaped)

    def _shape_gap(self, number: int) -> tuple[ShapedRun, ...]:
        """Return the characters of the gap after word `number`, none if a line ends there."""
        gap = self.gaps[number]
        if gap.kind is GapKind.STOP or not gap.width:
            return ()
        places = range(self.words[number].end, self.words[number + 1].start)
        return tuple(one for at in places if self.text[at] != "\u200b" for one in self.measured.shape(at, at + 1))

    def glyph_row(self) -> GlyphRow | None:
        """Return all glyphs in a row; None if they are not one for each character."""
        if not self.row or not all(map(attrgetter("regular"), self.row)):
            return None
        bounds = zip(self.measured.starts, self.measured.ends, strict=True)
        return GlyphRow(
            glyphs=tuple(chain.from_iterable([piece.glyphs for piece in self.row])),
            pens=tuple(accumulate(chain.from_iterable([piece.advances for piece in self.row]), initial=0)),
            spaces=tuple([word.end for word in self.words[:-1]]),
            segments=tuple([(start, end, number) for number, (start, end) in enumerate(bounds) if end > start]),
        )


def shape_paragraph(runs: tuple[TextRun, ...], shaper: Shaper, *, rtl: bool) -> ShapedParagraph:
    """Return `runs` as a paragraph in fonts that have its characters; it is remembered unless it is very long."""
    if sum([len(run.text) for run in runs]) > LONGEST:
        return _paragraph(runs, shaper, rtl=rtl)
    return shaper.remember((runs, rtl), lambda: _paragraph(runs, shaper, rtl=rtl))


def _paragraph(runs: tuple[TextRun, ...], shaper: Shaper, *, rtl: bool) -> ShapedParagraph:
    covered = [(part, number) for number, run in enumerate(runs) for part in shaper.cover(run)]
    measured = _measured(tuple([part for part, _ in covered]), shaper, rtl=rtl)
    if measured.levels is None and _is_even(measured.text):
        words, gaps, row = _even_words(measured)
    else:
        words, gaps, row = *_words(measured), []
    return ShapedParagraph(
        measured=measured,
        owners=tuple([number for _, number in covered]),
        rtl=rtl,
        words=tuple(words),
        gaps=tuple(gaps),
        width=sum([word.width for word in words]) + sum([gap.width for gap in gaps[:-1]]),
        forced=_STOP in gaps[:-1],
        row=tuple(row),
    )


def _measured(runs: tuple[TextRun, ...], shaper: Shaper, *, rtl: bool) -> MeasuredText:
    shown: list[str] = []
    soft: set[int] = set()
    for run in runs:
        text = run.text.replace("\t", " ")
        if _SOFT in text:
            at = sum(map(len, shown))
            for part in text.split(_SOFT)[:-1]:
                at += len(in_capitals(part, run.lang) if run.style.caps else part)
                soft.add(at)
            text = text.replace(_SOFT, "")
        shown.append(in_capitals(text, run.lang) if run.style.caps else text)
    starts = tuple(accumulate(map(len, shown), initial=0))[:-1]
    text = "".join(shown)
    vocabularies = tuple([shaper.words(run.style, run.lang) for run in runs])
    return MeasuredText(text, runs, starts, frozenset(soft), levels(text, rtl=rtl), shaper, vocabularies)


def _words(measured: MeasuredText) -> tuple[list[Word], list[Gap]]:
    """Return words and gaps of a text with anything between its words."""
    words, gaps = [], []
    for match in _TOKEN.finditer(measured.text):
        start, end = match.span(1)
        for seam in ideograph_breaks(match[1]):
            at = match.start() + seam
            words.append(Word(start, at, measured.width(start, at)))
            gaps.append(_SEAM)
            start = at
        words.append(Word(start, end, measured.width(start, end)))
        gaps.append(_gap(measured, match[2], end))
    if gaps:
        gaps[-1] = _STOP
    return words, gaps


def _gap(measured: MeasuredText, text: str, start: int) -> Gap:
    if text == " ":
        return Gap(GapKind.SPACE, measured.width(start, start + 1))
    if any(char in _LINE_ENDS for char in text):
        return _STOP
    shown = [at for at, char in enumerate(text, start) if char != "\u200b"]
    kind = GapKind.SEAM if not shown else GapKind.BOUND if set(text) == {"\u00a0"} else GapKind.SPACE
    return Gap(kind, sum(measured.width(at, at + 1) for at in shown))


def _even_words(measured: MeasuredText) -> tuple[list[Word], list[Gap], list[ShapedWord]]:
    """Return words, gaps and the row of a text whose words are parted by single spaces, as in most texts."""
    vocabularies, bounds = measured.vocabularies, measured.ends
    spaces = [measured.shaper.shape(" ", run.style, run.lang) for run in measured.runs]
    space_gaps = [Gap(GapKind.SPACE, space.width) for space in spaces]
    words: list[Word] = []
    gaps: list[Gap] = []
    row: list[ShapedWord] = []
    run = start = 0
    for text in measured.text.split(" "):
        end = start + len(text)
        while bounds[run] <= start:
            run += 1
        known = vocabularies[run].get(text)
        if known and end <= bounds[run]:
            words.append(new_tuple(Word, (start, end, known.width)))
            row.append(known)
        else:
            parts = [part.shaped for part in measured.shape(start, end)]
            words.append(Word(start, end, sum([part.width for part in parts])))
            row += parts
        while bounds[run] <= end < bounds[-1]:
            run += 1
        row.append(spaces[run])
        gaps.append(space_gaps[run])
        start = end + 1
    del row[-1], gaps[-1]
    gaps.append(_STOP)
    return words, gaps, row


def _is_even(text: str) -> bool:
    """Return whether `text` is words with one plain space between each two."""
    if not text or text[0] == " " or text[-1] == " " or "  " in text:
        return False
    return not _ODD.search(text) and (text.isascii() or not ideographs_in(text, WIDE))


def _places(run: TextRun, first: int) -> Iterator[tuple[str, int]]:
    """Yield each character of `run` with the index of where it is shown; made capitals may be longer."""
    place = first
    for char in run.text:
        yield char, place
        if char != _SOFT:
            place += len(in_capitals(char, run.lang)) if run.style.caps else 1
