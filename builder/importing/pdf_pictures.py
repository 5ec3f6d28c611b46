"""The pictures of a PDF's pages as files, each with a line of its own in the flow of the words around it."""

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from builder.importing.paragraphs import heals
from builder.importing.pdf_lines import TextStretch
from builder.importing.pictures import PictureFiles
from builder.importing.pieces import PieceKind, RawPiece
from builder.model.brief import Run

_SIGN = "\ue000"
"""Encloses the name of a picture in the line that holds its place; a private-use character, which no text has."""
_PLACE = re.compile(f"\\s*{_SIGN}(?P<name>[^{_SIGN}]+){_SIGN}\\s*$")
_SMALLEST = 48.0
"""Points of a side below which a picture is a bullet, an icon or a rule."""
_EDGE = 0.14
"""The share of a page's height at its top and foot in which a picture belongs to the letterhead."""
_WHOLE_PAGE = 0.8
"""The share of a page that a picture covers from which on it is what the words are printed on."""
_SMALLER = 0.93
"""The share of the size of the text that a caption has at most."""
_MOST_PIXELS = 60_000_000
"""Pixels of a picture that is unpacked: more than any camera of a newsroom gives."""
_FEWEST_NUMBERS = 3
"""Lines of numbers, one below the other, from which on they are the scale of a chart."""
_OPAQUE = 128
"""Below this an alpha hides more of a pixel than it shows, of 255."""
_DEEPEST = 4
"""Forms inside forms in which pictures are looked for."""


class PagePicture(Struct, frozen=True):
    """A picture on a page: the name of its file, and its box in points from the page's foot."""

    page: int
    name: str
    left: float
    bottom: float
    right: float
    top: float


def pictures_of(page: pdfium.PdfPage, number: int, files: PictureFiles) -> list[PagePicture]:
    """Return the pictures of a page that show something; letterheads and backgrounds are left where they are."""
    width, height = page.get_size()
    found: dict[str, PagePicture] = {}
    for one in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        try:
            left, bottom, right, top = one.get_bounds()
            across, down = one.get_px_size()
        except pdfium.PdfiumError:
            continue
        shown = min(right - left, top - bottom) >= _SMALLEST and across * down <= _MOST_PIXELS
        head = bottom > height * (1 - _EDGE) or top < height * _EDGE
        behind = (right - left) * (top - bottom) > _WHOLE_PAGE * width * height
        if shown and not head and not behind:
            name = files.add_once(_packed(one), across * down, partial(_bytes_of, one))
            if name:  # once a page, where it is drawn first
                found.setdefault(name, PagePicture(number, name, left, bottom, right, top))
    return list(found.values())


def once(pictures: Sequence[PagePicture]) -> list[PagePicture]:
    """Return `pictures` without those that come back on another page, as logos do."""
    pages: dict[str, set[int]] = defaultdict(set)
    for one in pictures:
        pages[one.name].add(one.page)
    return [one for one in pictures if len(pages[one.name]) == 1]


def with_places(
    stretches: Sequence[TextStretch], pictures: Sequence[PagePicture], page: int, size: float
) -> list[TextStretch]:
    """Return the stretches of `page` with a line for each picture, at its top, between the lines of the text."""
    found = list(stretches)
    for one in pictures:
        if one.page != page:
            continue
        y = one.top
        while any(abs(y - other.y) < 0.5 * size for other in found):
            y += 0.5 * size
        found.append(TextStretch(page, y, one.left, one.right, size, [Run(place_of(one.name))]))
    return found


def place_of(name: str) -> str:
    """Return the words of the line that holds the place of a picture or table."""
    return f"{_SIGN}{name}{_SIGN}"


def place_in(text: str) -> str:
    """Return the name of the picture or table whose place a line holds; empty for every other line."""
    found = _PLACE.match(text)
    return found["name"] if found else ""


