"""`briefdeck verify`: whether a finished file keeps the rules that no schema holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.compare_files import compare_with_sources
from builder.cli.findings_output import FindingsForms, FindingsOutput, findings_option
from builder.cli.printers import STREAMED, Checked
from builder.cli.terminal import say
from builder.codes import CANNOT_DRAW, NO_PDF_READER, NO_SOURCE, PPTX_TEXT_OVERFLOW
from builder.edge.product_audit import RecordsBelow, audit, audit_rebuilt, audit_sources, decks_with_edits
from builder.edge.session_pool import SessionPool
from builder.edge.settings import settings_for
from builder.edge.source_files import source_files
from builder.edge.workspace import read_source
from builder.media import Assets, Pictures, assets_folder
from builder.model.findings import NOWHERE, BriefdeckError, Finding, Report, Span
from builder.model.request import Options, Source
from builder.session import Session

Check = Callable[[str, bytes, Report], None]

CHECKS: dict[str, str] = {".pptx": "builder.check.deck", ".pdf": "builder.check.handout"}
"""For each suffix the module whose `check(name, data, report)` knows the rules of such files."""


def verify(
    paths: Sequence[Path],
    findings: FindingsOutput,
    audit: Callable[[Path], Checked],
    *,
    sources: tuple[Path, ...] = (),
    drawn: bool,
    quiet: bool,
) -> int:
    """Print what is wrong with the files at `paths`, and return the exit code.

    With `sources`, files are also compared with what their source gives. With `drawn`, decks are also drawn by
    LibreOffice and each character is held against its box. A folder is held against its build records by `audit`.
    """
    checked = []
    for path in paths:
        if path.is_dir():
            checked.append(audit(path))
            _print_findings(checked[-1], findings, "every file matches its record", quiet=quiet)
            continue
        name, data, report = path.as_posix(), read_source(path), Report()
        _check_of(path)(name, data, report)
        if sources:
            compare_with_sources(path, sources, report)
        boxes = _check_drawn(name, data, report) if drawn and path.suffix.lower() == ".pptx" else 0
        checked.append(Checked(name, tuple(report.findings), {}))
        _print_findings(checked[-1], findings, "sound" + (f", {boxes} boxes drawn" if boxes else ""), quiet=quiet)
    findings.close()
    return CONTENT if any(one.errors for one in checked) else DONE


def _print_findings(checked: Checked, findings: FindingsOutput, praise: str, *, quiet: bool) -> None:
    """Print the findings of one file or folder, or that there are none."""
    findings.add(checked)
    if not checked.findings and not quiet and findings.forms.screen in STREAMED:
        say(f"{checked.source}  {praise}")


def _check_of(path: Path) -> Check:
    module = CHECKS.get(path.suffix.lower())
    if module is None:
        raise click.UsageError(f"`{path.name}` cannot be verified; expected one of {', '.join(CHECKS)}")
    if path.suffix.lower() == ".pdf" and find_spec("pikepdf") is None:
        message = "the library that reads PDFs is not installed"
        raise BriefdeckError(NO_PDF_READER, message, NOWHERE, "install it with `pip install briefdeck[proof]`")
    check: Check = import_module(module).check
    return check


def _check_drawn(name: str, data: bytes, report: Report) -> int:
    """Add a finding for each box out of which words run, and return how many boxes were drawn."""
    if find_spec("pypdfium2") is None:
        message = "pypdfium2, which reads drawn pages, is not installed"
        raise BriefdeckError(CANNOT_DRAW, message, NOWHERE, "run `pip install 'briefdeck[preview]'`")
    overflow, office = import_module("builder.check.overflow"), import_module("builder.edge.libreoffice")
    painted = overflow.paint(data)
    try:
        pages = office.draw({name: painted.data}, assets_folder() / "fonts")[name]
    except office.NoOfficeError as fault:
        hint = "install LibreOffice, or leave `--render` out"
        raise BriefdeckError(CANNOT_DRAW, str(fault), Span(name), hint) from fault
    for box, points in overflow.judge(painted, pages):
        what = "was not drawn" if points is None else f"runs {points} points beyond its box"
        message = f"slide {box.slide}: the text in `{box.name}` {what}"
        report.add(PPTX_TEXT_OVERFLOW, Span(name), message, "shorten the text, or make the box larger")
    return len(painted.boxes)


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="[FILES or FOLDERS]..."
)
@click.option("--render", "drawn", is_flag=True, help="Render decks with LibreOffice and look for overflowing text.")
@findings_option
@click.option(
    "--sources", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="FOLDER",
    help="Where the sources are: to compare files with them, and to find what is stale in folders.",
)  # fmt: skip
@click.option("--rebuild", "anew", is_flag=True, help="Rebuild a folder's products, and compare them byte by byte.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def command(
    paths: tuple[Path, ...], forms: FindingsForms, sources: tuple[Path, ...], *, drawn: bool, anew: bool, quiet: bool
) -> int:
    """Verify finished files: structure and accessibility of decks (.pptx) and PDFs; folders against their records.

    With --sources, files are compared with everything their source gives, as `briefdeck ledger --against` does.

    Exit codes: 0 everything is as built, 1 something is wrong, 2 wrong usage.
    """
    if drawn and (folder := next((path for path in paths if path.is_dir()), None)):
        message = f"`--render` draws decks, and `{folder}` is a folder: name them, such as `{folder}/*.pptx`"
        raise click.UsageError(message)
    audit = rebuilt if anew else audited
    return verify(
        paths, FindingsOutput(forms), lambda folder: audit(folder, sources), sources=sources, drawn=drawn, quiet=quiet
    )


def audited(folder: Path, sources: Sequence[Path]) -> Checked:
    """Return what is wrong with the products below `folder`; where `sources` are named, what is stale as well."""
    records = RecordsBelow(folder)
    stale = audit_sources(records, _all(sources, folder), _Projects().assets) if sources else ()
    return _checked(records, stale)


def rebuilt(folder: Path, sources: Sequence[Path]) -> Checked:
    """Return what is wrong with the products below `folder`, each built again from `sources` and compared.

    BriefdeckError (`no-source`) if no sources are named.
    """
    if not sources:
        message = "nothing can be rebuilt without sources"
        raise BriefdeckError(NO_SOURCE, message, NOWHERE, "give their folder with --sources")
    records, found, projects = RecordsBelow(folder), _all(sources, folder), _Projects()
    stale = audit_sources(records, found, projects.assets)
    return _checked(records, chain(stale, audit_rebuilt(records, found, projects.build)))


class _Projects:
    """The sessions of the projects that sources belong to."""

    def __init__(self) -> None:
        self._sessions = SessionPool()

    def assets(self, path: Path) -> Assets:
        """Return the assets with which the source at `path` is built."""
        return self._session(path).assets

    def build(self, source: Source, pictures: Pictures, options: Options) -> Mapping[str, bytes] | None:
        """Return the products of `source` by name, or None if it has errors."""
        session = self._session(Path(source.name))
        bundle = import_module("builder.pipeline").build(source, pictures, options, Report(), session)
        return {one.name: one.data for one in bundle.artifacts} if bundle else None

    def _session(self, path: Path) -> Session:
        return self._sessions.session(settings_for(path.parent).themes)


def _all(sources: Sequence[Path], folder: Path) -> list[Path]:
    return [one.path for one in source_files(sources, without=folder) if not one.is_stray]


def _checked(records: RecordsBelow, further: Iterable[Finding]) -> Checked:
    """Return what is wrong in a folder, then `further`, then about decks that people edited."""
    findings, report = [*audit(records), *further], Report()
    for path in decks_with_edits(records):
        _check_of(path)(path.as_posix(), read_source(path), report)
    return Checked(records.folder.as_posix(), (*findings, *report.findings), {})
