"""`briefdeck verify`: whether a finished file keeps the rules that no schema holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from builder.cli import CONTENT, DONE
from builder.cli.printers import FORMS, STREAMED, Checked, printer
from builder.codes import CANNOT_DRAW, PPTX_TEXT_OVERFLOW
from builder.diagnostics import NOWHERE, BriefdeckError, Report, Span
from builder.workspace import assets_folder, read_source

Check = Callable[[str, bytes, Report], None]

CHECKS: dict[str, str] = {".pptx": "builder.lint.pptx"}
"""For each suffix the module whose `check(name, data, report)` knows the rules of such files."""


def verify(paths: Sequence[Path], form: str, *, drawn: bool, quiet: bool) -> int:
    """Print what is wrong with the files at `paths`, in one of the printers' forms, and return the exit code.

    With `drawn`, decks are also drawn by LibreOffice and each letter is held against its box.
    """
    checked = []
    for path in paths:
        name, data, report = path.as_posix(), read_source(path), Report()
        _check_of(path)(name, data, report)
        boxes = _check_drawn(name, data, report) if drawn and path.suffix.lower() == ".pptx" else 0
        checked.append(Checked(name, tuple(report.findings), {}))
        if not report.findings and not quiet and form in STREAMED:
            click.echo(f"{name}  sound" + (f", {boxes} boxes drawn" if boxes else ""))
        elif form in STREAMED:
            click.echo(printer(form)(checked[-1:]), nl=False)
    if form not in STREAMED:
        click.echo(printer(form)(checked), nl=False)
    return CONTENT if any(one.errors for one in checked) else DONE


def _check_of(path: Path) -> Check:
    module = CHECKS.get(path.suffix.lower())
    if module is None:
        message = f"`{path.name}` is no file that can be verified; give one that ends in {', '.join(CHECKS)}"
        raise click.UsageError(message)
    check: Check = import_module(module).check
    return check


def _check_drawn(name: str, data: bytes, report: Report) -> int:
    """Add a finding for each box out of which words run, and return how many boxes were drawn."""
    if find_spec("pypdfium2") is None:
        message = "pypdfium2, which reads drawn pages, is not installed"
        raise BriefdeckError(CANNOT_DRAW, message, NOWHERE, "run `pip install 'briefdeck[preview]'`")
    overflow, office = import_module("builder.lint.overflow"), import_module("builder.preview.office")
    painted = overflow.paint(data)
    try:
        pages = office.draw({name: painted.data}, assets_folder() / "fonts")[name]
    except office.NoOfficeError as fault:
        hint = "install LibreOffice, or leave `--render` out"
        raise BriefdeckError(CANNOT_DRAW, str(fault), Span(name), hint) from fault
    for box, points in overflow.judge(painted, pages):
        what = "was not drawn" if points is None else f"runs {points} points out of its box"
        message = f"slide {box.slide}: the text of `{box.name}` {what}"
        report.add(PPTX_TEXT_OVERFLOW, Span(name), message, "shorten the text, or make the box larger")
    return len(painted.boxes)


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILES..."
)
@click.option("--render", "drawn", is_flag=True, help="Draw decks with LibreOffice and look for overflowing text.")
@click.option(
    "--findings", "form", type=click.Choice(tuple(FORMS)), default="text", show_default=True,
    help="How findings are printed.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
def command(paths: tuple[Path, ...], form: str, *, drawn: bool, quiet: bool) -> int:
    """Verify finished files: structure, accessibility, cleanliness of decks (.pptx).

    Exit codes: 0 sound, 1 something is wrong, 2 wrong usage.
    """
    return verify(paths, form, drawn=drawn, quiet=quiet)
