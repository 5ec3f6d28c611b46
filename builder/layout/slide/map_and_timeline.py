"""The actor map and the timeline: who and when, on slides of their own and for a handout's frame."""

from msgspec.structs import replace

from builder.codes import CROWDED_MAP
from builder.layout.context import ComposedSlide, LayoutContext, key_of, slide_tag
from builder.layout.figure.actor_map import draw_map
from builder.layout.figure.timeline import TimelineRow, TimelineStyle, row_tags, timeline_rows
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import below_title, set_title
from builder.layout.text.block import BreakStrategy
from builder.model.findings import Report
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.outline import MapSlide, Outline, TimelineSlide
from builder.model.scene import Group, Item, ResolvedStyle, Role, Tag, TagId, TextBox
from builder.model.units import Rect

__all__ = ["compose_map", "compose_timeline", "map_height", "map_items", "row_tags", "timeline_items"]

FIGURE_GAP = 8
"""Between a title and the map below it, in theme units."""

SERIES = (FieldOrigin("series"),)
"""The words above the title of a slide that no question has."""

TIMES = (24, 22, 20, 18, 16, 14)
"""Sizes of a timeline's words on a slide, pt, where the theme's slot has no ladder."""

APART, MOST_APART = 0.8, 1.5
"""The rows of a timeline take so much of the height that they leave, and are at most so many lines further apart."""


def compose_map(context: LayoutContext, slide: MapSlide) -> tuple[ComposedSlide, ...]:
    """Return the actor map's slide; none, with the note `crowded-map`, where the map would not be clear."""
    layout = context.theme.layout("figure")
    slot = layout.slot("body")
    section = slide_tag(slide.key)
    tag = section.part("figure")
    title, title_tag = _title(context, slide.title, slide.key, LabelOrigin("mentions"))
    room = slot.frame.below(below_title(context, layout.slot("title"), title, context.units(FIGURE_GAP)))
    group = draw_map(context, slide, room, context.shaper.style(slot.style), tag=tag, linked=True)
    if group is None:
        _report_crowded(context.outline, context.report, slide, "deck")
        return ()
    kicker = kicker_of(context, layout, context.label("mentions"), "", slide.key, origins=(LabelOrigin("mentions"),))
    tags = (Tag(section, Role.SECTION), *_kicker_tag(kicker, section), title_tag)
    figure = Tag(tag, Role.FIGURE, alt=group.alt)
    items: tuple[Item, ...] = (title, *kicker, group)
    return (ComposedSlide(slide.key, slide.title, layout.name, items, (*tags, figure), notes_of(context, slide.notes)),)


def map_items(context: LayoutContext, slide: MapSlide, frame: Rect, style: ResolvedStyle, tag: TagId) -> Group | None:
    """Return the actor map in `frame` of a handout page as one figure; None, with a note, where it is not clear.

    `tag` is its id in the structure tree, `style` how names look. The group's `alt` belongs on the tag as well.
    """
    group = draw_map(context, slide, frame, style, tag=tag, linked=False)
    if group is None:
        _report_crowded(context.outline, context.report, slide, "handout")
    return group


def _report_crowded(outline: Outline, report: Report, slide: MapSlide, product: str) -> None:
    report.add(
        CROWDED_MAP,
        outline.fields.span("actors"),
        f"{len(slide.actors)} actors with {len(slide.bonds)} bonds are too many for a map, so the {product} has none",
        "declare fewer actors, and leave out those only named in passing",
    )


def map_height(slide: MapSlide, width: int) -> int:
    """Return a good height for the map of `slide` in a frame of `width`, EMU: more actors need more room."""
    return round(width * min(0.75, 0.36 + 0.02 * len(slide.actors)))


