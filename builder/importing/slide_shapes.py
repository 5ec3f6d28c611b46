"""The shapes of a slide in the order in which people read them, and what is its title where no placeholder says so."""

import re
from collections.abc import Sequence

from lxml import etree

from builder.importing.language_data import pattern
from builder.importing.paragraphs import LONG_LINE, asks_at_end
from builder.model.office_xml import A, P

TITLES = {"title", "ctrTitle"}
"""Kinds of placeholders that hold a title."""
_SHAPES = (f"{P}sp", f"{P}graphicFrame", f"{P}pic")
_COUNT = re.compile(r"\s*[(\[]?\d{1,2}\s?/\s?\d{1,2}[)\]]?\s*$|\s*[(\[]\d{1,2}[)\]]\s*$")
_CONTINUED = pattern("continued", r"\s*(?:[(\[]|[–—-]\s|,\s)\s*(?:", r")\.?\s*\d{0,2}\s*[)\]]?\s*$")


def kind_of(shape: etree._Element) -> str:
    """Return the kind of a shape's placeholder, or nothing if it is not one."""
    found = next(shape.iter(f"{P}ph"), None)
    return "" if found is None else found.get("type", "obj")


def text_of(shape: etree._Element) -> str:
    """Return the words of a shape on one line."""
    return " ".join(" ".join(one.text or "" for one in shape.iter(f"{A}t")).split())


def shapes_of(root: etree._Element) -> list[etree._Element]:
    """Return the shapes of a slide as they are read: downwards where all have places, else as they are drawn."""
    tree = next(root.iter(f"{P}spTree"), root)
    tops = [one for one in tree if one.tag in {*_SHAPES, f"{P}grpSp"}]
    places = [_place(one) for one in tops if kind_of(one) not in TITLES]
    if all(places) and not any(kind_of(one) for one in tops):
        tops.sort(key=lambda one: _place(one) or (0, 0))
    return [shape for one in tops for shape in ([one] if one.tag in _SHAPES else one.iter(*_SHAPES))]


def _place(shape: etree._Element) -> tuple[int, int] | None:
    """Return how far down and to the right a shape or a group begins, EMU; None where its layout says so."""
    offset = next(shape.iter(f"{A}off"), None)
    if offset is None:
        return None
    x, y = offset.get("x", ""), offset.get("y", "")
    return (int(y), int(x)) if re.fullmatch(r"-?\d{1,12}", x) and re.fullmatch(r"-?\d{1,12}", y) else None


def title_shape(shapes: Sequence[etree._Element]) -> etree._Element | None:
    """Return the shape that is the title: its placeholder, else a line at the top that asks or is the largest text."""
    named = next((one for one in shapes if kind_of(one) in TITLES and text_of(one)), None)
    said = [one for one in shapes if text_of(one) and one.tag == f"{P}sp"]
    if named is not None or not said or any(kind_of(one) for one in said):
        return named
    first, others = said[0], said[1:]
    line = len(list(_paragraphs(first))) == 1 and len(text_of(first)) <= LONG_LINE
    largest = bool(others) and _size(first) > max(map(_size, others))
    return first if line and others and (asks_at_end(text_of(first)) or largest) else None


def _paragraphs(shape: etree._Element) -> list[etree._Element]:
    return [one for one in shape.iter(f"{A}p") if any((t.text or "").strip() for t in one.iter(f"{A}t"))]


def _size(shape: etree._Element) -> int:
    """Return the largest size that a shape gives to its words, in hundredths of a point; 0 where its layout does."""
    sizes = [one.get("sz", "") for one in shape.iter(f"{A}rPr", f"{A}defRPr")]
    return max((int(one) for one in sizes if one.isascii() and one.isdigit()), default=0)


def without_continuation(title: str) -> str:
    """Return a title without what says that the slide is one of several: `(cont.)`, `(2/3)`, `(2)`."""
    return _COUNT.sub("", _CONTINUED.sub("", title)).strip()


def is_bulleted(paragraph: etree._Element, *, usual: bool) -> bool:
    """Return whether a paragraph has a bullet or number; `usual` is what its layout has where it does not say."""
    properties = paragraph.find(f"{A}pPr")
    if properties is None:
        return usual
    if properties.find(f"{A}buNone") is not None:
        return False
    own = any(properties.find(f"{A}{one}") is not None for one in ("buChar", "buAutoNum", "buBlip"))
    return own or usual
