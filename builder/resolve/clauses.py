"""A span of a sentence, and the words in it."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.model.brief import Sentence
from builder.model.ideographs import HAN_AND_KANA, ideographs_in

_FULL_STOP = re.compile(r"(?:(?<![.\s][^\W\d_])(?<!\betc)[.。]|\s?[,،，、;؛；:：])$")
"""A full stop that is not an abbreviation's own, as in U.S."""
WORD = re.compile(r"\w(?:[\w’'-]*\w)?")
_THAI_OR_LAO = re.compile(r"[\u0e00-\u0eff]")


class Clause(Struct, frozen=True):
    """A span of a sentence that is quoted."""

    sentence: Sentence
    start: int
    end: int

    @classmethod
    def whole(cls, sentence: Sentence) -> Clause:
        """Return all of a sentence."""
        return cls(sentence, 0, len(sentence.text))

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.sentence.text[self.start : self.end]


def full_stop(text: str) -> int:
    """Return where `text` ends without its full stop; other marks at the end stay."""
    end = _FULL_STOP.search(text.rstrip())
    return end.start() if end else len(text.rstrip())


def words_in(text: str) -> int:
    """Return how many words `text` has; two characters count as a word in scripts without spaces."""
    unspaced = _THAI_OR_LAO.findall(text) + ideographs_in(text, HAN_AND_KANA)
    return len(WORD.findall(text.translate(dict.fromkeys(map(ord, unspaced))))) + len(unspaced) // 2
