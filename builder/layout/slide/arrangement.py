"""Title and points of an answer: what is on the slide decides its arrangement and size.

Nothing but a headline makes a statement. A headline with text of the answer, or with one point, has these below a
rule; two points are columns below rules, or rows that share the height where columns would be short; a point and text
share the width; three and more points are a list whose rows share the height.
The words take the largest sizes at which they fill the slide well; below the floor the points continue on a further
slide.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of
from builder.layout.slide.points import (
    Answer,
    Room,
    fit_words,
    is_list,
    ladder_of,
    layout_of_two,
    list_specs,
    point_spec,
    text_spec,
)
from builder.layout.slide.ruled_columns import (
    BELOW_RULE,
    RuledColumn,
    Stage,
    box_in_column,
    fitted_in_column,
    rule_above,
    widest_height,
)
from builder.layout.slide.ruled_rows import rows_of_points
from builder.layout.slide.title import (
    SPARE,
    below_title,
    by_sense,
    ends_badly,
    is_on_bar,
    moved_to,
    sizes_of_deck,
    title_at,
    title_bottom,
)
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.shaper import Shaper
from builder.model.scene import Geometry, Shape, TextBox
from builder.model.theme import SlideLayout, Theme
from builder.model.units import Rect

PROPORTION = (1.4, 1.76)
"""Title to points: less looks alike, more falls apart."""

CLOSER, CLOSEST = 1.25, 1.1
"""The least proportion to a title that has the smaller size of its deck: its points are as large as those of others."""

HEADED = 48
"""The largest size of a title with words below it, in theme units; a statement has larger ones."""

SINGLE, LARGE_POINT = 0.84, 32
"""The most of a title's size that a single point has, which differs from it in weight and ink; theme units of one on a
last slide, also where a template gives titles little room.
"""

LEAST_RATIO = 1.2
"""A title is so many times as large as text that is alone below it, at least."""

FULL = 0.9
"""The most of the room from the title down that words above the usual size fill."""

GAP = 26
"""Between title and points, in theme units."""

TEXT_GAP = 20
"""Between a point and the text below it, in theme units."""

MORE_LINES = 1
"""A statement may have so many lines more than a title that has points below it."""

STATEMENT_AT = 0.4
"""A statement is placed so far down the room that it leaves: above the middle, where the eye looks first."""

MARK = (72, 4.5, 22)
"""The mark above a statement: width, height, and distance, in theme units."""

MARK_NAME = "Mark"

LOWERED, LOWEST = 0.46, 64
"""What is below a title goes down by a share of the height that it leaves, and so far at most, in theme units."""

SPREAD = 0.75
"""The rows of a list take so much of the height that they leave,"""

MOST_APART = 1.3
"""but are at most so many lines further apart than usual."""

SMALLER_IN_COLUMNS = 0.85
"""The words of a list in two columns are at least so large, as a share of what they are in one."""

SHORT_COLUMNS = 0.5
"""Two points are rows where columns take less of the height below the title."""

TEXT_FROM = 18
"""The least size of text that the author did not mark, pt on a slide of the usual height."""


class Arrangement(Struct, frozen=True):
    """A title and what is below it, placed."""

    layout: SlideLayout
    title: TextBox
    boxes: tuple[TextBox, ...] = ()
    rules: tuple[Shape, ...] = ()
    text: TextBox | None = None
    """Sentences of the answer that are no points."""
    number: TextBox | None = None
    """The number of the headline, large above it."""

    @property
    def title_size(self) -> int:
        """The size of its title, EMU."""
        return self.title.fit.size if self.title.fit else 0


def arrange(context: LayoutContext, answer: Answer) -> Arrangement | None:
    """Return the answer at the largest sizes that suit it, or None if it does not fit one slide."""
    return next(_arrangements(context, answer), None)


def _arrangements(context: LayoutContext, answer: Answer) -> Iterator[Arrangement]:
    """Yield the arrangements that fit, the best first."""
    titles = _titles(context, answer)
    rows = is_list(answer.points)
    for count in range(0 if rows else len(answer.further), 0, -1):
        for arranged in (_below_rule, _stacked, _beside) if answer.points else (_below_rule,):
            for stage in titles:
                yield from arranged(context, answer, stage, count)
    if not answer.points:
        yield from _statement(context, answer)
    if len(answer.points) == 1 and not rows:
        for stage in titles:
            yield from _stacked(context, answer, stage, 0)
    yield from _with_points(context, answer, titles, None if rows else layout_of_two(context.theme, answer))


def _with_points(
    context: LayoutContext, answer: Answer, titles: tuple[Stage, ...], divided: SlideLayout | None
) -> Iterator[Arrangement]:
    """Yield the points below the title: as columns of the layout `divided`, as rows, or as a list without it."""
    two = len(answer.points) == 2
    for stage, size in _pairs(context, answer, titles):
        if divided is None:
            yield from _as_list(context, answer, stage, size)
            continue
        for columns in _columns(context, answer, stage, size, divided):
            if two and _leaves_white(stage, columns):
                for other in titles:
                    yield from _as_rows(context, answer, other, divided)
            yield columns


def _leaves_white(stage: Stage, columns: Arrangement) -> bool:
    """Return whether columns end so high that the same words as rows fill the slide better."""
    return max(box.fit.height_used for box in columns.boxes if box.fit) < SHORT_COLUMNS * stage.room.frame.height


def _titles(context: LayoutContext, answer: Answer) -> tuple[Stage, ...]:
    """Return the title in the sizes that suit it, largest first: those at which its lines end well."""
    stages = tuple(_stages(context, answer))
    return tuple(one for one in stages if not ends_badly(one.title)) or stages


def _stages(context: LayoutContext, answer: Answer) -> Iterator[Stage]:
    """Yield the title in each size that the deck has and that leaves room below it."""
    slot, frame = answer.title_slot, answer.body.frame
    for size in sizes_of_deck(context.theme, context.title_sizes, slot):
        if size > context.units(HEADED) and (answer.points or answer.further):
            continue
        title = title_at(context, slot, answer.title, size, answer.tag, lines=0 if slot.clear else slot.lines)
        if title is None:
            continue
        height = title.frame.height if slot.clear else title_bottom(context, title, 0) - title.frame.y
        top = below_title(context, slot, title, context.units(GAP))
        if top < frame.bottom:
            lowest = title.frame.y + round((frame.bottom - title.frame.y) * FULL)
            room = Room(replace(frame, y=top, height=frame.bottom - top), lowest)
            yield Stage(title if slot.clear else moved_to(title, title.frame.y, height), size, room)


def _pairs(context: LayoutContext, answer: Answer, titles: tuple[Stage, ...]) -> Iterator[tuple[Stage, int]]:
    """Yield titles and sizes of points that go together, largest first; last the smallest title with any size."""
    theme, largest = context.theme, max(context.title_sizes, default=0)
    usual, least = theme.style(answer.body.style).size, theme.sizes(answer.title_slot)[-1]
    sizes = theme.sizes(answer.body)
    wanted, high = PROPORTION

    def roomy(stage: Stage, size: int) -> Stage:
        """Return the stage, whose usual sizes may fill it to the foot."""
        if size > usual or stage.size > least:
            return stage
        return replace(stage, room=replace(stage.room, lowest=stage.room.frame.bottom))

    for stage in titles:
        low = CLOSER if stage.size < largest else wanted
        for size in sizes:
            if min(low, _closest(theme, answer, size)) <= stage.size / size <= high:
                yield roomy(stage, size), size
    for stage in titles[-1:]:
        others = [size for size in sizes if size <= stage.size and not wanted <= stage.size / size <= high]
        yield from ((roomy(stage, size), size) for size in others or sizes[-1:])


def _statement(context: LayoutContext, answer: Answer) -> Iterator[Arrangement]:
    """Yield the headline alone, below a mark, above the middle of the slide."""
    slot = answer.title_slot
    if is_on_bar(answer.layout):  # for whose ground its ink is
        sizes = sizes_of_deck(context.theme, context.title_sizes, slot)
        on_bar = (title_at(context, slot, answer.title, size, answer.tag) for size in sizes)
        yield from (Arrangement(answer.layout, title) for title in by_sense(on_bar))
        return
    if slot.clear:  # its place is between what a template draws
        slot = replace(slot, frame=answer.body.frame)
    sizes, most = sizes_of_deck(context.theme, context.title_sizes, slot), slot.lines + MORE_LINES
    titles = (title_at(context, slot, answer.title, size, answer.tag, lines=most, cost_if_wider=0.3) for size in sizes)
    for title in by_sense(titles):
        width, thickness, gap = (context.units(one) for one in MARK)
        room = answer.body.frame.bottom - slot.frame.y
        height = title_bottom(context, title, 0) - title.frame.y
        drop = round(max(0, room - height) * STATEMENT_AT)
        above = drop >= thickness + gap and not answer.lowered
        mark = Rect(slot.frame.x, slot.frame.y + drop - gap - thickness, width, thickness)
        rule = Shape(MARK_NAME, Geometry.RECTANGLE, mark, context.theme.color("accent"), "accent")
        yield Arrangement(answer.layout, moved_to(title, slot.frame.y + drop, height), rules=(rule,) * above)


def _below_rule(context: LayoutContext, answer: Answer, stage: Stage, count: int) -> Iterator[Arrangement]:
    """Yield a headline with the first `count` further sentences below a rule."""
    if answer.points:
        return
    text = text_spec(context, answer, count, context.shaper.style(answer.body.style))
    ladder = ladder_of(context.theme, answer)
    small = bool(answer.title_slot.clear) or is_on_bar(answer.layout)
    floor, ratio = context.units(TEXT_FROM), 1 if small else LEAST_RATIO
    for size in (one for one in ladder if floor <= one <= stage.size / ratio):
        yield from _under_rules(context.shaper, answer.layout, stage, (RuledColumn(answer.body, text, size, ladder),))


def _stacked(context: LayoutContext, answer: Answer, stage: Stage, count: int) -> Iterator[Arrangement]:
    """Yield the only point large, in the title's face, and below it the first `count` further sentences."""
    usual = context.shaper.style(answer.body.style)
    face = replace(context.shaper.style(answer.title_slot.style, bold=False, ink=usual.ink), caps=False)
    ladder = ladder_of(context.theme, answer)
    spec = point_spec(context, answer, 1, replace(face, size=usual.size))
    text, sizes = _text(context, answer, stage, count)
    small = bool(answer.title_slot.clear)  # a template keeps its titles small
    most = max(stage.size * (1 if small else SINGLE), context.units(LARGE_POINT) * answer.alone)
    for size in (one for one in ladder if one <= most):
        column = RuledColumn(answer.body, spec, size, ladder)
        if not count:
            yield from _under_rules(context.shaper, answer.layout, stage, (column,))
            continue
        for smaller in (one for one in sizes if one <= size * SINGLE):
            yield from _with_text_below(
                context, answer, stage, (column, replace(column, spec=text, size=smaller, ladder=sizes))
            )


