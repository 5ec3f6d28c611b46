"""Where and by whom sources are built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.batch import ALONE, Hands, Job, Known, Outcome, build_job, kept_job, work_off_jobs
from builder.cli.run import Telling, tell_outcomes
from builder.codes import NO_CLUSTER
from builder.crew import processes
from builder.diagnostics import NOWHERE, BriefdeckError


@dataclass(frozen=True, slots=True)
class Site:
    """Where and by whom it is built."""

    out: Path
    processes: int = 1
    cluster: str = ""
    """Address of a Dask scheduler, or empty for this machine."""
    known: Known = kept_job
    """What need not be built."""


def build_jobs(jobs: Sequence[Job], site: Site, telling: Telling) -> int:
    """Build `jobs`, tell what becomes of them, and return the exit code."""
    asked = [replace(job, certified=True) for job in jobs] if telling.verbose else jobs
    return tell_outcomes(_outcomes(asked, site), len(jobs), telling)


def _outcomes(jobs: Sequence[Job], site: Site) -> Iterator[Outcome]:
    if site.cluster:
        from builder.remote import build_far  # noqa: PLC0415 - seldom needed

        return build_far(jobs, far_hands(site.cluster), known=site.known)
    return work_off_jobs(jobs, build_job, hands_of(min(site.processes, len(jobs))), known=site.known)


def hands_of(workers: int) -> Hands:
    """Return the hands that `workers` processes of this machine are; one is this process itself."""
    return Hands(processes(workers), workers) if workers > 1 else ALONE


def far_hands(address: str) -> Hands:
    """Return the hands of the Dask cluster at `address`; BriefdeckError where nobody answers or Dask is missing."""
    try:
        from builder.cluster import Cluster  # noqa: PLC0415 - an extra

        found = Cluster(address)
    except ImportError as fault:
        message = "building on a cluster needs Dask"
        raise BriefdeckError(NO_CLUSTER, message, NOWHERE, "install `briefdeck[cluster]`") from fault
    except (OSError, ValueError) as fault:
        message = f"nobody answers at `{address}`"
        raise BriefdeckError(NO_CLUSTER, message, NOWHERE, "start a scheduler and name its address") from fault
    workers = found.workers
    found.shutdown()
    return Hands(lambda: Cluster(address), max(workers, 1))
