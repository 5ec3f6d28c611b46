"""An organisation's template becomes a theme: its art kept, words in its calm part, the same bytes on every machine."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pptx
import pytest
from lxml import etree
from msgspec.structs import replace
from pptx.oxml.ns import qn

import builder.edge.template_import as importing
from builder.cli import CONTENT, DONE, USAGE, main
from builder.edge.libreoffice import NoOfficeError
from builder.edge.template_import import TemplateChoices, import_template
from builder.model.findings import BriefdeckError, Report
from builder.theming.marking_slot import with_marking
from tests.corpus.pictures import striped_png
from tests.everything import RICH
from tests.template_files import TEMPLATES
from tests.template_imports import built_on, deck_of, imported, imported_with_report, no_office, template, theme_of
from tests.template_parts import as_bytes, begin


@pytest.fixture(autouse=True)
def _no_office() -> Iterator[None]:
    """Templates are imported as on a machine without LibreOffice, which takes seconds."""
    with no_office():
        yield


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_deck_stands_on_the_template(name: str) -> None:
    made = imported(name)
    data = deck_of(name)
    presentation = pptx.Presentation(BytesIO(data))
    assert (presentation.slide_width, presentation.slide_height) == (made.deck.width, made.deck.height)
    own = pptx.Presentation(BytesIO(template(name)))
    masters = {str(master.part.partname) for master in own.slide_masters}
    for slide in presentation.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text.strip()
        assert str(slide.slide_layout.slide_master.part.partname) in masters
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top >= 0
            assert shape.top + shape.height <= presentation.slide_height
    assert built_on(made) == data


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_not_ours_stays_byte_for_byte(name: str) -> None:
    before = parts(template(name))
    after = parts(deck_of(name))
    kept = [one for one in before if one.startswith(("ppt/theme/", "ppt/media/", "ppt/slideLayouts/slide"))]
    assert kept
    assert all(after[one] == before[one] for one in kept)
    for one in before:
        if not one.startswith("ppt/slideMasters/slide"):
            continue
        old, new = (etree.fromstring(data) for data in (before[one], after[one]))
        for root in (old, new):
            listed = root.find(qn("p:sldLayoutIdLst"))
            assert listed is not None
            root.remove(listed)
        assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")


def test_sample_slides_and_traces_of_the_authors_are_left_out() -> None:
    made = imported("four-by-three")
    names = parts(made.template.data)
    assert len(made.template.samples) == 2
    assert not [one for one in names if one.startswith(("ppt/slides/", "docProps/", "customXml/"))]


def test_words_stand_clear_of_what_the_layout_draws() -> None:
    logo = (960 - 130) * 12700, 24 * 12700
    for slide in list(pptx.Presentation(BytesIO(deck_of("corporate"))).slides)[1:]:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text.strip():
                assert shape.top >= logo[1] + 40 * 12700 or shape.left + shape.width <= logo[0]


def test_colours_and_fonts_are_the_templates() -> None:
    made = imported("corporate")
    assert made.derived.palette["accent"] == "0B6E4F"
    assert [(font.office, font.trust) for font in made.derived.fonts] == [("Georgia", "twin"), ("Arial", "twin")]
    slide = etree.tostring(pptx.Presentation(BytesIO(deck_of("corporate"))).slides[1].slide_layout.element).decode()
    assert '<a:schemeClr val="accent1"/>' in slide
    assert made.derived.cover.name == "Titelfolie"


def test_a_colour_that_somebody_changes_is_no_longer_the_templates() -> None:
    made = imported("corporate")
    other = replace(made, toml=re.sub(r'(?m)^accent = "#0B6E4F"$', 'accent = "#8A1538"', made.toml))
    assert '<a:schemeClr val="accent1"/>' in _slides(deck_of("corporate"))
    assert '<a:schemeClr val="accent1"/>' not in _slides(built_on(other))
    assert '<a:srgbClr val="8A1538"/>' in _slides(built_on(other))


def _slides(deck: bytes) -> str:
    layouts = [slide.slide_layout.element for slide in pptx.Presentation(BytesIO(deck)).slides]
    ours = [one for root in layouts for one in root.iter(qn("a:lstStyle"))]
    return "".join(etree.tostring(one).decode() for one in ours)


def test_a_link_has_the_colour_of_its_text_where_the_templates_own_is_hard_to_read() -> None:
    found = []
    for slide in pptx.Presentation(BytesIO(deck_of("other-colors"))).slides:
        links = slide.element.iter(qn("a:hlinkClick"))
        found += [etree.tostring(one).decode() for one in links if not one.get("action")]
    assert found
    assert all("hlinkClr" in one and 'val="tx"' in one for one in found)


def test_a_font_that_is_missing_is_said() -> None:
    _, report = imported_with_report("bar-title")
    assert [one.code.number for one in report.findings] == ["BD344"]


def test_only_the_layouts_that_may_be_used_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def pictures(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
        del fonts
        drawn.append(len(pptx.Presentation(BytesIO(decks["layouts"])).slides))
        raise NoOfficeError

    monkeypatch.setattr(importing, "draw", pictures)
    path = tmp_path / "acme.potx"
    path.write_bytes(template("corporate"))
    assert len(import_template(path, "acme", TemplateChoices(), Report()).deck.layouts) == 11
    assert drawn == [6]


def test_a_template_without_room_is_refused_with_its_layouts_named(tmp_path: Path) -> None:
    path = tmp_path / "acme.potx"
    path.write_bytes(template("corporate"))
    with pytest.raises(BriefdeckError, match="no layout `Nowhere`") as fault:
        import_template(path, "acme", TemplateChoices("Nowhere"), Report())
    assert fault.value.finding.code.number == "BD341"
    assert "Titelfolie" in fault.value.finding.hints[0]


def test_theme_from_writes_a_theme_that_builds_and_inspect_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "acme.potx", tmp_path / "themes" / "acme.toml"
    path.write_bytes(template("corporate"))
    assert main(["theme", "inspect", str(path)]) == DONE
    assert "Titelfolie" in capsys.readouterr().out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["acme.potx"]
    assert main(["theme", "from", str(path), "-o", str(out)]) == DONE
    assert main(["theme", "check", str(out)]) == DONE
    source = tmp_path / "a.md"
    (tmp_path / "port.png").write_bytes(striped_png(600, 400))
    source.write_text(RICH, encoding="utf-8")
    path.unlink()
    assert main(["build", str(source), "--theme", str(out), "-o", str(tmp_path / "dist")]) == DONE
    assert main(["theme", "from", str(source), "-o", str(out)]) == USAGE, "a theme is never overwritten"
    assert main(["theme", "from", str(source), "-o", str(tmp_path / "b.toml")]) == CONTENT
    base = out.parent / "acme" / "base.pptx"
    base.write_bytes(base.read_bytes() + b"\0")
    capsys.readouterr()
    assert main(["theme", "check", str(out)]) == CONTENT
    assert "BD343" in capsys.readouterr().err


def test_every_process_makes_the_same_theme_of_a_template(tmp_path: Path) -> None:
    path = tmp_path / "acme.potx"
    path.write_bytes(template("bar-title"))
    program = (
        "import sys; from pathlib import Path; import builder.edge.template_import as t;"
        "from builder.edge.libreoffice import NoOfficeError; from builder.model.findings import Report\n"
        "def missing(*_): raise NoOfficeError\n"
        "t.draw = missing; print(t.import_template(Path(sys.argv[1]), 'a', t.TemplateChoices(), Report()).toml)"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1


def test_words_are_on_a_sheet_where_a_layout_is_drawn_all_over() -> None:
    made, report = imported_with_report("drawn-all-over")
    assert [one.code.number for one in report.findings] == ["BD367", "BD367"]
    sheet = made.derived.content_frames.panel
    assert sheet is not None
    for slide in list(pptx.Presentation(BytesIO(deck_of("drawn-all-over"))).slides)[1:]:
        assert [shape.name for shape in slide.slide_layout.shapes if shape.name == "Sheet"]
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text.strip() and not shape.is_placeholder:
                continue
            assert sheet.x <= shape.left
            assert shape.top + shape.height <= sheet.bottom


def test_a_bar_that_is_too_low_for_titles_is_drawn_higher_and_holds_them() -> None:
    layout = theme_of("low-bar").layout("actor")
    slots = {slot.name: slot.frame for slot in layout.slots}
    bar = next(one.frame for one in layout.ornaments if one.name == "Title bar")
    assert bar.y == 0
    assert bar.contains(slots["title"])
    assert "kicker" not in slots
    assert slots["title"].x == slots["body"].x
    assert slots["body"].y > bar.bottom


def test_a_covers_title_is_on_its_bar_and_the_other_words_are_below() -> None:
    cover = pptx.Presentation(BytesIO(deck_of("cover-bar"))).slides[0]
    title = cover.shapes.title
    assert title.top >= 140 * 12700
    assert title.top + title.height <= 310 * 12700
    below = [one for one in cover.shapes if one.has_text_frame and one.text_frame.text and one.name != title.name]
    assert len(below) >= 3
    assert all(one.top >= 310 * 12700 for one in below)
    frames = sorted((one.top, one.top + one.height) for one in below)
    assert all(one[1] <= other[0] for one, other in pairwise(frames))
    assert theme_of("cover-bar").style("cover-title").ink == "paper"


def test_words_keep_off_a_hairline_and_look_as_ours_do() -> None:
    deck = pptx.Presentation(BytesIO(deck_of("cover-bar")))
    for slide in list(deck.slides)[1:]:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text.strip():
                assert shape.top + shape.height <= 33 * 12700 or shape.top >= 34 * 12700, shape.name
        for run in slide.element.iter(qn("a:r")):
            inherits = any(one.find(f".//{qn('p:ph')}") is not None for one in run.iterancestors(qn("p:sp")))
            assert inherits or {"b", "cap"} <= set(run.find(qn("a:rPr")).attrib)


def test_a_narrow_footer_grows_where_there_is_room() -> None:
    made = imported("cover-bar")
    assert dict(made.derived.content_frames.furniture)["footer"].width >= 400 * 12700


def test_points_are_no_larger_than_the_title() -> None:
    theme = theme_of("low-bar")
    for layout in (theme.layout("actor"), theme.layout("context")):
        titles, points = (theme.sizes(layout.slot(name)) for name in ("title", "body"))
        assert max(points) <= max(*titles, min(points))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_marking_is_in_the_calm_place_of_the_words_and_on_none_of_them(name: str) -> None:
    theme = theme_of(name)
    marked = with_marking(theme, len("TLP:AMBER"))
    for before, layout in zip(theme.layouts, marked.layouts, strict=True):
        marking = layout.slot("marking")
        others = [slot.frame for slot in layout.slots if slot.name not in {"marking", "picture", "table", "chart"}]
        assert not any(marking.frame.overlaps(one) for one in others), layout.name
        if not before.has("footer"):
            words = [slot.frame for slot in before.slots]
            assert marking.frame.bottom <= max(one.bottom for one in words)
    assert deck_of(name, RICH.replace("lang: en", "lang: en\nmarking: TLP:AMBER", 1))


def test_what_a_master_says_on_every_slide_is_told(tmp_path: Path) -> None:
    path, report = tmp_path / "acme.potx", Report()
    deck = pptx.Presentation(BytesIO(template("corporate")))
    box = deck.slide_masters[0].shapes._spTree  # noqa: SLF001 - masters have no method that adds a text box
    shape = deepcopy(next(box.iter(qn("p:sp"))))
    shape.find(f".//{qn('p:nvPr')}").clear()
    for run in shape.iter(qn("a:t")):
        run.text = "Draft of 2019"
    box.append(shape)
    deck.save(str(path))
    import_template(path, "acme", TemplateChoices(), report)
    assert [one.message for one in report.findings if one.code.number == "BD345"] == [
        "the slide master says \u201cDraft of 2019\u201d on every slide"
    ]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_frame_touches_another_on_any_slide(name: str) -> None:
    for layout in theme_of(name).layouts:
        title = layout.slot("title")
        below = [slot for slot in layout.slots if slot.name in {"body", "table", "chart", "picture", "flag", "second"}]
        assert all(slot.frame.y >= title.frame.bottom for slot in below)
        assert all(slot.frame.y >= title.clear for slot in below)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_quotation_keeps_off_the_title_of_its_speaker(name: str) -> None:
    head = "---\ntitle: T\nlang: en\n---\n\n## What was said?\n\n==A promise.== It held.\n\n"
    text = f"{head}> We keep it open.\n> — Ada Marsh\n"
    deck = pptx.Presentation(BytesIO(deck_of(name, text)))
    slide = next(one for one in deck.slides if one.shapes.title.text_frame.text == "Ada Marsh")
    title, words = slide.shapes.title, next(one for one in slide.shapes if one.name == "Quotation")
    assert words.text_frame.text == "“We keep it open.”"
    assert title.top + title.height <= words.top or words.top + words.height <= title.top


def test_an_arabic_deck_keeps_clear_of_a_templates_logo() -> None:
    text = (Path(__file__).parents[2] / "decks" / "2026-02-school-gardens-ar.md").read_text(encoding="utf-8")
    logo = (960 - 130) * 12700, 24 * 12700
    for slide in list(pptx.Presentation(BytesIO(deck_of("corporate", text))).slides)[1:]:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text.strip():
                assert shape.top >= logo[1] + 40 * 12700 or shape.left + shape.width <= logo[0]


def test_pale_accents_of_a_template_keep_their_hue_and_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pale = ("F4C2C2", "FBE3E3", "FFE0E0", "F9D5D5", "FBE9E9", "F6CACA")
    Path("pale.pptx").write_bytes(as_bytes(begin(960, 540, major="Arial", minor="Arial", accents=pale)))
    assert main(["theme", "from", "pale.pptx", "-o", "themes/pale.toml"]) == DONE
    told = re.search(r"pale.pptx: warning.BD313.*`#(\w{6})` is used for `#F4C2C2`", capsys.readouterr().err)
    assert told
    red, green, blue = (int(told[1][at : at + 2], 16) for at in (0, 2, 4))
    assert abs(green - blue) <= 2
    assert red > green + 60
    assert f'accent = "#{told[1]}"' in Path("themes/pale.toml").read_text(encoding="utf-8")
