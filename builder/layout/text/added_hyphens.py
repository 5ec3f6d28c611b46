"""Hyphens in words that are wider than the lines of a box, or nearly so, and leave a single word to the last line.

A soft hyphen would be the character for it, but LibreOffice ends the line there and draws none. So the hyphen is a
character of its own, U+2010, which authors hardly write: whoever compares words leaves it out.
"""

from msgspec.structs import replace

from builder.layout.text.added_no_break_spaces import NARROWER, SMALL_WORD, ends_alone, wide_words
from builder.layout.text.block import BreakStrategy, BrokenParagraph
from builder.layout.text.hyphens import SOFT_HYPHEN, softened
from builder.model.typography import HYPHEN


def with_hyphens(broken: BrokenParagraph, width: int) -> BrokenParagraph:
    """Return `broken` with hyphens in the words that it cuts between letters, in lines no wider than `width`, EMU.

    A word that takes most of a line has one too where that spares the last line from being a single word, or the rest
    of one. Without patterns for their language, or where no syllable fits a line, words stay cut as they are.
    """
    cut, best = broken.cut_words, broken
    if cut:
        trial = _hyphenated(broken, cut, width, width)
        best = trial if len(trial.cut_words) < len(cut) else broken
    words = cut or (wide_words(broken) if _ends_lost(best) else frozenset())
    for share in (1.0, *NARROWER) if words and _ends_lost(best) else ():
        trial = _hyphenated(broken, words, width, round(width * share))
        at_ends = sum(trial.text(number).endswith(HYPHEN) for number in range(trial.count))
        as_good = trial.count <= best.count and len(trial.cut_words) <= len(best.cut_words)
        if as_good and trial.words.count(HYPHEN) == at_ends and not _ends_lost(trial):
            return trial
    return best


def _ends_lost(broken: BrokenParagraph) -> bool:
    """Return whether the last of several lines is a word, or the rest of one, that fills little of it."""
    return broken.count > 1 and broken.lines[-1].width < SMALL_WORD * broken.width and ends_alone(broken)


def _hyphenated(broken: BrokenParagraph, words: frozenset[str], width: int, narrow: int) -> BrokenParagraph:
    """Return `broken` in lines no wider than `width` with a hyphen where a line of `narrow` divides one of `words`."""
    soft = broken.with_runs(softened(broken.spec.runs, words), narrow, BreakStrategy.GREEDY)
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
    return broken.with_runs(tuple(runs), width, BreakStrategy.GREEDY)
