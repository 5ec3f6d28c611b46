"""Capital letters: those that our fonts have, the same ones in every Python, whatever Unicode it brings."""

from __future__ import annotations

_GEORGIAN = frozenset(map(chr, range(0x10D0, 0x1100)))
"""Mkhedruli: no sentence or name begins with a capital; those of Unicode are for whole lines, and in few fonts."""

_UNPAIRED = _GEORGIAN | frozenset("ƛɜɡɤɬʂʇʝʞᵹᶎ")
"""Letters that our fonts have, but not their capitals; ƛ and ɤ got theirs in Unicode 16, and so in Python 3.14."""


def in_capitals(text: str) -> str:
    """Return `text` in capitals, whatever its language."""
    if _UNPAIRED.isdisjoint(text):
        return text.upper()
    return "".join(letter if letter in _UNPAIRED else letter.upper() for letter in text)
