"""The text column: a measure, a style and a place, and the pieces that are set to them."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.context import HandoutContext
from builder.layout.handout.flow import FlowPiece, OutlineMark
from builder.layout.text.added_no_break_spaces import without_short_end
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.origin import Origin
from builder.model.scene import Align, Fit, Item, ResolvedStyle, Tag, TagId, TextBox
from builder.model.theme import Theme
from builder.model.units import Rect, pt


class TextColumn(Struct, frozen=True):
    """Where and how text is set: lengths in EMU, `start` counts from where the column's lines begin."""

    style: str
    column: int
    """Width of the column that the flow runs in."""
    width: int
    start: int = 0
    pitch: int = 0
    """Distance of baselines; 0 for the style's own, then the text is off the grid."""
    align: Align = Align.START
    strategy: BreakStrategy = BreakStrategy.BEST

    def indented(self, by: int, end: int = 0) -> TextColumn:
        """Return a column that begins `by` later and stops `end` earlier."""
        return replace(self, start=self.start + by, width=self.width - by - end)

    def left(self, x: int, *, rtl: bool) -> int:
        """Return the left edge of the text in a column whose left edge is `x`."""
        return x + self.column - self.start - self.width if rtl else x + self.start


class FlowPlacement(Struct, frozen=True):
    """How a paragraph joins the flow; the fields are those of `FlowPiece`."""

    before: int = 0
    keep: bool = False
    mark: OutlineMark | None = None
    lift: int = 0
    """How far above its place it is drawn: a heading in the middle between two texts would look lost."""
    whole: bool = False
    """Whether no cut may divide it: a heading."""


PLAIN = FlowPlacement()
"""Without space above, and free to be cut."""


def body_column(handout: HandoutContext) -> TextColumn:
    """Return the column of an answer's text, on the baseline grid."""
    align = Align.JUSTIFY if handout.setting.align == "justify" else Align.START
    width = handout.sheet.text.width
    return TextColumn("entry-text", width, width, 0, handout.grid, align)


def full_column(handout: HandoutContext, style: str) -> TextColumn:
    """Return a column over both columns, for a flow that runs in the text column."""
    sheet = handout.sheet
    start = sheet.full.right - sheet.text.right if handout.rtl else sheet.text.x - sheet.full.x
    return TextColumn(style, sheet.text.width, sheet.full.width, -start)


def broken_to(shaper: Shaper, text_column: TextColumn, copy: ParagraphSpec) -> BrokenParagraph:
    """Return `copy` broken to the column's width; text that is set ragged is not hyphenated."""
    hyphenate = shaper.theme.setting.hyphenate and copy.align is Align.JUSTIFY
    return break_paragraph(copy, text_column.width, shaper, text_column.strategy, hyphenate=hyphenate)


WHOLE_LINES = ("standfirst", "handout-subtitle", "glance-text", "card-text", "note-text")
"""Styles of text that is read first, in which a word alone on the last line is seen at once."""


def grid_baseline(shaper: Shaper) -> int:
    """Return how far below a line of the grid the baseline of body text is, EMU."""
    style = shaper.style("entry-text")
    return round(shaper.theme.setting.grid * 0.5 + style.size * 0.3)


def set_paragraph(
    handout: HandoutContext,
    text_column: TextColumn,
    copy: ParagraphSpec,
    tags: tuple[Tag, ...],
    place: FlowPlacement = PLAIN,
) -> FlowPiece:
    """Return `copy` as a piece of lines; on the grid its baselines are the grid's."""
    broken = broken_to(handout.context.shaper, text_column, copy)
    if (text_column.style in WHOLE_LINES or place.whole) and copy.align is Align.START:
        broken = without_short_end(broken)
    shift = grid_baseline(handout.context.shaper) - broken.rise if text_column.pitch == handout.grid else 0

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        left = text_column.left(x, rtl=handout.rtl)
        done = broken.set(left, top + shift - place.lift, first, last)
        return (
            TextBox(
                str(copy.tag or "text"), Rect(left, top, text_column.width, (last - first) * broken.pitch), (done,)
            ),
        )

    return FlowPiece(
        (broken.pitch,) * broken.count,
        draw,
        tags,
        before=place.before,
        keep=place.keep,
        least=broken.count if place.whole else 2,
        snap=text_column.pitch == handout.grid,
        mark=place.mark,
        torn=frozenset(index for index, row in enumerate(broken.lines, 1) if row.hyphen),
    )


def paragraph_spec(
    text_column: TextColumn,
    context: LayoutContext,
    text: str,
    tag: TagId,
    *,
    align: Align | None = None,
    origins: tuple[Origin, ...],
) -> ParagraphSpec:
    """Return plain words as copy in the column's style."""
    style = context.shaper.style(text_column.style)
    return ParagraphSpec(
        (context.run(text, style),),
        align=align or text_column.align,
        leading=leading_of(context.theme, text_column),
        pitch=text_column.pitch,
        tag=tag,
        origins=origins,
        lang=context.lang,
    )


def leading_of(theme: Theme, text_column: TextColumn) -> float:
    """Return the distance of baselines of the column's style as a multiple of its size."""
    return theme.style(text_column.style).leading


class StaticLabel(Struct, frozen=True):
    """A line of words at a fixed place: a running head, a column's name."""

    text: str
    style: ResolvedStyle
    tag: TagId | None = None
    align: Align = Align.START
    origins: tuple[Origin, ...] = ()
    parts: tuple[tuple[str, Origin], ...] = ()
    """The parts of `text`, each with where it comes from, where there are several."""


def set_label(context: LayoutContext, label: StaticLabel, frame: Rect, name: str) -> TextBox:
    """Return a label at the top of `frame`, in as many lines as it needs; the box is as high as they are.

    Its certificate says how much of the frame they take.
    """
    broken, size = label_lines(context, label, frame.width), label.style.size
    fit = Fit(name, size, (size,), broken.count, broken.height, frame.height, "fixed")
    return replace(place_label(broken, frame, name), fit=fit)


def place_label(broken: BrokenParagraph, frame: Rect, name: str) -> TextBox:
    """Return a label that is broken to the width of `frame` at its top; the box is as high as the label's lines."""
    done = broken.set(frame.x, frame.y, 0, broken.count)
    return TextBox(name, Rect(frame.x, frame.y, frame.width, broken.height), (done,))


def label_lines(context: LayoutContext, label: StaticLabel, width: int) -> BrokenParagraph:
    """Return a label broken to `width`."""
    origin = label.origins[0] if len(label.origins) == 1 else None
    parts = label.parts or ((label.text, origin),)
    copy = ParagraphSpec(
        tuple(context.run(text, label.style, origin=origin) for text, origin in parts),
        align=label.align,
        leading=1.2,
        tag=label.tag,
        origins=label.origins,
        lang=context.lang,
    )
    return break_paragraph(copy, width, context.shaper, BreakStrategy.BALANCED)


LIFT = pt(3)
"""How far a heading is lifted off the grid: at the pitch of the text its larger characters would touch what follows."""

HAIR = pt(0.75)
"""Width of rules."""
