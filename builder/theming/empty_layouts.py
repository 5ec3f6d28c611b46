"""What a template's layouts draw by themselves: pictures of empty slides, or sketches from the boxes of shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import pptx
from lxml import etree
from msgspec.structs import replace
from PIL import Image, ImageDraw
from pptx.oxml.ns import qn

from builder.theming.template_layouts import TemplateMaster, color_of, read_template

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

WIDE = 640

_RASTERS = {"image/png", "image/jpeg"}
_MOST_ACROSS, _MOST_PIXELS = 2400, 80_000_000
"""Pixels across of a picture as it is drawn, and those of one that is left as it is."""

_ROUND = 6
"""How many layouts are drawn at once: starting the program takes a second, and each layout some 0.3."""


class LayoutPictures(Mapping[str, Image.Image]):
    """A picture of each layout by the name of its part, drawn when it is asked for: drawing takes most of the time."""

    def __init__(
        self, data: bytes, order: Sequence[str], draw: Callable[[bytes], Sequence[Image.Image] | None]
    ) -> None:
        """Draw layouts of the template in `data`, in the `order` in which they will be asked for.

        `draw` returns a picture of each slide of a deck, or None if it cannot; then layouts are sketched from the
        boxes of their shapes.
        """
        self._data, self._order, self._draw = data, order, draw
        self._found: dict[str, Image.Image] = {}
        self.drawn = True
        """Whether they were drawn so far, not sketched."""

    def __getitem__(self, part: str) -> Image.Image:
        """Return the picture of the layout `part`."""
        if part not in self._found:
            wanted = [part, *(one for one in self._order if one != part and one not in self._found)][:_ROUND]
            pages = self._draw(empty_deck(self._data, wanted)) if self.drawn else None
            self.drawn = pages is not None and len(pages) == len(wanted)
            new = dict(zip(wanted, pages, strict=True)) if pages and self.drawn else sketches(self._data)
            self._found = {**new, **self._found}
        return self._found[part]

    def as_art(self, parts: Sequence[str]) -> Sequence[Image.Image]:
        """Return pictures of the layouts `parts` as they are behind every slide: without numbers of slides."""
        if not numbers_in(pptx.Presentation(BytesIO(self._data))):
            return [self[one] for one in parts]
        return self._draw(empty_deck(self._data, parts, numbers=False)) or [self[one] for one in parts]

    def __iter__(self) -> Iterator[str]:
        """Yield the parts of the layouts."""
        return iter(self._order)

    def __len__(self) -> int:
        """Return how many layouts there are."""
        return len(self._order)


def empty_deck(data: bytes, parts: Sequence[str], *, numbers: bool = True) -> bytes:
    """Return a deck with an empty slide on each layout in `parts` of the template in `data`.

    Without `numbers`, what layouts and masters write of these by themselves is left out: it differs on each slide.
    """
    presentation = pptx.Presentation(BytesIO(data))
    layouts = {str(one.part.partname): one for master in presentation.slide_masters for one in master.slide_layouts}
    for field in () if numbers else numbers_in(presentation):
        field.getparent().remove(field)
    for part in parts:
        shapes = presentation.slides.add_slide(layouts[part]).shapes
        for shape in list(shapes):
            shape.element.getparent().remove(shape.element)
    for one in presentation.part.package.iter_parts():
        if one.content_type in _RASTERS:
            one.blob = _reduced(one.blob)
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _reduced(data: bytes) -> bytes:
    """Return a picture with no more pixels than a drawn slide shows: ten thousand across take seconds."""
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width <= _MOST_ACROSS or picture.width * picture.height > _MOST_PIXELS or not picture.format:
                return data
            size = (_MOST_ACROSS, max(1, round(picture.height * _MOST_ACROSS / picture.width)))
            out = BytesIO()
            picture.convert("RGB" if picture.format == "JPEG" else "RGBA").resize(size).save(out, picture.format)
            return out.getvalue()
    except (OSError, ValueError):  # damaged, or of a kind that is drawn as it is
        return data


def numbers_in(presentation: Presentation) -> list[etree._Element]:
    """Return the fields with the number of the slide in shapes of layouts and masters that are no placeholders."""
    roots = [one for master in presentation.slide_masters for one in (master, *master.slide_layouts)]
    fields = (field for root in roots for shape in _drawn_shapes(root.element) for field in shape.iter(qn("a:fld")))
    return [one for one in fields if one.get("type") == "slidenum"]


def sketches(data: bytes) -> dict[str, Image.Image]:
    """Return a sketch of each layout by its part: grounds and the boxes of shapes, without what is inside pictures."""
    presentation, read = pptx.Presentation(BytesIO(data)), read_template(data)
    size = (presentation.slide_width or 1, presentation.slide_height or 1)
    colors = {one.part: one.colors for one in read.layouts}
    found = {}
    for master, look in zip(presentation.slide_masters, read.masters, strict=True):
        for layout in master.slide_layouts:
            part = str(layout.part.partname)
            found[part] = _sketch(layout, replace(look, colors=colors[part]), size)
    return found


def _sketch(layout: SlideLayout, look: TemplateMaster, size: tuple[int, int]) -> Image.Image:
    scale = WIDE / size[0]
    master = layout.slide_master.element
    roots = [layout.part.slide_layout.element]
    if roots[0].get("showMasterSp") != "0":
        roots.insert(0, master)
    picture = Image.new("RGB", (WIDE, round(size[1] * scale)), f"#{_ground([*reversed(roots), master], look)}")
    drawing = ImageDraw.Draw(picture)
    for shape in (one for root in roots for one in _drawn_shapes(root)):
        offset, extent = (next(shape.iter(qn(f"a:{name}")), None) for name in ("off", "ext"))
        if offset is None or extent is None or offset.get("x") is None or extent.get("cx") is None:
            continue
        x, y, wide, high = (
            int(e.get(k)) * scale for e, k in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
        )
        drawing.rectangle((x, y, x + wide, y + max(high, 1)), fill=_fill(shape, look), outline="#808080")
        if shape.tag in _NOT_LOOKED_INTO:  # nowhere in it is calm, as far as one can tell
            for line in range(round(y), round(y + high), 4):
                drawing.line((x, line, x + wide, line), fill="#FFFFFF", width=2)
    return picture


_NOT_LOOKED_INTO = {qn("p:pic"), qn("p:grpSp")}
_SHAPES = {qn("p:sp"), qn("p:pic"), qn("p:grpSp"), qn("p:cxnSp"), qn("p:graphicFrame")}


def _drawn_shapes(root: etree._Element) -> Iterator[etree._Element]:
    for shape in root.find(f"{qn('p:cSld')}/{qn('p:spTree')}"):
        if shape.tag in _SHAPES and next(shape.iter(qn("p:ph")), None) is None:
            yield shape


def _ground(roots: list[etree._Element], look: TemplateMaster) -> str:
    for root in roots:
        background = root.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if background is not None:
            colors = (color_of(one, look.colors) for one in background.iter(qn("a:schemeClr"), qn("a:srgbClr")))
            return next((one for one in colors if one), "808080")
    return look.colors["bg1"]


def _fill(shape: etree._Element, look: TemplateMaster) -> str | None:
    """Return the fill of a shape; grey for a picture, and None for an empty shape."""
    if shape.tag in _NOT_LOOKED_INTO:
        return "#808080"
    fill = shape.find(f"{qn('p:spPr')}/{qn('a:solidFill')}")
    color = color_of(fill[0], look.colors) if fill is not None and len(fill) else ""
    return f"#{color}" if color else None
