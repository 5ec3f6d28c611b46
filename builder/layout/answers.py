"""Slides about an actor or a question: kicker, headline, points, and the panel that shows who it is."""

from __future__ import annotations

from dataclasses import replace

from builder.brief import Actor, Mention, Origin, Point
from builder.layout.desk import Desk, Sketch, box_of, resized, set_in, set_slot, set_title, title_fits
from builder.layout.fit import Fitted, fit_continued, fit_one
from builder.layout.lines import Copy
from builder.layout.portrait import alt_of, flag_or_monogram, small_flag
from builder.layout.speaker import notes_of
from builder.outline import ActorSlide, ContextSlide
from builder.scene import Item, Role, Tag, TextBox, TextRun
from builder.style import Rect, pt
from builder.theme import SlideLayout

ROW_PITCH = pt(30)
"""Distance of the panel's rows, a flag of 27 x 18 pt each."""


def compose_answer(desk: Desk, slide: ActorSlide | ContextSlide) -> tuple[Sketch, ...]:
    """Return the slide, and further slides where the points do not fit."""
    layout = desk.theme.layout("actor" if isinstance(slide, ActorSlide) else "context")
    headline, points, question = _words(desk, slide, layout)
    parts = _set_points(desk, layout, points, slide.key)
    notes = notes_of(desk, slide.notes)
    sketches = []
    for number, part in enumerate(parts, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        runs = _numbered(desk, headline, number, len(parts))
        title, title_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2, place=slide.headline.span)
        kicker = _kicker(desk, layout, slide, question, key)
        body = () if part is None else (_rename(box_of(layout.slot("body"), part), key, slide.key),)
        panel, panel_tags = _panel(desk, layout, slide, key) if isinstance(slide, ActorSlide) else ((), ())
        tags = (Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), title_tag)
        sketches.append(
            Sketch(
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
    desk: Desk, slide: ActorSlide | ContextSlide, layout: SlideLayout
) -> tuple[tuple[TextRun, ...], tuple[Point, ...], str]:
    """Return headline, points and question; a chosen headline that is too long gives its place to the question."""
    style = desk.faces.style("slide-title")
    headline = desk.point(slide.headline, style)
    widest = _numbered(desk, headline, 2, 2) if _is_long(slide.points) else headline
    if slide.headline.origin is Origin.CHOSEN and not title_fits(desk, layout, widest):
        question = (desk.run(slide.question, style),)
        if title_fits(desk, layout, _numbered(desk, question, 2, 2)):
            return question, (slide.headline, *slide.points), ""
    return headline, slide.points, slide.question


def _is_long(points: tuple[Point, ...]) -> bool:
    return sum(len(point.text) for point in points) > 500  # about the words of one slide


def _numbered(desk: Desk, runs: tuple[TextRun, ...], number: int, parts: int) -> tuple[TextRun, ...]:
    if parts == 1:
        return runs
    return (*runs, desk.part_mark(number, parts, runs[-1].style))


def _set_points(desk: Desk, layout: SlideLayout, points: tuple[Point, ...], key: str) -> tuple[Fitted | None, ...]:
    if not points:
        return (None,)
    slot = layout.slot("body")
    base = desk.theme.style(slot.style)
    style, mark = desk.faces.style(slot.style), desk.faces.style(slot.style, ink="accent")

    def copies(size: int) -> tuple[Copy, ...]:
        made = []
        for number, point in enumerate(points, 1):
            copy = Copy(
                desk.point(point, style),
                after=base.after,
                indent=slot.indent,
                hanging=slot.indent,
                bullet=slot.bullet,
                bullet_style=replace(mark, size=round(size * slot.bullet_size)),
                label_tag=f"{key}.{number}.label",
                sources=point.sources,
                lang=desk.lang,
            )
            made.append(resized(copy, size, base.size, f"{key}.{number}.body"))
        return tuple(made)

    whole = fit_one("body", slot.frame, copies, slot.ladder, desk.faces)
    return (whole,) if whole else fit_continued("body", slot.frame, copies, slot.ladder, desk.faces)


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


def _list_tags(part: Fitted | None, key: str) -> tuple[Tag, ...]:
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
    desk: Desk, layout: SlideLayout, slide: ActorSlide | ContextSlide, question: str, key: str
) -> tuple[TextBox, ...]:
    """Return the line above the title: whom it is about, and the question as far as whole sentences of it fit."""
    name = slide.kicker
    if isinstance(slide, ActorSlide) and slide.parts > 1:
        name = f"{name} {desk.label('continued').format(part=slide.part, parts=slide.parts)}"
    return kicker_of(desk, layout, name, question, key)


