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

_REPLY = 8
"""A sentence with fewer that ends like a reply, "On paper, yes.", has no verb of its own."""

_REMARK = 14
"""Words of a sentence about the talk itself at most; a longer one says something of the matter as well."""

_CALLED = re.compile(r"[,\s]*[^\W\d_]\w+,")
"""Whom a sentence speaks to: "Thanks, Ada, I can take that."."""

_OPENING = " \"'“„«‚‘([¿¡"
_BETWEEN = _OPENING + ",.!;–—-"
_ASKS = re.compile(r"[?؟;？][^\w?؟;？]*$")
"""The Greek question mark is a semicolon."""
_ENDING = " .!…\"'”’»)]"
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
    quoting, reported = _quoting(texts), _reported(texts, grammar)
    found = []
    for at, text in enumerate(texts):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        back = bool(
            grammar.begins("takes_back", straight(following).lstrip(_OPENING)) or grammar.found("concedes", text)
        )
        back &= bool(following)
        opens = bool(_ASKS.search(text) or _ANNOUNCES.search(text) or _near(text, "awaits", _FRONT, grammar))
        after = back or opens or _contrasts(following, grammar)
        before = at > 0 and (quoting[at] or reported[at] or leans(text, grammar, first=False))
        found.append(Needs(before, (bool(following) and after) or quoting[at + 1], back))
    return tuple(found)


def _reported(texts: tuple[str, ...], grammar: Grammar) -> list[bool]:
    """Return for each of `texts` whether it goes on with what the one before says, supposes or proposes.

    The mood of the verb shows it: "The minister expects a gap. Rents would rise." A sentence between two such ones
    belongs to them; one with a condition of its own does not, unless the one before tells what somebody says.
    """
    own = [any(grammar.found(key, text) for key in ("complementisers", "says", "attributions")) for text in texts]
    would = [any(grammar.found(key, text) for key in ("unreal", "conditional")) for text in texts]
    said = [bool(grammar.found("reported", text)) and not own[at] for at, text in enumerate(texts)]
    found = [False] * len(texts)
    for at in range(1, len(texts)):
        speech = own[at - 1] or found[at - 1]
        conditional = would[at] and (speech or not grammar.found("attributions", texts[at]))
        between = speech and not own[at] and any((*said[at + 1 : at + 2], *would[at + 1 : at + 2]))
        found[at] = said[at] or conditional or between
    return found


def _near(text: str, key: str, count: int, grammar: Grammar) -> list[tuple[int, int]]:
    """Return where words of `key` occur among the first `count` words of `text`."""
    words = list(WORD.finditer(text))[:count]
    return grammar.found(key, text[: words[-1].end()]) if words else []


def _contrasts(text: str, grammar: Grammar) -> bool:
    """Return whether `text` sets itself against the sentence before it, as "Wheat, however, fell." does.

    A word behind a comma that no other closes only joins two parts of the same sentence: "dear, jedoch gut".
    """
    near = [word.end() for word in WORD.finditer(text)][:_FRONT]
    for start, end in grammar.found("contrasts", text):
        closed = text[end:].lstrip().startswith(",") or not WORD.search(text, end)
        if closed or (end <= near[-1] and not text[:start].rstrip().endswith(",")):
            return True
    return False


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
    return not first and (
        bool(_near(start, "anaphora", _FRONT, grammar))
        or _contrasts(text, grammar)
        or grammar.ends("comparatives", text.rstrip(_ENDING))
        or is_reply(text, grammar)
    )


def is_reply(text: str, grammar: Grammar) -> bool:
    """Return whether `text` answers its question without a verb of its own: "On paper, yes.", "Perhaps in May."."""
    start = straight(text).lstrip(_OPENING)
    replies = grammar.begins("ellipses", start) or grammar.ends("replies", start.rstrip(_ENDING))
    return words_in(start) < _FEWEST_WORDS or (bool(replies) and words_in(start) < _REPLY)


def says_yes_or_no(text: str, grammar: Grammar) -> bool:
    """Return whether `text` begins with a reply set off from what follows, as "No, it has not." does.

    Without it the rest of the answer may say the opposite.
    """
    start = straight(text).lstrip(_OPENING)
    end = grammar.begins("replies", start)
    return bool(end) and start[end : end + 1] in {"", ",", ".", "!", ";", ":", "–", "—"}


def points_back(text: str, grammar: Grammar) -> bool:
    """Return whether `text` begins with a word for something before it: `But`, `for its part`, `it`."""
    start = straight(text).lstrip(_OPENING)
    if grammar.begins("takes_back", start) or grammar.begins("connectives", start) > grammar.begins(
        "no_negations", start
    ):
        return True
    return bool(grammar.begins("pronouns", start)) and not grammar.begins("no_pronouns", start)


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
