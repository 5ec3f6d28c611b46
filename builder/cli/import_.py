"""`briefdeck import`: texts, PDFs, Word files, saved web pages and decks become drafts to review."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from builder.cli.printers.import_summary import summary_of
from builder.cli.printers.text import text_from
from builder.cli.shared_options import NamedPath, no_such_file
from builder.cli.terminal import say
from builder.codes import ALREADY_A_BRIEFING, DRAFT_EXISTS, MISSING_GLYPH
from builder.edge.workspace import read_source, write_files
from builder.importing import ImportedDraft, import_piece
from builder.importing.raw_draft import FORMATS
from builder.media import Pictures
from builder.media.assets import Folder
from builder.model.findings import BriefdeckError, Finding, Report, Severity, Span
from builder.model.locales import instead_of_language
from builder.model.request import Options, Source
from builder.session import Session

_DONE, _CONTENT = 0, 1
_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_NOT_FROM_FOLDERS = {".md", ".markdown"}
"""Formats that are imported by name only: in a folder they are sources and earlier drafts."""

_FAR_SCRIPT = re.compile(r"[\u0900-\u1dbf\u2e80-\ud7ff\uf900-\ufaff]")
"""A letter of a script that our fonts may lack: those of Asia, from Devanagari on."""

_OUR_MARKS = re.compile(
    rb"^(?:#+ .*\{(?:[^{}\n]*\s)?(?:actor=|\.(?:summary|section|closing)\b)|::: (?:slide|notes)\b|unconfirmed: \[)",
    re.MULTILINE,
)
"""What only a source of briefdeck has."""


@click.command("import", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option(
    "-o",
    "--output",
    type=NamedPath(path_type=Path),
    help="The draft, or a folder for drafts; beside SOURCE by default.",
)
@click.option("--lang", default="", help="Language of the text, such as pl; detected by default.")
@click.option("--force", is_flag=True, help="Write the draft again; the existing one is kept under another name.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def command(sources: tuple[str, ...], output: Path | None, lang: str, *, force: bool, quiet: bool) -> int:
    """Make a Markdown draft of each of SOURCES, ready to review and build.

    SOURCES are files (.txt, .md, .pdf, .docx, .odt, .rtf, .html, .pptx, .epub) or folders of them.
    """
    for one in sources:
        if _ADDRESS.match(one):
            message = f"`{one}` is an address: save the page in your browser (as a complete page), then import the file"
            raise click.UsageError(message)
    if lang and (instead := instead_of_language(lang)):
        raise click.BadParameter(f"`{lang}` is not a language tag: {instead}", param_hint="'--lang'")
    missing = next((one for one in sources if not Path(one).exists()), None)
    if missing is not None:
        raise click.BadParameter(no_such_file(Path(missing)), param_hint="'SOURCES...'")
    files = files_of([Path(one) for one in sources])
    if not files:
        message = f"no file to import in {', '.join(sources)}: give files, or a folder with {', '.join(FORMATS)}"
        raise click.UsageError(message)
    is_file = output is None or (output.suffix and not output.is_dir())
    if is_file and len(files) == 1 and len(sources) == 1 and files[0] == Path(sources[0]):
        return import_file(files[0], output or beside(files[0]), lang=lang, force=force, quiet=quiet)
    return import_files(files, output, lang=lang, force=force, quiet=quiet)


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files to import: those that are named, and those in named folders that are not Markdown."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith((".", "~$")))
        suffixes = set(FORMATS) - _NOT_FROM_FOLDERS
        found += [one for one in inside if one.suffix.lower() in suffixes and not _is_part_of_page(one)]
    return list(dict.fromkeys(found))


def import_files(
    files: Sequence[Path], folder: Path | None, *, lang: str = "", force: bool = False, quiet: bool = False
) -> int:
    """Import each of `files`, beside it or into `folder`; a file that cannot be imported does not stop the others."""
    code = _DONE
    for path in files:
        output = beside(path) if folder is None else folder / beside(path).name
        try:
            code = max(code, import_file(path, output, lang=lang, force=force, quiet=quiet))
        except BriefdeckError as fault:
            say(text_from(fault.finding), err=True)
            code = _CONTENT
    return code


def import_file(source: Path, output: Path, *, lang: str = "", force: bool = False, quiet: bool = False) -> int:
    """Write the draft of `source` to `output` with its pictures, print what is in it, and return the exit code.

    Of a `quiet` import only errors are printed.

    BriefdeckError where `source` cannot be read, `output` cannot be written, or is there and `force` is not given.
    """
    if output.exists() and not force:
        message = "this file already exists"
        raise BriefdeckError(
            DRAFT_EXISTS, message, Span(output.as_posix()), "use `--force`, or choose another name with `-o`"
        )
    data = read_source(source)
    if source.suffix.lower() in _NOT_FROM_FOLDERS and (mark := _OUR_MARKS.search(data)):
        where = Span(source.as_posix(), data.count(b"\n", 0, mark.start()) + 1, 1)
        message, hint = "this is a briefing already, not a text to make one of", f"build it: `briefdeck build {source}`"
        raise BriefdeckError(ALREADY_A_BRIEFING, message, where, hint)
    report = Report()
    session = Session()
    imported = import_piece(
        source.as_posix(),
        data,
        session.assets,
        report,
        lang=lang,
        name=output.stem,
        files=Folder(source.parent),
        check=partial(_check, output, session),
    )
    if imported:
        _keep(output)
        for name, data in sorted(imported.pictures.items()):
            place = output.parent / name
            write_files(place.parent, [(place.name, data)])
        write_files(output.parent, [(output.name, imported.text.encode("utf-8", "replace"))])
        if not quiet:
            say("\n".join(summary_of(imported, output)))
        for finding in _without_font(output, imported, session):
            say(text_from(finding), err=True)
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    for finding in errors if quiet else report.findings:
        say(text_from(finding), err=True)
    failed = imported is None or bool(errors)
    return _CONTENT if failed else _DONE


def _check(output: Path, session: Session, text: str, pictures: Mapping[str, bytes]) -> Sequence[Finding]:
    """Return what a build of the draft would find, of its layout only which titles have no room."""
    report = Report()
    source = Source(output.as_posix(), text.encode("utf-8", "replace"))
    import_module("builder.pipeline").check_titles(source, Pictures(pictures), Options(), report, session)
    return report.findings


def _without_font(output: Path, imported: ImportedDraft, session: Session) -> Sequence[Finding]:
    """Return for which characters of the draft a build would have no font: it is said here that none can be made."""
    if not _FAR_SCRIPT.search(imported.text):
        return ()
    report = Report()
    source = Source(output.as_posix(), imported.text.encode("utf-8", "replace"))
    import_module("builder.pipeline").check_source(source, Pictures(imported.pictures), Options(), report, session)
    return [finding for finding in report.findings if finding.code is MISSING_GLYPH]


def _keep(output: Path) -> None:
    """Give a draft that is there another name, so that nobody's review is lost."""
    if not output.exists():
        return
    number = next(n for n in range(1, 10_000) if not output.with_suffix(f".old-{n}.md").exists())
    kept = output.with_suffix(f".old-{number}.md")
    output.rename(kept)
    say(f"{kept.as_posix()}: the previous draft")


def _is_part_of_page(path: Path) -> bool:
    """Return whether a file lies in the folder of files that a browser saves beside a page."""
    return any(one.name.endswith(("_files", "-Dateien", "_fichiers", "_archivos", "_pliki")) for one in path.parents)


def beside(source: Path) -> Path:
    """Return where the draft of `source` goes when nobody says: beside it, under its name."""
    stem = source.with_suffix(".md")
    return stem if stem != source else source.with_suffix(".draft.md")
