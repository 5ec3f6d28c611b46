"""The actor map and the timeline on paper: the deck's own drawings, set into the flow."""

from msgspec.structs import replace

from builder.layout.figure.timeline import row_tags
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.end_matter import heading_piece
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.text_column import body_column, full_column
from builder.layout.slide.map_and_timeline import map_height, map_items, timeline_items
from builder.model.outline import MapAndTimeline, MapSlide, TimelineSlide
from builder.model.scene import Item, Role, Tag
from builder.model.units import Rect, pt

MAP, TIMELINE = ROOT.part("map"), ROOT.part("timeline")
"""The sections of the figures."""

ABOVE = pt(9)


def map_and_timeline_pieces(handout: HandoutContext, block: MapAndTimeline) -> tuple[FlowPiece, ...]:
    """Return the figures that the outline has, each under its heading; a map that would not be clear is left out."""
    made = _map(handout, block.map) if block.map else ()
    return (*made, *(_timeline(handout, block.timeline) if block.timeline else ()))


def _map(handout: HandoutContext, slide: MapSlide) -> tuple[FlowPiece, ...]:
    text_column = full_column(handout, "table-head")
    height = map_height(slide, text_column.width)
    style = handout.context.shaper.style(text_column.style)
    tag = MAP.part("figure")
    trial = map_items(handout.context, slide, Rect(0, 0, text_column.width, height), style, tag)
    if trial is None:
        return ()

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        frame = trial.frame  # what is inside a group is placed from the group's own corner
        return (
            replace(trial, frame=replace(frame, x=frame.x + text_column.left(x, rtl=handout.rtl), y=frame.y + top)),
        )

    own = Tag(tag, Role.FIGURE, alt=trial.alt)
    head = heading_piece(handout, slide.title, MAP, text_column)
    return (head, FlowPiece((height,), draw, (own,), before=ABOVE, least=1, snap=False, wide=True))


def _timeline(handout: HandoutContext, slide: TimelineSlide) -> tuple[FlowPiece, ...]:
    # two narrow columns would tear it apart
    text_column = body_column(handout) if handout.columns == 1 else full_column(handout, "glance-text")
    rows = timeline_items(handout.context, slide, text_column.width, ("glance-name", "glance-text"))
    if not rows:
        return ()
    listing = TIMELINE.part("list")
    tags = (Tag(listing, Role.LIST), *(tag for row in rows for tag in row_tags(row, listing)))

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        items: list[Item] = []
        for at in range(first, last):
            row = rows[at].place(
                text_column.left(x, rtl=handout.rtl),
                top,
                listing,
                first=at == first,
                last=at == last - 1,
                rtl=handout.rtl,
            )
            items += row
            top += rows[at].height
        return tuple(items)

    heights = tuple(row.height for row in rows)
    piece = FlowPiece(heights, draw, tags, before=ABOVE, least=min(2, len(rows)), snap=False, wide=handout.columns > 1)
    return (heading_piece(handout, slide.title, TIMELINE, text_column), piece)
