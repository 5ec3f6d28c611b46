"""`briefdeck ledger`: where every sentence stands, where every text on a slide comes from, and the proof of both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from builder.check.proof import Difference
from builder.cli import CONTENT, DONE
from builder.cli.build_options import Choices, jobs_for
from builder.cli.printers import Checked, printer
from builder.cli.stderr import print_findings
from builder.codes import ALTERED_WORDS, NO_PDF_READER
from builder.edge.sessions import Sessions
from builder.edge.workspace import pictures_in, read_source
from builder.media import Media
from builder.model.findings import NOWHERE, BriefdeckError, Report, Span
from builder.model.request import HANDOUTS, PAPERS, Source
from builder.pipeline import LaidOutBriefing, understand


def ledger(path: Path, against: Sequence[Path], choices: Choices, *, as_json: bool) -> int:
    """Print the ledger of the source at `path`, or hold the files `against` against it; return the exit code."""
    source, report = Source(path.as_posix(), read_source(path)), Report()
    (job,) = jobs_for((path,), Path(), choices)
    session = Sessions().session(job.themes)
    found = understand(source, Media(session.assets, pictures_in(path.parent)), job.options, report, session)
    if found and against:
        differences = Report()
        told = [_held(file, found, differences) for file in against]
        _print_findings(differences)
        if not differences.failed:
            click.echo("".join(told), nl=False)
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


def _held(file: Path, found: LaidOutBriefing, report: Report) -> str:
    """Add a finding for each place where the words of `file` are not the source's; return the line of praise."""
    data = read_source(file)
    proof = import_module("builder.check.proof")
    kind = file.suffix.lower()
    if kind == ".pdf" and find_spec("pikepdf") is None:
        message = "reading a PDF needs a library that is not installed"
        raise BriefdeckError(NO_PDF_READER, message, NOWHERE, "install it with `pip install briefdeck[proof]`")
    try:
        result = (
            proof.prove_handout(
                found.brief, found.products.printed, data, whole=found.products.printed is found.products.handout
            )
            if kind == ".pdf"
            else proof.prove_deck(found.brief, found.products.deck, data)
        )
    except ValueError as fault:
        report.add(ALTERED_WORDS, Span(file.as_posix()), str(fault), "give the file that was built from this source")
        return ""
    for one in result.differences:
        report.add(ALTERED_WORDS, Span(file.as_posix()), _told(one), "build the file anew, or change the source")
    return f"{file.as_posix()}  {result.words} words as in the source, {result.sentences} sentences whole\n"


def _told(difference: Difference) -> str:
    """Return a difference in words."""
    place, wanted, found = difference.place, difference.wanted, difference.found
    if wanted and found:
        return f"{place}: `{found}` stands for `{wanted}`"
    return f"{place}: `{wanted}` is missing" if wanted else f"{place}: `{found}` is not the source's"


def _print_findings(report: Report) -> None:
    files = dict.fromkeys(one.span.source for one in report.findings)
    checked = [Checked(name, tuple(one for one in report.findings if one.span.source == name), {}) for name in files]
    click.echo(printer("text")(checked), nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, as the build record holds it.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Read the words of this .pptx or .pdf back and compare them with the source; may be given twice.",
)
@click.option("--theme", help="The theme that the files were built with.")
@click.option("--paper", type=click.Choice(PAPERS), help="The paper that the handout was built for.")
@click.option("--handout", type=click.Choice(HANDOUTS), help="The kind of handout that was built.")
def command(file: Path, against: tuple[Path, ...], *, as_json: bool, **chosen: str | None) -> int:
    """Account for every sentence of FILE and every text on its slides.

    With --against, prove it from finished files: their words are read back out and compared with the source.
    Exit codes: 0 all accounted for, 1 something is not, 2 wrong usage.
    """
    return ledger(file, against, Choices(**chosen), as_json=as_json)  # type: ignore[arg-type]
