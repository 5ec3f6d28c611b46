"""What a template's layouts draw by themselves: a deck of empty slides, and a sketch of it from the boxes of shapes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pptx
from lxml import etree
from PIL import Image, ImageDraw
from pptx.oxml.ns import qn

from builder.theming.template_layouts import TemplateMaster, color_of, read_template

if TYPE_CHECKING:
    from pptx.slide import SlideLayout

MOST = 60
"""How many layouts are looked at; the largest template seen has 144, and its first ones are those in use."""

WIDE = 640


def empty_deck(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a deck with an empty slide on each layout of the template in `data`, and the parts of the layouts."""
    presentation = pptx.Presentation(BytesIO(data))
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts][:MOST]
    for layout in layouts:
        shapes = presentation.slides.add_slide(layout).shapes
        for shape in list(shapes):
            shape.element.getparent().remove(shape.element)
    out = BytesIO()
    presentation.save(out)
    return out.getvalue(), tuple(str(layout.part.partname) for layout in layouts)


def sketches(data: bytes) -> dict[str, Image.Image]:
    """Return a sketch of each layout by its part: grounds and the boxes of shapes, without what is inside pictures."""
    presentation, read = pptx.Presentation(BytesIO(data)), read_template(data)
    size = (presentation.slide_width or 1, presentation.slide_height or 1)
    found = {}
    for master, look in zip(presentation.slide_masters, read.masters, strict=True):
        for layout in master.slide_layouts:
            found[str(layout.part.partname)] = _sketch(layout, look, size)
    return found


def _sketch(layout: SlideLayout, look: TemplateMaster, size: tuple[int, int]) -> Image.Image:
    scale = WIDE / size[0]
    master = layout.slide_master.element
    roots = [layout.part.slide_layout.element]
    if roots[0].get("showMasterSp") != "0":
        roots.insert(0, master)
    picture = Image.new("RGB", (WIDE, round(size[1] * scale)), f"#{_ground([*reversed(roots), master], look)}")
    drawing = ImageDraw.Draw(picture)
    for shape in (one for root in roots for one in _drawn(root)):
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


def _drawn(root: etree._Element) -> Iterator[etree._Element]:
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
