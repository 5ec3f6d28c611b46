"""What fills a slide whose author marked little: a list, or whole sentences; none depends on one that is left out."""

from msgspec import Struct

from builder.model.brief import Block, ListBlock, Paragraph, Point, PointOrigin, Sentence, sentences_of
from builder.model.grammar import Grammar
from builder.resolve.clauses import full_stop, words_in
from builder.resolve.cohesion import Needs, needs_of, telling_of
from builder.resolve.extractive_points import MOST_ITEMS, MOST_WORDS, Quotable
from builder.resolve.points import is_statement, whole_paragraphs

MOST_MARKED = 2
"""An answer with more marked points than these, the headline among them, fills its slide by itself."""

MOST_SENTENCES = 3
"""As many sentences beside the points are still read at one glance."""


def items_beside(points: tuple[Point, ...], answer: tuple[Block, ...]) -> tuple[Point, ...]:
    """Return the items of a list in `answer` that the only point announces, or that begins it; all of them or none.

    Words between might take them back: `Critics say otherwise.`
    """
    if len(points) != 1:
        return ()
    for before, block in zip((None, *answer), answer, strict=False):
        if not isinstance(block, ListBlock):
            continue
        own = sentences_of((block,))
        begins = before is None and all(is_statement(one.text) and one.id not in points[0].sources for one in own)
        items = whole_paragraphs((block,), PointOrigin.CHOSEN)
        words = sum(words_in(one.text) for one in (*points, *items))
        announced = isinstance(before, Paragraph) and _ends(points[0], before.sentences[-1])
        if (begins or announced) and len(items) <= MOST_ITEMS and words <= MOST_WORDS:
            return items
    return ()


def further_sentences(points: tuple[Point, ...], quotable: Quotable, grammar: Grammar) -> tuple[Point, ...]:
    """Return sentences of an answer that may be below `points` on the slide, each whole and in the order of the text.

    A sentence that leans on the one before comes only right after it: behind a marked one that is shown whole and
    last, or behind one of these. One that needs the sentence after it comes with that or not at all.
    """
    if len(points) > MOST_MARKED or not grammar.known:
        return ()
    answer = _UnmarkedAnswer(
        quotable.sentences, needs_of(tuple(one.text for one in quotable.sentences), grammar), points[-1]
    )
    telling = {one.id for one in telling_of(quotable.sentences, grammar)}
    marked = {name for point in points for name in point.sources}
    unmarked = [
        at
        for at, one in enumerate(answer.sentences)
        if one.id in telling and one.id not in marked and one.id not in quotable.listed and _is_prose(one)
    ]
    room = MOST_WORDS - sum(words_in(point.text) for point in points)
    few = _within(room, answer.sound(unmarked), answer.sentences)
    return tuple(_whole(answer.sentences[at]) for at in answer.sound(few))


class _UnmarkedAnswer(Struct, frozen=True):
    """The sentences of an answer, what each needs, and the point that they are below."""

    sentences: tuple[Sentence, ...]
    needs: tuple[Needs, ...]
    last: Point

    def sound(self, chosen: list[int]) -> list[int]:
        """Return those of `chosen` that depend on no sentence that is left out, however few remain."""
        while (kept := self._with_the_next(self._behind_the_last(chosen))) != chosen:
            chosen = kept
        return chosen

    def _behind_the_last(self, chosen: list[int]) -> list[int]:
        """Return those of `chosen` that need no sentence before them, or have it."""
        kept: list[int] = []
        for at in chosen:
            has = kept[-1] == at - 1 if kept else _ends(self.last, self.sentences[at - 1])
            if has or not self.needs[at].before:
                kept.append(at)
        return kept

    def _with_the_next(self, chosen: list[int]) -> list[int]:
        """Return those of `chosen` that need no sentence after them, or have it."""
        kept: list[int] = []
        for at in reversed(chosen):
            if not self.needs[at].after or kept[-1:] == [at + 1]:
                kept.append(at)
        return kept[::-1]


def _is_prose(sentence: Sentence) -> bool:
    text = sentence.text.rstrip()
    return not ("://" in text or text.endswith((":", "：", "?", "؟")))


def _ends(point: Point, sentence: Sentence) -> bool:
    """Return whether `point` ends with the whole of `sentence`."""
    text = sentence.text
    whole = text[: full_stop(text)].strip()
    return point.sources[-1:] == (sentence.id,) and point.text.rstrip(" .:：").endswith(whole.rstrip(" .:："))


def _within(room: int, found: list[int], sentences: tuple[Sentence, ...]) -> list[int]:
    """Return the first of `found` that together have at most `room` words."""
    kept: list[int] = []
    for at in found[:MOST_SENTENCES]:
        room -= words_in(sentences[at].text)
        if room < 0:
            break
        kept.append(at)
    return kept


def _whole(sentence: Sentence) -> Point:
    return Point(sentence.quoted(), PointOrigin.CHOSEN, (sentence.quote(),), sentence.span)
