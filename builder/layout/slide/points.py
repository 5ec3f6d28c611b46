"""The points of an answer: their words at a size, in a frame or over several slides, and their elements."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized, slide_tag
from builder.layout.slide.title import is_open
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_continued, fit_one, without_lonely_words
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH
from builder.layout.typographic_marks import without_closing_mark
from builder.model.brief import Point, Run, gap_after
from builder.model.scene import ResolvedStyle, Role, Tag, TagId, TextBox, TextRun
from builder.model.theme import EMPHASIS, SlideLayout, Slot, Theme
from builder.model.units import Rect, contrast_ratio

APART = 0.4
"""Points of a list are so many times their size apart at least, also in a style whose paragraphs follow closely."""

NUMBER_WIDTH = 0.55
"""The most that a digit of a number is wide, as a share of its size."""


class Answer(Struct, frozen=True):
    """What is arranged: the words of a title, points, and sentences that may follow these."""

    layout: SlideLayout
    """With one column."""
    title: tuple[TextRun, ...]
    points: tuple[Point, ...]
    key: str
    further: tuple[Point, ...] = ()
    lowered: int = 0
    """By how much the title is lower than its layout has it, EMU: the height of the large number above it."""
    alone: bool = False
    """Whether it is a last slide that says little, whose title may be larger than others."""

    @property
    def title_slot(self) -> Slot:
        """The slot of the title, in its larger sizes where it is alone."""
        slot = self.layout.slot("title")
        if self.alone:
            clear = 0 if is_open(self.layout) else slot.clear
            slot = replace(slot, ladder=(*slot.alone, *slot.ladder), clear=clear)
        return replace(slot, frame=replace(slot.frame, y=slot.frame.y + self.lowered)) if self.lowered else slot

    @property
    def body(self) -> Slot:
        """The slot of the points."""
        return self.layout.slot("body")

    @property
    def tag(self) -> TagId:
        """Id of the title's element."""
        return slide_tag(self.key).part("title")


class Room(Struct, frozen=True):
    """Where words are: their frame, and how far down they may reach; EMU."""

    frame: Rect
    lowest: int

    def below(self, y: int) -> Room:
        """Return what is left of the room from `y` down."""
        return replace(self, frame=replace(self.frame, y=y, height=self.frame.bottom - y))


def ladder_of(theme: Theme, answer: Answer) -> tuple[int, ...]:
    """Return the sizes of words that are alone below a title: those of titles and of points."""
    return tuple(sorted({*theme.sizes(answer.title_slot), *theme.sizes(answer.body)}, reverse=True))


def layout_of_two(theme: Theme, answer: Answer) -> SlideLayout | None:
    """Return the layout of `answer` with two columns, where the theme has it."""
    name = f"{answer.layout.name}-two"
    return theme.layout(name) if theme.has_layout(name) else None


