"""Words with their mark-up and places, character by character, and the sentences that they make."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from builder.model.brief import Mark, Run, Sentence
from builder.model.ideographs import WIDE, ideographs_in
from builder.model.sentence import LINE_END
from builder.model.source_map import SourceMap
from builder.read.sentences import sentence_bounds

_BREAKING = " \\t\\n\\x0b\\x0c\\r\\x1c-\\x1f\\x85\\u2028\\u2029"
_WHITE = re.compile(rf"\A\s+|(?<!\s)\s+\Z|[{_BREAKING}]+")
"""White space that is normalised: at the edges all of it, inside all that a line may break at; the typographic
spaces (no-break, thin, ideographic) are the author's."""

_FULL_STOPS = "。！？．"

HARD_BREAK = "\u2028"
"""The line separator of Unicode, by which the words that are being read hold a hard line break of Markdown."""

_PLAIN = Run("")


def tidied(text: str) -> str:
    """Return `text` with its white space normalised as in sentences."""
    return _WHITE.sub(lambda found: "" if found.start() == 0 or found.end() == len(text) else " ", text)


def shows(text: str) -> bool:
    """Return whether `text` has a character with a shape: not white space, marks of direction and the like only."""
    return any(unicodedata.category(char)[0] not in "CZM" for char in text)


class SentenceCounter(Struct):
    """The counters of one part of a source: its sentences and its highlights are numbered in a row."""

    prefix: str
    sentences: int = 0
    highlights: int = 0

    def next_id(self) -> str:
        """Return the id of the next sentence."""
        self.sentences += 1
        return f"{self.prefix}.{self.sentences}"


class StyledPiece(NamedTuple):
    """Characters in a row with one mark-up."""

    text: str
    place: int
    """Offset of its first letter in the content that was read."""
    step: int
    """What that offset grows by from character to character: 0 where an escape or entity stands for all of them."""
    style: Run
    """The mark-up, as a run without text."""

    def part(self, start: int, end: int) -> StyledPiece:
        """Return the characters from `start` up to `end`."""
        return StyledPiece(self.text[start:end], self.place + self.step * start, self.step, self.style)


