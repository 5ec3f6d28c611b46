"""What an answer says where its question is not beside it: in summaries, in the box "At a glance"."""

from collections.abc import Iterable

from msgspec.structs import replace

from builder.model.brief import Block, Paragraph, Point, PointOrigin, Run, Sentence, gap_behind, sentences_of
from builder.model.grammar import Grammar, straight
from builder.model.slide_points import asks_again
from builder.resolve.clauses import words_in
from builder.resolve.cohesion import points_back

_OPENING = " \"'“„«‚‘([¿¡"
_SENTENCE = 5
"""Words from which on what begins with a preposition has a verb: "In May." has none."""
_LONGEST = 160
"""Characters of a point that says in a summary what a headline does not: two lines or three."""
_ASKS = ("?", "؟", "？", ":", "：")


def takeaway_of(
    headline: Point, points: tuple[Point, ...], question: Sentence, answer: Iterable[Block], grammar: Grammar
) -> Point:
    """Return the headline, behind its question where it does not mean the same alone.

    One that the author wrote is taken as it is: it was written to stand alone. In place of one that only asks the
    question again is the first point, if it is a sentence of the text that is not long and stands alone.
    """
    if asks_again(headline, question) and points:
        told, paragraphs = points[0], tuple(one for one in answer if isinstance(one, Paragraph))
        said = {one.id for one in sentences_of(paragraphs)}
        if said.issuperset(told.sources) and len(told.text) <= _LONGEST and stands_alone(told.text, grammar):
            return told
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
