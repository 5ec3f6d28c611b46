"""Pictures that a source names: whether they are there and can be drawn."""

from __future__ import annotations

from io import BytesIO

from PIL import Image as Raster

from builder.codes import IMAGE_MISSING, IMAGE_NOT_READABLE
from builder.media import Media
from builder.model.brief import Draft
from builder.model.draft_walk import bodies_of, images_of
from builder.model.findings import BriefdeckError, Report

LARGEST = 100_000_000
"""The most pixels that a picture may have: more is a mistake, or an attack on memory."""


def check_pictures(draft: Draft, media: Media, report: Report) -> None:
    """Add a finding for each picture that cannot be drawn: missing, not a picture, or refused by the edge."""
    for image in (image for body in bodies_of(draft) for image in images_of(body)):
        try:
            fault = _fault(media.pictures[image.src])
        except KeyError:
            hint = "give its path from the source's folder"
            report.add(IMAGE_MISSING, image.span, f"there is no picture `{image.src}`", hint)
            continue
        except BriefdeckError as refused:
            found = refused.finding
            report.add(found.code, image.span, found.message, *found.hints)
            continue
        if fault:
            report.add(IMAGE_NOT_READABLE, image.span, f"`{image.src}` {fault}", "save it as PNG or JPEG")


def _fault(data: bytes) -> str:
    """Return what is wrong with a picture, or nothing: every pixel is decoded, so that a torn file is found here."""
    try:
        with Raster.open(BytesIO(data)) as picture:
            if picture.format not in {"PNG", "JPEG"}:
                return f"is a picture of the kind {picture.format}, which PowerPoint or PDF cannot hold as it is"
            if picture.width * picture.height > LARGEST:
                return f"has {picture.width} x {picture.height} pixels, more than can be handled"
            picture.load()
    except (OSError, SyntaxError, ValueError, Raster.DecompressionBombError) as fault:
        return f"is not a picture that can be read ({str(fault)[:80]})"
    return ""
