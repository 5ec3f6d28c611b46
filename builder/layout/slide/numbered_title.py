"""A title whose number is large, on a line of its own, after the words before it and above those behind it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized
from builder.layout.slide.title import even_width, with_fit_rule
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.fit import fit_one
from builder.layout.text.substitute_fonts import substitute_width
from builder.layout.text.superscripts import superscript
from builder.model.brief import Point
from builder.model.origin import Origin, SentenceOrigin
from builder.model.scene import ResolvedStyle, TagId, TextBox, TextRun
from builder.model.theme import Slot
from builder.model.units import Rect

LEADING = 1.0
"""The height of a number's line as a multiple of its size: it is one line, and needs no space between lines."""

ABOVE = 8
"""Space between a number and the words above it, in theme units."""

LARGER = 1.8
"""How many times as large as its title a number is, at least."""

JOINED = 4
"""The most characters, such as marks and brackets, that a number takes along from the words around it."""


class NumberedTitle(Struct, frozen=True):
    """The words of a title before its number, the number, and the words after it, as far as there are any."""

    parts: tuple[tuple[TextRun, ...], ...]
    origins: tuple[tuple[Origin, ...], ...]
    """Of each part."""
    number: int
    """Which part is the number."""
    size: int
    """Of the number, EMU."""


def numbered(title: tuple[TextRun, ...], headline: Point, number: Point, style: ResolvedStyle) -> NumberedTitle | None:
    """Return `title` around its `number`, which has `style`; None where it is not among its words."""
    text, words = _text(title).lower(), number.text.lower()  # the first word of a title has a capital
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        return None
    end = start + len(words)
    first = next((at + 1 for at in range(start - 1, -1, -1) if text[at].isspace()), 0)
    last = next((at for at in range(end, len(text)) if text[at].isspace()), len(text))
    if start - first + last - end > JOINED:
        return None
    bounds = ((0, first), (first, last), (last, len(text)))
    quotes = _quotes(headline, number, start - first, last - end)
    parts = [(_slice(title, *bound), quote) for bound, quote in zip(bounds, quotes, strict=True)]
    parts[1] = (tuple(_in_style(run, style) for run in parts[1][0]), quotes[1])
    kept = [one for one in parts if one[0]]
    return NumberedTitle(
        tuple(runs for runs, _ in kept), tuple(quote for _, quote in kept), kept.index(parts[1]), style.size
    )


def numbered_title_at(
    context: LayoutContext, slot: Slot, title: NumberedTitle, size: int, tag: TagId, *, lines: int, bottom: int
) -> TextBox | None:
    """Return the title with its words at `size`, or None where it does not suit the number or does not fit."""
    specs = tuple(_specs(context, slot, title, size, tag))
    narrow = round(slot.frame.width / substitute_width(context.lang))  # on one line in a wider face, too
    counts = [_count(context, spec, slot.frame.width) for spec in specs]
    if title.size < size * LARGER or _count(context, specs[title.number], narrow) > 1:
        return None
    if sum(counts) - 1 > (lines or slot.lines or len(counts) * 2):
        return None
    frame = replace(slot.frame, height=max(1, bottom - slot.frame.y))
    inset = (0, 0, frame.width - _even_width(context, specs, frame, counts, narrow), 0)
    done = fit_one(slot.name, frame, lambda _: specs, (size,), context.shaper, inset=inset)
    if done is None or (done.divides_words and size > min(context.theme.sizes(slot))):
        return None
    box = replace(box_of(slot, done, frame), inset=inset)
    paragraphs = (replace(one, origins=quote) for one, quote in zip(box.paragraphs, title.origins, strict=True))
    return with_fit_rule(context.theme, slot, replace(box, paragraphs=tuple(paragraphs)))


def _specs(context: LayoutContext, slot: Slot, title: NumberedTitle, size: int, tag: TagId) -> Iterator[ParagraphSpec]:
    base = context.theme.style(slot.style).size
    for at, runs in enumerate(title.parts):
        spec = ParagraphSpec(runs, tag=tag, lang=context.lang)
        above = context.units(ABOVE) if at else 0
        yield replace(spec, leading=LEADING, before=above) if at == title.number else resized(spec, size, base, tag)


def _even_width(
    context: LayoutContext, specs: tuple[ParagraphSpec, ...], frame: Rect, counts: list[int], least: int
) -> int:
    """Return the width of at most that of `frame` in which words of several lines are even."""
    shaper = context.shaper
    many = (spec for spec, count in zip(specs, counts, strict=True) if count > 1)
    widths = (max(least, even_width(shaper, spec, frame.width, _count(context, spec, frame.width))) for spec in many)
    suited = (one for one in sorted(widths) if [_count(context, spec, one) for spec in specs] == counts)
    return next(suited, frame.width)


def _count(context: LayoutContext, spec: ParagraphSpec, width: int) -> int:
    narrow = width - round(width * context.theme.slack)
    return break_paragraph(spec, narrow, context.shaper, BreakStrategy.GREEDY).count


def _quotes(headline: Point, number: Point, before: int, after: int) -> tuple[tuple[Origin, ...], ...]:
    """Return what the words before the number, the number with its neighbours, and the words after it quote."""
    match headline.quotes, number.quotes:
        case (SentenceOrigin(start=start, end=end),), (SentenceOrigin(sentence, first, last),) if (
            last - first < end - start
        ):
            cuts = (start, first - before, last + after, end)
            return tuple((SentenceOrigin(sentence, *cuts[at : at + 2]),) for at in range(3))
        case _:
            return (headline.quotes,) * 3


def _slice(runs: tuple[TextRun, ...], start: int, end: int) -> tuple[TextRun, ...]:
    """Return the characters from `start` to `end` of `runs`, without spaces at their edges."""
    text = _text(runs)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    begins = accumulate((len(run.text) for run in runs), initial=0)
    cut = (
        replace(run, text=run.text[max(0, start - at) : max(0, end - at)])
        for run, at in zip(runs, begins, strict=False)
    )
    return tuple(run for run in cut if run.text)


def _in_style(run: TextRun, style: ResolvedStyle) -> TextRun:
    return replace(run, style=superscript(style) if run.style.rise else style)


def _text(runs: tuple[TextRun, ...]) -> str:
    return "".join(run.text for run in runs)
