"""`::: slide` blocks: what they push off the slide."""

from __future__ import annotations

from builder.codes import UNUSED_HIGHLIGHTS
from builder.media import Media
from builder.model.brief import Draft, sentences_of
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
