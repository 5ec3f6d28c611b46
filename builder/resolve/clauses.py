"""A span of a sentence, and the words in it."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.model.brief import Sentence

_FULL_STOP = re.compile(r"(?:(?<![.\s][^\W\d_])(?<!\betc)[.。]|\s?[,،，、;؛；:：])$")
"""A full stop that is not an abbreviation's own, as in U.S."""
WORD = re.compile(r"\w(?:[\w’'-]*\w)?")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


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
    return len(WORD.findall(_UNSPACED.sub("", text))) + len(_UNSPACED.findall(text)) // 2
