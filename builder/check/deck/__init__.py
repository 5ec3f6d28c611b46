"""The rules that a finished deck must keep: package, presentation, shapes, accessibility, cleanliness.

No schema holds them, so no validator of schemas finds a breach. Each rule is a function of the opened deck that
yields what it finds; `RULES` names them all, in the order in which they are asked.
"""

from builder.check.deck import (
    accessibility,
    active_content,
    media,
    metadata,
    package,
    presentation,
    reading_order,
    shapes,
)
from builder.check.deck.reader import BrokenPackageError, DeckRule, open_deck
from builder.codes import PPTX_NOT_A_PACKAGE
from builder.model.findings import Report, Span

RULES: tuple[DeckRule, ...] = (
    *package.RULES,
    *active_content.RULES,
    *presentation.RULES,
    *shapes.RULES,
    *media.RULES,
    *accessibility.RULES,
    *reading_order.RULES,
    *metadata.RULES,
)
"""Every rule, those about the package first: a broken package makes the later ones speak of its consequences."""

__all__ = ["RULES", "check"]


def check(name: str, data: bytes, report: Report) -> None:
    """Add to `report` what is wrong with the deck in `data`; `name` is the file as findings print it."""
    place = Span(name)
    try:
        deck = open_deck(data)
    except BrokenPackageError as fault:
        report.add(PPTX_NOT_A_PACKAGE, place, str(fault), "build the deck again, or download the file again")
        return
    for rule in RULES:
        for part, message in rule.find(deck):
            where = f"{deck.spoken(part)}: " if part else ""
            report.add(rule.code, place, f"{where}{message}", rule.hint)
