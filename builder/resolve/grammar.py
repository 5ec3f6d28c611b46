"""The little words of a language, from assets/grammar: negations, hedges, pronouns, where clauses begin and end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_NEVER = re.compile(r"(?!)")
_JOINED = {"ar": r"(?:[وف])?"}
"""What may stand before a word without a space, by language."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language by key; a key that its file does not give matches nothing."""

    lang: str
    known: bool
    """Whether there is a file for the language."""
    lists: Mapping[str, tuple[str, ...]]
    """The words as written."""

    def found(self, key: str, text: str) -> list[tuple[int, int]]:
        """Return where words of `key` stand in `text`."""
        return [match.span() for match in self._pattern(key).finditer(straight(text))]

    def begins(self, key: str, text: str, at: int = 0) -> int:
        """Return where the words of `key` end that stand in `text` at `at`; 0 where none stand there."""
        match = self._pattern(key).match(straight(text), at)
        return match.end() if match else 0

    def ends(self, key: str, text: str) -> bool:
        """Return whether `text` ends with words of `key`."""
        length = len(text)
        return any(end == length for _, end in self.found(key, text))

    def _pattern(self, key: str) -> re.Pattern[str]:
        return _pattern_of(self.lists.get(key, ()), self.lang)


def straight(text: str) -> str:
    """Return `text` with typographic apostrophes made straight, letter for letter."""
    return text.translate(_APOSTROPHES) if "’" in text or "ʼ" in text or "`" in text else text


def language_of(lang: str) -> str:
    """Return the language of a tag of BCP 47: `en` of `en-GB`."""
    return lang.partition("-")[0].lower()


def grammar_for(lang: str, media: Mapping[str, bytes]) -> Grammar:
    """Return the grammar of `lang` (BCP 47) from the asset `grammar/…toml`; an empty one where there is none."""
    language = language_of(lang)
    return _compiled(language, media.get(f"grammar/{language}.toml", b""))


@lru_cache(maxsize=16)
def _compiled(language: str, data: bytes) -> Grammar:
    lists = {key: tuple(words) for key, words in tomllib.loads(data.decode("utf-8")).items()}
    return Grammar(language, bool(data), lists)


@lru_cache(maxsize=256)
def _pattern_of(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first; made when it is first asked for."""
    told = sorted({straight(word) for word in words}, key=lambda word: (-len(word), word))
    inner = "|".join(_word_pattern(word) for word in told)
    return re.compile(rf"(?<!\w){_JOINED.get(language, '')}(?:{inner})", re.IGNORECASE) if told else _NEVER


def _word_pattern(word: str) -> str:
    stars = r"\w+" if " * " in word or word.startswith("*") else r"\w*"
    pattern = re.escape(word).replace(r"\*", stars).replace(r"\ ", r"\s+")
    return pattern + (r"(?!\w)" if not word.endswith("'") else "")
