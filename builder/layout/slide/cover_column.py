"""The words of a cover as one group in the calm part of a template's slide: sizes, distances and place of the whole.

A template leaves a cover whatever room its art does not take. Frames for the longest words would leave short ones
scattered, and long ones close together; so the group is measured with the words that there are.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import LayoutContext, resized, space_before
from builder.layout.slide.flag_row import GAP as BETWEEN_FLAGS
from builder.layout.slide.title import keeps_its_lines, title_at, title_bottom
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import SpecsAtSize, fit_one
from builder.model.scene import TextRun
from builder.model.theme import SlideLayout
from builder.model.units import Rect

DISTANCES = ((8, 26, 30, 16), (7, 20, 24, 13), (6, 14, 18, 10))
"""Distances that are tried, in theme units: below the line with the series, title, standfirst and flags."""

ALONE = 14
"""The least distance of the line with the series to the standfirst, where the title is on a bar beside both."""


class _Least(Struct, frozen=True):
    """What a cover shows, and in which sizes at least: of the first for which there is room."""

    title: int
    """Theme units."""
    standfirst: int
    """Theme units; 0 where words of the lead give way to a title that leads: the notes say them."""
    lead: float
    """How many times as large as the titles of the deck's other slides its own is."""
    flags: bool = False
    """Flags adorn a cover; words that nobody reads do not."""
    authors: float = 2
    """Lines at most, in the largest size: two in the smallest take one and a half."""
    kicker: bool = True
    subtitle: bool = True
    """Whether a subtitle that the author wrote stays, where words of the lead give way."""


LEAST = (
    _Least(28, 18, 1.15, flags=True),
    _Least(28, 16, 1.15, flags=True),
    _Least(28, 18, 1, flags=True),
    _Least(28, 16, 1, flags=True),
    _Least(28, 16, 1.15),
    _Least(32, 0, 1.15, flags=True),
    _Least(28, 14, 1.15),
    _Least(28, 0, 1.15, flags=True),
    _Least(28, 0, 1),
    _Least(24, 16, 1),
    _Least(24, 14, 1),
    _Least(24, 14, 0.9, authors=1.5),
    _Least(21, 14, 0.8, authors=1.5),
    _Least(24, 14, 0.9, authors=1),
    _Least(1, 1, 0, authors=1.5),
    _Least(24, 14, 0.9, authors=1.5, kicker=False),
    _Least(24, 0, 0.9, authors=1.5, kicker=False),
    _Least(1, 1, 0, authors=1.5, kicker=False),
    _Least(1, 0, 0, authors=1, kicker=False, subtitle=False),
    _Least(1, 0, 0, authors=0, kicker=False, subtitle=False),
)
"""What gives way last is told: small places refuse no deck for what is not its title."""

FLAGS = (42, 34, 26)
"""Heights of the flags that go with the distances, in theme units."""

HEADED = 1.5
"""A title is so many times as large as the standfirst, at least."""

MEASURE, WIDE_MEASURE = 38, 46
"""The most ems of a line of the standfirst, some 80 characters, and of one on a cover with little room."""

NARROWER, LAST_LINE = (1, 0.96, 0.92, 0.88, 0.84, 0.8), 0.45
"""Widths that are tried, as shares of the measure, until the last line has so much of it."""

LOOSER = 0.3
"""The distances grow by this share of the height that is left over."""

MOST = 1.5
"""How many times as large the distances become at most."""

ABOVE = 0.42
"""The share of what then is left over that is above the group: its middle is where the eye looks first."""

TITLE_LINES = 4
"""The most lines of a title that is in the group, however low the frame is that it has without."""

LINE = 1.25
"""Height of a line of authors as a multiple of its largest size."""


class CoverWords(Struct, frozen=True):
    """The words of a cover, as far as their heights differ."""

    title: tuple[TextRun, ...]
    standfirst: tuple[ParagraphSpec, ...]
    """What may be the standfirst, in the usual size, the first that fits; empty if there is none."""
    subtitle: bool
    """Whether the author wrote the standfirst: then it stays."""
    kicker: int
    """Height of the line with the series, EMU."""
    flags: int
    """How many."""
    authors: float
    """Lines of who wrote and who publishes it."""


