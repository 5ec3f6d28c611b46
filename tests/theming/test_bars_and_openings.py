"""Layouts that the slides of a template open and answer with, and titles on its bars, in its ink."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Pt

from builder.edge.template_import import ImportedTheme, TemplateChoices, import_template
from builder.model.findings import Report
from builder.model.units import color_from_hex, contrast_ratio
from builder.theming.stale_words import WordRules
from tests.template_files import dots
from tests.template_imports import built_on, no_office
from tests.template_parts import add_bar, add_picture, begin, call, logo, png_of, put, set_ground

TEXT = (
    "---\ntitle: Ports wait for ice\nlang: en\nauthors: [Ada Marsh]\nseries: Notes\nnumber: 7\n---\n\nPorts wait.\n\n"
    "## Why?\n\n==Ice came early to all of the seven ports of the northern country, and it stayed.==\n"
)


@pytest.fixture(autouse=True)
def _no_office() -> Iterator[None]:
    with no_office():
        yield


def _deck() -> Presentation:
    return begin(960, 540, major="Arial", minor="Arial", accents=("1F4E79",))


def _made(deck: Presentation, folder: Path) -> ImportedTheme:
    path = folder / "acme.pptx"
    deck.save(str(path))
    return import_template(path, "acme", TemplateChoices(), Report())


def _slide(made: ImportedTheme, number: int) -> tuple[dict[str, Any], pptx.slide.SlideLayout]:
    slide = pptx.Presentation(BytesIO(built_on(made, TEXT))).slides[number]
    return {one.name: one for one in slide.shapes}, slide.slide_layout


@pytest.mark.parametrize(("high", "color"), [(36, "4091FF"), (36, "1F4E79"), (84, "4091FF")])
def test_titles_are_on_the_templates_bar_in_white_however_low_or_pale_it_is(
    tmp_path: Path, high: float, color: str
) -> None:
    deck = _deck()
    content = deck.slide_layouts[1]
    put(content, "title", (40, 36, 880, high), color="FFFFFF", size=28)
    put(content, "obj", (40, 140, 880, 320))
    add_bar(content.element, 36, 33, 600, high, color, first=True)
    made = _made(deck, tmp_path)
    shapes, layout = _slide(made, 1)
    band = made.derived.palette["support"]
    assert made.derived.palette[made.derived.on_bar] == "FFFFFF"
    assert contrast_ratio(color_from_hex(f"#{band}"), color_from_hex("#FFFFFF")) >= 4.5
    bars = [one for one in layout.shapes if not one.is_placeholder and Pt(30) <= one.top < Pt(60)]
    title, bar = shapes["Title"], max(bars, key=lambda one: one.height)
    assert bar.top <= title.top
    assert title.top + title.height <= bar.top + bar.height


@pytest.mark.parametrize("name", ["Titel und Inhalt", "Title and Content", "标题和内容", "Título e conteúdo"])
def test_answers_are_on_title_and_content_before_a_layout_of_its_type_for_something_else(
    tmp_path: Path, name: str
) -> None:
    deck = _deck()
    first, other = deck.slide_layouts[1], deck.slide_layouts[3]
    call(first, name)
    first.element.attrib.pop("type", None)
    call(other, "Diskussion")
    other.element.set("type", "obj")
    for place in list(other.placeholders)[2:3]:
        place.element.getparent().remove(place.element)
    set_ground(other.element, "E0C898")
    assert _made(deck, tmp_path).derived.content.name == name


def test_a_layout_that_most_slides_use_gets_their_place_of_titles_and_comes_before_an_unused_one(
    tmp_path: Path,
) -> None:
    deck = _deck()
    used = deck.slide_layouts[6]
    call(used, "Colonne")
    used.element.attrib.pop("type", None)
    add_bar(used.element, 200, 0, 3, 540, "6A6AF4")
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Harbour days"
    for number in range(4):
        box = deck.slides.add_slide(used).shapes.add_textbox(Pt(240), Pt(40), Pt(600), Pt(50))
        box.text_frame.text = f"Port {number}"
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(32)
    made = _made(deck, tmp_path)
    shapes, _ = _slide(made, 1)
    assert made.derived.content.name == "Colonne"
    assert shapes["Title"].left >= Pt(220)


@pytest.mark.parametrize(("hidden", "said"), [(True, "Notes"), (False, "How to use this template. " * 20)])
def test_a_hidden_slide_or_one_that_explains_the_template_opens_nothing(
    tmp_path: Path, *, hidden: bool, said: str
) -> None:
    deck = _deck()
    for layout, words in ((deck.slide_layouts[1], said), (deck.slide_layouts[0], "Harbour days")):
        deck.slides.add_slide(layout).shapes.title.text = words
    if hidden:
        deck.slides[0].element.set("show", "0")
    assert _made(deck, tmp_path).derived.cover.part == str(deck.slide_layouts[0].part.partname)


def test_a_cover_stays_on_the_layout_of_the_first_slide_though_its_art_is_busy(tmp_path: Path) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    put(cover, "ctrTitle", (60, 260, 840, 80), color="FFFFFF", size=40)
    for number in range(12):
        add_picture(cover, png_of(dots()), (80 * number, 45 * number, 960 - 80 * number, 540 - 45 * number), first=True)
    add_bar(cover.element, 0, 200, 960, 40, "7A0019")
    add_picture(cover, logo(), (30, 20, 100, 40))
    deck.slides.add_slide(cover).shapes.title.text = "Harbour days"
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Contents"
    made = _made(deck, tmp_path)
    frames = made.derived.cover_frames
    assert made.derived.cover.part == str(cover.part.partname)
    assert frames.panel is not None
    assert frames.panel.width == Pt(960)
    assert frames.panel.y >= Pt(60)
    assert frames.ground != "FFFFFF"


def test_the_words_of_a_cover_are_white_on_its_blue_where_the_first_slide_has_them_so(tmp_path: Path) -> None:
    deck = _deck()
    cover = deck.slide_layouts[0]
    add_bar(cover.element, 160, 140, 800, 400, "2090D0", first=True)
    for place in list(cover.placeholders):
        place.element.getparent().remove(place.element)
    box = deck.slides.add_slide(cover).shapes.add_textbox(Pt(200), Pt(220), Pt(700), Pt(120))
    box.text_frame.text = "Harbour days"
    font = box.text_frame.paragraphs[0].runs[0].font
    font.size = Pt(44)
    box.element.find(f".//{qn('a:rPr')}").insert(
        0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="FFFFFF"/></a:solidFill>')
    )
    made = _made(deck, tmp_path)
    derived = made.derived
    assert derived.cover.part == str(cover.part.partname)
    assert derived.palette[derived.on_cover] == derived.palette["tint"] == "FFFFFF"
    assert contrast_ratio(color_from_hex(f"#{derived.palette['visited']}"), color_from_hex("#FFFFFF")) >= 4.5
    shapes, _ = _slide(made, 0)
    assert Pt(150) <= shapes["Title"].top <= Pt(360)


def test_a_title_beside_the_slide_for_screen_readers_is_no_place_for_that_of_a_cover(tmp_path: Path) -> None:
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Welcome"
    slide.shapes.title.top, slide.shapes.title.height = Pt(-90), Pt(60)
    slide.shapes.title.left, slide.shapes.title.width = Pt(0), Pt(900)
    shapes, _ = _slide(_made(deck, tmp_path), 0)
    assert shapes["Title"].top >= Pt(30)


def test_the_picture_of_a_second_slide_is_not_that_of_all_answers(tmp_path: Path) -> None:
    deck = _deck()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Harbour days"
    for picture in (True, False):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "Contents"
        if picture:
            whole = BytesIO(png_of(Image.new("RGB", (192, 108), "#203040")))
            slide.shapes.add_picture(whole, Pt(0), Pt(0), Pt(960), Pt(540))
    _, layout = _slide(_made(deck, tmp_path), 1)
    assert not layout.element.findall(f".//{qn('p:pic')}")


@pytest.mark.parametrize(
    ("words", "stale"),
    [("ABC-2023-WP19-07_Rev1", True), ("ISO-9001", False), ("2021-2027", False), ("Horizon-2020", False)],
)
def test_the_number_of_one_paper_is_not_on_every_slide(words: str, *, stale: bool) -> None:
    assert WordRules().is_stale(words) is stale


def test_the_running_foot_keeps_away_from_a_logo_on_its_line(tmp_path: Path) -> None:
    deck = _deck()
    add_picture(deck.slide_masters[0], png_of(Image.new("RGB", (60, 30), "#0B6E4F")), (54, 500, 160, 28))
    for layout in deck.slide_layouts:
        put(layout, "ftr", (300, 500, 300, 28))
    shapes, _ = _slide(_made(deck, tmp_path), 1)
    assert shapes["Footer"].left >= Pt(214 + 18)


def test_a_prompt_of_two_lines_is_left_out_of_a_cover(tmp_path: Path) -> None:
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Pt(60), Pt(120), Pt(600), Pt(120))
    box.text_frame.text = "Title\vNo more than two lines"
    next(deck.slide_layouts[0].element.iter(qn("p:spTree"))).append(box.element)
    _, layout = _slide(_made(deck, tmp_path), 0)
    assert "No more than" not in layout.element.xml


def test_answers_are_on_no_title_layout_though_all_slides_of_the_file_are(tmp_path: Path) -> None:
    deck = _deck()
    for words in ("Harbour days", "Ships", "Ice", "Wind"):
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = words
    derived = _made(deck, tmp_path).derived
    assert (derived.cover.name, derived.content.name) == ("Title Slide", "Title and Content")
