"""Hyphens in words that are wider than the lines of a box.

A soft hyphen would be the character for it, but LibreOffice ends the line there and draws none. So the hyphen is a
character of its own, U+2010, which authors hardly write: whoever compares words leaves it out.
"""

from msgspec.structs import replace

from builder.layout.text.block import BreakStrategy, BrokenParagraph
from builder.layout.text.hyphens import SOFT_HYPHEN, softened
from builder.model.typography import HYPHEN


def with_hyphens(broken: BrokenParagraph, width: int) -> BrokenParagraph:
    """Return `broken` with hyphens in the words that it cuts between letters, in lines no wider than `width`, EMU.

    Without patterns for their language, or where no syllable fits a line, words stay cut as they are.
    """
    cut = broken.cut_words
    if not cut:
        return broken
    soft = broken.with_runs(softened(broken.spec.runs, cut), width, BreakStrategy.GREEDY)
    ends = {line.end for line in soft.lines if line.hyphen}
    runs, at = [], 0
    for run in soft.spec.runs:
        text = ""
        for char in run.text:
            if char != SOFT_HYPHEN:
                text, at = text + char, at + 1
            elif at in ends:
                text += HYPHEN
        runs.append(run if text == run.text else replace(run, text=text))
    trial = broken.with_runs(tuple(runs), width, BreakStrategy.GREEDY)
    return trial if len(trial.cut_words) < len(cut) else broken
