"""What templates made by code are put together from: bars, pictures, grounds, and the places of words."""

from io import BytesIO
from typing import Any

import pptx
from lxml import etree
from PIL import Image, ImageDraw
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"


def begin(
    width: float, height: float, *, major: str, minor: str, accents: tuple[str, ...]
) -> pptx.presentation.Presentation:
    deck = pptx.Presentation()
    across = Pt(width) / (deck.slide_width or 1)
    down = Pt(height) / (deck.slide_height or 1)
    for root in (deck.slide_masters[0].element, *(layout.element for layout in deck.slide_layouts)):
        for transform in root.iter(qn("a:xfrm")):
            for name, wide, high in (("a:off", "x", "y"), ("a:ext", "cx", "cy")):
                one = transform.find(qn(name))
                one.set(wide, str(round(int(one.get(wide)) * across)))
                one.set(high, str(round(int(one.get(high)) * down)))
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    theme = deck.slide_masters[0].part.part_related_by(THEME)
    root = etree.fromstring(theme.blob)
    for number, color in enumerate(accents, 1):
        slot = root.find(f".//{qn(f'a:accent{number}')}")
        slot.clear()
        etree.SubElement(slot, qn("a:srgbClr"), {"val": color})
    for kind, face in (("majorFont", major), ("minorFont", minor)):
        root.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", face)
    theme.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return deck


def as_bytes(deck: pptx.presentation.Presentation) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def call(layout: pptx.slide.SlideLayout, name: str) -> None:
    layout.element.find(qn("p:cSld")).set("name", name)


def set_ground(root: etree._Element, fill: str) -> None:
    """Give a master or layout a ground: six hexadecimal digits, or a fill of DrawingML."""
    if not fill.startswith("<"):
        fill = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
    held = root.find(qn("p:cSld"))
    for old in held.findall(qn("p:bg")):
        held.remove(old)
    held.insert(0, parse_xml(f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))


def add_bar(  # noqa: PLR0917 - a rectangle as in a drawing program
    root: etree._Element, x: float, y: float, wide: float, high: float, color: str, *, first: bool = False
) -> None:
    tree = root.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{80 + len(tree)}" name="Bar"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(x)}" y="{Pt(y)}"/><a:ext cx="{Pt(wide)}" cy="{Pt(high)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, shape) if first else tree.append(shape)


def add_picture(owner: Any, data: bytes, box: tuple[float, ...], *, first: bool = False) -> None:  # noqa: ANN401 - a master or layout
    _, relation = owner.part.get_or_add_image_part(BytesIO(data))
    tree = owner.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    x, y, wide, high = (Pt(one) for one in box)
    shape = parse_xml(
        f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="{60 + len(tree)}" name="Logo" descr="ACME"/>'
        "<p:cNvPicPr/>"
        f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    tree.insert(2, shape) if first else tree.append(shape)


def put(layout: Any, kind: str, box: tuple[float, ...], *, color: str = "", size: float = 0) -> None:  # noqa: ANN401 - untyped in python-pptx
    for place in layout.placeholders:
        if place.element.find(f".//{qn('p:ph')}").get("type", "obj") == kind:
            place.left, place.top, place.width, place.height = (Pt(one) for one in box)
            styles = place.element.find(f".//{qn('a:lstStyle')}")
            for old in list(styles):
                styles.remove(old)
            fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>' if color else ""
            attribute = f' sz="{round(size * 100)}"' if size else ""
            styles.append(parse_xml(f"<a:lvl1pPr {nsdecls('a')}><a:defRPr{attribute}>{fill}</a:defRPr></a:lvl1pPr>"))


def logo() -> bytes:
    picture = Image.new("RGB", (200, 80), "#FFFFFF")
    ImageDraw.Draw(picture).ellipse((10, 10, 70, 70), fill="#F2A541")
    ImageDraw.Draw(picture).rectangle((90, 25, 190, 55), fill="#0B6E4F")
    return png_of(picture)


def png_of(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
