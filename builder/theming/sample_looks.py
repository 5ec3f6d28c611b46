"""What the slides of a template's file show that their layouts lack: grounds, pictures and fills of the organisation.

People who make a template by hand often leave the look on its slides. It becomes that of the layouts, since a deck has
other slides. What is a talk's own stays away: pictures that are not the whole ground, and all words.
"""

from __future__ import annotations

from collections import Counter
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

MANY, UPPER, NEAR = 3, 0.3, 150_000
"""So many slides show where a layout without titles has them: in this upper share of the slide, and within so many EMU
of each other.
"""

LARGE = 100 * 28 / 540 / 12700
"""Hundredths of a point by EMU of the slide's height from which on words of a cover may be its title."""

_FILLS = ("a:solidFill", "a:gradFill", "a:pattFill")
_DRAWN = (qn("p:sp"), qn("p:pic"), qn("p:cxnSp"))
_TITLES = {"title", "ctrTitle"}


def take_over_looks(presentation: Presentation) -> set[str]:
    """Give layouts what their slides show in their stead; return the names of the parts that changed."""
    changed: set[str] = set()
    slides = list(presentation.slides)
    high = presentation.slide_height or 0
    area = (presentation.slide_width or 0) * high
    shown = [one for one in slides if one.element.get("show") not in {"0", "false"}]
    opener = next((one for one in shown[:2] if any(map(_says, _places_and_boxes(one)))), None)
    for layout in (one for master in presentation.slide_masters for one in master.slide_layouts):
        own = [one for one in slides if one.slide_layout.part is layout.part]
        opens = opener is not None and opener.slide_layout.part is layout.part
        filled, ground = _draw_filled_places(layout), bool(own) and _take_ground(layout, own)
        front = opens and opener is not None and _take_front(layout, opener, area, high, drawn=ground)
        headed = not opens and _take_title_place(layout, own, high)
        if filled or ground or front or headed:
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


def _take_front(layout: SlideLayout, slide: Slide, area: int, high: int, *, drawn: bool) -> bool:
    """Take from the slide that opens the file its ground picture, and the place and look of its title, if it has any.

    Where the slide has a look of its own, as far as its ground is `drawn`, all that says nothing is taken, and places.
    """
    tree, own = _tree(layout), slide.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    plain = [one for one in own if one.tag in _DRAWN and one.find(f".//{qn('p:ph')}") is None and not _says(one)]
    looks = drawn or any(one.tag == qn("p:pic") and _area(one) >= WHOLE * area for one in plain)
    for one in plain if looks else ():
        tree.append(_copied(one, slide, layout))
    boxes = [one for one in _places_and_boxes(slide) if _says(one) and not _is_outside(one, high)]
    titles = [one for one in boxes if _kind(one) in _TITLES]
    for one in boxes if looks else ():
        there = next((place for place in _places(tree) if _kind(place) == _kind(one) == "subTitle"), None)
        if there is not None and _placed(one) is not None:
            _move(there, one)
    large = [one for one in boxes if _placed(one) is not None and _size(one) >= LARGE * high]
    heads = titles or sorted(large, key=lambda one: -_size(one))
    return (bool(heads) and _lend_title(tree, heads[0])) or looks


def _take_title_place(layout: SlideLayout, slides: Sequence[Slide], high: int) -> bool:
    """Give a layout that has no place of titles one where most of its slides have theirs; return whether they do."""
    tree = _tree(layout)
    if len(slides) < MANY or any(_kind(one) in _TITLES for one in _places(tree)):
        return False
    found: list[etree._Element] = []
    for slide in slides:
        boxes = (one for one in _places_and_boxes(slide) if _says(one) and _placed(one) is not None)
        upper = [one for one in boxes if _corner(one)[1] < UPPER * high]
        found += sorted(upper, key=lambda one: -_size(one))[:1]
    places = Counter(tuple(round(at / NEAR) for at in _corner(one)) for one in found)
    (corner, count), *_ = places.most_common(1) or [((), 0)]
    if count <= len(slides) / 2:
        return False
    alike = [one for one in found if tuple(round(at / NEAR) for at in _corner(one)) == corner]
    return _lend_title(tree, max(alike, key=_area))


def _lend_title(tree: etree._Element, shape: etree._Element) -> bool:
    """Put the place of a layout's title where the words of `shape` are, in their look; return whether it changed."""
    there = next((one for one in _places(tree) if _kind(one) in _TITLES), None)
    if there is None:
        if _placed(shape) is None:
            return False
        there = _title_place(shape, tree)
        tree.append(there)
    elif _placed(shape) is not None:
        _move(there, shape)
    elif shape.find(f".//{qn('a:rPr')}/{qn('a:solidFill')}") is None:
        return False
    _take_words_look(there, shape)
    return True


