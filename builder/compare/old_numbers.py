"""Where a source still says a number that was corrected in the deck: in a table, a chart, another answer."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.compare.source_change import SourceChange

_NUMBER = re.compile(
    r"(?<![\w/])(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![/\d]|(?:st|nd|rd|th)\b)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_BEFORE = 20
"""The most characters that are shown before a number."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class OldNumber(NamedTuple):
    """A line that says a number which the deck no longer says."""

    number: str
    """As the slide said it."""
    line: int
    text: str


def old_numbers(text: str, starts: Sequence[int], changes: Sequence[SourceChange]) -> Iterator[OldNumber]:
    """Yield the lines of the changed source `text` that still say a number for which `changes` put another.

    `starts` are the lines of the questions. A number of one digit is looked for in its own answer only.
    """
    lines = [_DATE.sub(lambda day: " " * len(day[0]), one) for one in text.splitlines()]
    ends = [*starts[1:], len(lines) + 1]
    for change in changes:
        before, after = (_numbers(" ".join(words)) for words in (change.old, change.new))
        gone = {value: said for value, said in before.items() if value not in after}
        own = range(starts[change.exchange], ends[change.exchange]) if change.exchange >= 0 else range(0)
        for value, said in gone.items() if after.keys() - before.keys() else ():
            for at in range(1, len(lines) + 1) if len(value) > 1 else own:
                found = next((one for one in _NUMBER.finditer(lines[at - 1]) if _plain(one[0]) == value), None)
                if found:
                    yield OldNumber(said, at, _around(text.splitlines()[at - 1], found.start()))


def _around(line: str, place: int) -> str:
    """Return a line from a word on from which the number at `place` is in sight."""
    start = line.rfind(" ", 0, max(0, place - _BEFORE)) + 1 if place > 2 * _BEFORE else 0
    return f"{'…' * bool(start)}{line[start:].strip()}"


def _numbers(text: str) -> dict[str, str]:
    """Return the numbers in `text`: as they are compared, however they are written, and as they are written."""
    return {_plain(one): one for one in _NUMBER.findall(text)}


def _plain(number: str) -> str:
    plain = re.sub(r"[\s'’]", "", number)
    if _GROUPED.fullmatch(plain):
        return re.sub(r"\D", "", plain)
    whole, _, part = plain.replace(",", ".").rpartition(".") if re.search("[.,]", plain) else (plain, "", "")
    return f"{whole.replace('.', '')}.{part.rstrip('0')}".rstrip(".")
