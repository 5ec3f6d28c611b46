"""What figures are drawn with: shapes and labels in a frame, mirrored where the language runs from right to left."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.shaper import Shaper
from builder.model.scene import Align, Geometry, ResolvedStyle, Shape, TextBox, TextRun
from builder.model.theme import Theme, split_ink
from builder.model.units import EMU_PER_PT, Rect, contrast_ratio

GAP, HAIR = 4, 0.75
"""Units of the distance of labels from what they name, and of the width of gridlines and outlines."""

TOO_MANY = 99
"""The lines of a label with a word wider than its place."""

READABLE = 4.5
"""The least contrast of words (WCAG 2.2, 1.4.3)."""

Place = tuple[int, int]
"""x and y, EMU from the frame's corner or the page's, as the function says."""


class FigureCanvas(Struct, frozen=True):
    """Draws into `frame`. Places are given as for a language that runs from left to right, EMU on the page."""

    frame: Rect
    shaper: Shaper
    theme: Theme
    style: ResolvedStyle
    """How labels look."""
    lang: str
    turns: bool = True
    """Whether the drawing is mirrored in languages that run leftwards; a clock and a pie run one way everywhere."""
    unit: int = EMU_PER_PT
    """EMU of a unit of length: on slides that of the theme, so that large slides have large distances."""

    @property
    def rtl(self) -> bool:
        """Whether everything is mirrored."""
        return self.turns and runs_leftwards(self.lang)

    @property
    def gap(self) -> int:
        """Distance of labels from what they name, EMU."""
        return GAP * self.unit

    @property
    def hair(self) -> int:
        """Width of gridlines and outlines, EMU."""
        return round(HAIR * self.unit)

    def sized(self, size: int) -> FigureCanvas:
        """Return a canvas whose labels have another size, EMU."""
        return replace(self, style=replace(self.style, size=size))

    def bold(self) -> FigureCanvas:
        """Return a canvas whose labels are bold."""
        font = self.theme.font(self.style.font)
        file = font.file(bold=True, italic=self.style.italic)
        return replace(self, style=replace(self.style, bold=True, file=file))

    def readable(self, ink: str) -> str:
        """Return `ink` where words in it can be read on the paper, else the nearest that can."""
        paper = self.theme.color("paper")
        tried = (ink, split_ink(ink)[0])
        return next((one for one in tried if contrast_ratio(self.theme.color(one), paper) >= READABLE), "ink")

    def inked(self, ink: str) -> FigureCanvas:
        """Return a canvas whose labels have the palette's colour `ink`."""
        return replace(self, style=replace(self.style, ink=ink, color=self.theme.color(ink)))

    def over(self, box: Rect) -> Rect:
        """Return where `box` is on the page: mirrored within the frame where the language asks for it."""
        return replace(box, x=self.frame.x + self.frame.right - box.right) if self.rtl else box

    def width(self, words: str) -> int:
        """Return the width of `words` on one line, EMU; the theme's slack is in it."""
        runs = self.shaper.cover(TextRun(words, self.style, self.lang))
        natural = sum(
            self.shaper.shape(run.text, run.style, self.lang, rtl=runs_leftwards(self.lang)).width for run in runs
        )
        return round(natural * (1 + self.theme.slack)) + self.unit // 2

    def narrowest(self, words: str, lines: int) -> int:
        """Return the least width in which `words` take one line or two, EMU."""
        parts = words.split()
        if lines == 1 or len(parts) < 2:
            return self.width(words)
        cuts = range(1, len(parts))
        return min(max(self.width(" ".join(parts[:at])), self.width(" ".join(parts[at:]))) for at in cuts)

    def lines(self, words: str, width: int) -> int:
        """Return how many lines `words` take in `width`; one that must be cut counts as far too many."""
        count, line = 1, ""
        for word in words.split():
            if self.width(word) > width:
                return TOO_MANY
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) > width:
                count, line = count + 1, word
            else:
                line = longer
        return count

    @property
    def pitch(self) -> int:
        """Height of a line of label, EMU."""
        return round(self.style.size * 1.2)

    def text(self, name: str, words: str, box: Rect, align: Align = Align.START) -> TextBox:
        """Return `words` in `box`, half way down; START is the side where the drawing begins."""
        return self.placed(name, self.broken(words, box.width, align), box)

    def broken(self, words: str, width: int, align: Align = Align.START) -> BrokenParagraph:
        """Return `words` in lines for a box of `width`, EMU."""
        if runs_leftwards(self.lang) is not self.rtl:  # words that begin on the right in a drawing that does not
            align = {Align.START: Align.END, Align.END: Align.START}.get(align, align)
        strategy = BreakStrategy.BALANCED if align is Align.CENTER else BreakStrategy.GREEDY
        return break_paragraph(self._copy(words, align), width, self.shaper, strategy)

    def placed(self, name: str, broken: BrokenParagraph, box: Rect) -> TextBox:
        """Return words that are broken to the width of `box` half way down it."""
        frame = self.over(box)
        top = frame.y + (frame.height - broken.height) // 2
        return TextBox(name, frame, (broken.set(frame.x, top),))

    def rectangle(self, name: str, box: Rect, ink: str, edge: str = "") -> Shape:
        """Return a filled rectangle."""
        return self._shape(name, Geometry.RECTANGLE, box, ink, edge)

    def ellipse(self, name: str, box: Rect, ink: str, edge: str = "") -> Shape:
        """Return a filled ellipse."""
        return self._shape(name, Geometry.ELLIPSE, box, ink, edge)

    def polygon(self, name: str, corners: tuple[Place, ...], ink: str, edge: str = "") -> Shape:
        """Return a filled polygon with `corners` on the page."""
        if self.rtl:
            corners = tuple((self.frame.x + self.frame.right - x, y) for x, y in corners)
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        box = Rect(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)
        return replace(self._shape(name, Geometry.POLYGON, box, ink, edge), frame=box, points=corners)

    def line(self, name: str, begin: Place, end: Place, ink: str, width: int = 0, *, dashed: bool = False) -> Shape:
        """Return a straight line from `begin` to `end`, a hairline where no `width` is given."""
        box = Rect(min(begin[0], end[0]), min(begin[1], end[1]), abs(end[0] - begin[0]), abs(end[1] - begin[1]))
        rising = (end[0] - begin[0]) * (end[1] - begin[1]) < 0
        return Shape(
            name,
            Geometry.LINE,
            self.over(box),
            line=self.theme.color(ink),
            line_ink=ink,
            line_width=width or self.hair,
            rising=rising is not self.rtl if box.width and box.height else False,
            dashed=dashed,
        )

    def _shape(self, name: str, form: Geometry, box: Rect, ink: str, edge: str) -> Shape:
        return Shape(
            name,
            form,
            self.over(box),
            fill=self.theme.color(ink),
            fill_ink=ink,
            line=self.theme.color(edge) if edge else None,
            line_ink=edge,
            line_width=self.hair if edge else 0,
        )

    def _copy(self, words: str, align: Align = Align.START) -> ParagraphSpec:
        return ParagraphSpec((TextRun(words, self.style, self.lang),), align=align, lang=self.lang)
