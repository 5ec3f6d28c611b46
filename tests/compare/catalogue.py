"""Every kind of edit that somebody makes in a deck, with what must be found."""

from tests.compare import powerpoint_edits, shape_edits, word_edits  # noqa: F401 - importing them enters their edits
from tests.compare.edit_cases import CASES, EditCase, NoSuchThingError, edited, say

__all__ = ["CASES", "EditCase", "NoSuchThingError", "edited", "say"]
