"""The closing question as a box over both columns: the reader who turns the page lands on the judgement."""

from functools import partial

from msgspec.structs import replace

from builder.layout.handout.blocks import block_pieces
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FilledFrame, Flow, FlowPiece, OutlineMark, is_sound
from builder.layout.handout.headline import with_headline_in_bold
from builder.layout.handout.kicker import SLIDE
from builder.layout.handout.pages import drawn
from builder.layout.handout.text_column import (
    StaticLabel,
    TextColumn,
    body_column,
    full_column,
    label_lines,
    place_label,
)
from builder.layout.text.block import BrokenParagraph
from builder.model.brief import ListBlock, Paragraph, Quotation, Subheading
from builder.model.origin import LabelOrigin
from builder.model.outline import Entry
from builder.model.plain_text import plain_text
from builder.model.scene import Align, Geometry, Item, Role, Shape, Tag
from builder.model.units import Rect, pt

BAR = pt(4.5)
"""Width of the bar where the lines of the box begin."""

PAD, GUTTER = pt(13), pt(20)

FEW = 4
"""So many lines over the whole width need no columns."""

MOST = 0.6
"""The largest share of a page's height that the box takes: a longer answer goes into the columns."""

BELOW_LABEL, ABOVE_TEXT = pt(2), pt(4)

MORE = pt(4)
"""What is added above the question and below it where that costs no page."""


def summary_box(handout: HandoutContext, entry: Entry, head: FlowPiece) -> tuple[FlowPiece, ...]:
    """Return the closing question of `entry` in a box, its question `head` over both of the box's columns.

    Nothing where the answer holds more than text, or is too long for a box.
    """
    if not all(isinstance(one, Paragraph | ListBlock | Quotation | Subheading) for one in entry.exchange.answer):
        return ()
    own = ROOT.part(entry.exchange.id)
    full = full_column(handout, "entry-text")
    inner = full.width - BAR - 2 * PAD
    answer = with_headline_in_bold(entry.exchange)
    pieces = block_pieces(handout, answer, _column(handout, inner), own)
    width = inner
    if sum(sum(piece.heights) for piece in pieces) > FEW * handout.grid:
        width = (inner - GUTTER) // 2
        pieces = block_pieces(handout, answer, _column(handout, width), own)
    labels = _labels(handout, entry)
    top = PAD + max(label.height for label in labels) + BELOW_LABEL + sum(head.heights) + ABOVE_TEXT
    frames = _level(handout.grid, pieces, 1 if width == inner else 2)
    deep = max(one.height for one in frames)
    height = top + deep + PAD
    if height > MOST * handout.sheet.text.height:
        return ()

    def draw(more: int, x: int, y: int, *_: int) -> tuple[Item, ...]:
        left = full.left(x, rtl=handout.rtl)
        box = Rect(left, y, full.width, height + 2 * more)
        words = handout.within(box, BAR + PAD, inner)
        items: list[Item] = list(_ground(handout, box))
        line = replace(words, y=y + PAD)
        items += (place_label(label, line, f"Kicker {label.spec.tag}") for label in labels)
        items += head.draw(words.x, y + PAD + labels[0].height + BELOW_LABEL + more, 0, len(head.heights))
        for at, filled in enumerate(frames):
            place = handout.within(words, at * (width + GUTTER), width)
            items += drawn(pieces, filled, Rect(place.x, y + top + 2 * more, width, deep))
        return tuple(items)

    tags = (
        Tag(own, Role.SECTION),
        *head.tags,
        *(Tag(label.spec.tag, Role.BODY) for label in labels if label.spec.tag),
        *(tag for piece in pieces for tag in piece.tags),
    )
    mark = OutlineMark(entry.exchange.id, plain_text(entry.exchange.question.runs), entry.exchange.heading_level - 2)
    box = FlowPiece(
        (height,), partial(draw, 0), tags, before=2 * handout.grid, least=1, opens=True, wide=True, mark=mark
    )
    roomier = replace(box, heights=(height + 2 * MORE,), draw=partial(draw, MORE))
    return (replace(box, roomier=roomier),)


def head_column(handout: HandoutContext) -> TextColumn:
    """Return the column of a question in the box."""
    full = full_column(handout, "entry-question")
    width = full.width - BAR - 2 * PAD
    return replace(full, column=width, width=width, start=0)


def _labels(handout: HandoutContext, entry: Entry) -> tuple[BrokenParagraph, ...]:
    """Return what it is, and at the other edge the slide that says it."""
    context, own = handout.context, ROOT.part(entry.exchange.id)
    width = head_column(handout).width
    style = context.shaper.style("glance-label", ink="accent")
    what = StaticLabel(context.label("summary"), style, own.part("about"), origins=(LabelOrigin("summary"),))
    made = [label_lines(context, what, width)]
    number = handout.slides.get(entry.slide, 0)
    if number:
        words = context.label("slide_ref").format(slide=number)
        label = StaticLabel(words, context.shaper.style("margin-slide"), own.part("slide"), Align.END, origins=(SLIDE,))
        made.append(label_lines(context, label, width))
    return tuple(made)


def _ground(handout: HandoutContext, box: Rect) -> tuple[Item, ...]:
    theme = handout.context.theme
    bar = handout.within(box, 0, BAR)
    return (
        Shape("Summary panel", Geometry.RECTANGLE, box, theme.color("panel"), "panel"),
        Shape("Summary bar", Geometry.RECTANGLE, bar, theme.color("title"), "title"),
    )


def _same(height: int, _number: int) -> int:
    return height


def _column(handout: HandoutContext, width: int) -> TextColumn:
    return replace(body_column(handout), column=width, width=width, start=0)


def _level(grid: int, pieces: tuple[FlowPiece, ...], columns: int) -> tuple[FilledFrame, ...]:
    """Return `pieces` in one frame, or in two as low as they can be."""
    flow = Flow(pieces, grid)
    (whole,) = flow.fill(lambda _: 10**9)
    if columns == 1:
        return (whole,)
    for lines in range(-(-whole.height // (2 * grid)), -(-whole.height // grid) + 1):
        most = lines * grid
        frames = flow.fill(partial(_same, most))
        fits = len(frames) <= 2 and all(one.height <= most for one in frames)
        if fits and is_sound(pieces, frames):
            return frames
    return (whole,)
