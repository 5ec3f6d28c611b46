"""Rules about shapes: ids, connectors, extents, tables, text bodies, placeholders."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from builder.check.deck.reader import DeckFault, DeckRule, OpenedDeck, whole
from builder.check.deck.shape_index import shapes_of
from builder.codes import PPTX_AUTOFIT, PPTX_OFF_SLIDE, PPTX_PLACEHOLDER, PPTX_SHAPE, PPTX_TABLE_GRID
from builder.model.office_xml import A, P


def find_shape_ids(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Shape ids are unique on a sheet."""
    for name, tree in deck.sheets():
        for number, count in Counter(one.get("id") for one in tree.iter(f"{P}cNvPr")).items():
            if count > 1:
                yield DeckFault(name, f"the shape id {number} is used {count} times")


def find_loose_connectors(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A connector is glued to shapes that are there."""
    for name, tree in deck.sheets():
        ids = {one.get("id") for one in tree.iter(f"{P}cNvPr")}
        for end in tree.iter(f"{A}stCxn", f"{A}endCxn"):
            if end.get("id") not in ids:
                yield DeckFault(name, f"a connector is glued to the shape {end.get('id')}, which does not exist")


_MINUS = (b'"-', b"'-", b"&#")
"""Where a value may begin with a minus sign."""


def find_negative_extents(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No shape has a negative width or height."""
    for name, tree in deck.sheets():
        for extent in tree.iter(f"{A}ext") if deck.may_hold(name, *_MINUS) else ():
            if min(whole(extent, "cx"), whole(extent, "cy")) < 0:
                yield DeckFault(name, "a shape has a negative extent")


_NUMBERS = etree.XPath(
    "//a:*/@sz | //@cx | //@cy | //a:off/@x | //a:off/@y | //a:tr/@h | //a:gridCol/@w | //a:tc/@gridSpan | //@marL",
    namespaces={"a": A.strip("{}")},
)
_COLORS = etree.XPath("//a:srgbClr/@val", namespaces={"a": A.strip("{}")})
_MAYBE_BAD = re.compile(
    rb' (?:sz(?<!<p:ph type="body" sz)(?<!<p:ph type="ftr" sz)(?<!<p:ph type="sldNum" sz)'
    rb'|cx|cy|x|y|h|w|gridSpan|marL)\s*=(?!"[+-]?\d{1,12}")'
)
"""Where one of these attributes is not plainly a number; the size of a placeholder is a word."""


def find_bad_values(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Sizes and places are whole numbers, colours six hexadecimal digits."""
    for name, tree in deck.sheets():
        for value in _NUMBERS(tree) if _may_be_bad(deck, name) else ():
            if not re.fullmatch(r"[+-]?\d{1,12}", value):
                yield DeckFault(name, f"`{value[:30]}` is not a whole number")
        for value in _COLORS(tree) if deck.may_hold(name, b"srgbClr") else ():
            if not re.fullmatch("[0-9A-Fa-f]{6}", value):
                yield DeckFault(name, f"`{value[:30]}` is not a colour")


def _may_be_bad(deck: OpenedDeck, name: str) -> bool:
    data = deck.parts[name]
    begin = data.find(b"?>") + 4  # a break after the declaration parts no attributes
    broken = any(data.find(mark, begin) >= 0 for mark in (b"\n", b"\r", b"\t"))
    return broken or not deck.is_utf8(name) or _MAYBE_BAD.search(data) is not None


def find_off_slide(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Every shape of a slide lies on the slide."""
    size = deck.trees[deck.main].find(f"{P}sldSz") if deck.main in deck.trees else None
    if size is None:
        return
    wide, high = whole(size, "cx"), whole(size, "cy")
    for name, shapes in shapes_of(deck):
        for seen in shapes:
            place = seen.place
            if place is None or not seen.top or seen.shape.tag == f"{P}grpSp":
                continue
            if place.x < 0 or place.y < 0 or place.right > wide or place.bottom > high:
                yield DeckFault(name, f"`{seen.name}` extends beyond the slide")


def find_table_grids(deck: OpenedDeck) -> Iterator[DeckFault]:
    """Rows have as many cells as the grid has columns, spans stay inside, cells have text bodies."""
    for name, tree in deck.sheets():
        for table in tree.iter(f"{A}tbl"):
            count = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            for row in table.iterfind(f"{A}tr"):
                cells = row.findall(f"{A}tc")
                if len(cells) != count:
                    yield DeckFault(name, f"a row has {len(cells)} cells in a table of {count} columns")
                for at, cell in enumerate(cells):
                    if at + whole(cell, "gridSpan", 1) > count:
                        yield DeckFault(name, "a cell spans beyond the table")
                    if cell.find(f"{A}txBody") is None:
                        yield DeckFault(name, "a table cell has no text body")


def find_table_heights(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A table's frame is as large as its rows and columns: Keynote and Google Slides place by the frame."""
    for name, tree in deck.shown():
        for frame in tree.iter(f"{P}graphicFrame"):
            table = frame.find(f"{A}graphic/{A}graphicData/{A}tbl")
            extent = frame.find(f"{P}xfrm/{A}ext")
            if table is None or extent is None:
                continue
            high = sum(whole(row, "h") for row in table.iterfind(f"{A}tr"))
            wide = sum(whole(column, "w") for column in table.iterfind(f"{A}tblGrid/{A}gridCol"))
            if (wide, high) != (whole(extent, "cx"), whole(extent, "cy")):
                yield DeckFault(name, f"the frame of `{_name(frame)}` is not as large as its rows and columns")


def find_bodies_without_paragraph(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A text body has a paragraph."""
    for name, tree in deck.sheets():
        for body in tree.iter(f"{P}txBody", f"{A}txBody"):
            if body.find(f"{A}p") is None:
                yield DeckFault(name, "a text body has no paragraph")


def find_alien_placeholders(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A slide's placeholder is on its layout too, else it inherits nothing."""
    for name, tree in deck.shown():
        layout = deck.trees.get(next(iter(deck.related(name, "slideLayout")), ""))
        if layout is None:
            continue
        known = {(one.get("type", "obj"), one.get("idx", "0")) for one in layout.iter(f"{P}ph")}
        for one in tree.iter(f"{P}ph"):
            if (one.get("type", "obj"), one.get("idx", "0")) not in known:
                yield DeckFault(
                    name, f"the placeholder {one.get('type', 'obj')} {one.get('idx', '0')} is not on the layout"
                )


def find_doubled_placeholders(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A sheet has a placeholder once: readers pair them by type and index."""
    for name, tree in deck.sheets():
        counts = Counter((one.get("type", "obj"), one.get("idx", "0")) for one in tree.iter(f"{P}ph"))
        for (kind, index), count in counts.items():
            if count > 1:
                yield DeckFault(name, f"the placeholder {kind} {index} appears {count} times")


def find_empty_placeholders(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No placeholder of a slide is empty: it would say "Click to add text"."""
    for name, shapes in shapes_of(deck):
        for seen in shapes:
            if seen.shape.tag == f"{P}sp" and seen.mark is not None and not seen.words.strip():
                yield DeckFault(name, f"the placeholder `{seen.name}` is empty")


def find_unpopulated_footers(deck: OpenedDeck) -> Iterator[DeckFault]:
    """A slide has the footer and the number that its layout has, the number as a field.

    Where no slide of an organisation's own layout has them, they are left out on purpose.
    """
    shown_on: dict[str, set[str]] = {}
    for name, tree in deck.shown():
        on = shown_on.setdefault(next(iter(deck.related(name, "slideLayout")), ""), set())
        on |= {str(one.get("type")) for one in tree.iter(f"{P}ph")}
    for name, tree in deck.shown():
        part = next(iter(deck.related(name, "slideLayout")), "")
        layout = deck.trees.get(part)
        if layout is None or (layout.get("userDrawn") != "1" and not shown_on[part] & {"ftr", "sldNum"}):
            continue
        wanted = {one.get("type") for one in layout.iter(f"{P}ph")} & {"ftr", "sldNum"}
        shown = {one.get("type") for one in tree.iter(f"{P}ph")}
        yield from (
            DeckFault(name, f"the layout has a `{kind}` but the slide has none") for kind in sorted(wanted - shown)
        )
        fields = {one.get("type") for one in tree.iter(f"{A}fld")}
        if "sldNum" in shown and "slidenum" not in fields:
            yield DeckFault(name, "the slide number is typed text, not a field")


def find_autofit(deck: OpenedDeck) -> Iterator[DeckFault]:
    """No text is shrunk and no shape grows to make text fit: programs do not agree on either."""
    for name, tree in deck.shown():
        for one in tree.iter(f"{A}normAutofit", f"{A}spAutoFit"):
            if one.tag == f"{A}spAutoFit" or one.get("fontScale") or one.get("lnSpcReduction"):
                yield DeckFault(name, "text is scaled to fit its box")


def _name(shape: object) -> str:
    named = shape.find(f"./*/{P}cNvPr")  # type: ignore[attr-defined]
    return named.get("name", "") if named is not None else ""


RULES = (
    DeckRule(PPTX_SHAPE, find_shape_ids),
    DeckRule(PPTX_SHAPE, find_loose_connectors),
    DeckRule(PPTX_SHAPE, find_negative_extents),
    DeckRule(PPTX_SHAPE, find_bad_values),
    DeckRule(PPTX_OFF_SLIDE, find_off_slide, "move the shape onto the slide"),
    DeckRule(PPTX_TABLE_GRID, find_table_grids),
    DeckRule(PPTX_TABLE_GRID, find_table_heights),
    DeckRule(PPTX_SHAPE, find_bodies_without_paragraph),
    DeckRule(PPTX_PLACEHOLDER, find_alien_placeholders),
    DeckRule(PPTX_PLACEHOLDER, find_doubled_placeholders),
    DeckRule(PPTX_PLACEHOLDER, find_empty_placeholders, "fill the placeholder, or delete it from the slide"),
    DeckRule(PPTX_PLACEHOLDER, find_unpopulated_footers, "insert the footer and slide number fields again"),
    DeckRule(PPTX_AUTOFIT, find_autofit, "set the text's size and turn autofit off"),
)
