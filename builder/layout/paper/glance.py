"""The box "At a glance": each actor's takeaway on a line of its own, then the judgement."""

from __future__ import annotations

from builder.layout.lines import Broken, Copy, Manner, break_copy
from builder.layout.paper.flow import Piece
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.stick import Stick, full_stick
from builder.layout.portrait import small_flag
from builder.outline import Glance
from builder.scene import Form, Item, Role, Shape, Tag, TextBox, TextRun
from builder.style import Rect, pt
from builder.value import value

GLANCE = "glance"
"""Id of the box's element."""

PAD = pt(12)
"""Space between the edge of the box and its words."""

FLAG = (pt(19.5), pt(13))
"""Size of the flags, 3 to 2."""

ROW_GAP = pt(6)
NAME_SHARE = 0.3
"""The most of the box's width that the names take."""


@value(frozen=True, slots=True)
class _Cell:
    broken: Broken
    start: int
    """Distance from where the box begins, EMU."""
    width: int


@value(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    flag: int = -1
    """Index of the glance row whose flag stands before the words."""

    @property
    def height(self) -> int:
        return max(cell.broken.height for cell in self.cells)


def glance_pieces(press: Press, block: Glance, size: int = 0) -> tuple[Piece, ...]:
    """Return the box, one strip for its name, each actor and the judgement; `size` EMU, nought for the theme's."""
    stick = full_stick(press, "glance-text")
    rows, tags = _rows(press, block, stick, size or None)
    last = len(rows) - 1
    heights = tuple(
        row.height + (PAD if at == 0 else ROW_GAP) + (PAD if at == last else 0) for at, row in enumerate(rows)
    )

    def draw(x: int, top: int, first: int, end: int) -> tuple[Item, ...]:
        left = stick.left(x, rtl=press.rtl)
        frame = Rect(left, top, stick.width, sum(heights[first:end]))
        items: list[Item] = [Shape("Glance panel", Form.RECTANGLE, frame, press.desk.theme.color("panel"), "panel")]
        for at in range(first, end):
            y = top + (PAD if at == 0 else ROW_GAP)
            items += _draw(press, block, rows[at], frame, y)
            top += heights[at]
        return tuple(items)

    return (Piece(heights, draw, tags, before=pt(16), least=min(3, len(rows)), snap=False, wide=True),)


def _rows(press: Press, block: Glance, stick: Stick, size: int | None) -> tuple[tuple[_Row, ...], tuple[Tag, ...]]:
    desk = press.desk
    room = stick.width - 2 * PAD
    tags = [Tag(GLANCE, Role.SECTION, ROOT), Tag(f"{GLANCE}.head", Role.HEADING_2, GLANCE)]
    head = desk.run(desk.label("at_glance"), desk.faces.style("glance-label"))
    rows = [_Row((_cell(press, (head,), f"{GLANCE}.head", PAD, room),))]
    if block.rows:
        tags.append(Tag(f"{GLANCE}.list", Role.LIST, GLANCE))
    name_start = PAD + FLAG[0] + pt(9)
    names = [desk.run(row.actor.name, desk.faces.style("glance-name", size=size)) for row in block.rows]
    name_room = _name_room(press, names, room)
    start = name_start + name_room + pt(14)
    for at, (row, name) in enumerate(zip(block.rows, names, strict=True)):
        own = f"{GLANCE}.{at + 1}"
        tags += [
            Tag(own, Role.ITEM, f"{GLANCE}.list"),
            Tag(f"{own}.label", Role.LABEL, own),
            Tag(f"{own}.body", Role.ITEM_BODY, own),
        ]
        words = desk.point(row.takeaway, desk.faces.style("glance-text", size=size))
        cells = (
            _cell(press, (name,), f"{own}.label", name_start, name_room),
            _cell(press, words, f"{own}.body", start, stick.width - PAD - start),
        )
        rows.append(_Row(cells, at))
    for at, point in enumerate(block.judgement):
        own = f"{GLANCE}.judgement.{at + 1}"
        tags.append(Tag(own, Role.BODY, GLANCE))
        label = desk.run(f"{desk.label('judgement')}: ", desk.faces.style("glance-name", size=size))
        rows.append(
            _Row(
                (_cell(press, (label, *desk.point(point, desk.faces.style("glance-text", size=size))), own, PAD, room),)
            )
        )
    return tuple(rows), tuple(tags)


def _name_room(press: Press, names: list[TextRun], room: int) -> int:
    widest = max((_broken(press, (name,), "", room).width for name in names), default=0)
    return min(widest, round(room * NAME_SHARE))


def _broken(press: Press, runs: tuple[TextRun, ...], tag: str, width: int) -> Broken:
    copy = Copy(runs, leading=1.3, tag=tag, lang=press.desk.lang)
    return break_copy(copy, width, press.desk.faces, Manner.BALANCED)


def _cell(press: Press, runs: tuple[TextRun, ...], tag: str, start: int, width: int) -> _Cell:
    return _Cell(_broken(press, runs, tag, width), start, width)


def _draw(press: Press, block: Glance, row: _Row, frame: Rect, y: int) -> tuple[Item, ...]:
    items: list[Item] = []
    if row.flag >= 0:
        actor = block.rows[row.flag].actor
        place = press.within(frame, PAD, FLAG[0])
        drop = (row.cells[0].broken.pitch - FLAG[1]) // 2
        items += small_flag(press.desk, actor, Rect(place.x, y + drop, *FLAG), f"Glance flag {actor.id}")
    for cell in row.cells:
        place = press.within(frame, cell.start, cell.width)
        done = cell.broken.set(place.x, y)
        items.append(TextBox(done.tag, Rect(place.x, y, cell.width, cell.broken.height), (done,)))
    return tuple(items)
