"""The panel beside an answer: flag, name and leader of the actor, and who else the answer names."""

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized, set_in, slide_tag
from builder.layout.figure.flag import alt_of, flag_or_monogram, small_flag
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.fit import fit_one
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import DEJAVU_WIDTH, SUBSTITUTE_WIDTH
from builder.model.brief import Actor
from builder.model.origin import LabelOrigin, Origin
from builder.model.outline import ActorSlide
from builder.model.scene import Anchor, Item, Role, Tag, TagId, TextBox, TextRun
from builder.model.set_text import origins_in
from builder.model.theme import SlideLayout, Slot
from builder.model.units import Rect

NEARLY = 0.8
"""A size so large beside the largest that fits is taken for the sake of a wider face that may step in."""

LEAST_FLAG = 56
"""A flag that gives way to a title is so high at least, in theme units: what it gives is room for the rows."""

PAST_EDGE = 1.12
"""Where a wider face steps in, a name on one line may be so many times as wide as its column, into the margin."""

ROW_PITCH = 30
"""Distance of the panel's rows, a flag of 27 by 18 each, in theme units."""


def panel_of(
    context: LayoutContext, layout: SlideLayout, slide: ActorSlide, key: str, top: int = 0
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the side panel: flag, name, leader, and who else the answer names; it begins no higher than `top`, EMU."""
    items: list[Item] = []
    tags: list[Tag] = []
    section = slide_tag(key)
    y = layout.slot("name").frame.y if layout.has("name") else 0
    if layout.has("flag"):
        tags.append(Tag(section.part("flag"), Role.FIGURE, alt=alt_of(context.label, slide.actor)))
        frame = layout.slot("flag").frame
        lower = max(0, top - frame.y)
        high = max(min(frame.height, context.units(LEAST_FLAG)), frame.height - lower // 2)
        frame = replace(frame, y=frame.y + lower, height=high)
        items += flag_or_monogram(context, slide.actor, frame, section.part("flag"), slot="flag")
        y = items[0].frame.bottom + context.units(14)
    for name, words, gap in (("name", slide.actor.name, 2), ("leader", slide.actor.leader, 0)):
        shown = words and layout.has(name)
        box = (
            _stacked(context, layout, name, words, y, tag=section.part(name), origin=slide.actor.origin)
            if shown
            else None
        )
        if box:
            items.append(box)
            tags.append(Tag(section.part(name), Role.BODY))
            y = box.frame.bottom + context.units(gap)
    if not layout.has("rows"):
        return tuple(items), tuple(tags)
    more, more_tags, y = _actor_rows(context, layout, slide.others, y + context.units(9), section.part("others"))
    mentions = tuple(one.actor for one in slide.named_with) if layout.has("named") else ()
    if mentions:  # whose names fill the placeholder
        more = [replace(one, slot="") if isinstance(one, TextBox) and one.slot == "rows" else one for one in more]
    items += more
    tags += more_tags
    if mentions:
        y = max(y + context.units(9), layout.slot("named").frame.y)
        more, more_tags = _mention_rows(context, layout, mentions, y, section)
        items += more
        tags += more_tags
    return tuple(items), tuple(tags)


def _stacked(
    context: LayoutContext, layout: SlideLayout, name: str, words: str, y: int, *, tag: TagId, origin: Origin
) -> TextBox | None:
    """Return the slot's box moved to `y` and made as high as its text.

    It has the largest size at which it takes no more lines in a wider face, else room for the line more: above a name,
    and below all else, so that name and leader stay together.
    """
    slot = layout.slot(name)
    copy = ParagraphSpec((context.run(words, context.shaper.style(slot.style)),), origins=(origin,), lang=context.lang)
    sizes = context.theme.sizes(slot)
    slot = replace(slot, frame=replace(slot.frame, y=y))
    tall = replace(slot, frame=replace(slot.frame, height=context.theme.slide_height), lines=0)
    tried = [(replace(slot, ladder=sizes[at:]), sizes) for at in range(len(sizes))]
    tried.append((replace(tall, ladder=sizes[-1:]), sizes))  # a long name takes more lines rather than vanish
    fitting = [box for one, ladder in tried if (box := _in_ladder(set_in(context.shaper, one, copy, tag=tag), ladder))]
    if not fitting:
        return None
    box = next(
        chain(
            _steady(context.shaper, slot, copy, fitting, (DEJAVU_WIDTH, NEARLY)),
            _steady(context.shaper, slot, copy, fitting, (SUBSTITUTE_WIDTH, 0)),
        ),
        fitting[0],
    )
    size = box.fit.size if box.fit else sizes[-1]
    lines = max(_count(box), _lines_if_wider(context.shaper, slot, copy, size, DEJAVU_WIDTH))
    if lines == 2 and _lines_if_wider(context.shaper, slot, copy, size, DEJAVU_WIDTH / PAST_EDGE) == 1:
        return replace(box, frame=replace(slot.frame, height=box.paragraphs[0].pitch), wraps=False)
    height = lines * box.paragraphs[0].pitch
    if lines == _count(box):
        return replace(box, frame=replace(slot.frame, height=height))
    grown = replace(tall, frame=replace(slot.frame, height=height), ladder=(size,))
    if name == "name":
        grown = replace(grown, anchor=Anchor.BOTTOM)
    return _in_ladder(set_in(context.shaper, grown, copy, tag=tag), sizes)


def _steady(
    shaper: Shaper, slot: Slot, copy: ParagraphSpec, boxes: list[TextBox], bounds: tuple[float, float]
) -> Iterator[TextBox]:
    """Yield the boxes that keep their lines in a wider face: `bounds` are its width and the least share of the size."""
    wider, least = bounds
    largest = boxes[0].fit.size if boxes[0].fit else 0
    for box in boxes:
        size = box.fit.size if box.fit else 0
        if size >= least * largest and _lines_if_wider(shaper, slot, copy, size, wider) == _count(box):
            yield box


def _in_ladder(box: TextBox | None, sizes: tuple[int, ...]) -> TextBox | None:
    """Return the box with its certificate among `sizes`."""
    if box is None or box.fit is None:
        return box
    rule = "fixed" if len(sizes) == 1 else "largest" if box.fit.size == sizes[0] else "reduced"
    return replace(box, fit=replace(box.fit, ladder=sizes, rule=rule))


def _count(box: TextBox) -> int:
    return len(box.paragraphs[0].lines)


def _lines_if_wider(shaper: Shaper, slot: Slot, copy: ParagraphSpec, size: int, wider: float) -> int:
    """Return how many lines the words take in a face that is so many times as wide."""
    sized = resized(copy, size, shaper.theme.style(slot.style).size)
    return break_paragraph(sized, round(slot.frame.width / wider), shaper, BreakStrategy.GREEDY).count


def _mention_rows(
    context: LayoutContext, layout: SlideLayout, mentions: tuple[Actor, ...], y: int, section: TagId
) -> tuple[list[Item], list[Tag]]:
    head = _stacked(
        context,
        layout,
        "named",
        context.label("named_with"),
        y,
        tag=section.part("named"),
        origin=LabelOrigin("named_with"),
    )
    top = (head.frame.bottom if head else y) + context.units(9)
    rows, row_tags, _ = _actor_rows(context, layout, mentions, top, section.part("rows"))
    if not (head and rows):
        return rows, row_tags
    return [head, *rows], [Tag(section.part("named"), Role.BODY), *row_tags]


def _actor_rows(
    context: LayoutContext, layout: SlideLayout, actors: tuple[Actor, ...], top: int, listing: TagId
) -> tuple[list[Item], list[Tag], int]:
    """Return flags and names of as many actors as there is room for from `top`, and where they end.

    The last row says how many more there are.
    """
    rows, pitch = layout.slot("rows"), context.units(ROW_PITCH)
    room = max((rows.frame.bottom - top) // pitch, 0)
    names = _row_box(context, layout, actors, (top, min(room, len(actors))), listing)
    if names is None:
        return [], [], top
    items: list[Item] = []
    tags = [Tag(listing, Role.LIST)]
    for index in range(len(names.paragraphs)):
        item = listing.nth(index + 1)
        tags += [Tag(item, Role.ITEM), Tag(item.part("body"), Role.ITEM_BODY)]
        frame = Rect(rows.frame.x, top + index * pitch, context.units(27), context.units(18))
        if actors[index].origin in names.paragraphs[index].origins:
            items += small_flag(context, actors[index], frame, f"Flag {actors[index].name}")
    return [*items, names], tags, top + len(names.paragraphs) * pitch


def _row_box(
    context: LayoutContext, layout: SlideLayout, actors: tuple[Actor, ...], place: tuple[int, int], listing: TagId
) -> TextBox | None:
    """Return the panel's rows, one line each: names, and how many more there are; fewer where one needs two lines.

    `place` is where they begin, and how many there are at most. None where there is room for nobody.
    """
    top, count = place
    if not count:
        return None
    slot = layout.slot("rows")
    base, own = context.shaper.style(slot.style), (count > 1) * (len(actors) > count)  # a row of its own
    hidden = len(actors) - count + own
    words: list[tuple[TextRun, ...]] = [
        (context.run(one.name, base, origin=one.origin),) for one in actors[: count - own]
    ]
    if hidden:
        more, origin = context.label("and_more").format(count=hidden), LabelOrigin("and_more")
        before = () if own else (*words.pop(), context.run(" ", base, origin=origin))
        words.append((*before, context.run(more, base, origin=origin)))
    style = context.theme.style(slot.style)
    frame = replace(slot.frame, y=top, height=slot.frame.bottom - top)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        pitch = round(size * style.leading)
        made = (
            ParagraphSpec(
                runs,
                indent=context.units(36),
                after=context.units(ROW_PITCH) - pitch,
                origins=origins_in(runs),
                lang=context.lang,
            )
            for runs in words
        )
        return tuple(
            resized(copy, size, style.size, listing.nth(index + 1).part("body")) for index, copy in enumerate(made)
        )

    for size in context.theme.sizes(slot):
        done = fit_one("rows", frame, copies, (size,), context.shaper)
        if done and done.fit.lines == count:
            return box_of(slot, done, frame)
    return _row_box(context, layout, actors, (top, count - 1), listing)
