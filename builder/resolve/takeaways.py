"""What an answer says in one sentence where its question is not beside it: in summaries, in the box "At a glance"."""

from collections.abc import Sequence

from builder.model.brief import Point, PointOrigin, Sentence
from builder.model.grammar import Grammar, straight
from builder.resolve.clauses import words_in
from builder.resolve.cohesion import points_back
from builder.resolve.points import question_as_headline, sentence_as_point

_OPENING = " \"'“„«‚‘([¿¡"
_SENTENCE = 5
"""Words from which on what begins with a preposition has a verb: "In May." has none."""
_ASKS = ("?", "؟", "？", ":", "：")


def takeaway_of(points: Sequence[Point], sentences: Sequence[Sentence], question: Sentence, grammar: Grammar) -> Point:
    """Return the first of `points` that means the same alone, else the first such of `sentences`, else the question.

    A headline that the author wrote is taken as it is: it was written to stand alone.
    """
    if points[0].origin is PointOrigin.AUTHORED or stands_alone(points[0].text, grammar):
        return points[0]
    alone = next((one for one in points[1:] if stands_alone(one.text, grammar)), None)
    if alone:
        return alone
    whole = next((one for one in sentences if stands_alone(one.text, grammar)), None)
    return sentence_as_point(whole) if whole else question_as_headline(question)


def stands_alone(text: str, grammar: Grammar) -> bool:
    """Return whether `text` means the same without its question and the sentence before it, as its beginning shows.

    It does not where it begins with a pronoun, `But` or `Yes`, or as an answer that is no sentence: `So far it does`.
    """
    start = straight(text).lstrip(_OPENING)
    if text.rstrip().endswith(_ASKS) or grammar.begins("ellipses", start) or points_back(text, grammar):
        return False
    return words_in(start) >= _SENTENCE or not grammar.begins("prepositions", start)
