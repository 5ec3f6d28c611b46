"""Many sources: each built or checked whole by one worker, with all that goes wrong in the result."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import NAME_CLASH, UNASKED_ANSWER, WORKER_DIED
from builder.edge.cache import kept_build
from builder.edge.overwrite_guard import OverwriteGuard, ProductsKeptError
from builder.edge.session_pool import SessionPool
from builder.edge.workspace import pictures_in, read_source, write_files
from builder.media import Pictures
from builder.model.findings import BriefdeckError, Finding, Report, Severity, Span
from builder.model.request import ALL_ENDINGS, Options, Source, endings_of
from builder.model.scene import Fit
from builder.package.bundle import Artifact
from builder.session import Session

if TYPE_CHECKING:
    from builder.edge.worker_pool import WorkerPool


class Job(Struct, frozen=True):
    """A source to work off, with all that a worker needs to know; the worker reads and writes the disk itself."""

    path: Path
    """As the user gave it, so that findings name it so."""
    folder: Path
    """Where to write the products."""
    options: Options
    outside: bool = False
    """Whether pictures may lie outside the source's folder."""
    themes: Path | None = None
    """The folder of the project's own themes, which go before ours."""
    severities: tuple[tuple[str, Severity | None], ...] = ()
    """Number of a code and what it weighs here; None leaves its findings out."""
    replacing: bool = False
    """Whether edited products are kept under another name and replaced, instead of left alone."""
    certified: bool = False
    """Whether the outcome is to bring the certificates: they are many, and few ask for them."""

    @property
    def name(self) -> str:
        """The source as findings print it."""
        return self.path.as_posix()


class WrittenFile(Struct, frozen=True):
    """A file that was written."""

    path: Path
    kind: str
    size: int
    pages: int


class Outcome(Struct, frozen=True):
    """What became of a job."""

    source: str
    findings: tuple[Finding, ...]
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """The lines of text that findings point to, by file and number."""
    written: tuple[WrittenFile, ...] = ()
    fits: tuple[tuple[str, Fit], ...] = ()
    """For each measured box of deck and handout the key of its slide or page and its certificate, where asked for."""
    bug: str = ""
    """Where the fault is ours: what Python says of it."""
    kept: bool = False
    """Whether an earlier build still holds, so that nothing was done."""
    planned: tuple[int, int] | None = None
    """How many slides and handout pages a build would make, where the source was checked only."""

    @property
    def failed(self) -> bool:
        """Whether a finding is an error, or the fault is ours."""
        return bool(self.bug) or any(found.severity is Severity.ERROR for found in self.findings)


class BuiltJob(Struct, frozen=True):
    """What a build made, before it is written."""

    outcome: Outcome
    artifacts: tuple[Artifact, ...] = ()


Work = Callable[[Job, SessionPool], Outcome]
Known = Callable[[Job, SessionPool], Outcome | None]
"""What is known about a job before running it."""


def nothing_known(_job: Job, _sessions: SessionPool) -> None:
    """Know nothing: every job is worked on."""


def kept_job(job: Job, sessions: SessionPool) -> Outcome | None:
    """Return what an earlier build of the job found, where that build still holds; None where it must be built."""
    try:
        source = Source(job.name, read_source(job.path))
    except BriefdeckError:
        return None  # the build itself reports it
    pictures, assets = pictures_in(job.path.parent, outside=job.outside), sessions.session(job.themes).assets
    kept = kept_build(source, pictures, assets, job.folder, options=job.options, severities=dict(job.severities))
    if kept is None:
        return None
    lines = lines_for(source, assets, Report(list(kept.findings)))
    try:
        fits = kept.fits if job.certified else ()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # a record changed by hand: a new build sets it right
    return Outcome(job.name, kept.findings, lines, fits=fits, kept=True)


def build_job(job: Job, sessions: SessionPool) -> Outcome:
    """Build one source and write its products, never raising: one briefing never stops another."""
    return _guarded(job, sessions, _build)


def check_job(job: Job, sessions: SessionPool) -> Outcome:
    """Find what is wrong with one source, as far as a layout can tell, and write nothing; never raising."""
    return _guarded(job, sessions, _check)


