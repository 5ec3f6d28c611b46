"""The papers of a theme; those of half the size need no description: one column, full width, narrow margins."""

from builder.model.theme import PaperFormat
from builder.model.units import Rect, mm, pt

SHEETS = ("a4", "letter")
"""The papers that a theme describes."""

SMALL = {"a5": ("a4", (mm(148), mm(210))), "half-letter": ("letter", (pt(396), pt(612)))}
"""Each small sheet with the sheet that it is half of, and its width and height (ISO 216; ANSI/ASME Y14.1), EMU."""

_EDGE, _GAP = pt(36), pt(16)
"""Clear paper at the sides, and space between the running lines and the text."""


def small_sheet(name: str, like: PaperFormat) -> PaperFormat:
    """Return the small sheet `name`; its running lines are as high as those of `like`, which is twice as large."""
    width, height = SMALL[name][1]
    across = width - 2 * _EDGE
    head = Rect(_EDGE, pt(22), across, like.head.height)
    foot = Rect(_EDGE, height - pt(22) - like.foot.height, across, like.foot.height)
    text = Rect(_EDGE, head.bottom + _GAP, across, foot.y - _GAP - head.bottom - _GAP)
    return PaperFormat(name, width, height, text, text, text, head, foot)
