"""`briefdeck build`: decks and handouts of sources."""

from collections.abc import Sequence
from pathlib import Path

import click

from builder.cli.build_run import BuildPlace, build_jobs
from builder.cli.findings_output import FindingsForms
from builder.cli.outcome_printer import ReportOptions
from builder.cli.shared_options import (
    Choices,
    NamedPath,
    formats_option,
    jobs_for,
    said_passed_over,
    usual_paths,
    with_choices,
)
from builder.edge.batch import kept_job, nothing_known


def build(paths: Sequence[Path], place: BuildPlace, choices: Choices, reporting: ReportOptions) -> int:
    """Build every source among `paths` and return the exit code."""
    jobs = jobs_for(paths, place.out, choices, said_passed_over(quiet=reporting.quiet))
    return build_jobs(jobs, place, reporting)


def _folder(ctx: click.Context, parameter: click.Parameter, out: Path) -> Path:
    """Return `out`; BadParameter where it has the name of a product, which would become that of a folder."""
    if out.suffix.lower() in {".pptx", ".pdf"} and not out.exists():
        message = f"'{out.as_posix()}' is the name of a file: give the folder, such as '{out.parent.as_posix()}'"
        raise click.BadParameter(f"{message}; products are named after their source", ctx, parameter)
    return out


@click.command()
@with_choices
@click.option(
    "-o", "--out", type=NamedPath(path_type=Path), default=Path("dist"), show_default=True, metavar="FOLDER",
    callback=_folder, help="Where to write the products.",
)  # fmt: skip
@formats_option
@click.option(
    "--template", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A PowerPoint template, for a first look without a theme.",
)  # fmt: skip
@click.option("--replace", "replacing", is_flag=True, help="Keep edited products as NAME.edited, and replace them.")
@click.option("--force", is_flag=True, help="Rebuild even what is up to date.")
@click.option("--clean", is_flag=True, help="Remove products of sources that are gone, and of other formats.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first source with errors.")
@click.option("--watch", "watching", is_flag=True, help="Keep running, and rebuild what changes.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Build on a Dask cluster, such as tcp://host:8786.")
def command(  # noqa: PLR0913 - a parameter for each option
    paths: tuple[Path, ...],
    out: Path,
    forms: FindingsForms,
    processes: int,
    verbose: int,
    *,
    template: Path | None,
    cluster: str,
    quiet: bool,
    force: bool,
    clean: bool,
    fail_fast: bool,
    watching: bool,
    **chosen: object,
) -> int:
    """Build decks and handouts from files, or from folders with everything in them.

    Without arguments, build the folder decks, or else the current one.

    Sources that are up to date are skipped. Edited products are kept and reported: bring their edits back with
    `briefdeck pull`. Exit codes: 0 done, 1 a source has errors, 2 wrong usage.
    """
    reporting = ReportOptions(forms, min(verbose, 2), quiet=quiet, fail_fast=fail_fast)
    place = BuildPlace(out, processes, cluster, nothing_known if force else kept_job, clean)
    if clean and any(not path.is_dir() for path in paths):
        raise click.UsageError("`--clean` needs folders: it removes the products of every source that is not in them")
    choices = Choices(**chosen)  # type: ignore[arg-type]
    if template:
        from builder.cli.theme_from import built_on

        if watching or choices.theme or cluster:
            message = "`--template` cannot be combined with `--theme`, `--watch` or `--cluster`"
            raise click.UsageError(message + ": make a theme with `briefdeck theme from`")
        return built_on(template, choices, lambda asked: build(paths or usual_paths(), place, asked, reporting))
    if watching:
        from builder.cli.watch_loop import watch

        return watch(paths or usual_paths(), place, choices, reporting)
    return build(paths or usual_paths(), place, choices, reporting)
