"""The deck: every planned slide composed, then furnished with footer, number and the handout's page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from msgspec.structs import replace

from builder.layout.context import DECK, ComposedSlide, LayoutContext, resized, slide_tag
from builder.layout.slide.answer import (
    AnswerSlide,
    arranged_freely,
    compose_answer,
    has_own_scale,
    report_long_headline,
)
from builder.layout.slide.arrangement import Arrangement
from builder.layout.slide.cover import compose_cover
from builder.layout.slide.every_slide import (
    FooterZone,
    above_backdrop,
    backdrop,
    logo_in_corner,
    marking_note,
    watermark_on,
)
from builder.layout.slide.exhibit_stage import takes_claim
from builder.layout.slide.exhibit_title import titled_by_question
from builder.layout.slide.mirror import mirrored
from builder.layout.slide.quotation import compose_quotation, is_quotation, renamed_quotation
from builder.layout.slide.summary_and_overview import compose_overview, compose_summary
from builder.layout.slide.title import chosen_sizes, set_title, title_at
from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.link_tags import tag_links
from builder.model.brief import DataTable, Point, PointOrigin, Run
from builder.model.findings import NOWHERE, Span
from builder.model.outline import (
    ActorSlide,
    ClosingSlide,
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
from builder.model.plain_text import without_note_calls
from builder.model.scene import (
    Bookmark,
    Group,
    Item,
    Page,
    Properties,
    Role,
    Scene,
    Tag,
    TextRun,
)
from builder.model.scene_walk import paragraphs_of
from builder.model.sentence import LINE_END
from builder.model.theme import SlideLayout, Slot

MANY = 1 / 3
"""The share of the titles of exhibits, lists and figures that get a smaller size if it spares each of them a line."""


def compose_slides(context: LayoutContext) -> tuple[ComposedSlide, ...]:
    """Return every slide of the outline without its furniture, titles made unique."""
    slides = tuple(_with_numbered_headlines(_with_claims(context)))
    answers = tuple(one for one in slides if isinstance(one, AnswerSlide))
    freely = {one.key: arranged_freely(context, one) for one in answers}
    alike = [freely[one.key] for one in answers if not has_own_scale(context.theme, one)]
    context = replace(context, title_sizes=_chosen_sizes(context, slides, alike))
    composed_slides = (
        replace(one, planned=slide.key, title=without_note_calls(one.title.replace(LINE_END, " ")))
        for slide in slides
        for one in _compose(context, slide, freely)
    )
    done = tuple(composed_slides)
    if any(isinstance(slide, SourcesSlide) for slide in slides):
        from builder.layout.slide.foot_notes import with_foot_notes

        done = with_foot_notes(context, done)
    return _unique(context, {slide.key: _place_of(slide) for slide in slides}, done)


def report_long_titles(context: LayoutContext) -> None:
    """Add `long-title` for titles of the author's words that have no room; answers are not arranged for that."""
    for slide in _with_numbered_headlines(_with_claims(context)):
        match slide:
            case ActorSlide() | ContextSlide() | JudgementSlide():
                report_long_headline(context, slide)
            case TitleSlide() | ExhibitSlide() | QuotationSlide() | ClosingSlide():
                _compose(context, slide, {})
            case _:
                pass  # titles of our own labels


def _with_numbered_headlines(slides: tuple[Slide, ...]) -> Iterator[Slide]:
    """Yield the slides, a headline that an earlier one has with its number, so that it is arranged with it."""
    seen: Counter[str] = Counter()
    for slide in slides:
        match slide:
            case ActorSlide(headline=headline) | ContextSlide(headline=headline) | JudgementSlide(headline=headline):
                seen[headline.text] += 1
                yield replace(slide, headline=_numbered(headline, seen[headline.text]))
            case ExhibitSlide(claim=Point() as claim):
                seen[claim.text] += 1
                yield replace(slide, claim=_numbered(claim, seen[claim.text]))
            case _:
                yield slide


def _numbered(headline: Point, number: int) -> Point:
    return headline if number == 1 else replace(headline, runs=(*headline.runs, Run(f" ({number})")))


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
            and before.big_number is None
            and (exhibits[slide.entry] == 1 or slide.for_slide)
            and takes_claim(context, (before.headline, *before.points))
        ):
            point = next((one for one in before.points if not _is_aside(one, slide)), None)
            done[-1] = replace(slide, key=before.key, notes=before.notes, claim=before.headline, point=point)
        elif isinstance(slide, ExhibitSlide):
            done.append(titled_by_question(context, slide))
        else:
            done.append(slide)
    return tuple(done)


