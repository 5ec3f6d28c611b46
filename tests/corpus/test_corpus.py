"""The whole corpus: every briefing builds, fits, keeps every rule, and fits when LibreOffice draws it."""

import subprocess
import sys
from pathlib import Path

import pytest

from builder.check.deck import check
from builder.check.overflow import judge, paint
from builder.edge.libreoffice import draw, find_office
from builder.media import assets_folder
from builder.model.findings import Report
from tests.corpus import COUNT, PROFILES, briefings
from tests.corpus.decks import CorpusDeck, corpus_deck
from tests.corpus.languages import TONGUES

BATCH = 80
"""Decks that LibreOffice draws in one run."""


@pytest.fixture(scope="module")
def corpus() -> tuple[CorpusDeck, ...]:
    return tuple(map(corpus_deck, range(COUNT)))


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
    assert 2 * len(names) <= COUNT


def test_one_of_each_profile_keeps_every_rule() -> None:
    for number in range(len(PROFILES)):
        made, report = corpus_deck(number), Report()
        check(made.name, made.data, report)
        assert [one.message for one in report.findings] == [], made.name
        assert all(fit.height_used <= fit.height_available for _, fit in made.fits), made.name


@pytest.mark.slow
def test_every_box_of_the_corpus_fits_by_our_measure(corpus: tuple[CorpusDeck, ...]) -> None:
    """That each deck keeps every rule is seen when it is built (see `tests.invariants`)."""
    certificates = [(one.name, key, fit) for one in corpus for key, fit in one.fits]
    assert [one for one in certificates if one[-1].height_used > one[-1].height_available] == []
    assert [one for one in certificates if one[-1].size < one[-1].ladder[-1]] == []


@pytest.mark.slow
def test_no_word_of_the_corpus_leaves_its_box_when_libreoffice_draws_it(corpus: tuple[CorpusDeck, ...]) -> None:
    assert find_office(), "this proof needs LibreOffice"
    wrong, boxes = [], 0
    for start in range(0, COUNT, BATCH):
        painted = {one.name: paint(one.data) for one in corpus[start : start + BATCH]}
        drawn = draw({name: one.data for name, one in painted.items()}, assets_folder() / "fonts")
        for name, one in painted.items():
            boxes += len(one.boxes)
            wrong += [(name, over.box.slide, over.box.name, over.points) for over in judge(one, drawn[name])]
    assert boxes > 6_000
    assert wrong == []
