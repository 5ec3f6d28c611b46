"""What an answer says where its question is not beside it: in summaries, in the box "At a glance"."""

from msgspec.structs import replace

from builder.model.brief import Point, PointOrigin, Run, Sentence, gap_behind
from builder.model.grammar import Grammar, straight
from builder.resolve.clauses import words_in
from builder.resolve.cohesion import points_back

_OPENING = " \"'“„«‚‘([¿¡"
_SENTENCE = 5
"""Words from which on what begins with a preposition has a verb: "In May." has none."""
_ASKS = ("?", "؟", "？", ":", "：")


def takeaway_of(headline: Point, question: Sentence, grammar: Grammar) -> Point:
    """Return the headline, behind its question where it does not mean the same alone.

    One that the author wrote is taken as it is: it was written to stand alone.
    """
    alone = headline.origin is PointOrigin.AUTHORED or headline.sources == (question.id,)
    if alone or stands_alone(headline.text, grammar):
        return headline
    runs = (*question.quoted(), Run(gap_behind(question)), *headline.runs)
    return replace(headline, runs=runs, quotes=(question.quote(), *headline.quotes))


def stands_alone(text: str, grammar: Grammar) -> bool:
    """Return whether `text` means the same without its question and the sentence before it, as its beginning shows.

    It does not where it begins with a pronoun, `But` or `Yes`, or as an answer that is no sentence: `So far it does`.
    """
    start = straight(text).lstrip(_OPENING)
    if text.rstrip().endswith(_ASKS) or grammar.begins("ellipses", start) or points_back(text, grammar):
        return False
    return words_in(start) >= _SENTENCE or not grammar.begins("prepositions", start)
