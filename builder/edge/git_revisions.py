"""Files as a git repository remembers them."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from builder.codes import NO_REVISION
from builder.model.findings import NOWHERE, BriefdeckError


def commit_id(name: str, folder: Path) -> str | None:
    """Return the object id of revision `name` of the repository in which `folder` lies; None if there is none.

    Git's other commands get ids only: a branch can be called `--output=FILE`.
    """
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode("ascii").strip() if found else None


def file_at(commit: str, path: str, folder: Path) -> bytes | None:
    """Return the bytes of `path`, counted from `folder`, at the commit with this id; None if it has no such file."""
    return _git(folder, "cat-file", "blob", f"{commit}:./{path}")


def changed_files(old: str, new: str, paths: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return the files below `folder`, counted from there, that differ between two commits, in their order.

    Only those below `paths` where any are given. BriefdeckError (`no-revision`) where git cannot compare them.
    """
    listed = _git(folder, "diff", "--relative", "--name-only", "-z", "--no-renames", old, new, "--", *paths)
    if listed is None:
        message = f"git cannot compare `{old}` with `{new}`"
        raise BriefdeckError(NO_REVISION, message, NOWHERE, "check that the paths lie inside this repository")
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
