"""A paragraph's words shaped and in a row, before it is known where its lines end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from enum import Enum
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from builder.layout.text.bidi import levels
from builder.layout.text.break_rules import IDEOGRAPH, ideograph_breaks
from builder.layout.text.glyph_row import GlyphRow
from builder.layout.text.shaper import ShapedWord, Shaper, capitals
from builder.model.scene import TextRun

T = TypeVar("T")

SHORT = 200
"""A text of so many characters, a headline, is kept."""

new_tuple = tuple.__new__
"""Makes a named tuple in a third of the time that its own constructor, a Python function, takes."""

_LINE_ENDS = "\n\v\f\r\x85\u2028\u2029"
_SPACES = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKEN = re.compile(f"([^{_SPACES}{_LINE_ENDS}\u00a0\u200b]+)([{_SPACES}{_LINE_ENDS}\u00a0\u200b]*)")
_SOFT = "\u00ad"
_ODD = re.compile(f"[{_SPACES[1:]}{_LINE_ENDS}\u00a0\u200b{IDEOGRAPH}]")
"""What keeps a text from being words with one space between each two."""


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
    shaped: ShapedWord


class Word(NamedTuple):
    """Characters between two joints."""

    start: int
    end: int
    width: int


class Gap(NamedTuple):
    """What follows a word: the characters from its end to the next word's start."""

    joint: GapKind
    width: int


_SEAM, _STOP = Gap(GapKind.SEAM, 0), Gap(GapKind.STOP, 0)


def shape_paragraph(runs: tuple[TextRun, ...], faces: Shaper, *, rtl: bool) -> tuple[ShapedParagraph, tuple[int, ...]]:
    """Return `runs` as a paragraph in fonts that have its characters, and for each of its runs the number in `runs`.

    Short texts, such as labels and names, stand in many places and are measured once.
    """
    if sum([len(run.text) for run in runs]) > SHORT:
        return _galley_of(runs, faces, rtl=rtl)
    return _short_galley_of(runs, faces, rtl=rtl)


def _galley_of(runs: tuple[TextRun, ...], faces: Shaper, *, rtl: bool) -> tuple[ShapedParagraph, tuple[int, ...]]:
    parts = [(part, number) for number, run in enumerate(runs) for part in faces.cover(run)]
    return ShapedParagraph(tuple(part for part, _ in parts), faces, rtl=rtl), tuple(number for _, number in parts)


_short_galley_of = lru_cache(maxsize=512)(_galley_of)


