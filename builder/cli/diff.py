"""`briefdeck diff`: what changed between two sources, two records, or two git revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import click
from msgspec import Struct

from builder.cli import CONTENT, DONE
from builder.cli.printers import changes
from builder.cli.stderr import print_findings
from builder.codes import NO_REVISION, NOTHING_TO_BUILD
from builder.compare.briefings import EMPTY, Snapshot, compare, snapshot_of, snapshot_of_record
from builder.edge.git_revisions import changed_files, file_at, is_revision
from builder.edge.workspace import is_source, pictures_in, read_source
from builder.media import Media, installed_assets
from builder.model.findings import NOWHERE, BriefdeckError, Report
from builder.model.request import Source
from builder.read import read


class Version(Struct, frozen=True):
    """A briefing at one of its two times: its name, and its bytes or None where it was not there."""

    name: str
    data: bytes | None
    folder: Path


def diff(old: str, new: str, paths: Sequence[str], form: str) -> int:
    """Print what changed from `old` to `new` and return the exit code."""
    found = []
    for before, after in _versions(old, new, paths):
        accounts = _account(before), _account(after)
        if accounts[0] is None or accounts[1] is None:
            return CONTENT
        found.append((after.name, compare(accounts[0], accounts[1], _hedges(accounts[1].lang or accounts[0].lang))))
    click.echo(changes.FORMS[form](found), nl=False)
    return DONE


def _versions(old: str, new: str, paths: Sequence[str]) -> Iterator[tuple[Version, Version]]:
    here = Path()
    if Path(old).is_file() and Path(new).is_file():
        yield _file(Path(old)), _file(Path(new))
    elif ":" in old or ":" in new:
        yield _operand(old, here), _operand(new, here)
    else:
        for name in (old, new):
            if not is_revision(name, here):
                message = f"`{name}` is neither a file nor a revision"
                raise BriefdeckError(
                    NO_REVISION, message, NOWHERE, "give two files, or two revisions of this repository"
                )
        names = [name for name in changed_files(old, new, paths, here) if is_source(Path(name).name)]
        for name in names:
            yield (
                Version(f"{old}:{name}", file_at(old, name, here), Path(name).parent),
                Version(name, file_at(new, name, here), Path(name).parent),
            )


def _operand(name: str, here: Path) -> Version:
    """Return a file, or `REVISION:PATH`."""
    if Path(name).is_file():
        return _file(Path(name))
    revision, _, path = name.partition(":")
    data = file_at(revision, path, here) if path and is_revision(revision, here) else None
    if data is None:
        message = f"there is no file `{name}`"
        raise BriefdeckError(NOTHING_TO_BUILD, message, NOWHERE, "name a file, or `REVISION:PATH`")
    return Version(name, data, Path(path).parent)


def _file(path: Path) -> Version:
    return Version(path.as_posix(), read_source(path), path.parent)


def _account(version: Version) -> Snapshot | None:
    """Return a version as claims, or None where it has errors, which are printed."""
    if version.data is None:
        return EMPTY
    if version.name.endswith(".build.json"):
        return snapshot_of_record(version.name, version.data)
    report, media = Report(), Media(installed_assets(), pictures_in(version.folder))
    source = Source(version.name, version.data)
    draft = read(source.name, source.data, report)
    brief = import_module("builder.resolve").resolve(draft, media, report) if draft else None
    if report.failed or brief is None:
        print_findings(source, report)
        return None
    return snapshot_of(brief)


def _hedges(lang: str) -> Callable[[str], Sequence[str]]:
    """Return what finds the hedges of `lang`; nothing is one in a language whose little words nobody listed."""
    grammar = import_module("builder.model.language_rules").grammar_for(lang, installed_assets())
    return lambda text: [text[first:last] for first, last in grammar.found("hedges", text)]


@click.command()
@click.argument("old")
@click.argument("new")
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(tuple(changes.FORMS)), default="text", show_default=True,
    help="Words for the terminal, Markdown for a pull request's comment, or data.",
)  # fmt: skip
def command(old: str, new: str, paths: tuple[str, ...], form: str) -> int:
    """Print what changed from OLD to NEW: claims, figures, hedges, actors, and the slides that show them.

    Each is a source, a build record, or `REVISION:PATH`; or both are git revisions, and every source below PATHS that
    differs is compared.
    """
    return diff(old, new, paths, form)
