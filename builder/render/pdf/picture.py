"""Pictures: flags as vectors, the author's PNG and JPEG embedded once each, in colours that PDF/A allows."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image as Raster
from reportlab.lib.utils import ImageReader

from builder.codes import IMAGE_NOT_READABLE
from builder.model.findings import NOWHERE, BriefdeckError
from builder.model.scene import MediaKey, Picture
from builder.model.units import EMU_PER_PT
from builder.render.pdf.canvas import ORNAMENT, TaggedCanvas
from builder.render.pdf.coordinates import PageTransform
from builder.render.pdf.flag_forms import add_form, drawing_from_svg

HAIRLINE = EMU_PER_PT / 2
"""Width of the line round a picture, EMU."""

_AS_THEY_ARE = {"L", "RGB"}
"""The colours in which a JPEG may stay as it is; PDF/A allows no others beside our output intent."""


def draw_picture(canvas: TaggedCanvas, media: Mapping[MediaKey, bytes], picture: Picture, place: PageTransform) -> None:
    """Draw `picture`, whose file `resolve` has proved to be a picture."""
    left, lower, right, upper = box = place.box(picture.frame)
    width, height = right - left, upper - lower
    with canvas.marked(None if picture.decorative else picture.tag, ORNAMENT):
        if picture.tag and not canvas.sealed and not picture.decorative:
            canvas.structure.element(picture.tag).box = box
        data = media[picture.media]
        if picture.media.name.endswith(".svg"):
            drawing = drawing_from_svg(data)
            add_form(canvas, drawing)
            canvas.saveState()
            canvas.transform(width / drawing.width, 0, 0, height / drawing.height, left, lower)
            canvas.doForm(drawing.name)
            canvas.restoreState()
        else:
            canvas.drawImage(_image_reader(picture.media.name, data), left, lower, width, height, mask="auto")
        if picture.edge:
            canvas.stroke(picture.edge)
            canvas.setLineWidth(place.length(HAIRLINE))
            canvas.rect(left, lower, width, height)


def _image_reader(name: str, data: bytes) -> ImageReader:
    try:
        return _image_reader_of(data)
    except (OSError, SyntaxError, ValueError, Raster.DecompressionBombError) as fault:
        message = f"cannot decode the picture `{name}`"
        raise BriefdeckError(IMAGE_NOT_READABLE, message, NOWHERE, "export it again as PNG or JPEG") from fault


def _image_reader_of(data: bytes) -> ImageReader:
    with Raster.open(BytesIO(data)) as raster:
        raster.load()
        if raster.format == "JPEG" and raster.mode in _AS_THEY_ARE:
            return ImageReader(BytesIO(data))
        converted = _in_allowed_colors(raster)
        converted.info = {}  # a colour that stands for transparency has become a channel
        return ImageReader(converted)


def _in_allowed_colors(raster: Raster.Image) -> Raster.Image:
    """Return `raster` as 8-bit grey or RGB, with its transparency where it has any."""
    if raster.mode.startswith(("I", "F")):  # 16 bits and more: Pillow would clip instead of scale
        return raster.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if raster.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in raster.info:
        whole = raster.convert("RGBA")
        return whole.convert("RGB") if whole.getchannel("A").getextrema() == (255, 255) else whole
    return raster.convert("L" if raster.mode in {"1", "L"} else "RGB")
