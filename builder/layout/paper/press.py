"""What a handout is set with: the desk, the sheet, and the numbers of slides, links and footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.layout.desk import Desk
from builder.style import Rect
from builder.theme import Setting, Sheet

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose pages are mirrored."""

ROOT = "handout"
"""Id of the root of the handout's structure tree."""


@dataclass(frozen=True, slots=True)
class Press:
    """The tools of a handout's layout; nothing in it changes."""

    desk: Desk
    sheet: Sheet
    slides: Mapping[str, int]
    """The number of each slide by its key."""
    links: Mapping[str, int]
    """The number of each address."""
    notes: Mapping[str, int]
    """The number of each footnote by its label."""

    @property
    def setting(self) -> Setting:
        """How the theme wants the handout's text."""
        return self.desk.theme.setting

    @property
    def grid(self) -> int:
        """Distance of the baselines of body text, EMU."""
        return self.setting.grid

    @property
    def rtl(self) -> bool:
        """Whether the page is mirrored."""
        return self.desk.lang.split("-")[0].lower() in RIGHT_TO_LEFT

    def within(self, column: Rect, start: int, width: int) -> Rect:
        """Return the part of `column` that begins `start` EMU from where its lines begin and is `width` wide."""
        x = column.right - start - width if self.rtl else column.x + start
        return Rect(x, column.y, width, column.height)


def mirrored(sheet: Sheet) -> Sheet:
    """Return `sheet` with its columns exchanged, for documents that read from right to left."""

    def over(frame: Rect) -> Rect:
        return Rect(sheet.width - frame.right, frame.y, frame.width, frame.height)

    return Sheet(
        sheet.name,
        sheet.width,
        sheet.height,
        over(sheet.text),
        over(sheet.margin),
        over(sheet.full),
        over(sheet.head),
        over(sheet.foot),
    )
