"""Corporate templates made by code, each with traps that real ones have."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pptx
from lxml import etree
from PIL import Image, ImageDraw
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"


def corporate(
    width: float = 960, height: float = 540, accents: tuple[str, ...] = ("0B6E4F", "F2A541"), sans: str = "Arial"
) -> bytes:
    """Return a template with a logo in a corner, a rule, a dark cover, and layouts whose names are German."""
    deck = _begin(width, height, major="Georgia", minor=sans, accents=accents)
    master = deck.slide_masters[0]
    scale = height / 540
    _bar(master.element, 0, 0, width, 10 * scale, "0B6E4F")
    _picture(master, _logo(), (width - 130 * scale, 24 * scale, 100 * scale, 40 * scale))
    cover, content = deck.slide_layouts[0], deck.slide_layouts[1]
    _name(cover, "Titelfolie")
    _name(content, "Titel und Inhalt")
    _ground(cover.element, "0B6E4F")
    _place(cover, "ctrTitle", (60 * scale, 150 * scale, width - 320 * scale, 120 * scale), color="FFFFFF")
    _place(cover, "subTitle", (60 * scale, 290 * scale, width - 320 * scale, 100 * scale), color="FFFFFF")
    _bar(cover.element, width - 220 * scale, 0, 220 * scale, height, "F2A541")
    _place(content, "title", (54 * scale, 60 * scale, width - 210 * scale, 84 * scale), size=28 * scale)
    _place(content, "obj", (54 * scale, 160 * scale, width - 108 * scale, 320 * scale))
    return _bytes(deck)


def bar_title() -> bytes:
    """Return a template whose titles stand white on a bar, whose placeholders all have idx 0, without footers."""
    deck = _begin(960, 540, major="Gill Sans MT", minor="Gill Sans MT", accents=("7A1F5C", "2E86AB"))
    content = deck.slide_layouts[1]
    _bar(content.element, 0, 0, 960, 96, "7A1F5C", first=True)
    _place(content, "title", (40, 8, 880, 84), color="FFFFFF", size=30)
    _place(content, "obj", (40, 110, 880, 400))
    for layout in deck.slide_layouts:
        for place in list(layout.element.iter(qn("p:ph"))):
            place.set("idx", "0")
            if place.get("type") in {"ftr", "sldNum", "dt"}:
                shape = place.getparent().getparent().getparent()
                shape.getparent().remove(shape)
    return _bytes(deck)


def dark_map() -> bytes:
    """Return a template whose master maps its ground to the theme's dark colour."""
    deck = _begin(960, 540, major="Calibri", minor="Calibri", accents=("4FC3F7", "FFD54F"))
    mapped = deck.slide_masters[0].element.find(qn("p:clrMap"))
    mapped.attrib.update({"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"})
    return _bytes(deck)


def four_by_three() -> bytes:
    """Return a template of 10 by 7.5 inches with words and an orphaned placeholder on its layout, and sample slides."""
    deck = _begin(720, 540, major="Times New Roman", minor="Arial", accents=("1F4E79", "C00000"))
    content = deck.slide_layouts[1]
    box = content.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    box.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Confidential"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(560)}" y="{Pt(508)}"/><a:ext cx="{Pt(150)}" cy="{Pt(24)}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
            '<a:rPr lang="en-GB" sz="1200"/><a:t>ACME Confidential</a:t></a:r></a:p></p:txBody></p:sp>'
        )
    )
    next(content.element.iter(qn("p:ph"))).set("idx", "4294967295")
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "A sample slide"
    deck.slides.add_slide(content)
    return _bytes(deck)


def small_wide() -> bytes:
    """Return a 16:9 template of ten inches, whose type is smaller in the same measure."""
    return corporate(720, 405)


