"""Zip archives whose bytes follow from their entries alone: one stamp, one system, one way of packing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_PACKED = (".png", ".jpeg", ".jpg", ".gif", ".mp4", ".xlsx")
"""Entries that are compressed already."""


def zip_bytes(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the archive of `entries` (name, bytes) in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)  # stamped 1980-01-01, the earliest that a zip can say
            info.create_system = 0  # the same on every system
            info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=6)
    return out.getvalue()
