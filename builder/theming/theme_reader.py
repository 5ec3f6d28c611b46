"""A theme from its tables: every key known, every name that must be there is there."""

from builder.codes import BAD_THEME
from builder.model.brief import Align
from builder.model.marking_and_brand import Brand
from builder.model.scene import Anchor, Door, MediaKey
from builder.model.set_text import TRUSTS
from builder.model.theme import (
    EMPHASIS,
    UNITS,
    BackdropPicture,
    Font,
    Ornament,
    PaperFormat,
    SlideLayout,
    Slot,
    SlotKind,
    TemplateBase,
    TextSetting,
    TextStyle,
    Theme,
    split_ink,
)
from builder.model.units import Color, Rect, pt
from builder.theming.further_layouts import emphasis_layout, in_two_columns
from builder.theming.paper_sizes import SHEETS, SMALL, small_sheet
from builder.theming.template_fonts import slack_of
from builder.theming.theme_places import did_you_mean
from builder.theming.theme_table import ThemeTable

INKS = (
    "ink", "paper", "title", "panel", "accent", "muted", "rule", "tint", "pale", "support", "link", "visited",
)  # fmt: skip
"""The palette's names, in the order of PowerPoint's theme colours dk1 lt1 dk2 lt2 accent1 to 6 hlink folHlink."""

BRAND_KEYS = ("logo", "logo-on-dark", "alt", "accent", "heading-font", "text-font", "address")

FONTS = ("serif", "sans")
"""The families that every theme has; further ones supply characters that these lack."""

STYLES = (
    "slide-title", "slide-body", "slide-kicker", "slide-question", "slide-caption", "slide-footer",
    "cover-kicker", "cover-meta", "cover-title", "cover-text", "cover-authors",
    "panel-name", "panel-leader", "panel-label", "panel-row", "monogram",
    "row-name", "row-leader", "row-text", "row-head", "exhibit-note", "chart-label", "node", "note",
    "masthead-series", "masthead-meta", "handout-title", "handout-subtitle", "handout-authors", "standfirst",
    "glance-label", "glance-name", "glance-text", "entry-question", "entry-text", "entry-subheading",
    "margin-name", "margin-leader", "margin-slide", "table-head", "table-text", "caption", "quote", "note-text",
    "running-head", "running-foot", "imprint", "card-headline", "card-text",
)  # fmt: skip
"""The text styles that slides and handout are set in."""

SLOTS: dict[str, tuple[str, ...]] = {
    "title": ("kicker", "title", "subtitle", "flags", "authors"),
    "overview": ("kicker", "title", "body"),
    "actor": ("kicker", "title", "body", "flag", "name", "leader", "named", "rows"),
    "context": ("kicker", "title", "body"),
    "exhibit": ("kicker", "title", "table", "picture", "chart", "source"),
    "figure": ("kicker", "title", "body"),
    "summary": ("kicker", "title", "table"),
    "sources": ("title", "body"),
}
"""The slide layouts, and the slots that each must have, but for the line above the title on all but the cover."""

DIVIDED = ("actor", "context", EMPHASIS)
"""The layouts that there are with two columns, too."""

COLUMN_GAP = 30
"""Space between the two columns, in theme units."""

FURNITURE = ("footer", "page", "number")
"""Slots that every layout may have."""

RETIRED = ("judgement",)
"""A style and a slot that older themes have and nothing uses; they are skipped."""

CONTRAST = 4.5
"""The least contrast of text, in colour and in greyscale (WCAG 2.2, 1.4.3, level AA)."""

SCHEMES = ("tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink")
"""PowerPoint's names of theme colours, in the order in which a colour that has several names takes one."""

TOP = ("label", "brand", "palette", "contrast", "charts", "fonts", "styles", "slides", "handout", "sheets", "template")


