"""What every slide is composed with: the theme, the measuring fonts, the labels, and the draft of a slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import LONG_TITLE
from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.block import BreakStrategy, ParagraphSpec, break_again, break_paragraph
from builder.layout.text.fit import FittedText, fit_one, spare_lines
from builder.layout.text.shaper import Shaper
from builder.model.brief import Mark, Point, Run
from builder.model.capitals import in_capitals
from builder.model.findings import NOWHERE, Report, Span
from builder.model.outline import Outline
from builder.model.scene import Item, NoteParagraph, ResolvedStyle, Role, Tag, TextBox, TextRun
from builder.model.theme import SlideLayout, Slot, Theme
from builder.model.units import Rect, pt_from_emu

SHORT = {2: 0.75}
"""A title of so many lines has too short a last line below this share of its longest."""

SHORT_OF_MORE = 0.45


class LayoutContext(Struct, frozen=True):
    """The tools of a layout run; nothing in it changes."""

    theme: Theme
    faces: Shaper
    outline: Outline
    media: Mapping[str, bytes]
    report: Report

    @property
    def lang(self) -> str:
        """The document's language."""
        return self.outline.fields.lang

    def label(self, key: str) -> str:
        """Return a label in the document's language."""
        return self.outline.label(key)

    def run(self, text: str, style: ResolvedStyle, *, href: str = "", target: str = "", lang: str = "") -> TextRun:
        """Return `text` as an editable run."""
        return TextRun(text, style, lang or self.lang, href=href, target=target)

    def runs(self, runs: Sequence[Run], style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return the source's runs in `style`, with their mark-up; footnote calls are left out."""
        return tuple(self._marked(run, style) for run in runs if run.text)

    def point(self, point: Point, style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return the words of a point, the first letter as a capital."""
        return self.point_runs(point.runs, style)

    def point_runs(self, runs: Sequence[Run], style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return `runs` in `style`, the first letter as a capital."""
        return capitalised(self.runs(runs, style))

    def part_mark(self, part: int, parts: int, style: ResolvedStyle) -> TextRun:
        """Return the mark of a continued slide, ` (2/2)`."""
        return self.run(f" ({self.label('continued').format(part=part, parts=parts)})", style)

    def _marked(self, run: Run, style: ResolvedStyle) -> TextRun:
        bold = style.bold or Mark.STRONG in run.mark
        italic = style.italic or Mark.EMPHASIS in run.mark
        if (bold, italic) != (style.bold, style.italic):
            font = self.theme.font(style.font)
            style = replace(style, bold=bold, italic=italic, file=font.file(bold=bold, italic=italic))
        return TextRun(run.text, style, run.lang or self.lang, href=run.href)


class ComposedSlide(Struct, frozen=True):
    """A slide without its furniture: footer, number and cross-reference come when all slides are known."""

    key: str
    title: str
    layout: str
    items: tuple[Item, ...]
    tags: tuple[Tag, ...]
    notes: tuple[NoteParagraph, ...]
    entry: str = ""
    """Id of the handout entry that holds the full answer."""


def capitalised(runs: tuple[TextRun, ...]) -> tuple[TextRun, ...]:
    """Return `runs` with the first letter as a capital; quotation marks before it stay."""
    done: list[TextRun] = []
    for index, run in enumerate(runs):
        for at, letter in enumerate(run.text):
            if letter.isalnum():
                text = run.text[:at] + _upper(letter) + run.text[at + 1 :]
                first = TextRun(text, run.style, run.lang, run.href, run.target, run.field)
                return (*done, first, *runs[index + 1 :])
        done.append(run)
    return runs


def _upper(letter: str) -> str:
    upper = in_capitals(letter)
    return upper if len(upper) == 1 else letter


def set_slot(
    context: LayoutContext, layout: SlideLayout, name: str, copy: ParagraphSpec, *, tag: str = ""
) -> TextBox | None:
    """Return the slot `name` filled with one paragraph, or None where it does not fit at any size."""
    return set_in(context, layout.slot(name), copy, tag=tag)


def set_in(context: LayoutContext, slot: Slot, copy: ParagraphSpec, *, tag: str = "") -> TextBox | None:
    """Return `slot` filled with one paragraph, or None where it does not fit at any size."""
    base = context.theme.style(slot.style)
    ladder = slot.ladder or (base.size,)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return (resized(copy, size, base.size, tag),)

    done = fit_one(slot.name, slot.frame, copies, ladder, context.faces, lines=slot.lines, anchor=slot.anchor)
    return box_of(slot, done) if done else None


def resized(copy: ParagraphSpec, size: int, usual: int, tag: str) -> ParagraphSpec:
    """Return `copy` at another size: each run keeps its proportion to the slot's usual size."""
    if size == usual:
        return replace(copy, tag=tag) if tag and tag != copy.tag else copy
    runs = tuple(replace(run, style=replace(run.style, size=round(run.style.size * size / usual))) for run in copy.runs)
    return replace(copy, runs=runs, tag=tag or copy.tag)


def box_of(slot: Slot, fitted: FittedText, frame: Rect | None = None) -> TextBox:
    """Return the text box that fills `slot`."""
    return TextBox(
        label_of(slot), frame or slot.frame, fitted.paragraphs, slot=slot.name, anchor=slot.anchor, fit=fitted.fit
    )


def label_of(slot: Slot) -> str:
    """Return the name of a slot as the selection pane shows it."""
    return slot.name.replace("-", " ").capitalize()


def set_title(
    context: LayoutContext,
    layout: SlideLayout,
    runs: tuple[TextRun, ...],
    key: str,
    *,
    role: Role,
    place: Span = NOWHERE,
) -> tuple[TextBox, Tag]:
    """Return the title of a slide; a title that does not fit is an error with the measured lines, never shrunk."""
    tag = Tag(f"{key}.title", role, key)
    copy = ParagraphSpec(runs, lang=context.lang)
    box = set_slot(context, layout, "title", copy, tag=tag.id)
    if box is None:
        report_long_title(context, layout, runs, place)
        slot = layout.slot("title")
        tall = replace(slot, lines=0, frame=replace(slot.frame, height=context.theme.slide_height * 9))
        box = set_in(context, tall, copy, tag=tag.id)
        assert box is not None  # noqa: S101 - nine slides' height holds what a briefing can hold
        return box, tag
    return _without_widow(context, layout, copy, box, tag.id), tag


def _without_widow(context: LayoutContext, layout: SlideLayout, copy: ParagraphSpec, box: TextBox, tag: str) -> TextBox:
    """Return the title set narrower where its last line is short, with as many lines, more even in length.

    The box keeps its frame, so that it follows its layout; an inset narrows it.
    """
    lines = [line for paragraph in box.paragraphs for line in paragraph.lines]
    widths = [sum(run.width for run in line.runs) for line in lines]
    if box.fit is None or len(lines) < 2 or widths[-1] >= SHORT.get(len(lines), SHORT_OF_MORE) * max(widths):
        return box
    slot = layout.slot("title")
    base = context.theme.style(slot.style).size
    width = _narrowest(context, slot.frame.width, resized(copy, box.fit.size, base, tag), box.fit.lines)
    narrow = _set_narrow(context, slot, copy, width, tag) if width < slot.frame.width else None
    return narrow or box


def _narrowest(context: LayoutContext, width: int, copy: ParagraphSpec, lines: int) -> int:
    """Return the narrowest width, from half of `width` and to a fiftieth of it, in which `copy` takes `lines`; EMU."""
    broken = break_paragraph(copy, _slackened(context, width), context.faces, BreakStrategy.GREEDY)
    low, high, step = width // 2, width, width // 50
    while high - low > step:
        middle = (low + high) // 2
        room = _slackened(context, middle)
        trial = break_again(broken, room, BreakStrategy.GREEDY)
        if trial.count + spare_lines(trial, room, context.faces) == lines:
            high = middle
        else:
            low = middle
    return high


def _slackened(context: LayoutContext, width: int) -> int:
    """Return the width in which `fit_one` breaks the lines of a box of `width`, EMU."""
    return width - round(width * context.theme.slack)


def _set_narrow(context: LayoutContext, slot: Slot, copy: ParagraphSpec, width: int, tag: str) -> TextBox | None:
    """Return `slot` with `copy` set in a part of its frame that is `width` wide, on the side where lines begin."""
    spare = slot.frame.width - width
    inset = (spare, 0, 0, 0) if runs_leftwards(context.lang) else (0, 0, spare, 0)
    base = context.theme.style(slot.style).size

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return (resized(copy, size, base, tag),)

    ladder = slot.ladder or (base,)
    done = fit_one(
        slot.name, slot.frame, copies, ladder, context.faces, lines=slot.lines, anchor=slot.anchor, inset=inset
    )
    return replace(box_of(slot, done), inset=inset) if done else None


def title_fits(context: LayoutContext, layout: SlideLayout, runs: tuple[TextRun, ...]) -> bool:
    """Return whether `runs` fit the title of `layout`."""
    return set_slot(context, layout, "title", ParagraphSpec(runs, lang=context.lang)) is not None


def report_long_title(context: LayoutContext, layout: SlideLayout, runs: tuple[TextRun, ...], place: Span) -> None:
    """Add `long-title` with the measured lines and how many words must go."""
    slot = layout.slot("title")
    lines = _lines(context, slot, runs)
    words = "".join(run.text for run in runs).split()
    counts = range(1, len(words))
    spare = next((n for n in counts if _holds(context, slot, runs[0], words[:-n])), len(words) - 1)
    size = pt_from_emu((slot.ladder or (context.theme.style(slot.style).size,))[-1])
    most = slot.lines or "its"
    context.report.add(
        LONG_TITLE,
        place,
        f"the title takes {lines} lines at {size:g} pt, the layout `{layout.name}` has {most}: "
        f"`{' '.join(words)[:60]}…`",
        f"make it {spare} word{'s' * (spare != 1)} shorter: highlight fewer words, or write a headline in `::: slide`",
    )


def _holds(context: LayoutContext, slot: Slot, run: TextRun, words: list[str]) -> bool:
    return _lines(context, slot, (replace(run, text=" ".join(words)),)) <= (slot.lines or 1)


def _lines(context: LayoutContext, slot: Slot, runs: tuple[TextRun, ...]) -> int:
    base = context.theme.style(slot.style).size
    copy = resized(ParagraphSpec(runs, lang=context.lang), (slot.ladder or (base,))[-1], base, "")
    width = round(slot.frame.width * (1 - context.theme.slack))
    return break_paragraph(copy, width, context.faces, BreakStrategy.GREEDY).count
