"""Name the files, add record and ledger."""

from collections.abc import Mapping

from msgspec import Struct

from builder.check.ledger import Ledger
from builder.model.brief import Brief
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Fit, Scene
from builder.model.scene_walk import fits_of
from builder.model.theme import Theme
from builder.package.record import Input, Output, Record, fits_of_forms, record_bytes


class Artifact(Struct, frozen=True):
    """A finished file."""

    name: str
    data: bytes
    kind: str
    """One of `request.FORMATS`, or `record`."""
    pages: int = 0
    """How many slides or pages it has."""
    content: str = ""
    """Its content digest where the backend knows it, else empty."""
    kept: Mapping[str, object] = {}
    """Of a deck what the record keeps, with which an edited one is compared."""


class Bundle(Struct, frozen=True):
    """Everything that one source becomes."""

    id: str
    """The stem of the source's name, and of the files' names."""
    artifacts: tuple[Artifact, ...]
    """The products in the order asked for, the record last."""
    fits: tuple[tuple[str, Fit], ...]
    """For each measured box of deck and handout the key of its slide or page and its certificate."""


def package(
    brief: Brief,
    deck: Scene,
    handouts: tuple[tuple[str, Scene], ...],
    artifacts: tuple[Artifact, ...],
    report: Report,
    *,
    source: Source,
    options: Options,
    theme: Theme,
    ledger: Ledger,
    inputs: tuple[Input, ...],
) -> Bundle:
    """Return the bundle: `artifacts` and the record that says how they were made.

    `handouts` are what goes to paper, by form: the handout itself or variants of it; `inputs` are the assets and
    pictures that went in.
    """
    outputs = tuple(Output(one.kind, one.name, one.data, one.content) for one in artifacts)
    as_built = next((one.kept for one in artifacts if one.kept), {})
    found = tuple(report.findings)
    record = record_bytes(
        Record(brief, source, options, theme, deck, handouts, ledger, as_built, outputs, found, report.severities),
        inputs,
    )
    return Bundle(
        id=brief.id,
        artifacts=(*artifacts, Artifact(f"{brief.id}.build.json", record, "record")),
        fits=(*fits_of(deck), *fits_of_forms(handouts)),
    )
