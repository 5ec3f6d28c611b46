"""Proof that nothing overflows, independent of our measure: another program draws a painted copy of the deck.

`paint` makes the copy, in which each box has a colour of its own and nothing is scaled; some office program turns it
into a PDF; `judge` looks where each character came to lie. Colours say which character belongs to which box, so no
geometry is guessed and any deck can be judged.
"""

from builder.check.overflow.drawn_characters import Overflow, judge
from builder.check.overflow.painted_copy import Box, Painted, paint

__all__ = ["Box", "Overflow", "Painted", "judge", "paint"]
