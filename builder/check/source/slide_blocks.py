"""`::: slide` blocks: what they cannot hold, and what they push off the slide."""

from __future__ import annotations

from builder.codes import NOT_FOR_SLIDE_BLOCK, UNUSED_HIGHLIGHTS
from builder.media import Media
from builder.model.brief import Block, Chart, DataTable, Draft, Image, ListBlock, Quotation, sentences_of
from builder.model.findings import Report


def check_slide_blocks(draft: Draft, media: Media, report: Report) -> None:
    """Add `unused-highlights` where an answer has highlights as well as a `::: slide` block, which replaces them."""
    del media
    for passage in draft.passages:
        marked = {run.highlight for one in sentences_of(passage.answer) for run in one.runs if run.highlight}
        if passage.slide and marked:
            count = f"{len(marked)} highlight{'s' if len(marked) > 1 else ''}"
            report.add(
                UNUSED_HIGHLIGHTS,
                passage.span,
                f"{count} of this answer will not be on its slide, which shows the `::: slide` block instead",
                "write every point in the block, or delete the block and mark the points in the answer",
            )


def check_exhibits_in_slide_blocks(draft: Draft, media: Media, report: Report) -> None:
    """Add `not-for-slide-block` for each table, picture, chart and quotation in a `::: slide` block."""
    del media
    for passage in draft.passages:
        for what in _exhibits(passage.slide):
            message = f"a `::: slide` block cannot hold {what}"
            hint = "put it into the answer, below the block: it gets its place on a slide from there"
            report.add(NOT_FOR_SLIDE_BLOCK, passage.span, message, hint)


def _exhibits(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case DataTable():
                found.append("a table")
            case Image():
                found.append("a picture")
            case Chart():
                found.append("a chart")
            case Quotation():
                found.append("a quotation")
            case ListBlock(items=items):
                for item in items:
                    found += _exhibits(item)
            case _:
                continue
    return found
