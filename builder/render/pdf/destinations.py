"""Where the links inside a file lead: to pages, to slides on a sheet, to elements."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.model.scene import Group, Item, Page, Picture, Plot, Scene, SetParagraph, Shape, Table, TagId, TextBox
from builder.model.scene_walk import own_paragraphs
from builder.model.units import Rect
from builder.render.pdf.coordinates import PageTransform, sheet_place


class Destination(NamedTuple):
    """A place in the file that links lead to."""

    page: int
    """Number of the page, from 0."""
    left: float
    """Points from its left edge."""
    top: float
    """Points from its lower edge."""


def destinations_in(scene: Scene) -> dict[str | TagId, Destination]:
    """Return the places that a `target` can name.

    A page by its key comes before a group by its name (a page on a printed sheet), and that before an element by the
    id of its tag, where its first words or its first frame are.
    """
    elements: dict[str | TagId, Destination] = {}
    groups: dict[str | TagId, Destination] = {}
    for index, page in enumerate(scene.pages):
        for tag, landing in _elements(page.items, sheet_place(page.height), index):
            if tag:
                elements.setdefault(tag, landing)
        groups.update(_groups(page.items, sheet_place(page.height), index))
    return elements | groups | dict(_pages(scene.pages))


def _pages(pages: tuple[Page, ...]) -> Iterator[tuple[str | TagId, Destination]]:
    for index, page in enumerate(pages):
        yield page.key, Destination(index, 0, sheet_place(page.height).top)


def _groups(items: tuple[Item, ...], place: PageTransform, page: int) -> Iterator[tuple[str, Destination]]:
    for item in items:
        if isinstance(item, Group):
            yield item.name, _corner(item.frame, place, page)
            yield from _groups(item.items, place.inside(item), page)


def _elements(items: tuple[Item, ...], place: PageTransform, page: int) -> Iterator[tuple[TagId | None, Destination]]:
    for item in items:
        match item:
            case TextBox() | Table():
                yield from _paragraphs(own_paragraphs(item), place, page)
            case Group(tag=None, alt=""):
                yield from _elements(item.items, place.inside(item), page)
            case Picture() | Shape() | Plot() | Group():
                yield item.tag, _corner(item.frame, place, page)


def _paragraphs(
    paragraphs: tuple[SetParagraph, ...], place: PageTransform, page: int
) -> Iterator[tuple[TagId | None, Destination]]:
    for paragraph in paragraphs:
        for line in paragraph.lines:
            top = place.y(line.baseline - paragraph.pitch)
            if paragraph.label:
                yield paragraph.label_tag, Destination(page, place.x(paragraph.label[0].x), top)
            for run in line.runs:
                landing = Destination(page, place.x(run.x), top)
                yield paragraph.tag, landing
                if run.tag:
                    yield run.tag, landing


def _corner(frame: Rect, place: PageTransform, page: int) -> Destination:
    return Destination(page, place.x(frame.x), place.y(frame.y))
