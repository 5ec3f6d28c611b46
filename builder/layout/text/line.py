"""A line's atoms put in visual order, justified, and joined to glyph runs with exact places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import add
from typing import NamedTuple

from builder.layout.text.bidi import visual_order
from builder.layout.text.glyph_row import GlyphRow
from builder.layout.text.knuth_plass import STRETCH, TRACKING
from builder.layout.text.paragraph import ShapedParagraph, ShapedRun
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
    letters: int
    space_count: int
    letter_count: int


def set_row(
    paragraph: ShapedParagraph, row: LineSpan, x: int, *, extra: int = 0, tags: Sequence[TagId | None] = ()
) -> tuple[GlyphRun, ...]:
    """Return `row` as glyph runs from `x` on, stretched by `extra` EMU (shrunk where it is negative)."""
    strip = _strip_for(paragraph, row)
    if strip is not None:
        return _slices(paragraph, strip, row, x, extra=extra, tags=tags)
    atoms = paragraph.row(row.first, row.last, row.start, row.end, hyphen=row.hyphen)
    if any(atom.level for atom in atoms):
        atoms = tuple(atoms[i] for i in visual_order([atom.level for atom in atoms]))
    shares = _shares(atoms, paragraph.runs, extra)
    advances = list(_advances(atoms, shares, extra))
    runs = []
    first = 0
    while first < len(atoms):
        last = first + 1
        while last < len(atoms) and _joins(atoms[last - 1], atoms[last]):
            last += 1
        run = _glyph_run(paragraph.runs, atoms[first:last], advances[first:last], x, tags)
        runs.append(run)
        x += run.width
        first = last
    return tuple(runs)


def space_places(paragraph: ShapedParagraph, row: LineSpan, *, extra: int) -> list[tuple[int, int]]:
    """Return left and right edge of each word space of `row`, EMU from its left edge, stretched by `extra`."""
    strip = _strip_for(paragraph, row)
    if strip is not None:
        return _spaces_of(paragraph, strip, row, extra)
    atoms = paragraph.row(row.first, row.last, row.start, row.end, hyphen=row.hyphen)
    shares = _shares(atoms, paragraph.runs, extra)
    more = shares.spaces // max(shares.space_count, 1)
    places, x, letters = [], 0, 0
    for atom in atoms:
        start = x + shares.letters * letters // shares.letter_count
        x += atom.shaped.width
        letters += _slots(atom)
        if _is_space(atom):
            x += more
            places.append((start, x + shares.letters * letters // shares.letter_count))
    return places


def _strip_for(paragraph: ShapedParagraph, row: LineSpan) -> GlyphRow | None:
    """Return the strip that `row` is a slice of, None where it parts a word or the paragraph has no strip."""
    words = paragraph.words
    if row.hyphen or words[row.first].start != row.start or words[row.last].end != row.end:
        return None
    return paragraph.strip


def _slices(
    paragraph: ShapedParagraph, strip: GlyphRow, row: LineSpan, x: int, *, extra: int, tags: Sequence[TagId | None]
) -> tuple[GlyphRun, ...]:
    """Return `row`, whole words of `strip`, as glyph runs."""
    begin = row.start
    ends = _stretched(paragraph, strip, row, extra) if extra else ()
    runs = []
    for first, last, run in strip.segments_in(begin, row.end):
        places = ends[first - begin : last - begin + 1] if ends else strip.pens[first : last + 1]
        base, end = places[0], places[-1]
        source = paragraph.runs[run]
        runs.append(
            GlyphRun(
                text=paragraph.text[first:last],
                style=source.style,
                x=x,
                glyphs=strip.glyphs[first:last],
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


def _stretched(paragraph: ShapedParagraph, strip: GlyphRow, row: LineSpan, extra: int) -> list[int]:
    """Return where each of the glyphs is from the first one, and where the last ends, with what is added to it."""
    begin, finish = row.start, row.end
    spaces = strip.spaces_in(begin, finish)
    if not spaces:
        return []
    shares = _slice_shares(paragraph, strip, row, extra, spaces)
    letters = [*_sums(shares.letters, shares.letter_count), shares.letters]
    shifts: list[int] = []
    at, left = begin, strip.pens[begin]
    for space, added in zip((*spaces, finish), _sums(shares.spaces, shares.space_count), strict=True):
        shifts += [added - left] * (space + 1 - at)
        at = space + 1
    return list(map(add, map(add, strip.pens[begin : finish + 1], letters), shifts))


def _slice_shares(paragraph: ShapedParagraph, strip: GlyphRow, row: LineSpan, extra: int, spaces: list[int]) -> _Extra:
    """Return what `_shares` does, for glyphs of a strip with such `spaces` among them."""
    if not extra or not spaces:
        return _Extra(0, 0, 0, 1)
    pens, runs = strip.pens, paragraph.runs
    first = runs[0].style.size
    em = first if len(runs) == 1 else max([runs[run].style.size for _, _, run in strip.segments_in(row.start, row.end)])
    return _shared(extra, row.end - row.start - 1, em, [pens[space + 1] - pens[space] for space in spaces])


def _spaces_of(paragraph: ShapedParagraph, strip: GlyphRow, row: LineSpan, extra: int) -> list[tuple[int, int]]:
    """Return what `space_places` does, for glyphs of a strip."""
    begin, pens, left = row.start, strip.pens, strip.pens[row.start]
    spaces = strip.spaces_in(begin, row.end)
    shares = _slice_shares(paragraph, strip, row, extra, spaces)
    more, letters, count = shares.spaces // max(shares.space_count, 1), shares.letters, shares.letter_count
    return [
        (
            pens[space] - left + more * number + letters * (space - begin) // count,
            pens[space + 1] - left + more * (number + 1) + letters * (space + 1 - begin) // count,
        )
        for number, space in enumerate(spaces)
    ]


def _is_space(atom: ShapedRun) -> bool:
    return atom.text in _WORD_SPACES


def _shares(atoms: Sequence[ShapedRun], runs: Sequence[TextRun], extra: int) -> _Extra:
    """Characters take their share of the change as far as TRACKING allows, spaces the rest."""
    spaces = [atom.shaped.width for atom in atoms if _is_space(atom)] if extra else []
    if not spaces:
        return _Extra(0, 0, 0, 1)
    letters = sum(_slots(atom) for atom in atoms) - 1  # nothing is added after the last
    return _shared(extra, letters, max(runs[atom.run].style.size for atom in atoms), spaces)


def _shared(extra: int, letters: int, em: int, spaces: Sequence[int]) -> _Extra:
    room = max(letters, 0) * TRACKING * em * (1 if extra > 0 else 0.6)
    give = sum(spaces) * (STRETCH if extra > 0 else 0.25)
    ratio = min(abs(extra) / (give + room), 1.0) if give + room else 0.0
    tracked = round(ratio * room) * (1 if extra > 0 else -1)
    return _Extra(extra - tracked, tracked, len(spaces), max(letters, 1))


def _advances(atoms: Sequence[ShapedRun], shares: _Extra, extra: int) -> Iterator[tuple[int, ...]]:
    """Yield the advances of each atom's glyphs with what justification adds; cumulative rounding, so nothing drifts."""
    if not extra or not shares.space_count:
        for atom in atoms:
            yield atom.shaped.advances
        return
    spaces = iter(_steps(shares.spaces, shares.space_count))
    letters = [*_steps(shares.letters, shares.letter_count), 0]
    at = 0
    for atom in atoms:
        advances = atom.shaped.advances
        if atom.level % 2 == 0:
            advances = tuple(_tracked(atom, letters[at : at + atom.shaped.letters]))
            at += atom.shaped.letters
        if _is_space(atom) and advances:
            advances = (*advances[:-1], advances[-1] + next(spaces))
        yield advances


