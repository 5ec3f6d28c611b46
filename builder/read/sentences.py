"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re

import sentencex

from builder.brief import gap_after

_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[\"'“‘„«/–—-])"
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|St|Rev|Hon|No|Nos|Nr|nr|Art|art|Fig|fig|Vol|vol|pp?|Sec"
    r"|par|poz|ust|pkt|Abs|Bd|cf|vgl|vs|ca|approx|ibid|al|e\.g|i\.e|z\.B|d\.h|m\.in|np|tzw|ст|стор"
    r"|(?:[^\W\d_]\.)*[A-ZÀ-ÖØ-ÞŁŚŻŹĆА-ЯІЇЄ])\.$"
)
"""Abbreviations and initials after which a capital or a number goes on with the sentence ("U.S. troops", "No. 62")."""

_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_ORDINALS_WITH_STOP = {"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr"}
"""Languages that write "4. September": there a full stop after a day does not end a sentence."""

_CLOSERS = re.compile(r"[\"'”’»)\]]+(?= )")
_TAIL = 24
"""Letters before a full stop that are looked at to know an abbreviation."""


def sentence_bounds(text: str, lang: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of `text`, whose white space is normalised.

    Between two sentences stands exactly what `gap_after` says, so that joining them gives `text` back.
    """
    bounds, begin, at = [], 0, 0
    language = lang.partition("-")[0].lower()
    for part in sentencex.segment(language, text):
        at += len(part)
        cut = _cut(text, begin, at, language)
        if cut is not None:
            bounds.append((begin, len(text[begin:cut].rstrip()) + begin))
            begin = cut
    return [*bounds, (begin, len(text))] if begin < len(text) else bounds


def _cut(text: str, begin: int, at: int, lang: str) -> int | None:
    """Return where the next sentence begins if one ends near `at`."""
    closers = _CLOSERS.match(text, at)
    if closers and not text[at - 1].isspace() and not text[closers.end() + 1 : closers.end() + 2].islower():
        at = closers.end() + 1
    if at <= begin or at >= len(text):
        return None
    said = text[begin:at].rstrip(" ")
    rest = text[at]
    if text[begin + len(said) : at] != gap_after(said) or rest.isspace() or said[-1].isspace():
        return None
    if said.endswith(".") and (rest.islower() or _goes_on(said[-_TAIL:], lang)):
        return None
    has_words = any(letter.isalnum() for letter in said) and any(letter.isalnum() for letter in text[at : at + _TAIL])
    return at if has_words else None


def _goes_on(tail: str, lang: str) -> bool:
    return bool(_ABBREVIATED.search(tail) or (lang in _ORDINALS_WITH_STOP and _ORDINAL.search(tail)))
