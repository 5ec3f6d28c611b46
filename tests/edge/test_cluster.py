"""A real Dask cluster on this machine: scheduler and workers are processes of their own."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.edge.dask_cluster import Cluster
from builder.edge.worker_pool import run_all

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp"
    ) as cluster:
        yield cluster.scheduler_address


def echo(job: str) -> str:
    time.sleep(0.01)
    return job


def die_once(job: str) -> str:
    mark = Path(job)
    if mark.suffix == ".mark" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def bury(job: str, reason: str) -> str:
    assert reason
    return f"dead {job}"


def test_every_job_gives_one_result(address: str) -> None:
    jobs = [str(number) for number in range(30)]
    assert sorted(done for _, done in run_all(jobs, echo, bury, lambda: Cluster(address), 2)) == sorted(jobs)


def test_a_worker_that_is_killed_costs_a_retry_and_not_the_run(address: str, tmp_path: Path) -> None:
    jobs = [str(number) for number in range(10)] + [str(tmp_path / "one.mark")]
    assert sorted(done for _, done in run_all(jobs, die_once, bury, lambda: Cluster(address), 2)) == sorted(jobs)


def test_nobody_at_the_address_is_an_error_at_once() -> None:
    with pytest.raises(OSError, match="refused"):
        Cluster("tcp://127.0.0.1:1")
