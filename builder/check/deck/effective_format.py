"""How words look after all inheritance: size and colour of each run, and the ground on which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from builder.check.deck.reader import OpenedDeck, whole
from builder.check.deck.shape_index import IndexedShape, first, rect_of, shapes_of
from builder.model.office_xml import A, P
from builder.model.units import Color, Rect, color_from_hex

_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "subTitle": "bodyStyle"}
_DEFAULT_SIZE = 1800
"""Hundredths of a point, where nothing says a size (ECMA-376 part 1, 21.1.2.3.9)."""

_RUN, _TEXT, _FILL, _CLICK = f"{A}rPr", f"{A}t", f"{A}solidFill", f"{A}hlinkClick"

_Usual = tuple[int, Color | None]
"""Size, hundredths of a point, and colour of words that say nothing of them."""


class FormattedRun(NamedTuple):
    """A run as it is shown."""

    shape: str
    """Name of its shape."""
    text: str
    size: int
    """Hundredths of a point."""
    color: Color | None
    """None if it is unknown, such as for a gradient."""
    ground: Color | None


class FilledArea(NamedTuple):
    """A filled place; the fill is None where a picture or a gradient lies there."""

    place: Rect
    fill: Color | None


@dataclass(frozen=True, slots=True, eq=False)
class InheritedLayout:
    """A layout or master as its slides use it."""

    defaults: Mapping[str, etree._Element | None]
    """The default run properties of the placeholders, by index and by type."""
    places: Mapping[str, Rect]
    """Their places, by index and by type."""
    areas: tuple[FilledArea, ...]
    """Filled shapes, the uppermost first."""
    ground: Color | None


@lru_cache(maxsize=1)
def words_of(deck: OpenedDeck) -> tuple[tuple[str, FormattedRun], ...]:
    """Return every run of every slide with the slide's name; kept for the next rule that asks."""
    return tuple((name, words) for name, sheet in sheets_of(deck) for words in sheet.words())


@lru_cache(maxsize=1)
def sheets_of(deck: OpenedDeck) -> tuple[tuple[str, FormattedSlide], ...]:
    """Return every slide with what it inherits."""
    known: dict[str, InheritedLayout] = {}
    palettes: dict[str, dict[str, Color]] = {}
    sheets = []
    for (name, tree), (_, shapes) in zip(deck.shown(), shapes_of(deck), strict=True):
        layout = next(iter(deck.related(name, "slideLayout")), "")
        master = next(iter(deck.related(layout, "slideMaster")), "")
        if master not in palettes:
            palettes[master] = _colors(deck, master)
        colors = palettes[master]
        for part in (layout, master):
            if part not in known:
                known[part] = _stationery(deck.trees.get(part), colors)
        styles = deck.trees[master].find(f"{P}txStyles") if master in deck.trees else None
        sheets.append((name, FormattedSlide(tree, shapes, known[layout], known[master], styles, colors)))
    return tuple(sheets)


