"""Tables of one row an answer: the executive summary, or the overview of the questions, each a jump to its slide."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, key_of, slide_tag
from builder.layout.slide.kicker import kicker_of
from builder.layout.slide.speaker_notes import notes_of_part
from builder.layout.slide.title import below_title, set_title
from builder.layout.table.actor_table import (
    ActorRow,
    ActorTableStyle,
    fit_of,
    name_width,
    place_actor_table,
    set_actor_table,
)
from builder.layout.table.table import SetRow, levelled, pages_of
from builder.layout.text.substitute_fonts import DEJAVU_BOLD_WIDTH, DEJAVU_WIDTH, SUBSTITUTE_WIDTH
from builder.model.findings import Report
from builder.model.origin import FieldOrigin, LabelOrigin
from builder.model.outline import OverviewRow, OverviewSlide, SummaryRow, SummarySlide
from builder.model.scene import Role, Tag, TextRun
from builder.model.theme import SlideLayout, Slot

FLAGS, FLAG_SHARE = (1.4, 2.1), 0.66
"""The least and the most that a flag is high, as multiples of the size of words; between them a share of its row."""

INSET, PLAIN_INSET = (0, 6, 18, 6), (0, 4, 18, 4)
"""Insets of cells, where there are flags and where there are none, in theme units like the other lengths here."""

SMALLER = 0.8
"""The share of the largest size down to which one is taken in which a far wider face needs no slide more."""

STEP, SPARED = 0.9, 2
"""The share of a size down to which one is taken in which names and words have so many lines less."""

GAP, HIGHEST = 15, 105
"""Between title and table, and the most that a row is high for the sake of the slide's height."""


class _Listing(Struct, frozen=True):
    """What is listed, and how."""

    slide: OverviewSlide | SummarySlide
    layout: SlideLayout
    slot: Slot
    lines: tuple[ActorRow, ...]
    names: tuple[str, ...]
    """What the first column has room for; empty where it is left out."""
    kicker: str
    labels: tuple[str, str]
    """Keys of the labels that title and kicker may be."""
    heads: tuple[str, str]


def compose_overview(context: LayoutContext, slide: OverviewSlide) -> tuple[ComposedSlide, ...]:
    """Return the overview, on further slides where there are many questions."""
    layout = context.theme.layout("overview")
    lines = tuple(_question(context, row) for row in slide.rows)
    names = tuple(one.name for one in lines) if any(one.actor for one in lines) else ()
    kicker = context.outline.fields.series or context.label("contents")
    labels, heads = ("overview", "contents"), ("actor", "question")
    return _composed(context, _Listing(slide, layout, layout.slot("body"), lines, names, kicker, labels, heads))


def compose_summary(context: LayoutContext, slide: SummarySlide) -> tuple[ComposedSlide, ...]:
    """Return the summary, actor by takeaway or question by takeaway, on further slides where it does not fit one."""
    layout = context.theme.layout("summary")
    rows = sorted(range(len(slide.rows)), key=lambda at: slide.rows[at].place)
    least = sum(row.place == 1 for row in slide.rows)
    most = _listing_of(context, slide, layout, rows[:least])
    for count in range(len(rows), least, -1):
        listing = _listing_of(context, slide, layout, sorted(rows[:count]))
        if _page_count(context, listing) == 1:
            most = listing
            break
    return _composed(context, most)


def _page_count(context: LayoutContext, listing: _Listing) -> int:
    words = (context.run(listing.slide.title, context.shaper.style(listing.layout.slot("title").style)),)
    return len(_pages(context, listing, _top(context, listing, words))[0])


def _listing_of(context: LayoutContext, slide: SummarySlide, layout: SlideLayout, rows: Sequence[int]) -> _Listing:
    """Return the summary with those of its rows that have these indexes."""
    lines = tuple(_takeaway(context, slide.rows[at]) for at in rows)
    actors = tuple(one.name for one in lines if one.actor)
    names = actors or tuple(one.name for one in lines)
    labels, heads = ("at_glance", "summary"), ("actor" if actors else "question", "takeaway")
    slot = layout.slot("table")
    return _Listing(slide, layout, slot, lines, names, slide.kicker, labels, heads)


