"""Findings printed beside what a command prints: in words, on standard error."""

from collections.abc import Mapping

from builder.cli.printers import Checked, printer
from builder.cli.terminal import say
from builder.edge.batch import lines_for
from builder.model.findings import Report
from builder.model.request import Source


def print_findings(source: Source, report: Report, assets: Mapping[str, bytes] | None = None) -> None:
    """Print the findings of `source`, each with its line, on standard error."""
    checked = Checked(source.name, tuple(report.findings), lines_for(source, assets or {}, report))
    say(printer("text")([checked]), end="", err=True)
