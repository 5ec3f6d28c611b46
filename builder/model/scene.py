"""What is drawn: pages of placed, measured items; every word has its place before a backend runs."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from builder.model.brief import Align as Align  # an alignment is part of a scene
from builder.model.chart import ChartKind, NativeChart, Series
from builder.model.origin import Origin, sentences_in
from builder.model.set_text import GlyphRun as GlyphRun  # and with its words
from builder.model.set_text import Line as Line
from builder.model.set_text import ResolvedStyle as ResolvedStyle
from builder.model.set_text import SetParagraph as SetParagraph
from builder.model.set_text import TextRun as TextRun
from builder.model.tag import ARTIFACT as ARTIFACT  # a scene is written with its tags
from builder.model.tag import Role as Role
from builder.model.tag import Tag as Tag
from builder.model.tag import TagId as TagId
from builder.model.units import Color, Rect


class Anchor(StrEnum):
    """Where text is in a box that is higher than it."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Fit(Struct, frozen=True):
    """The certificate of a box: which size was chosen, how full it is, and by which rule."""

    box: str
    size: int
    ladder: tuple[int, ...]
    """The sizes that were allowed, EMU, largest first; the last is the floor."""
    lines: int
    height_used: int
    height_available: int
    rule: str
    """`largest`, `reduced`, `continued`, `fixed`."""
    measured: str = "twin"
    """The trust of its least trusted font: one of `set_text.TRUSTS`."""


class TextBox(Struct, frozen=True):
    """Paragraphs in a frame."""

    name: str
    """What the selection pane shows; unique on its page."""
    frame: Rect
    paragraphs: tuple[SetParagraph, ...]
    slot: str = ""
    """Name of the slide layout's slot that the box fills; empty for a free text box."""
    anchor: Anchor = Anchor.TOP
    inset: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Left, top, right, bottom, EMU."""
    fit: Fit | None = None
    fill: Color | None = None
    fill_ink: str = ""
    target: str = ""
    """Key of the page that a click on the box leads to."""
    wraps: bool = True
    """False for a few characters in the middle of a box: they stay on one line in a wider font, too."""
    edge: Color | None = None
    edge_ink: str = ""
    edge_width: int = 0
    """Of its outline."""
    held: bool = False
    """Whether lines hold on to its middle, behind it; a rectangle has connection sites at its sides alone."""


class Door(StrEnum):
    """Where the file of a picture comes from; the two share no names."""

    ASSET = "asset"
    """A file of the program or of a theme: a flag, a logo."""
    PICTURE = "picture"
    """A picture of the author's, by its path from the source."""


class MediaKey(Struct, frozen=True):
    """What names a file that a scene shows."""

    door: Door
    name: str


class Picture(Struct, frozen=True):
    """A picture that a scene shows."""

    name: str
    frame: Rect
    media: MediaKey
    alt: str
    """Alternative text; empty only where decorative."""
    decorative: bool = False
    slot: str = ""
    edge: Color | None = None
    """A hairline round it."""
    edge_ink: str = ""
    tag: TagId | None = ARTIFACT
    target: str = ""
    origin: Origin | None = None
    background: bool = False
    """Whether the slide's layout draws it, so that a deck does not."""


class Geometry(StrEnum):
    """The forms that a shape can have."""

    RECTANGLE = "rectangle"
    ROUNDED = "rounded"
    ELLIPSE = "ellipse"
    LINE = "line"
    POLYGON = "polygon"


class Shape(Struct, frozen=True):
    """A rectangle, ellipse, polygon or line; a line may be glued to two other items and is then a connector."""

    name: str
    form: Geometry
    frame: Rect
    """For a line the box that it crosses from top left to bottom right, or from bottom left where `rising`."""
    fill: Color | None = None
    fill_ink: str = ""
    line: Color | None = None
    line_ink: str = ""
    line_width: int = 0
    alt: str = ""
    """Empty for a decoration."""
    tag: TagId | None = ARTIFACT
    rising: bool = False
    begin: str = ""
    """Name of the item at whose site the line begins."""
    begin_site: int = 0
    """Connection site: 0 top, 1 left, 2 bottom, 3 right, and 4 the middle of a box that is `held`."""
    end: str = ""
    end_site: int = 0
    dashed: bool = False
    points: tuple[tuple[int, int], ...] = ()
    """The corners of a polygon, EMU from the top left of the page."""
    target: str = ""
    background: bool = False
    """Belongs to the slide layout, which draws it; only page media draw it themselves."""


class Cell(Struct, frozen=True):
    """A cell of a table."""

    paragraphs: tuple[SetParagraph, ...]
    frame: Rect
    """Where it is, on the page."""
    inset: tuple[int, int, int, int]
    header: bool = False
    fill: Color | None = None
    fill_ink: str = ""
    tag: TagId | None = ARTIFACT
    anchor: Anchor = Anchor.MIDDLE
    rule_above: bool = False
    """Whether the rule above it is heavy: it begins a row of sums."""


