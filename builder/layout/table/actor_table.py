"""A table of actors or questions in the first column, words in the second; overview and summary show one."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, resized, slide_tag
from builder.layout.figure.flag import small_flag
from builder.layout.table.table import (
    HEADER,
    CellCopy,
    SetRow,
    TableMeasure,
    place_rows,
    set_rows,
    tag_rows,
)
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import DEJAVU_BOLD_WIDTH, DEJAVU_WIDTH, SUBSTITUTE_WIDTH
from builder.model.brief import Actor
from builder.model.origin import LabelOrigin, Origin
from builder.model.scene import Fit, Item, ResolvedStyle, Table, Tag, TextRun
from builder.model.theme import SlideLayout, Slot
from builder.model.units import Rect

NAMES = (0.18, 0.37)
"""The least and the most of the table's width that the actors' column takes."""

WORD = 0.4
"""The most that it takes so that a long word of a name stays whole."""

AFTER_NAME = 18
"""Space between the longest name and the next column, in theme units."""

SHORT_END, EVEN_SHARES = 0.5, (0.9, 0.84, 0.78, 0.72, 0.66)
"""A last line below this share of the widest makes words narrower, to such shares of their column."""

FLAG_GAP = 15
"""Space between a flag and the name beside it, in theme units."""


class ActorRow(Struct, frozen=True):
    """A row: who, and what is said."""

    name: str
    words: tuple[TextRun, ...]
    """At the usual size; the table sets them larger or smaller."""
    actor: Actor | None = None
    below: str = ""
    """The leader of the actor, or the names of others, in a smaller line of its own."""
    target: str = ""
    """Key of the slide that the name leads to."""
    origins: tuple[Origin, ...] = ()
    name_origins: tuple[Origin, ...] = (LabelOrigin("summary"),)
    """Where the name comes from, if it is no actor's."""


class ActorTableStyle(Struct, frozen=True):
    """How a roster is drawn."""

    slot: str
    """Name of the layout's slot."""
    heads: tuple[str, str]
    """The labels of the columns."""
    alt: str
    flag: tuple[int, int]
    """Width and height of a flag, EMU."""
    inset: tuple[int, int, int, int]
    names: int
    """Width of the actors' column, EMU; 0 where no row has an actor and the column is left out."""


def set_actor_table(
    context: LayoutContext,
    layout: SlideLayout,
    lines: tuple[ActorRow, ...],
    look: ActorTableStyle,
    size: int,
    *,
    wider: float = 1.0,
) -> tuple[SetRow, ...]:
    """Return the measured rows with the header first, as they are in a face so much wider; none for no lines."""
    if not lines:
        return ()
    heads = look.heads if look.names else look.heads[1:]
    head = tuple(CellCopy((_head(context, name, size),), header=True) for name in heads)
    widths, measure = _widths(layout, look), _measure(context.shaper, look, wider)
    said = (_row(context, line, look, size) for line in lines)
    rows = set_rows((head, *((*name, _evened(words, widths[-1], measure)) for *name, words in said)), widths, measure)
    least = look.flag[1] + look.inset[1] + look.inset[3]
    return (rows[0], *(replace(row, height=max(row.height, least)) for row in rows[1:]))


