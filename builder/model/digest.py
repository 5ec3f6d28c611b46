"""Digests of files: of their bytes, and of what they hold however it was compressed."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable

from msgspec import Struct

from builder.model.zip_archive import DAMAGE

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) (\d+) obj\b")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_STREAM = re.compile(rb"stream\r?\n")

MAX_CONTENT = 256_000_000
"""The most bytes that are unpacked of a file."""

_DEPTH = 2
"""How deep packages inside packages are opened: a deck, and the workbook of its chart."""


class DigestedFile(Struct, frozen=True):
    """A finished file, and the digest of what it holds, which whoever packed it knows without unpacking it."""

    data: bytes
    content: str
    """Equal to `content_digest(data)`."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data`, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def content_digest(data: bytes) -> str:
    """Return a SHA-256 of what `data` holds, independent of the deflate library that packed it.

    Of a zip file (.pptx) the names and unpacked parts count, with zip files inside unpacked as well; of a PDF the
    objects with their streams unpacked, without what only says where bytes are. Of any other file, and of one that
    is damaged or holds more than `MAX_CONTENT`, the bytes count.
    """
    try:
        return _Unpacking().digest(data)
    except DAMAGE:
        return sha256(data)


def digest_of_parts(parts: Iterable[tuple[str, str]]) -> str:
    """Return the content digest of a zip file from the names and content digests of its parts, in their order."""
    return sha256("".join(f"{name}\n{digest}\n" for name, digest in parts).encode())


class _Unpacking:
    """What is unpacked of one file, and how much more of it may be."""

    def __init__(self) -> None:
        self._left = MAX_CONTENT

    def digest(self, data: bytes, depth: int = 0) -> str:
        if data.startswith(b"PK\x03\x04") and depth < _DEPTH:
            return self._of_zip(data, depth)
        return self._of_pdf(data) if data.startswith(b"%PDF") and not depth else sha256(data)

    def _of_zip(self, data: bytes, depth: int) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            return digest_of_parts((name, self.digest(self._read(package, name), depth + 1)) for name in names)

    def _read(self, package: zipfile.ZipFile, name: str) -> bytes:
        with package.open(name) as part:
            return self._within(part.read(self._left + 1))

    def _of_pdf(self, data: bytes) -> str:
        """Hash each object; the cross-reference table and the trailer's /ID depend on how well streams were packed.

        By pattern, not by pikepdf: a build makes this digest too, must not need an extra, and would wait a tenth of a
        second for the library.
        """
        whole = hashlib.sha256()
        position = 0
        while found := _OBJECT.search(data, position):
            head, stream, position = _object(data, found.end())
            stream = self._unpacked(head, stream)
            whole.update(b"%s %s\n%s\n%d\n" % (found[1], found[2], head.strip(), len(stream)))
            whole.update(stream)
        return whole.hexdigest()

    def _unpacked(self, head: bytes, packed: bytes) -> bytes:
        if b"/FlateDecode" not in head or b"/ASCII85Decode" in head:
            return packed
        try:
            return self._within(zlib.decompressobj().decompress(packed, self._left + 1))
        except zlib.error:
            return packed

    def _within(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("the file unpacks to more than is read")
        return data


def _object(data: bytes, begin: int) -> tuple[bytes, bytes, int]:
    """Return an object's dictionary without its length, its stream (or nothing), and where it ends."""
    end = data.find(b"endobj", begin)
    end = len(data) if end < 0 else end
    stream = _STREAM.search(data, begin, end)
    length = _LENGTH.search(data, begin, stream.start()) if stream else None
    if not stream or not length:
        return data[begin:end], b"", end
    head = _LENGTH.sub(b"", data[begin : stream.start()])
    packed = data[stream.end() : stream.end() + int(length[1])]
    after = data.find(b"endobj", stream.end() + len(packed))
    return head, packed, len(data) if after < 0 else after
