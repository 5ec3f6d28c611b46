"""Whether footnotes and link definitions are each defined once and used."""

from collections.abc import Sequence

from builder.codes import BAD_FOOTNOTE, NOT_UNDERSTOOD, UNCLOSED_FENCE
from builder.model.brief import Footnote, sentences_of
from builder.model.findings import Span
from builder.read.inline import InlineReader


def check_notes(inline: InlineReader, footnotes: Sequence[tuple[Footnote, Span]]) -> None:
    """Add `bad-footnote` for a footnote without words, called but not defined, or defined twice or for nothing.

    Where a block is not closed, it may have swallowed the definitions: then none is told to be missing.
    """
    called = {label for label, _ in inline.calls}
    defined: set[str] = set()
    for note, span in footnotes:
        name = f"the footnote `[^{note.label}]`"
        if note.label in defined:
            inline.report.add(BAD_FOOTNOTE, span, f"{name} is defined twice", "give one of the two another label")
        elif note.label not in called:
            hint = f"write `[^{note.label}]` where it belongs, or delete it"
            inline.report.add(BAD_FOOTNOTE, span, f"{name} is never referenced", hint)
        if not note.blocks:
            inline.report.add(BAD_FOOTNOTE, span, f"{name} has no text", "write it after the colon")
        if any(run.note for sentence in sentences_of(note.blocks) for run in sentence.runs):
            inline.report.add(BAD_FOOTNOTE, span, f"{name} contains a footnote", "combine them into one footnote")
        defined.add(note.label)
    swallowed = any(one.code is UNCLOSED_FENCE for one in inline.report.findings)
    for label, span in inline.calls:
        if label not in defined and not swallowed:
            hint = f"write `[^{label}]: …` on a line of its own, or `\\[^{label}]` for the characters themselves"
            inline.report.add(BAD_FOOTNOTE, span, f"the footnote `[^{label}]` is not defined", hint)


def check_links(inline: InlineReader) -> None:
    """Add `not-understood` for a link definition (`[label]: address`) that is used nowhere or given twice."""
    references = inline.env.get("references", {})
    spare = [(label, one["map"]) for label, one in references.items() if label not in inline.labels]
    spare += [(one["label"], one["map"]) for one in inline.env.get("duplicate_refs", [])]
    for label, lines in spare:
        span = Span(inline.source, lines[0] + 1, 1)
        message = f"the link definition `[{label.lower()}]` is unused"
        inline.report.add(NOT_UNDERSTOOD, span, message, "delete it, or write `\\[` for the character itself")
