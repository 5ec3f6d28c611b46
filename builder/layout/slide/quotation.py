"""Quotation slides: words that somebody said, large between the marks of their language, and below them who it was.

The opening mark hangs in a margin of its own, several times as large as the words. They are on the ground of the cover
where the theme has that for single statements. The speaker is the slide's title, so that every slide has one: it is
below the words, or where a template draws a place for titles, in that place.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, slide_tag
from builder.layout.slide.kicker import kicker_with_flag
from builder.layout.slide.points import accent_on, without_links
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import below_title, even_width, is_on_bar, moved_to, set_title, title_bottom
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_one
from builder.layout.text.shaper import Shaper
from builder.model.brief import Run, joined_runs, quotes_of
from builder.model.findings import Span
from builder.model.origin import Origin
from builder.model.outline import QuotationSlide
from builder.model.plain_text import part_of, plain_text
from builder.model.scene import Anchor, Geometry, ResolvedStyle, Role, Shape, Tag, TextBox, TextRun
from builder.model.sentence import LINE_END
from builder.model.theme import EMPHASIS, SlideLayout, Theme
from builder.model.typography import THIN, double_marks
from builder.model.units import Rect

SIZES = (56, 50, 44, 40, 36, 32, 28, 24)
"""The sizes that quoted words may have, in theme units; those larger than the speaker's line are tried first."""

SPEAKER, SPEAKER_LINES = 22, 2
"""Size of the speaker's line in theme units, and its most lines."""

LARGER = 1.4
"""How many times the size of the speaker's line the words have where they fit so."""

OPENING, MARGIN = 180, 20
"""Size of the mark that opens the words, and the space between it and them, in theme units."""

CAPITALS = 0.7
"""How far capitals reach above the baseline, as a share of their size: as far as the opening mark does."""

MARK = (72, 4.5, 24)
"""The mark between words and speaker: width, height, and distance to the words, in theme units."""

DESCENDERS = 4
"""Room below the last line of the words, where programs draw its descenders, in theme units."""

GAP = 18
"""Between mark and speaker, in theme units."""

SHORT = 0.5
"""A last line is short below this share of the longest."""

_ON_PAPER = "slide-body", "slide-caption"
"""The styles whose inks words and speaker have on a light ground."""

PLACED_AT = 0.5
"""Words are placed in the middle of the room with what is below them."""


def compose_quotation(context: LayoutContext, slide: QuotationSlide) -> tuple[ComposedSlide, ...]:
    """Return the slide of a quotation; none where its words do not fit, which are in the handout all the same."""
    layout = _layout(context.theme)
    placed = _on_bar(context, layout, slide) if _has_bar(layout) else _above_speaker(context, layout, slide)
    if placed is None:
        return ()
    title, words = placed
    section = slide_tag(slide.key)
    kicker = kicker_with_flag(context, layout, slide, slide.key)
    tags = (
        Tag(section, Role.SECTION),
        Tag(section.part("kicker"), Role.BODY),
        Tag(section.part("title"), Role.HEADING_2),
        Tag(section.part("quotation"), Role.QUOTE),
        Tag(section.part("quotation").nth(1), Role.BODY),
    )
    mark = () if _has_bar(layout) else _mark(context.theme, words.frame.bottom - words.inset[3], words.frame.x)
    items = (title, *kicker, *_hanging_mark(context, layout, slide, words), words, *mark)
    notes = notes_of(context, slide.notes)
    return (ComposedSlide(slide.key, slide.title, layout.name, items, tags, notes, slide.entry),)


def _hanging_mark(
    context: LayoutContext, layout: SlideLayout, slide: QuotationSlide, words: TextBox
) -> tuple[TextBox, ...]:
    """Return the opening mark in the margin of `words`, as high as their first line; it belongs to their paragraph."""
    opening, room, first = _opening(context, layout, slide), _room(layout), words.paragraphs[0]
    if opening is None or words.frame.x == room.x:
        return ()
    shaper, style, runs = context.shaper, opening.style, first.lines[0].runs
    largest = max((run.style for run in runs), key=lambda style: style.size)
    drawn = words.frame.bottom - words.inset[3] - len(first.lines) * first.pitch  # the box is filled from its foot
    top = drawn + round(first.pitch * shaper.ascent_share(largest) - CAPITALS * largest.size)
    face = shaper.face(style.file)
    glyphs, _ = face.outlines(opening.text, rtl=False)
    above = max(y for contours in glyphs for points in contours for _, y in points)
    baseline = top + round(above * style.size / face.units)
    spec = ParagraphSpec((opening,), tag=first.tag, origins=first.origins, lang=context.lang)
    if baseline < spec.leading * style.size:  # a low mark, whose box would leave the slide
        spec = replace(spec, leading=1.0)
    pitch = round(spec.leading * style.size)
    upper = max(0, baseline - round(pitch * shaper.ascent_share(style)))
    frame = Rect(room.x, upper, words.frame.x - room.x, pitch)
    done = _fit_in_room("mark", frame, spec, shaper)
    return (TextBox("Opening mark", frame, done.paragraphs, fit=done.fit, wraps=False),) if done else ()


