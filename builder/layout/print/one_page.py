"""One page: masthead, standfirst, at a glance and the judgement on exactly one side, or an error with the lines."""

from __future__ import annotations

from msgspec.structs import replace

from builder.codes import LONG_ONE_PAGE
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.end_matter import imprint_pieces
from builder.layout.handout.entry import Margin, entry_tag, margin_of
from builder.layout.handout.flow import FilledFrame, FlowPiece, OutlineMark, fill_frames
from builder.layout.handout.glance import glance_pieces
from builder.layout.handout.masthead import masthead_pieces
from builder.layout.handout.pages import drawn, opening_column
from builder.layout.handout.running_heads import first_page_items, running_feet
from builder.layout.handout.text_column import (
    LIFT,
    FlowPlacement,
    body_column,
    leading_of,
    paragraph_spec,
    set_paragraph,
)
from builder.layout.text.block import BreakStrategy, ParagraphSpec
from builder.model.brief import Point
from builder.model.origin import LabelOrigin
from builder.model.outline import Entry, Glance, Imprint, Masthead, SummarySlide
from builder.model.scene import Align, Bookmark, Item, Role, Tag, TagId
from builder.model.units import pt

SIZES = (pt(15), pt(14), pt(13), pt(12), pt(11))
"""Sizes of the box "At a glance", tried before the theme's own; the page is filled with the largest that fits."""


def one_page(handout: HandoutContext) -> tuple[tuple[Item, ...], tuple[Tag, ...], tuple[Bookmark, ...]]:
    """Return the page's items, elements and outline; add `long-one-page` where it takes more than a side."""
    column = opening_column(handout)
    for size in (*SIZES, 0):
        pieces = _pieces(handout, size)
        frames = fill_frames(pieces, lambda _: column.height, handout.grid)
        if len(frames) == 1:
            break
    else:
        _tell(handout, pieces, column.height)
    shown = drawn(pieces, _footed(pieces, frames[0], column.height), column)
    items = (*first_page_items(handout), *shown, *running_feet(handout, 1)[0])
    tags = (Tag(ROOT, Role.DOCUMENT), *(tag for piece in pieces for tag in piece.tags))
    return items, tags, (Bookmark(handout.context.outline.fields.title, "page-1", 0),)


def _footed(pieces: tuple[FlowPiece, ...], filled: FilledFrame, height: int) -> FilledFrame:
    """Return the page with its last piece, the imprint where there is one, at the foot of the column."""
    last = filled.placed[-1]
    piece = pieces[last.piece]
    if not piece.wide or last.piece != len(pieces) - 1:
        return filled
    return FilledFrame((*filled.placed[:-1], replace(last, top=height - sum(piece.heights))), height)


def _pieces(handout: HandoutContext, size: int) -> tuple[FlowPiece, ...]:
    """Return the page's pieces, the box in `size` (0 for the theme's)."""
    pieces: list[FlowPiece] = []
    for block in handout.context.outline.blocks:
        match block:
            case Masthead():
                pieces += masthead_pieces(handout, block)
            case Glance():
                points = _judgement(handout, block)
                pieces += glance_pieces(handout, Glance(block.rows, ()), size) if block.rows else ()
                pieces += _judgement_pieces(handout, points) if points else ()
            case Imprint():
                pieces += imprint_pieces(handout, block)
            case _:
                continue
    return tuple(pieces)


def _judgement(handout: HandoutContext, block: Glance) -> tuple[Point, ...]:
    """Return the closing question's points, the headline first."""
    summaries = (slide for slide in handout.context.outline.slides if isinstance(slide, SummarySlide))
    rest = next((slide.judgement for slide in summaries), ())
    return (*block.judgement, *(point for point in rest if point not in block.judgement))


def _judgement_pieces(handout: HandoutContext, points: tuple[Point, ...]) -> tuple[FlowPiece, ...]:
    """Return the judgement under its heading; beside it the margin of the closing question."""
    context = handout.context
    text_column = body_column(handout)
    entries = (block for block in context.outline.blocks if isinstance(block, Entry) and block.exchange.summary)
    entry = next(entries, None)
    own = entry_tag(entry) if entry else ROOT.part("judgement")
    head = _head(handout, own, margin_of(handout, entry) if entry else None)
    pieces = [head]
    for number, point in enumerate(points, 1):
        tag = own.nth(number)
        copy = ParagraphSpec(
            context.point(point, context.faces.style(text_column.style)),
            align=text_column.align,
            leading=leading_of(handout, text_column),
            pitch=text_column.pitch,
            tag=tag,
            origins=point.quotes,
            lang=context.lang,
        )
        gap = FlowPlacement(before=handout.grid if number > 1 else 0)
        pieces.append(set_paragraph(handout, text_column, copy, (Tag(tag, Role.BODY),), gap))
    return tuple(pieces)


def _head(handout: HandoutContext, own: TagId, margin: Margin | None) -> FlowPiece:
    text_column = replace(
        body_column(handout), style="entry-question", align=Align.START, manner=BreakStrategy.BALANCED
    )
    text = handout.context.label("judgement")
    tags = (Tag(own, Role.SECTION), Tag(own.part("head"), Role.HEADING_2), *(margin.tags if margin else ()))
    place = FlowPlacement(before=2 * handout.grid, keep=True, whole=True, lift=LIFT, mark=OutlineMark("", text))
    piece = set_paragraph(
        handout,
        text_column,
        paragraph_spec(text_column, handout, text, own.part("head"), origins=(LabelOrigin("judgement"),)),
        tags,
        place,
    )
    if margin is None:
        return piece

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        return (*piece.draw(x, top, first, last), *margin.draw(handout, top))

    return replace(piece, draw=draw, beside=margin.height)


def _tell(handout: HandoutContext, pieces: tuple[FlowPiece, ...], room: int) -> None:
    (whole,) = fill_frames(pieces, lambda _: 1000 * room, handout.grid)
    lines = -(-(whole.height - room) // handout.grid)
    fields = handout.context.outline.fields
    handout.context.report.add(
        LONG_ONE_PAGE,
        fields.span("title"),
        f"masthead, lead, takeaways and judgement are {lines} line{'s' * (lines != 1)} too long for one side",
        f"shorten the lead or the highlights by {lines} lines, or use `--handout full`",
    )
