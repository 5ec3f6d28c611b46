"""Tables as written in Markdown, and as left in HTML inside other text."""

import re
from collections.abc import Callable, Iterable

from lxml import etree, html

from builder.importing.inline import runs_of, tidy
from builder.model.brief import Run

Rows = tuple[tuple[tuple[Run, ...], ...], ...]

_SEPARATOR = re.compile(r"(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_MOST_SPANNED = 40


def is_separator(text: str) -> bool:
    """Return whether a line is the rule under the header of a Markdown table."""
    return "|" in text and bool(_SEPARATOR.fullmatch(text.strip()))


def rows_of_pipes(lines: list[str], removed: list[str]) -> Rows:
    """Return the rows of a Markdown table without its rule; rows as long as the longest."""
    rows = [
        [runs_of(cell, removed) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        for line in lines
        if not is_separator(line)
    ]
    return squared(rows)


def squared(rows: list[list[tuple[Run, ...]]]) -> Rows:
    """Return `rows` all as long as the longest; what spans several columns or rows is said once."""
    rows = [row for row in rows if any(cell for cell in row)]
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[()] * (width - len(row))) for row in rows)


def html_table_in(lines: list[str], removed: list[str]) -> tuple[int, Rows]:
    """Return how many of `lines` the table takes that the first of them opens, and its rows; none if it is broken."""
    end = next((at for at, line in enumerate(lines) if "</table" in line.lower()), -1)
    source = "\n".join(lines[: end + 1])
    try:
        root = html.fromstring(source, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError):
        return 0, ()
    rows = squared(spread_rows(root.iter("tr"), lambda cell: _marked_up(cell, removed)))
    removed += re.findall(r"<table[^<>]*>", source) if rows else []
    return end + 1, rows


def spread_rows(
    lines: Iterable[html.HtmlElement], runs_in: Callable[[html.HtmlElement], tuple[Run, ...]]
) -> list[list[tuple[Run, ...]]]:
    """Return what `runs_in` finds in the cells of rows; one that spans rows or columns is followed by empty ones."""
    rows: list[list[tuple[Run, ...]]] = []
    below: dict[int, int] = {}
    for line in lines:
        row: list[tuple[Run, ...]] = []
        for cell in line.iterchildren("td", "th"):
            _skip(row, below)
            tall, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            for column in range(len(row), len(row) + wide):
                below[column] = tall - 1
            row += [runs_in(cell), *[()] * (wide - 1)]
        _skip(row, below)
        rows.append(row)
    return rows


def _skip(row: list[tuple[Run, ...]], below: dict[int, int]) -> None:
    while below.get(len(row), 0) > 0:
        below[len(row)] -= 1
        row.append(())


def _span(cell: html.HtmlElement, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return max(1, min(int(value), _MOST_SPANNED)) if value.isascii() and value.isdigit() else 1


def _marked_up(cell: html.HtmlElement, removed: list[str]) -> tuple[Run, ...]:
    inner = etree.tostring(cell, encoding="unicode", with_tail=False)
    inner = re.sub(r"^<[^<>]*>|</[^<>]*>$", "", inner)
    kept: list[str] = []
    runs = runs_of(re.sub(r"\s+", " ", re.sub(r"<br\s*/?>", " ", inner)), kept)
    removed += [one for one in kept if not one.startswith("<")]
    return tidy(list(runs))