@dataclass(frozen=True, slots=True, eq=False)
class FormattedSlide:
    """A slide with its layout and master."""

    tree: etree._Element
    shapes: tuple[IndexedShape, ...]
    layout: InheritedLayout
    master: InheritedLayout
    styles: etree._Element | None
    """The master's text styles."""
    colors: Mapping[str, Color]

    def words(self) -> Iterator[FormattedRun]:
        """Yield every run of the slide with its look."""
        below: list[FilledArea] = []
        known: dict[tuple[str, str], _Usual] = {}
        for seen, place in self.places():
            filled = _fill(seen.properties, self.colors)
            if seen.words and seen.shape.tag == f"{P}sp":
                usual, ground = self._usual(seen, known), filled or self._ground(place, below)
                for run in seen.shape.iter(f"{A}r", f"{A}fld"):
                    yield self._words(seen.name, run, usual, ground)
            elif seen.words and seen.shape.tag == f"{P}graphicFrame":
                yield from self._of_table(seen, filled or self._ground(place, below))
            if place and (filled or seen.shape.tag == f"{P}pic"):
                below.append(FilledArea(place, filled))

    def places(self) -> Iterator[tuple[IndexedShape, Rect | None]]:
        """Yield every shape that is in no group, with its place on the slide."""
        for seen in self.shapes:
            if seen.top:
                inherited = self.layout.places.get(_key(seen.mark)) if seen.mark is not None else None
                yield seen, seen.place or inherited

    def place_of(self, shape: etree._Element) -> Rect | None:
        """Return where a shape is on the slide, EMU: its own place, or that of its placeholder on the layout."""
        own = rect_of(shape)
        mark = None if own else shape.find(f"./*/{P}nvPr/{P}ph")
        return own if mark is None else self.layout.places.get(_key(mark))

    def _of_table(self, seen: IndexedShape, ground: Color | None) -> Iterator[FormattedRun]:
        usual = self._look([])
        for run in seen.shape.iter(f"{A}r", f"{A}fld"):
            cell = next(run.iterancestors(f"{A}tc"), None)
            behind = (_fill(cell.find(f"{A}tcPr"), self.colors) if cell is not None else None) or ground
            yield self._words(seen.name, run, usual, behind)

    def _words(self, name: str, run: etree._Element, usual: _Usual, ground: Color | None) -> FormattedRun:
        size, color = usual
        own, said = first(run, _RUN), first(run, _TEXT)
        if own is not None and len(own):
            color = _fill(own, self.colors) if first(own, _FILL) is not None else color
            click = first(own, _CLICK)
            if click is not None and not len(click):
                color = self.colors.get("hlink", color)
        if own is not None and own.get("sz"):
            size = whole(own, "sz", size)
        return FormattedRun(name, (said.text or "") if said is not None else "", size, color, ground)

    def _usual(self, seen: IndexedShape, known: dict[tuple[str, str], _Usual]) -> _Usual:
        """Return the look of words in a shape that say nothing of it; `known` keeps what placeholders inherit."""
        own = _default(seen.body)
        if own is not None:
            return self._look([own, *self._inherited(seen)])
        key = (_key(seen.mark), seen.kind) if seen.mark is not None else ("", "")
        if key not in known:
            known[key] = self._look(self._inherited(seen))
        return known[key]

    def _look(self, chain: list[etree._Element]) -> _Usual:
        """Return size and colour that default run properties give, the nearest first."""
        size = next((whole(one, "sz", _DEFAULT_SIZE) for one in chain if one.get("sz")), _DEFAULT_SIZE)
        filled = next((one for one in chain if first(one, _FILL) is not None), None)
        return size, self.colors.get("tx1") if filled is None else _fill(filled, self.colors)

    def _inherited(self, seen: IndexedShape) -> list[etree._Element]:
        """Return the default run properties that a placeholder inherits, the nearest first."""
        if seen.mark is None:
            return []
        found = [self.layout.defaults.get(_key(seen.mark)), self.master.defaults.get(seen.kind)]
        if self.styles is not None:
            style = _STYLES.get(seen.kind, "otherStyle")
            found.append(self.styles.find(f"{P}{style}/{A}lvl1pPr/{A}defRPr"))
        return [one for one in found if one is not None]

    def _ground(self, place: Rect | None, below: list[FilledArea]) -> Color | None:
        """Return the colour under the middle of `place`: of a shape that lies there, else of the slide."""
        if place is None:
            return None
        middle = Rect(place.x + place.width // 2, place.y + place.height // 2, 0, 0)
        for area in (*reversed(below), *self.layout.areas, *self.master.areas):
            if area.place.contains(middle):
                return area.fill
        own = _background(self.tree, self.colors)
        return own or self.layout.ground or self.master.ground or self.colors.get("bg1")


def _stationery(tree: etree._Element | None, colors: Mapping[str, Color]) -> InheritedLayout:
    defaults: dict[str, etree._Element | None] = {}
    places: dict[str, Rect] = {}
    areas: list[FilledArea] = []
    for shape in tree.iterfind(f"{P}cSld/{P}spTree/*") if tree is not None else ():
        place = rect_of(shape)
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        filled = _fill(shape.find(f"{P}spPr"), colors)
        if place and filled:
            areas.insert(0, FilledArea(place, filled))
        for key in {_key(mark), mark.get("type", "body")} if mark is not None else ():
            if place:
                places.setdefault(key, place)
            defaults.setdefault(key, _default(first(shape, f"{P}txBody")))
    return InheritedLayout(defaults, places, tuple(areas), _background(tree, colors))


def _default(body: etree._Element | None) -> etree._Element | None:
    """Return the default run properties that a text body gives."""
    return first(first(first(body, f"{A}lstStyle"), f"{A}lvl1pPr"), f"{A}defRPr")


def _key(mark: etree._Element) -> str:
    return str(mark.get("idx") or mark.get("type", "body"))


def _colors(deck: OpenedDeck, master: str) -> dict[str, Color]:
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
    fill = first(properties, _FILL)
    if fill is None or not len(fill):
        return None
    value = fill[0].get("val", "")
    return _color(value) if fill[0].tag == f"{A}srgbClr" else colors.get(value)


def _color(digits: str) -> Color | None:
    return color_from_hex(digits) if re.fullmatch("[0-9A-Fa-f]{6}", digits) else None