def _is_aside(point: Point, slide: ExhibitSlide) -> bool:
    """Return whether a point below a table is none that its author marked: it would draw eyes away from the table."""
    return isinstance(slide.exhibit, DataTable) and point.origin is PointOrigin.CHOSEN


def _chosen_sizes(
    context: LayoutContext, slides: tuple[Slide, ...], answers: Iterable[Arrangement | None]
) -> tuple[int, ...]:
    """Return the sizes of this deck's titles: those of `answers` follow their words, the others go along."""
    ladder = context.theme.sizes(context.theme.layout("context").slot("title"))
    largest = [one.title_size if one else ladder[-1] for one in answers]
    return chosen_sizes(largest, _size_of_others(context, tuple(_other_titles(context, slides))), ladder)


def _size_of_others(context: LayoutContext, titles: tuple[tuple[Slot, tuple[TextRun, ...]], ...]) -> tuple[int, ...]:
    """Return the largest size that all of these titles can have, or a smaller one that spares many of them a line."""
    lines = [_lines_by_size(context, *one) for one in titles]
    if not lines:
        return ()
    largest = min(next(iter(one)) for one in lines)
    smaller = sorted({size for one in lines for size in one if size < largest}, reverse=True)
    saved = {size: sum(one.get(largest, 1) - one.get(size, 1) for one in lines) for size in smaller}
    return (next((size for size in smaller if saved[size] >= MANY * len(lines)), largest),)


def _lines_by_size(context: LayoutContext, slot: Slot, runs: tuple[TextRun, ...]) -> dict[int, int]:
    """Return how many lines a title has in each size that it can have, from the largest down to that of one line."""
    found: dict[int, int] = {}
    for size in context.theme.sizes(slot):
        if 1 in found.values():
            break
        box = title_at(context, slot, runs, size)
        if box and box.fit:
            found[size] = box.fit.lines
    return found or {context.theme.sizes(slot)[-1]: slot.lines}


def _other_titles(context: LayoutContext, slides: tuple[Slide, ...]) -> Iterator[tuple[Slot, tuple[TextRun, ...]]]:
    """Yield the title of each slide but the cover, answers and quotations, and the slot for it."""
    for slide in slides:
        match slide:
            case TitleSlide() | ActorSlide() | ContextSlide() | JudgementSlide() | QuotationSlide() | ClosingSlide():
                continue
            case SummarySlide():
                layout, title = "summary", slide.title
            case ExhibitSlide():
                layout, title = "exhibit", slide.claim.text if slide.claim else slide.title
            case MapSlide() | TimelineSlide():
                layout, title = "figure", slide.title
            case OverviewSlide():
                layout, title = "overview", slide.title
            case SourcesSlide():
                layout, title = "sources", slide.title
        slot = context.theme.layout(layout).slot("title")
        yield slot, (context.run(title, context.shaper.style(slot.style)),)


def numbers_of(composed_slides: tuple[ComposedSlide, ...]) -> dict[str, int]:
    """Return the number of each slide by its key."""
    return {composed.key: number for number, composed in enumerate(composed_slides, 1)}


def add_footers(
    context: LayoutContext,
    composed_slides: tuple[ComposedSlide, ...],
    sheets: Mapping[str, int],
    properties: Properties,
    moment: int,
) -> Scene:
    """Return the deck; `sheets` gives for each handout entry the page on which it begins."""
    pages, tags = [], [Tag(DECK, Role.DOCUMENT)]
    furniture = FooterZone(context, len(composed_slides))
    for number, composed in enumerate(composed_slides, 1):
        items, more = tag_links(composed.items, composed.tags)
        layout = context.theme.layout(composed.layout)
        foot = furniture.at(layout, number, sheets.get(composed.entry, 0))
        logo = logo_in_corner(context.theme, layout)
        shown = _distinct((*backdrop(context.theme, layout), *items[:1], *logo, *items[1:], *foot), set())
        pages.append(_page(context, layout, composed, shown, number))
        tags += more
    if runs_leftwards(context.lang):
        pages = [replace(page, items=mirrored(page.items, page.width)) for page in pages]
    pages = [
        replace(page, items=above_backdrop(page, watermark_on(context.outline, context.shaper, page))) for page in pages
    ]
    return Scene(
        properties=properties,
        pages=tuple(pages),
        tags=tuple(tags),
        bookmarks=tuple(Bookmark(page.title, page.key, 0) for page in pages),
        sections=_sections(context.outline, composed_slides),
        moment=moment,
    )


