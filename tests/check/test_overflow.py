"""The proof that asks LibreOffice: it must pass what fits, and find what does not."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from builder.check.overflow import Painted, judge, paint
from builder.check.overflow.painted_copy import color_of, number_of
from builder.edge.libreoffice import draw, find_office
from builder.media import assets_folder
from builder.model.units import EMU_PER_PT
from tests.check.deck.broken import Package
from tests.everything import rich_deck


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


def _deck_with_a_group() -> bytes:
    """Return a deck of one slide: a box of words, and a group of two that is drawn at twice its size."""
    deck: Any = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for name, left in (("Alone", 0), ("Upper", 100), ("Lower", 100)):
        box = slide.shapes.add_textbox(Pt(left), Pt(200 if name == "Lower" else 100), Pt(90), Pt(40))
        box.name, box.text_frame.text = name, name
    group = slide.shapes.add_group_shape([one for one in slide.shapes if one.name != "Alone"])
    group.left, group.top, group.width, group.height = Pt(200), Pt(100), Pt(180), Pt(280)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _drawn(painted: Painted, offsets: Mapping[str, tuple[float, float]], slant: float = 0) -> bytes:
    """Return a PDF with words in each box that `offsets` names, so many points right of and below its corner."""
    stream = io.BytesIO()
    page = Canvas(stream, pagesize=(720, 540))
    for box, number in zip(painted.boxes, painted.numbers, strict=True):
        if box.name in offsets:
            right, down = offsets[box.name]
            page.setFillColor(HexColor(f"#{color_of(number)}"))
            words = page.beginText()
            words.setTextTransform(
                1, 0, slant, 1, box.place.x / EMU_PER_PT + right, 540 - box.place.y / EMU_PER_PT - down
            )
            words.textOut("The words")
            page.drawText(words)
    page.showPage()
    page.save()
    return stream.getvalue()


def test_a_group_that_is_drawn_larger_has_its_boxes_where_they_are_drawn() -> None:
    places = {
        box.name: tuple(getattr(box.place, one) // EMU_PER_PT for one in ("x", "y", "width", "height"))
        for box in paint(_deck_with_a_group()).boxes
    }
    assert places == {"Alone": (0, 100, 90, 40), "Upper": (200, 100, 180, 80), "Lower": (200, 300, 180, 80)}


def _beyond(painted: Painted, offsets: Mapping[str, tuple[float, float]], slant: float = 0) -> dict[str, int | None]:
    """Return by how many points words run out of their boxes, for each box out of which some do."""
    found = judge(painted, _drawn(painted, offsets, slant))
    return {one.box.name: round(one.points) if one.points is not None else None for one in found}


def test_words_are_held_against_their_own_box() -> None:
    painted = paint(_deck_with_a_group())
    inside = {"Alone": (5.0, 20.0), "Upper": (5.0, 20.0), "Lower": (120.0, 70.0)}
    assert _beyond(painted, inside) == {}
    assert _beyond(painted, {**inside, "Alone": (60, 20)}) == {"Alone": 26}
    assert _beyond(painted, {**inside, "Lower": (5, 95)}) == {"Lower": 15}
    assert _beyond(painted, {**inside, "Upper": (5, 0), "Lower": (-20, 40)}) == {"Upper": 9, "Lower": 20}


def test_letters_slanted_for_want_of_an_italic_hang_over_no_more_than_upright_ones() -> None:
    painted = paint(_deck_with_a_group())
    inside = {"Upper": (5.0, 20.0), "Lower": (5.0, 20.0)}
    for slant in (0, 0.27):
        assert _beyond(painted, {**inside, "Alone": (34, 20)}, slant) == {}
        assert _beyond(painted, {**inside, "Alone": (46, 20)}, slant) == {"Alone": 12}


def test_a_box_of_which_nothing_was_drawn_is_named() -> None:
    assert _beyond(paint(_deck_with_a_group()), {"Alone": (5, 20)}) == {"Upper": None, "Lower": None}


def _with_more_words() -> bytes:
    package = Package(rich_deck())
    more = " and many more words that nobody measured, which go on and on and on" * 3
    package.sub("ppt/slides/slide4.xml", "(Russia and China did not)", rf"\1{more * 2}")
    package.sub("ppt/slides/slide4.xml", r"(NATO welcomed the step)", rf"\1{more}")
    return package.packed()


def _with_a_higher_row() -> bytes:
    package = Package(rich_deck())
    slide = package.named("slides/slide", "Kirkenes")
    package.sub(slide, "Vardø", "Vardø, the easternmost town of the country and its oldest port in the north, " * 6)
    return package.packed()


@pytest.mark.slow
def test_a_deck_as_built_passes_and_words_that_were_added_by_hand_are_found_in_their_boxes() -> None:
    assert find_office(), "this proof needs LibreOffice"
    decks = {"as built": rich_deck(), "more words": _with_more_words(), "a higher row": _with_a_higher_row()}
    painted = {name: paint(data) for name, data in decks.items()}
    drawn = draw({name: one.data for name, one in painted.items()}, assets_folder() / "fonts")
    found = {name: {(at.box.slide, at.box.name) for at in judge(one, drawn[name])} for name, one in painted.items()}
    assert found["as built"] == set()
    assert {(4, "Title"), (4, "Body")} <= found["more words"]
    assert {slide for slide, _ in found["more words"]} == {4}
    assert any("Table, row" in name for _, name in found["a higher row"])
