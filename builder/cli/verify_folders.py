"""Folders of products for `briefdeck verify`: held against their records, their sources, and a new build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from builder.cli.printers import Checked
from builder.codes import NO_SOURCE
from builder.edge.product_audit import audit, audit_rebuilt, audit_sources
from builder.edge.sessions import Sessions
from builder.edge.settings import settings_for
from builder.edge.source_files import source_files
from builder.media import Assets, Pictures
from builder.model.findings import NOWHERE, BriefdeckError, Finding, Report
from builder.model.request import Options, Source
from builder.session import Session


def audited(folder: Path, sources: Sequence[Path]) -> Checked:
    """Return what is wrong with the products below `folder`; where `sources` are named, what is stale as well."""
    projects = _Projects()
    stale = audit_sources(folder, _all(sources, folder), projects.assets) if sources else ()
    findings = [*audit(folder), *stale]
    return _checked(folder, findings)


def rebuilt(folder: Path, sources: Sequence[Path]) -> Checked:
    """Return what is wrong with the products below `folder`, each built again from `sources` and compared.

    BriefdeckError (`no-source`) if no sources are named.
    """
    if not sources:
        message = "nothing can be rebuilt without sources"
        raise BriefdeckError(NO_SOURCE, message, NOWHERE, "give their folder with --sources")
    found, projects = _all(sources, folder), _Projects()
    stale = audit_sources(folder, found, projects.assets)
    return _checked(folder, [*audit(folder), *stale, *audit_rebuilt(folder, found, projects.build)])


class _Projects:
    """The sessions of the projects that sources belong to."""

    def __init__(self) -> None:
        self._sessions = Sessions()

    def assets(self, path: Path) -> Assets:
        """Return the assets with which the source at `path` is built."""
        return self._session(path).assets

    def build(self, source: Source, pictures: Pictures, options: Options) -> Mapping[str, bytes] | None:
        """Return the products of `source` by name, or None if it has errors."""
        session = self._session(Path(source.name))
        bundle = import_module("builder.pipeline").build(source, pictures, options, Report(), session)
        return {one.name: one.data for one in bundle.artifacts} if bundle else None

    def _session(self, path: Path) -> Session:
        return self._sessions.session(settings_for(path.parent).themes)


def _all(sources: Sequence[Path], folder: Path) -> list[Path]:
    return [one.path for one in source_files(sources, without=folder)]


def _checked(folder: Path, findings: Sequence[Finding]) -> Checked:
    return Checked(folder.as_posix(), tuple(findings), {})
