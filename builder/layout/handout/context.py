"""What a handout is set with: the layout context, the sheet, and the numbers of slides, links and footnotes."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.text.bidi import runs_leftwards
from builder.model.outline import Outline, Sources
from builder.model.tag import TagId
from builder.model.theme import PaperFormat, TextSetting
from builder.model.units import Rect, pt

ROOT = TagId("handout")
"""The root of the handout's structure tree."""

SOURCES, NOTES = ROOT.part("sources"), ROOT.part("notes")
"""The sections of the numbered addresses and of the footnotes."""


def note_tag(number: int) -> TagId:
    """Return the id of the footnote of this number."""
    return NOTES.nth(number)


def source_tag(number: int) -> TagId:
    """Return the id of the address of this number."""
    return SOURCES.part("list").nth(number)


class HandoutContext(Struct, frozen=True):
    """The tools of a handout's layout; nothing in it changes."""

    context: LayoutContext
    sheet: PaperFormat
    slides: Mapping[str, int]
    """The number of each slide by its key."""
    links: Mapping[str, int]
    """The number of each address."""
    notes: Mapping[str, int]
    """The number of each footnote by its label."""
    columns: int = 1
    """Columns of text: one beside the margin, or two that fill the page's width."""
    boxed: bool = True
    """Whether the closing question is in a box over both columns."""

    @property
    def setting(self) -> TextSetting:
        """How the theme wants the handout's text."""
        return self.context.theme.setting

    @property
    def grid(self) -> int:
        """Distance of the baselines of body text, EMU."""
        return self.setting.grid

    @property
    def margined(self) -> bool:
        """Whether a column beside the text says whom an answer is about; elsewhere a line above the question does."""
        return self.columns == 1 and self.sheet.text.width < self.sheet.full.width

    @property
    def rtl(self) -> bool:
        """Whether the page is mirrored."""
        return runs_leftwards(self.context.lang)

    def within(self, column: Rect, start: int, width: int) -> Rect:
        """Return the part of `column` that begins `start` EMU from where its lines begin and is `width` wide."""
        x = column.right - start - width if self.rtl else column.x + start
        return Rect(x, column.y, width, column.height)


GUTTER = pt(24)
"""Space between two columns."""


def handout_context_for(
    context: LayoutContext, paper: str, slides: Mapping[str, int], columns: int = 1
) -> HandoutContext:
    """Return the context for the sheet `paper` (`a4`, `letter`); footnotes are numbered in the order of their calls."""
    sheet = context.theme.sheet(paper)
    if columns == 2:
        text = Rect(sheet.full.x, sheet.text.y, (sheet.full.width - GUTTER) // 2, sheet.text.height)
        sheet = replace(sheet, text=text, margin=text)
    handout = HandoutContext(
        context, sheet, slides, _link_numbers(context.outline), context.outline.note_numbers, columns
    )
    return replace(handout, sheet=mirrored(sheet)) if handout.rtl else handout


def _link_numbers(outline: Outline) -> dict[str, int]:
    found = (block.links for block in outline.blocks if isinstance(block, Sources))
    return {link.href: link.number for links in found for link in links}


def mirrored(sheet: PaperFormat) -> PaperFormat:
    """Return `sheet` with its columns exchanged, for documents that read from right to left."""

    def over(frame: Rect) -> Rect:
        return Rect(sheet.width - frame.right, frame.y, frame.width, frame.height)

    return PaperFormat(
        sheet.name,
        sheet.width,
        sheet.height,
        over(sheet.text),
        over(sheet.margin),
        over(sheet.full),
        over(sheet.head),
        over(sheet.foot),
    )
