"""Rules about pictures: they decode, every program can show them, nothing is stored twice."""

import hashlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from builder.check.deck.reader import SVG_BLIP, DeckFault, DeckRule, OpenedDeck
from builder.codes import PPTX_MEDIA
from builder.model.office_xml import A, R

_SHOWN = {"image/png", "image/jpeg", "image/gif"}
"""What PowerPoint, Keynote, Google Slides and LibreOffice all show."""

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}
"""Pillow's names of the kinds."""


def find_broken_pictures(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A picture's bytes are of the kind that its content type says, and whole."""
    for name, data in deck.parts.items():
        kind = deck.content_type(name)
        if kind in _FORMATS and not _is_whole(data, _FORMATS[kind]):
            yield DeckFault(name, f"the picture is not a {_FORMATS[kind]}, or is truncated")
        elif kind == "image/svg+xml" and b"</svg>" not in data[-200:]:
            yield DeckFault(name, "the picture is not an SVG, or is truncated")


def find_pictures_without_fallback(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A picture is of a kind that every program shows; an SVG has a PNG beside it."""
    for name, tree in deck.sheets():
        own = deck.relations.get(name, {})
        for blip in tree.iter(f"{A}blip"):
            shown = own.get(blip.get(f"{R}embed", ""))
            if shown and shown.part in deck.parts and deck.content_type(shown.part) not in _SHOWN:
                yield DeckFault(name, f"`{shown.part}` has a format that Keynote and Google Slides do not show")
            svg = next(blip.iter(SVG_BLIP), None)
            if svg is not None and svg.get(f"{R}embed", "") not in own:
                yield DeckFault(name, "a picture refers to an SVG that the slide does not have")


def find_double_media(deck: OpenedDeck) -> Iterator[DeckFault]:
    """The same bytes are stored once."""
    seen: dict[str, str] = {}
    for name, data in deck.parts.items():
        if "/media/" not in name:
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest in seen:
            yield DeckFault(name, f"the file is identical to `{seen[digest]}`")
        seen.setdefault(digest, name)


def _is_whole(data: bytes, kind: str) -> bool:
    """Return whether `data` is a picture of this kind; PNG has checksums for that, the others a mark at their end."""
    ends = {"PNG": b"", "JPEG": b"\xff\xd9", "GIF": b";"}
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.verify()
            return picture.format == kind and data.rstrip(b"\0").endswith(ends[kind])
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


RULES = (
    DeckRule(PPTX_MEDIA, find_broken_pictures, "use another copy of the picture"),
    DeckRule(PPTX_MEDIA, find_pictures_without_fallback, "use a PNG, a JPEG or a GIF"),
    DeckRule(PPTX_MEDIA, find_double_media),
)
