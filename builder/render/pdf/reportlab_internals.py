"""What ReportLab's canvas cannot do, and each private name of ReportLab that we use, with its reason.

Pages, paths, lines, colours, dashes, transforms, pictures, forms, links, bookmarks, the outline, page labels, title and
authors, the reader's settings and entries of the catalog go through the canvas. What does not, and why:

- *Marked content* (`canvas.py`): the canvas has no operator for it; `addLiteral` carries BDC and EMC.
- *The structure tree* and its parent tree (`tags.py`): ReportLab has neither.
- *Runs of positioned glyphs in subset fonts* (`text.py`, `fonts.py`): ReportLab shows characters, not glyphs, finds its
  fonts in a registry that all documents of a process share, and has no replacement text.
- *XMP and the output intent* (`properties.py`): PDF/UA-1 and PDF/A-2a ask for claims that the canvas cannot make.

`pdfdoc`, ReportLab's object model, calls itself "not part of any public interface", so only this module imports it.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import RLock

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFDictionary,
    PDFImageXObject,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFStreamFilterZCompress,
)
from reportlab.pdfgen.canvas import Canvas

VERSION = (1, 7)
"""ISO 32000-1, on which PDF/UA-1 and PDF/A-2 are based."""

COMPRESSION = 4
"""zlib level. Level 6, the default, takes 50 % longer and saves 4 %; level 9 takes four times as long."""

ID_PLACEHOLDER = b"[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]"
"""Keeps the place of the file's id until the rest is written."""

_SETTINGS = {
    "useA85": 0,
    "pdfMultiLine": 0,
    "pdfComments": 0,
    "invariant": 1,
    "documentLang": None,
    "canvas_baseColor": None,
}
"""The module settings that change our bytes; a settings file or the environment may have set them otherwise."""

_LOCK = RLock()


@contextmanager
def fixed_settings() -> Iterator[None]:
    """Lend ReportLab's module settings at the values that our bytes depend on, and leave them as they were.

    They belong to the whole process, so documents are written one after another.
    """
    with _LOCK:
        before = {name: getattr(rl_config, name) for name in _SETTINGS}
        vars(rl_config).update(_SETTINGS)
        try:
            yield
        finally:
            vars(rl_config).update(before)


class RawObject(PDFObject):  # type: ignore[misc]
    """A finished object: its bytes as they are in the file.

    ReportLab's own objects are put into words part by part when the file is written; that costs many times as much.
    """

    def __init__(self, content: bytes | str = b"") -> None:
        """Hold `content`; an object that has to be referred to before it can be written gets it later."""
        self.content = content

    def format(self, _document: object) -> bytes:
        """Return the object as it is in the file."""
        return self.content.encode("ascii") if isinstance(self.content, str) else self.content


class LateValue(PDFObject):  # type: ignore[misc]
    """A value that is known only when the file is written."""

    def __init__(self, value: Callable[[], str | int]) -> None:
        """Ask `value` for it, as it is in the file."""
        self._value = value

    def format(self, _document: object) -> bytes:
        """Return the value as it is in the file."""
        return str(self._value()).encode("ascii")


class _Deflate(PDFStreamFilterZCompress):  # type: ignore[misc]
    """ReportLab's filter with a level of compression, which its own does not take."""

    def encode(self, text: str | bytes) -> bytes:
        return zlib.compress(text.encode() if isinstance(text, str) else text, COMPRESSION)


class _DeflatedStream(PDFStream):  # type: ignore[misc]
    """A stream that ends as ISO 19005-2, 6.1.7.1 asks; ReportLab writes no end of line before `endstream`."""

    def __init__(self, content: str) -> None:
        super().__init__(content=content, filters=[_Deflate()])

    def format(self, document: object) -> bytes:
        return _end_stream(super().format(document))


