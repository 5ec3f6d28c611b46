"""The sources slide: numbered links and footnotes."""

from __future__ import annotations

from builder.brief import joined_runs, sentences_of
from builder.layout.desk import Desk, Sketch, box_of, resized, set_title
from builder.layout.fit import Fitted, fit_continued, fit_one
from builder.layout.lines import Copy
from builder.layout.speaker import notes_of
from builder.outline import SourcesSlide
from builder.scene import Role, Tag
from builder.style import pt


def compose_sources(desk: Desk, slide: SourcesSlide) -> tuple[Sketch, ...]:
    """Return the sources slide, and further slides where there are many."""
    layout = desk.theme.layout("sources")
    slot = layout.slot("body")
    base = desk.theme.style(slot.style).size
    made = _copies(desk, slide)

    def copies(size: int) -> tuple[Copy, ...]:
        return tuple(resized(copy, size, base, f"{slide.key}.{number}.body") for number, copy in enumerate(made))

    whole = fit_one("body", slot.frame, copies, slot.ladder, desk.faces)
    parts = (whole,) if whole else fit_continued("body", slot.frame, copies, slot.ladder, desk.faces)
    sketches = []
    for number, part in enumerate(parts, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        style = desk.faces.style("slide-title")
        runs = (desk.run(slide.title, style), *([desk.part_mark(number, len(parts), style)] * (len(parts) > 1)))
        title, title_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2)
        tags = [Tag(key, Role.SECTION, ""), title_tag]
        # a source that runs over two slides is one element; it hangs where it begins
        tags += [
            Tag(one.tag, Role.BODY, key) for one in part.paragraphs if not _began_before(one.tag, parts[: number - 1])
        ]
        text = "".join(run.text for run in runs)
        sketches.append(
            Sketch(key, text, layout.name, (title, box_of(slot, part)), tuple(tags), notes_of(desk, slide.notes))
        )
    return tuple(sketches)


def _began_before(tag: str, parts: tuple[Fitted, ...]) -> bool:
    return any(one.tag == tag for part in parts for one in part.paragraphs)


def _copies(desk: Desk, slide: SourcesSlide) -> tuple[Copy, ...]:
    style = desk.faces.style("row-text")
    made = [
        Copy(
            (
                desk.run(f"{link.number}.\u2002{link.text} ", style),
                desk.run(link.href, desk.faces.style("row-text", ink="link"), href=link.href),
            ),
            after=pt(6),
            lang=desk.lang,
        )
        for link in slide.links
    ]
    for note in slide.footnotes:
        sentences = sentences_of(note.blocks)
        runs = (desk.run(f"{note.label}\u2002", style), *desk.runs(joined_runs(sentences), style))
        made.append(Copy(runs, after=pt(6), sources=tuple(one.id for one in sentences), lang=desk.lang))
    return tuple(made)
