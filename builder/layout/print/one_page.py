"""One page: masthead, standfirst, the judgement, then each actor's takeaway and points, on exactly one side."""

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import LONG_ONE_PAGE, ONE_PAGE_LEFT_OUT
from builder.layout.handout.context import GUTTER, ROOT, HandoutContext
from builder.layout.handout.end_matter import imprint_pieces
from builder.layout.handout.flow import FilledFrame, Flow, FlowPiece, fill_frames, is_sound
from builder.layout.handout.masthead import masthead_pieces
from builder.layout.handout.pages import drawn, opening_column
from builder.layout.handout.running_heads import closing_feet, first_page_items
from builder.layout.handout.text_sizes import enlarged
from builder.layout.print.one_page_blocks import judgement_box, takeaway_pieces
from builder.model.brief import Exchange, Point
from builder.model.outline import Entry, Glance, Imprint, JudgementSlide, Masthead, Outline
from builder.model.scene import Bookmark, Item, Role, Tag
from builder.model.units import Rect, pt

SHARES = (1.8, 1.65, 1.5, 1.35, 1.25, 1.15, 1.07, 1.0)
"""Sizes of takeaways and points as shares of the box "At a glance"; the page is filled with the largest that fits."""

ONE_COLUMN = 1.5
"""From this share on takeaways are in one column, whose lines are short enough then."""

ENLARGED = (1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1)
"""Where even the largest takeaways leave much of the page empty, all words are so many times larger, if they fit."""

EMPTY = 0.15
"""The share of the page that is much."""

MOST_SPREAD = pt(36)
"""The most space that is added above a block to fill the page; above larger words it is more."""

NARROW = pt(400)
"""Below this width takeaways are in one column."""


class _Sizes(Struct, frozen=True):
    """How the blocks are set: as a share of the theme's sizes, and how much of the answers is on the page."""

    share: float
    every: bool
    """Whether every question is there, or only the first about each actor."""
    without: frozenset[str] = frozenset()
    """Ids of the questions whose takeaways have none of their points: some of them might not say the same."""
    further: bool = False
    """Whether sentences follow that are no points."""
    scale: float = 1.0
    """How many times larger all words are than the theme's."""


def one_page(handout: HandoutContext) -> tuple[tuple[Item, ...], tuple[Tag, ...], tuple[Bookmark, ...]]:
    """Return the page's items, elements and outline; add `long-one-page` where it takes more than a side."""
    column = opening_column(handout.sheet, handout.grid)
    sizes = _fitting(handout, column.height)
    pieces = _pieces(handout, sizes)
    frames = fill_frames(pieces, lambda _: column.height, handout.grid)
    if len(frames) > 1:
        _report_excess(handout, pieces, column.height)
    else:
        _report_left_out(handout, sizes)
    scale = 1.0
    if sizes == _Sizes(SHARES[0], every=True) and frames[0].height < (1 - EMPTY) * column.height:
        scale, pieces, frames = _enlarged(handout, column.height) or (scale, pieces, frames)
    most = round(MOST_SPREAD * scale**2)
    pieces, filled = _spread(round(handout.grid * scale), pieces, frames[0], column.height, most)
    shown = drawn(pieces, filled, column)
    feet, closing = closing_feet(handout, 1)
    items = (*first_page_items(handout.context.theme, handout.sheet), *shown, *feet[0])
    tags = (Tag(ROOT, Role.DOCUMENT), *(tag for piece in pieces for tag in piece.tags), *closing)
    return items, tags, (Bookmark(handout.context.outline.fields.title, "page-1", 0),)


def _fitting(handout: HandoutContext, height: int) -> _Sizes:
    """Return the largest sizes that fit, with as many points as there is room for; the smallest where nothing fits.

    Points are left out before takeaways are, from the last question on.
    """
    sizes = _Sizes(SHARES[-1], every=True)
    for every in (True, False):
        for share in SHARES:
            sizes = _Sizes(share, every)
            if _fits(handout, sizes, height):
                return sizes
        asked = [one.exchange.id for one in _entries(handout.context.outline, sizes) if one.exchange.points]
        sizes = replace(sizes, without=frozenset(asked))
        if not _fits(handout, sizes, height):
            continue
        for one in asked:
            more = replace(sizes, without=sizes.without - {one})
            sizes = more if _fits(handout, more, height) else sizes
        return sizes
    return sizes


def _fits(handout: HandoutContext, sizes: _Sizes, height: int) -> bool:
    return len(fill_frames(_pieces(handout, sizes), lambda _: height, handout.grid)) == 1


def _enlarged(
    handout: HandoutContext, height: int
) -> tuple[float, tuple[FlowPiece, ...], tuple[FilledFrame, ...]] | None:
    """Return by how much words that would leave a page of `height` half empty are larger, and the page with them."""
    for scale in ENLARGED:
        larger = replace(handout, context=enlarged(handout.context, scale))
        for further in (True, False):
            pieces = _pieces(larger, _Sizes(SHARES[0], every=True, further=further, scale=scale))
            frames = fill_frames(pieces, lambda _: height, larger.grid)
            if len(frames) == 1:
                return scale, pieces, frames
    return None