def read_theme(name: str, top: ThemeTable) -> Theme:
    """Return the theme in `top`, with stand-ins where its source has findings."""
    top.known(*TOP)
    slides = top.entry("slides")
    slides.known("width", "height", *SLOTS)
    fills, strokes = _charts(top)
    fonts, palette = _fonts(top.entry("fonts")), _palette(top.entry("palette"))
    height = slides.number("height", least=72)
    styles = _styles(top.entry("styles"))
    footer = 0 if "template" in top.values else next((one.size for one in styles if one.name == "slide-footer"), 0)
    return Theme(
        name=name,
        label=top.text("label"),
        palette=palette,
        fonts=fonts,
        styles=styles,
        slide_width=pt(slides.number("width", least=72)),
        slide_height=pt(height),
        layouts=_layouts(slides, pt(height), footer),
        sheets=_sheets(top.entry("sheets")),
        paper_inks=_paper_inks(top.entry("handout")),
        setting=_setting(top.entry("handout")),
        fills=fills,
        strokes=strokes,
        brand=_brand(top.entry("brand")) if "brand" in top.values else Brand(),
        base=_base(top.entry("template"), palette) if "template" in top.values else None,
        files=top.source.names,
        slack=slack_of(fonts),
    )


def _layouts(slides: ThemeTable, height: int, footer: int) -> tuple[SlideLayout, ...]:
    """Return the layouts of the theme's tables, and those that follow from them: of two points, and for emphasis.

    `footer` is the size of the words at the foot of the one for emphasis, EMU; without one there is no such layout.
    """
    named = [_layout(key, slides.entry(key)) for key in SLOTS]
    if footer:
        by_name = {one.name: one for one in named}
        named.append(emphasis_layout(by_name["title"], by_name["context"], height // UNITS, footer))
    divided = [one for one in named if one.name in DIVIDED and one.has("body")]
    return (*named, *(in_two_columns(one, COLUMN_GAP * height // UNITS) for one in divided))


def _brand(entry: ThemeTable) -> Brand:
    entry.known(*BRAND_KEYS)
    return Brand(
        logo=entry.text("logo", ""),
        logo_on_dark=entry.text("logo-on-dark", ""),
        alt=entry.text("alt", ""),
        accent=entry.color("accent") if "accent" in entry.values else None,
        address=entry.words("address"),
        heading_font=entry.text("heading-font", ""),
        text_font=entry.text("text-font", ""),
        places=tuple((key, entry.source.place(entry.at(key))) for key in entry.values),
    )


def _palette(entry: ThemeTable) -> tuple[tuple[str, Color], ...]:
    entry.known(*INKS)
    return tuple((ink, entry.color(ink)) for ink in INKS)


def _charts(top: ThemeTable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entry = top.entry("charts")
    entry.known("fills", "strokes")
    found = []
    for key in ("fills", "strokes"):
        inks = entry.words(key)
        for ink in inks:
            name, _ = split_ink(ink)
            if name not in INKS:
                message = f"`{entry.at(key)}` names the colour `{ink}`, which the palette lacks"
                entry.refuse(key, message, did_you_mean(name, INKS))
        if len(inks) < 2:
            entry.refuse(
                key, f"`{entry.at(key)}` has {len(inks)} colours", "list at least two of the palette's colours"
            )
        found.append(tuple(ink for ink in inks if split_ink(ink)[0] in INKS) or ("title",))
    return found[0], found[1]


def _fonts(entry: ThemeTable) -> tuple[Font, ...]:
    for key in FONTS:
        if key not in entry.values:
            entry.refuse(key, f"`{entry.path}` lacks `{key}`", f"add `[fonts.{key}]` with `office` and `files`")
    order = [*(key for key in FONTS if key in entry.values), *(key for key in entry.values if key not in FONTS)]
    return tuple(_font(key, entry.entry(key)) for key in order)


def _font(key: str, entry: ThemeTable) -> Font:
    entry.known("office", "files", "measured")
    files = entry.words("files")
    if len(files) != 4:
        if entry.source.sound(entry.at("files")):
            hint = "list four faces: regular, bold, italic, bold italic"
            entry.refuse("files", f"`{entry.at('files')}` has {len(files)} faces", hint)
        files = ("", "", "", "")
    regular, bold, italic, bold_italic = (f"fonts/{file}.ttf" for file in files)
    measured = entry.one_of("measured", TRUSTS, "twin")
    return Font(key, entry.text("office"), regular, bold, italic, bold_italic, measured)


def _base(entry: ThemeTable, palette: tuple[tuple[str, Color], ...]) -> TemplateBase:
    chosen = ("without", "keep")  # which words of the template, for `theme update`
    entry.known("file", "sha256", "cover", "content", "layouts", "colors", "major", "minor", *chosen)
    table = entry.entry("colors")
    table.known(*SCHEMES)
    colors = {table.color(name): name for name in reversed(SCHEMES) if name in table.values}
    return TemplateBase(
        file=f"themes/{entry.text('file')}",
        sha256=entry.text("sha256"),
        cover=entry.text("cover"),
        content=entry.text("content"),
        schemes=tuple((ink, colors[color]) for ink, color in palette if color in colors),
        major=entry.text("major"),
        minor=entry.text("minor"),
        own_layouts=entry.one_of("layouts", ("added", "own"), "added") == "own",
    )


def _styles(entry: ThemeTable) -> tuple[TextStyle, ...]:
    entry.known(*STYLES, *RETIRED)
    return tuple(_style(name, entry.entry(name)) for name in STYLES)


def _style(name: str, entry: ThemeTable) -> TextStyle:
    entry.known("font", "size", "ink", "bold", "italic", "tracking", "caps", "leading", "before", "after")
    return TextStyle(
        name=name,
        font=entry.text("font"),
        size=pt(entry.number("size", least=1)),
        ink=entry.one_of("ink", INKS),
        bold=entry.flag("bold"),
        italic=entry.flag("italic"),
        tracking=entry.number("tracking", 0),
        caps=entry.flag("caps"),
        leading=entry.number("leading", 1.2, least=1),
        before=pt(entry.number("before", 0, least=0)),
        after=pt(entry.number("after", 0, least=0)),
    )


def _layout(name: str, entry: ThemeTable) -> SlideLayout:
    entry.known("label", "background", "ornaments", "slots", *(("column", "place", "panel") if name == "title" else ()))
    slots = entry.entry("slots")
    slots.known(*SLOTS[name], *FURNITURE, *RETIRED)
    for slot in SLOTS[name]:
        if slot not in slots.values and (slot != "kicker" or name == "title"):
            slots.refuse(slot, f"the layout `{name}` lacks the slot `{slot}`", f"add `{slot}` to `[{slots.path}]`")
    found = tuple(_slot(key, one) for key, one in slots.entries() if key in {*SLOTS[name], *FURNITURE})
    return SlideLayout(
        name=name,
        label=entry.text("label"),
        background=entry.one_of("background", INKS),
        ornaments=tuple(_ornament(one) for one in entry.listed("ornaments") if "picture" not in one.values),
        pictures=tuple(_picture(one) for one in entry.listed("ornaments") if "picture" in one.values),
        slots=found,
        column=entry.rect("column") if "column" in entry.values else None,
        place=entry.rect("place") if "place" in entry.values else None,
        panel=_panel(entry.entry("panel")) if "panel" in entry.values else None,
    )


def _panel(entry: ThemeTable) -> Ornament:
    entry.known("frame", "ink")
    return Ornament("Panel", entry.rect("frame"), entry.one_of("ink", INKS))


def _ornament(entry: ThemeTable) -> Ornament:
    entry.known("name", "frame", "line", "width", "ink", "art")
    if "line" in entry.values:
        return Ornament(entry.text("name"), _line(entry), entry.one_of("ink", INKS))
    return Ornament(entry.text("name"), entry.rect("frame"), entry.one_of("ink", INKS), entry.flag("art"))


def _line(entry: ThemeTable) -> Rect:
    """Return the frame of a level or vertical line, given by its two ends; it is centred on them."""
    ends, width = entry.numbers("line"), entry.number("width", 0.75, least=0.25)
    if len(ends) != 4 or (ends[0] != ends[2] and ends[1] != ends[3]):
        entry.refuse("line", f"`{entry.at('line')}` is not a level or upright line", "give two ends: `[x, y, x, y]`")
        return Rect(0, 0, 0, 0)
    left, top = min(ends[0], ends[2]), min(ends[1], ends[3])
    long, tall = abs(ends[2] - ends[0]), abs(ends[3] - ends[1])
    if tall:
        return Rect(pt(left - width / 2), pt(top), pt(width), pt(tall))
    return Rect(pt(left), pt(top - width / 2), pt(long), pt(width))


def _picture(entry: ThemeTable) -> BackdropPicture:
    entry.known("name", "frame", "picture", "art")
    media = MediaKey(Door.ASSET, f"themes/{entry.text('picture')}")
    return BackdropPicture(entry.text("name"), entry.rect("frame"), media, entry.flag("art"))


def _slot(name: str, entry: ThemeTable) -> Slot:
    entry.known(
        "kind", "frame", "style", "index", "ladder", "lines", "anchor", "align", "bullet", "bullet_size", "indent",
        "prompt", "clear", "alone",
    )  # fmt: skip
    return Slot(
        name=name,
        kind=SlotKind(entry.one_of("kind", tuple(SlotKind))),
        frame=entry.rect("frame"),
        style=entry.one_of("style", STYLES),
        index=entry.count("index"),
        ladder=tuple(pt(size) for size in entry.numbers("ladder")),
        lines=entry.count("lines", 0),
        anchor=Anchor(entry.one_of("anchor", tuple(Anchor), "top")),
        align=Align(entry.one_of("align", ("start", "center", "end"), "start")),
        bullet=entry.text("bullet", ""),
        bullet_size=entry.number("bullet_size", 1, least=0.25),
        indent=pt(entry.number("indent", 0, least=0)),
        prompt=entry.text("prompt", ""),
        clear=pt(entry.number("clear", 0, least=0)),
        alone=tuple(pt(size) for size in entry.numbers("alone")) if "alone" in entry.values else (),
    )


def _sheets(entry: ThemeTable) -> tuple[PaperFormat, ...]:
    """Return the sheets; a small one that has no table of its own follows from the one that it is half of."""
    entry.known(*SHEETS, *SMALL)
    found = {key: _sheet(key, entry.entry(key)) for key in (*SHEETS, *SMALL) if key in SHEETS or key in entry.values}
    for key, (whole, _) in SMALL.items():
        found.setdefault(key, small_sheet(key, found[whole]))
    return tuple(found.values())


def _sheet(name: str, entry: ThemeTable) -> PaperFormat:
    entry.known("size", "text", "margin", "full", "head", "foot")
    size = entry.numbers("size")
    if len(size) != 2:
        if entry.source.sound(entry.at("size")):
            entry.refuse("size", f"`{entry.at('size')}` has {len(size)} numbers", "give width and height in points")
        size = (0.0, 0.0)
    text, full, head, foot = (entry.rect(key) for key in ("text", "full", "head", "foot"))
    margin = entry.rect("margin") if "margin" in entry.values else text
    return PaperFormat(name, pt(size[0]), pt(size[1]), text, margin, full, head, foot)


def _setting(entry: ThemeTable) -> TextSetting:
    entry.known("align", "hyphenate", "columns", "grid", "narrow", "palette")
    columns = entry.count("columns", 1, least=1)
    if columns > 2:
        entry.refuse("columns", f"`{entry.at('columns')}` is {columns}", "give 1 or 2")
    return TextSetting(
        align=entry.one_of("align", ("justify", "start"), "start"),
        hyphenate=entry.flag("hyphenate"),
        columns=min(columns, 2),
        grid=pt(entry.number("grid", least=1)),
        narrow=tuple(_narrow(one) for one in entry.listed("narrow")),
    )


def _paper_inks(handout: ThemeTable) -> tuple[tuple[str, Color], ...]:
    """Return the colours that the handout has of its own."""
    if "palette" not in handout.values:
        return ()
    entry = handout.entry("palette")
    entry.known(*INKS)
    return tuple((ink, entry.color(ink)) for ink in INKS if ink in entry.values)


def _narrow(entry: ThemeTable) -> tuple[int, int]:
    """Return size and grid of body text in two columns."""
    entry.known("text", "grid")
    return pt(entry.number("text", least=8)), pt(entry.number("grid", least=9))


def read_least_contrast(top: ThemeTable) -> float:
    """Return the contrast that text must have in this theme, CONTRAST at least."""
    entry = top.entry("contrast") if "contrast" in top.values else None
    return entry.number("least", CONTRAST, least=CONTRAST) if entry else CONTRAST


def read_pairs(top: ThemeTable) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ink and ground that the theme names for the check of contrast."""
    if "contrast" not in top.values:
        return ()
    entry = top.entry("contrast")
    entry.known("pairs", "least")
    value = entry.values.get("pairs", [])
    pairs = value if isinstance(value, list) else []
    found = []
    for pair in pairs:
        if isinstance(pair, list) and len(pair) == 2 and all(one in INKS for one in pair):
            found.append((str(pair[0]), str(pair[1])))
        else:
            text = f"the pair {pair} does not name two colours of the palette"
            entry.source.find(BAD_THEME, entry.at("pairs"), text, 'write an ink and its ground: `["ink", "paper"]`')
    return tuple(found)
