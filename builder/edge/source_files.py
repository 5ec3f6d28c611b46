"""The sources that paths name: files as given, folders with everything in them that the settings do not exclude."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from builder.edge.settings import Settings, settings_for
from builder.edge.workspace import find_sources, is_source, pictures_in, read_source
from builder.media import Pictures
from builder.model.findings import BriefdeckError
from builder.read.stray_files import is_stray


class SourceFile(Struct, frozen=True):
    """A source on the disk."""

    path: Path
    """As it was named, or as the walk of a named folder gives it."""
    folder: Path | None
    """The named folder below which it was found; None for a file that was named itself."""
    settings: Settings

    @property
    def is_stray(self) -> bool:
        """Whether it only lies in a folder of briefings, and nobody meant it as one; see `is_stray` of files."""
        try:
            return is_stray(self.path.name, read_source(self.path))
        except BriefdeckError:  # the build reports it
            return False


def source_files(paths: Iterable[Path], *, without: Path | None = None) -> Iterator[SourceFile]:
    """Yield the sources that `paths` name, each once; a walk leaves out the tree `without`."""
    known: dict[Path, Settings] = {}
    seen: set[Path] = set()
    for path, folder in _candidate_files(paths, without):
        if path.parent not in known:
            known[path.parent] = settings_for(path.parent)
        settings = known[path.parent]
        absolute = path.absolute()
        if absolute not in seen and not (folder is not None and settings.excludes(path)):
            seen.add(absolute)
            yield SourceFile(path, folder, settings)


def would_be_found(path: Path) -> bool:
    """Return whether the walk of a folder around the file `path` takes it for a source."""
    inside = path.absolute().parts[len(Path.cwd().parts) :] if path.absolute().is_relative_to(Path.cwd()) else ()
    hidden = any(part.startswith((".", "_")) for part in inside)
    return is_source(path.name) and not hidden and not settings_for(path.parent).excludes(path)


def _candidate_files(paths: Iterable[Path], without: Path | None) -> Iterator[tuple[Path, Path | None]]:
    for path in paths:
        if path.is_dir():
            yield from ((one, path) for one in find_sources(path, without=without))
        else:
            yield path, None


def project_pictures(folder: Path) -> Pictures:
    """Return the pictures that sources in `folder` may show; those outside it only if the settings allow them."""
    return pictures_in(folder, outside=settings_for(folder).pictures_outside)
