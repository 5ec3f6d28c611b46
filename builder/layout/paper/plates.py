"""The actor map and the timeline on paper: the deck's own drawings, set into the flow."""

from __future__ import annotations

from dataclasses import replace

from builder.layout.figures import map_height, map_items, timeline_items
from builder.layout.paper.endmatter import heading_piece
from builder.layout.paper.flow import Piece
from builder.layout.paper.press import Press
from builder.layout.paper.stick import body_stick, full_stick
from builder.layout.timeline import row_tags
from builder.outline import Figures, MapSlide, TimelineSlide
from builder.scene import Item, Role, Tag, TextBox
from builder.style import Rect, pt

MAP, TIMELINE = "map", "timeline"
"""Ids of the elements."""

ABOVE = pt(9)


def figure_pieces(press: Press, block: Figures) -> tuple[Piece, ...]:
    """Return the figures that the outline has, each under its heading; a map that would not be clear is left out."""
    made = _map(press, block.map) if block.map else ()
    return (*made, *(_timeline(press, block.timeline) if block.timeline else ()))


def _map(press: Press, slide: MapSlide) -> tuple[Piece, ...]:
    stick = full_stick(press, "table-head")
    height = map_height(slide, stick.width)
    style = press.desk.faces.style(stick.style)
    tag = f"{MAP}.figure"
    trial = map_items(press.desk, slide, Rect(0, 0, stick.width, height), style, tag)
    if trial is None:
        return ()

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        del first, last
        frame = trial.frame  # what is inside a group is placed from the group's own corner
        return (replace(trial, frame=replace(frame, x=frame.x + stick.left(x, rtl=press.rtl), y=frame.y + top)),)

    own = Tag(tag, Role.FIGURE, MAP, alt=trial.alt)
    head = heading_piece(press, slide.title, MAP, stick)
    return (head, Piece((height,), draw, (own,), before=ABOVE, least=1, snap=False, wide=True))


def _timeline(press: Press, slide: TimelineSlide) -> tuple[Piece, ...]:
    # two narrow columns would tear it apart
    stick = body_stick(press) if press.columns == 1 else full_stick(press, "glance-text")
    rows = timeline_items(press.desk, slide, stick.width, ("glance-name", "glance-text"), TIMELINE)
    if not rows:
        return ()
    listing = f"{TIMELINE}.list"
    tags = (Tag(listing, Role.LIST, TIMELINE), *(tag for row in rows for tag in row_tags(row, TIMELINE, listing)))

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        items: list[Item] = []
        for at in range(first, last):
            row = rows[at].place(
                stick.left(x, rtl=press.rtl), top, first=at == first, last=at == last - 1, rtl=press.rtl
            )
            items += (_quoted(item) for item in row)
            top += rows[at].height
        return tuple(items)

    heights = tuple(row.height for row in rows)
    piece = Piece(heights, draw, tags, before=ABOVE, least=min(2, len(rows)), snap=False, wide=press.columns > 1)
    return (heading_piece(press, slide.title, TIMELINE, stick), piece)


def _quoted(item: Item) -> Item:
    """Return `item` as a quotation: its sentences stand in the answers, and are counted there."""
    if not isinstance(item, TextBox):
        return item
    return replace(item, paragraphs=tuple(replace(one, sources=()) for one in item.paragraphs))
