"""How it looks: one house style as data; the same table drives slide layouts, fitting and pages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import Align
from builder.model.marking_and_brand import Brand
from builder.model.scene import Anchor, MediaKey
from builder.model.units import Color, Rect, lighter


def split_ink(ink: str) -> tuple[str, int]:
    """Return the palette's name in `ink`, and by how many percent it is lighter: `support+30`."""
    for sign in "+-":
        name, found, digits = ink.partition(sign)
        if found and digits.isascii() and digits.isdecimal() and int(digits) < 100:
            return name, int(sign + digits)
    return ink, 0


class Font(Struct, frozen=True):
    """A family: the name written into decks, and the files of a font of the same widths that measures and prints."""

    key: str
    office: str
    regular: str
    bold: str
    italic: str
    bold_italic: str

    measured: str = "twin"
    """How far its measure can be trusted: `exact` (its own file), `twin` (same widths), `wide` (a wider face)."""

    def file(self, *, bold: bool, italic: bool) -> str:
        """Return the asset name of the face."""
        return {
            (False, False): self.regular,
            (True, False): self.bold,
            (False, True): self.italic,
            (True, True): self.bold_italic,
        }[bold, italic]


class TextStyle(Struct, frozen=True):
    """A named style of the type scale."""

    name: str
    font: str
    size: int
    """EMU."""
    ink: str
    """Name of a colour in the palette."""
    bold: bool = False
    italic: bool = False
    tracking: float = 0.0
    """Extra space after each character, em."""
    caps: bool = False
    leading: float = 1.2
    """Baseline distance as a multiple of the size; PowerPoint's is 1.2 for every face."""
    before: int = 0
    after: int = 0


UNITS = 540
"""Composers count lengths in parts of the slide's height, so that a smaller slide has smaller ones."""


class SlotKind(StrEnum):
    """What a slot is in the slide layout: the placeholder types of ECMA-376 part 1, 19.7.10, or none."""

    TITLE = "title"
    BODY = "body"
    PICTURE = "pic"
    TABLE = "tbl"
    CHART = "chart"
    FOOTER = "ftr"
    NUMBER = "sldNum"
    FREE = "free"
    """No placeholder: a place for items that the slide draws itself."""


class Slot(Struct, frozen=True):
    """A named frame of a slide layout."""

    name: str
    kind: SlotKind
    frame: Rect
    style: str
    """Name of its text style."""
    index: int
    """Placeholder index, unique in its layout and stable (0 for the title)."""
    ladder: tuple[int, ...] = ()
    """Sizes, EMU, largest first; the last is the floor. One size for what is never shrunk."""
    lines: int = 0
    """The most lines that it may hold; 0 for as many as fit."""
    anchor: Anchor = Anchor.TOP
    align: Align = Align.START
    bullet: str = ""
    bullet_size: float = 1.0
    """Size of the bullet as a share of the text's."""
    indent: int = 0
    """Width of the bullet's column, EMU."""
    prompt: str = ""
    """What the empty placeholder says on the layout."""
    clear: int = 0
    """Of a title: nothing that follows it begins above this, however few its lines are; EMU."""
    alone: tuple[int, ...] = ()
    """Of a title: sizes above its ladder's for a last slide that says little else, EMU, largest first."""

    @property
    def label(self) -> str:
        """Its name as the selection pane shows it."""
        return self.name.replace("-", " ").capitalize()


class Ornament(Struct, frozen=True):
    """A filled rectangle that the layout draws: a bar, a rule, a panel."""

    name: str
    frame: Rect
    ink: str
    art: bool = False
    """Whether an organisation's own layout draws it; it is named so that its colour is known."""


class BackdropPicture(Struct, frozen=True):
    """A picture that is behind every slide of a layout; it means nothing and is never read."""

    name: str
    frame: Rect
    media: MediaKey
    art: bool = False
    """Whether an organisation's own layout draws it: it is shown where the layout is not, in previews and in print."""


class PlacedLogo(Struct, frozen=True):
    """A publisher's logo, and its light version for dark grounds."""

    on_light: MediaKey
    on_dark: MediaKey | None
    aspect: float
    """Width by height."""
    alt: str
    """What it says; empty for the publisher's name."""


