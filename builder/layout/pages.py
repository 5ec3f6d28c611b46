"""Handout pages: masthead, at a glance, every answer in full, figures, sources, imprint, as a `Scene` for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from builder.diagnostics import Report
from builder.layout.desk import Desk
from builder.layout.fonts import Faces
from builder.layout.links import tag_links
from builder.layout.paper.columns import Stretch, set_pages
from builder.layout.paper.endmatter import imprint_pieces, sources_pieces
from builder.layout.paper.entries import entry_pieces
from builder.layout.paper.flow import Piece
from builder.layout.paper.furniture import first_page_items, running_feet, running_head
from builder.layout.paper.glance import glance_pieces
from builder.layout.paper.masthead import masthead_pieces
from builder.layout.paper.plates import figure_pieces
from builder.layout.paper.press import ROOT, Press, press_of
from builder.layout.paper.sheets import drawn, page_of
from builder.outline import Entry, Figures, Glance, HandoutBlock, Imprint, Masthead, Outline, Sources
from builder.scene import Bookmark, Page, Properties, Role, Scene, Tag
from builder.theme import Theme


def lay_out_pages(
    outline: Outline,
    theme: Theme,
    faces: Faces,
    media: Mapping[str, bytes],
    report: Report,
    *,
    paper: str,
    slide_numbers: Mapping[str, int],
    properties: Properties,
    moment: int,
) -> Scene:
    """Return the full handout on `paper` (`a4`, `letter`); its margins name the slides by `slide_numbers`."""
    press = press_of(Desk(theme, faces, outline, media, report), paper, slide_numbers, theme.setting.columns)
    pieces = tuple(piece for block in outline.blocks for piece in _pieces(press, block))
    sheets = set_pages(press, pieces)
    pages, tags = _tagged(_pages(press, sheets))
    return Scene(
        properties=properties,
        pages=pages,
        tags=(Tag(ROOT, Role.DOCUMENT, ""), *(tag for piece in pieces for tag in piece.tags), *tags),
        bookmarks=_bookmarks(sheets),
        moment=moment,
    )


def _pieces(press: Press, block: HandoutBlock) -> tuple[Piece, ...]:
    match block:
        case Masthead():
            return masthead_pieces(press, block)
        case Glance():
            return glance_pieces(press, block)
        case Entry():
            return entry_pieces(press, block)
        case Figures():
            return figure_pieces(press, block)
        case Sources():
            return sources_pieces(press, block)
        case Imprint():
            return imprint_pieces(press, block)


def _pages(press: Press, sheets: tuple[tuple[Stretch, ...], ...]) -> tuple[Page, ...]:
    first, later, feet = first_page_items(press), running_head(press), running_feet(press, len(sheets))
    pages = []
    for at, stretches in enumerate(sheets):
        items = (item for one in stretches for item in drawn(one.pieces, one.filled, one.frame))
        pages.append(page_of(press, (*(later if at else first), *items, *feet[at]), at, len(sheets)))
    return tuple(pages)


def _tagged(pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], tuple[Tag, ...]]:
    """Return `pages` with a Link element for each linked run that has none yet, such as those in tables."""
    done: list[Page] = []
    tags: dict[str, Tag] = {}
    for page in pages:
        items, more = tag_links(page.items, ())
        done.append(replace(page, items=items))
        tags |= {tag.id: tag for tag in more}
    return tuple(done), tuple(tags.values())


def _bookmarks(sheets: tuple[tuple[Stretch, ...], ...]) -> tuple[Bookmark, ...]:
    found = []
    for at, stretches in enumerate(sheets, 1):
        for stretch in stretches:
            for placed in stretch.filled.placed:
                mark = stretch.pieces[placed.piece].mark
                if mark and placed.first == 0:
                    y = stretch.frame.y + placed.top
                    found.append(Bookmark(mark.text, f"page-{at}", y, mark.level, mark.key))
    return tuple(found)
