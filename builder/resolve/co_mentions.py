"""Who is named together with whom, sentence by sentence."""

from __future__ import annotations

from itertools import combinations

from builder.model.brief import CoMention
from builder.resolve.actors import ActorTable


def co_mentions_of(cast: ActorTable) -> tuple[CoMention, ...]:
    """Return each two actors that one sentence of an answer names, with those sentences."""
    pairs: dict[tuple[str, str], list[str]] = {}
    order = {actor.id: index for index, actor in enumerate(cast.everyone)}
    for mentions in cast.spoken:
        for one, other in combinations(sorted(mentions, key=lambda mention: order[mention.actor.id]), 2):
            shared = [sentence for sentence in one.sentences if sentence in other.sentences]
            if shared:
                pairs.setdefault((one.actor.id, other.actor.id), []).extend(shared)
    return tuple(CoMention(one, other, tuple(shared)) for (one, other), shared in pairs.items())
