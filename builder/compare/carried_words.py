"""Looks of words and paragraphs, and where their lines end, set in the XML of a slide."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from builder.compare.carried_looks import solid_fill
from builder.compare.text_edits import inked
from builder.compare.theme_colors import is_color
from builder.model.office_xml import A, Element, R

_RUN, _BREAK, _TEXT, _RPR, _PPR = (f"{A}{name}" for name in ("r", "br", "t", "rPr", "pPr"))
_BEHIND_FILL = (f"{A}ln", f"{A}noFill", f"{A}solidFill", f"{A}gradFill", f"{A}effectLst")
_BEHIND_BULLET = (f"{A}tabLst", f"{A}defRPr", f"{A}extLst")
_SPACES = {f"{A}lnSpc": "line_spacing", f"{A}spcBef": "space_before", f"{A}spcAft": "space_after"}
"""The spaces of a paragraph, in the order of their elements (ECMA-376 part 1, 21.1.2.2.7)."""
_BULLETS = tuple(f"{A}{name}" for name in ("buNone", "buAutoNum", "buChar", "buBlip"))


class _StyledCharacter(NamedTuple):
    text: str
    model: Element
    """The run that it is of."""
    look: int
    """Number of the look that it gets."""


def format_paragraph(paragraph: Element, runs: Sequence[Sequence[Any]], relate: Callable[[str], str]) -> bool:
    """Give a paragraph that says the words of `runs` their looks and line ends; False where it says other words.

    Each run is its words and what of their look was changed. `relate` returns the id of a relation to an address.
    """
    there = [one for one in paragraph if one.tag in {_RUN, _BREAK}]
    contents = [one for one in paragraph if one.tag != _PPR and not str(one.tag).endswith("endParaRPr")]
    if not there or len(contents) != len(there):
        return False  # a field or a formula is in it
    numbers = [at for at, (text, _) in enumerate(runs) for _ in inked(text)]
    characters = list(_characters(there, numbers))
    if len(inked("".join(one.text for one in characters))) != len(numbers):
        return False
    ends = _line_ends("".join(str(text) for text, _ in runs))
    made = list(_rebuilt(characters, ends, runs, relate))
    place = list(paragraph).index(there[0])
    for one in there:
        paragraph.remove(one)
    for offset, one in enumerate(made):
        paragraph.insert(place + offset, one)
    return True


def _characters(there: Sequence[Element], numbers: Sequence[int]) -> Iterator[_StyledCharacter]:
    """Yield the characters of the runs `there`, a space for a line end, each with the number of its look."""
    count, model = 0, next((one for one in there if one.tag == _RUN), there[0])
    for one in there:
        model = one if one.tag == _RUN else model
        for char in (one.findtext(_TEXT) or "") if one.tag == _RUN else " ":
            at = min(count, len(numbers) - 1)
            yield _StyledCharacter(char, model, numbers[at] if numbers else 0)
            count += bool(inked(char))


def _line_ends(text: str) -> set[int]:
    """Return behind how many characters that are inked a line ends."""
    return {len(inked(text[:at])) for at, char in enumerate(text) if char in "\n\x0b"}


def _rebuilt(
    characters: Sequence[_StyledCharacter], ends: set[int], runs: Sequence[Sequence[Any]], relate: Callable[[str], str]
) -> Iterator[Element]:
    count, waiting = 0, set(ends)
    rows: list[_StyledCharacter | None] = []
    for one in characters:
        if count in waiting and inked(one.text):
            while rows and (last := rows[-1]) is not None and last.text.isspace():
                rows.pop()
            rows.append(None)
            waiting.discard(count)
        rows.append(one)
        count += bool(inked(one.text))
    for key, group in groupby(rows, key=lambda one: one and (id(one.model), one.look)):
        members = [one for one in group if one is not None]
        if key is None:
            yield etree.Element(_BREAK)
        else:
            run = etree.fromstring(etree.tostring(members[0].model, with_tail=False))
            run.find(_TEXT).text = "".join(one.text for one in members)
            properties = run.find(_RPR)
            if properties is None:
                properties = etree.Element(_RPR)
                run.insert(0, properties)
            _set_look(properties, runs[members[0].look][1], relate)
            yield run


def _set_look(properties: Element, look: Mapping[str, Any], relate: Callable[[str], str]) -> None:
    """Change what `look` names; all else stays as it is (order of the elements: ECMA-376 part 1, 21.1.2.3.9)."""
    for name, key, on, off in (
        ("b", "bold", "1", "0"), ("i", "italic", "1", "0"), ("u", "underline", "sng", "none"),
        ("strike", "strike", "sngStrike", "noStrike"),
    ):  # fmt: skip
        if key in look:
            properties.set(name, on if look[key] else off)
    if "size" in look:
        properties.set("sz", str(int(look["size"])))
    if "caps" in look:
        properties.set("cap", str(look["caps"]) or "none")
    if "raised" in look:
        properties.set("baseline", {1: "30000", -1: "-25000"}.get(int(look["raised"]), "0"))
    if is_color(str(look.get("color", ""))):
        _drop(properties, f"{A}solidFill")
        properties.insert(len(properties.findall(f"{A}ln")), solid_fill(str(look["color"])))
    if "highlight" in look:
        _drop(properties, f"{A}highlight")
        if is_color(str(look["highlight"])):
            behind = max((at + 1 for at, one in enumerate(properties) if one.tag in _BEHIND_FILL), default=0)
            marked = etree.Element(f"{A}highlight")
            marked.append(solid_fill(str(look["highlight"]))[0])
            properties.insert(behind, marked)
    if look.get("font"):
        _drop(properties, f"{A}latin")
        faces = (f"{A}ea", f"{A}cs", f"{A}sym", f"{A}hlinkClick", f"{A}hlinkMouseOver", f"{A}rtl", f"{A}extLst")
        _insert_before(properties, etree.Element(f"{A}latin", typeface=str(look["font"])), faces)
    if "link" in look:
        _drop(properties, f"{A}hlinkClick")
        if look["link"]:
            click = etree.Element(f"{A}hlinkClick")
            click.set(f"{R}id", relate(str(look["link"])))
            _insert_before(properties, click, (f"{A}hlinkMouseOver", f"{A}rtl", f"{A}extLst"))


def set_paragraph(paragraph: Element, look: Mapping[str, Any]) -> None:
    """Give a paragraph what `look` names: its level, and fields of its setting."""
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = etree.Element(_PPR)
        paragraph.insert(0, properties)
    if "level" in look:
        properties.set("lvl", str(int(look["level"])))
    if "align" in look:
        align, _, way = str(look["align"]).partition(" ")
        properties.set("algn", align or "l")
        properties.set("rtl", "1" if way else "0")
    for name, attribute in (("indent", "marL"), ("first_line", "indent")):
        if name in look:
            properties.set(attribute, str(int(look[name])))
    if "bullet" in look:
        for name in _BULLETS:
            _drop(properties, name)
        _insert_before(properties, _bullet(str(look["bullet"])), _BEHIND_BULLET)
    for at, (name, field) in enumerate(_SPACES.items()):
        if field in look:
            _drop(properties, name)
            properties.insert(sum(one.tag in tuple(_SPACES)[:at] for one in properties), _space(name, str(look[field])))


def _space(name: str, text: str) -> Element:
    """Return a distance such as `150%` or `12pt` as an element."""
    made = etree.Element(name)
    points, size = text.endswith("pt"), float(text.rstrip("%pt"))
    etree.SubElement(made, f"{A}{'spcPts' if points else 'spcPct'}", val=str(round(size * (100 if points else 1000))))
    return made


def _bullet(text: str) -> Element:
    if not text:
        return etree.Element(_BULLETS[0])
    return etree.Element(_BULLETS[1], type=text) if len(text) > 2 else etree.Element(_BULLETS[2], char=text)


def _drop(properties: Element, name: str) -> None:
    for one in properties.findall(name):
        properties.remove(one)


def _insert_before(parent: Element, child: Element, names: Sequence[str]) -> None:
    anchor = next((one for one in parent if one.tag in names), None)
    if anchor is None:
        parent.append(child)
    else:
        anchor.addprevious(child)