class _Heights(Struct, frozen=True):
    """A choice of sizes: the heights of what is in the group, from the top, by slot, and the space below each."""

    parts: tuple[tuple[str, int, int], ...]
    sizes: tuple[int, int]
    """Of title and standfirst, EMU."""
    width: int
    """Of the standfirst, EMU."""

    @property
    def total(self) -> int:
        return sum(height + below for _, height, below in self.parts) - sum(one[2] for one in self.parts[-1:])


def in_column(context: LayoutContext, layout: SlideLayout, words: CoverWords) -> SlideLayout:
    """Return `layout` with its slots where the words of the cover are in its column, and in the sizes that they have.

    It has none where the words do not fit even at their smallest sizes: then each is in the frame of its slot.
    """
    column = layout.column
    if column is None:
        return layout
    slots = (replace(one, lines=TITLE_LINES) if one.name == "title" else one for one in layout.slots)
    longer = replace(layout, slots=tuple(slots)) if is_grouped(layout, "title") else layout
    for tried in (layout, longer):  # a low frame, which counts without the group, may hold fewer lines than the column
        found = next((one for one in _choices(context, tried, words) if one.total <= column.height), None)
        if found:
            return _placed(tried, column, found)
    return replace(layout, column=None)


def _choices(context: LayoutContext, layout: SlideLayout, words: CoverWords) -> Iterator[_Heights]:
    """Yield what may be chosen, the best first: a standfirst that can be read, then air, then size."""
    grouped = is_grouped(layout, "title")
    titles = context.theme.sizes(layout.slot("title")) if grouped else (0,)
    usual = context.theme.sizes(layout.slot("subtitle")) if words.standfirst else (0,)
    heights = _title_heights(context, layout, words, titles)
    others = max(context.title_sizes, default=0)
    for least in LEAST:
        shown = replace(
            words,
            flags=words.flags * least.flags,
            authors=min(least.authors, words.authors),
            kicker=words.kicker * least.kicker,
        )
        last = least.title == 1
        if not least.standfirst and least.subtitle and (words.subtitle or not grouped):
            continue
        standfirst = usual if least.standfirst else (0,)
        need = min(max(context.units(least.title), round(least.lead * others)), max(titles))
        room = layout.place.height if layout.place else 0
        fitting = [one for one in titles if need <= one and 0 < (heights[one] or 0) <= room]
        for step in range(len(DISTANCES))[-1 if last else 0 :]:
            for title, size in product(fitting or titles, standfirst):
                suits = last or not (title and size) or title >= HEADED * size
                large = not title or title >= need
                if suits and large and (not size or size >= context.units(least.standfirst)):
                    made = _heights(context, layout, shown, (title, size), high=heights[title], step=step)
                    if made:
                        yield made


def is_grouped(layout: SlideLayout, name: str) -> bool:
    """Return whether what the slot `name` says is in the column too, not in a place beside it."""
    return layout.column is None or layout.column.overlaps(layout.slot(name).frame)


def _title_heights(
    context: LayoutContext, layout: SlideLayout, words: CoverWords, sizes: tuple[int, ...]
) -> Mapping[int, int | None]:
    """Return how high the title is in each of the `sizes`, EMU; None where it does not fit its width.

    Sizes at which it takes a line more in a wider face are left out, where there are others: that line would be a gap.
    """
    slot = layout.slot("title")
    tall = replace(slot, frame=replace(slot.frame, height=context.theme.slide_height))
    steady, loose = dict[int, int | None](), dict[int, int | None]()
    for size in sizes:
        box = title_at(context, tall, words.title, size) if size else None
        used = box.fit.height_used if box and box.fit else 0
        reserved = title_bottom(context, box, 0) - slot.frame.y if box else 0
        steady[size] = used if not size or (box and keeps_its_lines(context, box)) else None
        loose[size] = reserved if box or not size else None
    return steady if any(one is not None for one in steady.values()) else loose


