"""The words of a cover are where the template has its own, as these look there; some give way to the title."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Emu, Pt

from builder.edge.template_import import TemplateChoices, import_template
from builder.model.findings import Report
from tests.template_imports import built_on, no_office
from tests.template_parts import add_bar, begin, put, set_ground

FRONT = "---\ntitle: {}\nsubtitle: What it costs\nlang: en\nauthors: [Ada Marsh]\nseries: Notes\nnumber: 7\n---\n"
TEXT = "\nPorts wait for ice.\n\n## Why?\n\n==Ice came early.==\n"
SHORT = FRONT.format("Ports wait for ice") + TEXT
LONG = FRONT.format("How seven ports of a small northern country came to wait for the ice of a whole winter") + TEXT


@pytest.fixture(autouse=True)
def _no_office() -> Iterator[None]:
    with no_office():
        yield


def _deck() -> Presentation:
    return begin(960, 540, major="Arial", minor="Arial", accents=("1F4E79",))


def _cover(deck: Presentation, folder: Path, text: str) -> dict[str, Any]:
    """Return the shapes of the cover of a deck on the template `deck`, by their names."""
    path = folder / "acme.pptx"
    deck.save(str(path))
    made = import_template(path, "acme", TemplateChoices(), Report())
    return {one.name: one for one in pptx.Presentation(BytesIO(built_on(made, text))).slides[0].shapes}


def _align(layout: SlideLayout, kind: str, align: str, anchor: str = "t") -> None:
    for shape in layout.element.iter(qn("p:sp")):
        place = shape.find(f".//{qn('p:ph')}")
        if place is not None and place.get("type") == kind:
            shape.find(f".//{qn('a:lvl1pPr')}").set("algn", align)
            shape.find(f".//{qn('a:bodyPr')}").set("anchor", anchor)


@pytest.mark.parametrize(("align", "side"), [("l", PP_ALIGN.LEFT), ("ctr", PP_ALIGN.CENTER), ("r", PP_ALIGN.RIGHT)])
def test_words_of_a_cover_are_aligned_as_its_own(tmp_path: Path, align: str, side: PP_ALIGN) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    put(cover, "ctrTitle", (200, 120, 560, 120), size=44)
    put(cover, "subTitle", (200, 260, 560, 100), size=24)
    for kind in ("ctrTitle", "subTitle"):
        _align(cover, kind, align)
    shapes = _cover(deck, tmp_path, SHORT)
    for name in ("Title", "Subtitle", "Authors", "Kicker"):
        said = [one.alignment or PP_ALIGN.LEFT for one in shapes[name].text_frame.paragraphs]
        inherited = shapes[name].part.slide_layout.element
        own = [one for one in inherited.iter(qn("p:sp")) if one.find(f".//{qn('p:cNvPr')}").get("name") == name]
        levels = [one.find(f".//{qn('a:lvl1pPr')}") for one in own]
        assert set(said) == {side} or {one.get("algn") for one in levels} == {align}, name


@pytest.mark.parametrize(("anchor", "place"), [("t", (60, 300, 840, 120)), ("b", (60, 90, 840, 150))])
def test_the_title_of_a_cover_is_in_the_templates_own_place(
    tmp_path: Path, anchor: str, place: tuple[float, float, float, float]
) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    put(cover, "ctrTitle", place, size=40)
    put(cover, "subTitle", (60, place[1] + place[3] + 12, 840, 60), size=24)
    _align(cover, "ctrTitle", "l", anchor)
    title = _cover(deck, tmp_path, SHORT)["Title"]
    edge = Emu(45720)  # the inset of the template's text
    if anchor == "t":
        assert abs(title.top - Pt(place[1]) - edge) <= Pt(2)
    else:
        assert abs(title.top + title.height - Pt(place[1] + place[3]) + edge) <= Pt(2)
    assert title.height >= Pt(40)


def test_words_keep_to_the_field_of_a_cover_beside_its_photograph(tmp_path: Path) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    for down in range(0, 540, 6):
        add_bar(cover.element, 0, down, 960, 3, "2E8B57" if down % 4 else "203040")
    add_bar(cover.element, 40, 200, 560, 190, "6D3182")
    put(cover, "ctrTitle", (60, 230, 520, 80), color="FFFFFF", size=40)
    put(cover, "subTitle", (60, 320, 520, 40), color="FFFFFF", size=20)
    shapes = _cover(deck, tmp_path, LONG)
    for name in ("Title", "Subtitle", "Authors"):
        one = shapes[name]
        assert Pt(40) <= one.left < one.left + one.width <= Pt(600), name
        assert Pt(200) <= one.top < one.top + one.height <= Pt(390), name


def test_authors_are_in_a_place_of_their_own_below_a_line_that_the_template_draws(tmp_path: Path) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    put(cover, "ctrTitle", (60, 120, 840, 110), size=44)
    put(cover, "subTitle", (60, 245, 840, 40), size=20)
    add_bar(cover.element, 60, 360, 60, 8, "F2A541")
    body = deck.slide_layouts[1].placeholders[1].element
    place = deepcopy(body)
    place.find(f".//{qn('p:ph')}").set("type", "body")
    place.find(f".//{qn('p:ph')}").set("idx", "17")
    next(cover.element.iter(qn("p:spTree"))).append(place)
    put(cover, "body", (54, 385, 846, 30), size=16)
    shapes = _cover(deck, tmp_path, LONG)
    assert shapes["Authors"].top >= Pt(370)
    assert shapes["Authors"].left == shapes["Title"].left
    assert shapes["Subtitle"].top + shapes["Subtitle"].height <= Pt(360)


@pytest.mark.parametrize("high", [200, 150])
def test_a_small_place_leaves_out_what_is_not_the_title_before_a_deck_is_refused(tmp_path: Path, high: int) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    set_ground(cover.element, "203040")
    add_bar(cover.element, 40, 100, 400, high, "FFFFFF")
    for down in (*range(0, 100, 8), *range(100 + high, 540, 8)):
        add_bar(cover.element, 0, down, 960, 4, "F2A541")
    for across in (*range(0, 40, 8), *range(440, 960, 8)):
        add_bar(cover.element, across, 0, 4, 540, "F2A541")
    put(cover, "ctrTitle", (50, 105, 380, high * 0.6), size=44)
    put(cover, "subTitle", (50, 105 + high * 0.6, 380, high * 0.3), size=20)
    shapes = _cover(deck, tmp_path, LONG)
    title = shapes["Title"]
    assert title.text_frame.text.replace("\v", " ").startswith("How seven ports")
    for one in shapes.values():
        if one.has_text_frame and one.text_frame.text:
            assert Pt(100) <= one.top < one.top + one.height <= Pt(100 + high) + Pt(1), one.name
