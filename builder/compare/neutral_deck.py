"""The neutral form of a deck: what it shows, whichever program saved it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from builder.model.plain_text import without_note_calls

WHITE_SPACE = re.compile(r"[ \t\n\x0b\r]+")
"""White space that does not count; no-break and typographic spaces do."""

_BREAKS = str.maketrans({"\u00a0": " ", "\u00ad": "", "\u2060": ""})

Box = tuple[int, int, int, int]
"""Left, top, width and height, EMU."""

NO_BOX: Box = (0, 0, 0, 0)


class CharacterFormat(NamedTuple):
    """How characters look once every inheritance is resolved."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: int = 0
    """1 for superscripts, -1 for subscripts."""
    size: int = 1800
    """Hundredths of a point, rounded to half points."""
    color: str = ""
    """Six hexadecimal digits, or empty."""
    font: str = ""
    link: str = ""
    """An address, `slide` for a jump inside the deck, or empty."""
    caps: str = ""
    """`all` or `small` where letters are shown as capitals."""
    highlight: str = ""
    """The colour behind the words, or empty."""


class NeutralRun(NamedTuple):
    """Characters in a row that look alike."""

    text: str
    format: CharacterFormat


class ParagraphSetting(NamedTuple):
    """How a paragraph is set once every inheritance is resolved."""

    bullet: str = ""
    align: str = ""
    """`ctr`, `r` or `just`, empty for the left; ` rtl` after it where it runs from right to left."""
    line_spacing: str = "100%"
    """As space before and after: per cent of the line or points, `150%` or `12pt`."""
    space_before: str = "0pt"
    space_after: str = "0pt"
    indent: int = 0
    """How far its lines begin from the edge of the text, EMU."""
    first_line: int = 0
    """How much further the first line begins; below 0 where it hangs out."""


class NeutralParagraph(NamedTuple):
    """A paragraph of a shape or of the notes."""

    runs: tuple[NeutralRun, ...]
    level: int = 0
    setting: ParagraphSetting = ParagraphSetting()

    @property
    def text(self) -> str:
        """The words, with normalised white space."""
        return normalised("".join([run.text for run in self.runs]))


def plain_paragraph(text: str) -> NeutralParagraph:
    """Return a paragraph without any look of its own."""
    return NeutralParagraph((NeutralRun(text, CharacterFormat()),))


class ShapeKind(StrEnum):
    """What a shape is."""

    TEXT = "text"
    PICTURE = "picture"
    TABLE = "table"
    CHART = "chart"
    GROUP = "group"
    LINE = "line"
    MEDIA = "media"
    OTHER = "other"
    """A diagram, ink, an embedded object."""


class ChartSeries(NamedTuple):
    """A row of numbers in a chart."""

    name: str
    categories: tuple[str, ...]
    values: tuple[float | None, ...]
    """None for a gap."""


class ChartContent(NamedTuple):
    """What a chart shows."""

    kind: str = ""
    title: str = ""
    series: tuple[ChartSeries, ...] = ()


class NeutralShape(NamedTuple):
    """A shape, with its children in slide coordinates."""

    kind: ShapeKind
    name: str
    placeholder: str = ""
    """The placeholder's type (`title`, `body`, `ftr` …), or empty."""
    box: Box = NO_BOX
    rotation: int = 0
    paragraphs: tuple[NeutralParagraph, ...] = ()
    alt: str = ""
    picture: str = ""
    """Digest of a picture's bytes."""
    fill: str = ""
    outline: str = ""
    geometry: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    chart: ChartContent = ChartContent()
    children: tuple[NeutralShape, ...] = ()
    creation_id: str = ""
    effects: str = ""
    """What else its look is made of: shadow, dashes, crop, place of the words; for tables and charts a digest."""
    link: str = ""
    """Where a click on the shape leads: an address, `slide` for a jump inside the deck, or empty."""
    number: int = 0
    """The shape's id in its file, by which it is found again there; no identity across files."""

    @property
    def text(self) -> str:
        """All words of the shape, a line for each paragraph, cell and child."""
        if not self.cells and not self.children:
            return "\n".join([one.text for one in self.paragraphs])
        cells = [cell for row in self.cells for cell in row]
        return "\n".join([*(one.text for one in self.paragraphs), *cells, *(one.text for one in self.children)])

    @property
    def is_title(self) -> bool:
        """Whether the shape is the slide's title."""
        return self.placeholder in {"title", "ctrTitle"}

    @property
    def is_footer(self) -> bool:
        """Whether the shape is a footer, slide number or date, which programs reorder as they like."""
        return self.placeholder in FOOTERS


