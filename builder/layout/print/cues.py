"""What cue cards say: the title, every question with headline and points, and all takeaways at a glance."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.context import HandoutContext
from builder.model.brief import Actor, Mark, Point, PointOrigin, Run, Sentence, sentences_of
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.outline import ActorSlide, ContextSlide, Glance, JudgementSlide, Masthead, Outline, Slide

FEW = 4
"""Fewer cards are one sheet as they are, and need no card that sums them up."""


class Cue(Struct, frozen=True):
    """What a card says."""

    key: str
    kicker: str
    question: tuple[tuple[str, Origin], ...]
    """In parts, each with where it comes from."""
    headline: Point
    points: tuple[Point, ...]
    slide: int = 0
    about: Origin = LabelOrigin("summary")
    """Where the kicker comes from."""
    heading: tuple[Origin, ...] = ()
    """Where the headline comes from that quotes no sentence."""
    actor: Actor | None = None
    text: tuple[Sentence, ...] = ()
    """Text below the headline that is no list."""


def cues_of(handout: HandoutContext) -> list[Cue]:
    """Return the cues of every question, in order; several have the title before them and the takeaways behind."""
    cues = [
        cue for slide in handout.context.outline.slides for cue in _cue(handout.context.outline, handout.slides, slide)
    ]
    blocks = handout.context.outline.blocks
    opening = [_title_cue(handout.context, block) for block in blocks if isinstance(block, Masthead)]
    if len(cues) < FEW:
        return cues or opening
    closing = [
        _glance_cue(handout.context.label, block)
        for block in blocks
        if isinstance(block, Glance) and len(block.rows) > 1
    ]
    return [*opening, *cues, *closing]


def _title_cue(context: LayoutContext, block: Masthead) -> Cue:
    """Return the card that opens the set: series, number and date, the title, the lead."""
    fields = block.fields
    headline = Point((Run(fields.title),), PointOrigin.AUTHORED, ())
    lead = sentences_of(block.standfirst)
    about, title = FieldOrigin("series"), (FieldOrigin("title"),)
    dateline = context.outline.dateline
    return Cue("opening", fields.series, dateline, headline, (), about=about, heading=title, text=lead)


def _glance_cue(label: Callable[[str], str], block: Glance) -> Cue:
    """Return the card that closes it: every actor's takeaway."""
    title = Point((Run(label("at_glance")),), PointOrigin.AUTHORED, ())
    points = tuple(
        replace(
            row.takeaway,
            runs=(Run(f"{', '.join(one.name for one in row.actors)}: ", Mark.STRONG), *row.takeaway.runs),
            origin=PointOrigin.AUTHORED,
        )
        for row in block.rows
    )
    return Cue("glance", "", (), title, points, heading=(LabelOrigin("at_glance"),))


def _cue(outline: Outline, slides: Mapping[str, int], slide: Slide) -> tuple[Cue, ...]:
    number = slides.get(slide.key, 0)
    match slide:
        case ActorSlide() | ContextSlide() | JudgementSlide():
            about, *asked = outline.topic(slide.entry)
            actor = slide.actor if isinstance(slide, ActorSlide) else None
            said = slide.kicker, tuple((slide.question, one) for one in asked), slide.headline, slide.points
            return (Cue(slide.key, *said, slide=number, about=about, actor=actor),)
        case _:
            return ()
