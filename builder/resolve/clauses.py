"""Main clauses of a sentence as spans that may be quoted: cut only where nothing of a clause's own is lost."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.model.brief import Sentence
from builder.resolve.language_rules import Grammar, straight
from builder.resolve.quote_rules import caveats_in, faults_of

FEWEST_WORDS = 4
"""A clause with fewer words says too little, unless it is the whole sentence."""

_LONGEST_FRONT = 40
"""Words that a phrase at the front may have and still be left off."""

_SHORTEST_HEAD = 5
"""Words that must stand before an addition that is left off."""

_SHORTEST_PART = 3
"""Words behind the last comma of what is quoted: fewer are the stump of a list or of an addition."""

_MOST_COMMAS = 3
"""Commas that a phrase at the front may have."""

_VERB_SECOND = {"da", "de", "is", "lb", "nb", "nl", "nn", "no", "sv"}
"""Languages in which the verb comes before the subject behind a phrase at the front, which can then not be left off."""

_COMMA = re.compile(r"(?<!\d)[,،，]|,(?=\s)")
_FULL_STOP = re.compile(r"(?:(?<![.\s].)(?<!\betc)[.。]|\s?[;؛；])$")
"""A full stop that is not an abbreviation's own, as in U.S."""
_HEAVY = re.compile(r"\s*[;؛；]\s*")
_TRAILING_PAREN = re.compile(r"\s*\([^()]*\)\s*$")
_DASH = re.compile(r"[—–](?!\d)")
_TRAILING_DASH = re.compile(r"\s*[—–]\s*[^—–]+$")
_WORD = re.compile(r"[\w’'-]*\w")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("「", "」"))


class Clause(Struct, frozen=True):
    """A span of a sentence that can be quoted by itself."""

    sentence: Sentence
    start: int
    end: int
    leans: bool
    """Whether it begins with a pronoun whose referent is outside."""

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.sentence.text[self.start : self.end]


def words_in(text: str) -> int:
    """Return how many words `text` has; two letters count as a word in scripts without spaces."""
    return len(_WORD.findall(_UNSPACED.sub("", text))) + len(_UNSPACED.findall(text)) // 2


def clauses_of(sentence: Sentence, grammar: Grammar) -> tuple[Clause, ...]:
    """Return the spans of `sentence` that may be quoted, the whole first; none ends or begins in mid-clause."""
    text = straight(sentence.text)
    end = _FULL_STOP.search(text.rstrip())
    whole = (len(text) - len(text.lstrip()), end.start() if end else len(text.rstrip()))
    spans = dict.fromkeys([whole])
    for left, right in _halves(text, whole):
        for start in dict.fromkeys((left, *_starts(text, left, right, grammar))):
            for stop in dict.fromkeys((right, *_ends(text, start, right, grammar))):
                spans[start, stop] = None
    found = []
    for start, stop in spans:
        faults = faults_of(text, start, stop, grammar)
        leans = any(one.fault == "pronoun" for one in faults)
        if (start, stop) == whole or (
            words_in(text[start:stop]) >= FEWEST_WORDS and _balanced(text[start:stop]) and len(faults) == leans
        ):
            found.append(Clause(sentence, start, stop, leans))
    return tuple(found)


