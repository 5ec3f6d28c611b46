"""Plain and marked-up text (.txt, .md): its lines as pieces, without the empty lines that converters of PDF write."""

import itertools
import re
from collections.abc import Sequence

from builder.importing.converted_markdown import without_converter_marks
from builder.importing.drawn_tables import with_bars
from builder.importing.language_detection import language_of
from builder.importing.markup_scanner import Scanner
from builder.importing.page_headers import is_page_number, without_running_lines
from builder.importing.paragraphs import ends_sentence, heals, is_full, width_of
from builder.importing.pieces import RawPiece, TextLine

_UNSEEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
"""What begins and ends a part of a text that no reader sees: a comment, a program, a style sheet."""
_BLOCKS = re.compile(r"(?<=</p>)|(?<=</div>)|(?<=</h[1-6]>)|(?=<(?:p|div|h[1-6])[\s>])", re.IGNORECASE)
"""Where a line that holds several blocks of HTML is parted."""
_SPEAKER = re.compile(r"\s*<\w[^<>]*\sdata-speaker=[\"']([^\"'<>]{1,60})[\"'][^<>]*>\s*$", re.IGNORECASE)
"""A tag that names who says what is in it."""
_CELLS = re.compile(r"</?(?:table|tr|td|th)\b", re.IGNORECASE)
_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
TIME = re.compile(
    rf"\s*(?:[\[(]{_CLOCK}(?:[.,]\d+)?[\])]|{_CLOCK}[.,]\d{{1,3}}|\d{{1,2}}:\d{{2}}:\d{{2}}|{_CLOCK}(?=\s*$))"
    rf"(?:\s*-->\s*{_CLOCK}(?:[.,]\d+)?)?\s*"
)
"""When in a recording a line is said: `[00:01.5]`, `00:00:01,000 --> 00:00:03,000`, or `0:05` alone on a line."""
FEWEST_TIMES, _TIMED = 10, 0.3
"""Lines with a time from which on a text is a recording's, and their least share of all lines with words."""
_FOLDED = re.compile(r"^(\s*(?:-\s+)?\w+:)\s*[>|][-+]?\s*$")
"""A key of YAML whose text is in the lines below it."""


def pieces_of_text(text: str, start: int, removed: list[str]) -> list[RawPiece]:
    """Return the pieces of `text`, whose first line is the line `start` of its source, from 0."""
    for begin, end in _UNSEEN:
        text = _without(text, begin, end, removed)
    lines = _without_times(without_converter_marks(text, removed).split("\n"), removed)
    lang = language_of("\n".join(lines))[0]
    rows = with_bars(without_running_lines(_lines(lines, start, removed), removed))
    scanner = Scanner(without_line_spacing(rows), lang)
    pieces = scanner.scan()
    removed += scanner.removed
    return pieces


def _without_times(lines: list[str], removed: list[str]) -> list[str]:
    """Return the lines of a recording without the times before them, and without numbers of subtitles."""
    stamps = [TIME.match(line) for line in lines]
    said = sum(bool(line.strip()) for line in lines)
    if sum(map(bool, stamps)) < FEWEST_TIMES or sum(map(bool, stamps)) < _TIMED * said:
        return lines
    found = []
    for line, stamp, below in zip(lines, stamps, [*stamps[1:], None], strict=True):
        counts = line.strip().isdigit() and below is not None
        removed += [stamp[0].strip()] if stamp else [line.strip()] if counts else []
        found.append("" if counts else line[stamp.end() :] if stamp else line)
    alone = any(stamp and stamp.end() == len(line) for line, stamp in zip(lines, stamps, strict=True))
    return [one for one in found if one.strip()] if alone else found  # the parts of a sentence are lines of their own


def _without(text: str, begin: str, end: str, removed: list[str]) -> str:
    """Return `text` without what is between `begin` and `end`, which `removed` takes; line feeds stay to be counted."""
    parts = []
    at = 0
    while (start := text.find(begin, at)) >= 0 and (last := text.find(end, start)) >= 0:
        words = " ".join(text[start + len(begin) : last].split())
        removed += [words] if words else []
        parts += [text[at:start], "\n" * text.count("\n", start, last)]
        at = last + len(end)
    return "".join((*parts, text[at:]))


def _lines(texts: list[str], start: int, removed: list[str]) -> list[TextLine]:
    """Return the lines of all pages; a number alone at the head or foot of a page is left out."""
    found: list[TextLine] = []
    page = 1
    turned = False
    for number, text in enumerate(texts, start + 1):
        for part in re.split(r"(\f)", _FOLDED.sub(r"\1", text)):
            blocks = [one for one in _BLOCKS.split(part) if one.strip()] if not _CELLS.search(part) else []
            if spoken := _SPEAKER.match(part):
                found += [TextLine(f"{spoken[1]}:", number, page), TextLine("", number, page)]
            if len(blocks) > 1:
                found += [TextLine(one, number, page) for block in blocks for one in (block, "")]
                continue
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


_FEWEST_LINES = 12
"""Lines with words from which on a text shows how it is spaced."""
_SPACED = 0.8
"""Share of the lines with an empty one below them in a text that is spaced so throughout."""
_GOING_ON = 0.25
"""Share of the lines that break off in the middle of a sentence in a text whose lines are wrapped."""
_LONG = 0.6
"""Share of the usual width of a line that breaks off in a paragraph: lines of a printed page differ in characters."""
_OPEN_WIDTH = 160
"""Characters of full lines beyond which a text is not wrapped at all."""


def without_line_spacing(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return `lines` without the empty lines inside its paragraphs, where all of its lines are set apart by one.

    An empty line stays where the first word of the line below would have fitted on the line above: there a paragraph
    ends.
    """
    said = [at for at, line in enumerate(lines) if line.text.strip()]
    pairs = list(itertools.pairwise(said))
    width = width_of([lines[at] for at in said])
    spaced = sum(after - at > 1 for at, after in pairs)
    going_on = sum(heals(lines[at].text.rstrip(), lines[after].text) for at, after in pairs)
    if (
        len(pairs) < _FEWEST_LINES
        or width > _OPEN_WIDTH
        or spaced < _SPACED * len(pairs)
        or going_on < _GOING_ON * len(pairs)
    ):
        return list(lines)
    inside = {
        between
        for at, after in pairs
        if heals(lines[at].text.rstrip(), lines[after].text)
        or is_full(lines[at], lines[after], width)
        or (len(lines[at].text.strip()) > _LONG * width and not ends_sentence(lines[at].text))
        for between in range(at + 1, after)
    }
    return [line for at, line in enumerate(lines) if at not in inside]
