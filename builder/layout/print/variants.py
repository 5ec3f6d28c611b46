"""The print variants of the handout: one line for each in a table."""

from __future__ import annotations

from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.pages import bound, page_of
from builder.layout.handout.running_heads import marking_items
from builder.layout.print.cards import card_sheets
from builder.layout.print.greyscale import grey_media, greyscale
from builder.layout.print.imposition import impose
from builder.layout.print.notes_pages import annotated_sheets
from builder.layout.print.one_page import one_page
from builder.layout.print.thumbnails import SIX, THREE, thumb_sheets
from builder.media import Media
from builder.model.request import IMPOSITIONS
from builder.model.scene import Properties, Role, Scene, Tag
from builder.model.theme import PaperFormat


def lay_out_variant(handout: HandoutContext, variant: str, deck: Scene, properties: Properties, moment: int) -> Scene:
    """Return the print variant `variant` (not `full`), some of them made from the finished `deck`."""
    marking, _ = marking_items(handout)
    match variant:
        case "notes":
            return bound(handout, annotated_sheets(handout, deck), properties, moment)
        case "3up":
            return bound(handout, thumb_sheets(handout, deck, THREE), properties, moment)
        case "6up":
            return bound(handout, thumb_sheets(handout, deck, SIX), properties, moment)
        case "cards":
            sheets = card_sheets(handout)
            count = len(sheets.contents)
            pages = tuple(page_of(handout, (*items, *marking), at, count) for at, items in enumerate(sheets.contents))
            tags = (Tag(ROOT, Role.DOCUMENT), *sheets.tags)
            return Scene(properties, pages, tags, sheets.bookmarks, moment=moment)
        case "onepage":
            items, tags, bookmarks = one_page(handout)
            return Scene(properties, (page_of(handout, (*items, *marking), 0, 1),), tags, bookmarks, moment=moment)
        case _:
            message = f"there is no handout `{variant}`"
            raise ValueError(message)


def print_ready(
    scene: Scene, media: Media, printing: tuple[str, ...], sheet: PaperFormat | None = None
) -> tuple[Scene, Media]:
    """Return `scene` and the media for it as the printer wants them: imposed on `sheet`, without colour, or both."""
    for imposition in IMPOSITIONS:
        if imposition in printing:
            scene = impose(scene, imposition, (sheet.width, sheet.height) if sheet else None)
    if "greyscale" in printing:
        return greyscale(scene), grey_media(scene, media)
    return scene, media