def _opening(context: LayoutContext, layout: SlideLayout, slide: QuotationSlide) -> TextRun | None:
    """Return the mark that opens the words; None where they have marks of their own or a bar has the place above."""
    opening = double_marks("".join(run.text for run in joined_runs(slide.words)), context.lang)[0]
    if not opening or _has_bar(layout):
        return None
    ink = accent_on(context.theme, layout.background)
    style = context.shaper.style("slide-title", size=context.units(OPENING), bold=True, ink=ink)
    (run,) = context.shaper.cover(context.run(opening.rstrip(THIN), replace(style, caps=False)))
    return run


def is_quotation(composed: ComposedSlide) -> bool:
    """Return whether the slide is that of a quotation."""
    return any(tag.role is Role.QUOTE for tag in composed.tags)


def renamed_quotation(
    context: LayoutContext, composed: ComposedSlide, runs: tuple[TextRun, ...], place: Span
) -> ComposedSlide:
    """Return the slide with `runs` for its speaker; `place` is where a title that is too long is reported."""
    layout, title = context.theme.layout(composed.layout), composed.title_box
    origins = title.paragraphs[0].origins
    if _has_bar(layout):
        box, _ = set_title(context, layout, runs, composed.key, role=Role.HEADING_2, place=place, origins=origins)
    else:
        room = _indented(_room(layout), title.frame.x - _room(layout).x)
        set_anew = _speaker(context, room, runs, composed.key, origins)
        box = moved_to(set_anew, title.frame.y, set_anew.frame.height) if set_anew else title
    words = "".join(run.text for run in runs).replace(LINE_END, " ")
    return replace(composed, title=words, items=(box, *composed.items[1:]))


def _layout(theme: Theme) -> SlideLayout:
    """Return the layout for emphasis, whose ground is dark, or that of exhibits; what has a bar keeps its place."""
    names = ("exhibit", *((EMPHASIS,) if theme.has_layout(EMPHASIS) else ()))
    layouts = [theme.layout(name) for name in names]
    return next((one for one in layouts if _has_bar(one)), layouts[-1])


def _has_bar(layout: SlideLayout) -> bool:
    """Return whether a template draws a place for titles, whose ink is for that ground."""
    return bool(layout.slot("title").clear) or is_on_bar(layout)


def _on_bar(context: LayoutContext, layout: SlideLayout, slide: QuotationSlide) -> tuple[TextBox, TextBox] | None:
    style = context.shaper.style(layout.slot("title").style)
    runs = context.runs(slide.speaker, style)
    place = slide.words[0].span
    title, _ = set_title(
        context,
        layout,
        runs,
        slide.key,
        role=Role.HEADING_2,
        place=place,
        origins=(slide.origin,),
        remedy="say in fewer words who speaks",
    )
    top = below_title(context, layout.slot("title"), title, context.units(GAP))
    room = _room(layout)
    room = replace(room, y=top, height=room.bottom - top)
    words = next(iter(_words(context, layout, slide, room)), None)
    if words is None:
        return None
    drop = round((room.height - words.frame.height) * PLACED_AT)
    return title, moved_to(words, room.y + drop, words.frame.height)


def _above_speaker(
    context: LayoutContext, layout: SlideLayout, slide: QuotationSlide
) -> tuple[TextBox, TextBox] | None:
    """Return speaker and words; the box of the words grows upwards where a wider face takes more lines."""
    runs = _name_and_office(context, layout, slide)
    opening, room = _opening(context, layout, slide), _room(layout)
    if opening:
        width = context.shaper.shape(opening.text, opening.style, context.lang).width
        room = _indented(room, width + context.units(MARGIN))
    speaker = _speaker(context, room, runs, slide.key, (slide.origin,))
    if speaker is None:
        return None
    beside = sum(context.units(one) for one in (*MARK[1:], GAP))
    below = beside + title_bottom(context, speaker, 0) - speaker.frame.y
    for words in _words(context, layout, slide, room):
        height = words.frame.height
        spare = room.height - height - below
        drop = max(title_bottom(context, words, 0) - words.frame.y - height, round(spare * PLACED_AT))
        if drop <= spare:
            placed = replace(moved_to(words, room.y + drop, height), anchor=Anchor.BOTTOM)
            bottom = placed.frame.bottom
            below_words = context.theme.units(DESCENDERS)
            frame = replace(room, height=bottom + below_words - room.y)
            placed = replace(placed, frame=frame, inset=(*placed.inset[:3], below_words))
            return moved_to(speaker, bottom + beside, speaker.frame.height), placed
    return None


def _indented(room: Rect, by: int) -> Rect:
    return replace(room, x=room.x + by, width=room.width - by)


