"""Choose what a slide says of an answer whose author marked nothing: whole sentences, in their order.

A short answer is shown whole. Of a longer one the first sentence that can stand alone is the headline (in reports and
interviews the gist mostly comes first), and the most central of the others follow it (TextRank, `textrank.py`). A
sentence that leans on a neighbour comes with it or not at all (`cohesion.py`). Long sentences end early where that is
safe (`safe_cuts.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.model.brief import Sentence
from builder.model.grammar import Grammar
from builder.resolve.clauses import Clause, full_stop, words_in
from builder.resolve.cohesion import Needs, is_reply, leans, needs_of, says_yes_or_no, telling_of
from builder.resolve.safe_cuts import safe_end
from builder.resolve.textrank import centrality_of, overlap_coefficient, stems_of

MOST_POINTS = 4
"""Headline and points together, as many as are read at one glance."""

_ENOUGH = 3
"""Points of a slide to which no more are added that need a neighbour beside them."""

MOST_WORDS = 90
"""Words of all points of a slide together."""

MOST_ITEMS = 7
"""Items of a list that a slide shows."""

_LONGEST_JOINED = 170
"""Characters of a headline of two sentences, the second of which takes something of the first back."""

_LONGEST_WITH_REPLY = 240
"""The same where the first one is a bare `Yes.` or `No.`: a title of so many has room."""

_SHORT_ENOUGH = 60
"""Characters of a sentence that is left whole though it could end early."""

_FEWEST_WORDS = 4
"""A sentence with fewer is joined to the next."""

_COMMENT = 6
"""A sentence with fewer mostly comments on the one before it, or denies it: "Vienna did better.", "They do not."."""

_FULL_STOPS = (".", "!", "?", "…", "؟", "。", "！", "？")

_ASKING = ("?", "؟", "？")

_TOO_LIKE = 0.6
"""Two points that share this much of the smaller one's stems say the same."""

_LONGEST_POINT = 27
"""Words of a point that is read at one glance."""

_NAMING, _SECOND, _LAST, _LONG, _SHORT = 0.35, 0.25, 0.1, -0.3, -0.4
"""What naming the actor, the second and the last place, and too many or too few words are worth beside centrality.

Set by eye against the points that a reader chose (tests/cases/points, tests/bench/points.py)."""

_MOST_WEIGHED = 200
"""Sentences of an answer that are weighed against each other, which costs time by their square: ten printed pages."""


class Quotable(Struct, frozen=True):
    """The sentences of an answer that a slide may quote, in their order; each has a letter or digit."""

    sentences: tuple[Sentence, ...]
    listed: Mapping[str, int]
    """The number of the paragraph of each sentence in lists that the slide shows whole or not at all."""


class _Answer(Struct, frozen=True):
    """The sentences of an answer and what each needs."""

    sentences: tuple[Sentence, ...]
    needs: tuple[Needs, ...]
    words: tuple[int, ...]
    stems: tuple[frozenset[str], ...]
    listed: tuple[int, ...]
    """For each the number of its paragraph in a list that is shown whole or not at all, else 0."""
    stumps: tuple[bool, ...]

    def together(self, at: int) -> range:
        """Return the sentences that must appear on the slide where sentence `at` does."""
        first = last = at
        while first and self.needs[first].before:
            first -= 1
        while last + 1 < len(self.needs) and (self.needs[last].after or last < at):
            last += 1
        return range(first, last + 1)


def choose(quotable: Quotable, grammar: Grammar, names: Callable[[str], bool]) -> tuple[tuple[Clause, ...], ...]:
    """Return the points that a slide quotes, the headline first, in the order of the text; each of one or more clauses.

    `names` says whether a text names whom the answer is about. There is a point wherever there is a sentence, but for
    an answer that begins with a list which is too long.
    """
    if not quotable.sentences:
        return ()
    telling = telling_of(quotable.sentences[:_MOST_WEIGHED], grammar)
    answer = _answer_from(Quotable(telling, quotable.listed), grammar)
    everything = list(range(len(answer.sentences)))
    short = _fits(answer, everything)
    chosen = _without_repeats(answer, everything) if short else _chosen(answer, grammar, names)
    chosen = _to_the_end_of_a_list(answer, chosen)
    torn = answer.listed[chosen[0]] and answer.needs[chosen[-1]].after
    return () if torn else _points(answer, chosen, grammar)


