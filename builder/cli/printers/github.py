"""Findings as GitHub's workflow commands, which a pull request shows at the lines that they mean."""

from collections.abc import Sequence

from builder.cli.printers import Checked
from builder.cli.terminal import visible
from builder.model.findings import Finding

_KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def printed(checked: Sequence[Checked]) -> str:
    """Return a command for each finding.

    Values are escaped as the runner unescapes them: `%`, line ends, and in properties `:` and `,` as well
    (actions/toolkit, packages/core/src/command.ts).
    """
    return "".join(f"{_command(found)}\n" for one in checked for found in one.findings)


def _command(found: Finding) -> str:
    span = found.span
    properties = {"title": f"{found.code.number} {found.code.name}"}
    if span.source:
        properties["file"] = span.source
    if span.line:
        properties |= {"line": str(span.line), "col": str(span.column)}
        properties |= {"endLine": str(span.end_line)} if span.end_line else {}
        properties |= {"endColumn": str(span.end_column)} if span.end_line == span.line and span.end_column else {}
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join(map(visible, (found.message, *found.hints)))
    return f"::{_KINDS[found.severity.value]} {shown}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")
