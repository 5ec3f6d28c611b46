"""Places and looks of shapes and words, set in the XML of a slide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from builder.compare.neutral_deck import FOOTERS
from builder.compare.portable_xml import JUMP, TO_SLIDE, WEB_ADDRESS
from builder.compare.shape_effects import PLACE_OF_WORDS, WARP
from builder.compare.text_inheritance import placeholder_of
from builder.compare.theme_colors import is_color
from builder.model.office_xml import A, Element, P, R

_FORMS = (f"{A}xfrm", f"{A}prstGeom", f"{A}custGeom")
_TITLES = frozenset({"title", "ctrTitle"})
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""What marks a shape without words as one that a screen reader passes over."""


def set_box(frame: Element, box: Sequence[Any], rotation: int) -> None:
    """Give a frame another place, size and rotation."""
    for tag, names, numbers in ((f"{A}off", ("x", "y"), box[:2]), (f"{A}ext", ("cx", "cy"), box[2:])):
        one = frame.find(tag)
        if one is None:
            one = etree.SubElement(frame, tag)
        for name, number in zip(names, numbers, strict=True):
            one.set(name, str(int(number)))
    if rotation:
        frame.set("rot", str(rotation))
    else:
        frame.attrib.pop("rot", None)


def set_fill_and_outline(properties: Element, fill: str, outline: str) -> None:
    """Give a shape a fill, and an outline written as its colour and its width in thirds of a point."""
    for one in properties.findall(f"{A}solidFill") + properties.findall(f"{A}noFill"):
        properties.remove(one)
    after = [one for one in properties if one.tag in _FORMS]
    if is_color(fill):
        properties.insert(len(after), solid_fill(fill))
    color, _, width = outline.partition(":")
    if is_color(color):
        for one in properties.findall(f"{A}ln"):
            properties.remove(one)
        line = etree.Element(f"{A}ln", w=str(round(int(width or 1) * 12700 / 3)))
        line.append(solid_fill(color))
        properties.insert(len(after) + is_color(fill), line)


def set_look(element: Element, look: Element, words: Mapping[str, str]) -> None:
    """Give a shape the form, fill, outline and effects of `look`, and its words another place; its frame stays."""
    properties = element.find(f"{P}spPr")
    for one in [one for one in properties if one.tag != f"{A}xfrm"]:
        properties.remove(one)
    properties.extend([one for one in look if one.tag != f"{A}xfrm"])
    body = element.find(f"{P}txBody/{A}bodyPr")
    if body is None:
        return
    for name in PLACE_OF_WORDS:
        if name in words:
            body.set(name, str(words[name]))
    for one in body.findall(WARP):
        body.remove(one)
    if "warp" in words:
        body.insert(0, etree.Element(WARP, prst=str(words["warp"])))


def set_link(names: Element, relation: str) -> None:
    """Give a shape a link to what `relation` leads to, or none."""
    for one in names.findall(f"{A}hlinkClick"):
        names.remove(one)
    if relation:
        click = etree.Element(f"{A}hlinkClick")
        click.set(f"{R}id", relation)
        names.insert(0, click)


_RUNNING = {"oleObj", "control", "videoFile", "audioFile", "quickTimeFile", "wavAudioFile", "contentPart"}


def make_harmless(element: Element) -> bool:
    """Take out clicks that run or open something, and return whether nothing is left that runs or plays by itself."""
    for one in [*element.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")]:
        to, action = one.get(f"{R}id", ""), one.get("action")
        if not (action == JUMP if to.startswith(TO_SLIDE) else WEB_ADDRESS.fullmatch(to) and not action):
            one.getparent().remove(one)
    return not any(etree.QName(one).localname in _RUNNING for one in element.iter() if isinstance(one.tag, str))


def prepare_words(element: Element, lang: str) -> None:
    """Give the words of an added shape their language, and boxes that do not scale them."""
    for run in element.iter(f"{A}r"):
        if run.find(f"{A}rPr") is None:
            run.insert(0, etree.Element(f"{A}rPr"))
    for one in element.iter(f"{A}rPr", f"{A}endParaRPr"):
        if not one.get("lang"):
            one.set("lang", lang)
    for body in element.iter(f"{A}bodyPr"):
        for one in body.findall(f"{A}normAutofit") + body.findall(f"{A}spAutoFit"):
            body.replace(one, etree.Element(f"{A}noAutofit"))


def entitle(tree: Element) -> None:
    """Let an added slide without a title have one: the first shape with words, where it is.

    A title is put below other placeholders, so that it is read first: layouts have it anywhere among them.
    """
    shapes = [one for one in tree if one.tag == f"{P}sp"]
    if any(placeholder_of(one) for one in shapes):
        title = next((one for one in shapes if (placeholder_of(one) or ("", ""))[0] in _TITLES), shapes[0])
        while (below := title.getprevious()) is not None and below.tag == f"{P}sp" and placeholder_of(below):
            below.addprevious(title)
        return
    first = next((one for one in shapes if any(text.text for text in one.iter(f"{A}t"))), None)
    place = first.find(f"./*/{P}nvPr") if first is not None else None
    if place is not None:
        place.insert(0, etree.Element(f"{P}ph", type="title"))


def keep_placeholders(tree: Element, layout: Element | None) -> None:
    """Keep, of the placeholders of an added slide, only those that its layout has, and the title."""
    known = {placeholder_of(one) for one in layout.iter(f"{P}sp")} if layout is not None else set()
    for one in tree:
        found = placeholder_of(one)
        if found is not None and found not in known and found[0] not in _TITLES:
            for place in one.findall(f"./*/{P}nvPr/{P}ph"):
                place.getparent().remove(place)


def footers_for(layout: Element, sheets: Iterable[Element]) -> Iterator[Element]:
    """Yield copies of the footer and the slide number that a layout has, each from the first sheet that shows one."""
    found: dict[str, Element] = {}
    for one in (one for sheet in sheets for one in sheet.iterchildren(f"{P}sp")):
        found.setdefault((placeholder_of(one) or ("", ""))[0], one)
    for one in layout.iter(f"{P}sp"):
        kind, number = placeholder_of(one) or ("", "")
        if kind in FOOTERS & found.keys():
            made = etree.fromstring(etree.tostring(found[kind], with_tail=False))
            made.find(f"./*/{P}nvPr/{P}ph").set("idx", number or "0")
            yield made


def frame_of(element: Element) -> Element | None:
    """Return the frame of a shape, made where the shape inherits its place."""
    if element.tag == f"{P}graphicFrame":
        return element.find(f"{P}xfrm")
    properties = element.find(f"{P}grpSpPr" if element.tag == f"{P}grpSp" else f"{P}spPr")
    if properties is None:
        return None
    frame = properties.find(f"{A}xfrm")
    if frame is None:
        frame = etree.Element(f"{A}xfrm")
        properties.insert(0, frame)
    return frame


def names_of(element: Element) -> Element:
    """Return the element that names a shape."""
    found = element.find(f"./*/{P}cNvPr")
    return found if found is not None else element


def solid_fill(color: str) -> Element:
    """Return a fill of one colour, six hexadecimal digits."""
    fill = etree.Element(f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val=color)
    return fill


def mark_decorative(names: Element) -> None:
    """Add the mark to a shape's extensions; PowerPoint gave it some already, and a second list is not allowed."""
    mark = etree.fromstring(_DECORATIVE)
    extensions = names.find(mark.tag)
    if extensions is None:
        names.append(mark)
    else:
        extensions.extend(mark)
