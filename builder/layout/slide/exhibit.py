"""Exhibit slides: a table, a picture or a chart of an answer on a slide of its own."""

from msgspec.structs import replace

from builder.codes import WIDE_TABLE
from builder.layout.chart.canvas import FigureCanvas
from builder.layout.context import ComposedSlide, LayoutContext, key_of, on_slide, slide_tag
from builder.layout.figure.picture_size import ON_SLIDES, fitted_size, share_of
from builder.layout.slide.exhibit_stage import (
    GAP,
    POINT_SIZES,
    ExhibitStage,
    beside_picture,
    beyond_title,
    exhibit_stage,
    point_of,
)
from builder.layout.slide.exhibit_title import remedy_of, title_of, title_origins
from builder.layout.slide.kicker import kicker_with_flag
from builder.layout.slide.picture_row import pictures_in_row, report_coarse
from builder.layout.slide.speaker_notes import notes_of_part
from builder.layout.slide.tables import TableMisfit, TablePart, draw_table, fit_table
from builder.layout.slide.title import set_title
from builder.model.brief import Chart, DataTable, Image
from builder.model.origin import BlockOrigin
from builder.model.outline import ExhibitSlide
from builder.model.scene import Door, Item, MediaKey, Picture, Role, Tag, TextBox
from builder.model.units import Rect

MOST_PARTS = 99
"""The number whose mark is the widest that the title of a continued table may have."""

NEARLY, LARGER = 2, 1
"""A table in so many parts nearly fits one slide; a point below it is so many times as large as its words at most."""

LOWER = 20
"""How far a table whose rows have room to spare stands lower than it could, off its title, in theme units."""

Body = tuple[tuple[Item, ...], tuple[Tag, ...]]


def compose_exhibit(context: LayoutContext, slide: ExhibitSlide) -> tuple[ComposedSlide, ...]:
    """Return the slide of an exhibit; a long table continues with its header repeated, a wide one in columns."""
    match slide.exhibit:
        case DataTable() as grid:
            return _tables(context, slide, grid)
        case Image() as image:
            if slide.beside:
                stage = exhibit_stage(context, slide, ())
                return (_composed(context, slide, stage, pictures_in_row(context, slide, image, stage.room)),)
            return (_with_picture(context, slide, image),)
        case Chart() as chart:
            from builder.layout.chart.note import chart_note

            stage = exhibit_stage(context, slide, chart_note(chart, context.label))
            return (_composed(context, slide, stage, _chart(context, slide, chart, stage.room)),)


