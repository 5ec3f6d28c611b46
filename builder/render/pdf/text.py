"""Text on a page: glyphs at their measured places, read in the order of the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from builder.model.plain_text import lowered, raised
from builder.model.scene import GlyphRun, Line, ResolvedStyle, SetParagraph, TagId, TextBox
from builder.render.pdf.canvas import FOOT, HEAD, ORNAMENT, TaggedCanvas
from builder.render.pdf.coordinates import PageTransform, number
from builder.render.pdf.fonts import EmbeddedFont, Fonts
from builder.render.pdf.links import Linker
from builder.render.pdf.tags import StructureElement

SOFT_HYPHEN = "\u00ad"
"""What a hyphen of the layout is read as (ISO 32000-1, 14.8.2.2.3)."""

NOTHING = "\u200b"
"""What the second glyph of a single character is read as; an ActualText then says what the run means."""

EDGE = 1 / 8
"""The share of a page's height that holds running heads above and running feet below."""


class Typesetter:
    """What draws text: the canvas, its fonts, and what links lead to."""

    def __init__(self, canvas: TaggedCanvas, fonts: Fonts, linker: Linker) -> None:
        """Draw on `canvas` with `fonts`."""
        self.canvas, self.fonts, self.linker = canvas, fonts, linker

    def draw_box(self, box: TextBox, place: PageTransform) -> None:
        """Draw the paragraphs of `box`, and its ground where it has one."""
        if box.fill:
            with self.canvas.marked(None):
                x, y, right, top = place.box(box.frame)
                self.canvas.fill(box.fill)
                if box.edge:
                    self.canvas.stroke(box.edge)
                    self.canvas.setLineWidth(place.length(box.edge_width))
                self.canvas.rect(x, y, right - x, top - y, stroke=int(box.edge is not None), fill=1)
        artifact = self._artifact(box, place)
        self.draw(box.paragraphs, place, target=box.target, artifact=artifact)

    def _artifact(self, box: TextBox, place: PageTransform) -> str:
        height = self.canvas.height
        middle = (place.y(box.frame.bottom) + place.y(box.frame.y)) / 2
        if middle > height * (1 - EDGE):
            return HEAD
        return FOOT if middle < height * EDGE else ORNAMENT

    def draw(
        self,
        paragraphs: tuple[SetParagraph, ...],
        place: PageTransform,
        *,
        tag: TagId | None = None,
        target: str = "",
        artifact: str = ORNAMENT,
    ) -> None:
        """Draw `paragraphs`; those without a tag of their own are content of `tag`, or artifacts without one.

        Words without a link of their own lead to the page `target` where that is given.
        """
        owners = [paragraph.tag or tag for paragraph in paragraphs]
        for at, (paragraph, owner) in enumerate(zip(paragraphs, owners, strict=True), 1):
            sequence = _Sequence(self, place, artifact)
            for run in reading_order(paragraph.label):
                baseline = paragraph.lines[0].baseline if paragraph.lines else 0
                sequence.add(run, baseline, self._owner(paragraph.label_tag))
            element = self._owner(owner)
            for line in paragraph.lines:
                parted = line is paragraph.lines[-1] and owners[at : at + 1] == [owner]  # two paragraphs of one element
                self._line(sequence, line, (element, target), space=line.space or parted)
            sequence.close()

    def _line(
        self, sequence: _Sequence, line: Line, owner: tuple[StructureElement | None, str], *, space: bool
    ) -> None:
        own, target = owner
        runs = reading_order(line.runs)
        for run in runs:
            element = own if run.tag is None else self._owner(run.tag)
            link = self.linker.link_of(run, element, target)
            sequence.add(run, line.baseline, link or element, space=space and run is runs[-1])
            if link:
                self.linker.reach(link, run, line.baseline, sequence.place, self.fonts.font(run.style.file))
        self.linker.attach(space=space)

    def _owner(self, tag: TagId | None) -> StructureElement | None:
        return self.canvas.structure.element(tag) if tag and not self.canvas.sealed else None


def _is_script(run: GlyphRun) -> bool:
    """Return whether `run` is raised or lowered digits, which would be read as more of the number before them.

    The calls of notes and links are raised too, but have elements of their own.
    """
    return bool(run.style.rise) and not run.target and any(char.isdigit() for char in run.text)


