"""The three versions of a deck that are compared, and what both sides made of the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.compare.neutral_deck import NeutralDeck


@dataclass(frozen=True, slots=True)
class ThreeDecks:
    """A deck as it was built, as it came back, and as it would be built now, whose slides know what they are about."""

    base: NeutralDeck
    theirs: NeutralDeck
    ours: NeutralDeck


def merged_rows(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Return what both sides made of the rows of `base` where they changed different ones; None if they did not."""
    if not len(base) == len(ours) == len(theirs):
        return None
    merged = []
    for was, mine, yours in zip(base, ours, theirs, strict=True):
        if was not in (mine, yours) and mine != yours:
            return None
        merged.append(yours if was == mine else mine)
    return merged
