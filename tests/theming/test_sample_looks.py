"""What only the slides of a template's file show is that of decks too: grounds, pictures, fills, places of titles."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from PIL import Image, ImageDraw
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Pt

from builder.edge.template_import import ImportedTheme, TemplateChoices, import_template
from builder.model.findings import Report
from builder.theming.template_file import clean_template
from tests.template_files import dots
from tests.template_imports import built_on, no_office
from tests.template_parts import add_picture, begin, logo, png_of, put, set_ground

TEXT = "---\ntitle: Ports wait for ice\nlang: en\n---\n\nPorts wait.\n\n## Why?\n\n==Ice came early.==\n"


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


def _layout_xml(made: ImportedTheme, slide: int = 0) -> tuple[str, pptx.slide.SlideLayout]:
    layout = pptx.Presentation(BytesIO(built_on(made, TEXT))).slides[slide].slide_layout
    return layout.element.xml, layout


def test_a_cover_has_the_ground_of_the_slide_that_opens_the_file(tmp_path: Path) -> None:
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Harbour days"
    set_ground(slide.element, "900028")
    xml, _ = _layout_xml(made := _made(deck, tmp_path))
    assert "900028" in xml
    assert made.derived.palette["visited"] == "900028"
    assert made.derived.palette["tint"] == "FFFFFF"


def test_one_slide_of_several_on_a_layout_gives_its_ground_to_none(tmp_path: Path) -> None:
    deck = _deck()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Harbour days"
    for color in ("", "900028"):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "Ships"
        if color:
            set_ground(slide.element, color)
    xml, _ = _layout_xml(_made(deck, tmp_path), 1)
    assert "900028" not in xml


@pytest.mark.parametrize(("whole", "taken"), [(True, True), (False, False)])
def test_a_picture_that_is_the_whole_ground_of_the_first_slide_is_the_organisations(
    tmp_path: Path, *, whole: bool, taken: bool
) -> None:
    picture = Image.new("RGB", (192, 108), "#203040")
    ImageDraw.Draw(picture).rectangle((150, 0, 192, 108), fill="#F2A541")
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Harbour days"
    size = (Pt(0), Pt(0), Pt(960), Pt(540)) if whole else (Pt(600), Pt(300), Pt(240), Pt(135))
    slide.shapes.add_picture(BytesIO(png_of(picture)), *size)
    slide.shapes.add_textbox(Pt(20), Pt(500), Pt(200), Pt(30)).text_frame.text = "12 May 2021, Harbour hall"
    xml, layout = _layout_xml(_made(deck, tmp_path))
    images = [one for one in layout.part.rels.values() if one.reltype.endswith("/image")]
    assert bool(images) is taken
    assert "Harbour hall" not in xml


def test_the_box_of_a_title_that_has_a_fill_is_drawn_and_its_words_are_on_it(tmp_path: Path) -> None:
    deck = _deck()
    content = deck.slide_layouts[1]
    put(content, "title", (54, 30, 852, 84), color="FFFFFF", size=28)
    fill = f'<a:solidFill {nsdecls("a")}><a:schemeClr val="accent1"/></a:solidFill>'
    next(one.find(qn("p:spPr")) for one in content.element.iter(qn("p:sp"))).append(parse_xml(fill))
    made = _made(deck, tmp_path)
    assert made.derived.content_frames.band == "1F4E79"
    xml, layout = _layout_xml(made, 1)
    boxes = [one for one in layout.element.iter(qn("p:sp")) if one.find(f".//{qn('p:ph')}") is None]
    assert any(one.find(f"{qn('p:spPr')}/{qn('a:solidFill')}") is not None for one in boxes), xml


def test_the_first_slide_gives_its_layout_the_place_of_a_title_that_it_lacks(tmp_path: Path) -> None:
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Harbour days"
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Pt(60), Pt(300), Pt(600), Pt(120)
    for one in list(deck.slide_layouts[0].placeholders):
        one.element.getparent().remove(one.element)
    made = _made(deck, tmp_path)
    assert made.derived.cover.part == str(deck.slide_layouts[0].part.partname)
    (shown,) = [one for one in pptx.Presentation(BytesIO(built_on(made, TEXT))).slides[0].shapes if one.name == "Title"]
    assert Pt(270) <= shown.top <= Pt(420)
    assert shown.left >= Pt(60)


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        (("Formation", "DBT"), False),
        (("Workshop on ports and ice",), False),
        (("Harbour Summit 2021",), False),
        (("Riga, 12 May 2021",), False),
        (("Training Center Riga",), True),
        (("Riga Harbour",), True),
        (("\u00a9 2021 Riga Harbour",), True),
        (("Version of 12 May 2021",), True),
        (("Strategy 2030",), True),
    ],
)
def test_names_of_courses_and_events_are_not_those_of_the_organisation(
    tmp_path: Path, said: tuple[str, ...], *, stays: bool
) -> None:
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Pt(40), Pt(500), Pt(300), Pt(30))
    box.text_frame.text = "\n".join(said)
    next(deck.slide_masters[0].element.iter(qn("p:spTree"))).append(box.element)
    made = _made(deck, tmp_path)
    xml = pptx.Presentation(BytesIO(made.template.data)).slide_masters[0].element.xml
    assert all((f">{one}<" in xml) is stays for one in said)
    assert stays or all(f"\u201c{one}\u201d" in " ".join(made.template.left_out) for one in said)
    path = tmp_path / "acme.pptx"
    kept = import_template(path, "acme", TemplateChoices(keep=(" ".join(said),)), Report()).template.data
    assert all(f">{one}<" in pptx.Presentation(BytesIO(kept)).slide_masters[0].element.xml for one in said)


def test_a_sheet_over_the_art_hides_and_cuts_no_logo_at_the_foot_of_slides(tmp_path: Path) -> None:
    deck = _deck()
    for layout in deck.slide_layouts:
        for number in range(12):
            add_picture(layout, png_of(dots()), (80 * number, 45 * number, 960 - 80 * number, 540 - 45 * number))
    add_picture(deck.slide_masters[0], logo(), (30, 470, 100, 40))
    sheet = _made(deck, tmp_path).derived.content_frames.panel
    assert sheet is not None
    assert sheet.height >= Pt(360)
    assert sheet.bottom <= Pt(470)


def test_damaged_slides_give_no_look_and_that_is_told() -> None:
    deck, out = _deck(), BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Harbour days"
    picture = BytesIO(png_of(Image.new("RGB", (192, 108), "#203040")))
    drawn = slide.shapes.add_picture(picture, Pt(0), Pt(0), Pt(960), Pt(540))
    drawn.element.find(f".//{qn('a:blip')}").set(qn("r:embed"), "rId99")
    deck.save(out)
    clean = clean_template("acme.pptx", out.getvalue())
    assert clean.left_out == ("what its slides show, which are damaged",)
    layout = pptx.Presentation(BytesIO(clean.data)).slide_layouts[0]
    assert not [one for one in layout.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
