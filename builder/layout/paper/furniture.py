"""What every page bears: the bar, running head and foot, and "Page x of y"; all of it artifacts."""

from __future__ import annotations

from builder.layout.paper.masthead import BAR
from builder.layout.paper.press import Press
from builder.layout.paper.stick import HAIR, Label, label_lines, set_label
from builder.scene import ARTIFACT, Align, Form, Item, Shape
from builder.style import Rect, pt

FOOT_GAP = pt(6)
"""Distance of the rule from the running foot below it."""


REFERENCE_SHARE = 0.68
"""The most of the running head's width that series, number and date take; the title has the rest."""


def first_page_items(press: Press) -> tuple[Item, ...]:
    """Return the bar at the upper edge of the first page."""
    frame = Rect(0, 0, press.sheet.width, BAR)
    return (Shape("Accent", Form.RECTANGLE, frame, press.desk.theme.color("accent"), "accent"),)


def running_head(press: Press, tag: str = ARTIFACT) -> tuple[Item, ...]:
    """Return the running head: the title, then series, number and date at the other edge, and a rule below.

    `tag` is the element of the title where the head is more than a reminder: on the first page of what has no
    masthead.
    """
    desk, frame = press.desk, press.sheet.head
    style = desk.faces.style("running-head")
    # a piece without series, number and date is referred to by its publisher or its title: neither needs saying twice
    told = desk.label("reference")
    reference = Label("" if told in {desk.outline.fields.title, house_of(press)} else told, style, align=Align.END)
    most = round(frame.width * REFERENCE_SHARE)
    reference = shortened(press, reference, most)
    taken = min(label_lines(press, reference, frame.width).width, most)
    title = shortened(press, Label(desk.outline.fields.title, style, tag), frame.width - taken - pt(24))
    rule = Rect(frame.x, frame.bottom + pt(2), frame.width, HAIR)
    return (
        set_label(press, title, press.within(frame, 0, frame.width - taken), "Running title"),
        *((set_label(press, reference, frame, "Running reference"),) if reference.text else ()),
        Shape("Head rule", Form.RECTANGLE, rule, desk.theme.color("rule"), "rule"),
    )


def running_feet(press: Press, pages: int) -> tuple[tuple[Item, ...], ...]:
    """Return the running foot of each of `pages`: a rule, the publisher or series, and the number of the page."""
    desk, frame = press.desk, press.sheet.foot
    style = desk.faces.style("running-foot")

    def number(page: int) -> Label:
        return Label(desk.label("page_of").format(page=page, pages=pages), style, align=Align.END)

    room = frame.width - label_lines(press, number(pages), frame.width).width - pt(24)
    house = shortened(press, Label(house_of(press), style), room)
    rule = Rect(frame.x, frame.y - FOOT_GAP, frame.width, HAIR)
    same = (
        Shape("Foot rule", Form.RECTANGLE, rule, desk.theme.color("rule"), "rule"),
        *((set_label(press, house, press.within(frame, 0, room), "Running house"),) if house.text else ()),
    )
    return tuple((*same, set_label(press, number(page), frame, "Page number")) for page in range(1, pages + 1))


def house_of(press: Press) -> str:
    """Return the name that the running foot bears: the publisher's, else the series'."""
    fields = press.desk.outline.fields
    return fields.publisher.name or fields.series


def shortened(press: Press, label: Label, width: int) -> Label:
    """Return `label` cut after a word, with an ellipsis, so that it is one line in `width`."""
    words = label.text.split()
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]) + ("" if count == len(words) else "…")
        shown = Label(text, label.style, label.tag, label.align)
        if label_lines(press, shown, width).count == 1:
            return shown
    return label