def _actual_text(run: GlyphRun, glyphs: ReadingOrderGlyphs) -> str:
    """Return what `run` is read as."""
    text = "".join(text for text in glyphs.texts if text != NOTHING)
    if not _is_script(run):
        return text
    return raised(text) if run.style.rise > 0 else lowered(text)


class _Sequence:
    """Text on its way to the page: a marked sequence for each stretch of one element."""

    def __init__(self, setter: Typesetter, place: PageTransform, artifact: str) -> None:
        self._canvas, self._fonts = setter.canvas, setter.fonts
        self.place, self._artifact = place, artifact
        self._open = False
        self._owner: StructureElement | None = None
        self._style: ResolvedStyle | None = None
        self._font = ""

    def add(self, run: GlyphRun, baseline: int, owner: StructureElement | None, *, space: bool = False) -> None:
        """Draw `run` on `baseline` as content of `owner`; with `space`, a word ends where its line does."""
        font = self._fonts.font(run.style.file)
        glyphs = in_reading_order(run)
        is_read = owner is not None and (not glyphs.exact or _is_script(run))  # what an artifact says is not read aloud
        said = _actual_text(run, glyphs) + " " * space if is_read else ""
        if said or not self._open or owner is not self._owner:
            self.close()
            self._begin(owner, said)
        y = number(self.place.y(baseline - run.style.rise))
        self._show(run, font, glyphs, y)
        if space and font.space:
            self._space(run, font, y)
        if said:
            self.close()

    def _space(self, run: GlyphRun, font: EmbeddedFont, y: str) -> None:
        """Draw a space after `run` that is read and not seen (ISO 32000-1, 14.8.2.5)."""
        code, width = font.drawn[font.space, " "]
        x = self.place.x(run.x - width * run.style.size / 1000 if leftwards(run) else run.x + run.width)
        changes = self._changes(run.style, font)  # a run of invisible characters has drawn nothing in its font
        self._canvas.addLiteral(f"{changes}1 0 0 1 {number(x)} {y} Tm <{code}> Tj")

    def close(self) -> None:
        """End the open sequence, if there is one."""
        if self._open:
            self._canvas.addLiteral("ET" if self._canvas.sealed else "ET EMC")
        self._open = False

    def _begin(self, owner: StructureElement | None, actual_text: str = "") -> None:
        if not self._canvas.sealed:
            opening = self._canvas.opening(owner, actual_text) if owner else f"/Artifact <</{self._artifact}>> BDC"
            self._canvas.addLiteral(opening)
        self._canvas.addLiteral("BT")
        self._open, self._owner, self._style, self._font = True, owner, None, ""

    def _show(self, run: GlyphRun, font: EmbeddedFont, glyphs: ReadingOrderGlyphs, y: str) -> None:
        if not glyphs.offsets:
            return
        x = self.place.x(run.x + glyphs.offsets[0])
        changes = self._changes(run.style, font)
        shown = _show_operators(glyphs, run, font, self.place)
        self._canvas.addLiteral(f"{changes}1 0 0 1 {number(x)} {y} Tm {shown}")

    def _changes(self, style: ResolvedStyle, font: EmbeddedFont) -> str:
        """Set the colour of words in `style`, and return the operator that sets their font, where these change."""
        if style is self._style:
            return ""
        if self._style is None or style.color != self._style.color:
            self._canvas.fill(style.color)
        self._style = style
        before, self._font = self._font, f"/{font.name} {number(self.place.length(style.size))} Tf "
        return "" if self._font == before else self._font


def _show_operators(glyphs: ReadingOrderGlyphs, run: GlyphRun, font: EmbeddedFont, place: PageTransform) -> str:
    """Return the operators that show `glyphs`, each where it was measured, to half a thousandth of the size."""
    pen = glyphs.offsets[0] * 1000 / run.style.size
    if not glyphs.rises:
        return _show_operator(glyphs, run, font, pen)[0]
    operators = []
    start = 0
    for lift, stretch in groupby(glyphs.rises):
        end = start + len(list(stretch))
        operator, pen = _show_operator(glyphs.part(start, end), run, font, pen)
        operators.append(f"{number(place.length(lift))} Ts {operator}")
        start = end
    return " ".join([*operators, "0 Ts"])


_WHOLE = 1.5 * 2**52
"""A number without room for a fraction: what is added to it and taken away again is rounded, faster than by `round`."""

