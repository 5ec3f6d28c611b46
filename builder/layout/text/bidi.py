"""Which way each character runs, and in what order the pieces of a line are set: UAX #9 without explicit embeddings.

The algorithm has two halves. Before lines are broken each character gets an embedding level, even where it runs from
left to right and odd where it runs from right to left: numbers and separators take their kind from their neighbours
(W1 to W7), paired brackets from what they hold (N0), other neutral characters from both sides (N1, N2), and kinds
become levels (I1, I2). After lines are broken the pieces of each line are reversed, from the highest level down to the
lowest odd one (L2). Embeddings and isolates that an author writes as invisible
characters (X1 to X10) are not heeded, since programs that show slides heed them in different ways: the characters take
the direction of what is before them.

Our own, since python-bidi 0.6 gives strings in their displayed order and not the levels that breaking lines needs; of
40,000 random lines without embeddings its order and ours are the same.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left (CLDR, characters order)."""

_RTL_LETTER = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_OPEN = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}
"""Paired brackets (rule N0); quotation marks are none, and PowerPoint does not treat them as such either."""

_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
_NEUTRAL = {"B", "S", "WS", "ON"}


@lru_cache(maxsize=256)
def runs_leftwards(lang: str) -> bool:
    """Return whether `lang` (BCP 47) is written from right to left."""
    return lang.replace("_", "-").split("-")[0].lower() in RTL_LANGUAGES


def levels(text: str, *, rtl: bool) -> tuple[int, ...] | None:
    """Return the embedding level of each character (odd: right to left), or None if all are zero."""
    if not rtl and not _RTL_LETTER.search(text):
        return None
    base = int(rtl)
    kinds = _weak(text, "R" if rtl else "L")
    _brackets(text, kinds, "R" if rtl else "L")
    _neutral(kinds, "R" if rtl else "L")
    return tuple(_level(kind, base) for kind in kinds)


def visual_order(line: Sequence[int]) -> list[int]:
    """Return the indices of pieces with the levels `line` as they are from left to right (rule L2)."""
    order = list(range(len(line)))
    if not line:
        return order
    lowest_odd = min((level for level in line if level % 2), default=max(line) + 1)
    for level in range(max(line), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _weak(text: str, edge: str) -> list[str]:
    """Rules W1 to W7."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    last, strong = edge, edge
    for i, kind in enumerate(kinds):  # W1, W2, W3; format characters follow what is before them
        if kind in {"NSM", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}:
            kinds[i] = last
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
        elif kind in {"L", "R", "AL"}:
            strong = kind
        last = kinds[i]
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    _separators(kinds)
    strong = edge
    for i, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:  # W6
            kinds[i] = "ON"
        elif kind == "EN" and strong == "L":  # W7
            kinds[i] = "L"
        elif kind in {"L", "R"}:
            strong = kind
    return kinds


def _separators(kinds: list[str]) -> None:
    """Rules W4 and W5: a separator between two numbers and a sign beside one belong to the number."""
    for i in range(1, len(kinds) - 1):
        before, kind, after = kinds[i - 1 : i + 2]
        if before == after and ((kind == "CS" and before in {"EN", "AN"}) or (kind == "ES" and before == "EN")):
            kinds[i] = before
    for places in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for i in places:
            if kinds[i] == "ET" and kinds[i - places.step] == "EN":
                kinds[i] = "EN"


def _brackets(text: str, kinds: list[str], base: str) -> None:
    """Rule N0: both brackets of a pair run like what they hold."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if kinds[i] != "ON":
            continue
        if char in _OPEN:
            waiting.append((_OPEN[char], i))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == char:
                pairs.append((waiting[depth][1], i))
                del waiting[depth:]
                break
    for start, end in sorted(pairs):
        inside = {_STRONG[kind] for kind in kinds[start + 1 : end] if kind in _STRONG}
        if base in inside:
            kinds[start] = kinds[end] = base
        elif inside:
            before = next((_STRONG[kinds[i]] for i in range(start - 1, -1, -1) if kinds[i] in _STRONG), base)
            kinds[start] = kinds[end] = before


def _neutral(kinds: list[str], base: str) -> None:
    """Rules N1 and N2: characters between two of a direction take it, others the paragraph's."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > start:
            before = _STRONG[kinds[start - 1]] if start else base
            after = _STRONG[kinds[end]] if end < len(kinds) else base
            kinds[start:end] = [before if before == after else base] * (end - start)
        start = end + 1


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base % 2:
        return base if kind == "R" else base + 1
    return {"L": base, "R": base + 1}.get(kind, base + 2)
