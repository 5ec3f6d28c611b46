"""Where the sentences of a paragraph begin and end."""

import re
from itertools import accumulate

import sentencex

from builder.model.brief import gap_after

_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[\"'“‘„«/–—-])"
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|St|Rev|Hon|No|Nos|Nr|nr|Art|art|Fig|fig|Vol|vol|pp?|Sec"
    r"|par|poz|ust|pkt|zob|ok|tj|tzn|Abs|Bd|cf|vgl|vs|ca|approx|ibid|al|e\.g|i\.e|z\.B|d\.h|m\.in|np|tzw"
    r"|kb|ún|kl|pag|aprox|yakl|tys|t\.ex|bl\.a|f\.eks"
    r"|ст|стор|стр|рис|див|Див|см|См|гл|п|пп|с|им|ім|[ء-ي]"
    r"|(?:[^\W\d_]\.)*[A-ZÀ-ÖØ-ÞŁŚŻŹĆА-ЯІЇЄ])\.$"
)
"""Abbreviations and initials after which a capital or a number goes on with the sentence ("U.S. troops", "No. 62")."""

_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_ORDINALS_WITH_STOP = {"de", "lb"}
"""Languages in which "3." may appear before a noun in capitals ("3. September"): it does not end a sentence there."""

_IN_THE_YEAR = re.compile(r"\w+ \d{4} [rрг]\.")
"""What opens a sentence in Polish, Ukrainian and Russian ("W 2024 r.") and cannot be a whole one."""

_SHORT_WORD = re.compile(r"[^\W\d_]{1,4}\.")
"""What is hardly a sentence before a number: an abbreviation in whatever language ("Skr. 2015/16:115")."""

_SPACED_STOP = re.compile(r"[A-Z]\s+\.")
"""A capital and, behind white space, a full stop: where that is a typographic space, the segmenter breaks down."""

_CLOSERS = re.compile(r"[\"'”’»)\]]+(?= )")
_SURE_END = re.compile(r"(?:[.!?…][\"'”’»)\]]+|…) (?=[\"'“‘„«(\[¿¡]?[^\W\d_])")
"""An end that the segmenter passes over: behind a bracket or quotation mark, and the one-letter ellipsis."""

_SPEAKER = re.compile(r"[—–-] [^\W\d_]")
"""What follows words that somebody says, in the same sentence where the character is a small one."""

_TAIL = 24
"""Letters before a full stop that are looked at to know an abbreviation."""


def sentence_bounds(text: str, lang: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of `text`, whose white space is normalised.

    Between two sentences is exactly what `gap_after` says, so that joining them gives `text` back.
    """
    bounds, begin = [], 0
    language = lang.partition("-")[0].lower()
    plain = _SPACED_STOP.sub(lambda found: f"{found[0][0]}{' ' * (len(found[0]) - 2)}.", text)
    segments = accumulate(len(part) for part in sentencex.segment(language, plain))
    for at in sorted({*segments, *(found.end() for found in _SURE_END.finditer(text))}):
        cut = _sentence_end_near(text, begin, at, language)
        if cut is not None:
            bounds.append((begin, len(text[begin:cut].rstrip()) + begin))
            begin = cut
    return [*bounds, (begin, len(text))] if begin < len(text) else bounds


def _sentence_end_near(text: str, begin: int, at: int, lang: str) -> int | None:
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
    speaker = _SPEAKER.match(text, at)
    if rest.islower() or (speaker and speaker[0][-1].islower()):
        return None
    if rest.isdigit() and _SHORT_WORD.fullmatch(said):
        return None
    if said.endswith(".") and (_goes_on(said[-_TAIL:], lang) or _IN_THE_YEAR.fullmatch(said)):
        return None
    has_words = any(char.isalnum() for char in said) and any(char.isalnum() for char in text[at : at + _TAIL])
    return at if has_words else None


def _goes_on(tail: str, lang: str) -> bool:
    return bool(_ABBREVIATED.search(tail) or (lang in _ORDINALS_WITH_STOP and _ORDINAL.search(tail)))
