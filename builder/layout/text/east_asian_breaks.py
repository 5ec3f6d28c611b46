"""Break opportunities in Chinese and Japanese, which write without spaces (UAX #14: ID; kinsoku shori)."""

from itertools import pairwise

from builder.layout.text.breaks_inside_words import clings
from builder.model.ideographs import WIDE, ideographs_in

_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ.,:;!?)]}%‰℃…–—"
    "‥゠〜～〻‼⁇⁈⁉％¢￠°′″ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""Characters that no line begins with (JIS X 4051, kinsoku; GB/T 15834 agrees for punctuation; UAX #14, the classes CL,
CJ, NS, EX, IN and PO)."""

_NO_END = frozenset("‘“（〔［｛〈《「『【〘〖〝｟｢([{$£¥￥＄€￡￦№")
"""Characters that no line ends with."""


def ideograph_breaks(word: str) -> tuple[int, ...]:
    """Return the indices in `word` between two characters that need no space to be parted."""
    if word.isascii() or not (wide := set(ideographs_in(word, WIDE))):
        return ()
    return tuple(
        at
        for at, (before, after) in enumerate(pairwise(word), 1)
        if (before in wide or after in wide)
        and before not in _NO_END
        and after not in _NO_START
        and not clings(before, after)
    )
