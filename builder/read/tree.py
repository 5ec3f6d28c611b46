"""YAML and JSON as a tree in which every key and value knows its place."""

from __future__ import annotations

from builder.diagnostics import Span
from builder.read.places import Ground, ground_from_raw
from builder.value import value


@value(frozen=True, slots=True)
class Leaf:
    """A value that is not made of others."""

    text: str
    """The value as written, without quotes."""
    kind: str
    """`string`, `number`, `boolean` or `null`, as the writer's notation understands it."""
    span: Span
    raw: str
    """The letters of the source that write it, from the first one inside the quotes on."""
    corner: tuple[int, int]
    """Line and column at which `raw` begins."""
    escaped: bool = False
    """Whether backslashes in `raw` are escapes."""

    def ground(self) -> Ground:
        """Return the places of the letters of `text`."""
        return ground_from_raw(self.span.source, self.text, self.raw, self.corner, escaped=self.escaped)


@value(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@value(frozen=True, slots=True)
class Pairs:
    """A mapping in its written order."""

    pairs: tuple[tuple[Leaf, Node], ...]
    span: Span


Node = Leaf | Items | Pairs
"""A value of YAML or JSON."""

DEEPEST = 60
"""Levels that lists and mappings may nest."""


def kind_of(node: Node) -> str:
    """Return what `node` is, in words for a message."""
    match node:
        case Items():
            return "a list"
        case Pairs():
            return "a mapping"
        case Leaf(kind="null"):
            return "empty"
        case Leaf(kind="boolean"):
            return f"`{node.text}`"
        case Leaf():
            return "a number" if node.kind == "number" else "a text"
