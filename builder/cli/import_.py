"""`briefdeck import`: a text, PDF, Word file or saved web page becomes a draft to review."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.printers.text import text_from
from builder.cli.terminal import say
from builder.codes import DRAFT_EXISTS
from builder.edge.workspace import read_source, write_files
from builder.importing import ImportedDraft, import_piece
from builder.media import installed_assets
from builder.model.findings import BriefdeckError, Report, Severity, Span

_DONE, _CONTENT = 0, 1
_MOST_LOOKS = 12
_RANKS = ("contradicts", "look here first", "left out", "check it", "")
"""Words of remarks, those that most need a look first."""


@click.command("import", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The draft; SOURCE with .md where not given.")
@click.option("--lang", default="", help="Language of the piece, such as pl; found out where not given.")
@click.option("--force", is_flag=True, help="Write over a draft that is there.")
def command(source: Path, output: Path | None, lang: str, force: bool) -> int:  # noqa: FBT001 - click's flag
    """Make a draft in our Markdown of SOURCE (.txt, .md, .pdf, .docx, .html), ready to review and to build."""
    return import_file(source, output or _beside(source), lang=lang, force=force)


def import_file(source: Path, output: Path, *, lang: str = "", force: bool = False) -> int:
    """Write the draft of `source` to `output`, tell what is in it, and return the exit code.

    BriefdeckError where `source` cannot be read, `output` cannot be written, or is there and `force` is not given.
    """
    if output.exists() and not force:
        message = "a file stands where the draft would be written"
        raise BriefdeckError(DRAFT_EXISTS, message, Span(output.as_posix()), "say `--force`, or another name with `-o`")
    report = Report()
    imported = import_piece(source.as_posix(), read_source(source), installed_assets(), report, lang=lang)
    if imported:
        write_files(output.parent, [(output.name, imported.text.encode("utf-8", "replace"))])
        say("\n".join(summary_of(imported, output)))
    for finding in report.findings:
        say(text_from(finding), err=True)
    failed = imported is None or any(finding.severity is Severity.ERROR for finding in report.findings)
    return _CONTENT if failed else _DONE


def summary_of(imported: ImportedDraft, output: Path) -> list[str]:
    """Return the lines that tell the reviewer what the draft holds and what to look at first."""
    raw, draft = imported.raw, imported.draft
    sure = f", {raw.lang_confidence:.0%} of its words speak for it" if raw.lang_source == "detected" else ""
    lines = [
        f"{output.as_posix()}: {draft.fields.title}",
        f"  language   {draft.fields.lang} ({raw.lang_source}{sure})" + (f", {raw.encoding}" if raw.encoding else ""),
        f"  date       {draft.fields.date or 'none found'}",
        f"  questions  {len(draft.passages)}",
        f"  actors     {_actors(imported)}",
        f"  words      {imported.kept} kept, {imported.removed} left out (listed at the end of the draft)",
    ]
    looks = _looks(imported)
    if looks:
        lines += ["look at first:", *(f"  {output.name}:{line}: {text}" for line, text in looks[:_MOST_LOOKS])]
    if len(looks) > _MOST_LOOKS:
        lines.append(f"  and {len(looks) - _MOST_LOOKS} more remarks in the file")
    return lines


def _actors(imported: ImportedDraft) -> str:
    draft = imported.draft
    named = {actor.id: actor.name for actor in draft.fields.actors}
    about = dict.fromkeys(named.get(one.actors[0][0], one.actors[0][0]) for one in draft.passages if one.actors)
    return ", ".join(about) if about else "none found"


def _looks(imported: ImportedDraft) -> list[tuple[int, str]]:
    """Return the remarks of the draft, each with its first line: contradictions and doubts go before sure guesses."""
    said = {" ".join(text.split()) for _, text in imported.draft.comments}
    found: dict[str, int] = {}
    for number, line in enumerate(imported.text.splitlines(), 1):
        text = line.removeprefix("# ").removeprefix("<!-- ").removesuffix(" -->").strip()
        if text in said and line != text:
            found.setdefault(text, number)
    ranked = sorted(found.items(), key=lambda one: (next(n for n, word in enumerate(_RANKS) if word in one[0]), one[1]))
    return [(number, text) for text, number in ranked]


def _beside(source: Path) -> Path:
    stem = source.with_suffix(".md")
    return stem if stem != source else source.with_suffix(".draft.md")
