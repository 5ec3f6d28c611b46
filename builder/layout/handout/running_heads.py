"""The bar, running heads, footers and page numbers of every page; all are tagged as artifacts."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.handout.context import HandoutContext
from builder.layout.handout.masthead import BAR
from builder.layout.handout.text_column import HAIR, StaticLabel, label_lines, set_label
from builder.model.origin import FieldOrigin, LabelOrigin
from builder.model.scene import ARTIFACT, Align, Geometry, Item, Shape, TagId
from builder.model.units import Rect, pt

FOOT_GAP = pt(6)
"""Distance of the rule from the running foot below it."""


REFERENCE = tuple(FieldOrigin(key) for key in ("series", "number", "date"))
"""Where series, number and date come from."""

REFERENCE_SHARE = 0.68
"""The most of the running head's width that series, number and date take; the title has the rest."""


def first_page_items(handout: HandoutContext) -> tuple[Item, ...]:
    """Return the bar at the upper edge of the first page."""
    frame = Rect(0, 0, handout.sheet.width, BAR)
    return (Shape("Accent", Geometry.RECTANGLE, frame, handout.context.theme.color("accent"), "accent"),)


def running_head(handout: HandoutContext, tag: TagId | None = ARTIFACT) -> tuple[Item, ...]:
    """Return the running head: the title, then series, number and date at the other edge, and a rule below.

    `tag` is the element of the title where the head is more than a reminder: on the first page of what has no
    masthead.
    """
    context, frame = handout.context, handout.sheet.head
    style = context.faces.style("running-head")
    # a piece without series, number and date is referred to by its publisher or its title: neither needs saying twice
    told = context.label("reference")
    reference = StaticLabel(
        "" if told in {context.outline.fields.title, publisher_of(handout)} else told,
        style,
        align=Align.END,
        origins=REFERENCE,
    )
    most = round(frame.width * REFERENCE_SHARE)
    reference = shortened(handout, reference, most)
    taken = min(label_lines(handout, reference, frame.width).width, most)
    title = shortened(
        handout,
        StaticLabel(context.outline.fields.title, style, tag, origins=(FieldOrigin("title"),)),
        frame.width - taken - pt(24),
    )
    rule = Rect(frame.x, frame.bottom + pt(2), frame.width, HAIR)
    return (
        set_label(handout, title, handout.within(frame, 0, frame.width - taken), "Running title"),
        *((set_label(handout, reference, frame, "Running reference"),) if reference.text else ()),
        Shape("Head rule", Geometry.RECTANGLE, rule, context.theme.color("rule"), "rule"),
    )


def running_feet(handout: HandoutContext, pages: int) -> tuple[tuple[Item, ...], ...]:
    """Return the running foot of each of `pages`: a rule, the publisher or series, and the number of the page."""
    context, frame = handout.context, handout.sheet.foot
    style = context.faces.style("running-foot")

    def number(page: int) -> StaticLabel:
        return StaticLabel(
            context.label("page_of").format(page=page, pages=pages),
            style,
            align=Align.END,
            origins=(LabelOrigin("page_of"),),
        )

    marking, taken = marking_items(handout)
    room = frame.width - label_lines(handout, number(pages), frame.width).width - pt(24) - taken
    tables = shortened(
        handout,
        StaticLabel(publisher_of(handout), style, origins=(FieldOrigin("publisher"), FieldOrigin("series"))),
        room,
    )
    rule = Rect(frame.x, frame.y - FOOT_GAP, frame.width, HAIR)
    same = (
        *marking,
        Shape("Foot rule", Geometry.RECTANGLE, rule, context.theme.color("rule"), "rule"),
        *((set_label(handout, tables, handout.within(frame, taken, room), "Running house"),) if tables.text else ()),
    )
    return tuple((*same, set_label(handout, number(page), frame, "Page number")) for page in range(1, pages + 1))


def marking_items(handout: HandoutContext) -> tuple[tuple[Item, ...], int]:
    """Return the words of the marking where the running foot begins, and the width that they take."""
    context, frame = handout.context, handout.sheet.foot
    text = context.outline.fields.marking.text
    if not text:
        return (), 0
    label = StaticLabel(
        text, context.faces.style("running-foot", bold=True, ink="accent"), origins=(FieldOrigin("marking"),)
    )
    width = label_lines(handout, label, frame.width).width
    return (set_label(handout, label, handout.within(frame, 0, frame.width), "Marking"),), width + pt(12)


def publisher_of(handout: HandoutContext) -> str:
    """Return the name in the footer: the publisher's, else the series'."""
    fields = handout.context.outline.fields
    return fields.publisher.name or fields.series


def shortened(handout: HandoutContext, label: StaticLabel, width: int) -> StaticLabel:
    """Return `label` cut after a word, with an ellipsis, so that it is one line in `width`."""
    words = label.text.split()
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]) + ("" if count == len(words) else "…")
        shown = replace(label, text=text)
        if label_lines(handout, shown, width).count == 1:
            return shown
    return label
