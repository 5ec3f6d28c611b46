"""Spaces where a line end would part what is read together: after an article or a preposition, inside a name.

Unlike the spaces of `no_break_spaces` these bind weakly: a line may end there where another end would cost a line or
leave a hole.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from builder.layout.text.no_break_spaces import tied_spaces

_LEANING = {
    "en": "a an the of to in on at by for from with and or as its no",
    "de": "der die das des dem den ein eine einen einem einer eines und oder in im an am zu zum zur von vom für mit",
    "fr": "le la les un une des du de au aux et ou en à dans par pour sur ne",
    "es": "el la los las un una unos unas de del al y o en a por para con no",
    "it": "il lo la i gli le un uno una di del della dei delle da dal in nel nella e o a al alla per con su non",
    "pt": "o a os as um uma de do da dos das em no na e ou por para com não",
    "nl": "de het een en of in op aan van voor met te bij",
    "sv": "en ett den det de och i på av för till med",
    "da": "en et den det de og i på af for til med",
    "nb": "en et den det de og i på av for til med",
    "pl": "i a o u w z na do od po za ze we dla nie oraz",
    "cs": "v z k s o u a i na do od po za ze ve pro",
    "uk": "в у з і й а о на до від по за зі із для та не",
    "ru": "в к с о у и а я на до от по за из для не но",
    "ar": "في من على إلى عن مع أو ثم لا لم لن قد",
}
"""Articles, prepositions and other small words that lean on the word after them, by language."""

FEW_WORDS = 4
"""A paragraph of fewer words may end with one."""

TITLE_CASE = 0.6
"""Where more than this share of the longer words has a capital, a capital does not betray a name."""

LONG = 4
"""Words with as many characters count for it: the short ones stay small in headline style."""


@lru_cache(maxsize=4096)
def weakly_tied_spaces(text: str, lang: str) -> frozenset[int]:
    """Return the indices of the spaces in `text` where no line should end in `lang` (BCP 47), the bound ones too."""
    leaning = frozenset(_LEANING.get(lang.partition("-")[0].lower(), "").split())
    words = text.split(" ")
    named = not _is_in_title_case(words)
    found, at = set(tied_spaces(text, lang)), -1
    for word, following in pairwise(words):
        at += len(word) + 1
        bare = word.lstrip("(\"'“„«‘¿¡")
        in_name = named and _is_capital(bare) and bare[-1].isalnum() and _is_capital(following)
        if in_name or bare.casefold() in leaning:
            found.add(at)
    return frozenset(found)


def _is_capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def _is_in_title_case(words: list[str]) -> bool:
    longer = [word for word in words[1:] if len(word) >= LONG and word[0].isalpha()]
    return sum(map(_is_capital, longer)) > TITLE_CASE * len(longer)