class SlideLayout(Struct, frozen=True):
    """A slide layout."""

    name: str
    """The key: `title`, `overview`, `actor`, `context`, `exhibit`, `map`, `timeline`, `summary`, `sources`."""
    label: str
    """The name that PowerPoint shows."""
    background: str
    """Name of a colour."""
    ornaments: tuple[Ornament, ...]
    slots: tuple[Slot, ...]
    pictures: tuple[BackdropPicture, ...] = ()
    logo: Rect | None = None
    """Where the publisher's logo is."""
    column: Rect | None = None
    """Of a cover: the frame in which its words are one group, spaced evenly; None where each has a frame of its own."""
    place: Rect | None = None
    """Of a cover: where the template has its title. The group keeps it there, as far as the column lets it."""
    panel: Ornament | None = None
    """Of a cover: at its end, for the flags of the actors where there are any."""

    def slot(self, name: str) -> Slot:
        """Return the slot `name`; KeyError if the layout has none."""
        return {slot.name: slot for slot in self.slots}[name]

    def has(self, name: str) -> bool:
        """Return whether there is a slot `name`: a template may have no room for it."""
        return any(slot.name == name for slot in self.slots)

    def with_flags(self, height: int, gap: int) -> SlideLayout:
        """Return the layout with a row of flags of `height` at the foot of its body, and a `gap` above them, EMU."""
        slot = self.slot("body")
        frame, foot = slot.frame, slot.frame.bottom - height
        body = replace(slot, frame=replace(frame, height=foot - gap - frame.y))
        flags = Slot("flags", SlotKind.FREE, replace(frame, y=foot, height=height), slot.style, 0)
        slots = (one for other in self.slots for one in ((body, flags) if other is slot else (other,)))
        return replace(self, slots=tuple(slots))


FLAGS_AT_FOOT = 30, 18
"""Height of a row of flags below a judgement, and the space above them, in theme units."""

EMPHASIS = "emphasis"
"""The layout on the ground of the cover: of the judgement, of large numbers and of quotations."""


class PaperFormat(Struct, frozen=True):
    """A paper and its frames, EMU."""

    name: str
    width: int
    height: int
    text: Rect
    """The text column."""
    margin: Rect
    """The margin column beside it."""
    full: Rect
    """Both columns and the gap."""
    head: Rect
    """Running header, from page 2."""
    foot: Rect
    """Running footer."""


class TextSetting(Struct, frozen=True):
    """How the handout's text is set."""

    align: str
    """`justify` or `start`."""
    hyphenate: bool
    columns: int
    grid: int
    """Baseline grid, EMU: the pitch of body text."""
    narrow: tuple[tuple[int, int], ...] = ()
    """Sizes of body text and their grids, EMU, largest first, for two columns where these save pages."""


class TemplateBase(Struct, frozen=True):
    """The organisation's own PowerPoint file, whose masters the theme's layouts use."""

    file: str
    """The asset."""
    sha256: str
    cover: str
    """The part of the layout whose art the cover keeps."""
    content: str
    """The part of the layout whose art all other slides keep."""
    schemes: tuple[tuple[str, str], ...]
    """Colours of the palette that are colours of the file's theme, by PowerPoint's names."""
    major: str
    """The file's own heading font."""
    minor: str
    own_layouts: bool = False
    """Whether slides use the file's own layouts, and none are added to its masters."""


