"""Many briefings at once: each built whole by one worker, results as they finish; a worker that dies costs a retry."""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from builder.codes import WORKER_DIED
from builder.diagnostics import BriefdeckError, Diagnostic, Report, Severity, Span
from builder.order import Options, Source
from builder.package import Bundle
from builder.workspace import Media, read_source

AHEAD = 3
"""Jobs handed out for each worker beyond the one it has: enough to keep it busy, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Job:
    """One source to build, with all that a worker needs to know; the worker reads the disk itself."""

    path: str
    """The source, as findings print it."""
    options: Options
    severities: tuple[tuple[str, Severity | None], ...] = ()
    """Number of a code and what it weighs here; None leaves its findings out."""
    outside: bool = False
    """Whether pictures may lie outside the source's folder."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job."""

    job: Job
    bundle: Bundle | None
    findings: tuple[Diagnostic, ...]
    bug: str = ""
    """Where the fault is ours: what Python says of it."""

    @property
    def failed(self) -> bool:
        """Whether the job gave no products."""
        return self.bundle is None


Work = Callable[[Job], Done]
Crew = Callable[[], Executor]


def build_one(job: Job) -> Done:
    """Build one briefing; whatever goes wrong is told in the result, so that one briefing never stops another."""
    report = Report(severities=dict(job.severities))
    bundle, bug = None, ""
    try:
        source = Source(job.path, read_source(Path(job.path)))
        build = import_module("builder.pipeline").build  # heavy, and a run with nothing to do needs none of it
        bundle = build(source, Media(Path(job.path).parent, outside=job.outside), job.options, report)
    except BriefdeckError as fault:
        report.findings.append(_placed(fault.diagnostic, job))
    except Exception:  # noqa: BLE001 - the boundary of a worker: the next briefing must not suffer
        bug = traceback.format_exc()
    return Done(job, None if report.failed else bundle, tuple(report.findings), bug)


def build_here(jobs: Sequence[Job], work: Work = build_one) -> Iterator[Done]:
    """Yield the result of each job, built in this process one after another."""
    return map(work, jobs)


def build_with(jobs: Sequence[Job], crew: Crew, workers: int, work: Work = build_one) -> Iterator[Done]:
    """Yield the result of each job as it is finished, in any order.

    `crew` makes an executor of `workers` workers; it is called again where the first one broke. A job whose worker
    died is built once more, alone; where that worker dies too it ends with the finding `worker-died`. The others go on.
    """
    waiting = deque(jobs)
    while waiting:
        lost: list[Job] = []
        with _on_duty(crew) as executor:
            yield from _shift(executor, waiting, lost, workers * AHEAD, work)
        for job in lost:
            with _on_duty(crew) as executor:
                yield _outcome(executor.submit(work, job)) or _dead(job)


def process_crew(workers: int) -> Crew:
    """Return what makes a pool of `workers` processes on this machine."""
    return lambda: ProcessPoolExecutor(workers, initializer=_prepare)


@contextmanager
def _on_duty(crew: Crew) -> Iterator[Executor]:
    """Hold an executor; whatever ends the work, what was not begun is given up at once."""
    executor = crew()
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _shift(executor: Executor, waiting: deque[Job], lost: list[Job], most: int, work: Work) -> Iterator[Done]:
    """Yield results until nothing waits or the executor breaks; `lost` gets the jobs whose worker died."""
    running: dict[Future[Done], Job] = {}
    broken = False
    while running or (waiting and not broken):
        while waiting and not broken and len(running) < most:
            try:
                running[executor.submit(work, waiting[0])] = waiting[0]
            except BrokenExecutor:
                broken = True
            else:
                waiting.popleft()
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            done = _outcome(future)
            if done:
                yield done
            else:
                lost.append(job)


def _outcome(future: Future[Done]) -> Done | None:
    """Return the result, or None where the worker died: the work itself never raises."""
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - each kind of executor has its own way to say that a worker is gone
        return None


def _prepare() -> None:
    """Leave Ctrl-C to the parent, which ends the run in order; load the heavy libraries before the first job."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import_module("builder.pipeline")


def _dead(job: Job) -> Done:
    message = "the process that built this briefing died, and died again when it was built alone"
    hint = "build it with `-j 1` to see why; the machine may be short of memory"
    return Done(job, None, (Diagnostic(WORKER_DIED, message, Span(job.path), (hint,)),))


def _placed(found: Diagnostic, job: Job) -> Diagnostic:
    """Return a finding of the edge with the source as its place where it has none."""
    span = found.span if found.span.source else Span(job.path)
    return Diagnostic(found.code, found.message, span, found.hints)
