"""`briefdeck pull`: bring the edits of a deck home into its source."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.findings_output import print_findings
from builder.cli.printers import edits
from builder.cli.shared_options import NamedPath, usual_paths
from builder.cli.terminal import say, say_as
from builder.codes import NOTHING_TO_BUILD
from builder.compare.edit_rows import LIST, rows_from
from builder.edge.overwrite_guard import allow_overwriting
from builder.edge.pull import BuiltBase, Pulled, PullRequest, base_for, edits_folder, pull, read_edited
from builder.edge.settings import settings_for
from builder.edge.workspace import find_sources, read_source, refuse_read_only, write_files
from builder.model.digest import sha256
from builder.model.findings import NOWHERE, BriefdeckError, Report
from builder.model.request import Source


def pull_deck(request: PullRequest, target: Path, form: str, *, quiet: bool) -> int:
    """Print what was edited, write it into `target` unless it is a dry run, and return the exit code.

    Where it is `quiet`, only what needs a decision or is left in the deck is printed.
    """
    report = Report()
    pulled = pull(request, report)
    if pulled is None:
        source = Source(request.source.as_posix(), read_source(request.source))
        print_findings(source, report)
        return CONTENT
    left = bool(pulled.refused or pulled.lost or pulled.partly)
    if not quiet or left or pulled.conflicting:
        say_as(form, edits.FORMS[form](_report_of(pulled)))
    if pulled.conflicting:
        click.echo("nothing was written: decide with `--ours` or `--theirs`, for all or as `--theirs 3,5`", err=True)
        return CONTENT
    if target != request.source and not quiet:
        made = "would be made" if request.dry else "is made"
        say(f"{target.as_posix()}  {made} as a copy of {request.source.as_posix()}, which stays as it is", err=True)
    if not request.dry:
        written = _write(pulled, target)
        say("".join(f"{line}\n" for line in written if not quiet), end="", err=True)
        if target.name == request.base.source_name and not left:
            allow_overwriting(request.deck, request.base.stem, request.edited.data)
    if left:
        say(_what_is_left(request), err=True)
    return CONTENT if left else DONE


def _what_is_left(request: PullRequest) -> str:
    """Return what to do where the deck says what neither the source nor the folder beside it can keep."""
    deck = request.deck
    kept = f"{deck.stem}.edited{deck.suffix}"
    return (
        f"what was not taken over is in {deck.as_posix()} only: write it into the source by hand, then build with "
        f"`--replace`, which keeps that deck as {kept}"
    )


def _write(pulled: Pulled, target: Path) -> list[str]:
    """Write the source and what is kept beside it, and return what was written, a line each."""
    request, written, folder = pulled.request, list[str](), edits_folder(target)
    files = []
    if pulled.after != pulled.before or target != request.source:
        files.append((target.name, pulled.after))
        written.append(f"{target.as_posix()}  {len(pulled.made)} of {len(pulled.plan.changes)} changes written")
    if pulled.plan.beside or pulled.kept:
        files += [(f"{folder.name}/{name}", data) for name, data in pulled.kept.items()]
        written.append(_kept_in(pulled, folder))
    if written:
        refuse_read_only((target.parent, target, folder, folder / LIST))
        write_files(target.parent, files)
        _remove_outdated(pulled, folder)
    return written


def _remove_outdated(pulled: Pulled, folder: Path) -> None:
    """Take out of the folder of kept edits what no edit needs any more."""
    for old in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if old.is_file() and old.relative_to(folder).as_posix() not in pulled.kept:
            old.unlink()


def _kept_in(pulled: Pulled, folder: Path) -> str:
    """Return what the folder of kept edits holds, in words."""
    count = len(rows_from(pulled.kept[LIST])) if LIST in pulled.kept else 0
    return f"{folder.as_posix()}  {count} edit{'s' * (count != 1)} kept"


def _report_of(pulled: Pulled) -> edits.EditReport:
    plan = pulled.plan
    return edits.EditReport(
        pulled.request.deck.as_posix(), pulled.comparison, pulled.made, pulled.refused, plan.conflicts,
        beside=[one for one in plan.beside if one not in pulled.lost], lost=pulled.lost,
        partly=pulled.partly, in_handout=pulled.in_handout, source=pulled.request.source.as_posix(),
        old_numbers=pulled.old_numbers,
    )  # fmt: skip


def source_for(base: BuiltBase, out: Path | None, deck: Path) -> Path:
    """Return the source of a deck: the file named with `-o` where there is one, else that of the record's name.

    Without a record it is the one that the deck as it was built says it is of, or one that has the deck's name.
    """
    if out is not None and out.is_file():
        return out
    if out is not None and out.exists():
        raise click.BadParameter(f"`{out.as_posix()}` is not a file", param_hint="--out")
    found: list[Path] = []
    for folder in (*usual_paths(), Path()):
        sources = list(find_sources(folder))
        found = [path for path in sources if path.name == base.source_name]
        if not found and base.record is None:
            found = [path for path in sources if sha256(read_source(path)) == base.deck.base]
            found = found or [path for path in sources if path.stem in {deck.stem, deck.stem.removesuffix(".edited")}]
        if found:
            break
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"`{path.as_posix()}`" for path in found)
    message = (
        f"several sources are called `{base.source_name}`: {listed}" if found else f"`{base.source_name}` was not found"
    )
    raise BriefdeckError(NOTHING_TO_BUILD, message, NOWHERE, "give the source with `-o SOURCE`")


def _decisions(ours: str | None, theirs: str | None) -> tuple[str, ...]:
    """Return whose words count, for all slides or for some."""
    sides = {side: _slides_named(side, given) for side, given in (("ours", ours), ("theirs", theirs))}
    named = [decision.partition(":")[2] for decisions in sides.values() for decision in decisions]
    twice = [one for one in named if named.count(one) > 1]
    if twice:
        which = f"for slide {twice[0]}" if twice[0] else "for all slides"
        raise click.UsageError(f"`--ours` and `--theirs` are both given {which}")
    return tuple(decision for decisions in sides.values() for decision in decisions)


def _slides_named(side: str, given: str | None) -> Sequence[str]:
    if given is None:
        return ()
    if given == "all":
        return (side,)
    numbers = [word.strip() for word in given.split(",")]
    if not all(word.isdecimal() and int(word) for word in numbers):
        message = f"`{given}` is not a list of slide numbers, the first of which is 1"
        raise click.BadParameter(message, param_hint=f"--{side}")
    return [f"{side}:{int(word)}" for word in numbers]


def _check_slides(decisions: Sequence[str], slides: int) -> None:
    """Raise UsageError where a decision is about a slide that the deck, which has so many `slides`, does not have."""
    beyond = max((int(one.partition(":")[2] or 0) for one in decisions), default=0)
    if beyond > slides:
        raise click.UsageError(f"`--ours` or `--theirs` names slide {beyond}, and the deck has {slides}")


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DECK")
@click.option(
    "-o",
    "--out",
    type=NamedPath(dir_okay=False, path_type=Path),
    metavar="SOURCE",
    help="The source; a new name makes a copy.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Print what would be written, and write nothing.")
@click.option(
    "--format", "form", type=click.Choice(tuple(edits.FORMS)), default="text", show_default=True,
    help="Text for the terminal, Markdown for a review, or data.",
)  # fmt: skip
@click.option(
    "--base", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DECK",
    help="The deck as it was built, if its build record is missing.",
)  # fmt: skip
@click.option("--ours", is_flag=False, flag_value="all", metavar="[SLIDES]", help="In conflicts, keep the source.")
@click.option("--theirs", is_flag=False, flag_value="all", metavar="[SLIDES]", help="In conflicts, keep the deck.")
@click.option("--allow-outside", "outside", is_flag=True, help="Allow pictures from any folder.")
@click.option("-q", "--quiet", is_flag=True, help="Show only what could not be taken over.")
def command(
    path: Path, out: Path | None, form: str, base: Path | None, *, dry: bool, ours: str | None, theirs: str | None,
    outside: bool, quiet: bool,
) -> int:  # fmt: skip
    """Bring the edits of DECK back into its source, word by word, leaving everything else unchanged.

    It compares the deck as built, as edited, and as it would be built now. If the same words changed on both
    sides, nothing is written until you decide.

    Exit codes: 0 done, 1 there are conflicts, or changes that the source cannot take, 2 wrong usage.
    """
    decisions = _decisions(ours, theirs)
    edited = read_edited(path)
    _check_slides(decisions, len(edited.neutral.slides))
    built = base_for(path, edited.neutral, base)
    source = source_for(built, out, path)
    if built.record is None:
        built = replace(built, options=settings_for(source.parent).options)
    request = PullRequest(path, edited, source, built, decisions, outside, dry)
    return pull_deck(request, out or source, form, quiet=quiet)
