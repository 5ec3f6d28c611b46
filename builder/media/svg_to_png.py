"""An SVG drawn as pixels, so that neither product holds more than what is seen; what could do harm is refused."""

import re
from io import BytesIO

from builder.media.sanitise import UncleanPictureError, sanitised

_LARGEST = 300_000
"""The most bytes that an SVG may have."""

_DEEPEST = 200
"""The most levels of elements in an SVG."""

_MOST_LAYERS = 60
"""How often an SVG may ask for a layer of its own, each of which costs as much as the whole picture."""

_TALLEST = 4
"""A logo is drawn no taller than so many times its greatest width."""

_LAYER = re.compile(rb"(?<![-\w])(?:opacity|mask|clip-path|mix-blend-mode|isolation)\s*[=:]", re.IGNORECASE)
_STYLE_SHEET = re.compile(rb"<(?:\w+:)?style\b", re.IGNORECASE)

_REFUSED = (
    (re.compile(rb"<!ENTITY", re.IGNORECASE), "defines entities"),
    (re.compile(rb"<(?:\w+:)?script\b", re.IGNORECASE), "holds a script"),
    (re.compile(rb"<(?:\w+:)?text\b", re.IGNORECASE), "contains text, which needs a font that readers may not have"),
    (re.compile(rb"""(?:href|src)\s*=\s*["'](?!#|data:image/)""", re.IGNORECASE), "refers to another file"),
    (re.compile(rb"""url\(\s*["']?(?!#)""", re.IGNORECASE), "refers to another file"),
    (re.compile(rb"@import", re.IGNORECASE), "refers to another file"),
    (re.compile(rb"<(?:\w+:)?filter\b", re.IGNORECASE), "uses a filter; save it as a PNG"),
)


def png_from_svg(data: bytes, width: int) -> bytes:
    """Return an SVG drawn as a PNG `width` pixels wide; UncleanPictureError, with the reason, where it cannot be."""
    if b"<svg" not in data[:4096] and b":svg" not in data[:4096]:
        raise UncleanPictureError("is neither an SVG nor a PNG nor a JPEG")
    why = next((reason for pattern, reason in _REFUSED if pattern.search(data)), "")
    if len(data) > _LARGEST:
        why = "is too large for a logo"
    if why:
        raise UncleanPictureError(why)
    elements = _elements_in(data)
    if len(_LAYER.findall(data)) * (elements if _STYLE_SHEET.search(data) else 1) > _MOST_LAYERS:
        raise UncleanPictureError("uses opacity, masks or clipping too often; save it as a PNG")
    import resvg_py

    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8"), width=width, height=width * _TALLEST, skip_system_fonts=True
        )
    except (ValueError, UnicodeDecodeError) as fault:
        raise UncleanPictureError(f"cannot be drawn: {fault}") from fault
    return sanitised(bytes(drawn))


def _elements_in(data: bytes) -> int:
    """Return how many elements there are; UncleanPictureError where they nest so deeply that the stack would end."""
    from xml.parsers import expat

    parser, depth, count = expat.ParserCreate(), 0, 0

    def open_element(*_: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST:
            raise UncleanPictureError("nests its elements too deeply")

    def close_element(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = open_element, close_element
    try:
        parser.ParseFile(BytesIO(data))
    except expat.ExpatError as fault:
        raise UncleanPictureError(f"cannot be drawn: {fault}") from fault
    return count