class ShapedParagraph:
    """Runs of text as a row of words and gaps; texts are as shown (capitals made, soft hyphens taken out)."""

    def __init__(self, runs: tuple[TextRun, ...], faces: Shaper, *, rtl: bool) -> None:
        """Shape `runs`, each already in a font that has its characters."""
        self.runs = runs
        self.rtl = rtl
        self.soft: set[int] = set()
        """Indices in `text` before which the author allows a hyphen."""
        self._faces = faces
        shown = []
        self.starts: list[int] = []
        """Index in `text` of the first character of each run."""
        length = 0
        for run in runs:
            self.starts.append(length)
            text = self._shown(run, length)
            shown.append(text)
            length += len(text)
        self.text = "".join(shown)
        self._levels = levels(self.text, rtl=rtl)
        self._shapes = [faces.words(run.style, run.lang) for run in runs]
        """For each run the cache of words that look like it and run from left to right."""
        self._kept: dict[Hashable, Any] = {}
        self._run = 0
        """The run that was asked for last: words are mostly asked for in their order."""
        self.words: list[Word] = []
        self.gaps: list[Gap] = []
        """The gap after each word."""
        self._pieces_in_order: list[ShapedWord] = []
        """Where the text is even, its words and spaces (of a word in two runs each part); else nothing."""
        if self._levels is None and _is_even(self.text):
            self._fill_evenly()
        else:
            self._fill()
        self.width = sum([word.width for word in self.words]) + sum([gap.width for gap in self.gaps[:-1]])
        """Natural width of the whole paragraph in one line, EMU."""
        self.forced = _STOP in self.gaps[:-1]
        """Whether the author ends a line inside the paragraph."""

    def _shown(self, run: TextRun, start: int) -> str:
        text = run.text.replace("\t", " ")
        if _SOFT in text:
            for part in text.split(_SOFT)[:-1]:
                start += len(capitals(part, run.lang) if run.style.caps else part)
                self.soft.add(start)
            text = text.replace(_SOFT, "")
        return capitals(text, run.lang) if run.style.caps else text

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` makes of the paragraph for `key`: the same again when it is asked for again."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def _fill(self) -> None:
        words, gaps = self.words, self.gaps
        for match in _TOKEN.finditer(self.text):
            start, end = match.span(1)
            for seam in ideograph_breaks(match[1]):
                at = match.start() + seam
                words.append(Word(start, at, self._width(start, at)))
                gaps.append(_SEAM)
                start = at
            words.append(Word(start, end, self._width(start, end)))
            gaps.append(self._gap(match[2], end))
        if gaps:
            gaps[-1] = _STOP

    def _fill_evenly(self) -> None:
        """Fill words and gaps where words are parted by single spaces, as in most texts."""
        shapes, pieces, words, gaps = self._shapes, self._pieces_in_order, self.words, self.gaps
        bounds, spaces = self._run_ends(), [self._space_of(run) for run in self.runs]
        run = start = 0
        for text in self.text.split(" "):
            end = start + len(text)
            while bounds[run] <= start:
                run += 1
            shaped = shapes[run].get(text)
            if end <= bounds[run]:
                shaped = shaped or self._atom(run, start, end, 0, "").shaped
                words.append(new_tuple(Word, (start, end, shaped.width)))
                pieces.append(shaped)
            else:
                parts = [self._atom(*piece, "").shaped for piece in self._pieces(start, end)]
                words.append(Word(start, end, sum([part.width for part in parts])))
                pieces += parts
            while bounds[run] <= end < bounds[-1]:
                run += 1
            space, gap = spaces[run]
            pieces.append(space)
            gaps.append(gap)
            start = end + 1
        del pieces[-1], gaps[-1]
        gaps.append(_STOP)

    def _run_ends(self) -> list[int]:
        """Return the index in `text` after the last character of each run."""
        return [*self.starts[1:], len(self.text)]

    def _space_of(self, run: TextRun) -> tuple[ShapedWord, Gap]:
        shaped = self._faces.shape(" ", run.style, run.lang)
        return shaped, Gap(GapKind.SPACE, shaped.width)

    @cached_property
    def strip(self) -> GlyphRow | None:
        """All glyphs in a row; None if they are not one for each character."""
        pieces = self._pieces_in_order
        if not pieces or not all(map(attrgetter("regular"), pieces)):
            return None
        return GlyphRow(
            glyphs=tuple(chain.from_iterable([piece.glyphs for piece in pieces])),
            pens=tuple(accumulate(chain.from_iterable([piece.advances for piece in pieces]), initial=0)),
            spaces=[word.end for word in self.words[:-1]],
            segments=[
                (start, end, number)
                for number, (start, end) in enumerate(zip(self.starts, self._run_ends(), strict=True))
                if end > start
            ],
        )

    def _gap(self, text: str, start: int) -> Gap:
        if text == " ":
            return Gap(GapKind.SPACE, self._width(start, start + 1))
        if any(letter in _LINE_ENDS for letter in text):
            return _STOP
        shown = [at for at, letter in enumerate(text, start) if letter != "\u200b"]
        joint = GapKind.SEAM if not shown else GapKind.BOUND if set(text) == {"\u00a0"} else GapKind.SPACE
        return Gap(joint, sum(self._width(at, at + 1) for at in shown))

    def _width(self, start: int, end: int) -> int:
        """Return the width of the characters from `start` to `end`, in one word, EMU."""
        run = self._run_at(start)
        if self._levels is None and (run + 1 == len(self.starts) or end <= self.starts[run + 1]):
            text = self.text[start:end]
            shaped = self._shapes[run].get(text)
            return shaped.width if shaped else self._atom(run, start, end, 0, "").shaped.width
        return sum(self._atom(*piece, "").shaped.width for piece in self._pieces(start, end))

    def _run_at(self, at: int) -> int:
        """Return the run of the character `at`."""
        run, starts = self._run, self.starts
        if not (starts[run] <= at and (run + 1 == len(starts) or at < starts[run + 1])):
            run = self._run = bisect_right(starts, at) - 1
        return run

    def _atoms(self, start: int, end: int) -> tuple[ShapedRun, ...]:
        run = self._run_at(start)
        if self._levels is None and (run + 1 == len(self.starts) or end <= self.starts[run + 1]):
            return (self._atom(run, start, end, 0, ""),)
        return tuple(self._atom(*piece, "") for piece in self._pieces(start, end))

    def _gap_atoms(self, number: int) -> tuple[ShapedRun, ...]:
        """Return the characters of the gap after word `number`, none if a line ends there."""
        start, gap = self.words[number].end, self.gaps[number]
        if gap.joint is GapKind.STOP or not gap.width:
            return ()
        end = self.words[number + 1].start
        if end == start + 1:
            return self._atoms(start, end)
        return tuple(atom for at in range(start, end) if self.text[at] != "\u200b" for atom in self._atoms(at, at + 1))

    def _atom(self, run: int, start: int, end: int, level: int, hyphen: str) -> ShapedRun:
        text = self.text[start:end]
        shaped = None if level % 2 else self._shapes[run].get(text + hyphen)
        if shaped is None:
            one = self.runs[run]
            shaped = self._faces.shape(text + hyphen, one.style, one.lang, rtl=level % 2 == 1)
        return ShapedRun(run, start, text, level, shaped)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Run, start, end and level of the pieces between `start` and `end` that have one run and one level."""
        ways = self._levels
        while start < end:
            run = self._run_at(start)
            after = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
            stop, level = min(end, after), 0
            if ways is not None:
                level = ways[start]
                stop = next((i for i in range(start, stop) if ways[i] != level), stop)
            yield run, start, stop, level
            start = stop

    def part(self, start: int, end: int, *, hyphen: bool = False) -> tuple[ShapedRun, ...]:
        """Return the characters from `start` to `end`, inside one word, shaped by themselves."""
        pieces = list(self._pieces(start, end))
        last = len(pieces) - 1
        return tuple(self._atom(*piece, "-" if hyphen and i == last else "") for i, piece in enumerate(pieces))

    def part_width(self, start: int, end: int, *, hyphen: bool = False) -> int:
        """Return the width of `part`, EMU."""
        if len(self.runs) == 1 and self._levels is None:
            sign = "-" if hyphen else ""
            shaped = self._shapes[0].get(self.text[start:end] + sign)
            return shaped.width if shaped else self._atom(0, start, end, 0, sign).shaped.width
        return sum(atom.shaped.width for atom in self.part(start, end, hyphen=hyphen))

    def row(self, first: int, last: int, start: int, end: int, *, hyphen: bool = False) -> tuple[ShapedRun, ...]:
        """Return the atoms of a line from character `start` of word `first` to `end` of word `last`."""
        return self.kept((first, last, start, end, hyphen), lambda: self._row(first, last, start, end, hyphen=hyphen))

    def _row(self, first: int, last: int, start: int, end: int, *, hyphen: bool) -> tuple[ShapedRun, ...]:
        if first == last:
            return self._piece(first, start, end, hyphen=hyphen)
        atoms = list(self._piece(first, start, self.words[first].end, hyphen=False))
        for index in range(first + 1, last):
            atoms += self._gap_atoms(index - 1)
            atoms += self._atoms(self.words[index].start, self.words[index].end)
        atoms += self._gap_atoms(last - 1)
        atoms += self._piece(last, self.words[last].start, end, hyphen=hyphen)
        return tuple(atoms)

    def _piece(self, index: int, start: int, end: int, *, hyphen: bool) -> tuple[ShapedRun, ...]:
        word = self.words[index]
        if start == word.start and end == word.end and not hyphen:
            return self._atoms(start, end)
        return self.part(start, end, hyphen=hyphen)

    def lang(self, number: int) -> str:
        """Return the language (BCP 47) of word `number`."""
        return self.runs[bisect_right(self.starts, self.words[number].start) - 1].lang

    def source(self, start: int, end: int) -> tuple[TextRun, ...]:
        """Return the runs' own words whose showing lies from `start` to `end`."""
        found = []
        for run, first in zip(self.runs, self.starts, strict=True):
            if run.style.caps or _SOFT in run.text:
                text = "".join(letter for letter, place in _places(run, first) if start <= place < end)
            else:
                text = run.text[max(start - first, 0) : max(end - first, 0)]
            if text:
                found.append(TextRun(text, run.style, run.lang, run.href, run.target, run.field))
        return tuple(found)


def _is_even(text: str) -> bool:
    """Return whether `text` is words with one plain space between each two."""
    return bool(text) and not (text[0] == " " or text[-1] == " " or "  " in text or _ODD.search(text))


def _places(run: TextRun, first: int) -> Iterator[tuple[str, int]]:
    """Each character of `run` with the index of where it is shown; made capitals may be longer."""
    place = first
    for letter in run.text:
        yield letter, place
        if letter != _SOFT:
            place += len(capitals(letter, run.lang)) if run.style.caps else 1
