"""`briefdeck ledger`: where every sentence stands, where every text on a slide comes from, and the proof of both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
from msgspec.structs import replace

from builder.check.proof import Proof, prove_deck, prove_handout
from builder.check.proof.words import Difference
from builder.cli import CONTENT, DONE
from builder.cli.build_options import Choices, jobs_for, listed
from builder.cli.printers import Checked, printer
from builder.cli.stderr import print_findings
from builder.cli.terminal import say
from builder.codes import ALTERED_CONTENT, ALTERED_WORDS, NO_PDF_READER
from builder.edge.sessions import Sessions
from builder.edge.workspace import pictures_in, read_source
from builder.media import Media
from builder.model.findings import NOWHERE, BriefdeckError, Report, Span
from builder.model.request import HANDOUTS, PAPERS, PRINTINGS, Options, Source
from builder.pipeline import LaidOutBriefing, printed_scene, render, understand


def ledger(path: Path, against: Sequence[Path], choices: Choices, *, as_json: bool) -> int:
    """Print the ledger of the source at `path`, or hold the files `against` against it; return the exit code."""
    source, report = Source(path.as_posix(), read_source(path)), Report()
    (job,) = jobs_for((path,), Path(), choices)
    session = Sessions().session(job.themes)
    media, options = Media(session.assets, pictures_in(path.parent)), job.options
    found = understand(source, media, options, report, session)
    if found and against:
        printings = _PRINTINGS if choices.printing is None else ()
        forms = [replace(options, printing=printing) for printing in dict.fromkeys((options.printing, *printings))]
        differences = Report()
        told = [_compare(file, found, forms, differences) for file in against]
        _print_findings(differences)
        if not differences.failed:
            say("".join(told), end="")
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


_PRINTINGS = ((), ("greyscale",), ("booklet",), ("booklet", "greyscale"))
"""How a handout may have been printed, where nobody says it."""


def _compare(file: Path, found: LaidOutBriefing, forms: Sequence[Options], report: Report) -> str:
    """Add a finding for each place where `file` is not what the source gives; return the line where it is."""
    data = read_source(file)
    if file.suffix.lower() == ".pdf" and find_spec("pikepdf") is None:
        message = "reading a PDF needs a library that is not installed"
        raise BriefdeckError(NO_PDF_READER, message, NOWHERE, "install it with `pip install briefdeck[proof]`")
    try:
        proofs = [_proof(file, data, found, options) for options in forms[:1]]
        proofs += [] if proofs[0].sound else (_proof(file, data, found, options) for options in forms[1:])
    except ValueError as fault:
        report.add(ALTERED_WORDS, Span(file.as_posix()), str(fault), "give the file that was built from this source")
        return ""
    result = next((proof for proof in proofs if proof.sound), proofs[0])
    for one in result.differences:
        report.add(ALTERED_WORDS, Span(file.as_posix()), _told(one), "build the file again, or change the source")
    for one in result.others:
        report.add(ALTERED_CONTENT, Span(file.as_posix()), _told(one), "build the file again, or change the source")
    return f"{file.as_posix()}  {result.words} words as in the source, {result.sentences} sentences whole\n"


def _proof(file: Path, data: bytes, found: LaidOutBriefing, options: Options) -> Proof:
    """Return the proof of a finished file against what the source gives for its kind and these options."""
    if file.suffix.lower() != ".pdf":
        return prove_deck(found.brief, found.products.deck, data, render("pptx", found, options, Report()).data)
    slides = file.stem.endswith("-slides") and file.stem != found.brief.id
    kind, whole = "slides-pdf" if slides else "pdf", not slides and found.products.printed is found.products.handout
    scene, _ = printed_scene(kind, found, options)
    return prove_handout(found.brief, scene, data, render(kind, found, options, Report()).data, whole=whole)


def _told(difference: Difference) -> str:
    """Return a difference in words."""
    place, wanted, found = difference.place, difference.wanted, difference.found
    if wanted and found:
        return f"{place}: `{found}` stands for `{wanted}`"
    return f"{place}: `{wanted}` is missing" if wanted else f"{place}: `{found}` is not the source's"


def _print_findings(report: Report) -> None:
    files = dict.fromkeys(one.span.source for one in report.findings)
    checked = [Checked(name, tuple(one for one in report.findings if one.span.source == name), {}) for name in files]
    say(printer("text")(checked), end="")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, as the build record holds it.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Compare this finished .pptx or .pdf with what the source gives; may be given several times.",
)
@click.option("--theme", help="The theme that the files were built with.")
@click.option("--paper", type=click.Choice(PAPERS), help="The paper that the handout was built for.")
@click.option("--handout", type=click.Choice(HANDOUTS), help="The kind of handout that was built.")
@click.option(
    "--print", "printing", multiple=True, metavar="LIST", callback=listed(PRINTINGS),
    help=f"How the handout was printed: any of {', '.join(PRINTINGS)}. Without it, any way is accepted.",
)  # fmt: skip
def command(file: Path, against: tuple[Path, ...], *, as_json: bool, **chosen: str | None) -> int:
    """Account for every sentence of FILE and every text on its slides.

    With --against, prove it from finished files: all that is seen or heard of them is compared with the source.
    Exit codes: 0 all accounted for, 1 something is not, 2 wrong usage.
    """
    return ledger(file, against, Choices(**chosen), as_json=as_json)  # type: ignore[arg-type]