class Workers(Struct, frozen=True):
    """Who does the work where this process does not do it alone: a pool of so many workers."""

    pool: WorkerPool
    number: int


def run_jobs(
    jobs: Sequence[Job],
    work: Work,
    workers: Workers | None = None,
    *,
    known: Known = nothing_known,
) -> Iterator[Outcome]:
    """Yield the outcome of each of `jobs` in their order, whoever works on them.

    Those that would overwrite one another's products are refused, and what is `known` is not worked on again. Jobs of
    this process share their sessions; each worker process has its own.
    """
    sessions = SessionPool()
    known_outcomes, rest = first_reported(jobs, known, sessions)
    if workers is None or len(rest) < FEW:
        return in_order(jobs, known_outcomes, (work(job, sessions) for job in rest))
    return in_order(jobs, known_outcomes, _shared_out(rest, partial(in_worker, work), workers))


FEW = 8
"""How many briefings one process builds in the time that it takes to start others and to hear from them."""


def _shared_out(jobs: Sequence[Job], work: Callable[[Job], Outcome], workers: Workers) -> Iterator[Outcome]:
    """Yield outcomes as they come. The first job is worked on here: processes that are forked then begin warm."""
    from builder.edge.worker_pool import run_all

    yield work(jobs[0])
    for _, outcome in run_all(jobs[1:], work, dead, workers.pool, workers.number):
        yield outcome


_WORKER = SessionPool()
"""The sessions of a worker process, which lives for its jobs alone; in any other process nothing uses them."""


def in_worker(work: Work, job: Job) -> Outcome:
    """Return what `work` makes of `job` in a worker process."""
    return work(job, _WORKER)


def first_reported(jobs: Sequence[Job], known: Known, sessions: SessionPool) -> tuple[dict[str, Outcome], list[Job]]:
    """Return the outcomes of `jobs` that need no work, by source, and the other jobs in their order."""
    known_outcomes = _clashes(jobs)
    for job in jobs:
        found = None if job.name in known_outcomes else known(job, sessions)
        if found:
            known_outcomes[job.name] = found
    return known_outcomes, [job for job in jobs if job.name not in known_outcomes]


