"""Plain and marked-up text (.txt, .md): its front matter, and its lines as pieces."""

from __future__ import annotations

import re

from builder.read.raw.decoding import cleaned
from builder.read.raw.pieces import Line, Piece
from builder.read.raw.running import is_page_number, without_running_lines
from builder.read.raw.scan import Scanner
from builder.read.raw.tongues import language_of

_KEY = re.compile(r"([A-Za-z][\w-]{0,40}):\s*(.*?)\s*$")
_LONGEST_FRONT = 200


def pieces_of_text(text: str, removed: list[str]) -> tuple[list[Piece], dict[str, str]]:
    """Return the pieces of `text` and the keys of its front matter."""
    lines = cleaned(text).split("\n")
    given, start = _front_matter(lines, removed)
    lang = language_of("\n".join(lines[start:]))[0]
    scanner = Scanner(without_running_lines(_lines(lines[start:], start, removed), removed), lang)
    pieces = scanner.scan()
    removed += scanner.removed
    return pieces, given


def _front_matter(lines: list[str], removed: list[str]) -> tuple[dict[str, str], int]:
    """Return what stands between the two lines `---` at the top, one value a key, and the first line after it."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    end = next((at for at, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.strip() in {"---", "..."}), 0)
    if not end or not any(_KEY.match(line) for line in lines[1:end]):
        return {}, 0
    given: dict[str, str] = {}
    for line in lines[1:end]:
        found = _KEY.match(line)
        if found and found[2]:
            given.setdefault(found[1].lower(), found[2].strip("'\""))
    removed += [line.strip() for line in lines[1:end] if line.strip()]
    return given, end + 1


def _lines(texts: list[str], start: int, removed: list[str]) -> list[Line]:
    """Return the lines of all pages; a number alone at the head or foot of a page is left out."""
    found: list[Line] = []
    page = 1
    turned = False
    for number, text in enumerate(texts, start + 1):
        for part in re.split(r"(\f)", text):
            if part == "\f":
                _drop_page_number(found, removed)
                page += 1
                turned = True
            elif part or "\f" not in text:
                found.append(Line(part, number, page, gap=turned and bool(part.strip())))
                turned = turned and not part.strip()
    if page > 1:
        _drop_page_number(found, removed)
    return found


def _drop_page_number(lines: list[Line], removed: list[str]) -> None:
    at = len(lines) - 1
    while at >= 0 and not lines[at].text.strip():
        at -= 1
    if at >= 0 and is_page_number(lines[at].text):
        removed.append(lines[at].text.strip())
        del lines[at]