def is_place(text: str) -> bool:
    """Return whether a line holds the place of a picture."""
    return bool(_PLACE.match(text))


def with_pictures(pieces: Sequence[RawPiece], size: float) -> list[RawPiece]:
    """Return `pieces` with the lines that hold places as pictures, none of them inside a sentence.

    Words in a smaller size than that of the text, `size`, right below a picture are set as its caption.
    """
    found: list[RawPiece] = []
    for piece in pieces:
        place = _PLACE.match(piece.text)
        made = RawPiece(PieceKind.PICTURE, source=place["name"], line=piece.line) if place else piece
        if found and found[-1].form is PieceKind.PICTURE and 0 < made.size < _SMALLER * size:
            made = replace(made, form=PieceKind.TEXT, emphasised=True)
        start = len(found)
        while start and (found[start - 1].form is PieceKind.PICTURE or _is_caption(found, start - 1)):
            start -= 1
        parted = start and start < len(found) and found[start - 1].form is made.form is PieceKind.TEXT
        if parted and heals(found[start - 1].text, made.text):
            found.insert(start, replace(made, seam=True))
        else:
            found.append(made)
    return found


def without_axes(pieces: Sequence[RawPiece], removed: list[str]) -> list[RawPiece]:
    """Return the pieces without rows of numbers that have no words with them: those of a chart and its axes."""
    found: list[RawPiece] = []
    numbers = (PieceKind.TEXT, PieceKind.HEADING)
    for bare, row in groupby(pieces, lambda one: one.form in numbers and not any(map(str.isalpha, one.text))):
        several = list(row)
        if bare and (len(several) >= _FEWEST_NUMBERS or any(_is_scale(one.text) for one in several)):
            removed += [one.text for one in several]
        else:
            found += several
    return found


def _is_scale(text: str) -> bool:
    """Return whether a line is a row of percentages, or of numbers with one step between them; no telephone number."""
    found = [float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", text)]
    steps = {round(after - one, 6) for one, after in pairwise(found)}
    return len(found) >= _FEWEST_NUMBERS and (len(steps) == 1 or text.count("%") == len(found))


def _is_caption(pieces: Sequence[RawPiece], at: int) -> bool:
    above = at and pieces[at - 1].form is PieceKind.PICTURE
    return bool(above) and pieces[at].form is PieceKind.TEXT and pieces[at].emphasised


def _packed(image: pdfium.PdfImage) -> bytes:
    """Return a picture's bytes as the file holds them, which tell it from others before it is unpacked."""
    with suppress(pdfium.PdfiumError):
        return bytes(image.get_data())
    return b""


def _is_masked(image: pdfium.PdfImage) -> bool:
    """Return whether something inside a picture is hidden; at its edge, pixels are drawn in part."""
    drawn = image.get_bitmap(render=True, scale_to_original=False).to_pil().convert("RGBA").getchannel("A")
    inside = drawn.crop((2, 2, drawn.width - 2, drawn.height - 2)) if min(drawn.size) > 4 else drawn
    return bool(inside.getextrema()[0] < _OPAQUE)


def _bytes_of(image: pdfium.PdfImage) -> bytes:
    """Return a picture as JPEG where that is what the file holds, else as PNG; nothing where it cannot be read.

    What a mask hides is white, as the page below it mostly is.
    """
    with suppress(pdfium.PdfiumError, OSError, ValueError):
        if image.get_filters() == ["DCTDecode"] and not _is_masked(image):
            data = bytes(image.get_data())
            with Image.open(io.BytesIO(data)) as opened:
                if opened.mode in {"RGB", "L"}:
                    return data
        drawn = image.get_bitmap(render=True, scale_to_original=True).to_pil().convert("RGBA")
        shown, out = Image.new("RGBA", drawn.size, "white"), io.BytesIO()
        shown.alpha_composite(drawn)
        shown.convert("RGB").save(out, "PNG")
        return out.getvalue()
    return b""
