"""The print variants of the handout: one line for each in a table."""

from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.pages import bound, page_of
from builder.layout.handout.running_heads import marking_items
from builder.media import Media
from builder.model.request import IMPOSITIONS
from builder.model.scene import Properties, Role, Scene, Tag
from builder.model.theme import PaperFormat


def lay_out_variant(handout: HandoutContext, variant: str, deck: Scene, properties: Properties, moment: int) -> Scene:
    """Return the print variant `variant` (not `full`), some of them made from the finished `deck`."""
    match variant:
        case "notes":
            from builder.layout.print.notes_pages import annotated_sheets

            return bound(handout, annotated_sheets(handout, deck), properties, moment)
        case "3up" | "6up":
            from builder.layout.print.thumbnails import SIX, THREE, thumb_sheets

            sheets = thumb_sheets(handout, deck, THREE if variant == "3up" else SIX)
            return bound(handout, sheets, properties, moment)
        case "cards":
            from builder.layout.print.cards import card_sheets

            cards = card_sheets(handout)
            count = len(cards.contents)
            pages = tuple(page_of(handout, items, at, count) for at, items in enumerate(cards.contents))
            tags = (Tag(ROOT, Role.DOCUMENT), *cards.tags)
            return Scene(properties, pages, tags, cards.bookmarks, moment=moment)
        case "onepage":
            from builder.layout.print.one_page import one_page

            items, tags, bookmarks = one_page(handout)
            marking, _ = marking_items(handout, handout.sheet.foot)
            return Scene(properties, (page_of(handout, (*items, *marking), 0, 1),), tags, bookmarks, moment=moment)
        case _:
            raise ValueError(f"there is no handout `{variant}`")


def print_ready(
    scene: Scene, media: Media, printing: tuple[str, ...], sheet: PaperFormat | None = None
) -> tuple[Scene, Media]:
    """Return `scene` and the media for it as the printer wants them: imposed on `sheet`, without colour, or both."""
    for imposition in IMPOSITIONS:
        if imposition in printing:
            from builder.layout.print.imposition import impose

            scene = impose(scene, imposition, (sheet.width, sheet.height) if sheet else None)
    if "greyscale" in printing:
        from builder.layout.print.greyscale import grey_media, greyscale

        return greyscale(scene), grey_media(scene, media)
    return scene, media