def _room(layout: SlideLayout) -> Rect:
    """Return the room from the place of titles down to what is at the foot."""
    top, frame = layout.slot("title").frame.y, layout.slot("table" if layout.has("table") else "body").frame
    return Rect(frame.x, top, frame.width, frame.bottom - top)


def _words(context: LayoutContext, layout: SlideLayout, slide: QuotationSlide, room: Rect) -> list[TextBox]:
    """Return the words between their marks in each size at which they fit `room`, the best first.

    Sizes at which their last line is short come after the others.
    """
    return sorted(_words_at(context, layout, slide, room), key=_ends_short)


def _ends_short(box: TextBox) -> bool:
    widths = [sum(run.width for run in line.runs) for line in box.paragraphs[0].lines]
    return widths[-1] < SHORT * max(widths)


def _words_at(context: LayoutContext, layout: SlideLayout, slide: QuotationSlide, room: Rect) -> Iterator[TextBox]:
    source = without_links(layout, joined_runs(slide.words))
    opening, closing = double_marks("".join(run.text for run in source), context.lang)
    hanging = room.x > _room(layout).x
    marked = (*(() if hanging else (Run(opening),)), *source, Run(closing))
    scale = tuple(context.units(one) for one in SIZES)
    least = _speaker_style(context, layout).size * LARGER
    ladder = sorted(scale, key=lambda size: (size < least, -size))
    ink = context.theme.style(_inks(layout)[0]).ink
    tag = slide_tag(slide.key).part("quotation").nth(1)
    for size in ladder:
        style = replace(context.shaper.style("slide-title", size=size, bold=False, ink=ink), caps=False)
        runs = context.runs_with_calls(marked, style)
        spec = ParagraphSpec(runs, tag=tag, origins=quotes_of(slide.words), lang=context.lang)
        done = _fit_in_room("quotation", room, spec, context.shaper)
        if done:
            width = even_width(context.shaper, spec, room.width, done.fit.lines)
            narrow = _fit_in_room("quotation", replace(room, width=width), spec, context.shaper) or done
            fit = replace(narrow.fit, ladder=scale, rule="largest" if size == scale[0] else "reduced")
            frame, inset = replace(room, height=fit.height_used), (0, 0, room.width - width, 0)
            yield TextBox("Quotation", frame, narrow.paragraphs, fit=fit, inset=inset)


def _fit_in_room(name: str, room: Rect, spec: ParagraphSpec, shaper: Shaper, lines: int = 0) -> FittedText | None:
    size = max(run.style.size for run in spec.runs)
    return fit_one(name, room, lambda _: (spec,), (size,), shaper, lines=lines)


def _inks(layout: SlideLayout) -> tuple[str, str]:
    """Return the styles whose inks the words and the speaker have on the ground of `layout`."""
    return (layout.slot("title").style, layout.slot("body").style) if layout.name == EMPHASIS else _ON_PAPER


def _speaker_style(context: LayoutContext, layout: SlideLayout) -> ResolvedStyle:
    """Return the style of the slide's title, which is clearly smaller than the words that it is below."""
    ink = context.theme.style(_inks(layout)[1]).ink
    return context.shaper.style("slide-caption", size=context.units(SPEAKER), ink=ink)


def _name_and_office(context: LayoutContext, layout: SlideLayout, slide: QuotationSlide) -> tuple[TextRun, ...]:
    """Return the speaker's line: the name in bold, and what follows its comma."""
    style = _speaker_style(context, layout)
    ink = context.theme.style(_inks(layout)[0]).ink
    bold = context.shaper.style("slide-caption", size=style.size, bold=True, ink=ink)
    speaker = without_links(layout, slide.speaker)
    said = plain_text(speaker)
    ends = len(said.partition(",")[0])
    return (*context.runs(part_of(speaker, 0, ends), bold), *context.runs(part_of(speaker, ends, len(said)), style))


def _speaker(
    context: LayoutContext, room: Rect, runs: tuple[TextRun, ...], key: str, origins: tuple[Origin, ...]
) -> TextBox | None:
    """Return the speaker's line as the slide's title, its box as high as its words; None where it is too long."""
    spec = ParagraphSpec(runs, tag=slide_tag(key).part("title"), origins=origins, lang=context.lang)
    done = _fit_in_room("title", room, spec, context.shaper, SPEAKER_LINES)
    if done is None:
        return None
    frame = replace(room, height=done.fit.height_used)
    return TextBox("Title", frame, done.paragraphs, slot="title", fit=done.fit)


def _mark(theme: Theme, bottom: int, left: int) -> tuple[Shape, ...]:
    width, thickness, gap = (theme.units(one) for one in MARK)
    place = Rect(left, bottom + gap, width, thickness)
    return (Shape("Mark", Geometry.RECTANGLE, place, theme.color("accent"), "accent"),)