def _beside(context: LayoutContext, answer: Answer, stage: Stage, count: int) -> Iterator[Arrangement]:
    """Yield the only point, and in a column beside it the first `count` further sentences."""
    layout = layout_of_two(context.theme, answer)
    if layout is None:
        return
    point = point_spec(context, answer, 1, context.shaper.style(answer.body.style))
    text, sizes = _text(context, answer, stage, count)
    for size in sizes:
        first = RuledColumn(layout.slot("body"), point, size, sizes)
        for smaller in (one for one in sizes if one < size):
            second = RuledColumn(layout.slot("second"), text, smaller, sizes, "rule")
            for done in _under_rules(context.shaper, layout, stage, (first, second)):
                yield replace(done, boxes=done.boxes[:1], text=done.boxes[1])


def _text(context: LayoutContext, answer: Answer, stage: Stage, count: int) -> tuple[ParagraphSpec, tuple[int, ...]]:
    """Return the first `count` further sentences as a paragraph, and the sizes that it may have below the title."""
    ink = "muted" if answer.body.style == "slide-body" else None
    style = context.shaper.style(answer.body.style, ink=ink)
    floor, sizes = context.units(TEXT_FROM), context.theme.sizes(answer.body)
    suited = tuple(size for size in sizes if size >= floor and PROPORTION[0] <= stage.size / size)
    return text_spec(context, answer, count, style), suited


