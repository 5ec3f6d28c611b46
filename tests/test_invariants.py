"""The net itself: what stands under the tests sees what it is there to see."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import structs

from builder.codes import CHOSEN_POINTS
from builder.media import Pictures
from builder.model.findings import NOWHERE, Report
from builder.model.request import Options, Source
from builder.package.bundle import Artifact
from builder.pipeline import build
from tests import invariants
from tests.findings import ExpectingReport
from tests.samples import GOOD
from tests.session import SESSION


def _built() -> invariants.Built:
    build(
        Source("ports.md", GOOD.encode()),
        Pictures({}),
        Options(formats=("pptx", "pdf", "slides-pdf")),
        Report(),
        SESSION,
    )
    (one,) = invariants.take()
    return one


def _with(one: invariants.Built, kind: str, data: bytes) -> invariants.Built:
    """Return what was built with other bytes in one product."""
    artifacts = tuple(structs.replace(made, data=data) if made.kind == kind else made for made in one.bundle.artifacts)
    return replace(one, bundle=structs.replace(one.bundle, artifacts=artifacts))


def _product(one: invariants.Built, kind: str) -> Artifact:
    return next(made for made in one.bundle.artifacts if made.kind == kind)


def test_a_sound_product_keeps_every_promise() -> None:
    assert list(invariants.faults_of(_built())) == []


def test_a_changed_word_and_other_bytes_are_seen() -> None:
    one = _built()
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(_product(one, "pptx").data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Norway regained", b"Norway regains"))
    faults = list(invariants.faults_of(_with(one, "pptx", changed.getvalue())))
    assert "other bytes" in faults[0]
    assert any("regains" in fault for fault in faults[1:])


def test_the_handout_of_another_source_is_seen() -> None:
    one = _built()
    slides = _product(one, "slides-pdf").data
    assert any("handout" in fault for fault in invariants.faults_of(_with(one, "pdf", slides)))


def test_a_product_is_kept_whoever_built_it(tmp_path: Path) -> None:
    from builder import cli

    source = tmp_path / "ports.md"
    source.write_text(GOOD, encoding="utf-8")
    assert cli.main(["build", str(source), "-o", str(tmp_path / "dist")]) == cli.DONE
    assert [one.bundle.id for one in invariants.take()] == ["ports"]


def test_a_finding_that_nobody_took_stays() -> None:
    report = ExpectingReport()
    report.add(CHOSEN_POINTS, NOWHERE, "chosen")
    assert report.told() == [": BD203 chosen"]
    assert [one.message for one in report.take("BD203")] == ["chosen"]
    assert report.told() == []
    with pytest.raises(AssertionError, match="no BD203"):
        report.take("BD203")
