"""Work shared out to workers: every result arrives, whatever happens to the workers."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from builder.edge.worker_pool import processes, run_all

JOBS = [str(number) for number in range(12)]


def echo(job: str) -> str:
    return job


def die_on_five(job: str) -> str:
    if job == "5":
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def die_once(mark: Path, job: str) -> str:
    if job == "5" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def dawdle(job: str) -> str:
    time.sleep(0.3 if job == "0" else 0.0)
    return job


def bury(job: str, reason: str) -> str:
    assert reason
    return f"dead {job}"


def run(work: Callable[[str], str], pool: Callable[[], Executor] | None = None) -> Iterator[tuple[str, str]]:
    return run_all(JOBS, work, bury, pool or processes(2, preload="builder.model.brief"), 2)


def results_of(done: Iterator[tuple[str, str]]) -> list[str]:
    return sorted(result for _, result in done)


def test_every_job_gives_one_result() -> None:
    assert results_of(run(echo)) == sorted(JOBS)


def test_results_come_as_they_finish() -> None:
    assert next(run(dawdle)) != ("0", "0")


def test_a_worker_that_dies_twice_ends_its_own_job_only() -> None:
    assert results_of(run(die_on_five)) == sorted([*(job for job in JOBS if job != "5"), "dead 5"])


def test_a_worker_that_dies_once_costs_a_retry(tmp_path: Path) -> None:
    assert results_of(run(partial(die_once, tmp_path / "mark"))) == sorted(JOBS)


def test_a_run_that_is_given_up_ends_its_workers() -> None:
    made: list[ProcessPoolExecutor] = []

    def pool() -> Executor:
        made.append(ProcessPoolExecutor(2))
        return made[0]

    results = run(dawdle, pool)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator, whatever its type says
    with pytest.raises(RuntimeError, match="shutdown"):
        made[0].submit(echo, "1")


def test_a_run_that_is_ended_while_workers_are_started_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = BaseProcess.start

    def begin_and_end(process: BaseProcess) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # as while it is being forked
        begin(process)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise KeyboardInterrupt

    monkeypatch.setattr(BaseProcess, "start", begin_and_end)
    with pytest.raises(KeyboardInterrupt):
        results_of(run(echo))
    for one in active_children():
        one.join(10)
    left = active_children()
    for one in left:  # the end of this process would wait for them
        one.kill()
    assert left == []
