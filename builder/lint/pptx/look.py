"""How words look after all inheritance: size and colour of each run, and the ground on which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from builder.lint.pptx.opened import A, Deck, P, whole
from builder.style import Color, Rect, color_from_hex

_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "subTitle": "bodyStyle"}
_DEFAULT_SIZE = 1800
"""Hundredths of a point, where nothing says a size (ECMA-376 part 1, 21.1.2.3.9)."""


class Words(NamedTuple):
    """A run as it is shown."""

    shape: str
    """Name of its shape."""
    text: str
    size: int
    """Hundredths of a point."""
    color: Color | None
    """None where it cannot be told, such as for a gradient."""
    ground: Color | None


class Area(NamedTuple):
    """A filled place; the fill is None where a picture or a gradient lies there."""

    place: Rect
    fill: Color | None


@dataclass(frozen=True, slots=True, eq=False)
class Stationery:
    """A layout or master as its slides use it."""

    bodies: Mapping[str, etree._Element]
    """Text bodies of the placeholders, by index and by type."""
    places: Mapping[str, Rect]
    """Their places, by index and by type."""
    areas: tuple[Area, ...]
    """Filled shapes, the uppermost first."""
    ground: Color | None


@lru_cache(maxsize=1)
def words_of(deck: Deck) -> tuple[tuple[str, Words], ...]:
    """Return every run of every slide with the slide's name; kept for the next rule that asks."""
    return tuple((name, words) for name, sheet in sheets_of(deck) for words in sheet.words())


