"""The deck: every planned slide composed, then furnished with footer, number and the handout's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count

from msgspec.structs import replace

from builder.codes import BAD_MARKING
from builder.layout.context import DECK, ComposedSlide, LayoutContext, label_of, slide_tag
from builder.layout.slide.answer import AnswerSlide, compose_answer, title_size_of
from builder.layout.slide.cover import compose_cover
from builder.layout.slide.exhibit import compose_exhibit, takes_claim
from builder.layout.slide.figures import compose_map, compose_timeline
from builder.layout.slide.mirror import mirrored
from builder.layout.slide.overview import compose_overview
from builder.layout.slide.quotation import compose_quotation, is_quotation, renamed_quotation
from builder.layout.slide.sources import compose_sources
from builder.layout.slide.summary import compose_summary
from builder.layout.slide.title import chosen_sizes, set_title, title_at
from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.layout.text.link_tags import tag_links
from builder.layout.watermark import watermark
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.outline import (
    ActorSlide,
    ContextSlide,
    ExhibitSlide,
    JudgementSlide,
    MapSlide,
    Outline,
    OverviewSlide,
    QuotationSlide,
    Slide,
    SourcesSlide,
    SummarySlide,
    TimelineSlide,
    TitleSlide,
)
from builder.model.scene import (
    Align,
    Bookmark,
    Geometry,
    Group,
    Item,
    NoteParagraph,
    Page,
    Picture,
    Properties,
    Role,
    Scene,
    Shape,
    Tag,
    TextBox,
    TextRun,
)
from builder.model.theme import SlideLayout, Slot, Theme


def compose_slides(context: LayoutContext) -> tuple[ComposedSlide, ...]:
    """Return every slide of the outline without its furniture, titles made unique."""
    slides = _with_claims(context)
    context = replace(context, title_sizes=_chosen_sizes(context, slides))
    return _unique(
        context, tuple(replace(one, planned=slide.key) for slide in slides for one in _compose(context, slide))
    )


def _with_claims(context: LayoutContext) -> tuple[Slide, ...]:
    """Return the planned slides; an answer with one exhibit and at most one point beside its claim is one slide."""
    slides = context.outline.slides
    exhibits = Counter(slide.entry for slide in slides if isinstance(slide, ExhibitSlide))
    done: list[Slide] = []
    for slide in slides:
        before = done[-1] if done else None
        if (
            isinstance(slide, ExhibitSlide)
            and isinstance(before, ActorSlide | ContextSlide)
            and before.entry == slide.entry
            and len(before.points) <= 1
            and exhibits[slide.entry] == 1
            and takes_claim(context, (before.headline, *before.points))
        ):
            point = next(iter(before.points), None)
            done[-1] = replace(slide, key=before.key, notes=before.notes, claim=before.headline, point=point)
        else:
            done.append(slide)
    return tuple(done)


def _chosen_sizes(context: LayoutContext, slides: tuple[Slide, ...]) -> tuple[int, ...]:
    """Return the sizes of this deck's titles: those of answers follow their words, the others go along."""
    answers = [title_size_of(context, slide) for slide in slides if isinstance(slide, AnswerSlide)]
    ladder = context.theme.sizes(context.theme.layout("context").slot("title"))
    return chosen_sizes(answers, _largest_titles(context, slides), ladder)


def _largest_titles(context: LayoutContext, slides: tuple[Slide, ...]) -> Iterator[int]:
    """Yield for each slide but the cover, answers and quotations the largest size that its title can have, EMU."""
    for slide in slides:
        match slide:
            case TitleSlide() | ActorSlide() | ContextSlide() | JudgementSlide() | QuotationSlide():
                continue
            case SummarySlide():
                yield _largest(context, "summary", slide.title)
            case ExhibitSlide():
                yield _largest(context, "exhibit", slide.claim.text if slide.claim else slide.title)
            case MapSlide() | TimelineSlide():
                yield _largest(context, "figure", slide.title)
            case OverviewSlide():
                yield _largest(context, "overview", slide.title)
            case SourcesSlide():
                yield _largest(context, "sources", slide.title)


def _largest(context: LayoutContext, layout: str, title: str) -> int:
    slot = context.theme.layout(layout).slot("title")
    runs = (context.run(title, context.faces.style(slot.style)),)
    sizes = context.theme.sizes(slot)
    return next((size for size in sizes if title_at(context, slot, runs, size)), sizes[-1])


def numbers_of(sketches: tuple[ComposedSlide, ...]) -> dict[str, int]:
    """Return the number of each slide by its key."""
    return {sketch.key: number for number, sketch in enumerate(sketches, 1)}


