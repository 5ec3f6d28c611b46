"""The ledger as JSON, for the build record and for programs."""

from collections.abc import Mapping

from builder.check.ledger import Ledger, SentenceTrace
from builder.check.ledger.slide_text_origins import SlideText
from builder.model.brief import Sentence
from builder.model.findings import NOWHERE
from builder.model.origin import SentenceOrigin

Json = dict[str, object]


def ledger_json(ledger: Ledger) -> Json:
    """Return `ledger` as JSON values: sentences with their places, texts on slides with their origin, and the sums."""
    sentences = {one.sentence.id: one.sentence for one in ledger.sentences}
    return {
        "sentences": [_sentence(one) for one in ledger.sentences],
        "shown": [_slide_text_json(one, sentences) for one in ledger.shown],
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
        "column": account.sentence.span.column,
        "handout": list(account.handout),
        "notes": list(account.notes),
        "points": list(account.points),
    }


def _slide_text_json(shown: SlideText, sentences: Mapping[str, Sentence]) -> Json:
    found: Json = {"slide": shown.slide, "text": shown.text, "kind": shown.kind.value}
    if shown.quotes:
        found["quotes"] = [_quote(one, sentences.get(one.sentence)) for one in shown.quotes]
    if shown.facts:
        found["unsourced"] = list(shown.facts)
    return found


def _quote(quote: SentenceOrigin, sentence: Sentence | None) -> Json:
    place = sentence.place(quote.start, quote.end) if sentence else NOWHERE
    return {
        "sentence": quote.sentence,
        "start": quote.start,
        "end": quote.end,
        "line": place.line,
        "column": place.column,
    }
