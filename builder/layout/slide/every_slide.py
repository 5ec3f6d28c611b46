"""What every slide has apart from its content: the layout's ornaments, logo, watermark, marking, footer, number."""

from collections.abc import Iterator

from msgspec.structs import replace

from builder.codes import BAD_MARKING, CUT_FOOTER
from builder.layout.context import LayoutContext
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.layout.text.shaper import Shaper
from builder.layout.watermark import watermark
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.outline import Outline
from builder.model.scene import Align, Geometry, Item, MediaKey, NoteParagraph, Page, Picture, Shape, TextBox
from builder.model.set_text import origins_in
from builder.model.theme import PlacedLogo, SlideLayout, Slot, Theme
from builder.model.units import Rect

SMALLER = (0.875, 0.75)
"""The sizes, as shares of the usual one, in which a marking is tried that is too long for its place."""

MOST_WORDS = 150
"""More words than a footer holds."""

PANEL_HEIGHT = 0.9
"""What is as high as so much of a slide and at its edge is a panel, which words across the slide would be cut by."""


def backdrop(theme: Theme, layout: SlideLayout) -> tuple[Item, ...]:
    """Return the layout's ornaments, which the layout itself draws in PowerPoint, and its pictures."""
    drawn = tuple(
        Shape(one.name, Geometry.RECTANGLE, one.frame, theme.color(one.ink), one.ink, background=True)
        for one in layout.ornaments
        if not (one.art and any(picture.art for picture in layout.pictures))
    )
    pictures = [
        Picture(one.name, one.frame, one.media, "", decorative=True, background=one.art) for one in layout.pictures
    ]
    art = [one for one in pictures if one.background]
    return (*art, *drawn, *(one for one in pictures if not one.background))


def logo_in_corner(theme: Theme, layout: SlideLayout) -> tuple[Picture, ...]:
    """Return the publisher's logo beside the footer, a decoration: the cover has described it."""
    if not (theme.logo and layout.logo and layout.has("footer")):
        return ()
    return (Picture("Logo", layout.logo, logo_on(theme, theme.logo, layout.background), "", decorative=True),)


def logo_on(theme: Theme, logo: PlacedLogo, ground: str) -> MediaKey:
    """Return the version of the logo for a ground of the colour `ground`."""
    return logo.on_dark if logo.on_dark and theme.on_dark(theme.color(ground)) else logo.on_light


