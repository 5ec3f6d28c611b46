"""Words inside XML: what may not appear there as it is."""

import re

_SPECIAL = re.compile('[&<>"\n\r\t]')


def escape(words: str) -> str:
    """Return `words` as the text of an element."""
    return words.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def quoteattr(words: str) -> str:
    """Return `words` as the value of an attribute, in double quotes, or in single ones where that saves escapes."""
    if not _SPECIAL.search(words):  # the usual case, which a deck has a thousand times
        return f'"{words}"'
    if '"' in words and "'" not in words:
        return f"'{_inner(words)}'"
    return double_quoted(words)


def double_quoted(words: str) -> str:
    """Return `words` as the value of an attribute, in double quotes whatever is in them."""
    return f'"{_inner(words).replace(chr(34), "&quot;")}"'


def _inner(words: str) -> str:
    return escape(words).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
