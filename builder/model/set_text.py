"""Words as they are drawn: styles without inheritance, runs that stay editable, lines of placed glyphs."""

from collections.abc import Iterable

from msgspec import Struct

from builder.model.brief import Align
from builder.model.origin import Origin, sentences_in
from builder.model.tag import ARTIFACT, TagId
from builder.model.units import Color

TRUSTS = ("exact", "twin", "scaled", "wide")
"""How a font is measured, the most trusted first: by its own file, by one of the same widths, by one whose widths are
scaled to its average, by a wider one."""

WIDTHS = ".widths.ttf"
"""How the names of font files end that have the widths of a font, but no outlines."""


def is_widths_only(file: str) -> bool:
    """Return whether the font `file` measures words but cannot draw them."""
    return file.endswith(WIDTHS)


class ResolvedStyle(Struct, frozen=True):
    """How words look, resolved: nothing is inherited any more."""

    font: str
    """Key of the theme's font family: `serif`, `sans` or a fallback's key."""
    file: str
    """Asset name of the font file that measured the words, such as `fonts/Carlito-Bold.ttf`."""
    office: str
    """The family named in the deck."""
    size: int
    """Font size, EMU."""
    color: Color
    ink: str
    """The palette's name for the colour, so that a deck can name the theme colour."""
    bold: bool = False
    italic: bool = False
    tracking: int = 0
    """Extra space after each character, EMU."""
    caps: bool = False
    """Shown in capitals; the text itself is unchanged."""
    rise: int = 0
    """Baseline shift upwards, EMU, for superscripts (negative for subscripts)."""
    script_of: int = 0
    """Size of the text that a superscript or subscript belongs to, EMU; 0 if the words are neither."""
    tabular: bool = False
    """Digits of one width, so that numbers below each other line up; only page media can ask a font for them."""
    measured: str = "twin"
    """How far its measure can be trusted: one of `TRUSTS`."""


class TextRun(Struct, frozen=True):
    """Editable words in one style."""

    text: str
    style: ResolvedStyle
    lang: str
    href: str = ""
    """Address of a link to the web, or empty."""
    target: str | TagId = ""
    """Key of the page, or id of the element, that the words jump to; empty if they do not."""
    field: str = ""
    """`slidenum` where the words are a page number that the program keeps up to date, else empty."""
    origin: Origin | None = None
    """Where the words come from, in a paragraph whose words come from several places; gaps and marks have none."""


def origins_in(runs: Iterable[TextRun]) -> tuple[Origin, ...]:
    """Return where `runs` come from, each place once, in their order."""
    return tuple(dict.fromkeys(run.origin for run in runs if run.origin))


class GlyphRun(Struct, frozen=True):
    """Shaped glyphs of one font, size and colour in a row, in visual order from left to right."""

    text: str
    """The words that the glyphs show, in reading order, for text extraction; without the layout's own hyphen."""
    style: ResolvedStyle
    x: int
    """Left edge, EMU from the left of the page."""
    glyphs: tuple[int, ...]
    """Glyph ids of `style.file`."""
    offsets: tuple[int, ...]
    """For each glyph its distance from `x`, EMU (kerning, tracking and justification are in it)."""
    clusters: tuple[int, ...]
    """For each glyph the index in `text` of the first character that it shows; len(text) for an added hyphen."""
    width: int
    """Sum of the advances, EMU."""
    rises: tuple[int, ...] = ()
    """Vertical offset of each glyph, EMU upwards; empty if all are zero."""
    tag: TagId | None = None
    """Id of a tag inside the paragraph's (a link, a reference, a label); None: the paragraph's own."""
    href: str = ""
    target: str | TagId = ""
    start: int = 0
    """Index of its first character in the paragraph: runs are read in this order, whatever their place on the page."""


class Line(Struct, frozen=True):
    """A broken line."""

    baseline: int
    """EMU from the top of the page."""
    runs: tuple[GlyphRun, ...]
    hyphen: bool = False
    """Whether the layout added a hyphen at the end."""
    space: bool = True
    """Whether the source has a space where the line ends (False inside a word, a URL, or before nothing)."""


class SetParagraph(Struct, frozen=True):
    """The same words twice: runs that stay editable (PowerPoint breaks them itself) and lines that are exact (PDF)."""

    runs: tuple[TextRun, ...]
    lines: tuple[Line, ...]
    align: Align
    pitch: int
    """Distance of baselines, EMU."""
    before: int = 0
    """Space above, EMU; 0 for the first paragraph of a box."""
    after: int = 0
    indent: int = 0
    """Left edge of the text from the left of the box, EMU (from the right in right-to-left text)."""
    hanging: int = 0
    """Distance of the bullet or number before the text, EMU."""
    bullet: str = ""
    """The bullet or number as shown, or empty."""
    numbered: int = 0
    """For an ordered list the item's number, else 0."""
    level: int = 0
    tag: TagId | None = ARTIFACT
    label_tag: TagId | None = ARTIFACT
    """Tag of the bullet or number (Lbl); without one it is drawn as an artifact."""
    label: tuple[GlyphRun, ...] = ()
    """The bullet or number as glyphs on the first line's baseline."""
    rtl: bool = False
    origins: tuple[Origin, ...] = ()
    """Where the words come from, in their order."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sentences that the words come from."""
        return sentences_in(self.origins)
