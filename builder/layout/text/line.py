"""A line's words put in visual order (UAX #9), justified, and joined to glyph runs with exact places.

Most lines are whole words whose glyphs show one character each: they are slices of the paragraph's row of glyphs. Lines
that part a word, run from right to left, or have ligatures, marks or odd spaces are put together from shaped runs. Both
ways give the same runs (`tests/layout/text/test_paragraphs.py`); the first takes a fifth of the time.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import add
from typing import NamedTuple

from builder.layout.text.bidi import visual_order
from builder.layout.text.knuth_plass import SHRINK, STRETCH, TIGHTER, TRACKING
from builder.layout.text.paragraph import GlyphRow, ShapedParagraph, ShapedRun
from builder.model.scene import GlyphRun, TagId, TextRun

_WORD_SPACES = frozenset(" \u00a0")


class LineSpan(NamedTuple):
    """A line before it is placed."""

    first: int
    """Its first word."""
    last: int
    start: int
    """Index in the paragraph's text of the first character."""
    end: int
    hyphen: bool
    """Whether a hyphen is added."""
    space: bool
    """Whether the text has a space where the line ends."""
    ends: bool
    """Whether the paragraph, or the author, ends the line."""
    width: int
    """Natural width, EMU."""


class _Extra(NamedTuple):
    """What justification adds to a line, EMU: to its spaces together, and to its characters together."""

    spaces: int
    characters: int
    space_count: int
    character_count: int


def set_line(
    paragraph: ShapedParagraph,
    glyph_row: GlyphRow | None,
    line: LineSpan,
    x: int,
    *,
    extra: int = 0,
    tags: Sequence[TagId | None] = (),
) -> tuple[GlyphRun, ...]:
    """Return `line` as glyph runs from `x` on, stretched by `extra` EMU (shrunk where it is negative).

    `glyph_row` is the paragraph's, if it has one; `tags` are those of its runs, or nothing at all.
    """
    if glyph_row and _is_slice(paragraph, line):
        return _slices(paragraph, glyph_row, line, x, extra=extra, tags=tags)
    shaped = paragraph.shape_line(line.first, line.last, line.start, line.end, hyphen=line.hyphen)
    if any(one.level for one in shaped):
        shaped = tuple(shaped[i] for i in visual_order([one.level for one in shaped]))
    shares = _shares(shaped, paragraph.runs, extra)
    advances = list(_advances(shaped, shares, extra))
    runs = []
    first = 0
    while first < len(shaped):
        last = first + 1
        while last < len(shaped) and _joins(shaped[last - 1], shaped[last]):
            last += 1
        run = _glyph_run(paragraph.runs, shaped[first:last], advances[first:last], x, tags)
        runs.append(run)
        x += run.width
        first = last
    return tuple(runs)


