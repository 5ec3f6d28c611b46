"""The workbook behind a chart that is carried from an edited deck: bounded, inert, and without its author."""

from __future__ import annotations

from builder.compare.pptx_parts import PptxParts, UnreadableDeckError
from builder.model.active_workbook import active_content
from builder.model.zip_archive import zip_bytes

_NOBODY = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'


def inert_workbook(data: bytes) -> bytes | None:
    """Return a workbook whose properties name nobody and no time; None if it cannot be read or holds what runs."""
    try:
        package = PptxParts(data)
        parts = {name: package.data(name) for name in sorted(package.names)}
    except UnreadableDeckError:
        return None
    if active_content(parts):
        return None
    return zip_bytes((name, _NOBODY if name == "docProps/core.xml" else held) for name, held in parts.items())
