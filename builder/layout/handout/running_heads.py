"""The bar, running heads, footers and page numbers of every page; all are tagged as artifacts."""

from bisect import bisect_left

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.masthead import BAR
from builder.layout.handout.text_column import HAIR, StaticLabel, label_lines, set_label
from builder.model.brief import Fields
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.scene import ARTIFACT, Align, Geometry, Item, Role, Shape, Tag, TagId
from builder.model.theme import PaperFormat, Theme
from builder.model.units import Rect, pt

FOOT_GAP = pt(6)
"""Distance of the rule from the running foot below it."""

IMPRINT = ROOT.part("imprint")
"""Id of the imprint's element."""


def first_page_items(theme: Theme, sheet: PaperFormat) -> tuple[Item, ...]:
    """Return the bar at the upper edge of the first page."""
    frame = Rect(0, 0, sheet.width, BAR)
    return (Shape("Accent", Geometry.RECTANGLE, frame, theme.color("accent"), "accent"),)


def running_head(handout: HandoutContext, tag: TagId | None = ARTIFACT) -> tuple[Item, ...]:
    """Return the running head: the title, then series, number and date at the other edge, and a rule below.

    Where the two have no room beside each other, series, number and date are alone; but not where the title is more
    than a reminder: on the first page of what has no masthead, where `tag` is its element.
    """
    context, frame = handout.context, handout.sheet.head
    style = context.shaper.style("running-head")
    # a piece without series, number and date is referred to by its publisher or its title: neither needs saying twice
    own, parts = context.outline.fields.title, context.outline.reference
    if len(parts) == 1 and parts[0][0] in {own, publisher_of(context.outline.fields)}:
        parts = ()
    words = "".join(text for text, _ in parts)
    origins = tuple(origin for _, origin in parts)
    reference = StaticLabel(words, style, align=Align.END, origins=origins, parts=parts)
    title = StaticLabel(own, style, tag, origins=(FieldOrigin("title"),))
    taken = label_lines(context, reference, 10 * frame.width).width
    room = frame.width - taken - pt(24) if reference.text else frame.width
    if room > 0 and _fits(context, title, room):
        items = [set_label(context, title, handout.within(frame, 0, room), "Running title")]
        items += [set_label(context, reference, frame, "Running reference")] if reference.text else []
    elif reference.text and tag is ARTIFACT:
        alone = shortened(context, replace(reference, align=Align.START), frame.width)
        items = [set_label(context, alone, frame, "Running reference")]
    else:
        items = [set_label(context, shortened(context, title, frame.width), frame, "Running title")]
    rule = Rect(frame.x, frame.bottom + pt(2), frame.width, HAIR)
    return (*items, Shape("Head rule", Geometry.RECTANGLE, rule, context.theme.color("rule"), "rule"))


def _fits(context: LayoutContext, label: StaticLabel, width: int) -> bool:
    return label_lines(context, label, width).count == 1


def running_feet(handout: HandoutContext, pages: int) -> tuple[tuple[Item, ...], ...]:
    """Return the running foot of each of `pages`: a rule, the publisher or series, and the number of the page."""
    style = handout.context.shaper.style("running-foot")
    key = "publisher" if handout.context.outline.fields.publisher.name else "series"
    house = StaticLabel(publisher_of(handout.context.outline.fields), style, origins=(FieldOrigin(key),))
    return tuple(_foot(handout, house, page, pages) for page in range(1, pages + 1))


def closing_feet(handout: HandoutContext, pages: int) -> tuple[tuple[tuple[Item, ...], ...], tuple[Tag, ...]]:
    """Return the running feet, the last of which says who published it where that is the whole imprint, and its tags.

    There it is no longer a reminder but part of the text.
    """
    feet, label = running_feet(handout, pages), imprint_label(handout)
    if not label and handout.context.outline.fields.publisher.name:
        unsaid = StaticLabel("", handout.context.shaper.style("running-foot"))
        return (*feet[:-1], _foot(handout, unsaid, pages, pages)), ()
    if not label:
        return feet, ()
    return (*feet[:-1], _foot(handout, label, pages, pages)), (
        Tag(IMPRINT, Role.SECTION),
        Tag(IMPRINT.nth(1), Role.BODY),
    )


def imprint_label(handout: HandoutContext) -> StaticLabel | None:
    """Return the imprint where it is no more than the publisher's name, and the foot of a page has room for it."""
    context, fields = handout.context, handout.context.outline.fields
    publisher = fields.publisher
    if not publisher.name or publisher.imprint.strip() or publisher.url or fields.url or fields.contact:
        return None
    text = context.label("published_by").format(publisher=publisher.name)
    label = StaticLabel(text, context.shaper.style("running-foot"), IMPRINT.nth(1), origins=(FieldOrigin("publisher"),))
    return label if _fits(context, label, handout.sheet.foot.width * 3 // 4) and not fields.marking.text else None


def _foot(handout: HandoutContext, house: StaticLabel, page: int, pages: int) -> tuple[Item, ...]:
    context, frame = handout.context, handout.sheet.foot
    words = context.label("page_of").format(page=page, pages=pages)
    style = context.shaper.style("running-foot")
    number = StaticLabel(words, style, align=Align.END, origins=(LabelOrigin("page_of"),))
    marking, taken = marking_items(handout, frame)
    room = frame.width - label_lines(context, number, frame.width).width - pt(24) - taken
    shown = shortened(context, house, room)
    rule = Rect(frame.x, frame.y - FOOT_GAP, frame.width, HAIR)
    return (
        *marking,
        Shape("Foot rule", Geometry.RECTANGLE, rule, context.theme.color("rule"), "rule"),
        *((set_label(context, shown, handout.within(frame, taken, room), "Running house"),) if shown.text else ()),
        set_label(context, number, frame, "Page number"),
    )


def marking_items(handout: HandoutContext, frame: Rect) -> tuple[tuple[Item, ...], int]:
    """Return the words of the marking where the lines of the foot `frame` begin, and the width that they take."""
    context = handout.context
    text = context.outline.fields.marking.text
    if not text:
        return (), 0
    style = context.shaper.style("running-foot", bold=True, ink="accent")
    label = StaticLabel(text, style, origins=(FieldOrigin("marking"),))
    width = label_lines(context, label, frame.width).width
    return (set_label(context, label, handout.within(frame, 0, frame.width), "Marking"),), width + pt(12)


def publisher_of(fields: Fields) -> str:
    """Return the name in the footer: the publisher's, else the series'."""
    return fields.publisher.name or fields.series


def shortened(context: LayoutContext, label: StaticLabel, width: int) -> StaticLabel:
    """Return `label` cut after a word, with an ellipsis, so that it is one line in `width`."""
    words = label.text.split()

    def cut(count: int) -> StaticLabel:
        text, end = " ".join(words[:count]), "…" * (count < len(words))
        return replace(label, text=text + end, parts=_first_characters(label.parts, len(text), end))

    def is_long(count: int) -> bool:
        return label_lines(context, cut(count), width).count > 1

    if words and not is_long(len(words)):
        return cut(len(words))
    most = bisect_left(range(1, len(words)), x=True, key=is_long)
    return cut(most) if most else label


def _first_characters(parts: tuple[tuple[str, Origin], ...], length: int, end: str) -> tuple[tuple[str, Origin], ...]:
    """Return the first `length` characters of `parts`, and `end` behind them."""
    kept = []
    for text, origin in parts:
        shown = text[:length]
        length -= len(text)
        kept += [(shown + end * (length <= 0), origin)] * bool(shown)
    return tuple(kept)
