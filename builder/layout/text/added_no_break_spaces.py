"""No-break spaces where lines of a box would end badly: before a word alone on the last line, after an article.

Programs break the lines of a deck themselves. A no-break space is what all of them heed, in any font, and it stays a
space to whoever edits the text. Spaces are bound only at the ends of lines, and only where no line more is needed for
it. No character that all fonts have keeps a line from ending at the hyphen of "anti-Western" or at the dash of
"2022–2024"; there the line is ended before the word, also where that takes a line more that the box has.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from builder.layout.text.block import BreakStrategy, BrokenParagraph
from builder.layout.text.hyphens import softened
from builder.layout.text.line import LineSpan
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH, reserve
from builder.layout.text.tied_spaces import FEW_WORDS, spaces_in_names, tied_spaces, weakly_tied_spaces
from builder.model.sentence import LINE_END

TRIES = 3
"""How often the lines are looked through again after a space was bound."""

HOLE, RAGGED, NEAT = 0.6, 0.75, 0.86
"""The least share of the widest line to which one is cut to keep a number with its unit, a name whole, or a small word
with its noun: readers would sooner see "and" at the end of a line than a line that ends early."""

SEEN = 3
"""In so many lines a short one is seen as a hole in the edge; of two one is short anyway."""

SHORTER = 0.5
"""As HOLE, in a wider face, where it is that or a divided word in ours."""

SHORT_END = 0.25
"""A last line below this share of its paragraph's width is too short to stand alone."""

SMALL_WORD = 0.5
"""A word that fills as much of the width may be alone on the last line."""

WIDER = 1.008
"""Some programs set a line shorter than the fonts say, by so much, and take one word more into it."""

