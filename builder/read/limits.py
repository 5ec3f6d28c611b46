"""Bounds of a paragraph: what is beyond them is not text of a briefing, and would take the parser very long."""

from __future__ import annotations

import re

LONGEST_PARAGRAPH = 100_000
"""Characters of one paragraph, heading or cell: some thirty-five printed pages."""

LONGEST_WORD = 2_000
"""Characters without a space. The longest addresses that browsers pass on have about as many."""

MOST_MARKUP = 1_000
"""How often one character of markup may occur in a paragraph; brackets and stars cost time by their square."""

_MARKUP = "[]*_`<&!=~^$"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")


def excess_in(content: str) -> tuple[int, str, str] | None:
    """Return the offset of what is beyond the bounds in `content`, a message and a hint, or None."""
    if len(content) <= MOST_MARKUP:
        return None
    if len(content) > LONGEST_PARAGRAPH:
        message = f"this paragraph has {len(content):,} characters; at most {LONGEST_PARAGRAPH:,} are allowed"
        return 0, message, "split it into paragraphs"
    found = _LONG_WORD.search(content)
    if found:
        message = f"this word has more than {LONGEST_WORD:,} characters"
        return found.start(), message, "remove it: no line can hold it"
    for mark in _MARKUP:
        if content.count(mark) > MOST_MARKUP:
            message = f"`{mark}` occurs more than {MOST_MARKUP:,} times in this paragraph"
            return content.index(mark), message, "split the paragraph, or remove the characters"
    return None
