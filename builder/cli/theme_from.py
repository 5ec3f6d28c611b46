"""`briefdeck theme from` and `theme inspect`: an organisation's PowerPoint template as a theme."""

import re
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from msgspec.structs import replace

from builder.cli import CONTENT, DONE
from builder.cli.printers import Checked, printer
from builder.cli.shared_options import Choices
from builder.cli.terminal import counted
from builder.codes import DRAFT_EXISTS
from builder.edge.template_import import ImportedTheme, TemplateChoices, import_template, sheet_of
from builder.edge.workspace import write_files
from builder.model.findings import BriefdeckError, Report, Severity, Span
from builder.session import Session


def inspect_template(path: Path, choices: TemplateChoices, sheet: Path | None) -> int:
    """Print what decks on the template at `path` would get, and write nothing but the `sheet`; return the exit code."""
    report = Report()
    made = import_template(path, "template", choices, report)
    click.echo(_table(path, made), nl=False)
    return _finish(made, sheet, report)


def theme_from(path: Path, out: Path, choices: TemplateChoices, sheet: Path | None) -> int:
    """Write the theme made of the template at `path` to `out`, and return the exit code."""
    check_new_theme(out)
    report = Report()
    made = import_template(path, out.stem, choices, report)
    for name, data in made.files:
        file = out.parent / out.stem / name
        if file.exists() and (not file.is_file() or file.read_bytes() != data):
            hint = "choose another name for the theme, or remove the file"
            raise BriefdeckError(DRAFT_EXISTS, "this file already exists", Span(file.as_posix()), hint)
    write_files(out.parent / out.stem, list(made.files))
    write_files(out.parent, [(out.name, made.toml.encode())])
    see = f"see it with: briefdeck theme preview {out.as_posix()} --sheet sheet.png"
    click.echo(f"{_table(path, made)}{out.as_posix()}  {see}")
    return _finish(made, sheet, report)


def check_new_theme(path: Path, name: str = "") -> None:
    """Raise UsageError or BriefdeckError where no new theme, of this `name` if it has one, can be written to `path`."""
    if path.suffix != ".toml" or not re.fullmatch(r"[\w-]+", name or path.stem):
        message = (
            f"`{name or path.name}` is not a valid name of a theme: use letters, digits and hyphens, as in `acme.toml`"
        )
        raise click.UsageError(message)
    span = Span(path.as_posix())
    if path.stem in import_module("builder.theming").theme_names(Session().assets):
        message = f"`{path.stem}` is the name of a theme that comes with briefdeck"
        raise BriefdeckError(DRAFT_EXISTS, message, span, "choose another name")
    if path.exists():
        raise BriefdeckError(DRAFT_EXISTS, "this file already exists", span, "choose another name, or remove the file")


