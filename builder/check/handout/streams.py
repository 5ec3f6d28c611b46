"""Streams of a PDF unpacked within bounds, and the instructions that draw a page."""

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

MAX_STREAM = 64_000_000
"""The most bytes that a stream may unpack to: a photograph of 20 megapixels."""

MAX_CONTENT = 12_000_000
"""The most bytes of instructions in a file. Our pages have some 30,000; this bound takes 5 seconds to read."""

MAX_FORM_DEPTH = 12
MAX_INSTRUCTIONS = 1_500_000
"""The most instructions that are followed: a form that draws others twice, thirty deep, draws a thousand million."""

_EXPANSION = 200
"""How much longer than its packed bytes a stream can be under filters other than deflate, at the worst."""

_INFLATE, _BASE85, _HEX = "/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode"


class UnreadablePdfError(ValueError):
    """A file holds more than a check reads, or lacks what it has to read."""


class Instruction(NamedTuple):
    """An operator with its operands."""

    operator: str
    operands: tuple[Any, ...]


def unpacked(stream: pikepdf.Object, limit: int = MAX_STREAM) -> bytes:
    """Return what `stream` holds; UnreadablePdfError if that is more than `limit` bytes."""
    filters = [str(one) for one in listed(stream.get("/Filter"))]
    data = stream.read_raw_bytes()
    plain = not any("/Predictor" in one for one in listed(stream.get("/DecodeParms")) if one is not None)
    if plain and set(filters) <= {_INFLATE, _BASE85, _HEX}:
        for name in filters:
            data = _decoded(name, data, limit)
        return _within(data, limit)
    if len(data) * _EXPANSION > limit * 10:
        raise UnreadablePdfError("a stream is too large to be read")
    return _within(bytes(stream.read_bytes()), limit)


def _decoded(name: str, data: bytes, limit: int) -> bytes:
    if name == _INFLATE:
        inflater = zlib.decompressobj()
        found = inflater.decompress(data, limit + 1)
        return _within(found, limit)
    if name == _BASE85:
        return base64.a85decode(data.split(b"~>")[0].removeprefix(b"<~"))
    return bytes.fromhex(data.split(b">")[0].decode("ascii"))


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise UnreadablePdfError(f"a stream unpacks to more than {limit:,} bytes")
    return data


@dataclass(slots=True)
class ContentReader:
    """Reads the instructions of pages and forms, each once, and no more of them than the bounds allow."""

    _read: dict[tuple[int, int], tuple[Instruction, ...]] = field(default_factory=dict)
    _left: int = MAX_CONTENT
    _followed: int = 0

    def instructions(self, content: pikepdf.Object) -> tuple[Instruction, ...]:
        """Return the instructions of a page or a form."""
        key = content.objgen
        if key != (0, 0) and key in self._read:
            return self._read[key]
        parts = [content] if isinstance(content, pikepdf.Stream) else listed(content.get("/Contents"))
        for part in parts:
            self._left -= len(unpacked(part, self._left))
        found = tuple(
            Instruction(str(one.operator), tuple(one.operands)) for one in pikepdf.parse_content_stream(content)
        )
        self._read[key] = found
        return found

    def followed(self, content: pikepdf.Object) -> Iterator[Instruction]:
        """Yield the instructions of a page or a form, counting them against the bound."""
        for one in self.instructions(content):
            self._followed += 1
            if self._followed > MAX_INSTRUCTIONS:
                raise UnreadablePdfError(f"the pages take more than {MAX_INSTRUCTIONS:,} instructions to draw")
            yield one


def listed(value: object) -> list[Any]:
    """Return the members of an array, the object itself where it is none, or nothing for None."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
