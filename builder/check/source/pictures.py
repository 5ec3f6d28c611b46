"""Pictures that a source names: whether they are there and can be drawn."""

from io import BytesIO

from PIL import Image as Raster

from builder.codes import IMAGE_MISSING, IMAGE_NOT_READABLE
from builder.media import Media
from builder.media.near_name import near_name
from builder.model.brief import Draft
from builder.model.draft_walk import pictures_of
from builder.model.findings import BriefdeckError, Report

LARGEST = 100_000_000
"""The most pixels that a picture may have: more is a mistake, or an attack on memory."""


def check_pictures(draft: Draft, media: Media, report: Report) -> None:
    """Add a finding for each picture that cannot be drawn: missing, not a picture, or refused by the edge."""
    for image in pictures_of(draft):
        try:
            fault = _fault(media.pictures[image.src])
        except KeyError:
            near = near_name(image.src, media.pictures)
            address = f"<{near}>" if set(near) & set(" ()") else near
            hint = f"write `{address}`, which is there" if near else "give its path relative to the source's folder"
            report.add(IMAGE_MISSING, image.span, f"there is no picture `{image.src}`", hint)
            continue
        except BriefdeckError as refused:
            found = refused.finding
            report.add(found.code, image.span, found.message, *found.hints)
            continue
        if fault:
            hint = "save it as PNG or JPEG, 2000 pixels wide or more"
            report.add(IMAGE_NOT_READABLE, image.span, f"`{image.src}` {fault}", hint)


_HEAD = 4096
"""Bytes at the start of a file in which an SVG names its root element."""

_SVG = "is an SVG drawing, which older versions of PowerPoint and PDF cannot show"


def _fault(data: bytes) -> str:
    """Return what is wrong with a picture, or nothing: every pixel is decoded, so that a torn file is found here."""
    try:
        with Raster.open(BytesIO(data)) as picture:
            if picture.format not in {"PNG", "JPEG"}:
                return f"is a {picture.format} picture, which PowerPoint or PDF cannot embed"
            if picture.width * picture.height > LARGEST:
                return f"has {picture.width} x {picture.height} pixels, which is too many"
            picture.load()
    except Raster.DecompressionBombError:
        return "has too many pixels"
    except (OSError, SyntaxError, ValueError):  # what Pillow says of it names objects in memory, or nothing at all
        return _SVG if b"<svg" in data[:_HEAD] else "is damaged, or is not a picture"
    return ""
