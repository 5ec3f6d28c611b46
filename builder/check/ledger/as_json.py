"""The ledger as JSON, for the build record and for programs."""

from __future__ import annotations

from builder.check.ledger import Ledger, SentenceTrace
from builder.check.ledger.slide_text_origins import SlideText

Json = dict[str, object]


def ledger_json(ledger: Ledger) -> Json:
    """Return `ledger` as JSON values: sentences with their places, texts on slides with their origin, and the sums."""
    return {
        "sentences": [_sentence(one) for one in ledger.sentences],
        "shown": [_shown(one) for one in ledger.shown],
        "sums": {
            "sentences": len(ledger.sentences),
            "accounted": len(ledger.sentences) - len(ledger.missing),
            "shown": len(ledger.shown),
            "unsourced": len(ledger.unsourced),
        },
    }


def _sentence(account: SentenceTrace) -> Json:
    return {
        "id": account.sentence.id,
        "text": account.sentence.text,
        "line": account.sentence.span.line,
        "handout": list(account.handout),
        "notes": list(account.notes),
        "points": list(account.points),
    }


def _shown(shown: SlideText) -> Json:
    found: Json = {"slide": shown.slide, "text": shown.text, "kind": shown.kind.value}
    if shown.quotes:
        found["quotes"] = [{"sentence": one.sentence, "start": one.start, "end": one.end} for one in shown.quotes]
    if shown.facts:
        found["unsourced"] = list(shown.facts)
    return found
