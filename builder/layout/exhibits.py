"""Exhibit slides: a table, a picture or a chart of an answer on a slide of its own."""

from __future__ import annotations

from builder.brief import Align, Chart, Grid, Image, Sentence, joined_runs
from builder.codes import WIDE_TABLE
from builder.layout.answers import kicker_of
from builder.layout.desk import Desk, Sketch, resized, set_slot, set_title
from builder.layout.lines import Copy, Manner
from builder.layout.pictures import size_of
from builder.layout.plots import plot_of
from builder.layout.speaker import notes_of
from builder.layout.tables import CellCopy, Measure, SetRow, column_widths, pages_of, place_rows, set_rows, tag_rows
from builder.outline import ExhibitSlide
from builder.scene import Fit, Item, Picture, Role, Table, Tag
from builder.style import Rect, pt
from builder.theme import SlideLayout

INSET = (pt(6), pt(5), pt(6), pt(5))


def compose_exhibit(desk: Desk, slide: ExhibitSlide) -> tuple[Sketch, ...]:
    """Return the slide of an exhibit; a long table continues with its header repeated."""
    match slide.exhibit:
        case Grid() as grid:
            return _tables(desk, slide, grid)
        case Image() as image:
            return (_sketch(desk, slide, image.caption, _picture(desk, slide, image)),)
        case Chart() as chart:
            return (_sketch(desk, slide, chart.source, _chart(desk, slide, chart)),)


def _sketch(
    desk: Desk,
    slide: ExhibitSlide,
    source: tuple[Sentence, ...],
    body: tuple[tuple[Item, ...], tuple[Tag, ...]],
    *,
    part: int = 1,
    parts: int = 1,
) -> Sketch:
    layout = desk.theme.layout("exhibit")
    key = slide.key if part == 1 else f"{slide.key}-{part}"
    style = desk.faces.style("slide-title")
    runs = (desk.run(slide.title, style), *([desk.part_mark(part, parts, style)] * (parts > 1)))
    title, title_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2, place=slide.exhibit.span)
    kicker = kicker_of(desk, layout, slide.kicker, "", key)
    note = _source(desk, layout, source, key)
    tags = [Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), title_tag, *body[1]]
    tags += [Tag(f"{key}.source", Role.BODY, key)] * len(note)
    text = "".join(run.text for run in runs)
    items = (title, *kicker, *body[0], *note)
    return Sketch(key, text, layout.name, items, tuple(tags), notes_of(desk, slide.notes), slide.entry)


def _source(desk: Desk, layout: SlideLayout, source: tuple[Sentence, ...], key: str) -> tuple[Item, ...]:
    if not source:
        return ()
    style = desk.faces.style(layout.slot("source").style)
    ids = tuple(sentence.id for sentence in source)
    copy = Copy(desk.runs(joined_runs(source), style), sources=ids, lang=desk.lang)
    box = set_slot(desk, layout, "source", copy, tag=f"{key}.source")
    return (box,) if box else ()


def _tables(desk: Desk, slide: ExhibitSlide, grid: Grid) -> tuple[Sketch, ...]:
    layout = desk.theme.layout("exhibit")
    slot = layout.slot("table")
    measure = Measure(desk.faces, Manner.GREEDY, INSET, desk.theme.slack)
    chosen: tuple[tuple[int, ...], tuple[tuple[SetRow, ...], ...], int] | None = None
    for size in slot.ladder:
        copies = _cells(desk, grid, size)
        widths = column_widths(copies, slot.frame.width, measure)
        if widths is None:
            continue
        pages = pages_of(set_rows(copies, widths, measure), header=True, height=slot.frame.height)
        chosen = widths, pages, size
        if len(pages) == 1:
            break
    if chosen is None:
        columns = len(grid.header)
        desk.report.add(
            WIDE_TABLE,
            grid.span,
            f"the table's {columns} columns do not fit the slide even at the smallest size",
            "split the table, or shorten its longest words",
        )
        return ()
    widths, pages, size = chosen
    sketches, part = [], 0
    for part, page in enumerate(pages, 1):
        key = slide.key if part == 1 else f"{slide.key}-{part}"
        body = _table(desk, slide, grid, page, widths, key=key, size=size)
        sketches.append(
            _sketch(desk, slide, grid.caption if part == len(pages) else (), body, part=part, parts=len(pages))
        )
    return tuple(sketches)


def _cells(desk: Desk, grid: Grid, size: int) -> tuple[tuple[CellCopy, ...], ...]:
    base = desk.theme.style("row-text").size
    plain, bold = desk.faces.style("row-text"), desk.faces.style("row-name")

    def row(cells: tuple[tuple[Sentence, ...], ...], *, header: bool) -> tuple[CellCopy, ...]:
        made = []
        for cell, align in zip(cells, grid.align, strict=True):
            runs = desk.runs(joined_runs(cell), bold if header else plain) or (desk.run("", plain),)
            side = Align.START if align is Align.JUSTIFY else align
            copy = Copy(runs, align=side, sources=tuple(one.id for one in cell), lang=desk.lang)
            made.append(CellCopy((resized(copy, size, base, ""),), header=header))
        return tuple(made)

    return (row(grid.header, header=True), *(row(cells, header=False) for cells in grid.rows))


def _table(
    desk: Desk,
    slide: ExhibitSlide,
    grid: Grid,
    page: tuple[SetRow, ...],
    widths: tuple[int, ...],
    *,
    key: str,
    size: int,
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    slot = desk.theme.layout("exhibit").slot("table")
    measure = Measure(desk.faces, Manner.GREEDY, INSET, desk.theme.slack)
    tags, rows = tag_rows(page, f"{key}.table", key)
    heights = tuple(row.height for row in rows)
    columns = ", ".join(" ".join(one.text for one in cell) for cell in grid.header)
    table = Table(
        name="Table",
        frame=Rect(slot.frame.x, slot.frame.y, sum(widths), sum(heights)),
        columns=widths,
        rows=place_rows(rows, widths, (slot.frame.x, slot.frame.y), measure),
        heights=heights,
        header=True,
        alt=f"{slide.title}: {columns}",
        rule=desk.theme.color("rule"),
        rule_ink="rule",
        rule_width=pt(0.75),
        slot="table",
        tag=f"{key}.table",
        fit=Fit(
            "table",
            size,
            slot.ladder,
            len(rows),
            sum(heights),
            slot.frame.height,
            "largest" if size == slot.ladder[0] else "reduced",
        ),
    )
    return (table,), tags


def _picture(desk: Desk, slide: ExhibitSlide, image: Image) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return the picture as large as its frame allows, in its own proportions, centred."""
    frame = desk.theme.layout("exhibit").slot("picture").frame
    wide, high = size_of(desk.media[image.src])
    scale = min(frame.width / wide, frame.height / high)
    width, height = round(wide * scale), round(high * scale)
    box = Rect(frame.x + (frame.width - width) // 2, frame.y + (frame.height - height) // 2, width, height)
    tag = f"{slide.key}.picture"
    picture = Picture("Picture", box, image.src, image.alt, tag=tag)
    return (picture,), (Tag(tag, Role.FIGURE, slide.key, alt=image.alt),)


def _chart(desk: Desk, slide: ExhibitSlide, chart: Chart) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    tag = f"{slide.key}.chart"
    frame = desk.theme.layout("exhibit").slot("chart").frame
    plot = plot_of(
        chart, frame, desk.faces, desk.theme, desk.faces.style("chart-label"), desk.lang, tag=tag, slot="chart"
    )
    return (plot,), (Tag(tag, Role.FIGURE, slide.key, alt=plot.alt),)
