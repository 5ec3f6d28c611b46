"""Titles of slides: their size, even lines, and how far down they reach, also in a wider face than ours."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import partial

from msgspec.structs import replace

from builder.codes import LONG_TITLE
from builder.layout.context import LayoutContext, box_of, resized, slide_tag, space_before, with_origins
from builder.layout.text.block import BreakStrategy, BrokenParagraph, ParagraphSpec, break_paragraph
from builder.layout.text.fit import fit_one, spare_lines
from builder.layout.text.shaper import Shaper
from builder.layout.text.substitute_fonts import DEJAVU_WIDTH, SUBSTITUTE_WIDTH, reserve, substitute_width
from builder.layout.text.tied_spaces import FEW_WORDS, tied_spaces, weakly_tied_spaces
from builder.model.findings import NOWHERE, Span
from builder.model.origin import Origin
from builder.model.scene import Role, Tag, TagId, TextBox, TextRun
from builder.model.theme import SlideLayout, Slot, Theme
from builder.model.units import Rect, pt_from_emu

SHORT = {2: 0.75}
"""A title of so many lines has too short a last line below this share of its longest."""

SHORT_OF_MORE = 0.45

UNEVEN, MORE_IN_SUBSTITUTE, MORE_IN_DEJAVU, DIVIDED, LEANS = 6, 2, 1, 1, 0.5
"""What faults of a title cost: a last line short by its whole length, a line more in a face that is a little or much
wider, a line that ends at the hyphen of a word or between a number and its unit, or after a word such as "but"."""

SEEN, TRIALS = 0.5, 50
"""A title with less fault than this stays as it is; so many widths are tried, of which half are too narrow."""

APART = 1.35
"""How many times as large as the size below it each of a deck's titles is at most: content, answers, judgement."""

PARTED, SMALLER, LEAST = 0.6, 0.2, 0.72
"""What it costs that no line of a statement ends with a clause, or that the last is short, and that it is a size
smaller; it stays above this share of the first size."""

_CLAUSE = re.compile(r"[,;:،؛–—](?= )")

FEWER_WORDS = "highlight fewer words, or write a headline in `::: slide`"
"""How a title that is a highlight becomes shorter."""

SPARE = 4
"""Between a title in a wider face and what is below it, in theme units."""


def set_title(
    context: LayoutContext,
    layout: SlideLayout,
    runs: tuple[TextRun, ...],
    key: str,
    *,
    role: Role,
    place: Span = NOWHERE,
    origins: tuple[Origin, ...] = (),
    remedy: str = FEWER_WORDS,
) -> tuple[TextBox, Tag]:
    """Return the title of a slide; one that does not fit is an error with the measured lines and the `remedy`.

    It has the smaller of the deck's sizes: the larger is for answers, whose words have the slide to themselves.
    """
    tag = Tag(slide_tag(key).part("title"), role)
    slot = layout.slot("title")
    for ladder in (sizes_of_deck(context.theme, context.title_sizes[-1:], slot), context.theme.sizes(slot)):
        for size in ladder:
            box = title_at(context, slot, runs, size, tag.id)
            if box:
                return with_origins(box, *origins), tag
    report_long_title(context, layout, runs, place, remedy)
    size = context.theme.sizes(slot)[-1]
    height = context.theme.slide_height + 2 * size * sum(len(run.text) for run in runs)
    box = title_at(context, replace(slot, lines=0, frame=replace(slot.frame, height=height)), runs, size, tag.id)
    assert box is not None  # noqa: S101 - in so much height each character may have a line
    return with_origins(box, *origins), tag


def sizes_of_deck(theme: Theme, title_sizes: tuple[int, ...], slot: Slot) -> tuple[int, ...]:
    """Return those of the slot's sizes that this deck's titles have; all where none is chosen or none is among them."""
    sizes = theme.sizes(slot)
    return tuple(size for size in sizes if size in title_sizes) or sizes


def chosen_sizes(largest: Iterable[int], others: Iterable[int], ladder: Iterable[int]) -> tuple[int, ...]:
    """Return at most two sizes for the titles of a deck, given the largest that each of them can have.

    The smaller is the one that all can have, the `others` too. The larger is of the `ladder` and no more than `APART`
    of it: the one by which the titles that follow their words gain most together. The root makes it one that many have.
    """
    sizes = tuple(largest)
    least = min((*sizes, *others), default=0)
    gains = {
        size: (math.sqrt(size - least) * sum(one >= size for one in sizes), -size)
        for size in ladder
        if least < size <= least * APART and size <= max(sizes, default=0)
    }
    if not gains:
        return (least,) if least else ()
    return (max(gains, key=lambda size: gains[size]), least)


