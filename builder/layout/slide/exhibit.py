"""Exhibit slides: a table, a picture or a chart of an answer on a slide of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import WIDE_TABLE
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.context import ComposedSlide, LayoutContext, box_of, key_of, on_slide, resized, slide_tag
from builder.layout.figure.flag import small_flag
from builder.layout.figure.picture import ON_SLIDES, fitted_size, share_of
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.picture_row import pictures_in_row, report_coarse
from builder.layout.slide.speaker_notes import notes_of_part
from builder.layout.slide.tables import TableMisfit, TablePart, draw_table, fit_table
from builder.layout.slide.title import FEWER_WORDS, below_title, set_title, title_fits
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.layout.text.shaper import Shaper
from builder.media import Media
from builder.model.brief import Chart, DataTable, Image, Point, Run, Sentence, joined_runs, origins_of, quotes_of
from builder.model.findings import Report
from builder.model.origin import BlockOrigin, Origin
from builder.model.outline import ExhibitSlide, QuotationSlide
from builder.model.plain_text import part_of, plain_text
from builder.model.scene import Door, Item, MediaKey, Picture, ResolvedStyle, Role, Shape, Tag, TextBox, TextRun
from builder.model.theme import SlideLayout
from builder.model.units import Rect

GAP = 16
"""Between the title and the exhibit, and between the exhibit and its source line, in theme units."""

SUBTITLE_GAP = 7
"""Between a claim and the exhibit's own title, in theme units."""

POINT_SIZES, POINT_LINES, POINT_GAP = (22, 18, 16), 2, 7
"""The largest size of a point beside an exhibit, smaller ones for a table that would be parted, its most lines, and the
space around it, in theme units.
"""

FLAG = (31.5, 21)
"""Width and height of the actor's flag above an exhibit, in theme units."""

MOST_PARTS = 99
"""The number whose mark is the widest that the title of a continued table may have."""

NEARLY, LARGER = 2, 1.15
"""A table in so many parts nearly fits one slide; a point below it is so many times as large as its words at most."""

NOTE_LINES = 4
"""The most lines that a source line takes."""

_WORD = re.compile(r"\w+")

Body = tuple[tuple[Item, ...], tuple[Tag, ...]]


class _ExhibitStage(Struct, frozen=True):
    """What surrounds an exhibit: the title's words, the source line, and the room that they leave."""

    layout: SlideLayout
    note: TextBox | None
    room: Rect
    above: tuple[TextBox, ...] = ()
    """Below a claim: the answer's point, and the exhibit's own title."""


def compose_exhibit(context: LayoutContext, slide: ExhibitSlide) -> tuple[ComposedSlide, ...]:
    """Return the slide of an exhibit; a long table continues with its header repeated, a wide one in columns."""
    match slide.exhibit:
        case DataTable() as grid:
            return _tables(context, slide, grid)
        case Image() as image:
            if slide.beside:
                stage = _stage(context, slide, ())
                return (_composed(context, slide, stage, pictures_in_row(context, slide, image, stage.room)),)
            stage = _stage(context, slide, _beyond_title(slide, image.caption))
            return (_composed(context, slide, stage, _picture(context.media, context.report, slide, image, stage)),)
        case Chart() as chart:
            from builder.layout.chart.note import chart_note

            stage = _stage(context, slide, chart_note(chart, context.label))
            return (_composed(context, slide, stage, _chart(context, slide, chart, stage.room)),)


