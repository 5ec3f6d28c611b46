"""The rule of reading order: screen readers take the shapes as they are stored, people as they lie on the slide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from builder.codes import PPTX_READING_ORDER
from builder.lint.pptx.look import sheets_of
from builder.lint.pptx.opened import DECORATIVE, A, Deck, Fault, P, Rule
from builder.style import Rect, pt

_LAST = {"ftr", "dt", "sldNum"}
_NEAR = pt(6)
"""Shapes whose upper edges differ by less stand in one row."""


def find_reading_order(deck: Deck) -> Iterator[Fault]:
    """The title is read first, footers last, and within a column what stands higher before what stands lower."""
    for name, sheet in sheets_of(deck):
        shapes = [shape for shape in sheet.tree.iterfind(f"{P}cSld/{P}spTree/*") if _is_read(shape)]
        kinds = [_kind(shape) for shape in shapes]
        if "title" in kinds[1:]:
            yield Fault(name, "the title is not read first")
        ends = [kind in _LAST for kind in kinds]
        if ends != sorted(ends):
            yield Fault(name, "something is read after the footer")
        body = [
            (shape, sheet.place_of(shape))
            for shape, kind in zip(shapes, kinds, strict=True)
            if kind not in {"title", *_LAST}
        ]
        for (one, above), (other, below) in pairwise([(shape, place) for shape, place in body if place]):
            if _is_wrong(above, below):
                yield Fault(name, f"`{_name(other)}` stands above `{_name(one)}` and is read after it")


def _is_wrong(first: Rect, second: Rect) -> bool:
    """Return whether `second`, read after `first`, lies wholly above it in the same column."""
    same_column = first.x < second.right and second.x < first.right
    return same_column and second.bottom <= first.y + _NEAR and second.y < first.y - _NEAR


def _is_read(shape: etree._Element) -> bool:
    if shape.tag not in {f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}grpSp", f"{P}cxnSp"}:
        return False
    named = shape.find(f"./*/{P}cNvPr")
    return (
        named is not None and next(named.iter(DECORATIVE), None) is None and (_says(shape) or bool(named.get("descr")))
    )


def _says(shape: etree._Element) -> bool:
    return any((one.text or "").strip() for one in shape.iter(f"{A}t"))


def _kind(shape: etree._Element) -> str:
    mark = shape.find(f"./*/{P}nvPr/{P}ph")
    kind = mark.get("type", "body") if mark is not None else ""
    return "title" if kind == "ctrTitle" else kind


def _name(shape: etree._Element) -> str:
    return str(shape.find(f"./*/{P}cNvPr").get("name", ""))


RULES = (
    Rule(PPTX_READING_ORDER, "order the shapes in the selection pane, the first at the bottom", find_reading_order),
)