def _heights(
    context: LayoutContext,
    layout: SlideLayout,
    words: CoverWords,
    sizes: tuple[int, int],
    *,
    high: int | None,
    step: int,
) -> _Heights | None:
    """Return the heights in `sizes` of title, which is `high`, and standfirst; None where one does not fit."""
    units = context.units
    frame = _standfirst_frame(context, layout, words, sizes[1]) if sizes[1] else (0, 0)
    if high is None or frame is None:
        return None
    below = [units(one) for one in DISTANCES[step]]
    below[0] = below[0] if high else max(below[0], units(ALONE))
    parts = [("kicker", words.kicker, below[0]), ("title", high, below[1]), ("subtitle", frame[1], below[2])]
    parts.append(("flags", _flag_height(context, layout, words.flags, step), below[3]))
    parts.append(("authors", round(LINE * words.authors * context.theme.sizes(layout.slot("authors"))[0]), 0))
    return _Heights(tuple(one for one in parts if one[1]), sizes, frame[0])


def _flag_height(context: LayoutContext, layout: SlideLayout, count: int, step: int) -> int:
    """Return how high `count` flags of 3 to 2 are that share the column."""
    if not count:
        return 0
    width = layout.column.width if layout.column else 0
    return min(context.units(FLAGS[step]), (width - (count - 1) * context.units(BETWEEN_FLAGS)) // count * 2 // 3)


def _standfirst_frame(
    context: LayoutContext, layout: SlideLayout, words: CoverWords, size: int
) -> tuple[int, int] | None:
    """Return width and height of the first standfirst that fits at `size`: as narrow as makes its last line longer."""
    slot = layout.slot("subtitle")
    base = context.theme.style(slot.style).size
    full = min(slot.frame.width, (MEASURE if words.flags else WIDE_MEASURE) * size)
    for copy in words.standfirst:
        copies = _as_is((resized(copy, size, base),))
        found: list[tuple[int, int, float]] = []
        for share in NARROWER:
            width = round(share * full)
            frame = replace(slot.frame, width=width, height=context.theme.slide_height)
            done = fit_one("subtitle", frame, copies, (size,), context.shaper)
            if done is None or (found and done.fit.height_used > found[0][1]):
                break
            found.append((width, done.fit.height_used, done.last_line / width))
            if found[-1][2] >= LAST_LINE:
                break
        if found:
            return max(found, key=lambda one: min(one[2], LAST_LINE))[:2]
    return None


def _as_is(copies: tuple[ParagraphSpec, ...]) -> SpecsAtSize:
    return lambda _: copies


def _placed(layout: SlideLayout, column: Rect, chosen: _Heights) -> SlideLayout:
    """Return the layout with its slots below each other, around the template's own place of the title if it has one.

    Without that they are a little looser where there is room, above the middle.
    """
    spare = column.height - chosen.total
    distances = max(1, sum(below for _, _, below in chosen.parts[:-1]))
    loose = 1 if layout.place else min(MOST, 1 + LOOSER * spare / distances)
    spare -= round((loose - 1) * distances)
    frames, y = {}, 0
    for name, height, below in chosen.parts:
        frames[name] = (y, height)
        y += height + round(below * loose)
    top = column.y + round(ABOVE * spare)
    if layout.place:
        title, anchor = Rect(0, *frames["title"][:1], 0, frames["title"][1]), layout.slot("title").anchor
        held = {"top": 0, "middle": (layout.place.height - title.height) // 2}
        begin = layout.place.y + held.get(anchor.value, layout.place.height - title.height)
        top = max(column.y, min(begin - title.y, column.y + spare))
    slots = []
    for slot in layout.slots:
        made = slot
        if is_grouped(layout, slot.name):
            begin, height = frames.get(slot.name, (0, 0))
            made = replace(slot, frame=replace(slot.frame, y=top + begin, height=height))
        if slot.name == "subtitle" and slot.name in frames:
            left = space_before(slot, made.frame.width - chosen.width)
            frame = replace(made.frame, x=made.frame.x + left, width=chosen.width)
            made = replace(made, frame=frame, ladder=_from(slot.ladder, chosen.sizes[1]))
        if slot.name == "title" and chosen.sizes[0]:
            made = replace(made, ladder=_from(slot.ladder, chosen.sizes[0]))
        slots.append(made)
    return replace(layout, slots=tuple(slots))


def _from(ladder: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Return the sizes of the ladder that are no larger than `size`."""
    return tuple(one for one in ladder if one <= size) or ladder[-1:]