class _SheetFile(click.Path):
    """A path to write a picture to: its name ends in `.png`."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if path.suffix.lower() != ".png":
            name = path.with_suffix(".png").as_posix() if path.name else "sheet.png"
            self.fail(f"the picture is a PNG: write `{name}`", param, ctx)
        return path


SHEET_FILE = _SheetFile()


def built_on(template: Path, choices: Choices, build: Callable[[Choices], int]) -> int:
    """Let `build` run with a theme made of `template`, which is not kept; return the exit code.

    What the template lacks is reported as `theme from` does; its warnings stop a strict build.
    """
    report = Report()
    name = re.sub(r"[^\w-]+", "-", template.stem).strip("-") or "template"
    made = import_template(template, name, TemplateChoices(), report)
    print_report(report)
    if report.failed or (choices.strict and any(one.severity is Severity.WARNING for one in report.findings)):
        return CONTENT
    with TemporaryDirectory(prefix="briefdeck-") as folder:
        path = Path(folder) / f"{name}.toml"
        write_files(path.parent / name, list(made.files))
        write_files(path.parent, [(path.name, made.toml.encode())])
        return build(replace(choices, theme=path.as_posix()))


def print_report(report: Report) -> None:
    """Print the findings of a template or theme on standard error."""
    if report.findings:
        click.echo(printer("text")([Checked("", tuple(report.findings), {})]), nl=False, err=True)


def _finish(made: ImportedTheme, sheet: Path | None, report: Report) -> int:
    if sheet:
        picture = sheet_of(made, report)
        if picture is None:
            click.echo("no sheet: it needs LibreOffice, and a theme without errors", err=True)
        else:
            write_files(sheet.parent, [(sheet.name, picture)])
            click.echo(f"{sheet.as_posix()}  every kind of slide")
    print_report(report)
    return CONTENT if report.failed else DONE


def _table(path: Path, made: ImportedTheme) -> str:
    deck, template = made.deck, made.template
    ratio = deck.width / deck.height
    shape = next(
        (name for name, one in (("16:9", 16 / 9), ("4:3", 4 / 3), ("16:10", 1.6)) if abs(ratio - one) < 0.01), ""
    )
    fonts = ", ".join(dict.fromkeys(font.told for font in made.derived.fonts))
    counts = (
        counted(len(deck.masters), "master"),
        counted(len(deck.layouts), "layout"),
        counted(len(template.samples), "sample slide"),
    )
    lines = [f"{path.name}: {shape or f'{ratio:.2f}:1'}, {', '.join(counts)}; {fonts}"]
    lines += [f"  {kind:<9} {grade:<6} {layout}" for kind, grade, layout in made.derived.grades]
    if not made.looked:
        lines.append("  LibreOffice is missing: frames come from the boxes of shapes; look at the slides")
    return "\n".join(lines) + "\n"


TEMPLATE_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

fonts_option = click.option(
    "--fonts", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER",
    help="The organisation's own font files, used to measure text.",
)  # fmt: skip
widths_option = click.option(
    "--widths-only", is_flag=True,
    help="Keep only the widths of these fonts, without outlines: files that can be neither printed nor installed.",
)  # fmt: skip
_sheet_option = click.option("--sheet", type=SHEET_FILE, metavar="PNG", help="Write a picture of every slide.")


def template_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that say what of a template is used; `command` gets them as one value, `choices`."""

    @click.option("--cover", default="", metavar="LAYOUT", help="The layout for the title slide, by its name.")
    @click.option("--content", default="", metavar="LAYOUT", help="The layout for all other slides.")
    @click.option(
        "--without", multiple=True, metavar="WORDS", help="Leave out what the template itself writes, by its words."
    )
    @click.option(
        "--keep", multiple=True, metavar="WORDS", help="Keep such words, although they look like a prompt or a name."
    )
    @fonts_option
    @wraps(command)
    def run(
        *,
        cover: str,
        content: str,
        without: tuple[str, ...],
        keep: tuple[str, ...],
        fonts: Path | None,
        **others: object,
    ) -> int:
        widths_only = bool(others.pop("widths_only", False))
        if widths_only and not fonts:
            raise click.UsageError("--widths-only needs --fonts FOLDER")
        return command(choices=TemplateChoices(cover, content, fonts, widths_only, without, keep), **others)

    return run


@click.command("inspect")
@click.argument("template", type=TEMPLATE_FILE)
@template_options
@_sheet_option
def inspect(*, template: Path, choices: TemplateChoices, sheet: Path | None) -> int:
    """Print which slides TEMPLATE (.potx or .pptx) has room for, kind by kind, and how its fonts are measured.

    No file is written except the picture that --sheet requests.
    """
    return inspect_template(template, choices, sheet)


@click.command("from")
@click.argument("template", type=TEMPLATE_FILE)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="TOML", help="The theme to write.")
@template_options
@widths_option
@_sheet_option
def from_(*, template: Path, out: Path, choices: TemplateChoices, sheet: Path | None) -> int:
    """Make a theme of TEMPLATE (.potx or .pptx): decks then use the organisation's own masters.

    If LibreOffice is installed, it renders the template's layouts once, so that no text covers their art. Builds
    need neither LibreOffice nor the template, only the theme file and the folder beside it.
    """
    return theme_from(template, out, choices, sheet)
