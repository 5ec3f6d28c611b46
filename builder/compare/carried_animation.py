"""The animations of a slide, kept with the names of the shapes that they show, and given to a fresh slide."""

from collections.abc import Mapping

from lxml import etree

from builder.model.office_xml import SAFE_PARSER, A, Element, P

_PLAYING = ("cmd", "audio", "video", "sndTgt", "snd", "inkTgt")
"""What runs a command or plays a file."""


def timing_with_names(slide: Element, names: Mapping[str, str]) -> str:
    """Return the animations of a slide as XML in which shapes are called by the name that `names` has for their id.

    It is empty where one plays or runs something, or is of no shape that has a name.
    """
    found = slide.find(f"{P}timing")
    if found is None or any(next(found.iter(f"{P}{one}"), None) is not None for one in _PLAYING):
        return ""
    timing = etree.fromstring(etree.tostring(found, with_tail=False), SAFE_PARSER)
    for one in timing.iter():
        if one.get("spid") is not None:
            name = names.get(one.get("spid", ""), "")
            if not name:
                return ""
            one.set("spid", name)
    return str(etree.tostring(timing, encoding="unicode"))


def add_timing(slide: Element, xml: str) -> bool:
    """Give a slide the animations `xml`; False where it has not all of their shapes and paragraphs any more."""
    timing = etree.fromstring(xml, SAFE_PARSER)
    if timing.tag != f"{P}timing" or any(next(timing.iter(f"{P}{one}"), None) is not None for one in _PLAYING):
        return False
    shapes = {one.get("name"): one for one in slide.iter(f"{P}cNvPr")}
    for one in timing.iter():
        if one.get("spid") is None:
            continue
        shape = shapes.get(one.get("spid"))
        if shape is None or not _has_paragraphs(shape, one):
            return False
        one.set("spid", shape.get("id"))
    for old in slide.findall(f"{P}timing"):
        slide.remove(old)
    extensions = slide.find(f"{P}extLst")
    if extensions is not None:
        extensions.addprevious(timing)
    else:
        slide.append(timing)
    return True


def _has_paragraphs(names: Element, target: Element) -> bool:
    """Return whether a shape has the paragraphs that an animation is of."""
    shape = names.getparent().getparent()
    last = max((int(one.get("end", "0")) for one in target.iter(f"{P}pRg")), default=-1)
    return last < len(list(shape.iter(f"{A}p")))
