"""Sheets for print: what a variant puts on each page, bound with running head and foot into a `Scene`."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FilledFrame, FlowPiece, fill_frames
from builder.layout.handout.running_heads import running_feet, running_head
from builder.layout.watermark import watermark
from builder.model.origin import LabelOrigin
from builder.model.scene import Bookmark, Fit, Item, Page, Properties, Role, Scene, SetParagraph, Table, Tag, TextBox
from builder.model.scene_walk import own_paragraphs
from builder.model.theme import PaperFormat
from builder.model.units import Rect

TITLE = ROOT.part("title")
"""The H1 of a variant without a masthead: the running head of its first page."""


class HandoutPages(Struct, frozen=True):
    """The contents of pages in order, their elements in reading order, and the outline."""

    contents: tuple[tuple[Item, ...], ...]
    tags: tuple[Tag, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    """Their pages are `page-1`, `page-2` …"""


def bound(handout: HandoutContext, sheets: HandoutPages, properties: Properties, moment: int) -> Scene:
    """Return `sheets` with running heads and feet; the first head is the document's title."""
    count = len(sheets.contents)
    first, later, feet = running_head(handout, TITLE), running_head(handout), running_feet(handout, count)
    pages = tuple(
        page_of(handout, (*(later if at else first), *items, *feet[at]), at, count)
        for at, items in enumerate(sheets.contents)
    )
    tags = (Tag(ROOT, Role.DOCUMENT), Tag(TITLE, Role.HEADING_1), *sheets.tags)
    return Scene(properties, pages, tags, sheets.bookmarks, moment=moment)


def _watermark(handout: HandoutContext) -> tuple[Item, ...]:
    """Return the words of the marking across the page, where they are asked for."""
    context, sheet = handout.context, handout.sheet
    marking = context.outline.fields.marking
    if not marking.watermark:
        return ()
    area = Rect(0, 0, sheet.width, sheet.height)
    return watermark(context.shaper, marking.text, area, context.theme.color("paper"))


def page_of(handout: HandoutContext, items: tuple[Item, ...], at: int, count: int) -> Page:
    """Return page `at` (from 0) of `count`."""
    return Page(
        key=f"page-{at + 1}",
        width=handout.sheet.width,
        height=handout.sheet.height,
        items=(*_watermark(handout), *items),
        title=handout.context.label("page_of").format(page=at + 1, pages=count),
        title_origins=(LabelOrigin("page_of"),),
        lang=handout.context.lang,
        label=str(at + 1),
    )


def drawn(pieces: tuple[FlowPiece, ...], filled: FilledFrame, column: Rect) -> tuple[Item, ...]:
    """Return what a frame holds, drawn in `column`, each block of words with its certificate."""
    items: list[Item] = []
    for placed in filled.placed:
        piece = pieces[placed.piece]
        whole = placed.first == 0 and placed.last == len(piece.heights)
        made = piece.draw(column.x, column.y + placed.top, placed.first, placed.last)
        items += (certified(item, column.bottom, whole=whole) for item in made)
    return tuple(items)


def flowed(pieces: tuple[FlowPiece, ...], column: Callable[[int], Rect], grid: int) -> tuple[tuple[Item, ...], ...]:
    """Return the contents of the pages over which `pieces` run; `column` gives the frame on each page, from 0."""
    frames = fill_frames(pieces, lambda number: column(number).height, grid)
    return tuple(drawn(pieces, filled, column(at)) for at, filled in enumerate(frames))


HIGHER = 2
"""How many lines of the grid the first page begins higher: it has a masthead instead of a running head."""


def opening_column(sheet: PaperFormat, grid: int) -> Rect:
    """Return the text column of a page that begins with a masthead, a whole number of the grid's lines high."""
    text = sheet.text
    top = text.y - HIGHER * grid
    return Rect(text.x, top, text.width, (text.bottom - top) // grid * grid)


def following_column(sheet: PaperFormat, grid: int) -> Rect:
    """Return the text column of a page with a running head, a whole number of the grid's lines high."""
    text = sheet.text
    return Rect(text.x, text.y, text.width, text.height // grid * grid)


def certified(item: Item, bottom: int, *, whole: bool = True) -> Item:
    """Return `item` with its certificate, where it holds words of the page's own.

    `bottom` is the lower edge of the frame or the column in which it is, EMU: what is above it and below the top
    of the words is theirs. So in one column what a block leaves is what the next one has, or more. Paper has one size
    for each kind of words, and what finds no room for all of them goes on in another column: then it is not `whole`.
    """
    match item:
        case TextBox(paragraphs=paragraphs):
            used = sum(len(one.lines) * one.pitch for one in paragraphs)
            lines = sum(len(one.lines) for one in paragraphs)
        case Table(rows=rows):
            used, lines = item.frame.height, len(rows)
        case _:
            return item
    size = _size(own_paragraphs(item))
    if not size:
        return item
    rule = "fixed" if whole else "continued"
    return replace(item, fit=Fit(item.name, size, (size,), lines, used, bottom - item.frame.y, rule))


def _size(paragraphs: tuple[SetParagraph, ...]) -> int:
    """Return the size of the words, EMU: the largest, since footnote calls and the like are smaller."""
    return max((run.style.size for one in paragraphs for run in one.runs), default=0)
