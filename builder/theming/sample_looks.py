"""What the slides of a template's file show that their layouts lack: grounds, pictures and fills of the organisation.

People who make a template by hand often leave the look on its slides. It becomes that of the layouts, since a deck has
other slides. What is a talk's own stays away: pictures that are not the whole ground, and all words.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree
from pptx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pptx.presentation import Presentation
    from pptx.slide import Slide, SlideLayout

WHOLE = 0.85
"""The share of a slide from which on a picture is its ground, not part of a talk."""

_FILLS = ("a:solidFill", "a:gradFill", "a:pattFill")
_DRAWN = (qn("p:sp"), qn("p:pic"), qn("p:cxnSp"))
_TITLES = {"title", "ctrTitle"}


def take_over_looks(presentation: Presentation) -> set[str]:
    """Give layouts what their slides show in their stead; return the names of the parts that changed."""
    changed: set[str] = set()
    slides = list(presentation.slides)
    area = (presentation.slide_width or 0) * (presentation.slide_height or 0)
    for layout in (one for master in presentation.slide_masters for one in master.slide_layouts):
        own = [one for one in slides if one.slide_layout.part is layout.part]
        filled, ground = _draw_filled_places(layout), bool(own) and _take_ground(layout, own)
        opens = bool(own) and own[0] in slides[:2]
        if (opens and _take_front(layout, own[0], area, drawn=ground)) or filled or ground:
            changed.add(layout.part.partname.membername)
    return changed


def _draw_filled_places(layout: SlideLayout) -> bool:
    """Draw the boxes of titles that have a fill, which no empty placeholder shows; return whether there are any."""
    tree, found = _tree(layout), False
    for shape in list(_places(tree)):
        properties = shape.find(qn("p:spPr"))
        filled = properties is not None and any(properties.find(qn(one)) is not None for one in _FILLS)
        if _kind(shape) not in {*_TITLES, "subTitle"} or not filled or properties.find(qn("a:xfrm")) is None:
            continue
        box = etree.SubElement(tree, qn("p:sp"))
        names = etree.SubElement(box, qn("p:nvSpPr"))
        etree.SubElement(names, qn("p:cNvPr"), {"id": _next_id(tree), "name": "Box"})
        etree.SubElement(names, qn("p:cNvSpPr"))
        etree.SubElement(names, qn("p:nvPr"))
        box.append(deepcopy(properties))
        if box.find(f".//{qn('a:prstGeom')}") is None and box.find(f".//{qn('a:custGeom')}") is None:
            shaped = etree.Element(qn("a:prstGeom"), {"prst": "rect"})
            etree.SubElement(shaped, qn("a:avLst"))
            box.find(f".//{qn('a:xfrm')}").addnext(shaped)
        shape.addprevious(box)
        for one in _FILLS:
            for fill in properties.findall(qn(one)):
                fill.addprevious(etree.Element(qn("a:noFill")))
                properties.remove(fill)
        found = True
    return found


def _take_ground(layout: SlideLayout, slides: Sequence[Slide]) -> bool:
    """Take the ground that all `slides` of the layout have of their own; return whether they have."""
    grounds = [one.element.find(f"{qn('p:cSld')}/{qn('p:bg')}") for one in slides]
    if any(one is None or one.find(qn("p:bgPr")) is None for one in grounds):
        return False
    root = _root(layout).find(qn("p:cSld"))
    for old in root.findall(qn("p:bg")):
        root.remove(old)
    root.insert(0, _copied(grounds[0], slides[0], layout))
    return True


def _take_front(layout: SlideLayout, slide: Slide, area: int, *, drawn: bool) -> bool:
    """Take from a slide that opens the file its ground picture, and the place of its title where the layout has none.

    Where the slide has a look of its own, as far as its ground is `drawn`, all that says nothing is taken, and places.
    """
    tree, own = _tree(layout), slide.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    plain = [one for one in own if one.tag in _DRAWN and one.find(f".//{qn('p:ph')}") is None and not _says(one)]
    looks = drawn or any(one.tag == qn("p:pic") and _area(one) >= WHOLE * area for one in plain)
    for one in plain if looks else ():
        tree.append(_copied(one, slide, layout))
    known = {_kind(one): one for one in _places(tree)}
    added = False
    for one in _places(own):
        placed = one.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
        there = known.get(_kind(one))
        if placed is None:
            continue
        if there is None and _kind(one) in _TITLES and not _TITLES & known.keys() and _says(one):
            tree.append(_without_words(one, tree))
            added = True
        elif there is not None and looks and _kind(one) in {*_TITLES, "subTitle"}:
            properties = there.find(qn("p:spPr"))
            for old in properties.findall(qn("a:xfrm")):
                properties.remove(old)
            properties.insert(0, deepcopy(placed))
    return looks or added


def _without_words(shape: etree._Element, tree: etree._Element) -> etree._Element:
    """Return the place of a title as a layout has it: its words' look is that of its first level."""
    place = deepcopy(shape)
    body, run = place.find(qn("p:txBody")), place.find(f".//{qn('a:rPr')}")
    for old in [*body.findall(qn("a:p")), *body.findall(qn("a:lstStyle"))]:
        body.remove(old)
    styles = etree.SubElement(body, qn("a:lstStyle"))
    if run is not None and run.get("sz"):
        first = etree.SubElement(styles, qn("a:lvl1pPr"))
        words = etree.SubElement(first, qn("a:defRPr"), {"sz": run.get("sz"), "b": run.get("b", "0")})
        words.extend(deepcopy(one) for one in run.findall(qn("a:solidFill")))
    etree.SubElement(body, qn("a:p"))
    place.find(f".//{qn('p:cNvPr')}").set("id", _next_id(tree))
    return place


def _copied(element: etree._Element, slide: Slide, layout: SlideLayout) -> etree._Element:
    """Return a copy of what is on a slide for its layout, which gets its pictures too; links stay behind."""
    found = deepcopy(element)
    for link in [*found.iter(qn("a:hlinkClick")), *found.iter(qn("a:hlinkHover"))]:
        link.getparent().remove(link)
    for one in found.iter():
        for name, key in list(one.attrib.items()):
            if name.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"):
                relation = slide.part.rels[key]
                if relation.is_external or not relation.reltype.endswith("/image"):
                    del one.attrib[name]
                else:
                    one.set(name, layout.part.relate_to(relation.target_part, relation.reltype))
    for name in found.iter(qn("p:cNvPr")):
        name.set("id", _next_id(_tree(layout)))
    return found


def _root(layout: SlideLayout) -> etree._Element:
    return layout.part.slide_layout.element


def _tree(layout: SlideLayout) -> etree._Element:
    return _root(layout).find(f"{qn('p:cSld')}/{qn('p:spTree')}")


def _places(tree: etree._Element) -> Iterator[etree._Element]:
    for shape in tree.iterchildren(qn("p:sp")):
        if shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}") is not None:
            yield shape


def _kind(shape: etree._Element) -> str:
    return str(shape.find(f".//{qn('p:ph')}").get("type", "obj"))


def _says(shape: etree._Element) -> bool:
    return any((one.text or "").strip() for one in shape.iter(qn("a:t")))


def _area(shape: etree._Element) -> int:
    extent = shape.find(f".//{qn('a:ext')}[@cx]")
    return int(extent.get("cx")) * int(extent.get("cy")) if extent is not None else 0


def _next_id(tree: etree._Element) -> str:
    return str(1 + max(int(one.get("id", "0")) for one in tree.iter(qn("p:cNvPr"))))
