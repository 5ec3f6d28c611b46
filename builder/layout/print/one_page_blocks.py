"""The blocks of a single page: the judgement in a box, and an actor's takeaway with its points."""

from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.blocks import BULLET
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece
from builder.layout.handout.kicker import kicker_of
from builder.layout.handout.text_column import (
    FlowPlacement,
    StaticLabel,
    TextColumn,
    label_lines,
    place_label,
    set_paragraph,
)
from builder.layout.text.added_no_break_spaces import without_short_end
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.brief import Point, gap_after
from builder.model.origin import LabelOrigin
from builder.model.outline import Entry
from builder.model.scene import Geometry, Item, ResolvedStyle, Role, Shape, Tag, TextBox, TextRun
from builder.model.units import Rect, pt

JUDGEMENT = ROOT.part("judgement")
"""The section of the judgement."""

LARGER, LARGEST = 1.3, 1.64
"""Size of the judgement beside a question's, where takeaways are of a usual size and at most: 18 and 23 pt."""

BAR, PAD = pt(4.5), pt(14)

HANG = pt(12)
"""Width of the bullets' column, and"""

ABOVE = pt(5)
"""space above a point, for words of a usual size; larger ones have more."""


def judgement_box(handout: HandoutContext, points: tuple[Point, ...], share: float) -> tuple[FlowPiece, ...]:
    """Return the judgement, its first point large; the others at `share` of the size of takeaways."""
    context, full = handout.context, handout.sheet.full
    width = full.width - BAR - 2 * PAD
    head, small = JUDGEMENT.part("head"), _style(context.shaper, "glance-label", 1, "accent")
    label = StaticLabel(context.label("judgement"), small, head, origins=(LabelOrigin("judgement"),))
    large = _style(context.shaper, "entry-question", min(max(LARGER, share), LARGEST))
    lines = [label_lines(context, label, width), _break_point(context, points[0], large, width, 1)]
    plain = _style(context.shaper, "glance-text", share)
    lines += [_break_point(context, point, plain, width, number) for number, point in enumerate(points[1:], 2)]
    gaps = (0, pt(3), pt(8), *(pt(5) for _ in points[2:]))
    height = 2 * PAD + sum(gap + one.height for gap, one in zip(gaps, lines, strict=False))

    def draw(_x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        theme = context.theme
        box = Rect(full.x, top, full.width, height)
        bar = handout.within(box, 0, BAR)
        items: list[Item] = [
            Shape("Judgement panel", Geometry.RECTANGLE, box, theme.color("panel"), "panel"),
            Shape("Judgement bar", Geometry.RECTANGLE, bar, theme.color("title"), "title"),
        ]
        place, y = handout.within(box, BAR + PAD, width), top + PAD
        for gap, one in zip(gaps, lines, strict=False):
            y += gap
            items.append(place_label(one, replace(place, y=y), str(one.spec.tag)))
            y += one.height
        return tuple(items)

    tags = [Tag(JUDGEMENT, Role.SECTION), Tag(JUDGEMENT.part("head"), Role.HEADING_2)]
    tags += [Tag(JUDGEMENT.nth(number), Role.BODY) for number in range(1, len(points) + 1)]
    return (FlowPiece((height,), draw, tuple(tags), before=handout.grid, least=1, snap=False, wide=True, opens=True),)


def _style(shaper: Shaper, name: str, share: float, ink: str | None = None) -> ResolvedStyle:
    style = shaper.style(name, ink=ink)
    return replace(style, size=round(style.size * share))


def _break_point(
    context: LayoutContext, point: Point, style: ResolvedStyle, width: int, number: int
) -> BrokenParagraph:
    runs = context.point(point, style)
    own = JUDGEMENT.nth(number)
    spec = ParagraphSpec(runs, leading=1.25, tag=own, origins=point.quotes, lang=context.lang)
    if number == 1:
        return break_paragraph(spec, width, context.shaper, BreakStrategy.BALANCED)
    return without_short_end(break_paragraph(spec, width, context.shaper, BreakStrategy.BEST))


def takeaway_pieces(
    handout: HandoutContext, entry: Entry, width: int, share: float, *, further: bool = False
) -> tuple[FlowPiece, ...]:
    """Return an actor's takeaway under flag and name, and its points below it, in a column of `width`.

    With `further` the sentences of the answer follow that are no points.
    """
    own = ROOT.part(entry.exchange.id)
    points = tuple(
        _point_piece(handout, entry, width, share, number) for number in range(1, len(entry.exchange.points) + 1)
    )
    if len(points) > 1:
        points = (replace(points[0], tags=(Tag(own.part("list"), Role.LIST), *points[0].tags)), *points[1:])
    more = (_further_piece(handout, entry, width, share),) if further and entry.exchange.further else ()
    return (_takeaway(handout, entry, width, share, keep=bool(points or more)), *points, *more)


def _further_piece(handout: HandoutContext, entry: Entry, width: int, share: float) -> FlowPiece:
    """Return the sentences of an answer that are no points as a paragraph."""
    context, sentences = handout.context, entry.exchange.further
    style = _style(context.shaper, "glance-text", share, "muted")
    runs: list[TextRun] = []
    for one in sentences:
        gap = gap_after(runs[-1].text) if runs else ""
        runs += [*([context.run(gap, style)] if gap else []), *context.runs(one.runs, style)]
    own = ROOT.part(entry.exchange.id).part("text")
    quotes = tuple(quote for one in sentences for quote in one.quotes)
    copy = ParagraphSpec(tuple(runs), leading=1.25, tag=own, origins=quotes, lang=context.lang)
    place = FlowPlacement(before=round(ABOVE * max(1.0, share)), whole=True)
    made = set_paragraph(handout, TextColumn("glance-text", width, width), copy, (Tag(own, Role.BODY),), place)
    return replace(made, snap=False)


def _takeaway(handout: HandoutContext, entry: Entry, width: int, share: float, *, keep: bool) -> FlowPiece:
    context, own = handout.context, ROOT.part(entry.exchange.id)
    asked = context.runs(entry.exchange.question.runs, context.shaper.style("margin-leader"))
    kicker = kicker_of(handout, entry, width, asked)
    style = _style(context.shaper, "entry-question", share * 0.9)
    runs = context.point(entry.exchange.headline, style)
    quotes = entry.exchange.headline.quotes
    spec = ParagraphSpec(runs, leading=1.2, tag=own.part("headline"), origins=quotes, lang=context.lang)
    said = break_paragraph(spec, width, context.shaper, BreakStrategy.BALANCED)
    start = kicker.height + pt(4)

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        frame = Rect(x, top + start, width, said.height)
        words = TextBox(f"Takeaway {entry.exchange.id}", frame, (said.set(x, top + start),))
        return (*kicker.draw(handout, x, top, width), words)

    tags = (Tag(own, Role.SECTION), *kicker.tags, Tag(own.part("headline"), Role.HEADING_2))
    height = start + said.height
    before = round(handout.grid * max(1.0, share**2))
    return FlowPiece((height,), draw, tags, before=before, keep=keep, least=1, snap=False)


def _point_piece(handout: HandoutContext, entry: Entry, width: int, share: float, number: int) -> FlowPiece:
    """Return a point as an item of a list; the only one has no bullet."""
    context, listing = handout.context, ROOT.part(entry.exchange.id).part("list")
    style = _style(context.shaper, "glance-text", share)
    own = listing.nth(number)
    point, more = entry.exchange.points[number - 1], max(1.0, share)
    place = FlowPlacement(before=round(ABOVE * more), whole=True)
    column = TextColumn("glance-text", width, width)
    if len(entry.exchange.points) == 1:
        alone = ROOT.part(entry.exchange.id).part("point")
        runs, origins = context.point(point, style), point.quotes
        copy = ParagraphSpec(runs, leading=1.25, tag=alone, origins=origins, lang=context.lang)
        return replace(set_paragraph(handout, column, copy, (Tag(alone, Role.BODY),), place), snap=False)
    copy = ParagraphSpec(
        context.point(point, style),
        leading=1.25,
        indent=round(HANG * more),
        hanging=round(HANG * more),
        bullet=BULLET,
        bullet_style=_style(context.shaper, "glance-text", share, "accent"),
        tag=own.part("body"),
        label_tag=own.part("label"),
        origins=point.quotes,
        lang=context.lang,
    )
    tags = (Tag(own, Role.ITEM), Tag(own.part("label"), Role.LABEL), Tag(own.part("body"), Role.ITEM_BODY))
    return replace(set_paragraph(handout, column, copy, tags, place), snap=False)
