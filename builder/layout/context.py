"""What every slide is composed with: the theme, the measuring fonts, the labels, and the draft of a slide."""

from collections.abc import Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import FittedText, fit_one
from builder.layout.text.shaper import Shaper
from builder.layout.text.superscripts import subscript, superscript
from builder.media import Media
from builder.model.brief import Align, Mark, Point, PointOrigin, Run
from builder.model.capitals import initial_capital, initial_to_capitalise
from builder.model.findings import Report
from builder.model.origin import Origin
from builder.model.outline import Outline
from builder.model.plain_text import note_call
from builder.model.scene import Item, NoteParagraph, ResolvedStyle, Tag, TagId, TextBox, TextRun
from builder.model.theme import SlideLayout, Slot, Theme
from builder.model.units import Rect


class LayoutContext(Struct, frozen=True):
    """The tools of a layout run; nothing in it changes."""

    theme: Theme
    shaper: Shaper
    outline: Outline
    media: Media
    report: Report
    title_sizes: tuple[int, ...] = ()
    """The sizes of this deck's titles, EMU, largest first; empty until they are chosen."""

    def units(self, count: float) -> int:
        """Return a length in theme units, of which a slide is 540 high, as EMU."""
        return self.theme.units(count)

    @property
    def lang(self) -> str:
        """The document's language."""
        return self.outline.fields.lang

    def label(self, key: str) -> str:
        """Return a label in the document's language."""
        return self.outline.label(key)

    def run(
        self,
        text: str,
        style: ResolvedStyle,
        *,
        href: str = "",
        target: str | TagId = "",
        lang: str = "",
        origin: Origin | None = None,
    ) -> TextRun:
        """Return `text` as an editable run."""
        return TextRun(text, style, lang or self.lang, href=href, target=target, origin=origin)

    def runs(self, runs: Sequence[Run], style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return the source's runs in `style`, with their mark-up; footnote calls are left out."""
        return tuple(self._run_with_marks(run, style) for run in runs if run.text)

    def runs_with_calls(self, runs: Sequence[Run], style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return the source's runs in `style`, with their mark-up and the numbers of footnotes that they call."""
        return tuple(
            self._call(run, style) if run.note else self._run_with_marks(run, style)
            for run in runs
            if run.text or run.note
        )

    def point_with_calls(self, point: Point, style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return the words of a point as `point` does, with the numbers of footnotes that it calls."""
        runs = self.runs_with_calls(point.runs, style)
        return runs if point.origin is PointOrigin.AUTHORED else capitalised(runs, self.lang)

    def point(self, point: Point, style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return the words of a point, with a capital at the front unless its author wrote it for the slide."""
        if point.origin is PointOrigin.AUTHORED:
            return self.runs(point.runs, style)
        return self.point_runs(point.runs, style)

    def point_runs(self, runs: Sequence[Run], style: ResolvedStyle) -> tuple[TextRun, ...]:
        """Return `runs` in `style`, with a capital at the front where they begin with an ordinary word."""
        return capitalised(self.runs(runs, style), self.lang)

    def part_mark(self, part: int, parts: int, style: ResolvedStyle) -> TextRun:
        """Return the mark of a continued slide, ` (2/2)`, which is never alone on a line."""
        return self.run(f"\u00a0({self.label('continued').format(part=part, parts=parts)})", style)

    def _call(self, run: Run, style: ResolvedStyle) -> TextRun:
        number = note_call(self.outline.note_numbers[run.note])
        return TextRun(number, superscript(style), self.lang, origin=run.origin)

    def _run_with_marks(self, run: Run, style: ResolvedStyle) -> TextRun:
        style = style_with_marks(self.theme, run, style, italic=style.italic or Mark.EMPHASIS in run.mark)
        return TextRun(run.text, style, run.lang or self.lang, href=run.href, origin=run.origin)


def style_with_marks(theme: Theme, run: Run, style: ResolvedStyle, *, italic: bool) -> ResolvedStyle:
    """Return `style` with the marks of `run`, which is `italic` or upright."""
    bold = style.bold or Mark.STRONG in run.mark
    if (bold, italic) != (style.bold, style.italic):
        file = theme.font(style.font).file(bold=bold, italic=italic)
        style = replace(style, bold=bold, italic=italic, file=file)
    if Mark.SUPERSCRIPT in run.mark:
        return superscript(style)
    return subscript(style) if Mark.SUBSCRIPT in run.mark else style


DECK = TagId("deck")
"""The root of the deck's structure tree."""


def slide_tag(key: str) -> TagId:
    """Return the id of the section that the slide of this key is."""
    return DECK.part(key)


def on_slide(box: TextBox, key: str, other: str) -> TextBox:
    """Return `box` of the slide `key` as a part of the slide `other`."""
    old, new = slide_tag(key), slide_tag(other)
    moved = (
        replace(
            one,
            tag=one.tag and one.tag.moved(old, new),
            label_tag=one.label_tag and one.label_tag.moved(old, new),
        )
        for one in box.paragraphs
    )
    return replace(box, paragraphs=tuple(moved))


def with_origins(box: TextBox, *origins: Origin) -> TextBox:
    """Return `box` with where the words of its paragraphs come from."""
    return replace(box, paragraphs=tuple(replace(one, origins=origins) for one in box.paragraphs))


def key_of(planned: str, part: int) -> str:
    """Return the key of the slide that shows part number `part` of a planned slide."""
    return planned if part == 1 else f"{planned}-{part}"


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
    planned: str = ""
    """Key of the planned slide that it shows or continues."""

    @property
    def title_box(self) -> TextBox:
        """The title, with which every slide begins."""
        return cast("TextBox", self.items[0])


def capitalised(runs: tuple[TextRun, ...], lang: str) -> tuple[TextRun, ...]:
    """Return `runs` with a capital at the front, where they begin with an ordinary word; marks before it stay."""
    at = initial_to_capitalise("".join(run.text for run in runs), lang)
    done: list[TextRun] = []
    for run in runs:
        text = run.text
        if 0 <= at < len(text):
            text = text[:at] + initial_capital(text[at], run.lang) + text[at + 1 :]
        done.append(run if text is run.text else replace(run, text=text))
        at -= len(text)
    return tuple(done)


def set_slot(
    shaper: Shaper, layout: SlideLayout, name: str, copy: ParagraphSpec, *, tag: TagId | None = None
) -> TextBox | None:
    """Return the slot `name` filled with one paragraph, or None if it does not fit at any size."""
    return set_in(shaper, layout.slot(name), copy, tag=tag)


def set_in(shaper: Shaper, slot: Slot, copy: ParagraphSpec, *, tag: TagId | None = None) -> TextBox | None:
    """Return `slot` filled with one paragraph, or None if it does not fit at any size."""
    base = shaper.theme.style(slot.style)

    def copies(size: int) -> tuple[ParagraphSpec, ...]:
        return (resized(copy, size, base.size, tag),)

    done = fit_one(
        slot.name, slot.frame, copies, shaper.theme.sizes(slot), shaper, lines=slot.lines, anchor=slot.anchor
    )
    return box_of(slot, done) if done else None


def resized(copy: ParagraphSpec, size: int, usual: int, tag: TagId | None = None) -> ParagraphSpec:
    """Return `copy` at another size: each run keeps its proportion to the slot's usual size."""
    if size == usual:
        return replace(copy, tag=tag) if tag and tag != copy.tag else copy
    runs = tuple(replace(run, style=_scaled(run.style, size / usual)) for run in copy.runs)
    return replace(copy, runs=runs, tag=tag or copy.tag)


def _scaled(style: ResolvedStyle, by: float) -> ResolvedStyle:
    return replace(
        style,
        size=round(style.size * by),
        rise=round(style.rise * by),
        script_of=round(style.script_of * by),
    )


def space_before(slot: Slot, free: int) -> int:
    """Return how much of the width that is left `free` is before the words of `slot`, EMU."""
    return {Align.CENTER: free // 2, Align.END: free}.get(slot.align, 0)


def box_of(slot: Slot, fitted: FittedText, frame: Rect | None = None) -> TextBox:
    """Return the text box that fills `slot`."""
    return TextBox(
        slot.label,
        frame or slot.frame,
        fitted.paragraphs,
        slot=slot.name,
        anchor=slot.anchor,
        inset=fitted.inset,
        fit=fitted.fit,
    )
