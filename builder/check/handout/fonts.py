"""Which characters the codes of a font stand for."""

import re
from collections.abc import Iterator, Mapping

import pikepdf

from builder.check.handout.streams import UnreadablePdfError, unpacked

MAX_CODES = 65_536
"""The most codes that a font can have."""

_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


def unicode_of(font: pikepdf.Object) -> Mapping[bytes, str]:
    """Return the characters by code that a font's ToUnicode map gives (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    data = unpacked(font.ToUnicode)
    found = {
        bytes.fromhex(code.decode()): _characters(characters)
        for part in _CHARS.findall(data)
        for code, characters in _CHAR.findall(part)
    }
    for part in _RANGES.findall(data):
        for first, last, base, listed in _RANGE.findall(part):
            size, start, end = len(first) // 2, int(first, 16), int(last, 16)
            if end - start >= MAX_CODES:
                raise UnreadablePdfError("a font names more codes than a font can have")
            for offset, code in enumerate(range(start, end + 1)):
                characters = _HEX.findall(listed)[offset] if listed else b"%0*X" % (len(base), int(base, 16) + offset)
                found[code.to_bytes(size, "big")] = _characters(characters)
    return found


def decoded(shown: pikepdf.Object, unicode: Mapping[bytes, str]) -> str:
    """Return what the operand of Tj or TJ says in a font with the map `unicode`."""
    pieces = [shown] if isinstance(shown, pikepdf.String) else [one for one in shown if isinstance(one, pikepdf.String)]
    size = len(next(iter(unicode), b"??"))
    return "".join(unicode.get(code, "\ufffd") for piece in pieces for code in _codes(bytes(piece), size))


def _codes(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def _characters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
