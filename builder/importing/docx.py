"""Word files (.docx): headings, lists, tables, footnotes and links out of the XML in the archive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree
from msgspec.structs import replace

from builder.codes import BROKEN_SOURCE
from builder.importing.docx_lists import Numbering, numbering_of
from builder.importing.docx_styles import WordStyles, styles_of
from builder.importing.inline import tidy
from builder.importing.office_archive import Archive, archive_of
from builder.importing.paragraphs import asks_at_end, ends_sentence
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, PieceKind, RawPiece, is_linked
from builder.importing.tables import squared
from builder.model.brief import Run
from builder.model.findings import Report, Span
from builder.model.sentence import LINE_END

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_FILE_NAME = re.compile(
    r"\.(?:png|jpe?g|gif|tiff?|bmp|emf|wmf)$|^(?:picture|image|grafik|obraz|imagen|immagine) \d+$", re.IGNORECASE
)
"""The description that Word writes when the author gave none."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}sectPr", f"{W}delText"})
_DEEPEST = 60
"""Levels that content may be nested."""


def extract_of(source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles) -> Extract | None:
    """Return the extract of a Word file, or None with a finding where it cannot be read."""
    archive = archive_of(source, data, report)
    if archive is None:
        return None
    root = archive.tree("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        if not report.failed:
            message = "this Word file contains no document"
            report.add(BROKEN_SOURCE, Span(source), message, "open it in a word processor and save it again")
        return None
    reader = _WordReader(_links(archive), styles_of(archive), numbering_of(archive), removed, archive, pictures)
    reader.blocks(body, 0)
    notes = [*_notes(archive, "footnotes", reader), *_notes(archive, "endnotes", reader)]
    heads = _heads(archive)
    removed += heads
    if report.failed:
        return None
    trees = (archive.tree(f"word/{name}.xml") for name in ("document", "footnotes", "endnotes"))
    ours = {one for one in reader.styles.elements if reader.styles.is_apart(one)}
    words = [
        one.text or ""
        for root in trees
        if root is not None
        for one in root.iter(f"{W}t", f"{W}delText")
        if not _is_fallback(one) and not _is_in_style(one, ours)
    ]
    given = {**_properties(archive), **reader.given}
    return Extract([*with_headings_by_size(reader.pieces), *notes], given, "\n".join((*words, *heads)))


def _is_in_style(element: etree._Element, styles: set[str]) -> bool:
    paragraph = next(element.iterancestors(f"{W}p"), None) if styles else None
    name = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return name is not None and name.get(f"{W}val", "") in styles


def _is_fallback(element: etree._Element) -> bool:
    return any(one.tag == f"{_MC}Fallback" for one in element.iterancestors())


def _properties(archive: Archive) -> dict[str, str]:
    """Return only the language that the file states: titles and authors in its properties are usually left over."""
    styles = archive.tree("word/styles.xml")
    lang = next(styles.iter(f"{W}lang"), None) if styles is not None else None
    value = lang.get(f"{W}val", "") if lang is not None else ""
    return {"lang": value} if value else {}


def _links(archive: Archive) -> dict[str, str]:
    """Return the targets of the document's relations by their ids."""
    root = archive.tree("word/_rels/document.xml.rels")
    return {} if root is None else {one.get("Id", ""): one.get("Target", "") for one in root}


def _notes(archive: Archive, kind: str, reader: _WordReader) -> list[RawPiece]:
    root = archive.tree(f"word/{kind}.xml")
    found = []
    for note in root if root is not None else ():
        label = f"{kind[0] if kind == 'endnotes' else ''}{note.get(f'{W}id', '')}"
        paragraphs = [reader.runs(one, 0) for one in note.iter(f"{W}p")]
        runs = tidy([run for part in paragraphs for run in (*part, Run(" "))])
        if runs and note.get(f"{W}type") not in {"separator", "continuationSeparator"}:
            found.append(RawPiece(PieceKind.NOTE, runs, marker=label))
    return found


def _heads(archive: Archive) -> list[str]:
    """Return the words of the running heads and feet."""
    found = []
    for name in archive.names:
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            root = archive.tree(name)
            words = " ".join(" ".join(one.text or "" for one in root.iter(f"{W}t")).split()) if root is not None else ""
            found += [words] if words else []
    return found


@dataclass(slots=True)
class _WordReader:
    """One pass over the body of a document."""

    links: dict[str, str]
    styles: WordStyles
    numbering: Numbering
    removed: list[str]
    archive: Archive
    files: PictureFiles
    pieces: list[RawPiece] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    boxed: bool = False
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """Read the paragraphs and tables below `parent`."""
        for child in parent if depth < _DEEPEST else ():
            match child.tag:
                case tag if tag == f"{W}p":
                    self.paragraph(child, depth)
                case tag if tag == f"{W}tbl":
                    self.table(child, depth)
                case tag if tag in _SKIPPED or not isinstance(tag, str):
                    continue
                case _:
                    self.blocks(child, depth + 1)

    def paragraph(self, element: etree._Element, depth: int) -> None:
        """Read a paragraph; text boxes anchored in it follow as separate pieces."""
        properties = element.find(f"{W}pPr")
        style = self.styles.of(properties)
        is_plain = not (style.level or style.is_title or style.is_subtitle or style.is_caption)
        below = []
        lines = _lines_of(self.runs(element, depth))
        if not self.styles.has_ours and len(lines) > 1 and asks_at_end("".join(run.text for run in lines[0])):
            lines, below = lines[:1], [_on_one_line(lines[1:])]
        keeps_lines = is_plain and (style.ours in {"answer", "lead"} or (not style.ours and _are_meant(lines)))
        runs = _with_line_ends(lines) if keeps_lines else _on_one_line(lines)
        text = "".join(run.text for run in runs).strip()
        self.pictures(element)
        if style.ours == "note":
            return
        if text or any(run.note for run in runs):
            if style.is_title and not self.given.get("title"):
                self.given["title"] = text
            elif style.is_subtitle and not self.given.get("subtitle"):
                self.given["subtitle"] = text
            else:
                self.pieces.append(self._piece(runs, properties))
        self.pieces += [replace(self._piece(one, None), glued=True) for one in below]
        for box in _boxes(element):
            boxed, self.boxed = self.boxed, True
            self.blocks(box, depth + 1)
            self.boxed = boxed

    def pictures(self, element: etree._Element) -> None:
        """Add the pictures of a paragraph, before its words."""
        for blip in element.iter(f"{_A}blip", f"{_V}imagedata"):
            if _is_fallback(blip) or next(blip.iterancestors(f"{W}p"), None) is not element:
                continue
            target = self.links.get(blip.get(f"{_R}embed", "") or blip.get(f"{_R}id", ""), "")
            name = f"word/{target}" if not target.startswith("/") else target[1:]
            data = self.archive.bytes_of(name) if target and not target.startswith("http") else None
            frame = next((one for one in blip.iterancestors() if one.tag in {f"{_WP}inline", f"{_WP}anchor"}), None)
            about = frame.find(f"{_WP}docPr") if frame is not None else None
            alt = " ".join((about.get("descr") or "").split()) if about is not None else ""
            source = self.files.add(data) if data else ""
            if source or alt:
                words = (Run(alt),) if alt and not _FILE_NAME.search(alt) else ()
                self.pieces.append(RawPiece(PieceKind.PICTURE, words, source=source))

    def _piece(self, runs: tuple[Run, ...], properties: etree._Element | None) -> RawPiece:
        style = self.styles.of(properties)
        linked = is_linked(runs)
        if style.ours and style.ours != "answer":
            form = PieceKind.HEADING if style.ours in {"question", "section", "closing"} else PieceKind.TEXT
            return RawPiece(form, runs, level=2 if form is PieceKind.HEADING else 0, styled=style.ours)
        if style.level:
            return RawPiece(PieceKind.HEADING, runs, level=style.level, boxed=self.boxed, linked=linked)
        place = self.numbering.of(properties, style.number)
        if place:
            key, level = place[0], max(place[1], style.depth)
            self.counts[place] += 1
            for deeper in [one for one in self.counts if one[0] == key and one[1] > level]:
                del self.counts[deeper]
            marker = self.numbering.marker(place, self.counts[place])
            return RawPiece(PieceKind.ITEM, runs, level=level, marker=marker, boxed=self.boxed, linked=linked)
        form = PieceKind.QUOTE if style.is_quote else PieceKind.TEXT
        size = _size_of(properties)
        return RawPiece(form, runs, boxed=self.boxed, linked=linked, emphasised=style.is_caption, size=size)

    def table(self, element: etree._Element, depth: int) -> None:
        """Read a table; one of a single column is a frame around its paragraphs."""
        lines = [
            [cell for cell in row.iter(f"{W}tc") if _row_of(cell) is row] for row in element.iterchildren(f"{W}tr")
        ]
        if max((len(line) for line in lines), default=0) < 2:
            for line in lines:
                for cell in line:
                    self.blocks(cell, depth + 1)
            return
        rows = [[part for cell in line for part in self._cell(cell, depth)] for line in lines]
        self.pieces.append(RawPiece(PieceKind.GRID, rows=squared(rows), boxed=self.boxed))

    def _cell(self, cell: etree._Element, depth: int) -> list[tuple[Run, ...]]:
        lines = [line for one in cell.iter(f"{W}p") for line in _lines_of(self.runs(one, depth + 1))]
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        wide = span.get(f"{W}val", "1") if span is not None else "1"
        runs = _with_line_ends(lines) if _are_meant(lines) else _on_one_line(lines)
        return [runs, *[()] * (min(int(wide), 40) - 1 if wide.isdigit() else 0)]

    def runs(self, element: etree._Element, depth: int, href: str = "") -> list[Run]:
        """Return the runs below `element`; deleted words go to `removed`."""
        found: list[Run] = []
        for child in element if depth < _DEEPEST else ():
            match child.tag:
                case tag if tag == f"{W}r":
                    found += self._run(child, depth, href)
                case tag if tag == f"{W}hyperlink":
                    target = self.links.get(child.get(f"{_R}id", ""), "")
                    sound = target.startswith(("http://", "https://", "mailto:")) and " " not in target
                    found += self.runs(child, depth + 1, target if sound else "")
                case tag if tag in {f"{W}del", f"{W}moveFrom"}:
                    words = "".join(one.text or "" for one in child.iter(f"{W}delText", f"{W}t")).strip()
                    self.removed += [words] if words else []
                case tag if tag in _SKIPPED or tag in {f"{W}p", f"{W}tbl"} or not isinstance(tag, str):
                    continue
                case _:
                    found += self.runs(child, depth + 1, href)
        return found

    def _run(self, element: etree._Element, depth: int, href: str) -> list[Run]:
        style = Run("", self.styles.mark_of(element), href, highlight=int(self.styles.is_point(element)))
        found: list[Run] = []
        for child in element:
            match child.tag:
                case tag if tag == f"{W}t":
                    found.append(replace(style, text=child.text or ""))
                case tag if tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
                    ends_line = tag != f"{W}tab" and child.get(f"{W}type", "textWrapping") == "textWrapping"
                    found.append(replace(style, text=LINE_END if ends_line else " "))
                case tag if tag == f"{W}noBreakHyphen":
                    found.append(Run("-", style.mark, href))
                case tag if tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                    kind = "e" if tag == f"{W}endnoteReference" else ""
                    found.append(Run("", note=f"{kind}{child.get(f'{W}id', '')}"))
                case tag if tag == f"{_MC}AlternateContent":
                    found += self.runs(child, depth + 1, href) if not _has_box(child) else []
                case _:
                    continue
        return [run for run in found if run.text or run.note]


_FULL_LINE = 60
"""Characters of a line that may end because the page does."""


def _lines_of(runs: list[Run]) -> list[tuple[Run, ...]]:
    """Return the lines that the author of a paragraph ended."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split(LINE_END)):
            lines += [[]] if number else []
            lines[-1].append(replace(run, text=part))
    return [line for one in lines if (line := tidy(one))]


def _with_line_ends(lines: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    return tuple(run for line in lines for run in (Run(LINE_END), *line))[1:]


def _on_one_line(lines: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    return tidy([run for line in lines for run in (*line, Run(" "))])


def _are_meant(lines: list[tuple[Run, ...]]) -> bool:
    """Return whether the author ends lines, and no converter of pages did: none is full and ends inside a sentence."""
    texts = ["".join(run.text for run in line) for line in lines]
    return all(len(text) < _FULL_LINE or text[-1:] in ".,;:!?…" for text in texts[:-1])


def _size_of(properties: etree._Element | None) -> float:
    """Return the size in points in which all runs of a paragraph are set by hand, or 0."""
    paragraph = properties.getparent() if properties is not None else None
    runs = [one for one in paragraph.iter(f"{W}r") if one.find(f"{W}t") is not None] if paragraph is not None else []
    found = {one.find(f"{W}rPr/{W}sz") for one in runs}
    sizes = {one.get(f"{W}val", "0") if one is not None else "0" for one in found}
    said = sizes.pop() if len(sizes) == 1 else "0"
    return int(said) / 2 if said.isdigit() else 0.0


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{W}tr"), None)


def _has_box(element: etree._Element) -> bool:
    return next(element.iter(f"{W}txbxContent"), None) is not None


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text boxes of a paragraph, each once: copies in a compatibility fallback are skipped."""
    found = []
    for box in paragraph.iter(f"{W}txbxContent"):
        inside = {one.tag for one in takewhile(lambda one: one is not paragraph, box.iterancestors())}
        if not inside & {f"{_MC}Fallback", f"{W}txbxContent"}:
            found.append(box)
    return found


_USUAL = 11.0
"""The size in points of a text that states none, as word processors set it."""
_LARGER = 1.15
"""How many times the size of the text a heading has: 13 points over 11, the least that the eye takes for one."""
_LONGEST = 160


def with_headings_by_size(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `pieces` with short larger lines as headings, their levels by their sizes, the largest first.

    A size that only the first of them has is that of the title, level 1.
    """
    sizes: Counter[float] = Counter()
    for one in pieces:
        sizes[one.size or _USUAL] += len(one.text)
    body = sizes.most_common(1)[0][0] if sizes else _USUAL
    large = [one for one in pieces if _is_large(one, body)]
    steps = sorted({one.size for one in large}, reverse=True)
    alone = bool(large) and sum(one.size == steps[0] for one in large) == 1 and large[0].size == steps[0]
    levels = {size: min(number, 6) for number, size in enumerate(steps, 1 if alone else 2)}
    return [
        replace(one, form=PieceKind.HEADING, level=levels[one.size]) if _is_large(one, body) else one for one in pieces
    ]


def _is_large(piece: RawPiece, body: float) -> bool:
    short = piece.form is PieceKind.TEXT and 0 < len(piece.text) <= _LONGEST and not piece.styled and not piece.boxed
    title = not ends_sentence(piece.text) or asks_at_end(piece.text)
    return short and title and piece.size >= _LARGER * body
