"""The sources slide: numbered links and footnotes."""

from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, box_of, key_of, resized, slide_tag
from builder.layout.slide.speaker_notes import notes_of_part
from builder.layout.slide.title import set_title
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_continued, fit_one
from builder.layout.text.superscripts import superscript
from builder.model.brief import joined_runs, quotes_of, sentences_of
from builder.model.origin import LabelOrigin
from builder.model.outline import SourcesSlide
from builder.model.scene import Geometry, Role, Shape, Tag, TagId
from builder.model.theme import Slot
from builder.model.units import Rect

FEW, LARGE = 4, (30, 28, 26, 24)
"""So many sources, and fewer, are set larger below a rule, as points of an answer are; sizes in theme units."""

SMALLER = 0.9
"""The most of the title's size that they have."""

FULL = 0.8
"""The most of the room that large sources take."""

APART = 0.7
"""The space between large sources, as a share of their size."""

RULE, BELOW_RULE = 2.25, 15
"""The width of the rule and the space below it, in theme units."""

LOWERED, LOWEST = 0.3, 44
"""Few sources go down by a share of the height that they leave, and so far at most, in theme units."""


def compose_sources(context: LayoutContext, slide: SourcesSlide) -> tuple[ComposedSlide, ...]:
    """Return the sources slide, and further slides where there are many."""
    layout = context.theme.layout("sources")
    slot = layout.slot("body")
    base = context.theme.style(slot.style).size
    made, section = _copies(context, slide), slide_tag(slide.key)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return tuple(resized(copy, size, base, section.part("body", number)) for number, copy in enumerate(made))

    words = (context.run(slide.title, context.shaper.style("slide-title")),)
    alone, _ = set_title(context, layout, words, slide.key, role=Role.HEADING_2, origins=(LabelOrigin("sources"),))
    large = _large(context, slot, made, section, round(SMALLER * alone.fit.size) if alone.fit else 0)
    usual = None if large else fit_one("body", slot.frame, copies, slot.ladder, context.shaper)
    slot, rules, whole = large or (slot, (), usual)
    parts = (whole,) if whole else fit_continued("body", slot.frame, copies, slot.ladder, context.shaper)
    composed_slides, homes = [], dict[TagId, TagId]()
    for number, part in enumerate(parts, 1):
        key = key_of(slide.key, number)
        style = context.shaper.style("slide-title")
        runs = (context.run(slide.title, style), *([context.part_mark(number, len(parts), style)] * (len(parts) > 1)))
        title, title_tag = set_title(context, layout, runs, key, role=Role.HEADING_2, origins=(LabelOrigin("sources"),))
        # a source that runs over two slides is one element; it hangs where it begins
        begun = {one.tag: one.tag.moved(section, slide_tag(key)) for one in part.paragraphs if one.tag}
        tags = (
            Tag(slide_tag(key), Role.SECTION),
            title_tag,
            *(Tag(tag, Role.BODY) for old, tag in begun.items() if old not in homes),
        )
        homes = begun | homes
        paragraphs = tuple(replace(one, tag=one.tag and homes[one.tag]) for one in part.paragraphs)
        text = "".join(run.text for run in runs)
        composed_slides.append(
            ComposedSlide(
                key,
                text,
                layout.name,
                (title, *rules, replace(box_of(slot, part), paragraphs=paragraphs)),
                tags,
                notes_of_part(context, slide.notes, number),
            )
        )
    return tuple(composed_slides)


def _large(
    context: LayoutContext, slot: Slot, made: tuple[ParagraphSpec, ...], section: TagId, most: int
) -> tuple[Slot, tuple[Shape, ...], FittedText] | None:
    """Return few sources in a size of `most` EMU or less, with their slot and the rule above; None if many or long."""
    if len(made) > FEW:
        return None
    base, below = context.theme.style(slot.style).size, context.units(BELOW_RULE)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return tuple(
            replace(resized(copy, size, base, section.part("body", number)), after=round(size * APART))
            for number, copy in enumerate(made)
        )

    frame = replace(slot.frame, y=slot.frame.y + below, height=slot.frame.height - below)
    sizes = tuple(size for one in LARGE if most >= (size := context.units(one)) > max(slot.ladder))
    for at in range(len(sizes)):
        done = fit_one("body", frame, copies, sizes[at : at + 1], context.shaper)
        if done is None or done.fit.height_used > FULL * frame.height or done.divides_words:
            continue
        drop = round(min(context.units(LOWEST), (FULL * frame.height - done.fit.height_used) * LOWERED))
        frame = replace(frame, y=frame.y + drop, height=frame.height - drop)
        ladder = (*sizes, *slot.ladder)
        placed = fit_one("body", frame, copies, sizes[at : at + 1], context.shaper)
        if placed is None:
            continue
        ink = context.theme.style("slide-title").ink
        line = Rect(frame.x, frame.y - below, frame.width, context.units(RULE))
        rule = Shape("Rule", Geometry.RECTANGLE, line, context.theme.color(ink), ink)
        fit = replace(placed.fit, ladder=ladder, rule="largest" if at == 0 else "reduced")
        return replace(slot, frame=frame), (rule,), replace(placed, fit=fit)
    return None


def _copies(context: LayoutContext, slide: SourcesSlide) -> tuple[ParagraphSpec, ...]:
    style = context.shaper.style("row-text")
    made = [
        ParagraphSpec(
            (
                context.run(f"[{link.number}]\u2002{f'{link.text} ' if link.text else ''}", style),
                context.run(link.href, context.shaper.style("row-text", ink="link"), href=link.href),
            ),
            after=context.units(6),
            origins=(link.origin,),
            lang=context.lang,
        )
        for link in slide.links
    ]
    for note in slide.footnotes:
        sentences = sentences_of(note.blocks)
        runs = (
            context.run(note.label, superscript(style)),
            context.run("\u2002", style),
            *context.runs(joined_runs(sentences), style),
        )
        made.append(ParagraphSpec(runs, after=context.units(6), origins=quotes_of(sentences), lang=context.lang))
    return tuple(made)