def _spread(
    grid: int, pieces: tuple[FlowPiece, ...], filled: FilledFrame, height: int, most: int
) -> tuple[tuple[FlowPiece, ...], FilledFrame]:
    """Return the page with what is left shared out above its blocks, and the imprint at its foot."""
    gaps = [at for at, piece in enumerate(pieces) if piece.opens]
    more = min((height - filled.height) // (len(gaps) + 1), most) if gaps else 0
    if more > 0:
        wider = tuple(replace(one, before=one.before + more) if at in gaps else one for at, one in enumerate(pieces))
        frames = fill_frames(wider, lambda _: height, grid)
        pieces, filled = (wider, frames[0]) if len(frames) == 1 else (pieces, filled)
    last = filled.placed[-1]
    piece = pieces[last.piece]
    if piece.opens or last.piece != len(pieces) - 1 or not piece.wide:
        return pieces, filled
    return pieces, FilledFrame((*filled.placed[:-1], replace(last, top=height - sum(piece.heights))), height)


def _pieces(handout: HandoutContext, sizes: _Sizes) -> tuple[FlowPiece, ...]:
    """Return the page's pieces."""
    pieces: list[FlowPiece] = []
    for block in handout.context.outline.blocks:
        match block:
            case Masthead():
                pieces += masthead_pieces(handout, block)
            case Glance():
                points = _judgement(handout.context.outline, block)
                pieces += judgement_box(handout, points, sizes.share) if points else ()
            case Imprint():
                pieces += _takeaways(handout, sizes)
                pieces += imprint_pieces(handout, block)
            case _:
                continue
    return tuple(pieces)


def _judgement(outline: Outline, block: Glance) -> tuple[Point, ...]:
    """Return the closing question's points, the headline first."""
    judgements = (slide for slide in outline.slides if isinstance(slide, JudgementSlide))
    rest = next((slide.points for slide in judgements), ())
    return (*block.judgement, *(point for point in rest if point not in block.judgement))


def _takeaways(handout: HandoutContext, sizes: _Sizes) -> tuple[FlowPiece, ...]:
    """Return the takeaways, each with its points, as one block of one column or two."""
    entries = _entries(handout.context.outline, sizes)
    full = handout.sheet.full
    columns = 1 if full.width < NARROW or len(entries) < 2 or sizes.share >= ONE_COLUMN else 2
    width = (full.width - GUTTER * (columns - 1)) // columns
    inner = tuple(
        piece
        for entry in entries
        for piece in takeaway_pieces(handout, _without_points(entry, sizes), width, sizes.share, further=sizes.further)
    )
    if not inner:
        return ()
    frames = _level(inner, columns, handout.grid)
    height = max(one.height for one in frames)

    def draw(_x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        row = Rect(full.x, top, full.width, height)
        items: list[Item] = []
        for at, filled in enumerate(frames):
            items += drawn(inner, filled, handout.within(row, at * (width + GUTTER), width))
        return tuple(items)

    tags = tuple(tag for piece in inner for tag in piece.tags)
    return (FlowPiece((height,), draw, tags, before=handout.grid, least=1, snap=False, wide=True, opens=True),)


def _entries(outline: Outline, sizes: _Sizes) -> list[Entry]:
    """Return the questions whose takeaways are on the page: every one, or only the first about each actor."""
    found = [one for one in outline.blocks if isinstance(one, Entry)]
    entries = [one for one in found if one.exchange.headline.text and not one.exchange.summary]
    if sizes.every:
        return entries
    glances = (one for one in outline.blocks if isinstance(one, Glance))
    actors = [row.actors[0].id for glance in glances for row in glance.rows]
    firsts = (next((one for one in entries if _is_about(one.exchange, actor)), None) for actor in actors)
    return [one for one in firsts if one]


def _is_about(exchange: Exchange, actor: str) -> bool:
    return bool(exchange.actors and exchange.actors[0].id == actor)


def _without_points(entry: Entry, sizes: _Sizes) -> Entry:
    bare = entry.exchange.id in sizes.without
    return replace(entry, exchange=replace(entry.exchange, points=())) if bare else entry


def _level(pieces: tuple[FlowPiece, ...], columns: int, grid: int) -> tuple[FilledFrame, ...]:
    """Return `pieces` in so many frames, as low as they can be."""
    flow = Flow(pieces, 1)
    (whole,) = flow.fill(lambda _: 10**9)
    if columns == 1:
        return (whole,)
    step = grid // 4
    for height in range(whole.height // 2, whole.height, step):
        frames = flow.fill(partial(_same, height))
        if len(frames) <= columns and is_sound(pieces, frames) and all(one.height <= height for one in frames):
            return frames
    return (whole,)


def _same(height: int, _number: int) -> int:
    return height


def _report_left_out(handout: HandoutContext, sizes: _Sizes) -> None:
    """Add `one-page-left-out` where there is no room for all takeaways and their points."""
    outline = handout.context.outline
    shown, every = _entries(outline, sizes), _entries(outline, replace(sizes, every=True))
    missing = [f"the answer to `{one.exchange.question.text}`" for one in every if one not in shown]
    missing += [f"the points of `{one.exchange.question.text}`" for one in shown if one.exchange.id in sizes.without]
    if missing:
        message = f"one side has no room for {', '.join(missing)}"
        hint = "shorten the lead or the highlights, or use `--handout full` or a theme with smaller text"
        handout.context.report.add(ONE_PAGE_LEFT_OUT, outline.fields.span("title"), message, hint)


def _report_excess(handout: HandoutContext, pieces: tuple[FlowPiece, ...], room: int) -> None:
    (whole,) = fill_frames(pieces, lambda _: 1000 * room, handout.grid)
    lines = -(-(whole.height - room) // handout.grid)
    fields = handout.context.outline.fields
    count = f"{lines} line{'s' * (lines != 1)}"
    handout.context.report.add(
        LONG_ONE_PAGE,
        fields.span("title"),
        f"masthead, lead, takeaways and judgement are {count} too long for one side",
        f"shorten the lead or the highlights by {count}, or use `--handout full` or a theme with smaller text",
    )
