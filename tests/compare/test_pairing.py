# ruff: noqa: S311 - the same orders in every run
"""Slides are recognised by what they say, on decks of all kinds: shuffled, reworded, with ids that mislead."""

import os
import random
from collections.abc import Iterator
from functools import lru_cache

import pytest

from builder.compare.deck_reader import read_deck
from builder.compare.neutral_deck import NeutralDeck, NeutralParagraph, NeutralRun, NeutralShape, NeutralSlide
from builder.compare.pairing import pair_slides
from tests.corpus import briefings
from tests.corpus.decks import corpus_deck

DECKS = int(os.environ.get("BRIEFDECK_PAIRED_DECKS", "40"))
OTHER_WORDS = 0.6
"""The share of words that somebody replaced."""

pytestmark = pytest.mark.slow


@lru_cache(maxsize=1)
def decks() -> tuple[tuple[str, NeutralDeck], ...]:
    """Return decks of the corpus, without the ids of their slides and shapes."""
    chosen = [number for number, one in enumerate(briefings(2 * DECKS)) if not one.pictures][:DECKS]
    return tuple((one.name, without_ids(read_deck(one.data))) for one in map(corpus_deck, chosen))


def without_ids(deck: NeutralDeck) -> NeutralDeck:
    def bare(shape: NeutralShape) -> NeutralShape:
        return shape._replace(creation_id="", children=tuple(map(bare, shape.children)))

    slides = (one._replace(creation_id="", shapes=tuple(map(bare, one.shapes))) for one in deck.slides)
    return deck._replace(slides=tuple(slides))


def reworded(slide: NeutralSlide, order: random.Random) -> NeutralSlide:
    """Return a slide of which most words are others; its notes are as they were."""

    def words(text: str) -> str:
        return " ".join("other" if order.random() < OTHER_WORDS else word for word in text.split())

    def paragraph(one: NeutralParagraph) -> NeutralParagraph:
        return one._replace(runs=tuple(NeutralRun(words(run.text), run.format) for run in one.runs))

    shapes = (one._replace(paragraphs=tuple(map(paragraph, one.paragraphs))) for one in slide.shapes)
    return slide._replace(shapes=tuple(shapes))


def mistakes_of_shuffled() -> Iterator[str]:
    for name, deck in decks():
        order = list(range(len(deck.slides)))
        random.Random(name).shuffle(order)
        found = pair_slides(deck.slides, [deck.slides[at] for at in order])
        same = [deck.slides[here] == deck.slides[order[there]] for here, there in found.pairs]
        if len(found.pairs) != len(order) or not all(same):
            yield name


def test_slides_in_any_order_are_all_recognised() -> None:
    assert list(mistakes_of_shuffled()) == []
    assert len(decks()) == DECKS


def test_a_slide_that_was_moved_and_mostly_reworded_is_recognised_but_for_one_in_twenty() -> None:
    missed = []
    for name, deck in decks():
        order = random.Random(name)
        here, there = order.randrange(len(deck.slides)), order.randrange(len(deck.slides))
        slides = list(deck.slides)
        slides.insert(there, reworded(slides.pop(here), order))
        if pair_slides(deck.slides, slides).to.get(here) != there:
            missed.append(name)
    assert len(missed) <= DECKS // 20, missed


def test_ids_that_two_slides_swapped_do_not_mislead() -> None:
    for name, deck in decks():
        named = [one._replace(creation_id=str(at)) for at, one in enumerate(deck.slides)]
        one, other = random.Random(name).sample(range(len(named)), 2)
        swapped = list(named)
        swapped[one] = named[one]._replace(creation_id=str(other))
        swapped[other] = named[other]._replace(creation_id=str(one))
        assert all(here == there for here, there in pair_slides(named, swapped).pairs), name
