"""How much the packed streams of a PDF hold, counted before any library unpacks them."""

from __future__ import annotations

import re
import zlib

MAX_UNPACKED = 256_000_000
"""The most bytes that one stream may unpack to: a photograph of 80 megapixels."""
MAX_UNPACKED_FILE = 2_000_000_000
"""The most bytes that all streams of a file may unpack to."""

_STREAM = re.compile(rb"(?<=>)\s*stream\r?\n|(?<=>)\s*stream\r")
_LONGEST_DICTIONARY = 4096
_PIECE = 1 << 20
_FLATE = re.compile(rb"/Fl(?:ateDecode)?\b")


def overfull_stream(data: bytes) -> int:
    """Return the most bytes that a stream of the PDF `data` may have where one has more, or all together; else 0.

    Streams are found by their bytes, for object and reference streams are unpacked when a file is opened. The content
    is thrown away as it is counted, so that memory stays small.
    """
    whole = 0
    for found in _STREAM.finditer(data):
        start = data.rfind(b"obj", max(0, found.start() - _LONGEST_DICTIONARY), found.start())
        dictionary = re.sub(rb"#([0-9A-Fa-f]{2})", _unescaped, data[max(start, 0) : found.start()])
        layers = len(_FLATE.findall(dictionary))
        if layers:
            size = _size(data, found.end(), layers)
            whole += size
            if size > MAX_UNPACKED:
                return MAX_UNPACKED
            if whole > MAX_UNPACKED_FILE:
                return MAX_UNPACKED_FILE
    return 0


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _size(data: bytes, start: int, layers: int) -> int:
    """Return what a stream unpacks to, the largest of its layers, counted up to a little more than the bound."""
    inflaters = [zlib.decompressobj() for _ in range(min(layers, 4))]
    sizes = [0] * len(inflaters)
    view, at = memoryview(data), start
    try:
        while at < len(data) and not inflaters[0].eof and max(sizes) <= MAX_UNPACKED:
            piece = bytes(view[at : at + _PIECE])
            at += _PIECE
            _feed(inflaters, sizes, 0, piece)
    except zlib.error:
        pass
    return max(sizes)


def _feed(inflaters: list[zlib._Decompress], sizes: list[int], level: int, piece: bytes) -> None:
    """Unpack `piece` by the inflater of a level and what comes of it by the next ones."""
    while piece and not inflaters[level].eof and max(sizes) <= MAX_UNPACKED:
        made = inflaters[level].decompress(piece, _PIECE)
        piece = inflaters[level].unconsumed_tail
        sizes[level] += len(made)
        if level + 1 < len(inflaters):
            _feed(inflaters, sizes, level + 1, made)
