"""Pictures: flags as vectors, the author's PNG and JPEG embedded once each, in colours that PDF/A allows."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

from PIL import Image as Raster

from builder.model.scene import Picture
from builder.model.units import EMU_PER_PT
from builder.render.pdf.canvas import ORNAMENT, TaggedCanvas
from builder.render.pdf.coordinates import PageTransform, numbers
from builder.render.pdf.objects import dictionary, indirect, stream
from builder.render.pdf.svg import content_name, drawing_from_svg

HAIRLINE = EMU_PER_PT / 2
"""Width of the line round a picture, EMU."""

_PNG = b"\x89PNG\r\n\x1a\n"

_COMPONENTS = {"L": 1, "RGB": 3}
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


def draw_picture(canvas: TaggedCanvas, media: Mapping[str, bytes], picture: Picture, place: PageTransform) -> None:
    """Draw `picture`; where its file cannot be read, a crossed frame stands for it and keeps its tag."""
    left, lower, right, upper = box = place.box(picture.frame)
    with canvas.marked("" if picture.decorative else picture.tag, ORNAMENT):
        if picture.tag and not canvas.sealed and not picture.decorative:
            canvas.structure.element(picture.tag).box = box
        data = media.get(picture.media, b"")
        try:
            name, width, height = _kept(canvas, picture.media, data)
        except (OSError, SyntaxError, ValueError, Raster.DecompressionBombError):
            lines = (
                f"{numbers(left, lower)} m {numbers(right, upper)} l {numbers(left, upper)} m {numbers(right, lower)} l"
            )
            canvas.write(f"q 0.5 G 0.5 w {numbers(left, lower, right - left, upper - lower)} re {lines} S Q")
            return
        canvas.place(name, ((right - left) / width, 0, 0, (upper - lower) / height, left, lower))
        if picture.edge:
            canvas.stroke(picture.edge)
            edge = numbers(left, lower, right - left, upper - lower)
            canvas.write(f"{numbers(place.length(HAIRLINE))} w {edge} re S")


def _kept(canvas: TaggedCanvas, key: str, data: bytes) -> tuple[str, float, float]:
    """Put the picture into the file unless it is there; return its name and the lengths that make one unit."""
    if key.endswith(".svg"):
        drawing = drawing_from_svg(data)
        canvas.keep(drawing.name, drawing.form)
        return drawing.name, drawing.width, drawing.height
    name = content_name(data)
    if not canvas.document.hasForm(name):
        canvas.keep(name, _image(canvas, data))
    return name, 1, 1


def _image(canvas: TaggedCanvas, data: bytes) -> bytes:
    with Raster.open(BytesIO(data)) as raster:
        raster.load()
        if raster.format == "JPEG" and raster.mode in _SPACES:
            return stream(data, {**_head(raster), "Filter": "/DCTDecode"}, packed=False)
        color, alpha = _parted(raster)
        mask = "" if alpha is None else indirect(canvas.document, _flat(alpha))
        return _flat(color, mask)


def _head(raster: Raster.Image) -> dict[str, str | int]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": raster.width,
        "Height": raster.height,
        "ColorSpace": _SPACES[raster.mode],
        "BitsPerComponent": 8,
    }


def _parted(raster: Raster.Image) -> tuple[Raster.Image, Raster.Image | None]:
    """Return the colours of `raster` as 8-bit grey or RGB, and its transparency where it has any."""
    if raster.mode.startswith(("I", "F")):  # 16 bits and more: Pillow would clip instead of scale
        return raster.convert("I").point(lambda value: value * (1 / 256)).convert("L"), None
    if raster.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in raster.info:
        whole = raster.convert("RGBA")
        alpha = whole.getchannel("A")
        return whole.convert("RGB"), None if alpha.getextrema() == (255, 255) else alpha
    return raster.convert("L" if raster.mode in {"1", "L"} else "RGB"), None


def _flat(raster: Raster.Image, mask: str = "") -> bytes:
    """Return the picture as Pillow's PNG writer packs it; PDF's predictors are PNG's (ISO 32000-1, 7.4.4.4)."""
    written = BytesIO()
    raster.save(written, "PNG")
    packed = b"".join(content for kind, content in _chunks(written.getvalue()) if kind == b"IDAT")
    parameters: dict[str, str | int] = {
        "Predictor": 15,
        "Colors": _COMPONENTS[raster.mode],
        "BitsPerComponent": 8,
        "Columns": raster.width,
    }
    entries = {**_head(raster), "Filter": "/FlateDecode", "DecodeParms": dictionary(parameters)}
    if mask:
        entries["SMask"] = mask
    return stream(packed, entries, packed=False)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12
