"""Pictures of decks and handouts, made from the same scenes as the files, and LibreOffice as a second opinion."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.edge.page_images import contact_sheet, pages_as_pictures, png
from builder.media import Pictures
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.pipeline import build
from builder.session import Session

PRODUCTS = (("slides-pdf", "slide"), ("pdf", "page"))
"""The products that are shown, and what the picture of one of their pages is called."""


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
    bundle = build(source, pictures, replace(options, formats=tuple(kind for kind, _ in PRODUCTS)), report, session)
    if bundle is None:
        return None
    made = {one.kind: one.data for one in bundle.artifacts}
    named = [
        (f"{word}-{number:02}.png", picture)
        for kind, word in PRODUCTS
        for number, picture in enumerate(pages_as_pictures(made[kind], dpi), 1)
    ]
    sheet = contact_sheet([picture for _, picture in named])
    return Preview(tuple((name, png(picture)) for name, picture in named), png(sheet))
