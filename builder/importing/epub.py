"""Electronic books (.epub): the chapters in their order, each read as a web page."""

import posixpath
from urllib.parse import unquote

from msgspec.structs import replace

from builder.codes import BROKEN_SOURCE
from builder.importing import html
from builder.importing.charsets import cleaned
from builder.importing.office_archive import Archive, archive_of
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import Extract, PieceKind, RawPiece
from builder.model.findings import Report, Span

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_FIELDS = {"title": "title", "creator": "author", "date": "date", "language": "lang", "publisher": "publisher"}
"""The field that each element of Dublin Core gives."""


def extract_of(source: str, data: bytes, report: Report, removed: list[str], pictures: PictureFiles) -> Extract | None:
    """Return the extract of all chapters, or None with a finding where the book cannot be read."""
    archive = archive_of(source, data, report)
    package = _package(archive) if archive else None
    root = archive.tree(package) if archive and package else None
    if archive is None or root is None or package is None:
        if not report.failed:
            report.add(BROKEN_SOURCE, Span(source), "this is not a valid e-book", "download it again")
        return None
    given = {
        name: text
        for tag, name in _FIELDS.items()
        if (text := "; ".join(" ".join((one.text or "").split()) for one in root.iter(f"{_DC}{tag}")).strip("; "))
    }
    items = {one.get("id", ""): one for one in root.iter(f"{_OPF}item")}
    found = Extract([], given, "")
    for idref in dict.fromkeys(one.get("idref", "") for one in root.iter(f"{_OPF}itemref")):  # each chapter once
        item = items.get(idref)
        if item is None or "nav" in item.get("properties", "").split():
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))
        chapter = archive.bytes_of(name)
        page = html.extract_of(name, cleaned(html.decoded(chapter)[0]), report, removed) if chapter else None
        if page:
            found.pieces += [_with_picture(piece, name, archive, pictures) for piece in page.pieces]
            found.words = f"{found.words}\n{page.words}"
    return None if report.failed else found


def _package(archive: Archive) -> str:
    root = archive.tree("META-INF/container.xml")
    if root is None:
        return ""
    return next((one.get("full-path", "") for one in root.iter(f"{_CONTAINER}rootfile")), "")


def _with_picture(piece: RawPiece, name: str, archive: Archive, pictures: PictureFiles) -> RawPiece:
    if piece.form is not PieceKind.PICTURE:
        return piece
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(piece.source)))
    data = archive.bytes_of(path)
    return replace(piece, source=pictures.add(data) if data else "")
