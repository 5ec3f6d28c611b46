"""What a PDF takes to draw, bounded before PDFium reads it: PDFium has no bounds, and forms can draw one another."""

import re
import zlib
from io import BytesIO
from typing import Any

import pikepdf

from builder.check.handout.reader import FAULTS
from builder.check.handout.streams import MAX_FORM_DEPTH, UnreadablePdfError, unpacked
from builder.model.pdf_streams import overfull_stream

MOST_OF_PAGE, MOST_OF_FILE = 24_000_000, 96_000_000
"""The most bytes of instructions that draw a page, and all pages, what forms draw counted as often as they draw it.

PDFium takes 0.25 seconds and 13 MB for a million bytes; a page with a large map has some two million.
"""
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_PARTS_OF_NAMES = re.compile(r"#([0-9A-Fa-f]{2})")


def endless(data: bytes, most_pages: int) -> str:
    """Return why the PDF `data` would take minutes or all memory to read, in words; empty where it would not.

    Of a file with more than `most_pages` pages only the streams are counted; one that cannot be opened is left to
    the reader.
    """
    if most := overfull_stream(data):
        return f"a part of this PDF unpacks to more than {most / 1e6:,.0f} MB"
    try:
        with pikepdf.open(BytesIO(data)) as document:
            pages = document.pages if len(document.pages) <= most_pages else ()
            sizes, whole = _InstructionBytes(), 0
            for number, page in enumerate(pages, 1):
                size = sizes.of(page.obj, 0)
                whole += size
                if size > MOST_OF_PAGE or whole > MOST_OF_FILE:
                    return f"page {number} of this PDF takes millions of instructions to draw"
    except UnreadablePdfError as fault:
        return f"in this PDF {fault}"
    except (*FAULTS, zlib.error):
        return ""
    return ""


class _InstructionBytes:
    """How many bytes of instructions pages and forms take, each form counted once and added as often as it is drawn."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}

    def of(self, content: Any, depth: int) -> int:  # noqa: ANN401 - an object of the file has no type
        key = content.objgen
        if key in self._known:
            return self._known[key]
        if depth > MAX_FORM_DEPTH:
            raise UnreadablePdfError(f"forms are nested more than {MAX_FORM_DEPTH} deep")
        self._known[key] = 0  # a form that draws itself draws itself once
        parts = [content] if isinstance(content, pikepdf.Stream) else _parts(content.get("/Contents"))
        forms = content.get("/Resources", {}).get("/XObject", {})
        size = 0
        for part in parts:
            instructions = unpacked(part, MOST_OF_PAGE)
            size += len(instructions)
            for found in _DRAWN.findall(instructions):
                form = forms.get(_name(found))
                if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                    size += self.of(form, depth + 1)
        self._known[key] = min(size, MOST_OF_FILE)
        return self._known[key]


def _name(found: bytes) -> str:
    """Return a name of the file as pikepdf writes it."""
    return "/" + _PARTS_OF_NAMES.sub(lambda one: chr(int(one[1], 16)), found.decode("latin-1"))


def _parts(value: Any) -> list[Any]:  # noqa: ANN401
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
