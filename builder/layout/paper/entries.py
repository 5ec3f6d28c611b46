"""A question with its full answer; the margin shows whom it is about and on which slide it stands."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Actor, joined_runs, monogram_of
from builder.layout.lines import Broken, Copy, Manner
from builder.layout.paper.blocks import block_pieces
from builder.layout.paper.flow import Mark, Piece
from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.stick import (
    LIFT,
    Label,
    Place,
    body_stick,
    label_lines,
    leading_of,
    place_label,
    set_copy,
    set_label,
)
from builder.layout.paper.words import words_of
from builder.layout.portrait import flag_or_monogram, small_flag
from builder.outline import Entry
from builder.scene import Align, Form, Item, Role, Shape, Tag
from builder.style import Rect, pt
from builder.value import value

RULE = pt(1.5)
"""Width of the accent rule above the margin."""

KICKER_FLAG = (pt(15), pt(10))
"""Size of the flag above a question where there is no margin."""

FLAG = (pt(33), pt(22))
"""Size of the flag in the margin, 3 to 2."""


def entry_pieces(press: Press, entry: Entry) -> tuple[Piece, ...]:
    """Return the question with the margin beside it, then the answer's blocks."""
    own = entry.exchange.id
    stick = body_stick(press)
    head = _question(press, entry)
    if press.columns > 1:
        return (*_under_kicker(press, entry, head), *block_pieces(press, entry.exchange.answer, stick, own))
    margin = margin_of(press, entry)

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        return (*head.draw(x, top, first, last), *margin.draw(press, top))

    mark = Mark(own, entry.exchange.question.text, 0)
    tags = (Tag(own, Role.SECTION, ROOT), *head.tags, *margin.tags)
    opening = replace(head, draw=draw, tags=tags, beside=margin.height, opens=True, mark=mark)
    return (opening, *block_pieces(press, entry.exchange.answer, stick, own))


def _under_kicker(press: Press, entry: Entry, head: Piece) -> tuple[Piece, ...]:
    """Return what else stands in the margin as one line under a rule, and the question below it."""
    desk, exchange = press.desk, entry.exchange
    own, stick = exchange.id, body_stick(press)
    tag = f"{own}.about"
    runs = [desk.run(", ".join(actor.name for actor in exchange.actors), desk.faces.style("margin-name"))]
    more = [exchange.actors[0].leader] if exchange.actors else []
    number = press.slides.get(entry.slide, 0)
    more += [desk.label("slide_ref").format(slide=number)] if number else []
    rest = " · ".join(one for one in more if one)
    if rest:
        runs.append(desk.run(f"  {rest}" if runs[0].text else rest, desk.faces.style("margin-slide")))
    flag = exchange.actors[0] if exchange.actors and exchange.actors[0].flag else None
    indent = KICKER_FLAG[0] + pt(6) if flag else 0
    copy = Copy(tuple(run for run in runs if run.text), indent=indent, pitch=press.grid, tag=tag, lang=desk.lang)
    line = set_copy(press, replace(stick, align=Align.START), copy, ())

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        column = Rect(x, top, stick.width, press.grid)
        rule = Shape(f"Rule {own}", Form.RECTANGLE, replace(column, height=RULE), desk.theme.color("accent"), "accent")
        place = press.within(column, 0, KICKER_FLAG[0])
        box = Rect(place.x, top + RULE + pt(3), *KICKER_FLAG)
        return (
            rule,
            *(small_flag(desk, flag, box, f"Flag {own}") if flag else ()),
            *line.draw(x, top + RULE + pt(1), first, last),
        )

    mark = Mark(own, exchange.question.text, 0)
    tags = (Tag(own, Role.SECTION, ROOT), *head.tags, *((Tag(tag, Role.BODY, own),) if copy.runs else ()))
    heights = line.heights or (RULE,)
    kicker = Piece(heights, draw, tags, before=2 * press.grid, keep=True, least=9, opens=True, mark=mark)
    return (kicker, replace(head, tags=(), before=pt(6), opens=False))


