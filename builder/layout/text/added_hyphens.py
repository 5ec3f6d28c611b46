"""Hyphens in words that are wider than the lines of a box.

A soft hyphen would be the character for it, but LibreOffice ends the line there and draws none. So the hyphen is a
character of its own, U+2010, which authors hardly write: whoever compares words leaves it out.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.layout.text.block import BreakStrategy, BrokenParagraph
from builder.layout.text.hyphens import syllable_places
from builder.model.scene import TextRun
from builder.model.typography import HYPHEN

_SOFT = "\u00ad"
_WORD = re.compile(r"\S+")


def with_hyphens(broken: BrokenParagraph, width: int) -> BrokenParagraph:
    """Return `broken` with hyphens in the words that it cuts between letters, in lines no wider than `width`, EMU.

    Without patterns for their language, or where no syllable fits a line, words stay cut as they are.
    """
    cut = broken.cut_words
    if not cut:
        return broken
    softened = broken.with_runs(tuple(_softened(run, cut) for run in broken.spec.runs), width, BreakStrategy.GREEDY)
    ends = {line.end for line in softened.lines if line.hyphen}
    runs, at = [], 0
    for run in softened.spec.runs:
        text = ""
        for letter in run.text:
            if letter != _SOFT:
                text, at = text + letter, at + 1
            elif at in ends:
                text += HYPHEN
        runs.append(run if text == run.text else replace(run, text=text))
    trial = broken.with_runs(tuple(runs), width, BreakStrategy.GREEDY)
    return trial if len(trial.cut_words) < len(cut) else broken


def _softened(run: TextRun, words: frozenset[str]) -> TextRun:
    """Return `run` with soft hyphens where those of its words may be divided that are among `words`."""

    def divided(word: re.Match[str]) -> str:
        places = (0, *syllable_places(word[0], run.lang)) if word[0] in words else (0,)
        return _SOFT.join(word[0][at:end] for at, end in zip(places, (*places[1:], None), strict=True))

    return replace(run, text=_WORD.sub(divided, run.text))
