"""Products that earlier builds left behind: of sources that are gone, and in formats that are no longer asked for."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.codes import KEPT_PRODUCT
from builder.edge.batch import Job, product_names
from builder.edge.overwrite_guard import OverwriteGuard, remembered
from builder.edge.product_audit import ReadRecord, read_record
from builder.model.digest import sha256
from builder.model.findings import BriefdeckError, Finding, Span


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What can be removed, and what cannot because it is not the file that was built."""

    files: tuple[Path, ...]
    kept: tuple[Finding, ...]


def leftovers(records: Sequence[ReadRecord], jobs: Sequence[Job], failed: set[str]) -> Leftovers:
    """Return what `records`, read before `jobs` were built, name and no job makes.

    The products of sources that `failed` stay as they are.
    """
    owners = {(job.folder.absolute(), job.path.stem): job for job in jobs}
    files: list[Path] = []
    kept: list[Finding] = []
    for record in records:
        job = owners.get((record.path.parent.absolute(), record.stem))
        if (job and job.name in failed) or (job is None and _elsewhere(record, jobs)):
            continue
        memory = OverwriteGuard(record.path.parent, record.stem).memory
        known = {row.name: row.digest for row in record.outputs} | remembered(memory)
        changed = list(_removable(record.path.parent, known, _product_names(job, record.path) if job else (), files))
        kept += changed
        if not changed:
            files += [memory] if job else [memory, record.path]
    return Leftovers(tuple(files), tuple(kept))


def _elsewhere(record: ReadRecord, jobs: Sequence[Job]) -> bool:
    """Return whether a record is that of another build of a source that is there, in a folder below its own products.

    `dist/large` may hold the large print of what is in `dist`.
    """
    here = record.path.parent.absolute()
    return any(record.stem == job.path.stem and here.is_relative_to(job.folder.absolute()) for job in jobs)


def _product_names(job: Job, record: Path) -> tuple[str, ...]:
    """Return the names of what a job makes, and of what it has just made under a name with its marking."""
    with contextlib.suppress(BriefdeckError):
        return (*product_names(job), *(row.name for row in read_record(record).outputs))
    return product_names(job)


def remove(files: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Remove `files`, and the folders below `folder` that are empty then; return what was there and can be seen."""
    there = tuple(file for file in files if file.exists() and not file.name.startswith("."))
    for file in files:
        file.unlink(missing_ok=True)
    above = {one for file in files for one in file.parents if one != folder and one.is_relative_to(folder)}
    for parent in sorted(above, key=lambda one: len(one.parts), reverse=True):
        with contextlib.suppress(OSError):  # it holds something else
            parent.rmdir()
    return there


def _removable(folder: Path, known: Mapping[str, str], made: Sequence[str], files: list[Path]) -> Iterator[Finding]:
    """Add to `files` those that are `known` and not `made` again; yield a finding for each that was changed."""
    for name, digest in known.items():
        path = folder / name
        if name in made or not path.is_file():
            continue
        if sha256(path.read_bytes()) == digest:
            files.append(path)
            continue
        hint = "save the edits you need, then remove it yourself"
        yield Finding(KEPT_PRODUCT, "not removed: this is not the file that was built", Span(path.as_posix()), (hint,))
