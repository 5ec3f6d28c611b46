"""Pictures that a source names: whether they are there and can be drawn."""

from difflib import get_close_matches
from io import BytesIO
from itertools import islice
from unicodedata import normalize
from urllib.parse import unquote

from PIL import Image as Raster

from builder.codes import IMAGE_MISSING, IMAGE_NOT_READABLE
from builder.media import Media
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
            near = _near(image.src, media)
            hint = f"write `<{near}>`, which is there" if near else "give its path relative to the source's folder"
            report.add(IMAGE_MISSING, image.span, f"there is no picture `{image.src}`", hint)
            continue
        except BriefdeckError as refused:
            found = refused.finding
            report.add(found.code, image.span, found.message, *found.hints)
            continue
        if fault:
            hint = "save it as PNG or JPEG, 2000 pixels wide or more"
            report.add(IMAGE_NOT_READABLE, image.span, f"`{image.src}` {fault}", hint)


def _near(src: str, media: Media) -> str:
    """Return the picture that `src` probably means: its name is spelt otherwise, or nearly so; else nothing."""
    path = unquote(src).replace("\\", "/").strip("'\"“”‘’")
    stem, dot, suffix = path.rpartition(".")
    written = (path, path.lower(), path.upper(), f"{stem}{dot}{suffix.lower()}", f"{stem}{dot}{suffix.upper()}")
    endings = () if suffix.lower() in _SUFFIXES else tuple(f"{path}.{one}" for one in _SUFFIXES)
    forms = [normalize(form, one) for form in ("NFC", "NFD") for one in (*written, *endings)]
    found = next((one for one in forms if one != src and one in media.pictures), "")
    return found or next(iter(get_close_matches(path, islice(media.pictures, _MOST_COMPARED), 1, cutoff=0.75)), "")


_MOST_COMPARED = 500
"""Pictures among which a name is looked for that is nearly the one written."""

_SUFFIXES = ("png", "jpg", "jpeg", "PNG", "JPG")

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
