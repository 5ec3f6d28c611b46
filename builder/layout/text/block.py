"""A paragraph in, its placed lines out: the one measurement that slides and handout pages share."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.hyphens import softened
from builder.layout.text.line import LineSpan, set_line
from builder.layout.text.line_choice import BreakStrategy, LineRequest, break_lines, whole_line
from builder.layout.text.paragraph import ShapedParagraph, shape_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.brief import Align
from builder.model.origin import Origin
from builder.model.scene import GlyphRun, Line, ResolvedStyle, SetParagraph, TagId, TextRun

__all__ = ["BreakStrategy", "BrokenParagraph", "ParagraphSpec", "break_paragraph"]

_NO_WORDS: frozenset[str] = frozenset()


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
    origins: tuple[Origin, ...] = ()
    lang: str = "en"


class BrokenParagraph(Struct, frozen=True):
    """A paragraph in lines, not yet placed."""

    spec: ParagraphSpec
    lines: tuple[LineSpan, ...]
    pitch: int
    """Distance of baselines, EMU."""
    align: Align
    """As in the specification, but START where the text could not be justified within the bounds."""
    measure: int
    """Width in which the lines are aligned, indent taken off, EMU."""
    _paragraph: ShapedParagraph

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self.lines)

    @property
    def height(self) -> int:
        """Number of lines times pitch, EMU."""
        return self.count * self.pitch

    @property
    def width(self) -> int:
        """The natural width of the widest line, EMU, without indent."""
        return max((line.width for line in self.lines), default=0)

    @property
    def rtl(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return self._paragraph.rtl

    @property
    def rise(self) -> int:
        """How far below the upper edge of a line's space its baseline is, EMU."""
        if not self.spec.runs:
            return round(self.pitch * 0.8)
        largest = max([run.style for run in self.spec.runs], key=lambda style: style.size)
        return round(self.pitch * self.shaper.ascent_share(largest))

    @property
    def cuts_words(self) -> bool:
        """Whether a line ends inside a word where no hyphen, dash or slash excuses it."""
        return bool(self.cut_words)

    @property
    def divides_words(self) -> bool:
        """Whether a line ends inside a word, with a hyphen or without."""
        return self.cuts_words or any(line.hyphen for line in self.lines)

    @property
    def cut_words(self) -> frozenset[str]:
        """The words that are cut so, as shown."""
        if len(self.lines) < 2:
            return _NO_WORDS
        text, words = self._paragraph.text, self._paragraph.words
        inside = [one for one in self.lines[:-1] if one.end < words[one.last].end and not one.hyphen]
        return frozenset(
            text[words[line.last].start : words[line.last].end]
            for line in inside
            if text[line.end - 1] not in "-‐–—/?" and text[line.end] != "—"
        )

    @property
    def words(self) -> str:
        """The words as shown."""
        return self._paragraph.text

    def text(self, line: int) -> str:
        """Return the words of a line as shown, without an added hyphen."""
        return self._paragraph.text[self.lines[line].start : self.lines[line].end]

    def broken_to(self, width: int, strategy: BreakStrategy, *, hyphenate: bool = False) -> BrokenParagraph:
        """Return the paragraph in lines no wider than `width`, without measuring its words once more."""
        measure = max(width - self.spec.indent, 1)
        lines, align = _lines(self._paragraph, self.spec, measure, strategy, hyphenate=hyphenate)
        return replace(self, lines=lines, align=align, measure=max(measure, self.measure))

    def with_runs(self, runs: tuple[TextRun, ...], width: int, strategy: BreakStrategy) -> BrokenParagraph:
        """Return the paragraph with other words in lines no wider than `width`, aligned in the same measure."""
        span = self.measure + self.spec.indent
        return break_paragraph(replace(self.spec, runs=runs), width, self.shaper, strategy, span=span)

    def set(self, x: int, top: int, first: int = 0, last: int | None = None) -> SetParagraph:
        """Return the lines from `first` up to `last`, placed.

        `x` is the left edge of the box and `top` the upper edge of the first line's space, EMU from the page's
        corner. A part keeps the runs' words that it shows; only the first part has the bullet.
        """
        spec, last = self.spec, self.count if last is None else last
        left = x if self.rtl else x + spec.indent
        return SetParagraph(
            runs=self._runs(first, last),
            lines=self._set_lines(first, last, left, top + self.rise),
            align=self.align,
            pitch=self.pitch,
            before=spec.before if first == 0 else 0,
            after=spec.after if last == self.count else 0,
            indent=spec.indent,
            hanging=spec.hanging,
            bullet=spec.bullet if first == 0 else "",
            numbered=spec.numbered if first == 0 else 0,
            level=spec.level,
            tag=spec.tag,
            label_tag=spec.label_tag,
            label=self._label(left) if first == 0 and spec.bullet else (),
            rtl=self.rtl,
            origins=spec.origins,
        )

    @property
    def shaper(self) -> Shaper:
        """What measured the words."""
        return self._paragraph.measured.shaper

    def _set_lines(self, first: int, last: int, left: int, baseline: int) -> tuple[Line, ...]:
        """Return lines from the left edge `left` on, the first on `baseline`, EMU."""
        paragraph, lines = self._paragraph, self.lines[first:last]
        if not paragraph.words:  # nothing but spaces
            return tuple(Line(baseline + i * self.pitch, (), line.hyphen, line.space) for i, line in enumerate(lines))
        tags = tuple(self.spec.run_tags[owner] for owner in paragraph.owners) if self.spec.run_tags else ()
        glyph_row = paragraph.glyph_row()
        found = []
        for i, line in enumerate(lines):
            shift, extra = self._aligned(line)
            runs = set_line(paragraph, glyph_row, line, left + shift, extra=extra, tags=tags)
            found.append(Line(baseline + i * self.pitch, runs, line.hyphen, line.space))
        return tuple(found)

    def _aligned(self, line: LineSpan) -> tuple[int, int]:
        """Return how far `line` is moved to the right, and by how much it is stretched, EMU."""
        gap = self.measure - line.width
        if self.align is Align.JUSTIFY and (gap < 0 or not line.ends):
            return 0, gap
        if self.align is Align.CENTER:
            return gap // 2, 0
        ragged_right = self.align is Align.START or self.align is Align.JUSTIFY
        return (gap if ragged_right is self.rtl else 0), 0

    def _label(self, left: int) -> tuple[GlyphRun, ...]:
        """Return the bullet, from the left edge `left` of the text."""
        spec = self.spec
        run = TextRun(spec.bullet, spec.bullet_style or spec.runs[0].style, spec.lang)
        paragraph = shape_paragraph((run,), self.shaper, rtl=self.rtl)
        if not paragraph.words:
            return ()
        line = whole_line(paragraph)
        x = left + self.measure + spec.hanging - line.width if self.rtl else left - spec.hanging
        tags = (spec.label_tag,) * len(paragraph.owners)
        return set_line(paragraph, paragraph.glyph_row(), line, x, tags=tags)

    def _runs(self, first: int, last: int) -> tuple[TextRun, ...]:
        if first == 0 and last == self.count:
            return self._paragraph.runs
        if first >= last:
            return ()
        return self._paragraph.measured.source(self.lines[first].start, self.lines[last - 1].end)