class Table(Struct, frozen=True):
    """A table with measured rows; rules only, no boxes."""

    name: str
    frame: Rect
    columns: tuple[int, ...]
    """Widths, EMU."""
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[int, ...]
    """Row heights, EMU."""
    header: bool
    """Whether the first row is a header row."""
    alt: str
    rule: Color
    rule_ink: str
    rule_width: int
    slot: str = ""
    tag: TagId | None = ARTIFACT
    first_column: bool = False
    """Whether the first column names the rows."""
    fit: Fit | None = None
    rtl: bool = False
    """Whether the first column is on the right."""
    heavy: Color | None = None
    heavy_ink: str = ""
    """Of the rules above rows of sums and below the header."""
    closed: bool = True
    """Whether there is a rule below the last row."""


HEAVIER = 3
"""How many times as wide as others the rule above a row of sums is, and below the header of a table that has such."""


def rules_below(table: Table) -> tuple[tuple[int, Color, str], ...]:
    """Return the width of the rule below each row of `table`, 0 for none, and its colour with its name."""
    heavy = [any(cell.rule_above for cell in row) for row in (*table.rows[1:], ())]
    heavy[0] = heavy[0] or table.header
    light = (table.rule_width, table.rule, table.rule_ink)
    rules = [(light[0] * HEAVIER, table.heavy, table.heavy_ink) if one and table.heavy else light for one in heavy]
    return tuple(rules if table.closed else [*rules[:-1], (0, *light[1:])])


class Plot(Struct, frozen=True):
    """A chart: its numbers, for a native chart, and its drawing, for a page."""

    name: str
    frame: Rect
    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    alt: str
    colors: tuple[tuple[Color, str], ...]
    """A colour and its ink for each series (for a pie, each category), and behind them of the bar that stands out."""
    label_style: ResolvedStyle
    drawing: tuple[Item, ...]
    native: NativeChart
    slot: str = ""
    tag: TagId | None = ARTIFACT
    lang: str = ""
    axis: str = ""
    """What the categories are, such as `Year`, or empty."""
    rtl: bool = False
    origin: Origin | None = None
    upright: bool = True
    """Whether the bars of a bar chart are vertical; horizontal ones have more room for names."""


class Group(Struct, frozen=True):
    """Items drawn smaller or elsewhere: a slide on a handout page."""

    name: str
    frame: Rect
    scale: float
    """Factor on the items' lengths; their origin becomes the frame's top left corner."""
    items: tuple[Item, ...]
    alt: str
    tag: TagId | None = ARTIFACT
    origin: Origin | None = None
    """Where what is inside comes from, as far as it does not say so itself."""
    turn: int = 0
    """Rank of what is inside in reading order, where sheets are printed in another order than they are read."""


Item = TextBox | Picture | Shape | Table | Plot | Group
"""What a page is made of."""


class NoteParagraph(Struct, frozen=True):
    """A paragraph of the speaker notes."""

    runs: tuple[TextRun, ...]
    bullet: str = ""
    level: int = 0
    heading: bool = False
    origins: tuple[Origin, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sentences that the words come from."""
        return sentences_in(self.origins)


class Page(Struct, frozen=True):
    """A slide or a sheet: items in reading order, decorations first."""

    key: str
    """Stable and unique in its scene: `title`, `q1`, `q1-2`, `summary`; `page-1` in a handout."""
    width: int
    height: int
    items: tuple[Item, ...]
    title: str
    """Unique in its scene."""
    title_origins: tuple[Origin, ...] = ()
    """Where the title comes from."""
    entry: str = ""
    """Id of the exchange that a slide is about, or empty."""
    layout: str = ""
    """Name of the theme's slide layout; empty on handout pages."""
    notes: tuple[NoteParagraph, ...] = ()
    lang: str = ""
    background: Color | None = None
    background_ink: str = ""
    label: str = ""
    """The page's label, such as its number."""
    hidden: bool = False
    """Whether a slide show leaves it out."""


class Bookmark(Struct, frozen=True):
    """A line of the PDF's outline."""

    text: str
    page: str
    y: int
    """EMU from the top of the page."""
    level: int = 0
    entry: str = ""
    """Id of the handout entry that begins here, or empty."""


class Properties(Struct, frozen=True):
    """What the file says of itself."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    publisher: str
    date: date | None
    lang: str
    identifier: str
    """The id of the brief."""
    marking: str = ""
    """The words of the marking."""
    digest: str = ""
    """SHA-256 of the source, hexadecimal."""
    version: str = ""
    """Version of briefdeck."""


class Scene(Struct, frozen=True):
    """A laid-out deck or handout."""

    properties: Properties
    pages: tuple[Page, ...]
    tags: tuple[Tag, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names of sections with the keys of their pages."""
    moment: int = 0
    """Seconds since 1970 that the files carry as their time: SOURCE_DATE_EPOCH, or the briefing's own date."""