def _stage(context: LayoutContext, slide: ExhibitSlide, source: tuple[Sentence, ...], parts: int = 1) -> _ExhibitStage:
    """Return the stage; the room begins below the title as it is set with the last part's mark."""
    layout = context.theme.layout("exhibit")
    runs, place = _title(context, slide, parts, parts), slide.exhibit.span
    title, _ = set_title(context, layout, runs, slide.key, role=Role.HEADING_2, place=place, remedy=_remedy(slide))
    frame = layout.slot("table").frame
    gap = context.units(SUBTITLE_GAP if isinstance(slide.exhibit, DataTable) and slide.claim else GAP)
    above = _above(context, slide, below_title(context, layout.slot("title"), title, context.units(SUBTITLE_GAP)))
    top = above[-1].frame.bottom + gap if above else below_title(context, layout.slot("title"), title, gap)
    note = _note(context, layout, source, slide.key)
    bottom = min(frame.bottom, note.frame.y - gap // 2) if note else frame.bottom
    if calls := tuple(_calls(slide)):
        from builder.layout.slide.foot_notes import height_of_notes

        bottom -= height_of_notes(context, layout, calls, slide.key)
    return _ExhibitStage(layout, note, Rect(frame.x, top, frame.width, bottom - top), above)


def _calls(slide: ExhibitSlide) -> Iterator[str]:
    """Yield the labels of the footnotes that are called on the slide."""
    match slide.exhibit:
        case DataTable(header=header, rows=rows, caption=caption):
            sentences = [*caption, *(one for row in (header, *rows) for cell in row for one in cell)]
        case Chart(title=title, source=source):
            sentences = [title, *source]
        case Image(caption=caption):
            sentences = list(caption)
    runs = [*joined_runs(tuple(sentences)), *(run for one in (slide.claim, slide.point) if one for run in one.runs)]
    yield from (run.note for run in runs if run.note)


def _title(context: LayoutContext, slide: ExhibitSlide, part: int, parts: int) -> tuple[TextRun, ...]:
    style = context.shaper.style("slide-title")
    words = context.point_with_calls(slide.claim, style) if slide.claim else _title_runs(context, slide, style)
    return (*words, *([context.part_mark(part, parts, style)] * (parts > 1)))


def _title_runs(context: LayoutContext, slide: ExhibitSlide, style: ResolvedStyle) -> tuple[TextRun, ...]:
    """Return the exhibit's own title with its marks, and what the plan adds to tell it from another."""
    exhibit = slide.exhibit
    source = exhibit.title if isinstance(exhibit, Chart) else next(iter(exhibit.caption), None)
    name = plain_text(source.runs) if source else ""
    own = name if slide.title.startswith(name) else name.rstrip(".")
    if not (source and own and slide.title.startswith(own)):
        return (context.run(slide.title, style),)
    calls = [run for run in source.runs if run.note]
    return context.runs_with_calls((*part_of(source.runs, 0, len(own)), Run(slide.title[len(own) :]), *calls), style)


def _above(context: LayoutContext, slide: ExhibitSlide, top: int) -> tuple[TextBox, ...]:
    """Return what is between a claim and its exhibit, from `top` down: the point, then the exhibit's own title.

    A table has the point below it: a line between its title and its header would look like one more of these.
    """
    if not slide.claim:
        return ()
    made = []
    exhibit = slide.exhibit
    point = None if isinstance(exhibit, DataTable) else _point_of(context, slide, top + context.units(POINT_GAP))
    if point:
        made.append(point)
        top = point.frame.bottom + context.units(POINT_GAP)
    if slide.beside:  # each has its caption below it
        return tuple(made)
    named = exhibit.title.text if isinstance(exhibit, Chart) else exhibit.caption
    if named and not _says(slide.claim.text, slide.title):
        style = context.shaper.style("slide-caption")
        tag = slide_tag(slide.key).part("subtitle")
        spec = ParagraphSpec(_title_runs(context, slide, style), origins=_own_title(slide), tag=tag, lang=context.lang)
        box = _line(context.shaper, "Subtitle", spec, top)
        made += [box] if box else []
    return tuple(made)


def _says(claim: str, title: str) -> bool:
    """Return whether a claim says all words of an exhibit's own title, which would only repeat them."""
    return set(_WORD.findall(title.casefold())) <= set(_WORD.findall(claim.casefold()))


def _point_of(context: LayoutContext, slide: ExhibitSlide, top: int, most: int = POINT_SIZES[0]) -> TextBox | None:
    return _point(context, slide.point, slide.key, top, most) if slide.claim and slide.point else None


def _point(context: LayoutContext, point: Point, key: str, top: int, most: int = POINT_SIZES[0]) -> TextBox | None:
    """Return a point in the largest size, of `most` units, in which it takes few lines; None where it has none."""
    layout = context.theme.layout("context").slot("body")
    base = context.theme.style(layout.style)
    runs = context.point_with_calls(point, context.shaper.style(layout.style))
    spec = ParagraphSpec(runs, origins=point.quotes, tag=slide_tag(key).part("point"), lang=context.lang)
    for size in (one for one in layout.ladder or (base.size,) if one <= context.units(most)):
        box = _line(context.shaper, "Point", resized(spec, size, base.size), top, POINT_LINES)
        if box:
            return box
    return None


def _line(shaper: Shaper, name: str, spec: ParagraphSpec, top: int, lines: int = 0) -> TextBox | None:
    """Return a paragraph over the whole width, its box as high as its words."""
    frame = shaper.theme.layout("exhibit").slot("table").frame
    room = Rect(frame.x, top, frame.width, shaper.theme.slide_height)
    size = max(run.style.size for run in spec.runs)
    done = fit_one(name.lower(), room, lambda _: (spec,), (size,), shaper, lines=lines)
    return TextBox(name, replace(room, height=done.fit.height_used), done.paragraphs, fit=done.fit) if done else None


def _title_origins(context: LayoutContext, slide: ExhibitSlide) -> tuple[Origin, ...]:
    if slide.asked:
        return context.outline.topic(slide.entry)[1:]
    return slide.claim.quotes if slide.claim else _own_title(slide)


def _remedy(slide: ExhibitSlide) -> str:
    """Return how the title of the slide becomes shorter: what its words are decides."""
    match slide.exhibit:
        case _ if slide.claim:
            return FEWER_WORDS
        case Chart():
            return "it is the `title:` of the chart"
        case exhibit if exhibit.caption:
            return "it is the first sentence of the caption"
        case _:
            return "give the exhibit a short caption of its own"


def _own_title(slide: ExhibitSlide) -> tuple[Origin, ...]:
    """Return where the exhibit's own title comes from: its title or caption, else it is a label beside its block."""
    named = (slide.exhibit.title,) if isinstance(slide.exhibit, Chart) else slide.exhibit.caption[:1]
    return quotes_of(one for one in named if one.text) or (BlockOrigin(slide.exhibit.span),)


def takes_claim(context: LayoutContext, points: tuple[Point, ...]) -> bool:
    """Return whether a slide that shows an exhibit has room for a claim and, where there is one, a point."""
    claim, *others = points
    runs = context.point_with_calls(claim, context.shaper.style("slide-title"))
    return title_fits(context, context.theme.layout("exhibit"), runs) and all(
        _point(context, one, "", 0, POINT_SIZES[0]) is not None for one in others
    )


def titled_by_question(context: LayoutContext, slide: ExhibitSlide) -> ExhibitSlide:
    """Return the slide of an exhibit that has no title of its own with the question as its title, where that fits."""
    named = slide.exhibit.title.text if isinstance(slide.exhibit, Chart) else slide.exhibit.caption
    if named or not slide.question:
        return slide
    title = (context.run(slide.question, context.shaper.style("slide-title")),)
    fits = title_fits(context, context.theme.layout("exhibit"), (*title, context.run(" (9/9)", title[0].style)))
    return replace(slide, title=slide.question, question="", asked=True) if fits else slide


def _beyond_title(slide: ExhibitSlide, caption: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return what a caption says beyond its first sentence where that is the slide's title."""
    shown = bool(caption) and slide.title.startswith(plain_text(caption[0].runs).rstrip("."))
    return caption[1:] if shown else caption


def _note(context: LayoutContext, layout: SlideLayout, source: tuple[Sentence, ...], key: str) -> TextBox | None:
    """Return the source line: its box grows upwards where it needs more lines than one."""
    if not source:
        return None
    slot = layout.slot("source")
    base, style = context.theme.style(slot.style), context.shaper.style(slot.style)
    copy = ParagraphSpec(
        context.runs_with_calls(joined_runs(source), style),
        tag=slide_tag(key).part("source"),
        origins=origins_of(source),
        lang=context.lang,
    )
    pitch = round(base.size * base.leading)
    for lines in range(1, NOTE_LINES + 1):
        height = max(slot.frame.height, lines * pitch)
        frame = replace(slot.frame, y=slot.frame.bottom - height, height=height)
        done = fit_one("source", frame, lambda size: (resized(copy, size, base.size),), (base.size,), context.shaper)
        if done:
            return box_of(slot, done, frame)
    return None


def _composed(
    context: LayoutContext, slide: ExhibitSlide, stage: _ExhibitStage, body: Body, *, part: int = 1, parts: int = 1
) -> ComposedSlide:
    key, section = key_of(slide.key, part), slide_tag(key_of(slide.key, part))
    runs = _title(context, slide, part, parts)
    title, title_tag = set_title(
        context,
        stage.layout,
        runs,
        key,
        role=Role.HEADING_2,
        place=slide.exhibit.span,
        origins=_title_origins(context, slide),
        remedy=_remedy(slide),
    )
    kicker = kicker_with_flag(context, stage.layout, slide, key)
    below = tuple(on_slide(one, slide.key, key) for one in stage.above)
    note = (on_slide(stage.note, slide.key, key),) if stage.note else ()
    tags = [Tag(section, Role.SECTION), Tag(section.part("kicker"), Role.BODY), title_tag]
    tags += [Tag(one.tag, Role.BODY) for box in below for one in box.paragraphs if one.tag]
    tags += body[1]
    tags += [Tag(section.part("source"), Role.BODY)] if note else []
    text = "".join(run.text for run in runs)
    items = (title, *kicker, *below, *body[0], *note)
    return ComposedSlide(
        key, text, stage.layout.name, items, tuple(tags), notes_of_part(context, slide.notes, part), slide.entry
    )


def kicker_with_flag(
    context: LayoutContext, layout: SlideLayout, slide: ExhibitSlide | QuotationSlide, key: str
) -> tuple[Item, ...]:
    """Return the line above the title and, at its end, the flag or monogram of the actor, whom the line names.

    A monogram that is too wide for the corner is left out, and so is what would be in line with nothing: beside a logo,
    or on a bar.
    """
    origins = context.outline.topic(slide.entry)
    plain = kicker_of(context, layout, slide.kicker, slide.question, key, origins=origins)
    if slide.actor is None or not layout.has("kicker"):
        return plain
    slot = layout.slot("kicker")
    width, height = (context.units(one) for one in FLAG)
    on_bar = any(one.art and one.frame.contains(slot.frame) for one in layout.ornaments)
    if on_bar or (layout.has("table") and abs(layout.slot("table").frame.right - slot.frame.right) > width):
        return plain
    shorter = replace(slot, frame=replace(slot.frame, width=slot.frame.width - 2 * width))
    layout = replace(layout, slots=tuple(shorter if one is slot else one for one in layout.slots))
    place = Rect(slot.frame.right - width, slot.frame.bottom - height, width, height)
    flag = small_flag(context, slide.actor, place, "Flag")
    if any(isinstance(one, Shape) for one in flag):
        return plain
    return (*kicker_of(context, layout, slide.kicker, slide.question, key, origins=origins), *flag)


def _tables(context: LayoutContext, slide: ExhibitSlide, grid: DataTable) -> tuple[ComposedSlide, ...]:
    if not slide.claim:  # without the headline above it nobody knows why a part is emphasised
        grid = replace(grid, claimed_row=None, claimed_column=None)
    source = _beyond_title(slide, grid.caption)
    stage = _stage(context, slide, source)
    parts, room, most = _fitted_table(context, slide, grid, stage)
    if not isinstance(parts, TableMisfit) and len(parts) > 1:  # with its number a title may take a line more
        stage = _stage(context, slide, source, MOST_PARTS)
        parts, room, most = _fitted_table(context, slide, grid, stage)
    if isinstance(parts, TableMisfit):
        hint = "split the table, or shorten its longest cells"
        context.report.add(WIDE_TABLE, grid.span, f"{parts.reason}, even at the smallest size", hint)
        return ()
    composed_slides = []
    for number, part in enumerate(parts, 1):
        key = key_of(slide.key, number)
        (table,), tags = draw_table(context.shaper, part, room, key, slide.title)
        point = _point_of(context, slide, table.frame.bottom + context.units(GAP), most)
        said = (on_slide(point, slide.key, key),) if point else ()
        tags += tuple(Tag(one.tag, Role.BODY) for box in said for one in box.paragraphs if one.tag)
        composed_slides.append(_composed(context, slide, stage, ((table, *said), tags), part=number, parts=len(parts)))
    return tuple(composed_slides)


def _fitted_table(
    context: LayoutContext, slide: ExhibitSlide, grid: DataTable, stage: _ExhibitStage
) -> tuple[tuple[TablePart, ...] | TableMisfit, Rect, int]:
    """Return the table's parts, the room for them above the point, and the most units of that point's size.

    What nearly fits one slide gets more room: from a smaller point, and from the source line where there is none.
    """
    found: list[tuple[tuple[TablePart, ...] | TableMisfit, Rect, int]] = []
    slots = [stage.layout.slot(name).frame for name in ("table", "source")]
    foot = slots[1].bottom - slots[0].bottom if stage.room.bottom == slots[0].bottom else 0
    for more, most in (*((0, one) for one in POINT_SIZES), (foot, POINT_SIZES[-1])):
        point = _point_of(context, slide, 0, most)
        taken = point.frame.height + context.units(GAP) if point else 0
        room = replace(stage.room, height=stage.room.height + more - taken)
        parts = fit_table(context, grid, room)
        found.append((parts, room, most))
        if not isinstance(parts, TableMisfit) and (
            len(parts) > NEARLY or (len(parts) == 1 and context.units(most) <= LARGER * parts[0].size)
        ):
            break

    def worth(one: tuple[tuple[TablePart, ...] | TableMisfit, Rect, int]) -> tuple[int, int]:
        return (MOST_PARTS, 0) if isinstance(one[0], TableMisfit) else (len(one[0]), -one[0][0].size)

    return min(found, key=worth)


def _picture(media: Media, report: Report, slide: ExhibitSlide, image: Image, stage: _ExhibitStage) -> Body:
    """Return the picture as large as the room and its width allow, in line with words above it, else centred."""
    room, data = stage.room, media.pictures[image.src]
    most = share_of(image, room.width)
    width, height = fitted_size(data, most, room.height, ON_SLIDES)
    report_coarse(media, report, image, most, room.height)
    aside = 0 if stage.above else (room.width - width) // 2
    box = Rect(room.x + aside, room.y + (room.height - height) // 2, width, height)
    tag = slide_tag(slide.key).part("picture")
    picture = Picture(
        "Picture", box, MediaKey(Door.PICTURE, image.src), image.alt, tag=tag, origin=BlockOrigin(image.span)
    )
    return (picture,), (Tag(tag, Role.FIGURE, alt=image.alt),)


def _chart(context: LayoutContext, slide: ExhibitSlide, chart: Chart, room: Rect) -> Body:
    from builder.layout.chart.note import chart_words
    from builder.layout.chart.remarks import remark_on_chart
    from builder.layout.chart.series_names import plot_with_names

    tag = slide_tag(slide.key).part("chart")
    style = context.shaper.style("chart-label")
    canvas = FigureCanvas(room, context.shaper, context.theme, style, context.lang)
    remark_on_chart(chart, canvas, context.report)
    words, origin = chart_words(context.label), BlockOrigin(chart.span)
    plot, names = plot_with_names(chart, canvas, words, tag=tag, slot="chart", origin=origin)
    spoken = (Tag(one.tag, Role.BODY) for box in names if isinstance(box, TextBox) for one in box.paragraphs if one.tag)
    return (plot, *names), (Tag(tag, Role.FIGURE, alt=plot.alt), *spoken)
