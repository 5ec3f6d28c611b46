"""The lists of a Word file: bullet or number, and what the number looks like."""

from lxml import etree
from msgspec import Struct

from builder.importing.docx_styles import number_in
from builder.importing.office_archive import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering(Struct, frozen=True):
    """For each list and level the form of its numbers and the first of them."""

    levels: dict[tuple[str, int], tuple[str, int]]

    def of(self, properties: etree._Element | None, style: tuple[str, int] | None) -> tuple[str, int] | None:
        """Return the list and level of a paragraph, or None; list `0` means that it is in no list."""
        place = number_in(properties) or style
        return None if place is None or place[0] == "0" else place

    def marker(self, place: tuple[str, int], count: int) -> str:
        """Return what is before the item `count` (from 1) of a list: `-` for a bullet, else number or letter."""
        form, start = self.levels.get(place, ("bullet", 1))
        number = start + count - 1
        match form:
            case "bullet" | "none":
                return "-"
            case "lowerLetter" | "upperLetter" if 0 < number < 27:
                letter = chr(96 + number)
                return f"{letter.upper() if form == 'upperLetter' else letter}."
            case "lowerRoman" | "upperRoman" if 0 < number < 40:
                roman = _roman(number)
                return f"{roman.upper() if form == 'upperRoman' else roman}."
            case _:
                return f"{number}."


def numbering_of(archive: Archive) -> Numbering:
    """Return the lists of a Word file."""
    root = archive.tree("word/numbering.xml")
    if root is None:
        return Numbering({})
    forms: dict[str, dict[int, tuple[str, int]]] = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        forms[abstract.get(f"{_W}abstractNumId", "")] = dict(map(_level, abstract.iter(f"{_W}lvl")))
    levels: dict[tuple[str, int], tuple[str, int]] = {}
    for number in root.iter(f"{_W}num"):
        link = number.find(f"{_W}abstractNumId")
        for level, form in forms.get(link.get(f"{_W}val", "") if link is not None else "", {}).items():
            levels[number.get(f"{_W}numId", ""), level] = form
    return Numbering(levels)


def _level(element: etree._Element) -> tuple[int, tuple[str, int]]:
    form, start = element.find(f"{_W}numFmt"), element.find(f"{_W}start")
    first = start.get(f"{_W}val", "1") if start is not None else "1"
    level = element.get(f"{_W}ilvl", "0")
    kind = form.get(f"{_W}val", "bullet") if form is not None else "bullet"
    return int(level) if level.isdigit() else 0, (kind, int(first) if first.isdigit() else 1)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found
