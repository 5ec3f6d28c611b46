"""Imposition: two or four pages to a side of the sheet, or folded to a booklet; the reading order is kept."""

from collections.abc import Mapping
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.bidi import runs_leftwards
from builder.model.scene import Bookmark, Geometry, Group, Item, Page, Scene, Shape
from builder.model.units import Rect

Side = tuple[int, ...]
"""The pages of a side of a sheet, from 0, row by row from the left; numbers from the count of pages on are blank."""


class _Plate(Struct, frozen=True):
    """The paper, EMU, and how many pages beside and below each other it takes."""

    width: int
    height: int
    columns: int
    rows: int

    def scale(self, page: Page) -> float:
        """Return the factor at which `page` fits its part of the sheet; no page is made larger than it is."""
        return min(self.width / (self.columns * page.width), self.height / (self.rows * page.height), 1.0)

    def place(self, page: Page, at: int) -> Rect:
        """Return where a page goes that is number `at` of its side: in the middle of its part."""
        scale = self.scale(page)
        width, height = round(page.width * scale), round(page.height * scale)
        left, top = at % self.columns * self.width // self.columns, at // self.columns * self.height // self.rows
        x = left + (self.width // self.columns - width) // 2
        return Rect(x, top + (self.height // self.rows - height) // 2, width, height)


def impose(scene: Scene, imposition: str = "booklet", paper: tuple[int, int] | None = None) -> Scene:
    """Return `scene` on sheets of `paper` (width and height, EMU; that of its pages where none is given).

    `imposition` is one of `request.IMPOSITIONS`. Two pages, and the pages of a booklet, go on the sheet turned
    sideways. Printed on both sides (turned on the short edge), folded and stitched through the fold, the pages of a
    booklet follow each other. Every page is drawn whole, at the largest scale up to its own size that its part of the
    sheet holds. Tags stay as they are: a reader meets page 1, 2, 3 whatever the order of printing.
    """
    width, height = paper or (scene.pages[0].width, scene.pages[0].height)
    plate = _Plate(width, height, 2, 2) if imposition == "4up" else _Plate(height, width, 2, 1)
    sides = _sides(imposition, len(scene.pages))
    if runs_leftwards(scene.properties.lang):
        sides = tuple(map(begun_at_the_right, sides))
    sheets = tuple(_sheet(scene.pages, side, number, plate) for number, side in enumerate(sides, 1))
    homes = {
        scene.pages[page].key: (sheet.key, plate.place(scene.pages[page], at).y)
        for sheet, side in zip(sheets, sides, strict=True)
        for at, page in enumerate(side)
        if page < len(scene.pages)
    }
    scales = {page.key: plate.scale(page) for page in scene.pages}
    return replace(
        scene, pages=sheets, bookmarks=tuple(_moved_bookmark(mark, homes, scales) for mark in scene.bookmarks)
    )


def saddle_sides(count: int) -> tuple[Side, ...]:
    """Return the sides of a booklet's sheets in printing order: front and back in turn."""
    whole = -(-count // 4) * 4
    sides: list[Side] = []
    for sheet in range(whole // 4):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return tuple(sides)


def _sides(imposition: str, count: int) -> tuple[Side, ...]:
    if imposition == "booklet":
        return saddle_sides(count)
    many = int(imposition.removesuffix("up"))
    return tuple(tuple(range(first, first + many)) for first in range(0, count, many))


def begun_at_the_right(side: Side) -> Side:
    """Return `side` for a language that runs leftwards: each row from the right, so that booklets open there, too."""
    return tuple(page for at in range(0, len(side), 2) for page in side[at : at + 2][::-1])


def _sheet(pages: tuple[Page, ...], side: Side, number: int, plate: _Plate) -> Page:
    shown = [(pages[page], page, at) for at, page in enumerate(side) if page < len(pages)]
    groups = tuple(
        Group(page.key, plate.place(page, at), plate.scale(page), (*_ground(page), *page.items), "", turn=rank + 1)
        for page, rank, at in sorted(shown, key=itemgetter(1))
    )
    label = ", ".join(page.label for page, _, _ in shown)
    return Page(
        key=f"sheet-{number}",
        width=plate.width,
        height=plate.height,
        items=groups,
        title=" · ".join(page.title for page, _, _ in shown) or str(number),
        title_origins=tuple(dict.fromkeys(origin for page, _, _ in shown for origin in page.title_origins)),
        lang=pages[0].lang,
        label=label or str(number),
    )


def _ground(page: Page) -> tuple[Item, ...]:
    if page.background is None:
        return ()
    frame = Rect(0, 0, page.width, page.height)
    return (Shape("Ground", Geometry.RECTANGLE, frame, page.background, page.background_ink),)


def _moved_bookmark(mark: Bookmark, homes: Mapping[str, tuple[str, int]], scales: Mapping[str, float]) -> Bookmark:
    sheet, top = homes[mark.page]
    return replace(mark, page=sheet, y=top + round(mark.y * scales[mark.page]))
