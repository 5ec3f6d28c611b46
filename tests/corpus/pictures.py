"""Pictures made with the standard library alone."""

import struct
import zlib
from functools import cache


@cache
def striped_png(width: int, height: int) -> bytes:
    """Return a PNG of coloured stripes."""
    colors = (b"\x17\x30\x4c", b"\xd8\xd8\xd6", b"\xb5\x25\x2e", b"\xf2\xf1\xec")
    rows = b"".join(b"\0" + b"".join(colors[x * 8 // width % 4] for x in range(width)) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
