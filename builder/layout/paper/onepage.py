"""One page: masthead, standfirst, at a glance and the judgement on exactly one side, or an error with the lines."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Point
from builder.codes import LONG_ONE_PAGE
from builder.layout.lines import Copy, Manner
from builder.layout.paper.endmatter import imprint_pieces
from builder.layout.paper.entries import Margin, margin_of
from builder.layout.paper.flow import Filled, Mark, Piece, fill_frames
from builder.layout.paper.furniture import first_page_items, running_feet
from builder.layout.paper.glance import glance_pieces
from builder.layout.paper.masthead import masthead_pieces
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.sheets import drawn, opening_column
from builder.layout.paper.stick import LIFT, Place, body_stick, copy_of, leading_of, set_copy
from builder.outline import Entry, Glance, Imprint, Masthead, SummarySlide
from builder.scene import Align, Bookmark, Item, Role, Tag
from builder.style import pt

SIZES = (pt(15), pt(14), pt(13), pt(12), pt(11))
"""Sizes of the box "At a glance", tried before the theme's own; the page is filled with the largest that fits."""


def one_page(press: Press) -> tuple[tuple[Item, ...], tuple[Tag, ...], tuple[Bookmark, ...]]:
    """Return the page's items, elements and outline; add `long-one-page` where it takes more than a side."""
    column = opening_column(press)
    for size in (*SIZES, 0):
        pieces = _pieces(press, size)
        frames = fill_frames(pieces, lambda _: column.height, press.grid)
        if len(frames) == 1:
            break
    else:
        _tell(press, pieces, column.height)
    shown = drawn(pieces, _footed(pieces, frames[0], column.height), column)
    items = (*first_page_items(press), *shown, *running_feet(press, 1)[0])
    tags = (Tag(ROOT, Role.DOCUMENT, ""), *(tag for piece in pieces for tag in piece.tags))
    return items, tags, (Bookmark(press.desk.outline.fields.title, "page-1", 0),)


def _footed(pieces: tuple[Piece, ...], filled: Filled, height: int) -> Filled:
    """Return the page with its last piece, the imprint where there is one, at the foot of the column."""
    last = filled.placed[-1]
    piece = pieces[last.piece]
    if not piece.wide or last.piece != len(pieces) - 1:
        return filled
    return Filled((*filled.placed[:-1], replace(last, top=height - sum(piece.heights))), height)


def _pieces(press: Press, size: int) -> tuple[Piece, ...]:
    """Return the page's pieces, the box in `size` (nought for the theme's)."""
    pieces: list[Piece] = []
    for block in press.desk.outline.blocks:
        match block:
            case Masthead():
                pieces += masthead_pieces(press, block)
            case Glance():
                points = _judgement(press, block)
                pieces += glance_pieces(press, Glance(block.rows, ()), size) if block.rows else ()
                pieces += _judgement_pieces(press, points) if points else ()
            case Imprint():
                pieces += imprint_pieces(press, block)
            case _:
                continue
    return tuple(pieces)


def _judgement(press: Press, block: Glance) -> tuple[Point, ...]:
    """Return the closing question's points, the headline first."""
    summaries = (slide for slide in press.desk.outline.slides if isinstance(slide, SummarySlide))
    rest = next((slide.judgement for slide in summaries), ())
    return (*block.judgement, *(point for point in rest if point not in block.judgement))


def _judgement_pieces(press: Press, points: tuple[Point, ...]) -> tuple[Piece, ...]:
    """Return the judgement under its heading; beside it the margin of the closing question."""
    desk = press.desk
    stick = body_stick(press)
    entries = (block for block in desk.outline.blocks if isinstance(block, Entry) and block.exchange.summary)
    entry = next(entries, None)
    own = entry.exchange.id if entry else "judgement"
    head = _head(press, own, margin_of(press, entry) if entry else None)
    pieces = [head]
    for number, point in enumerate(points, 1):
        tag = f"{own}.{number}"
        copy = Copy(
            desk.point(point, desk.faces.style(stick.style)),
            align=stick.align,
            leading=leading_of(press, stick),
            pitch=stick.pitch,
            tag=tag,
            lang=desk.lang,
        )
        gap = Place(before=press.grid if number > 1 else 0)
        pieces.append(set_copy(press, stick, copy, (Tag(tag, Role.BODY, own),), gap))
    return tuple(pieces)


def _head(press: Press, own: str, margin: Margin | None) -> Piece:
    stick = replace(body_stick(press), style="entry-question", align=Align.START, manner=Manner.BALANCED)
    text = press.desk.label("judgement")
    tags = (Tag(own, Role.SECTION, ROOT), Tag(f"{own}.head", Role.HEADING_2, own), *(margin.tags if margin else ()))
    place = Place(before=2 * press.grid, keep=True, whole=True, lift=LIFT, mark=Mark("", text))
    piece = set_copy(press, stick, copy_of(stick, press, text, f"{own}.head"), tags, place)
    if margin is None:
        return piece

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        return (*piece.draw(x, top, first, last), *margin.draw(press, top))

    return replace(piece, draw=draw, beside=margin.height)


def _tell(press: Press, pieces: tuple[Piece, ...], room: int) -> None:
    (whole,) = fill_frames(pieces, lambda _: 1000 * room, press.grid)
    lines = -(-(whole.height - room) // press.grid)
    fields = press.desk.outline.fields
    press.desk.report.add(
        LONG_ONE_PAGE,
        fields.span("title"),
        f"masthead, lead, takeaways and judgement are {lines} line{'s' * (lines != 1)} too long for one side",
        f"shorten the lead or the highlights by {lines} lines, or take `--handout full`",
    )