def _tracked(atom: ShapedRun, letters: Sequence[int]) -> Iterator[int]:
    """Yield the atom's advances, after each letter one of `letters` more."""
    shaped = atom.shaped
    if shaped.letters == len(shaped.advances):
        return map(add, shaped.advances, letters)
    clusters, more = (*shaped.clusters, None), iter(letters)
    return (
        advance + (next(more, 0) if clusters[at + 1] != clusters[at] else 0)
        for at, advance in enumerate(shaped.advances)
    )


def _slots(atom: ShapedRun) -> int:
    """After how many of its letters the atom can be tracked: none where letters join."""
    return 0 if atom.level % 2 else atom.shaped.letters


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
    atoms: Sequence[ShapedRun],
    advances: Sequence[tuple[int, ...]],
    x: int,
    tags: Sequence[TagId | None],
) -> GlyphRun:
    source = runs[atoms[0].run]
    start = min(atom.start for atom in atoms)
    ordered = atoms[::-1] if atoms[0].level % 2 else atoms
    *pens, width = accumulate(chain.from_iterable(advances), initial=0)
    return GlyphRun(
        text="".join([atom.text for atom in ordered]),
        style=source.style,
        x=x,
        glyphs=tuple(chain.from_iterable([atom.shaped.glyphs for atom in atoms])),
        offsets=_offsets(atoms, pens),
        clusters=_clusters(atoms, start),
        width=width,
        rises=_rises(atoms),
        tag=tags[atoms[0].run] if tags else None,
        href=source.href,
        target=source.target,
        start=start,
    )


def _clusters(atoms: Sequence[ShapedRun], start: int) -> tuple[int, ...]:
    found: list[int] = []
    for atom in atoms:
        first = atom.start - start
        found += [first + cluster for cluster in atom.shaped.clusters]
    return tuple(found)


def _offsets(atoms: Sequence[ShapedRun], pens: list[int]) -> tuple[int, ...]:
    if not any(atom.shaped.shifts for atom in atoms):
        return tuple(pens)
    shifts = (shift for atom in atoms for shift in atom.shaped.shifts or (0,) * len(atom.shaped.glyphs))
    return tuple(pen + shift for pen, shift in zip(pens, shifts, strict=True))


def _rises(atoms: Sequence[ShapedRun]) -> tuple[int, ...]:
    if not any(atom.shaped.rises for atom in atoms):
        return ()
    return tuple(rise for atom in atoms for rise in atom.shaped.rises or (0,) * len(atom.shaped.glyphs))
