"""A paragraph's words shaped and in a row, before it is known where its lines end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from builder.layout.bidi import levels
from builder.layout.breaks import ideograph_breaks
from builder.layout.fonts import Faces, Shaped, capitals
from builder.scene import TextRun

_LINE_ENDS = "\n\v\f\r\x85\u2028\u2029"
_SPACES = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKEN = re.compile(f"([^{_SPACES}{_LINE_ENDS}\u00a0\u200b]+)([{_SPACES}{_LINE_ENDS}\u00a0\u200b]*)")
_SOFT = "\u00ad"


class Joint(Enum):
    """What stands between two words."""

    SPACE = "space"
    BOUND = "bound"
    """A space where no line may end."""
    SEAM = "seam"
    """Nothing, but a line may end."""
    STOP = "stop"
    """The author ends the line."""


class Atom(NamedTuple):
    """Shaped characters of one run and one direction."""

    run: int
    start: int
    """Index of the first character in the galley's text."""
    text: str
    level: int
    shaped: Shaped


class Word(NamedTuple):
    """Characters between two joints."""

    start: int
    end: int
    atoms: tuple[Atom, ...]
    width: int


class Gap(NamedTuple):
    """What follows a word."""

    joint: Joint
    atoms: tuple[Atom, ...]
    width: int


class Galley:
    """Runs of text as a row of words and gaps; texts are as shown (capitals made, soft hyphens taken out)."""

    def __init__(self, runs: tuple[TextRun, ...], faces: Faces, *, rtl: bool) -> None:
        """Shape `runs`, each already in a font that has its letters."""
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
        self.words: list[Word] = []
        self.gaps: list[Gap] = []
        """The gap after each word."""
        self._fill()

    def _shown(self, run: TextRun, start: int) -> str:
        text = run.text.replace("\t", " ")
        if _SOFT in text:
            for part in text.split(_SOFT)[:-1]:
                start += len(capitals(part, run.lang) if run.style.caps else part)
                self.soft.add(start)
            text = text.replace(_SOFT, "")
        return capitals(text, run.lang) if run.style.caps else text

    def _fill(self) -> None:
        for match in _TOKEN.finditer(self.text):
            start, end = match.span(1)
            seams = ideograph_breaks(match[1])
            for seam in seams:
                self._add(start, match.start() + seam, Gap(Joint.SEAM, (), 0))
                start = match.start() + seam
            self._add(start, end, self._gap(match[2], end))
        if self.gaps:
            self.gaps[-1] = Gap(Joint.STOP, (), 0)

    def _add(self, start: int, end: int, gap: Gap) -> None:
        atoms = self._atoms(start, end)
        width = atoms[0].shaped.width if len(atoms) == 1 else sum(atom.shaped.width for atom in atoms)
        self.words.append(Word(start, end, atoms, width))
        self.gaps.append(gap)

    def _gap(self, text: str, start: int) -> Gap:
        if text == " ":
            atoms = self._atoms(start, start + 1)
            return Gap(Joint.SPACE, atoms, atoms[0].shaped.width)
        if any(letter in _LINE_ENDS for letter in text):
            return Gap(Joint.STOP, (), 0)
        atoms = tuple(
            atom for i, letter in enumerate(text, start) if letter != "\u200b" for atom in self._atoms(i, i + 1)
        )
        joint = Joint.SEAM if not atoms else Joint.BOUND if set(text) == {"\u00a0"} else Joint.SPACE
        return Gap(joint, atoms, sum(atom.shaped.width for atom in atoms))

    def _atoms(self, start: int, end: int) -> tuple[Atom, ...]:
        run = bisect_right(self.starts, start) - 1
        after = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        if end <= after and self._levels is None:
            return (self._atom(run, start, end, 0, ""),)
        return tuple(self._atom(*piece, "") for piece in self._pieces(start, end))

    def _atom(self, run: int, start: int, end: int, level: int, hyphen: str) -> Atom:
        text = self.text[start:end]
        style, lang = self.runs[run].style, self.runs[run].lang
        return Atom(run, start, text, level, self._faces.shape(text + hyphen, style, lang, rtl=level % 2 == 1))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Run, start, end and level of the pieces between `start` and `end` that have one run and one level."""
        ways = self._levels
        while start < end:
            run = bisect_right(self.starts, start) - 1
            after = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
            stop, level = min(end, after), 0
            if ways is not None:
                level = ways[start]
                stop = next((i for i in range(start, stop) if ways[i] != level), stop)
            yield run, start, stop, level
            start = stop

    def part(self, start: int, end: int, *, hyphen: bool = False) -> tuple[Atom, ...]:
        """Return the characters from `start` to `end`, inside one word, shaped by themselves."""
        pieces = list(self._pieces(start, end))
        last = len(pieces) - 1
        return tuple(self._atom(*piece, "-" if hyphen and i == last else "") for i, piece in enumerate(pieces))

    def part_width(self, start: int, end: int, *, hyphen: bool = False) -> int:
        """Return the width of `part`, EMU."""
        return sum(atom.shaped.width for atom in self.part(start, end, hyphen=hyphen))

    def row(self, first: int, last: int, start: int, end: int, *, hyphen: bool = False) -> tuple[Atom, ...]:
        """Return the atoms of a line from character `start` of word `first` to `end` of word `last`."""
        if first == last:
            return self._piece(first, start, end, hyphen=hyphen)
        atoms = list(self._piece(first, start, self.words[first].end, hyphen=False))
        for index in range(first + 1, last):
            atoms += self.gaps[index - 1].atoms
            atoms += self.words[index].atoms
        atoms += self.gaps[last - 1].atoms
        atoms += self._piece(last, self.words[last].start, end, hyphen=hyphen)
        return tuple(atoms)

    def _piece(self, index: int, start: int, end: int, *, hyphen: bool) -> tuple[Atom, ...]:
        word = self.words[index]
        if start == word.start and end == word.end and not hyphen:
            return word.atoms
        return self.part(start, end, hyphen=hyphen)

    def lang(self, number: int) -> str:
        """Return the language (BCP 47) of word `number`."""
        return self.runs[bisect_right(self.starts, self.words[number].start) - 1].lang

    def source(self, start: int, end: int) -> tuple[TextRun, ...]:
        """Return the runs' own words whose showing lies from `start` to `end`."""
        found = []
        for run, first in zip(self.runs, self.starts, strict=True):
            text = "".join(letter for letter, place in _places(run, first) if start <= place < end)
            if text:
                found.append(replace(run, text=text))
        return tuple(found)


def _places(run: TextRun, first: int) -> Iterator[tuple[str, int]]:
    """Each character of `run` with the index of where it is shown; made capitals may be longer."""
    place = first
    for letter in run.text:
        yield letter, place
        if letter != _SOFT:
            place += len(capitals(letter, run.lang)) if run.style.caps else 1
