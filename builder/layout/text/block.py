"""Text in, broken and placed lines out: the one measurement that slides and handout pages share."""

from __future__ import annotations

from msgspec import Struct

from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.line import LineSpan, set_row
from builder.layout.text.linebreak import BreakStrategy, LineRequest, rows_of, whole_row
from builder.layout.text.paragraph import ShapedParagraph, shape_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.brief import Align
from builder.model.scene import GlyphRun, Line, ResolvedStyle, SetParagraph, TagId, TextRun

__all__ = ["BreakStrategy", "BrokenParagraph", "ParagraphSpec", "break_again", "break_paragraph"]


class ParagraphSpec(Struct, frozen=True):
    """A paragraph to be set; lengths are EMU."""

    runs: tuple[TextRun, ...]
    align: Align = Align.START
    leading: float = 1.2
    """Distance of baselines as a multiple of the largest size."""
    pitch: int = 0
    """Distance of baselines where it is not zero; then `leading` does not count."""
    before: int = 0
    after: int = 0
    indent: int = 0
    hanging: int = 0
    bullet: str = ""
    bullet_style: ResolvedStyle | None = None
    numbered: int = 0
    level: int = 0
    tag: TagId | None = None
    label_tag: TagId | None = None
    run_tags: tuple[TagId | None, ...] = ()
    """A tag for each run, or nothing at all."""
    sources: tuple[str, ...] = ()
    lang: str = "en"


