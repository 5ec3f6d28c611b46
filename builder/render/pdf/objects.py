"""ReportLab's PDF objects as PDF/A wants them, and its settings made independent of the machine."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObjectReference, PDFStream, PDFZCompress


class Stream(PDFStream):  # type: ignore[misc]
    """A stream with the end of line before `endstream` that ISO 19005-2, 6.1.7.1 asks for and ReportLab leaves out."""

    def __init__(self, entries: Mapping[str, object], content: bytes, *, packed: bool = True) -> None:
        """Hold `content`, deflated where `packed`; `entries` are the dictionary's own."""
        super().__init__(PDFDictionary(dict(entries)), content, [PDFZCompress] if packed else None)

    def format(self, document: PDFDocument) -> bytes:
        """Return the stream as it stands in the file."""
        data: bytes = super().format(document)
        # Both characters: after content that ends with a carriage return, a lone line feed would look like half of one.
        return data.removesuffix(b"endstream\n") + b"\r\nendstream\n"


def indirect(document: PDFDocument, entries: Mapping[str, object]) -> PDFObjectReference:
    """Put a dictionary into the file as an object of its own and return the reference to it."""
    return document.Reference(PDFDictionary({key: value for key, value in entries.items() if value is not None}))


def settle_configuration() -> None:
    """Set what ReportLab would else take from a settings file or the environment and what changes the bytes."""
    rl_config.useA85 = 0
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0
    rl_config.invariant = 1
    rl_config.documentLang = None
    rl_config.errorOnDuplicatePageLabelPage = 0
    rl_config.canvas_baseColor = None