def picture_ground() -> bytes:
    """Return a template with a picture as the ground of its cover and a calm half."""
    deck = _begin(960, 540, major="Arial", minor="Arial", accents=("444444", "BB3322"))
    cover = deck.slide_layouts[0]
    picture = Image.new("RGB", (960, 540), "#F4F0E6")
    drawing = ImageDraw.Draw(picture)
    for at in range(0, 540, 9):
        drawing.line((620, at, 960, 540 - at), fill=(180, 30 + at // 4, 60), width=4)
    _picture(cover, _png(picture), (0, 0, 960, 540), first=True)
    return _bytes(deck)


def two_masters() -> bytes:
    """Return a template with a second master, which has a layout of its own."""
    deck = _begin(960, 540, major="Georgia", minor="Calibri", accents=("5B2C6F", "F39C12"))
    first = deck.slide_masters[0].part
    package = first.package
    from pptx.opc.constants import CONTENT_TYPE as CT
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.parts.slide import SlideLayoutPart, SlideMasterPart

    master = SlideMasterPart.load(
        PackURI("/ppt/slideMasters/slideMaster2.xml"), CT.PML_SLIDE_MASTER, package, first.blob
    )
    listed = master.slide_master.element.find(qn("p:sldLayoutIdLst"))
    for entry in list(listed):
        listed.remove(entry)
    old = deck.slide_layouts[5].part
    layout = SlideLayoutPart.load(
        PackURI("/ppt/slideLayouts/slideLayout50.xml"), CT.PML_SLIDE_LAYOUT, package, old.blob
    )
    layout.relate_to(master, RT.SLIDE_MASTER)
    relation = master.relate_to(layout, RT.SLIDE_LAYOUT)
    etree.SubElement(listed, qn("p:sldLayoutId"), {"id": "2147483900", qn("r:id"): relation})
    master.relate_to(first.part_related_by(RT.THEME), RT.THEME)
    root = deck.part.relate_to(master, RT.SLIDE_MASTER)
    etree.SubElement(
        deck.element.find(qn("p:sldMasterIdLst")), qn("p:sldMasterId"), {"id": "2147483899", qn("r:id"): root}
    )
    return _bytes(deck)


def drawn_all_over() -> bytes:
    """Return a template whose master is covered by a pattern: no place on it is calm."""
    deck = _begin(960, 540, major="Georgia", minor="Arial", accents=("0B6E4F", "F2A541"))
    picture = Image.new("RGB", (960, 540), "#FFFFFF")
    drawing = ImageDraw.Draw(picture)
    for x in range(0, 960, 24):
        for y in range(0, 540, 24):
            drawing.ellipse((x, y, x + 16, y + 16), fill=(11, 110, 79) if (x + y) % 48 else (242, 165, 65))
    for layout in deck.slide_layouts:
        for number in range(12):  # the boxes of many shapes, as a program that cannot look into pictures sees them
            _picture(
                layout, _png(picture), (80 * number, 45 * number, 960 - 80 * number, 540 - 45 * number), first=True
            )
    return _bytes(deck)


def low_bar() -> bytes:
    """Return a template with a bar of one line at the top, in which its titles are."""
    deck = _begin(960, 540, major="Arial", minor="Arial", accents=("1F4E79", "C00000"))
    content = deck.slide_layouts[1]
    _bar(content.element, 0, 0, 960, 36, "1F4E79", first=True)
    _place(content, "title", (40, 2, 880, 32), color="FFFFFF", size=20)
    _place(content, "obj", (40, 60, 880, 420))
    return _bytes(deck)


def cover_bar() -> bytes:
    """Return a template whose cover has its title on a bar, with a hairline at the top of its other slides.

    Text boxes are bold and in capitals unless they say otherwise, and the place of the footer is narrow.
    """
    deck = _begin(960, 540, major="Arial", minor="Arial", accents=("5B1A6E", "7A7A7A"))
    master, cover, content = deck.slide_masters[0].element, deck.slide_layouts[0], deck.slide_layouts[1]
    cover.element.set("showMasterSp", "0")
    _bar(cover.element, 0, 140, 960, 170, "5B1A6E", first=True)
    _place(cover, "ctrTitle", (60, 160, 840, 130), color="FFFFFF", size=36)
    _place(cover, "subTitle", (60, 330, 840, 120), color="333333", size=18)
    _bar(master, 0, 33, 960, 1, "00B050")
    _place(content, "title", (60, 28, 840, 84), size=28)
    _place(content, "obj", (60, 130, 840, 340))
    _place(content, "ftr", (60, 500, 110, 20))
    usual = master.find(f".//{qn('p:otherStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    usual.attrib.update({"b": "1", "cap": "all"})
    return _bytes(deck)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "corporate": corporate,
    "bar-title": bar_title,
    "dark-map": dark_map,
    "four-by-three": four_by_three,
    "small-wide": small_wide,
    "picture-ground": picture_ground,
    "two-masters": two_masters,
    "drawn-all-over": drawn_all_over,
    "low-bar": low_bar,
    "cover-bar": cover_bar,
}


def _begin(
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


def _bytes(deck: pptx.presentation.Presentation) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _name(layout: pptx.slide.SlideLayout, name: str) -> None:
    layout.element.find(qn("p:cSld")).set("name", name)


def _ground(root: etree._Element, color: str) -> None:
    root.find(qn("p:cSld")).insert(
        0,
        parse_xml(
            f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill><a:effectLst/>'
            "</p:bgPr></p:bg>"
        ),
    )


def _bar(  # noqa: PLR0917 - a rectangle as in a drawing program
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


def _picture(owner: Any, data: bytes, box: tuple[float, ...], *, first: bool = False) -> None:  # noqa: ANN401 - a master or layout
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


def _place(layout: Any, kind: str, box: tuple[float, ...], *, color: str = "", size: float = 0) -> None:  # noqa: ANN401 - untyped in python-pptx
    for place in layout.placeholders:
        if place.element.find(f".//{qn('p:ph')}").get("type", "obj") == kind:
            place.left, place.top, place.width, place.height = (Pt(one) for one in box)
            styles = place.element.find(f".//{qn('a:lstStyle')}")
            for old in list(styles):
                styles.remove(old)
            fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>' if color else ""
            attribute = f' sz="{round(size * 100)}"' if size else ""
            styles.append(parse_xml(f"<a:lvl1pPr {nsdecls('a')}><a:defRPr{attribute}>{fill}</a:defRPr></a:lvl1pPr>"))


def layout_picture(layout: pptx.slide.SlideLayout) -> Image.Image:
    """Return what a layout of `corporate` draws, as a program would show it at 96 dots an inch."""
    cover = layout.name == "Titelfolie"
    picture = Image.new("RGB", (1280, 720), "#0B6E4F" if cover else "#FFFFFF")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 0, 1280, 13), fill="#0B6E4F")
    if cover:
        drawing.rectangle((987, 0, 1280, 720), fill="#F2A541")
    logo = Image.open(BytesIO(_logo())).resize((133, 53))
    picture.paste(logo, (1107, 32))
    return picture


def _logo() -> bytes:
    picture = Image.new("RGB", (200, 80), "#FFFFFF")
    ImageDraw.Draw(picture).ellipse((10, 10, 70, 70), fill="#F2A541")
    ImageDraw.Draw(picture).rectangle((90, 25, 190, 55), fill="#0B6E4F")
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
