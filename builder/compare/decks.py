"""Two versions of a deck compared: what somebody edited, slide by slide."""

from collections.abc import Iterator

from builder.compare.deck_edit import DeckComparison, DeckEdit, EditKind, EditPlace
from builder.compare.deck_reader import SLIDE_SIZE
from builder.compare.likeness import likeness
from builder.compare.neutral_deck import NeutralDeck, NeutralShape, NeutralSlide, ShapeKind
from builder.compare.pairing import Pairing, pair_shapes, pair_slides
from builder.compare.shape_edits import ShapeComparer
from builder.compare.text_edits import note_edits
from builder.model.sequence_alignment import longest_ascending

COPY = 0.9
"""How alike an added slide's words must be to another's to be its copy."""


def compare_decks(base: NeutralDeck, edited: NeutralDeck) -> DeckComparison:
    """Return what differs between a deck as it was and as it came back."""
    pairing = pair_slides(base.slides, edited.slides)
    edited = with_groups_opened(base, edited, pairing)
    comparer = ShapeComparer(edited.by_libreoffice and not base.by_libreoffice)
    edits = [*_deck_edits(base, edited), *_order_edits(base, edited, pairing)]
    for here, there in pairing.pairs:
        title = base.slides[here].title
        found = _slide_edits(base.slides[here], edited.slides[there], EditPlace(here, there), comparer)
        edits += [one._replace(title=title) for one in found]
    return DeckComparison(pairing, tuple(edits), edited)


def _deck_edits(base: NeutralDeck, edited: NeutralDeck) -> Iterator[DeckEdit]:
    old, new = dict(base.properties), dict(edited.properties)
    for name in sorted({*old, *new}):
        before, after = old.get(name, ""), new.get(name, "")
        if name == SLIDE_SIZE and not before:
            continue  # records of earlier builds do not have it
        if before.replace(";", " ").split() != after.replace(";", " ").split():  # LibreOffice writes spaces for them
            yield DeckEdit(EditKind.PROPERTY, EditPlace(), name, before, after)
    drawn = {} if edited.by_libreoffice else dict(edited.sheets)  # which makes layouts and masters of its own
    for name, digest in base.sheets:
        if drawn.get(name, digest) != digest:
            yield DeckEdit(EditKind.SHEET, EditPlace(), name)
    if edited.sections and [name for name, _ in base.sections] != [name for name, _ in edited.sections]:
        before, after = (", ".join(name for name, _ in one.sections) for one in (base, edited))
        yield DeckEdit(EditKind.SECTION, EditPlace(), "sections", before, after)


def _order_edits(base: NeutralDeck, edited: NeutralDeck, pairing: Pairing) -> Iterator[DeckEdit]:
    for here in pairing.removed:
        title = base.slides[here].title
        yield DeckEdit(EditKind.SLIDE_DELETED, EditPlace(here), "slide", title, "", title)
    for there in pairing.added:
        slide = edited.slides[there]
        twin = _twin(base, slide)
        what = f"copy of slide {twin + 1}" if twin >= 0 else "slide"
        yield DeckEdit(EditKind.SLIDE_ADDED, EditPlace(other_slide=there), what, "", slide.title or slide.text[:80])
    kept = longest_ascending([there for _, there in pairing.pairs])
    for here, there in pairing.pairs:
        if there not in kept:
            title = base.slides[here].title
            place = EditPlace(here, there)
            yield DeckEdit(EditKind.SLIDE_MOVED, place, "slide", str(here + 1), str(there + 1), title)


def _twin(base: NeutralDeck, slide: NeutralSlide) -> int:
    """Return which slide of the base an added one is a copy of, or -1."""
    found = [(likeness(one.text, slide.text), -at) for at, one in enumerate(base.slides)]
    best = max(found, default=(0.0, 1))
    return -best[1] if best[0] > COPY else -1


def _slide_edits(
    one: NeutralSlide, other: NeutralSlide, place: EditPlace, comparer: ShapeComparer
) -> Iterator[DeckEdit]:
    if one.hidden != other.hidden:
        yield DeckEdit(EditKind.SLIDE_HIDDEN if other.hidden else EditKind.SLIDE_SHOWN, place, "slide")
    if one.transition != other.transition:
        yield DeckEdit(EditKind.TRANSITION, place, "transition", one.transition, other.transition)
    if one.animated != other.animated and (other.animated or not comparer.by_libreoffice):
        yield DeckEdit(EditKind.ANIMATION, place, "animation", "animated" * one.animated, "animated" * other.animated)
    for comment in other.comments:
        if comment not in one.comments:
            yield DeckEdit(EditKind.COMMENT, place, "comment", "", comment)
    for comment in one.comments:
        if comment not in other.comments:
            yield DeckEdit(EditKind.COMMENT, place, "comment", comment, "")
    if one.background != other.background and not comparer.by_libreoffice:
        yield DeckEdit(EditKind.BACKGROUND, place, "background", one.background, other.background)
    if "" not in {one.layout, other.layout} and one.layout != other.layout and not comparer.by_libreoffice:
        yield DeckEdit(EditKind.LAYOUT, place, "layout", one.layout, other.layout)
    for name, *members in other.groups:
        yield DeckEdit(EditKind.GROUPED, place, name, "", ", ".join(members))
    edits = comparer.edits(one.shapes, other.shapes, place)
    # a new group takes its shapes out of the order of the rest
    yield from (edit for edit in edits if not (other.groups and edit.kind is EditKind.STACKING))
    yield from note_edits(one.notes, other.notes, place)


def with_groups_opened(base: NeutralDeck, edited: NeutralDeck, slides: Pairing) -> NeutralDeck:
    """Return `edited` with the shapes of `base` that are in new groups back on their slides."""
    opened = list(edited.slides)
    for here, there in slides.pairs:
        if any(one.kind is ShapeKind.GROUP for one in opened[there].shapes):
            opened[there] = _opened(base.slides[here], opened[there])
    return edited._replace(slides=tuple(opened))


def _opened(base: NeutralSlide, slide: NeutralSlide) -> NeutralSlide:
    pairing = pair_shapes(base.shapes, slide.shapes)
    missing = [base.shapes[at] for at in pairing.removed]
    shapes, groups = list[NeutralShape](), list(slide.groups)
    for at, one in enumerate(slide.shapes):
        known = one.kind is ShapeKind.GROUP and at in pairing.added and _members(missing, one)
        shapes += one.children if known else (one,)
        groups += [(one.name, *(child.name for child in one.children))] if known else []
    return slide._replace(shapes=tuple(shapes), groups=tuple(groups))


def _members(missing: list[NeutralShape], group: NeutralShape) -> bool:
    """Return whether a group is of shapes that are missing from the slide, by their words or pictures."""
    left = [(one.kind, one.text, one.picture) for one in missing]
    return any((one.kind, one.text, one.picture) in left for one in group.children)
