"""Where and by whom sources are built."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.cli.outcome_printer import OutcomePrinter, ReportOptions, print_outcomes
from builder.codes import NO_CLUSTER
from builder.edge.batch import Job, Known, Outcome, Workers, build_job, kept_job, run_jobs
from builder.model.findings import NOWHERE, BriefdeckError


class BuildPlace(Struct, frozen=True):
    """Where and by whom it is built."""

    out: Path
    processes: int = 1
    cluster: str = ""
    """Address of a Dask scheduler, or empty for this machine."""
    known: Known = kept_job
    """What need not be built."""
    clean: bool = False
    """Whether what earlier builds left in `out` is removed."""


def build_jobs(jobs: Sequence[Job], place: BuildPlace, reporting: ReportOptions, *, present: Sequence[Job] = ()) -> int:
    """Build `jobs`, report the outcomes, and return the exit code; the products of those that are `present` stay."""
    asked = [replace(job, certified=True) for job in jobs] if reporting.verbose else jobs
    if not place.clean:
        return _built(asked, place, reporting).close()
    return _built_and_cleaned(asked, place, reporting, present or asked).close()


def _built(jobs: Sequence[Job], place: BuildPlace, reporting: ReportOptions) -> OutcomePrinter:
    return print_outcomes(_outcomes(jobs, place), len(jobs), reporting)


def _built_and_cleaned(
    jobs: Sequence[Job], place: BuildPlace, reporting: ReportOptions, present: Sequence[Job]
) -> OutcomePrinter:
    """Build, then remove what earlier records name and nothing makes any more; files that somebody changed stay."""
    from builder.edge.product_audit import RecordsBelow
    from builder.edge.product_cleanup import leftovers, remove

    records = RecordsBelow(place.out).records
    printed = _built(jobs, place, reporting)
    found = leftovers(records, present, printed.failed)
    printed.print_removed(remove(found.files, place.out), found.kept)
    return printed


def _outcomes(jobs: Sequence[Job], place: BuildPlace) -> Iterator[Outcome]:
    if place.cluster:
        from builder.edge.remote_builds import build_far

        return build_far(jobs, remote_workers(place.cluster), known=place.known)
    return run_jobs(jobs, build_job, workers_for(min(place.processes, len(jobs))), known=place.known)


def workers_for(workers: int) -> Workers | None:
    """Return so many `workers` of this machine; None where this process itself is the only one.

    More processes than processors would wait for each other, and each would load everything again.
    """
    if workers == 1:
        return None
    from builder.edge.worker_pool import processes, processors

    workers = min(workers, processors())
    return Workers(processes(workers), workers) if workers > 1 else None


def remote_workers(address: str) -> Workers:
    """Return the workers of the Dask cluster at `address`; BriefdeckError where nobody answers or Dask is missing."""
    try:
        from builder.edge.dask_cluster import Cluster

        found = Cluster(address)
    except ImportError as fault:
        message = "building on a cluster needs Dask"
        raise BriefdeckError(NO_CLUSTER, message, NOWHERE, "install `briefdeck[cluster]`") from fault
    except (OSError, ValueError) as fault:
        message = f"no scheduler answers at `{address}`"
        raise BriefdeckError(NO_CLUSTER, message, NOWHERE, "start a scheduler and give its address") from fault
    workers = found.workers
    found.shutdown()
    return Workers(lambda: Cluster(address), max(workers, 1))
