"""Tables that plain text draws with tabs or with spaces, as rows between bars, which the scanner reads."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from builder.importing.paragraphs import asks_at_end, ends_sentence
from builder.importing.pieces import TextLine

_LONGEST_CELL = 60
"""Characters of a cell; more are a text in columns."""
_SENTENCE = 25
"""Characters from which on what ends as a sentence is one: shorter are dates and short forms, `Jan.`."""
_FEWEST = 3
"""Lines of a table whose cells are only set apart by spaces."""
_OFF = 1
"""Characters by which the edges of aligned cells may differ."""
_GAP = re.compile(r"[ \u00a0]{2,}")
_MARKER = re.compile(r"(?:\(?\w{1,3}[.):]|[-–—*•▪]|[QAFRVSPО])\s*")
"""What is before a tab in lists and interviews."""


def with_bars(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return `lines` with the rows of drawn tables between bars, and a line of dashes below the first of each."""
    found: list[TextLine] = []
    for is_row, group in groupby(lines, key=lambda line: bool(line.text.strip()) and "|" not in line.text):
        block = list(group)
        rows = _rows(block) if is_row and len(block) > 1 else []
        for at, row in enumerate(rows):
            found.append(replace(block[at], text=f"| {' | '.join(row)} |"))
            if at == 0:
                found.append(TextLine(f"|{'---|' * len(row)}", block[at].number, block[at].page))
        found += [] if rows else block
    return found


def _rows(block: Sequence[TextLine]) -> list[list[str]]:
    """Return the cells of the lines of a paragraph that is a table, else nothing."""
    texts = [line.text.strip() for line in block]
    if all("\t" in text for text in texts):
        rows = [[cell.strip() for cell in text.split("\t")] for text in texts]
        used = [at for at in range(max(map(len, rows))) if any(row[at : at + 1] not in ([], [""]) for row in rows)]
        rows = [[row[at] if at < len(row) else "" for at in used] for row in rows]
    elif len(block) >= _FEWEST and all(_GAP.search(text) for text in texts):
        spans = [list(_cells(text)) for text in texts]
        rows = [[text[start:end] for start, end in row] for text, row in zip(texts, spans, strict=True)]
        if len({len(row) for row in rows}) > 1 or not all(_aligned(column) for column in zip(*spans, strict=True)):
            return []
    else:
        return []
    wide = len(rows[0]) > 1 and all(row[0] or row[1] for row in rows)
    listed = any(_MARKER.fullmatch(row[0]) for row in rows) if wide else True
    said = any(len(cell) > _LONGEST_CELL or asks_at_end(cell) or _is_said(cell) for row in rows for cell in row)
    return [] if listed or said else rows


def _is_said(cell: str) -> bool:
    """Return whether a cell is a sentence; `24.500` only looks as if it ended one."""
    return len(cell) > _SENTENCE and ends_sentence(cell) and not cell[-1].isdigit()


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a line begin and end."""
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _aligned(column: Sequence[tuple[int, int]]) -> bool:
    """Return whether the cells of a column begin, or end, at one place."""
    return any(max(edges) - min(edges) <= _OFF for edges in zip(*column, strict=True))
