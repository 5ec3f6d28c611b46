"""Walks over a scene: its paragraphs, its fonts, its certificates."""

from collections.abc import Iterator

from msgspec.structs import replace

from builder.model.origin import Origin
from builder.model.scene import Fit, Group, Item, Picture, Plot, Scene, SetParagraph, Shape, Table, TextBox
from builder.model.set_text import TRUSTS


def items_of(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield `items` and what is inside them, in drawing order."""
    for item in items:
        yield item
        match item:
            case TextBox() | Table() | Picture() | Shape():
                continue
            case Group():
                yield from items_of(item.items)
            case Plot():
                yield from items_of(item.drawing)


def own_paragraphs(item: Item) -> tuple[SetParagraph, ...]:
    """Return the paragraphs of a text box, or of a table's cells row by row; other items have none of their own."""
    match item:
        case TextBox():
            return item.paragraphs
        case Table():
            return tuple(one for row in item.rows for cell in row for one in cell.paragraphs)
        case Picture() | Shape() | Plot() | Group():
            return ()


def paragraphs_of(items: tuple[Item, ...]) -> Iterator[SetParagraph]:
    """Yield every paragraph of `items` and of what is inside them."""
    return (one for item in items_of(items) for one in own_paragraphs(item))


def paragraphs_with_origins(
    items: tuple[Item, ...], around: tuple[Origin, ...] = ()
) -> Iterator[tuple[SetParagraph, tuple[Origin, ...]]]:
    """Yield every paragraph of `items` with where it comes from: what it says itself, else what it is in says."""
    for item in items:
        match item:
            case TextBox() | Table():
                yield from ((one, one.origins or around) for one in own_paragraphs(item))
            case Group(items=inner, origin=origin) | Plot(drawing=inner, origin=origin):
                yield from paragraphs_with_origins(inner, (origin,) if origin else around)
            case Picture() | Shape():
                continue


def fonts_of(scene: Scene) -> frozenset[str]:
    """Return the asset names of the font files that set the words of `scene`."""
    return frozenset(
        run.style.file
        for page in scene.pages
        for paragraph in paragraphs_of(page.items)
        for glyphs in (paragraph.label, *(line.runs for line in paragraph.lines))
        for run in glyphs
    )


def fits_of(scene: Scene) -> tuple[tuple[str, Fit], ...]:
    """Return the certificates of the boxes of `scene`, each with the key of its page, and how fonts are measured."""
    return tuple(
        (page.key, replace(item.fit, measured=_least_trusted(item)))
        for page in scene.pages
        for item in items_of(page.items)
        if isinstance(item, TextBox | Table) and item.fit
    )


def _least_trusted(item: Item) -> str:
    trusts = {run.style.measured for paragraph in paragraphs_of((item,)) for run in paragraph.runs}
    return max(trusts, key=TRUSTS.index, default="twin")
