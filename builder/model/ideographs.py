"""Characters of East Asian scripts, which write no spaces between words.

Such a set takes some 4 ms to compile, more than any other pattern of a build, and most texts have none of its
characters.
"""

import re
from functools import cache

HAN_AND_KANA = "\u3040-\u30ff\u3400-\u9fff"
"""What words are written with, as a set of a regular expression."""

WIDE = (
    "\u2e80-\u2fff\u3001-\u30ff\u3100-\u31bf\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
"""With punctuation and radicals: between two of them a line may end."""


def ideographs_in(text: str, ranges: str) -> list[str]:
    """Return the characters of `text` that are in `ranges`; none where all of it is below the first of these."""
    return [] if text.isascii() or max(text) < ranges[0] else _set(ranges).findall(text)


@cache
def _set(ranges: str) -> re.Pattern[str]:
    return re.compile(f"[{ranges}]")