def _answer_from(quotable: Quotable, grammar: Grammar) -> _Answer:
    texts = tuple(sentence.text for sentence in quotable.sentences)
    listed = tuple(quotable.listed.get(sentence.id, 0) for sentence in quotable.sentences)
    words = tuple(words_in(text) for text in texts)
    comments = [bool(at) and count < _COMMENT for at, count in enumerate(words)]
    leads = [_leads_a_list(at, listed, words) for at in range(len(texts))]
    needs = tuple(
        Needs(before=True, after=bool((*listed, 0)[at + 1]), taken_back=False)
        if listed[at]
        else Needs(one.before or comments[at], one.after or (*comments, False)[at + 1] or leads[at], one.taken_back)
        for at, one in enumerate(needs_of(texts, grammar))
    )
    stems, stumps = tuple(map(stems_of, texts)), tuple(is_reply(text, grammar) for text in texts)
    return _Answer(quotable.sentences, needs, words, stems, listed, stumps)


def _leads_a_list(at: int, listed: tuple[int, ...], words: tuple[int, ...]) -> bool:
    """Return whether the sentence is in front of a list that a slide has room for."""
    end = at + 1
    while end < len(listed) and listed[end]:
        end += 1
    few = len(set(listed[at + 1 : end])) <= MOST_ITEMS and sum(words[at:end]) <= MOST_WORDS
    return not listed[at] and end > at + 1 and few


def _first(answer: _Answer, grammar: Grammar) -> int:
    """Return the first sentence that can appear without those before it; the very first where none can.

    One in front of a list is never passed over: without it the list would be about nothing. Nor is a yes or no.
    """
    if says_yes_or_no(answer.sentences[0].text, grammar):
        return 0
    for at, sentence in enumerate(answer.sentences):
        leads = (*answer.listed, 0)[at + 1] or answer.listed[at]
        if leads or not leans(sentence.text, grammar, first=at == 0) or answer.words[at] < _FEWEST_WORDS:
            return at
    return 0


def _chosen(answer: _Answer, grammar: Grammar, names: Callable[[str], bool]) -> list[int]:
    """Return which sentences of a longer answer are on the slide, in their order."""
    first = _first(answer, grammar)
    rest = list(range(first, len(answer.sentences)))
    if not grammar.known:
        return _lead(answer, rest)
    chosen = list(answer.together(first))
    if _is_stump(answer, first) and first + 1 < len(answer.words):
        chosen = sorted({*chosen, *answer.together(first + 1)})
    if chosen[0] < first or not _fits(answer, chosen):
        chosen = _lead(answer, rest)
    leads = [at for at in rest if _leads_a_list(at, answer.listed, answer.words)]
    for at in (*leads, *_by_merit(answer, names)):
        together = answer.together(at)
        added = [one for one in together if one not in chosen]
        enough = len(together) > 1 and len(chosen) >= _ENOUGH
        if enough or at in chosen or added[0] < first or not _fits(answer, [*chosen, *added]):
            continue
        if not any(_repeats(answer, one, chosen) for one in added):
            chosen = sorted([*chosen, *added])
    return chosen


def _fits(answer: _Answer, chosen: Sequence[int]) -> bool:
    """Return whether the `chosen` sentences are few enough for a slide; the items of a list count as one point."""
    listed = [answer.listed[at] for at in chosen if answer.listed[at]]
    points = len(chosen) - len(listed) + bool(listed)
    return (
        points <= MOST_POINTS
        and len(set(listed)) <= MOST_ITEMS
        and sum(answer.words[at] for at in chosen) <= MOST_WORDS
    )


def _to_the_end_of_a_list(answer: _Answer, chosen: list[int]) -> list[int]:
    """Return `chosen` up to the end of its first list, also where only a colon announces it.

    What comes behind would be read as a further point of the list.
    """
    for at in chosen:
        colon = answer.sentences[at].text.rstrip().endswith((":", "："))
        if answer.listed[at] or (colon and (*answer.listed, 0)[at + 1]):
            end = next((one for one in range(at + 1, len(answer.listed)) if not answer.listed[one]), len(answer.listed))
            return [one for one in chosen if one < end]
    return chosen


def _lead(answer: _Answer, rest: list[int]) -> list[int]:
    """Return the first sentences, as many as fit, at least one; not one that the next takes back."""
    count = 1
    while count < len(rest) and _fits(answer, rest[: count + 1]):
        count += 1
    while count > 1 and count < len(rest) and answer.needs[rest[count - 1]].after:
        count -= 1
    return rest[:count]


