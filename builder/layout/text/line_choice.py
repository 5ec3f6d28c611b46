"""Line choice: at which of its breakpoints the lines of a paragraph end, by one of three strategies."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.breakpoints import NOTHING, Breakpoint, WordBreakRule, find_breakpoints, natural_width
from builder.layout.text.knuth_plass import LineMeasure, best_fit
from builder.layout.text.line import LineSpan, space_places
from builder.layout.text.paragraph import ShapedParagraph
from builder.layout.text.rivers import Spaces, river_ends
from builder.layout.text.tied_spaces import FEW_WORDS, tied_spaces, weakly_tied_spaces

RIVER_TRIES, DAM = 4, 120
"""How often other lines are tried where a paragraph has rivers, and the penalty on the line ends that made them."""

LOOSE, LOOSEST = 1.5, 1.8
"""The widest word space of justified text, times its natural width, and where no lines keep within that."""

_NO_TIES: frozenset[int] = frozenset()


class BreakStrategy(StrEnum):
    """How lines are chosen."""

    GREEDY = "greedy"
    """As PowerPoint and LibreOffice break: the first fit, no hyphens, a word too long is cut between characters."""
    BEST = "best"
    """The best breaks for the whole paragraph, with hyphens only where it does not do without."""
    BALANCED = "balanced"
    """For headings: as few lines as GREEDY, of lengths as even as can be, without hyphens."""


class LineRequest(Struct, frozen=True):
    """What lines are asked for."""

    measure: int
    """The width of the lines, EMU."""
    strategy: BreakStrategy
    lang: str
    """The paragraph's language (BCP 47): it says which spaces bind."""
    justify: bool = False
    """Only with BEST: whether all lines but the last are to be as wide as the measure."""
    hyphenate: bool = False


def break_lines(paragraph: ShapedParagraph, request: LineRequest) -> tuple[tuple[LineSpan, ...], bool]:
    """Return the lines of `paragraph`, which has words, and whether they are justified.

    A text that fits one line is one line by every strategy: no other way has fewer demerits.
    """
    if paragraph.width <= request.measure and not paragraph.forced:
        return (whole_line(paragraph),), request.justify
    return paragraph.remember(request, partial(_chosen_lines, paragraph, request))


def whole_line(paragraph: ShapedParagraph) -> LineSpan:
    """Return `paragraph`, which has words, as one line."""
    last = len(paragraph.words) - 1
    start, end = paragraph.words[0].start, paragraph.words[last].end
    return LineSpan(0, last, start, end, hyphen=False, space=False, ends=True, width=paragraph.width)


def _chosen_lines(paragraph: ShapedParagraph, request: LineRequest) -> tuple[tuple[LineSpan, ...], bool]:
    match request.strategy:
        case BreakStrategy.GREEDY:
            points = find_breakpoints(paragraph, request.measure, WordBreakRule.OFFICE, _NO_TIES)
            return _lines(paragraph, points, _first_fit(paragraph, points, request.measure)), request.justify
        case BreakStrategy.BALANCED:
            return _balanced(paragraph, request), request.justify
        case BreakStrategy.BEST:
            return _best(paragraph, request)


def _points(paragraph: ShapedParagraph, request: LineRequest, rule: WordBreakRule) -> list[Breakpoint]:
    """Return the breakpoints for a strategy that heeds spaces which bind."""
    return find_breakpoints(paragraph, request.measure, rule, tied_spaces(paragraph.text, request.lang))


def _best(paragraph: ShapedParagraph, request: LineRequest) -> tuple[tuple[LineSpan, ...], bool]:
    """Return lines without added hyphens where that is possible, and with hyphens before very wide spaces."""
    plain = _points(paragraph, request, WordBreakRule.BOOK)
    if not request.justify:
        return _ragged(paragraph, request, plain), False
    spaces_of = cache(partial(space_places, paragraph, paragraph.glyph_row()))
    measure = LineMeasure(request.measure, _em(paragraph), LOOSE)
    loose = replace(measure, loosest=LOOSEST)
    lines = _justified(paragraph, plain, measure, spaces_of)
    if lines is None and request.hyphenate:
        hyphenated = _points(paragraph, request, WordBreakRule.HYPHENS)
        lines = _justified(paragraph, hyphenated, measure, spaces_of)
        lines = lines or _justified(paragraph, hyphenated, loose, spaces_of)
    lines = lines or _justified(paragraph, plain, loose, spaces_of)
    return (lines, True) if lines else (_ragged(paragraph, request, plain), False)


