"""The styles of a Word file: which paragraphs are headings, titles, quotations, items, and which words are bold."""

import re

from lxml import etree
from msgspec import Struct

from builder.importing.office_archive import Archive
from builder.model.brief import Mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|nagłówek|título|titolo|kop|nadpis|заголовок|rubrik|cabeçalho)\s*([1-9])$"
)
_CAPTIONS = {
    "caption",
    "beschriftung",
    "légende",
    "legenda",
    "podpis",
    "epígrafe",
    "didascalia",
    "bijschrift",
    "titulek",
    "назва об'єкта",
}
_MOST_STEPS = 12
"""Styles that may appear on one another."""
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])")
_YELLOW = "FFFF00"


class WordStyle(Struct, frozen=True):
    """What a style of paragraphs says."""

    level: int = 0
    """Of a heading from 1, or 0."""
    is_title: bool = False
    is_subtitle: bool = False
    is_quote: bool = False
    is_caption: bool = False
    ours: str = ""
    """The name of one of our own styles without `Briefing `, in lower case."""
    number: tuple[str, int] | None = None
    """The list and level that its paragraphs belong to."""
    depth: int = 0
    """The level of an item that its name tells: `List Bullet 2`."""


class WordStyles(Struct, frozen=True):
    """The styles by their ids."""

    elements: dict[str, etree._Element]

    def of(self, properties: etree._Element | None) -> WordStyle:
        """Return the style of a paragraph, including its own properties."""
        own = _value(properties, "pStyle")
        outline = _value(properties, "outlineLvl")
        chain = self._chain(own)
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        number: tuple[str, int] | None = None
        names = [_value(one, "name").casefold() for one in chain]
        for name, one in zip(names, chain, strict=True):
            heading = _HEADING.match(name)
            deep = _value(one.find(f"{_W}pPr"), "outlineLvl")
            level = level or (int(heading[1]) if heading else 0)
            level = level or (int(deep) + 1 if deep.isdigit() and int(deep) < 9 else 0)
            number = number or number_in(one.find(f"{_W}pPr"))
        first = names[0] if names else ""
        is_title, is_subtitle = first in {"title", "titel", "tytuł"}, first in {"subtitle", "untertitel", "podtytuł"}
        is_quote = any("quote" in name or "zitat" in name or "citation" in name for name in names)
        is_caption = any(name in _CAPTIONS for name in names)
        own_level = 0 if is_title or is_subtitle else min(level, 6)
        ours = first.removeprefix("briefing ") if first.startswith("briefing ") else ""
        below = _DEEPER.fullmatch(first)
        depth = int(below[1]) - 1 if below else 0
        return WordStyle(own_level, is_title, is_subtitle, is_quote, is_caption, ours, number, depth)

    def _chain(self, name: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while name in self.elements and len(found) < _MOST_STEPS:
            found.append(self.elements[name])
            name = _value(self.elements[name], "basedOn")
        return found

    @property
    def has_ours(self) -> bool:
        """Return whether the file has our styles."""
        return any(_value(one, "name").casefold() == "briefing question" for one in self.elements.values())

    def is_apart(self, name: str) -> bool:
        """Return whether paragraphs in the style `name` (an id) are instructions or fields, which are not text."""
        return _value(self.elements[name], "name").casefold() in {"briefing note", "briefing field"}

    def is_point(self, run: etree._Element) -> bool:
        """Return whether a run is marked for the slide: by our own style of characters, or with a highlighter."""
        own = run.find(f"{_W}rPr")
        names = {_value(one, "name").casefold() for one in self._chain(_value(own, "rStyle"))}
        shade = own.find(f"{_W}shd") if own is not None else None  # LibreOffice writes yellow as a shade
        yellow = shade is not None and shade.get(f"{_W}fill", "").upper() == _YELLOW
        return "briefing point" in names or yellow or _value(own, "highlight") not in {"", "none"}

    def mark_of(self, run: etree._Element) -> Mark:
        """Return how the words of a run are marked up."""
        own = run.find(f"{_W}rPr")
        parts = [own, *(one.find(f"{_W}rPr") for one in self._chain(_value(own, "rStyle")))]
        mark = Mark.NONE
        for tag, what in (("b", Mark.STRONG), ("i", Mark.EMPHASIS)):
            said = next(
                (one.find(f"{_W}{tag}") for one in parts if one is not None and one.find(f"{_W}{tag}") is not None),
                None,
            )
            if said is not None and said.get(f"{_W}val", "1") not in {"0", "false", "off"}:
                mark |= what
        raised = next((found for one in parts if (found := _value(one, "vertAlign"))), "")
        return mark | {"superscript": Mark.SUPERSCRIPT, "subscript": Mark.SUBSCRIPT}.get(raised, Mark.NONE)


def styles_of(archive: Archive) -> WordStyles:
    """Return the styles of a Word file."""
    root = archive.tree("word/styles.xml")
    found = root.iter(f"{_W}style") if root is not None else ()
    return WordStyles({one.get(f"{_W}styleId", ""): one for one in found})


def number_in(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return the list and level that the properties of a paragraph give, if they do."""
    inside = properties.find(f"{_W}numPr") if properties is not None else None
    if inside is None:
        return None
    name, level = _value(inside, "numId"), _value(inside, "ilvl") or "0"
    return (name, int(level)) if name and level.isdigit() else None


def _value(element: etree._Element | None, tag: str) -> str:
    found = element.find(f"{_W}{tag}") if element is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""
