"""Words below a rule, and the title and room that they go with."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, box_of, resized
from builder.layout.slide.points import Room, fit_words
from builder.layout.slide.title import is_on_bar
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.fit import FittedText, with_even_lines
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import substitute_width
from builder.model.scene import Geometry, Shape, TextBox
from builder.model.theme import SlideLayout, Slot, Theme
from builder.model.units import Rect

RULE, THIN_RULE = 2.25, 0.75
"""Width of the rule above a column, and above text that nobody marked, in theme units."""

BELOW_RULE = 15

DOUBLED = 40
"""A rule nearer than so many theme units below an edge that a template draws looks like a second one."""

MEASURE = 30
"""The most ems of a line that is read well, some 65 characters."""


class Stage(Struct, frozen=True):
    """A title in one of its sizes, and the room below it."""

    title: TextBox
    size: int
    room: Room


class RuledColumn(Struct, frozen=True):
    """Words below a rule."""

    slot: Slot
    spec: ParagraphSpec
    """In the usual size of points."""
    size: int
    ladder: tuple[int, ...]
    ink: str = ""
    """Of the rule; empty for that of titles."""


def box_in_column(shaper: Shaper, stage: Stage, column: RuledColumn, y: int) -> TextBox | None:
    """Return the words of a column from `y` down, without bullet; None where they do not fit."""
    done, frame = fitted_in_column(shaper, stage, column, y), frame_of(column, stage, y)
    even = with_even_lines(done, frame, (_spec(shaper, column),), shaper) if done else None
    return box_of(replace(column.slot, bullet="", indent=0), even, frame) if even else None


def rule_above(theme: Theme, layout: SlideLayout, column: RuledColumn, y: int, number: int) -> tuple[Shape, ...]:
    """Return the rule above a column whose words begin at `y`: in the ink of titles, where these are on its ground.

    There is none where a template draws an edge right above it.
    """
    frame = column.slot.frame
    ink = column.ink or ("accent" if is_on_bar(layout) else theme.style(layout.slot("title").style).ink)
    height = theme.units(THIN_RULE if column.ink else RULE)
    line = Rect(frame.x, y - theme.units(BELOW_RULE), frame.width, height)
    if is_below_edge(theme, layout, line.y):
        return ()
    return (Shape(f"Rule {number}", Geometry.RECTANGLE, line, theme.color(ink), ink),)


def is_below_edge(theme: Theme, layout: SlideLayout, y: int) -> bool:
    """Return whether a template draws an edge right above `y`, such as a rule or the end of a bar."""
    return any(one.art and 0 <= y - one.frame.bottom < theme.units(DOUBLED) for one in layout.ornaments)


def fitted_in_column(shaper: Shaper, stage: Stage, column: RuledColumn, y: int) -> FittedText | None:
    """Return the words of a column from `y` down, measured; None where they do not fit."""
    room = replace(stage.room, frame=frame_of(column, stage, y))
    return fit_words(shaper, (_spec(shaper, column),), room, column.size, column.ladder)


def _spec(shaper: Shaper, column: RuledColumn) -> ParagraphSpec:
    return resized(column.spec, column.size, shaper.theme.style(column.slot.style).size, column.spec.tag)


def frame_of(column: RuledColumn, stage: Stage, y: int) -> Rect:
    """Return the frame of a column from `y` down, no wider than lines are read well."""
    frame = column.slot.frame
    return Rect(frame.x, y, min(frame.width, column.size * MEASURE), stage.room.frame.bottom - y)


def widest_height(context: LayoutContext, stage: Stage, column: RuledColumn, y: int) -> int:
    """Return how high the words of a column are in a face that is wider than ours, EMU."""
    spec = resized(column.spec, column.size, context.theme.style(column.slot.style).size)
    narrow = round(frame_of(column, stage, y).width / substitute_width(context.lang))
    return break_paragraph(spec, narrow, context.shaper, BreakStrategy.GREEDY).height