def in_order(jobs: Sequence[Job], known_outcomes: Mapping[str, Outcome], done: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield `known_outcomes` and those `done` in the order of `jobs`, each as soon as that allows."""
    ready = dict(known_outcomes)
    coming = iter(done)
    for job in jobs:
        while job.name not in ready:
            outcome = next(coming)
            ready[outcome.source] = outcome
        yield ready.pop(job.name)


_Stage = Callable[[Job, Source, Pictures, Report, Session], Outcome]


def _guarded(job: Job, sessions: SessionPool, work: _Stage) -> Outcome:
    report = Report(severities=dict(job.severities))
    try:
        source = Source(job.name, read_source(job.path))
        pictures = pictures_in(job.path.parent, outside=job.outside)
        return work(job, source, pictures, report, sessions.session(job.themes))
    except BriefdeckError as fault:
        return Outcome(job.name, (*report.findings, fault.finding))
    except Exception:  # noqa: BLE001 - the boundary of a worker: the next source must not suffer
        return Outcome(job.name, tuple(report.findings), bug=traceback.format_exc())


def _build(job: Job, source: Source, pictures: Pictures, report: Report, session: Session) -> Outcome:
    return deliver(job, make(job, source, pictures, report, session))


def make(job: Job, source: Source, pictures: Pictures, report: Report, session: Session) -> BuiltJob:
    """Build `source` without writing anything."""
    from builder.pipeline import build

    bundle = build(source, pictures, job.options, report, session)
    lines = lines_for(source, session.assets, report)
    if bundle is None:
        return BuiltJob(Outcome(job.name, tuple(report.findings), lines))
    fits = bundle.fits if job.certified else ()
    return BuiltJob(Outcome(job.name, tuple(report.findings), lines, fits=fits), bundle.artifacts)


def deliver(job: Job, made: BuiltJob) -> Outcome:
    """Write what was made to the job's folder, whole or not at all, and return what became of the job."""
    outcome = made.outcome
    if not made.artifacts:
        return outcome
    unasked = [one.name for one in made.artifacts if not is_product_name(job, one.name)]
    if unasked:
        message = f"a worker answered with the file `{unasked[0]}`, which was not requested"
        hint = "use a cluster that is your own, with the same version of briefdeck on all workers"
        finding = Finding(UNASKED_ANSWER, message, Span(job.name), (hint,))
        return replace(outcome, findings=(*outcome.findings, finding), fits=())
    try:
        guard = OverwriteGuard(job.folder, job.path.stem, job.replacing)
        write_files(job.folder, [(one.name, one.data) for one in made.artifacts], guard)
    except ProductsKeptError as fault:
        from builder.edge.kept_products import kept_findings

        kept = kept_findings(fault.kept, job.folder, job.path.stem)
        return replace(outcome, findings=(*outcome.findings, *kept), fits=())
    except BriefdeckError as fault:
        return replace(outcome, findings=(*outcome.findings, fault.finding), fits=())
    written = tuple(WrittenFile(job.folder / one.name, one.kind, len(one.data), one.pages) for one in made.artifacts)
    return replace(outcome, written=written)


def _check(job: Job, source: Source, pictures: Pictures, report: Report, session: Session) -> Outcome:
    from builder.pipeline import check_source

    found = check_source(source, pictures, job.options, report, session)
    planned = (len(found.products.deck.pages), len(found.products.handout.pages)) if found else None
    return Outcome(job.name, tuple(report.findings), lines_for(source, session.assets, report), planned=planned)


def dead(job: Job, reason: str) -> Outcome:
    """Return the outcome of a job whose worker died twice, the second time for `reason`."""
    message = f"the worker died on this briefing, and again when it built it alone: {reason}"
    hint = "try it with `-j 1` to see why; the machine may be short of memory"
    return Outcome(job.name, (Finding(WORKER_DIED, message, Span(job.name), (hint,)),))


def _clashes(jobs: Sequence[Job]) -> dict[str, Outcome]:
    """Return an outcome with a finding for every source whose products another's would overwrite."""
    places: dict[str, list[Job]] = {}
    for job in jobs:
        for name in product_names(job):
            places.setdefault((job.folder.absolute() / name).as_posix().casefold(), []).append(job)
    found: dict[str, Outcome] = {}
    for place, rivals in places.items():
        for job in rivals if len(rivals) > 1 else ():
            other = next(one.name for one in rivals if one.path != job.path)
            message = f"it and `{other}` would both be written to `{place.rpartition('/')[2]}`"
            hint = "rename one of the two, or build them into two folders"
            found.setdefault(job.name, Outcome(job.name, (Finding(NAME_CLASH, message, Span(job.name), (hint,)),)))
    return found


def product_names(job: Job) -> tuple[str, ...]:
    """Return the names of the files that a job makes, the record among them."""
    return tuple(f"{job.path.stem}{ending}" for ending in endings_of(job.options))


def is_product_name(job: Job, name: str) -> bool:
    """Return whether a job may make a file called `name`: its stem, a marking where it has one, and an ending."""
    marked = re.match(rf"{re.escape(job.path.stem)}-[\w-]+?(?=(-slides)?\.)", name)
    return name in product_names(job) or bool(marked and name[marked.end() :] in ALL_ENDINGS)


def lines_for(source: Source, assets: Mapping[str, bytes], report: Report) -> dict[tuple[str, int], str]:
    """Return the lines that findings point to: of the source, and of assets such as the theme."""
    wanted: dict[str, set[int]] = {}
    for found in report.findings:
        if found.span.line:
            wanted.setdefault(found.span.source, set()).add(found.span.line)
    shown: dict[tuple[str, int], str] = {}
    for name, numbers in wanted.items():
        data = source.data if name == source.name else assets.get(name)
        if data is None:
            continue
        lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        shown |= {(name, number): lines[number - 1] for number in numbers if number <= len(lines)}
    return shown
