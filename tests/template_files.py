"""Corporate templates made by code, each with traps that real ones have."""

from collections.abc import Callable
from io import BytesIO

import pptx
from lxml import etree
from PIL import Image, ImageDraw
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from tests.template_parts import add_bar, add_picture, as_bytes, begin, call, logo, png_of, put, set_ground
from tests.template_traps import TRAPS


def corporate(
    width: float = 960,
    height: float = 540,
    accents: tuple[str, ...] = ("0B6E4F", "F2A541"),
    sans: str = "Arial",
    bar: str = "0B6E4F",
) -> bytes:
    """Return a template with a logo in a corner, a rule, a dark cover, and layouts whose names are German."""
    deck = begin(width, height, major="Georgia", minor=sans, accents=accents)
    master = deck.slide_masters[0]
    scale = height / 540
    add_bar(master.element, 0, 0, width, 10 * scale, bar)
    add_picture(master, logo(), (width - 130 * scale, 24 * scale, 100 * scale, 40 * scale))
    cover, content = deck.slide_layouts[0], deck.slide_layouts[1]
    call(cover, "Titelfolie")
    call(content, "Titel und Inhalt")
    set_ground(cover.element, "0B6E4F")
    put(cover, "ctrTitle", (60 * scale, 150 * scale, width - 320 * scale, 120 * scale), color="FFFFFF")
    put(cover, "subTitle", (60 * scale, 290 * scale, width - 320 * scale, 100 * scale), color="FFFFFF")
    add_bar(cover.element, width - 220 * scale, 0, 220 * scale, height, "F2A541")
    put(content, "title", (54 * scale, 60 * scale, width - 210 * scale, 84 * scale), size=28 * scale)
    put(content, "obj", (54 * scale, 160 * scale, width - 108 * scale, 320 * scale))
    return as_bytes(deck)


def bar_title() -> bytes:
    """Return a template whose titles stand white on a bar, whose placeholders all have idx 0, without footers."""
    deck = begin(960, 540, major="Gill Sans MT", minor="Gill Sans MT", accents=("7A1F5C", "2E86AB"))
    content = deck.slide_layouts[1]
    add_bar(content.element, 0, 0, 960, 96, "7A1F5C", first=True)
    put(content, "title", (40, 8, 880, 84), color="FFFFFF", size=30)
    put(content, "obj", (40, 110, 880, 400))
    for layout in deck.slide_layouts:
        for place in list(layout.element.iter(qn("p:ph"))):
            place.set("idx", "0")
            if place.get("type") in {"ftr", "sldNum", "dt"}:
                shape = place.getparent().getparent().getparent()
                shape.getparent().remove(shape)
    return as_bytes(deck)


def dark_map() -> bytes:
    """Return a template whose master maps its ground to the theme's dark colour."""
    deck = begin(960, 540, major="Calibri", minor="Calibri", accents=("4FC3F7", "FFD54F"))
    mapped = deck.slide_masters[0].element.find(qn("p:clrMap"))
    mapped.attrib.update({"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"})
    return as_bytes(deck)


def four_by_three() -> bytes:
    """Return a template of 10 by 7.5 inches with words and an orphaned placeholder on its layout, and sample slides."""
    deck = begin(720, 540, major="Times New Roman", minor="Arial", accents=("1F4E79", "C00000"))
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
    return as_bytes(deck)


def small_wide() -> bytes:
    """Return a 16:9 template of ten inches, whose type is smaller in the same measure."""
    return corporate(720, 405)


