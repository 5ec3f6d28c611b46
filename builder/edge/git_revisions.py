"""Files as a git repository remembers them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from builder.codes import NO_REVISION
from builder.model.findings import NOWHERE, BriefdeckError


def is_revision(name: str, folder: Path) -> bool:
    """Return whether `name` is a revision of the repository in which `folder` lies; False outside of one."""
    return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") is not None


def file_at(revision: str, path: str, folder: Path) -> bytes | None:
    """Return the bytes of `path`, counted from `folder`, at `revision`; None where it has no such file."""
    return _git(folder, "cat-file", "blob", f"{revision}:./{path}")


def changed_files(old: str, new: str, paths: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return the files below `folder`, counted from there, that differ between two revisions, in their order.

    Only those below `paths` where any are given. BriefdeckError (`no-revision`) where git cannot tell.
    """
    listed = _git(folder, "diff", "--relative", "--name-only", "-z", "--no-renames", old, new, "--", *paths)
    if listed is None:
        message = f"git cannot compare `{old}` with `{new}`"
        raise BriefdeckError(NO_REVISION, message, NOWHERE, "name two revisions of this repository")
    return tuple(name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, or None where it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what users name comes behind options or after `--`
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is found as the user finds it
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