def without_links(layout: SlideLayout, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return `runs`, on a dark ground without links, whose colour in programs it would swallow.

    The addresses are in the notes, on the sources slide and in the handout.
    """
    return unlinked(runs) if layout.name == EMPHASIS else runs


def unlinked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return `runs` as plain words; programs give links a colour of their own."""
    return tuple(replace(run, href="") for run in runs)


LARGE_CONTRAST = 3
"""The least contrast of large words and signs to their ground (WCAG 2.2, 1.4.3)."""


def accent_on(theme: Theme, ground: str) -> str:
    """Return the ink of a large word or sign on the colour `ground`: the accent where it can be seen there."""
    seen = contrast_ratio(theme.color("accent"), theme.color(ground)) >= LARGE_CONTRAST
    return "accent" if seen else "tint"


def is_list(points: tuple[Point, ...]) -> bool:
    """Return whether `points` are shown as a list: three and more, and those that have numbers or levels."""
    return len(points) > 2 or any(one.number or one.level for one in points)


def fit_words(
    shaper: Shaper, specs: tuple[ParagraphSpec, ...], room: Room, size: int, sizes: tuple[int, ...]
) -> FittedText | None:
    """Return `specs`, set in `size`, where they fit `room`; above the usual size also if their face were wider.

    `sizes` are those that were allowed, for the certificate.
    """
    done = fit_one("body", room.frame, lambda _: specs, (size,), shaper)
    if done is None or room.frame.y + done.fit.height_used > room.lowest:
        return None
    if room.lowest < room.frame.bottom:
        narrow = replace(room.frame, width=round(room.frame.width / SUBSTITUTE_WIDTH))
        if fit_one("body", narrow, lambda _: specs, (size,), shaper) is None:
            return None
    done = without_lonely_words(done, room.frame, specs, shaper)
    if done.divides_words and size > min(sizes):
        return None
    rule = "fixed" if len(sizes) == 1 else "largest" if size == sizes[0] else "reduced"
    return replace(done, fit=replace(done.fit, ladder=sizes, rule=rule))


def list_specs(context: LayoutContext, answer: Answer, size: int, *, after: int = 0) -> tuple[ParagraphSpec, ...]:
    """Return the points as a list in `size`, `after` EMU further apart than usual."""
    slot = answer.body
    base = context.theme.style(slot.style)
    mark = context.shaper.style(slot.style, ink=context.theme.bullet_ink(slot))
    longest = max((len(f"{one.number}. ") for one in answer.points if one.number), default=0)
    hanging = max(slot.indent, round(size * NUMBER_WIDTH * longest))
    made = []
    for number, point in enumerate(answer.points, 1):
        spec = replace(
            point_spec(context, answer, number, context.shaper.style(slot.style)),
            tag=slide_tag(answer.key).part("list").nth(number).part("body"),
            after=max(base.after, round(base.size * APART)) + after,
            indent=hanging * (point.level + 1),
            hanging=hanging,
            bullet=f"{point.number}." if point.number else slot.bullet,
            bullet_style=replace(mark, size=size if point.number else round(size * slot.bullet_size)),
            label_tag=slide_tag(answer.key).part("list").nth(number).part("label"),
        )
        made.append(resized(spec, size, base.size, spec.tag))
    return tuple(made)


def point_spec(context: LayoutContext, answer: Answer, number: int, style: ResolvedStyle) -> ParagraphSpec:
    """Return point `number`, from 1, as a paragraph of its own in `style`."""
    point = answer.points[number - 1]
    section = slide_tag(answer.key)
    tag = section.part("list").nth(number).part("body") if len(answer.points) > 1 else section.part("point")
    return ParagraphSpec(context.point_with_calls(point, style), origins=point.quotes, lang=context.lang, tag=tag)


def text_spec(context: LayoutContext, answer: Answer, count: int, style: ResolvedStyle) -> ParagraphSpec:
    """Return the first `count` further sentences as one paragraph in `style`."""
    runs: list[TextRun] = []
    for one in answer.further[:count]:
        gap = gap_after(runs[-1].text) if runs else ""
        words = one.runs if count > 1 else without_closing_mark(one.runs, context.lang)  # as any other point
        runs += [*([context.run(gap, style)] if gap else []), *context.runs_with_calls(words, style)]
    quotes = tuple(quote for one in answer.further[:count] for quote in one.quotes)
    return ParagraphSpec(tuple(runs), origins=quotes, lang=context.lang, tag=slide_tag(answer.key).part("text"))


def continued(context: LayoutContext, answer: Answer, top: int) -> tuple[TextBox, ...]:
    """Return the points over as few boxes as hold them, in the largest size that needs no more; they begin at `top`."""
    slot = answer.body
    frame = replace(slot.frame, y=top, height=slot.frame.bottom - top)
    sizes = context.theme.sizes(slot)

    def parts_at(size: int) -> tuple[FittedText, ...]:
        ladder = tuple(one for one in sizes if one >= size)
        return fit_continued("body", frame, lambda size: list_specs(context, answer, size), ladder, context.shaper)

    parts = parts_at(sizes[-1])
    for size in reversed(sizes[:-1]):
        larger = parts_at(size)
        if len(larger) > len(parts) or any(one.fit.height_used > frame.height or one.divides_words for one in larger):
            break
        parts = larger
    return tuple(box_of(slot, replace(one, fit=replace(one.fit, ladder=sizes)), frame) for one in parts)


def list_tags(boxes: tuple[TextBox, ...], section: TagId) -> tuple[Tag, ...]:
    """Return the elements of a slide's points: items of one list; what is no item is a paragraph."""
    paragraphs = [(one, one.tag) for box in boxes for one in box.paragraphs if one.tag]
    listing = section.part("list")
    tags = []
    for paragraph, tag in paragraphs:
        item = tag.parent
        if item is None or item.parent != listing:
            tags.append(Tag(tag, Role.BODY))
            continue
        if not any(one.id == listing for one in tags):
            ordered = any(one.bullet[:1].isdigit() for one, _ in paragraphs)
            tags.append(Tag(listing, Role.LIST, ordered=ordered))
        tags.append(Tag(item, Role.ITEM))
        tags += [Tag(paragraph.label_tag, Role.LABEL)] if paragraph.label_tag else []
        tags.append(Tag(tag, Role.ITEM_BODY))
    return tuple(tags)
