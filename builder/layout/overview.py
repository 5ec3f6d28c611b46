"""The overview: every question with whose it is, each a jump to its slide."""

from __future__ import annotations

from dataclasses import replace

from builder.layout.answers import kicker_of
from builder.layout.desk import Desk, Sketch, resized, set_title
from builder.layout.lines import Copy, Manner
from builder.layout.portrait import small_flag
from builder.layout.speaker import notes_of
from builder.layout.tables import CellCopy, Measure, SetRow, pages_of, place_rows, set_rows
from builder.outline import OverviewRow, OverviewSlide
from builder.scene import Fit, Item, Role, Tag, TextBox
from builder.style import Rect, pt

NAME_SHARE = 0.27
FLAG = (pt(27), pt(18))
INSET = (0, pt(6), pt(12), pt(6))


def compose_overview(desk: Desk, slide: OverviewSlide) -> tuple[Sketch, ...]:
    """Return the overview, on further slides where there are many questions."""
    layout = desk.theme.layout("overview")
    frame = layout.slot("body").frame
    ladder = layout.slot("body").ladder
    pages, size = _pages(desk, slide, frame.height, ladder)
    sketches, first = [], 0
    for number, page in enumerate(pages, 1):
        key = slide.key if number == 1 else f"{slide.key}-{number}"
        style = desk.faces.style("slide-title")
        runs = (desk.run(slide.title, style), *([desk.part_mark(number, len(pages), style)] * (len(pages) > 1)))
        title, title_tag = set_title(desk, layout, runs, key, role=Role.HEADING_2)
        kicker = kicker_of(desk, layout, desk.outline.fields.series or slide.title, "", key)
        items, tags = _rows(desk, slide.rows[first : first + len(page)], page, frame, key)
        items = _with_fit(
            items, Fit("body", size, ladder, len(page), sum(r.height for r in page), frame.height, _rule(size, ladder))
        )
        first += len(page)
        sketches.append(
            Sketch(
                key=key,
                title="".join(run.text for run in runs),
                layout=layout.name,
                items=(title, *kicker, *items),
                tags=(Tag(key, Role.SECTION, ""), Tag(f"{key}.kicker", Role.BODY, key), title_tag, *tags),
                notes=notes_of(desk, slide.notes),
            )
        )
    return tuple(sketches)


def _rule(size: int, ladder: tuple[int, ...]) -> str:
    return "largest" if size == ladder[0] else "reduced"


def _with_fit(items: tuple[Item, ...], fit: Fit) -> tuple[Item, ...]:
    """Return `items` with the certificate of the whole list on its first text box."""
    for index, item in enumerate(items):
        if isinstance(item, TextBox):
            return (*items[:index], replace(item, fit=fit), *items[index + 1 :])
    return items


def _pages(
    desk: Desk, slide: OverviewSlide, height: int, ladder: tuple[int, ...]
) -> tuple[tuple[tuple[SetRow, ...], ...], int]:
    """Return the rows in groups, each a slide, at the largest size at which they are one, else the floor."""
    for size in ladder:
        rows = set_rows(tuple(_row(desk, row, size) for row in slide.rows), _widths(desk), _measure(desk))
        pages = pages_of(rows, header=False, height=height)
        if len(pages) == 1:
            break
    return pages, size


def _row(desk: Desk, row: OverviewRow, size: int) -> tuple[CellCopy, ...]:
    base = desk.theme.style("row-text").size
    name = row.actor.name if row.actor else desk.label("summary") if row.target == "summary" else desk.label("question")
    who = Copy((desk.run(name, desk.faces.style("row-name")),), indent=FLAG[0] + pt(12), lang=desk.lang)
    words = Copy(
        (desk.run(row.question, desk.faces.style("row-text"), target=row.target),), sources=row.sources, lang=desk.lang
    )
    return CellCopy((resized(who, size, base, ""),)), CellCopy((resized(words, size, base, ""),))


def _widths(desk: Desk) -> tuple[int, int]:
    width = desk.theme.layout("overview").slot("body").frame.width
    name = round(width * NAME_SHARE)
    return name, width - name


def _measure(desk: Desk) -> Measure:
    return Measure(desk.faces, Manner.GREEDY, INSET, desk.theme.slack, least=pt(42))


def _rows(
    desk: Desk, rows: tuple[OverviewRow, ...], page: tuple[SetRow, ...], frame: Rect, key: str
) -> tuple[tuple[Item, ...], tuple[Tag, ...]]:
    """Return each row as a name box, a question box and a flag; the list reads row by row."""
    items: list[Item] = []
    tags = [Tag(f"{key}.list", Role.LIST, key)]
    cells = place_rows(page, _widths(desk), (frame.x, frame.y), _measure(desk))
    for index, (row, pair) in enumerate(zip(rows, cells, strict=True)):
        base = f"{key}.{index}"
        tags += [Tag(base, Role.ITEM, f"{key}.list"), Tag(f"{base}.body", Role.ITEM_BODY, base)]
        tags += [Tag(f"{base}.{part}", Role.BODY, f"{base}.body") for part in ("name", "question")]
        if row.actor:
            box = Rect(frame.x, pair[0].frame.y + (pair[0].frame.height - FLAG[1]) // 2, *FLAG)
            items += small_flag(desk, row.actor, box, f"Flag {key} {index}", target=row.target)
        for part, cell in zip(("name", "question"), pair, strict=True):
            paragraphs = tuple(replace(one, tag=f"{base}.{part}") for one in cell.paragraphs)
            items.append(TextBox(f"{part} {index + 1}", cell.frame, paragraphs, anchor=cell.anchor, inset=INSET))
    return tuple(items), tuple(tags)
