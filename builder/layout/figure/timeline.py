"""The timeline: the dates that the text names, down a line, each with the words around it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext
from builder.layout.text.added_no_break_spaces import width_without_short_end
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.substitute_fonts import DEJAVU_BOLD_WIDTH, DEJAVU_WIDTH, reserve
from builder.model.brief import DatedEvent
from builder.model.scene import Align, Fit, Geometry, Item, ResolvedStyle, Role, Shape, Tag, TagId, TextBox
from builder.model.units import Rect, pt

DATES = 0.3
"""The most of the width that the dates take."""

LINE = pt(1.5)
"""Width of the line of time."""


class TimelineStyle(Struct, frozen=True):
    """How a timeline is set: the styles of dates and words, the sizes that are allowed, and how lines are broken."""

    date: ResolvedStyle
    words: ResolvedStyle
    ladder: tuple[int, ...]
    """EMU, largest first."""
    strategy: BreakStrategy
    leading: float = 1.2

    def at(self, size: int) -> TimelineStyle:
        """Return the same at another size of the words, EMU; dates keep their proportion."""
        date = replace(self.date, size=round(self.date.size * size / self.words.size))
        return replace(self, date=date, words=replace(self.words, size=size))


class TimelineRow(Struct, frozen=True):
    """A date with its words, measured: `place` puts it on a page."""

    moment: DatedEvent
    number: int
    """From 1."""
    date: BrokenParagraph
    words: BrokenParagraph
    width: int
    """Of the whole timeline, EMU."""
    column: int
    """Of the dates, EMU."""
    room: int
    """Of the words, EMU."""
    gap: int
    context: LayoutContext
    kind: TimelineStyle
    apart: int = 0
    """Further space below it for the lines that a far wider face takes more, EMU."""
    below: int = 0
    """Further space below it, EMU."""

    @property
    def height(self) -> int:
        """Height with the space below, EMU."""
        return max(self.date.height, self.words.height) + self.gap + self.apart + self.below

    def place(
        self, x: int, top: int, listing: TagId, *, first: bool, last: bool, rtl: bool = False
    ) -> tuple[Item, ...]:
        """Return the row's items: the line of time, its dot, the date, the words; it is an item of the list `listing`.

        `first` and `last` tell where on its page the row is, so that the line begins and ends at a dot. On a page
        of a language that runs leftwards, dates are on the right (`rtl`); slides are mirrored as a whole.
        """

        def over(left: int, width: int) -> int:
            return x + self.width - left - width if rtl else x + left

        middle = top + self.kind.words.size * 6 // 10
        dot = round(self.kind.words.size * 0.34)
        axis = over(self.column + self.gap - dot // 2, dot)
        ends = (middle if first else top, middle if last else top + self.height)
        line = Rect(axis + dot // 2, ends[0], 0, ends[1] - ends[0])
        theme = self.context.theme
        ink = "paper" if self.moment.precision == "year" else "accent"
        ring = Rect(axis, middle - dot // 2, dot, dot)
        words, item = self.column + 2 * self.gap, listing.nth(self.number)
        return (
            Shape(
                f"Time {self.number}", Geometry.LINE, line, line=theme.color("rule"), line_ink="rule", line_width=LINE
            ),
            Shape(
                f"Dot {self.number}",
                Geometry.ELLIPSE,
                ring,
                theme.color(ink),
                ink,
                theme.color("accent"),
                "accent",
                LINE,
            ),
            self._box(
                "Date", self.date, Rect(over(0, self.column), top, self.column, self.date.height), item.part("date")
            ),
            self._box(
                "Words",
                self.words,
                Rect(over(words, self.room), top, self.room, self.words.height),
                item.part("words"),
            ),
        )

    def _box(self, name: str, broken: BrokenParagraph, frame: Rect, tag: TagId) -> TextBox:
        sizes = self.kind.ladder
        rule = "largest" if self.kind.words.size == sizes[0] else "reduced"
        fit = Fit(name, self.kind.words.size, sizes, broken.count, broken.height, frame.height, rule)
        done = replace(broken.set(frame.x, frame.y), tag=tag)
        return TextBox(f"{name} {self.number}", frame, (done,), fit=fit)


def timeline_rows(
    context: LayoutContext, moments: tuple[DatedEvent, ...], width: int, kind: TimelineStyle
) -> tuple[TimelineRow, ...]:
    """Return a row for each moment in the style of `kind` as it is."""
    slack = context.theme.slack if kind.strategy is BreakStrategy.GREEDY else 0.0
    gap = round(kind.words.size * 0.8)

    def broken(copy: ParagraphSpec, room: int) -> BrokenParagraph:
        return break_paragraph(copy, round(room * (1 - slack)), context.shaper, kind.strategy, span=room)

    labels = [
        ParagraphSpec((context.run(one.label, kind.date),), leading=kind.leading, lang=context.lang) for one in moments
    ]
    widest = max(broken(replace(one, align=Align.START), pt(4000)).width for one in labels)
    column = min(round(widest / (1 - slack)) + pt(1), round(width * DATES))
    rows = []
    for number, (moment, label) in enumerate(zip(moments, labels, strict=True), 1):
        date = replace(label, align=Align.END, origins=moment.what.quotes)
        words = ParagraphSpec(
            context.point(moment.what, kind.words),
            leading=kind.leading,
            origins=moment.what.quotes,
            lang=context.lang,
        )
        room = width - column - 2 * gap
        told = broken(words, room)
        narrower = width_without_short_end(told, kind.strategy)
        if (made := broken(words, narrower)).count == told.count:
            told, room = made, narrower
        rows.append(TimelineRow(moment, number, broken(date, column), told, width, column, room, gap, context, kind))
    return _apart_in_wider_face(rows) if slack else tuple(rows)  # paper has its fonts with it


def _apart_in_wider_face(rows: list[TimelineRow]) -> tuple[TimelineRow, ...]:
    """Return the rows as far from each other as the one needs that takes most lines more in a far wider face."""
    needed = max(_height_in_wider_face(row) + row.gap // 4 - row.height for row in rows)
    return tuple(replace(row, apart=max(0, needed)) for row in rows)


def _height_in_wider_face(row: TimelineRow) -> int:
    theme, heights = row.context.theme, []
    for done, width, wider in ((row.date, row.column, DEJAVU_BOLD_WIDTH), (row.words, row.room, DEJAVU_WIDTH)):
        narrow = round(width / reserve(theme, done.spec.runs[0].style.font, wider))
        heights.append(done.broken_to(narrow, row.kind.strategy).height)
    return max(heights)


def row_tags(row: TimelineRow, listing: TagId) -> tuple[Tag, ...]:
    """Return the tags of a row: an item of the list `listing`, the date as its label."""
    item = listing.nth(row.number)
    return (
        Tag(item, Role.ITEM),
        Tag(item.part("date"), Role.LABEL),
        Tag(item.part("words"), Role.ITEM_BODY),
    )
