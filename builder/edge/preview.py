"""Pictures of decks and handouts, made from the same scenes as the files, and LibreOffice as a second opinion."""

from msgspec import Struct
from msgspec.structs import replace

from builder.edge.page_images import contact_sheet, pages_as_pictures, png
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source, form_in_name
from builder.pipeline import build
from builder.session import Session

PRODUCTS = (("slides-pdf", "slide"), ("pdf", "page"))
"""The products that are shown, and what the picture of one of their pages is called; one of several by its form."""


class Preview(Struct, frozen=True):
    """What a briefing looks like: its slides and its handout's pages."""

    pictures: tuple[tuple[str, bytes], ...]
    """File name and PNG of each: `slide-01.png` …, then `page-01.png` …"""
    sheet: bytes
    """All of them on one picture, PNG."""


def preview(
    source: Source, pictures: Pictures, options: Options, report: Report, *, dpi: int, session: Session | None = None
) -> Preview | None:
    """Return the pictures of `source` at `dpi` dots an inch, or None where findings in `report` forbid a build.

    No office program is asked: the pages are drawn by the PDF backend, from the scene that the deck is made of.
    NoRasterError if there is nothing to make pictures with.
    """
    words = dict(PRODUCTS)
    bundle = build(source, pictures, replace(options, formats=tuple(kind for kind, _ in PRODUCTS)), report, session)
    if bundle is None:
        return None
    made = [one for one in bundle.artifacts if one.kind in words]
    named = [
        (f"{form_in_name(one.name.removesuffix('.pdf')) or words[one.kind]}-{number:02}.png", picture)
        for one in made
        for number, picture in enumerate(pages_as_pictures(one.data, dpi), 1)
    ]
    sheet = contact_sheet([picture for _, picture in named])
    return Preview(tuple((name, png(picture)) for name, picture in named), png(sheet))
