"""What a build is asked for: a source and options."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from builder.model.house import Brand, Marking

FORMATS = ("pptx", "pdf", "slides-pdf")
"""The products: the deck, the handout, the deck as PDF."""

RECORD_END = ".build.json"
"""How the name of a build record ends."""

ENDINGS = {"pptx": ".pptx", "pdf": ".pdf", "slides-pdf": "-slides.pdf", "record": RECORD_END}
"""How the names of products end, by kind; before it comes the stem of the source's name."""

PAPERS = ("a4", "letter")
HANDOUTS = ("full", "notes", "3up", "6up", "onepage", "cards")
MOST_PAGES = 99
"""The most pages that a handout can be asked to keep to."""

PRINTINGS = ("booklet", "greyscale")


class Source(Struct, frozen=True):
    """A source file: its name as findings print it, and its bytes."""

    name: str
    data: bytes


class Options(Struct, frozen=True):
    """What a build can be asked for."""

    formats: tuple[str, ...] = ("pptx", "pdf")
    """Any of FORMATS."""
    theme: str = "briefing"
    paper: str = "a4"
    """One of PAPERS."""
    handout: str = "full"
    """One of HANDOUTS."""
    printing: tuple[str, ...] = ()
    """Any of PRINTINGS."""
    moment: int | None = None
    """Seconds since 1970 for the files' time (SOURCE_DATE_EPOCH); None takes the briefing's own date."""
    pages: int = 0
    """How many pages the full handout may take; 0 for as many as it needs."""
    marking: Marking = Marking()
    """In place of what the source says, where it has words."""
    brand: Brand = Brand()
    """What the project's settings say of the publisher; a source goes before it, a theme after."""
    today: date | None = None
    """The day on which embargoes are looked at; None looks at the briefing's own date alone."""