def title_at(
    context: LayoutContext,
    slot: Slot,
    runs: tuple[TextRun, ...],
    size: int,
    tag: TagId | None = None,
    *,
    lines: int = 0,
    cost_if_wider: float = 1.0,
) -> TextBox | None:
    """Return the title at `size`, or None if it does not fit the slot's frame.

    `lines` is for titles whose box may grow downwards: the most lines that they may have. `cost_if_wider` says how bad
    a line more in a wider face is: less where nothing is right below the title.
    """
    base = context.theme.style(slot.style).size
    spec = resized(ParagraphSpec(runs, slot.align, lang=context.lang), size, base, tag)
    most = lines or slot.lines
    frame = replace(slot.frame, height=max(slot.frame.height, lines * round(size * spec.leading)))
    done = fit_one(slot.name, frame, lambda _: (spec,), (size,), context.shaper, lines=most, anchor=slot.anchor)
    if done is None or (done.divides_words and size > min(context.theme.sizes(slot))):
        return None
    count = max(done.fit.lines, 1 if most <= 2 else _least_lines(context, spec, frame.width))
    free = frame.width - even_width(context.shaper, spec, frame.width, count, cost_if_wider)
    left = space_before(slot, free)
    inset = (left, 0, free - left, 0)
    narrow = fit_one(
        slot.name, frame, lambda _: (spec,), (size,), context.shaper, lines=most, anchor=slot.anchor, inset=inset
    )
    box = replace(box_of(slot, narrow, frame), inset=inset) if free and narrow else box_of(slot, done, frame)
    return with_fit_rule(context.theme, slot, box)


def with_fit_rule(theme: Theme, slot: Slot, box: TextBox) -> TextBox:
    """Return the box with the rule of its certificate; the slot's own frame where that holds the words."""
    if box.fit is None:
        return box
    sizes = theme.sizes(slot)
    rule = "fixed" if len(sizes) == 1 else "largest" if box.fit.size == sizes[0] else "reduced"
    return replace(box, fit=replace(box.fit, rule=rule, ladder=sizes))


def _least_lines(context: LayoutContext, spec: ParagraphSpec, width: int) -> int:
    """Return 2 for a title that nearly fills its only line, else 1.

    In a wider face it takes a second line. Set in two even ones from the start it leaves no gap below it in ours.
    """
    broken = break_paragraph(spec, width, context.shaper, BreakStrategy.GREEDY)
    wider = reserve(context.theme, spec.runs[0].style.font, substitute_width(context.lang))
    return 2 if broken.count == 1 and broken.width * wider > width else 1


