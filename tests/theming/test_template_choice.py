"""Which layouts of a template are used, and what it draws that stays: its samples, names and art decide, by weights."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from PIL import Image, ImageDraw
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Pt

import builder.edge.template_import as importing
from builder.cli import DONE, main
from builder.edge.template_import import ImportedTheme, TemplateChoices, assets_with, import_template
from builder.model.findings import Report
from builder.session import Session
from tests.template_files import TEMPLATES
from tests.template_imports import built_on, no_office
from tests.template_parts import add_bar, begin, call, put, set_ground


@pytest.fixture(autouse=True)
def _no_office() -> Iterator[None]:
    """Templates are imported as on a machine without LibreOffice, which takes seconds."""
    with no_office():
        yield


def _deck() -> Presentation:
    return begin(960, 540, major="Arial", minor="Arial", accents=("1F4E79",))


def _made(deck: Presentation, folder: Path, choices: TemplateChoices | None = None) -> tuple[ImportedTheme, list[str]]:
    path, report = folder / "acme.pptx", Report()
    deck.save(str(path))
    made = import_template(path, "acme", choices or TemplateChoices(), report)
    return made, [one.message for one in report.findings]


def _add_words(deck: Presentation, layout: int, *words: str) -> None:
    shapes = deck.slides.add_slide(deck.slide_layouts[layout]).shapes
    for number, text in enumerate(words):
        shapes.add_textbox(Pt(60), Pt(90 + 60 * number), Pt(400), Pt(40)).text_frame.text = text


def _leave_names_only(deck: Presentation, names: list[str]) -> None:
    """Leave nothing but the names to tell the layouts of the template from each other."""
    for layout, name in zip(deck.slide_layouts, names, strict=True):
        call(layout, name)
        layout.element.attrib.pop("type", None)
        for shape in list(layout.placeholders):
            shape.element.getparent().remove(shape.element)
        add_bar(layout.element, 0, 0, 960, 60, "AA0011")


def test_layouts_that_the_slides_of_the_file_use_come_first_and_the_reason_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = _deck()
    _leave_names_only(deck, [f"Seite {number}" for number in range(len(deck.slide_layouts))])
    for at in (2, 4, 4, 7):
        _add_words(deck, at, "Theory", "What we know")
    made, _ = _made(deck, tmp_path)
    assert (made.derived.cover.name, made.derived.content.name) == ("Seite 2", "Seite 4")
    assert main(["theme", "inspect", str(tmp_path / "acme.pptx")]) == DONE
    said = capsys.readouterr().out
    assert "Seite 2 (it opens the file)" in said
    assert "Seite 4 (slides of the file use it)" in said


def test_the_title_layout_of_the_second_slide_comes_before_one_that_no_slide_uses(tmp_path: Path) -> None:
    deck = _deck()
    call(deck.slide_layouts[5], "Titel 1")
    for at in (6, 5, 1, 1):
        _add_words(deck, at, "Wind power", "What we know")
    assert _made(deck, tmp_path)[0].derived.cover.name == "Titel 1"


def test_layouts_that_are_chosen_though_the_slides_of_the_file_use_others_are_told_once_and_not_where_a_person_chose(
    tmp_path: Path,
) -> None:
    deck = _deck()
    for at in (0, 6, 6, 6):
        _add_words(deck, at, "Wind power", "What we know")
    said = "answers are on the layout `Title and Content`, which suits; the file's own slides use `Blank`"
    made, told = _made(deck, tmp_path)
    assert made.derived.cover.name == "Title Slide"
    assert [one for one in told if "own slides" in one] == [said]
    chosen = _made(deck, tmp_path, TemplateChoices(content="Title and Content"))[1]
    assert [one for one in chosen if "own slides" in one] == []
    for _ in range(8):
        _add_words(deck, 1, "Wind power", "What we know")
    assert [one for one in _made(deck, tmp_path)[1] if "own slides" in one] == []


def test_a_file_without_a_cover_and_one_whose_titles_leave_no_room_for_questions_are_told(tmp_path: Path) -> None:
    deck = _deck()
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    cover, content = deck.slide_layouts
    deck.slide_layouts.remove(cover)
    told = _made(deck, tmp_path)[1]
    assert "no layout of this template is a cover: title and answers are all on `Title and Content`" in told
    assert not [one for one in told if "question" in one]
    add_bar(content.element, 0, 0, 960, 54, "1F4E79", first=True)
    put(content, "title", (40, 4, 880, 46), color="FFFFFF", size=20)
    put(content, "obj", (40, 70, 880, 420))
    told = _made(deck, tmp_path)[1]
    assert "the layout `Title and Content` has room for titles alone: slides do not say the question" in told


@pytest.mark.parametrize("opening", ["Photo cover", "Logo", "标题幻灯片"])
def test_the_first_slides_layout_is_the_cover_without_a_place_for_a_title_if_it_has_room_or_is_called_so(
    tmp_path: Path, opening: str
) -> None:
    deck, at = _deck(), 5 if opening == "Logo" else 6
    cover = deck.slide_layouts[at]
    call(cover, opening)
    cover.element.attrib.pop("type")
    set_ground(cover.element, "235A4D")
    for place in cover.element.iter(qn("p:ph")):
        if place.get("type") == "title":
            place.set("type", "subTitle")
    for one in (at, 0, 1, 1):
        _add_words(deck, one, "Wind power", "What we know")
    assert _made(deck, tmp_path)[0].derived.cover.name == opening


def test_a_first_slide_that_explains_the_template_in_chinese_is_no_cover(tmp_path: Path) -> None:
    deck = _deck()
    call(deck.slide_layouts[5], "Titelblatt")
    _add_words(deck, 1, "请勿使用非模板的封面页" * 14)
    for at in (5, 1, 1):
        _add_words(deck, at, "Wind power", "What we know")
    assert _made(deck, tmp_path)[0].derived.cover.name == "Titelblatt"


def test_the_master_that_the_slides_use_goes_before_the_one_that_came_with_the_program(tmp_path: Path) -> None:
    deck = pptx.Presentation(BytesIO(TEMPLATES["two-masters"]()))
    house = deck.slide_masters[1].slide_layouts[0]
    put(house, "obj", (54, 160, 850, 320))
    for _ in range(2):
        deck.slides.add_slide(house)
    made, _ = _made(deck, tmp_path)
    assert made.derived.content.master == 1


def test_words_of_a_cover_on_another_master_are_set_in_the_face_in_which_they_were_measured(tmp_path: Path) -> None:
    deck = pptx.Presentation(BytesIO(TEMPLATES["two-masters"]()))
    theme = next(one for one in deck.slide_masters[1].part.rels.values() if one.reltype == RT.THEME).target_part
    other = Part(
        PackURI("/ppt/theme/theme9.xml"), theme.content_type, theme.package, theme.blob.replace(b"Georgia", b"Arial")
    )
    for name, one in list(deck.slide_masters[1].part.rels.items()):
        if one.reltype == RT.THEME:
            deck.slide_masters[1].part.rels.pop(name)
    deck.slide_masters[1].part.relate_to(other, RT.THEME)
    house = deck.slide_masters[1].slide_layouts[0]
    call(house, "House title slide")
    house.element.set("type", "title")
    for at in (house, deck.slide_layouts[1], deck.slide_layouts[1], deck.slide_layouts[1]):
        deck.slides.add_slide(at).shapes.title.text = "Wind power"
    made, _ = _made(deck, tmp_path, TemplateChoices(cover="House title slide"))
    built = pptx.Presentation(BytesIO(built_on(made))).slides[0].slide_layout
    faces = {one.get("typeface") for one in built.element.iter(qn("a:latin"))}
    assert made.derived.cover.master == 1
    assert "Georgia" in faces
    assert not {one for one in faces if one.startswith("+mj")}


def test_names_with_more_than_a_title_in_them_are_those_of_no_cover(tmp_path: Path) -> None:
    deck = _deck()
    names = ["Acme - Title & Subtitle", "TITLE_ONLY", "No Subtitle", "Acme - Title", *(f"Page {at}" for at in range(7))]
    _leave_names_only(deck, names)
    assert _made(deck, tmp_path)[0].derived.cover.name == "Acme - Title"


def test_answers_are_on_no_full_colour_and_under_no_head_of_a_section_where_there_is_another_layout(
    tmp_path: Path,
) -> None:
    deck = _deck()
    set_ground(deck.slide_layouts[1].element, "B00718")
    call(deck.slide_layouts[2], "Section with Text")
    deck.slide_layouts[2].element.set("type", "obj")
    made, _ = _made(deck, tmp_path)
    assert made.derived.content.name == "Two Content"


def test_a_cover_has_no_empty_place_for_a_photograph(tmp_path: Path) -> None:
    deck = _deck()
    plain, photo = deck.slide_layouts[0], deck.slide_layouts[8]
    plain.element.attrib.pop("type")
    next(plain.element.iter(qn("p:ph"))).set("type", "title")
    call(plain, "Title Slide - Text Only")
    call(photo, "Title Slide - Customize Photo")
    photo.element.set("type", "title")
    made, _ = _made(deck, tmp_path)
    assert made.derived.cover.name == "Title Slide - Text Only"


def test_a_title_layout_that_shows_the_organisation_comes_before_an_empty_one(tmp_path: Path) -> None:
    deck = _deck()
    call(deck.slide_layouts[5], "Titelblatt")
    set_ground(deck.slide_layouts[5].element, "235A4D")
    assert _made(deck, tmp_path)[0].derived.cover.name == "Titelblatt"
    set_ground(deck.slide_layouts[0].element, "0A2A4A")
    assert _made(deck, tmp_path)[0].derived.cover.name == "Title Slide"


STALE = ("Hackathon - <Project name>", "[Title of talk]", "Migration from Eclipse 3 to Eclipse 4 / M. Smith")


def test_prompts_and_the_title_of_another_talk_are_left_out_and_can_be_kept(tmp_path: Path) -> None:
    deck = _deck()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text_frame.text = "Migration from Eclipse 3 to Eclipse 4"
    layout = deck.slide_layouts[1]
    for number, words in enumerate((*STALE, "Eclipse Foundation")):
        first.shapes.add_textbox(Pt(40), Pt(440 + 20 * number), Pt(500), Pt(18)).text_frame.text = words
        layout.shapes._spTree.append(first.shapes[-1].element)  # noqa: SLF001 - layouts have no method that adds a text box
    left_out, *told = (one for one in _made(deck, tmp_path)[1] if "\u201c" in one)
    assert all(f"the words \u201c{one}\u201d" in left_out for one in STALE)
    assert told == ["the layout `Title and Content` says \u201cEclipse Foundation\u201d on every slide"]
    kept = _made(deck, tmp_path, TemplateChoices(keep=STALE))[1]
    assert not [one for one in kept if "left out" in one]


@pytest.mark.parametrize("place", ["narrow", "of the master", "taken"])
def test_slides_show_their_numbers_where_the_template_has_a_place_for_them(tmp_path: Path, place: str) -> None:
    deck = _deck()
    layout = deck.slide_layouts[1]
    number = next(
        one for one in list(layout.placeholders) if one.placeholder_format.type is PP_PLACEHOLDER.SLIDE_NUMBER
    )
    match place:
        case "narrow":
            number.left, number.top, number.width, number.height = (Pt(one) for one in (890, 506, 18, 19))
        case "of the master":
            number.element.getparent().remove(number.element)
        case _:
            number.left, number.top, number.width, number.height = (Pt(one) for one in (829, 30, 100, 22))
            add_bar(layout.element, 780, 0, 180, 70, "1F4E79")
    path = tmp_path / "deck.pptx"
    path.write_bytes(built_on(_made(deck, tmp_path)[0]))
    slides = pptx.Presentation(str(path)).slides
    count = len(slides)
    for at, slide in enumerate(slides, 1):
        shown = [one for one in slide.shapes if one.has_text_frame and one.text_frame.text == f"{at} / {count}"]
        assert len(shown) == (slide.slide_layout.name != slides[0].slide_layout.name)


SPOTLIGHT = (Path(__file__).parents[2] / "decks" / "2025-62-beijing-parade.md").read_text(encoding="utf-8")
OFFICE = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")


def test_the_accents_that_office_comes_with_give_way_to_what_the_template_draws(tmp_path: Path) -> None:
    deck = begin(960, 540, major="Arial", minor="Arial", accents=OFFICE)
    for layout in list(deck.slide_layouts)[:2]:
        add_bar(layout.element, 0, 516, 960, 24, "9CCCB4")
    red, green, blue = bytes.fromhex(_made(deck, tmp_path)[0].derived.palette["accent"])
    assert green > max(red, blue)
    house = begin(960, 540, major="Arial", minor="Arial", accents=("6A1B4D", *OFFICE[1:]))
    assert _made(house, tmp_path)[0].derived.palette["accent"] == "6A1B4D"


def test_a_slide_in_a_monospaced_face_that_is_missing_holds_less(tmp_path: Path) -> None:
    def slack(face: str) -> float:
        made, _ = _made(begin(960, 540, major=face, minor=face, accents=("1F4E79",)), tmp_path)
        theme = Session(assets_with(made)).theme("acme", Report())
        assert theme
        return theme.slack

    assert slack("Consolas") >= slack("Verdana") + 0.15


def test_a_deck_has_no_line_above_its_titles_where_a_rule_leaves_no_room(tmp_path: Path) -> None:
    deck = _deck()
    layout = deck.slide_layouts[1]
    for one in list(layout.placeholders):
        if one.placeholder_format.type is PP_PLACEHOLDER.TITLE:
            one.left, one.top, one.width, one.height = (Pt(at) for at in (54, 40, 852, 36))
    add_bar(layout.element, 54, 82, 852, 2, "1F4E79")
    path = tmp_path / "deck.pptx"
    path.write_bytes(built_on(_made(deck, tmp_path)[0]))
    first, *others = pptx.Presentation(str(path)).slides
    assert any(shape.name.startswith("Kicker") for shape in first.shapes)
    assert not [shape.name for slide in others for shape in slide.shapes if shape.name.startswith("Kicker")]


def test_words_of_the_lead_leave_a_low_cover_to_its_title_but_a_subtitle_stays(tmp_path: Path) -> None:
    deck = _deck()
    layout = deck.slide_layouts[0]
    for down in range(226, 540, 12):
        add_bar(layout.element, 0, down, 960, 6, "1F4E79")
    for one in list(layout.placeholders):
        if one.placeholder_format.type is PP_PLACEHOLDER.CENTER_TITLE:
            one.left, one.top, one.width, one.height = (Pt(at) for at in (60, 40, 840, 80))
    made = _made(deck, tmp_path)[0]
    given = SPOTLIGHT.replace("lang: en", "subtitle: What leaders took home\nlang: en", 1)
    covers = [pptx.Presentation(BytesIO(built_on(made, text))).slides[0] for text in (SPOTLIGHT, given)]
    lead, subtitle = ({one.name: one for one in cover.shapes} for cover in covers)
    assert "Subtitle" not in lead
    assert lead["Title"].top < lead["Authors"].top
    assert subtitle["Subtitle"].text_frame.text == "What leaders took home"


def test_a_cover_is_as_wide_as_its_place_where_a_pale_watermark_is_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watermark = Image.new("RGB", (960, 540), "#FFFFFF")
    drawing = ImageDraw.Draw(watermark)
    for at in range(440, 900, 60):
        drawing.line((at, 480, at + 260, 60), fill="#C4DEDA", width=4)

    def pictures(deck: bytes) -> list[Image.Image]:
        return [watermark] * len(pptx.Presentation(BytesIO(deck)).slides)

    monkeypatch.setattr(importing, "_pictures_of", pictures)
    made, _ = _made(_deck(), tmp_path)
    assert made.derived.cover_frames.panel is None
    assert made.derived.cover_frames.group.width >= 0.7 * made.deck.width
