"""Slides as small pictures on a sheet, three or six to a page, with ruled lines for the reader's notes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.layout.paper.press import ROOT, Press
from builder.layout.paper.sheets import Sheets
from builder.layout.paper.stick import HAIR, Label, label_lines, set_label
from builder.scene import (
    ARTIFACT,
    Bookmark,
    Cell,
    Form,
    Group,
    Item,
    Page,
    Picture,
    Plot,
    Role,
    Scene,
    SetParagraph,
    Shape,
    Table,
    Tag,
    TextBox,
)
from builder.style import Rect, pt

LINE_PITCH = pt(21)
"""Distance of the ruled lines: 7.4 mm, as narrow-ruled paper has."""

GAP = pt(18)


@dataclass(frozen=True, slots=True)
class Grid:
    """How slides stand on a sheet."""

    columns: int
    rows: int
    share: float
    """Width of the picture as a share of its cell's."""
    below: bool
    """Whether the lines stand below the picture rather than beside it."""


THREE = Grid(1, 3, 0.54, below=False)
SIX = Grid(2, 3, 1.0, below=True)


def thumb_sheets(press: Press, deck: Scene, grid: Grid) -> Sheets:
    """Return the sheets that show every slide of `deck`."""
    cells = _cells(press, grid)
    contents: list[list[Item]] = []
    tags: list[Tag] = []
    bookmarks: list[Bookmark] = []
    for number, page in enumerate(deck.pages, 1):
        at = (number - 1) % len(cells)
        if at == 0:
            contents.append([])
        key = f"slide.{number}"
        contents[-1] += _cell(press, page, number, cells[at], grid)
        tags += [Tag(key, Role.SECTION, ROOT), *slide_tags(page, key)]
        bookmarks.append(Bookmark(page.title, f"page-{len(contents)}", cells[at].y))
    return Sheets(tuple(tuple(items) for items in contents), tuple(tags), tuple(bookmarks))


def slide_tags(page: Page, key: str) -> tuple[Tag, ...]:
    """Return the elements of a slide's picture and its name, children of `key`."""
    return (
        Tag(f"{key}.name", Role.HEADING_2, key),
        Tag(f"{key}.picture", Role.FIGURE, key, alt=words_on(page)),
    )


def slide_picture(press: Press, page: Page, number: int, frame: Rect, key: str) -> tuple[Item, ...]:
    """Return a slide drawn as wide as `frame`, from its top, and a hairline round it."""
    scale = frame.width / page.width
    box = Rect(frame.x, frame.y, frame.width, round(page.height * scale))
    ground = (
        (Shape("Ground", Form.RECTANGLE, Rect(0, 0, page.width, page.height), page.background, page.background_ink),)
        if page.background
        else ()
    )
    items = tuple(_pictured(item) for item in (*ground, *page.items))
    rule = press.desk.theme.color("rule")
    return (
        Group(f"Slide {number}", box, scale, items, words_on(page), f"{key}.picture"),
        Shape(f"Slide edge {number}", Form.RECTANGLE, box, line=rule, line_ink="rule", line_width=HAIR),
    )


def slide_name(press: Press, number: int, frame: Rect, key: str) -> TextBox:
    """Return the line that names a slide, at the top of `frame`."""
    return set_label(press, name_label(press, number, key), frame, f"Name {number}")


def name_label(press: Press, number: int, key: str) -> Label:
    """Return the words that name a slide."""
    return Label(_name(press, number), press.desk.faces.style("margin-slide"), f"{key}.name")


def _name(press: Press, number: int) -> str:
    return press.desk.label("slide_ref").format(slide=number)


def words_on(page: Page) -> str:
    """Return every word that a slide shows, decorations left out, paragraph after paragraph."""
    return " · ".join(text for item in page.items for text in _texts(item) if text)


def _texts(item: Item) -> tuple[str, ...]:
    match item:
        case TextBox(paragraphs=paragraphs):
            return tuple("".join(run.text for run in one.runs) for one in paragraphs if one.tag)
        case Table(rows=rows):
            cells = (one for row in rows for cell in row for one in cell.paragraphs)
            return tuple("".join(run.text for run in one.runs) for one in cells)
        case Picture() | Plot() | Group() | Shape():
            return (item.alt,) if item.tag else ()


def _pictured(item: Item) -> Item:
    """Return `item` as part of a picture: without links, jumps and elements of its own; its slide certifies it."""
    match item:
        case TextBox():
            return replace(item, paragraphs=tuple(_plain(one) for one in item.paragraphs), fit=None, target="")
        case Table():
            rows = tuple(tuple(_plain_cell(cell) for cell in row) for row in item.rows)
            return replace(item, rows=rows, fit=None, tag=ARTIFACT)
        case Plot():
            return replace(item, drawing=tuple(_pictured(one) for one in item.drawing), tag=ARTIFACT)
        case Group():
            return replace(item, items=tuple(_pictured(one) for one in item.items), tag=ARTIFACT)
        case Picture() | Shape():
            return replace(item, tag=ARTIFACT, target="")


def _plain_cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(_plain(one) for one in cell.paragraphs), tag=ARTIFACT)


def _plain(paragraph: SetParagraph) -> SetParagraph:
    lines = tuple(
        replace(line, runs=tuple(replace(run, tag=None, href="", target="") for run in line.runs))
        for line in paragraph.lines
    )
    runs = tuple(replace(run, href="", target="") for run in paragraph.runs)
    return replace(paragraph, runs=runs, lines=lines, tag=ARTIFACT, label_tag=ARTIFACT, sources=())


def _cells(press: Press, grid: Grid) -> tuple[Rect, ...]:
    """Return the cells of a sheet in reading order."""
    full, text = press.sheet.full, press.sheet.text
    width = (full.width - (grid.columns - 1) * GAP) // grid.columns
    height = (text.height - (grid.rows - 1) * GAP) // grid.rows
    cells = []
    for row in range(grid.rows):
        for column in range(grid.columns):
            place = press.within(full, column * (width + GAP), width)
            cells.append(Rect(place.x, text.y + row * (height + GAP), width, height))
    return tuple(cells)


def _cell(press: Press, page: Page, number: int, cell: Rect, grid: Grid) -> tuple[Item, ...]:
    key = f"slide.{number}"
    width = round(cell.width * grid.share)
    place = press.within(cell, 0, width)
    label = label_lines(press, name_label(press, number, key), width).height + pt(2)
    picture = slide_picture(press, page, number, Rect(place.x, cell.y + label, width, 0), key)
    bottom = picture[0].frame.bottom
    if grid.below:
        lines = Rect(cell.x, bottom, cell.width, cell.bottom - bottom)
    else:
        place_lines = press.within(cell, width + GAP, cell.width - width - GAP)
        lines = replace(place_lines, y=cell.y + label, height=cell.height - label)
    return (slide_name(press, number, place, key), *picture, *_ruled(press, lines, number))


def _ruled(press: Press, frame: Rect, number: int) -> tuple[Item, ...]:
    """Return ruled lines down `frame`, decorations all."""
    rule = press.desk.theme.color("rule")
    return tuple(
        Shape(
            f"Line {number}.{line}",
            Form.RECTANGLE,
            Rect(frame.x, frame.y + line * LINE_PITCH, frame.width, HAIR),
            rule,
            "rule",
        )
        for line in range(1, frame.height // LINE_PITCH + 1)
    )
