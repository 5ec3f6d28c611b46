"""A booklet: pages imposed two to a side for folding and saddle stitching; the structure keeps its reading order."""

from __future__ import annotations

from msgspec.structs import replace

from builder.layout.text.bidi import runs_leftwards
from builder.model.scene import Bookmark, Geometry, Group, Item, Page, Scene, Shape
from builder.model.units import Rect

Side = tuple[int, int]
"""The page on the left and the page on the right, from 0."""


def impose(scene: Scene) -> Scene:
    """Return `scene` on sheets of the same paper turned sideways, two pages to a side, blank ones added at the end.

    Printed on both sides (turned on the short edge), folded and stitched through the fold, the pages follow each
    other. Every page is drawn whole at the largest scale that its half holds. Tags stay as they are: a reader meets
    page 1, 2, 3 whatever the order of printing.
    """
    sides = saddle_sides(len(scene.pages), leftwards=runs_leftwards(scene.properties.lang))
    sheets = tuple(_sheet(scene.pages, side, number) for number, side in enumerate(sides, 1))
    home = {scene.pages[at].key: sheet for sheet, side in zip(sheets, sides, strict=True) for at in _real(scene, side)}
    return replace(scene, pages=sheets, bookmarks=tuple(_moved(mark, home, scene) for mark in scene.bookmarks))


def saddle_sides(count: int, *, leftwards: bool = False) -> tuple[Side, ...]:
    """Return the sides of the sheets in printing order: front, back, front …; numbers from `count` on are blank.

    `leftwards` is for books that open at the right.
    """
    whole = -(-count // 4) * 4
    sides: list[Side] = []
    for sheet in range(whole // 4):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return tuple((right, left) for left, right in sides) if leftwards else tuple(sides)


def _real(scene: Scene, side: Side) -> tuple[int, ...]:
    return tuple(at for at in side if at < len(scene.pages))


def _scale(page: Page) -> float:
    """Return the factor at which a page fits half of its own paper turned sideways."""
    return min(page.height / (2 * page.width), page.width / page.height)


def _place(page: Page, *, right: bool) -> Rect:
    """Return where a page goes on its half: in the middle."""
    scale = _scale(page)
    width, height = round(page.width * scale), round(page.height * scale)
    half = page.height // 2
    return Rect((half if right else 0) + (half - width) // 2, (page.width - height) // 2, width, height)


def _sheet(pages: tuple[Page, ...], side: Side, number: int) -> Page:
    model = pages[0]
    shown = [(pages[at], at, right) for right, at in enumerate(side) if at < len(pages)]
    groups = tuple(
        Group(page.key, _place(page, right=bool(right)), _scale(page), (*_ground(page), *page.items), "", turn=at + 1)
        for page, at, right in shown
    )
    label = ", ".join(page.label for page, _, _ in shown)
    return Page(
        key=f"sheet-{number}",
        width=model.height,
        height=model.width,
        items=groups,
        title=" · ".join(page.title for page, _, _ in shown) or str(number),
        lang=model.lang,
        label=label or str(number),
    )


def _ground(page: Page) -> tuple[Item, ...]:
    if page.background is None:
        return ()
    frame = Rect(0, 0, page.width, page.height)
    return (Shape("Ground", Geometry.RECTANGLE, frame, page.background, page.background_ink),)


def _moved(mark: Bookmark, home: dict[str, Page], scene: Scene) -> Bookmark:
    page = next(one for one in scene.pages if one.key == mark.page)
    y = _place(page, right=False).y + round(mark.y * _scale(page))
    return replace(mark, page=home[mark.page].key, y=y)
