# ruff: noqa: S311, ANN401 - the same order each time; python-pptx has no types
"""What somebody edited in a deck is found, and nothing else: by words and places, without any id."""

import io
import json
import random
import zipfile
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from builder.compare.deck_edit import DeckEdit, EditKind
from builder.compare.deck_reader import read_deck
from builder.compare.decks import compare_decks
from builder.compare.neutral_deck import NeutralDeck
from builder.compare.pairing import pair_slides
from builder.compare.pptx_parts import UnreadableDeckError
from builder.compare.recorded_deck import deck_from_record, recorded_deck
from tests.compare.catalogue import CASES, EditCase, NoSuchThingError, edited, say
from tests.corpus.decks import corpus_deck
from tests.everything import RICH, built

SPOTLIGHT = next((Path(__file__).parents[2] / "decks").glob("2025-62*.md"))


@lru_cache(maxsize=8)
def deck(name: str) -> bytes:
    if name == "rich":
        signed = "Norway, Russia and NATO signed in May 2023."
        return built(RICH.replace(signed, f"=={signed}== ==They meet again in July.=="))["pptx"]
    return built(SPOTLIGHT.read_text(encoding="utf-8"))["pptx"]


@lru_cache(maxsize=8)
def neutral(name: str) -> NeutralDeck:
    return read_deck(deck(name))


def found(name: str, data: bytes) -> tuple[DeckEdit, ...]:
    return compare_decks(neutral(name), read_deck(data)).edits


@pytest.mark.parametrize("name", ["rich", "spotlight"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_is_found_and_nothing_else(case: EditCase, name: str) -> None:
    try:
        data = edited(deck(name), case.make)
    except NoSuchThingError:
        pytest.skip("this deck has nothing to edit so")
    kinds = [one.kind for one in found(name, data)]
    if case.repeated:
        assert set(kinds) <= set(case.expected), kinds
        assert kinds
    else:
        assert Counter(kinds) == Counter(case.expected), found(name, data)


def test_the_catalogue_has_more_than_sixty_kinds() -> None:
    assert len({case.name for case in CASES}) >= 60


@pytest.mark.parametrize("name", ["rich", "spotlight"])
def test_a_deck_that_was_only_saved_again_has_no_edit(name: str) -> None:
    assert found(name, edited(deck(name), lambda _: None)) == ()


@pytest.mark.parametrize("name", ["rich", "spotlight"])
def test_the_record_keeps_the_deck_so_that_nothing_differs(name: str) -> None:
    keys = [f"s{at}" for at in range(len(neutral(name).slides))]
    kept = json.loads(json.dumps(recorded_deck(deck(name), keys, {"s2": "q1"})))
    read = deck_from_record(kept, neutral(name).base)
    assert [(one.key, one.entry) for one in read.slides[:3]] == [("s0", ""), ("s1", ""), ("s2", "q1")]
    assert read._replace(slides=tuple(one._replace(key="", entry="") for one in read.slides)) == neutral(name)


def test_an_edit_says_the_slide_the_shape_and_both_texts() -> None:
    def change(presentation: Any) -> None:
        say(presentation.slides[2].shapes.title.text_frame.paragraphs[0], "Something else")

    (one,) = found("spotlight", edited(deck("spotlight"), change))
    assert (one.kind, one.place.slide, one.what, one.new) == (EditKind.WORDS, 2, "Title", "Something else")
    assert one.old == neutral("spotlight").slides[2].title


def test_slides_in_any_order_are_paired() -> None:
    order = list(range(len(neutral("spotlight").slides)))
    random.Random(7).shuffle(order)
    base = neutral("spotlight")
    shuffled = base._replace(slides=tuple(base.slides[at] for at in order))
    assert [shuffled.slides[there] for _, there in pair_slides(base.slides, shuffled.slides).pairs] == list(base.slides)


def test_ids_that_were_swapped_between_two_slides_do_not_mislead() -> None:
    base = neutral("spotlight")
    named = [one._replace(creation_id=str(at)) for at, one in enumerate(base.slides)]
    swapped = list(named)
    swapped[2] = named[2]._replace(creation_id="3")
    swapped[3] = named[3]._replace(creation_id="2")
    assert all(here == there for here, there in pair_slides(named, swapped).pairs)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"\0" * 100], ids=["empty", "torn", "a PDF", "zeros"]
)
def test_what_is_no_deck_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDeckError):
        read_deck(data)


def test_a_deck_cut_off_anywhere_never_ends_in_another_error() -> None:
    whole = deck("rich")
    for share in range(1, 20):
        with pytest.raises(UnreadableDeckError):
            read_deck(whole[: len(whole) * share // 20])


def test_a_part_that_declares_entities_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck("rich"))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "ppt/slides/slide1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data.partition(b"?>")[2]
            new.writestr(name, data)
    with pytest.raises(UnreadableDeckError, match="document type"):
        read_deck(stream.getvalue())


@pytest.mark.slow
def test_decks_of_all_kinds_survive_a_save_without_an_edit() -> None:
    for made in map(corpus_deck, range(40)):
        assert compare_decks(read_deck(made.data), read_deck(edited(made.data, lambda _: None))).edits == (), made.name


def test_where_lines_may_break_is_no_edit() -> None:
    def retyped(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                for one in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    if "\u00a0" in one.text and len(one.runs) == 1:
                        say(one, one.text.replace("\u00a0", " "))
                    elif one.text and len(one.runs) == 1:
                        say(one, one.text.replace(" ", "\u00a0", 1))

    assert found("spotlight", edited(deck("spotlight"), retyped)) == ()