FOOTERS = frozenset({"ftr", "sldNum", "dt"})
"""Types of the placeholders at a slide's foot."""


class NeutralSlide(NamedTuple):
    """A slide with its notes."""

    shapes: tuple[NeutralShape, ...]
    notes: tuple[NeutralParagraph, ...] = ()
    hidden: bool = False
    transition: str = ""
    animated: bool = False
    comments: tuple[str, ...] = ()
    creation_id: str = ""
    key: str = ""
    """The page's key where the deck was built by us."""
    entry: str = ""
    """Id of the exchange that it is about, where the deck was built by us."""
    part: str = ""
    """Name of the slide's part in its file."""
    background: str = ""
    """The slide's own ground: a colour, what kind of fill it is, or empty, and whether its layout draws nothing."""
    layout: str = ""
    """Name of its layout."""
    groups: tuple[tuple[str, ...], ...] = ()
    """Groups that somebody made of shapes that were there: the group's name, then those of its shapes."""

    @property
    def title(self) -> str:
        """The words of the title, or nothing."""
        return next((one.text for one in self.shapes if one.is_title), "")

    @property
    def text(self) -> str:
        """All words on the slide but those at its foot."""
        return "\n".join([text for one in self.shapes if not one.is_footer and (text := one.text)])

    @property
    def notes_text(self) -> str:
        """The words of the notes."""
        return "\n".join([one.text for one in self.notes])


class NeutralDeck(NamedTuple):
    """A deck."""

    slides: tuple[NeutralSlide, ...]
    properties: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    """Name of each section and how many slides are in it."""
    sheets: tuple[tuple[str, str], ...] = ()
    """Of each layout and master that slides are on, the name, and a digest of what it draws on them by itself."""
    producer: str = ""
    """The program that saved it, as it calls itself."""
    base: str = ""
    """SHA-256 of the source that it was built from, where it says so."""

    @property
    def by_libreoffice(self) -> bool:
        """Whether LibreOffice saved it, which leaves some things out."""
        return self.producer.startswith("LibreOffice")


def identified(deck: NeutralDeck, keys: Sequence[str], entries: Mapping[str, str]) -> NeutralDeck:
    """Return `deck` with the key of each slide, and with what `entries` says by its key that it is about."""
    pairs = zip(deck.slides, keys, strict=True)
    return deck._replace(slides=tuple(one._replace(key=key, entry=entries.get(key, "")) for one, key in pairs))


def without_breaks(text: str) -> str:
    """Return `text` without what only says where its lines may break: fixed spaces, soft hyphens, word joiners."""
    return text.translate(_BREAKS)


def normalised(text: str) -> str:
    """Return `text` with each white space one space and none at the ends, without the calls of footnotes."""
    return WHITE_SPACE.sub(" ", without_note_calls(text)).strip(" ") if text else ""


@dataclass(frozen=True, slots=True)
class ThreeDecks:
    """A deck as it was built, as it came back, and as it would be built now, whose slides know what they are about."""

    base: NeutralDeck
    theirs: NeutralDeck
    ours: NeutralDeck


def merged_rows(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Return what both sides made of the rows of `base` where they changed different ones; None if they did not."""
    if not len(base) == len(ours) == len(theirs):
        return None
    merged = []
    for was, mine, yours in zip(base, ours, theirs, strict=True):
        if was not in (mine, yours) and mine != yours:
            return None
        merged.append(yours if was == mine else mine)
    return merged
