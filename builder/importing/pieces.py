"""The interface between the raw readers and structure detection: lines, and pieces of text with their formatting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import Mark, Run


class TextLine(Struct, frozen=True):
    """A line of a plain text or of a page."""

    text: str
    number: int
    """Line in the source from 1, or 0 if the format has none."""
    page: int = 0
    """Page from 1, or 0 if the format has none."""
    size: float = 0.0
    """Font size in points, or 0 if unknown."""
    bold: bool = False
    gap: bool = False
    """Whether more than the usual line spacing, or a page break, is above it."""
    runs: tuple[Run, ...] = ()
    """Its words with their mark-up where the format knows it; else empty."""
    fill: float = 0.0
    """The share of its column that it fills, or 0 where unknown."""
    big: bool = False
    """Whether it is set larger or bolder than the text, as headings are."""


class PieceKind(StrEnum):
    """What a piece looks like in its source."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    GRID = "grid"
    NOTE = "note"
    PICTURE = "picture"
    RULE = "rule"


@dataclass(slots=True)
class Extract:
    """What a reader took out of its source."""

    pieces: list[RawPiece]
    given: dict[str, str]
    """What the source says of itself: title, date, author and so on."""
    words: str
    """All words of the source, taken without its structure: used to find what is missing in the draft."""


class RawPiece(Struct, frozen=True):
    """A heading, paragraph, list item, quotation, table or footnote of a raw source."""

    form: PieceKind
    runs: tuple[Run, ...] = ()
    line: int = 0
    level: int = 0
    """Of a heading 1 to 6, or 0 for one known by its shape only; of an item its depth from 0."""
    marker: str = ""
    """The item's number or bullet as written; the label of a footnote; what names a directive."""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    """Of a table: its rows of cells, the first row its header."""
    seam: bool = False
    """Whether a page break or removed furniture is before it."""
    glued: bool = False
    """Whether no empty line is between it and the paragraph before it."""
    boxed: bool = False
    """Whether it is in a box or aside, where a question is not one of the piece."""
    asked: bool = False
    """Whether the mark-up itself says that it is a question."""
    size: float = 0.0
    linked: bool = False
    """Whether all its words are one link."""

    source: str = ""
    """Of a picture: its address, its path from the piece, or its name among those that a reader took out."""
    caption: tuple[Run, ...] = ()
    """Of a picture or a table: the words below or above it."""
    styled: str = ""
    """What a style of our own says that it is: `question`, `answer`, `field` …; empty for all other styles."""
    emphasised: bool = False
    """Whether its mark-up calls it an aside: a caption, an epigraph."""

    @property
    def text(self) -> str:
        """The words without mark-up; the cells of a table in their order."""
        if self.rows:
            return " ".join("".join(run.text for run in cell) for row in self.rows for cell in row)
        return "".join(run.text for run in self.runs)


def as_heading(piece: RawPiece, level: int) -> RawPiece:
    """Return a paragraph or an item, its number or letter included, as a heading of `level`."""
    marker = (Run(f"{piece.marker} "),) if any(map(str.isalnum, piece.marker)) else ()
    return replace(piece, form=PieceKind.HEADING, level=level, marker="", runs=(*marker, *piece.runs))


def is_bold(runs: Sequence[Run]) -> bool:
    """Return whether `runs` hold words and all of them are bold."""
    said = [run for run in runs if run.text.strip()]
    return bool(said) and all(run.mark & Mark.STRONG for run in said)


def is_linked(runs: tuple[Run, ...]) -> bool:
    """Return whether all words of `runs` are one link or several."""
    return any(run.text.strip() for run in runs) and all(run.href or not run.text.strip() for run in runs)
