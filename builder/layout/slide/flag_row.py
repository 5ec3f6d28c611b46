"""The actors' flags: in a row below the judgement and on covers, and on the panel of a cover."""

from collections.abc import Mapping

from msgspec.structs import replace

from builder.layout.context import LayoutContext, space_before
from builder.layout.figure.flag import alt_of, flag_or_monogram
from builder.model.brief import Actor
from builder.model.scene import Item, Role, Shape, Tag, TagId, TextBox
from builder.model.theme import Ornament, SlideLayout, Theme
from builder.model.units import Rect, contrast_ratio

SEEN, EDGE = 1.4, 1.5
"""The least contrast of a monogram's ground with what is behind it; the width of a frame around it, in theme units."""

HIGHEST, GAP, NEAR = 48, 12, 0.4
"""The greatest height of a flag in a row, and the space between two: in theme units, and as a share of small ones."""

TALLEST, MARGIN, APART = 104, 42, 0.24
"""The greatest height of a flag on a panel, the margins of the panel in theme units, and the space between two flags as
a share of their height."""


def flags_in_a_row(
    context: LayoutContext, layout: SlideLayout, actors: tuple[Actor, ...], targets: Mapping[str, str], section: TagId
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the flags of `actors` in the slot of the layout, each a jump to its slide, smaller where there are many.

    `targets` gives the key of the slide of each actor that has one.
    """
    frame = layout.slot("flags").frame
    if not frame.height:  # its words take all the room
        return (), ()
    gap = min(context.units(GAP), round(NEAR * frame.height))
    count = max(1, len(actors))
    height = min(context.units(HIGHEST), frame.height, (frame.width - gap * (count - 1)) // count * 2 // 3)
    free = frame.width - count * height * 3 // 2 - (count - 1) * gap
    x, items, tags = frame.x + space_before(layout.slot("flags"), free), [], []
    for number, actor in enumerate(actors, 1):
        box = Rect(x, frame.y, height * 3 // 2, height)
        item, tag = _flag(context, actor, box, section.part("flag", number), targets)
        items.append(_standing_out(context.theme, layout.background, item))
        tags.append(tag)
        x = item.frame.right + gap
    return tuple(items), tuple(tags)


def panel_room(context: LayoutContext, panel: Ornament) -> Rect:
    """Return the room on a panel within its margins."""
    margin, frame = context.units(MARGIN), panel.frame
    return Rect(frame.x + margin, frame.y + margin, frame.width - 2 * margin, frame.height - 2 * margin)


def flags_on_panel(
    context: LayoutContext,
    place: tuple[str, Rect],
    actors: tuple[Actor, ...],
    targets: Mapping[str, str],
    section: TagId,
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the flags of `actors` in the middle of a panel, in the columns in which they are largest.

    `place` is the panel's ink, and the room on it.
    """
    ink, room = place
    columns = max(range(1, len(actors) + 1), key=lambda count: _height(room, len(actors), count))
    rows = -(-len(actors) // columns)
    height = min(_height(room, len(actors), columns), context.units(TALLEST))
    gap, width = round(height * APART), height * 3 // 2
    x = room.x + (room.width - columns * width - (columns - 1) * gap) // 2
    y = room.y + (room.height - rows * height - (rows - 1) * gap) // 2
    items: list[Item] = []
    tags = []
    for number, actor in enumerate(actors):
        row, column = divmod(number, columns)
        box = Rect(x + column * (width + gap), y + row * (height + gap), width, height)
        item, tag = _flag(context, actor, box, section.part("flag", number + 1), targets)
        items.append(_standing_out(context.theme, ink, item))
        tags.append(tag)
    return tuple(items), tuple(tags)


def _height(room: Rect, count: int, columns: int) -> int:
    """Return how high each of `count` flags is that share `room` in so many columns, EMU."""
    rows = -(-count // columns)
    high = room.height / (rows + (rows - 1) * APART)
    return round(min(high, room.width / (1.5 * columns + (columns - 1) * APART)))


def _flag(context: LayoutContext, actor: Actor, box: Rect, tag: TagId, targets: Mapping[str, str]) -> tuple[Item, Tag]:
    (item,) = flag_or_monogram(context, actor, box, tag, target=targets.get(actor.id, ""))
    words = isinstance(item, TextBox)
    return item, Tag(tag, Role.BODY if words else Role.FIGURE, alt="" if words else alt_of(context.label, actor))


def _standing_out(theme: Theme, ground: str, item: Item) -> Item:
    """Return a monogram in the accent colour where its own is nearly the ground's, or framed where that is as well."""
    if not isinstance(item, TextBox | Shape) or _apart(theme, item.fill_ink, ground):
        return item
    if _apart(theme, "accent", ground):
        return replace(item, fill=theme.color("accent"), fill_ink="accent")
    if isinstance(item, Shape):
        return replace(item, fill=theme.color("tint"), fill_ink="tint")
    return replace(item, edge=theme.color("tint"), edge_ink="tint", edge_width=theme.units(EDGE))


def _apart(theme: Theme, ink: str, ground: str) -> bool:
    return contrast_ratio(theme.color(ink), theme.color(ground)) >= SEEN
