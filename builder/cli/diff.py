"""`briefdeck diff`: what changed between two sources, two records, or two git revisions."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import click
from msgspec import Struct

from builder.cli import CONTENT, DONE
from builder.cli.findings_output import print_findings
from builder.cli.printers import changes, edits
from builder.cli.terminal import say_as
from builder.codes import NO_REVISION, NOTHING_TO_BUILD
from builder.compare.briefings import EMPTY, Snapshot, compare, snapshot_of, snapshot_of_record
from builder.compare.decks import compare_decks
from builder.edge.git_revisions import changed_files, commit_id, file_at
from builder.edge.pull import read_edited
from builder.edge.source_files import project_pictures
from builder.edge.workspace import is_source, read_source
from builder.media import Media, installed_assets
from builder.model.findings import NOWHERE, BriefdeckError, Report
from builder.model.request import Source
from builder.read import read
from builder.read.stray_files import is_stray

_RECORD = ".build.json"


class Version(Struct, frozen=True):
    """A briefing at one of its two times: its name, and its bytes or None where it was not there."""

    name: str
    data: bytes | None
    folder: Path


def diff(old: str, new: str, paths: Sequence[str], form: str) -> int:
    """Print what changed from `old` to `new` and return the exit code; a version with errors does not stop the rest."""
    if all(name.lower().endswith(".pptx") and Path(name).is_file() for name in (old, new)):
        return _diff_decks(Path(old), Path(new), form)
    found, whole = [], True
    for before, after in _versions(old, new, paths):
        rows = not any(one.name.endswith(_RECORD) for one in (before, after))
        accounts = _account(before, rows=rows), _account(after, rows=rows)
        if accounts[0] is None or accounts[1] is None:
            whole = False
            continue
        found.append((after.name, compare(accounts[0], accounts[1], _hedges(accounts[1].lang or accounts[0].lang))))
    if found or whole:
        say_as(form, changes.FORMS[form](found))
    return DONE if whole else CONTENT


def _diff_decks(old: Path, new: Path, form: str) -> int:
    """Print what was edited between two versions of a deck, whichever programs saved them."""
    before, after = read_edited(old).neutral, read_edited(new).neutral
    say_as(form, edits.FORMS[form](edits.EditReport(new.as_posix(), compare_decks(before, after))))
    return DONE


def _versions(old: str, new: str, paths: Sequence[str]) -> Iterator[tuple[Version, Version]]:
    here = Path()
    if _is_file(old) and _is_file(new):
        yield _file(Path(old)), _file(Path(new))
    elif ":" in old or ":" in new or _is_file(old) or _is_file(new):
        yield _operand(old, here), _operand(new, here)
    else:
        before, after = _commit(old, here), _commit(new, here)
        names = [name for name in changed_files(before, after, paths, here) if is_source(Path(name).name)]
        for name in names:
            data = [_briefing(name, file_at(commit, name, here)) for commit in (before, after)]
            if data != [None, None]:
                folder = Path(name).parent
                yield Version(f"{old}:{name}", data[0], folder), Version(name, data[1], folder)


def _briefing(name: str, data: bytes | None) -> bytes | None:
    """Return the bytes of a briefing that was at `name`; None where there was none, or notes beside briefings."""
    return None if data is None or is_stray(name, data) else data


def _commit(name: str, here: Path) -> str:
    """Return the object id of a revision; BriefdeckError (`no-revision`) if there is none of that name."""
    found = commit_id(name, here)
    if found is None:
        message = f"`{name}` is neither a file nor a revision of this repository"
        hint = "give two files or two revisions; a clone without its history (`fetch-depth: 0`) has few"
        raise BriefdeckError(NO_REVISION, message, NOWHERE, hint)
    return found


def _operand(name: str, here: Path) -> Version:
    """Return a file, or `REVISION:PATH`."""
    if _is_file(name):
        return _file(Path(name))
    revision, _, path = name.partition(":")
    commit = commit_id(revision, here) if path else None
    data = file_at(commit, path, here) if commit else None
    if data is None:
        raise BriefdeckError(NOTHING_TO_BUILD, f"there is no file `{name}`", NOWHERE, "name a file, or `REVISION:PATH`")
    return Version(name, data, Path(path).parent)


def _is_file(name: str) -> bool:
    """Return whether `name` is a file; what the system cannot take for a path is none."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _file(path: Path) -> Version:
    return Version(path.as_posix(), read_source(path), path.parent)


def _account(version: Version, *, rows: bool) -> Snapshot | None:
    """Return a version as claims, those of tables and charts by `rows`; None if it has errors, which are printed."""
    if version.data is None:
        return EMPTY
    if version.name.endswith(_RECORD):
        return snapshot_of_record(version.name, version.data)
    report, media = Report(), Media(installed_assets(), project_pictures(version.folder))
    source = Source(version.name, version.data)
    draft = read(source.name, source.data, report)
    brief = import_module("builder.resolve").resolve(draft, media, report) if draft else None
    if report.failed or brief is None:
        print_findings(source, report)
        return None
    return snapshot_of(brief, rows=rows)


def _hedges(lang: str) -> Callable[[str], Sequence[str]]:
    """Return what finds the hedges of `lang`; nothing is one in a language whose little words nobody listed."""
    grammar = import_module("builder.model.grammar").grammar_for(lang, installed_assets())
    return lambda text: [text[first:last] for first, last in grammar.found("hedges", text)]


@click.command()
@click.argument("old")
@click.argument("new")
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(tuple(changes.FORMS)), default="text", show_default=True,
    help="Text for the terminal, Markdown for a pull request's comment, or data.",
)  # fmt: skip
def command(old: str, new: str, paths: tuple[str, ...], form: str) -> int:
    """Print what changed from OLD to NEW: claims, numbers, hedges, actors, and the slides that show them.

    Each is a source, a build record, or `REVISION:PATH`; or both are git revisions, and every source below PATHS that
    differs is compared; or both are decks (.pptx), and what was edited is listed slide by slide.
    """
    return diff(old, new, paths, form)