def _composed(
    context: LayoutContext, slide: ExhibitSlide, stage: ExhibitStage, body: Body, *, part: int = 1, parts: int = 1
) -> ComposedSlide:
    key, section = key_of(slide.key, part), slide_tag(key_of(slide.key, part))
    runs = title_of(context, slide, part, parts)
    title, title_tag = set_title(
        context,
        stage.layout,
        runs,
        key,
        role=Role.HEADING_2,
        place=slide.exhibit.span,
        origins=title_origins(context, slide),
        remedy=remedy_of(slide),
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


def _tables(context: LayoutContext, slide: ExhibitSlide, grid: DataTable) -> tuple[ComposedSlide, ...]:
    if not slide.claim:  # without the headline above it nobody knows why a part is emphasised
        grid = replace(grid, claimed_row=None, claimed_column=None)
    source = beyond_title(slide, grid.caption)
    stage = exhibit_stage(context, slide, source)
    parts, room, most = _fitted_table(context, slide, grid, stage)
    if not isinstance(parts, TableMisfit) and len(parts) > 1:  # with its number a title may take a line more
        stage = exhibit_stage(context, slide, source, MOST_PARTS)
        parts, room, most = _fitted_table(context, slide, grid, stage)
    if isinstance(parts, TableMisfit):
        hint = "split the table, or shorten its longest cells"
        context.report.add(WIDE_TABLE, grid.span, f"{parts.reason}, even at the smallest size", hint)
        return ()
    composed_slides = []
    for number, part in enumerate(parts, 1):
        key = key_of(slide.key, number)
        below = 0 if stage.above else min(context.units(LOWER), (room.height - part.height) // 3)
        table, flags, tags = draw_table(context, part, replace(room, y=room.y + below), key, slide.title)
        point = point_of(context, slide, table.frame.bottom + context.units(GAP), most)
        said = (on_slide(point, slide.key, key),) if point else ()
        tags += tuple(Tag(one.tag, Role.BODY) for box in said for one in box.paragraphs if one.tag)
        composed_slides.append(
            _composed(context, slide, stage, ((table, *flags, *said), tags), part=number, parts=len(parts))
        )
    return tuple(composed_slides)


def _fitted_table(
    context: LayoutContext, slide: ExhibitSlide, grid: DataTable, stage: ExhibitStage
) -> tuple[tuple[TablePart, ...] | TableMisfit, Rect, int]:
    """Return the table's parts, the room for them above the point, and the most units of that point's size.

    What nearly fits one slide gets more room: from a smaller point, and from the source line where there is none.
    """
    found: list[tuple[tuple[TablePart, ...] | TableMisfit, Rect, int]] = []
    slots = [stage.layout.slot(name).frame for name in ("table", "source")]
    foot = slots[1].bottom - slots[0].bottom if stage.room.bottom == slots[0].bottom else 0
    for more, most in (*((0, one) for one in POINT_SIZES), (foot, POINT_SIZES[-1])):
        point = point_of(context, slide, 0, most)
        taken = point.frame.height + context.units(GAP) if point else 0
        room = replace(stage.room, height=stage.room.height + more - taken)
        parts = fit_table(context, grid, room)
        found.append((parts, room, most))
        if not isinstance(parts, TableMisfit) and (
            len(parts) > NEARLY or (len(parts) == 1 and context.units(most) <= LARGER * parts[0].size)
        ):
            break

    def worth(one: tuple[tuple[TablePart, ...] | TableMisfit, Rect, int]) -> tuple[int, int, int]:
        return (MOST_PARTS, 0, 0) if isinstance(one[0], TableMisfit) else (len(one[0]), -one[0][0].size, one[2])

    return min(found, key=worth)


def _with_picture(context: LayoutContext, slide: ExhibitSlide, image: Image) -> ComposedSlide:
    """Return the picture as large as the room and its width allow, beside or below words that it has, else centred."""
    stage, data = exhibit_stage(context, slide, beyond_title(slide, image.caption)), context.media.pictures[image.src]
    most = share_of(image, stage.room.width)
    if stage.above:
        heights = (stage.room.bottom - stage.above[0].frame.y, stage.room.height)
        tallest, below = (fitted_size(data, most, one, ON_SLIDES)[0] for one in heights)
        stage = beside_picture(context, slide, stage, (tallest, below))
    room = stage.room
    most = min(most, room.width)
    width, height = fitted_size(data, most, room.height, ON_SLIDES)
    report_coarse(context.media, context.report, image, most, room.height)
    aside, lower = (0, 0) if stage.above else ((room.width - width) // 2, (room.height - height) // 2)
    box = Rect(room.x + aside, room.y + lower, width, height)
    tag = slide_tag(slide.key).part("picture")
    picture = Picture(
        "Picture", box, MediaKey(Door.PICTURE, image.src), image.alt, tag=tag, origin=BlockOrigin(image.span)
    )
    return _composed(context, slide, stage, ((picture,), (Tag(tag, Role.FIGURE, alt=image.alt),)))


def _chart(context: LayoutContext, slide: ExhibitSlide, chart: Chart, room: Rect) -> Body:
    from builder.layout.chart.note import chart_words
    from builder.layout.chart.remarks import remark_on_chart
    from builder.layout.chart.series_names import plot_with_names

    tag = slide_tag(slide.key).part("chart")
    style = context.shaper.style("chart-label")
    canvas = FigureCanvas(room, context.shaper, context.theme, style, context.lang, unit=context.units(1))
    remark_on_chart(chart, canvas, context.report)
    words, origin = chart_words(context.label), BlockOrigin(chart.span)
    plot, names = plot_with_names(chart, canvas, words, tag=tag, slot="chart", origin=origin)
    spoken = (Tag(one.tag, Role.BODY) for box in names if isinstance(box, TextBox) for one in box.paragraphs if one.tag)
    return (plot, *names), (Tag(tag, Role.FIGURE, alt=plot.alt), *spoken)
