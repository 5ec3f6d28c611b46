"""The zip: entries of one stamp, and what stood in an earlier package not packed again."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from builder.model.digest import content_digest

_STAMP = (0, 1 << 5 | 1)
"""The time and date of every entry: 1 January 1980, the earliest that a zip can say."""

_VERSION = 20
"""What a reader has to know: files may be deflated (APPNOTE.TXT, 4.4.3)."""

_MODE = 0o600 << 16
"""Attributes of every file: its owner reads and writes it."""

_STORED, _DEFLATED = 0, 8

_LARGEST_KEPT = 1 << 16
"""The most bytes of an entry that is remembered: a larger one is a picture of the author's."""

_FILE = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class Packed(Struct, frozen=True):
    """The bytes of an entry as the zip holds them."""

    data: bytes
    method: int
    """How they are packed: deflated, or stored as they are."""
    size: int
    """How many bytes they are when unpacked."""
    sum: int
    """CRC-32 of the unpacked bytes."""
    content: str
    """Their content digest."""


def packed(data: bytes, *, lasting: bool, stored: bool = False) -> Packed:
    """Return `data` as an entry holds it.

    What is `lasting` is likely to stand in the next package of this process too and is remembered, so that it need
    not be deflated and digested each time.
    """
    return _kept(data, stored) if lasting and len(data) <= _LARGEST_KEPT else _pack(data, stored)


def _pack(data: bytes, stored: bool) -> Packed:  # noqa: FBT001 - also called through a cache, which needs it plain
    method, body = _STORED, data
    if not stored:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)  # no header: the zip has its own
        method, body = _DEFLATED, deflate.compress(data) + deflate.flush()
    return Packed(body, method, len(data), zlib.crc32(data), content_digest(data))


_kept = lru_cache(maxsize=512)(_pack)


def zip_bytes(entries: Iterable[tuple[str, Packed]]) -> bytes:
    """Return a zip of `entries`, in their order; names are ASCII, and all together is less than 4 GiB (no zip64)."""
    body: list[bytes] = []
    listed: list[bytes] = []
    offset = 0
    for name, entry in entries:
        path = name.encode("ascii")
        facts = (entry.method, *_STAMP, entry.sum, len(entry.data), entry.size, len(path))
        head = _FILE.pack(b"PK\x03\x04", _VERSION, 0, *facts, 0) + path
        listed.append(_LISTED.pack(b"PK\x01\x02", _VERSION, _VERSION, 0, *facts, 0, 0, 0, 0, _MODE, offset) + path)
        body += (head, entry.data)
        offset += len(head) + len(entry.data)
    directory = b"".join(listed)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(listed), len(listed), len(directory), offset, 0)
    return b"".join((*body, directory, end))
