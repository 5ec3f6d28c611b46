"""The proof that asks LibreOffice: it must pass what fits, and find what does not."""

from __future__ import annotations

import re

import pytest

from builder.check.overflow import judge, paint
from builder.check.overflow.painted_copy import color_of, number_of
from builder.edge.libreoffice import draw, find_office
from builder.media import assets_folder
from tests.check.deck.broken import Package
from tests.everything import rich_deck


def _overflowing(data: bytes) -> set[tuple[int, str]]:
    painted = paint(data)
    drawn = draw({"deck": painted.data}, assets_folder() / "fonts")["deck"]
    return {(one.box.slide, one.box.name) for one in judge(painted, drawn)}


def test_every_box_with_words_has_a_colour_of_its_own_on_its_slide() -> None:
    painted = paint(rich_deck())
    keys = [(box.slide, number) for box, number in zip(painted.boxes, painted.numbers, strict=True)]
    assert len(set(keys)) == len(keys) > 60
    names = {(box.slide, box.name) for box in painted.boxes}
    assert {(1, "Title"), (4, "Body"), (4, "Name")} <= names
    assert any(name.endswith("row 2, column 1") for _, name in names)


@pytest.mark.parametrize("number", [0, 1, 15, 16, 255, 256, 4000])
def test_a_colour_tells_its_number_even_when_it_is_rounded(number: int) -> None:
    channels = [int(color_of(number)[at : at + 2], 16) for at in (0, 2, 4)]
    for off in (-2, 0, 2):
        assert number_of(*(channel + off for channel in channels)) == number


def test_the_copy_scales_nothing() -> None:
    painted = Package(paint(rich_deck()).data)
    slides = [data.decode() for name, data in painted.entries if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    assert all("normAutofit" not in slide for slide in slides)
    assert all(slide.count("<a:noAutofit/>") == len(re.findall("<a:bodyPr", slide)) for slide in slides)


@pytest.mark.slow
def test_a_deck_as_built_passes() -> None:
    assert find_office(), "this proof needs LibreOffice"
    assert _overflowing(rich_deck()) == set()


@pytest.mark.slow
def test_words_that_were_added_by_hand_are_found_in_their_boxes() -> None:
    package = Package(rich_deck())
    slide = "ppt/slides/slide4.xml"
    more = " and many more words that nobody measured, which go on and on and on" * 3
    package.sub(slide, "(Russia and China did not)", rf"\1{more}")
    package.sub(slide, r"(NATO welcomed the step)", rf"\1{more}")
    found = _overflowing(package.packed())
    assert {(4, "Title"), (4, "Body")} <= found
    assert {slide for slide, _ in found} == {4}


@pytest.mark.slow
def test_a_table_cell_whose_row_grows_is_found() -> None:
    package = Package(rich_deck())
    slide = package.named("slides/slide", "Kirkenes")
    package.sub(slide, "Vardø", "Vardø, the easternmost town of the country and its oldest port in the north, " * 6)
    assert any("Table, row" in name for _, name in _overflowing(package.packed()))
