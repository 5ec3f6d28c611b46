"""For printers without colour: every colour of a scene, and every picture, as the grey of the same luminance."""

import re
from functools import lru_cache
from io import BytesIO

from msgspec.structs import replace
from PIL import Image

from builder.layout.print.country_code import FONT, code_of_flag, country_code
from builder.media import Media
from builder.model.deep_replace import with_each
from builder.model.scene import MediaKey, Picture, Scene
from builder.model.scene_walk import items_of
from builder.model.units import Color, color_from_hex

_PAINT = re.compile(r'(fill|stroke)="(#[0-9A-Fa-f]{6})"')


def greyscale(scene: Scene) -> Scene:
    """Return `scene` with every colour as the grey that a printer without colour would show."""
    return replace(scene, pages=with_each(scene.pages, Color, _grey))


def grey_media(scene: Scene, media: Media) -> Media:
    """Return `media` with those pictures in greyscale that `scene` shows; drawings stay drawings.

    Flags become their codes in a frame. A picture that cannot be read stays as it is: that it cannot was found before.
    """
    items = (item for page in scene.pages for item in items_of(page.items))
    shown = dict.fromkeys(item.media for item in items if isinstance(item, Picture))
    grey = {key: _grey_flag(key, media) or _grey_picture(key.name, media[key]) for key in shown}
    return Media(media.assets, media.pictures, grey)


@lru_cache(maxsize=256)
def _grey(color: Color) -> Color:
    return color.grey


def _grey_flag(key: MediaKey, media: Media) -> bytes:
    """Return the code of a flag as a drawing; nothing where `key` is no flag."""
    code = code_of_flag(key)
    return country_code(code, media.assets[FONT]) if code and FONT in media.assets else b""


def _grey_picture(name: str, data: bytes) -> bytes:
    if name.endswith(".svg"):
        return _PAINT.sub(_grey_paint, data.decode("utf-8")).encode("utf-8")
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            clear = "A" in picture.getbands() or "transparency" in picture.info
            grey = picture.convert("RGBA").convert("LA") if clear else picture.convert("RGB").convert("L")
    except (OSError, ValueError):
        return data
    written = BytesIO()
    grey.save(written, "PNG")
    return written.getvalue()


def _grey_paint(match: re.Match[str]) -> str:
    return f'{match[1]}="#{color_from_hex(match[2]).grey.hex}"'
