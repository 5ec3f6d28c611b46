"""How central each sentence of an answer is: TextRank (Mihalcea and Tarau 2004) over word stems.

Sentences are nodes of a graph, weighted by the words that they share; a sentence is central if central sentences
resemble it (PageRank). It needs no model and no list of stop words, is the same on every machine, and costs the square
of the sentences.
"""

import re
from itertools import pairwise

from builder.model.ideographs import HAN_AND_KANA, ideographs_in

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6
"""Characters by which two words are one: enough for most, few enough for the endings of inflected languages."""

_SHORTEST = 4
"""Shorter words are mostly articles and prepositions, in every language with an alphabet."""

_DAMPING = 0.85
"""As in PageRank (Brin and Page 1998)."""

_ROUNDS = 30
"""Steps of the power iteration; scores settle to six digits long before that."""

_DIGITS = 6
"""Scores are rounded, so that the last bit of a sum never decides."""


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`: their first characters, or pairs of ideographs."""
    words = {word.casefold()[:_STEM] for word in _WORD.findall(text) if len(word) >= _SHORTEST or word.isupper()}
    return frozenset(words | {a + b for a, b in pairwise(ideographs_in(text, HAN_AND_KANA))})


def overlap_coefficient(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of stems share, from 0 to 1, measured on the smaller (Szymkiewicz and Simpson)."""
    small = min(len(one), len(other))
    return len(one & other) / small if small else 0.0


def centrality_of(texts: tuple[str, ...]) -> tuple[float, ...]:
    """Return the centrality of each of `texts`, the greatest being 1."""
    stems = [stems_of(text) for text in texts]
    count = len(texts)
    weights = [[_weight(stems[i], stems[j]) if i != j else 0.0 for j in range(count)] for i in range(count)]
    totals = [sum(row) for row in weights]
    scores = [1.0] * count
    for _ in range(_ROUNDS):
        scores = [
            (1 - _DAMPING) + _DAMPING * sum(scores[j] * weights[j][i] / totals[j] for j in range(count) if totals[j])
            for i in range(count)
        ]
    top = max(scores, default=1.0)
    return tuple(round(score / top, _DIGITS) for score in scores)


def _weight(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one) + len(other)) if one and other else 0.0
