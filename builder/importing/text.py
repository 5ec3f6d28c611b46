"""Plain and marked-up text (.txt, .md): its front matter, and its lines as pieces."""

from __future__ import annotations

import re

import yaml

from builder.importing.charsets import cleaned
from builder.importing.language_detection import language_of
from builder.importing.markup_scanner import Scanner
from builder.importing.page_headers import is_page_number, without_running_lines
from builder.importing.pieces import RawPiece, TextLine

_KEY = re.compile(r"([A-Za-z][\w-]{0,40}):\s*(.*?)\s*$")
_LONGEST_FRONT = 200
_LONGEST_LIST = 40
_FOLDED = re.compile(r"^(\s*(?:-\s+)?\w+:)\s*[>|][-+]?\s*$")
"""A key of YAML whose text stands in the lines below it."""


def pieces_of_text(text: str, removed: list[str]) -> tuple[list[RawPiece], dict[str, str]]:
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
        return _bare_front_matter(lines, removed)
    end = next((at for at, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.strip() in {"---", "..."}), 0)
    if not end or not any(_KEY.match(line) for line in lines[1:end]):
        return {}, 0
    removed += [line.strip() for line in lines[1:end] if line.strip()]
    return _keys(lines[1:end]), end + 1


def _bare_front_matter(lines: list[str], removed: list[str]) -> tuple[dict[str, str], int]:
    """Return the keys of a text that begins as YAML does, without `---`, and the first line after them."""
    end = next((at for at, line in enumerate(lines) if not _KEY.match(line)), 0)
    if end < 2 or not re.match(r"(?:title|layout|permalink|lang|author|description):", lines[0]):
        return {}, 0
    removed += [line.strip() for line in lines[:end]]
    return _keys(lines[:end]), end


def _keys(lines: list[str]) -> dict[str, str]:
    """Return the keys of front matter in lower case; a list is its items with commas between them."""
    try:
        tree = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings
    except (yaml.YAMLError, RecursionError):
        tree = None
    if isinstance(tree, dict):
        return {str(key).lower(): said for key, value in tree.items() if (said := _said(value))}
    found = (_KEY.match(line) for line in lines)
    return {one[1].lower(): one[2].strip("'\"") for one in found if one and one[2]}


def _said(value: object) -> str:
    match value:
        case str():
            return " ".join(value.split())
        case list():
            return ", ".join(_said(one) for one in value[:_LONGEST_LIST])
        case dict():
            return _said(value.get("name", ""))
        case _:
            return ""


def _lines(texts: list[str], start: int, removed: list[str]) -> list[TextLine]:
    """Return the lines of all pages; a number alone at the head or foot of a page is left out."""
    found: list[TextLine] = []
    page = 1
    turned = False
    for number, text in enumerate(texts, start + 1):
        for part in re.split(r"(\f)", _FOLDED.sub(r"\1", text)):
            if part == "\f":
                _drop_page_number(found, removed)
                page += 1
                turned = True
            elif part or "\f" not in text:
                found.append(TextLine(part, number, page, gap=turned and bool(part.strip())))
                turned = turned and not part.strip()
    if page > 1:
        _drop_page_number(found, removed)
    return found


def _drop_page_number(lines: list[TextLine], removed: list[str]) -> None:
    at = len(lines) - 1
    while at >= 0 and not lines[at].text.strip():
        at -= 1
    if at >= 0 and is_page_number(lines[at].text):
        removed.append(lines[at].text.strip())
        del lines[at]
