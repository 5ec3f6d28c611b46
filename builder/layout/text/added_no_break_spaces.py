"""No-break spaces where lines of a box would end badly: before a word alone on the last line, after an article.

Programs break the lines of a deck themselves. A no-break space is what all of them heed, in any font, and it stays a
space to whoever edits the text. Spaces are bound only at the ends of lines, and only where no line more is needed for
it. No character that all fonts have keeps a line from ending at the hyphen of "anti-Western" or at the dash of
"2022–2024"; there the line is ended before the word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from builder.layout.text.block import BreakStrategy, BrokenParagraph
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH, reserve
from builder.layout.text.tied_spaces import FEW_WORDS, tied_spaces, weakly_tied_spaces
from builder.model.sentence import LINE_END

TRIES = 3
"""How often the lines are looked through again after a space was bound."""

HOLE, RAGGED = 0.6, 0.75
"""The least share of its width to which a line is cut to keep a number with its unit, or a small word with its noun."""

SEEN = 3
"""In so many lines a short one is seen as a hole in the edge; two are short and long anyway."""

SHORTER = 0.5
"""As HOLE, in a wider face, where it is that or a divided word in ours."""

SHORT_END = 0.25
"""A last line below this share of its paragraph's width is too short to stand alone."""

SMALL_WORD = 0.5
"""A word that fills as much of the width may be alone on the last line."""

WIDER = 1.008
"""Some programs set a line shorter than the fonts say, by so much, and take one word more into it."""

NARROWER = (0.97, 0.94, 0.91, 0.88, 0.84, 0.8, 0.75, 0.7)
"""Widths, as shares of the column, in which a paragraph with a short end is set again."""

WORDS = 4
"""A line is ended so many words before a divided one at most, at the last place that suits the sense."""

_BOUND = "\u00a0"
_SPACE = re.compile(f"[ \t{_BOUND}]")
_JOINTS = frozenset("-–")


def ends_alone(broken: BrokenParagraph) -> bool:
    """Return whether the paragraph has several lines and words, and one word on the last line."""
    words = "".join(run.text for run in broken.spec.runs).split()
    return broken.count > 1 and len(words) >= FEW_WORDS and len(broken.text(broken.count - 1).split()) == 1


def without_short_end(broken: BrokenParagraph) -> BrokenParagraph:
    """Return a paragraph of ragged lines, on paper, narrower where its last line would hold but a word.

    It has as many lines as before; where no width helps, it stays as it is.
    """
    full, best = broken.measure + broken.spec.indent, broken
    for share in NARROWER:
        if not _is_short(best):
            break
        made = broken.broken_to(round(full * share), BreakStrategy.BEST)
        best = made if made.count == broken.count and made.lines[-1].width > best.lines[-1].width else best
    return best


def _is_short(broken: BrokenParagraph) -> bool:
    if broken.count < 2:
        return False
    last = broken.lines[-1].width / broken.measure
    return last < SHORT_END or (last < SMALL_WORD and ends_alone(broken))


def with_bound_ends(broken: BrokenParagraph, shown: int, narrow: int) -> BrokenParagraph:
    """Return `broken` in lines no wider than `shown`, with the spaces bound that would end lines badly.

    `narrow` is a smaller width, EMU, for programs that measure wider. No line more is needed in it, in `shown`, or in a
    width slightly larger, for programs that measure narrower.
    Boxes are tried in many sizes and places, so the lines of a paragraph are remembered.
    """
    key = (with_bound_ends, broken.words, broken.spec, broken.measure, broken.pitch, shown, narrow)
    return broken.shaper.remember(key, lambda: _bind_ends(broken, shown, narrow))


def _bind_ends(broken: BrokenParagraph, shown: int, narrow: int) -> BrokenParagraph:
    best = broken.broken_to(shown, BreakStrategy.GREEDY)
    widths = (narrow, round(shown * WIDER))
    if best.count < 2:
        return best
    strong = _strong(best)
    refused: set[int] = set()
    for _ in range(TRIES):
        found = best
        for number in sorted(_bad_ends(best, widths) - refused, reverse=True):
            trial = _with_space(found, number, shown, _BOUND)
            if _is_as_good(found, trial, widths, HOLE if number in strong or best.count < SEEN else RAGGED):
                found = trial
            else:
                refused.add(number)
        if found is best:
            break
        best = found
    return _ended_before_compounds(_with_strong(best, strong, shown, widths), shown, narrow)


def _strong(broken: BrokenParagraph) -> list[int]:
    """Return which spaces, counted from the first, are between what belongs together, such as "World War II"."""
    text = _SPACE.sub(" ", broken.words)
    found = tied_spaces(text, broken.spec.lang)
    return sorted(len(_SPACE.findall(text, 0, at)) for at in found) if found else []


