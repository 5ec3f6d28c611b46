"""What a template's layouts give to text: placeholders with places, sizes, faces and colours as they inherit them."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from builder.model.units import Rect
from builder.theming.theme_reader import SCHEMES

if TYPE_CHECKING:
    from pptx.slide import SlideLayout, SlideMaster

_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_TITLES = ("title", "ctrTitle")
_HEX, _SYSTEM = re.compile("[0-9A-Fa-f]{6}"), {"window": "FFFFFF"}


SIDE = 26
"""Theme units between words and the sides of the slide, also where a template's own are nearer to these."""


SMALL_MARK = 0.12
"""The share of a slide that a logo or the name of an organisation takes at most."""

_BOX = ("x", "y", "cx", "cy")


class SlideSize(Struct, frozen=True):
    """The size of a template's slides, EMU."""

    width: int
    height: int

    def units(self, count: float) -> int:
        """Return a length in theme units as EMU."""
        return round(count * self.height / 540)

    def inside(self, frame: Rect) -> Rect:
        """Return the part of `frame` that is not at the edge of the slide."""
        left, top = max(frame.x, self.units(SIDE)), max(frame.y, self.units(8))
        right, bottom = min(frame.right, self.width - self.units(SIDE)), min(frame.bottom, self.height - self.units(8))
        return Rect(left, top, max(1, right - left), max(1, bottom - top))


class TemplatePlaceholder(Struct, frozen=True):
    """A placeholder of a layout, with what its first level inherits."""

    kind: str
    """`title`, `ctrTitle`, `subTitle`, `body`, `obj`, `pic`, `ftr`, `sldNum`, `dt` and the like (ECMA-376 19.7.10)."""
    frame: Rect | None
    """Its text's frame: the box without insets; None where neither layout nor master places it."""
    size: float
    """Points."""
    font: str
    bold: bool
    caps: bool
    color: str
    """Six hexadecimal digits."""
    anchor: str
    upright: bool
    """Neither turned nor written downwards."""
    align: str = "l"
    """`l`, `ctr`, `r` or `just`."""


class TemplateLayout(Struct, frozen=True):
    """A layout of the template."""

    part: str
    name: str
    kind: str
    """The layout's type, such as `title` or `obj`; empty if it has none."""
    master: int
    placeholders: tuple[TemplatePlaceholder, ...]
    words: tuple[str, ...]
    """What the layout itself says on every slide."""
    master_words: tuple[str, ...] = ()
    """What its master says on every slide, where the layout shows that."""
    colors: Mapping[str, str] = {}
    """Its colours by PowerPoint's names, which may mean others than on its master."""
    numbered: bool = False
    """Whether slides have their numbers without a placeholder: layout or master write them."""

    marks: tuple[Rect, ...] = ()
    """Where layout and master draw what is small: logos, names, addresses."""

    def of(self, *kinds: str) -> list[TemplatePlaceholder]:
        """Return the upright placeholders of `kinds` that have a place."""
        return [one for one in self.placeholders if one.kind in kinds and one.frame and one.upright]


class TemplateMaster(Struct, frozen=True):
    """A master: its colours by PowerPoint's names, and its fonts."""

    colors: Mapping[str, str]
    scheme: Mapping[str, str]
    """The theme's own colours, which the names mean differently on layouts with a map of their own."""
    major: str
    minor: str


class SampleSlide(Struct, frozen=True):
    """A slide that came with a template."""

    part: str
    """That of its layout."""
    title: str
    says: bool
    """Whether it says anything."""
    opens: bool = True
    """Whether it could open a deck: it is not hidden, and does not say how the template is to be used."""


class TemplateDeck(Struct, frozen=True):
    """A template as read."""

    width: int
    height: int
    masters: tuple[TemplateMaster, ...]
    layouts: tuple[TemplateLayout, ...]
    samples: tuple[SampleSlide, ...] = ()


def read_template(data: bytes, samples: tuple[SampleSlide, ...] = ()) -> TemplateDeck:
    """Return what the clean template in `data` offers, which had these `samples`; ValueError where values are none."""
    presentation = Presentation(BytesIO(data))
    masters, layouts = [], []
    for number, master in enumerate(presentation.slide_masters):
        look = _master_of(master)
        masters.append(look)
        layouts += [_layout_of(layout, number, look, presentation.element) for layout in master.slide_layouts]
    size = (presentation.slide_width or 0, presentation.slide_height or 0)
    return TemplateDeck(*size, tuple(masters), tuple(layouts), samples)


