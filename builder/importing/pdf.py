"""Text PDFs (.pdf): columns, running heads and feet, page numbers, footnotes, hyphens; by PDFium."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2 as pdfium
from msgspec import Struct
from msgspec.structs import replace

from builder.codes import (
    BROKEN_SOURCE,
    ENCRYPTED_SOURCE,
    MANY_PAGES,
    PACKED_SOURCE,
    SCANNED_PAGE,
    SCANNED_SOURCE,
)
from builder.importing.inline import runs_from, tidy
from builder.importing.language_detection import language_of
from builder.importing.markup_scanner import Scanner
from builder.importing.page_headers import is_page_number
from builder.importing.paragraphs import LONG_LINE, ends_sentence
from builder.importing.pdf_bounds import endless
from builder.importing.pdf_columns import Region, is_rtl, regions_of
from builder.importing.pdf_initials import with_initials_joined
from builder.importing.pdf_lines import TextStretch, composed, stretches_of
from builder.importing.pdf_pictures import (
    PagePicture,
    is_place,
    once,
    pictures_of,
    with_pictures,
    with_places,
    without_axes,
)
from builder.importing.pdf_tables import (
    PageTable,
    TableGrid,
    grids_of,
    rules_of,
    tables_of,
    walls_of,
    with_table_places,
    with_tables,
)
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, PieceKind, RawPiece, TextLine, is_bold
from builder.model.brief import Mark, Run
from builder.model.findings import Report, Span

MOST_PAGES = 200
"""The most pages that a piece may have; a briefing has ten."""
_EDGE = 0.14
"""The share of a page's height at its top and foot in which running heads are looked for."""
_Leaf = tuple[list[TextStretch], float]
"""A page's stretches and its height."""
_OUTER = 0.08
"""The share of a page's height at its very top and foot, where small type is not text."""
_BOLD_TEXT = 0.6
"""The share of the characters from which on bold is how the text is set (case: a question of a parliament)."""
_FULL, _SPACED = 0.94, 4.0
"""The share of its column that a full line fills, and the heights of a line between two of one paragraph at most."""
_ITEM = re.compile(r"[^\W_]{1,3}[.)]\s|[•▪–—*-]")
_NOTE = re.compile(r"\s*\[?(\d{1,3})[\].)]?\s*(?=\S)")


def extract_of(source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles) -> Extract | None:
    """Return the extract of a PDF, or None with a finding where it has no text that can be read."""
    reading = _PdfReading(removed, pictures, {})
    pages = _pages(source, data, report, reading)
    if pages is None:
        return None
    return Extract(_pieces(pages, reading), {}, _words_of(data))


def _words_of(data: bytes) -> str:
    """Return the words of all pages as PDFium gives them, for counting: apart from lines, columns and heads."""
    document = pdfium.PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "\n".join("".join(one for one in text if one.isprintable() or one.isspace()) for text in texts)


class _PdfReading(Struct, frozen=True):
    """What is gathered beside the words of a file: what was left out, the files of its pictures, its tables."""

    removed: list[str]
    pictures: PictureFiles
    tables: dict[str, PageTable]


class _PdfPage(Struct, frozen=True):
    """A page's regions in reading order, each a row of lines, and how high the page is."""

    regions: tuple[tuple[_Placed, ...], ...]
    height: float


class _Placed(Struct, frozen=True):
    """A line and its place: y upwards from the page's foot in points, `fill` the share of the column that it fills."""

    runs: tuple[Run, ...]
    page: int
    y: float
    size: float
    fill: float
    indent: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()

    @property
    def bold(self) -> bool:
        return is_bold(self.runs)


def _pages(source: str, data: bytes, report: Report, reading: _PdfReading) -> list[_PdfPage] | None:
    if why := endless(data, MOST_PAGES):
        report.add(PACKED_SOURCE, Span(source), why, "do not open it; ask for the text in another format")
        return None
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        code = ENCRYPTED_SOURCE if locked else BROKEN_SOURCE
        message = "this PDF needs a password" if locked else "this is not a valid PDF"
        report.add(code, Span(source), message, "save a copy without a password" if locked else "download it again")
        return None
    try:
        if len(document) > MOST_PAGES:
            message = f"this PDF has {len(document)} pages, more than the {MOST_PAGES} of any briefing"
            report.add(MANY_PAGES, Span(source), message, "save the pages of the article as a separate PDF")
            return None
        return _read_pages(document, source, report, reading)
    finally:
        document.close()


