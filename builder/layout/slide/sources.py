"""The sources slide: numbered links and footnotes."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, box_of, key_of, resized, slide_tag
from builder.layout.slide.speaker_notes import notes_of_part
from builder.layout.slide.title import set_title
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_continued, fit_one
from builder.layout.text.superscripts import superscript
from builder.model.brief import joined_runs, quotes_of, sentences_of
from builder.model.origin import LabelOrigin
from builder.model.outline import SourcesSlide
from builder.model.scene import Role, Tag, TagId


def compose_sources(context: LayoutContext, slide: SourcesSlide) -> tuple[ComposedSlide, ...]:
    """Return the sources slide, and further slides where there are many."""
    layout = context.theme.layout("sources")
    slot = layout.slot("body")
    base = context.theme.style(slot.style).size
    made, section = _copies(context, slide), slide_tag(slide.key)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return tuple(resized(copy, size, base, section.part("body", number)) for number, copy in enumerate(made))

    whole = fit_one("body", slot.frame, copies, slot.ladder, context.shaper)
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
                (title, replace(box_of(slot, part), paragraphs=paragraphs)),
                tags,
                notes_of_part(context, slide.notes, number),
            )
        )
    return tuple(composed_slides)


def _copies(context: LayoutContext, slide: SourcesSlide) -> tuple[ParagraphSpec, ...]:
    style = context.shaper.style("row-text")
    made = [
        ParagraphSpec(
            (
                context.run(f"[{link.number}]\u2002{link.text} ", style),
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