def _title_place(shape: etree._Element, tree: etree._Element) -> etree._Element:
    """Return an empty place of a title where `shape` is."""
    place = deepcopy(shape)
    names = place.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}")
    for old in list(names):
        names.remove(old)
    etree.SubElement(names, qn("p:ph"), {"type": "title"})
    body = place.find(qn("p:txBody"))
    for old in [*body.findall(qn("a:p")), *body.findall(qn("a:lstStyle"))]:
        body.remove(old)
    etree.SubElement(body, qn("a:lstStyle"))
    etree.SubElement(body, qn("a:p"))
    for link in [*place.iter(qn("a:hlinkClick")), *place.iter(qn("a:hlinkHover"))]:
        link.getparent().remove(link)
    place.find(f".//{qn('p:cNvPr')}").set("id", _next_id(tree))
    return place


def _take_words_look(place: etree._Element, shape: etree._Element) -> None:
    """Give a place the size, weight, colour and alignment that the words of `shape` have of their own."""
    styles, body = place.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}"), place.find(qn("p:txBody"))
    if styles is None:
        styles = etree.Element(qn("a:lstStyle"))
        body.find(qn("a:bodyPr")).addnext(styles)
    first = styles.find(qn("a:lvl1pPr"))
    first = etree.SubElement(styles, qn("a:lvl1pPr")) if first is None else first
    paragraph, run = shape.find(f".//{qn('a:pPr')}"), shape.find(f".//{qn('a:r')}/{qn('a:rPr')}")
    if paragraph is not None and paragraph.get("algn"):
        first.set("algn", paragraph.get("algn"))
    words = first.find(qn("a:defRPr"))
    words = etree.SubElement(first, qn("a:defRPr")) if words is None else words
    for name in ("sz", "b") if run is not None else ():
        if run.get(name):
            words.set(name, run.get(name))
    fill = run.find(qn("a:solidFill")) if run is not None else None
    if fill is not None:
        for old in words.findall(qn("a:solidFill")):
            words.remove(old)
        words.insert(0, deepcopy(fill))


def _move(place: etree._Element, shape: etree._Element) -> None:
    """Put a place of a layout where `shape` is."""
    properties = place.find(qn("p:spPr"))
    for old in properties.findall(qn("a:xfrm")):
        properties.remove(old)
    properties.insert(0, deepcopy(_placed(shape)))


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
    yield from (shape for shape in tree.iterchildren(qn("p:sp")) if _kind(shape))


def _places_and_boxes(slide: Slide) -> Iterator[etree._Element]:
    """Yield the places and boxes of a slide that may have a title."""
    for shape in slide.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}").iterchildren(qn("p:sp")):
        if _kind(shape) not in {"ftr", "sldNum", "dt", "pic"}:
            yield shape


def _kind(shape: etree._Element) -> str:
    """Return the kind of a placeholder; empty for other shapes."""
    place = shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}")
    return str(place.get("type", "obj")) if place is not None else ""


def _placed(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")


def _corner(shape: etree._Element) -> tuple[int, int]:
    offset = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}/{qn('a:off')}")
    return int(offset.get("x")), int(offset.get("y"))


def _is_outside(shape: etree._Element, high: int) -> bool:
    """Return whether a shape is above or below the slide, where titles are put that only screen readers are to find."""
    offset, extent = (shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}/{qn(name)}") for name in ("a:off", "a:ext"))
    if offset is None or extent is None:
        return False
    return int(offset.get("y")) + int(extent.get("cy")) <= 0 or int(offset.get("y")) >= high


def _size(shape: etree._Element) -> int:
    """Return the size of the largest words of `shape` that have one of their own, hundredths of a point."""
    return max((int(one.get("sz", "0")) for one in shape.iter(qn("a:rPr"))), default=0)


def _says(shape: etree._Element) -> bool:
    return any((one.text or "").strip() for one in shape.iter(qn("a:t")))


def _area(shape: etree._Element) -> int:
    extent = shape.find(f".//{qn('a:ext')}[@cx]")
    return int(extent.get("cx")) * int(extent.get("cy")) if extent is not None else 0


def _next_id(tree: etree._Element) -> str:
    return str(1 + max(int(one.get("id", "0")) for one in tree.iter(qn("p:cNvPr"))))