def picture_ground() -> bytes:
    """Return a template with a picture as the ground of its cover and a calm half."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("444444", "BB3322"))
    cover = deck.slide_layouts[0]
    picture = Image.new("RGB", (960, 540), "#F4F0E6")
    drawing = ImageDraw.Draw(picture)
    for at in range(0, 540, 9):
        drawing.line((620, at, 960, 540 - at), fill=(180, 30 + at // 4, 60), width=4)
    add_picture(cover, png_of(picture), (0, 0, 960, 540), first=True)
    return as_bytes(deck)


def two_masters() -> bytes:
    """Return a template with a second master, which has a layout of its own."""
    deck = begin(960, 540, major="Georgia", minor="Calibri", accents=("5B2C6F", "F39C12"))
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
    return as_bytes(deck)


def drawn_all_over() -> bytes:
    """Return a template whose master is covered by a pattern: no place on it is calm."""
    deck = begin(960, 540, major="Georgia", minor="Arial", accents=("0B6E4F", "F2A541"))
    for layout in deck.slide_layouts:
        for number in range(12):  # the boxes of many shapes, as a program that cannot look into pictures sees them
            add_picture(
                layout, png_of(dots()), (80 * number, 45 * number, 960 - 80 * number, 540 - 45 * number), first=True
            )
    return as_bytes(deck)


def dots() -> Image.Image:
    """Return the pattern of `drawn_all_over`."""
    picture = Image.new("RGB", (960, 540), "#FFFFFF")
    drawing = ImageDraw.Draw(picture)
    for x in range(0, 960, 24):
        for y in range(0, 540, 24):
            drawing.ellipse((x, y, x + 16, y + 16), fill=(11, 110, 79) if (x + y) % 48 else (242, 165, 65))
    return picture


def crowded() -> bytes:
    """Return a template with a bar of four inches at the foot of its slides, which leaves words little room."""
    deck = begin(960, 540, major="Georgia", minor="Arial", accents=("7A1F5C", "2E86AB"))
    content = deck.slide_layouts[1]
    call(content, "Title and text")
    for layout in deck.slide_layouts:
        add_bar(layout.element, 0, 0, 960, 12, "7A1F5C", first=True)
    add_bar(content.element, 0, 376, 960, 164, "7A1F5C", first=True)
    put(content, "title", (54, 50, 852, 84), size=28)
    put(content, "obj", (54, 150, 852, 220))
    return as_bytes(deck)


def crowded_picture(layout: pptx.slide.SlideLayout) -> Image.Image:
    """Return what a layout of `crowded` draws, as a program would show it at 96 dots an inch."""
    picture = Image.new("RGB", (1280, 720), "#FFFFFF")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 0, 1280, 16), fill="#7A1F5C")
    if layout.name == "Title and text":
        drawing.rectangle((0, 501, 1280, 720), fill="#7A1F5C")
    return picture


def low_bar() -> bytes:
    """Return a template with a bar of one line at the top, in which its titles are."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("1F4E79", "C00000"))
    content = deck.slide_layouts[1]
    add_bar(content.element, 0, 0, 960, 36, "1F4E79", first=True)
    put(content, "title", (40, 2, 880, 32), color="FFFFFF", size=20)
    put(content, "obj", (40, 60, 880, 420))
    return as_bytes(deck)


def cover_bar() -> bytes:
    """Return a template whose cover has its title on a bar, with a hairline at the top of its other slides.

    Text boxes are bold and in capitals unless they say otherwise, and the place of the footer is narrow.
    """
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("5B1A6E", "7A7A7A"))
    master, cover, content = deck.slide_masters[0].element, deck.slide_layouts[0], deck.slide_layouts[1]
    cover.element.set("showMasterSp", "0")
    add_bar(cover.element, 0, 140, 960, 170, "5B1A6E", first=True)
    put(cover, "ctrTitle", (60, 160, 840, 130), color="FFFFFF", size=36)
    put(cover, "subTitle", (60, 330, 840, 120), color="333333", size=18)
    add_bar(master, 0, 33, 960, 1, "00B050")
    put(content, "title", (60, 28, 840, 84), size=28)
    put(content, "obj", (60, 130, 840, 340))
    put(content, "ftr", (60, 500, 110, 20))
    usual = master.find(f".//{qn('p:otherStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    usual.attrib.update({"b": "1", "cap": "all"})
    return as_bytes(deck)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "corporate": corporate,
    "bar-title": bar_title,
    "dark-map": dark_map,
    "four-by-three": four_by_three,
    "small-wide": small_wide,
    "picture-ground": picture_ground,
    "two-masters": two_masters,
    "drawn-all-over": drawn_all_over,
    "crowded": crowded,
    "low-bar": low_bar,
    "cover-bar": cover_bar,
    **TRAPS,
}


def layout_picture(layout: pptx.slide.SlideLayout) -> Image.Image:
    """Return what a layout of `corporate` draws, as a program would show it at 96 dots an inch."""
    cover = layout.name == "Titelfolie"
    picture = Image.new("RGB", (1280, 720), "#0B6E4F" if cover else "#FFFFFF")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 0, 1280, 13), fill="#0B6E4F")
    if cover:
        drawing.rectangle((987, 0, 1280, 720), fill="#F2A541")
    mark = Image.open(BytesIO(logo())).resize((133, 53))
    picture.paste(mark, (1107, 32))
    return picture
