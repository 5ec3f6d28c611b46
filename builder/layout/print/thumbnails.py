"""Slides as small pictures on a sheet, three or six to a page, with ruled lines for the reader's notes."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.handout.context import ROOT, HandoutContext
from builder.layout.handout.pages import HandoutPages
from builder.layout.handout.text_column import HAIR, StaticLabel, label_lines, set_label
from builder.layout.text.shaper import Shaper
from builder.model.origin import LabelOrigin
from builder.model.scene import (
    ARTIFACT,
    Bookmark,
    Cell,
    Geometry,
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
    TagId,
    TextBox,
)
from builder.model.scene_walk import own_paragraphs
from builder.model.theme import Theme
from builder.model.units import Rect, pt

LINE_PITCH = pt(21)
"""Distance of the ruled lines: 7.4 mm, as narrow-ruled paper has; beside a picture the last is level with its foot."""

GAP = pt(18)


class ThumbnailGrid(Struct, frozen=True):
    """How slides are arranged on a sheet."""

    columns: int
    rows: int
    share: float
    """Width of the picture as a share of its cell's."""
    below: bool
    """Whether the lines are below the picture rather than beside it."""


THREE = ThumbnailGrid(1, 3, 0.6, below=False)
SIX = ThumbnailGrid(2, 3, 1.0, below=True)


def thumb_sheets(handout: HandoutContext, deck: Scene, grid: ThumbnailGrid) -> HandoutPages:
    """Return the sheets that show every slide of `deck`."""
    cells = _cells(handout, grid)
    contents: list[list[Item]] = []
    tags: list[Tag] = []
    bookmarks: list[Bookmark] = []
    for number, page in enumerate(deck.pages, 1):
        at = (number - 1) % len(cells)
        if at == 0:
            contents.append([])
        section = ROOT.part("slide", number)
        contents[-1] += _cell(handout, page, number, cells[at], grid)
        tags += [Tag(section, Role.SECTION), *slide_tags(page, section)]
        bookmarks.append(Bookmark(page.title, f"page-{len(contents)}", cells[at].y))
    return HandoutPages(tuple(tuple(items) for items in contents), tuple(tags), tuple(bookmarks))


def slide_tags(page: Page, section: TagId) -> tuple[Tag, ...]:
    """Return the elements of a slide's picture and its name, parts of `section`."""
    return (
        Tag(section.part("name"), Role.HEADING_2),
        Tag(section.part("picture"), Role.FIGURE, alt=words_on(page)),
    )


def slide_picture(theme: Theme, page: Page, number: int, frame: Rect, section: TagId) -> tuple[Item, ...]:
    """Return a slide drawn as wide as `frame`, from its top, and a hairline round it."""
    scale = frame.width / page.width
    box = Rect(frame.x, frame.y, frame.width, round(page.height * scale))
    ground = (
        (
            Shape(
                "Ground", Geometry.RECTANGLE, Rect(0, 0, page.width, page.height), page.background, page.background_ink
            ),
        )
        if page.background
        else ()
    )
    items = tuple(_pictured(item) for item in (*ground, *page.items))
    rule = theme.color("rule")
    return (
        Group(f"Slide {number}", box, scale, items, words_on(page), section.part("picture")),
        Shape(f"Slide edge {number}", Geometry.RECTANGLE, box, line=rule, line_ink="rule", line_width=HAIR),
    )


def slide_name(context: LayoutContext, number: int, frame: Rect, section: TagId) -> TextBox:
    """Return the line that names a slide, at the top of `frame`."""
    return set_label(context, name_label(context.shaper, context.label, number, section), frame, f"Name {number}")


def name_label(shaper: Shaper, label: Callable[[str], str], number: int, section: TagId) -> StaticLabel:
    """Return the words that name a slide."""
    return StaticLabel(
        _name(label, number),
        shaper.style("margin-slide"),
        section.part("name"),
        origins=(LabelOrigin("slide_ref"),),
    )


def _name(label: Callable[[str], str], number: int) -> str:
    return label("slide_ref").format(slide=number)


def words_on(page: Page) -> str:
    """Return every word that a slide shows, decorations left out, paragraph after paragraph."""
    return " · ".join(text for item in page.items for text in _texts(item) if text)


def _texts(item: Item) -> tuple[str, ...]:
    match item:
        case TextBox() | Table():
            said = (one for one in own_paragraphs(item) if one.tag or isinstance(item, Table))
            return tuple("".join(run.text for run in one.runs) for one in said)
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
    return replace(paragraph, runs=runs, lines=lines, tag=ARTIFACT, label_tag=ARTIFACT)


def _cells(handout: HandoutContext, grid: ThumbnailGrid) -> tuple[Rect, ...]:
    """Return the cells of a sheet in reading order."""
    full, text = handout.sheet.full, handout.sheet.text
    width = (full.width - (grid.columns - 1) * GAP) // grid.columns
    height = (text.height - (grid.rows - 1) * GAP) // grid.rows
    cells = []
    for row in range(grid.rows):
        for column in range(grid.columns):
            place = handout.within(full, column * (width + GAP), width)
            cells.append(Rect(place.x, text.y + row * (height + GAP), width, height))
    return tuple(cells)


def _cell(handout: HandoutContext, page: Page, number: int, cell: Rect, grid: ThumbnailGrid) -> tuple[Item, ...]:
    section = ROOT.part("slide", number)
    width = round(cell.width * grid.share)
    place = handout.within(cell, 0, width)
    label = label_lines(
        handout.context, name_label(handout.context.shaper, handout.context.label, number, section), width
    ).height + pt(2)
    picture = slide_picture(handout.context.theme, page, number, Rect(place.x, cell.y + label, width, 0), section)
    bottom = picture[0].frame.bottom
    if grid.below:
        lines = Rect(cell.x, bottom, cell.width, cell.bottom - bottom)
    else:
        place_lines = handout.within(cell, width + GAP, cell.width - width - GAP)
        lines = replace(place_lines, y=cell.y + label, height=bottom - cell.y - label)
    return (
        slide_name(handout.context, number, place, section),
        *picture,
        *_ruled(handout.context.theme, lines, number),
    )


def _ruled(theme: Theme, frame: Rect, number: int) -> tuple[Item, ...]:
    """Return ruled lines down `frame`, decorations all."""
    rule = theme.color("rule")
    count = frame.height // LINE_PITCH
    return tuple(
        Shape(
            f"Line {number}.{line}",
            Geometry.RECTANGLE,
            Rect(frame.x, frame.y + line * frame.height // count - HAIR, frame.width, HAIR),
            rule,
            "rule",
        )
        for line in range(1, count + 1)
    )
