"""Briefings built where this disk is not: all that a build needs goes along, all that it makes comes back."""

import re
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.edge.batch import (
    BuiltJob,
    Job,
    Known,
    Outcome,
    Workers,
    build_job,
    dead,
    deliver,
    first_reported,
    in_order,
    make,
    nothing_known,
)
from builder.edge.session_pool import SessionPool, ThemeFiles
from builder.edge.worker_pool import run_all
from builder.edge.workspace import pictures_in, read_source
from builder.media import Pictures
from builder.model.draft_walk import pictures_of
from builder.model.findings import BriefdeckError, Report
from builder.model.request import Source


class RemoteJob(Struct, frozen=True):
    """A job with its source and the author's pictures; assets are where the program is installed."""

    job: Job
    source: Source
    pictures: tuple[tuple[str, bytes], ...]
    themes: tuple[tuple[str, bytes], ...] = ()
    """The files of the project's own themes."""


def build_far(jobs: Sequence[Job], workers: Workers, *, known: Known = nothing_known) -> Iterator[Outcome]:
    """Yield the outcome of each of `jobs`, built by workers that need not see this disk, written here.

    A source or a picture that cannot be read here is reported here.
    """
    sessions = SessionPool()
    known_outcomes, rest = first_reported(jobs, known, sessions)
    loads: list[RemoteJob] = []
    for job in rest:
        load = load_of(job)
        if load:
            loads.append(load)
        else:
            known_outcomes[job.name] = build_job(job, sessions)
    answers = run_all(loads, build_load, _dead_job, workers.pool, workers.number)
    return in_order(jobs, known_outcomes, (_received(load.job, made) for load, made in answers))


def _received(job: Job, made: BuiltJob) -> Outcome:
    """Write what a worker made of `job`; whatever it says, the job is the one that was sent."""
    return replace(deliver(job, made), source=job.name)


def load_of(job: Job) -> RemoteJob | None:
    """Return a job with all that it needs, or None where something of that cannot be read."""
    try:
        source = Source(job.name, read_source(job.path))
        there = pictures_in(job.path.parent, outside=job.outside)
        pictures = {
            name: there.as_saved(name) for name in (*_pictures_of(source), *_edits_of(job.path)) if name in there
        }
        themes = dict(ThemeFiles(job.themes)) if job.themes else {}
    except BriefdeckError:
        return None
    return RemoteJob(job, source, tuple(pictures.items()), tuple(themes.items()))


_WORKER = SessionPool()
"""The sessions of a worker on another machine; where the jobs come from nothing uses them."""


def build_load(load: RemoteJob) -> BuiltJob:
    """Build what `load` brings, never raising."""
    report = Report(severities=dict(load.job.severities))
    try:
        session = _WORKER.session_with(load.themes)
        return make(load.job, load.source, Pictures(dict(load.pictures)), report, session)
    except BriefdeckError as fault:
        return BuiltJob(Outcome(load.job.name, (*report.findings, fault.finding)))
    except Exception:  # noqa: BLE001 - the boundary of a worker: the next source must not suffer
        return BuiltJob(Outcome(load.job.name, tuple(report.findings), bug=traceback.format_exc()))


def _dead_job(load: RemoteJob, reason: str) -> BuiltJob:
    return BuiltJob(dead(load.job, reason))


def _edits_of(path: Path) -> Iterator[str]:
    """Yield the names of the files in which edits are kept beside the source at `path`."""
    folder = path.with_name(f"{path.stem}.edits")
    if folder.is_dir():
        yield from (one.relative_to(path.parent).as_posix() for one in sorted(folder.rglob("*")) if one.is_file())


_NAMES_PICTURES = re.compile(rb"!\[|\bpicture\b")
"""What a source in Markdown has that shows a picture or gives an actor a portrait."""


def _pictures_of(source: Source) -> tuple[str, ...]:
    """Return the names of the pictures in `source`; most sources have none, and are not read for them."""
    if source.name.endswith((".md", ".markdown")) and not _NAMES_PICTURES.search(source.data):
        return ()
    from builder.read import read

    draft = read(source.name, source.data, Report())
    return tuple(dict.fromkeys(image.src for image in pictures_of(draft))) if draft else ()
