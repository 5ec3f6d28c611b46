"""PowerPoint decks (.pptx): titles as headings, text as paragraphs and items, tables, pictures, speaker notes."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from builder.codes import BROKEN_SOURCE
from builder.importing.inline import tidy
from builder.importing.office_archive import Archive, archive_of
from builder.importing.paragraphs import asks_at_end
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, PieceKind, RawPiece
from builder.importing.tables import squared
from builder.model.brief import Mark, Run
from builder.model.findings import Report, Span

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
"""Kinds of placeholders that hold date, footer and number."""


def extract_of(source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles) -> Extract | None:
    """Return the extract of a deck, slide by slide, or None with a finding where it cannot be read."""
    archive = archive_of(source, data, report)
    root = archive.tree("ppt/presentation.xml") if archive else None
    if archive is None or root is None:
        if not report.failed:
            message = "this file contains no PowerPoint deck"
            report.add(BROKEN_SOURCE, Span(source), message, "open it in PowerPoint and save it again")
        return None
    reader = _DeckReader(archive, pictures, removed)
    links = _relations(archive, "ppt/presentation.xml")
    for one in root.iter(f"{_P}sldId"):
        name = links.get(one.get(f"{_R}id", ""), "")
        slide = archive.tree(name) if name else None
        if slide is not None:
            reader.slide(name, slide)
    return None if report.failed else Extract(reader.pieces, reader.given, "\n".join(reader.words))


def _relations(archive: Archive, part: str) -> dict[str, str]:
    """Return the targets of a part's relationships by their ids: names of parts, or addresses."""
    folder, name = posixpath.split(part)
    root = archive.tree(f"{folder}/_rels/{name}.rels")
    found = {}
    for one in root if root is not None else ():
        target = one.get("Target", "")
        outside = one.get("TargetMode") == "External"
        inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[one.get("Id", "")] = target if outside else inside
    return found


@dataclass(slots=True)
class _DeckReader:
    """One pass over the slides."""

    archive: Archive
    files: PictureFiles
    removed: list[str]
    pieces: list[RawPiece] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def slide(self, name: str, root: etree._Element) -> None:
        """Read a slide: its title first, then its shapes in their order, then its notes."""
        self.links = _relations(self.archive, name)
        self.words += [one.text or "" for one in root.iter(f"{_A}t")]
        shapes = list(root.iter(f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic"))
        titles = [one for one in shapes if _kind(one) in _TITLES]
        opens = not self.pieces and not self.given and bool(titles) and _kind(titles[0]) == "ctrTitle"
        for shape in titles[:1]:
            self._title(shape, opens=opens)
        for shape in (one for one in shapes if one not in titles[:1]):
            self._shape(shape, opens=opens)
        notes = next((target for target in self.links.values() if target.startswith("ppt/notesSlides/")), "")
        tree = self.archive.tree(notes) if notes else None
        if tree is not None:
            self.words += [one.text or "" for one in tree.iter(f"{_A}t")]
            for shape in tree.iter(f"{_P}sp"):
                if _kind(shape) == "body":
                    self._paragraphs(shape, plain=True)
                else:
                    self._leave_out(shape)

    def _title(self, shape: etree._Element, *, opens: bool) -> None:
        runs = tidy([run for one in shape.iter(f"{_A}p") for run in (*self._runs(one), Run(" "))])
        text = "".join(run.text for run in runs).strip()
        if text and opens:
            self.given["title"] = text
        elif text:
            self.pieces.append(RawPiece(PieceKind.HEADING, runs, level=2, asked=asks_at_end(text)))

    def _shape(self, shape: etree._Element, *, opens: bool) -> None:
        kind = _kind(shape)
        if kind in _FURNITURE:
            self._leave_out(shape)
        elif kind == "subTitle" and opens:
            words = " ".join(" ".join(one.itertext()) for one in shape.iter(f"{_A}p")).split()
            self.given.setdefault("subtitle", " ".join(words))
        elif shape.tag == f"{_P}pic":
            self._picture(shape)
        elif shape.tag == f"{_P}graphicFrame":
            self._table(shape)
        else:
            self._paragraphs(shape, plain=False)

    def _leave_out(self, shape: etree._Element) -> None:
        words = " ".join(" ".join(one.text or "" for one in shape.iter(f"{_A}t")).split())
        self.removed += [words] if words else []

    def _paragraphs(self, shape: etree._Element, *, plain: bool) -> None:
        """Read the paragraphs of a shape: those of a body are items where there are several, notes never are."""
        paragraphs = [one for one in shape.iter(f"{_A}p") if any((t.text or "").strip() for t in one.iter(f"{_A}t"))]
        listed = not plain and len(paragraphs) > 1 and _kind(shape) in {"body", "obj", ""}
        for one in paragraphs:
            properties = one.find(f"{_A}pPr")
            level = properties.get("lvl", "0") if properties is not None else "0"
            form = PieceKind.ITEM if listed else PieceKind.TEXT
            marker = "-" if listed else ""
            runs = tidy(self._runs(one))
            self.pieces.append(
                RawPiece(form, runs, level=int(level) if listed and level.isdigit() else 0, marker=marker)
            )

    def _runs(self, paragraph: etree._Element) -> list[Run]:
        found: list[Run] = []
        for one in paragraph:
            if one.tag == f"{_A}br":
                found.append(Run(" "))
            if one.tag not in {f"{_A}r", f"{_A}fld"}:
                continue
            look = one.find(f"{_A}rPr")
            mark = Mark.NONE
            href = ""
            if look is not None:
                mark |= Mark.STRONG if look.get("b") in {"1", "true"} else Mark.NONE
                mark |= Mark.EMPHASIS if look.get("i") in {"1", "true"} else Mark.NONE
                link = look.find(f"{_A}hlinkClick")
                target = self.links.get(link.get(f"{_R}id", ""), "") if link is not None else ""
                href = target if target.startswith(("http://", "https://", "mailto:")) and " " not in target else ""
            found.append(Run("".join(t.text or "" for t in one.iter(f"{_A}t")), mark, href))
        return found

    def _picture(self, shape: etree._Element) -> None:
        blip = next(shape.iter(f"{_A}blip"), None)
        name = self.links.get(blip.get(f"{_R}embed", ""), "") if blip is not None else ""
        data = self.archive.bytes_of(name) if name else None
        source = self.files.add(data) if data else ""
        about = next(shape.iter(f"{_P}cNvPr"), None)
        alt = " ".join((about.get("descr") or "").split()) if about is not None else ""
        if source:
            self.pieces.append(RawPiece(PieceKind.PICTURE, (Run(alt),) if alt else (), source=source))

    def _table(self, shape: etree._Element) -> None:
        rows = [
            [tidy([run for one in cell.iter(f"{_A}p") for run in (*self._runs(one), Run(" "))]) for cell in row]
            for row in ([cell for cell in line if cell.tag == f"{_A}tc"] for line in shape.iter(f"{_A}tr"))
        ]
        if rows:
            self.pieces.append(RawPiece(PieceKind.GRID, rows=squared(rows)))
        else:
            self._leave_out(shape)


def _kind(shape: etree._Element) -> str:
    """Return the kind of a shape's placeholder, or nothing if it is not one."""
    found = next(shape.iter(f"{_P}ph"), None)
    return "" if found is None else found.get("type", "obj")
