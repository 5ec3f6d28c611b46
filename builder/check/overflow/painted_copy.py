"""The copy of a deck that is drawn for proof: every box in a colour of its own, nothing scaled."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from builder.check.deck.effective_format import FormattedSlide, sheets_of
from builder.check.deck.reader import OpenedDeck, open_deck, whole
from builder.check.deck.shape_index import rect_of
from builder.model.office_xml import A, P
from builder.model.units import Rect
from builder.model.zip_archive import zip_bytes

_STEPS = 16
"""Levels of each channel: colours differ by 16 of 256, more than any program rounds."""

_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_CLICKS = ("hlinkClick", "hlinkMouseOver")
_FITS = ("noAutofit", "normAutofit", "spAutoFit")


class Box(NamedTuple):
    """A box of words: which slide, what it is called, where it is."""

    slide: int
    """From 1."""
    name: str
    place: Rect


class _Place(NamedTuple):
    """How a group puts its children on the slide."""

    x: float = 0
    y: float = 0
    scale_x: float = 1
    scale_y: float = 1

    def of(self, rect: Rect) -> Rect:
        """Return a child's rectangle on the slide."""
        return Rect(
            round(self.x + rect.x * self.scale_x),
            round(self.y + rect.y * self.scale_y),
            round(rect.width * self.scale_x),
            round(rect.height * self.scale_y),
        )


class Painted(Struct, frozen=True):
    """A painted copy."""

    data: bytes
    boxes: tuple[Box, ...]
    numbers: tuple[int, ...]
    """For each box the number that its colour shows, unique on its slide."""


def color_of(number: int) -> str:
    """Return the colour of box `number` as six hexadecimal digits."""
    levels = (number % _STEPS, number // _STEPS % _STEPS, number // _STEPS**2)
    return "".join(f"{level * _STEPS + _STEPS // 2:02X}" for level in levels)


def number_of(red: int, green: int, blue: int) -> int:
    """Return the number of the box that a colour shows."""
    return red // _STEPS + green // _STEPS * _STEPS + blue // _STEPS * _STEPS**2


def paint(data: bytes) -> Painted:
    """Return a painted copy of the deck in `data`; BrokenPackageError if it is not a package."""
    deck = open_deck(data)
    boxes: list[Box] = []
    numbers: list[int] = []
    for slide, (_, sheet) in enumerate(sheets_of(deck), 1):
        found = _paint_tree(sheet.tree.find(f"{P}cSld/{P}spTree"), sheet, _Place())
        for number, (name, place) in enumerate(found):
            boxes.append(Box(slide, name, place))
            numbers.append(number)
    return Painted(_packed(deck), tuple(boxes), tuple(numbers))


def _paint_tree(tree: etree._Element | None, sheet: FormattedSlide, place: _Place) -> list[tuple[str, Rect]]:
    """Paint every box below `tree`; numbers go on through groups."""
    found: list[tuple[str, Rect]] = []
    for body, name, rect in _bodies(tree, sheet, place) if tree is not None else ():
        if _paint_body(body, color_of(len(found))):
            found.append((name, rect))
    return found


def _bodies(tree: etree._Element, sheet: FormattedSlide, place: _Place) -> Iterator[tuple[etree._Element, str, Rect]]:
    """Yield every text body below `tree` with its name and place."""
    for shape in tree:
        if shape.tag == f"{P}grpSp":
            yield from _bodies(shape, sheet, _inside(shape, place))
            continue
        rect = sheet.place_of(shape)
        named = shape.find(f".//{P}cNvPr")
        if rect is None or named is None:
            continue
        body = shape.find(f"{P}txBody")
        if body is not None:
            yield body, named.get("name", ""), place.of(rect)
        for table in shape.iter(f"{A}tbl"):
            yield from _cells(table, named.get("name", ""), rect, place)


def _cells(table: etree._Element, name: str, rect: Rect, place: _Place) -> Iterator[tuple[etree._Element, str, Rect]]:
    widths = [whole(one, "w") for one in table.iterfind(f"{A}tblGrid/{A}gridCol")]
    y = rect.y
    for down, row in enumerate(table.iterfind(f"{A}tr"), 1):
        height = whole(row, "h")
        for across, cell in enumerate(row.iterfind(f"{A}tc")):
            span = whole(cell, "gridSpan", 1)
            own = Rect(rect.x + sum(widths[:across]), y, sum(widths[across : across + span]), height)
            body = cell.find(f"{A}txBody")
            if body is not None:
                yield body, f"{name}, row {down}, column {across + 1}", place.of(own)
        y += height


def _inside(group: etree._Element, place: _Place) -> _Place:
    form = group.find(f"{P}grpSpPr/{A}xfrm")
    outer = rect_of(group)
    if form is None or outer is None:
        return place
    start, extent = form.find(f"{A}chOff"), form.find(f"{A}chExt")
    x, y = whole(start, "x"), whole(start, "y")
    scale_x = outer.width / max(whole(extent, "cx"), 1)
    scale_y = outer.height / max(whole(extent, "cy"), 1)
    return _Place(
        place.x + (outer.x - x * scale_x) * place.scale_x,
        place.y + (outer.y - y * scale_y) * place.scale_y,
        place.scale_x * scale_x,
        place.scale_y * scale_y,
    )


def _paint_body(body: etree._Element, color: str) -> bool:
    """Colour the words of a text body and turn its scaling off; return whether it has words at all."""
    runs = list(body.iter(f"{A}r", f"{A}fld"))
    for run in runs:
        look = run.find(f"{A}rPr")
        if look is None:
            look = etree.Element(f"{A}rPr")
            run.insert(0, look)
        for old in [one for one in look if etree.QName(one).localname in (*_FILLS, *_CLICKS)]:
            look.remove(old)
        fill = etree.Element(f"{A}solidFill")
        etree.SubElement(fill, f"{A}srgbClr").set("val", color)
        look.insert(1 if look.find(f"{A}ln") is not None else 0, fill)
    form = body.find(f"{A}bodyPr")
    if form is None:
        form = etree.Element(f"{A}bodyPr")
        body.insert(0, form)
    for old in [one for one in form if etree.QName(one).localname in _FITS]:
        form.remove(old)
    warp = form.find(f"{A}prstTxWarp")
    form.insert(0 if warp is None else 1, etree.Element(f"{A}noAutofit"))
    return any((run.findtext(f"{A}t") or "").strip() for run in runs)


def _packed(deck: OpenedDeck) -> bytes:
    painted = {name: etree.tostring(deck.trees[name], encoding="UTF-8") for name in deck.slides}
    return zip_bytes({**deck.parts, **painted}.items())
