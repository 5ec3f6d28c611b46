"""A question with its full answer; the margin shows whom it is about and on which slide."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.figure.flag import alt_of, flag_or_monogram, small_flag
from builder.layout.handout.blocks import HEADINGS, block_pieces, paragraph_piece
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece, OutlineMark
from builder.layout.handout.headline import with_headline_in_bold
from builder.layout.handout.kicker import RULE, SLIDE, head_pitch, kicker_of, under_kicker
from builder.layout.handout.summary_box import head_column, summary_box
from builder.layout.handout.text_column import (
    LIFT,
    FlowPlacement,
    StaticLabel,
    TextColumn,
    body_column,
    full_column,
    label_lines,
    paragraph_spec,
    place_label,
    set_label,
    set_paragraph,
)
from builder.layout.text.block import BreakStrategy, BrokenParagraph
from builder.model.brief import Actor
from builder.model.monogram import monogram_of
from builder.model.origin import LabelOrigin, Origin
from builder.model.outline import Entry
from builder.model.plain_text import plain_text
from builder.model.scene import Align, Geometry, Item, Role, Shape, Tag, TagId
from builder.model.units import Rect, pt

GROUP = 1.25
"""Size of the heading of a group of questions, as a share of a question's (a minor third, as the sizes of slides)."""
SMALLER = (1.0, 0.965, 0.93)
"""Sizes of a question as shares of its style's: a hair smaller where that spares a line."""

FLAG = (pt(33), pt(22))
"""Size of the flag in the margin, 3 to 2."""


def entry_tag(entry: Entry) -> TagId:
    """Return the id of the section that holds the question and its answer."""
    return ROOT.part(entry.exchange.id)


def entry_pieces(handout: HandoutContext, entry: Entry) -> tuple[FlowPiece, ...]:
    """Return the headings of groups that begin here, the question with the margin beside it, the answer's blocks."""
    return (*_group_headings(handout, entry), *_question_and_answer(handout, entry))


def _group_headings(handout: HandoutContext, entry: Entry) -> tuple[FlowPiece, ...]:
    """Return the headings of the groups of questions that begin at this one, over both columns."""
    column = replace(full_column(handout, "entry-question"), align=Align.START, strategy=BreakStrategy.BALANCED)
    pieces = []
    for number, heading in enumerate(entry.exchange.part, 1):
        tag = Tag(ROOT.part(f"{entry.exchange.id}-group", number), Role.HEADING_2)
        place = FlowPlacement(before=3 * handout.grid if number == 1 else handout.grid, keep=True, whole=True)
        mark = OutlineMark(tag.id.name, plain_text(heading.runs), 0)
        pieces.append(replace(paragraph_piece(handout, column, (heading,), tag, place, share=GROUP), mark=mark))
    return tuple(pieces)


def _question_and_answer(handout: HandoutContext, entry: Entry) -> tuple[FlowPiece, ...]:
    own = entry_tag(entry)
    text_column = body_column(handout)
    speakers = _speakers(handout, entry, text_column)
    if handout.columns > 1 and handout.boxed and entry.exchange.summary and not speakers:
        box = summary_box(handout, entry, _question(handout, entry, head_column(handout)))
        if box:
            return box
    kicker = None if handout.margined else kicker_of(handout, entry, handout.sheet.text.width)
    beside = text_column.indented(0, kicker.end if kicker else 0)
    head = _question(handout, entry, beside)
    answer = (*speakers, *block_pieces(handout, with_headline_in_bold(entry.exchange), text_column, own))
    if entry.exchange.closing:  # an address is not divided
        answer = (*(replace(one, keep=True) for one in answer[:-1]), *answer[-1:])
    if kicker:
        pitch = head_pitch(handout, kicker, head)
        closer = _question(handout, entry, beside, pitch) if pitch else head
        return (*under_kicker(handout, kicker, closer, head), *answer)
    margin = margin_of(handout, entry)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        return (*head.draw(x, top, first, last), *margin.draw(handout, top))

    mark = OutlineMark(entry.exchange.id, plain_text(entry.exchange.question.runs), entry.exchange.heading_level - 2)
    tags = (Tag(own, Role.SECTION), *head.tags, *margin.tags)
    opening = replace(head, draw=draw, tags=tags, beside=margin.height, opens=True, mark=mark)
    return (opening, *answer)