def add_footers(
    context: LayoutContext,
    sketches: tuple[ComposedSlide, ...],
    sheets: Mapping[str, int],
    properties: Properties,
    moment: int,
) -> Scene:
    """Return the deck; `sheets` gives for each handout entry the page on which it begins."""
    pages, tags = [], [Tag(DECK, Role.DOCUMENT)]
    furniture = _Furniture(context, len(sketches))
    for number, sketch in enumerate(sketches, 1):
        items, more = tag_links(sketch.items, sketch.tags)
        layout = context.theme.layout(sketch.layout)
        foot = furniture.at(layout, number, sheets.get(sketch.entry, 0))
        logo = _logo(context, layout, sketch.key)
        shown = _distinct((*_backdrop(context.theme, layout), *items[:1], *logo, *items[1:], *foot), set())
        pages.append(_page(context, layout, sketch, shown, number))
        tags += more
        tags += [Tag(one.tag, Role.FIGURE, alt=one.alt) for one in logo if one.tag]
    if runs_leftwards(context.lang):
        pages = [replace(page, items=mirrored(page.items, page.width)) for page in pages]
    pages = [replace(page, items=_above_backdrop(page, _watermark(context, page))) for page in pages]
    return Scene(
        properties=properties,
        pages=tuple(pages),
        tags=tuple(tags),
        bookmarks=tuple(Bookmark(page.title, page.key, 0) for page in pages),
        sections=_sections(context.outline, sketches),
        moment=moment,
    )


def _compose(context: LayoutContext, slide: Slide) -> tuple[ComposedSlide, ...]:
    match slide:
        case TitleSlide():
            return compose_cover(context, slide)
        case OverviewSlide():
            return compose_overview(context, slide)
        case ActorSlide() | ContextSlide() | JudgementSlide():
            return compose_answer(context, slide)
        case ExhibitSlide():
            return compose_exhibit(context, slide)
        case QuotationSlide():
            return compose_quotation(context, slide)
        case MapSlide():
            return compose_map(context, slide)
        case TimelineSlide():
            return compose_timeline(context, slide)
        case SummarySlide():
            return compose_summary(context, slide)
        case SourcesSlide():
            return compose_sources(context, slide)


def _unique(context: LayoutContext, sketches: tuple[ComposedSlide, ...]) -> tuple[ComposedSlide, ...]:
    """Return the slides with unique titles: a repeated title is numbered."""
    seen: dict[str, int] = {}
    done = []
    for sketch in sketches:
        seen[sketch.title] = seen.get(sketch.title, 0) + 1
        count = seen[sketch.title]
        done.append(sketch if count == 1 else _renamed(context, sketch, count))
    return tuple(done)


def _renamed(context: LayoutContext, sketch: ComposedSlide, count: int) -> ComposedSlide:
    title = sketch.items[0]
    assert isinstance(title, TextBox)  # noqa: S101 - every slide begins with its title
    runs = tuple(run for paragraph in title.paragraphs for run in paragraph.runs)
    mark = context.run(f" ({count})", runs[-1].style)
    if is_quotation(sketch):
        return renamed_quotation(context, sketch, (*runs, mark))
    layout = context.theme.layout(sketch.layout)
    role = next(tag.role for tag in sketch.tags if tag.id == slide_tag(sketch.key).part("title"))
    box, _ = set_title(context, layout, (*runs, mark), sketch.key, role=role, origins=title.paragraphs[0].origins)
    return replace(sketch, title=f"{sketch.title}{mark.text}", items=(box, *sketch.items[1:]))


def _distinct(items: tuple[Item, ...], taken: set[str]) -> tuple[Item, ...]:
    """Return the items, those in groups too, with names that differ from each other and from what is `taken`.

    The selection pane and connectors need that; two actors, for one, may share a name.
    """
    done: list[Item] = []
    for item in items:
        numbered = (f"{item.name} {number}" for number in count(2))
        name = item.name if item.name not in taken else next(one for one in numbered if one not in taken)
        taken.add(name)
        own = item if name == item.name else replace(item, name=name)
        done.append(replace(own, items=_distinct(own.items, taken)) if isinstance(own, Group) else own)
    return tuple(done)


def _page(
    context: LayoutContext, layout: SlideLayout, sketch: ComposedSlide, items: tuple[Item, ...], number: int
) -> Page:
    return Page(
        key=sketch.key,
        width=context.theme.slide_width,
        height=context.theme.slide_height,
        items=items,
        title=sketch.title,
        layout=layout.name,
        notes=(*_marking_note(context), *sketch.notes),
        lang=context.lang,
        background=context.theme.color(layout.background),
        background_ink=layout.background,
        label=str(number),
        hidden=sketch.entry in context.outline.hidden,
    )


def _backdrop(theme: Theme, layout: SlideLayout) -> tuple[Item, ...]:
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


def _logo(context: LayoutContext, layout: SlideLayout, key: str) -> tuple[Picture, ...]:
    """Return the publisher's logo: described on the cover, and decoration on every further slide."""
    logo, theme = context.theme.logo, context.theme
    if logo is None or layout.logo is None:
        return ()
    dark = theme.on_dark(theme.color(layout.background)) and logo.on_dark is not None
    media = logo.on_dark if dark and logo.on_dark else logo.on_light
    if "footer" in {slot.name for slot in layout.slots}:
        return (Picture("Logo", layout.logo, media, "", decorative=True),)
    alt = logo.alt or context.outline.fields.publisher.name or "Logo"
    return (Picture("Logo", layout.logo, media, alt, tag=slide_tag(key).part("logo"), origin=FieldOrigin("publisher")),)


