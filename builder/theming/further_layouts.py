"""Slide layouts that follow from those of a theme: with two columns, and on the ground of the cover."""

from msgspec.structs import replace

from builder.model.theme import EMPHASIS, SlideLayout, Slot, SlotKind

SECOND_INDEX = 24
"""Placeholder index of the second column, which no other slot has."""

_FLAGS = 30, 18
"""Height of the flags on it, and the space above them, in theme units."""


def in_two_columns(layout: SlideLayout, gap: int) -> SlideLayout:
    """Return `layout` under a name of its own, its slot `body` divided in two, `gap` EMU apart."""
    body = layout.slot("body")
    width = (body.frame.width - gap) // 2
    first = replace(body, frame=replace(body.frame, width=width), bullet="", indent=0)
    frame = replace(body.frame, x=body.frame.right - width, width=width)
    second = replace(first, name="second", frame=frame, index=SECOND_INDEX)
    slots = [one for slot in layout.slots for one in ((first, second) if slot is body else (slot,))]
    return replace(layout, name=f"{layout.name}-two", label=f"{layout.label}, two columns", slots=tuple(slots))


def emphasis_layout(cover: SlideLayout, plain: SlideLayout, unit: int, footer: int) -> SlideLayout:
    """Return the layout for emphasis: the ground and inks of the `cover`, and the frames of a `plain` slide.

    `unit` is a theme unit and `footer` the size of the small words at the foot, EMU.
    """
    height, gap = (one * unit for one in _FLAGS)
    made = []
    for slot in plain.slots:
        match slot.name:
            case "kicker" | "title":
                made.append(replace(slot, style=f"cover-{slot.name}"))
            case "body":
                frame = slot.frame
                made.append(replace(slot, style="cover-text", frame=replace(frame, height=frame.height - height - gap)))
                place = replace(frame, y=frame.bottom - height, height=height)
                made.append(Slot("flags", SlotKind.FREE, place, "cover-text", 0))
            case _:
                made.append(replace(slot, style="cover-meta", ladder=(footer,)))
    edges = tuple(one for one in cover.ornaments if one.frame.x == 0)
    return SlideLayout(EMPHASIS, "Emphasis", cover.background, edges, tuple(made))
