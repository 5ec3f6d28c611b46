"""The panel beside an answer: flag, name and leader of the actor, and who else the answer names."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized, set_in, slide_tag
from builder.layout.figure.flag import alt_of, flag_or_monogram, small_flag
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.model.brief import Actor, Mention
from builder.model.origin import LabelOrigin, Origin
from builder.model.outline import ActorSlide
from builder.model.scene import Item, Role, Tag, TagId, TextBox
from builder.model.theme import SlideLayout
from builder.model.units import Rect

ROW_PITCH = 30
"""Distance of the panel's rows, a flag of 27 by 18 each, in theme units."""


def panel_of(
    context: LayoutContext, layout: SlideLayout, slide: ActorSlide, key: str
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the side panel: flag, name, leader, and who else the answer names."""
    items: list[Item] = []
    tags: list[Tag] = []
    section = slide_tag(key)
    y = layout.slot("name").frame.y if layout.has("name") else 0
    if layout.has("flag"):
        tags.append(Tag(section.part("flag"), Role.FIGURE, alt=alt_of(context.label, slide.actor)))
        items += flag_or_monogram(context, slide.actor, layout.slot("flag").frame, section.part("flag"), slot="flag")
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
    mentions = slide.named_with
    if mentions and layout.has("named") and layout.has("rows"):
        more, more_tags = _named(
            context, layout, mentions, max(y + context.units(18), layout.slot("named").frame.y), section
        )
        items += more
        tags += more_tags
    return tuple(items), tuple(tags)


def _stacked(
    context: LayoutContext, layout: SlideLayout, name: str, words: str, y: int, *, tag: TagId, origin: Origin
) -> TextBox | None:
    """Return the slot's box moved to `y` and made as high as its text."""
    slot = layout.slot(name)
    copy = ParagraphSpec((context.run(words, context.faces.style(slot.style)),), origins=(origin,), lang=context.lang)
    frame = slot.frame
    box = set_in(context, replace(slot, frame=Rect(frame.x, y, frame.width, frame.height)), copy, tag=tag)
    if box is None:  # a long name takes more lines rather than vanish
        tall = Rect(frame.x, y, frame.width, context.theme.slide_height)
        box = set_in(context, replace(slot, frame=tall, lines=0, ladder=slot.ladder[-1:]), copy, tag=tag)
    if box is None or box.fit is None:
        return None
    return replace(box, frame=Rect(frame.x, y, frame.width, box.fit.height_used))


def _named(
    context: LayoutContext, layout: SlideLayout, mentions: tuple[Mention, ...], y: int, section: TagId
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
    rows = layout.slot("rows")
    top = (head.frame.bottom if head else y) + context.units(9)
    room = (rows.frame.bottom - top) // context.units(ROW_PITCH)
    names = _row_box(context, layout, tuple(one.actor for one in mentions[:room]), top, section.part("rows"))
    if names is None:
        return [], []
    items: list[Item] = [head] if head else []
    tags = [Tag(section.part("named"), Role.BODY)] if head else []
    tags.append(Tag(section.part("rows"), Role.LIST))
    for index in range(len(names.paragraphs)):
        item = section.part("rows").nth(index + 1)
        tags += [Tag(item, Role.ITEM), Tag(item.part("body"), Role.ITEM_BODY)]
        frame = Rect(rows.frame.x, top + index * context.units(ROW_PITCH), context.units(27), context.units(18))
        items += small_flag(context, mentions[index].actor, frame, f"Flag {mentions[index].actor.name}")
    return [*items, names], tags


def _row_box(
    context: LayoutContext, layout: SlideLayout, actors: tuple[Actor, ...], top: int, listing: TagId
) -> TextBox | None:
    """Return the names of the panel's rows, one line each; the last ones give way where a name needs two."""
    slot = layout.slot("rows")
    style = context.theme.style(slot.style)
    frame = replace(slot.frame, y=top, height=slot.frame.bottom - top)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        pitch = round(size * style.leading)
        made = (
            ParagraphSpec(
                (context.run(actor.name, context.faces.style(slot.style)),),
                indent=context.units(36),
                after=context.units(ROW_PITCH) - pitch,
                origins=(actor.origin,),
                lang=context.lang,
            )
            for actor in actors
        )
        return tuple(
            resized(copy, size, style.size, listing.nth(index + 1).part("body")) for index, copy in enumerate(made)
        )

    for size in context.theme.sizes(slot):
        done = fit_one("rows", frame, copies, (size,), context.faces)
        if done and done.fit.lines == len(actors):
            return box_of(slot, done, frame)
    return _row_box(context, layout, actors[:-1], top, listing) if len(actors) > 1 else None
