"""YAML and JSON as a tree in which every key and value knows its place."""

from __future__ import annotations

from msgspec import Struct

from builder.model.findings import Span
from builder.model.source_map import SourceMap
from builder.read.source_map import ground_from_raw


class Scalar(Struct, frozen=True):
    """A value that is not made of others."""

    text: str
    """The value as written, without quotes."""
    kind: str
    """`string`, `number`, `boolean` or `null`, as the writer's notation understands it."""
    span: Span
    raw: str
    """The characters of the source that write it, from the first one inside the quotes on."""
    corner: tuple[int, int]
    """Line and column at which `raw` begins."""
    escaped: bool = False
    """Whether backslashes in `raw` are escapes."""

    def ground(self) -> SourceMap:
        """Return the places of the characters of `text`."""
        return ground_from_raw(self.span.source, self.text, self.raw, self.corner, escaped=self.escaped)


class ListNode(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class MappingNode(Struct, frozen=True):
    """A mapping in its written order."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span


Node = Scalar | ListNode | MappingNode
"""A value of YAML or JSON."""

DEEPEST = 60
"""Levels that lists and mappings may nest."""


def kind_of(node: Node) -> str:
    """Return what `node` is, in words for a message."""
    match node:
        case ListNode():
            return "a list"
        case MappingNode():
            return "a mapping"
        case Scalar(kind="null"):
            return "empty"
        case Scalar(kind="boolean"):
            return f"`{node.text}`"
        case Scalar():
            return "a number" if node.kind == "number" else "a text"