def _question(handout: HandoutContext, entry: Entry, text_column: TextColumn, pitch: int = 0) -> FlowPiece:
    """Return the question; on the grid of small text its larger lines would touch, so there it has its own `pitch`."""
    own = entry_tag(entry)
    text_column = replace(
        text_column,
        style="entry-question",
        align=Align.START,
        strategy=BreakStrategy.BALANCED,
        pitch=text_column.pitch if handout.margined else pitch,
    )
    tag = Tag(own.part("question"), HEADINGS[entry.exchange.heading_level])
    lift = LIFT if handout.margined else 0
    place = FlowPlacement(before=2 * handout.grid, keep=True, lift=lift, whole=True)
    made: list[FlowPiece] = []
    for share in SMALLER:
        made.append(paragraph_piece(handout, text_column, (entry.exchange.question,), tag, place, share=share))
        if len(made[0].heights) == 1:
            break
    return min(made, key=lambda piece: len(piece.heights))


def _speakers(handout: HandoutContext, entry: Entry, text_column: TextColumn) -> tuple[FlowPiece, ...]:
    """Return the line that says who asks and who answers, below the first question of these."""
    context, tag = handout.context, entry_tag(entry).part("speakers")
    people = (("asked_by", entry.asked_by), ("answered_by", entry.answered_by))
    line = " · ".join(context.label(key).format(name=name.replace(" ", "\u00a0")) for key, name in people if name)
    if not line:
        return ()
    own = replace(text_column, style="margin-leader", align=Align.START)
    copy = paragraph_spec(own, context, line, tag, origins=(LabelOrigin("asked_by"), LabelOrigin("answered_by")))
    return (set_paragraph(handout, own, copy, (Tag(tag, Role.BODY),), FlowPlacement(keep=True, whole=True)),)


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
        first, *others = self.entry.exchange.actors or (None,)
        if first:
            items += _emblem(handout, first, y, self.entry)
            start = items[1].frame.width + pt(5)
            for actor in others[: max(0, (column.width - start + pt(5)) // (FLAG[0] + pt(5)))]:
                box = replace(handout.within(column, start, FLAG[0]), y=y, height=FLAG[1])
                items += small_flag(context, actor, box, f"Flag {own} {actor.name}")
                start += FLAG[0] + pt(5)
            y += FLAG[1] + pt(5)
        for label, gap in self.labels:
            items.append(place_label(label, replace(column, y=y + gap), str(label.spec.tag)))
            y += gap + label.height
        return tuple(items)


def _emblem(handout: HandoutContext, actor: Actor, y: int, entry: Entry) -> tuple[Item, ...]:
    """Return the actor's portrait or flag, else its monogram on a plate as wide as its text needs.

    The name below says the same.
    """
    context, column, own = handout.context, handout.sheet.margin, entry.exchange.id
    if actor.is_pictured:
        (made,) = flag_or_monogram(context, actor, Rect(0, y, *FLAG), entry_tag(entry).part("flag"))
        place = handout.within(column, 0, made.frame.width)
        return (replace(made, name=f"{made.name} {own}", frame=replace(made.frame, x=place.x)),)
    label = StaticLabel(
        monogram_of(actor),
        context.shaper.style("margin-name", ink="paper"),
        align=Align.CENTER,
        origins=(actor.origin,),
    )
    broken = label_lines(context, label, column.width)
    place = handout.within(column, 0, max(FLAG[1], broken.width + pt(12)))
    frame = Rect(place.x, y, place.width, FLAG[1])
    words = set_label(context, label, replace(frame, y=y + (FLAG[1] - broken.height) // 2), f"Monogram {own}")
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
        label = StaticLabel(text, context.shaper.style(style), own.part("margin", at), origins=(origin,))
        labels.append((label_lines(context, label, handout.sheet.margin.width), gap))
    tags = [Tag(label.spec.tag, Role.BODY) for label, _ in labels if label.spec.tag]
    flag = pt(5) + FLAG[1] if exchange.actors else 0
    if exchange.actors and exchange.actors[0].is_pictured:
        tags.insert(0, Tag(own.part("flag"), Role.FIGURE, alt=alt_of(context.label, exchange.actors[0])))
    height = RULE + pt(7) + flag + sum(gap + label.height for label, gap in labels)
    return Margin(entry, tuple(labels), tuple(tags), height)