def _columns(
    context: LayoutContext, answer: Answer, stage: Stage, size: int, layout: SlideLayout
) -> Iterator[Arrangement]:
    """Yield a column for each of one or two points, without bullets."""
    sizes, style = context.theme.sizes(answer.body), context.shaper.style(answer.body.style)
    layout = layout if len(answer.points) == 2 else answer.layout
    slots = (layout.slot(name) for name in ("body", "second")[: len(answer.points)])
    columns = tuple(
        RuledColumn(slot, point_spec(context, answer, number, style), size, sizes)
        for number, slot in enumerate(slots, 1)
    )
    yield from _under_rules(context.shaper, layout, stage, columns)


def _as_rows(context: LayoutContext, answer: Answer, stage: Stage, layout: SlideLayout) -> Iterator[Arrangement]:
    """Yield two points one above the other, largest first."""
    ladder = ladder_of(context.theme, answer)
    for size in ladder:
        if not _closest(context.theme, answer, size) <= stage.size / size <= PROPORTION[1]:
            continue
        if found := rows_of_points(context, answer, layout, stage, size=size, ladder=ladder):
            yield Arrangement(layout, stage.title, *found)


def _closest(theme: Theme, answer: Answer, size: int) -> float:
    """Return how many times as large as points a title is at least: as large where a template keeps it small."""
    small = bool(answer.title_slot.clear) and size <= theme.style(answer.body.style).size
    return 1 if small else CLOSEST if is_on_bar(answer.layout) else CLOSER