def kicker_of(desk: Desk, layout: SlideLayout, name: str, question: str, key: str) -> tuple[TextBox, ...]:
    """Return the kicker box: `name` in capitals, then the question in the largest size at which it fits.

    A question that fits at no size stands in the speaker notes only.
    """
    first = desk.run(name, desk.faces.style("slide-kicker"))
    asked = desk.faces.style("slide-question")
    for words in (question, ""):
        runs = (first, desk.run(f"\u2003{words}", asked)) if words else (first,)
        box = set_slot(desk, layout, "kicker", Copy(runs, lang=desk.lang), tag=f"{key}.kicker")
        if box:
            return (box,)
    return ()


def _panel(desk: Desk, layout: SlideLayout, slide: ActorSlide, key: str) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the side panel: flag, name, leader, and who else the answer names."""
    items: list[Item] = []
    tags = [Tag(f"{key}.flag", Role.FIGURE, key, alt=alt_of(desk, slide.actor))]
    items += flag_or_monogram(desk, slide.actor, layout.slot("flag").frame, f"{key}.flag", slot="flag")
    y = items[0].frame.bottom + pt(14)
    for name, words, gap in (("name", slide.actor.name, 2), ("leader", slide.actor.leader, 0)):
        box = _stacked(desk, layout, name, words, y, tag=f"{key}.{name}") if words else None
        if box:
            items.append(box)
            tags.append(Tag(f"{key}.{name}", Role.BODY, key))
            y = box.frame.bottom + pt(gap)
    mentions = slide.named_with
    if mentions:
        more, more_tags = _named(desk, layout, mentions, max(y + pt(18), layout.slot("named").frame.y), key)
        items += more
        tags += more_tags
    return tuple(items), tuple(tags)


def _stacked(desk: Desk, layout: SlideLayout, name: str, words: str, y: int, *, tag: str) -> TextBox | None:
    """Return the slot's box moved to `y` and made as high as its text."""
    slot = layout.slot(name)
    copy = Copy((desk.run(words, desk.faces.style(slot.style)),), lang=desk.lang)
    frame = slot.frame
    box = set_in(desk, replace(slot, frame=Rect(frame.x, y, frame.width, frame.height)), copy, tag=tag)
    if box is None or box.fit is None:
        return None
    return replace(box, frame=Rect(frame.x, y, frame.width, box.fit.height_used))


def _named(
    desk: Desk, layout: SlideLayout, mentions: tuple[Mention, ...], y: int, key: str
) -> tuple[list[Item], list[Tag]]:
    head = _stacked(desk, layout, "named", desk.label("named_with"), y, tag=f"{key}.named")
    rows = layout.slot("rows")
    top = (head.frame.bottom if head else y) + pt(9)
    room = (rows.frame.bottom - top) // ROW_PITCH
    names = _row_box(desk, layout, tuple(one.actor for one in mentions[:room]), top, key)
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
        items += small_flag(desk, mentions[index].actor, frame, f"Flag {mentions[index].actor.name}")
    return [*items, names], tags


def _row_box(desk: Desk, layout: SlideLayout, actors: tuple[Actor, ...], top: int, key: str) -> TextBox | None:
    """Return the names of the panel's rows, one line each; the last ones give way where a name needs two."""
    slot = layout.slot("rows")
    style = desk.theme.style(slot.style)
    frame = replace(slot.frame, y=top, height=slot.frame.bottom - top)

    def copies(size: int) -> tuple[Copy, ...]:
        pitch = round(size * style.leading)
        made = (
            Copy(
                (desk.run(actor.name, desk.faces.style(slot.style)),),
                indent=pt(36),
                after=ROW_PITCH - pitch,
                lang=desk.lang,
            )
            for actor in actors
        )
        return tuple(resized(copy, size, style.size, f"{key}.row{index}.body") for index, copy in enumerate(made))

    for size in slot.ladder or (style.size,):
        done = fit_one("rows", frame, copies, (size,), desk.faces)
        if done and done.fit.lines == len(actors):
            return box_of(slot, done, frame)
    return _row_box(desk, layout, actors[:-1], top, key) if len(actors) > 1 else None
