"""Corporate templates made by code with rarer traps: gradients, right to left, pictures under titles, no layouts."""

from collections.abc import Callable
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from tests.template_parts import add_bar, add_picture, as_bytes, begin, call, logo, png_of, put, set_ground


def gradients() -> bytes:
    """Return a 16:10 template with gradients behind its slides, hidden shapes, and a master without a style of titles.

    The cover does not show what is on the master.
    """
    deck = begin(960, 600, major="Arial", minor="Arial", accents=("0B2545", "C1121F"))
    master, cover, content = deck.slide_masters[0].element, deck.slide_layouts[0], deck.slide_layouts[1]
    cover.element.set("showMasterSp", "0")
    set_ground(cover.element, _gradient(2700000, "0B2545", "8DA9C4"))
    set_ground(content.element, _gradient(5400000, "FFFFFF", "DCE6F0"))
    add_bar(master, 0, 560, 960, 40, "C1121F")
    for layout in (cover, content):
        add_bar(layout.element, 0, 0, 960, 600, "FFFF00")
        layout.element.findall(f".//{qn('p:cNvPr')}")[-1].set("hidden", "1")
    put(cover, "ctrTitle", (80, 200, 800, 120), color="FFFFFF", size=40)
    put(cover, "subTitle", (80, 330, 800, 90), color="FFFFFF")
    put(content, "title", (60, 40, 840, 80))
    put(content, "obj", (60, 140, 840, 400))
    styles = master.find(f".//{qn('p:titleStyle')}")
    for level in list(styles):
        styles.remove(level)
    return as_bytes(deck)


def right_to_left() -> bytes:
    """Return an Arabic template of an A4 page's shape, with a bar at its right and its logo at the top left."""
    deck = begin(780, 540, major="Sakkal Majalla", minor="Sakkal Majalla", accents=("006C35", "B8860B"))
    master = deck.slide_masters[0]
    for style in ("titleStyle", "bodyStyle"):
        for level in master.element.find(f".//{qn(f'p:{style}')}"):
            level.set("rtl", "1")
            level.set("algn", "r")
    add_bar(master.element, 756, 0, 24, 540, "006C35")
    add_picture(master, logo(), (30, 24, 100, 40))
    cover, content = deck.slide_layouts[0], deck.slide_layouts[1]
    call(cover, "شريحة عنوان")
    call(content, "عنوان ومحتوى")
    put(cover, "ctrTitle", (60, 170, 660, 120))
    put(cover, "subTitle", (60, 300, 660, 100))
    put(content, "title", (150, 30, 580, 84))
    put(content, "obj", (60, 130, 670, 350))
    return as_bytes(deck)


def pictures_under_titles() -> bytes:
    """Return a 4:3 template whose cover has a place for a picture under all its words, and whose titles are tiny."""
    deck = begin(720, 540, major="Calibri", minor="Calibri", accents=("5C2751", "E0A458"))
    cover, content = deck.slide_layouts[0], deck.slide_layouts[1]
    _add_place(cover, "pic", 30, (0, 0, 720, 540))
    put(cover, "ctrTitle", (40, 380, 640, 60), color="5C2751", size=24)
    put(cover, "subTitle", (40, 450, 640, 40))
    _add_place(content, "pic", 31, (0, 0, 240, 540))
    put(content, "title", (460, 20, 240, 14), size=10)
    put(content, "obj", (260, 90, 440, 400))
    add_bar(content.element, 0, 510, 720, 30, "5C2751", first=True)
    return as_bytes(deck)


