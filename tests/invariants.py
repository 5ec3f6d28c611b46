"""What holds for every product, whatever it was made of: each one that a test builds in this process is examined.

`watch` stands in for `pipeline.build` before any test or module of ours has taken its name, and keeps what was built;
`broken_promises` examines what was kept, each product once in a session.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256

from builder import pipeline
from builder.check import deck, handout
from builder.check.proof import prove_deck, prove_handout
from builder.layout import print_ready
from builder.model.findings import Report
from builder.model.request import IMPOSITIONS, Options, form_in_name
from builder.package.bundle import Bundle
from builder.pipeline import LaidOutBriefing
from tests.session import media


@dataclass(frozen=True)
class Built:
    """What a call of `build` was given, understood and gave."""

    arguments: tuple[object, ...]
    named: dict[str, object]
    understood: LaidOutBriefing
    bundle: Bundle


_understand: Callable[..., LaidOutBriefing | None] = pipeline.understand
_build: Callable[..., Bundle | None] = pipeline.build
_last: list[LaidOutBriefing | None] = []
_kept: list[Built] = []
_examined: set[bytes] = set()


def watch() -> None:
    """Keep from now on what `build` builds."""
    pipeline.understand = _noting_understand
    pipeline.build = _keeping_build


def take() -> tuple[Built, ...]:
    """Return what was built since the last look, which then counts as looked at."""
    taken = tuple(_kept)
    _kept.clear()
    return taken


def understood_last() -> LaidOutBriefing:
    """Return what the last build understood of its source."""
    (understood,) = _last
    assert understood is not None
    return understood


def broken_promises() -> Iterator[str]:
    """Yield what is wrong with the products built since the last look."""
    for one in take():
        digest = sha256(b"".join(made.data for made in one.bundle.artifacts)).digest()
        if digest not in _examined:
            _examined.add(digest)
            yield from (f"{one.bundle.id}: {fault}" for fault in faults_of(one))


@wraps(_understand)
def _noting_understand(*arguments: object, **named: object) -> LaidOutBriefing | None:
    found = _understand(*arguments, **named)
    _last[:] = [found]
    return found


@wraps(_build)
def _keeping_build(*arguments: object, **named: object) -> Bundle | None:
    bundle = _build(*arguments, **named)
    if bundle is not None:
        _kept.append(Built(arguments, named, understood_last(), bundle))
    return bundle


def faults_of(one: Built) -> Iterator[str]:
    """Yield what is wrong with one bundle: its bytes, its files by our rules, its words against the source."""
    again = _build(*map(_fresh, one.arguments), **{name: _fresh(value) for name, value in one.named.items()})
    files = {made.name: made.data for made in one.bundle.artifacts}
    if again is None or {made.name: made.data for made in again.artifacts} != files:
        yield "the same input gave other bytes the second time"
    for made in one.bundle.artifacts:
        yield from EXAMINED.get(made.kind, _nothing)(one, made.data)


def _fresh(argument: object) -> object:
    """Return a report without findings for a report, and anything else as it is."""
    return Report(severities=argument.severities) if isinstance(argument, Report) else argument


def _deck_faults(one: Built, data: bytes) -> Iterator[str]:
    if b"/edits.json" in next(made.data for made in one.bundle.artifacts if made.kind == "record"):
        return  # what somebody put on a slide by hand is no word of the source
    report = Report()
    deck.check("deck", data, report)
    yield from (f"{found.code.number} {found.message}" for found in report.findings)
    proof = prove_deck(one.understood.brief, one.understood.products.deck, data)
    yield from map(str, proof.differences)


def _handout_faults(one: Built, data: bytes) -> Iterator[str]:
    yield from _pdf_faults(one, data)
    products = one.understood.products
    options = next(each for each in (*one.arguments, *one.named.values()) if isinstance(each, Options))
    name = next(made.name for made in one.bundle.artifacts if made.data is data)
    form = form_in_name(name.removesuffix(".pdf").removeprefix(one.understood.brief.id)) or options.handouts[0]
    imposed = tuple(each for each in options.printing if each in IMPOSITIONS)  # without colour the words are the same
    scene, _ = print_ready(products.form(form), media(), imposed, one.understood.theme.sheet(options.paper))
    proof = prove_handout(one.understood.brief, scene, data, whole=form == "full")
    yield from map(str, proof.differences)


def _pdf_faults(_one: Built, data: bytes) -> Iterator[str]:
    report = Report()
    handout.check("pdf", data, report)
    yield from (f"{found.code.number} {found.message}" for found in report.findings)


def _nothing(_one: Built, _data: bytes) -> Iterator[str]:
    return iter(())


EXAMINED: dict[str, Callable[[Built, bytes], Iterator[str]]] = {
    "pptx": _deck_faults,
    "pdf": _handout_faults,
    "slides-pdf": _pdf_faults,
}