class Theme(Struct, frozen=True, dict=True):
    """A house style."""

    name: str
    label: str
    palette: tuple[tuple[str, Color], ...]
    """In the order of PowerPoint's twelve theme colours where the names are theirs; see assets/themes/README.md."""
    fonts: tuple[Font, ...]
    """`serif` and `sans` first, then the fallbacks in the order in which they are asked for a missing character."""
    styles: tuple[TextStyle, ...]
    slide_width: int
    slide_height: int
    layouts: tuple[SlideLayout, ...]
    sheets: tuple[PaperFormat, ...]
    setting: TextSetting
    fills: tuple[str, ...] = ("title", "support+30", "muted", "pale", "accent", "tint", "support")
    """Colours of bars and slices in turn: light and dark alternate, so that neighbours differ in greyscale."""
    strokes: tuple[str, ...] = ("title", "accent", "support", "muted")
    """Colours of lines in turn, all dark enough for a thin line."""
    brand: Brand = Brand()
    """What the theme itself says of the publisher."""
    logo: PlacedLogo | None = None
    address: tuple[str, ...] = ()
    """The lines of the letterhead."""
    base: TemplateBase | None = None
    """The organisation's template; None if the deck's template is made from the theme alone."""
    files: tuple[str, ...] = ()
    """The assets that it was read from."""
    paper_inks: tuple[tuple[str, Color], ...] = ()
    """The colours that the theme names for its handout."""
    paper_palette: tuple[tuple[str, Color], ...] = ()
    """The whole palette of the handout where it is not the slides'."""
    slack: float = 0.015
    """Share of a box's width that the slide layout leaves free, since programs measure a little differently."""

    @cached_property
    def _colors(self) -> Mapping[str, Color]:
        """`palette` by name: a briefing asks for colours and styles some hundred times."""
        return dict(self.palette)

    @cached_property
    def _styles(self) -> Mapping[str, TextStyle]:
        """`styles` by name."""
        return {style.name: style for style in self.styles}

    def units(self, count: float) -> int:
        """Return a length in theme units, of which a slide is 540 high, as EMU."""
        return round(count * self.slide_height / UNITS)

    def sides(self, counts: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        """Return four insets in theme units as EMU."""
        left, top, right, bottom = counts
        return self.units(left), self.units(top), self.units(right), self.units(bottom)

    def mirrored(self) -> Theme:
        """Return the theme with the slides' left and right exchanged, for languages that run from right to left."""

        def over(frame: Rect) -> Rect:
            return replace(frame, x=self.slide_width - frame.right)

        layouts = tuple(
            replace(
                layout,
                ornaments=tuple(replace(one, frame=over(one.frame)) for one in layout.ornaments),
                slots=tuple(replace(one, frame=over(one.frame)) for one in layout.slots),
                column=layout.column and over(layout.column),
            )
            for layout in self.layouts
        )
        return replace(self, layouts=layouts)

    def on_paper(self) -> Theme:
        """Return the theme in the colours of the handout, which is printed on white."""
        return replace(self, palette=self.paper_palette, paper_palette=()) if self.paper_palette else self

    def beside_art(self) -> Theme:
        """Return the theme with frames so placed that a slide mirrored about its middle has them where they are calm.

        An organisation's art is not mirrored with the words: a title keeps its place, and what is below it is turned
        about the middle of its own zone.
        """
        return replace(self, layouts=tuple(self._beside_art(layout) for layout in self.layouts))

    def _beside_art(self, layout: SlideLayout) -> SlideLayout:
        alone = {"title", "kicker", "footer", "number", "page", "marking"}
        zone = [slot.frame for slot in layout.slots if slot.name not in alone]
        ends = (min(one.x for one in zone), max(one.right for one in zone)) if zone else (0, self.slide_width)

        def moved(frame: Rect, left: int, right: int) -> Rect:
            return replace(frame, x=frame.x + self.slide_width - left - right)

        def turned(frame: Rect) -> Rect:
            return moved(frame, frame.x, frame.right)

        frames = ((turned(one.frame) if one.name in alone else moved(one.frame, *ends)) for one in layout.slots)
        slots = tuple(replace(one, frame=frame) for one, frame in zip(layout.slots, frames, strict=True))
        drawn = tuple(replace(one, frame=turned(one.frame)) for one in layout.ornaments)
        column, place = layout.column and turned(layout.column), layout.place and turned(layout.place)
        return replace(layout, slots=slots, ornaments=drawn, column=column, place=place)

    @staticmethod
    def on_dark(ground: Color) -> bool:
        """Return whether white shows better on `ground` than black does."""
        return ground.luminance < 0.18

    def color(self, ink: str) -> Color:
        """Return the colour `ink`, or of `support+30` one 30 % lighter; KeyError if the palette has none."""
        name, percent = split_ink(ink)
        return lighter(self._colors[name], percent / 100) if percent else self._colors[name]

    @property
    def slices(self) -> tuple[str, ...]:
        """The colours of a pie, for the largest slice first: shades of one, which approach that of the paper."""
        return ("title", *(f"title{self._paler}{percent}" for percent in (25, 40, 55, 70)))

    @property
    def quiet(self) -> tuple[str, ...]:
        """The colours of lines in figures that matter less than others; the first of 3 : 1 on paper is taken."""
        return tuple(f"muted{self._paler}{percent}" for percent in (35, 30, 20, 10))

    @property
    def _paler(self) -> str:
        """The sign of an ink that is nearer to the paper than another."""
        return "-" if self.on_dark(self.color("paper")) else "+"

    def font(self, key: str) -> Font:
        """Return the family `key`; KeyError if there is none."""
        return {font.key: font for font in self.fonts}[key]

    def style(self, name: str) -> TextStyle:
        """Return the text style `name`; KeyError if there is none."""
        return self._styles[name]

    def bullet_ink(self, slot: Slot) -> str:
        """Return the colour of bullets in `slot`: the accent in a list on the usual ground, else that of the text."""
        return "accent" if slot.style == "slide-body" else self.style(slot.style).ink

    def layout(self, name: str) -> SlideLayout:
        """Return the slide layout `name`; KeyError if there is none."""
        return {layout.name: layout for layout in self.layouts}[name]

    def has_layout(self, name: str) -> bool:
        """Return whether there is a slide layout `name`."""
        return any(layout.name == name for layout in self.layouts)

    def sizes(self, slot: Slot) -> tuple[int, ...]:
        """Return the sizes that words in `slot` may have, EMU, largest first."""
        return slot.ladder or (self.style(slot.style).size,)

    def sheet(self, name: str) -> PaperFormat:
        """Return the sheet `name` (`a4`, `letter`, `a5`, `half-letter`); KeyError if there is none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]
