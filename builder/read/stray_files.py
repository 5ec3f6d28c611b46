"""Files that end like sources and are none: notes, pages, settings that are in a folder beside briefings."""

import re

from builder.read.field_keys import BARE_KEY

_OPENED = re.compile(r"\s*[-–—+]{1,5}[ \t]*\n|(?:.*\n){0,20}?---[ \t]*\n[A-Za-z_-]{2,20}:")
"""Front matter, be it written wrongly or in the wrong place."""

_QUESTION = re.compile(r"^#{1,6}.", re.MULTILINE)
_OURS = re.compile(
    r"(?<![=\w])==[^=\s]|^:{2,}\s*(?:slide|notes)\b|^#.*\{[^{}\n]*(?:[\w-]+=|\.[a-z])[^{}\n]*\}", re.MULTILINE
)
"""What only a briefing has: a highlight, a block for the slide or the notes, attributes of a question."""

_DATA_KEYS = re.compile(r"[\"']?\b(?:title|questions)\b[\"']?\s*:")


def is_stray(name: str, data: bytes) -> bool:
    """Return whether nobody meant the file `name` as a briefing; what is nearly one, or is not text, has its errors."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return False
    if "\0" in text or not text.strip():
        return False
    if not name.lower().endswith((".md", ".markdown")):
        return _DATA_KEYS.search(text) is None
    if _OPENED.match(text) or BARE_KEY.match(text):
        return False
    return not (_QUESTION.search(text) and _OURS.search(text))