def above_backdrop(page: Page, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items of a page with `items` between what the layout draws and all else."""
    behind = [one for one in page.items if isinstance(one, Shape | Picture) and one.background]
    return (*behind, *items, *(one for one in page.items if one not in behind)) if items else page.items


def watermark_on(outline: Outline, shaper: Shaper, page: Page) -> tuple[Item, ...]:
    """Return the words of the marking across the slide beside its panel, where they are asked for."""
    marking = outline.fields.marking
    if not marking.watermark:
        return ()
    panels = [one.frame for one in page.items if isinstance(one, Shape) and one.fill_ink == "panel"]
    panels = [one for one in panels if one.height > PANEL_HEIGHT * page.height]
    left = max((one.right for one in panels if one.x <= 0), default=0)
    right = min((one.x for one in panels if one.right >= page.width), default=page.width)
    area = Rect(left, 0, right - left, page.height)
    return watermark(shaper, marking.text, area, shaper.theme.color(page.background_ink))


def marking_note(context: LayoutContext) -> tuple[NoteParagraph, ...]:
    """Return the words of the marking as the first line of the notes, which are printed and passed on as well."""
    text = context.outline.fields.marking.text
    return (
        (
            NoteParagraph(
                (context.run(text, context.shaper.style("note", bold=True)),), origins=(FieldOrigin("marking"),)
            ),
        )
        if text
        else ()
    )


Parts = tuple[tuple[str, Origin], ...]
"""Words at a slide's foot, each with where they come from."""


class FooterZone:
    """What slides have at their foot; what several share is set once."""

    def __init__(self, context: LayoutContext, count: int) -> None:
        """Prepare the foot of a deck of `count` slides."""
        self._context, self._count = context, count
        self._made: dict[tuple[Slot, Parts, Align], TextBox | None] = {}
        self._cut = False
        """Whether a footer was reported that says less than the briefing."""

    def at(self, layout: SlideLayout, number: int, sheet: int) -> tuple[TextBox, ...]:
        """Return the furniture of slide `number`, whose full answer begins on the handout page `sheet`."""
        slots = {slot.name: slot for slot in layout.slots}
        label = self._context.label
        made = []
        if "page" in slots and sheet:
            end = Align.START if layout.has("flag") else Align.END
            sheet_words = label("handout_page").format(page=sheet)
            made.append(self._small(slots["page"], ((sheet_words, LabelOrigin("handout_page")),), end))
        if "marking" in slots:
            made.append(self._marking(slots["marking"], Align.END if "footer" in slots else Align.START))
        if "footer" in slots:
            made.append(self._reference(slots["footer"]))
        if "number" in slots:
            own = LabelOrigin("slide")
            made.append(self._small(slots["number"], ((str(number), own), (f" / {self._count}", own)), Align.END))
        return tuple(box for box in made if box)

    def _reference(self, slot: Slot) -> TextBox | None:
        """Return series, number and date; of a series that is too long as many words as there is room for."""
        for turn, parts in enumerate(_references(self._context.outline)):
            box = self._small(slot, parts, Align.START)
            if box and turn and not self._cut:
                self._cut = True
                self._report_cut("".join(text for text, _ in parts))
            if box:
                return box
        return None

    def _report_cut(self, text: str) -> None:
        fields = self._context.outline.fields
        key = "series" if fields.series else "publisher" if fields.publisher.name else "title"
        hint = f"shorten `{key}`" if fields.series else "give a short `series`"
        message = f"the footer of the slides has no room for more than `{text}`"
        self._context.report.add(CUT_FOOTER, fields.span(key), message, hint)

    def _marking(self, slot: Slot, align: Align) -> TextBox | None:
        """Return the words of the marking; those that their place does not hold are an error."""
        fields = self._context.outline.fields
        if not fields.marking.text:
            return None
        box = self._small(slot, ((fields.marking.text, FieldOrigin("marking")),), align)
        if box is None:
            message = f"the marking `{fields.marking.text}` does not fit beside the footer"
            self._context.report.add(BAD_MARKING, fields.span("marking"), message, "shorten it")
        return box

    def _small(self, slot: Slot, parts: Parts, align: Align) -> TextBox | None:
        key = (slot, parts, align)
        if key not in self._made:
            self._made[key] = _small(self._context, slot, parts, align)
        return self._made[key]


def _small(context: LayoutContext, slot: Slot, parts: Parts, align: Align) -> TextBox | None:
    name = slot.name
    size = slot.ladder[0] if slot.ladder else context.theme.style(slot.style).size
    smaller = (size, *(round(size * share) for share in SMALLER)) if name == "marking" else (size,)
    return next((box for one in smaller if (box := _in_size(context, slot, parts, align, one))), None)


def _in_size(context: LayoutContext, slot: Slot, parts: Parts, align: Align, size: int) -> TextBox | None:
    name = slot.name
    style = context.shaper.style(slot.style, size=size, bold=True if name == "marking" else None)
    runs = [context.run(text, style, origin=origin) for text, origin in parts]
    if name == "number":
        runs[0] = replace(runs[0], field="slidenum")
    done = fit_one(
        name,
        slot.frame,
        lambda _: (ParagraphSpec(tuple(runs), align=align, origins=origins_in(runs), lang=context.lang),),
        (style.size,),
        context.shaper,
        anchor=slot.anchor,
    )
    if done is None:
        return None
    return TextBox(slot.label, slot.frame, done.paragraphs, slot=name, anchor=slot.anchor, fit=done.fit)


def _references(outline: Outline) -> Iterator[Parts]:
    """Yield the reference line, then shorter ones: the series cut after a word, with and without number and date."""
    yield outline.reference
    (text, origin), *dated = outline.reference
    words = text.split()[:MOST_WORDS] if outline.fields.series or not outline.dateline else []
    for rest in ((*dated,), ()) if dated else ((),):
        for count in range(len(words) - 1, 0, -1):
            yield ((f"{' '.join(words[:count]).rstrip(',;:–—-')}…", origin), *rest)
    if outline.dateline:
        yield outline.dateline
    yield (("…", origin),)  # part of a word would be another word
