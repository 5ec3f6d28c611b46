"""The height that a long text takes at least, known for all sizes from one measurement, so that trials are spared."""

from collections.abc import Iterable

from builder.layout.text.bidi import runs_leftwards
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.paragraph import shape_paragraph
from builder.layout.text.shaper import Shaper

LONG = 1000
"""A text of more characters, about a slide of words, is asked for its least height before its lines are broken."""

SAFE = 0.98
"""Glyphs are rounded to EMU at each size, so that a text which is too high by less than this is broken all the same."""


def least_height(specs: Iterable[ParagraphSpec], width: int, shaper: Shaper) -> int:
    """Return a height below which no program sets the long texts among `specs` in lines of `width`; EMU.

    Lines are taken as filled to their edges by words alone; short texts and gaps between paragraphs do not count.
    """
    height = 0
    for spec in specs:
        length = 0
        for run in spec.runs:
            length += len(run.text)
        if length > LONG:
            height += _least_height(spec, max(width - spec.indent, 1), shaper)
    return height


def _least_height(spec: ParagraphSpec, measure: int, shaper: Shaper) -> int:
    size = max(run.style.size for run in spec.runs)
    looks = tuple(
        (run.text, run.lang, run.style.file, run.style.size / size, run.style.tracking / size, run.style.caps)
        for run in spec.runs
    )
    ems = shaper.remember(("least height", looks), lambda: _width(spec, shaper) / size)
    pitch = spec.pitch or round(spec.leading * size)
    return int(ems * size * SAFE / measure) * pitch


def _width(spec: ParagraphSpec, shaper: Shaper) -> int:
    """Return the width of all words without the spaces between them, EMU."""
    return sum(word.width for word in shape_paragraph(spec.runs, shaper, rtl=runs_leftwards(spec.lang)).words)
