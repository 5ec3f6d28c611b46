"""Where a sentence may end early: at a comma behind which it only adds something that its truth does not need.

Whole sentences are the rule. A cut is allowed only in the few shapes that are safe by form: a relative clause behind a
comma that adds, a reason, a participle that states an effect, an apposition after a name, examples ("including …"). The
words that show each shape are data, `assets/grammar/`. Nothing is ever cut at the front, at a colon, at a dash, or in
brackets: there are conditions, concessions, limits of time, sources and afterthoughts. Where a shape is in doubt (a
restrictive relative clause in a language that puts commas before all of them, a denial behind "which"), there is
no cut. A second main clause behind "and" may go where both are one source's claims or both unreal.
"""

import re

from builder.model.grammar import Grammar, straight
from builder.resolve.clauses import WORD

FEWEST_HEAD_WORDS = 4
"""Words that must be left: fewer are not a statement."""

_FEWEST_LAST_WORDS = 2
"""Words behind the last comma of what is left: fewer are the stump of a list."""

_SHORT_APPOSITION = 4
"""Words from which on an apposition says something without the relative clause after it."""

_NEAR = 8
"""Words before the comma among which a noun phrase is looked for that a relative clause belongs to."""

_COMMA = re.compile(r"(?<!\d)[,،]|,(?=\s)")
_SUBORDINATES = ("complementisers", "retractors", "reasons", "additions", "additions_or_that")
"""Keys of words that show that the end of what is before a second clause may not be a main clause."""

_REFERS = ("anaphora", "pronouns", "negations", "retractors", "undoings", "takes_back")
"""Keys of words by which a second clause is about the first, and may take it back."""

_MARKS = re.compile(r"[:;؛—–]|\s-\s|[()\[\]]")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))

_LONGEST, _MOST_PLACES = 2_000, 40
"""Characters of a sentence that may be cut, and places in it where it might: a list that runs on is left whole."""


def safe_end(text: str, end: int, grammar: Grammar) -> int:
    """Return where `text[:end]`, a sentence without its full stop, may end at the earliest; `end` if nowhere."""
    if not grammar.known or end > _LONGEST or text.rstrip(" \"'”’»)").endswith(("?", "؟", ";")):
        return end
    sentence = straight(text[:end])
    commas = [match.span() for match in _COMMA.finditer(sentence)]
    places = sorted(commas + _bare_joints(sentence, grammar))
    if len(places) > _MOST_PLACES:
        return end
    for left, right in places:
        head, tail = sentence[:left], sentence[right:].lstrip()
        comma = sentence[left] != " "
        if comma and not balanced(head):
            continue
        adds = comma and _only_adds(head, tail, grammar)
        if _is_statement(head, grammar) and (adds or _says_more(head, tail, grammar)):
            return left
    return end


def _bare_joints(sentence: str, grammar: Grammar) -> list[tuple[int, int]]:
    """Return the places before "and" where a second clause may begin without a comma, in languages that need none."""
    keys = ("second_verbs", "second_clauses") if "second_verbs" in grammar.lists else ()
    starts = (start for key in keys for start, _ in grammar.found(key, sentence))
    return [(len(sentence[:at].rstrip()), at) for at in starts]


def balanced(text: str) -> bool:
    """Return whether every bracket and quotation mark that opens in `text` also closes."""
    straight_marks = text.count('"') % 2 == 0
    low = (text.count("„") + text.count("“") + text.count("”")) % 2 == 0 if "„" in text else None
    pairs = (pair for pair in _PAIRS if low is None or pair[0] != "“")
    return straight_marks and low is not False and all(text.count(a) == text.count(b) for a, b in pairs)


def _is_statement(head: str, grammar: Grammar) -> bool:
    """Return whether `head` is a statement of its own, as far as its form shows."""
    parts = _COMMA.split(head)
    if len(WORD.findall(head)) < FEWEST_HEAD_WORDS or len(WORD.findall(parts[-1])) < _FEWEST_LAST_WORDS:
        return False
    if grammar.found("doubts", head) or _ends_in_apposition(parts, grammar):
        return False
    opened = grammar.begins("subordinators", head.lstrip(" \"'“„«¿¡"))
    name = WORD.findall(head)[-1][:1].isupper()
    return not (opened and len(parts) == 1) and (name or not grammar.ends("unfinished", head))


def _ends_in_apposition(parts: list[str], grammar: Grammar) -> bool:
    """Return whether what is left would end with the bare noun of an apposition, as in "by Ana Cruz, a claim"."""
    last = parts[-1].strip()
    return len(parts) > 1 and len(WORD.findall(last)) < _SHORT_APPOSITION and bool(grammar.begins("appositions", last))


def _says_more(head: str, tail: str, grammar: Grammar) -> bool:
    """Return whether `tail` is a second clause that belongs to the same source or unreal condition as the first.

    "By its own account, the firm is solvent and has no debts"; "a dam would have held, and the towns would be dry". Any
    other second clause may undo the first without a word that shows it: "The bridge is finished, and it leans".
    """
    if _MARKS.search(head + tail) or _COMMA.search(tail) or any(grammar.found(key, tail) for key in _REFERS):
        return False
    front, *rest = _COMMA.split(head)
    main = rest[0] if rest else head
    if len(rest) > 1 or any(grammar.found(key, main) for key in (*_SUBORDINATES, "correlatives")):
        return False
    if grammar.begins("second_verbs", tail):
        return bool(rest and grammar.begins("attributions", front))
    unreal = grammar.found("unreal", main) and grammar.found("unreal", tail)
    return bool(unreal and grammar.begins("second_clauses", tail))


