"""The size of an author's picture."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height of a picture in pixels; raise OSError where it is not one that Pillow reads."""
    with Image.open(BytesIO(data)) as picture:
        return picture.size
