"""Where findings about a theme point: the line and column of every key of its TOML."""

from __future__ import annotations

import re
from difflib import get_close_matches

from builder.model.findings import Code, Report, Span

_HEADER = re.compile(r"\s*\[+([^\[\]]+)\]")
_KEY = re.compile(r"(\s*)([\w-]+|\"[^\"]*\")\s*=")


class ThemeFile:
    """A theme's file: its findings, and which of its values are not to be looked at again."""

    def __init__(self, name: str, data: bytes, report: Report, base: ThemeFile | None = None) -> None:
        """Keep the file's `name` as findings print it, and note the place of each key in `data`; it extends `base`."""
        self._name, self._report = name, report
        self._lines = data.decode("utf-8-sig", "replace").splitlines()
        self._places = _places(self._lines)
        self.chain: tuple[ThemeFile, ...] = (self, *(base.chain if base else ()))
        """The file, and those that it extends."""
        self.names: tuple[str, ...] = (name, *(base.names if base else ()))
        """The files that the theme is read from."""
        self.faulty: set[str] = set()
        """Paths, such as `slides.title.slots.kicker.frame`, that a finding has been added for."""

    def find(self, code: Code, path: str, message: str, *hints: str) -> None:
        """Add a finding at the key `path`, whose value is not to be used; none if a table around it has one."""
        if not any(path.startswith(f"{one}.") for one in self.faulty):
            self.remark(code, path, message, *hints)
        self.faulty.add(path)

    def remark(self, code: Code, path: str, message: str, *hints: str) -> None:
        """Add a finding at the key `path`, or at the nearest table around it that the file has."""
        self._report.add(code, self.place(path), message, *hints)

    def sound(self, *paths: str) -> bool:
        """Return whether the values at `paths` can be used: nothing in or around them is faulty."""
        return not any(
            f"{one}.".startswith(f"{path}.") or path.startswith(f"{one}.") for path in paths for one in self.faulty
        )

    def place(self, path: str) -> Span:
        """Return the place of the key `path`, or of the nearest table around it that the file has."""
        parts = path.split(".")
        giving = [one for one in self.chain if one.gives(path)]
        for one in giving or self.chain:
            if place := one.nearest(parts):
                return place
        return Span(self._name, 1, 1)

    def gives(self, path: str) -> bool:
        """Return whether this file, not one that it extends, has the key `path`."""
        return path in self._places or self._gives_inline(path.split("."))

    def nearest(self, parts: list[str]) -> Span | None:
        """Return the place of a key, or of the nearest table around it, in this file; None if it has neither."""
        for length in range(len(parts), 0, -1):
            line = self._places.get(".".join(parts[:length]))
            if line:
                return self._in_line(line, parts[length - 1 :])
        return None

    def _gives_inline(self, parts: list[str]) -> bool:
        """Return whether this file gives the key in a table written inline, such as `title = { size = 9 }`."""
        for length in range(len(parts) - 1, 0, -1):
            line = self._places.get(".".join(parts[:length]))
            if line:
                text, keys = self._lines[line - 1], parts[length:]
                return all(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text) for one in keys)
        return False

    def _in_line(self, line: int, keys: list[str]) -> Span:
        """Return the place of the innermost of `keys` that is in `line`."""
        text = self._lines[line - 1]
        for key in reversed(keys):
            found = re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text)
            if found:
                return Span(self._name, line, found.start() + 1, line, found.end() + 1)
        return Span(self._name, line, 1)


def _places(lines: list[str]) -> dict[str, int]:
    """Return the line of each table and of each key that begins a line, by its path."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            table = header[1].strip().replace('"', "")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            name = key[2].strip('"')
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return an instruction that names the known word nearest to `word`, or all of them."""
    near = get_close_matches(word, known, 1, 0.6)
    return f"write `{near[0]}`" if near else f"use one of {', '.join(f'`{one}`' for one in known)}"
