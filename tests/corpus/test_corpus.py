"""The whole corpus: every briefing builds, fits, keeps every rule, and fits when LibreOffice draws it."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from builder.check.deck import check
from builder.check.overflow import judge, paint
from builder.edge.libreoffice import draw, find_office
from builder.media import Pictures, assets_folder
from builder.model.findings import Report, Severity
from builder.model.request import Options, Source
from builder.model.scene import Fit
from builder.pipeline import build
from tests.corpus import COUNT, PROFILES, briefing, briefings
from tests.corpus.languages import TONGUES
from tests.session import SESSION

BATCH = 30
"""Decks that LibreOffice draws in one run."""

Built = dict[str, tuple[bytes, tuple[tuple[str, Fit], ...]]]


def build_one(number: int) -> tuple[str, bytes, tuple[tuple[str, Fit], ...]]:
    """Return name, deck and certificates of a briefing that builds without an error."""
    made, report = briefing(number), Report()
    bundle = build(
        Source(f"{made.name}.md", made.text.encode()),
        Pictures(made.pictures),
        Options(formats=("pptx",)),
        report,
        SESSION,
    )
    errors = [f"{one.span} {one.message}" for one in report.findings if one.severity is Severity.ERROR]
    assert bundle, errors
    return made.name, bundle.artifacts[0].data, bundle.fits


@pytest.fixture(scope="module")
def corpus() -> Built:
    return {name: (data, fits) for name, data, fits in map(build_one, range(COUNT))}


def batches(corpus: Built) -> Iterator[dict[str, bytes]]:
    decks = iter((name, data) for name, (data, _) in corpus.items())
    while batch := dict(islice(decks, BATCH)):
        yield batch


def test_the_same_number_gives_the_same_briefing() -> None:
    assert list(briefings(12)) == list(briefings(12))
    program = "import zlib; from tests.corpus import briefing; print(zlib.crc32(briefing(37).text.encode()))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
        ).stdout
        for seed in ("0", "77")
    }
    assert len(said) == 1


def test_the_corpus_has_every_profile_in_every_language() -> None:
    names = {one.name.partition("-")[2] for one in briefings()}
    assert names == {f"{profile.name}-{lang}" for profile in PROFILES for lang in TONGUES}
    assert COUNT >= 200


def test_one_of_each_profile_keeps_every_rule() -> None:
    for number in range(len(PROFILES)):
        name, data, fits = build_one(number)
        report = Report()
        check(name, data, report)
        assert [one.message for one in report.findings] == [], name
        assert all(fit.height_used <= fit.height_available for _, fit in fits), name


@pytest.mark.slow
def test_every_box_of_the_corpus_fits_by_our_measure(corpus: Built) -> None:
    over = [
        (name, key, fit)
        for name, (_, fits) in corpus.items()
        for key, fit in fits
        if fit.height_used > fit.height_available
    ]
    below = [(name, key, fit) for name, (_, fits) in corpus.items() for key, fit in fits if fit.size < fit.ladder[-1]]
    assert over == []
    assert below == []


@pytest.mark.slow
def test_every_deck_of_the_corpus_keeps_every_rule(corpus: Built) -> None:
    report = Report()
    for name, (data, _) in corpus.items():
        check(name, data, report)
    assert [f"{one.span} {one.message}" for one in report.findings] == []


@pytest.mark.slow
def test_no_word_of_the_corpus_leaves_its_box_when_libreoffice_draws_it(corpus: Built) -> None:
    assert find_office(), "this proof needs LibreOffice"
    wrong, boxes = [], 0
    for batch in batches(corpus):
        painted = {name: paint(data) for name, data in batch.items()}
        drawn = draw({name: one.data for name, one in painted.items()}, assets_folder() / "fonts")
        for name, one in painted.items():
            boxes += len(one.boxes)
            wrong += [(name, over.box.slide, over.box.name, over.points) for over in judge(one, drawn[name])]
    assert boxes > 10_000
    assert wrong == []
