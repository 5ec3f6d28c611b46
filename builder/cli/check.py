"""`briefdeck check`: what is wrong with sources, without building them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from builder.batch import check_job, work_off_jobs
from builder.cli.choices import Choices, jobs_for, usual_paths, with_choices
from builder.cli.run import Telling, tell_outcomes
from builder.cli.site import hands_of


def check(paths: Sequence[Path], choices: Choices, telling: Telling, processes: int) -> int:
    """Report the findings of every source among `paths` and return the exit code."""
    jobs = jobs_for(paths, Path("dist"), choices)
    return tell_outcomes(work_off_jobs(jobs, check_job, hands_of(min(processes, len(jobs)))), len(jobs), telling)


@click.command()
@with_choices
def command(paths: tuple[Path, ...], form: str, processes: int, verbose: int, *, quiet: bool, **chosen: object) -> int:
    """Report what is wrong with sources, layout included, without building: files, or folders with all in them.

    Exit codes: 0 nothing that forbids a build, 1 a source has errors, 2 wrong usage.
    """
    telling = Telling(form, min(verbose, 2), quiet=quiet, findings_are_output=True)
    return check(paths or usual_paths(), Choices(**chosen), telling, processes)  # type: ignore[arg-type]
