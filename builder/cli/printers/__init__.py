"""Findings in words and in the forms that machines read: one file a form, one line in the table."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from msgspec import Struct

from builder.model.findings import Finding, Severity

FORMS: dict[str, str] = {
    "text": "builder.cli.printers.text",
    "json": "builder.cli.printers.json_",
    "sarif": "builder.cli.printers.sarif",
    "github": "builder.cli.printers.github",
    "junit": "builder.cli.printers.junit",
}
"""Each form's module: its `printed(checked)` returns the findings of some sources as text that ends in a line end."""

STREAMED = frozenset({"text", "github"})
"""The forms that can be printed source by source; the others are one document."""


class Checked(Struct, frozen=True):
    """A source with its findings, to be printed."""

    source: str
    findings: tuple[Finding, ...]
    lines: Mapping[tuple[str, int], str]
    """The lines that findings point to, by file and number."""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(found.severity is Severity.ERROR for found in self.findings)


def printer(form: str) -> Callable[[Sequence[Checked]], str]:
    """Return the function that prints in `form`, one of FORMS."""
    printed: Callable[[Sequence[Checked]], str] = import_module(FORMS[form]).printed
    return printed