def _without_repeats(answer: _Answer, rest: list[int]) -> list[int]:
    """Return `rest` without sentences that say again what one before says, unless a neighbour needs them."""
    kept: list[int] = []
    for at in rest:
        needed = answer.needs[at].after or (at + 1 < len(answer.needs) and answer.needs[at + 1].before)
        if needed or answer.needs[at].before or not _repeats(answer, at, kept):
            kept.append(at)
    return kept


def _repeats(answer: _Answer, at: int, chosen: list[int]) -> bool:
    return any(overlap_coefficient(answer.stems[at], answer.stems[one]) >= _TOO_LIKE for one in chosen)


def _by_merit(answer: _Answer, names: Callable[[str], bool]) -> list[int]:
    """Return all sentences, those first that need no neighbour, then by how much they say."""
    texts = tuple(sentence.text for sentence in answer.sentences)
    central = centrality_of(texts)
    last = len(texts) - 1

    def merit(at: int) -> float:
        words = answer.words[at]
        place = _SECOND if at == 1 else _LAST if at == last else 0.0
        length = _SHORT if words < _COMMENT else _LONG if words > _LONGEST_POINT else 0.0
        return round(central[at] + place + length + _NAMING * names(texts[at]), 6)

    unfit = [bool("://" in text or text.rstrip().endswith((":", *_ASKING))) for text in texts]
    alone = [not (needs.before or needs.after) for needs in answer.needs]
    return sorted(range(len(texts)), key=lambda at: (unfit[at], not alone[at], -merit(at), at))


def _points(answer: _Answer, chosen: list[int], grammar: Grammar) -> tuple[tuple[Clause, ...], ...]:
    """Return the chosen sentences as points, each as long as it must be; a headline that is taken back has both."""
    joined = 1
    while joined < len(chosen) and chosen[joined] == chosen[joined - 1] + 1 and _joins(answer, chosen, joined):
        joined += 1
    first = [answer.sentences[at] for at in chosen[:joined]]
    last = _short(first[-1], grammar) if joined == 1 else _without_stop(first[-1])
    head = (*map(_with_stop, first[:-1]), last)
    points: list[tuple[Clause, ...]] = [head]
    for before, at in pairwise(chosen[joined - 1 :]):
        one = answer.sentences[at]
        if len(points) > 1 and _goes_on(answer, before, at) and len(points[-1]) == 1:
            points[-1] = (_with_stop(answer.sentences[before]), _without_stop(one))
        else:
            points.append((_short(one, grammar),))
    return tuple(points)


def _goes_on(answer: _Answer, before: int, at: int) -> bool:
    """Return whether a point goes on with the next sentence: it asks, or this is only a word or two about it."""
    asks = answer.sentences[before].text.rstrip().endswith(_ASKING)
    length = len(answer.sentences[before].text) + 1 + len(answer.sentences[at].text)
    alone = at != before + 1 or answer.listed[at] or answer.listed[before]
    return not alone and length <= _LONGEST_JOINED and (asks or answer.words[at] < _FEWEST_WORDS)


def _joins(answer: _Answer, chosen: list[int], joined: int) -> bool:
    """Return whether the headline goes on with its next sentence: taken back there, a question, a word like "No."."""
    before = chosen[joined - 1]
    length = sum(len(answer.sentences[at].text) + 1 for at in chosen[: joined + 1])
    asks = answer.sentences[before].text.rstrip().endswith(_ASKING)
    stump = _is_stump(answer, before)
    if answer.listed[chosen[joined]] or length > (_LONGEST_WITH_REPLY if stump else _LONGEST_JOINED):
        return False
    return answer.needs[before].taken_back or asks or stump


def _is_stump(answer: _Answer, at: int) -> bool:
    """Return whether a sentence is only a reply that the next one explains, such as `No.`."""
    return answer.stumps[at] and answer.sentences[at].text.rstrip().endswith(_FULL_STOPS)


def _with_stop(sentence: Sentence) -> Clause:
    """Return all of a sentence: another follows in the same point."""
    return Clause(sentence, 0, len(sentence.text))


def _without_stop(sentence: Sentence) -> Clause:
    text = sentence.text
    return Clause(sentence, len(text) - len(text.lstrip()), full_stop(text))


def _short(sentence: Sentence, grammar: Grammar) -> Clause:
    whole = _without_stop(sentence)
    if len(whole.text) <= _SHORT_ENOUGH:
        return whole
    return Clause(sentence, whole.start, safe_end(sentence.text, whole.end, grammar))
