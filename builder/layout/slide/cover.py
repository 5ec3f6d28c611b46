"""The title slide: series, number, date, title, the first words of the lead, flags, authors."""

from msgspec.structs import replace

from builder.codes import CUT_COVER
from builder.layout.context import (
    ComposedSlide,
    LayoutContext,
    box_of,
    resized,
    set_in,
    set_slot,
    slide_tag,
    space_before,
    with_origins,
)
from builder.layout.slide.cover_column import CoverWords, in_column, is_grouped
from builder.layout.slide.every_slide import logo_on
from builder.layout.slide.flag_row import flags_in_a_row, flags_on_panel, panel_room
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import even_width, keeps_its_lines, set_title, title_at, title_bottom
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_paragraph
from builder.layout.text.fit import FittedText, SpecsAtSize, fit_one
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import substitute_width
from builder.model.brief import Fields, Run, joined_runs, quotes_of
from builder.model.origin import FieldOrigin
from builder.model.outline import TitleSlide
from builder.model.scene import Geometry, Item, Picture, Role, Shape, Tag, TagId, TextBox, TextRun
from builder.model.sentence import LINE_END
from builder.model.set_text import origins_in
from builder.model.theme import Ornament, SlideLayout, Slot
from builder.model.units import Rect

KEY = "title"
SECTION = slide_tag(KEY)
TITLE = Tag(SECTION.part("title"), Role.HEADING_1)

KICKER_LINES = 3
"""The most lines of series, number and date."""

SMALLER = (0.9, 0.8)
"""Sizes of a long series, as shares of the usual one."""

PITCH = 1.2
"""PowerPoint's single line pitch as a multiple of the size."""

GAP, AIR = 27, 8
"""Theme units between the title and the standfirst, and at least."""

CLEAR = 12
"""The same below a title that takes a line more in a wider face, where there is room for it."""

STEADY = 0.58
"""A title is so small at least, as a share of its largest size, where that spares it the line more in a wider face."""

EVEN_LINES = 3
"""A standfirst of so many lines is set in even ones, as titles are."""

Emblems = tuple[tuple[Item, ...], tuple[Tag, ...]]
"""Logo and flags, and their tags."""

LEAD = 240
"""The most characters of two sentences of the lead on the cover, which is read in a few seconds."""


def compose_cover(context: LayoutContext, slide: TitleSlide) -> tuple[ComposedSlide, ...]:
    """Return the title slide."""
    layout = context.theme.layout("title")
    words = (context.run(slide.title, context.shaper.style("cover-title")),)
    narrow = _beside_panel(context, layout, slide)
    title = _steady_title(context, narrow, words) if narrow else None
    panel = layout.panel if title else None
    if narrow and title:
        layout = narrow
    elif layout.column:
        layout = in_column(context, layout, _measured(context, layout, slide, words))
    title = title or _title(context, layout, words)
    kicker = series_line(context, layout, slide.fields, SECTION)
    standfirst = _standfirst(context, layout, slide, title)
    emblems, emblem_tags = _on_panel(context, panel, layout, slide) if panel else _on_ground(context, layout, slide)
    authors = _authors(context, layout, slide)
    tags = [Tag(SECTION, Role.SECTION), Tag(SECTION.part("kicker"), Role.BODY), TITLE]
    tags += [Tag(SECTION.part("standfirst"), Role.BODY), *emblem_tags, Tag(SECTION.part("authors"), Role.BODY)]
    items = (title, *kicker, *standfirst, *emblems, *authors)
    return (ComposedSlide(KEY, slide.title, layout.name, items, tuple(tags), notes_of(context, slide.notes)),)


def _beside_panel(context: LayoutContext, layout: SlideLayout, slide: TitleSlide) -> SlideLayout | None:
    """Return `layout` beside the panel for the flags, where there are any; an organisation's art keeps its ground."""
    if not (layout.panel and slide.actors) or context.theme.base:
        return None
    return _before(layout, layout.panel.frame, context.units(GAP))


def _on_ground(context: LayoutContext, layout: SlideLayout, slide: TitleSlide) -> Emblems:
    """Return the publisher's logo in its place and the flags in a row."""
    logo, tags = _logo(context, layout.logo, layout.background)
    flags, more = flags_in_a_row(context, layout, slide.actors, dict(slide.targets), SECTION)
    return (*logo, *flags), (*tags, *more)