def _composed(context: LayoutContext, listing: _Listing) -> tuple[ComposedSlide, ...]:
    slide, layout = listing.slide, listing.layout
    style = context.shaper.style(layout.slot("title").style)
    words = (context.run(slide.title, style),)
    top = _top(context, listing, words)
    pages, look, size = _pages(context, listing, top)
    if len(pages) > 1:  # with its number a title may take a line more
        top = _top(context, listing, (*words, context.part_mark(len(pages), len(pages), style)))
        pages, look, size = _pages(context, listing, top)
    room = listing.slot.frame.bottom - top
    if any(sum(row.height for row in page) > room for page in pages):
        short = _without_higher(listing, pages, room)
        return _composed(context, short) if short.lines else ()
    titled, above = (LabelOrigin(one) for one in listing.labels)
    composed_slides, first = [], 0
    for number, page in enumerate(pages, 1):
        key, section = key_of(slide.key, number), slide_tag(key_of(slide.key, number))
        runs = words if len(pages) == 1 else (*words, context.part_mark(number, len(pages), style))
        head, head_tag = set_title(context, layout, runs, key, role=Role.HEADING_2, origins=(titled,))
        kicker = kicker_of(context, layout, listing.kicker, "", key, origins=(FieldOrigin("series"), above))
        shown = listing.lines[first : first + len(page) - 1]
        first += len(shown)
        fit = fit_of(layout, look, page, size, room)
        table, table_tags = place_actor_table(context, layout, page, shown, look, top=top, key=key, fit=fit)
        tags = (Tag(section, Role.SECTION), Tag(section.part("kicker"), Role.BODY), head_tag, *table_tags)
        text, notes = "".join(run.text for run in runs), notes_of_part(context, slide.notes, number)
        composed_slides.append(ComposedSlide(key, text, layout.name, (head, *kicker, *table), tags, notes))
    return tuple(composed_slides)


def _without_higher(listing: _Listing, pages: tuple[tuple[SetRow, ...], ...], room: int) -> _Listing:
    """Return the listing without what is too high for any slide: so long a question is read in the handout."""
    high = [pages[0][0].height + row.height > room for page in pages for row in page[1:]]
    kept = [at for at, one in enumerate(high) if not one]
    lines, names = tuple(listing.lines[at] for at in kept), tuple(listing.lines[at].name for at in kept)
    return replace(listing, lines=lines, names=names if listing.names else ())


def _top(context: LayoutContext, listing: _Listing, words: tuple[TextRun, ...]) -> int:
    """Return where the table begins below the title `words`."""
    layout = listing.layout
    title, _ = set_title(replace(context, report=Report()), layout, words, listing.slide.key, role=Role.HEADING_2)
    return below_title(context, layout.slot("title"), title, context.units(GAP))


