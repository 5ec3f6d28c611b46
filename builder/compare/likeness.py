"""How alike two texts are, and two slides, and two shapes: what the pairing weighs."""

import math
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from builder.compare.neutral_deck import Box, NeutralShape, NeutralSlide, ShapeKind

SHORT = 40
"""Below this many characters texts are compared by characters, from it on by words."""
RECOGNISABLE = 0.45
"""How alike the words, title or notes of two slides must be for them to be versions of one."""
SLIDE_WIDTH = 12_192_000
"""EMU; distances on a slide are given as shares of it."""


@lru_cache(maxsize=16_384)
def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1 (the coefficient of Dice 1945, over words or characters)."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if len(one) < SHORT and len(other) < SHORT:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    words, others = _words(one), _words(other)
    shared = sum(min(count, others[word]) for word, count in words.items() if word in others)
    return 2 * shared / (words.total() + others.total())


@lru_cache(maxsize=4_096)
def _words(text: str) -> Counter[str]:
    return Counter(text.lower().split())


class SlideWording:
    """What pairing asks of a slide, gathered once."""

    __slots__ = ("at", "creation_id", "notes", "pictures", "text", "title")

    def __init__(self, slide: NeutralSlide, at: float) -> None:
        """Gather the words of `slide`, which is `at` this share of its deck."""
        self.text, self.title, self.notes = slide.text, slide.title, slide.notes_text
        self.pictures = frozenset(one.picture for one in slide.shapes if one.picture)
        self.creation_id, self.at = slide.creation_id, at


def slide_likeness(one: SlideWording, other: SlideWording) -> float:
    """Return how likely two slides are versions of one; 0 if nothing of one is to be recognised in the other.

    A shared id is a hint, no more: a copied slide carries it as well, so that words decide.
    """
    words, notes = likeness(one.text, other.text), likeness(one.notes, other.notes)
    title = likeness(one.title, other.title)
    both = one.pictures | other.pictures
    pictures = len(one.pictures & other.pictures) / len(both) if both else 0.5
    near = 1 - abs(one.at - other.at)
    same_id = bool(one.creation_id) and one.creation_id == other.creation_id
    if max(words, title, notes) < RECOGNISABLE and not same_id:
        return 0.0
    return 0.4 * words + 0.2 * title + 0.2 * notes + 0.08 * pictures + 0.12 * near + 0.1 * same_id


def shape_likeness(one: NeutralShape, other: NeutralShape, apart: float) -> float:
    """Return how likely two shapes of a slide are versions of one; `apart` is their distance in its order."""
    if one.kind is not other.kind and {one.kind, other.kind} != {ShapeKind.PICTURE, ShapeKind.MEDIA}:
        return 0.0
    if one.is_footer or other.is_footer:
        return 3.0 if one.placeholder == other.placeholder else 0.0
    if one.is_title != other.is_title and one.placeholder and other.placeholder:
        return 0.0
    same_id = bool(one.creation_id) and one.creation_id == other.creation_id
    same_name = bool(one.name) and one.name == other.name
    content, place = _content_likeness(one, other), _place_likeness(one.box, other.box)
    if not (content > 0.4 or place > 0.75 or same_id or (same_name and content > 0.2)):
        return 0.0
    hints = 1.5 * same_id + (one.is_title and other.is_title) + 0.5 * same_name
    return 1.2 * content + 0.8 * place + hints + 0.2 * (1 - apart)


def _content_likeness(one: NeutralShape, other: NeutralShape) -> float:
    if one.picture:
        return 1.0 if one.picture == other.picture else 0.3
    words, others = one.text, other.text
    return likeness(words, others) if words or others else 0.6


def _place_likeness(one: Box, other: Box) -> float:
    across = one[0] + one[2] / 2 - other[0] - other[2] / 2
    down = one[1] + one[3] / 2 - other[1] - other[3] / 2
    distance = math.hypot(across, down) / SLIDE_WIDTH
    change = abs(one[2] - other[2]) + abs(one[3] - other[3])
    return 0.7 * max(0.0, 1 - 4 * distance) + 0.3 * (1 - min(1.0, change / max(one[2] + one[3], 1)))