def _above_backdrop(page: Page, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items of a page with `items` between what the layout draws and all else."""
    behind = [one for one in page.items if isinstance(one, Shape | Picture) and one.background]
    return (*behind, *items, *(one for one in page.items if one not in behind)) if items else page.items


def _watermark(context: LayoutContext, page: Page) -> tuple[Item, ...]:
    """Return the words of the marking across the slide, where they are asked for."""
    marking, theme = context.outline.fields.marking, context.theme
    if not marking.watermark:
        return ()
    return watermark(
        context.faces, marking.text, theme.slide_width, theme.slide_height, theme.color(page.background_ink)
    )


def _marking_note(context: LayoutContext) -> tuple[NoteParagraph, ...]:
    """Return the words of the marking as the first line of the notes, which are printed and passed on as well."""
    text = context.outline.fields.marking.text
    return (
        (
            NoteParagraph(
                (context.run(text, context.faces.style("note", bold=True)),), origins=(FieldOrigin("marking"),)
            ),
        )
        if text
        else ()
    )


ORIGINS: dict[str, Origin] = {
    "page": LabelOrigin("handout_page"),
    "marking": FieldOrigin("marking"),
    "footer": FieldOrigin("series"),
    "number": LabelOrigin("slide"),
}
"""Where the words of each slot at a slide's foot come from."""


class _Furniture:
    """What slides bear at their foot; what two of them have in common is set once."""

    def __init__(self, context: LayoutContext, count: int) -> None:
        self._desk, self._count = context, count
        self._made: dict[tuple[Slot, tuple[str, ...], Align], TextBox | None] = {}

    def at(self, layout: SlideLayout, number: int, sheet: int) -> tuple[TextBox, ...]:
        """Return the furniture of slide `number`, whose full answer begins on the handout page `sheet`."""
        slots = {slot.name: slot for slot in layout.slots}
        label = self._desk.label
        made = []
        if "page" in slots and sheet:
            end = Align.START if layout.has("flag") else Align.END
            made.append(self._small(slots["page"], (label("handout_page").format(page=sheet),), end))
        if "marking" in slots:
            made.append(self._marking(slots["marking"], Align.END if "footer" in slots else Align.START))
        if "footer" in slots:
            made.append(self._reference(slots["footer"]))
        if "number" in slots:
            made.append(self._small(slots["number"], (str(number), f" / {self._count}"), Align.END))
        return tuple(box for box in made if box)

    def _reference(self, slot: Slot) -> TextBox | None:
        """Return series, number and date; of a series that is too long as many words as there is room for."""
        tried = (self._small(slot, (text,), Align.START) for text in _references(self._desk))
        return next((box for box in tried if box), None)

    def _marking(self, slot: Slot, align: Align) -> TextBox | None:
        """Return the words of the marking; those that their place does not hold are an error."""
        fields = self._desk.outline.fields
        if not fields.marking.text:
            return None
        box = self._small(slot, (fields.marking.text,), align)
        if box is None:
            message = f"the marking `{fields.marking.text}` does not fit beside the footer"
            self._desk.report.add(BAD_MARKING, fields.span("marking"), message, "shorten it")
        return box

    def _small(self, slot: Slot, texts: tuple[str, ...], align: Align) -> TextBox | None:
        key = (slot, texts, align)
        if key not in self._made:
            self._made[key] = _small(self._desk, slot, texts, align)
        return self._made[key]


def _small(context: LayoutContext, slot: Slot, texts: tuple[str, ...], align: Align) -> TextBox | None:
    name = slot.name
    size = slot.ladder[0] if slot.ladder else None
    style = context.faces.style(slot.style, size=size, bold=True if name == "marking" else None)
    runs = [context.run(text, style) for text in texts]
    if name == "number":
        runs[0] = TextRun(texts[0], style, context.lang, field="slidenum")
    done = fit_one(
        name,
        slot.frame,
        lambda _: (ParagraphSpec(tuple(runs), align=align, origins=(ORIGINS[name],), lang=context.lang),),
        (style.size,),
        context.faces,
    )
    if done is None:
        return None
    return TextBox(label_of(slot), slot.frame, done.paragraphs, slot=name, anchor=slot.anchor, fit=done.fit)


def _sections(outline: Outline, sketches: tuple[ComposedSlide, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the sections with the keys of continued slides beside their first."""
    return tuple(
        (section.name, tuple(one.key for one in sketches if one.planned in section.slides))
        for section in outline.sections
    )


def _references(context: LayoutContext) -> Iterator[str]:
    """Yield the reference line, then shorter ones: the series cut after a word, with and without number and date."""
    yield context.label("reference")
    fields = context.outline.fields
    words = (fields.series or fields.publisher.name or fields.title).split()
    dated = " · ".join(part for part in (context.label("numbered"), context.label("dated")) if part)
    for end in dict.fromkeys((f" {dated}" if dated else "", "")):
        yield from (f"{' '.join(words[:count]).rstrip(',;:–—-')}…{end}" for count in range(len(words) - 1, 0, -1))
    if dated:
        yield dated