class _EndedImage(PDFObject):  # type: ignore[misc]
    """An image of ReportLab's that ends so as well."""

    def __init__(self, image: PDFImageXObject) -> None:
        self._image = image

    def format(self, document: object) -> bytes:
        return _end_stream(self._image.format(document))


def _end_stream(written: bytes) -> bytes:
    """Return a stream with both characters of an end of line: a lone line feed would look like half of one."""
    return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


class DocumentCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas with what a tagged file needs of its document; all that it overrides is private."""

    def __init__(self, lang: str) -> None:
        """Begin a document in `lang`."""
        super().__init__(BytesIO(), pageCompression=0, invariant=1, pdfVersion=VERSION, lang=lang)
        # `_ID`: ReportLab makes one from title and author alone, and would take SOURCE_DATE_EPOCH into it
        self._doc._ID = ID_PLACEHOLDER  # noqa: SLF001
        # `__NoDefault__`: the catalog writes only what it lists, and lists no output intents
        self._doc.Catalog.__NoDefault__ = [*self._doc.Catalog.__NoDefault__, "OutputIntents"]
        self._page_references: list[str] = []

    def _make_preamble(self) -> None:
        """Write nothing: ReportLab would name Helvetica, which is not embedded."""
        self._preamble = ""

    def _addAnnotation(self, annotation: PDFObject, name: str | None = None, addtopage: int = 1) -> None:  # noqa: N802
        """Hold each annotation as a plain dictionary: ReportLab's own class refuses the key of the parent tree."""
        self._annotation = annotation if isinstance(annotation, PDFDictionary) else annotation.Dict()
        super()._addAnnotation(self._annotation, name, addtopage)

    def claim_annotation(self, words: Callable[[], str], key: Callable[[], int]) -> str:
        """Give the annotation drawn last its words and its key in the parent tree; return the reference to it."""
        self._annotation["Contents"] = LateValue(words)
        self._annotation["StructParent"] = LateValue(key)
        return self._reference_to(self._annotationrefs[-1].name)

    def close_page(self, parents: int | None) -> None:
        """Close the page; `parents` is its key in the parent tree, None if nothing on it is marked."""
        self._page_references.append(self._doc.thisPageName())
        self.showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = _DeflatedStream(page.stream)
        # `__NoDefault__`: a page writes only what it lists, and lists neither of these
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = parents, "/S"

    def end_form(self) -> None:
        """Close the form, with a stream that ends as PDF/A asks."""
        self.endForm(Contents=_DeflatedStream(self.getCurrentPageContent()))

    def bind_bookmark(self, key: str, page: int, left: float, top: float) -> None:
        """Let the bookmark `key` lead to a place on page number `page`, from 0, which may have been closed."""
        bookmark = self.bookmarkPage(key, fit="XYZ", left=left, top=top, zoom=0)
        bookmark.setPage(PDFObjectReference(self._page_references[page]))

    def page_reference(self, page: int) -> str:
        """Return the reference to page number `page`, from 0, which has been closed."""
        return self._reference_to(self._page_references[page])

    def reference(self, written: RawObject) -> str:
        """Return the reference to `written`, which is put into the file unless it is there."""
        return self._reference_to(self._doc.Reference(written).name)

    def indirect(self, content: bytes | str) -> str:
        """Put `content` into the file as an object of its own and return the reference to it."""
        return self.reference(RawObject(content))

    def add_font(self, name: str, font: str) -> None:
        """Let every page find the font `font`, a reference, under `name`: the canvas knows registered fonts only."""
        self._doc.idToObject[BasicFonts][name] = font

    def getpdfdata(self) -> bytes:
        """Return the file."""
        for name, held in list(self._doc.idToObject.items()):
            if isinstance(held, PDFImageXObject):
                self._doc.idToObject[name] = _EndedImage(held)
        data: bytes = super().getpdfdata()
        return data

    def _reference_to(self, name: str) -> str:
        number, version = self._doc.idToObjectNumberAndVersion[name]
        return f"{number} {version} R"