def _master_of(master: SlideMaster) -> TemplateMaster:
    parts = [one.target_part for one in master.part.rels.values() if one.reltype == RT.THEME]
    root = etree.fromstring(parts[0].blob) if parts else etree.Element("none")
    base: dict[str, str] = {}
    scheme = root.find(f".//{qn('a:clrScheme')}")
    for slot in scheme if scheme is not None else ():
        if isinstance(slot.tag, str) and len(slot):
            said = slot[0].get("lastClr") or slot[0].get("val") or ""
            base[etree.QName(slot).localname] = said.upper() if _HEX.fullmatch(said) else _SYSTEM.get(said, "000000")
    mapped = master.element.find(qn("p:clrMap"))
    names = {**_USUAL_MAP, **(dict(mapped.attrib) if mapped is not None else {})}
    colors = {name: base.get(names.get(name, name), "000000") for name in SCHEMES}
    major, minor = (_face(root, kind) for kind in ("majorFont", "minorFont"))
    return TemplateMaster(colors, base, major, minor)


def _face(root: etree._Element, kind: str) -> str:
    latin = root.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}")
    return (latin.get("typeface") if latin is not None else "") or "Arial"


def _layout_of(layout: SlideLayout, number: int, master: TemplateMaster, root: etree._Element) -> TemplateLayout:
    element = layout.part.slide_layout.element
    above = layout.slide_master.element
    mapped = element.find(f".//{qn('a:overrideClrMapping')}")
    if mapped is not None:
        own = {name: master.scheme.get(mapped.get(name, name), color) for name, color in master.colors.items()}
        master = replace(master, colors=own)
    shown = above if element.get("showMasterSp") not in {"0", "false"} else None
    shapes = list(_placeholder_shapes(element))
    if all(_kind(one) != "sldNum" for one in shapes):  # the master's place of the number is the template's too
        shapes += [one for one in _placeholder_shapes(above) if _kind(one) == "sldNum"]
    found = tuple(_placeholder_of(shape, above, master, root) for shape in shapes)
    return TemplateLayout(
        part=str(layout.part.partname),
        name=layout.name or "",
        kind=element.get("type", ""),
        master=number,
        placeholders=found,
        words=_own_words(element),
        colors=master.colors,
        master_words=_own_words(shown) if shown is not None else (),
        numbered=any(map(_writes_numbers, (element, shown))),
        marks=tuple(frame for one in (element, shown) if one is not None for frame in _marks(one, root)),
    )


def _own_words(element: etree._Element) -> tuple[str, ...]:
    """Return what the shapes of a layout or master say that are no placeholders."""
    said = dict.fromkeys(" ".join(_words(shape).split()) for shape in _free(element))
    return tuple(one for one in said if any(char.isalnum() for char in one))  # not icons set as characters


def _marks(element: etree._Element, root: etree._Element) -> Iterator[Rect]:
    """Yield the frames of small pictures, groups and boxes with words."""
    whole = root.find(qn("p:sldSz"))
    for shape in _free(element):
        offset, extent = shape.find(f".//{qn('a:off')}"), shape.find(f".//{qn('a:ext')}[@cx]")  # others are extensions
        said = shape.tag in {qn("p:pic"), qn("p:grpSp")} or _words(shape).strip()
        if not said or whole is None or offset is None or extent is None:
            continue
        frame = Rect(*(int(one.get(key, "0")) for one, key in zip((offset, offset, extent, extent), _BOX, strict=True)))
        if frame.width * frame.height <= SMALL_MARK * int(whole.get("cx", "0")) * int(whole.get("cy", "0")):
            yield frame


def _writes_numbers(element: etree._Element | None) -> bool:
    shapes = _free(element) if element is not None else ()
    return any(field.get("type") == "slidenum" for shape in shapes for field in shape.iter(qn("a:fld")))


def _placeholder_shapes(element: etree._Element) -> Iterator[etree._Element]:
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for shape in tree if tree is not None else ():
        if shape.tag in {qn("p:sp"), qn("p:pic")} and shape.find(f"./*/{qn('p:nvPr')}/{qn('p:ph')}") is not None:
            yield shape


def _free(element: etree._Element) -> Iterator[etree._Element]:
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for shape in tree if tree is not None else ():
        if isinstance(shape.tag, str) and shape.find(f"./*/{qn('p:nvPr')}/{qn('p:ph')}") is None:
            yield shape


def _words(shape: etree._Element) -> str:
    runs = (one for one in shape.iter(qn("a:r")))  # not fields, such as the slide's number
    return " ".join(one.findtext(qn("a:t"), "") for one in runs)


