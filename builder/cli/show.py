"""`briefdeck show`: an outline of a source, or its data form."""

from importlib import import_module
from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.findings_output import print_findings
from builder.edge.source_files import project_pictures
from builder.edge.workspace import read_source
from builder.media import Media, installed_assets
from builder.model.findings import Report
from builder.model.request import Source
from builder.read import read


def show(path: Path) -> int:
    """Print the outline of the source at `path`, its findings on standard error, and return the exit code."""
    source, report = Source(path.as_posix(), read_source(path)), Report()
    pipeline = import_module("builder.pipeline")
    found = pipeline.outline_of(source, Media(installed_assets(), project_pictures(path.parent)), report)
    print_findings(source, report)
    if found is None:
        return CONTENT
    click.echo(import_module("builder.cli.printers.outline").outline_of(*found), nl=False)
    return DONE


def show_data(path: Path, form: str) -> int:
    """Print the source at `path` in the data form `form`, its findings on standard error; return the exit code."""
    source, report = Source(path.as_posix(), read_source(path)), Report()
    draft = read(source.name, source.data, report)
    print_findings(source, report)
    if draft is None:
        return CONTENT
    writer = import_module("builder.write.data")
    click.echo(writer.json_of(draft) if form == "json" else writer.yaml_of(draft), nl=False)
    return DONE


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "form", flag_value="json", help="Print the data form as JSON, which builds like the source.")
@click.option("--yaml", "form", flag_value="yaml", help="Print the data form as YAML.")
def command(file: Path, form: str | None) -> int:
    """Print what FILE says: title, who, questions, points and planned slides; or the same as data.

    Exit codes: 0 done, 1 the source has errors, 2 wrong usage.
    """
    return show(file) if form is None else show_data(file, form)
