"""What slides cannot hold: exhibits in a `::: slide` block, what such a block pushes off, long quotations."""

from builder.codes import LONG_QUOTATION, NOT_FOR_SLIDE_BLOCK, UNUSED_HIGHLIGHTS
from builder.media import Media
from builder.model.attributed_quotations import MOST_WORDS, is_readable, spoken_quotations
from builder.model.brief import Block, Chart, DataTable, Draft, Image, Quotation, sentences_of
from builder.model.draft_walk import blocks_in
from builder.model.findings import Report, Span


def check_slide_blocks(draft: Draft, _media: Media, report: Report) -> None:
    """Add `unused-highlights` where an answer has highlights as well as a `::: slide` block, which replaces them."""
    for passage in draft.passages:
        marked = {run.highlight for one in sentences_of(passage.answer) for run in one.runs if run.highlight}
        if passage.slide and marked:
            count = f"{len(marked)} highlight{'s' if len(marked) > 1 else ''}"
            message = f"{count} of this answer will not be on its slide, which shows the `::: slide` block instead"
            hint = "write every point in the block, or delete the block and mark the points in the answer"
            report.add(UNUSED_HIGHLIGHTS, passage.span, message, hint)


_NAMES = {DataTable: "a table", Image: "a picture in a list", Chart: "a chart", Quotation: "a quotation"}


def check_exhibits_in_slide_blocks(draft: Draft, _media: Media, report: Report) -> None:
    """Add `not-for-slide-block` for each table, chart and quotation in a `::: slide` block, and a picture in a list."""
    for passage in draft.passages:
        for one in (one for one in blocks_in(passage.slide) if type(one) in _NAMES):
            message = f"a `::: slide` block cannot hold {_NAMES[type(one)]}"
            hint = "put it into the answer, below the block: it gets its place on a slide from there"
            report.add(NOT_FOR_SLIDE_BLOCK, _place(one, passage.span), message, hint)


def _place(block: Block, question: Span) -> Span:
    """Return where a block is, or where its question is if it has neither words nor a place of its own."""
    if isinstance(block, Image):
        return block.span
    return next((one.span for one in sentences_of((block,))), question)


def check_long_quotations(draft: Draft, _media: Media, report: Report) -> None:
    """Add `long-quotation` for each that names its speaker and is too long for a slide, where shorter ones get one."""
    if dict(draft.fields.slides).get("quotations") is False:
        return
    spoken = [words for one in draft.passages if not one.no_slide for _, words, _ in spoken_quotations(one.answer)]
    long = [words for words in spoken if not is_readable(words)]
    for words in long if len(long) < len(spoken) else ():
        message = f"this quotation is too long for a slide of its own, which has room for {MOST_WORDS} words"
        report.add(LONG_QUOTATION, words[0].span, message, "shorten it; as it is it stays in the handout")
