"""A question with its full answer; the margin shows whom it is about and on which slide."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.figure.flag import flag_or_monogram, small_flag
from builder.layout.handout.blocks import block_pieces
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece, OutlineMark
from builder.layout.handout.inline import words_of
from builder.layout.handout.text_column import (
    LIFT,
    FlowPlacement,
    StaticLabel,
    body_column,
    label_lines,
    leading_of,
    place_label,
    set_label,
    set_paragraph,
)
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec
from builder.model.brief import Actor, joined_runs, monogram_of
from builder.model.origin import LabelOrigin, Origin
from builder.model.outline import Entry
from builder.model.plain_text import plain_text
from builder.model.scene import Align, Geometry, Item, Role, Shape, Tag, TagId
from builder.model.units import Rect, pt

RULE = pt(1.5)
"""Width of the accent rule above the margin."""

SLIDE = LabelOrigin("slide_ref")

KICKER_FLAG = (pt(15), pt(10))
"""Size of the flag above a question where there is no margin."""

FLAG = (pt(33), pt(22))
"""Size of the flag in the margin, 3 to 2."""


def entry_tag(entry: Entry) -> TagId:
    """Return the id of the section that holds the question and its answer."""
    return ROOT.part(entry.exchange.id)


def entry_pieces(handout: HandoutContext, entry: Entry) -> tuple[FlowPiece, ...]:
    """Return the question with the margin beside it, then the answer's blocks."""
    own = entry_tag(entry)
    text_column = body_column(handout)
    head = _question(handout, entry)
    if not handout.margined:
        return (*_under_kicker(handout, entry, head), *block_pieces(handout, entry.exchange.answer, text_column, own))
    margin = margin_of(handout, entry)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        return (*head.draw(x, top, first, last), *margin.draw(handout, top))

    mark = OutlineMark(entry.exchange.id, plain_text(entry.exchange.question.runs), 0)
    tags = (Tag(own, Role.SECTION), *head.tags, *margin.tags)
    opening = replace(head, draw=draw, tags=tags, beside=margin.height, opens=True, mark=mark)
    return (opening, *block_pieces(handout, entry.exchange.answer, text_column, own))


def _under_kicker(handout: HandoutContext, entry: Entry, head: FlowPiece) -> tuple[FlowPiece, ...]:
    """Return what else is in the margin as one line under a rule, and the question below it."""
    context, exchange = handout.context, entry.exchange
    own, text_column = exchange.id, body_column(handout)
    section = entry_tag(entry)
    tag = section.part("about")
    topic = tuple(actor.origin for actor in exchange.actors) or (LabelOrigin("slide_ref"),)
    runs = [context.run(", ".join(actor.name for actor in exchange.actors), context.faces.style("margin-name"))]
    more = [exchange.actors[0].leader] if exchange.actors else []
    number = handout.slides.get(entry.slide, 0)
    more += [context.label("slide_ref").format(slide=number)] if number else []
    rest = " · ".join(one for one in more if one)
    if rest:
        runs.append(context.run(f"  {rest}" if runs[0].text else rest, context.faces.style("margin-slide")))
    flag = exchange.actors[0] if exchange.actors and exchange.actors[0].flag else None
    indent = KICKER_FLAG[0] + pt(6) if flag else 0
    copy = ParagraphSpec(
        tuple(run for run in runs if run.text),
        indent=indent,
        pitch=handout.grid,
        origins=topic,
        tag=tag,
        lang=context.lang,
    )
    line = set_paragraph(handout, replace(text_column, align=Align.START), copy, ())

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        column = Rect(x, top, text_column.width, handout.grid)
        rule = Shape(
            f"Rule {own}", Geometry.RECTANGLE, replace(column, height=RULE), context.theme.color("accent"), "accent"
        )
        place = handout.within(column, 0, KICKER_FLAG[0])
        box = Rect(place.x, top + RULE + pt(3), *KICKER_FLAG)
        return (
            rule,
            *(small_flag(context, flag, box, f"Flag {own}") if flag else ()),
            *(line.draw(x, top + RULE + pt(1), first, last) if copy.runs else ()),
        )

    mark = OutlineMark(own, plain_text(exchange.question.runs), 0)
    tags = (Tag(section, Role.SECTION), *head.tags, *((Tag(tag, Role.BODY),) if copy.runs else ()))
    heights = line.heights or (RULE,)
    kicker = FlowPiece(heights, draw, tags, before=handout.grid + pt(6), keep=True, least=9, opens=True, mark=mark)
    return (kicker, replace(head, tags=(), before=pt(3), opens=False))


