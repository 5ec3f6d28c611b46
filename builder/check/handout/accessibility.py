"""What people need who do not see the page: descriptions, levels, language, title, characters that can be read."""

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.check.handout.reader import HandoutRule, Object, OpenedPdf, listed, within
from builder.codes import PDF_FONT, PDF_HEADING_ORDER, PDF_SELF_DESCRIPTION, PDF_UNDESCRIBED

_HEADING = re.compile(r"H([1-6])")


def _undescribed(opened: OpenedPdf) -> Iterator[str]:
    for element in opened.elements:
        if element.role == "Figure" and not (
            _has_text(element.object, "/Alt") or _has_text(element.object, "/ActualText")
        ):
            where = opened.page_of(element.contents[0]) if element.contents else None
            yield f"page {where}: a figure has no alternative text"
    for page in opened.pages:
        for annotation in listed(page.object.get("/Annots")):
            if annotation.get("/Subtype") == "/Link" and not _has_text(annotation, "/Contents"):
                yield f"page {page.number}: a link does not say where it leads"


def _levels(opened: OpenedPdf) -> Iterator[str]:
    levels = [int(match[1]) for element in opened.elements if (match := _HEADING.fullmatch(element.role))]
    if levels and levels[0] != 1:
        yield f"the first heading is of level {levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _self_description(opened: OpenedPdf) -> Iterator[str]:
    root, document = opened.document.Root, opened.document
    if document.is_encrypted:
        yield "the file is encrypted, which archives refuse and screen readers may not be able to read"
    if not _has_text(root, "/Lang"):
        yield "the file has no language"
    if "/Title" not in document.docinfo or not str(document.docinfo.Title).strip():
        yield "the file has no title"
    if not within(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "viewers are asked to show the file name instead of the title"
    if "/Metadata" not in root:
        yield "the file has no XMP metadata"
        return
    packet = bytes(root.Metadata.read_bytes())
    for claim, what in ((b"pdfuaid:part", "PDF/UA"), (b"pdfaid:part", "PDF/A")):
        if claim not in packet:
            yield f"the file does not claim to be {what}"


def _fonts(opened: OpenedPdf) -> Iterator[str]:
    seen = set()
    for page in opened.pages:
        fonts = within(page.object, "/Resources", "/Font")
        for font in fonts.as_dict().values() if fonts else ():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            name = str(font.get("/BaseFont", "a font")).removeprefix("/")
            if not _embedded(font):
                yield f"the font {name} is not embedded"
            if "/ToUnicode" not in font and font.get("/Subtype") == "/Type0":
                yield f"the font {name} does not map its glyphs to characters"


def _embedded(font: Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _has_text(where: Object, key: str) -> bool:
    return bool(str(where.get(key, "")).strip())


RULES = (
    HandoutRule(PDF_UNDESCRIBED, "describe what it shows", _undescribed),
    HandoutRule(PDF_HEADING_ORDER, "begin with level 1 and go down one level at a time", _levels),
    HandoutRule(PDF_SELF_DESCRIPTION, "set it where the file is made", _self_description),
    HandoutRule(PDF_FONT, "embed every font, with its map to Unicode", _fonts),
)
