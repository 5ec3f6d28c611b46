"""`briefdeck build`: decks and handouts of sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from builder.batch import build_job
from builder.cli.choices import Choices, formats_option, jobs_for, with_choices
from builder.cli.run import Telling, run_jobs


def build(paths: Sequence[Path], out: Path, choices: Choices, telling: Telling, processes: int) -> int:
    """Build every source among `paths` into `out` and return the exit code."""
    return run_jobs(jobs_for(paths, out, choices), build_job, telling, processes)


@click.command()
@with_choices
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("dist"), show_default=True, metavar="FOLDER",
    help="Where the products go.",
)  # fmt: skip
@formats_option
def command(
    paths: tuple[Path, ...],
    out: Path,
    form: str,
    processes: int,
    verbose: int,
    *,
    quiet: bool,
    **chosen: object,
) -> int:
    """Build decks and handouts of sources: files, or folders with all that is in them (here where none is given).

    Exit codes: 0 done, 1 a source has errors, 2 wrong usage.
    """
    telling = Telling(form, min(verbose, 2), quiet=quiet)
    return build(paths or (Path(),), out, Choices(**chosen), telling, processes)  # type: ignore[arg-type]
