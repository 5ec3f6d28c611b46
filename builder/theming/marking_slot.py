"""A theme with a place for the marking of a briefing on each of its slide layouts."""

from msgspec.structs import replace

from builder.model.theme import EMPHASIS, SlideLayout, Slot, SlotKind, Theme
from builder.model.units import Rect

MARKING = "marking"
"""The name of the slot that holds the words of a marking."""

_INDEX = 40
"""The slot's placeholder index; those that a theme gives are smaller."""

_SHARE = 0.55
"""How much of the footer's width a long marking has: it matters more than where the briefing appeared."""

_AROUND = 2
"""A marking has room for so many characters more than it has, each as wide as high."""

_EDGE = 10
"""Between a marking and the lower edge of a slide without a footer, in theme units."""

_UNITS = 540
"""A slide is so many theme units high."""


def with_marking(theme: Theme, characters: int) -> Theme:
    """Return `theme` with a slot for a marking of so many `characters` in the footer zone of each slide layout."""
    unit = theme.slide_height // _UNITS
    return replace(theme, layouts=tuple(_with_marking(one, theme, unit, characters) for one in theme.layouts))


def _with_marking(layout: SlideLayout, theme: Theme, unit: int, characters: int) -> SlideLayout:
    """Return a layout whose footer shares its zone with a marking; one without a footer has it at its lower edge."""
    slots = {slot.name: slot for slot in layout.slots}
    if MARKING in slots:
        return layout
    footer = slots.get("footer")
    if footer is None and theme.base:
        return _inside(layout, theme, unit)
    if footer is None:
        edge = slots["title"].frame
        style = "cover-meta" if layout.name == "title" else "slide-footer"
        height = theme.style(style).size * 13 // 10
        y = _foot(layout, theme.slide_height) - height - _EDGE * unit
        end = layout.panel.frame.x if layout.panel else theme.slide_width
        frame = Rect(edge.x, y, end - 2 * edge.x, height)
        kept = tuple(_above(slot, y) for slot in layout.slots)
        return replace(layout, slots=(*kept, _slot(frame, style)))
    width = footer.frame.width
    rest = width - min(round(width * _SHARE), (characters + _AROUND) * theme.sizes(footer)[0])
    near = replace(footer, frame=replace(footer.frame, width=rest))
    frame = replace(footer.frame, x=footer.frame.x + rest, width=width - rest)
    kept = tuple(near if slot.name == "footer" else slot for slot in layout.slots)
    return replace(layout, slots=(*kept, replace(_slot(frame, footer.style), ladder=footer.ladder)))


def _foot(layout: SlideLayout, height: int) -> int:
    """Return where the foot of a slide begins that no band is painted over."""
    bands = [one.frame.y for one in layout.ornaments if one.frame.bottom >= height and one.frame.y > height * 9 // 10]
    return min(bands, default=height)


def _above(slot: Slot, y: int) -> Slot:
    """Return a slot that ends at `y`, if it reached a little below."""
    frame = slot.frame
    return replace(slot, frame=replace(frame, height=y - frame.y)) if frame.y < y < frame.bottom else slot


def _inside(layout: SlideLayout, theme: Theme, unit: int) -> SlideLayout:
    """Return an organisation's layout with a marking below its words, in the calm place of these, which get lower.

    At the edge of the slide may be a logo, or a bar.
    """
    style = "cover-meta" if layout.name in {"title", EMPHASIS} else "slide-footer"
    height = theme.style(style).size * 13 // 10
    words = [slot for slot in layout.slots if slot.name not in {"title", "kicker", "number", "page"}]
    end = max(slot.frame.bottom for slot in words)
    lowest = max(words, key=lambda slot: (slot.frame.bottom, slot.frame.width))
    moved = {slot.name: _shortened(slot, end, height) for slot in words}
    tops = [new.frame.y for slot in words if (new := moved[slot.name]).frame.y != slot.frame.y]
    for name, slot in moved.items():  # what was above words that moved up ends where these now begin
        below = [top for top in tops if slot.frame.y < top < slot.frame.bottom]
        if below:
            moved[name] = replace(slot, frame=replace(slot.frame, height=min(below) - 2 * unit - slot.frame.y))
    x = min(slot.frame.x for slot in words if slot.frame.bottom == lowest.frame.bottom)
    frame = Rect(x, end - height, lowest.frame.right - x, height)
    kept = tuple(moved.get(slot.name, slot) for slot in layout.slots)
    return replace(layout, slots=(*kept, _slot(frame, style)))


def _shortened(slot: Slot, end: int, height: int) -> Slot:
    """Return a slot that ends `height` higher, if it is at the `end` of the words: lower, or moved where it is flat."""
    frame = slot.frame
    if frame.bottom <= end - 3 * height:
        return slot
    if frame.height >= 4 * height:
        return replace(slot, frame=replace(frame, height=frame.height - height))
    return replace(slot, frame=replace(frame, y=frame.y - height))


def _slot(frame: Rect, style: str) -> Slot:
    return Slot(MARKING, SlotKind.BODY, frame, style, _INDEX, prompt="Marking")
