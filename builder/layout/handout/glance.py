"""The box "At a glance": each actor's takeaway on a line of its own, then the judgement."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.figure.flag import small_flag
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.text_column import TextColumn, full_column
from builder.layout.text.added_no_break_spaces import without_short_end
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.origin import LabelOrigin, Origin
from builder.model.outline import Glance, GlanceRow
from builder.model.scene import Geometry, Item, Role, Shape, Tag, TagId, TextBox, TextRun
from builder.model.units import Rect, pt

GLANCE = ROOT.part("glance")
"""The box's section."""

PAD = pt(12)
"""Space between the edge of the box and its words."""

FLAG_SHARE = 1.35
"""Height of the flags beside the size of names; they are 3 to 2."""

ROW_GAP = pt(8)

CELL_GAP = pt(18)
"""Space between two takeaways beside each other."""


class _Block(Struct, frozen=True):
    """A broken paragraph, placed from the corner of its row; EMU."""

    broken: BrokenParagraph
    start: int
    """Distance from where the box begins."""
    width: int
    drop: int = 0


class _GlanceRow(Struct, frozen=True):
    blocks: tuple[_Block, ...]
    flags: tuple[tuple[int, int], ...] = ()
    """Index of each glance row whose flag is drawn, and where from the edge of the box."""

    @property
    def height(self) -> int:
        return max(block.drop + block.broken.height for block in self.blocks)


def _flag_size(shaper: Shaper) -> tuple[int, int]:
    height = round(FLAG_SHARE * shaper.style("glance-name").size)
    return height * 3 // 2, height


def glance_pieces(handout: HandoutContext, block: Glance) -> tuple[FlowPiece, ...]:
    """Return the box: the judgement first, then the takeaways two by two."""
    text_column = full_column(handout, "glance-text")
    rows, tags = _rows(handout, block, text_column)
    last = len(rows) - 1
    heights = tuple(
        row.height + (PAD if at == 0 else ROW_GAP if at > 1 else pt(2)) + (PAD if at == last else 0)
        for at, row in enumerate(rows)
    )

    def draw(x: int, top: int, first: int, end: int) -> tuple[Item, ...]:
        left = text_column.left(x, rtl=handout.rtl)
        frame = Rect(left, top, text_column.width, sum(heights[first:end]))
        items: list[Item] = [
            Shape("Glance panel", Geometry.RECTANGLE, frame, handout.context.theme.color("panel"), "panel")
        ]
        for at in range(first, end):
            below = PAD if at == last else 0
            items += _draw(handout, block, rows[at], frame, top + heights[at] - below - rows[at].height)
            top += heights[at]
        return tuple(items)

    return (FlowPiece(heights, draw, tags, before=pt(12), least=min(3, len(rows)), snap=False, wide=True),)


def _rows(
    handout: HandoutContext, block: Glance, text_column: TextColumn
) -> tuple[tuple[_GlanceRow, ...], tuple[Tag, ...]]:
    context = handout.context
    room = text_column.width - 2 * PAD
    tags = [Tag(GLANCE, Role.SECTION), Tag(GLANCE.part("head"), Role.HEADING_2)]
    label = "judgement" if block.judgement else "at_glance"
    head = context.run(
        context.label(label), context.shaper.style("glance-label", ink="accent" if block.judgement else None)
    )
    rows = [_GlanceRow((_block(context, (head,), GLANCE.part("head"), (PAD, room), (LabelOrigin(label),)),))]
    for at, point in enumerate(block.judgement):
        own = GLANCE.part("judgement", at + 1)
        tags.append(Tag(own, Role.BODY))
        said = context.point(point, context.shaper.style("entry-question"))
        judgement = _block(context, said, own, (PAD, room), point.quotes, leading=1.2, strategy=BreakStrategy.BALANCED)
        rows.append(_GlanceRow((judgement,)))
    more_rows, more_tags = _takeaways(handout, block, room)
    return (*rows, *more_rows), (*tags, *more_tags)


def _takeaways(handout: HandoutContext, block: Glance, room: int) -> tuple[list[_GlanceRow], list[Tag]]:
    """Return the actors' takeaways, two beside each other where there are several."""
    if not block.rows:
        return [], []
    listing = GLANCE.part("list")
    tags = [Tag(listing, Role.LIST)]
    columns = min(2 if handout.margined or handout.columns > 1 else 1, len(block.rows))
    width = (room - CELL_GAP * (columns - 1)) // columns
    rows = []
    for first in range(0, len(block.rows), columns):
        blocks: list[_Block] = []
        flags = []
        for at, row in enumerate(block.rows[first : first + columns], first):
            own, left = listing.nth(at + 1), PAD + (at - first) * (width + CELL_GAP)
            tags += [
                Tag(own, Role.ITEM),
                Tag(own.part("label"), Role.LABEL),
                Tag(own.part("body"), Role.ITEM_BODY),
            ]
            flags.append((at, left))
            blocks += _cell(handout.context, row, own, (left, width))
        rows.append(_GlanceRow(tuple(blocks), tuple(flags)))
    return rows, tags


def _cell(context: LayoutContext, row: GlanceRow, own: TagId, place: tuple[int, int]) -> tuple[_Block, _Block]:
    """Return names and takeaway of a row, one below the other beside the flag; `place` is left edge and width."""
    beside = _flag_size(context.shaper)[0] + pt(9)
    start, width = place[0] + beside, place[1] - beside
    style = context.shaper.style("glance-name")
    names = (f"{', ' * (at > 0)}{actor.name}" for at, actor in enumerate(row.actors))
    runs = tuple(context.run(name, style, origin=one.origin) for name, one in zip(names, row.actors, strict=True))
    label = _block(context, runs, own.part("label"), (start, width), tuple(one.origin for one in row.actors))
    words = context.point(row.takeaway, context.shaper.style("glance-text"))
    body = _block(context, words, own.part("body"), (start, width), row.takeaway.quotes)
    return label, replace(body, drop=label.broken.height)


def _block(
    context: LayoutContext,
    runs: tuple[TextRun, ...],
    tag: TagId,
    place: tuple[int, int],
    origins: tuple[Origin, ...],
    *,
    leading: float = 1.25,
    strategy: BreakStrategy = BreakStrategy.BEST,
) -> _Block:
    start, width = place
    spec = ParagraphSpec(runs, leading=leading, tag=tag, origins=origins, lang=context.lang)
    broken = break_paragraph(spec, width, context.shaper, strategy)
    return _Block(without_short_end(broken), start, width)


def _draw(handout: HandoutContext, block: Glance, row: _GlanceRow, frame: Rect, y: int) -> tuple[Item, ...]:
    items: list[Item] = []
    wide, high = _flag_size(handout.context.shaper)
    for at, start in row.flags:
        actor = block.rows[at].actors[0]
        place = handout.within(frame, start, wide)
        drop = (row.blocks[0].broken.pitch - high) // 2
        items += small_flag(handout.context, actor, Rect(place.x, y + drop, wide, high), f"Glance flag {actor.id}")
    for one in row.blocks:
        place = handout.within(frame, one.start, one.width)
        done = one.broken.set(place.x, y + one.drop)
        items.append(TextBox(str(done.tag), Rect(place.x, y + one.drop, one.width, one.broken.height), (done,)))
    return tuple(items)
