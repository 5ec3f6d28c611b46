"""Plain and marked-up text (.txt, .md): its lines as pieces."""

import re

from builder.importing.converted_markdown import without_converter_marks
from builder.importing.language_detection import language_of
from builder.importing.line_spacing import without_line_spacing
from builder.importing.markup_scanner import Scanner
from builder.importing.page_headers import is_page_number, without_running_lines
from builder.importing.pieces import RawPiece, TextLine

_FOLDED = re.compile(r"^(\s*(?:-\s+)?\w+:)\s*[>|][-+]?\s*$")
"""A key of YAML whose text is in the lines below it."""


def pieces_of_text(text: str, start: int, removed: list[str]) -> list[RawPiece]:
    """Return the pieces of `text`, whose first line is the line `start` of its source, from 0."""
    text = _without_comments(text, removed)
    lines = without_converter_marks(text, removed).split("\n")
    lang = language_of("\n".join(lines))[0]
    scanner = Scanner(without_line_spacing(without_running_lines(_lines(lines, start, removed), removed)), lang)
    pieces = scanner.scan()
    removed += scanner.removed
    return pieces


def _without_comments(text: str, removed: list[str]) -> str:
    """Return `text` without its comments, whose words go to `removed`; their line feeds stay, so that lines count."""
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        words = " ".join(text[start + 4 : end].split())
        removed += [words] if words else []
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join((*parts, text[at:]))


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