NARROWER = (0.98, 0.96, 0.94, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7)
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

    It has as many lines as before, and parts no more words; where no width helps, since a word is nearly as wide as the
    column, that word has a hyphen if this helps, else the paragraph stays as it is.
    """
    full = broken.measure + broken.spec.indent
    width = width_without_short_end(broken, BreakStrategy.BEST)
    best = broken if width == full else broken.broken_to(width, BreakStrategy.BEST)
    if not (_is_short(best) and ends_alone(best)):
        return best
    parted = broken.broken_to(full, BreakStrategy.BEST, hyphenate=True)
    if ends_alone(parted):  # a name, which has a hyphen only where nothing else helps
        parted = broken.with_runs(softened(broken.spec.runs, wide_words(broken)), full, BreakStrategy.BEST)
    return parted if parted.count <= best.count and not ends_alone(parted) else best


def wide_words(broken: BrokenParagraph) -> frozenset[str]:
    """Return the words that take more than half of a line."""
    most = max((line.end - line.start for line in broken.lines), default=0)
    return frozenset(word for word in broken.words.split() if len(word) > SMALL_WORD * most)


def width_without_short_end(broken: BrokenParagraph, strategy: BreakStrategy, least: float = 0.0) -> int:
    """Return the width of a paragraph of ragged lines, narrower where its last line would hold but a word; EMU.

    It has as many lines as before, parts no more words, and keeps a share of `least` of its width.
    """
    full = broken.measure + broken.spec.indent
    best, width = broken, full
    for share in NARROWER:
        if share < least or not _is_short(best):
            break
        made = broken.broken_to(round(full * share), strategy)
        longer = made.count == broken.count and made.lines[-1].width > best.lines[-1].width
        if longer and made.cuts_words <= broken.cuts_words:
            best, width = made, round(full * share)
    return width


def _is_short(broken: BrokenParagraph) -> bool:
    if broken.count < 2:
        return False
    last = broken.lines[-1].width / broken.measure
    return last < SHORT_END or (last < SMALL_WORD and ends_alone(broken))


def with_bound_ends(broken: BrokenParagraph, shown: int, narrow: int, room: int = 0) -> BrokenParagraph:
    """Return `broken` in lines no wider than `shown`, with the spaces bound that would end lines badly.

    `narrow` is a smaller width, EMU, for programs that measure wider. No line more is needed in it, in `shown`, or in a
    width slightly larger, for programs that measure narrower; only to keep a compound whole up to `room` more in
    `narrow` and in a wider face, and in `shown` as many as there are in `narrow`.
    Boxes are tried in many sizes and places, so the lines of a paragraph are remembered.
    """
    key = (with_bound_ends, broken.words, broken.spec, broken.measure, broken.pitch, shown, narrow, room)
    return broken.shaper.remember(key, lambda: _bind_ends(broken, shown, narrow, room))


def _bind_ends(broken: BrokenParagraph, shown: int, narrow: int, room: int) -> BrokenParagraph:
    best = broken.broken_to(shown, BreakStrategy.GREEDY)
    widths = (narrow, round(shown * WIDER))
    if best.count < 2:
        return best
    strong, names = _strong(best), _numbers(best, spaces_in_names)
    refused: set[int] = set()
    for _ in range(TRIES):
        found = best
        for number in sorted(_bad_ends(best, widths) - refused, reverse=True):
            trial = _with_space(found, number, shown, _BOUND)
            least = HOLE if number in strong else RAGGED if number in names or best.count < SEEN else NEAT
            if _is_as_good(found, trial, widths, least):
                found = trial
            else:
                refused.add(number)
        if found is best:
            break
        best = found
    most = best.broken_to(narrow, BreakStrategy.GREEDY).count
    return _ended_before_compounds(_with_strong(best, strong, shown, widths), shown, narrow, (most, most + room))


def _strong(broken: BrokenParagraph) -> list[int]:
    """Return which spaces, counted from the first, are between what belongs together, such as "World War II"."""
    return _numbers(broken, tied_spaces)


def _numbers(broken: BrokenParagraph, ties: Callable[[str, str], frozenset[int]]) -> list[int]:
    """Return which spaces, counted from the first, are those that `ties` finds."""
    text = _SPACE.sub(" ", broken.words)
    found = ties(text, broken.spec.lang)
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


def _ended_before_compounds(broken: BrokenParagraph, shown: int, narrow: int, most: tuple[int, int]) -> BrokenParagraph:
    """Return the paragraph with its lines ended before words that they would divide.

    That needs no line more, or else at most as many in both widths as `most` says.
    """
    if _JOINTS.isdisjoint(broken.words):
        return broken
    tied = weakly_tied_spaces(_SPACE.sub(" ", broken.words), broken.spec.lang)
    for width in (shown, narrow):
        for line in broken.broken_to(width, BreakStrategy.GREEDY).lines[:-1]:
            if not _is_divided(broken, line):
                continue
            spaces = [found.start() for found in _SPACE.finditer(broken.words, 0, line.end)]
            last = range(len(spaces) - 1, max(-1, len(spaces) - 1 - WORDS), -1)
            numbers = sorted(last, key=lambda number: spaces[number] in tied)
            trials: list[BrokenParagraph] = []
            for number in numbers:
                trials.append(_with_space(broken, number, shown, LINE_END))
                if _holds(broken, trials[-1], (shown, narrow)):
                    return _ended_before_compounds(trials[-1], shown, narrow, most)
            if held := _held_with_room(broken, trials, (shown, narrow), most):
                return _ended_before_compounds(held, shown, narrow, most)
    return broken


def divides_compounds(broken: BrokenParagraph) -> bool:
    """Return whether a line of the paragraph ends at the hyphen or the dash of a word."""
    return any(_is_divided(broken, line) for line in broken.lines[:-1])


def _is_divided(broken: BrokenParagraph, line: LineSpan) -> bool:
    return not line.space and broken.words[line.end - 1 : line.end] in _JOINTS


def _held_with_room(
    before: BrokenParagraph, trials: Sequence[BrokenParagraph], widths: tuple[int, int], most: tuple[int, int]
) -> BrokenParagraph | None:
    """Return the first of `trials` that needs at most so many lines, sooner one of long lines also in a wider face."""
    wider = _wider(before, min(widths))
    allowed = before.broken_to(wider, BreakStrategy.GREEDY).count + most[1] - most[0]
    alone = ends_alone(before)
    found = None
    for trial in trials:
        if trial.count > most[0] or ends_alone(trial) > alone or _shortest(trial) < SHORTER * trial.measure:
            continue
        narrow = trial.broken_to(widths[1], BreakStrategy.GREEDY)
        if narrow.count > most[1] or _shortest(narrow) < SHORTER * narrow.measure:
            continue
        wide = trial.broken_to(wider, BreakStrategy.GREEDY)
        if wide.count > allowed:
            continue
        if _shortest(wide) >= SHORTER * wide.measure:
            return trial
        found = found or trial
    return found


def _wider(broken: BrokenParagraph, width: int) -> int:
    """Return the width in which a paragraph has the lines that a wider face gives it in `width`, EMU."""
    return round(width / reserve(broken.shaper.theme, broken.spec.runs[0].style.font, SUBSTITUTE_WIDTH))


def _holds(before: BrokenParagraph, after: BrokenParagraph, widths: tuple[int, ...]) -> bool:
    """Return whether an ended line costs no line in any width, and lines keep their length also in a wider face."""
    for width in widths:  # most are refused in the first one
        old, new = (one.broken_to(width, BreakStrategy.GREEDY) for one in (before, after))
        if new.count > old.count or _shortest(new) < HOLE * new.measure or ends_alone(new) > ends_alone(old):
            return False
    wider = _wider(before, min(widths))
    wide = after.broken_to(wider, BreakStrategy.GREEDY)
    if wide.count == after.count:
        return True
    old_wide = before.broken_to(wider, BreakStrategy.GREEDY)
    return wide.count <= old_wide.count and _shortest(wide) >= SHORTER * wide.measure


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
        lacking = _lacking(new, hole)
        if lacking and lacking > _lacking(old, hole) and ends_alone(old) <= ends_alone(new):
            return False
    return True


def _lacking(broken: BrokenParagraph, share: float) -> float:
    """Return by how much lines, the last one left out, are shorter than a share of the widest, together; EMU."""
    lacking, least = 0.0, share * broken.width
    for line in broken.lines[:-1]:
        if line.width < least:
            lacking += least - line.width
    return lacking


def _shortest(broken: BrokenParagraph) -> int:
    return min((line.width for line in broken.lines[:-1]), default=broken.measure)
