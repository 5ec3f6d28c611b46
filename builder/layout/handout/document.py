"""Handout pages: masthead, at a glance, every answer in full, figures, sources, imprint, as a `Scene` for paper."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.columns import ColumnRun, set_pages
from builder.layout.handout.context import ROOT, HandoutContext, handout_context_for
from builder.layout.handout.end_matter import imprint_pieces, sources_pieces
from builder.layout.handout.entry import entry_pieces
from builder.layout.handout.figures import figure_pieces
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.glance import glance_pieces
from builder.layout.handout.masthead import masthead_pieces
from builder.layout.handout.pages import drawn, page_of
from builder.layout.handout.running_heads import first_page_items, running_feet, running_head
from builder.layout.text.link_tags import tag_links
from builder.layout.text.shaper import Shaper
from builder.media import Media
from builder.model.findings import Report
from builder.model.outline import Entry, Figures, Glance, HandoutBlock, Imprint, Masthead, Outline, Sources
from builder.model.scene import Bookmark, Page, Properties, Role, Scene, Tag
from builder.model.theme import Theme


def lay_out_pages(
    outline: Outline,
    theme: Theme,
    faces: Shaper,
    media: Media,
    report: Report,
    *,
    paper: str,
    slide_numbers: Mapping[str, int],
    properties: Properties,
    moment: int,
) -> Scene:
    """Return the full handout on `paper` (`a4`, `letter`); its margins name the slides by `slide_numbers`."""
    handout = handout_context_for(
        LayoutContext(theme, faces, outline, media, report), paper, slide_numbers, theme.setting.columns
    )
    pieces = tuple(piece for block in outline.blocks for piece in _pieces(handout, block))
    sheets = set_pages(handout, pieces)
    pages, tags = _tagged(_pages(handout, sheets))
    return Scene(
        properties=properties,
        pages=pages,
        tags=(Tag(ROOT, Role.DOCUMENT, ""), *(tag for piece in pieces for tag in piece.tags), *tags),
        bookmarks=_bookmarks(sheets),
        moment=moment,
    )


def _pieces(handout: HandoutContext, block: HandoutBlock) -> tuple[FlowPiece, ...]:
    match block:
        case Masthead():
            return masthead_pieces(handout, block)
        case Glance():
            return glance_pieces(handout, block)
        case Entry():
            return entry_pieces(handout, block)
        case Figures():
            return figure_pieces(handout, block)
        case Sources():
            return sources_pieces(handout, block)
        case Imprint():
            return imprint_pieces(handout, block)


def _pages(handout: HandoutContext, sheets: tuple[tuple[ColumnRun, ...], ...]) -> tuple[Page, ...]:
    first, later, feet = first_page_items(handout), running_head(handout), running_feet(handout, len(sheets))
    pages = []
    for at, stretches in enumerate(sheets):
        items = (item for one in stretches for item in drawn(one.pieces, one.filled, one.frame))
        pages.append(page_of(handout, (*(later if at else first), *items, *feet[at]), at, len(sheets)))
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


def _bookmarks(sheets: tuple[tuple[ColumnRun, ...], ...]) -> tuple[Bookmark, ...]:
    found = []
    for at, stretches in enumerate(sheets, 1):
        for stretch in stretches:
            for placed in stretch.filled.placed:
                mark = stretch.pieces[placed.piece].mark
                if mark and placed.first == 0:
                    y = stretch.frame.y + placed.top
                    found.append(Bookmark(mark.text, f"page-{at}", y, mark.level, mark.key))
    return tuple(found)
