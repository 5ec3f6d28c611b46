"""Words with their mark-up and places, letter by letter, and the sentences that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from builder.brief import Run, Sentence
from builder.read.places import Ground
from builder.read.sentences import sentence_bounds

_BREAKING = " \\t\\n\\x0b\\x0c\\r\\x1c-\\x1f\\x85\\u2028\\u2029"
_WHITE = re.compile(rf"\A\s+|\s+\Z|[{_BREAKING}]+")
"""White space that is normalised: at the edges all of it, inside all that a line may break at; the typographic
spaces (no-break, thin, ideographic) are the author's."""

_FULL_STOPS = "。！？．"
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
"""Letters of scripts that write no space between words: there a line's end in the source is not a space."""

_PLAIN = Run("")


def tidied(text: str) -> str:
    """Return `text` with its white space normalised as in sentences."""
    return _WHITE.sub(lambda found: "" if found.start() == 0 or found.end() == len(text) else " ", text)


@dataclass(slots=True)
class Section:
    """The counters of one part of a source: its sentences and its highlights are numbered in a row."""

    prefix: str
    sentences: int = 0
    highlights: int = 0

    def next_id(self) -> str:
        """Return the id of the next sentence."""
        self.sentences += 1
        return f"{self.prefix}.{self.sentences}"


@dataclass(slots=True)
class Words:
    """Letters in a row: for each its offset in the content that was read, and its mark-up as a run without text."""

    ground: Ground
    letters: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    styles: list[Run] = field(default_factory=list)
    calls: list[tuple[int, Run, int]] = field(default_factory=list)
    """Footnote calls: how many letters stand before each, the run, and its offset in the content."""

    def add(self, text: str, at: int, style: Run) -> None:
        """Add `text`, which stands unchanged in the content from offset `at` on."""
        self.letters += text
        self.places += range(at, at + len(text))
        self.styles += [style] * len(text)

    def add_written_otherwise(self, text: str, at: int, style: Run) -> None:
        """Add `text`, all of which an escape or entity at offset `at` stands for."""
        self.letters += text
        self.places += [at] * len(text)
        self.styles += [style] * len(text)

    def normalise(self) -> None:
        """Make each white space one space, marked up as both its neighbours are; take it off at the edges."""
        text = "".join(self.letters)
        dropped: list[tuple[int, int]] = []
        for found in _WHITE.finditer(text):
            start, end = found.span()
            if not _is_space(text, start, end):
                dropped.append((start, end))
            elif found[0] != " " or not self.styles[start - 1] is self.styles[start] is self.styles[end]:
                self.letters[start] = " "
                self.styles[start] = _common(self.styles[start - 1], *self.styles[start : end + 1])
                dropped.append((start + 1, end))
        if dropped:
            ends = [0, *(end for _, end in dropped)]
            starts = [*(start for start, _ in dropped), len(text)]
            self._keep([at for end, start in zip(ends, starts, strict=True) for at in range(end, start)])

    def _keep(self, kept: list[int]) -> None:
        before = dict(zip(kept, range(len(kept)), strict=True)) if self.calls else {}
        calls = []
        for at, run, place in self.calls:
            index = at
            while index < len(self.letters) and index not in before:
                index += 1
            calls.append((before.get(index, len(kept)), run, place))
        self.calls = calls
        self.letters = [self.letters[index] for index in kept]
        self.places = [self.places[index] for index in kept]
        self.styles = [self.styles[index] for index in kept]

    def sentence(self, name: str) -> Sentence:
        """Return all words as one sentence with the id `name`."""
        return self._sentence(name, 0, len(self.letters))

    def sentences(self, section: Section, lang: str) -> tuple[Sentence, ...]:
        """Return the words as sentences, numbered in `section`."""
        if not self.letters:
            return (self._sentence(section.next_id(), 0, 0),) if self.calls else ()
        bounds = sentence_bounds("".join(self.letters), lang)
        return tuple(self._sentence(section.next_id(), start, end) for start, end in bounds)

    def _sentence(self, name: str, start: int, end: int) -> Sentence:
        runs: list[Run] = []
        at = start
        while self.calls and self.calls[0][0] <= end:
            cut, call, _ = self.calls.pop(0)
            runs += self._runs(at, max(cut, at))
            runs.append(call)
            at = max(cut, at)
        runs += self._runs(at, end)
        places = self.places[start:end] or [0]
        return Sentence(name, tuple(runs), self.ground.span(places[0], places[-1] + 1))

    def _runs(self, start: int, end: int) -> list[Run]:
        runs, at = [], start
        for style, group in groupby(self.styles[start:end]):
            length = sum(1 for _ in group)
            text = "".join(self.letters[at : at + length])
            runs.append(Run(text, style.mark, style.href, highlight=style.highlight, lang=style.lang))
            at += length
        return runs


def _is_space(text: str, start: int, end: int) -> bool:
    """Return whether the white space from `start` to `end` separates words."""
    if start == 0 or end == len(text):
        return False
    wide = _WIDE.match(text, start - 1) and _WIDE.match(text, end)
    return text[start - 1] not in _FULL_STOPS and not (wide and "\n" in text[start:end])


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