def _compose(
    context: LayoutContext, slide: Slide, freely: Mapping[str, Arrangement | None]
) -> tuple[ComposedSlide, ...]:
    match slide:
        case TitleSlide():
            return compose_cover(context, slide)
        case OverviewSlide():
            return compose_overview(context, slide)
        case ActorSlide() | ContextSlide() | JudgementSlide():
            return compose_answer(context, slide, freely[slide.key])
        case ExhibitSlide():
            from builder.layout.slide.exhibit import compose_exhibit

            return compose_exhibit(context, slide)
        case QuotationSlide():
            return compose_quotation(context, slide)
        case MapSlide():
            from builder.layout.slide.map_and_timeline import compose_map

            return compose_map(context, slide)
        case TimelineSlide():
            from builder.layout.slide.map_and_timeline import compose_timeline

            return compose_timeline(context, slide)
        case SummarySlide():
            return compose_summary(context, slide)
        case SourcesSlide():
            from builder.layout.slide.sources import compose_sources

            return compose_sources(context, slide)
        case ClosingSlide():
            from builder.layout.slide.closing import compose_closing

            return compose_closing(context, slide)


def _place_of(slide: Slide) -> Span:
    """Return where the author writes what the slide's title says; nowhere for words of the front matter and labels."""
    match slide:
        case ActorSlide() | ContextSlide() | JudgementSlide():
            return slide.headline.span
        case ClosingSlide():
            return slide.headline.span if slide.headline else slide.span
        case ExhibitSlide():
            return slide.exhibit.span
        case QuotationSlide():
            return slide.words[0].span
        case _:
            return NOWHERE


def _unique(
    context: LayoutContext, places: Mapping[str, Span], composed_slides: tuple[ComposedSlide, ...]
) -> tuple[ComposedSlide, ...]:
    """Return the slides with unique titles: a repeated title is numbered; `places` by the planned slide's key."""
    seen: Counter[str] = Counter()
    done = []
    for composed in composed_slides:
        seen[composed.title] += 1
        count = seen[composed.title]
        done.append(composed if count == 1 else _renamed(context, composed, count, places[composed.planned]))
    return tuple(done)


def _renamed(context: LayoutContext, composed: ComposedSlide, count: int, place: Span) -> ComposedSlide:
    title = composed.title_box
    runs = tuple(run for paragraph in title.paragraphs for run in paragraph.runs)
    runs = (*runs, context.run(f" ({count})", runs[-1].style))
    if is_quotation(composed):
        return renamed_quotation(context, composed, runs, place)
    layout, origins = context.theme.layout(composed.layout), title.paragraphs[0].origins
    role = next(tag.role for tag in composed.tags if tag.id == slide_tag(composed.key).part("title"))
    base = context.theme.style(layout.slot("title").style).size  # from which titles are sized
    runs = resized(ParagraphSpec(runs), base, title.fit.size if title.fit else base).runs
    box, _ = set_title(context, layout, runs, composed.key, role=role, place=place, origins=origins)
    return replace(composed, title=f"{composed.title} ({count})", items=(box, *composed.items[1:]))


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
    context: LayoutContext, layout: SlideLayout, composed: ComposedSlide, items: tuple[Item, ...], number: int
) -> Page:
    return Page(
        key=composed.key,
        width=context.theme.slide_width,
        height=context.theme.slide_height,
        items=items,
        title=composed.title,
        title_origins=next((one.origins for box in composed.items[:1] for one in paragraphs_of((box,))), ()),
        entry=composed.entry,
        layout=layout.name,
        notes=(*marking_note(context), *composed.notes),
        lang=context.lang,
        background=context.theme.color(layout.background),
        background_ink=layout.background,
        label=str(number),
        hidden=composed.entry in context.outline.hidden,
    )


def _sections(outline: Outline, composed_slides: tuple[ComposedSlide, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the sections with the keys of continued slides beside their first."""
    found = (
        (section.name, tuple(one.key for one in composed_slides if one.planned in section.slides))
        for section in outline.sections
    )
    return tuple(one for one in found if one[1])
