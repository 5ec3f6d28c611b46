"""Reading files that may be something else: a pipe waits for ever, a device never ends, and both have a path."""

import errno
import stat
from pathlib import Path


def read_file(path: Path) -> bytes:
    """Return the bytes of the file at `path`; OSError where it is a folder, a pipe or a device, too."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a file", path.as_posix())
    return path.read_bytes()