def _only_adds(head: str, tail: str, grammar: Grammar) -> bool:
    """Return whether `tail` is an addition to its end, and none that takes something back."""
    if _MARKS.search(tail) or not balanced(tail):
        return False
    first, *others = (part.strip() for part in _COMMA.split(tail))
    denied = grammar.begins("denials", head)
    if denied and not others and grammar.begins("likes", first):
        return True
    found = grammar.found("findings", head) and grammar.found("silences", tail)
    if not found and (grammar.found("retractors", tail) or _undoes(head, first, tail, grammar)):
        return False
    if found and grammar.begins("comment_openers", first):
        return True
    shape = (denied and grammar.begins("restrictors", first)) or _adds(head, first, grammar)
    return bool(shape) and all(_goes_on(part, grammar) for part in others)


def _undoes(head: str, first: str, tail: str, grammar: Grammar) -> bool:
    """Return whether an addition says that what is before it has ended, or that something did not happen.

    "The line has a licence, which expired in May" has none. A denial may be cut off where it is about somebody who is
    named or quoted: "led by Ana Cruz, an engineer who never held office", "says the firm, which gave no figures".
    A reason undoes what it explains only where it says how that was counted: "fewer thefts, for fewer are reported".
    """
    if grammar.begins("reasons", first):
        return bool(grammar.found("measures", first))
    if grammar.found("undoings", tail):
        return True
    source = bool(grammar.begins("says", _COMMA.split(head)[-1].strip(' "”')))
    effect = grammar.begins("participles", first) and not grammar.begins("additions", first)
    aside = source or effect or bool(grammar.begins("appositions", first))
    return not aside and bool(grammar.found("negations", tail))


def _adds(head: str, part: str, grammar: Grammar) -> bool:
    """Return whether `part`, the first behind the comma, has one of the shapes that only add."""
    if grammar.begins("reasons", part):
        return not grammar.ends("negations", head)
    if grammar.begins("participles", part):
        return not (grammar.begins("no_participles", part) or grammar.ends("attributes", head))
    if grammar.begins("appositions", part):
        return (
            _ends_with_name(head, grammar) and not grammar.begins("no_appositions", part) and not _lists(part, grammar)
        )
    if grammar.begins("additions", part):
        return not grammar.found("universals", _COMMA.split(head)[-1])
    if grammar.begins("additions_or_that", part):
        return not grammar.found("universals", _COMMA.split(head)[-1]) and not _said_before(head, grammar)
    if grammar.begins("comment_openers", part):
        return bool(grammar.found("comments", part)) and not grammar.found("says", head)
    cleft = grammar.begins("clefts", head) and not _COMMA.search(head)
    return bool(grammar.begins("restrictors", part)) and not cleft and _is_specific(head, part, grammar)


def _lists(part: str, grammar: Grammar) -> bool:
    """Return whether what looks like an apposition is the rest of a list: "a tram, a bus and a boat".

    Behind a preposition the second noun belongs to the first: "an office with two rooms and a boat".
    """
    joints = grammar.found("joiners", part)
    listed = (part[:start] for start, end in joints if grammar.begins("appositions", part[end:].lstrip()))
    return any(not grammar.found("prepositions", one) for one in listed)


def _said_before(head: str, grammar: Grammar) -> bool:
    """Return whether "that" may begin here what somebody says, behind words put in: "says, against advice, that"."""
    *before, last = _COMMA.split(head)
    put_in = bool(grammar.begins("prepositions", last.strip()))
    return bool(before) and (put_in or bool(grammar.found("says", ",".join(before))))


def _goes_on(part: str, grammar: Grammar) -> bool:
    """Return whether a part behind a further comma still belongs to the addition, and does not resume the sentence."""
    return any(grammar.begins(key, part) for key in ("additions", "additions_or_that", "restrictors", "reasons"))


def _ends_with_name(head: str, grammar: Grammar) -> bool:
    """Return whether `head` ends with a name: a capital, and a preposition before it where every noun has one."""
    words, parts = WORD.findall(head), _COMMA.split(head)
    if len(parts) > 1 and len(WORD.findall(parts[-1])) < _SHORT_APPOSITION and grammar.found("prepositions", parts[-1]):
        return False  # it is put in, and the sentence goes on behind it: "seen, at least in Italy, as a band"
    if len(words) < FEWEST_HEAD_WORDS or not words[-1][:1].isupper() or grammar.begins("prepositions", head):
        return False
    full = words[-2][:1].isupper() and words[-3][:1].islower()
    return full or not grammar.lists.get("name_prepositions") or grammar.ends("name_prepositions", words[-2])


def _is_specific(head: str, relative: str, grammar: Grammar) -> bool:
    """Return whether the noun before the comma means the same without its relative clause: "a firm", "three ships".

    For languages that put a comma before every relative clause: "drivers, who …" may mean those drivers only.
    """
    last = _COMMA.split(head)[-1].strip()
    if last != head and grammar.begins("says", last):
        return True
    near = last.split()[-_NEAR:]
    if grammar.found("asides", relative) and not grammar.found("universals", last):
        return True
    if grammar.found("universals", head):
        return False
    origin = any(grammar.begins("origins", word) for word in near[-3:-1])
    single = bool(grammar.begins("singular", relative)) and origin
    named = _ends_with_name(head, grammar) and not grammar.begins("plural_relatives", relative)
    return single or bool(grammar.found("indefinites", " ".join(near))) or named