class StyledText(Struct):
    """Characters in a row: for each its offset in the content that was read, and its mark-up."""

    ground: SourceMap
    length: int = 0
    """How many characters there are."""
    calls: list[tuple[int, Run, int]] = field(default_factory=list)
    """Footnote calls: how many characters are before each, the run, and its offset in the content."""
    _pieces: list[StyledPiece] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    """How many characters are before each piece."""

    @property
    def text(self) -> str:
        """The characters without mark-up."""
        return "".join([piece.text for piece in self._pieces])

    def add(self, text: str, at: int, style: Run) -> None:
        """Add `text`, which is unchanged in the content from offset `at` on."""
        self.add_piece(StyledPiece(text, at, 1, style))

    def add_written_otherwise(self, text: str, at: int, style: Run) -> None:
        """Add `text`, all of which an escape or entity at offset `at` stands for."""
        self.add_piece(StyledPiece(text, at, 0, style))

    def add_piece(self, piece: StyledPiece) -> None:
        """Add the characters of `piece`, if it has any."""
        if piece.text:
            self._pieces.append(piece)
            self._starts.append(self.length)
            self.length += len(piece.text)

    def normalised(self) -> StyledText:
        """Return the words with each white space one space, marked up as both its neighbours are; none at the edges.

        Where a hard line break is in it, it is the end of a line. Of words that show nothing, nothing is left.
        """
        text = self.text
        if not shows(text):
            return self._with_changes([(0, self.length, None)])
        changes: list[tuple[int, int, Run | None]] = []
        for start, end in self._white_in(text):
            ends_line = HARD_BREAK in text[start:end] and start > 0 and end < len(text)
            if not ends_line and not _is_space(text, start, end):
                changes.append((start, end, None))
                continue
            styles = [piece.style for piece in self._between(start - 1, end + 1)]
            if ends_line:
                look = _common(*styles)
                changes.append((start, end, replace(look, text=LINE_END, mark=look.mark & ~Mark.CODE)))
            elif len(styles) > 1 or text[start:end] != " ":
                changes.append((start, end, replace(_common(*styles), text=" ")))
        return self._with_changes(changes) if changes else self

    def _white_in(self, text: str) -> list[tuple[int, int]]:
        """Return where the white space in `text` is that may have to be changed.

        Where all of it is single spaces, as mostly, those are the spaces where one piece ends and another begins.
        """
        if " ".join(text.split()) != text or any(stop in text for stop in _FULL_STOPS):
            return [found.span() for found in _WHITE.finditer(text)]
        beside = {at for start in self._starts[1:] for at in (start - 1, start)}
        return [(at, at + 1) for at in sorted(beside) if text[at] == " "]

    def on_one_line(self) -> StyledText:
        """Return the words with a space for each end of a line."""
        changes: list[tuple[int, int, Run | None]] = [
            (at, at + 1, replace(self._pieces[bisect_right(self._starts, at) - 1].style, text=" "))
            for at in self.line_ends
        ]
        return self._with_changes(changes) if changes else self

    @property
    def line_ends(self) -> tuple[int, ...]:
        """The characters at which the author ends a line."""
        return tuple(found.start() for found in re.finditer(LINE_END, self.text))

    def _with_changes(self, changes: list[tuple[int, int, Run | None]]) -> StyledText:
        """Return the words with the given run in place of each span; with nothing where none is given."""
        changed = StyledText(self.ground)
        behind = 0
        calls = list(self.calls)
        for start, end, new in (*changes, (self.length, self.length, None)):
            while calls and calls[0][0] <= start:
                at, run, place = calls.pop(0)
                changed.calls.append((changed.length + at - behind, run, place))
            for piece in self._between(behind, start):
                changed.add_piece(piece)
            if new:
                changed.add(new.text, self.place(start), replace(new, text=""))
            while calls and calls[0][0] <= end:
                _, run, place = calls.pop(0)
                changed.calls.append((changed.length, run, place))
            behind = end
        return changed

    def _between(self, start: int, end: int) -> list[StyledPiece]:
        """Return what of the pieces is from character `start` up to character `end`."""
        found = []
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._starts) and self._starts[at] < end and start < end:
            piece, begin = self._pieces[at], self._starts[at]
            whole = start <= begin and begin + len(piece.text) <= end
            found.append(piece if whole else piece.part(max(start - begin, 0), end - begin))
            at += 1
        return found

    def place(self, index: int) -> int:
        """Return the offset of a character in the content; 0 if there is none."""
        at = bisect_right(self._starts, index) - 1
        return self._pieces[at].place + self._pieces[at].step * (index - self._starts[at]) if self._pieces else 0

    def sentence(self, name: str) -> Sentence:
        """Return all words as one sentence with the id `name`."""
        return self._sentence(name, 0, self.length)

    def sentences(self, section: SentenceCounter, lang: str) -> tuple[Sentence, ...]:
        """Return the words as sentences, numbered in `section`."""
        if not self.length:
            return (self._sentence(section.next_id(), 0, 0),) if self.calls else ()
        text = self.text
        bounds = sentence_bounds(text.replace(LINE_END, " "), lang)
        return tuple([self._sentence(section.next_id(), start, end, text[end : end + 1]) for start, end in bounds])

    def _sentence(self, name: str, start: int, end: int, following: str = "") -> Sentence:
        runs: list[Run] = []
        at = start
        while self.calls and self.calls[0][0] <= end:
            cut, call, _ = self.calls.pop(0)
            runs += self._runs(at, max(cut, at))
            runs.append(call)
            at = max(cut, at)
        runs += self._runs(at, end)
        first, last = (self.place(start), self.place(end - 1)) if start < end else (0, 0)
        span, places = self.ground.span(first, last + 1), self._map(start, end)
        return Sentence(name, tuple(runs), span, places, ends_line=following == LINE_END)

    def _map(self, start: int, end: int) -> SourceMap:
        """Return the places of the characters from `start` up to `end`."""
        offsets: list[int] = []
        corners: list[tuple[int, int]] = []
        length = 0
        for piece in self._between(start, end):
            for offset, place in self._marks_in(piece):
                corner = self.ground.place(place)
                at = length + offset
                if not corners or corner != (corners[-1][0], corners[-1][1] + at - offsets[-1]):
                    offsets.append(at)
                    corners.append(corner)
            length += len(piece.text)
        return SourceMap(self.ground.source, tuple(offsets) or (0,), tuple(corners) or (self.ground.place(0),))

    def _marks_in(self, piece: StyledPiece) -> Iterator[tuple[int, int]]:
        """Yield characters of `piece` from which its places count on, each with its offset in the content."""
        if not piece.step:
            yield from ((offset, piece.place) for offset in range(len(piece.text)))
            return
        yield 0, piece.place
        behind = piece.place + len(piece.text)
        for mark in self.ground.offsets[bisect_right(self.ground.offsets, piece.place) :]:
            if mark >= behind:
                break
            yield mark - piece.place, mark

    def _runs(self, start: int, end: int) -> list[Run]:
        runs = []
        for style, group in groupby(self._between(start, end), key=attrgetter("style")):
            text = "".join([piece.text for piece in group])
            runs.append(Run(text, style.mark, style.href, highlight=style.highlight, lang=style.lang))
        return runs


def _is_space(text: str, start: int, end: int) -> bool:
    """Return whether the white space from `start` to `end` separates words."""
    if start == 0 or end == len(text):
        return False
    line_end = "\n" in text[start:end]  # is no space between two ideographs
    return text[start - 1] not in _FULL_STOPS and not (
        line_end and len(ideographs_in(text[start - 1] + text[end], WIDE)) == 2
    )


def _common(*styles: Run) -> Run:
    """Return the mark-up that all of `styles` share."""
    first = styles[0]
    if all(style is first for style in styles):
        return first
    mark = first.mark
    for style in styles:
        mark &= style.mark
    return Run(
        "",
        mark,
        href=first.href if all(style.href == first.href for style in styles) else "",
        highlight=first.highlight if all(style.highlight == first.highlight for style in styles) else 0,
        lang=first.lang if all(style.lang == first.lang for style in styles) else "",
    )
