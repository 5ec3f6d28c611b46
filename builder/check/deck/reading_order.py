"""The rule of reading order: screen readers take the shapes as they are stored, people as they lie on the slide."""

from collections.abc import Iterator
from itertools import pairwise

from builder.check.deck.effective_format import sheets_of
from builder.check.deck.reader import DECORATIVE, DeckFault, DeckRule, OpenedDeck
from builder.check.deck.shape_index import IndexedShape
from builder.codes import PPTX_READING_ORDER
from builder.model.units import Rect, pt

_LAST = {"ftr", "dt", "sldNum"}
_NEAR = pt(6)
"""Shapes whose upper edges differ by less stand in one row."""


def find_reading_order(deck: OpenedDeck) -> Iterator[DeckFault]:
    """The title is read first, footers last, and within a column what is higher before what is lower."""
    for name, sheet in sheets_of(deck):
        shapes = [(seen, place) for seen, place in sheet.places() if _is_read(seen)]
        kinds = [("title" if seen.kind == "ctrTitle" else seen.kind) for seen, _ in shapes]
        if "title" in kinds[1:]:
            yield DeckFault(name, "the title is not read first")
        ends = [kind in _LAST for kind in kinds]
        if ends != sorted(ends):
            yield DeckFault(name, "something is read after the footer")
        body = [
            (seen.name, place)
            for (seen, place), kind in zip(shapes, kinds, strict=True)
            if place and kind not in {"title", *_LAST}
        ]
        for (one, above), (other, below) in pairwise(body):
            if _is_wrong(above, below):
                yield DeckFault(name, f"`{other}` is above `{one}` but is read after it")


def _is_wrong(first: Rect, second: Rect) -> bool:
    """Return whether `second`, read after `first`, lies wholly above it in the same column."""
    same_column = first.x < second.right and second.x < first.right
    return same_column and second.bottom <= first.y + _NEAR and second.y < first.y - _NEAR


def _is_read(seen: IndexedShape) -> bool:
    named = seen.named
    return (
        named is not None
        and (bool(seen.words.strip()) or bool(named.get("descr")))
        and next(named.iter(DECORATIVE), None) is None
    )


RULES = (
    DeckRule(PPTX_READING_ORDER, find_reading_order, "order the shapes in the selection pane, the first at the bottom"),
)
