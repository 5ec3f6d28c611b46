"""Decks of the corpus, each built once in a process, however many tests look at it."""

from functools import cache

from msgspec import Struct

from builder.media import Pictures
from builder.model.findings import Report, Severity
from builder.model.request import Options, Source
from builder.model.scene import Fit
from builder.pipeline import build
from tests.corpus import briefing
from tests.session import SESSION


class CorpusDeck(Struct, frozen=True):
    """The deck of a briefing, which has no error, and its certificates."""

    name: str
    data: bytes
    fits: tuple[tuple[str, Fit], ...]


@cache
def corpus_deck(number: int) -> CorpusDeck:
    """Return the deck of briefing `number`."""
    made, report = briefing(number), Report()
    source = Source(f"{made.name}.md", made.text.encode())
    bundle = build(source, Pictures(made.pictures), Options(formats=("pptx",)), report, SESSION)
    errors = [f"{one.span} {one.message}" for one in report.findings if one.severity is Severity.ERROR]
    assert bundle, errors
    return CorpusDeck(made.name, bundle.artifacts[0].data, bundle.fits)
