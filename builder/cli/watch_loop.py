"""`briefdeck build --watch`: stay, and build again what changes, whatever errors there are meanwhile."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from builder.cli import DONE
from builder.cli.build_run import BuildPlace, build_jobs
from builder.cli.outcome_printer import ReportOptions
from builder.cli.printers.text import text_from
from builder.cli.shared_options import Choices, jobs_for
from builder.cli.terminal import say
from builder.compare.edit_rows import folder_of
from builder.edge.batch import Job, nothing_known
from builder.edge.watch import Stamp, changes, stamps_of
from builder.edge.workspace import PICTURE_SUFFIXES
from builder.media import assets_folder
from builder.model.findings import BriefdeckError

PAUSE = 0.2
"""Seconds between two looks; a change is built after two of them, well within a second."""

_SETTINGS = "pyproject.toml"
_ASSETS = ("themes", "labels", "fonts")
"""The folders of our assets that are looked at."""


def watch(paths: Sequence[Path], place: BuildPlace, choices: Choices, reporting: ReportOptions) -> int:
    """Build `paths`, then whatever changes, until Ctrl-C; return the exit code, which is reached in no other way."""

    def look() -> dict[Path, Stamp]:
        return stamps_of(_watched(paths, place, choices))

    settled = look()  # before the first build, so that what changes meanwhile is not missed
    jobs = _jobs(paths, place, choices)
    code = _build(jobs, place, reporting, jobs)
    say("watching; stop with Ctrl-C", err=True)
    for changed in changes(look, lambda: time.sleep(PAUSE), settled):
        jobs = _jobs(paths, place, choices)
        touched = tuple(job for job in jobs if _touches(changed, job))
        before, code = code, _build(touched, replace(place, known=nothing_known), reporting, jobs)
        if before != DONE and code == DONE:
            say("fixed: building what changed", err=True)
    return DONE


def _build(jobs: Sequence[Job], place: BuildPlace, reporting: ReportOptions, present: Sequence[Job]) -> int:
    """Build `jobs`; where a source is gone, its products are cleaned away although nothing is built."""
    return build_jobs(jobs, place, reporting, present=present) if jobs or (place.clean and present) else DONE


def _jobs(paths: Sequence[Path], place: BuildPlace, choices: Choices) -> tuple[Job, ...]:
    """Return the jobs as the disk has them now; what forbids to know them is reported, and waited out."""
    try:
        return jobs_for(paths, place.out, choices)
    except BriefdeckError as fault:
        say(text_from(fault.finding), err=True)
        return ()


def _watched(paths: Sequence[Path], place: BuildPlace, choices: Choices) -> Iterator[Path]:
    """Yield sources with their kept edits, the pictures below their folders, settings, and the theme's files."""
    try:
        jobs = jobs_for(paths, place.out, choices)
    except BriefdeckError:  # reported when something is built; here files are only looked at
        jobs = ()
    for job in jobs:
        yield job.path
        yield from sorted(_edits_of(job).rglob("*"))
    yield from (path for path in paths if not path.is_dir())
    for folder in sorted({job.path.parent for job in jobs}):
        yield from (above / _SETTINGS for above in (folder.absolute(), *folder.absolute().parents))
        for here, folders, files in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(here) / name for name in files if Path(name).suffix.lower() in PICTURE_SUFFIXES)
    yield from _house_files({job.themes for job in jobs})


def _house_files(folders: set[Path | None]) -> Iterator[Path]:
    """Yield the files of the theme: themes with their fonts and logos, our labels and fonts."""
    ours = assets_folder()
    for folder in (*sorted(one for one in folders if one), *(ours / name for name in _ASSETS)):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _touches(changed: frozenset[Path], job: Job) -> bool:
    """Return whether a change concerns the job: its source and kept edits, a picture below, its settings, its style."""
    ours = assets_folder()
    wholly = (_edits_of(job), *([job.themes] if job.themes else ()), *(ours / name for name in _ASSETS))
    if job.path in changed or any(path.is_relative_to(folder) for path in changed for folder in wholly):
        return True
    pictures = {path for path in changed if path.suffix.lower() in PICTURE_SUFFIXES}
    settings = {path.parent for path in changed if path.name == _SETTINGS}
    return any(path.is_relative_to(job.path.parent) for path in pictures) or not settings.isdisjoint(
        job.path.absolute().parents
    )


def _edits_of(job: Job) -> Path:
    """Return the folder beside the source in which `briefdeck pull` keeps what Markdown cannot say."""
    return job.path.with_name(folder_of(job.path.stem))
