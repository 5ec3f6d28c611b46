"""`briefdeck theme update`: a theme follows a new edition of its template, and keeps what a person changed."""

from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.terminal import counted
from builder.cli.theme_from import TEMPLATE_FILE, print_report, template_options, widths_option
from builder.edge.template_import import TemplateChoices
from builder.edge.template_update import update_theme
from builder.edge.workspace import write_files
from builder.model.findings import Report
from builder.theming.template_update import ThemeChange


def theme_update(theme: Path, template: Path, choices: TemplateChoices, *, dry_run: bool) -> int:
    """Let the theme at `theme` follow `template`, print what changed, and return the exit code."""
    report = Report()
    found = update_theme(theme, template, choices, report)
    print_report(report)
    if found is None or report.failed:
        return CONTENT
    click.echo(_changes_in_words(theme, found.changes), nl=False)
    if dry_run:
        click.echo("nothing was written")
        return DONE
    write_files(theme.parent / theme.stem, list(found.files))
    write_files(theme.parent, [(theme.name, found.text.encode())])
    return DONE


def _changes_in_words(theme: Path, changes: tuple[ThemeChange, ...]) -> str:
    """Return the changes, one a line, with their number above them."""
    kept = sum(one.kept for one in changes)
    followed = len(changes) - kept
    words = f"{counted(followed, 'value')} updated from the template, {counted(kept, 'value')} of yours kept"
    lines = [f"{theme.as_posix()}  {words if changes else 'is up to date'}"]
    lines += [f"  {'kept   ' if one.kept else 'updated'}  {one.path}  {_values(one)}" for one in changes]
    return "\n".join(lines) + "\n"


def _values(change: ThemeChange) -> str:
    old, new = _short(change.old) or "nothing", _short(change.new) or "nothing"
    if not change.kept:
        return f"{old} → {new}"
    return f"{old} (the template now has {new})" if change.new else old


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


@click.command("update")
@click.argument("theme", type=TEMPLATE_FILE)
@click.argument("template", type=TEMPLATE_FILE)
@template_options
@widths_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def update(*, theme: Path, template: Path, choices: TemplateChoices, dry_run: bool) -> int:
    """Let THEME, a TOML file made by `theme from`, follow a new edition of its TEMPLATE.

    Values that you changed in the file are kept, and so are your comments; all others follow the template.
    """
    return theme_update(theme, template, choices, dry_run=dry_run)
