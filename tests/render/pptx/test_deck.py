"""The deck as PowerPoint opens it: read back with python-pptx, which knows nothing of how it was written."""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from tests.everything import RICH, built, rich_deck

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def deck() -> Deck:
    return Presentation(BytesIO(rich_deck()))


def _named(slide: Slide, name: str) -> str:
    return next(str(shape.text_frame.text) for shape in slide.shapes if shape.name == name)  # type: ignore[attr-defined]


def _part(name: str) -> str:
    return zipfile.ZipFile(BytesIO(rich_deck())).read(name).decode()


def _slides() -> list[str]:
    names = zipfile.ZipFile(BytesIO(rich_deck())).namelist()
    return [_part(name) for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]


def test_each_kind_of_slide_has_its_named_layout(deck: Deck) -> None:
    names = [slide.slide_layout.name for slide in deck.slides]
    assert names[:3] == ["Title", "Summary", "Exhibit"]
    assert {"Exhibit", "Context", "Emphasis", "Sources"} <= set(names)


def test_an_actor_slide_says_what_the_author_highlighted(deck: Deck) -> None:
    slide = deck.slides[3]
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == "NATO welcomed the step"
    assert _named(slide, "Kicker") == "NATO\u2003What did NATO say?"
    body = _named(slide, "Body").replace("\u00a0", " ")
    assert body == "Russia and China did not. NATO met Norway on 3 March 2025."
    assert _named(slide, "Name") == "NATO"


def test_titles_are_unique_and_in_title_placeholders(deck: Deck) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title is not None]
    assert len(titles) == len(deck.slides)
    assert len(set(titles)) == len(titles)


def test_words_that_look_as_their_layout_says_carry_no_look_of_their_own() -> None:
    body = re.search(r'name="Name".*?<p:txBody>(.*?)</p:txBody>', _part("ppt/slides/slide4.xml"), re.DOTALL)
    assert body
    assert re.findall(r"<a:rPr ([^>]*?)/?>", body[1]) == ['lang="en-GB" dirty="0"'] * body[1].count("<a:rPr")
    assert "<a:latin" not in body[1]
    assert "<a:solidFill" not in body[1]


def test_no_slide_names_a_font_so_that_the_master_rules() -> None:
    for slide in _slides():
        faces = set(re.findall(r'typeface="([^"]+)"', slide))
        assert faces <= {"+mj-lt", "+mj-ea", "+mj-cs", "+mn-lt", "+mn-ea", "+mn-cs", "Arial"}


def test_layouts_say_no_font_where_the_master_says_the_same() -> None:
    actor = _part("ppt/slideLayouts/slideLayout3.xml")
    title = re.search(r'<p:ph type="title".*?</p:sp>', actor, re.DOTALL)
    assert title
    assert "<a:latin" not in title[0]
    assert 'sz="' not in title[0].partition("<a:lstStyle")[2].partition("<a:p>")[0]


def test_footer_and_number_are_populated_and_the_number_is_a_field(deck: Deck) -> None:
    count = len(deck.slides)
    for number, slide in enumerate(deck.slides, 1):
        kinds = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        if slide.slide_layout.name == "Title":
            continue
        assert kinds[PP_PLACEHOLDER.FOOTER].text_frame.text == "Harbour Notes No. 7/2025 · 14 March 2025"
        shown = kinds[PP_PLACEHOLDER.SLIDE_NUMBER]._element.xml  # noqa: SLF001 - text_frame.text skips fields
        assert "".join(re.findall("<a:t>([^<]*)", shown)) == f"{number} / {count}"
        assert 'type="slidenum"' in shown


def test_the_notes_hold_the_question_the_full_answer_and_the_source(deck: Deck) -> None:
    frame = deck.slides[2].notes_slide.notes_text_frame
    assert frame is not None
    lines = frame.text.splitlines()
    assert lines[0] == "What did Norway gain?"
    assert lines[1].startswith("Norway regained its shortest route to the shelf, and ships used it at once.")
    assert lines[-1] == "Source: Harbour Notes No. 7/2025 · 14 March 2025"


def test_tables_are_native_with_a_header_row_and_alternative_text(deck: Deck) -> None:
    tables = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) >= 2
    for shape in tables:
        assert shape.table.first_row
        assert 'descr="' in shape._element.xml  # noqa: SLF001 - python-pptx has no name for it
    ships = next(shape.table for shape in tables if shape.table.cell(0, 0).text_frame.text == "Port")
    assert [ships.cell(1, at).text_frame.text for at in (0, 1)] == ["Vardø", "12"]


def test_links_lead_out_and_jumps_lead_to_slides(deck: Deck) -> None:
    links = {rel.target_ref for slide in deck.slides for rel in slide.part.rels.values() if rel.is_external}
    assert "https://example.org/communique" in links
    jumps = _part("ppt/slides/slide2.xml").count('action="ppaction://hlinksldjump"')
    assert jumps == 1 + 9  # a question, and each word of two longer ones


def test_properties_are_those_of_the_briefing(deck: Deck) -> None:
    said = deck.core_properties
    assert (said.title, said.author, said.language) == ("Two Ports Reopen", "Ada Marsh; Jon Reef", "en-GB")
    assert said.last_modified_by == "Institute of Tides"
    assert said.created is not None
    assert said.created.isoformat().startswith("2025-03-14")


def test_sections_group_the_slides_by_actor() -> None:
    names = re.findall(r'<p14:section name="([^"]+)"', _part("ppt/presentation.xml"))
    assert names[0] == "Two Ports Reopen"
    assert {"Norway", "NATO", "Summary", "Sources"} <= set(names)


def test_flags_are_svg_with_a_png_beside_it() -> None:
    assert _slides()[0].count("asvg:svgBlip") == 1
    kinds = {name.rpartition(".")[2] for name in zipfile.ZipFile(BytesIO(rich_deck())).namelist() if "/media/" in name}
    assert {"png", "svg"} <= kinds


def test_the_same_source_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = "from tests.everything import rich_deck; import hashlib; print(hashlib.sha256(rich_deck()).hexdigest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin"},
        ).stdout
        for seed, zone in (("0", "UTC"), ("4711", "Asia/Tokyo"))
    }
    assert len(digests) == 1


def test_a_right_to_left_deck_runs_right_to_left() -> None:
    text = RICH.replace("lang: en-GB", "lang: ar").replace("Norway regained its", "أظهر العرض العسكري")
    data = built(text)["pptx"]
    slide = zipfile.ZipFile(BytesIO(data)).read("ppt/slides/slide3.xml").decode()
    assert 'rtl="1"' in slide
    assert 'lang="ar"' in slide


def test_numbers_on_the_dark_slide_are_as_light_and_as_large_as_its_words() -> None:
    text = (
        "---\ntitle: T\nlang: en\n---\n\n## What next? {.summary}\n\n1. Prices in May\n2. The court in June\n3. Rain\n"
    )
    deck = zipfile.ZipFile(BytesIO(built(text)["pptx"]))
    numbers = re.findall(
        r'<a:buClr><a:schemeClr val="(\w+)"/></a:buClr><a:buSzPct val="(\d+)"/>',
        deck.read("ppt/slides/slide2.xml").decode(),
    )
    layouts = [deck.read(name).decode() for name in deck.namelist() if re.fullmatch(r"ppt/slideLayouts/\w+\.xml", name)]
    layout = next(one for one in layouts if 'name="Emphasis"' in one)
    (words,) = re.findall(r'idx="1".*?<a:defRPr[^>]*><a:solidFill><a:schemeClr val="(\w+)"', layout)
    assert numbers == [(words, "100000")] * 3
