"""Groups that somebody made of shapes of a slide, which are the same shapes still."""

from __future__ import annotations

from builder.compare.neutral_deck import NeutralDeck, NeutralShape, NeutralSlide, ShapeKind
from builder.compare.pairing import Pairing, pair_shapes


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
