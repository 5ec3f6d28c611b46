"""What a build is asked for: a source and options."""

from datetime import date

from msgspec import Struct

from builder.model.marking_and_brand import Brand, Marking

FORMATS = ("pptx", "pdf", "slides-pdf")
"""The products: the deck, the handout, the deck as PDF."""

RECORD_END = ".build.json"
"""How the name of a build record ends."""

ENDINGS = {"pptx": ".pptx", "pdf": ".pdf", "slides-pdf": "-slides.pdf", "record": RECORD_END}
"""How the names of products end, by kind; before it comes the stem of the source's name."""

PAPERS = ("a4", "letter", "a5")

HALVES = {"a4": "a5", "letter": "half-letter"}
"""The paper that two pages beside each other need, by the paper that they are printed on."""

HANDOUTS = ("full", "notes", "3up", "6up", "onepage", "cards")
"""The forms of the handout."""

MOST_PAGES = 99
"""The most pages that a handout can be asked to keep to."""

IMPOSITIONS = ("booklet", "2up", "4up")
"""Ways to print several pages on a side of the sheet."""

PRINTINGS = (*IMPOSITIONS, "greyscale")

OWN_SLIDES = ("summary", "overview", "map", "timeline", "quotations", "figures")
"""Slides of our own making, which a source or the settings can ask for and refuse."""

TYPOGRAPHIES = ("language", "as-written")
"""Whether quotation marks, apostrophes and dashes are those of the language, and points have no closing full stop."""


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
    handouts: tuple[str, ...] = ("full",)
    """Any of HANDOUTS, at least one: each is a file of its own."""
    printing: tuple[str, ...] = ()
    """Any of PRINTINGS, at most one of them an imposition."""
    moment: int | None = None
    """Seconds since 1970 for the files' time (SOURCE_DATE_EPOCH); None takes the briefing's own date."""
    pages: int = 0
    """How many pages the full handout may take; 0 for as many as it needs."""
    marking: Marking = Marking()
    """In place of what the source says, where it has words."""
    brand: Brand = Brand()
    """What the project's settings say of the publisher; a source goes before it, a theme after."""
    typography: str = "language"
    """One of TYPOGRAPHIES."""
    slides: tuple[tuple[str, bool], ...] = ()
    """Slides of our own making that the project asks for or refuses; a source goes before it (`Fields.slides`)."""
    today: date | None = None
    """The day on which embargoes are looked at; None looks at the briefing's own date alone."""


def handout_ending(form: str) -> str:
    """Return how the name of the handout `form` ends: all but the full one are named after their form."""
    return ENDINGS["pdf"] if form == "full" else f".{form}{ENDINGS['pdf']}"


def endings_of(options: Options) -> tuple[str, ...]:
    """Return how the names of the files end that `options` ask for, the record last."""
    found: list[str] = []
    for kind in options.formats:
        found += map(handout_ending, options.handouts) if kind == "pdf" else [ENDINGS[kind]]
    return (*found, RECORD_END)


ALL_ENDINGS = frozenset((*ENDINGS.values(), *(f".{form}{ENDINGS['pdf']}" for form in HANDOUTS[1:])))
"""Every ending that a product's name can have."""


def form_in_name(stem: str) -> str:
    """Return the form that the stem of a handout's name ends with, such as `onepage` in `ports.onepage`; or nothing."""
    form = stem.rpartition(".")[2] if "." in stem else ""
    return form if form in HANDOUTS[1:] else ""
