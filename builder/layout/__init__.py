"""Measure, break lines, choose sizes, continue, place: `Outline` to the `Scene`s of deck and handout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.diagnostics import Report
from builder.layout.bidi import runs_leftwards
from builder.layout.desk import Desk
from builder.layout.fonts import Faces
from builder.layout.pages import lay_out_pages
from builder.layout.paper.press import press_of
from builder.layout.paper.variants import lay_out_variant, print_ready
from builder.layout.slides import compose_slides, furnish, numbers_of
from builder.outline import Outline
from builder.scene import Properties, Scene
from builder.theme import Theme

__all__ = ["Faces", "Products", "lay_out", "print_ready", "theme_for"]


@dataclass(frozen=True, slots=True)
class Products:
    """Both products, laid out; each names pages of the other."""

    deck: Scene
    handout: Scene
    """The full handout, on which the deck's cross-references and the ledger rest."""
    printed: Scene
    """What goes to paper: the handout itself, or the variant that was asked for."""


def lay_out(
    outline: Outline,
    theme: Theme,
    faces: Faces,
    media: Mapping[str, bytes],
    report: Report,
    *,
    properties: Properties,
    moment: int,
    paper: str,
    variant: str,
) -> Products:
    """Return deck and handout: the margin of one names the slides of the other, and the reverse.

    `variant` is one of `order.HANDOUTS`. The slides are composed first, so that their numbers are known to the handout,
    and furnished last, when the handout's pages are known to them.
    """
    desk = Desk(theme, faces, outline, media, report)
    sketches = compose_slides(desk)
    handout = lay_out_pages(
        outline,
        theme,
        faces,
        media,
        report,
        paper=paper,
        slide_numbers=numbers_of(sketches),
        properties=properties,
        moment=moment,
    )
    deck = furnish(desk, sketches, _sheets(handout), properties, moment)
    if variant == "full":
        return Products(deck, handout, handout)
    press = press_of(desk, paper, numbers_of(sketches))
    return Products(deck, handout, lay_out_variant(press, variant, deck, properties, moment))


def theme_for(theme: Theme, lang: str) -> Theme:
    """Return `theme` as the deck's layouts show it in `lang` (BCP 47): mirrored where that runs from right to left."""
    return theme.mirrored() if runs_leftwards(lang) else theme


def _sheets(handout: Scene) -> dict[str, int]:
    """Return for each entry the number of the handout page on which it begins."""
    numbers = {page.key: number for number, page in enumerate(handout.pages, 1)}
    return {mark.entry: numbers[mark.page] for mark in handout.bookmarks if mark.entry}