def _with_strong(broken: BrokenParagraph, strong: list[int], shown: int, widths: Sequence[int]) -> BrokenParagraph:
    """Return a paragraph of several lines with its strongly tied spaces bound, as far as nothing gets worse.

    Programs measure differently, so that lines end where they do not in ours.
    """
    if not strong or broken.count < 2:
        return broken
    spaces = _SPACE.findall(broken.words)
    free = {number for number in strong if spaces[number] != _BOUND}
    if not free:
        return broken
    trial = _with_spaces(broken, free, shown, _BOUND)
    return trial if _is_as_good(broken, trial, widths, HOLE) else broken


def _ended_before_compounds(broken: BrokenParagraph, shown: int, narrow: int) -> BrokenParagraph:
    """Return the paragraph with its lines ended before words that they would divide, where no line more is needed."""
    if _JOINTS.isdisjoint(broken.words):
        return broken
    tied = weakly_tied_spaces(_SPACE.sub(" ", broken.words), broken.spec.lang)
    for width in (shown, narrow):
        for line in broken.broken_to(width, BreakStrategy.GREEDY).lines[:-1]:
            if line.space or broken.words[line.end - 1 : line.end] not in _JOINTS:
                continue
            spaces = [found.start() for found in _SPACE.finditer(broken.words, 0, line.end)]
            last = range(len(spaces) - 1, max(-1, len(spaces) - 1 - WORDS), -1)
            for number in sorted(last, key=lambda number: spaces[number] in tied):
                trial = _with_space(broken, number, shown, LINE_END)
                if _holds(broken, trial, (shown, narrow)):
                    return _ended_before_compounds(trial, shown, narrow)
    return broken


def _holds(before: BrokenParagraph, after: BrokenParagraph, widths: tuple[int, ...]) -> bool:
    """Return whether an ended line costs no line in any width, and lines keep their length also in a wider face."""
    wider = round(min(widths) / reserve(before.shaper.theme, before.spec.runs[0].style.font, SUBSTITUTE_WIDTH))
    old_wide, wide = (one.broken_to(wider, BreakStrategy.GREEDY) for one in (before, after))
    pairs = [
        (before.broken_to(width, BreakStrategy.GREEDY), after.broken_to(width, BreakStrategy.GREEDY))
        for width in widths
    ]
    steady = wide.count == after.count or (wide.count <= old_wide.count and _shortest(wide) >= SHORTER * wide.measure)
    return steady and all(
        new.count <= old.count and _shortest(new) >= HOLE * new.measure and ends_alone(new) <= ends_alone(old)
        for old, new in pairs
    )


def _bad_ends(broken: BrokenParagraph, widths: Sequence[int]) -> set[int]:
    """Return which of the spaces, counted from the first, end a line in one of the widths, and should not."""
    text = _SPACE.sub(" ", broken.words)
    tied = weakly_tied_spaces(text, broken.spec.lang)
    found = set()
    for one in _as_shown(broken, widths):
        ends = [line.end for line in one.lines[:-1] if line.space]
        bad = [at for at in ends if at in tied] + ([ends[-1]] if ends and ends_alone(one) else [])
        found |= {len(_SPACE.findall(text, 0, at)) for at in bad}
    return found


def _as_shown(broken: BrokenParagraph, widths: Sequence[int]) -> tuple[BrokenParagraph, ...]:
    """Return the paragraph as it is and in lines of other widths, EMU."""
    return (broken, *(broken.broken_to(width, BreakStrategy.GREEDY) for width in widths))


def _with_space(broken: BrokenParagraph, number: int, width: int, character: str) -> BrokenParagraph:
    """Return the paragraph with `character` for its space `number`, in lines no wider than `width`."""
    return _with_spaces(broken, {number}, width, character)


def _with_spaces(broken: BrokenParagraph, numbers: AbstractSet[int], width: int, character: str) -> BrokenParagraph:
    """Return the paragraph with `character` for the spaces of these `numbers`, in lines no wider than `width`."""
    made, start = [], 0
    for run in broken.spec.runs:
        places = [match.start() for match in _SPACE.finditer(run.text)]
        text = run.text
        for number in numbers:
            if 0 <= number - start < len(places):
                at = places[number - start]
                text = text[:at] + character + text[at + 1 :]
        made.append(replace(run, text=text) if text != run.text else run)
        start += len(places)
    return broken.with_runs(tuple(made), width, BreakStrategy.GREEDY)


def _is_as_good(before: BrokenParagraph, after: BrokenParagraph, widths: Sequence[int], hole: float) -> bool:
    """Return whether binding a space needs no line more, parts nothing that is bound, and leaves no new `hole`."""
    for old, new in zip(_as_shown(before, widths), _as_shown(after, widths), strict=True):
        ends = [new.words[line.end : line.end + 1] for line in new.lines[:-1]]
        if new.count > old.count or new.cuts_words > old.cuts_words or _BOUND in ends:
            return False
        if ends_alone(old) <= ends_alone(new) and _shortest(new) < min(_shortest(old), hole * new.measure):
            return False
    return True


def _shortest(broken: BrokenParagraph) -> int:
    return min((line.width for line in broken.lines[:-1]), default=broken.measure)
