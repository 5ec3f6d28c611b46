"""`::: slide` blocks: what they cannot hold, and what they push off the slide."""

from __future__ import annotations

from builder.codes import NOT_FOR_SLIDE_BLOCK, UNUSED_HIGHLIGHTS
from builder.media import Media
from builder.model.brief import Chart, DataTable, Draft, Image, Quotation, sentences_of
from builder.model.draft_walk import blocks_in
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


_NAMES = {DataTable: "a table", Image: "a picture in a list", Chart: "a chart", Quotation: "a quotation"}


def check_exhibits_in_slide_blocks(draft: Draft, media: Media, report: Report) -> None:
    """Add `not-for-slide-block` for each table, chart and quotation in a `::: slide` block, and a picture in a list."""
    del media
    for passage in draft.passages:
        for what in (_NAMES[type(one)] for one in blocks_in(passage.slide) if type(one) in _NAMES):
            message = f"a `::: slide` block cannot hold {what}"
            hint = "put it into the answer, below the block: it gets its place on a slide from there"
            report.add(NOT_FOR_SLIDE_BLOCK, passage.span, message, hint)