def _question(handout: HandoutContext, entry: Entry) -> FlowPiece:
    own = entry_tag(entry)
    text_column = replace(
        body_column(handout), style="entry-question", align=Align.START, manner=BreakStrategy.BALANCED
    )
    if not handout.margined:  # on the grid of small text the larger lines would touch
        text_column = replace(text_column, pitch=0)
    tag = Tag(own.part("question"), Role.HEADING_2)
    words = words_of(
        handout, joined_runs((entry.exchange.question,)), handout.context.faces.style(text_column.style), tag.id
    )
    copy = ParagraphSpec(
        words.runs,
        leading=leading_of(handout, text_column),
        pitch=text_column.pitch,
        tag=tag.id,
        run_tags=words.run_tags,
        origins=(entry.exchange.question.quote(),),
        lang=handout.context.lang,
    )
    lift = LIFT if handout.margined else 0
    place = FlowPlacement(before=2 * handout.grid, keep=True, lift=lift, whole=True)
    return set_paragraph(handout, text_column, copy, (tag, *words.tags), place)


class Margin(Struct, frozen=True):
    """What is beside a question: measured labels under a rule and a flag."""

    entry: Entry
    labels: tuple[tuple[BrokenParagraph, int], ...]
    """Each with the space above it, EMU."""
    tags: tuple[Tag, ...]
    height: int

    def draw(self, handout: HandoutContext, top: int) -> tuple[Item, ...]:
        """Return the margin's items; `top` is where the question's first line begins, EMU."""
        column, context = handout.sheet.margin, handout.context
        accent = context.theme.color("accent")
        own = self.entry.exchange.id
        items: list[Item] = [
            Shape(f"Rule {own}", Geometry.RECTANGLE, Rect(column.x, top, column.width, RULE), accent, "accent")
        ]
        y = top + RULE + pt(7)
        for actor in self.entry.exchange.actors[:1]:
            items += _emblem(handout, actor, y, self.entry)
            y += FLAG[1] + pt(5)
        for label, gap in self.labels:
            items.append(place_label(label, replace(column, y=y + gap), str(label.spec.tag)))
            y += gap + label.height
        return tuple(items)


def _emblem(handout: HandoutContext, actor: Actor, y: int, entry: Entry) -> tuple[Item, ...]:
    """Return the actor's flag, or its monogram on a plate as wide as its letters need; the name below says the same."""
    context, column, own = handout.context, handout.sheet.margin, entry.exchange.id
    if actor.flag:
        place = handout.within(column, 0, FLAG[0])
        made = flag_or_monogram(context, actor, Rect(place.x, y, *FLAG), entry_tag(entry).part("flag"))
        return tuple(replace(one, name=f"{one.name} {own}") for one in made)
    label = StaticLabel(
        monogram_of(actor), context.faces.style("margin-name", ink="paper"), align=Align.CENTER, origins=(actor.origin,)
    )
    broken = label_lines(handout, label, column.width)
    place = handout.within(column, 0, max(FLAG[1], broken.width + pt(12)))
    frame = Rect(place.x, y, place.width, FLAG[1])
    words = set_label(handout, label, replace(frame, y=y + (FLAG[1] - broken.height) // 2), f"Monogram {own}")
    return (Shape(f"Plate {own}", Geometry.RECTANGLE, frame, context.theme.color("title"), "title"), words)


def margin_of(handout: HandoutContext, entry: Entry) -> Margin:
    """Return what is beside the question of `entry`, its elements children of the exchange's."""
    context = handout.context
    exchange, own = entry.exchange, entry_tag(entry)
    texts: list[tuple[str, str, int, Origin]] = [
        (actor.name, "margin-name", pt(4) if at else 0, actor.origin) for at, actor in enumerate(exchange.actors)
    ]
    if exchange.actors and exchange.actors[0].leader:
        texts.insert(1, (exchange.actors[0].leader, "margin-leader", 0, exchange.actors[0].origin))
    number = handout.slides.get(entry.slide, 0)
    if number:
        texts.append((context.label("slide_ref").format(slide=number), "margin-slide", pt(4) if texts else 0, SLIDE))
    labels = []
    for at, (text, style, gap, origin) in enumerate(texts, 1):
        label = StaticLabel(text, context.faces.style(style), own.part("margin", at), origins=(origin,))
        labels.append((label_lines(handout, label, handout.sheet.margin.width), gap))
    tags = [Tag(label.spec.tag, Role.BODY) for label, _ in labels if label.spec.tag]
    flag = pt(5) + FLAG[1] if exchange.actors else 0
    if exchange.actors and exchange.actors[0].flag:
        alt = context.label("flag_of").format(name=exchange.actors[0].name)
        tags.insert(0, Tag(own.part("flag"), Role.FIGURE, alt=alt))
    height = RULE + pt(7) + flag + sum(gap + label.height for label, gap in labels)
    return Margin(entry, tuple(labels), tuple(tags), height)
