"""The closing slide: thanks, an address, on the cover's own layout and in its inks."""

from msgspec.structs import replace

from builder.codes import LONG_CLOSING
from builder.layout.context import ComposedSlide, LayoutContext, box_of, resized, slide_tag
from builder.layout.slide.cover import series_line, unlinked
from builder.layout.slide.points import list_tags
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import set_title, title_bottom
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.model.origin import FieldOrigin, LabelOrigin, Origin
from builder.model.outline import ClosingSlide
from builder.model.scene import Role, Tag, TextBox, TextRun
from builder.model.theme import SlideLayout
from builder.model.units import Rect

SIZES = (28, 24, 22, 20)
"""The sizes that the words below the title may have beyond those of the cover's lead, in theme units."""

GAP = 36
"""Between the title and the words below it, in theme units."""

APART = 0.5
"""Space between two paragraphs, as a share of their size."""


def compose_closing(context: LayoutContext, slide: ClosingSlide) -> tuple[ComposedSlide, ...]:
    """Return the slide; words that it does not hold are an error, for it is read in a few seconds."""
    layout = context.theme.layout("title")
    section = slide_tag(slide.key)
    own = replace(context, title_sizes=())  # the cover has a scale of its own
    style = context.shaper.style(layout.slot("title").style)
    words: tuple[TextRun, ...] = (context.run(slide.title, style),)
    origins: tuple[Origin, ...] = (LabelOrigin("contact"),)
    if slide.headline:
        words, origins = context.runs(unlinked(slide.headline.runs), style), slide.headline.quotes
    title, title_tag = set_title(
        own,
        layout,
        words,
        slide.key,
        role=Role.HEADING_2,
        place=slide.span,
        origins=origins,
        remedy="highlight fewer words of the section, or shorten its heading",
    )
    kicker = series_line(context, layout, slide.fields, section)
    text = _text(context, layout, slide, title_bottom(context, title, context.units(GAP)))
    if text is None and (any(one.text.strip() for one in slide.points) or slide.fields.contact):
        what = "words of its section" if slide.headline else "lines of `contact`"
        message = f"the closing slide does not hold the {what}, even at the smallest size"
        hint = "shorten them, or write `{.section}` in place of `{.closing}`" if slide.headline else "shorten them"
        context.report.add(LONG_CLOSING, slide.span, message, hint)
    boxes = (text,) if text else ()
    tags = (Tag(section, Role.SECTION), *(Tag(section.part("kicker"), Role.BODY) for _ in kicker), title_tag)
    return (
        ComposedSlide(
            key=slide.key,
            title="".join(run.text for run in words),
            layout=layout.name,
            items=(title, *kicker, *boxes),
            tags=(*tags, *list_tags(boxes, section)),
            notes=notes_of(context, slide.notes),
            entry=slide.entry,
        ),
    )


def _text(context: LayoutContext, layout: SlideLayout, slide: ClosingSlide, top: int) -> TextBox | None:
    """Return the paragraphs from `top` down to the foot of the cover's last line, as large as suits them."""
    slot, foot = layout.slot("subtitle"), max(one.frame.bottom for one in layout.slots)
    base, style = context.theme.style(slot.style).size, context.shaper.style(slot.style)
    frame = Rect(slot.frame.x, top, slot.frame.width, max(foot - top, 0))
    section = slide_tag(slide.key)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        made = [
            ParagraphSpec(
                context.runs(unlinked(point.runs), style),
                origins=point.quotes,
                after=round(size * APART),
                indent=size * (point.level + bool(point.number)),
                hanging=size * bool(point.number),
                bullet=f"{point.number}." if point.number else "",
                bullet_style=replace(style, size=size) if point.number else None,
                lang=context.lang,
            )
            for point in slide.points
            if point.text.strip()  # the call of a footnote has no words
        ]
        made += [
            ParagraphSpec(
                (context.run(line, style),),
                origins=(FieldOrigin("contact"),),
                after=round(size * APART),
                lang=context.lang,
            )
            for line in slide.fields.contact
        ]
        return tuple(resized(one, size, base, section.part("text", number)) for number, one in enumerate(made, 1))

    ladder = (*(size for one in SIZES if (size := context.units(one)) > max(slot.ladder)), *slot.ladder)
    done = fit_one("subtitle", frame, copies, ladder, context.shaper) if copies(ladder[-1]) else None
    return box_of(slot, done, frame) if done else None
