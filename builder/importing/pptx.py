"""PowerPoint decks (.pptx): titles as headings, text as paragraphs and items, tables, pictures, speaker notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree
from msgspec.structs import replace

from builder.codes import BROKEN_SOURCE
from builder.importing.inline import parted, tidy
from builder.importing.office_archive import Archive, archive_of
from builder.importing.paragraphs import alphanumeric, asks_at_end
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, PieceKind, RawPiece
from builder.importing.slide_shapes import (
    is_bulleted,
    kind_of,
    shapes_of,
    text_of,
    title_shape,
    without_continuation,
)
from builder.importing.tables import squared
from builder.model.brief import Mark, Run
from builder.model.findings import Report, Span
from builder.model.office_xml import A, P, R, relations_in, relations_part

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
    for one in root.iter(f"{P}sldId"):
        name = links.get(one.get(f"{R}id", ""), "")
        slide = archive.tree(name) if name else None
        if slide is not None:
            reader.slide(name, slide)
    pieces = _with_answers_below(reader.pieces)
    return None if report.failed else Extract(pieces, reader.given, "\n".join(reader.words))


def _with_answers_below(pieces: Sequence[RawPiece]) -> list[RawPiece]:
    """Return `pieces` with the titles below a question inside its answer, where its slide says nothing else."""
    found: list[RawPiece] = []
    open_end = False
    for piece in pieces:
        if piece.form is PieceKind.HEADING and piece.asked:
            below = takewhile(lambda one: one.form is not PieceKind.HEADING, pieces[len(found) + 1 :])
            open_end = all(one.form is PieceKind.PICTURE for one in below)
        inside = open_end and piece.form is PieceKind.HEADING and not piece.asked
        found.append(replace(piece, level=piece.level + 1) if inside else piece)
    return found


def _relations(archive: Archive, part: str) -> dict[str, str]:
    """Return the targets of a part's relationships by their ids: names of parts, or addresses."""
    root = archive.tree(relations_part(part))
    read = relations_in(root, part) if root is not None else ()
    return {number: one.target if one.external else one.part for number, one in read}


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
    before: str = ""
    """The title of the slide before, letters and digits only: a slide with the same title goes on with it."""

    def slide(self, name: str, root: etree._Element) -> None:
        """Read a slide: its title first, then its shapes in their order, then its notes."""
        self.links = _relations(self.archive, name)
        self.words += [one.text or "" for one in root.iter(f"{A}t")]
        shapes = shapes_of(root)
        title = title_shape(shapes)
        opens = not self.pieces and not self.given and title is not None and kind_of(title) in {"ctrTitle", ""}
        if title is not None:
            self._title(title, opens=opens and not asks_at_end(text_of(title)))
        for shape in (one for one in shapes if one is not title):
            self._shape(shape, opens=opens)
        notes = next((target for target in self.links.values() if target.startswith("ppt/notesSlides/")), "")
        tree = self.archive.tree(notes) if notes else None
        if tree is not None:
            self.words += [one.text or "" for one in tree.iter(f"{A}t")]
            for shape in tree.iter(f"{P}sp"):
                if kind_of(shape) == "body":
                    self._paragraphs(shape, plain=True)
                else:
                    self._leave_out(shape)

    def _title(self, shape: etree._Element, *, opens: bool) -> None:
        runs = tidy([run for one in shape.iter(f"{A}p") for run in (*self._runs(one), Run(" "))])
        text = "".join(run.text for run in runs).strip()
        bare = without_continuation(text)
        if text and opens:
            self.given["title"] = text
        elif bare and alphanumeric(bare) == self.before:
            self.removed.append(text)
        elif text:
            cut, rest = parted(runs, len(bare)) if text.startswith(bare) and bare else (runs, ())
            self.removed += ["".join(run.text for run in rest).strip()] if rest else []
            self.pieces.append(RawPiece(PieceKind.HEADING, cut, level=2, asked=asks_at_end(bare)))
        self.before = alphanumeric(bare) or self.before

    def _shape(self, shape: etree._Element, *, opens: bool) -> None:
        kind = kind_of(shape)
        if kind in _FURNITURE:
            self._leave_out(shape)
        elif kind == "subTitle" and opens:
            words = " ".join(" ".join(one.itertext()) for one in shape.iter(f"{A}p")).split()
            self.given.setdefault("subtitle", " ".join(words))
        elif shape.tag == f"{P}pic":
            self._picture(shape)
        elif shape.tag == f"{P}graphicFrame":
            self._table(shape)
        else:
            self._paragraphs(shape, plain=False)

    def _leave_out(self, shape: etree._Element) -> None:
        words = " ".join(" ".join(one.text or "" for one in shape.iter(f"{A}t")).split())
        self.removed += [words] if words else []

    def _paragraphs(self, shape: etree._Element, *, plain: bool) -> None:
        """Read the paragraphs of a shape: those of a body are items where there are several, notes never are."""
        paragraphs = [one for one in shape.iter(f"{A}p") if any((t.text or "").strip() for t in one.iter(f"{A}t"))]
        several, placed = not plain and len(paragraphs) > 1, kind_of(shape) in {"body", "obj"}
        for one in paragraphs:
            listed = several and is_bulleted(one, usual=placed)
            properties = one.find(f"{A}pPr")
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
            if one.tag == f"{A}br":
                found.append(Run(" "))
            if one.tag not in {f"{A}r", f"{A}fld"}:
                continue
            look = one.find(f"{A}rPr")
            mark = Mark.NONE
            href = ""
            if look is not None:
                mark |= Mark.STRONG if look.get("b") in {"1", "true"} else Mark.NONE
                mark |= Mark.EMPHASIS if look.get("i") in {"1", "true"} else Mark.NONE
                link = look.find(f"{A}hlinkClick")
                target = self.links.get(link.get(f"{R}id", ""), "") if link is not None else ""
                href = target if target.startswith(("http://", "https://", "mailto:")) and " " not in target else ""
            found.append(Run("".join(t.text or "" for t in one.iter(f"{A}t")), mark, href))
        return found

    def _picture(self, shape: etree._Element) -> None:
        blip = next(shape.iter(f"{A}blip"), None)
        name = self.links.get(blip.get(f"{R}embed", ""), "") if blip is not None else ""
        data = self.archive.bytes_of(name) if name else None
        source = self.files.add(data) if data else ""
        about = next(shape.iter(f"{P}cNvPr"), None)
        alt = " ".join((about.get("descr") or "").split()) if about is not None else ""
        if source:
            self.pieces.append(RawPiece(PieceKind.PICTURE, (Run(alt),) if alt else (), source=source))

    def _table(self, shape: etree._Element) -> None:
        rows = [
            [tidy([run for one in cell.iter(f"{A}p") for run in (*self._runs(one), Run(" "))]) for cell in row]
            for row in ([cell for cell in line if cell.tag == f"{A}tc"] for line in shape.iter(f"{A}tr"))
        ]
        if rows:
            self.pieces.append(RawPiece(PieceKind.GRID, rows=squared(rows)))
        else:
            self._leave_out(shape)
