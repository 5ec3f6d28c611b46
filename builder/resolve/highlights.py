"""Highlights that mislead: what is quoted must be fair to the sentence that it comes from."""

from __future__ import annotations

from builder.codes import DANGLING_PRONOUN, LOST_CAVEAT, MID_CLAUSE
from builder.model.brief import Draft, Passage, Sentence, sentences_of
from builder.model.findings import Report, Span
from builder.resolve.language_rules import Grammar
from builder.resolve.quote_rules import QuoteFault, UnfairQuote, faults_of

_SHOWN = 60
"""Letters of a highlight that a finding repeats."""


def check_highlights(draft: Draft, grammar: Grammar, report: Report) -> None:
    """Add `lost-caveat`, `dangling-pronoun` and `mid-clause` for the highlights that become points of a slide."""
    for passage in draft.passages:
        if not passage.slide:
            _check(passage, grammar, report)


def _check(passage: Passage, grammar: Grammar, report: Report) -> None:
    begun: set[int] = set()
    sentences = sentences_of(passage.answer)
    for index, sentence in enumerate(sentences):
        for number, (start, end) in spans_in(sentence).items():
            goes_on = index + 1 < len(sentences) and number in spans_in(sentences[index + 1])
            for unfair in faults_of(sentence.text, start, end, grammar):
                inside = unfair.fault in {QuoteFault.PRONOUN, QuoteFault.BEGINNING} and number in begun
                if not inside and not (unfair.fault is QuoteFault.ENDING and goes_on):
                    _tell(unfair, sentence.text[start:end], sentence.span, report)
            begun.add(number)


def spans_in(sentence: Sentence) -> dict[int, tuple[int, int]]:
    """Return first and last letter of each highlight in `sentence`, by its number."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    for run in sentence.runs:
        if run.highlight:
            start, _ = found.get(run.highlight, (at, at))
            found[run.highlight] = (start, at + len(run.text))
        at += len(run.text)
    return found


def _tell(unfair: UnfairQuote, text: str, span: Span, report: Report) -> None:
    said = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
    match unfair.fault:
        case QuoteFault.CAVEAT:
            report.add(
                LOST_CAVEAT,
                span,
                f"the highlight `{said}` leaves out `{unfair.word}` of its own clause",
                f"take `{unfair.word}` into the highlight, or mark a clause that says it without",
            )
        case QuoteFault.PRONOUN:
            report.add(
                DANGLING_PRONOUN,
                span,
                f"the highlight `{said}` begins with `{unfair.word}`, and the slide does not show what that is",
                "mark a clause that names its subject, or write the point in a `::: slide` block",
            )
        case QuoteFault.BEGINNING:
            report.add(
                MID_CLAUSE,
                span,
                f"the highlight `{said}` begins in mid-clause, near `{unfair.word}`",
                "begin it with the clause's subject",
            )
        case QuoteFault.ENDING:
            report.add(
                MID_CLAUSE,
                span,
                f"the highlight `{said}` ends in mid-clause, before `{unfair.word}`",
                "end it where the clause ends",
            )
