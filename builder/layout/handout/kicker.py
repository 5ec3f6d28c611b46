"""The line above a question where the page has no margin: flag, name and leader, and at the other edge the slide."""

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.figure.flag import small_flag
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.flow import FlowPiece, OutlineMark
from builder.layout.handout.text_column import StaticLabel, label_lines, place_label
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.model.brief import Actor
from builder.model.origin import LabelOrigin
from builder.model.outline import Entry
from builder.model.plain_text import plain_text
from builder.model.scene import Align, Geometry, Item, Role, Shape, Tag, TextRun
from builder.model.units import Rect, pt

SLIDE = LabelOrigin("slide_ref")

RULE = pt(1.5)
"""Width of the accent rule."""


class HeadSpace(Struct, frozen=True):
    """The least space in the head of an answer, EMU."""

    above_row: int
    """Between the rule and the flag."""
    above_question: int
    below_question: int


CLOSE, ROOMY = HeadSpace(pt(3.5), pt(3), pt(3)), HeadSpace(pt(5.5), pt(6), pt(5))
"""What a head has at least, and what it has where that costs no page."""

HIGHEST_FLAG = pt(18)

APART = pt(12)
"""The least space between words and the slide's number behind them."""

ASCENT = 0.78
"""How far down its line a baseline is, as a share: words of two sizes then have one baseline."""

TIGHTEST = 0.94
"""How near the lines of a question may come, as a share of their distance, where that saves a line of the grid."""

MORE_ABOVE = 0.6
"""What is left up to the next line of the grid goes above the question to this share, the rest below it."""


class Kicker(Struct, frozen=True):
    """The line, measured: lengths in EMU."""

    entry: Entry
    flags: tuple[Actor, ...]
    about: BrokenParagraph | None
    """Name and leader."""
    slide: BrokenParagraph | None
    flag_height: int
    above: int = CLOSE.above_row
    """Space between the rule and the words."""

    @property
    def end(self) -> int:
        """How much of the question's width the slide's number takes, beside which no actor is named."""
        return self.slide.width + APART if self.slide and not self.about else 0

    @property
    def height(self) -> int:
        """Its height, the rule included; where nobody is named it is a rule alone, with the space below it."""
        words = max(self.about.height, self.slide.height if self.slide else 0) if self.about else 0
        return (
            RULE + (self.above if self.about or self.slide else 0) + max(self.flag_height if self.flags else 0, words)
        )

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its elements, in reading order."""
        return tuple(Tag(one.spec.tag, Role.BODY) for one in (self.about, self.slide) if one and one.spec.tag)

    def draw(self, handout: HandoutContext, x: int, top: int, width: int) -> tuple[Item, ...]:
        """Return its items, from the left edge `x` and from `top`, over `width`."""
        own, column = self.entry.exchange.id, Rect(x, top, width, self.height)
        accent = handout.context.theme.color("accent")
        items: list[Item] = [Shape(f"Rule {own}", Geometry.RECTANGLE, replace(column, height=RULE), accent, "accent")]
        row = top + RULE + self.above
        for at, actor in enumerate(self.flags):
            place = handout.within(column, at * _flag_room(self.flag_height), self.flag_height * 3 // 2)
            box = Rect(place.x, row, place.width, self.flag_height)
            items += small_flag(handout.context, actor, box, f"Flag {own}" + (f" {actor.name}" if at else ""))
        for words in (self.about, self.slide) if self.about else ():
            if words:
                drop = (self.flag_height - words.pitch) // 2 if self.flags else 0
                items.append(place_label(words, replace(column, y=row + drop), f"Kicker {own} {words.spec.tag}"))
        return tuple(items)

    def draw_beside(self, x: int, top: int, width: int, line: int) -> tuple[Item, ...]:
        """Return the slide's number where nobody is named: beside a question with lines of such a height."""
        if not (self.slide and self.end):
            return ()
        box = Rect(x, top + round((line - self.slide.pitch) * ASCENT), width, self.slide.height)
        return (place_label(self.slide, box, f"Kicker {self.entry.exchange.id} {self.slide.spec.tag}"),)


def under_kicker(handout: HandoutContext, kicker: Kicker, head: FlowPiece, roomy: FlowPiece) -> tuple[FlowPiece, ...]:
    """Return the line, which begins the section of its entry, and the question `head` below it.

    Together they take whole lines of the grid, so that the answer begins at one distance below its question. In their
    roomier form the question is `roomy`.
    """
    line, head = _spaced(handout, kicker, head, CLOSE)
    roomier = _spaced(handout, replace(kicker, above=ROOMY.above_row), roomy, ROOMY)
    return (replace(line, roomier=roomier[0]), replace(head, roomier=roomier[1]))


