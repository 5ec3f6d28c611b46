"""For printers without colour: every colour of a scene, and every picture, as the grey of the same luminance."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from operator import is_
from typing import cast

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from builder.layout.print.country_code import FONT, code_of_flag, country_code
from builder.media import Media
from builder.model.scene import Group, Item, MediaKey, Page, Picture, Plot, Scene
from builder.model.units import Color, color_from_hex

_PAINT = re.compile(r'(fill|stroke)="(#[0-9A-Fa-f]{6})"')


def greyscale(scene: Scene) -> Scene:
    """Return `scene` with every colour as the grey that a printer without colour would show."""
    return replace(scene, pages=cast("tuple[Page, ...]", _greyed(scene.pages)))


def grey_media(scene: Scene, media: Media) -> Media:
    """Return `media` with those pictures in greyscale that `scene` shows; drawings stay drawings.

    Flags become their codes in a frame. A picture that cannot be read stays as it is: that it cannot was found before.
    """
    shown = dict.fromkeys(item.media for page in scene.pages for item in _pictures(page.items))
    grey = {key: _grey_flag(key, media) or _grey_picture(key.name, media[key]) for key in shown}
    return Media(media.assets, media.pictures, grey)


def _greyed(value: object) -> object:
    """Return `value` with the colours in it, however deep, as greys; what has none is returned as it is."""
    match value:
        case Color():
            return _grey(value)
        case tuple():
            done = tuple(_greyed(one) for one in value)
            return value if all(map(is_, done, value)) else done
    if not isinstance(value, Struct):
        return value
    old = {name: getattr(value, name) for name in value.__struct_fields__}
    new = {name: _greyed(one) for name, one in old.items()}
    changed = {name: one for name, one in new.items() if one is not old[name]}
    return replace(value, **changed) if changed else value


@lru_cache(maxsize=256)
def _grey(color: Color) -> Color:
    return color.grey


def _pictures(items: tuple[Item, ...]) -> Iterator[Picture]:
    for item in items:
        match item:
            case Picture():
                yield item
            case Group(items=inner) | Plot(drawing=inner):
                yield from _pictures(inner)
            case _:
                continue


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