def _justified(
    paragraph: ShapedParagraph, points: list[Breakpoint], measure: LineMeasure, spaces_of: Spaces
) -> tuple[LineSpan, ...] | None:
    """Return the best lines; where they have rivers, others as good as any that have fewer.

    Where a river ends, the line end above it gets a penalty (DAM), and the choice is made again: other breaks move the
    spaces of all lines that follow. The lines with the fewest rivers of RIVER_TRIES tries are taken.
    """
    best: tuple[LineSpan, ...] | None = None
    fewest = 0
    for _ in range(RIVER_TRIES + 1):
        chosen = best_fit(paragraph, points, measure)
        if chosen is None:
            break
        lines = _lines(paragraph, points, chosen)
        rivers = river_ends(lines, measure.width, spaces_of)
        if best is None or len(rivers) < fewest:
            best, fewest = lines, len(rivers)
        if not rivers:
            break
        points = _dammed(points, lines, rivers)
    return best


def _dammed(points: list[Breakpoint], lines: Sequence[LineSpan], rivers: list[int]) -> list[Breakpoint]:
    """Return `points` with a penalty on the one that ends the line above where each river is long enough to see."""
    ends = {(lines[at - 1].last, lines[at - 1].end) for at in rivers}
    return [
        point._replace(penalty=point.penalty + DAM) if (point.word, point.at) in ends else point for point in points
    ]


def _ragged(paragraph: ShapedParagraph, request: LineRequest, plain: list[Breakpoint]) -> tuple[LineSpan, ...]:
    """Return the best ragged lines, with hyphens only where a gap would be wider than a quarter of the measure."""
    lines = _best_ragged(paragraph, request, plain)
    gaps = (request.measure - line.width for line in lines if not line.ends)
    if not request.hyphenate or max(gaps, default=0) <= 0.25 * request.measure:
        return lines
    return _best_ragged(paragraph, request, _points(paragraph, request, WordBreakRule.HYPHENS))


def _best_ragged(paragraph: ShapedParagraph, request: LineRequest, points: list[Breakpoint]) -> tuple[LineSpan, ...]:
    chosen = best_fit(paragraph, points, LineMeasure(request.measure, _em(paragraph), justified=False))
    return _lines(paragraph, points, _first_fit(paragraph, points, request.measure) if chosen is None else chosen)


def _balanced(paragraph: ShapedParagraph, request: LineRequest) -> tuple[LineSpan, ...]:
    """Return the lines of the narrowest measure that needs no more of them, found by halving to a hundredth of it."""
    points = _points(paragraph, request, WordBreakRule.BOOK)
    best = _first_fit(paragraph, points, request.measure)
    whole = _points(paragraph, request, WordBreakRule.NONE)
    for better in (whole, _sensible(paragraph, request, whole)):
        tried = _first_fit(paragraph, better, request.measure)
        lines = _lines(paragraph, better, tried)
        if len(tried) <= len(best) and all(line.width <= request.measure for line in lines):
            points, best = better, tried
    low, high = 0, request.measure
    while high - low > request.measure // 100:
        middle = (low + high) // 2
        tried = _first_fit(paragraph, points, middle)
        if len(tried) <= len(best) and all(line.width <= middle for line in _lines(paragraph, points, tried)):
            best, high = tried, middle
        else:
            low = middle
    return _lines(paragraph, points, best)


def _sensible(paragraph: ShapedParagraph, request: LineRequest, points: list[Breakpoint]) -> list[Breakpoint]:
    """Return `points` without those after an article or inside a name, and that before the last of several words."""
    tied = weakly_tied_spaces(paragraph.text, request.lang)
    several = len(paragraph.words) >= FEW_WORDS
    *others, end = points
    alone = others[-1].at if others and several and others[-1].word == end.word - 1 else -1
    return [point for point in others if point.forced or (point.at not in tied and point.at != alone)] + [end]


def _first_fit(paragraph: ShapedParagraph, points: Sequence[Breakpoint], width: int) -> list[int]:
    """Return the indices of the breakpoints that end the lines, each line as long as it can be."""
    chosen: list[int] = []
    start = NOTHING
    fits = -1
    index = 0
    while index < len(points):
        point = points[index]
        if (
            fits < 0
            or (  # of two words the width is known without a call
                point.end - start.begin if point.word != start.word else natural_width(paragraph, start, point)
            )
            <= width
        ):
            fits = index
            index += 1
            if not point.forced:
                continue
        chosen.append(fits)
        start, index, fits = points[fits], fits + 1, -1
    return chosen


def _lines(paragraph: ShapedParagraph, points: Sequence[Breakpoint], chosen: list[int]) -> tuple[LineSpan, ...]:
    """Return the lines that end at the chosen breakpoints."""
    lines = []
    words = paragraph.words
    word, start = 0, words[0].start
    before = NOTHING
    for index in chosen:
        point = points[index]
        width = natural_width(paragraph, before, point)
        space = (point.space or point.forced) and index < len(points) - 1
        lines.append(LineSpan(word, point.word, start, point.at, point.hyphen, space, point.forced, width))
        word, start = point.word, point.at
        if point.at >= words[point.word].end and point.word + 1 < len(words):
            word, start = point.word + 1, words[point.word + 1].start
        before = point
    return tuple(lines)


def _em(paragraph: ShapedParagraph) -> int:
    """Return the size of the paragraph's largest run, EMU."""
    return max([run.style.size for run in paragraph.runs])