def _halves(text: str, whole: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the parts between semicolons, which can each stand alone."""
    found, left = [], whole[0]
    for match in _HEAVY.finditer(text, whole[0], whole[1]):
        found.append((left, match.start()))
        left = match.end()
    return [*found, (left, whole[1])]


def _starts(text: str, left: int, right: int, grammar: Grammar) -> list[int]:
    """Return where the main clause may begin: behind connectives, announcements, phrases and concessions in front."""
    found: list[int] = []
    at = left
    while True:
        moved = _behind_opener(text, at, right, grammar)
        if moved <= at or moved >= right:
            break
        found.append(moved)
        at = moved
    return found if grammar.lang in _VERB_SECOND else [*found, *_behind_front(text, at, right, grammar)]


def _behind_opener(text: str, at: int, right: int, grammar: Grammar) -> int:
    """Return where the words go on behind an announcement, or a connective with its comma, at `at`."""
    framed = grammar.begins("frames", text, at)
    if framed and framed < right:
        return _past(text, framed)
    comma = _comma(text, at, right)
    return _past(text, comma) if comma >= 0 and grammar.begins("connectives", text, at) == comma else at


def _behind_front(text: str, at: int, right: int, grammar: Grammar) -> list[int]:
    """Return where a statement begins behind the phrase or concession at `at`, which ends with one of its commas."""
    if not grammar.begins("prepositions", text, at) and not grammar.begins("conjunctions", text, at):
        return []
    found: list[int] = []
    comma = at - 1
    for _ in range(_MOST_COMMAS):
        comma = _comma(text, comma + 1, right, at)
        if comma < 0 or words_in(text[at:comma]) > _LONGEST_FRONT or caveats_in(text[at:comma], grammar):
            break
        behind = _past(text, comma)
        joined = any(grammar.begins(key, text, behind) for key in ("conjunctions", "relatives", "contrasts"))
        after = _comma(text, behind, right)
        plain = after < 0 and not found
        subject = grammar.begins("subjects", text, behind) or text[behind : behind + 1].isupper()
        if not joined and (plain or (subject and (after < 0 or words_in(text[behind:after]) >= _SHORTEST_PART))):
            found.append(behind)
    return found


def _past(text: str, at: int) -> int:
    """Return where the next word begins from `at` on, past spaces and commas."""
    return at + len(text[at:]) - len(text[at:].lstrip(" ,:،，"))


def _comma(text: str, at: int, right: int, since: int = -1) -> int:
    """Return where the first comma from `at` on stands outside brackets that open behind `since` (or `at`), or -1."""
    for match in _COMMA.finditer(text, at, right):
        if _balanced(text[max(since, 0) if since >= 0 else at : match.start()]):
            return match.start()
    return -1


def _ends(text: str, start: int, right: int, grammar: Grammar) -> list[int]:
    """Return where the clause may end: before an addition in brackets, behind a dash, or after a comma."""
    found = []
    for pattern in (_TRAILING_PAREN, _TRAILING_DASH):
        trail = pattern.search(text[start:right])
        head = text[start : start + trail.start()] if trail else ""
        if words_in(head) >= _SHORTEST_HEAD and not (pattern is _TRAILING_DASH and _DASH.search(head)):
            found.append(start + len(head))
    for match in _COMMA.finditer(text, start, right):
        tail_at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
        adds = grammar.begins("relatives", text, tail_at)
        contrasts = grammar.begins("contrasts", text, tail_at)
        if adds > contrasts and _stands(text[start : match.start()], text[tail_at:right], grammar):
            found.append(match.start())
    return found


def _stands(head: str, tail: str, grammar: Grammar) -> bool:
    """Return whether `head` is a clause of its own: nothing of it comes back behind the addition."""
    if words_in(head) < _SHORTEST_HEAD or not _balanced(head):
        return False
    if grammar.found("no_negations", head) and grammar.begins("contrasts", tail):
        return False
    parts = re.split(r"[,،，]\s", head)
    if grammar.found("attributions", tail) or words_in(parts[-1]) < _SHORTEST_PART:
        return False
    main = [part for part in parts if not _adds(part, grammar)]
    plain = len(main) == len(parts) and not _COMMA.search(tail)
    return plain or any(grammar.found(key, " ".join(main)) for key in ("auxiliaries", "verbs"))


def _adds(part: str, grammar: Grammar) -> bool:
    """Return whether a part between commas begins as an addition does: "which …", "during which …"."""
    behind = grammar.begins("prepositions", part)
    return bool(
        grammar.begins("relatives", part) or (behind and grammar.begins("relatives", part, _past(part, behind)))
    )


def _balanced(text: str) -> bool:
    curly = text.count("“") + text.count("„") - text.count("”")
    if curly and (text.count("“") + text.count("„") + text.count("”")) % 2:
        return False
    pairs = all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)
    return pairs and text.count('"') % 2 == 0