def space_places(
    paragraph: ShapedParagraph, glyph_row: GlyphRow | None, line: LineSpan, extra: int
) -> list[tuple[int, int]]:
    """Return left and right edge of each word space of `line`, EMU from its left edge, stretched by `extra`."""
    if glyph_row and _is_slice(paragraph, line):
        return _spaces_of(paragraph, glyph_row, line, extra)
    shaped = paragraph.shape_line(line.first, line.last, line.start, line.end, hyphen=line.hyphen)
    shares = _shares(shaped, paragraph.runs, extra)
    more = shares.spaces // max(shares.space_count, 1)
    places, x, characters = [], 0, 0
    for one in shaped:
        start = x + shares.characters * characters // shares.character_count
        x += one.shaped.width
        characters += _slots(one)
        if _is_space(one):
            x += more
            places.append((start, x + shares.characters * characters // shares.character_count))
    return places


def _is_slice(paragraph: ShapedParagraph, line: LineSpan) -> bool:
    """Return whether `line` is whole words."""
    words = paragraph.words
    return not line.hyphen and words[line.first].start == line.start and words[line.last].end == line.end


def _slices(
    paragraph: ShapedParagraph, glyph_row: GlyphRow, line: LineSpan, x: int, *, extra: int, tags: Sequence[TagId | None]
) -> tuple[GlyphRun, ...]:
    """Return `row`, whole words of `glyph_row`, as glyph runs."""
    begin = line.start
    ends = _stretched(paragraph, glyph_row, line, extra) if extra else ()
    runs = []
    for first, last, run in glyph_row.segments_in(begin, line.end):
        places = ends[first - begin : last - begin + 1] if ends else glyph_row.pens[first : last + 1]
        base, end = places[0], places[-1]
        source = paragraph.runs[run]
        runs.append(
            GlyphRun(
                text=paragraph.text[first:last],
                style=source.style,
                x=x,
                glyphs=glyph_row.glyphs[first:last],
                offsets=tuple([place - base for place in places[:-1]] if base else places[:-1]),
                clusters=tuple(range(last - first)),
                width=end - base,
                tag=tags[run] if tags else None,
                href=source.href,
                target=source.target,
                start=first,
            )
        )
        x += end - base
    return tuple(runs)


def _stretched(paragraph: ShapedParagraph, glyph_row: GlyphRow, line: LineSpan, extra: int) -> list[int]:
    """Return where each of the glyphs is from the first one, and where the last ends, with what is added to it."""
    begin, finish = line.start, line.end
    spaces = glyph_row.spaces_in(begin, finish)
    if not spaces:
        return []
    shares = _slice_shares(paragraph, glyph_row, line, extra, spaces)
    characters = [*_sums(shares.characters, shares.character_count), shares.characters]
    shifts: list[int] = []
    at, left = begin, glyph_row.pens[begin]
    for space, added in zip((*spaces, finish), _sums(shares.spaces, shares.space_count), strict=True):
        shifts += [added - left] * (space + 1 - at)
        at = space + 1
    return list(map(add, map(add, glyph_row.pens[begin : finish + 1], characters), shifts))


def _slice_shares(
    paragraph: ShapedParagraph, glyph_row: GlyphRow, line: LineSpan, extra: int, spaces: Sequence[int]
) -> _Extra:
    """Return what `_shares` does, for a slice of `glyph_row` with such `spaces` in it."""
    if not extra or not spaces:
        return _Extra(0, 0, 0, 1)
    pens, runs = glyph_row.pens, paragraph.runs
    first = runs[0].style.size
    em = (
        first
        if len(runs) == 1
        else max([runs[run].style.size for _, _, run in glyph_row.segments_in(line.start, line.end)])
    )
    return _shared(extra, line.end - line.start - 1, em, [pens[space + 1] - pens[space] for space in spaces])


def _spaces_of(paragraph: ShapedParagraph, glyph_row: GlyphRow, line: LineSpan, extra: int) -> list[tuple[int, int]]:
    """Return what `space_places` does, for a slice of `glyph_row`."""
    begin, pens, left = line.start, glyph_row.pens, glyph_row.pens[line.start]
    spaces = glyph_row.spaces_in(begin, line.end)
    shares = _slice_shares(paragraph, glyph_row, line, extra, spaces)
    more, characters, count = shares.spaces // max(shares.space_count, 1), shares.characters, shares.character_count
    return [
        (
            pens[space] - left + more * number + characters * (space - begin) // count,
            pens[space + 1] - left + more * (number + 1) + characters * (space + 1 - begin) // count,
        )
        for number, space in enumerate(spaces)
    ]


def _is_space(one: ShapedRun) -> bool:
    return one.text in _WORD_SPACES


def _shares(shaped: Sequence[ShapedRun], runs: Sequence[TextRun], extra: int) -> _Extra:
    """Return the shares of `extra`: characters take theirs as far as TRACKING allows, spaces the rest."""
    spaces = [one.shaped.width for one in shaped if _is_space(one)] if extra else []
    if not spaces:
        return _Extra(0, 0, 0, 1)
    characters = sum(_slots(one) for one in shaped) - 1  # nothing is added after the last
    return _shared(extra, characters, max(runs[one.run].style.size for one in shaped), spaces)


def _shared(extra: int, characters: int, em: int, spaces: Sequence[int]) -> _Extra:
    room = max(characters, 0) * TRACKING * em * (1 if extra > 0 else TIGHTER)
    give = sum(spaces) * (STRETCH if extra > 0 else SHRINK)
    ratio = min(abs(extra) / (give + room), 1.0) if give + room else 0.0
    tracked = round(ratio * room) * (1 if extra > 0 else -1)
    return _Extra(extra - tracked, tracked, len(spaces), max(characters, 1))


def _advances(shaped: Sequence[ShapedRun], shares: _Extra, extra: int) -> Iterator[tuple[int, ...]]:
    """Yield the advances of each run's glyphs with what justification adds; cumulative rounding, so nothing drifts."""
    if not extra or not shares.space_count:
        for one in shaped:
            yield one.shaped.advances
        return
    spaces = iter(_steps(shares.spaces, shares.space_count))
    characters = [*_steps(shares.characters, shares.character_count), 0]
    at = 0
    for one in shaped:
        advances = one.shaped.advances
        if one.level % 2 == 0:
            advances = tuple(_tracked(one, characters[at : at + one.shaped.cluster_count]))
            at += one.shaped.cluster_count
        if _is_space(one) and advances:
            advances = (*advances[:-1], advances[-1] + next(spaces))
        yield advances


def _tracked(one: ShapedRun, characters: Sequence[int]) -> Iterator[int]:
    """Yield the run's advances, after each cluster one of `characters` more."""
    shaped = one.shaped
    if shaped.cluster_count == len(shaped.advances):
        return map(add, shaped.advances, characters)
    clusters, more = (*shaped.clusters, None), iter(characters)
    return (
        advance + (next(more, 0) if clusters[at + 1] != clusters[at] else 0)
        for at, advance in enumerate(shaped.advances)
    )


def _slots(one: ShapedRun) -> int:
    """Return after how many of its clusters the run can be tracked: none where characters join."""
    return 0 if one.level % 2 else one.shaped.cluster_count


def _steps(total: int, of: int) -> list[int]:
    """Return `total` in `of` parts that differ by one at most, the larger ones spread evenly."""
    if not total:
        return [0] * of
    return [end - start for start, end in pairwise(_sums(total, of))]


def _sums(total: int, of: int) -> list[int]:
    """Return the sums of the first zero, one, two … of the parts that `_steps` makes."""
    if not total:
        return [0] * (of + 1)
    return [(2 * total * count + of) // (2 * of) for count in range(of + 1)]


def _joins(one: ShapedRun, other: ShapedRun) -> bool:
    if one.run != other.run or one.level != other.level:
        return False
    left, right = (other, one) if one.level % 2 else (one, other)
    return left.start + len(left.text) == right.start


def _glyph_run(
    runs: Sequence[TextRun],
    shaped: Sequence[ShapedRun],
    advances: Sequence[tuple[int, ...]],
    x: int,
    tags: Sequence[TagId | None],
) -> GlyphRun:
    source = runs[shaped[0].run]
    start = min(one.start for one in shaped)
    ordered = shaped[::-1] if shaped[0].level % 2 else shaped
    *pens, width = accumulate(chain.from_iterable(advances), initial=0)
    return GlyphRun(
        text="".join([one.text for one in ordered]),
        style=source.style,
        x=x,
        glyphs=tuple(chain.from_iterable([one.shaped.glyphs for one in shaped])),
        offsets=_offsets(shaped, pens),
        clusters=_clusters(shaped, start),
        width=width,
        rises=_rises(shaped),
        tag=tags[shaped[0].run] if tags else None,
        href=source.href,
        target=source.target,
        start=start,
    )


def _clusters(shaped: Sequence[ShapedRun], start: int) -> tuple[int, ...]:
    found: list[int] = []
    for one in shaped:
        first = one.start - start
        found += [first + cluster for cluster in one.shaped.clusters]
    return tuple(found)


def _offsets(shaped: Sequence[ShapedRun], pens: list[int]) -> tuple[int, ...]:
    if not any(one.shaped.shifts for one in shaped):
        return tuple(pens)
    shifts = (shift for one in shaped for shift in one.shaped.shifts or (0,) * len(one.shaped.glyphs))
    return tuple(pen + shift for pen, shift in zip(pens, shifts, strict=True))


def _rises(shaped: Sequence[ShapedRun]) -> tuple[int, ...]:
    if not any(one.shaped.rises for one in shaped):
        return ()
    return tuple(rise for one in shaped for rise in one.shaped.rises or (0,) * len(one.shaped.glyphs))