def _under_rules(
    shaper: Shaper, layout: SlideLayout, stage: Stage, columns: tuple[RuledColumn, ...]
) -> Iterator[Arrangement]:
    """Yield the columns, each below its rule, lowered where they leave much of the slide empty."""
    top = stage.room.frame.y + shaper.theme.units(BELOW_RULE)
    fitted = [fitted_in_column(shaper, stage, one, top) for one in columns]
    if not all(fitted):
        return
    top += _lowered(shaper.theme, stage, top + max(one.fit.height_used for one in fitted if one))
    boxes = [box_in_column(shaper, stage, one, top) for one in columns]
    if all(boxes):
        rules = tuple(
            rule for at, one in enumerate(columns, 1) for rule in rule_above(shaper.theme, layout, one, top, at)
        )
        yield Arrangement(layout, stage.title, tuple(one for one in boxes if one), rules)


def _with_text_below(
    context: LayoutContext, answer: Answer, stage: Stage, columns: tuple[RuledColumn, RuledColumn]
) -> Iterator[Arrangement]:
    """Yield the point below its rule, and the text below the point."""
    point, text = columns
    top, gap = stage.room.frame.y + context.units(BELOW_RULE), context.units(TEXT_GAP)
    above = fitted_in_column(context.shaper, stage, point, top)
    if above is None:
        return
    drop = max(above.fit.height_used + gap, widest_height(context, stage, point, top) + context.units(SPARE))
    below = fitted_in_column(context.shaper, stage, text, top + drop)
    if below is None:
        return
    top += _lowered(context.theme, stage, top + drop + below.fit.height_used)
    box, under = (
        box_in_column(context.shaper, stage, point, top),
        box_in_column(context.shaper, stage, text, top + drop),
    )
    if box and under:
        box = replace(box, frame=replace(box.frame, height=drop - gap // 2))  # the last line's descenders stay inside
        free = replace(under, name="Text", slot="")
        rules = rule_above(context.theme, answer.layout, point, top, 1)
        yield Arrangement(answer.layout, stage.title, (box,), rules, free)


def _lowered(theme: Theme, stage: Stage, bottom: int) -> int:
    """Return by how much words that end at `bottom` are lowered, EMU."""
    return round(min(theme.units(LOWEST), max(0, stage.room.lowest - bottom) * LOWERED))


def _as_list(context: LayoutContext, answer: Answer, stage: Stage, size: int) -> Iterator[Arrangement]:
    """Yield the points as a list whose rows share what height they leave."""
    sizes, room = context.theme.sizes(answer.body), stage.room
    tight = fit_words(context.shaper, list_specs(context, answer, size), room, size, sizes)
    if tight is None:
        return
    from builder.layout.slide.list_columns import in_columns

    larger = [one for one in sizes if one >= SMALLER_IN_COLUMNS * size and stage.size / one >= CLOSER]
    if columns := in_columns(context, answer, room, tight, tuple(larger)):
        yield Arrangement(columns[0], stage.title, columns[1])
    spare = max(0, room.lowest - room.frame.y - tight.fit.height_used)
    gap = min(round(spare * SPREAD / max(1, len(answer.points) - 1)), round(size * MOST_APART))
    done = fit_words(context.shaper, list_specs(context, answer, size, after=gap), room, size, sizes) or tight
    yield Arrangement(answer.layout, stage.title, (box_of(answer.body, done, room.frame),))
