"""Many sources: each built or checked whole by one worker, with all that goes wrong in the result."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from builder.codes import NAME_CLASH, WORKER_DIED
from builder.edge.cache import kept_build
from builder.edge.overwrite_guard import OverwriteGuard, ProductsKeptError
from builder.edge.worker_pool import WorkerPool, run_all
from builder.edge.workspace import Media, read_source, write_files
from builder.model.findings import BriefdeckError, Finding, Report, Severity, Span
from builder.model.request import Options, Source
from builder.model.scene import Fit
from builder.package.bundle import Artifact


class Job(Struct, frozen=True):
    """A source to work off, with all that a worker needs to know; the worker reads and writes the disk itself."""

    path: Path
    """As the user gave it, so that findings name it so."""
    folder: Path
    """Where the products go."""
    options: Options
    outside: bool = False
    """Whether pictures may lie outside the source's folder."""
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

    @property
    def failed(self) -> bool:
        """Whether a finding is an error, or the fault is ours."""
        return bool(self.bug) or any(found.severity is Severity.ERROR for found in self.findings)


class BuiltJob(Struct, frozen=True):
    """What a build made, before it is written."""

    outcome: Outcome
    artifacts: tuple[Artifact, ...] = ()


Work = Callable[[Job], Outcome]
Known = Callable[[Job], Outcome | None]
"""What can be told of a job without working on it."""


def nothing_known(job: Job) -> None:
    """Tell nothing: every job is worked on."""
    del job


def kept_job(job: Job) -> Outcome | None:
    """Return what an earlier build of the job found, where that build still holds; None where it must be built."""
    try:
        source, media = Source(job.name, read_source(job.path)), Media(job.path.parent, outside=job.outside)
    except BriefdeckError:
        return None  # the build itself tells
    kept = kept_build(source, media, job.folder, job.options, dict(job.severities))
    if kept is None:
        return None
    lines = lines_for(source, media, Report(list(kept.findings)))
    try:
        fits = kept.fits if job.certified else ()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None  # a record changed by hand: a new build sets it right
    return Outcome(job.name, kept.findings, lines, fits=fits, kept=True)


def build_job(job: Job) -> Outcome:
    """Build one source and write its products, never raising: one briefing never stops another."""
    return _guarded(job, _build)


def check_job(job: Job) -> Outcome:
    """Find what is wrong with one source, as far as a layout can tell, and write nothing; never raising."""
    return _guarded(job, _check)


class Workers(Struct, frozen=True):
    """Who does the work: a crew of so many workers, or this process alone."""

    crew: WorkerPool | None = None
    workers: int = 1


ALONE = Workers()


def run_jobs(
    jobs: Sequence[Job], work: Work, hands: Workers = ALONE, *, known: Known = nothing_known
) -> Iterator[Outcome]:
    """Yield the outcome of each of `jobs`: in their order in this process, or as they are finished by a crew.

    Those that would overwrite one another's products are refused first; then what is `known` is told.
    """
    sound: list[Job] = []
    yield from first_reported(jobs, known, sound)
    if hands.crew is None:
        yield from map(work, sound)
    else:
        yield from run_all(sound, work, dead, hands.crew, hands.workers)


def first_reported(jobs: Sequence[Job], known: Known, rest: list[Job]) -> Iterator[Outcome]:
    """Yield the outcomes of `jobs` that need no work; `rest` gets the others, in their order."""
    clashes = _clashes(jobs)
    yield from clashes.values()
    for job in jobs:
        told = known(job) if job.path not in clashes else None
        if told:
            yield told
        elif job.path not in clashes:
            rest.append(job)


def _guarded(job: Job, work: Callable[[Job, Source, Media, Report], Outcome]) -> Outcome:
    report = Report(severities=dict(job.severities))
    try:
        source = Source(job.name, read_source(job.path))
        with _left_uncollected():
            return work(job, source, Media(job.path.parent, outside=job.outside), report)
    except BriefdeckError as fault:
        return Outcome(job.name, (*report.findings, fault.finding))
    except Exception:  # noqa: BLE001 - the boundary of a worker: the next source must not suffer
        return Outcome(job.name, tuple(report.findings), bug=traceback.format_exc())


