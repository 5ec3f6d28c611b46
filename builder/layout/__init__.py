"""Measure, break lines, choose sizes, continue, place: `Outline` to the `Scene`s of deck and handout."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.context import handout_context_for
from builder.layout.handout.document import lay_out_pages
from builder.layout.handout.text_sizes import for_paper
from builder.layout.print.variants import lay_out_variant, print_ready
from builder.layout.slide.deck import add_footers, compose_slides, numbers_of, report_long_titles
from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.shaper import Shaper
from builder.layout.typographic_marks import typeset
from builder.media import Media
from builder.model.findings import Report
from builder.model.outline import Outline
from builder.model.request import HALVES
from builder.model.scene import Properties, Scene
from builder.model.theme import Theme

__all__ = [
    "PrintOrder",
    "PrintedForm",
    "Products",
    "Shaper",
    "lay_out",
    "print_ready",
    "report_titles",
    "theme_beside_art",
    "theme_for",
]


class PrintOrder(Struct, frozen=True):
    """What is to go on paper."""

    paper: str = "a4"
    """One of `request.PAPERS`."""
    forms: tuple[str, ...] = ("full",)
    """Any of `request.HANDOUTS`."""
    most_pages: int = 0
    """How many pages the full handout may take; 0 for no limit."""
    imposed: bool = False
    """Whether several pages go on a side: those of the full handout are then laid out for half the paper, so that its
    text is not made smaller."""
    typography: str = "language"
    """One of `request.TYPOGRAPHIES`."""


class PrintedForm(Struct, frozen=True):
    """A form of the handout, laid out."""

    name: str
    """One of `request.HANDOUTS`."""
    scene: Scene


class Products(Struct, frozen=True):
    """Both products, laid out; each names pages of the other."""

    deck: Scene
    handout: Scene
    """The full handout, on which the deck's cross-references and the ledger rest."""
    forms: tuple[PrintedForm, ...]
    """What goes to paper: the handout itself, or the variants that were asked for, in their order."""

    @property
    def printed(self) -> Scene:
        """The first of the forms."""
        return self.forms[0].scene

    def form(self, name: str) -> Scene:
        """Return the form `name`; KeyError if it was not asked for."""
        return {one.name: one.scene for one in self.forms}[name]


def lay_out(
    outline: Outline,
    theme: Theme,
    shaper: Shaper,
    media: Media,
    report: Report,
    *,
    properties: Properties,
    moment: int,
    order: PrintOrder,
) -> Products:
    """Return deck and handout: the margin of one names the slides of the other, and the reverse.

    The slides are composed first, so that their numbers are known to the handout, and furnished last, when the
    handout's pages are known to them.
    """
    outline = typeset(outline) if order.typography == "language" else outline
    context = LayoutContext(theme, shaper, outline, media, report)
    composed_slides = compose_slides(context)
    numbers = numbers_of(composed_slides)
    pale = replace(context, theme=theme.on_paper(), shaper=shaper.dressed(theme.on_paper()))
    paper = order.paper
    page = HALVES.get(paper, paper) if order.imposed else paper
    handout = lay_out_pages(
        for_paper(pale, page),
        paper=page,
        most_pages=order.most_pages,
        slide_numbers=numbers,
        properties=properties,
        moment=moment,
    )
    deck = add_footers(context, composed_slides, _sheets(handout), properties, moment)
    printing = handout_context_for(for_paper(pale, paper), paper, numbers)
    made = (
        handout if form == "full" else lay_out_variant(printing, form, deck, properties, moment) for form in order.forms
    )
    return Products(deck, handout, tuple(map(PrintedForm, order.forms, made)))


def report_titles(outline: Outline, theme: Theme, shaper: Shaper, media: Media, report: Report) -> None:
    """Add `long-title` for each title that `lay_out` would find too long, in a small part of its time."""
    report_long_titles(LayoutContext(theme, shaper, typeset(outline), media, report))


def theme_beside_art(theme: Theme, lang: str) -> Theme:
    """Return the theme that slides in `lang` are laid out in: an organisation's art is not mirrored with them."""
    return theme.beside_art() if theme.base and runs_leftwards(lang) else theme


def theme_for(theme: Theme, lang: str) -> Theme:
    """Return `theme` as the deck's layouts show it in `lang` (BCP 47): mirrored where that runs from right to left."""
    return theme.mirrored() if runs_leftwards(lang) else theme


def _sheets(handout: Scene) -> dict[str, int]:
    """Return for each entry the number of the handout page on which it begins."""
    numbers = {page.key: number for number, page in enumerate(handout.pages, 1)}
    return {mark.entry: numbers[mark.page] for mark in handout.bookmarks if mark.entry}
