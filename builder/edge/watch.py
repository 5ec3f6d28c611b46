"""What changed on the disk since the last look."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int, int] | None
"""Size, time of the last change in nanoseconds, and inode of a file; None if there is none."""


def stamps_of(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """Return a stamp for each file; two looks with the same stamp saw the same file."""
    return {path: _stamp(path) for path in paths}


def changes(
    look: Callable[[], dict[Path, Stamp]], pause: Callable[[], None], settled: dict[Path, Stamp]
) -> Iterator[frozenset[Path]]:
    """Yield without end the files that changed, appeared or went since the look `settled`; `pause` waits between looks.

    A file that is being written is reported when two looks agree on it, so that nobody reads half of it.
    """
    before = settled
    while True:
        pause()
        now = look()
        if now == before and now != settled:
            paths = {*now, *settled}
            yield frozenset(path for path in paths if now.get(path) != settled.get(path))
            settled = now
        before = now


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino)
