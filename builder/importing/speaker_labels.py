"""The labels before questions and answers: `Q1:`, `Frage 3.`, `问：`, or two speakers who take turns."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from builder.importing.language_data import phrases
from builder.importing.paragraphs import asks_at_end

_ASK_WORDS = "|".join(phrases("question_label"))
_REPLY_WORDS = "|".join(phrases("answer_label"))
_COUNT = r"\s*(?:n[°ºo]\.?\s*|nr\.?\s*|no\.?\s*|#\s*)?\d{0,3}\s*"
_ASK = (
    rf"(?:{_ASK_WORDS}){_COUNT}[:.．：)–—-]\s*|(?:{_ASK_WORDS})\s*\d{{1,3}}\s*[:.：)–—-]?(?:\s+|$)"
    r"|Q\s?\d{1,3}\s*[.:：)–—-]?\s+|Q\s?\d{0,3}\s*[:：]\s*|Q[.)]\s+|س\s?\d{0,3}\s*[:：]\s*|س\d{1,3}\s*[-–.)]\s*"
)
_REPLY = (
    rf"(?:{_REPLY_WORDS}){_COUNT}[:.．：)–—-]\s*|(?:{_REPLY_WORDS})\s*\d{{0,3}}\s*$"
    r"|A\s?\d{1,3}\s*[.:：)–—-]?\s+|A\s?\d{0,3}\s*[:：]\s*|A[.)]\s+|ج\s?\d{0,3}\s*[:：]\s*|ج\d{1,3}\s*[-–.)]\s*"
)
ASK_LABEL = re.compile(_ASK, re.IGNORECASE)
"""What labels a question in any text."""
_LETTERS = tuple(rf"[{''.join(phrases(key))}]\s?\d{{0,3}}\s*[:：]\s*" for key in ("question_letter", "answer_letter"))
"""Letters that stand for a question or a reply in some languages, where the text does not show which do."""
_SPEAKER = re.compile(r"[*_\s]*([^\W\d_][\w.’' -]{0,40}?)\s?\d{0,3}\s*(?::[*_]*(?=\s+\S)|：[*_]*(?=\s*\S))")
_LONGEST_QUESTION = 600
SPEAKS_ALONE = 3
"""How many times as much as all others who asks says where there is no conversation, but a show with calls."""


class Labels(Struct, frozen=True):
    """How the questions and the replies of a text are labelled; each pattern matches at the beginning of its text."""

    ask: re.Pattern[str]
    reply: re.Pattern[str]


def labels_of(texts: Sequence[str]) -> Labels:
    """Return the labels of the paragraphs or lines `texts`, those of two speakers who take turns included."""
    return _labels(_speakers(texts))


@lru_cache(maxsize=64)
def _labels(pair: tuple[str, str] | None) -> Labels:
    own = [rf"{re.escape(name)}\s?\d{{0,3}}\s*[:：]\s*" for name in pair] if pair else _LETTERS
    ask, reply = (
        re.compile(f"(?:{one}|{known})", re.IGNORECASE) for one, known in zip(own, (_ASK, _REPLY), strict=True)
    )
    return Labels(ask, reply)


def _speakers(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the labels of who asks and who replies, where two take turns and what the first one says are questions."""
    turns: list[tuple[str, str]] = []
    for text in texts:
        found = _SPEAKER.match(text)
        if found:
            turns.append((found[1].casefold(), text[found.end() :]))
        elif turns and len(turns[-1][1]) < _LONGEST_QUESTION:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]} {text}")
    pairs = Counter((one[0], two[0]) for one, two in pairwise(turns) if one[0] != two[0] and asks_at_end(one[1]))
    for (one, two), count in pairs.most_common(3):
        said, replies = ([text for name, text in turns if name == speaker] for speaker in (one, two))
        alone = len(" ".join(said)) > SPEAKS_ALONE * len(" ".join(replies))
        if count >= 2 and count >= 0.6 * len(said) and not alone and not all(map(asks_at_end, replies)):
            return one, two
    return None
