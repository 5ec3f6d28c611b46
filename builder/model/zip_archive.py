"""Zip archives whose bytes follow from their entries alone: one stamp, one system, one way of packing."""

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What `zipfile` raises for archives that are cut or garbled, by where the damage is."""

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


_LOCAL, _END = 30, 22
"""How long the header of an entry and the end of an archive are without what follows them (APPNOTE 4.3.7, 4.3.16)."""

_DESCRIPTOR = 24
"""The most bytes behind an entry that say its size once more (APPNOTE 4.3.9)."""


def bytes_outside_entries(archive: zipfile.ZipFile, data: bytes) -> str:
    """Return where `data` holds bytes that no entry of `archive` accounts for, such as another file; empty if nowhere.

    Programs that read from the front, or another format, find there what no list of the archive's entries names.
    """
    if not data.startswith(b"PK"):
        return "there are bytes before the archive"
    if data.rfind(b"PK\x05\x06") != len(data) - _END:
        return "there are bytes behind the archive"
    entries = sorted(archive.infolist(), key=lambda one: one.header_offset)
    ends = [_end_of(one, data) for one in entries]
    starts = [one.header_offset for one in entries]
    for end, start in zip([0, *ends], [*starts, archive.start_dir], strict=True):
        if not 0 <= start - end <= (_DESCRIPTOR if end else 0):
            return "there are bytes between the parts"
    return ""


def _end_of(entry: zipfile.ZipInfo, data: bytes) -> int:
    """Return where the packed bytes of `entry` end."""
    header = data[entry.header_offset : entry.header_offset + _LOCAL]
    if len(header) < _LOCAL:
        return len(data)
    name, extra = struct.unpack("<HH", header[-4:])
    return entry.header_offset + _LOCAL + int(name) + int(extra) + entry.compress_size
