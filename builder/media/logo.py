"""Logos: an SVG, PNG or JPEG as a picture that both products show, and how light it is."""

from io import BytesIO

from msgspec import Struct

from builder.media.sanitise import JPEG, PNG, UncleanPictureError, sanitised
from builder.media.svg_to_png import png_from_svg

PIXELS = 1600
"""The width in which an SVG is drawn: 600 dots an inch on a letterhead."""

_SAMPLE = 64
"""How many pixels across and down are looked at."""


SEEN, LOST = 3.0, 1.5
"""The least contrast of a form (WCAG 2.2, 1.4.11), and one below which it is not seen unless somebody looks for it."""

MOST_LOST = 0.2
"""The largest share of a logo that may vanish on its ground."""


class Logo(Struct, frozen=True):
    """A logo as both products show it."""

    data: bytes
    """PNG or JPEG, without notes."""
    aspect: float
    """Width by height."""
    luminances: tuple[float, ...]
    """Of a sample of what is not transparent, 0 black to 1 white (WCAG 2.2), in ascending order."""
    cut_out: bool
    """Whether the ground shows around it: its corners are transparent."""

    def fault_on(self, ground: float, name: str) -> str:
        """Return why it can hardly be seen on the ground `name` of this luminance; empty where it can.

        What counts is the part that shows best, a twentieth of the logo, since the rest may be a white box around it;
        of a logo without a box, how much vanishes.
        """
        ratios = sorted((max(one, ground) + 0.05) / (min(one, ground) + 0.05) for one in self.luminances)
        best, lost = ratios[len(ratios) * 19 // 20], sum(one < LOST for one in ratios) / len(ratios)
        if best < SEEN:
            return f"the logo on `{name}` has a contrast of {best:.2f}, at least {SEEN:g} is needed"
        if self.cut_out and lost > MOST_LOST:
            return f"{lost:.0%} of the logo cannot be seen on `{name}`, such as its lettering"
        return ""


def shown_picture(data: bytes) -> bytes:
    """Return a logo or backdrop as a PNG or JPEG without notes; UncleanPictureError where it cannot be used."""
    return sanitised(data) if data.startswith((PNG, JPEG)) else png_from_svg(data, PIXELS)


def logo_from(data: bytes) -> Logo:
    """Return the logo in a file; UncleanPictureError, with the reason, where it cannot be used."""
    from PIL import Image

    made = shown_picture(data)
    try:
        with Image.open(BytesIO(made)) as picture:
            width, height = picture.size
            small = picture.convert("RGBA").resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    except Image.DecompressionBombError as fault:
        raise UncleanPictureError("has too many pixels; save it smaller") from fault
    except (OSError, SyntaxError, ValueError) as fault:
        raise UncleanPictureError("is incomplete or damaged") from fault
    pixels = [small.getpixel((x, y)) for x in range(_SAMPLE) for y in range(_SAMPLE)]
    seen = [one for one in pixels if isinstance(one, tuple) and one[3] > 127]
    if not seen:
        raise UncleanPictureError("shows nothing")
    corners = (pixels[at] for at in (0, _SAMPLE - 1, -_SAMPLE, -1))
    cut_out = all(isinstance(one, tuple) and one[3] <= 127 for one in corners)
    return Logo(made, width / height, tuple(sorted(map(_luminance, seen))), cut_out)


def _luminance(pixel: tuple[int, ...]) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in pixel[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