def compose_timeline(context: LayoutContext, slide: TimelineSlide) -> tuple[ComposedSlide, ...]:
    """Return the timeline's slide, and further ones where the dates are many."""
    layout = context.theme.layout("figure")
    frame = layout.slot("body").frame
    groups = _pages(context, slide, frame)
    composed_slides = []
    for part, rows in enumerate(groups, 1):
        key, section = key_of(slide.key, part), slide_tag(key_of(slide.key, part))
        mark = f" ({context.label('continued').format(part=part, parts=len(groups))})" if len(groups) > 1 else ""
        title, title_tag = _title(context, slide.title + mark, key, LabelOrigin("timeline"))
        kicker = kicker_of(
            context, layout, context.outline.fields.series or context.label("figure"), "", key, origins=SERIES
        )
        items, tags = _place(rows, frame, section.part("list"))
        head = (Tag(section, Role.SECTION), *_kicker_tag(kicker, section), title_tag)
        composed_slides.append(
            ComposedSlide(
                key=key,
                title=slide.title + mark,
                layout=layout.name,
                items=(title, *kicker, *items),
                tags=(*head, *tags),
                notes=notes_of(context, slide.notes),
            )
        )
    return tuple(composed_slides)


def timeline_items(
    context: LayoutContext, slide: TimelineSlide, width: int, look: tuple[str, str]
) -> tuple[TimelineRow, ...]:
    """Return the rows of the timeline for a handout column of `width`, EMU; each row knows its height.

    `look` names the theme's text styles of dates and words. Draw a row with `Row.place`; tag it with
    `row_tags(row, listing)` under a tag of the role LIST.
    """
    date, words = context.shaper.style(look[0]), context.shaper.style(look[1])
    kind = TimelineStyle(date, words, (words.size,), BreakStrategy.BEST, context.theme.style(look[1]).leading)
    return timeline_rows(context, slide.moments, width, kind)


def _title(context: LayoutContext, words: str, key: str, origin: Origin) -> tuple[TextBox, Tag]:
    run = context.run(words, context.shaper.style("slide-title"))
    return set_title(context, context.theme.layout("figure"), (run,), key, role=Role.HEADING_2, origins=(origin,))


def _kicker_tag(kicker: tuple[Item, ...], section: TagId) -> tuple[Tag, ...]:
    return (Tag(section.part("kicker"), Role.BODY),) * len(kicker)


def _pages(context: LayoutContext, slide: TimelineSlide, frame: Rect) -> tuple[tuple[TimelineRow, ...], ...]:
    """Return the rows in groups, each a slide: one at the largest size at which all fit, else at the smallest."""
    ladder = context.theme.layout("figure").slot("body").ladder or tuple(context.units(size) for size in TIMES)
    base = TimelineStyle(
        context.shaper.style("row-name"), context.shaper.style("row-text"), ladder, BreakStrategy.GREEDY
    )
    groups: tuple[tuple[TimelineRow, ...], ...] = ()
    for size in ladder:
        rows = timeline_rows(context, slide.moments, frame.width, base.at(size))
        groups = _split_rows(rows, frame.height)
        if len(groups) == 1:
            return (_spread(rows, frame.height),)
    return groups


def _spread(rows: tuple[TimelineRow, ...], height: int) -> tuple[TimelineRow, ...]:
    """Return rows that fit `height` further apart where it has room for them."""
    spare = height - sum(row.height for row in rows)
    more = min(round(max(0, spare) * APART / len(rows)), round(rows[0].kind.words.size * MOST_APART))
    return tuple(replace(row, below=more) for row in rows)


def _split_rows(rows: tuple[TimelineRow, ...], height: int) -> tuple[tuple[TimelineRow, ...], ...]:
    """Return the rows over as few slides as hold them, about evenly."""
    groups: list[list[TimelineRow]] = [[]]
    total = sum(row.height for row in rows)
    count = max(1, -(-total // height))
    for row in rows:
        taken = sum(one.height for one in groups[-1])
        full = taken + row.height - row.gap > height
        enough = taken >= total / count and len(groups) < count
        if groups[-1] and (full or enough):
            groups.append([])
        groups[-1].append(row)
    return tuple(tuple(group) for group in groups)


def _place(rows: tuple[TimelineRow, ...], frame: Rect, listing: TagId) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    items: list[Item] = []
    tags = [Tag(listing, Role.LIST)]
    y = frame.y
    for index, row in enumerate(rows):
        items += row.place(frame.x, y, listing, first=index == 0, last=index == len(rows) - 1)
        tags += row_tags(row, listing)
        y += row.height
    return tuple(items), tuple(tags)
