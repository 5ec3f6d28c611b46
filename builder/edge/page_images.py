"""PDF pages as pictures, and a contact sheet of them."""

from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO

from PIL import Image, ImageDraw

DPI = 96
"""Dots an inch of a picture: a slide of 13.3 by 7.5 inches becomes 1280 by 720."""

_GAP, _EDGE = 24, (216, 216, 214)
_WIDTH = 1600
"""Pixels of a sheet's width."""

_GROUND = (242, 241, 236)
_MODE = "RGB"


class NoRasterError(Exception):
    """The library that turns PDF pages into pictures is not installed."""


def pages_as_pictures(data: bytes, dpi: int = DPI) -> tuple[Image.Image, ...]:
    """Return each page of the PDF `data` as a picture; NoRasterError where pypdfium2 is not installed."""
    if find_spec("pypdfium2") is None:
        raise NoRasterError("pypdfium2, which turns pages into pictures, is not installed")
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(page.render(scale=dpi / 72).to_pil().convert(_MODE) for page in document)
    finally:
        document.close()


def contact_sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return all pictures on one, three a row, each with a hairline round it."""
    columns = min(3, len(pictures))
    cell = (_WIDTH - _GAP * (columns + 1)) // columns
    small = [one.resize((cell, max(1, one.height * cell // one.width)), Image.Resampling.LANCZOS) for one in pictures]
    rows = [small[at : at + columns] for at in range(0, len(small), columns)]
    height = _GAP + sum(max(one.height for one in row) + _GAP for row in rows)
    sheet = Image.new(_MODE, (_WIDTH, height), _GROUND)
    draw, top = ImageDraw.Draw(sheet), _GAP
    for row in rows:
        for column, one in enumerate(row):
            left = _GAP + column * (cell + _GAP)
            sheet.paste(one, (left, top))
            draw.rectangle((left - 1, top - 1, left + one.width, top + one.height), outline=_EDGE)
        top += max(one.height for one in row) + _GAP
    return sheet


def png(picture: Image.Image) -> bytes:
    """Return `picture` as a PNG without a time or a program's name in it."""
    out = BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()
