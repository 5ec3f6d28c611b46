"""Slide layouts that follow from those of a theme: with two columns, and on the ground of the cover."""

from msgspec.structs import replace

from builder.model.theme import EMPHASIS, FLAGS_AT_FOOT, SlideLayout

SECOND_INDEX = 24
"""Placeholder index of the second column, which no other slot has."""


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
    made = []
    for slot in plain.slots:
        match slot.name:
            case "kicker" | "title":
                made.append(replace(slot, style=f"cover-{slot.name}"))
            case "body":
                made.append(replace(slot, style="cover-text"))
            case _:
                made.append(replace(slot, style="cover-meta", ladder=(footer,)))
    edges = tuple(one for one in cover.ornaments if one.frame.x == 0)
    layout = SlideLayout(EMPHASIS, "Emphasis", cover.background, edges, tuple(made))
    return layout.with_flags(*(one * unit for one in FLAGS_AT_FOOT))
