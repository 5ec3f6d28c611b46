"""Make the author's pictures upright and clean: of a file only what makes its pixels is kept.

Cameras store a picture as the sensor saw it and note how it is to be turned; PowerPoint and PDF readers ignore the
note. They also note where it was taken, which nobody means to publish. Both formats have many places for such notes, so
parts are let through by name instead of removed by name. A file whose parts cannot be followed is decoded and written
again, and one that cannot even be decoded is refused.

Segments and chunks are copied by hand because Pillow, which could do the rest, decodes and encodes: that costs a
photograph quality and 30 ms, and a PNG of 16 bits half of its depth.
"""

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"

_END_OF_IMAGE, _SCAN = 0xD9, 0xDA

_CODING = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD}) - {0xC8}
"""Frame headers, Huffman and arithmetic tables, quantisation, number of lines, restart interval (ITU-T T.81, B.1)."""

_MARKER_IN_SCAN = re.compile(rb"\xff(?!\xff|\x00|[\xd0-\xd7])", re.DOTALL)
"""What ends the entropy-coded data of a scan: a marker that is neither a stuffed byte nor a restart (T.81, B.1.1.5)."""

_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD"})
"""The chunks of a PNG that its pixels and their colours need (PNG specification, 11)."""

_ORIENTATION = 0x0112
"""The tag of TIFF and Exif that says how a picture is to be turned; 1 is upright."""


class UncleanPictureError(ValueError):
    """A picture that cannot be freed of what a camera or a program noted in it."""


def sanitised(data: bytes) -> bytes:
    """Return a PNG or JPEG upright and without notes; UncleanPictureError if it cannot be read.

    A picture that is upright and whose parts can be read keeps its pixels. What is neither a PNG nor a
    JPEG is returned as it is: whoever checks pictures refuses it.
    """
    if not data.startswith((JPEG, PNG)):
        return data
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of broken notes, which go anyway
            return _written_anew(data) if _is_turned(data) else _only_pixels(data)
    except Image.DecompressionBombError as fault:
        raise UncleanPictureError("has too many pixels; save it smaller") from fault
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as fault:
        raise UncleanPictureError("is incomplete or damaged") from fault


def _only_pixels(data: bytes) -> bytes:
    """Return the parts of the file that make its pixels; written again where they cannot be followed."""
    try:
        return b"".join(_chunks(data) if data.startswith(PNG) else _segments(data))
    except (ValueError, IndexError, struct.error):
        return _written_anew(data)


def _is_turned(data: bytes) -> bool:
    """Return whether a note says that the picture is to be turned; files without notes are not opened for it."""
    if not any(mark in data for mark in (b"Exif\0\0", b"eXIf", b"tiff:Orientation", b"Raw profile type")):
        return False
    from PIL import Image

    with Image.open(BytesIO(data)) as picture:
        try:
            return bool(picture.getexif().get(_ORIENTATION, 1) != 1)
        except (SyntaxError, ValueError, struct.error):  # the note is broken, so nobody turns the picture by it
            return False


def _written_anew(data: bytes) -> bytes:
    """Return the picture decoded, turned upright and encoded, with its colour profile and no other note."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as picture:
        kind, profile = picture.format or "", picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette("RGB") or [])
    written = BytesIO()
    kept = {"transparency": upright.info["transparency"]} if "transparency" in upright.info else {}
    if kind == "PNG":
        bare.save(written, "PNG", icc_profile=profile, **kept)
    else:
        bare.save(written, "JPEG", quality=95, icc_profile=profile)
    return written.getvalue()


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that make its pixels, up to the end of its first image (ITU-T T.81, annex B).

    What follows there is no part of it: further pictures of cameras and films of phones, each with notes of its own.
    """
    yield JPEG
    at = len(JPEG)
    while True:
        kind, at = _marker(data, at)
        if kind == _END_OF_IMAGE:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", data, at)
        body, at = data[at + 2 : at + length], at + length
        if length < 2 or at > len(data):
            raise ValueError("a segment is truncated")
        if kind == _SCAN:
            end = _MARKER_IN_SCAN.search(data, at)
            if end is None:
                raise ValueError("the picture is truncated")
            yield _segment(kind, body) + data[at : end.start()]
            at = end.start()
        elif kind in _CODING:
            yield _segment(kind, body)
        elif kept := _meaning(kind, body):
            yield _segment(kind, kept)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker at `at` and where it ends; any number of fill bytes may appear before it (T.81, B.1.1.2)."""
    if data[at] != 0xFF:
        raise ValueError("a marker is missing")
    while data[at] == 0xFF:
        at += 1
    return data[at], at + 1


def _meaning(kind: int, body: bytes) -> bytes:
    """Return what of an application's segment says how pixels are meant, or nothing.

    That is JFIF's density without its thumbnail, the colour profile, and Adobe's colour transform.
    """
    if kind == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
        return body[:12] + b"\0\0"
    if kind == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        return body
    if kind == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
        return body[:12]
    return b""


def _segment(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that make its pixels, up to its end."""
    yield PNG
    at, kind = len(PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk is truncated")
        if kind in _CHUNKS:
            yield data[at:end]
        elif kind[:1].isupper():
            raise ValueError("there is an unknown critical chunk")
        at = end
