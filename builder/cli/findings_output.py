"""Where findings go: one form on the screen or beside what a command prints, and any forms in files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct, field

from builder.cli.completion import one_or_more_of
from builder.cli.printers import FORMS, STREAMED, Checked, printer
from builder.cli.terminal import say
from builder.edge.batch import lines_for
from builder.edge.workspace import write_files
from builder.model.findings import Report, Severity
from builder.model.request import Source


class FindingsForms(Struct, frozen=True):
    """What `--findings` asked for."""

    screen: str = "text"
    files: tuple[tuple[str, Path], ...] = ()
    """Each form that goes to a file, with the file."""


class FindingsOutput(Struct):
    """Prints findings source by source where the form allows it, and keeps them for what is one document."""

    forms: FindingsForms
    to_error: bool = False
    """Whether findings in words go to standard error, beside what the command is for."""
    checked: list[Checked] = field(default_factory=list)

    def add(self, one: Checked) -> None:
        """Take the findings of one source or file."""
        self.checked.append(one)
        if self.forms.screen in STREAMED:
            self._show([one])

    def close(self) -> None:
        """Print and write what is one document; BriefdeckError if a file cannot be written."""
        if self.forms.screen not in STREAMED:
            self._show(self.checked)
        for form, file in self.forms.files:
            text = printer(form)(self.checked)
            write_files(file.parent, [(file.name, text.encode("utf-8", "backslashreplace"))])

    def _show(self, checked: Sequence[Checked]) -> None:
        text = printer(self.forms.screen)(checked)
        if self.forms.screen == "text":
            say(text, end="", err=self.to_error)
        else:
            click.echo(text, nl=False)


def _forms(ctx: click.Context, parameter: click.Parameter, texts: Sequence[str]) -> FindingsForms:
    """Take `FORM` for the screen and `FORM=FILE` for a file."""
    screen: list[str] = []
    files: list[tuple[str, Path]] = []
    for text in texts:
        form, equals, file = text.partition("=")
        if form not in FORMS:
            raise click.BadParameter(f"there is no `{form}`; choose from {', '.join(FORMS)}", ctx=ctx, param=parameter)
        if equals and not Path(file).name:
            raise click.BadParameter(f"`{text}` names no file", ctx=ctx, param=parameter)
        if equals and Path(file) in [other for _, other in files]:
            message = f"`{file}` is to hold two forms; name another file for one of them"
            raise click.BadParameter(message, ctx=ctx, param=parameter)
        if equals:
            files.append((form, Path(file)))
        else:
            screen.append(form)
    if len(set(screen)) > 1:
        message = f"only one format can go to the screen; name a file for another, as in `{screen[1]}=FILE`"
        raise click.BadParameter(message, ctx=ctx, param=parameter)
    return FindingsForms(screen[0] if screen else "text", tuple(files))


findings_option = click.option(
    "--findings", "forms", multiple=True, metavar="FORM[=FILE]", callback=_forms,
    shell_complete=one_or_more_of(tuple(FORMS)),
    help=f"Print findings, or write them to FILE, as any of {', '.join(FORMS)}. Repeatable.",
)  # fmt: skip


def print_findings(
    source: Source, report: Report, assets: Mapping[str, bytes] | None = None, *, quiet: bool = False
) -> None:
    """Print the findings of `source`, each with its line, on standard error; errors alone if `quiet`."""
    shown = tuple(one for one in report.findings if not quiet or one.severity is Severity.ERROR)
    checked = Checked(source.name, shown, lines_for(source, assets or {}, report))
    say(printer("text")([checked]), end="", err=True)