class BrokenParagraph(Struct, frozen=True):
    """A paragraph in lines, not yet placed."""

    copy: ParagraphSpec
    rows: tuple[LineSpan, ...]
    pitch: int
    """Distance of baselines, EMU."""
    align: Align
    """As in the copy, but START where the text could not be justified within the bounds."""
    measure: int
    """Width in which the lines are aligned, indent taken off, EMU."""
    _galley: ShapedParagraph
    _tags: tuple[TagId | None, ...]
    _faces: Shaper

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self.rows)

    @property
    def height(self) -> int:
        """Number of lines times pitch, EMU."""
        return self.count * self.pitch

    @property
    def width(self) -> int:
        """The natural width of the widest line, EMU, without indent."""
        return max((row.width for row in self.rows), default=0)

    @property
    def rtl(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return self._galley.rtl

    @property
    def rise(self) -> int:
        """How far below the upper edge of a line's space its baseline is, EMU."""
        return round(self.pitch * self._ascent_share())

    @property
    def cuts_words(self) -> bool:
        """Whether a line ends inside a word where no hyphen, dash or slash excuses it."""
        text, words = self._galley.text, self._galley.words
        return any(
            not row.hyphen
            and row.end < words[row.last].end
            and text[row.end - 1] not in "-‐–—/?"
            and text[row.end] != "—"
            for row in self.rows[:-1]
        )

    def text(self, line: int) -> str:
        """Return the words of a line as shown, without an added hyphen."""
        row = self.rows[line]
        return self._galley.text[row.start : row.end]

    def set(self, x: int, top: int, first: int = 0, last: int | None = None) -> SetParagraph:
        """Return the lines from `first` up to `last`, placed.

        `x` is the left edge of the box and `top` the upper edge of the first line's space, EMU from the page's
        corner. A part keeps the runs' words that it shows; only the first part bears the bullet.
        """
        last = self.count if last is None else last
        rows = self.rows[first:last]
        left = x if self.rtl else x + self.copy.indent
        rise = self.rise
        lines = tuple(
            Line(top + i * self.pitch + rise, self._set_row(row, left), row.hyphen, row.space)
            for i, row in enumerate(rows)
        )
        whole = first == 0 and last == self.count
        return SetParagraph(
            runs=self._galley.runs if whole else self._runs(first, last),
            lines=lines,
            align=self.align,
            pitch=self.pitch,
            before=self.copy.before if first == 0 else 0,
            after=self.copy.after if last == self.count else 0,
            indent=self.copy.indent,
            hanging=self.copy.hanging,
            bullet=self.copy.bullet if first == 0 else "",
            numbered=self.copy.numbered if first == 0 else 0,
            level=self.copy.level,
            tag=self.copy.tag,
            label_tag=self.copy.label_tag,
            label=self._label(left) if first == 0 and self.copy.bullet else (),
            rtl=self.rtl,
            sources=self.copy.sources,
        )

    def _ascent_share(self) -> float:
        runs = self.copy.runs
        if not runs:
            return 0.8
        largest = runs[0].style if len(runs) == 1 else max((run.style for run in runs), key=lambda style: style.size)
        return self._faces.ascent_share(largest)

    def _set_row(self, row: LineSpan, left: int) -> tuple[GlyphRun, ...]:
        if not self._galley.words:  # nothing but spaces
            return ()
        gap = self.measure - row.width
        if self.align is Align.JUSTIFY and (gap < 0 or not row.ends):
            return set_row(self._galley, row, left, extra=gap, tags=self._tags)
        ragged_right = self.align is Align.START or self.align is Align.JUSTIFY
        if self.align is Align.CENTER:
            left += gap // 2
        elif ragged_right is self._galley.rtl:
            left += gap
        return set_row(self._galley, row, left, tags=self._tags)

    def _label(self, left: int) -> tuple[GlyphRun, ...]:
        style = self.copy.bullet_style or self.copy.runs[0].style
        paragraph, owners = shape_paragraph(
            (TextRun(self.copy.bullet, style, self.copy.lang),), self._faces, rtl=self.rtl
        )
        if not paragraph.words:
            return ()
        row = whole_row(paragraph)
        x = left + self.measure + self.copy.hanging - row.width if self.rtl else left - self.copy.hanging
        return set_row(paragraph, row, x, tags=(self.copy.label_tag,) * len(owners))

    def _runs(self, first: int, last: int) -> tuple[TextRun, ...]:
        if first >= last:
            return ()
        return self._galley.source(self.rows[first].start, self.rows[last - 1].end)


def break_paragraph(
    copy: ParagraphSpec, width: int, faces: Shaper, manner: BreakStrategy, *, hyphenate: bool = False, span: int = 0
) -> BrokenParagraph:
    """Return `copy` broken into lines no wider than `width` (its indent included).

    `span` is the width in which lines are aligned where that is wider than the one in which they are broken.
    Hyphens are only ever set in the mode BEST, and only where `hyphenate`.
    """
    paragraph, owners = shape_paragraph(copy.runs, faces, rtl=runs_leftwards(copy.lang))
    measure = max(width - copy.indent, 1)
    pitch = copy.pitch or round(copy.leading * max((run.style.size for run in copy.runs), default=0))
    rows, align = _rows(paragraph, copy, measure, manner, hyphenate=hyphenate)
    tags = tuple(copy.run_tags[owner] for owner in owners) if copy.run_tags else ()
    return BrokenParagraph(copy, rows, pitch, align, max(span - copy.indent, measure), paragraph, tags, faces)


def break_again(broken: BrokenParagraph, width: int, manner: BreakStrategy) -> BrokenParagraph:
    """Return `broken` in lines no wider than `width`, without measuring its words once more."""
    copy, paragraph, tags, faces = broken.copy, broken._galley, broken._tags, broken._faces  # noqa: SLF001 - our own
    measure = max(width - copy.indent, 1)
    rows, align = _rows(paragraph, copy, measure, manner, hyphenate=False)
    return BrokenParagraph(copy, rows, broken.pitch, align, max(measure, broken.measure), paragraph, tags, faces)


def _rows(
    paragraph: ShapedParagraph, copy: ParagraphSpec, measure: int, manner: BreakStrategy, *, hyphenate: bool
) -> tuple[tuple[LineSpan, ...], Align]:
    """Return the lines, and how they are aligned."""
    if not paragraph.words:
        empty = LineSpan(0, 0, 0, 0, hyphen=False, space=False, ends=True, width=0)
        return ((empty,) if copy.runs else ()), copy.align
    justify = copy.align is Align.JUSTIFY and manner is BreakStrategy.BEST
    rows, justified = rows_of(paragraph, LineRequest(measure, manner, copy.lang, justify, hyphenate))
    return rows, Align.START if justify and not justified else copy.align
