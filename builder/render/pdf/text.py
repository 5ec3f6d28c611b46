"""Text on a page: glyphs at their measured places, read in the order of the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.render.pdf.canvas import FOOT, HEAD, ORNAMENT, TaggedCanvas, channels
from builder.render.pdf.fonts import EmbeddedFont, Fonts
from builder.render.pdf.links import Linker
from builder.render.pdf.place import Place, number, numbers
from builder.render.pdf.tags import Element
from builder.scene import GlyphRun, Line, SetParagraph, TextBox

SOFT_HYPHEN = "\u00ad"
"""What a hyphen of the layout is read as (ISO 32000-1, 14.8.2.2.3)."""

NOTHING = "\u200b"
"""What the second glyph of a single letter is read as; an ActualText then says what the run means."""

EDGE = 1 / 8
"""The share of a page's height that holds running heads above and running feet below."""


Letter = tuple[int, str]
"""A glyph in reading order: its index in the run, and what it is read as."""


class Typesetter:
    """What draws text: the canvas, its fonts, and what links lead to."""

    def __init__(self, canvas: TaggedCanvas, fonts: Fonts, linker: Linker) -> None:
        """Draw on `canvas` with `fonts`."""
        self.canvas, self.fonts, self.linker = canvas, fonts, linker

    def draw_box(self, box: TextBox, place: Place) -> None:
        """Draw the paragraphs of `box`, and its ground where it has one."""
        if box.fill:
            with self.canvas.marked(""):
                x, y, right, top = place.box(box.frame)
                self.canvas.fill(box.fill)
                self.canvas.write(f"{numbers(x, y, right - x, top - y)} re f")
        artifact = self._artifact(box, place)
        self.draw(box.paragraphs, place, target=box.target, artifact=artifact)

    def _artifact(self, box: TextBox, place: Place) -> str:
        _, lower, _, upper = place.box(box.frame)
        height = self.canvas.height
        middle = (lower + upper) / 2
        if middle > height * (1 - EDGE):
            return HEAD
        return FOOT if middle < height * EDGE else ORNAMENT

    def draw(
        self,
        paragraphs: tuple[SetParagraph, ...],
        place: Place,
        *,
        tag: str = "",
        target: str = "",
        artifact: str = ORNAMENT,
    ) -> None:
        """Draw `paragraphs`; those without a tag of their own are content of `tag`, or artifacts where that is empty.

        Words without a link of their own lead to the page `target` where that is given.
        """
        owners = [paragraph.tag or tag for paragraph in paragraphs]
        for paragraph, owner, after in zip(paragraphs, owners, (*owners, None)[1:], strict=True):
            sequence = _Sequence(self, place, artifact)
            for run in reading_order(paragraph.label):
                baseline = paragraph.lines[0].baseline if paragraph.lines else 0
                sequence.add(run, baseline, self._owner(paragraph.label_tag))
            for line in paragraph.lines:
                parted = line is paragraph.lines[-1] and owner == after  # two paragraphs of one element
                self._line(sequence, line, (owner, target), space=line.space or parted)
            sequence.close()

    def _line(self, sequence: _Sequence, line: Line, owner: tuple[str, str], *, space: bool) -> None:
        tag, target = owner
        runs = reading_order(line.runs)
        for run in runs:
            element = self._owner(run.tag if run.tag is not None else tag)
            link = self.linker.link_of(run, element, target)
            sequence.add(run, line.baseline, link or element, space=space and run is runs[-1])
            if link:
                self.linker.reach(link, run, line.baseline, sequence.place, self.fonts.font(run.style.file))
        self.linker.attach(space=space)

    def _owner(self, tag: str) -> Element | None:
        return self.canvas.structure.element(tag) if tag and not self.canvas.sealed else None


