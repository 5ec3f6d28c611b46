"""What the author learns about points chosen for a slide: how much of the answer they cover, what is missing."""

from builder.codes import CHOSEN_POINTS, UNUSED_HIGHLIGHTS
from builder.model.attributed_quotations import attributed_quotations
from builder.model.brief import (
    Chart,
    DataTable,
    Image,
    ListBlock,
    Paragraph,
    Passage,
    Point,
    PointOrigin,
    Quotation,
    Sentence,
    sentences_of,
)
from builder.model.findings import Report
from builder.resolve.clauses import Clause, full_stop

_LONGEST_SHOWN = 50
"""Characters of words left out that a finding repeats."""

_MOST_SHOWN = 3
"""Places left out that a finding repeats."""


def report_choice(
    passage: Passage,
    quotable: tuple[Sentence, ...],
    quotes: tuple[tuple[Clause, ...], ...],
    report: Report,
    *,
    quotations: bool,
) -> None:
    """Add `chosen-points` for an answer whose points were chosen from `quotable`.

    `quotations` says that quotations with their speakers have slides of their own, so that they are not left out.
    """
    if not quotable:
        hint = "write a sentence or a caption, and mark what the slide should show with `==` before and after it"
        report.add(CHOSEN_POINTS, passage.span, "this answer has no text; its slide shows the question", hint)
        return
    exhibits = [block for block in passage.answer if isinstance(block, DataTable | Image | Chart)]
    if len(quotes) == 2 and len(exhibits) == 1 and isinstance(exhibits[0], DataTable):
        quotes = quotes[:1]  # the table is below the headline, where it takes the place of a point that nobody marked
    prose = tuple(block for block in passage.answer if isinstance(block, (Paragraph, ListBlock, Quotation)))
    clauses = {clause.sentence.id: clause for quote in quotes for clause in quote}
    said = attributed_quotations(passage.answer) if quotations else ()
    elsewhere = {one.id for _, words, speaker in said for one in (*words, speaker)} - clauses.keys()
    sentences = tuple(one for one in sentences_of(prose) if one.id not in elsewhere) or quotable
    missing = [text for one in sentences if (text := _missing(one, clauses.get(one.id)))]
    shown = f"{len(clauses)} of {len(sentences)} sentences" if missing else "all of it"
    cut = sum(1 for one in sentences if one.id in clauses and _missing(one, clauses[one.id]))
    shortened = f", {cut} of them shortened" if cut else ""
    hints = ["mark what the slide should show with `==` before and after it"]
    if missing:
        more = f" and {len(missing) - _MOST_SHOWN} more" if len(missing) > _MOST_SHOWN else ""
        hints.append("left out: " + ", ".join(f"`{_abridged(text)}`" for text in missing[:_MOST_SHOWN]) + more)
    message = f"no highlight in this answer; its slide shows {shown}{shortened}"
    report.add(CHOSEN_POINTS, passage.span, message, *hints)


def report_replaced(replaced: Point, further: tuple[Point, ...], report: Report) -> None:
    """Add `unused-highlights` for a highlight that the author's own headline replaces, unless its sentence follows."""
    shown = {name for one in further for name in one.sources}
    if replaced.origin is PointOrigin.HIGHLIGHT and not shown.issuperset(replaced.sources):
        message = f"`headline` is in the place of this highlight: `{_abridged(replaced.text)}` is on no slide"
        hint = "remove its `==`, or write headline and points in a `::: slide` block"
        report.add(UNUSED_HIGHLIGHTS, replaced.span, message, hint)


def _missing(sentence: Sentence, clause: Clause | None) -> str:
    """Return what of `sentence` is not quoted, without its full stop."""
    text = sentence.text
    return text[clause.end : full_stop(text)].strip() if clause else text.strip()


def _abridged(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"