def _on_panel(context: LayoutContext, panel: Ornament, layout: SlideLayout, slide: TitleSlide) -> Emblems:
    """Return the panel with the publisher's logo at its top and the flags in the middle of the rest."""
    theme, room, frame = context.theme, panel_room(context, panel), layout.logo
    if frame:
        width = min(frame.width, room.width)
        height = frame.height * width // frame.width
        frame = Rect(room.x + (room.width - width) // 2, room.y, width, height)
        below = frame.bottom + room.x - panel.frame.x  # as far as its margins are wide
        room = replace(room, y=below, height=room.bottom - below)
    ground = Shape(panel.name, Geometry.RECTANGLE, panel.frame, theme.color(panel.ink), panel.ink)
    logo, tags = _logo(context, frame, panel.ink)
    flags, more = flags_on_panel(context, (panel.ink, room), slide.actors, dict(slide.targets), SECTION)
    return (ground, *logo, *flags), (*tags, *more)


def _logo(context: LayoutContext, frame: Rect | None, ground: str) -> Emblems:
    """Return the publisher's logo, described, in the version for what is behind it; nothing where it has no place."""
    theme, tag = context.theme, SECTION.part("logo")
    if theme.logo is None or frame is None:
        return (), ()
    alt = theme.logo.alt or context.outline.fields.publisher.name or "Logo"
    media = logo_on(theme, theme.logo, ground)
    picture = Picture("Logo", frame, media, alt, tag=tag, origin=FieldOrigin("publisher"))
    return (picture,), (Tag(tag, Role.FIGURE, alt=alt),)


def _before(layout: SlideLayout, panel: Rect, gap: int) -> SlideLayout:
    """Return `layout` with slots that end as far before the panel as they begin behind the edge of the slide.

    The standfirst reaches down to `gap` above the authors, since there are no flags in between.
    """
    end, slots = panel.x - layout.slot("title").frame.x, []
    foot = layout.slot("authors").frame.y - gap
    for slot in layout.slots:
        frame = slot.frame
        bottom = foot if slot.name == "subtitle" else frame.bottom
        frame = replace(frame, width=min(frame.right, end) - frame.x, height=bottom - frame.y)
        slots.append(replace(slot, frame=frame))
    return replace(layout, slots=tuple(one for one in slots if one.name != "flags"))


def _steady_title(context: LayoutContext, layout: SlideLayout, words: tuple[TextRun, ...]) -> TextBox | None:
    """Return the title at the largest size at which it keeps its lines in a wider face; None where that is small."""
    slot, largest = layout.slot("title"), 0
    for size in context.theme.sizes(slot):
        if size < STEADY * largest:
            break
        box = title_at(context, slot, words, size, TITLE.id)
        largest = largest or (size if box else 0)
        if box and keeps_its_lines(context, box):
            return with_origins(box, FieldOrigin("title"))
    return None


def _title(context: LayoutContext, layout: SlideLayout, words: tuple[TextRun, ...]) -> TextBox:
    """Return the title: a steady one needs no gap below it for a further line."""
    steady = None if layout.column else _steady_title(context, layout, words)
    if steady:
        return steady
    title, _ = set_title(
        replace(context, title_sizes=()),  # the cover has a scale of its own
        layout,
        words,
        KEY,
        role=TITLE.role,
        origins=(FieldOrigin("title"),),
        remedy="what is not its name can be the `subtitle:`",
    )
    return title


def _measured(context: LayoutContext, layout: SlideLayout, slide: TitleSlide, title: tuple[TextRun, ...]) -> CoverWords:
    """Return what says how much room the cover's words take."""
    kicker = series_line(context, layout, slide.fields, SECTION)
    return CoverWords(
        title=title,
        standfirst=_standfirsts(context, layout, slide) if is_grouped(layout, "subtitle") else (),
        subtitle=bool(slide.fields.subtitle),
        kicker=kicker[0].frame.height if kicker else 0,
        flags=len(slide.actors),
        authors=_author_lines(context, layout, slide) if is_grouped(layout, "authors") else 0,
    )


def series_line(context: LayoutContext, layout: SlideLayout, fields: Fields, section: TagId) -> tuple[TextBox, ...]:
    """Return the line above the title: series, number and date, as far as they are known."""
    series = fields.series or fields.publisher.name
    house = FieldOrigin("series" if fields.series else "publisher")
    quiet = context.shaper.style("cover-meta")
    runs = [context.run(series, context.shaper.style("cover-kicker"), origin=house)] * bool(series)
    for at, (text, origin) in enumerate(context.outline.dateline):
        runs.append(context.run(text if at or not series else f"\u2003{text}", quiet, origin=origin))
    slot = layout.slot("kicker")
    if not runs or not slot.frame.height:
        return ()
    copy = ParagraphSpec(tuple(runs), slot.align, origins=origins_in(runs), lang=context.lang)
    size = context.theme.style(slot.style).size
    pitch = round(size * PITCH)
    for lines in range(1, KICKER_LINES + 1):  # a long series takes further lines, upwards
        height = max(slot.frame.height, lines * pitch)
        frame = replace(slot.frame, y=slot.frame.bottom - height, height=height)
        grown = replace(slot, frame=frame, ladder=(size, *(round(size * share) for share in SMALLER)))
        box = set_in(context.shaper, grown, copy, tag=section.part("kicker"))
        if box:
            return (box,)
    return ()


def unlinked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return `runs` without their links: programs show links in the theme's link colour, which a dark ground swallows.

    The addresses are in the notes, on the sources slide and in the handout.
    """
    return tuple(replace(run, href="") for run in runs)


def _standfirst(context: LayoutContext, layout: SlideLayout, slide: TitleSlide, title: TextBox) -> tuple[TextBox, ...]:
    """Return the subtitle, or the first sentence of the lead, the second too where both are short.

    It follows the title at a generous distance, or at a small one where it would not fit otherwise.
    """
    slot = layout.slot("subtitle")
    base, choices = context.theme.style(slot.style), _standfirsts(context, layout, slide)
    flags = layout.slot("flags" if slide.actors and layout.has("flags") else "authors").frame.y
    below = flags if flags > slot.frame.y and not layout.column else None
    for top in _tops(context, layout, title):
        frame = replace(slot.frame, y=top, height=max(1, slot.frame.bottom - top))
        for copy in choices:

            def copies(size: int, copy: ParagraphSpec = copy) -> tuple[ParagraphSpec, ...]:
                return (resized(copy, size, base.size, SECTION.part("standfirst")),)

            done = _safe(context, slot, frame, copies, below)
            if done:
                return (_evened(context, slot, frame, copies, done),)
    if choices:
        key = "subtitle" if slide.fields.subtitle else ""
        words = "`subtitle`" if key else "the first sentence"
        span = slide.fields.span(key) if key else slide.standfirst[0].span
        context.report.add(CUT_COVER, span, f"the cover has no room for {words}", "shorten it, or the title")
    return ()


def _evened(context: LayoutContext, slot: Slot, frame: Rect, specs: SpecsAtSize, done: FittedText) -> TextBox:
    """Return the standfirst, in even lines where it has few; one of many lines is read as text."""
    lines, size = done.fit.lines, done.fit.size
    if lines <= EVEN_LINES:
        width = even_width(context.shaper, specs(size)[0], frame.width, lines)
        left = space_before(slot, frame.width - width)
        inset = (left, 0, frame.width - width - left, 0)
        narrow = fit_one("subtitle", frame, specs, (size,), context.shaper, inset=inset)
        if narrow and narrow.fit.lines == lines:
            return replace(box_of(slot, replace(narrow, fit=done.fit), frame), inset=inset)
    return box_of(slot, done, frame)


def _safe(context: LayoutContext, slot: Slot, frame: Rect, specs: SpecsAtSize, below: int | None) -> FittedText | None:
    """Return the standfirst at the largest size at which it ends above `below` in a wider face too, or at the last."""
    wider = round(frame.width / substitute_width(context.lang))
    for at in range(len(slot.ladder)):
        done = fit_one("subtitle", frame, specs, slot.ladder[at:], context.shaper)
        if done is None:
            return None
        room = Rect(frame.x, frame.y, wider, max(1, (below or 0) - frame.y))
        last = below is None or done.fit.size == slot.ladder[-1]
        if last or fit_one("subtitle", room, specs, (done.fit.size,), context.shaper):
            rule = "largest" if done.fit.size == slot.ladder[0] else "reduced"
            return replace(done, fit=replace(done.fit, ladder=slot.ladder, rule=rule))
    return None


def _tops(context: LayoutContext, layout: SlideLayout, title: TextBox) -> tuple[int, ...]:
    """Return where the standfirst may begin: at a good distance below the title, or at the least."""
    if layout.column:
        return (layout.slot("subtitle").frame.y,)
    line = layout.slot("kicker").frame
    least = line.bottom + context.units(AIR) if line.y > title.frame.y else 0  # a title on a bar, all else below it
    used = title.fit.height_used if title.fit else title.frame.height
    begin, clear = title_bottom(context, title, context.units(GAP)), title_bottom(context, title, 0)
    clear = max(begin, clear + context.units(CLEAR))
    return max(clear, least), max(begin, least), max(title.frame.y + used + context.units(AIR), least)


def _standfirsts(context: LayoutContext, layout: SlideLayout, slide: TitleSlide) -> tuple[ParagraphSpec, ...]:
    """Return what may be the standfirst, in the usual size: the subtitle, or sentences of the lead, the most first."""
    slot = layout.slot("subtitle")
    style = context.shaper.style(slot.style)
    if slide.fields.subtitle:
        run = context.run(slide.fields.subtitle, style)
        return (ParagraphSpec((run,), slot.align, origins=(FieldOrigin("subtitle"),), lang=context.lang),)
    return tuple(
        ParagraphSpec(
            context.runs(unlinked(joined_runs(slide.standfirst[:count])), style),
            slot.align,
            origins=quotes_of(slide.standfirst[:count]),
            lang=context.lang,
        )
        for count in range(min(2, len(slide.standfirst)), 0, -1)
        if count == 1 or sum(len(one.text) for one in slide.standfirst[:2]) <= LEAD
    )


def _author_lines(context: LayoutContext, layout: SlideLayout, slide: TitleSlide) -> int:
    """Return how many lines who wrote and who publishes it take in the second largest size, or the only one."""
    runs, slot = [run for part in _authorship(context, slide) for run in part], layout.slot("authors")
    if not runs:
        return 0
    spec = ParagraphSpec(tuple(runs), lang=context.lang)
    spec = resized(spec, context.theme.sizes(slot)[:2][-1], context.theme.style(slot.style).size)
    return min(2, break_paragraph(spec, slot.frame.width, context.shaper, BreakStrategy.GREEDY).count)


def _authorship(context: LayoutContext, slide: TitleSlide) -> tuple[list[TextRun], list[TextRun]]:
    """Return who wrote it and, where the line above the title does not say so, who publishes it."""
    names = ", ".join(person.name for person in slide.fields.authors)
    publisher = slide.fields.publisher.name if slide.fields.series or not names else ""
    strong = context.shaper.style("cover-authors")
    # as large as the names, so that it can be read where the line gets smaller
    quiet = replace(context.shaper.style("cover-meta"), size=strong.size)
    by = [context.run(names, strong, origin=FieldOrigin("authors"))] if names else []
    shown = f"\u2003{publisher}" if by else publisher
    return by, [context.run(shown, quiet if by else strong, origin=FieldOrigin("publisher"))] if publisher else []


def _authors(context: LayoutContext, layout: SlideLayout, slide: TitleSlide) -> tuple[TextBox, ...]:
    """Return who wrote it and who publishes it, on two lines where one does not hold both."""
    by, house = _authorship(context, slide)
    both = _byline(context.shaper, context.lang, layout, (*by, *house))
    if both and len(both.paragraphs[0].lines) > 1 and by and house:
        below = replace(house[0], text=f"{LINE_END}{house[0].text.strip()}")
        both = _byline(context.shaper, context.lang, layout, (*by, below))
        both = both if both and len(both.paragraphs[0].lines) == 2 else None
    box = both or _byline(context.shaper, context.lang, layout, tuple(by or house))
    if box is None and (by or house):
        key = "authors" if by else "publisher"
        context.report.add(CUT_COVER, slide.fields.span(key), f"the cover has no room for `{key}`", "shorten it")
    return (box,) if box else ()


def _byline(shaper: Shaper, lang: str, layout: SlideLayout, runs: tuple[TextRun, ...]) -> TextBox | None:
    if not runs:
        return None
    copy = ParagraphSpec(runs, layout.slot("authors").align, origins=origins_in(runs), lang=lang)
    return set_slot(shaper, layout, "authors", copy, tag=SECTION.part("authors"))
