"""Two points as rows, each below a rule over the whole width, that share the height between title and foot."""

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.slide.points import Answer, Room, point_spec
from builder.layout.slide.ruled_columns import (
    BELOW_RULE,
    RuledColumn,
    Stage,
    box_in_column,
    rule_above,
    widest_height,
)
from builder.layout.slide.title import SPARE
from builder.model.scene import Shape, TextBox
from builder.model.theme import SlideLayout
from builder.model.units import Rect

LEAST_GAP, MOST_GAP = 0.5, 3
"""Space below the words of a row, as a multiple of their size: rows with less look like one text, with more like two
slides."""

LOWERED = 0.46
"""Rows that leave height are lowered by a share of it, so that they are in the middle as the eye sees it."""


def rows_of_points(
    context: LayoutContext, answer: Answer, layout: SlideLayout, stage: Stage, *, size: int, ladder: tuple[int, ...]
) -> tuple[tuple[TextBox, ...], tuple[Shape, ...]] | None:
    """Return the two points of `answer` at `size` as rows, with the rules above them; None where they do not fit."""
    style = context.shaper.style(answer.body.style)
    rows = tuple(
        RuledColumn(
            replace(layout.slot(name), frame=answer.body.frame),
            point_spec(context, answer, number, style),
            size,
            ladder,
        )
        for number, name in enumerate(("body", "second"), 1)
    )
    return _below_rules(context, layout, stage, rows)


def _below_rules(
    context: LayoutContext, layout: SlideLayout, stage: Stage, rows: tuple[RuledColumn, ...]
) -> tuple[tuple[TextBox, ...], tuple[Shape, ...]] | None:
    """Return the words of each row and the rules above them; None where they do not fit below the title."""
    room, below, size = stage.room.frame, context.units(BELOW_RULE), rows[0].size
    heights = [widest_height(context, stage, row, room.y + below) + context.units(SPARE) for row in rows]
    spare = room.height - sum(heights) - len(rows) * below
    gap = min(spare // len(rows), round(size * MOST_GAP))
    if gap < size * LEAST_GAP:
        return None
    y = room.y + below + round((spare - gap * len(rows)) * LOWERED)
    boxes, rules = [], list[Shape]()
    for number, (row, height) in enumerate(zip(rows, heights, strict=True), 1):
        frame = Rect(room.x, y, room.width, height + gap)
        box = box_in_column(context.shaper, replace(stage, room=Room(frame, frame.bottom)), row, y)
        if box is None:
            return None
        boxes.append(box)
        # where the template draws the first rule, the second only parts the rows
        ink = row.ink if rules or number == 1 else "rule"
        rules += rule_above(context.theme, layout, replace(row, ink=ink), y, number)
        y += height + gap + below
    return tuple(boxes), tuple(rules)
