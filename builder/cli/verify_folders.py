"""Folders of products for `briefdeck verify`: held against their records, their sources, and a new build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from builder.cli.printers import Checked
from builder.codes import NO_SOURCE
from builder.edge.product_audit import audit, audit_rebuilt, audit_sources
from builder.edge.workspace import Media, find_sources
from builder.model.findings import NOWHERE, BriefdeckError, Finding, Report
from builder.model.request import Options, Source


def audited(folder: Path, sources: Sequence[Path]) -> Checked:
    """Return what is wrong with the products below `folder`; where `sources` are named, what is stale as well."""
    findings = [*audit(folder), *(audit_sources(folder, _all(sources)) if sources else ())]
    return _checked(folder, findings)


def rebuilt(folder: Path, sources: Sequence[Path]) -> Checked:
    """Return what is wrong with the products below `folder`, each built anew from `sources` and compared.

    BriefdeckError (`no-source`) where no sources are named.
    """
    if not sources:
        message = "nothing can be built anew without sources"
        raise BriefdeckError(NO_SOURCE, message, NOWHERE, "name their folder with --sources")
    found = _all(sources)
    return _checked(folder, [*audit(folder), *audit_sources(folder, found), *audit_rebuilt(folder, found, _build)])


def _build(source: Source, media: Media, options: Options) -> Mapping[str, bytes] | None:
    bundle = import_module("builder.pipeline").build(source, media, options, Report())
    return {one.name: one.data for one in bundle.artifacts} if bundle else None


def _all(sources: Sequence[Path]) -> list[Path]:
    return [one for path in sources for one in (find_sources(path) if path.is_dir() else (path,))]


def _checked(folder: Path, findings: Sequence[Finding]) -> Checked:
    return Checked(folder.as_posix(), tuple(findings), {})
