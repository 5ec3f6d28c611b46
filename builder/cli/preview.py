"""`briefdeck preview`: pictures of slides and handout pages, without an office program."""

from importlib import import_module
from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.completion import themes
from builder.cli.findings_output import print_findings
from builder.cli.shared_options import PAPER, Choices, NamedPath, WholeNumber, handout_option, jobs_for, printing_option
from builder.cli.terminal import say
from builder.codes import CANNOT_DRAW
from builder.edge.session_pool import SessionPool
from builder.edge.workspace import pictures_in, read_source, write_files
from builder.model.findings import NOWHERE, BriefdeckError, Report
from builder.model.request import PRINTINGS, Source


def preview(path: Path, folder: Path | None, sheet: Path | None, choices: Choices, dpi: int, *, quiet: bool) -> int:
    """Write a picture of each slide and page of the source at `path` to `folder`, all on one to `sheet`."""
    (job,) = jobs_for((path,), folder or Path(), choices)
    pictures = import_module("builder.edge.preview")
    report = Report()
    found, session = pictures_in(path.parent, outside=job.outside), SessionPool().session(job.themes)
    try:
        source = Source(job.name, read_source(path))
        shown = pictures.preview(source, found, job.options, report, dpi=dpi, session=session)
    except import_module("builder.edge.page_images").NoRasterError as fault:
        raise BriefdeckError(CANNOT_DRAW, str(fault), NOWHERE, "run `pip install 'briefdeck[preview]'`") from fault
    print_findings(source, report, session.assets, quiet=quiet)
    if shown is None:
        return CONTENT
    if folder:
        write_files(folder, shown.pictures)
        _print_line(f"{folder.as_posix()}  {len(shown.pictures)} pictures", quiet=quiet)
    if sheet:
        write_files(sheet.parent, [(sheet.name, shown.sheet)])
        _print_line(f"{sheet.as_posix()}  contact sheet", quiet=quiet)
    return DONE


def _print_line(line: str, *, quiet: bool) -> None:
    if not quiet:
        say(line)


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="SOURCE")
@click.option("--png", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to write the pictures.")
@click.option("--sheet", type=NamedPath(path_type=Path), metavar="FILE", help="A contact sheet of all pictures, a PNG.")
@click.option("--dpi", type=WholeNumber(24, 600), default=96, show_default=True, help="Resolution in dots per inch.")
@click.option("--theme", shell_complete=themes, metavar="NAME", help="Theme: a name, or a path to its TOML file.")
@click.option("--paper", type=PAPER, help="Paper of the handout.")
@handout_option()
@printing_option(f"How they are printed: any of {', '.join(PRINTINGS)}.")
@click.option("--allow-outside", "outside", flag_value=True, default=None, help="Allow pictures from any folder.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def command(path: Path, folder: Path | None, sheet: Path | None, dpi: int, *, quiet: bool, **chosen: object) -> int:
    """Show what the slides and the handout of a source look like, as PNG pictures.

    Exit codes: 0 done, 1 the source has errors, 2 wrong usage.
    """
    if folder is None and sheet is None:
        raise click.UsageError("say where the pictures go, with `--png FOLDER`, `--sheet FILE` or both")
    if sheet is not None and sheet.suffix.lower() != ".png":
        raise click.UsageError(f"`{sheet.name}`: the contact sheet is a PNG; give a name that ends in .png")
    return preview(path, folder, sheet, Choices(**chosen), dpi, quiet=quiet)  # type: ignore[arg-type]
