"""Who is named together most often, as bars with their numbers: what paper has in place of the actor map."""

from msgspec.structs import replace

from builder.layout.chart.canvas import FigureCanvas
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.text_column import (
    HAIR,
    FlowPlacement,
    StaticLabel,
    body_column,
    label_lines,
    paragraph_spec,
    place_label,
    set_paragraph,
)
from builder.model.origin import FieldOrigin, LabelOrigin
from builder.model.outline import Ranking
from builder.model.scene import Align, Geometry, Group, Item, Role, Shape, Tag
from builder.model.units import Rect, pt

RANKING = ROOT.part("ranking")
"""Its section."""

NAMED = (LabelOrigin("mentions"),)

NAMES = 0.46
"""The largest share of the width that the names take."""

GAP = pt(8)


def ranking_pieces(handout: HandoutContext, block: Ranking) -> tuple[FlowPiece, ...]:
    """Return the bars under their heading; none where two names would not fit a line each."""
    context, column = handout.context, body_column(handout)
    style = context.shaper.style("glance-text")
    canvas = FigureCanvas(Rect(0, 0, column.width, 0), context.shaper, context.theme, style, context.lang)
    names = {actor.id: actor.name for actor in block.actors}
    rows = [(f"{names[tie.one]} – {names[tie.other]}", len(tie.sentences)) for tie in block.bonds]
    first = max(canvas.width(name) for name, _ in rows) + pt(2)
    if first > NAMES * column.width:
        return ()
    pitch = round(style.size * 1.4)
    height = pitch * len(rows)
    head = _head(handout)
    alt = "; ".join(f"{name}: {count}" for name, count in rows)
    tag = RANKING.part("figure")
    bars = _bars(canvas, rows, first, pitch)
    room = Rect(0, 0, column.width, height)
    group = Group("Named together", room, 1.0, bars, alt, tag, origin=FieldOrigin("actors"))
    note = label_lines(
        context,
        StaticLabel(
            context.label("map_note"),
            context.shaper.style("caption"),
            RANKING.part("note"),
            origins=(LabelOrigin("map_note"),),
        ),
        column.width,
    )

    def draw(x: int, top: int, _start: int, _end: int) -> tuple[Item, ...]:
        left = column.left(x, rtl=handout.rtl)
        below = Rect(left, top + height + pt(3), column.width, note.height)
        return (replace(group, frame=replace(group.frame, x=left, y=top)), place_label(note, below, "Ranking note"))

    tags = (Tag(tag, Role.FIGURE, alt=alt), Tag(RANKING.part("note"), Role.BODY))
    piece = FlowPiece((height + pt(3) + note.height,), draw, tags, before=pt(4), least=1, snap=False)
    return (head, piece)


def _head(handout: HandoutContext) -> FlowPiece:
    """Return the heading under a hairline."""
    context = handout.context
    column = replace(body_column(handout), style="glance-label", align=Align.START, pitch=0)
    copy = paragraph_spec(column, context, context.label("mentions"), RANKING.part("head"), origins=NAMED)
    tags = (Tag(RANKING, Role.SECTION), Tag(RANKING.part("head"), Role.HEADING_2))
    made = set_paragraph(handout, column, copy, tags, FlowPlacement(before=2 * handout.grid, keep=True, whole=True))

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        place = Rect(x, top, column.width, HAIR)
        rule = Shape("Ranking rule", Geometry.RECTANGLE, place, context.theme.color("rule"), "rule")
        return (rule, *made.draw(x, top + pt(6), first, last))

    return replace(made, heights=(sum(made.heights) + pt(6),), draw=draw, least=1, opens=True)


def _bars(canvas: FigureCanvas, rows: list[tuple[str, int]], first: int, pitch: int) -> tuple[Item, ...]:
    """Return names, bars and numbers, from the corner of the group; the longest bar leaves room for its number."""
    most = max(count for _, count in rows)
    strong = canvas.bold()
    room = canvas.frame.width - first - GAP - strong.width(str(most)) - GAP
    thick = pitch * 11 // 20
    items: list[Item] = []
    for at, (name, count) in enumerate(rows):
        y, long = at * pitch, max(room * count // most, 1)
        items.append(canvas.text(f"Pair {at + 1}", name, Rect(0, y, first, pitch)))
        items.append(
            canvas.rectangle(f"Bar {at + 1}", Rect(first + GAP, y + (pitch - thick) // 2, long, thick), "title")
        )
        number = Rect(first + GAP + long + pt(5), y, canvas.frame.width - first - GAP - long - pt(5), pitch)
        items.append(strong.text(f"Count {at + 1}", str(count), number))
    return tuple(items)
