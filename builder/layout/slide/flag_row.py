"""The actors' flags in a row, on the cover and below the judgement."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.figure.flag import alt_of, flag_or_monogram
from builder.model.brief import Actor
from builder.model.scene import Item, Role, Shape, Tag, TagId, TextBox
from builder.model.theme import SlideLayout, Theme
from builder.model.units import Rect

HIGHEST, GAP = 48, 12
"""The most that a flag is high, and the space between two, in theme units."""


def flags_in_a_row(
    context: LayoutContext, layout: SlideLayout, actors: tuple[Actor, ...], targets: Mapping[str, str], section: TagId
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the flags of `actors` in the slot of the layout, each a jump to its slide, smaller where there are many.

    `targets` gives the key of the slide of each actor that has one.
    """
    frame = layout.slot("flags").frame
    gap = context.units(GAP)
    count = max(1, len(actors))
    height = min(context.units(HIGHEST), frame.height, (frame.width - gap * (count - 1)) // count * 2 // 3)
    x, items, tags = frame.x, [], []
    for number, actor in enumerate(actors, 1):
        tag = section.part("flag", number)
        box = Rect(x, frame.y, height * 3 // 2, height)
        (item,) = flag_or_monogram(context, actor, box, tag, target=targets.get(actor.id, ""))
        item = _standing_out(context.theme, layout, item)
        items.append(item)
        words = isinstance(item, TextBox)
        tags.append(Tag(tag, Role.BODY if words else Role.FIGURE, alt="" if words else alt_of(context.label, actor)))
        x = item.frame.right + gap
    return tuple(items), tuple(tags)


def _standing_out(theme: Theme, layout: SlideLayout, item: Item) -> Item:
    """Return a monogram in the accent colour where its own is the ground's."""
    if isinstance(item, TextBox | Shape) and item.fill_ink == layout.background:
        return replace(item, fill=theme.color("accent"), fill_ink="accent")
    return item