def place_actor_table(
    context: LayoutContext,
    layout: SlideLayout,
    rows: tuple[SetRow, ...],
    lines: tuple[ActorRow, ...],
    look: ActorTableStyle,
    *,
    top: int,
    key: str,
    fit: Fit,
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the table of `rows` from `top` downwards with the flags of `lines` beside it, and their tags."""
    frame = layout.slot(look.slot).frame
    tag = slide_tag(key).part("table")
    tags, tagged = tag_rows(rows, tag)
    cells = place_rows(tagged, _widths(layout, look), (frame.x, top), _measure(context.shaper, look))
    heights = tuple(row.height for row in rows)
    table = Table(
        name="Table",
        frame=Rect(frame.x, top, frame.width, sum(heights)),
        columns=_widths(layout, look),
        rows=cells,
        heights=heights,
        header=True,
        alt=look.alt,
        rule=context.theme.color("rule"),
        rule_ink="rule",
        rule_width=context.units(0.75),
        heavy=context.theme.color("title"),
        heavy_ink="title",
        closed=False,
        slot=look.slot,
        tag=tag,
        first_column=bool(look.names),
        fit=fit,
    )
    flags: list[Item] = []
    for line, row in zip(lines, cells[1:], strict=True):
        if line.actor:
            box = row[0].frame
            place = Rect(box.x, box.y + (box.height - look.flag[1]) // 2, *look.flag)
            flags += small_flag(context, line.actor, place, f"Flag {line.actor.name}")
    return (table, *flags), tags


def fit_of(layout: SlideLayout, look: ActorTableStyle, rows: tuple[SetRow, ...], size: int, room: int) -> Fit:
    """Return the certificate of a roster that may be `room` high."""
    ladder = layout.slot(look.slot).ladder
    used = sum(row.height for row in rows)
    return Fit(look.slot, size, ladder, len(rows), used, room, "largest" if size == ladder[0] else "reduced")


def _evened(cell: CellCopy, width: int, measure: TableMeasure) -> CellCopy:
    """Return words whose last line would be short with space behind them, so that their lines are more even.

    They take no line more for that, also in wider faces.
    """
    room, (words,) = measure.room(width), measure.set(cell, width).paragraphs
    if words.count < 2:
        return cell

    def counts(share: float) -> list[int]:
        rooms = (round(room * share / wider) for wider in (1, SUBSTITUTE_WIDTH, DEJAVU_WIDTH))
        return [words.broken_to(one, BreakStrategy.GREEDY).count for one in rooms]

    usual, found = counts(1), 1.0
    for share in EVEN_SHARES if words.lines[-1].width < SHORT_END * words.width else ():
        if counts(share) != usual:
            break
        found = share
    return replace(cell, outdent=round((1 - found) * room))


def _head(context: LayoutContext, name: str, size: int) -> ParagraphSpec:
    style = context.shaper.style("row-head")
    style = replace(style, size=max(style.size, round(HEADER * size)))
    return ParagraphSpec((context.run(context.label(name), style),), origins=(LabelOrigin(name),), lang=context.lang)


def _row(context: LayoutContext, line: ActorRow, look: ActorTableStyle, size: int) -> tuple[CellCopy, ...]:
    base = context.theme.style("row-text").size
    words = CellCopy((resized(ParagraphSpec(line.words, origins=line.origins, lang=context.lang), size, base),))
    if not look.names:
        return (words,)
    name = ParagraphSpec(
        (context.run(line.name, _name_style(context.shaper, actor=line.actor is not None), target=line.target),),
        indent=look.flag[0] + context.units(FLAG_GAP) if look.flag[0] else 0,
        origins=(line.actor.origin,) if line.actor else line.name_origins,
        lang=context.lang,
    )
    paragraphs = [_with_line_ends(context.shaper, resized(name, size, base), look)]
    if line.below:
        below = context.run(line.below, context.shaper.style("row-leader"))
        paragraphs.append(resized(replace(name, runs=(below,)), max(size, base), base))  # never below 12 points
    return CellCopy(tuple(paragraphs), header=bool(line.name)), words


def _name_style(shaper: Shaper, *, actor: bool) -> ResolvedStyle:
    """Return how names look: those of actors as in the panel beside an answer, in the size of other words."""
    plain = shaper.style("row-name")
    return replace(shaper.style("panel-name"), size=plain.size) if actor else plain


def _with_line_ends(shaper: Shaper, name: ParagraphSpec, look: ActorTableStyle) -> ParagraphSpec:
    """Return `name` as a link a word where a wider face might need two lines: LibreOffice cuts a link in any place.

    From right to left it would set the links in the wrong order, so there a name stays one.
    """
    room = round(_measure(shaper, look).room(look.names) / DEJAVU_BOLD_WIDTH)
    broken = break_paragraph(name, room, shaper, BreakStrategy.GREEDY)
    if broken.count == 1 or broken.rtl:
        return name
    (run,) = name.runs
    *before, last = run.text.split(" ")
    return replace(name, runs=tuple(replace(run, text=word) for word in (*(f"{one} " for one in before), last)))


def _measure(shaper: Shaper, look: ActorTableStyle, wider: float = 1.0) -> TableMeasure:
    return TableMeasure(shaper, BreakStrategy.GREEDY, look.inset, 1 - (1 - shaper.theme.slack) / wider)


def _widths(layout: SlideLayout, look: ActorTableStyle) -> tuple[int, ...]:
    width = layout.slot(look.slot).frame.width
    return (look.names, width - look.names) if look.names else (width,)


def name_width(
    context: LayoutContext, slot: Slot, lines: Sequence[ActorRow], flag: int, *, size: int, wider: float
) -> int:
    """Return the width of the actors' column in which the longest name or line below it is whole, within bounds; EMU.

    It has one in a face so much `wider` as well.
    """
    names = [line.name for line in lines]
    base, style = context.theme.style("row-text").size, _name_style(context.shaper, actor=bool(flag))
    bold = replace(style, size=round(style.size * size / base))
    plain = context.shaper.style("row-leader")
    plain = replace(plain, size=round(plain.size * max(size, base) / base))

    def taken(texts: Iterable[str], style: ResolvedStyle = bold) -> float:
        # broken as the cell is, so that characters of a fallback font count as wide as they are
        specs = (ParagraphSpec((context.run(text, style),), lang=context.lang) for text in texts)
        lines = (break_paragraph(one, slot.frame.width, context.shaper, BreakStrategy.GREEDY).width for one in specs)
        before = flag + context.units(FLAG_GAP) if flag else 0
        return max(lines, default=0) * wider + before + context.units(AFTER_NAME)

    least, most = (share * slot.frame.width for share in NAMES)
    words = min(taken(word for name in names for word in name.split()), WORD * slot.frame.width)
    below = [line.below for line in lines]
    return round(max(least, words, min(max(taken(names), taken(below, plain)), most)))
