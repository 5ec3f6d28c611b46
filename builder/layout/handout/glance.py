"""The box "At a glance": each actor's takeaway on a line of its own, then the judgement."""

from __future__ import annotations

from msgspec import Struct

from builder.layout.figure.flag import small_flag
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.text_column import TextColumn, full_column
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.model.outline import Glance
from builder.model.scene import Geometry, Item, Role, Shape, Tag, TextBox, TextRun
from builder.model.units import Rect, pt

GLANCE = "glance"
"""Id of the box's element."""

PAD = pt(12)
"""Space between the edge of the box and its words."""

FLAG = (pt(19.5), pt(13))
"""Size of the flags, 3 to 2."""

ROW_GAP = pt(6)
NAME_SHARE = 0.3
"""The most of the box's width that the names take."""


class _Cell(Struct, frozen=True):
    broken: BrokenParagraph
    start: int
    """Distance from where the box begins, EMU."""
    width: int


class _GlanceRow(Struct, frozen=True):
    cells: tuple[_Cell, ...]
    flag: int = -1
    """Index of the glance row whose flag stands before the words."""

    @property
    def height(self) -> int:
        return max(cell.broken.height for cell in self.cells)


def glance_pieces(handout: HandoutContext, block: Glance, size: int = 0) -> tuple[FlowPiece, ...]:
    """Return the box, one strip for its name, each actor and the judgement; `size` EMU, nought for the theme's."""
    text_column = full_column(handout, "glance-text")
    rows, tags = _rows(handout, block, text_column, size or None)
    last = len(rows) - 1
    heights = tuple(
        row.height + (PAD if at == 0 else ROW_GAP) + (PAD if at == last else 0) for at, row in enumerate(rows)
    )

    def draw(x: int, top: int, first: int, end: int) -> tuple[Item, ...]:
        left = text_column.left(x, rtl=handout.rtl)
        frame = Rect(left, top, text_column.width, sum(heights[first:end]))
        items: list[Item] = [
            Shape("Glance panel", Geometry.RECTANGLE, frame, handout.context.theme.color("panel"), "panel")
        ]
        for at in range(first, end):
            y = top + (PAD if at == 0 else ROW_GAP)
            items += _draw(handout, block, rows[at], frame, y)
            top += heights[at]
        return tuple(items)

    return (FlowPiece(heights, draw, tags, before=pt(16), least=min(3, len(rows)), snap=False, wide=True),)


def _rows(
    handout: HandoutContext, block: Glance, text_column: TextColumn, size: int | None
) -> tuple[tuple[_GlanceRow, ...], tuple[Tag, ...]]:
    context = handout.context
    room = text_column.width - 2 * PAD
    tags = [Tag(GLANCE, Role.SECTION, ROOT), Tag(f"{GLANCE}.head", Role.HEADING_2, GLANCE)]
    head = context.run(context.label("at_glance"), context.faces.style("glance-label"))
    rows = [_GlanceRow((_cell(handout, (head,), f"{GLANCE}.head", PAD, room),))]
    if block.rows:
        tags.append(Tag(f"{GLANCE}.list", Role.LIST, GLANCE))
    name_start = PAD + FLAG[0] + pt(9)
    names = [context.run(row.actor.name, context.faces.style("glance-name", size=size)) for row in block.rows]
    name_room = _name_room(handout, names, room)
    start = name_start + name_room + pt(14)
    for at, (row, name) in enumerate(zip(block.rows, names, strict=True)):
        own = f"{GLANCE}.{at + 1}"
        tags += [
            Tag(own, Role.ITEM, f"{GLANCE}.list"),
            Tag(f"{own}.label", Role.LABEL, own),
            Tag(f"{own}.body", Role.ITEM_BODY, own),
        ]
        words = context.point(row.takeaway, context.faces.style("glance-text", size=size))
        cells = (
            _cell(handout, (name,), f"{own}.label", name_start, name_room),
            _cell(handout, words, f"{own}.body", start, text_column.width - PAD - start),
        )
        rows.append(_GlanceRow(cells, at))
    for at, point in enumerate(block.judgement):
        own = f"{GLANCE}.judgement.{at + 1}"
        tags.append(Tag(own, Role.BODY, GLANCE))
        label = context.run(f"{context.label('judgement')}: ", context.faces.style("glance-name", size=size))
        rows.append(
            _GlanceRow(
                (
                    _cell(
                        handout,
                        (label, *context.point(point, context.faces.style("glance-text", size=size))),
                        own,
                        PAD,
                        room,
                    ),
                )
            )
        )
    return tuple(rows), tuple(tags)


def _name_room(handout: HandoutContext, names: list[TextRun], room: int) -> int:
    widest = max((_broken(handout, (name,), "", room).width for name in names), default=0)
    return min(widest, round(room * NAME_SHARE))


def _broken(handout: HandoutContext, runs: tuple[TextRun, ...], tag: str, width: int) -> BrokenParagraph:
    copy = ParagraphSpec(runs, leading=1.3, tag=tag, lang=handout.context.lang)
    return break_paragraph(copy, width, handout.context.faces, BreakStrategy.BALANCED)


def _cell(handout: HandoutContext, runs: tuple[TextRun, ...], tag: str, start: int, width: int) -> _Cell:
    return _Cell(_broken(handout, runs, tag, width), start, width)


def _draw(handout: HandoutContext, block: Glance, row: _GlanceRow, frame: Rect, y: int) -> tuple[Item, ...]:
    items: list[Item] = []
    if row.flag >= 0:
        actor = block.rows[row.flag].actor
        place = handout.within(frame, PAD, FLAG[0])
        drop = (row.cells[0].broken.pitch - FLAG[1]) // 2
        items += small_flag(handout.context, actor, Rect(place.x, y + drop, *FLAG), f"Glance flag {actor.id}")
    for cell in row.cells:
        place = handout.within(frame, cell.start, cell.width)
        done = cell.broken.set(place.x, y)
        items.append(TextBox(done.tag, Rect(place.x, y, cell.width, cell.broken.height), (done,)))
    return tuple(items)
