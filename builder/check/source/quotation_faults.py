"""Whether a quotation is fair to its sentence: caveats kept, nothing pointing outside, whole clauses."""

import re
from enum import StrEnum

from msgspec import Struct

from builder.model.grammar import Grammar, straight

_EDGE = re.compile(r"(?<!\d)[,،](?!\d)|,(?=\s)|[;:؛—–(]|(?<=\s)-(?=\s)|[，；：]")
"""Where a clause may begin or end; a comma between digits is part of a number."""
_OPENS = re.compile(r"[,;:؛،—–(\[.?!؟。，；：\"'“„«‚‘¿¡-]$")
_CLOSES = re.compile(r"\s*(?:[,;:؛،—–).\]?!؟。，；：…\"'”“»’-]|$)|\s\(")
_ASIDE = re.compile(r"\s*(?:—(?P<dash>[^—]*)—|–(?P<en>[^–]*)–|\((?P<paren>[^()]*)\))\s*(?P<rest>\w+)")


class QuoteFault(StrEnum):
    """What makes a quotation unfair."""

    CAVEAT = "caveat"
    PRONOUN = "pronoun"
    BEGINNING = "beginning"
    ENDING = "ending"


class UnfairQuote(Struct, frozen=True):
    """A fault of a quotation and the word that shows it."""

    fault: QuoteFault
    word: str


def faults_of(text: str, start: int, end: int, grammar: Grammar) -> tuple[UnfairQuote, ...]:
    """Return the faults of quoting `text[start:end]` from the sentence `text`."""
    if not grammar.known:
        return ()
    text = straight(text)
    found = [_lost_caveat(text, start, end, grammar), _pronoun(text, start, end, grammar)]
    found += [_beginning(text, start, end, grammar), _ending(text, start, end, grammar)]
    return tuple(one for one in found if one)


def caveats_in(text: str, grammar: Grammar) -> list[str]:
    """Return the negations and hedges in `text`, which mostly is nothing."""
    if not text or text.isspace():
        return []
    excused = grammar.found("no_negations", text)
    spans = [
        (start, end)
        for start, end in grammar.found("negations", text)
        if not any(left <= start and end <= right for left, right in excused)
    ]
    found = sorted((*spans, *grammar.found("hedges", text)))
    return [text[start:end] for start, end in found if not _is_name(text, start)]


def _is_name(text: str, at: int) -> bool:
    """Return whether the word at `at` has a capital in the middle of a sentence: the month of May, not the verb."""
    return text[at].isupper() and any(char.isalnum() for char in text[:at])


def _lost_caveat(text: str, start: int, end: int, grammar: Grammar) -> UnfairQuote | None:
    """Return the first negation, hedge or attribution that governs the quotation's own clause and stands outside it."""
    edges = [match.start() for match in _EDGE.finditer(text)]
    left = _left_edge(text, start, edges, grammar)
    right = min((edge for edge in edges if edge >= end), default=len(text))
    for part in (_before(text, left, start, end, grammar), _behind(text, start, end, right, grammar)):
        lost = caveats_in(part, grammar)
        if lost:
            return UnfairQuote(QuoteFault.CAVEAT, lost[0])
    return _lost_attribution(text, start, end, edges, grammar)


def _left_edge(text: str, start: int, edges: list[int], grammar: Grammar) -> int:
    """Return where the clause of a quotation begins; a "that" before it belongs to the clause that governs it."""
    left = max((edge for edge in edges if edge < start), default=-1) + 1
    if left and grammar.begins("complementisers", text, left + len(text[left:]) - len(text[left:].lstrip())):
        return max((edge for edge in edges if edge < left - 1), default=-1) + 1
    return left


def _before(text: str, left: int, start: int, end: int, grammar: Grammar) -> str:
    """Return what is before the quotation in its clause: nothing if it has its own subject behind an "and"."""
    subject = text[start : start + 1].isupper() or grammar.begins("subjects", text, start)
    alone = grammar.ends("coordinators", text[left:start].rstrip()) and subject and _has_verb(text[start:end], grammar)
    return "" if alone else text[left:start]


def _behind(text: str, start: int, end: int, right: int, grammar: Grammar) -> str:
    """Return what is behind the quotation in its clause: nothing if it has its verb and an "and" follows."""
    follows = grammar.begins("coordinators", text[end:right].lstrip())
    return "" if follows and _has_verb(text[start:end], grammar) else text[end:right]


def _has_verb(text: str, grammar: Grammar) -> bool:
    return any(grammar.found(key, text) for key in ("auxiliaries", "verbs"))


def _lost_attribution(text: str, start: int, end: int, edges: list[int], grammar: Grammar) -> UnfairQuote | None:
    """Return the attribution or condition set off by a comma at the front of the sentence or beside the quotation."""
    begins = [0, *(edge + 1 for edge in edges)]
    before = [at for at in begins if at < start]
    after = [at for at in begins if at > end or (at >= end and text[at - 1 : at] != "(")]
    beside = {*before[:1], *before[-2:], *after[:1], end}
    for edge in sorted(beside):
        at = edge + len(text[edge:]) - len(text[edge:].lstrip(" ,;:"))
        stop = grammar.begins("attributions", text, at)
        if stop and not start <= at < end:
            return UnfairQuote(QuoteFault.CAVEAT, text[at:stop])
    return None


def _pronoun(text: str, start: int, end: int, grammar: Grammar) -> UnfairQuote | None:
    at = start + len(text[start:end]) - len(text[start:end].lstrip("\"'“„«( "))
    stop = grammar.begins("pronouns", text, at)
    if not stop or stop > end or grammar.begins("no_pronouns", text, at):
        return None
    return UnfairQuote(QuoteFault.PRONOUN, text[at:stop])


def _beginning(text: str, start: int, end: int, grammar: Grammar) -> UnfairQuote | None:
    before = text[:start].rstrip()
    stop = grammar.begins("auxiliaries", text, start)
    if stop and stop < end and before:
        return UnfairQuote(QuoteFault.BEGINNING, text[start:stop])
    if not before or _OPENS.search(before) or not grammar.lists.get("conjunctions"):
        return None
    if any(grammar.ends(key, before) for key in ("conjunctions", "connectives", "frames")):
        return None
    return UnfairQuote(QuoteFault.BEGINNING, _last_word(before))


def _ending(text: str, start: int, end: int, grammar: Grammar) -> UnfairQuote | None:
    said, rest = text[start:end].rstrip(), text[end:]
    if not grammar.lists.get("coordinators"):
        return None
    last = _last_word(said)
    named = _is_name(said, said.rfind(last)) if last else False
    if any(char.isalnum() for char in rest) and grammar.ends("unfinished", said) and not named:
        return UnfairQuote(QuoteFault.ENDING, last)
    aside = _ASIDE.match(rest)
    if aside and aside["rest"][0].islower() and not grammar.begins("coordinators", aside["rest"]):
        return UnfairQuote(QuoteFault.ENDING, aside["rest"])
    if _CLOSES.match(rest) or grammar.begins("coordinators", rest.lstrip()) or said.endswith((".", "!", "?", ";")):
        return None
    word = re.search(r"\w+", rest)
    return UnfairQuote(QuoteFault.ENDING, word[0] if word else "")


def _last_word(text: str) -> str:
    words = re.findall(r"\w+", text)
    return words[-1] if words else ""