_STEPS: dict[float, str] = {step: f">{step}<" for step in range(-500, 501)}
"""What separates two characters where the pen steps back, made beforehand: most are a step from the last."""


def _show_operator(glyphs: ReadingOrderGlyphs, run: GlyphRun, font: EmbeddedFont, pen: float) -> tuple[str, float]:
    """Return the operator that shows `glyphs` on one level, and where the pen is then, thousandths of the size."""
    thousandth = 1000 / run.style.size
    parts = []
    wanted = map(font.drawn.__getitem__, zip(glyphs.glyphs, glyphs.texts, strict=True))
    for (code, width), offset in zip(wanted, glyphs.offsets, strict=True):
        step = pen - offset * thousandth + _WHOLE - _WHOLE
        if step:
            parts.append(_STEPS.get(step) or f">{step:.0f}<")
            pen -= step
        parts.append(code)
        pen += width
    text = f"<{''.join(parts)}>"
    return (f"[{text.removeprefix('<>')}] TJ" if ">" in text[:-1] else f"{text} Tj"), pen


class ReadingOrderGlyphs(NamedTuple):
    """The glyphs of a run in reading order."""

    glyphs: Sequence[int]
    texts: Sequence[str]
    """What each is read as."""
    offsets: Sequence[int]
    """The distance of each from the run's left edge, EMU."""
    rises: Sequence[int]
    """How far each is above the baseline, EMU; empty if all are on it."""
    exact: bool
    """Whether the texts are the run's text: where they are not, it has to be said beside them."""

    def part(self, start: int, end: int) -> ReadingOrderGlyphs:
        """Return the characters from `start` to before `end`, as if they were on the baseline."""
        return ReadingOrderGlyphs(
            self.glyphs[start:end], self.texts[start:end], self.offsets[start:end], (), self.exact
        )


def in_reading_order(run: GlyphRun) -> ReadingOrderGlyphs:
    """Return the glyphs of `run` in reading order with what each is read as.

    Where one glyph shows several characters (a ligature) it is read as all of them; where several show one, the
    first is read as it. Together they are the run's text, and a soft hyphen where the layout added a hyphen.
    """
    text, clusters = run.text, run.clusters
    if clusters == _each(len(text)):
        return ReadingOrderGlyphs(run.glyphs, text, run.offsets, run.rises, exact=True)
    order = range(len(clusters) - 1, -1, -1) if leftwards(run) else range(len(clusters))
    starts = sorted({cluster for cluster in clusters if cluster < len(text)})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))  # none if the text has no glyph, as U+200F
    members: dict[int, list[int]] = {}
    for index in order:
        members.setdefault(clusters[index], []).append(index)
    indices: list[int] = []
    texts: list[str] = []
    exact = True
    for cluster, found in members.items():
        indices += found
        if cluster >= len(text):
            texts += [SOFT_HYPHEN] * len(found)
            continue
        shown = text[0 if cluster == starts[0] else cluster : ends[cluster]]
        exact = exact and len(found) <= len(shown)
        texts += _parts(shown, len(found))
    glyphs, offsets, rises = (
        [row[index] for index in indices] if row else () for row in (run.glyphs, run.offsets, run.rises)
    )
    return ReadingOrderGlyphs(glyphs, texts, offsets, rises, exact)


@lru_cache(maxsize=1024)
def _each(count: int) -> tuple[int, ...]:
    """Return the clusters of a run in which each character has a glyph of its own; most runs have them."""
    return tuple(range(count))


def _parts(text: str, count: int) -> list[str]:
    """`text` in `count` parts: one character each, the last takes the rest, and what is too many reads as nothing."""
    if count <= len(text):
        return [*text[: count - 1], text[count - 1 :]]
    return [*text, *[NOTHING] * (count - len(text))]


def leftwards(run: GlyphRun) -> bool:
    """Return whether `run` is read from right to left."""
    if run.clusters and run.clusters[0] != run.clusters[-1]:
        return run.clusters[0] > run.clusters[-1]
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in run.text)


def reading_order(runs: tuple[GlyphRun, ...]) -> Sequence[GlyphRun]:
    """Return the runs of a line, which are from left to right, in the order in which they are read."""
    return sorted(runs, key=attrgetter("start")) if len(runs) > 1 else runs
