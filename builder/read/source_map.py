"""Maps from the texts that are read to the source, whatever the notation does to them on the way."""

import re
from collections.abc import Sequence

from builder.model.source_map import SourceMap

_SPACES = re.compile(r"\s*")
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


def ground_from_lines(source: str, content: str, lines: Sequence[str], first: int) -> SourceMap:
    """Return the places of `content`, whose lines are the ends of `lines` from the one with index `first` on.

    The ends, because Markdown takes indentation, `> ` and list markers off before it reads words.
    """
    offsets, corners, offset = [], [], 0
    for index, part in enumerate(content.split("\n"), first):
        whole = lines[index] if index < len(lines) else part
        words, line = part.rstrip(), whole.rstrip()
        column = len(line) - len(words) if line.endswith(words) else max(whole.find(words.lstrip()), 0)
        offsets.append(offset)
        corners.append((index + 1, column + 1))
        offset += len(part) + 1
    return SourceMap(source, tuple(offsets), tuple(corners))


def ground_at(source: str, line: int, column: int) -> SourceMap:
    """Return the places of a text that is unchanged in one line."""
    return SourceMap(source, (0,), ((line, column),))


def ground_from_raw(source: str, value: str, raw: str, corner: tuple[int, int], *, escaped: bool) -> SourceMap:
    """Return the places of `value`, which `raw` writes with folded lines, doubled quotes or (`escaped`) backslashes.

    `corner` is the line and column at which `raw` begins.
    """
    if value == raw and "\n" not in raw:
        return ground_at(source, *corner)
    offsets, corners = [0], [corner]
    at, (line, column) = 0, corner
    expected: tuple[int, int] | None = None
    for offset, char in enumerate(value):
        skipped = _distance(char, raw, at, escaped=escaped)
        line, column, at = *_place_after(line, column, raw[at : at + skipped]), at + skipped
        if (line, column) != expected:
            offsets.append(offset)
            corners.append((line, column))
        length = _length(value[offset : offset + 2], raw, at, escaped=escaped)
        expected = (line, column + 1)
        line, column, at = *_place_after(line, column, raw[at : at + length]), at + length
    return SourceMap(source, tuple(offsets), tuple(corners))


def _distance(char: str, raw: str, at: int, *, escaped: bool) -> int:
    """Return how many characters of `raw` from `at` on come before the one that stands for `char`."""
    if char.isspace() and at < len(raw) and raw[at].isspace():
        return 0
    begin = at
    while at < len(raw) and raw[at] != char:
        if escaped and raw[at] == "\\":
            if raw[at + 1 : at + 2] != "\n":
                return at - begin
            at += 1
        at += 1
    return at - begin if at < len(raw) else 0


def _length(chars: str, raw: str, at: int, *, escaped: bool) -> int:
    """Return how many characters of `raw` stand for the first of `chars`, given the second."""
    char = chars[:1]
    if char.isspace() and raw[at : at + 1].isspace():
        spaces = _SPACES.match(raw, at)
        run = spaces[0] if spaces else ""
        if char == "\n":  # what a line ends with
            return run.index("\n") + 1 if "\n" in run else 1
        return len(run) if "\n" in run and not chars[1:].isspace() else 1  # a folded line, or a space as it is
    if escaped and raw[at : at + 1] == "\\":
        length = _ESCAPE_LENGTHS.get(raw[at + 1 : at + 2], 2)
        return 12 if length == 6 and char > "\uffff" else length
    return 1


def _place_after(line: int, column: int, passed: str) -> tuple[int, int]:
    breaks = passed.count("\n")
    return (line + breaks, len(passed) - passed.rfind("\n")) if breaks else (line, column + len(passed))
