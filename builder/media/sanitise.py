"""The author's pictures as they are to be used: upright, and without what a camera or a program noted in them.

Cameras store a picture as the sensor saw it and note how it is to be turned; PowerPoint and PDF readers do not look at
the note. They also note where it was taken, which nobody means to publish.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"

_KEPT_SEGMENTS = frozenset({0xE0, 0xE2, 0xEE})
"""Of the application's segments those that say how pixels are meant: JFIF, ICC profile, Adobe's colour transform."""

_APPLICATION = range(0xE0, 0xF0)
_COMMENT, _SCAN = 0xFE, 0xDA

_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
"""The chunks of a PNG that are about it and change no pixel (PNG specification, 11.3)."""

_ORIENTATION = 0x0112
"""The tag of TIFF and Exif that tells how a picture is to be turned; 1 is upright."""


class SanitisedMedia(Mapping[str, bytes]):
    """Media whose PNG and JPEG files are upright and say nothing but their pixels."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        """Take the files from `media`, each when it is asked for."""
        self._media = media
        self._made: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> bytes:
        """Return the bytes of `key`; KeyError where there is no such file."""
        data = self._media[key]
        if key.startswith(("fonts/", "flags/")) or not data.startswith((JPEG, PNG)):
            return data
        if key not in self._made:
            self._made[key] = upright(data)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Return whether there is a file `key`."""
        return key in self._media

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files."""
        return iter(self._media)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._media)


def upright(data: bytes) -> bytes:
    """Return a PNG or JPEG upright and without notes; what cannot be read as one is returned as it is.

    Only a picture that has to be turned is written anew; of all others no pixel is touched.
    """
    try:
        if data.startswith(PNG):
            return PNG + b"".join(_chunks(data))
        turned = _turned(data) if b"Exif\0\0" in data[:65536] else None
        return b"".join(_segments(turned or data))
    except (OSError, SyntaxError, ValueError, struct.error):
        return data


def _turned(data: bytes) -> bytes | None:
    """Return a JPEG turned as its note tells, or None where it is upright."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - a tenth of a second that few builds need

    with Image.open(BytesIO(data)) as picture:
        if picture.getexif().get(_ORIENTATION, 1) == 1:
            return None
        profile = picture.info.get("icc_profile")
        stands = ImageOps.exif_transpose(picture)
    written = BytesIO()
    stands.save(written, "JPEG", quality=95, icc_profile=profile)
    return written.getvalue()


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that make its pixels (ITU-T T.81, annex B)."""
    yield JPEG
    at = len(JPEG)
    while True:
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF:
            message = "this is no segment"
            raise ValueError(message)
        if kind == _SCAN:
            yield data[at:]
            return
        if kind != _COMMENT and (kind not in _APPLICATION or kind in _KEPT_SEGMENTS):
            yield data[at : at + 2 + length]
        at += 2 + length


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that make its pixels."""
    at = len(PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _NOTES:
            yield data[at : at + 12 + length]
        at += 12 + length