def _question(press: Press, entry: Entry) -> Piece:
    own = entry.exchange.id
    stick = replace(body_stick(press), style="entry-question", align=Align.START, manner=Manner.BALANCED)
    tag = Tag(f"{own}.question", Role.HEADING_2, own)
    words = words_of(press, joined_runs((entry.exchange.question,)), press.desk.faces.style(stick.style), tag.id)
    copy = Copy(
        words.runs,
        leading=leading_of(press, stick),
        pitch=stick.pitch,
        tag=tag.id,
        run_tags=words.run_tags,
        sources=(entry.exchange.question.id,),
        lang=press.desk.lang,
    )
    place = Place(before=2 * press.grid, keep=True, lift=LIFT, whole=True)
    return set_copy(press, stick, copy, (tag, *words.tags), place)


@value(frozen=True, slots=True)
class Margin:
    """What stands beside a question: measured labels under a rule and a flag."""

    entry: Entry
    labels: tuple[tuple[Broken, int], ...]
    """Each with the space above it, EMU."""
    tags: tuple[Tag, ...]
    height: int

    def draw(self, press: Press, top: int) -> tuple[Item, ...]:
        """Return the margin's items; `top` is where the question's first line begins, EMU."""
        column, desk = press.sheet.margin, press.desk
        accent = desk.theme.color("accent")
        own = self.entry.exchange.id
        items: list[Item] = [
            Shape(f"Rule {own}", Form.RECTANGLE, Rect(column.x, top, column.width, RULE), accent, "accent")
        ]
        y = top + RULE + pt(7)
        for actor in self.entry.exchange.actors[:1]:
            items += _emblem(press, actor, y, own)
            y += FLAG[1] + pt(5)
        for label, gap in self.labels:
            items.append(place_label(label, replace(column, y=y + gap), label.copy.tag))
            y += gap + label.height
        return tuple(items)


def _emblem(press: Press, actor: Actor, y: int, own: str) -> tuple[Item, ...]:
    """Return the actor's flag, or its monogram on a plate as wide as its letters need; the name below says the same."""
    desk, column = press.desk, press.sheet.margin
    if actor.flag:
        place = press.within(column, 0, FLAG[0])
        made = flag_or_monogram(desk, actor, Rect(place.x, y, *FLAG), f"{own}.flag")
        return tuple(replace(one, name=f"{one.name} {own}") for one in made)
    label = Label(monogram_of(actor), desk.faces.style("margin-name", ink="paper"), align=Align.CENTER)
    broken = label_lines(press, label, column.width)
    place = press.within(column, 0, max(FLAG[1], broken.width + pt(12)))
    frame = Rect(place.x, y, place.width, FLAG[1])
    words = set_label(press, label, replace(frame, y=y + (FLAG[1] - broken.height) // 2), f"Monogram {own}")
    return (Shape(f"Plate {own}", Form.RECTANGLE, frame, desk.theme.color("title"), "title"), words)


def margin_of(press: Press, entry: Entry) -> Margin:
    """Return what stands beside the question of `entry`, its elements children of the exchange's."""
    desk = press.desk
    exchange = entry.exchange
    own = exchange.id
    texts = [(actor.name, "margin-name", pt(4) if at else 0) for at, actor in enumerate(exchange.actors)]
    if exchange.actors and exchange.actors[0].leader:
        texts.insert(1, (exchange.actors[0].leader, "margin-leader", 0))
    number = press.slides.get(entry.slide, 0)
    if number:
        texts.append((desk.label("slide_ref").format(slide=number), "margin-slide", pt(4) if texts else 0))
    labels = []
    for at, (text, style, gap) in enumerate(texts, 1):
        label = Label(text, desk.faces.style(style), f"{own}.margin.{at}")
        labels.append((label_lines(press, label, press.sheet.margin.width), gap))
    tags = [Tag(label.copy.tag, Role.BODY, own) for label, _ in labels]
    flag = pt(5) + FLAG[1] if exchange.actors else 0
    if exchange.actors and exchange.actors[0].flag:
        alt = desk.label("flag_of").format(name=exchange.actors[0].name)
        tags.insert(0, Tag(f"{own}.flag", Role.FIGURE, own, alt=alt))
    height = RULE + pt(7) + flag + sum(gap + label.height for label, gap in labels)
    return Margin(entry, tuple(labels), tuple(tags), height)
