"""Findings told beside what a command prints: in words, on standard error."""

from __future__ import annotations

import click

from builder.batch import lines_for
from builder.cli.printers import Checked, printer
from builder.diagnostics import Report
from builder.order import Source
from builder.workspace import Media


def tell_findings(source: Source, media: Media, report: Report) -> None:
    """Print the findings of `source`, each with its line, on standard error."""
    checked = Checked(source.name, tuple(report.findings), lines_for(source, media, report))
    click.echo(printer("text")([checked]), nl=False, err=True)
