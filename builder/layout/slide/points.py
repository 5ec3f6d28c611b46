"""Title and points of an answer: what is on the slide decides its arrangement and size.

No point makes a statement, one goes under a rule, two share the width, three and more are a list. The words take
the largest pair of sizes at which they fill the slide well; below the floor the points continue on a further slide.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized, slide_tag
from builder.layout.slide.title import WIDER, all_sizes, moved_to, sizes_of_deck, title_at, title_bottom
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_continued, fit_one
from builder.model.brief import Point
from builder.model.scene import Geometry, Role, Shape, Tag, TagId, TextBox, TextRun
from builder.model.theme import SlideLayout, Slot, Theme
from builder.model.units import Rect

PROPORTION = (1.4, 1.76)
"""Title to points: less looks alike, more falls apart."""

FULL = 0.88
"""The most of the room from the title down that words above the usual size fill."""

GAP = 26
"""Between title and points, in theme units."""

RULE = 2.25
"""Width of the rule above a column, in theme units."""

BELOW_RULE = 15

MORE_LINES = 1
"""A statement may have so many lines more than a title that has points below it."""

NUMBER_WIDTH = 0.55
"""The most that a figure of a number is wide, as a share of its size."""

STATEMENT_AT = 0.36
"""A statement is placed so far down the room that it leaves: above the middle, where the eye looks first."""


class Arrangement(Struct, frozen=True):
    """A title and what is below it, placed."""

    title: TextBox
    boxes: tuple[TextBox, ...] = ()
    rules: tuple[Shape, ...] = ()


class Answer(Struct, frozen=True):
    """What is arranged: the words of a title, and points."""

    layout: SlideLayout
    title: tuple[TextRun, ...]
    points: tuple[Point, ...]
    key: str

    @property
    def title_slot(self) -> Slot:
        """The slot of the title."""
        return self.layout.slot("title")

    @property
    def body(self) -> Slot:
        """The slot of the points."""
        return self.layout.slot("body")

    @property
    def tag(self) -> TagId:
        """Id of the title's element."""
        return slide_tag(self.key).part("title")


def layout_for(theme: Theme, layout: SlideLayout, points: tuple[Point, ...]) -> SlideLayout:
    """Return the layout with two columns where there are two points, and the theme has it."""
    name = f"{layout.name}-two"
    return theme.layout(name) if len(points) == 2 and theme.has_layout(name) and not _is_list(points) else layout


def _is_list(points: tuple[Point, ...]) -> bool:
    """Return whether `points` are shown as a list: three and more, and those that have numbers or levels."""
    return len(points) > 2 or any(one.number or one.level for one in points)


def largest_title(context: LayoutContext, answer: Answer) -> int:
    """Return the largest size that the title of `answer` can have beside its points, EMU."""
    sizes = all_sizes(context, answer.title_slot)
    found = arrange(replace(context, title_sizes=()), answer)
    return found.title.fit.size if found and found.title.fit else sizes[-1]


def arrange(context: LayoutContext, answer: Answer) -> Arrangement | None:
    """Return the answer at the largest sizes that suit it, or None if it does not fit one slide."""
    if not answer.points:
        return _statement(context, answer)
    for title_size, body_size in _pairs(context, answer):
        title = title_at(
            context, answer.title_slot, answer.title, title_size, answer.tag, lines=answer.title_slot.lines
        )
        done = _below(context, answer, title, body_size) if title else None
        if done:
            return done
    return None


def _pairs(context: LayoutContext, answer: Answer) -> list[tuple[int, int]]:
    """Return the sizes of title and points that go together, largest first."""
    titles, bodies = sizes_of_deck(context, answer.title_slot), _body_sizes(context, answer.body)
    pairs = [(one, two) for one in titles for two in bodies]
    low, high = PROPORTION
    suited = [pair for pair in pairs if low <= pair[0] / pair[1] <= high]
    floor = [pair for pair in pairs if pair[0] == titles[-1] and pair not in suited]
    return [*suited, *floor]


def _body_sizes(context: LayoutContext, slot: Slot) -> tuple[int, ...]:
    return slot.ladder or (context.theme.style(slot.style).size,)


def _statement(context: LayoutContext, answer: Answer) -> Arrangement | None:
    slot = answer.title_slot
    for size in sizes_of_deck(context, slot):
        title = title_at(context, slot, answer.title, size, answer.tag, lines=slot.lines + MORE_LINES)
        if title and title.fit:
            room = answer.body.frame.bottom - slot.frame.y
            height = title_bottom(context, title, 0) - title.frame.y
            drop = round(max(0, room - height) * STATEMENT_AT)
            return Arrangement(moved_to(title, slot.frame.y + drop, height))
    return None


class _Room(Struct, frozen=True):
    """Where points are: their frame, how far down their words may reach, and their size; EMU."""

    frame: Rect
    lowest: int
    size: int


