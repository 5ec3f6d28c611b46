"""How large an author's picture is shown."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from PIL import Image as Raster

from builder.model.brief import Image
from builder.model.units import pt

ON_SLIDES, ON_PAPER = 48, 96
"""The fewest pixels an inch at which a picture is shown: a screen is looked at from afar, paper is not."""


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height of a picture in pixels; raise OSError if it is not one that Pillow reads."""
    with Raster.open(BytesIO(data)) as picture:
        return picture.size


def share_of(image: Image, width: int) -> int:
    """Return the most that `image` takes of a column or frame of `width`, as its author chose; else all of it."""
    return width * image.width // 100 if image.width else width


def fitted_size(data: bytes, width: int, height: int, density: int) -> tuple[int, int]:
    """Return the size of a picture in a room of `width` and `height`, EMU: its own proportions, as large as can be.

    A picture of few pixels stays small: it is not shown with fewer than `density` pixels an inch.
    """
    wide, high = size_of(data)
    scale = min(width / wide, height / high, pt(72) / density)
    return max(round(wide * scale), 1), max(round(high * scale), 1)


def sizes_in_row(
    pictures: Mapping[str, bytes], images: Sequence[Image], widths: Sequence[int], height: int, density: int
) -> list[tuple[int, int]]:
    """Return the sizes of `images` side by side in columns of `widths`; where their author chose one width, as high."""
    fitted = [fitted_size(pictures[one.src], width, height, density) for one, width in zip(images, widths, strict=True)]
    if len({one.width for one in images}) > 1:
        return fitted
    lowest = min(high for _, high in fitted)
    return [(round(wide * lowest / high), lowest) for wide, high in fitted]


def is_coarse(data: bytes, width: int, height: int, density: int) -> bool:
    """Return whether a picture fills less than half of each side of its room, having too few pixels for more."""
    shown = fitted_size(data, width, height, density)
    return shown[0] < width / 2 and shown[1] < height / 2