def break_paragraph(
    spec: ParagraphSpec,
    width: int,
    shaper: Shaper,
    strategy: BreakStrategy,
    *,
    hyphenate: bool = False,
    span: int = 0,
) -> BrokenParagraph:
    """Return `spec` broken into lines no wider than `width` (its indent included), EMU.

    `span` is the width in which lines are aligned where that is wider than the one in which they are broken.
    Hyphens are only ever set by the strategy BEST, and only where `hyphenate`, but for words wider than their line:
    on paper they are divided at a syllable.
    """
    paragraph = shape_paragraph(spec.runs, shaper, rtl=runs_leftwards(spec.lang))
    measure = max(width - spec.indent, 1)
    pitch = spec.pitch or round(spec.leading * max([run.style.size for run in spec.runs], default=0))
    lines, align = _lines(paragraph, spec, measure, strategy, hyphenate=hyphenate)
    done = BrokenParagraph(spec, lines, pitch, align, max(span - spec.indent, measure), paragraph)
    if strategy is BreakStrategy.GREEDY or not done.cuts_words:
        return done
    soft = softened(spec.runs, done.cut_words)
    return done if soft == spec.runs else done.with_runs(soft, width, strategy)


def _lines(
    paragraph: ShapedParagraph, spec: ParagraphSpec, measure: int, strategy: BreakStrategy, *, hyphenate: bool
) -> tuple[tuple[LineSpan, ...], Align]:
    """Return the lines, and how they are aligned."""
    if not paragraph.words:
        empty = LineSpan(0, 0, 0, 0, hyphen=False, space=False, ends=True, width=0)
        return ((empty,) if spec.runs else ()), spec.align
    justify = spec.align is Align.JUSTIFY and strategy is BreakStrategy.BEST
    lines, justified = break_lines(paragraph, LineRequest(measure, strategy, spec.lang, justify, hyphenate))
    return lines, Align.START if justify and not justified else spec.align
