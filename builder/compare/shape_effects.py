"""Parts of a shape's look that only have to be distinguished: shadows, dashes, crops, the looks of cells and bars."""

import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from builder.compare.theme_colors import color_of
from builder.model.office_xml import A, C, Element, P

_LINE, _EFFECTS, _FILL = f"{A}ln", f"{A}effectLst", f"{A}solidFill"
_ENDS = {f"{A}prstDash": "val", f"{A}headEnd": "type", f"{A}tailEnd": "type"}
_DEEP = {f"{A}scene3d", f"{A}sp3d"}
_USUAL = {"", "none", "solid"}
PLACE_OF_WORDS = ("anchor", "vert", "numCol")
"""Attributes of `bodyPr` that say where the words of a shape are: their anchor, direction and columns."""
WARP = f"{A}prstTxWarp"
"""What bends words to a form."""
_PLAIN_WIDTH = 12_700
"""EMU that a column of a table is rounded to: programs recalculate widths."""


def shape_effects(properties: Element) -> Iterator[str]:
    """Yield what a shape's own properties say apart from fill, outline and form."""
    for one in properties:
        if one.tag == _LINE:
            yield from (
                f"{etree.QName(end).localname}={end.get(_ENDS[end.tag])}"
                for end in one
                if end.tag in _ENDS and end.get(_ENDS[end.tag], "") not in _USUAL
            )
        elif one.tag == _EFFECTS:
            yield from (str(etree.QName(effect).localname) for effect in one)
        elif one.tag in _DEEP:
            yield str(etree.QName(one).localname)
        elif one.tag == _FILL and len(one):
            yield from (f"alpha={alpha.get('val')}" for alpha in one[0] if alpha.tag == f"{A}alpha")


def body_effects(shape: Element) -> str:
    """Return where a shape says itself that its words are, and to what form they are bent."""
    body = shape.find(f"{P}txBody/{A}bodyPr")
    if body is None:
        return ""
    bent = [f"warp={one.get('prst')}" for one in body if one.tag == WARP and one.get("prst") != "textNoShape"]
    return " ".join([*(f"{name}={body.get(name)}" for name in PLACE_OF_WORDS if body.get(name)), *bent])


def picture_effects(picture: Element) -> str:
    """Return how a picture is cropped and coloured."""
    fill = picture.find(f"{P}blipFill")
    if fill is None:
        return ""
    found = []
    for one in fill:
        if one.tag == f"{A}srcRect":
            found += [f"{name}={value}" for name, value in sorted(one.attrib.items()) if value != "0"]
        elif one.tag == f"{A}blip":
            found += [str(etree.QName(change).localname) for change in one if change.tag != f"{A}extLst"]
    return " ".join(found)


def table_effects(data: Element, colors: Mapping[str, str]) -> str:
    """Return a digest of what the cells of a table look like, without their words."""
    rows = [[round(int(one.get("w", "0")) / _PLAIN_WIDTH) for one in data.iter(f"{A}gridCol")]]
    looks = [[_cell(cell, colors) for cell in row.iterchildren(f"{A}tc")] for row in data.iter(f"{A}tr")]
    return _digest((rows, looks))


def _cell(cell: Element, colors: Mapping[str, str]) -> tuple[str, ...]:
    spans = [f"{name}={value}" for name, value in sorted(cell.attrib.items()) if name != "id"]
    properties = cell.find(f"{A}tcPr")
    fills = () if properties is None else (color_of(one, colors) for one in properties.findall(_FILL))
    runs = {_run_look(one.find(f"{A}rPr"), colors) for one in cell.iter(f"{A}r")}
    aligned = {one.get("algn", "") for one in cell.iter(f"{A}pPr")}
    return (*spans, *fills, *map(str, sorted(runs)), *sorted(aligned))


def _run_look(properties: Element | None, colors: Mapping[str, str]) -> tuple[str, ...]:
    if properties is None:
        return ("0", "0", "none", "", "")
    marks = (properties.get(name, usual) for name, usual in (("b", "0"), ("i", "0"), ("u", "none"), ("sz", "")))
    return (*marks, color_of(properties.find(_FILL), colors))


def chart_effects(tree: Element, colors: Mapping[str, str]) -> str:
    """Return a digest of the colours of a chart's rows and points, and of what its axes are called."""
    looks = [
        color_of(fill, colors)
        for series in tree.iter(f"{C}ser")
        for properties in series.iter(f"{C}spPr")
        for fill in properties.iter(_FILL)
    ]
    axes = [
        "".join(one.text or "" for one in title.iter(f"{A}t"))
        for area in tree.iter(f"{C}plotArea")
        for title in area.iter(f"{C}title")
    ]
    return _digest((looks, axes)) if looks or axes else ""


def _digest(value: object) -> str:
    return f"{zlib.crc32(repr(value).encode()):08x}"
