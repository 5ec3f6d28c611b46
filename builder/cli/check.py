"""`briefdeck check`: what is wrong with sources, without building them."""

from collections.abc import Sequence
from pathlib import Path

import click

from builder.cli.build_run import workers_for
from builder.cli.findings_output import FindingsForms
from builder.cli.outcome_printer import ReportOptions, print_outcomes
from builder.cli.shared_options import Choices, jobs_for, said_passed_over, usual_paths, with_choices
from builder.edge.batch import check_job, run_jobs


def check(paths: Sequence[Path], choices: Choices, reporting: ReportOptions, processes: int) -> int:
    """Report the findings of every source among `paths` and return the exit code."""
    jobs = jobs_for(paths, Path("dist"), choices, said_passed_over(quiet=reporting.quiet))
    return print_outcomes(
        run_jobs(jobs, check_job, workers_for(min(processes, len(jobs)))), len(jobs), reporting
    ).close()


@click.command()
@with_choices
def command(
    paths: tuple[Path, ...], forms: FindingsForms, processes: int, verbose: int, *, quiet: bool, **chosen: object
) -> int:
    """Report what is wrong with files or folders of sources, layout included, without building.

    Exit codes: 0 nothing prevents a build, 1 a source has errors, 2 wrong usage.
    """
    reporting = ReportOptions(forms, min(verbose, 2), quiet=quiet, findings_are_output=True)
    return check(paths or usual_paths(), Choices(**chosen), reporting, processes)  # type: ignore[arg-type]
