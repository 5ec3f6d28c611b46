"""The words that a laid-out deck and handout must show, from their scenes."""

from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from builder.check.proof.words import chart_lines, in_print, sorted_characters, tidy
from builder.model.capitals import in_capitals
from builder.model.scene import (
    ARTIFACT,
    Group,
    Item,
    Page,
    Picture,
    Plot,
    Scene,
    SetParagraph,
    Shape,
    Table,
    TextBox,
    TextRun,
)
from builder.model.scene_walk import own_paragraphs
from builder.model.tag import Role, Tag, TagId

INLINE = {Role.SPAN, Role.LINK, Role.REFERENCE}
"""Roles whose words belong to the block around them."""


class ExpectedSlide(Struct, frozen=True):
    """The words that a slide must show."""

    texts: tuple[str, ...]
    notes: tuple[str, ...]
    alternatives: tuple[str, ...]
    chart: tuple[str, ...]


def expected_slides(deck: Scene) -> tuple[ExpectedSlide, ...]:
    """Return for each slide of `deck` its words."""
    return tuple(_slide(page) for page in deck.pages)


def _slide(page: Page) -> ExpectedSlide:
    items = tuple(_items(page.items))
    texts = (tidy("".join(run.text for run in one.runs)) for item in items for one in _on_slide(item))
    notes = (tidy("".join(run.text for run in one.runs)) for one in page.notes)
    alternatives = (tidy(item.alt) for item in items if not isinstance(item, TextBox))
    chart = (line for item in items if isinstance(item, Plot) for line in _chart(item))
    return ExpectedSlide(
        tuple(text for text in texts if text),
        tuple(text for text in notes if text),
        tuple(text for text in alternatives if text),
        tuple(chart),
    )


def _items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield `items`, groups opened; the drawing of a chart is not a slide's."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _items(item.items)


def _on_slide(item: Item) -> Iterator[SetParagraph]:
    """Yield the paragraphs of `item` in the order of a slide's XML: tables that run from the right are turned round."""
    if isinstance(item, Table) and item.rtl:
        yield from (one for row in item.rows for cell in reversed(row) for one in cell.paragraphs)
    else:
        yield from own_paragraphs(item)


def _chart(plot: Plot) -> Iterator[str]:
    for series in plot.series:
        yield from chart_lines(series.name, plot.categories, series.values)
    if plot.native.totals:
        yield from chart_lines(plot.native.total_name, plot.categories, plot.native.totals)


class ExpectedHandout(Struct, frozen=True):
    """The words that a handout must show."""

    blocks: tuple[str, ...]
    """The words of each block of the structure tree, in its order; of figures the characters."""
    alternatives: tuple[str, ...]
    furniture: tuple[tuple[str, ...], ...]
    """For each page the words outside the structure, in no order."""


def expected_handout(handout: Scene) -> ExpectedHandout:
    """Return the words of `handout`, block by block."""
    tags = {tag.id: tag for tag in handout.tags}
    words: dict[TagId, str] = defaultdict(str)
    furniture: list[tuple[str, ...]] = []
    read: list[_Piece] = []
    for page in handout.pages:
        pieces = list(_pieces(page.items, ARTIFACT, 0))
        loose = (in_print(one.text) for one in pieces if one.tag == ARTIFACT)
        furniture.append(tuple(text for text in loose if text))
        read += (one for one in pieces if one.tag != ARTIFACT)
    for one in sorted(read, key=attrgetter("turn")):  # sheets of a booklet are drawn in another order than read
        if one.tag:
            words[_block(one.tag, tags)] += one.text
    blocks = (
        sorted_characters(words[tag.id]) if tag.role is Role.FIGURE else in_print(words[tag.id])
        for tag in handout.tags
        if tag.id in words
    )
    drawn = {tag for page in handout.pages for tag in _drawn_tags(page.items)}
    alternatives = (
        in_print(tag.alt) for tag in handout.tags if tag.role is Role.FIGURE and tag.alt and tag.id in drawn
    )
    return ExpectedHandout(tuple(text for text in blocks if text), tuple(alternatives), tuple(furniture))


class _Piece(Struct, frozen=True):
    """Words of one paragraph."""

    tag: TagId | None
    text: str
    turn: int
    """Rank in reading order, before the order of drawing."""


def _pieces(items: tuple[Item, ...], around: TagId | None, turn: int) -> Iterator[_Piece]:
    """Yield the words of each paragraph; inside a tagged group or chart everything has its tag."""
    for item in items:
        match item:
            case TextBox() | Table():
                before = ARTIFACT
                for one in own_paragraphs(item):
                    if one.label:
                        yield _Piece(around or one.label_tag, one.bullet, turn)
                    tag = around or one.tag
                    gap = " " * (tag == before)  # two paragraphs of one element
                    yield _Piece(tag, _drawn_words(one) if tag == ARTIFACT else gap + _paragraph_in_print(one), turn)
                    before = tag
            case Group():
                yield from _pieces(item.items, around or item.tag, item.turn or turn)
            case Plot():
                yield from _pieces(item.drawing, around or item.tag, turn)
            case Picture() | Shape():
                continue


def _drawn_tags(items: tuple[Item, ...]) -> Iterator[TagId | None]:
    """Yield the tags of what is drawn."""
    for item in items:
        match item:
            case Group():
                yield item.tag
                yield from _drawn_tags(item.items)
            case Picture() | Shape() | Plot():
                yield item.tag
            case TextBox() | Table():
                yield from (one.tag for one in own_paragraphs(item))


def _paragraph_in_print(paragraph: SetParagraph) -> str:
    """Return the words of `paragraph` as print shows them, with the space that its last line ends with."""
    text = "".join(_run_as_shown(run) for run in paragraph.runs)
    return text + " " * (not paragraph.lines or paragraph.lines[-1].space)


def _drawn_words(paragraph: SetParagraph) -> str:
    """Return the words of a running head or foot as far as they are drawn: one that is too long is cut."""
    whole, drawn = _paragraph_in_print(paragraph), "".join(run.text for line in paragraph.lines for run in line.runs)
    return drawn if "…" in drawn and "…" not in whole else whole


def _run_as_shown(run: TextRun) -> str:
    return in_capitals(run.text, run.lang) if run.style.caps else run.text


def _block(tag: TagId, tags: dict[TagId, Tag]) -> TagId:
    """Return the block that `tag` is or is in."""
    while tags[tag].role in INLINE and tag.parent:
        tag = tag.parent
    return tag
