"""What a sentence needs of its neighbours: whether it may appear on a slide without the one before or after it."""

import re

from msgspec import Struct

from builder.model.brief import Sentence
from builder.model.grammar import Grammar, straight
from builder.resolve.clauses import WORD, words_in

_FRONT = 8
"""Words at the beginning of a sentence among which a word that points back mostly means the sentence before."""

_FEWEST_WORDS = 4
"""A sentence with fewer is an answer like "Not yet." that says nothing alone."""

_REMARK = 14
"""Words of a sentence about the talk itself at most; a longer one says something of the matter as well."""

_CALLED = re.compile(r"[,\s]*[^\W\d_]\w+,")
"""Whom a sentence speaks to: "Thanks, Ada, I can take that."."""

_OPENING = " \"'“„«‚‘([¿¡"
_BETWEEN = _OPENING + ",.!;–—-"
_ASKS = re.compile(r"[?؟;？][^\w?؟;？]*$")
"""The Greek question mark is a semicolon."""
_CLOSING, _STOPS = " \"'”’»)]", (".", "!", "?", "…", "؟", "。")
_ANNOUNCES = re.compile(r"[:：]\s*$")


class Needs(Struct, frozen=True):
    """Whether a sentence needs the one before it, and the one after it, on the same slide."""

    before: bool
    after: bool
    taken_back: bool
    """Whether the sentence behind takes something of it back: then both are one point wherever they fit."""


def needs_of(texts: tuple[str, ...], grammar: Grammar) -> tuple[Needs, ...]:
    """Return what each of `texts`, the sentences of an answer in their order, needs."""
    quoting = _quoting(texts)
    found = []
    for at, text in enumerate(texts):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        back = bool(following) and bool(grammar.begins("takes_back", straight(following).lstrip(_OPENING)))
        asks = bool(_ASKS.search(text)) and bool(following)
        announces = bool(_ANNOUNCES.search(text)) and bool(following)
        before = at > 0 and (quoting[at] or leans(text, grammar, first=False))
        found.append(Needs(before, back or asks or announces or quoting[at + 1], back))
    return tuple(found)


def telling_of(sentences: tuple[Sentence, ...], grammar: Grammar) -> tuple[Sentence, ...]:
    """Return the sentences that tell something: no thanks, calls or bare links, no question that ends the answer.

    All of them where none tells anything. Other questions stay: "Who paid? None of the towns has."
    """
    told = [one for one in sentences if not (_is_filler(one.text, grammar) or _is_reference(one))]
    asks = [bool(_ASKS.search(one.text)) for one in told]
    last = next((at for at in range(len(told), 0, -1) if not asks[at - 1]), len(told))
    return tuple(told[:last] or sentences)


def _is_reference(sentence: Sentence) -> bool:
    """Return whether a sentence is no more than a link, such as the name of a paper and a date."""
    said = [run for run in sentence.runs if any(map(str.isalnum, run.text))]
    return bool(said) and all(run.href for run in said) and not sentence.text.rstrip(_CLOSING).endswith(_STOPS)


def _is_filler(text: str, grammar: Grammar) -> bool:
    """Return whether a sentence is only thanks or a call, or a short one about the talk or another text.

    Such as "I can take that, Ada." and "For details, see our last paper.".
    """
    rest, at = straight(text), 0
    while end := grammar.begins("fillers", rest[at:].lstrip(_BETWEEN)):
        at = len(rest) - len(rest[at:].lstrip(_BETWEEN)) + end
    behind = WORD.findall(rest[at:])
    alone = len(behind) < 2 or (len(behind) == 2 and all(one[:1].isupper() for one in behind))
    called = _CALLED.match(rest, at)
    starts = {0, at, called.end() if called else at}
    openings = [rest[start:].lstrip(_BETWEEN) for start in starts]
    talk = any(grammar.begins("remarks", one) for one in openings) and not any(map(str.isdigit, rest))
    elsewhere = any(grammar.begins("refers", one) for one in openings)
    return (at > 0 and alone) or ((talk or elsewhere) and len(behind) <= _REMARK)


def leans(text: str, grammar: Grammar, *, first: bool) -> bool:
    """Return whether `text` points to a sentence before it; of the `first` of an answer only how it begins counts."""
    start = straight(text).lstrip(_OPENING)
    if words_in(start) < _FEWEST_WORDS or points_back(text, grammar):
        return True
    return not first and bool(_anaphors(start, grammar))


def points_back(text: str, grammar: Grammar) -> bool:
    """Return whether `text` begins with a word for something before it: `But`, `for its part`, `it`."""
    start = straight(text).lstrip(_OPENING)
    if any(grammar.begins(key, start) for key in ("takes_back", "connectives")):
        return True
    return bool(grammar.begins("pronouns", start)) and not grammar.begins("no_pronouns", start)


def _anaphors(text: str, grammar: Grammar) -> list[tuple[int, int]]:
    words = list(WORD.finditer(text))[:_FRONT]
    return grammar.found("anaphora", text[: words[-1].end()]) if words else []


def _quoting(texts: tuple[str, ...]) -> list[bool]:
    """Return for each place between sentences, the ends included, whether a quotation is open there."""
    depth, found = 0, [False]
    for text in texts:
        opened = text.count("“") + text.count("„") + text.count("«") if "„" not in text else text.count("„")
        closed = text.count("”") + text.count("»") if "„" not in text else text.count("“") + text.count("”")
        depth = max(0, depth + opened - closed)
        odd = text.count('"') % 2 == 1
        depth = (0 if depth else 1) if odd else depth
        found.append(depth > 0)
    return found
