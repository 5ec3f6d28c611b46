"""The composing stick: a measure, a style and a place, and the pieces that are set to them."""

from __future__ import annotations

from dataclasses import replace

from builder.layout.lines import Broken, Copy, Manner, break_copy
from builder.layout.paper.flow import Mark, Piece
from builder.layout.paper.press import Press
from builder.scene import Align, Fit, Item, Style, Tag, TextBox
from builder.style import Rect, pt
from builder.value import value


@value(frozen=True, slots=True)
class Stick:
    """Where and how text is set: lengths in EMU, `start` counts from where the column's lines begin."""

    style: str
    column: int
    """Width of the column that the flow runs in."""
    width: int
    start: int = 0
    pitch: int = 0
    """Distance of baselines; nought for the style's own, then the text is off the grid."""
    align: Align = Align.START
    manner: Manner = Manner.BEST

    def indented(self, by: int, end: int = 0) -> Stick:
        """Return a stick that begins `by` later and stops `end` earlier."""
        return replace(self, start=self.start + by, width=self.width - by - end)

    def left(self, x: int, *, rtl: bool) -> int:
        """Return the left edge of the text in a column whose left edge is `x`."""
        return x + self.column - self.start - self.width if rtl else x + self.start


@value(frozen=True, slots=True)
class Place:
    """How a paragraph stands in the flow; the fields are those of `Piece`."""

    before: int = 0
    keep: bool = False
    mark: Mark | None = None
    lift: int = 0
    """How far above its place it is drawn: a heading in the middle between two texts would look lost."""
    whole: bool = False
    """Whether no cut may divide it: a heading."""


PLAIN = Place()
"""Without space above, and free to be cut."""


def body_stick(press: Press) -> Stick:
    """Return the stick of an answer's text: the text column, on the baseline grid."""
    align = Align.JUSTIFY if press.setting.align == "justify" else Align.START
    width = press.sheet.text.width
    return Stick("entry-text", width, width, 0, press.grid, align)


def full_stick(press: Press, style: str) -> Stick:
    """Return a stick over both columns, for a flow that runs in the text column."""
    sheet = press.sheet
    start = sheet.full.right - sheet.text.right if press.rtl else sheet.text.x - sheet.full.x
    return Stick(style, sheet.text.width, sheet.full.width, -start)


def broken_to(press: Press, stick: Stick, copy: Copy) -> Broken:
    """Return `copy` broken to the stick's width; text that is set ragged is not hyphenated."""
    hyphenate = press.setting.hyphenate and copy.align is Align.JUSTIFY
    return break_copy(copy, stick.width, press.desk.faces, stick.manner, hyphenate=hyphenate)


def first_baseline(broken: Broken) -> int:
    """Return how far below its top the first baseline stands, EMU."""
    return broken.rise


def grid_baseline(press: Press) -> int:
    """Return how far below a line of the grid the baseline of body text stands, EMU."""
    style = press.desk.faces.style("entry-text")
    return round(press.grid * 0.5 + style.size * 0.3)


def set_copy(press: Press, stick: Stick, copy: Copy, tags: tuple[Tag, ...], place: Place = PLAIN) -> Piece:
    """Return `copy` as a piece of lines; on the grid its baselines are the grid's."""
    broken = broken_to(press, stick, copy)
    shift = grid_baseline(press) - first_baseline(broken) if stick.pitch == press.grid else 0

    def draw(x: int, top: int, first: int, last: int) -> tuple[Item, ...]:
        left = stick.left(x, rtl=press.rtl)
        done = broken.set(left, top + shift - place.lift, first, last)
        return (TextBox(copy.tag or "text", Rect(left, top, stick.width, (last - first) * broken.pitch), (done,)),)

    return Piece(
        (broken.pitch,) * broken.count,
        draw,
        tags,
        before=place.before,
        keep=place.keep,
        least=broken.count if place.whole else 2,
        snap=stick.pitch == press.grid,
        mark=place.mark,
        torn=frozenset(index for index, row in enumerate(broken.rows, 1) if row.hyphen),
    )


def copy_of(
    stick: Stick, press: Press, text: str, tag: str, *, ink: str | None = None, align: Align | None = None
) -> Copy:
    """Return plain words as copy in the stick's style."""
    style = press.desk.faces.style(stick.style, ink=ink)
    return Copy(
        (press.desk.run(text, style),),
        align=align or stick.align,
        leading=leading_of(press, stick),
        pitch=stick.pitch,
        tag=tag,
        lang=press.desk.lang,
    )


def leading_of(press: Press, stick: Stick) -> float:
    """Return the distance of baselines of the stick's style as a multiple of its size."""
    return press.desk.theme.style(stick.style).leading


@value(frozen=True, slots=True)
class Label:
    """One line of words that stand still: a running head, a column's name."""

    text: str
    style: Style
    tag: str = ""
    align: Align = Align.START


def set_label(press: Press, label: Label, frame: Rect, name: str) -> TextBox:
    """Return a label at the top of `frame`, in as many lines as it needs; the box is as high as they are.

    Its certificate tells how much of the frame they take.
    """
    broken, size = label_lines(press, label, frame.width), label.style.size
    fit = Fit(name, size, (size,), broken.count, broken.height, frame.height, "fixed")
    return replace(place_label(broken, frame, name), fit=fit)


def place_label(broken: Broken, frame: Rect, name: str) -> TextBox:
    """Return a label that is broken to the width of `frame` at its top; the box is as high as the label's lines."""
    done = broken.set(frame.x, frame.y, 0, broken.count)
    return TextBox(name, Rect(frame.x, frame.y, frame.width, broken.height), (done,))


def label_lines(press: Press, label: Label, width: int, leading: float = 1.2) -> Broken:
    """Return a label broken to `width`."""
    copy = Copy(
        (press.desk.run(label.text, label.style),),
        align=label.align,
        leading=leading,
        tag=label.tag,
        lang=press.desk.lang,
    )
    return break_copy(copy, width, press.desk.faces, Manner.BEST, hyphenate=False)


LIFT = pt(3)
"""How far a heading is lifted off the grid: at the pitch of the text its larger letters would touch what follows."""

HAIR = pt(0.75)
"""Width of rules."""
