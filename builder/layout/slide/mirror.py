"""Slides of a language that runs from right to left: composed as any other, then turned about the middle."""

from typing import TypeVar

from msgspec.structs import replace

from builder.model.scene import (
    Cell,
    Geometry,
    GlyphRun,
    Group,
    Item,
    Line,
    Picture,
    Plot,
    SetParagraph,
    Shape,
    Table,
    TextBox,
)
from builder.model.units import Rect

_Box = TypeVar("_Box", TextBox, Cell)


def mirrored(items: tuple[Item, ...], width: int) -> tuple[Item, ...]:
    """Return `items` of a page of `width` (EMU) with left and right exchanged.

    Words move with their boxes and are not changed: they were set from the right already. A chart and a group keep
    what is inside, which is drawn for its language.
    """
    return tuple(_item(item, width) for item in items)


def _item(item: Item, width: int) -> Item:
    match item:
        case TextBox():
            return _text_box(item, width)
        case Picture():
            return replace(item, frame=_frame(item.frame, width))
        case Shape():
            return _shape(item, width)
        case Table():
            rows = tuple(tuple(_text_box(cell, width) for cell in row) for row in item.rows)
            return replace(item, frame=_frame(item.frame, width), rows=rows, rtl=True)
        case Plot():
            frame = _frame(item.frame, width)
            by = frame.x - item.frame.x
            return replace(item, frame=frame, drawing=tuple(_shifted_right(one, by) for one in item.drawing))
        case Group():
            return replace(item, frame=_frame(item.frame, width))


def _frame(frame: Rect, width: int) -> Rect:
    return replace(frame, x=width - frame.right)


def _text_box(box: _Box, width: int) -> _Box:
    frame = _frame(box.frame, width)
    left, top, right, bottom = box.inset
    by = frame.x + right - box.frame.x - left
    words = tuple(_paragraph(one, by) for one in box.paragraphs)
    return replace(box, frame=frame, paragraphs=words, inset=(right, top, left, bottom))


def _shape(shape: Shape, width: int) -> Shape:
    slanted = shape.form is Geometry.LINE and shape.frame.width and shape.frame.height
    return replace(
        shape,
        frame=_frame(shape.frame, width),
        rising=not shape.rising if slanted else shape.rising,
        points=tuple((width - x, y) for x, y in shape.points),
        begin_site=_site(shape.begin_site),
        end_site=_site(shape.end_site),
    )


def _site(site: int) -> int:
    """Return the connection site on the other side: 1 is left, 3 is right."""
    return {1: 3, 3: 1}.get(site, site)


def _shifted_right(item: Item, by: int) -> Item:
    """Return `item` of a drawing moved to the right by `by`."""
    frame = replace(item.frame, x=item.frame.x + by)
    match item:
        case TextBox():
            return replace(item, frame=frame, paragraphs=tuple(_paragraph(one, by) for one in item.paragraphs))
        case Shape():
            return replace(item, frame=frame, points=tuple((x + by, y) for x, y in item.points))
        case _:
            return replace(item, frame=frame)


def _paragraph(paragraph: SetParagraph, by: int) -> SetParagraph:
    lines = tuple(Line(one.baseline, _runs(one.runs, by), one.hyphen, one.space) for one in paragraph.lines)
    return replace(paragraph, lines=lines, label=_runs(paragraph.label, by))


def _runs(runs: tuple[GlyphRun, ...], by: int) -> tuple[GlyphRun, ...]:
    return tuple(replace(run, x=run.x + by) for run in runs)