def _spaced(handout: HandoutContext, kicker: Kicker, head: FlowPiece, space: HeadSpace) -> tuple[FlowPiece, FlowPiece]:
    """Return the line and the question below it with such a space between them and below."""
    fixed = kicker.height + space.above_question + sum(head.heights) + space.below_question
    more = round(MORE_ABOVE * (-fixed % handout.grid))

    def draw(x: int, top: int, _first: int, _last: int) -> tuple[Item, ...]:
        return kicker.draw(handout, x, top, handout.sheet.text.width)

    exchange = kicker.entry.exchange
    tags = (Tag(ROOT.part(exchange.id), Role.SECTION), *head.tags, *kicker.tags)
    mark = OutlineMark(exchange.id, plain_text(exchange.question.runs), exchange.heading_level - 2)
    before = handout.grid + pt(6)
    line = FlowPiece((kicker.height,), draw, tags, before, keep=True, least=1, opens=True, mark=mark)

    def draw_head(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        width = handout.sheet.text.width
        number = kicker.draw_beside(x, top, width, head.heights[0]) if first == 0 else ()
        return (*head.draw(x, top, first, last), *number)

    return (line, replace(head, draw=draw_head, tags=(), before=space.above_question + more, give=more, opens=False))


def head_pitch(handout: HandoutContext, kicker: Kicker, head: FlowPiece) -> int:
    """Return a distance of the question's baselines with which `head` ends before a line of the grid, EMU.

    0 where it does so as it is, or where its lines would come too near each other.
    """
    fixed = kicker.height + CLOSE.above_question + CLOSE.below_question
    own, count = sum(head.heights), len(head.heights)
    room = (fixed + own) // handout.grid * handout.grid - fixed
    return room // count if TIGHTEST * own <= room < own else 0


def kicker_of(handout: HandoutContext, entry: Entry, width: int, asked: tuple[TextRun, ...] = ()) -> Kicker:
    """Return the line for `width`; `asked` is said where no actor is: the question, where it is not below."""
    context, actors = handout.context, entry.exchange.actors
    section = ROOT.part(entry.exchange.id)
    flags: tuple[Actor, ...] = ()
    flag_height = min(handout.grid - pt(1), HIGHEST_FLAG)
    number = handout.slides.get(entry.slide, 0)
    slide = None
    if number:
        words = context.label("slide_ref").format(slide=number)
        style = context.shaper.style("margin-slide")
        label = StaticLabel(words, style, section.part("slide"), Align.END, origins=(SLIDE,))
        slide = label_lines(context, label, width)
    about = None
    room = width - (slide.width + APART if slide else 0)
    if asked and not actors:
        origins = (entry.exchange.question.quote(),)
        spec = ParagraphSpec(asked, tag=section.part("about"), origins=origins, lang=context.lang)
        about = break_paragraph(spec, room, context.shaper, BreakStrategy.BEST, span=width)
    if actors:
        bold, quiet = context.shaper.style("margin-name"), context.shaper.style("margin-leader")
        names = (f"{', ' * (at > 0)}{actor.name}" for at, actor in enumerate(actors))
        runs = [context.run(name, bold, origin=one.origin) for name, one in zip(names, actors, strict=True)]
        if actors[0].leader:
            leader = actors[0].leader.replace(" ", "\u00a0")
            runs.insert(1, context.run(f"  {leader}", quiet, origin=actors[0].origin))

        def named_beside(flags: int) -> BrokenParagraph:
            spec = ParagraphSpec(
                tuple(runs),
                indent=flags * _flag_room(flag_height) + pt(2),
                tag=section.part("about"),
                origins=tuple(actor.origin for actor in actors),
                lang=context.lang,
            )
            return break_paragraph(spec, room, context.shaper, BreakStrategy.BALANCED, span=width)

        about, flags = named_beside(1), actors[:1]
        for count in range(2, len(actors) + 1):  # as many flags as cost no line
            if count * _flag_room(flag_height) > room // 2 or (beside := named_beside(count)).count > about.count:
                break
            about, flags = beside, actors[:count]
    return Kicker(entry, flags, about, slide, flag_height)


def _flag_room(height: int) -> int:
    """Return how much of the line a flag takes, with the space behind it."""
    return height * 3 // 2 + pt(4)
