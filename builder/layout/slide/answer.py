"""Slides about an actor or a question: kicker, headline, points, and the panel that shows who it is."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.context import (
    ComposedSlide,
    LayoutContext,
    box_of,
    resized,
    set_in,
    set_slot,
    set_title,
    title_fits,
)
from builder.layout.figure.flag import alt_of, flag_or_monogram, small_flag
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_continued, fit_one
from builder.model.brief import Actor, Mention, Point, PointOrigin
from builder.model.outline import ActorSlide, ContextSlide
from builder.model.scene import Item, Role, Tag, TextBox, TextRun
from builder.model.theme import SlideLayout
from builder.model.units import Rect, pt

ROW_PITCH = pt(30)
"""Distance of the panel's rows, a flag of 27 x 18 pt each."""


def compose_answer(context: LayoutContext, slide: ActorSlide | ContextSlide) -> tuple[ComposedSlide, ...]:
    """Return the slide, and further slides where the points do not fit."""
    layout = context.theme.layout("actor" if isinstance(slide, ActorSlide) else "context")
    headline, points, question = _words(context, slide, layout)
    parts = _set_points(context, layout, points, slide.key)
    notes = notes_of(context, slide.notes)
    sketches = []
    for number, part in enumerate(parts, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        runs = _numbered(context, headline, number, len(parts))
        title, title_tag = set_title(context, layout, runs, key, role=Role.HEADING_2, place=slide.headline.span)
        kicker = _kicker(context, layout, slide, question, key)
        body = () if part is None else (_rename(box_of(layout.slot("body"), part), key, slide.key),)
        panel, panel_tags = _panel(context, layout, slide, key) if isinstance(slide, ActorSlide) else ((), ())
        tags = (Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), title_tag)
        sketches.append(
            ComposedSlide(
                key=key,
                title="".join(run.text for run in runs),
                layout=layout.name,
                items=(title, *kicker, *body, *panel),
                tags=(*tags, *_list_tags(part, key), *panel_tags),
                notes=notes,
                entry=slide.entry,
            )
        )
    return tuple(sketches)


def _words(
    context: LayoutContext, slide: ActorSlide | ContextSlide, layout: SlideLayout
) -> tuple[tuple[TextRun, ...], tuple[Point, ...], str]:
    """Return headline, points and question; a chosen headline that is too long gives its place to the question."""
    style = context.faces.style("slide-title")
    headline = context.point(slide.headline, style)
    widest = _numbered(context, headline, 2, 2) if _is_long(slide.points) else headline
    if slide.headline.origin is PointOrigin.CHOSEN and not title_fits(context, layout, widest):
        question = (context.run(slide.question, style),)
        if title_fits(context, layout, _numbered(context, question, 2, 2)):
            return question, (slide.headline, *slide.points), ""
    return headline, slide.points, slide.question


def _is_long(points: tuple[Point, ...]) -> bool:
    return sum(len(point.text) for point in points) > 500  # about the words of one slide


def _numbered(context: LayoutContext, runs: tuple[TextRun, ...], number: int, parts: int) -> tuple[TextRun, ...]:
    if parts == 1:
        return runs
    return (*runs, context.part_mark(number, parts, runs[-1].style))


def _set_points(
    context: LayoutContext, layout: SlideLayout, points: tuple[Point, ...], key: str
) -> tuple[FittedText | None, ...]:
    if not points:
        return (None,)
    slot = layout.slot("body")
    base = context.theme.style(slot.style)
    style, mark = context.faces.style(slot.style), context.faces.style(slot.style, ink="accent")

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        made = []
        for number, point in enumerate(points, 1):
            copy = ParagraphSpec(
                context.point(point, style),
                after=base.after,
                indent=slot.indent,
                hanging=slot.indent,
                bullet=slot.bullet,
                bullet_style=replace(mark, size=round(size * slot.bullet_size)),
                label_tag=f"{key}.{number}.label",
                sources=point.sources,
                lang=context.lang,
            )
            made.append(resized(copy, size, base.size, f"{key}.{number}.body"))
        return tuple(made)

    whole = fit_one("body", slot.frame, copies, slot.ladder, context.faces)
    return (whole,) if whole else fit_continued("body", slot.frame, copies, slot.ladder, context.faces)


def _rename(box: TextBox, key: str, base: str) -> TextBox:
    """Return `box` with its tags under the page's own key: a continuation is a list of its own."""
    if key == base:
        return box
    paragraphs = tuple(
        replace(
            one,
            tag=one.tag.replace(f"{base}.", f"{key}.", 1),
            label_tag=one.label_tag.replace(f"{base}.", f"{key}.", 1),
        )
        for one in box.paragraphs
    )
    return replace(box, paragraphs=paragraphs)


def _list_tags(part: FittedText | None, key: str) -> tuple[Tag, ...]:
    if part is None:
        return ()
    tags = [Tag(f"{key}.list", Role.LIST, key)]
    for paragraph in part.paragraphs:
        number = paragraph.tag.split(".")[-2]
        item = f"{key}.{number}"
        tags.append(Tag(item, Role.ITEM, f"{key}.list"))
        if paragraph.label_tag:
            tags.append(Tag(f"{item}.label", Role.LABEL, item))
        tags.append(Tag(f"{item}.body", Role.ITEM_BODY, item))
    return tuple(tags)


