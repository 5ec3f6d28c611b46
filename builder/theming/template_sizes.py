"""The sizes of a derived theme's words: the template's own, as far as they suit ours, down to what can be read."""

import math
from collections.abc import Iterable

from builder.model.units import EMU_PER_PT, pt_from_emu
from builder.theming.template_frames import LONG_TITLE, SMALLEST_TITLE, WIDE_LETTER
from builder.theming.template_slots import cover_slots
from builder.theming.template_theme import DerivedTheme

_LEAST_TITLE, _LONG_TITLES, _UNEVEN = 32, 28, 1.3
"""Theme units of a title that has room, and of one with three lines; how many times as large as this a short one is."""

_HEADED = 1.15
"""How many times as large as the text below them titles are."""

_WIDER_CAPITALS = 1.25
"""How many times as wide as other words those in capitals are."""

_TITLE_STEPS, _COVER_STEPS = 4, 9
"""So many smaller sizes of titles: with few, some titles of a deck would be much smaller than others, or a cover's
smaller than its room allows.
"""
_ALONE = (60, 54, 48, 44, 40, 36, 32, 28, 24)
"""Theme units of titles that have a slide for themselves, or with a single sentence: as large as in our own themes,
however small a template's are above much text.
"""
_COVER_LEADS, _COVER_MOST = 1.35, 54
"""How many times as large as titles that of a cover may be where a template has it smaller, and its most theme units.
"""


def below_titles(derived: DerivedTheme, steps: list[float]) -> list[float]:
    """Return the sizes of text that are smaller than titles, or the smallest."""
    most = title_ladder(derived)[0] / _HEADED
    return [one for one in steps if one <= most] or steps[-1:]


def readable_size(size: float, scale: float) -> float:
    """Return a size of slides in half points, which is no smaller than what the last row reads."""
    return max(math.ceil(24 * scale) / 2, in_parts(size))


def title_ladder(derived: DerivedTheme) -> list[float]:
    """Return the sizes of titles: the template's own where they stand out from the text, down to two lines' worth."""
    scale, high = derived.size.height / (540 * EMU_PER_PT), pt_from_emu(derived.content_frames.title.height)
    titles = derived.content.of("title", "ctrTitle")
    own = max(titles[0].size if titles else 0, _LEAST_TITLE * scale)
    wide = WIDE_LETTER * (_WIDER_CAPITALS if titles and titles[0].caps else 1)
    narrow = 3 * pt_from_emu(derived.content_frames.title.width) / (LONG_TITLE * wide)
    least = max(min(high / 3.63, narrow, _LONG_TITLES * scale), SMALLEST_TITLE * scale)
    first = min(own, _UNEVEN * least, max(high / 2.42, min(22 * scale, high / 1.25), SMALLEST_TITLE * scale))
    last = min(first, least)
    return _steps(first, last, _TITLE_STEPS)


def _steps(first: float, last: float, count: int) -> list[float]:
    """Return `count` even steps from `first` down to `last`, in half points."""
    return descending(_half_below(first + (last - first) * step / count) for step in range(count + 1))


def cover_ladder(derived: DerivedTheme) -> list[float]:
    """Return the sizes of the cover's title: the template's own, or larger than titles on slides."""
    scale = derived.size.height / (540 * EMU_PER_PT)
    high = pt_from_emu(cover_slots(derived)["title"].height)
    placed = "title" in derived.cover_frames.places  # there the words with which it shares its room decide
    heads, others = derived.cover.of("ctrTitle", "title"), title_ladder(derived)[0]
    own = max(heads[0].size if heads else 36 * scale, 32 * scale)
    most = max(min(own, (60 if placed else 44) * scale), min(_COVER_LEADS * others, _COVER_MOST * scale))
    first = max(most if placed else min(most, high / 1.21), 20 * scale)
    last = max(min(first, high / 4.84), min(first, 20 * scale))
    return _steps(first, last, _COVER_STEPS)


def sizes_alone(derived: DerivedTheme) -> list[float]:
    """Return the sizes that a title may have, beyond the usual ones, on a slide that says little else."""
    scale, usual = derived.size.height / (540 * EMU_PER_PT), title_ladder(derived)[0]
    return [in_parts(one * scale) for one in _ALONE if one * scale >= _HEADED * usual]


def in_parts(value: float, parts: int = 2) -> float:
    """Return `value` rounded to the nearest of so many `parts` of a whole."""
    return round(value * parts) / parts


def _half_below(value: float) -> float:
    return math.floor(value * 2) / 2


def descending(values: Iterable[float]) -> list[float]:
    """Return each size once, the largest first."""
    return sorted(set(values), reverse=True)
