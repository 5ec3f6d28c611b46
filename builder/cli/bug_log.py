"""What a bug in briefdeck leaves behind: a log that can be pasted into a report as it is."""

import hashlib
import platform
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from builder import __version__


def write_bug_log(fault: BaseException, arguments: Sequence[str]) -> str:
    """Write the log of `fault` as `write_bug_text` does, and return what to show the user."""
    return write_bug_text("".join(traceback.format_exception(fault)), arguments)


def write_bug_text(trace: str, arguments: Sequence[str]) -> str:
    """Write the log of a fault with the traceback `trace` to the temporary folder and return what to show the user.

    The log names versions, arguments and the traceback, with the home folder shortened to `~`; it holds no word of
    any source but what Python quotes in the fault itself. Where it cannot be written it is part of what is returned.
    """
    log = _log(trace, arguments)
    digest = hashlib.sha256(log.encode("utf-8", "replace")).hexdigest()[:8]
    path = Path(tempfile.gettempdir()) / f"briefdeck-bug-{digest}.log"
    opening = "this is a fault in briefdeck, not in your text; no file was left half-written"
    try:
        path.write_text(log, encoding="utf-8", errors="replace")
    except OSError:
        return f"{opening}\nplease report the following:\n\n{log}"
    return f"{opening}\nplease report it with the contents of {path}"


def _log(trace: str, arguments: Sequence[str]) -> str:
    lines = (
        f"briefdeck {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"arguments: {' '.join(arguments)}",
        "",
        trace,
    )
    text = "\n".join(lines)
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
