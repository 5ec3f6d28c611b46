"""The print variants of the handout: one line for each in a table."""

from __future__ import annotations

from collections.abc import Mapping

from builder.layout.paper.annotated import annotated_sheets
from builder.layout.paper.booklet import impose
from builder.layout.paper.cards import card_sheets
from builder.layout.paper.grey import grey_media, greyscale
from builder.layout.paper.onepage import one_page
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.sheets import bound, page_of
from builder.layout.paper.thumbs import SIX, THREE, thumb_sheets
from builder.scene import Properties, Role, Scene, Tag


def lay_out_variant(press: Press, variant: str, deck: Scene, properties: Properties, moment: int) -> Scene:
    """Return the print variant `variant` (not `full`), some of them made from the finished `deck`."""
    match variant:
        case "notes":
            return bound(press, annotated_sheets(press, deck), properties, moment)
        case "3up":
            return bound(press, thumb_sheets(press, deck, THREE), properties, moment)
        case "6up":
            return bound(press, thumb_sheets(press, deck, SIX), properties, moment)
        case "cards":
            sheets = card_sheets(press)
            count = len(sheets.contents)
            pages = tuple(page_of(press, items, at, count) for at, items in enumerate(sheets.contents))
            tags = (Tag(ROOT, Role.DOCUMENT, ""), *sheets.tags)
            return Scene(properties, pages, tags, sheets.bookmarks, moment=moment)
        case "onepage":
            items, tags, bookmarks = one_page(press)
            return Scene(properties, (page_of(press, items, 0, 1),), tags, bookmarks, moment=moment)
        case _:
            message = f"there is no handout `{variant}`"
            raise ValueError(message)


def print_ready(
    scene: Scene, media: Mapping[str, bytes], printing: tuple[str, ...]
) -> tuple[Scene, Mapping[str, bytes]]:
    """Return `scene` and the media for it as the printer wants them: imposed, without colour, or both."""
    if "booklet" in printing:
        scene = impose(scene)
    if "greyscale" in printing:
        return greyscale(scene), grey_media(scene, media)
    return scene, media
