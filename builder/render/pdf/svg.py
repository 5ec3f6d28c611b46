"""Flags: our small part of SVG (see assets/flags/README.md) as a form that is drawn as often as it is wanted."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from reportlab.pdfbase.pdfdoc import PDFDictionary

from builder.render.pdf.canvas import TaggedCanvas, channels
from builder.render.pdf.objects import Stream
from builder.render.pdf.place import number
from builder.style import color_from_hex

SVG = "{http://www.w3.org/2000/svg}"

_SEGMENT = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def keep_drawing(canvas: TaggedCanvas, name: str, data: bytes) -> tuple[float, float]:
    """Put the drawing `data` into the file as the form `name`; return its width and height in its own units."""
    root = ET.fromstring(data)  # noqa: S314 - an asset of ours, not the author's
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    operators = [f"1 0 0 -1 0 {number(height)} cm"]
    operators += [_painted(path) for path in root.iter(f"{SVG}path")]
    entries: dict[str, object] = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": f"[0 0 {number(width)} {number(height)}]",  # what is drawn is clipped to it
        "Resources": PDFDictionary({}),
    }
    canvas.keep(name, Stream(entries, "\n".join(operators).encode("ascii")))
    return width, height


def _painted(path: ET.Element) -> str:
    outline = _outline(path.attrib["d"])
    if path.attrib.get("fill", "none") != "none":
        operator = "f*" if path.attrib.get("fill-rule") == "evenodd" else "f"
        return f"{channels(color_from_hex(path.attrib['fill']))} rg {outline} {operator}"
    stroke = channels(color_from_hex(path.attrib["stroke"]))
    return f"{stroke} RG {number(float(path.attrib['stroke-width']))} w 4 M {outline} S"


def _outline(d: str) -> str:
    return " ".join(" ".join([*_NUMBER.findall(values), _OPERATORS[letter]]) for letter, values in _SEGMENT.findall(d))
