"""Briefings built where this disk is not: what a worker gets is enough, and what comes back is written here."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from builder.edge.batch import Job, Workers, build_job
from builder.edge.remote_builds import build_far, build_load, load_of
from builder.edge.session_pool import SessionPool
from builder.media import assets_folder
from builder.model.request import Options

SOURCE = """---
title: Two Ports Reopen
lang: en
authors: [Ada Marsh]
---

## What did Norway gain?

==Norway regained its shortest route to the shelf.== The work took a winter.

![The pier at noon](pier.png "The pier")
"""


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Return the job of a source with a picture and a theme of its own, which the test then works beside."""
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("themes").mkdir()
    Path("themes/harbour.toml").write_bytes((assets_folder() / "themes" / "clear-print.toml").read_bytes())
    Image.new("RGB", (300, 200), "navy").save("decks/pier.png")
    Path("decks/ports.md").write_text(SOURCE, encoding="utf-8")
    return Job(Path("decks/ports.md"), Path("far"), Options(theme="harbour"), themes=Path("themes"))


def _far(*jobs: Job) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Build in another thread, and return by source whether it failed and the codes of its findings."""
    built = build_far(jobs, Workers(lambda: ThreadPoolExecutor(1), 1))
    return {one.source: (one.failed, tuple(found.code.number for found in one.findings)) for one in built}


def test_far_away_the_same_bytes_are_made(job: Job) -> None:
    near = build_job(Job(job.path, Path("near"), job.options, themes=job.themes), SessionPool())
    assert not near.failed
    assert _far(job) == {"decks/ports.md": (False, tuple(one.code.number for one in near.findings))}
    made = {one.name: one.read_bytes() for one in Path("far").iterdir()}
    assert made == {one.name: one.read_bytes() for one in Path("near").iterdir()}
    assert {"ports.pptx", "ports.pdf"} <= made.keys()


def test_all_that_a_build_reads_goes_along_and_nothing_else(job: Job) -> None:
    Image.new("RGB", (300, 200), "red").save("decks/other.png")
    kept = Path("decks/ports.edits/shapes")
    kept.mkdir(parents=True)
    (kept / "text-0123456789.xml").write_bytes(b"<a/>")
    load = load_of(job)
    assert load is not None
    assert [name for name, _ in load.pictures] == ["pier.png", "ports.edits/shapes/text-0123456789.xml"]
    assert [name for name, _ in load.themes] == ["themes/harbour.toml"]
    job.path.write_text(SOURCE[: SOURCE.index("![")], encoding="utf-8")
    load = load_of(job)
    assert load is not None
    assert "pier.png" not in dict(load.pictures)


def test_what_cannot_be_read_is_said_here_and_stops_nothing_else(job: Job) -> None:
    lost = Job(Path("decks/lost.md"), Path("far"), Options())
    wrong = Job(Path("decks/wrong.md"), Path("far"), Options())
    wrong.path.write_text(SOURCE.replace("title: Two", "titel: Two"), encoding="utf-8")
    outcomes = _far(lost, job, wrong)
    assert list(outcomes) == ["decks/lost.md", "decks/ports.md", "decks/wrong.md"]
    assert [failed for failed, _ in outcomes.values()] == [True, False, True]
    assert all(codes for failed, codes in outcomes.values() if failed)


def test_a_picture_that_did_not_come_along_is_a_finding_of_that_build(job: Job) -> None:
    load = load_of(job)
    assert load is not None
    Path("decks/pier.png").unlink()
    again = load_of(job)
    assert again is not None
    assert not build_load(load).outcome.failed
    assert build_load(again).outcome.failed
    assert not build_load(again).outcome.bug
