"""Flags: our small part of SVG (see assets/flags/README.md) as a form that is drawn as often as it is wanted."""

import hashlib
import re
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO
from reportlab.pdfgen.pathobject import PDFPathObject

from builder.model.units import Color, color_from_hex
from builder.render.pdf.canvas import TaggedCanvas

SVG = "{http://www.w3.org/2000/svg}"

_SEGMENT = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MITRE = 4
"""The limit of mitres where a drawing names none (SVG 1.1, 11.4)."""


class _Stroke(NamedTuple):
    outline: Any
    fill: Color | None
    even_odd: bool
    line: Color | None
    width: float


class Drawing(NamedTuple):
    """A drawing, read."""

    name: str
    """What a file calls it, from what is in it."""
    width: float
    """In its own units."""
    height: float
    strokes: tuple[_Stroke, ...]


@lru_cache(maxsize=256)
def drawing_from_svg(data: bytes) -> Drawing:
    """Return the drawing `data`; the last 256 are remembered, since file after file shows the same flags."""
    root = ET.fromstring(data)  # noqa: S314 - one of our assets, not the author's
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    name = hashlib.sha256(data).hexdigest()[:12]
    return Drawing(name, width, height, tuple(_stroke_from_path(path.attrib) for path in root.iter(f"{SVG}path")))


def _stroke_from_path(given: dict[str, str]) -> _Stroke:
    outline = _outline(given["d"])
    if given.get("fill", "none") != "none":
        return _Stroke(outline, color_from_hex(given["fill"]), given.get("fill-rule") == "evenodd", None, 0)
    line, width = color_from_hex(given["stroke"]), float(given["stroke-width"])
    return _Stroke(outline, fill=None, even_odd=False, line=line, width=width)


def _outline(d: str) -> PDFPathObject:
    path = PDFPathObject()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for command, values in _SEGMENT.findall(d):
        draw[command](*map(float, _NUMBER.findall(values)))
    return path


def add_form(canvas: TaggedCanvas, drawing: Drawing) -> None:
    """Put `drawing` into the file as a form of its name, unless it is there; what is drawn is clipped to its size."""
    if canvas.hasForm(drawing.name):
        return
    canvas.beginForm(drawing.name, 0, 0, drawing.width, drawing.height)
    canvas.transform(1, 0, 0, -1, 0, drawing.height)
    canvas.setMiterLimit(_MITRE)
    for stroke in drawing.strokes:
        if stroke.fill:
            canvas.fill(stroke.fill)
        if stroke.line:
            canvas.stroke(stroke.line)
            canvas.setLineWidth(stroke.width)
        canvas.drawPath(
            stroke.outline,
            stroke=int(stroke.line is not None),
            fill=int(stroke.fill is not None),
            fillMode=FILL_EVEN_ODD if stroke.even_odd else FILL_NON_ZERO,
        )
    canvas.end_form()
