"""A list of short points in two columns, whose rows are in line: one column would leave much of the width empty."""

from statistics import fmean

from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of
from builder.layout.slide.points import Answer, Room, fit_words, layout_of_two, list_specs
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText
from builder.model.scene import TextBox
from builder.model.theme import SlideLayout

FEWEST, MOST = 4, 9
"""So many points may be in two columns; more are a text."""

NARROW = 0.62
"""They are where their longest lines take less of the width than this, on average."""

LINES = 3
"""The most lines of a point in a column."""

SPREAD, LEAST_APART, MOST_APART = 0.8, 0.3, 2.2
"""Rows take so much of the height that they leave, and are further apart than usual by so many lines."""


def in_columns(
    context: LayoutContext, answer: Answer, room: Room, listed: FittedText, sizes: tuple[int, ...]
) -> tuple[SlideLayout, tuple[TextBox, TextBox]] | None:
    """Return the points in two columns at the largest of `sizes` that they fit; `listed` is what they are in one.

    None where one column suits them.
    """
    layout = layout_of_two(context.theme, answer)
    taken = fmean(one.spec.indent + one.width for one in listed.whole_width)
    nested = any(one.level for one in answer.points)
    if layout is None or nested or not FEWEST <= len(answer.points) <= MOST or taken > NARROW * room.frame.width:
        return None
    for size in sizes:
        if boxes := _columns(context, answer, layout, room, size):
            return layout, boxes
    return None


def _columns(
    context: LayoutContext, answer: Answer, layout: SlideLayout, room: Room, size: int
) -> tuple[TextBox, TextBox] | None:
    """Return the points at `size`, the first half in the first column; None where they do not fit."""
    specs, half = list_specs(context, answer, size), -(-len(answer.points) // 2)
    slots = [
        replace(layout.slot(name), bullet=answer.body.bullet, indent=answer.body.indent) for name in ("body", "second")
    ]
    rooms = [replace(room, frame=replace(one.frame, y=room.frame.y, height=room.frame.height)) for one in slots]
    ladder = context.theme.sizes(answer.body)

    def fitted(rows: list[tuple[ParagraphSpec, ...]]) -> list[FittedText]:
        made = [fit_words(context.shaper, one, place, size, ladder) for one, place in zip(rows, rooms, strict=True)]
        return [one for one in made if one]

    columns = [specs[:half], specs[half:]]
    tight = fitted(columns)
    if len(tight) < len(columns):
        return None
    counts = [[words.count for words in one.whole_width] for one in tight]
    if max(max(one) for one in counts) > LINES:
        return None
    highest = [max(one[at] for one in counts if at < len(one)) for at in range(half)]
    pitch = tight[0].whole_width[0].pitch
    used = sum(highest) * pitch + sum(one.after for one in columns[0][:-1])
    spare = max(0, room.lowest - room.frame.y - used)
    gap = min(round(spare * SPREAD / (half - 1)), round(size * MOST_APART))
    while gap >= LEAST_APART * size:
        apart = [
            tuple(
                replace(spec, after=spec.after + gap + (high - count) * pitch)
                for spec, high, count in zip(column, highest, own, strict=False)
            )
            for column, own in zip(columns, counts, strict=True)
        ]
        spread = fitted(apart)
        if len(spread) == len(columns):
            first, second = (box_of(*one) for one in zip(slots, spread, [place.frame for place in rooms], strict=True))
            return first, second
        gap = gap * 2 // 3  # in a wider face they have more lines
    return None
