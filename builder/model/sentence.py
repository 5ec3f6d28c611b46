"""A sentence of the source: its words, how they are marked up, and where they are."""

import re
from collections.abc import Iterable
from enum import Flag, auto

from msgspec import Struct
from msgspec.structs import replace

from builder.model.findings import NOWHERE, Span
from builder.model.origin import LabelOrigin, SentenceOrigin
from builder.model.source_map import SourceMap

LINE_END = "\n"
"""What is in the text of a run where its author ends the line (a hard line break of Markdown)."""

BRACES_INSIDE = r"(?:[^{}\n\"]++|\"[^\"\n]*+\"|\")*+"
"""What may be between the braces of attributes; between quotes there may be others: `headline="10[6]{.sup} litres"`."""

BRACES_AT_END = re.compile(rf"(?<![\\\]])\{{({BRACES_INSIDE})\}}[ \t]*$")
"""The attributes of a line."""


class Mark(Flag):
    """How words are marked up inside a sentence."""

    NONE = 0
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    SUPERSCRIPT = auto()
    SUBSCRIPT = auto()


class Run(Struct, frozen=True):
    """Words with one mark-up; the text of a sentence is the texts of its runs joined, nothing added."""

    text: str
    """The words; `LINE_END` in them is mark-up, and a space to whoever only reads on."""
    mark: Mark = Mark.NONE
    href: str = ""
    """Address of the link that the words carry, or empty."""
    note: str = ""
    """Label of the footnote that is called here; the text of such a run is empty."""
    highlight: int = 0
    """Number of the highlight, from 1 within its passage (or lead), that the words belong to; 0 for none."""
    lang: str = ""
    """Language of the words where it differs from the document's (BCP 47)."""
    origin: SentenceOrigin | LabelOrigin | None = None
    """Where the words are in their sentence, once they are taken out of it; words of our own have their label."""


def text_of(runs: Iterable[Run]) -> str:
    """Return the words of `runs` without mark-up, with a space for each end of a line."""
    return "".join([run.text for run in runs]).replace(LINE_END, " ")


class Sentence(Struct, frozen=True):
    """A sentence with its place; also a heading, a table cell's text or a caption, each counted as sentences are."""

    id: str
    """Unique in its draft and stable: `lead.1`, `q3.2` (third question, second sentence), `note.a.1`."""
    runs: tuple[Run, ...]
    span: Span = NOWHERE
    map: SourceMap | None = None
    """The place of each character; None where the sentence was read from no source text."""
    ends_line: bool = False
    """Whether its author ends the line after it."""

    @property
    def text(self) -> str:
        """The words without mark-up."""
        return text_of(self.runs)

    def quote(self, start: int = 0, end: int | None = None) -> SentenceOrigin:
        """Return the origin of the characters from `start` up to `end`, or of all."""
        return SentenceOrigin(self.id, start, len(self.text) if end is None else end)

    def quoted(self, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """Return the runs of the characters from `start` up to `end`, or of all, each with its origin."""
        last = len(self.text) if end is None else end
        found, at = [], 0
        for run in self.runs:
            first, stop = max(at, start), min(at + len(run.text), last)
            if first < stop or (run.note and first == stop):
                origin = SentenceOrigin(self.id, first, stop) if self.id else run.origin
                found.append(replace(run, text=run.text[first - at : stop - at], origin=origin))
            at += len(run.text)
        return tuple(found)

    def place(self, start: int, end: int) -> Span:
        """Return the place of the characters from `start` up to `end`."""
        return self.map.span(start, end) if self.map else self.span


def gap_after(text: str) -> str:
    """Return what is between a sentence and the next: a space, nothing after a full-width full stop."""
    return "" if text.endswith(("。", "！", "？", "．", "」", "』", "”。")) else " "
