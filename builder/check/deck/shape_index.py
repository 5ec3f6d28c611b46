"""Shapes of slides taken apart once, for all the rules that ask of them."""

from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from builder.check.deck.reader import OpenedDeck, whole
from builder.model.office_xml import A, P
from builder.model.units import Rect

_SHAPES = (f"{P}pic", f"{P}graphicFrame", f"{P}grpSp", f"{P}cxnSp", f"{P}sp")
_NAMED, _KIND, _MARK = f"{P}cNvPr", f"{P}nvPr", f"{P}ph"
_PROPERTIES, _BODY, _FRAME, _OF_GROUP = f"{P}spPr", f"{P}txBody", f"{P}xfrm", f"{P}grpSpPr"
_FORM, _START, _EXTENT, _WORDS = f"{A}xfrm", f"{A}off", f"{A}ext", f"{A}t"


class IndexedShape(NamedTuple):
    """A shape, and what most rules ask of it."""

    shape: etree._Element
    top: bool
    """Whether it is on the slide itself, in no group."""
    named: etree._Element | None
    """Its `p:cNvPr`: number, name, alternative text."""
    mark: etree._Element | None
    """Its `p:ph`, where it is a placeholder."""
    properties: etree._Element | None
    """Its `p:spPr`: place and fill."""
    body: etree._Element | None
    """Its `p:txBody`."""
    place: Rect | None
    """The place that it gives for itself, EMU."""
    words: str

    @property
    def name(self) -> str:
        """What the selection pane calls it."""
        return str(self.named.get("name", "")) if self.named is not None else ""

    @property
    def kind(self) -> str:
        """The type of its placeholder, as written; empty for none."""
        return str(self.mark.get("type", "body")) if self.mark is not None else ""


@lru_cache(maxsize=1)
def shapes_of(deck: OpenedDeck) -> tuple[tuple[str, tuple[IndexedShape, ...]], ...]:
    """Return every slide that can be read with its shapes, those in groups too, in the order of the file."""
    return tuple((name, tuple(_shapes(tree))) for name, tree in deck.shown())


def _shapes(tree: etree._Element) -> list[IndexedShape]:
    trunk = tree.find(f"{P}cSld/{P}spTree")
    return [_index_shape(shape, top=shape.getparent() is trunk) for shape in tree.iter(*_SHAPES)]


def _index_shape(shape: etree._Element, *, top: bool) -> IndexedShape:
    named = mark = properties = body = None
    for child in shape:  # a loop over children takes half the time of looking for one
        tag = child.tag
        if tag == _PROPERTIES:
            properties = child if properties is None else properties
        elif tag == _BODY:
            body = child if body is None else body
        elif named is None or mark is None:
            for one in child:
                if one.tag == _NAMED:
                    named = one if named is None else named
                elif one.tag == _KIND and mark is None:
                    mark = first(one, _MARK)
    words = "".join([one.text or "" for one in shape.iter(_WORDS)])
    return IndexedShape(shape, top, named, mark, properties, body, rect_of(shape), words)


def first(element: etree._Element | None, tag: str) -> etree._Element | None:
    """Return the first child with `tag`."""
    if element is not None:
        for child in element:
            if child.tag == tag:
                return child
    return None


def rect_of(shape: etree._Element) -> Rect | None:
    """Return the place that a shape, frame or group gives for itself, EMU; None where it gives none."""
    form = first(first(shape, _PROPERTIES), _FORM)
    if form is None:
        form = first(shape, _FRAME)
    if form is None:
        form = first(first(shape, _OF_GROUP), _FORM)
    if form is None:
        return None
    start, extent = first(form, _START), first(form, _EXTENT)
    return Rect(whole(start, "x"), whole(start, "y"), whole(extent, "cx"), whole(extent, "cy"))
