"""A flag for printers without colour: its code in a frame, since many flags are the same in grey."""

import re
from functools import lru_cache

from builder.layout.text.font_file import FontFile
from builder.model.scene import Door, MediaKey

FONT = "fonts/Carlito-Bold.ttf"
"""The font of the code; it comes with the program."""

WIDTH, HEIGHT = 900, 600
"""Size of the drawing, as the flags have it: 3 to 2."""

EDGE = 24

TALL, WIDE = 0.62, 0.8
"""The largest share of the drawing's height and width that the code takes."""

INK = "#1A1A1A"

_FLAG = re.compile(r"flags/([a-z]{2}(?:-[a-z]+)?)\.svg")


def code_of_flag(key: MediaKey) -> str:
    """Return the code of the flag `key`, such as `CN`; nothing if it is no flag."""
    found = _FLAG.fullmatch(key.name) if key.door is Door.ASSET else None
    return found[1].upper() if found else ""


@lru_cache(maxsize=256)
def country_code(code: str, font: bytes) -> bytes:
    """Return the drawing of `code` in a frame, SVG; `font` is its font file."""
    face = FontFile(FONT, font)
    outlines, length = face.outlines(code, rtl=False)
    scale = min(WIDE * WIDTH / length, TALL * HEIGHT / face.units)
    left, base = (WIDTH - length * scale) / 2, HEIGHT / 2 + 0.32 * face.units * scale

    def place(point: tuple[float, float]) -> str:
        return f"{left + point[0] * scale:.2f} {base - point[1] * scale:.2f}"

    paths = ["".join(f"M{'L'.join(map(place, one))}Z" for one in contours) for contours in outlines if contours]
    frame = _box(0) + _box(EDGE)
    letters = "".join(f'<path fill="{INK}" d="{path}"/>' for path in paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="#FFFFFF" d="{_box(0)}"/><path fill="{INK}" fill-rule="evenodd" d="{frame}"/>{letters}</svg>\n'
    ).encode()


def _box(inset: int) -> str:
    right, bottom = WIDTH - inset, HEIGHT - inset
    return f"M{inset} {inset}L{right} {inset}L{right} {bottom}L{inset} {bottom}L{inset} {inset}Z"
