"""Measure, break lines, choose sizes, continue, place: `Outline` to the `Scene`s of deck and handout."""

from __future__ import annotations

from msgspec import Struct

from builder.layout.context import LayoutContext
from builder.layout.handout.context import handout_context_for
from builder.layout.handout.document import lay_out_pages
from builder.layout.print.variants import lay_out_variant, print_ready
from builder.layout.slide.deck import add_footers, compose_slides, numbers_of
from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.shaper import Shaper
from builder.media import Media
from builder.model.findings import Report
from builder.model.outline import Outline
from builder.model.scene import Properties, Scene
from builder.model.theme import Theme

__all__ = ["Products", "Shaper", "lay_out", "print_ready", "theme_for"]


class Products(Struct, frozen=True):
    """Both products, laid out; each names pages of the other."""

    deck: Scene
    handout: Scene
    """The full handout, on which the deck's cross-references and the ledger rest."""
    printed: Scene
    """What goes to paper: the handout itself, or the variant that was asked for."""


def lay_out(
    outline: Outline,
    theme: Theme,
    faces: Shaper,
    media: Media,
    report: Report,
    *,
    properties: Properties,
    moment: int,
    paper: str,
    variant: str,
    most_pages: int = 0,
) -> Products:
    """Return deck and handout: the margin of one names the slides of the other, and the reverse.

    `variant` is one of `request.HANDOUTS`, `most_pages` what the handout may take, 0 for no limit. The slides are
    composed first, so that their numbers are known to the handout, and furnished last, when the handout's pages are
    known to them.
    """
    context = LayoutContext(theme, faces, outline, media, report)
    sketches = compose_slides(context)
    handout = lay_out_pages(
        outline,
        theme,
        faces,
        media,
        report,
        paper=paper,
        most_pages=most_pages,
        slide_numbers=numbers_of(sketches),
        properties=properties,
        moment=moment,
    )
    deck = add_footers(context, sketches, _sheets(handout), properties, moment)
    if variant == "full":
        return Products(deck, handout, handout)
    printing = handout_context_for(context, paper, numbers_of(sketches))
    return Products(deck, handout, lay_out_variant(printing, variant, deck, properties, moment))


def theme_for(theme: Theme, lang: str) -> Theme:
    """Return `theme` as the deck's layouts show it in `lang` (BCP 47): mirrored where that runs from right to left."""
    return theme.mirrored() if runs_leftwards(lang) else theme


def _sheets(handout: Scene) -> dict[str, int]:
    """Return for each entry the number of the handout page on which it begins."""
    numbers = {page.key: number for number, page in enumerate(handout.pages, 1)}
    return {mark.entry: numbers[mark.page] for mark in handout.bookmarks if mark.entry}
