"""Tables: pipe tables of Markdown, a caption in the paragraph behind them that begins with `: ` or `Table: `."""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec import Struct

from builder.codes import NOT_UNDERSTOOD, SHORT_ROW
from builder.model.brief import Align, DataTable, Sentence
from builder.model.findings import Span
from builder.model.source_map import SourceMap
from builder.read.inline import InlineReader
from builder.read.source_map import ground_from_raw
from builder.read.styled_text import SentenceCounter

_PIPE = re.compile(r"(?<!\\)\|")
_CAPTION = re.compile(r"(?:[Tt]able)?: ")
_ALIGNS = {"text-align:center": Align.CENTER, "text-align:right": Align.END}

Cell = tuple[str, SourceMap]
"""A cell's inline Markdown and its places."""


class Rows(Struct, frozen=True):
    """A table before its words are read: the header and rows of equal length."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Align, ...]
    caption: Cell | None
    span: Span


def grid_from_rows(rows: Rows, inline: InlineReader, section: SentenceCounter) -> DataTable:
    """Return the table of `rows` with its sentences numbered: the caption, the header, then row by row."""

    def read(cell: Cell) -> tuple[Sentence, ...]:
        return inline.words(*cell, section).sentences(section, inline.lang)

    caption = read(rows.caption) if rows.caption else ()
    header = tuple(read(cell) for cell in rows.header)
    body = tuple(tuple(read(cell) for cell in row) for row in rows.rows)
    return DataTable(header, body, rows.align, caption, rows.span)


def rows_from_tokens(
    table: Token, inside: Sequence[Token], caption: Cell | None, lines: Sequence[str], *, inline: InlineReader
) -> Rows:
    """Return the rows of the table that `table` opens; `inside` are its tokens up to the one that closes it."""
    first = (table.map or [0, 0])[0]
    texts: list[str] = table.meta["rows"]
    align = tuple(_ALIGNS.get(str(one.attrGet("style")), Align.START) for one in inside if one.type == "th_open")
    read = []
    for number, text in enumerate(texts):
        if number == 1:
            continue
        line = lines[first + number]
        begin = len(line.rstrip()) - len(text.rstrip())
        mark = caption_mark(text)
        if number == len(texts) - 1 > 1 and caption is None and mark and not _PIPE.search(text):
            corner = (first + number + 1, begin + 1 + mark)
            caption = (text[mark:], ground_from_raw(inline.source, text[mark:], text[mark:], corner, escaped=False))
            continue
        cells = cells_of(text, inline.source, (first + number + 1, begin + 1))
        for cell in cells[len(align) :]:
            line_at, column = cell[1].place(0)
            inline.report.add(
                NOT_UNDERSTOOD,
                Span(inline.source, line_at, column, line_at, column + max(len(cell[0]), 1)),
                f"this row has {len(cells)} cells under a header of {len(align)}",
                "add a column to the header, or write `\\|` for the character itself",
            )
            break
        if len(cells) < len(align):
            message = f"this row has {len(cells)} cells under a header of {len(align)}"
            at = first + number + 1
            hint = "write the missing cell, or an empty one: `| |`"
            inline.report.add(SHORT_ROW, Span(inline.source, at, begin + 1, at, len(line.rstrip()) + 1), message, hint)
        missing = (("", SourceMap(inline.source, (0,), ((first + number + 1, begin + 1),))),) * (
            len(align) - len(cells)
        )
        read.append((*cells[: len(align)], *missing))
    end = first + len(texts)
    span = Span(inline.source, first + 1, 1, end, len(lines[end - 1]) + 1)
    return Rows(read[0], tuple(read[1:]), align, caption, span)


def caption_mark(text: str) -> int:
    """Return how many characters mark `text` as the caption of a table, as Pandoc has them; 0 if it is none."""
    found = _CAPTION.match(text)
    return found.end() if found else 0


def cells_of(text: str, source: str, corner: tuple[int, int]) -> tuple[Cell, ...]:
    """Return the cells of a row of a pipe table that begins at `corner`; an escaped pipe is the character itself."""
    line, column = corner
    bounds = [-1, *(found.start() for found in _PIPE.finditer(text)), len(text)]
    pieces = [(start + 1, text[start + 1 : end]) for start, end in pairwise(bounds)]
    if len(pieces) > 1 and not pieces[0][1].strip():
        pieces = pieces[1:]
    if len(pieces) > 1 and not pieces[-1][1].strip():
        pieces = pieces[:-1]
    cells = []
    for start, piece in pieces:
        raw = piece.strip()
        begin = column + start + len(piece) - len(piece.lstrip())
        value = raw.replace("\\|", "|")
        cells.append((value, ground_from_raw(source, value, raw, (line, begin), escaped=False)))
    return tuple(cells)
