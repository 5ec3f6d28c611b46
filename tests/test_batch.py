"""Many briefings at once: each result arrives, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from builder.batch import Done, Job, build_here, build_with, process_crew
from builder.order import Options

JOBS = [Job(f"{number}.md", Options()) for number in range(12)]


def echo(job: Job) -> Done:
    return Done(job, None, ())


def die_on_five(job: Job) -> Done:
    if job.path == "5.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(job, None, ())


def die_once(job: Job) -> Done:
    mark = Path(os.environ["BRIEFDECK_TEST_MARK"])
    if job.path == "5.md" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(job, None, ())


def dawdle(job: Job) -> Done:
    time.sleep(0.2 if job.path == "0.md" else 0.0)
    return Done(job, None, ())


def paths(done: list[Done]) -> list[str]:
    return sorted(one.job.path for one in done)


def test_every_job_gives_one_result() -> None:
    assert paths(list(build_with(JOBS, process_crew(2), 2, echo))) == paths([echo(job) for job in JOBS])


def test_results_come_as_they_finish() -> None:
    first = next(iter(build_with(JOBS, process_crew(2), 2, dawdle)))
    assert first.job.path != "0.md"


def test_a_worker_that_dies_twice_ends_its_own_briefing_only() -> None:
    done = list(build_with(JOBS, process_crew(2), 2, die_on_five))
    assert paths(done) == paths([echo(job) for job in JOBS])
    assert [(one.job.path, one.findings[0].code.name) for one in done if one.findings] == [("5.md", "worker-died")]


def test_a_worker_that_dies_once_costs_a_retry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFDECK_TEST_MARK", str(tmp_path / "mark"))
    done = list(build_with(JOBS, process_crew(2), 2, die_once))
    assert paths(done) == paths([echo(job) for job in JOBS])
    assert not any(one.findings for one in done)


def test_a_run_that_is_given_up_leaves_no_worker_behind() -> None:
    run = build_with(JOBS * 20, process_crew(2), 2, dawdle)
    next(run)
    run.close()  # type: ignore[attr-defined]  # a generator, whatever its type says
    assert not [one for one in threading.enumerate() if "QueueManager" in type(one).__name__]


def test_a_source_that_is_not_there_is_a_finding_at_its_place(tmp_path: Path) -> None:
    (done,) = build_here([Job(str(tmp_path / "none.md"), Options())])
    assert done.failed
    assert [(one.code.name, one.span.source) for one in done.findings] == [
        ("unreadable-source", str(tmp_path / "none.md"))
    ]
