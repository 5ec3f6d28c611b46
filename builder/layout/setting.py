"""A line's atoms put in visual order, justified, and joined to glyph runs with exact places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.layout.bidi import visual_order
from builder.layout.choose import STRETCH, TRACKING
from builder.layout.galley import Atom, Galley
from builder.scene import GlyphRun, TextRun


class Row(NamedTuple):
    """A line before it is placed."""

    first: int
    """Its first word."""
    last: int
    start: int
    """Index in the galley's text of the first character."""
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
    """What justification adds to a line, EMU: to its spaces together, and to its letters together."""

    spaces: int
    letters: int
    space_count: int
    letter_count: int


def set_row(
    galley: Galley, row: Row, x: int, *, extra: int = 0, tags: Sequence[str | None] = ()
) -> tuple[GlyphRun, ...]:
    """Return `row` as glyph runs from `x` on, stretched by `extra` EMU (shrunk where it is negative)."""
    atoms = galley.row(row.first, row.last, row.start, row.end, hyphen=row.hyphen)
    if any(atom.level for atom in atoms):
        atoms = tuple(atoms[i] for i in visual_order([atom.level for atom in atoms]))
    shares = _shares(atoms, galley.runs, extra)
    advances = list(_advances(atoms, shares, extra))
    runs = []
    first = 0
    while first < len(atoms):
        last = first + 1
        while last < len(atoms) and _joins(atoms[last - 1], atoms[last]):
            last += 1
        run = _glyph_run(galley.runs, atoms[first:last], advances[first:last], x, tags)
        runs.append(run)
        x += run.width
        first = last
    return tuple(runs)


def _is_space(atom: Atom) -> bool:
    return atom.text in {" ", "\u00a0"}


def _shares(atoms: Sequence[Atom], runs: Sequence[TextRun], extra: int) -> _Extra:
    """Letters take their share of the change as far as TRACKING allows, spaces the rest."""
    spaces = [atom for atom in atoms if _is_space(atom)]
    letters = sum(_slots(atom) for atom in atoms) - 1  # nothing is added after the last
    if not extra or not spaces:
        return _Extra(0, 0, 0, 1)
    em = max(runs[atom.run].style.size for atom in atoms)
    room = max(letters, 0) * TRACKING * em * (1 if extra > 0 else 0.6)
    give = sum(space.shaped.width for space in spaces) * (STRETCH if extra > 0 else 0.25)
    ratio = min(abs(extra) / (give + room), 1.0) if give + room else 0.0
    tracked = round(ratio * room) * (1 if extra > 0 else -1)
    return _Extra(extra - tracked, tracked, len(spaces), max(letters, 1))


def _advances(atoms: Sequence[Atom], shares: _Extra, extra: int) -> Iterator[tuple[int, ...]]:
    """Yield the advances of each atom's glyphs with what justification adds; cumulative rounding, so nothing drifts."""
    if not extra or not shares.space_count:
        for atom in atoms:
            yield atom.shaped.advances
        return
    space = letter = 0
    for atom in atoms:
        advances = list(atom.shaped.advances)
        if not atom.level % 2:
            for i in range(len(advances)):
                if letter < shares.letter_count and _ends_cluster(atom, i):
                    letter += 1
                    advances[i] += _step(shares.letters, letter, shares.letter_count)
        if _is_space(atom) and advances:
            space += 1
            advances[-1] += _step(shares.spaces, space, shares.space_count)
        yield tuple(advances)


def _slots(atom: Atom) -> int:
    """After how many of its letters the atom can be tracked: none where letters join."""
    return 0 if atom.level % 2 else len(set(atom.shaped.clusters))


def _step(total: int, count: int, of: int) -> int:
    return round(total * count / of) - round(total * (count - 1) / of)


def _ends_cluster(atom: Atom, index: int) -> bool:
    clusters = atom.shaped.clusters
    return index + 1 == len(clusters) or clusters[index + 1] != clusters[index]


def _joins(one: Atom, other: Atom) -> bool:
    if one.run != other.run or one.level != other.level:
        return False
    left, right = (other, one) if one.level % 2 else (one, other)
    return left.start + len(left.text) == right.start


def _glyph_run(
    runs: Sequence[TextRun],
    atoms: Sequence[Atom],
    advances: Sequence[tuple[int, ...]],
    x: int,
    tags: Sequence[str | None],
) -> GlyphRun:
    source = runs[atoms[0].run]
    start = min(atom.start for atom in atoms)
    ordered = atoms[::-1] if atoms[0].level % 2 else atoms
    pen = 0
    offsets: list[int] = []
    for atom, moves in zip(atoms, advances, strict=True):
        natural = 0
        for offset, own, move in zip(atom.shaped.offsets, atom.shaped.advances, moves, strict=True):
            offsets.append(pen + offset - natural)
            natural += own
            pen += move
    return GlyphRun(
        text="".join(atom.text for atom in ordered),
        style=source.style,
        x=x,
        glyphs=tuple(glyph for atom in atoms for glyph in atom.shaped.glyphs),
        offsets=tuple(offsets),
        clusters=tuple(atom.start - start + cluster for atom in atoms for cluster in atom.shaped.clusters),
        width=pen,
        rises=_rises(atoms),
        tag=tags[atoms[0].run] if tags else None,
        href=source.href,
        target=source.target,
        start=start,
    )


def _rises(atoms: Sequence[Atom]) -> tuple[int, ...]:
    if not any(atom.shaped.rises for atom in atoms):
        return ()
    return tuple(rise for atom in atoms for rise in atom.shaped.rises or (0,) * len(atom.shaped.glyphs))
