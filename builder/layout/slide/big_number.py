"""The number of a headline, large above the whole of it: the one thing of a deck that an audience remembers."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of
from builder.layout.slide.arrangement import Arrangement, arrange
from builder.layout.slide.points import Answer, accent_on
from builder.layout.slide.title import is_on_bar, moved_to
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.layout.text.substitute_fonts import DEJAVU_BOLD_WIDTH, reserve, substitute_width
from builder.model.brief import Point
from builder.model.scene import ResolvedStyle, TextBox, TextRun

SIZES = (200, 180, 160, 144, 120, 108, 96, 84, 72, 60)
"""The sizes that a number may have, in theme units."""

UNIT = 0.45
"""The size of the words of a number as a share of that of its digits."""

LARGER = 1.8
"""How many times as large as the headline a number is, at least."""

READABLE = (24, 20)
"""The size below which words under a number look lost, and the least that they should have, in theme units."""

EDGE = 12
"""How far from the edge of the slide a number ends in the widest face, in theme units."""

NAME = "Large number"
"""What the selection pane calls its box."""

_DIGITS = re.compile(r"[^\s\w]*\d[^\s%‰°]*(?:[\s\u00a0\u202f]?(?:°[CF]?|[%‰$€£¥₴₽₹]))?")
"""Digits with their sign and symbol, which are as large as they are."""


def arrange_with_number(context: LayoutContext, answer: Answer, big_number: Point) -> Arrangement | None:
    """Return the answer below its number, which is as large as the words allow; None where there is no room for it."""
    found = tuple(_arrangements(context, answer, big_number))
    for least in map(context.units, READABLE):
        for one in found:
            if all(box.fit and box.fit.size >= least for box in one.boxes):
                return one
    return next(iter(found), None)


def _arrangements(context: LayoutContext, answer: Answer, big_number: Point) -> Iterator[Arrangement]:
    slot = answer.title_slot
    if slot.clear or is_on_bar(answer.layout):  # the title's place is what a template draws
        return
    for size in map(context.units, SIZES):
        number = _number_at(context, answer, big_number, size)
        lowered = replace(answer, lowered=number.frame.height) if number else answer
        found = [one for each in _title_sizes(context) if number and (one := arrange(each, lowered))]
        suited = [one for one in found if _suits(one, size, answer.body.frame.bottom)]
        best = min(suited, key=lambda one: len(one.title.paragraphs[0].lines), default=None)
        if number and best:
            top = best.title.frame.y - number.frame.height
            yield replace(best, number=moved_to(number, top, number.frame.height))


def _title_sizes(context: LayoutContext) -> Iterator[LayoutContext]:
    """Yield the context with all sizes of the deck's titles, then with the smallest: a line less suits a number."""
    yield context
    if len(context.title_sizes) > 1:
        yield replace(context, title_sizes=context.title_sizes[-1:])


def _suits(found: Arrangement, size: int, bottom: int) -> bool:
    """Return whether a number of `size` outweighs the headline below it, which ends above the foot."""
    return size >= found.title_size * LARGER and found.title.frame.bottom <= bottom


def _number_at(context: LayoutContext, answer: Answer, big_number: Point, size: int) -> TextBox | None:
    """Return the number at `size` in the upper edge of the title's place; None where it takes more than a line.

    In a wider face it keeps to its frame, and in a far wider one to the slide.
    """
    slot = answer.title_slot
    ink = accent_on(context.theme, answer.layout.background)
    style = replace(context.shaper.style("slide-body", bold=True, ink=ink), size=size)
    spec = ParagraphSpec(tuple(_runs(context, big_number.text, style)), leading=1.0, lang=context.lang)
    frame = replace(slot.frame, height=size + size // 20)
    edge = context.theme.slide_width - context.units(EDGE) - frame.x
    for width, wider in ((frame.width, substitute_width(context.lang)), (edge, DEJAVU_BOLD_WIDTH)):
        narrow = replace(frame, width=round(width / reserve(context.theme, style.font, wider)))
        if fit_one(NAME, narrow, lambda _: (spec,), (size,), context.shaper, lines=1) is None:
            return None
    done = fit_one(NAME, frame, lambda _: (spec,), (size,), context.shaper, lines=1)
    box = replace(box_of(slot, done, frame), name=NAME, slot="", wraps=False) if done else None
    return replace(box, paragraphs=(replace(box.paragraphs[0], origins=big_number.quotes),)) if box else None


def _runs(context: LayoutContext, text: str, style: ResolvedStyle) -> Iterator[TextRun]:
    """Yield the words of a number: digits in `style`, what they count smaller."""
    small, at = replace(style, size=round(style.size * UNIT)), 0
    for digits in _DIGITS.finditer(text):
        yield from [context.run(text[at : digits.start()], small)] if digits.start() > at else ()
        yield context.run(digits[0], style)
        at = digits.end()
    yield from [context.run(text[at:], small)] if at < len(text) else ()
