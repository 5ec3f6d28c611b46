"""PDF objects as PDF/A wants them, written as ReportLab writes its own, whose settings do not depend on the machine."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reportlab import rl_config
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_ESCAPED = str.maketrans({chr(byte): escapePDF(bytes([byte])) for byte in range(256)})

PACKING = 4
"""How hard streams are deflated: zlib's own choice, 6, takes half as long again and saves 4 % of them, 9 four times."""


class RawObject(PDFObject):  # type: ignore[misc]
    """An object that is ready: its bytes as they stand in the file.

    ReportLab's own objects are put into words part by part when the file is written; that costs many times as much.
    """

    def __init__(self, content: bytes | str = b"") -> None:
        """Hold `content`; an object that has to be referred to before it can be written gets it later."""
        self.content = content

    def format(self, _document: PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        return self.content.encode("ascii") if isinstance(self.content, str) else self.content


def dictionary(entries: Mapping[str, str | int]) -> str:
    """Return a dictionary of values that are written already; its keys need no escapes."""
    return f"<<\n{_rows([f'/{key} {entries[key]}' for key in sorted(entries)], 6)}\n>>"


def array(parts: Sequence[str | int]) -> str:
    """Return an array of values that are written already."""
    return f"[ {_rows([str(part) for part in parts], 10)} ]"


def _rows(parts: Sequence[str], length: int) -> str:
    if len(parts) <= length:
        return " ".join(parts)
    return " \n  ".join(" ".join(parts[start : start + length]) for start in range(0, len(parts), length))


@lru_cache(maxsize=256)
def string(words: str) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2): in PDFDocEncoding where that has every letter, else in UTF-16."""
    try:
        encoded: bytes = words.encode("pdfdoc")  # ReportLab's codec
    except UnicodeEncodeError:
        encoded = codecs.BOM_UTF16_BE + words.encode("utf-16-be")
    return f"({encoded.decode('latin-1').translate(_ESCAPED)})"


def stream(content: bytes, entries: Mapping[str, str | int] | None = None, *, packed: bool = True) -> bytes:
    """Return a stream of `content`, deflated where `packed`; `entries` are the dictionary's own.

    The end of line before `endstream` is what ISO 19005-2, 6.1.7.1 asks for; both its characters, since after content
    that ends with a carriage return a lone line feed would look like half of one.
    """
    packing: dict[str, str | int] = {"Filter": "[ /FlateDecode ]"} if packed else {}
    held = zlib.compress(content, PACKING) if packed else content
    head = dictionary({**(entries or {}), **packing, "Length": len(held)})
    return b"%b\nstream\n%b\r\nendstream\n" % (head.encode("ascii"), held)


def indirect(document: PDFDocument, content: bytes | str) -> str:
    """Put `content` into the file as an object of its own and return the reference to it."""
    return reference(document, RawObject(content))


def reference(document: PDFDocument, written: PDFObject) -> str:
    """Return the reference to `written`, which is put into the file unless it is there."""
    return reference_by_name(document, document.Reference(written).name)


def page_reference(document: PDFDocument, page: int) -> str:
    """Return the reference to page number `page`, from 0, which has been drawn."""
    return reference_by_name(document, f"Page{page + 1}")


def reference_by_name(document: PDFDocument, name: str) -> str:
    """Return the reference to an object that is in the file under ReportLab's `name`."""
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def settle_configuration() -> None:
    """Set what ReportLab would else take from a settings file or the environment and what changes the bytes."""
    rl_config.useA85 = 0
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0
    rl_config.invariant = 1
    rl_config.documentLang = None
    rl_config.errorOnDuplicatePageLabelPage = 0
    rl_config.canvas_baseColor = None