def _pages(
    context: LayoutContext, listing: _Listing, top: int
) -> tuple[tuple[tuple[SetRow, ...], ...], ActorTableStyle, int]:
    """Return the rows on as few slides as can be, about as many on each, at the largest size that allows it.

    Rows on one slide share its height, up to a limit.
    """
    sizes, room = listing.slot.ladder, listing.slot.frame.bottom - top
    plain = len(listing.lines) * (1 + bool(listing.names))  # lines where each name and each takeaway has one

    def pages_with(look: ActorTableStyle, size: int, wider: float = 1.0) -> tuple[tuple[SetRow, ...], ...]:
        rows = set_actor_table(context, listing.layout, listing.lines, look, size, wider=wider)
        return pages_of(rows, header=True, height=room)

    fewest = len(pages_with(_look(context, listing, sizes[-1], room), sizes[-1]))
    found, sure = None, False
    for size in sizes:
        if found and size < (STEP if sure else SMALLER) * found[-1]:
            break
        look = _look(context, listing, size, room)
        pages = pages_with(look, size)
        if look.names and _line_count(pages) > plain:  # a narrower first column may spare lines
            other = _look(context, listing, size, room, SUBSTITUTE_WIDTH)
            tried = pages_with(other, size) if other.names < look.names else pages
            spares = len(tried) <= len(pages) and _line_count(tried) < _line_count(pages)
            look, pages = (other, tried) if spares else (look, pages)
        suits = len(pages) <= fewest and (size == sizes[-1] or not any(_cuts_words(page) for page in pages))
        if not suits or (found and sure and _line_count(pages) + SPARED > _line_count(found[0])):
            continue
        holds = len(pages_with(look, size, DEJAVU_WIDTH)) <= fewest
        if holds or not found:
            found, sure = (pages, look, size), holds
        if sure and _line_count(found[0]) < plain + SPARED:
            break
    assert found is not None  # noqa: S101 - the smallest size is always suited
    pages, look, size = found
    room, most = room - context.units(GAP), context.units(HIGHEST)
    return tuple((head, *levelled(shown, room - head.height, most)) for head, *shown in pages), look, size


def _line_count(pages: tuple[tuple[SetRow, ...], ...]) -> int:
    """Return how many lines names and words have together."""
    rows = (row for _, *shown in pages for row in shown)
    return sum(words.count for row in rows for cell in row.cells for words in cell.paragraphs[:1])


def _cuts_words(rows: tuple[SetRow, ...]) -> bool:
    """Return whether a word, such as a long name, is wider than its column."""
    return any(words.cuts_words for row in rows for cell in row.cells for words in cell.paragraphs)


def _look(
    context: LayoutContext, listing: _Listing, size: int, room: int, wider: float = DEJAVU_BOLD_WIDTH
) -> ActorTableStyle:
    """Return how the rows look in `size`, names in a face so much `wider` on one line, where there is room."""
    actors = any(one.actor for one in listing.lines)
    least, most = (round(one * size) for one in FLAGS)
    high = max(least, min(most, round(FLAG_SHARE * room / (len(listing.lines) + 1))))
    flag = (high * 3 // 2, high) if actors else (0, 0)
    heads = listing.heads if listing.names else listing.heads[1:]
    titled = f"{listing.slide.title}: " if isinstance(listing.slide, OverviewSlide) else ""
    return ActorTableStyle(
        slot=listing.slot.name,
        heads=listing.heads,
        alt=titled + ", ".join(context.label(one) for one in heads),
        flag=flag,
        inset=context.theme.sides(INSET if actors else PLAIN_INSET),
        names=name_width(context, listing.slot, listing.lines, flag[0], size=size, wider=wider) if listing.names else 0,
    )


def _question(context: LayoutContext, row: OverviewRow) -> ActorRow:
    """Return a row of the overview: the actor, that the question is the closing one, or nothing; and the question."""
    words = (context.run(row.question, context.shaper.style("row-text"), target=row.target),)
    closing = context.label("summary") if row.target == "summary" else ""
    actor = row.actors[0] if row.actors else None
    return ActorRow(actor.name if actor else closing, words, actor=actor, origins=row.quotes)


def _takeaway(context: LayoutContext, row: SummaryRow) -> ActorRow:
    """Return a row of the summary; below its main actor whom else it is about, else the leader where it is first."""
    words = context.point(row.takeaway, context.shaper.style("row-text"))
    if not row.actors:
        return ActorRow(row.question, words, target=row.target, origins=row.takeaway.quotes, name_origins=row.quotes)
    actor, *others = row.actors
    below = ", ".join(one.name for one in others if not one.hidden) or (actor.leader if row.place == 1 else "")
    return ActorRow(actor.name, words, actor=actor, below=below, target=row.target, origins=row.takeaway.quotes)
