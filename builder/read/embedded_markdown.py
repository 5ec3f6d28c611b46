"""Blocks from a text of the data form, which is Markdown, with their places in the file that holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.model.brief import Block
from builder.model.findings import Report, Span
from builder.read.blocks import BlockReader
from builder.read.footnotes import check_links
from builder.read.inline import InlineReader
from builder.read.located_tree import Scalar
from builder.read.markdown_parser import block_tokens
from builder.read.styled_text import SentenceCounter

T = TypeVar("T")


def blocks_of_text(leaf: Scalar, section: SentenceCounter, inline: InlineReader) -> tuple[Block, ...]:
    """Return the blocks of the Markdown that `leaf` holds; findings and footnote calls are added to `inline`."""
    text = leaf.text.replace("\r\n", " \n").replace("\r", "\n")
    found = Report()
    tokens, env = block_tokens(text)
    inner = InlineReader(inline.source, inline.lang, found, env)
    reader = BlockReader(tokens, text.split("\n"), inner)
    blocks: list[Block] = []
    while reader.at < len(tokens):
        blocks += reader.block(section)
    check_links(inner)
    place = _mapping(leaf, text)
    for one in found.findings:
        inline.report.add(one.code, place(one.span), one.message, *one.hints)
    inline.calls += [(label, place(span)) for label, span in inner.calls]
    return _with_places_moved(tuple(blocks), place)


def _mapping(leaf: Scalar, text: str) -> Callable[[Span], Span]:
    """Return the function that moves a place in `text` to its place in the file."""
    ground = leaf.ground()
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def place(span: Span) -> Span:
        if not span.line:
            return span
        start = starts[span.line - 1] + span.column - 1
        if not span.end_line:
            return Span(span.source, *ground.place(start))
        return ground.span(start, starts[span.end_line - 1] + span.end_column - 1)

    return place


def _with_places_moved(value: T, place: Callable[[Span], Span]) -> T:
    """Return `value` with every place in it moved by `place`."""
    if isinstance(value, Span):
        return place(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_with_places_moved(one, place) for one in value)  # type: ignore[return-value]
    if isinstance(value, Struct):
        changed = {name: _with_places_moved(getattr(value, name), place) for name in value.__struct_fields__}
        return replace(value, **changed)
    return value