class _Sequence:
    """Text on its way to the page: a marked sequence for each stretch of one element."""

    def __init__(self, setter: Typesetter, place: Place, artifact: str) -> None:
        self._canvas, self._fonts = setter.canvas, setter.fonts
        self.place, self._artifact = place, artifact
        self._open = False
        self._owner: Element | None = None
        self._state: tuple[str, ...] = ()

    def add(self, run: GlyphRun, baseline: int, owner: Element | None, *, space: bool = False) -> None:
        """Draw `run` on `baseline` as content of `owner`; with `space`, a word ends where its line does."""
        font = self._fonts.font(run.style.file)
        letters, exact = read_letters(run)
        said = "" if exact else "".join(text for _, text in letters if text != NOTHING) + " " * space
        if said or not self._open or owner is not self._owner:
            self.close()
            self._begin(owner, said)
        self._show(run, font, letters, baseline)
        if space and font.space:
            self._space(run, font, baseline)
        if said:
            self.close()

    def _space(self, run: GlyphRun, font: EmbeddedFont, baseline: int) -> None:
        """Draw a space after `run` that is read and not seen (ISO 32000-1, 14.8.2.5)."""
        code, width = font.letter(font.space, " ")
        x = self.place.x(run.x - width * run.style.size / 1000 if leftwards(run) else run.x + run.width)
        y = self.place.y(baseline - run.style.rise)
        self._canvas.write(f"1 0 0 1 {numbers(x, y)} Tm <{code}> Tj")

    def close(self) -> None:
        """End the open sequence, if there is one."""
        if self._open:
            self._canvas.write("ET" if self._canvas.sealed else "ET EMC")
        self._open = False

    def _begin(self, owner: Element | None, actual_text: str = "") -> None:
        if not self._canvas.sealed:
            opening = self._canvas.opening(owner, actual_text) if owner else f"/Artifact <</{self._artifact}>> BDC"
            self._canvas.write(opening)
        self._canvas.write("BT")
        self._open, self._owner, self._state = True, owner, ()

    def _show(self, run: GlyphRun, font: EmbeddedFont, letters: Sequence[Letter], baseline: int) -> None:
        if not letters:
            return
        style = run.style
        size = self.place.length(style.size)
        state = (f"/{font.name} {number(size)} Tf", f"{channels(style.color)} rg")
        operators = [part for part in state if part not in self._state]
        self._state = state
        x = self.place.x(run.x + run.offsets[letters[0][0]])
        operators.append(f"1 0 0 1 {numbers(x, self.place.y(baseline - style.rise))} Tm")
        operators += _shown(run, font, letters, self.place)
        self._canvas.write(" ".join(operators))


def _shown(run: GlyphRun, font: EmbeddedFont, letters: Sequence[Letter], place: Place) -> Iterator[str]:
    """Yield the operators that show `letters`, each where it was measured, to half a thousandth of the size."""
    pen = run.offsets[letters[0][0]] * 1000 / run.style.size
    if not run.rises:
        yield _shown_level(run, font, letters, pen)[0]
        return
    for lift, stretch in groupby(letters, lambda letter: run.rises[letter[0]]):
        operator, pen = _shown_level(run, font, list(stretch), pen)
        yield f"{number(place.length(lift))} Ts {operator}"
    yield "0 Ts"


def _shown_level(run: GlyphRun, font: EmbeddedFont, letters: Sequence[Letter], pen: float) -> tuple[str, float]:
    """Return the operator that shows `letters` on one level, and where the pen is then, thousandths of the size."""
    thousandth = 1000 / run.style.size
    glyphs, offsets = run.glyphs, run.offsets
    parts = ["<"]
    moved = False
    for index, text in letters:
        shift = pen - offsets[index] * thousandth
        if not -0.5 <= shift <= 0.5:
            moved = True
            step = round(shift)
            parts.append(f">{step}<")
            pen -= step
        code, width = font.letter(glyphs[index], text)
        parts.append(code)
        pen += width
    parts.append(">")
    shown = "".join(parts)
    return (f"[{shown.removeprefix('<>')}] TJ" if moved else f"{shown} Tj"), pen


def read_letters(run: GlyphRun) -> tuple[list[Letter], bool]:
    """Return the glyphs of `run` in reading order with what each is read as, and whether that is exact.

    Where one glyph shows several characters (a ligature) it is read as all of them; where several show one, the
    first is read as it. Together they are the run's text, and a soft hyphen where the layout added a hyphen.
    """
    text, clusters = run.text, run.clusters
    if clusters == tuple(range(len(text))):
        return list(enumerate(text)), True
    order = range(len(clusters) - 1, -1, -1) if leftwards(run) else range(len(clusters))
    starts = sorted({cluster for cluster in clusters if cluster < len(text)})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    members: dict[int, list[int]] = {}
    for index in order:
        members.setdefault(clusters[index], []).append(index)
    letters: list[Letter] = []
    exact = True
    for cluster, indices in members.items():
        if cluster >= len(text):
            letters += [(index, SOFT_HYPHEN) for index in indices]
            continue
        shown = text[0 if cluster == starts[0] else cluster : ends[cluster]]
        exact = exact and len(indices) <= len(shown)
        letters += zip(indices, _parts(shown, len(indices)), strict=True)
    return letters, exact


def _parts(text: str, count: int) -> list[str]:
    """`text` in `count` parts: one character each, the last takes the rest, and what is too many reads as nothing."""
    if count <= len(text):
        return [*text[: count - 1], text[count - 1 :]]
    return [*text, *[NOTHING] * (count - len(text))]


def leftwards(run: GlyphRun) -> bool:
    """Return whether `run` is read from right to left."""
    if run.clusters and run.clusters[0] != run.clusters[-1]:
        return run.clusters[0] > run.clusters[-1]
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in run.text)


def reading_order(runs: tuple[GlyphRun, ...]) -> list[GlyphRun]:
    """Return the runs of a line, which stand from left to right, in the order in which they are read."""
    return sorted(runs, key=lambda run: run.start)
