"""Break opportunities in Chinese and Japanese, which write without spaces (UAX #14: ID; kinsoku shori)."""

import re

from builder.layout.text.breaks_inside_words import clings

IDEOGRAPH = (
    "\u2e80-\u2fff\u3001-\u30ff\u3100-\u31bf\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
"""Characters of scripts without spaces, as a set of a regular expression."""

_HAS_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")

_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ.,:;!?)]}%‰℃…–—"
)
"""Characters that no line begins with (JIS X 4051, kinsoku; GB/T 15834 agrees for punctuation)."""

_NO_END = frozenset("‘“（〔［｛〈《「『【〘〖〝([{$£¥￥＄")
"""Characters that no line ends with."""


def ideograph_breaks(word: str) -> tuple[int, ...]:
    """Return the indices in `word` between two characters that need no space to be parted."""
    if word.isascii() or not _HAS_IDEOGRAPH.search(word):
        return ()
    return tuple(i for i in range(1, len(word)) if _parts(word[i - 1], word[i]))


def _parts(before: str, after: str) -> bool:
    """Whether a line may end between two characters, one of which is an ideograph (UAX #14: ID)."""
    if not (_HAS_IDEOGRAPH.match(before) or _HAS_IDEOGRAPH.match(after)):
        return False
    return before not in _NO_END and after not in _NO_START and not clings(before, after)
