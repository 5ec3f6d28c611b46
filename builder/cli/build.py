"""`briefdeck build`: decks and handouts of sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from builder.batch import Job, Known, Outcome, build_job, kept_job, nothing_known, work_off_jobs
from builder.cli.choices import Choices, formats_option, jobs_for, with_choices
from builder.cli.run import Telling, far_hands, hands_of, tell_outcomes


@dataclass(frozen=True, slots=True)
class Site:
    """Where and by whom it is built."""

    out: Path
    processes: int = 1
    cluster: str = ""
    """Address of a Dask scheduler, or empty for this machine."""
    known: Known = kept_job
    """What need not be built."""


def build(paths: Sequence[Path], site: Site, choices: Choices, telling: Telling) -> int:
    """Build every source among `paths` and return the exit code."""
    return build_jobs(jobs_for(paths, site.out, choices), site, telling)


def build_jobs(jobs: Sequence[Job], site: Site, telling: Telling) -> int:
    """Build `jobs`, tell what becomes of them, and return the exit code."""
    return tell_outcomes(_outcomes(jobs, site), len(jobs), telling)


def _outcomes(jobs: Sequence[Job], site: Site) -> Iterator[Outcome]:
    if site.cluster:
        from builder.remote import build_far  # noqa: PLC0415 - seldom needed

        return build_far(jobs, far_hands(site.cluster), known=site.known)
    return work_off_jobs(jobs, build_job, hands_of(min(site.processes, len(jobs))), known=site.known)


@click.command()
@with_choices
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("dist"), show_default=True, metavar="FOLDER",
    help="Where the products go.",
)  # fmt: skip
@formats_option
@click.option("--force", is_flag=True, help="Build again what is up to date.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first source with errors.")
@click.option("--watch", "watching", is_flag=True, help="Stay, and build again what changes.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Build on a Dask cluster, such as tcp://host:8786.")
def command(
    paths: tuple[Path, ...],
    out: Path,
    form: str,
    processes: int,
    verbose: int,
    *,
    cluster: str,
    quiet: bool,
    force: bool,
    fail_fast: bool,
    watching: bool,
    **chosen: object,
) -> int:
    """Build decks and handouts of sources: files, or folders with all that is in them (here where none is given).

    What is up to date is not built again. Exit codes: 0 done, 1 a source has errors, 2 wrong usage.
    """
    telling = Telling(form, min(verbose, 2), quiet=quiet, fail_fast=fail_fast)
    site = Site(out, processes, cluster, nothing_known if force else kept_job)
    choices = Choices(**chosen)  # type: ignore[arg-type]
    if watching:
        from builder.cli.watching import watch  # noqa: PLC0415 - seldom needed

        return watch(paths or (Path(),), site, choices, telling)
    return build(paths or (Path(),), site, choices, telling)
