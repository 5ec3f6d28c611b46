"""The ledger as a table for people."""

from collections import Counter
from itertools import groupby

from builder.check.ledger import Ledger, SlideText

_MOST_CHARACTERS = 72
"""Characters of a sentence that the table shows."""


def table_of(ledger: Ledger) -> str:
    """Return `ledger` as text: a line for each sentence, then for each text on a slide, then the sums."""
    return "\n".join([*_sentences(ledger), "", *_slides(ledger), "", *_sums(ledger)]) + "\n"


def _sentences(ledger: Ledger) -> list[str]:
    rows = [("sentence", "handout", "notes", "slides", "words")]
    for one in ledger.sentences:
        places = ((", ".join(map(str, numbers)) or "-") for numbers in (one.handout, one.notes, one.points))
        rows.append((one.sentence.id, *places, _shortened(one.sentence.text)))  # type: ignore[arg-type]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    ]


def _slides(ledger: Ledger) -> list[str]:
    lines: list[str] = []
    for slide, texts in groupby(ledger.shown, key=lambda shown: shown.slide):
        lines.append(f"slide {slide}")
        lines += [f"  {shown.kind:<8}  {_shortened(shown.text)}{_origin(shown)}" for shown in texts]
    return lines


def _origin(shown: SlideText) -> str:
    quotes = ", ".join(f"{quote.sentence}:{quote.start}-{quote.end}" for quote in shown.quotes)
    facts = ", ".join(shown.facts)
    return (f"  [{quotes}]" if quotes else "") + (f"  not in the source: {facts}" if facts else "")


def _sums(ledger: Ledger) -> list[str]:
    kinds = Counter(shown.kind for shown in ledger.shown)
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds))
    whole = len(ledger.sentences)
    return [
        f"{whole - len(ledger.missing)} of {whole} sentences are in the handout and in the notes",
        f"{len(ledger.shown)} texts on slides: {counts}; {len(ledger.unsourced)} not in the source",
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1].rstrip() + "…"
