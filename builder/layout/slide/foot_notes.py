"""Few footnotes: each at the foot of the slides that call it, in place of a slide of sources that is half empty.

A note that no slide calls, only the speaker notes of one, is in those notes. All are placed so, or none.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from builder.layout.context import ComposedSlide, LayoutContext, slide_tag
from builder.layout.slide.speaker_notes import notes_of
from builder.layout.slide.title import moved_to
from builder.layout.text.block import ParagraphSpec
from builder.layout.text.fit import fit_one
from builder.layout.text.superscripts import superscript
from builder.model.brief import Footnote, joined_runs, quotes_of, sentences_of
from builder.model.outline import NoteText, SourcesSlide
from builder.model.plain_text import note_call
from builder.model.scene import Anchor, Item, ResolvedStyle, Role, Shape, Tag, TextBox, TextRun
from builder.model.scene_walk import paragraphs_of
from builder.model.theme import SlideLayout
from builder.model.units import Rect

FEW, LINES = 3, 3
"""So many footnotes, and at the foot of one slide so many lines of them, are no slide of their own."""

GAP = 8
"""Between the notes and what is above and below them, in theme units."""

NAME = "Footnotes"
"""What the selection pane calls their box."""


def few_footnotes(context: LayoutContext) -> tuple[Footnote, ...]:
    """Return the footnotes of the deck where they are few and there are no addresses beside them."""
    found = next((one for one in context.outline.slides if isinstance(one, SourcesSlide)), None)
    return found.footnotes if found and not found.links and len(found.footnotes) <= FEW else ()


def with_foot_notes(context: LayoutContext, composed_slides: tuple[ComposedSlide, ...]) -> tuple[ComposedSlide, ...]:
    """Return the slides with their footnotes and without that of the sources, or as they are where one misfits."""
    footnotes = few_footnotes(context)
    own = {one.key for one in context.outline.slides if isinstance(one, SourcesSlide)}
    slides = [one for one in composed_slides if one.planned not in own]
    if not footnotes:
        return composed_slides
    for note in footnotes:
        call = note_call(int(note.label))
        shown = (at for at, one in enumerate(slides) if call in _texts(one))
        spoken = (
            at for at, one in enumerate(slides) if any(run.text == call for said in one.notes for run in said.runs)
        )
        home = next(chain(shown, spoken), None)
        if home is None:
            return composed_slides
        said = notes_of(context, (NoteText(note.label, note.blocks),))
        slides[home] = replace(slides[home], notes=(*slides[home].notes[:-1], *said, *slides[home].notes[-1:]))
    placed = [_with_notes(context, one, _called(footnotes, _texts(one))) for one in slides]
    return tuple(one for one in placed if one) if all(placed) else composed_slides


def height_of_notes(context: LayoutContext, layout: SlideLayout, calls: Iterable[str], key: str) -> int:
    """Return the height that the footnotes which `calls` name take at the foot of a slide, with the space above it."""
    labels = {str(context.outline.note_numbers[one]) for one in calls if one}
    called = tuple(one for one in few_footnotes(context) if one.label in labels)
    box = _box(context, layout, called, key, context.theme.slide_height) if called else None
    return box.frame.height + context.units(GAP) if box else 0


def _called(footnotes: tuple[Footnote, ...], texts: frozenset[str]) -> tuple[Footnote, ...]:
    return tuple(one for one in footnotes if note_call(int(one.label)) in texts)


def _texts(composed: ComposedSlide) -> frozenset[str]:
    return frozenset(run.text for one in paragraphs_of(composed.items) for run in one.runs)


def _with_notes(context: LayoutContext, composed: ComposedSlide, called: tuple[Footnote, ...]) -> ComposedSlide | None:
    """Return the slide with the notes that it calls above its foot; None where they have no room."""
    if not called:
        return composed
    layout, gap = context.theme.layout(composed.layout), context.units(GAP)
    if not layout.has("footer"):
        return None
    source = next((one.frame.y for one in composed.items if isinstance(one, TextBox) and one.slot == "source"), None)
    foot, title = layout.slot("footer").frame.y, layout.slot("title").frame
    bottom = (foot if source is None else source) - (gap if source is None else 0)
    box = _box(context, layout, called, composed.key, bottom)
    if box is None or foot < title.bottom:
        return None
    if max(_ink_bottoms(composed.items, box.frame), default=0) + gap > box.frame.y:
        return None
    items = tuple(_above(one, box.frame.y) for one in composed.items)
    tags = tuple(Tag(one.tag, Role.BODY) for one in box.paragraphs if one.tag)
    return replace(composed, items=(*items, box), tags=(*composed.tags, *tags))


def _box(
    context: LayoutContext, layout: SlideLayout, called: tuple[Footnote, ...], key: str, bottom: int
) -> TextBox | None:
    """Return the notes in the style of the slide's foot, their last line at `bottom`; None where they are long."""
    style, title = context.shaper.style(layout.slot("footer").style), layout.slot("title").frame
    specs = tuple(_spec(context, one, style, key) for one in called)
    room = Rect(title.x, 0, title.width, bottom)
    done = fit_one(NAME, room, lambda _: specs, (style.size,), context.shaper, lines=LINES)
    if done is None:
        return None
    height = done.fit.height_used
    return moved_to(TextBox(NAME, room, done.paragraphs, fit=done.fit), bottom - height, height)


def _spec(context: LayoutContext, note: Footnote, style: ResolvedStyle, key: str) -> ParagraphSpec:
    sentences = sentences_of(note.blocks)
    runs: tuple[TextRun, ...] = (
        context.run(note.label, superscript(style)),
        context.run("\u2002", style),
        *context.runs(joined_runs(sentences), style),
    )
    tag = slide_tag(key).part("footnote", int(note.label))
    return ParagraphSpec(runs, origins=quotes_of(sentences), lang=context.lang, tag=tag)


def _ink_bottoms(items: tuple[Item, ...], frame: Rect) -> Iterator[int]:
    """Yield how far down the items above `frame` reach, those that the layout draws left out."""
    for item in items:
        beside = item.frame.right <= frame.x or item.frame.x >= frame.right
        if beside or item.frame.y >= frame.bottom or (isinstance(item, Shape) and item.background):
            continue
        if isinstance(item, TextBox) and item.fit and item.anchor is Anchor.TOP:
            yield item.frame.y + item.inset[1] + item.fit.height_used
        else:
            yield item.frame.bottom


def _above(item: Item, top: int) -> Item:
    """Return a box of words that ends above `top`, where its words do."""
    if not (isinstance(item, TextBox) and item.anchor is Anchor.TOP and item.frame.y < top < item.frame.bottom):
        return item
    return replace(item, frame=replace(item.frame, height=top - item.frame.y))