def _kicker(
    context: LayoutContext, layout: SlideLayout, slide: ActorSlide | ContextSlide, question: str, key: str
) -> tuple[TextBox, ...]:
    """Return the line above the title: whom it is about, and the question as far as whole sentences of it fit."""
    name = slide.kicker
    if isinstance(slide, ActorSlide) and slide.parts > 1:
        name = f"{name} {context.label('continued').format(part=slide.part, parts=slide.parts)}"
    return kicker_of(context, layout, name, question, key)


def kicker_of(context: LayoutContext, layout: SlideLayout, name: str, question: str, key: str) -> tuple[TextBox, ...]:
    """Return the kicker box: `name` in capitals, then the question in the largest size at which it fits.

    A question that fits at no size stands in the speaker notes only.
    """
    first = context.run(name, context.faces.style("slide-kicker"))
    asked = context.faces.style("slide-question")
    for words in (question, ""):
        runs = (first, context.run(f"\u2003{words}", asked)) if words else (first,)
        box = set_slot(context, layout, "kicker", ParagraphSpec(runs, lang=context.lang), tag=f"{key}.kicker")
        if box:
            return (box,)
    return ()


def _panel(
    context: LayoutContext, layout: SlideLayout, slide: ActorSlide, key: str
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the side panel: flag, name, leader, and who else the answer names."""
    items: list[Item] = []
    tags = [Tag(f"{key}.flag", Role.FIGURE, key, alt=alt_of(context, slide.actor))]
    items += flag_or_monogram(context, slide.actor, layout.slot("flag").frame, f"{key}.flag", slot="flag")
    y = items[0].frame.bottom + pt(14)
    for name, words, gap in (("name", slide.actor.name, 2), ("leader", slide.actor.leader, 0)):
        box = _stacked(context, layout, name, words, y, tag=f"{key}.{name}") if words else None
        if box:
            items.append(box)
            tags.append(Tag(f"{key}.{name}", Role.BODY, key))
            y = box.frame.bottom + pt(gap)
    mentions = slide.named_with
    if mentions:
        more, more_tags = _named(context, layout, mentions, max(y + pt(18), layout.slot("named").frame.y), key)
        items += more
        tags += more_tags
    return tuple(items), tuple(tags)


def _stacked(context: LayoutContext, layout: SlideLayout, name: str, words: str, y: int, *, tag: str) -> TextBox | None:
    """Return the slot's box moved to `y` and made as high as its text."""
    slot = layout.slot(name)
    copy = ParagraphSpec((context.run(words, context.faces.style(slot.style)),), lang=context.lang)
    frame = slot.frame
    box = set_in(context, replace(slot, frame=Rect(frame.x, y, frame.width, frame.height)), copy, tag=tag)
    if box is None or box.fit is None:
        return None
    return replace(box, frame=Rect(frame.x, y, frame.width, box.fit.height_used))


def _named(
    context: LayoutContext, layout: SlideLayout, mentions: tuple[Mention, ...], y: int, key: str
) -> tuple[list[Item], list[Tag]]:
    head = _stacked(context, layout, "named", context.label("named_with"), y, tag=f"{key}.named")
    rows = layout.slot("rows")
    top = (head.frame.bottom if head else y) + pt(9)
    room = (rows.frame.bottom - top) // ROW_PITCH
    names = _row_box(context, layout, tuple(one.actor for one in mentions[:room]), top, key)
    if names is None:
        return [], []
    items: list[Item] = [head] if head else []
    tags = [Tag(f"{key}.named", Role.BODY, key)] if head else []
    tags.append(Tag(f"{key}.rows", Role.LIST, key))
    for index, paragraph in enumerate(names.paragraphs):
        tags += [
            Tag(f"{key}.row{index}", Role.ITEM, f"{key}.rows"),
            Tag(paragraph.tag, Role.ITEM_BODY, f"{key}.row{index}"),
        ]
        frame = Rect(rows.frame.x, top + index * ROW_PITCH, pt(27), pt(18))
        items += small_flag(context, mentions[index].actor, frame, f"Flag {mentions[index].actor.name}")
    return [*items, names], tags


def _row_box(
    context: LayoutContext, layout: SlideLayout, actors: tuple[Actor, ...], top: int, key: str
) -> TextBox | None:
    """Return the names of the panel's rows, one line each; the last ones give way where a name needs two."""
    slot = layout.slot("rows")
    style = context.theme.style(slot.style)
    frame = replace(slot.frame, y=top, height=slot.frame.bottom - top)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        pitch = round(size * style.leading)
        made = (
            ParagraphSpec(
                (context.run(actor.name, context.faces.style(slot.style)),),
                indent=pt(36),
                after=ROW_PITCH - pitch,
                lang=context.lang,
            )
            for actor in actors
        )
        return tuple(resized(copy, size, style.size, f"{key}.row{index}.body") for index, copy in enumerate(made))

    for size in slot.ladder or (style.size,):
        done = fit_one("rows", frame, copies, (size,), context.faces)
        if done and done.fit.lines == len(actors):
            return box_of(slot, done, frame)
    return _row_box(context, layout, actors[:-1], top, key) if len(actors) > 1 else None
