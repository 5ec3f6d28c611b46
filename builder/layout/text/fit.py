"""The largest size at which text fits its box; below the floor, the boxes over which it continues.

No program is trusted to shrink words: they are measured at each size of the theme's ladder, largest first, in lines as
PowerPoint breaks them, in a width less the theme's slack (programs differ by a little in how they measure). What fits
has a certificate that says how much of the height it takes. Text that is placed has lines as long as the whole width
allows, as the programs will show them.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.text.added_hyphens import with_hyphens
from builder.layout.text.added_no_break_spaces import (
    divides_compounds,
    ends_alone,
    width_without_short_end,
    with_bound_ends,
)
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.least_height import least_height
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import SUBSTITUTE_WIDTH
from builder.model.scene import Anchor, Fit, SetParagraph
from builder.model.typography import HYPHEN
from builder.model.units import Rect

_JOINT = re.compile(r"[/?](?=\w)")
"""Where some programs end a line inside a word and others do not; a word joiner after it forbids it."""

SpecsAtSize = Callable[[int], tuple[ParagraphSpec, ...]]
"""The paragraphs of a box when its text has the given size, EMU."""

Inset = tuple[int, int, int, int]
"""Left, top, right, bottom, EMU."""

NO_INSET: Inset = (0, 0, 0, 0)

NARROWEST = 0.88
"""The least share of their width to which points are narrowed, so that no word is alone on a last line."""

EVENINGS = 4
"""How often they are made an eighteenth narrower for lines of more even length."""

SHORT_END = 0.45
"""A last line below this share of the widest one counts as uneven, by what it lacks."""

MORE_EVEN = 0.12
"""Lines are made narrower if that takes so much of the widest one off the unevenness."""


class _FitPart(Struct, frozen=True):
    """Lines of a paragraph that are in one box."""

    broken: BrokenParagraph
    first: int
    last: int
    narrow: int
    """The width in which they were broken, less the slack, EMU."""
    spare: int = 0
    """Lines that a program may need more than these."""

    @property
    def count(self) -> int:
        return self.last - self.first + self.spare

    @property
    def height(self) -> int:
        return self.count * self.broken.pitch

    @property
    def before(self) -> int:
        return self.broken.spec.before if self.first == 0 else 0

    @property
    def after(self) -> int:
        return self.broken.spec.after if self.last == self.broken.count else 0


class FittedText(Struct, frozen=True):
    """Text that fits, with its certificate; it is placed when it is asked for, since many fits are only tried."""

    fit: Fit
    _parts: tuple[_FitPart, ...]
    _inner: Rect
    """The box within its insets."""
    _anchor: Anchor
    inset: Inset = NO_INSET
    """What its lines leave free inside their frame."""

    @property
    def lonely(self) -> int:
        """How many paragraphs of several lines and words end with a word alone on its line.

        One that a program measuring a little wider would end so counts as well.
        """
        return len(self.ending_alone)

    @property
    def ending_alone(self) -> tuple[BrokenParagraph, ...]:
        """These paragraphs, in the lines that end so."""
        return tuple(
            full.broken if ends_alone(full.broken) else part.broken
            for part, full in zip(self._parts, self._full_width(), strict=True)
            if ends_alone(full.broken) or (part.count > full.count and ends_alone(part.broken))
        )

    @property
    def whole_width(self) -> tuple[BrokenParagraph, ...]:
        """The paragraphs in lines as long as programs make them."""
        return tuple(part.broken for part in self._full_width())

    @property
    def divides_words(self) -> bool:
        """Whether a word is wider than its line, and has an added hyphen or is cut."""
        return any(part.broken.cuts_words or HYPHEN in part.broken.words for part in self._parts)

    @property
    def last_line(self) -> int:
        """How wide the last line is, EMU."""
        return self._full_width()[-1].broken.lines[-1].width

    @property
    def paragraphs(self) -> tuple[SetParagraph, ...]:
        """The paragraphs placed."""
        inner, parts = self._inner, self._full_width()
        spare = inner.height - _height(parts)
        top = inner.y + {Anchor.TOP: 0, Anchor.MIDDLE: spare // 2, Anchor.BOTTOM: spare}[self._anchor]
        paragraphs = []
        for i, part in enumerate(parts):
            top += (part.before + parts[i - 1].after) if i else 0
            paragraphs.append(part.broken.set(inner.x, top, part.first, part.last))
            top += part.height
        return tuple(paragraphs)

    def _full_width(self) -> list[_FitPart]:
        """Return the parts with lines as long as programs make them: slack counts only for whether they fit."""
        return [_at_full_width(part, self._inner.width) for part in self._parts]


def fit_one(
    box: str,
    frame: Rect,
    specs: SpecsAtSize,
    ladder: tuple[int, ...],
    shaper: Shaper,
    *,
    lines: int = 0,
    anchor: Anchor = Anchor.TOP,
    inset: Inset = NO_INSET,
) -> FittedText | None:
    """Return the text at the largest size of `ladder` at which it fits `frame`, or None where none does.

    Where a word would be alone on a last line, the next size is taken if it helps. At the last size a word that is
    wider than its line gets a hyphen.

    `lines` is the most lines allowed, 0 for as many as the height holds. Lines are broken as PowerPoint breaks
    them; whether they fit, and the certificate, is decided in a width less the theme's slack.
    """
    inner = _inner(frame, inset)
    found: FittedText | None = None
    for size in ladder:
        copies = specs(size)
        if least_height(copies, inner.width, shaper) > inner.height:
            continue
        parts = _break_all(copies, inner.width, shaper, hyphenate=size == ladder[-1])
        if size != ladder[-1] and any(part.broken.cuts_words for part in parts):
            continue  # a smaller size that keeps words whole is better than a large one that does not
        count = sum(part.count for part in parts)
        if _height(parts) > inner.height or (lines and count > lines):
            continue
        parts = _with_whole_compounds(parts, inner, lines)
        count = sum(part.count for part in parts)
        rule = "fixed" if len(ladder) == 1 else "largest" if size == ladder[0] else "reduced"
        fit = Fit(box, size, ladder, count, _height(parts), inner.height, rule)
        done = FittedText(fit, tuple(parts), inner, anchor)
        if found is not None:
            return done if done.lonely < found.lonely and count <= found.fit.lines else found
        if size == ladder[-1] or not done.lonely:
            return done
        found = done
    return found


def without_lonely_words(
    fitted: FittedText, frame: Rect, specs: tuple[ParagraphSpec, ...], shaper: Shaper
) -> FittedText:
    """Return `specs`, `fitted` to `frame`, up to an eighth narrower where no word is then alone on a last line.

    They take no line more for that.
    """
    best = fitted
    widths = {width_without_short_end(one, BreakStrategy.GREEDY, NARROWEST) for one in fitted.ending_alone}
    for width in sorted(widths - {frame.width}, reverse=True):
        inset = (0, 0, frame.width - width, 0)
        trial = fit_one(fitted.fit.box, frame, lambda _: specs, (fitted.fit.size,), shaper, inset=inset)
        if trial and trial.fit.lines == fitted.fit.lines and trial.lonely < best.lonely:
            best = replace(trial, inset=inset)
    return best


def with_even_lines(fitted: FittedText, frame: Rect, specs: tuple[ParagraphSpec, ...], shaper: Shaper) -> FittedText:
    """Return a paragraph of several lines, `fitted` to `frame`, up to a quarter narrower where that evens its lines.

    It takes no line more for that, and fits also where a wider face replaces its own.
    """
    whole = fitted.whole_width[0]
    rag = _unevenness(whole) if fitted.fit.lines > 1 else 0.0
    tried = (frame.width * step // 18 for step in range(1, EVENINGS + 1 if rag > MORE_EVEN else 1))
    broken = {free: whole.broken_to(frame.width - free, BreakStrategy.GREEDY) for free in tried}
    costs = {free: _unevenness(one) for free, one in broken.items() if one.count == whole.count}
    better = sorted((free for free in costs if costs[free] <= rag - MORE_EVEN), key=lambda one: costs[one])
    size = (fitted.fit.size,)
    wider = replace(frame, width=round(frame.width / SUBSTITUTE_WIDTH))
    for inset in ((0, 0, free, 0) for free in better):
        trial = fit_one(fitted.fit.box, frame, lambda _: specs, size, shaper, inset=inset)
        if trial is None or trial.fit.lines > fitted.fit.lines or trial.divides_words or trial.lonely > fitted.lonely:
            continue
        if fit_one(fitted.fit.box, wider, lambda _: specs, size, shaper, inset=inset):
            return replace(trial, fit=fitted.fit, inset=inset)
    return fitted


def _unevenness(broken: BrokenParagraph) -> float:
    """Return how far lines are from one length, as a share of the widest: the shortest, and a short last one."""
    *others, last = (line.width for line in broken.lines)
    widest = max((*others, last, 1))
    return 1 - min(others, default=widest) / widest + max(0.0, SHORT_END - last / widest) * bool(others)


def fit_continued(
    box: str,
    frame: Rect,
    specs: SpecsAtSize,
    ladder: tuple[int, ...],
    shaper: Shaper,
) -> tuple[FittedText, ...]:
    """Return the text at the floor size over as few boxes like `frame` as hold it, evenly filled.

    Paragraphs stay whole; only one higher than the box is divided, between lines. Where a single line is higher
    than the box it is alone, and its certificate shows more height used than available.
    """
    size = ladder[-1]
    parts = [piece for part in _break_all(specs(size), frame.width, shaper) for piece in _divided(part, frame.height)]
    fitted = []
    for group in _balanced(parts, frame.height):
        count = sum(part.count for part in group)
        fit = Fit(box, size, ladder, count, _height(group), frame.height, "continued")
        fitted.append(FittedText(fit, tuple(group), frame, Anchor.TOP))
    return tuple(fitted)


def _inner(frame: Rect, inset: Inset) -> Rect:
    left, top, right, bottom = inset
    return Rect(frame.x + left, frame.y + top, frame.width - left - right, frame.height - top - bottom)


def _break_all(
    specs: tuple[ParagraphSpec, ...], width: int, shaper: Shaper, *, hyphenate: bool = True
) -> list[_FitPart]:
    narrow = width - round(width * shaper.theme.slack)
    parts = []
    for spec in specs:
        one = break_paragraph(spec, narrow, shaper, BreakStrategy.GREEDY, span=width)
        one = with_hyphens(one, narrow) if hyphenate else one
        parts.append(_FitPart(one, 0, one.count, narrow, spare_lines(one, narrow, shaper)))
    return parts


def _with_whole_compounds(parts: list[_FitPart], inner: Rect, lines: int) -> list[_FitPart]:
    """Return the parts with lines ended before compounds where that needs lines more that the box has.

    `lines` is the most lines allowed, 0 for as many as the height holds.
    """
    made = list(parts)
    for i, part in enumerate(parts):
        spare = inner.height - _height(made) >= part.broken.pitch
        if not spare or lines == sum(one.count for one in made) or not divides_compounds(part.broken):
            continue
        ended = with_bound_ends(part.broken, inner.width, part.narrow, 1)
        broken = ended.broken_to(part.narrow, BreakStrategy.GREEDY)
        made[i] = replace(part, broken=broken, last=broken.count)
    return made


def spare_lines(broken: BrokenParagraph, width: int, shaper: Shaper) -> int:
    """Return how many lines more the words take in a program that ends no line inside an address.

    PowerPoint and LibreOffice differ on it, LibreOffice even by language, so that room is kept for either.
    """
    spec = broken.spec
    if not any(_JOINT.search(run.text) for run in spec.runs):
        return 0
    runs = tuple(replace(run, text=_JOINT.sub("\\g<0>\u2060", run.text)) for run in spec.runs)
    return max(0, break_paragraph(replace(spec, runs=runs), width, shaper, BreakStrategy.GREEDY).count - broken.count)


def _height(parts: Sequence[_FitPart]) -> int:
    """Height of the paragraphs with the spaces between them; those at the edges of the box do not count."""
    between = sum(above.after + below.before for above, below in pairwise(parts))
    return sum(part.height for part in parts) + between


def _at_full_width(part: _FitPart, width: int) -> _FitPart:
    """Return a whole paragraph broken again without slack, in as many lines or fewer; a piece of one stays as it is.

    Its lines end where their sense allows it (see `added_no_break_spaces`).

    So programs show it: of 94 boxes LibreOffice breaks 90 at the same words, with half the slack 75, with all 68.
    """
    if part.first or part.last < part.broken.count:
        return part
    if part.broken.count == 1:
        return replace(part, spare=0)
    broken = with_bound_ends(part.broken, width, part.narrow)
    return replace(part, broken=broken, last=broken.count, spare=0)


def _divided(part: _FitPart, height: int) -> list[_FitPart]:
    """Return the paragraph whole, or, where it is higher than the box, in parts of even length."""
    if part.height <= height:
        return [part]
    room = max(height // part.broken.pitch, 1)
    count = -(-(part.last + part.spare) // room)
    edges = [round(part.last * i / count) for i in range(count + 1)]
    return [replace(part, first=first, last=last, spare=0) for first, last in pairwise(edges)]


def _balanced(parts: list[_FitPart], height: int) -> list[list[_FitPart]]:
    """Return the parts over as few boxes as can be, the fullest box as little full as can be."""
    fewest = _fill_boxes(parts, height)
    low, high = 0, height
    while high - low > 1:
        middle = (low + high) // 2
        groups = _fill_boxes(parts, middle)
        if len(groups) <= len(fewest) and all(_height(group) <= middle for group in groups):
            fewest, high = groups, middle
        else:
            low = middle
    return fewest


def _fill_boxes(parts: list[_FitPart], height: int) -> list[list[_FitPart]]:
    groups: list[list[_FitPart]] = []
    for part in parts:
        if groups and _height([*groups[-1], part]) <= height:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups
