"""OpenDocument texts (.odt): headings, lists, tables, notes, links and pictures out of the XML in the archive."""

import re
from dataclasses import dataclass, field

from lxml import etree
from msgspec.structs import replace

from builder.codes import BROKEN_SOURCE
from builder.importing.docx_own_styles import OPENING
from builder.importing.inline import tidy
from builder.importing.office_archive import Archive, archive_of
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, PieceKind, RawPiece, is_linked
from builder.importing.tables import squared
from builder.model.brief import Mark, Run
from builder.model.findings import Report, Span

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}style:1.0}}"
_DRAW, _OFFICE = f"{{{_NS}drawing:1.0}}", f"{{{_NS}office:1.0}}"
_FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
_SVG = f"{{{_NS}svg-compatible:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SILENT = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms")
"""What is no text of the document: deleted words, comments, settings."""
_CONTENTS = frozenset({f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}illustration-index"})
_DEEPER = re.compile(r"List_20_(?:Bullet|Number)_20_[2-5]")
_DEEPEST = 60
"""Levels that content may be nested."""


def extract_of(source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles) -> Extract | None:
    """Return the extract of an OpenDocument text, or None with a finding where it cannot be read."""
    archive = archive_of(source, data, report)
    root = archive.tree("content.xml") if archive else None
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if archive is None or root is None or body is None:
        if not report.failed:
            message = "this file contains no OpenDocument text"
            report.add(BROKEN_SOURCE, Span(source), message, "open it in a word processor and save it again")
        return None
    etree.strip_elements(body, *_SILENT, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    reader = _OdtReader(_styles_of(archive, root), archive, pictures, removed)
    reader.blocks(body, 0)
    for one in reader.apart:
        etree.strip_elements(one, "*", with_tail=True)
        one.text = ""
    return None if report.failed else Extract([*reader.pieces, *reader.notes], reader.given, " ".join(body.itertext()))


@dataclass(slots=True)
class _OdtStyle:
    """What an automatic or named style says."""

    parent: str = ""
    mark: Mark = Mark.NONE
    numbered: bool = False
    ours: str = ""
    """The name of one of our own styles without `Briefing `, in lower case."""
    is_point: bool = False
    """Whether it marks words for the slide: our own style of characters, or yellow."""


def _styles_of(archive: Archive, content: etree._Element) -> dict[str, _OdtStyle]:
    found: dict[str, _OdtStyle] = {}
    styles = archive.tree("styles.xml")
    for root in (styles, content):
        for one in root.iter(f"{_STYLE}style") if root is not None else ():
            look = one.find(f"{_STYLE}text-properties")
            mark = Mark.NONE
            if look is not None:
                mark |= Mark.STRONG if look.get(f"{_FO}font-weight", "") in {"bold", "700", "800", "900"} else Mark.NONE
                mark |= Mark.EMPHASIS if look.get(f"{_FO}font-style", "") == "italic" else Mark.NONE
                mark |= Mark.SUPERSCRIPT if look.get(f"{_STYLE}text-position", "").startswith("super") else Mark.NONE
                mark |= Mark.SUBSCRIPT if look.get(f"{_STYLE}text-position", "").startswith("sub") else Mark.NONE
            name = one.get(f"{_STYLE}name", "")
            shown = one.get(f"{_STYLE}display-name", name).casefold()
            ours = shown.removeprefix("briefing ") if shown.startswith("briefing ") else ""
            yellow = look is not None and look.get(f"{_FO}background-color", "").casefold() == "#ffff00"
            parent = one.get(f"{_STYLE}parent-style-name", "")
            found[name] = _OdtStyle(parent, mark, ours=ours, is_point=yellow or ours == "point")
        for one in root.iter(f"{_TEXT}list-style") if root is not None else ():
            first = next(iter(one), None)
            numbered = first is not None and first.tag == f"{_TEXT}list-level-style-number"
            found[one.get(f"{_STYLE}name", "")] = _OdtStyle(numbered=numbered)
    return found


@dataclass(slots=True)
class _OdtReader:
    """One pass over the body of a document."""

    styles: dict[str, _OdtStyle]
    archive: Archive
    files: PictureFiles
    removed: list[str]
    pieces: list[RawPiece] = field(default_factory=list)
    notes: list[RawPiece] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    boxed: bool = False
    apart: list[etree._Element] = field(default_factory=list)
    """The paragraphs in our styles that are instructions or fields, which are not text."""

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """Read the paragraphs, headings, lists and tables below `parent`."""
        for child in parent if depth < _DEEPEST else ():
            match child.tag:
                case tag if tag == f"{_TEXT}h":
                    level = child.get(f"{_TEXT}outline-level", "1")
                    self.paragraph(child, PieceKind.HEADING, int(level) if level.isdigit() else 1)
                case tag if tag == f"{_TEXT}p":
                    self.paragraph(child, PieceKind.TEXT, 0)
                case tag if tag == f"{_TEXT}list":
                    self.items(child, depth, 0, "")
                case tag if tag == f"{_TABLE}table":
                    self.table(child, depth)
                case tag if tag in _CONTENTS:
                    words = " ".join(" ".join(child.itertext()).split())
                    self.removed += [words] if words else []
                case _:
                    self.blocks(child, depth + 1)

    def paragraph(self, element: etree._Element, form: PieceKind, level: int, marker: str = "") -> None:
        """Read a paragraph, its pictures before it and its text boxes after it."""
        names = self._names(element.get(f"{_TEXT}style-name", ""))
        runs = tidy(self.runs(element, Run("", self._mark(names)), 0))
        text = "".join(run.text for run in runs).strip()
        ours = next(
            (self.styles[name].ours for name in sorted(names) if name in self.styles and self.styles[name].ours), ""
        )
        self._pictures(element)
        self.apart += [element] if ours in {"note", "field"} else []
        if ours == "note":
            return
        if form is PieceKind.TEXT and names & {"Title", "Subtitle"} and text:
            self.given.setdefault("title" if "Title" in names else "subtitle", text)
        elif ours not in {"", "answer"} and text:
            form = PieceKind.HEADING if ours in OPENING else PieceKind.TEXT
            level = 2 if ours in OPENING else 0
            self.pieces.append(RawPiece(form, runs, level=level, styled=ours))
        elif text or any(run.note for run in runs):
            form = PieceKind.QUOTE if form is PieceKind.TEXT and names & {"Quotations", "Quote"} else form
            if form is PieceKind.ITEM:
                level = max(level, *(int(one[-1]) - 1 for one in names if _DEEPER.fullmatch(one)), 0)
            linked = is_linked(runs)
            piece = RawPiece(form, runs, level=level, marker=marker, boxed=self.boxed, linked=linked)
            self.pieces.append(replace(piece, emphasised="Caption" in names))
        for box in element.iter(f"{_DRAW}text-box"):
            boxed, self.boxed = self.boxed, True
            self.blocks(box, 1)
            self.boxed = boxed

    def _names(self, name: str) -> set[str]:
        found: set[str] = set()
        while name in self.styles and name not in found:
            found.add(name)
            name = self.styles[name].parent
        return found | {name}

    def _mark(self, names: set[str]) -> Mark:
        mark = Mark.NONE
        for name in names:
            mark |= self.styles[name].mark if name in self.styles and name[:1] == "P" else Mark.NONE
        return mark

    def items(self, element: etree._Element, depth: int, level: int, style: str) -> None:
        """Read a list; a heading in a list is a heading."""
        style = element.get(f"{_TEXT}style-name", "") or style
        numbered = self.styles.get(style, _OdtStyle()).numbered
        for number, item in enumerate(element.iterchildren(f"{_TEXT}list-item"), 1):
            first = True
            for child in item if depth < _DEEPEST else ():
                if child.tag == f"{_TEXT}list":
                    self.items(child, depth + 1, level + 1, style)
                elif child.tag == f"{_TEXT}h":
                    self.blocks(item, depth + 1)
                    break
                elif child.tag == f"{_TEXT}p":
                    marker = f"{number}." if numbered else "-"
                    form = PieceKind.ITEM if first else PieceKind.TEXT
                    self.paragraph(child, form, level if first else 0, marker if first else "")
                    first = False

    def table(self, element: etree._Element, depth: int) -> None:
        """Read a table; one of a single column is a frame around its paragraphs."""
        kinds = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
        rows = [list(row.iterchildren(*kinds)) for row in element.iter(f"{_TABLE}table-row")]
        if max((len(row) for row in rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    self.blocks(cell, depth + 1)
            return
        cells = [[self._cell(cell) for cell in row] for row in rows]
        self.pieces.append(RawPiece(PieceKind.GRID, rows=squared(cells), boxed=self.boxed))

    def _cell(self, cell: etree._Element) -> tuple[Run, ...]:
        found = [run for one in cell.iter(f"{_TEXT}p", f"{_TEXT}h") for run in (*self.runs(one, Run(""), 0), Run(" "))]
        return tidy(found)

    def runs(self, element: etree._Element, style: Run, depth: int) -> list[Run]:
        """Return the runs of a paragraph; notes are set apart, frames are read on their own."""
        found = [replace(style, text=element.text or "")]
        for child in element if depth < _DEEPEST else ():
            match child.tag:
                case tag if tag in {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}:
                    found.append(replace(style, text=" "))
                case tag if tag == f"{_TEXT}note":
                    found += self._note(child, depth + 1)
                case tag if tag == f"{_TEXT}span":
                    name = child.get(f"{_TEXT}style-name", "")
                    named = self.styles.get(name, _OdtStyle())
                    marked = named.is_point or self.styles.get(named.parent, _OdtStyle()).is_point
                    run = replace(style, mark=style.mark | named.mark, highlight=int(marked or bool(style.highlight)))
                    found += self.runs(child, run, depth + 1)
                case tag if tag == f"{_TEXT}a":
                    target = child.get(f"{_XLINK}href", "")
                    sound = target.startswith(("http://", "https://", "mailto:")) and " " not in target
                    found += self.runs(child, replace(style, href=target if sound else ""), depth + 1)
                case tag if not tag.startswith(_DRAW):
                    found += self.runs(child, style, depth + 1)
            found.append(replace(style, text=child.tail or ""))
        return found

    def _note(self, element: etree._Element, depth: int) -> list[Run]:
        label = str(len(self.notes) + 1)
        body = element.find(f"{_TEXT}note-body")
        found = body.iter(f"{_TEXT}p") if body is not None else ()
        own = (one for one in found if next(one.iterancestors(f"{_TEXT}note")) is element)
        parts = [self.runs(one, Run(""), depth) for one in own]
        runs = tidy([run for part in parts for run in (*part, Run(" "))])
        citation = (element.findtext(f"{_TEXT}note-citation") or "").strip()
        self.removed += [citation] if citation and not (runs and citation == label) else []
        if not runs:
            return []
        self.notes.append(RawPiece(PieceKind.NOTE, runs, marker=label))
        return [Run("", note=label)]

    def _pictures(self, element: etree._Element) -> None:
        for frame in element.iter(f"{_DRAW}frame"):
            image = frame.find(f"{_DRAW}image")
            name = image.get(f"{_XLINK}href", "").removeprefix("./") if image is not None else ""
            data = self.archive.bytes_of(name) if name else None
            source = self.files.add(data) if data else ""
            said = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
            if source:
                alt = " ".join(said.split())
                self.pieces.append(RawPiece(PieceKind.PICTURE, (Run(alt),) if alt else (), source=source))
            elif said.strip():
                self.removed.append(" ".join(said.split()))
