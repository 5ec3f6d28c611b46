"""PDF objects as bytes, for what ReportLab's canvas does not write."""

import codecs
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reportlab.lib.rl_accel import escapePDF

from builder.render.pdf.reportlab_internals import COMPRESSION

_NOT_IN_PDFDOC = re.compile("[\x7f\x9f\xad]|\\A(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)")
"""What ReportLab's codec takes as Latin-1: bytes that PDFDocEncoding lacks, and a start that looks like a BOM."""

_ESCAPED = str.maketrans({chr(byte): escapePDF(bytes([byte])) for byte in range(256)})


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
    """Return a text string (ISO 32000-1, 7.9.2.2): in PDFDocEncoding where that has every character, else in UTF-16."""
    try:
        encoded: bytes = b"" if _NOT_IN_PDFDOC.search(words) else words.encode("pdfdoc")
    except UnicodeEncodeError:
        encoded = b""
    encoded = encoded or codecs.BOM_UTF16_BE + words.encode("utf-16-be")
    return f"({encoded.decode('latin-1').translate(_ESCAPED)})"


def stream(content: bytes, entries: Mapping[str, str | int] | None = None, *, packed: bool = True) -> bytes:
    """Return a stream of `content`, deflated where `packed`; `entries` are the dictionary's own.

    The end of line before `endstream` is what ISO 19005-2, 6.1.7.1 asks for; both its characters, since after content
    that ends with a carriage return a lone line feed would look like half of one.
    """
    packing: dict[str, str | int] = {"Filter": "[ /FlateDecode ]"} if packed else {}
    held = zlib.compress(content, COMPRESSION) if packed else content
    head = dictionary({**(entries or {}), **packing, "Length": len(held)})
    return b"%b\nstream\n%b\r\nendstream\n" % (head.encode("ascii"), held)