@contextmanager
def _left_uncollected() -> Iterator[None]:
    """Keep the search for cycles out of a build, which makes next to none: it takes a tenth of the time and more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _settle()
        if was:
            gc.enable()


@cache
def _settle() -> None:
    """Once, after the first build: leave modules, fonts and patterns, which stay, out of every later search.

    A build leaves some thousand objects in cycles; those of twenty may wait for a search, which takes as long as one.
    """
    gc.freeze()
    gc.set_threshold(50_000, *gc.get_threshold()[1:])


def _build(job: Job, source: Source, media: Mapping[str, bytes], report: Report) -> Outcome:
    made = make(job, source, media, report)
    return deliver(job, made)


def make(job: Job, source: Source, media: Mapping[str, bytes], report: Report) -> BuiltJob:
    """Build `source` without writing anything."""
    build = import_module("builder.pipeline").build  # heavy, and a run with nothing to do needs none of it
    bundle = build(source, media, job.options, report)
    lines = lines_for(source, media, report)
    if bundle is None:
        return BuiltJob(Outcome(job.name, tuple(report.findings), lines))
    fits = bundle.fits if job.certified else ()
    return BuiltJob(Outcome(job.name, tuple(report.findings), lines, fits=fits), bundle.artifacts)


def deliver(job: Job, made: BuiltJob) -> Outcome:
    """Write what was made to the job's folder, whole or not at all, and return what became of the job."""
    outcome = made.outcome
    if not made.artifacts:
        return outcome
    try:
        guard = OverwriteGuard(job.folder, job.path.stem, job.replacing)
        write_files(job.folder, [(one.name, one.data) for one in made.artifacts], guard)
    except ProductsKeptError as fault:
        kept = import_module("builder.edge.kept_products").kept_findings(fault.kept, job.folder, job.path.stem)
        return replace(outcome, findings=(*outcome.findings, *kept), fits=())
    except BriefdeckError as fault:
        return replace(outcome, findings=(*outcome.findings, fault.finding), fits=())
    written = tuple(WrittenFile(job.folder / one.name, one.kind, len(one.data), one.pages) for one in made.artifacts)
    return replace(outcome, written=written)


def _check(job: Job, source: Source, media: Media, report: Report) -> Outcome:
    import_module("builder.pipeline").check_source(source, media, job.options, report)
    return Outcome(job.name, tuple(report.findings), lines_for(source, media, report))


def dead(job: Job) -> Outcome:
    """Return the outcome of a job whose worker died twice."""
    message = "the process that worked on this briefing died, and died again when it worked on it alone"
    hint = "try it with `-j 1` to see why; the machine may be short of memory"
    return Outcome(job.name, (Finding(WORKER_DIED, message, Span(job.name), (hint,)),))


def _clashes(jobs: Sequence[Job]) -> dict[Path, Outcome]:
    """Return an outcome with a finding for every source whose products another's would overwrite."""
    places: dict[str, list[Job]] = {}
    for job in jobs:
        places.setdefault((job.folder.absolute() / job.path.stem).as_posix().casefold(), []).append(job)
    found = {}
    for rivals in places.values():
        for job in rivals if len(rivals) > 1 else ():
            other = next(one.name for one in rivals if one.path != job.path)
            message = f"its products would have the names of those of `{other}`"
            hint = "rename one of the two, or build them into two folders"
            found[job.path] = Outcome(job.name, (Finding(NAME_CLASH, message, Span(job.name), (hint,)),))
    return found


def lines_for(source: Source, media: Mapping[str, bytes], report: Report) -> dict[tuple[str, int], str]:
    """Return the lines that findings point to: of the source, and of assets such as the theme."""
    wanted: dict[str, set[int]] = {}
    for found in report.findings:
        if found.span.line:
            wanted.setdefault(found.span.source, set()).add(found.span.line)
    shown: dict[tuple[str, int], str] = {}
    for name, numbers in wanted.items():
        data = source.data if name == source.name else media.get(name, b"")
        lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        shown |= {(name, number): lines[number - 1] for number in numbers if number <= len(lines)}
    return shown
