"""A number of a headline, large above it: the one thing of a deck that an audience remembers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.layout.context import LayoutContext, slide_tag
from builder.layout.slide.arrangement import MARK_NAME, Arrangement, arrange
from builder.layout.slide.points import Answer
from builder.layout.slide.title import is_on_bar, sizes_of_deck
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_one
from builder.model.brief import Point
from builder.model.scene import TextBox
from builder.model.theme import SlideLayout
from builder.model.units import Rect

SIZES = (144, 120, 108, 96, 84, 72, 60)
"""The sizes that a number may have, in theme units."""

GAP = 6
"""Between a number and the title below it, in theme units."""

SHARE_OF_WIDTH = 0.8
"""The share of the width that a number takes at most, so that it stays on one line in a wider face."""

USUAL = 20
"""The size below which words beside a number look lost, in theme units."""

LARGER = 1.8
"""How many times as large as the title a number is, at least."""


def arrange_with_number(context: LayoutContext, answer: Answer, big_number: Point) -> Arrangement | None:
    """Return the answer below its number, this as large as both allow; None where there is no room for it."""
    usual = context.units(USUAL)
    found = tuple(_arrangements(context, answer, big_number))
    roomy = (one for one in found if all(box.fit and box.fit.size >= usual for box in one.boxes))
    return next(roomy, None) or next(iter(found), None)


def _arrangements(context: LayoutContext, answer: Answer, big_number: Point) -> Iterator[Arrangement]:
    slot = answer.title_slot
    if slot.clear or is_on_bar(answer.layout):  # the title's place is what a template draws
        return
    for units in SIZES:
        size = context.units(units)
        done = _fit_in_title_width(context, answer, big_number, size)
        if done is None:
            continue
        height = done.fit.height_used + context.units(GAP)
        sizes = tuple(one for one in sizes_of_deck(context.theme, context.title_sizes, slot) if size >= one * LARGER)
        lowered = replace(answer, layout=_lowered(answer.layout, height))
        below = arrange(replace(context, title_sizes=sizes), lowered) if sizes else None
        if below:
            frame = replace(slot.frame, y=below.title.frame.y - height, height=done.fit.height_used)
            rules = tuple(one for one in below.rules if one.name != MARK_NAME)
            yield replace(below, rules=rules, big_number=_box(context, answer, big_number, size, frame))


def _lowered(layout: SlideLayout, by: int) -> SlideLayout:
    """Return the layout with the frames of title and points `by` EMU further down, and no further than before."""
    slots = []
    for slot in layout.slots:
        match slot.name:
            case "title":
                slots.append(replace(slot, frame=replace(slot.frame, y=slot.frame.y + by)))
            case "body":
                frame = slot.frame
                slots.append(replace(slot, frame=Rect(frame.x, frame.y + by, frame.width, frame.height - by)))
            case _:
                slots.append(slot)
    return replace(layout, slots=tuple(slots))


def _fit_in_title_width(context: LayoutContext, answer: Answer, big_number: Point, size: int) -> FittedText | None:
    frame = answer.title_slot.frame
    room = Rect(frame.x, frame.y, round(frame.width * SHARE_OF_WIDTH), context.theme.slide_height)
    return _fit_number(context, answer, big_number, size, room)


def _fit_number(context: LayoutContext, answer: Answer, big_number: Point, size: int, room: Rect) -> FittedText | None:
    dark = answer.title_slot.style != "slide-title"
    style = context.shaper.style("slide-body", size=size, bold=True, ink="tint" if dark else "accent")
    tag = slide_tag(answer.key).part("figure")
    spec = ParagraphSpec(context.runs(big_number.runs, style), origins=big_number.quotes, tag=tag, lang=context.lang)
    ladder = tuple(context.units(one) for one in SIZES)
    done = fit_one("figure", room, lambda _: (spec,), (size,), context.shaper, lines=1)
    rule = "largest" if size == ladder[0] else "reduced"
    return replace(done, fit=replace(done.fit, ladder=ladder, rule=rule)) if done else None


def _box(context: LayoutContext, answer: Answer, big_number: Point, size: int, frame: Rect) -> TextBox | None:
    done = _fit_number(context, answer, big_number, size, frame)
    return TextBox("Figure", frame, done.paragraphs, fit=done.fit, wraps=False) if done else None
