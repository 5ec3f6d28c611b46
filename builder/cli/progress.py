"""A bar on the terminal that says how far many sources are, and how long the rest will take."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self, TextIO

_MANY = 4
"""From how many sources on a bar is worth looking at."""


class ProgressBar:
    """A line at the foot of standard error; it is drawn only on a terminal and only for many sources."""

    def __init__(self, whole: int, *, shown: bool, stream: TextIO | None = None) -> None:
        """Expect `whole` sources; draw nothing unless `shown`."""
        self._stream = stream or sys.stderr
        self._whole, self._done = whole, 0
        self._shown = shown and whole >= _MANY and self._stream.isatty()
        self._begin = time.monotonic()

    def __enter__(self) -> Self:
        """Draw the empty bar."""
        self._draw("")
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Leave the line clean, whatever happened."""
        self.clear()

    def clear(self) -> None:
        """Wipe the line, so that something else can be printed."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def advance(self, name: str) -> None:
        """Count one source more, whose `name` is shown, and draw."""
        self._done += 1
        self._draw(name)

    def _draw(self, name: str) -> None:
        if not self._shown or self._done >= self._whole:
            return
        width = shutil.get_terminal_size().columns
        filled = 20 * self._done // self._whole
        text = f"[{'#' * filled}{'.' * (20 - filled)}] {self._done}/{self._whole}{self._rest()}  {name}"
        self._stream.write(f"\r\x1b[K{text[: width - 1]}")
        self._stream.flush()

    def _rest(self) -> str:
        if not self._done:
            return ""
        seconds = (time.monotonic() - self._begin) / self._done * (self._whole - self._done)
        return f"  about {seconds:.0f} s left" if seconds < 90 else f"  about {seconds / 60:.0f} min left"