def _read_pages(
    document: pdfium.PdfDocument, source: str, report: Report, reading: _PdfReading
) -> list[_PdfPage] | None:
    found: list[_Leaf] = []
    grids: list[list[TableGrid]] = []
    empty: list[int] = []
    shown: list[PagePicture] = []
    for number in range(len(document)):
        try:
            page = document[number]
            rules = rules_of(page)
            grids.append(grids_of(rules))
            stretches = stretches_of(page, number + 1, walls_of(rules))
            shown += pictures_of(page, number + 1, reading.pictures)
            found.append((stretches, page.get_height()))
            page.close()
        except pdfium.PdfiumError:
            message = f"page {number + 1} of this PDF is damaged"
            report.add(BROKEN_SOURCE, Span(source), message, "download it again, or leave the page out")
            return None
        empty += [] if stretches else [number + 1]
    if not any(stretches for stretches, _ in found):
        message = "this PDF has no text, only pictures of its pages"
        report.add(SCANNED_SOURCE, Span(source), message, "run OCR on it first, such as `ocrmypdf`")
        return None
    for number in empty:
        report.add(SCANNED_PAGE, Span(source), f"page {number} has no text", "check whether it shows text")
    _make_bold_plain([one for stretches, _ in found for one in stretches])
    rtl = is_rtl([one.text for stretches, _ in found for one in stretches])
    body = _body_size([one for stretches, _ in found for one in stretches])
    pages = []
    for number, (stretches, height) in enumerate(_without_heads(found, grids, reading.removed), 1):
        words = with_initials_joined(stretches, body)
        tables = tables_of(words, grids[number - 1], rtl=rtl)
        reading.tables.update({one.name: one for one in tables})
        words = with_places(with_table_places(words, tables, body), once(shown), number, body)
        pages.append(_page(words, height, rtl=rtl))
    return pages


def _make_bold_plain(stretches: Sequence[TextStretch]) -> None:
    """Take the bold off all words where most are bold: then it is the face of the text, and sets nothing apart."""
    runs = [run for one in stretches for run in one.runs]
    if sum(len(run.text) for run in runs if run.mark & Mark.STRONG) > _BOLD_TEXT * sum(len(run.text) for run in runs):
        for one in stretches:
            one.runs = [replace(run, mark=run.mark & ~Mark.STRONG) for run in one.runs]


def _page(stretches: Sequence[TextStretch], height: float, *, rtl: bool) -> _PdfPage:
    return _PdfPage(tuple(_place_pieces(region, rtl=rtl) for region in regions_of(stretches, rtl=rtl)), height)


def _place_pieces(region: Region, *, rtl: bool) -> tuple[_Placed, ...]:
    width = max(region.right - region.left, 1.0)
    found = []
    for line in region.lines:
        used = region.right - line.left if rtl else line.right - region.left
        indent = region.right - line.right if rtl else line.left - region.left
        found.append(_Placed(composed(line.runs), line.page, line.y, line.size, used / width, indent))
    return tuple(found)


def _pieces(pages: list[_PdfPage], reading: _PdfReading) -> list[RawPiece]:
    body = _body_size([line for page in pages for region in page.regions for line in region])
    notes: list[RawPiece] = []
    lines: list[TextLine] = []
    for page in pages:
        kept, mine = _without_notes(page, body)
        notes += mine
        for region in kept:
            lines += _lines(region, body, len(lines))
    lang = language_of("\n".join(line.text for line in lines))[0]
    scanner = Scanner(lines, lang)
    pieces = scanner.scan()
    reading.removed.extend(scanner.removed)
    pieces = with_tables(without_axes(pieces, reading.removed), reading.tables, reading.removed)
    return [*_with_calls(with_pictures(pieces, body), {note.marker for note in notes}), *notes]


