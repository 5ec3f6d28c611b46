"""Everything that a finished file holds, as lines by place, held against the file that its source gives."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from builder.check.proof.words import Difference
from builder.model.sequence_alignment import common_ends

Contents = Mapping[str, Sequence[str]]
"""For each place of a file, such as `slide 3`, what it holds; a line says one thing."""

MOST_AT_A_PLACE = 3
MOST_LINES = 2_000
"""The most lines that are aligned with each other; more are compared one by one, for aligning takes their square."""


def content_differences(wanted: Contents, found: Contents) -> Iterator[Difference]:
    """Yield where `found` is not `wanted`, at most three differences for each place."""
    for place in dict.fromkeys((*wanted, *found)):
        yield from _differences(place, wanted.get(place, ()), found.get(place, ()))


def _differences(place: str, wanted: Sequence[str], found: Sequence[str]) -> list[Difference]:
    if list(wanted) == list(found):
        return []
    start, _ = common_ends(wanted, found)
    one, other = wanted[start:], found[start:]
    if min(len(one), len(other)) > MOST_LINES:
        pairs = [(a, b) for a, b in zip_longest(one, other, fillvalue="") if a != b]
    else:
        pairs = [
            pair
            for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
            if kind != "equal"
            for pair in zip_longest(one[a:b], other[c:d], fillvalue="")
        ]
    return [Difference(place, _short(a), _short(b)) for a, b in pairs[:MOST_AT_A_PLACE]]


def _short(line: str) -> str:
    return line if len(line) <= 160 else f"{line[:159]}…"