def _placeholder_of(
    shape: etree._Element, master: etree._Element, look: TemplateMaster, root: etree._Element
) -> TemplatePlaceholder:
    ph = shape.find(f"./*/{qn('p:nvPr')}/{qn('p:ph')}")
    kind = "obj" if ph is None else ph.get("type", "obj")
    PP_PLACEHOLDER.from_xml(kind)  # a kind that there is not would fail later, where slides are made
    wanted = {"ctrTitle": "title", "ftr": "ftr", "sldNum": "sldNum", "dt": "dt", "title": "title"}.get(kind, "body")
    parents = [one for one in _placeholder_shapes(master) if _kind(one) == wanted]
    chain = [shape, *parents[:1]]
    found = [one.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}") for one in chain]
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(wanted, "otherStyle")
    found.append(master.find(f".//{qn(f'p:{style}')}/{qn('a:lvl1pPr')}"))
    found.append(root.find(f"{qn('p:defaultTextStyle')}/{qn('a:lvl1pPr')}"))
    levels = [one for one in found if one is not None]
    runs = [run for one in levels if (run := one.find(qn("a:defRPr"))) is not None]
    body = [one.find(f".//{qn('a:bodyPr')}") for one in chain]
    bodies = [one for one in body if one is not None]
    return TemplatePlaceholder(
        kind=kind,
        frame=_frame(chain, bodies),
        size=int(_first(runs, "sz", "1800")) / 100,
        font=_font(runs, look, wanted),
        bold=_first(runs, "b", "0") in {"1", "true"},
        caps=_first(runs, "cap", "none") == "all",
        color=next((c for one in runs if (c := _color(one, look))), look.colors["tx1"]),
        anchor=_first(bodies, "anchor", "t"),
        upright=_first(bodies, "vert", "horz") == "horz" and not _turned(shape),
        align=_first(levels, "algn", "l"),
    )


def _kind(shape: etree._Element) -> str:
    ph = shape.find(f"./*/{qn('p:nvPr')}/{qn('p:ph')}")
    return "obj" if ph is None else ph.get("type", "obj")


def _first(elements: list[etree._Element], name: str, default: str) -> str:
    return next((str(one.get(name)) for one in elements if one.get(name) is not None), default)


def _turned(shape: etree._Element) -> bool:
    transform = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    return transform is not None and transform.get("rot", "0") != "0"


def _frame(chain: list[etree._Element], bodies: list[etree._Element]) -> Rect | None:
    for shape in chain:
        offset = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}/{qn('a:off')}")
        extent = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}/{qn('a:ext')}")
        if offset is None or extent is None:
            continue
        x, y, wide, high = (
            int(e.get(k, "0")) for e, k in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
        )
        left, top, right, bottom = (
            int(_first(bodies, name, usual))
            for name, usual in (("lIns", "91440"), ("tIns", "45720"), ("rIns", "91440"), ("bIns", "45720"))
        )
        return Rect(x + left, y + top, max(1, wide - left - right), max(1, high - top - bottom))
    return None


def _font(runs: list[etree._Element], look: TemplateMaster, wanted: str) -> str:
    for one in runs:
        latin = one.find(qn("a:latin"))
        face = latin.get("typeface", "") if latin is not None else ""
        if face:
            return {"+mj": look.major, "+mn": look.minor}.get(face[:3], face)
    return look.major if wanted == "title" else look.minor


def _color(run: etree._Element, look: TemplateMaster) -> str:
    fill = run.find(qn("a:solidFill"))
    return color_of(fill[0], look.colors) if fill is not None and len(fill) else ""


def color_of(element: etree._Element, colors: Mapping[str, str]) -> str:
    """Return a colour of DrawingML as hexadecimal digits, lighter or darker as it says (ECMA-376 20.1.2.3)."""
    value = element.get("lastClr") or element.get("val", "")
    aliases = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
    base = colors.get(aliases.get(value, value), value) if element.tag == qn("a:schemeClr") else value
    if len(base) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in base):
        return ""
    red, green, blue = (int(base[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    for change in element:
        share = float((change.get("val") or "100000").rstrip("%")) / 100000
        match etree.QName(change).localname:
            case "lumMod" | "shade":
                light *= share
            case "lumOff":
                light += share
            case "tint":
                light = 1 - (1 - light) * share
    mixed = colorsys.hls_to_rgb(hue, min(1, max(0, light)), strength)
    return "".join(f"{round(min(1, max(0, one)) * 255):02X}" for one in mixed)
