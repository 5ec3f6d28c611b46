"""The ledger as JSON, for the build record and for programs."""

from __future__ import annotations

from builder.ledger import Account, Ledger
from builder.ledger.shown import Shown

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


def _sentence(account: Account) -> Json:
    return {
        "id": account.sentence.id,
        "text": account.sentence.text,
        "line": account.sentence.span.line,
        "handout": list(account.handout),
        "notes": list(account.notes),
        "points": list(account.points),
    }


def _shown(shown: Shown) -> Json:
    found: Json = {"slide": shown.slide, "text": shown.text, "kind": shown.kind.value}
    if shown.quotes:
        found["quotes"] = [{"sentence": one.sentence, "start": one.start, "end": one.end} for one in shown.quotes]
    if shown.facts:
        found["unsourced"] = list(shown.facts)
    return found
