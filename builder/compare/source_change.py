"""What an edit of a deck means for its source, and what it cannot mean without asking."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from builder.model.brief import Mark


class Target(StrEnum):
    """What of a source an edit changes."""

    HEADLINE = "headline"
    POINTS = "points"
    QUESTION = "question"
    ANSWER = "answer"
    MARKS = "marks"
    LINE_ENDS = "line ends"
    NOTES = "notes"
    NOTES_ADDED = "added notes"
    CELL = "table cell"
    NUMBER = "number of a chart"
    FIELD = "front matter"
    HIDDEN = "hidden"
    SHOWN = "shown"
    NO_SLIDE = "no slide"
    ORDER = "order"


class MarkedWords(NamedTuple):
    """Characters of a point that get a mark or link, or lose it."""

    start: int
    end: int
    mark: Mark
    """`NONE` where it is a link."""
    on: bool
    address: str = ""
    """Where the link leads, or led."""


class LineEnd(NamedTuple):
    """A space of a point at which a line ends by will, or does no longer."""

    at: int
    on: bool


class SourceChange(NamedTuple):
    """A change of the source that an edit asks for."""

    target: Target
    exchange: int = -1
    """Index of the question; -1 if the change is about none."""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    """Keys that lead to a value of the front matter; the id of a sentence for a cell; for a chart's number the id of
    its title, the index of the series and of the category, and the new number."""
    slide: int = -1
    """Index of the edited slide as it was built."""
    marks: tuple[MarkedWords, ...] = ()
    """Which characters of `old` are marked otherwise."""
    line_ends: tuple[LineEnd, ...] = ()
    """Which spaces of `old` are line ends now, or spaces again."""
    edit: int = -1
    """Index of the edit, where that can be kept beside the source as well."""
    reason: str = ""
    """Why it cannot be made."""
    handout: str = ""
    """What it means for the handout, where that depends on how it was made."""


class Conflict(NamedTuple):
    """The same thing changed on both sides."""

    what: str
    slide: int
    base: str
    ours: str
    """What a build would say now."""
    theirs: str
    """What the edited deck says."""


class SourcePlan(NamedTuple):
    """Where each edit of a deck goes."""

    changes: tuple[SourceChange, ...]
    conflicts: tuple[Conflict, ...]
    beside: tuple[int, ...]
    """Indexes of the edits that the source cannot say, to be kept beside it."""
    dropped: tuple[int, ...] = ()
    """Indexes of the edits that were decided against."""


def once(changes: Sequence[SourceChange]) -> tuple[SourceChange, ...]:
    """Return each change once, on whichever slides it was made."""
    return tuple({one._replace(slide=-1): one for one in reversed(changes)}.values())[::-1]
