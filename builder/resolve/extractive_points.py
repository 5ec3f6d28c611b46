"""Choose what a slide says of an answer whose author marked nothing."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.model.brief import Sentence
from builder.resolve.clauses import FEWEST_WORDS, Clause, clauses_of, words_in
from builder.resolve.language_rules import Grammar
from builder.resolve.textrank import centrality_of, likeness, stems_of

MOST_POINTS = 4
"""Headline and points together."""

LONGEST_HEADLINE = 110
"""Letters of a headline that stands in three lines on every slide."""

GOOD_HEADLINE = 95
"""Letters of a headline that is read at one glance."""

LONGEST_POINT = 27
"""Words of a point that is read at one glance."""

LONGEST_AT_ALL = 36
"""Words of a point where there are too few shorter ones."""

FEWEST_POINTS = 3
"""Headline and points together, as far as the answer has them."""

MOST_WORDS = 90
"""Words of all points of a slide together."""

_TOO_LIKE = 0.6
"""Two points that share this much of the smaller one's stems say the same."""

_EARLY = 3
"""The first sentences of an answer, where its gist mostly stands."""

_TRIED = 6
"""Headlines that are tried where the points must come from behind them."""

_HEADLINE_COUNTS = 1.5
"""How many points a headline is worth."""

_NAMING = 0.35
_LEANING = -0.6
_OPENING = -0.3
_POINTING = -0.2
_INTRODUCING = -0.8
"""What naming the actor, leaning on the sentence before, joining to it, pointing back to it, and announcing a
list are worth."""

_UNFIT = (":", "：", "?", "？", "؟")
"""What ends words that announce or ask instead of saying something."""


class CandidatePoint(Struct, frozen=True):
    """A clause that may be quoted, and how well it would do."""

    clause: Clause
    at: int
    """Which sentence of the answer it is from."""
    score: float
    words: int
    names: bool
    """Whether it names the actor."""


def choose(
    sentences: tuple[Sentence, ...], grammar: Grammar, names: Callable[[str], bool], *, forward: bool
) -> tuple[Clause, ...]:
    """Return the clauses that a slide quotes: the headline, then the points in the order of the text.

    `names` says whether a text names whom the answer is about; `forward` takes points only from behind the headline.
    At least one clause is returned where there is a sentence. A clause that leans on the sentence before, or is
    long, is taken only where there are too few others; the first only behind a quoted sentence, never with `forward`.
    """
    told = tuple(sentence for sentence in sentences if any(letter.isalnum() for letter in sentence.text))
    if not told:
        return ()
    options = sorted(_options(told, grammar, names), key=lambda one: (-one.score, one.at, one.words))
    headlines = _headlines(options)
    best = max((_slide(one, options, forward=forward) for one in headlines[: _TRIED if forward else 1]), key=_merit)
    return tuple(option.clause for option in best)


def _slide(headline: CandidatePoint, options: list[CandidatePoint], *, forward: bool) -> tuple[CandidatePoint, ...]:
    """Return `headline` with the points that go with it, in the order of the text."""
    rest = [one for one in options if one.at > headline.at or not forward]
    chosen = [headline]
    _add(chosen, [one for one in rest if not one.clause.leans and one.words <= LONGEST_POINT], MOST_POINTS)
    _add(chosen, [one for one in rest if not one.clause.leans and one.words <= LONGEST_AT_ALL], FEWEST_POINTS)
    for longest in () if forward else (LONGEST_POINT, LONGEST_AT_ALL):
        _add(chosen, [one for one in rest if one.words <= longest and _follows(one, chosen)], FEWEST_POINTS)
    return (headline, *sorted(chosen[1:], key=lambda one: one.at))


def _merit(slide: tuple[CandidatePoint, ...]) -> float:
    """Return what a slide is worth: its headline most, then its points."""
    return round(_HEADLINE_COUNTS * _as_headline(slide[0]) + sum(one.score for one in slide[1:]), 6)


def _add(chosen: list[CandidatePoint], options: list[CandidatePoint], most: int) -> None:
    """Add to `chosen` the best of `options` that say something else, up to `most` in all."""
    for option in options:
        words = sum(one.words for one in chosen) + option.words
        if len(chosen) < most and words <= MOST_WORDS and not _repeats(option, chosen):
            chosen.append(option)


def _follows(option: CandidatePoint, chosen: list[CandidatePoint]) -> bool:
    """Return whether the sentence before is quoted, so that what a pronoun points to is on the slide."""
    return any(one.at == option.at - 1 for one in chosen)


def _repeats(option: CandidatePoint, chosen: list[CandidatePoint]) -> bool:
    stems = stems_of(option.clause.text)
    return any(one.at == option.at or likeness(stems, stems_of(one.clause.text)) >= _TOO_LIKE for one in chosen)


def _options(sentences: tuple[Sentence, ...], grammar: Grammar, names: Callable[[str], bool]) -> list[CandidatePoint]:
    central = centrality_of(tuple(sentence.text for sentence in sentences))
    found: list[CandidatePoint] = []
    for at, sentence in enumerate(sentences):
        for clause in clauses_of(sentence, grammar):
            words, named = words_in(clause.text), names(clause.text)
            score = central[at] + _place(at, len(sentences)) + _NAMING * named + _length(words)
            score += _LEANING * clause.leans + _OPENING * _opens(clause, grammar)
            score += _POINTING * bool(grammar.found("pointers", clause.text))
            score += _INTRODUCING * (clause.text.endswith(_UNFIT) or "://" in clause.text)
            found.append(CandidatePoint(clause, at, round(score, 6), words, named))
    return found


def _opens(clause: Clause, grammar: Grammar) -> bool:
    """Return whether a clause begins with a word that only joins it to the sentence before."""
    return bool(grammar.begins("connectives", clause.text) or grammar.begins("frames", clause.text))


def _place(at: int, count: int) -> float:
    """Return what a sentence's place is worth: the first most, the last a little."""
    return 0.6 if at == 0 else 0.25 if at == 1 else 0.1 if at == count - 1 else 0.0


def _length(words: int) -> float:
    """Return what a clause's length is worth: neither a stump nor a period."""
    if words < 6:
        return -0.4
    return 0.2 if words <= 18 else 0.0 if words <= LONGEST_POINT else -0.3


def _headlines(options: list[CandidatePoint]) -> list[CandidatePoint]:
    """Return the options that can stand alone and are short enough, the best first; else the nearest to it alone.

    `options` is not empty and stands in the order of merit.
    """
    alone = [one for one in options if not one.clause.leans]
    fit = [one for one in alone if len(one.clause.text) <= LONGEST_HEADLINE and one.words >= FEWEST_WORDS]
    pool = [one for one in fit if one.names] or fit
    if not pool:
        return [min(alone or options, key=lambda one: (len(one.clause.text), one.at))]
    return sorted(pool, key=lambda one: (-_as_headline(one), one.at, one.words))


def _as_headline(option: CandidatePoint) -> float:
    """Return the merit of an option as headline: early sentences say it all more often than late ones."""
    early = 0.4 if option.at < _EARLY else 0.0
    return option.score + early - 0.2 * (len(option.clause.text) > GOOD_HEADLINE)