def other_colors() -> bytes:
    """Return a Japanese template whose first layouts are vertical, with the master's colours turned for answers."""
    deck = begin(960, 540, major="游ゴシック Light", minor="Meiryo UI", accents=("FFB703", "8ECAE6"))
    content = deck.slide_layouts[1]
    call(deck.slide_layouts[0], "タイトル スライド")
    call(content, "タイトルとコンテンツ")
    turned = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "hlink", "folHlink": "folHlink"}
    accents = {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    mapped = content.element.find(qn("p:clrMapOvr"))
    for old in list(mapped):
        mapped.remove(old)
    etree.SubElement(mapped, qn("a:overrideClrMapping"), {**turned, **accents})
    set_ground(content.element, '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>')
    listed = deck.slide_masters[0].element.find(qn("p:sldLayoutIdLst"))
    for vertical in list(listed)[-2:]:
        listed.remove(vertical)
        listed.insert(0, vertical)
    for place in list(deck.slide_layouts[1].placeholders):
        place.element.find(f".//{qn('a:bodyPr')}").set("vert", "eaVert")
    return as_bytes(deck)


def bodies_only() -> bytes:
    """Return a template whose layouts and master have no title, only places for text, under names that say nothing."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("264653", "E76F51"))
    master = deck.slide_masters[0].element
    for number, owner in enumerate((master, *(layout.element for layout in deck.slide_layouts))):
        for place in list(owner.iter(qn("p:ph"))):
            if place.get("type") in {"title", "ctrTitle", "subTitle"}:
                shape = place.getparent().getparent().getparent()
                shape.getparent().remove(shape)
        if number:
            owner.find(qn("p:cSld")).set("name", str(number))
            owner.attrib.pop("type", None)
    styles = master.find(qn("p:txStyles"))
    styles.remove(styles.find(qn("p:titleStyle")))
    picture = Image.new("RGB", (960, 540), "#FFFFFF")
    drawing = ImageDraw.Draw(picture)
    for at in range(0, 200, 4):
        drawing.arc((-at, 540 - at, at, 540 + at), 270, 360, fill="#E76F51")
    add_picture(deck.slide_masters[0], png_of(picture), (0, 0, 960, 540), first=True)
    return as_bytes(deck)


def master_alone() -> bytes:
    """Return a template with a master and no layout."""
    deck = begin(960, 540, major="Georgia", minor="Arial", accents=("0B6E4F", "F2A541"))
    master = deck.slide_masters[0]
    set_ground(master.element, "F4F1EA")
    add_bar(master.element, 0, 0, 24, 540, "0B6E4F")
    add_picture(master, logo(), (840, 20, 100, 40))
    for layout in list(deck.slide_layouts):
        deck.slide_layouts.remove(layout)
    return as_bytes(deck)


def cover_rule() -> bytes:
    """Return a template whose cover has a rule between its title and the words below, and whose titles are capitals."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("8C1D40", "FFC627"))
    cover, content = deck.slide_layouts[0], deck.slide_layouts[1]
    add_bar(cover.element, 180, 270, 700, 3, "8C1D40")
    add_bar(cover.element, 0, 480, 960, 60, "8C1D40")
    put(cover, "ctrTitle", (190, 60, 680, 200), size=48)
    put(cover, "subTitle", (190, 285, 680, 70))
    put(content, "title", (190, 60, 680, 84), size=32)
    put(content, "obj", (190, 160, 680, 300))
    for style in deck.slide_masters[0].element.iter(qn("p:titleStyle")):
        for run in style.iter(qn("a:defRPr")):
            run.set("cap", "all")
    return as_bytes(deck)


def low_rooms() -> bytes:
    """Return a template with little room: art over most of the cover, a high place for titles, a band at the foot."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("0E7C66", "C8553D"))
    cover, content = deck.slide_layouts[0], deck.slide_layouts[1]
    set_ground(cover.element, "101820")
    for y in range(270, 540, 12):  # as restless as a photograph
        add_bar(cover.element, 0, y, 960, 6, "4FD1C5", first=True)
    add_bar(cover.element, 680, 0, 280, 262, "FFFFFF", first=True)
    put(cover, "ctrTitle", (50, 60, 560, 120), color="FFFFFF", size=40)
    add_bar(content.element, 0, 455, 960, 85, "D9E8E5", first=True)
    put(content, "title", (54, 56, 850, 130), size=36)
    put(content, "obj", (54, 200, 850, 250), size=20)
    return as_bytes(deck)


def side_box() -> bytes:
    """Return a template whose titles stand in a red box at the left, on all layouts but an empty one."""
    deck = begin(960, 540, major="Arial", minor="Arial", accents=("C1121F", "003049"))
    for layout in deck.slide_layouts:
        if layout.name == "Blank":
            continue
        add_bar(layout.element, 60, 180, 240, 180, "C1121F", first=True)
        for kind in ("title", "ctrTitle"):
            put(layout, kind, (80, 190, 200, 150), color="FFFFFF", size=36)
        put(layout, "obj", (390, 60, 500, 420))
    return as_bytes(deck)


TRAPS: dict[str, Callable[[], bytes]] = {
    "gradients": gradients,
    "right-to-left": right_to_left,
    "pictures-under-titles": pictures_under_titles,
    "other-colors": other_colors,
    "bodies-only": bodies_only,
    "master-alone": master_alone,
    "cover-rule": cover_rule,
    "low-rooms": low_rooms,
}


def _gradient(angle: int, first: str, last: str) -> str:
    return (
        f'<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="{first}"/></a:gs><a:gs pos="100000">'
        f'<a:srgbClr val="{last}"/></a:gs></a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'
    )


def _add_place(layout: Any, kind: str, index: int, box: tuple[float, ...]) -> None:  # noqa: ANN401 - untyped in python-pptx
    x, y, wide, high = (Pt(one) for one in box)
    layout.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}").append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{70 + index}" name="Place {index}"/><p:cNvSpPr/><p:nvPr>'
            f'<p:ph type="{kind}" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>'
            "</p:sp>"
        )
    )