def even_width(shaper: Shaper, spec: ParagraphSpec, full: int, lines: int, cost_if_wider: float = 1.0) -> int:
    """Return the width of at most `full` in which a title is set: narrower where that makes its lines more even, EMU.

    It has `lines`, where that is possible. The box keeps its frame, so that it follows its layout; an inset narrows
    it. A width is preferred in which a wider face needs no more lines.
    """
    broken = break_paragraph(spec, full, shaper, BreakStrategy.GREEDY)
    if lines < 2:
        return full
    fault = _fault(shaper, broken, full, (lines, cost_if_wider))
    if fault < SEEN:
        return full
    best, width = fault, full
    widths = range(full // 2, full, full // TRIALS)
    for narrower in widths[bisect_left(widths, x=True, key=lambda one: _count(shaper, broken, one) <= lines) :]:
        tried = _fault(shaper, broken, narrower, (lines, cost_if_wider), least=best)
        if tried < best:
            best, width = tried, narrower
        if not best:
            break
    return width


def _count(shaper: Shaper, broken: BrokenParagraph, width: int) -> int:
    return broken.broken_to(_slackened(shaper.theme, width), BreakStrategy.GREEDY).count


def _fault(
    shaper: Shaper, broken: BrokenParagraph, width: int, wanted: tuple[int, float], *, least: float = math.inf
) -> float:
    """Return how bad a title is in `width`, what it is in wider faces only below `least`.

    `wanted` is its number of lines, others being infinitely bad, and what a line more in a wider face costs.
    """
    lines, cost_if_wider = wanted
    room = _slackened(shaper.theme, width)
    tried = broken.broken_to(room, BreakStrategy.GREEDY)
    parted = tried.cuts_words > broken.cuts_words  # by a hyphen, which only the smallest size is to need
    if parted or tried.count < 2 or tried.count + spare_lines(tried, room, shaper) != lines:
        return math.inf
    longest = max(line.width for line in tried.lines)
    short = max(0.0, SHORT.get(lines, SHORT_OF_MORE) - tried.lines[-1].width / longest)
    text = "".join(run.text for run in broken.spec.runs)
    fault = UNEVEN * short + DIVIDED * _ends_at_hyphens(text, tried)
    fault += (DIVIDED - LEANS) * _ends_at(tied_spaces(text, broken.spec.lang), tried)
    fault += LEANS * _ends_at(weakly_tied_spaces(text, broken.spec.lang), tried)
    for wider, cost in ((SUBSTITUTE_WIDTH, MORE_IN_SUBSTITUTE), (DEJAVU_WIDTH, MORE_IN_DEJAVU)):
        if cost_if_wider and fault < least:
            narrow = round(room / reserve(shaper.theme, broken.spec.runs[0].style.font, wider))
            fault += cost_if_wider * cost * (broken.broken_to(narrow, BreakStrategy.GREEDY).count > lines)
    return fault


def _ends_at_hyphens(text: str, broken: BrokenParagraph) -> int:
    """Return how many lines end inside a word, at its hyphen, such as "anti-Western"."""
    return sum(text[: line.end].endswith("-") and not line.space for line in broken.lines[:-1])


def _ends_at(spaces: frozenset[int], broken: BrokenParagraph) -> int:
    """Return how many lines end at one of `spaces`, where two words belong together."""
    return sum(line.end in spaces for line in broken.lines[:-1])


def _slackened(theme: Theme, width: int) -> int:
    """Return the width in which `fit_one` breaks the lines of a box of `width`, EMU."""
    return width - round(width * theme.slack)


def is_on_bar(layout: SlideLayout) -> bool:
    """Return whether a template draws a bar behind titles."""
    return any(one.art and one.frame.contains(layout.slot("title").frame) for one in layout.ornaments)


def is_open(layout: SlideLayout) -> bool:
    """Return whether a template draws nothing from the title down to the body, so that the title may take more room."""
    title, body = (layout.slot(name).frame for name in ("title", "body"))
    drawn = any(one.art and one.frame.bottom > title.y and one.frame.y < body.y for one in layout.ornaments)
    return not drawn and layout.has("kicker") and layout.slot("kicker").frame.y < title.y


def ends_badly(box: TextBox) -> bool:
    """Return whether a line ends at the hyphen or dash inside a word, such as "anti-Western", or the last is a word."""
    *lines, last = ("".join(run.text for run in line.runs) for one in box.paragraphs for line in one.lines)
    alone = len(last.split()) == 1 and len(" ".join(lines).split()) >= FEW_WORDS - 1
    return (alone and len(last) < SHORT_OF_MORE * max(map(len, lines))) or any(
        re.search(r"\w[-–]$", line) for line in lines
    )


def by_sense(titles: Iterable[TextBox | None]) -> list[TextBox]:
    """Return a title that is alone on its slide, given from the largest size that it may have: the best to read first.

    A little smaller it may have lines that end with the sense.
    """
    fitting = [one for one in titles if one and one.fit]
    sizes = [one.fit.size if one.fit else 0 for one in fitting]
    faults = [
        _faults_of_lines(one) + SMALLER * at + (size <= LEAST * sizes[0])
        for at, (one, size) in enumerate(zip(fitting, sizes, strict=True))
    ]
    return [fitting[at] for at in sorted(range(len(fitting)), key=lambda at: faults[at])]


def _faults_of_lines(box: TextBox) -> float:
    """Return how badly the lines of a title end."""
    spans = [line for one in box.paragraphs for line in one.lines]
    lines = ["".join(run.text for run in line.runs).replace("\u00a0", " ").strip() for line in spans]
    text, lang = " ".join(lines), box.paragraphs[0].runs[0].lang
    ends = [len(" ".join(lines[:count])) for count in range(1, len(lines))]
    leaning = weakly_tied_spaces(text, lang).intersection(ends)
    widths = [sum(run.width for run in line.runs) for line in spans]
    clauses = [one.end() for one in _CLAUSE.finditer(text)]
    parted = bool(ends and clauses) and not set(ends).intersection(clauses)
    short = widths[-1] < SHORT_OF_MORE * max(widths)
    return 4 * ends_badly(box) + LEANS * len(leaning) + PARTED * (short + parted)


def below_title(context: LayoutContext, slot: Slot, box: TextBox, gap: int) -> int:
    """Return where what follows a title begins: below its words, and below what the layout draws under them; EMU."""
    return max(title_bottom(context, box, gap), slot.clear)


def title_bottom(context: LayoutContext, box: TextBox, gap: int) -> int:
    """Return where what is below a title may begin: `gap` below its words, and clear of them in a wider face; EMU."""
    if box.fit is None:
        return box.frame.bottom
    counts = _lines_if_wider(context, box)
    wide = sum(count * one.pitch + one.before for count, one in zip(counts, box.paragraphs, strict=True))
    spare = box.frame.height - box.fit.height_used
    top = box.frame.y + {"top": 0, "middle": spare // 2, "bottom": spare}[box.anchor.value]
    return top + max(box.fit.height_used + gap, wide + context.units(SPARE))


def keeps_its_lines(context: LayoutContext, box: TextBox) -> bool:
    """Return whether a title takes no line more in a wider face, for which a gap would have to be kept below it."""
    return sum(_lines_if_wider(context, box)) <= sum(len(one.lines) for one in box.paragraphs)


def _lines_if_wider(context: LayoutContext, box: TextBox) -> list[int]:
    """Return how many lines each paragraph of a title has in a wider face."""
    width = box.frame.width - box.inset[0] - box.inset[2]
    wider = reserve(context.theme, box.paragraphs[0].runs[0].style.font, substitute_width(context.lang))
    specs = (ParagraphSpec(one.runs, lang=context.lang) for one in box.paragraphs)
    return [break_paragraph(one, round(width / wider), context.shaper, BreakStrategy.GREEDY).count for one in specs]


def moved_to(box: TextBox, y: int, height: int) -> TextBox:
    """Return `box` with its upper edge at `y` and another height; its words, anchored at the top, move along."""
    by = y - box.frame.y
    lines = tuple(
        replace(one, lines=tuple(replace(line, baseline=line.baseline + by) for line in one.lines))
        for one in box.paragraphs
    )
    return replace(box, frame=Rect(box.frame.x, y, box.frame.width, height), paragraphs=lines)


def title_fits(context: LayoutContext, layout: SlideLayout, runs: tuple[TextRun, ...]) -> bool:
    """Return whether `runs` fit the title of `layout` at its smallest size."""
    slot = layout.slot("title")
    return title_at(context, slot, runs, context.theme.sizes(slot)[-1]) is not None


def report_long_title(
    context: LayoutContext, layout: SlideLayout, runs: tuple[TextRun, ...], place: Span, remedy: str
) -> None:
    """Add `long-title` with the measured lines, how many words must go, and where: the `remedy`."""
    slot = layout.slot("title")
    lines = _lines(context.shaper, context.lang, slot, runs)
    words = "".join(run.text for run in runs).split()
    counts = range(1, len(words) - 1)  # at the last count one word is left
    enough = partial(_holds, context.shaper, context.lang, slot, runs[0])
    spare = 1 + bisect_left(counts, x=True, key=lambda count: enough(words[:-count]))
    size = pt_from_emu(context.theme.sizes(slot)[-1])
    most = slot.lines or "its"
    context.report.add(
        LONG_TITLE,
        place if place.line else context.outline.fields.span("title"),
        f"the title takes {lines} lines at {size:g} pt, the layout `{layout.name}` has {most}: "
        f"`{' '.join(words)[:60]}…`",
        f"make it {spare} word{'s' * (spare != 1)} shorter: {remedy}",
    )


def _holds(shaper: Shaper, lang: str, slot: Slot, run: TextRun, words: list[str]) -> bool:
    return _lines(shaper, lang, slot, (replace(run, text=" ".join(words)),)) <= (slot.lines or 1)


def _lines(shaper: Shaper, lang: str, slot: Slot, runs: tuple[TextRun, ...]) -> int:
    base = shaper.theme.style(slot.style).size
    spec = resized(ParagraphSpec(runs, lang=lang), shaper.theme.sizes(slot)[-1], base)
    width = round(slot.frame.width * (1 - shaper.theme.slack))
    return break_paragraph(spec, width, shaper, BreakStrategy.GREEDY).count
