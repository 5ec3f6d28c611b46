"""Findings told beside what a command prints: in words, on standard error."""

from __future__ import annotations

import click

from builder.cli.printers import Checked, printer
from builder.edge.batch import lines_for
from builder.edge.workspace import Media
from builder.model.findings import Report
from builder.model.request import Source


def print_findings(source: Source, media: Media, report: Report) -> None:
    """Print the findings of `source`, each with its line, on standard error."""
    checked = Checked(source.name, tuple(report.findings), lines_for(source, media, report))
    click.echo(printer("text")([checked]), nl=False, err=True)
