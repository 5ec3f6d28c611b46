"""`briefdeck ledger`: where every sentence is, where every text on a slide comes from, and the proof of both."""

import json
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.compare_files import compare_file, laid_out_with, reference_for, with_forms_of
from builder.cli.completion import themes
from builder.cli.findings_output import print_findings
from builder.cli.printers import Checked, printer
from builder.cli.shared_options import PAPER, Choices, handout_option, jobs_for, printing_option
from builder.cli.terminal import say
from builder.edge.session_pool import SessionPool
from builder.edge.workspace import pictures_in, read_source
from builder.media import Media
from builder.model.findings import Report
from builder.model.request import PRINTINGS, Source
from builder.pipeline import understand


def ledger(path: Path, against: Sequence[Path], choices: Choices, *, as_json: bool) -> int:
    """Print the ledger of the source at `path`, or hold the files `against` against it; return the exit code."""
    source, report = Source(path.as_posix(), read_source(path)), Report()
    (job,) = jobs_for((path,), Path(), choices)
    session = SessionPool().session(job.themes)
    media = Media(session.assets, pictures_in(path.parent, outside=job.outside))
    options = with_forms_of(job.options, against)
    found = understand(source, media, options, report, session)
    if found and against:
        again = partial(laid_out_with, source, media, session=session)
        reference = reference_for(options, choices.printing, found, again)
        differences = Report()
        lines = [compare_file(file, reference, differences) for file in against]
        _print_findings(differences)
        if not differences.failed:
            say("".join(lines), end="")
        return CONTENT if differences.failed else DONE
    print_findings(source, report, session.assets)
    if found is None:
        return CONTENT
    if as_json:
        form = import_module("builder.check.ledger.as_json").ledger_json(found.ledger)
        click.echo(json.dumps(form, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        click.echo(import_module("builder.cli.printers.ledger_table").table_of(found.ledger), nl=False)
    return DONE


def _print_findings(report: Report) -> None:
    files = dict.fromkeys(one.span.source for one in report.findings)
    checked = [Checked(name, tuple(one for one in report.findings if one.span.source == name), {}) for name in files]
    say(printer("text")(checked), end="")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, as the build record holds it.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare this finished .pptx or .pdf with what the source gives; repeatable.",
)
@click.option("--theme", shell_complete=themes, help="The theme that the files were built with.")
@click.option("--paper", type=PAPER, help="The paper that the handout was built for.")
@handout_option("The form of handout that was built.")
@printing_option(f"How the handout was printed: any of {', '.join(PRINTINGS)}. Without it, any way is accepted.")
def command(file: Path, against: tuple[Path, ...], *, as_json: bool, **chosen: str | None) -> int:
    """Show where every sentence of FILE appears and where every text on its slides comes from.

    With --against, verify finished files: everything seen or heard in them is compared with the source.
    Exit codes: 0 all accounted for, 1 something is not, 2 wrong usage.
    """
    if as_json and against:
        message = "`--json` prints the ledger, and `--against` compares files with it: give one of the two"
        raise click.UsageError(message)
    return ledger(file, against, Choices(**chosen), as_json=as_json)  # type: ignore[arg-type]