def _below(context: LayoutContext, answer: Answer, title: TextBox, size: int) -> Arrangement | None:
    """Return the points at `size` below `title`, or None; words above the usual sizes leave some room free."""
    frame, top = answer.body.frame, title_bottom(context, title, context.units(GAP))
    if top >= frame.bottom:
        return None
    usual = context.theme.style(answer.body.style).size
    large = size > usual or (title.fit is not None and title.fit.size > all_sizes(context, answer.title_slot)[-1])
    lowest = title.frame.y + round((frame.bottom - title.frame.y) * FULL) if large else frame.bottom
    title = moved_to(title, title.frame.y, title_bottom(context, title, 0) - title.frame.y)
    room = _Room(replace(frame, y=top, height=frame.bottom - top), lowest, size)
    if _is_list(answer.points) or (len(answer.points) == 2 and not answer.layout.has("second")):
        done = _fit(context, answer, answer.points, room)
        return Arrangement(title, (box_of(answer.body, done, room.frame),)) if done else None
    return _columns(context, answer, title, room)


def _columns(context: LayoutContext, answer: Answer, title: TextBox, room: _Room) -> Arrangement | None:
    """Return a column for each point under a rule of its own, without bullets: a list of one item has none."""
    drop = context.units(BELOW_RULE)
    boxes, rules = [], []
    for number, (point, name) in enumerate(zip(answer.points, ("body", "second"), strict=False), 1):
        slot = replace(answer.layout.slot(name), bullet="", indent=0)
        column = replace(slot.frame, y=room.frame.y + drop, height=room.frame.height - drop)
        done = _fit(context, answer, (point,), replace(room, frame=column), number)
        if done is None:
            return None
        boxes.append(box_of(slot, done, column))
        line = Rect(column.x, room.frame.y, column.width, context.units(RULE))
        rules.append(Shape(f"Rule {number}", Geometry.RECTANGLE, line, context.theme.color("title"), "title"))
    return Arrangement(title, tuple(boxes), tuple(rules))


def _fit(
    context: LayoutContext, answer: Answer, points: tuple[Point, ...], room: _Room, first: int = 0
) -> FittedText | None:
    """Return `points` where they fit `room`; above the usual size also if their face were wider.

    `first` is the number of a point that stands alone, 0 for a list.
    """
    specs = _specs(context, answer, points, room.size, first)
    ladder = _body_sizes(context, answer.body)
    done = fit_one("body", room.frame, lambda _: specs, (room.size,), context.faces)
    if done is None or room.frame.y + done.fit.height_used > room.lowest:
        return None
    if room.lowest < room.frame.bottom:
        narrow = replace(room.frame, width=round(room.frame.width / WIDER))
        if fit_one("body", narrow, lambda _: specs, (room.size,), context.faces) is None:
            return None
    rule = "fixed" if len(ladder) == 1 else "largest" if room.size == ladder[0] else "reduced"
    return FittedText(done.paragraphs, replace(done.fit, ladder=ladder, rule=rule))


def _specs(
    context: LayoutContext, answer: Answer, points: tuple[Point, ...], size: int, first: int
) -> tuple[ParagraphSpec, ...]:
    slot = answer.body
    base = context.theme.style(slot.style)
    style, mark = context.faces.style(slot.style), context.faces.style(slot.style, ink="accent")
    longest = max((len(f"{one.number}. ") for one in points if one.number), default=0)
    hanging = max(slot.indent, round(size * NUMBER_WIDTH * longest))
    made, section = [], slide_tag(answer.key)
    for number, point in enumerate(points, first or 1):
        bullet = f"{point.number}." if point.number else slot.bullet
        item = section.part("list").nth(number)
        tag = section.part("point") if first and len(answer.points) == 1 else item.part("body")
        spec = ParagraphSpec(
            context.point(point, style),
            after=base.after,
            indent=0 if first else hanging * (point.level + 1),
            hanging=0 if first else hanging,
            bullet="" if first else bullet,
            bullet_style=replace(mark, size=size if point.number else round(size * slot.bullet_size)),
            label_tag=None if first else item.part("label"),
            sources=point.sources,
            lang=context.lang,
        )
        made.append(resized(spec, size, base.size, tag))
    return tuple(made)


def continued(context: LayoutContext, answer: Answer, top: int) -> tuple[TextBox, ...]:
    """Return the points at the smallest size over as many boxes as they need, each from `top` downwards."""
    slot = answer.body
    frame = replace(slot.frame, y=top, height=slot.frame.bottom - top)

    def specs(size: int) -> tuple[ParagraphSpec, ...]:
        return _specs(context, answer, answer.points, size, 0)

    parts = fit_continued("body", frame, specs, _body_sizes(context, slot), context.faces)
    return tuple(box_of(slot, part, frame) for part in parts)


def list_tags(boxes: tuple[TextBox, ...], section: TagId) -> tuple[Tag, ...]:
    """Return the elements of a slide's points: items of one list, or a paragraph where there is but one."""
    paragraphs = [one for box in boxes for one in box.paragraphs]
    alone = section.part("point")
    if [one.tag for one in paragraphs] == [alone]:
        return (Tag(alone, Role.BODY),)
    ordered = any(one.bullet[:1].isdigit() for one in paragraphs)
    tags = [Tag(section.part("list"), Role.LIST, ordered=ordered)] if paragraphs else []
    for paragraph in paragraphs:
        if paragraph.tag and paragraph.tag.parent:
            tags.append(Tag(paragraph.tag.parent, Role.ITEM))
            tags += [Tag(paragraph.label_tag, Role.LABEL)] if paragraph.label_tag else []
            tags.append(Tag(paragraph.tag, Role.ITEM_BODY))
    return tuple(tags)
