"""`briefdeck theme`: list the themes, begin one of your own, check it, and see what it looks like."""

import re
from importlib import import_module
from pathlib import Path

import click

from builder.cli import CONTENT, DONE, CommandGroup
from builder.cli.printers import Checked, printer
from builder.cli.shared_options import WholeNumber, theme_place
from builder.cli.theme_from import SHEET_FILE, check_new_theme, from_, inspect
from builder.cli.theme_update import update
from builder.codes import CANNOT_DRAW
from builder.edge.batch import lines_for
from builder.edge.sample import sample_in
from builder.edge.session_pool import SessionPool
from builder.edge.settings import settings_for
from builder.edge.workspace import write_files
from builder.media import installed_assets
from builder.model.findings import NOWHERE, BriefdeckError, Finding, Report
from builder.model.request import Options, Source
from builder.session import Session


def list_themes() -> int:
    """Print the name and label of each theme that a build here would find, and where it is."""
    settings = settings_for(Path())
    session = SessionPool().session(settings.themes)
    names = import_module("builder.theming").theme_names(session.assets)
    own = {path.stem for path in settings.themes.glob("*.toml")} if settings.themes else set()
    wide = max(map(len, names), default=0)
    for name in names:
        theme = session.theme(name, Report())
        label = theme.label if theme else "has errors: see `briefdeck theme check`"
        click.echo(f"{name:<{wide}}  {label}{'  (of this project)' if name in own else ''}")
    return DONE


def new_theme(name: str, base: str, folder: Path) -> int:
    """Write a theme `name` to start from, which extends `base`, and return 0; BriefdeckError if one is there."""
    path = folder / f"{name}.toml"
    check_new_theme(path, name)
    report = Report()
    SessionPool().session(folder if folder.is_dir() else settings_for(Path()).themes).theme(base, report)
    for one in report.findings:
        raise BriefdeckError(one.code, one.message, one.span, *one.hints)
    label = name.replace("-", " ").capitalize()
    text = installed_assets()["starters/theme.toml"].decode().format(label=label, base=base, path=path.as_posix())
    write_files(folder, [(path.name, text.encode())])
    click.echo(f"{path.as_posix()}  see it with: briefdeck theme preview {path.as_posix()} --sheet sheet.png")
    return DONE


def check_theme(theme: str) -> int:
    """Print every fault of `theme`, each at its place, and return the exit code."""
    name, session, folder = _theme_and_session(theme)
    report = Report()
    found = session.theme(name, report)
    file = f"themes/{name}.toml"
    if found:
        theming = import_module("builder.theming")
        theming.check_art(file, session.assets[file], session.assets, report)
        theming.check_brand(found, session.assets, report)
    _print(report, session, folder)
    if not report.findings:
        click.echo(f"{theme}  no problems found")
    return CONTENT if report.failed else DONE


def preview_theme(theme: str, sheet: Path, paper: str, dpi: int) -> int:
    """Write a picture of every kind of slide and handout page in `theme` to `sheet`, and return the exit code."""
    name, session, folder = _theme_and_session(theme)
    (source, pictures), report = sample_in(session.assets), Report()
    options = Options(theme=name, paper=paper)
    try:
        shown = import_module("builder.edge.preview").preview(
            source, pictures, options, report, dpi=dpi, session=session
        )
    except import_module("builder.edge.page_images").NoRasterError as fault:
        raise BriefdeckError(CANNOT_DRAW, str(fault), NOWHERE, "run `pip install 'briefdeck[preview]'`") from fault
    if shown is None:
        _print(report, session, folder)
        return CONTENT
    write_files(sheet.parent, [(sheet.name, shown.sheet)])
    click.echo(f"{sheet.as_posix()}  {len(shown.pictures)} slides and pages")
    return DONE


def _theme_and_session(theme: str) -> tuple[str, Session, Path | None]:
    """Return the name of a theme, the session that has it, and the folder of the project's themes."""
    try:
        name, folder = theme_place(theme, settings_for(Path()))
    except BriefdeckError as fault:
        raise _no_theme(fault.finding) from fault
    session = SessionPool().session(folder)
    if f"themes/{name}.toml" not in session.assets:
        report = Report()
        session.theme(name, report)
        raise _no_theme(report.findings[0])
    return name, session, folder


def _no_theme(finding: Finding) -> click.BadParameter:
    """Return the fault of naming a theme that is not there: wrong usage, as with any file that is not there."""
    return click.BadParameter("; ".join((finding.message, *finding.hints)), param_hint="'THEME'")


def _print(report: Report, session: Session, folder: Path | None) -> None:
    """Print findings on standard error; files of the project's own themes are named as they are on the disk."""
    lines = lines_for(Source("", b""), session.assets, report)
    text = printer("text")([Checked("", tuple(report.findings), lines)])
    if folder:
        shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
        text = re.sub(r"(?m)^themes/", f"{shown.as_posix()}/", text)
    click.echo(text, nl=False, err=True)


@click.group(cls=CommandGroup)
def command() -> None:
    """List, create, check and preview themes."""


@command.command("list")
def _list() -> int:
    """List the themes that a build here finds: those of the project first, then ours."""
    return list_themes()


@command.command("new")
@click.argument("name")
@click.option(
    "--extends", "base", default="briefing", show_default=True, metavar="NAME", help="The theme to start from."
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("themes"), show_default=True, metavar="FOLDER",
    help="Where to write the theme.",
)  # fmt: skip
def _new(name: str, base: str, out: Path) -> int:
    """Write a short theme called NAME that changes nothing yet; a file that is there is never overwritten."""
    return new_theme(name, base, out)


@command.command("check")
@click.argument("theme")
def _check(theme: str) -> int:
    """Report every fault of THEME, a name or a path to its TOML file.

    Exit codes: 0 no fault, 1 the theme has errors or does not exist.
    """
    return check_theme(theme)


@command.command("preview")
@click.argument("theme")
@click.option("--sheet", type=SHEET_FILE, required=True, metavar="PNG", help="The picture to write.")
@click.option(
    "--paper", type=click.Choice(("a4", "letter")), default="a4", show_default=True, help="Paper of the handout."
)
@click.option("--dpi", type=WholeNumber(24, 300), default=60, show_default=True, help="Resolution in dots per inch.")
def _preview(theme: str, sheet: Path, paper: str, dpi: int) -> int:
    """Show every kind of slide and handout page in THEME on one picture.

    Exit codes: 0 done, 1 the theme has errors or does not exist.
    """
    return preview_theme(theme, sheet, paper, dpi)


command.add_command(inspect)
command.add_command(from_)
command.add_command(update)
