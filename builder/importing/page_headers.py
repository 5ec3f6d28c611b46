"""Lines that belong to the page: page numbers, and heads and feet that come back on page after page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from builder.importing.language_data import phrases
from builder.importing.paragraphs import alphanumeric, asks_at_end, ends_sentence
from builder.importing.pieces import TextLine

_WORDS = "|".join(phrases("page"))
_OF = "|".join((*phrases("page_of"), "/"))
_PAGE_LINE = re.compile(
    rf"\W{{0,3}}(?:(?:{_WORDS})\s*\d{{1,4}}(?:\s*(?:{_OF}|\|)\s*\d{{1,4}})?(?:\s*(?:页|頁|ページ))?"
    r"|[-–—]\s*\d{1,4}\s*[-–—])\W{0,3}$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(rf"\W{{0,3}}\d{{1,4}}(?:\s*(?:{_OF})\s*\d{{1,4}})?\W{{0,3}}$", re.IGNORECASE)
_COUNTED = rf"(?:{_WORDS})\s*(?P<%s>\d{{1,4}})(?:\s*(?:{_OF})\s*\d{{1,4}})?"
_WITH_PAGE = re.compile(
    rf"{_COUNTED % 'first'}\W+(?P<behind>\S.*)|(?P<before>.*\S)\W+{_COUNTED % 'last'}", re.IGNORECASE
)
"""A running head with what the page says of itself: `Page 2 of 4 The annual report`."""
_GAP = re.compile(r"\s{2,}|\t|\s*[|·•]\s*")
_AT_EDGE = re.compile(
    r"(?P<left>\d{1,4})\s+(?=[^\W\d])(?P<behind>.+)|(?P<before>.*[^\W\d](?:.*\d)?)\s+(?:[Pp]\.\s*)?(?P<right>\d{1,4})"
)
_LONGEST = 110
_REACH = 40
"""Lines in which the next one with words is looked for."""
_TOP = 8
"""Lines of the top of a text in which a running head may appear as what it is the head of."""


def is_page_line(text: str) -> bool:
    """Return whether a line says itself that it is a page number: `Page 3`, `3 of 7`, `- 3 -`."""
    return bool(_PAGE_LINE.match(text.strip()))


def is_page_number(text: str) -> bool:
    """Return whether a line is a number and nothing else, as a page number is."""
    return bool(_PAGE_NUMBER.match(text.strip()) or _PAGE_LINE.match(text.strip()))


def without_running_lines(lines: Sequence[TextLine], removed: list[str]) -> list[TextLine]:
    """Return `lines` without page numbers, running heads and feet; those go to `removed`."""
    running = _running(lines)
    kept: list[TextLine] = []
    for at, line in enumerate(lines):
        if at in running or is_page_line(line.text):
            removed.append(line.text.strip())
        else:
            kept.append(line)
    return kept


def _running(lines: Sequence[TextLine]) -> set[int]:
    """Return the lines that carry the same words as others and a page number, or are at the edge of a page."""
    folios: dict[str, list[tuple[int, int]]] = defaultdict(list)
    plain: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not 3 < len(line.text.strip()) <= _LONGEST or asks_at_end(line.text):
            continue
        words, number = _folio(line.text.strip())
        if number is not None and len(alphanumeric(words)) > 2 and not ends_sentence(words):
            folios[alphanumeric(words)].append((at, number))
        plain[alphanumeric(line.text)].append(at)
    running: set[int] = set()
    for key, places in folios.items():
        numbers = [number for _, number in places]
        again = len(numbers) > 1 and all(one < two for one, two in pairwise(numbers))
        named = any(at < _TOP * 2 for at in plain.get(key, ()))
        if (again and all(_is_edge(lines, at) for at, _ in places)) or named:
            running |= {at for at, _ in places if _is_edge(lines, at)}
    for places_ in plain.values():
        edges = [at for at in places_ if at > 0 and _is_page_edge(lines, at)]
        running |= set(edges) if len(places_) > 1 else set()
    return running


def _folio(text: str) -> tuple[str, int | None]:
    """Return the words of a line and the page number between or beside them, if there is one."""
    counted = _WITH_PAGE.fullmatch(text)
    if counted:
        return (counted["behind"] or counted["before"]).rstrip(".…"), int(counted["first"] or counted["last"])
    parts = _GAP.split(text)
    numbers = [part for part in parts if part.isascii() and part.isdigit() and len(part) < 5]
    if len(numbers) == 1 and len(parts) > 1:
        return " ".join(part for part in parts if part is not numbers[0]), int(numbers[0])
    found = _AT_EDGE.fullmatch(text)
    if not found:
        return text, None
    return found["behind"] or found["before"], int(found["left"] or found["right"])


def _is_edge(lines: Sequence[TextLine], at: int) -> bool:
    """Return whether an empty line or the end of a page is beside the line, or wide white space within it."""
    beside = [lines[one].text.strip() for one in (at - 1, at + 1) if 0 <= one < len(lines)]
    return not all(beside) or len(beside) < 2 or bool(re.search(r"\S\s{2,}\S|\S\t\S", lines[at].text.strip()))


def _is_page_edge(lines: Sequence[TextLine], at: int) -> bool:
    """Return whether a line is the first or last with words on its page."""
    near = range(max(0, at - _REACH), min(len(lines), at + _REACH + 1))
    above = next((lines[one] for one in reversed(near) if one < at and lines[one].text.strip()), None)
    below = next((lines[one] for one in near if one > at and lines[one].text.strip()), None)
    page = lines[at].page
    return bool((above and above.page != page) or (below and below.page != page))