def _body_size(lines: Sequence[_Placed] | Sequence[TextStretch]) -> float:
    """Return the size in which most characters of the text are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _without_heads(pages: Sequence[_Leaf], grids: Sequence[Sequence[TableGrid]], removed: list[str]) -> list[_Leaf]:
    """Return `pages` without page numbers and without what is at the top or foot of two of them or more.

    Cells of a table that reaches into the page are none of these.
    """
    seen: Counter[str] = Counter()
    for stretches, height in pages:
        seen.update({_key(one.text) for one in stretches if _at_edge(one, height)})
    kept: list[_Leaf] = []
    body = _body_size([one for stretches, _ in pages for one in stretches])
    for (stretches, height), mine in zip(pages, grids, strict=True):
        tables = [one for one in mine if one.ys[0] < height * (1 - _EDGE) and one.ys[-1] > height * _EDGE]
        outside = [one for one in stretches if not any(table.holds(one.left, one.y) for table in tables)]
        lines = Counter(round(one.y) for one in outside)
        heads = [one for one in outside if _is_head(one, height, seen, body, alone=lines[round(one.y)] == 1)]
        removed += [one.text for one in heads]
        kept.append(([one for one in stretches if one not in heads], height))
    return kept


def _key(text: str) -> str:
    return re.sub(r"[\d\W_]+", "", text).casefold()


def _at_edge(one: TextStretch, height: float) -> bool:
    return len(one.text) < LONG_LINE and not height * _EDGE < one.y < height * (1 - _EDGE)


def _is_head(one: TextStretch, height: float, seen: Counter[str], body: float, *, alone: bool) -> bool:
    """Return whether words at the edge of a page are its number, are there on other pages too, or are small.

    A number that is not `alone` on its line is one of the words of it, unless it stands at the very edge.
    """
    if not _at_edge(one, height):
        return False
    key = _key(one.text)
    again = bool(key) and seen[key] > 1 and not (one.page == 1 and one.size > 1.2 * body)
    outermost = not height * _OUTER < one.y < height * (1 - _OUTER)
    small = one.page > 1 and one.size < 0.93 * body and outermost and not ends_sentence(one.text)
    numbered = is_page_number(one.text) and (alone or outermost)
    return again or numbered or (small and not _NOTE.match(one.text))


def _without_notes(page: _PdfPage, body: float) -> tuple[list[Sequence[_Placed]], list[RawPiece]]:
    """Return the regions without the footnotes at their ends, and these: small lines that begin with a number."""
    kept: list[Sequence[_Placed]] = []
    notes: list[RawPiece] = []
    for region in page.regions:
        at = len(region)
        while at and region[at - 1].size < 0.93 * body and region[at - 1].y < page.height * 0.5:
            at -= 1
        start = next((one for one in range(at, len(region)) if _NOTE.match(region[one].text)), len(region))
        kept.append(region[:start])
        for line in region[start:]:
            number = _NOTE.match(line.text)
            if number and _is_next(number[1], notes):
                notes.append(RawPiece(PieceKind.NOTE, runs_from(line.runs, number.end()), marker=number[1]))
            elif notes:
                runs = tidy([*notes[-1].runs, Run(" "), *line.runs])
                notes[-1] = replace(notes[-1], runs=runs)
    return kept, notes


def _is_next(number: str, notes: Sequence[RawPiece]) -> bool:
    return not notes or int(number) == int(notes[-1].marker) + 1


def _lines(region: Sequence[_Placed], body: float, count: int) -> list[TextLine]:
    """Return the lines of a region; a gap is above a line after more than the usual white space."""
    pitches = sorted(above.y - line.y for above, line in pairwise(region))
    usual = next((one for one in pitches if one > 0.8 * body), body)
    found: list[TextLine] = []
    for at, line in enumerate(region):
        pitch = region[at - 1].y - line.y if at else 0.0
        size = max(line.size, region[at - 1].size, body) if at else line.size
        goes_on = at > 0 and _goes_on(region[at - 1], line)
        wide = pitch > 1.25 * usual * size / body + 0.5 and not goes_on
        is_first = at == 0 and count > 0
        runs = tidy(list(line.runs))
        text = "".join(run.text for run in runs)
        if wide or is_place(text) or (at and is_place(region[at - 1].text)):
            found.append(TextLine("", 0, line.page))
        found.append(
            TextLine(text, 0, line.page, round(line.size, 1), line.bold, gap=is_first, runs=runs, fill=line.fill,
                 big=(line.size > 1.12 * body or line.bold) and not goes_on)
        )  # fmt: skip
    return found


def _goes_on(above: _Placed, line: _Placed) -> bool:
    """Return whether a line goes on with a full one above it, in a paragraph with wider spaces than those above it."""
    alike = line.bold == above.bold and abs(line.size - above.size) < 0.15 * above.size
    near = above.y - line.y < _SPACED * above.size
    open_end = above.text[-1:] not in set(":：") and not ends_sentence(above.text)
    return above.fill > _FULL and alike and near and open_end and not _ITEM.match(line.text)


def _with_calls(pieces: Sequence[RawPiece], labels: set[str]) -> list[RawPiece]:
    """Return `pieces` with raised numbers that have a footnote as its calls."""
    found = []
    for piece in pieces:
        runs = []
        for run in piece.runs:
            call = run.text.strip()
            if run.mark & Mark.SUPERSCRIPT and call in labels:
                runs += [Run("", note=call), Run(" " if run.text.endswith(" ") else "")]
            else:
                runs.append(run)
        found.append(replace(piece, runs=tidy(runs)) if piece.runs else piece)
    return found
