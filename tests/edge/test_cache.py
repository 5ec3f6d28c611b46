"""What is not built again: nothing that changed, and nothing of an old build that is not as it was."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.edge.batch import Job, Outcome, build_job, kept_job
from builder.edge.session_pool import SessionPool
from builder.model.findings import Severity
from builder.model.request import Options

SOURCE = """---
title: Trial
date: 2025-09-04
actors:
  china: {name: China, flag: cn}
---

The lead.

![A square](square.png)

## What did China do? {actor=china}

==China won.== It was long.
"""


@pytest.fixture
def job(tmp_path: Path) -> Job:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "trial.md").write_text(SOURCE, encoding="utf-8")
    _picture(folder / "square.png", 8)
    job = Job(folder / "trial.md", tmp_path / "dist", Options())
    assert not build_job(job, SessionPool()).failed
    return job


def _picture(path: Path, side: int) -> None:
    from PIL import Image

    Image.new("RGB", (side, side), "red").save(path)


def products(job: Job) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in job.folder.iterdir()}


def test_an_unchanged_briefing_is_kept(job: Job) -> None:
    kept = kept_job(job, SessionPool())
    assert isinstance(kept, Outcome)
    assert kept.kept


def test_a_kept_briefing_tells_the_findings_of_its_build(tmp_path: Path) -> None:
    path = tmp_path / "trial.md"
    path.write_text(SOURCE.replace("==", "").replace("![A square](square.png)\n\n", ""), encoding="utf-8")
    job = Job(path, tmp_path / "dist", Options())
    built, kept = build_job(job, SessionPool()), kept_job(job, SessionPool())
    assert kept is not None
    assert built.findings
    assert kept.findings == built.findings
    assert kept.lines == built.lines


CHANGES: dict[str, Callable[[Job], object]] = {
    "the source": lambda job: job.path.write_text(SOURCE.replace("long", "short"), encoding="utf-8"),
    "a picture": lambda job: _picture(job.path.with_name("square.png"), 9),
    "a picture gone": lambda job: job.path.with_name("square.png").unlink(),
    "a product gone": lambda job: (job.folder / "trial.pdf").unlink(),
    "a product changed": lambda job: _lengthen(job.folder / "trial.pptx"),
    "a product of the same size": lambda job: _flip(job.folder / "trial.pptx"),
    "a torn record": lambda job: _cut(job.folder / "trial.build.json"),
    "a record of nonsense": lambda job: (job.folder / "trial.build.json").write_text("[1]", encoding="utf-8"),
    "a record of another tool": lambda job: _rewrite(job.folder / "trial.build.json", "tool", {"name": "other"}),
    "a record without inputs": lambda job: _rewrite(job.folder / "trial.build.json", "inputs", []),
    "no record": lambda job: (job.folder / "trial.build.json").unlink(),
}


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _rewrite(path: Path, key: str, value: object) -> None:
    record = json.loads(path.read_bytes())
    record[key] = value
    path.write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changed_is_built_again_to_the_same_products(job: Job, what: str) -> None:
    before = products(job)
    CHANGES[what](job)
    assert kept_job(job, SessionPool()) is None
    if what not in {"the source", "a picture", "a picture gone"}:
        build_job(replace(job, replacing=True), SessionPool())
        assert {name: data for name, data in products(job).items() if name in before} == before


@pytest.mark.parametrize(
    "other",
    [
        Options(paper="letter"),
        Options(theme="other"),
        Options(formats=("pptx",)),
        Options(handouts=("cards",)),
        Options(printing=("greyscale",)),
        Options(moment=1),
    ],
)
def test_another_wish_is_another_build(job: Job, other: Options) -> None:
    assert kept_job(Job(job.path, job.folder, other), SessionPool()) is None


def test_another_severity_is_another_build(job: Job) -> None:
    assert (
        kept_job(Job(job.path, job.folder, job.options, severities=(("BD203", Severity.ERROR),)), SessionPool()) is None
    )


def test_a_clock_set_back_changes_nothing(job: Job) -> None:
    for path in (job.path, *job.folder.iterdir()):
        os.utime(path, (1, 1))
    assert kept_job(job, SessionPool()) is not None


def test_certificates_changed_by_hand_cost_a_build_only_where_they_are_asked_for(job: Job) -> None:
    _rewrite(job.folder / "trial.build.json", "fit", {"deck": [{"page": "q1"}], "handout": []})
    assert kept_job(job, SessionPool()) is not None
    assert kept_job(replace(job, certified=True), SessionPool()) is None
