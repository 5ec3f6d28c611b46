"""Flags: our small part of SVG (see assets/flags/README.md) as a form that is drawn as often as it is wanted."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from builder.model.units import color_from_hex
from builder.render.pdf.canvas import channels
from builder.render.pdf.coordinates import number
from builder.render.pdf.objects import dictionary, stream

SVG = "{http://www.w3.org/2000/svg}"

_SEGMENT = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class Drawing(NamedTuple):
    """A drawing as a form that is ready for any file."""

    name: str
    """What a file calls it, from what is in it."""
    width: float
    """In its own units."""
    height: float
    form: bytes
    """The object as it stands in a file."""


@lru_cache(maxsize=256)
def drawing_from_svg(data: bytes) -> Drawing:
    """Return the drawing `data`; the last 256 are remembered, since file after file shows the same flags."""
    root = ET.fromstring(data)  # noqa: S314 - an asset of ours, not the author's
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    operators = [f"1 0 0 -1 0 {number(height)} cm"]
    operators += [_painted(path) for path in root.iter(f"{SVG}path")]
    entries: dict[str, str | int] = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": f"[0 0 {number(width)} {number(height)}]",  # what is drawn is clipped to it
        "Resources": dictionary({}),
    }
    form = stream("\n".join(operators).encode("ascii"), entries)
    return Drawing(content_name(data), width, height, form)


def content_name(data: bytes) -> str:
    """Return a name for the picture `data` that no other has."""
    return hashlib.sha256(data).hexdigest()[:12]


def _painted(path: ET.Element) -> str:
    outline = _outline(path.attrib["d"])
    if path.attrib.get("fill", "none") != "none":
        operator = "f*" if path.attrib.get("fill-rule") == "evenodd" else "f"
        return f"{channels(color_from_hex(path.attrib['fill']))} rg {outline} {operator}"
    stroke = channels(color_from_hex(path.attrib["stroke"]))
    return f"{stroke} RG {number(float(path.attrib['stroke-width']))} w 4 M {outline} S"


def _outline(d: str) -> str:
    return " ".join(" ".join([*_NUMBER.findall(values), _OPERATORS[letter]]) for letter, values in _SEGMENT.findall(d))