@lru_cache(maxsize=1)
def sheets_of(deck: Deck) -> tuple[tuple[str, Sheet], ...]:
    """Return every slide with what it inherits."""
    known: dict[str, Stationery] = {}
    palettes: dict[str, dict[str, Color]] = {}
    sheets = []
    for name, tree in deck.shown():
        layout = next(iter(deck.related(name, "slideLayout")), "")
        master = next(iter(deck.related(layout, "slideMaster")), "")
        if master not in palettes:
            palettes[master] = _colors(deck, master)
        colors = palettes[master]
        for part in (layout, master):
            if part not in known:
                known[part] = _stationery(deck.trees.get(part), colors)
        styles = deck.trees[master].find(f"{P}txStyles") if master in deck.trees else None
        sheets.append((name, Sheet(tree, known[layout], known[master], styles, colors)))
    return tuple(sheets)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A slide with its layout and master."""

    tree: etree._Element
    layout: Stationery
    master: Stationery
    styles: etree._Element | None
    """The master's text styles."""
    colors: Mapping[str, Color]

    def words(self) -> Iterator[Words]:
        """Yield every run of the slide with its look."""
        below: list[Area] = []
        for shape in self.tree.iterfind(f"{P}cSld/{P}spTree/*"):
            place = self.place_of(shape)
            filled = _fill(shape.find(f"{P}spPr"), self.colors)
            if shape.tag in {f"{P}sp", f"{P}graphicFrame"}:
                yield from self._of(shape, filled or self._ground(place, below))
            if place and (filled or shape.tag == f"{P}pic"):
                below.append(Area(place, filled))

    def place_of(self, shape: etree._Element) -> Rect | None:
        """Return where a shape is on the slide, EMU: its own place, or that of its placeholder on the layout."""
        own = rect_of(shape)
        mark = None if own else shape.find(f"./*/{P}nvPr/{P}ph")
        return own if mark is None else self.layout.places.get(_key(mark))

    def _of(self, shape: etree._Element, ground: Color | None) -> Iterator[Words]:
        named = shape.find(f"./*/{P}cNvPr")
        name = named.get("name", "") if named is not None else ""
        usual = self._usual(shape)
        for run in shape.iter(f"{A}r", f"{A}fld"):
            behind = ground
            if shape.tag == f"{P}graphicFrame":
                cell = next(run.iterancestors(f"{A}tc"), None)
                behind = (_fill(cell.find(f"{A}tcPr"), self.colors) if cell is not None else None) or ground
            yield self._words(name, run, usual, behind)

    def _words(self, name: str, run: etree._Element, usual: tuple[int, Color | None], ground: Color | None) -> Words:
        size, color = usual
        own = run.find(f"{A}rPr")
        if own is not None and len(own):
            color = _fill(own, self.colors) if own.find(f"{A}solidFill") is not None else color
            click = own.find(f"{A}hlinkClick")
            if click is not None and not len(click):
                color = self.colors.get("hlink", color)
        if own is not None and own.get("sz"):
            size = whole(own, "sz", size)
        return Words(name, run.findtext(f"{A}t") or "", size, color, ground)

    def _usual(self, shape: etree._Element) -> tuple[int, Color | None]:
        """Return size and colour of words in a shape that say nothing of them."""
        chain = self._inherited(shape) if shape.tag == f"{P}sp" else []
        size = next((whole(one, "sz", _DEFAULT_SIZE) for one in chain if one.get("sz")), _DEFAULT_SIZE)
        filled = next((one for one in chain if one.find(f"{A}solidFill") is not None), None)
        return size, self.colors.get("tx1") if filled is None else _fill(filled, self.colors)

    def _inherited(self, shape: etree._Element) -> list[etree._Element]:
        """Return the default run properties that a shape's words inherit, the nearest first."""
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        bodies = [shape.find(f"{P}txBody")]
        if mark is not None:
            bodies += [self.layout.bodies.get(_key(mark)), self.master.bodies.get(mark.get("type", "body"))]
        found = [one.find(f"{A}lstStyle/{A}lvl1pPr/{A}defRPr") for one in bodies if one is not None]
        if self.styles is not None and mark is not None:
            style = _STYLES.get(mark.get("type", "body"), "otherStyle")
            found.append(self.styles.find(f"{P}{style}/{A}lvl1pPr/{A}defRPr"))
        return [one for one in found if one is not None]

    def _ground(self, place: Rect | None, below: list[Area]) -> Color | None:
        """Return the colour under the middle of `place`: of a shape that lies there, else of the slide."""
        if place is None:
            return None
        middle = Rect(place.x + place.width // 2, place.y + place.height // 2, 0, 0)
        for area in (*reversed(below), *self.layout.areas, *self.master.areas):
            if area.place.contains(middle):
                return area.fill
        own = _background(self.tree, self.colors)
        return own or self.layout.ground or self.master.ground or self.colors.get("bg1")


def _stationery(tree: etree._Element | None, colors: Mapping[str, Color]) -> Stationery:
    bodies: dict[str, etree._Element] = {}
    places: dict[str, Rect] = {}
    areas: list[Area] = []
    for shape in tree.iterfind(f"{P}cSld/{P}spTree/*") if tree is not None else ():
        place = rect_of(shape)
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        filled = _fill(shape.find(f"{P}spPr"), colors)
        if place and filled:
            areas.insert(0, Area(place, filled))
        for key in {_key(mark), mark.get("type", "body")} if mark is not None else ():
            if place:
                places.setdefault(key, place)
            bodies.setdefault(key, shape.find(f"{P}txBody"))
    return Stationery(bodies, places, tuple(areas), _background(tree, colors))


def _key(mark: etree._Element) -> str:
    return str(mark.get("idx") or mark.get("type", "body"))


def _colors(deck: Deck, master: str) -> dict[str, Color]:
    """Return the theme's colours by the names that slides use."""
    theme = deck.trees.get(next(iter(deck.related(master, "theme")), ""))
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    named = {
        etree.QName(slot).localname: color
        for slot in (scheme if scheme is not None else ())
        if len(slot) and (color := _color(slot[0].get("val", "")))
    }
    chosen = deck.trees[master].find(f"{P}clrMap") if master in deck.trees else None
    roles = chosen.attrib.items() if chosen is not None else ()
    return named | {role: named[slot] for role, slot in roles if slot in named}


def _background(tree: etree._Element | None, colors: Mapping[str, Color]) -> Color | None:
    return _fill(tree.find(f"{P}cSld/{P}bg/{P}bgPr"), colors) if tree is not None else None


def _fill(properties: etree._Element | None, colors: Mapping[str, Color]) -> Color | None:
    """Return the plain fill that `properties` name, or None."""
    fill = properties.find(f"{A}solidFill") if properties is not None else None
    if fill is None or not len(fill):
        return None
    value = fill[0].get("val", "")
    return _color(value) if fill[0].tag == f"{A}srgbClr" else colors.get(value)


def _color(digits: str) -> Color | None:
    return color_from_hex(digits) if re.fullmatch("[0-9A-Fa-f]{6}", digits) else None


def rect_of(shape: etree._Element) -> Rect | None:
    """Return the place that a shape, frame or group gives for itself, EMU; None where it gives none."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm"):
        place = shape.find(path)
        if place is not None:
            start, extent = place.find(f"{A}off"), place.find(f"{A}ext")
            return Rect(whole(start, "x"), whole(start, "y"), whole(extent, "cx"), whole(extent, "cy"))
    return None
