"""The little words of a language, from assets/grammar: negations, hedges, pronouns, where clauses begin and end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_DOTS = str.maketrans("İı", "ii")
"""What a pattern without regard to case takes for `i` and `str.casefold` does not."""

_JOINED = {"ar": r"(?:[وف])?"}
"""What may appear before a word without a space, by language."""


class Grammar(Struct, frozen=True):
    """The words of one language by key; a key that its file does not give matches nothing."""

    lang: str
    known: bool
    """Whether there is a file for the language."""
    lists: Mapping[str, tuple[str, ...]]
    """The words as written."""

    def found(self, key: str, text: str) -> list[tuple[int, int]]:
        """Return where words of `key` occur in `text`."""
        text, finder = straight(text), self._finder(key)
        return [match.span() for match in finder.pattern.finditer(text)] if finder.may_stand_in(text) else []

    def begins(self, key: str, text: str, at: int = 0) -> int:
        """Return where the words of `key` end that occur in `text` at `at`; 0 if none do."""
        text, finder = straight(text), self._finder(key)
        match = finder.pattern.match(text, at) if finder.may_begin(text[at : at + finder.reach]) else None
        return match.end() if match else 0

    def ends(self, key: str, text: str) -> bool:
        """Return whether `text` ends with words of `key`."""
        length = len(text)
        return self._finder(key).may_end(straight(text)) and any(end == length for _, end in self.found(key, text))

    def _finder(self, key: str) -> _Finder:
        return _finder_of(self.lists.get(key, ()), self.lang)


class _Finder(Struct, frozen=True):
    """A pattern of whole words, and what a text must hold for it to match at all: nearly every text lacks it."""

    source: str
    """The pattern, compiled for the first text that may match it."""
    needles: tuple[str, ...]
    """Folded; each match holds one of them."""
    firsts: tuple[str, ...]
    """Folded; each match begins with one of them."""
    finals: tuple[str, ...]
    """Folded; each match ends with one of them."""
    reach: int
    """How many characters a text must have at most to show with which of `firsts` it begins."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return _pattern(self.source)

    def may_begin(self, text: str) -> bool:
        """Return whether `text` begins as a match can."""
        return _folded(text).startswith(self.firsts)

    def may_stand_in(self, text: str) -> bool:
        """Return whether `text` holds a needle."""
        folded = _folded(text)
        return any(needle in folded for needle in self.needles)

    def may_end(self, text: str) -> bool:
        """Return whether `text` ends as a match can."""
        return _folded(text).endswith(self.finals)


def straight(text: str) -> str:
    """Return `text` with typographic apostrophes made straight, character by character."""
    return text.translate(_APOSTROPHES) if "’" in text or "ʼ" in text or "`" in text else text


def language_of(lang: str) -> str:
    """Return the language of a tag of BCP 47: `en` of `en-GB`."""
    return lang.partition("-")[0].lower()


def grammar_for(lang: str, assets: Mapping[str, bytes]) -> Grammar:
    """Return the grammar of `lang` (BCP 47) from the asset `grammar/…toml`; an empty one if there is none."""
    language = language_of(lang)
    return _compiled(language, assets.get(f"grammar/{language}.toml", b""))


@lru_cache(maxsize=16)
def _compiled(language: str, data: bytes) -> Grammar:
    lists = {key: tuple(words) for key, words in tomllib.loads(data.decode("utf-8")).items()}
    return Grammar(language, bool(data), lists)


@lru_cache(maxsize=256)
def _finder_of(words: tuple[str, ...], language: str) -> _Finder:
    """Return the finder of whole words, the longest first; made when it is first asked for."""
    longest_first = sorted({straight(word) for word in words}, key=lambda word: (-len(word), word))
    if not longest_first:
        return _Finder("", (), (), (), 0)
    inner = "|".join(_word_pattern(word) for word in longest_first)
    joined = _JOINED.get(language, "")
    pieces = [re.split(r"[ *]", _folded(word)) for word in longest_first]
    firsts = ("",) if joined else tuple(dict.fromkeys(parts[0] for parts in pieces))
    return _Finder(  # after an apostrophe the next word may follow at once
        rf"(?<!\w){joined}(?:{inner})(?:(?!\w)|(?<='))",
        tuple(dict.fromkeys(max(parts, key=len) for parts in pieces)),
        firsts,
        tuple(dict.fromkeys(parts[-1] for parts in pieces)),
        max(map(len, firsts)),
    )


@lru_cache(maxsize=256)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _folded(text: str) -> str:
    """Return `text` without regard to case, as patterns have it: what they take for the same is the same in it."""
    return text.translate(_DOTS).casefold() if "İ" in text or "ı" in text else text.casefold()


def _word_pattern(word: str) -> str:
    stars = r"\w+" if " * " in word or word.startswith("*") else r"\w*"
    return re.escape(word).replace(r"\*", stars).replace(r"\ ", r"\s+")
