"""A marking is on every slide, on every page, in the notes and in the properties; an embargo that is over is told."""

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from builder.check import deck as deck_rules
from builder.check import handout as handout_rules
from builder.cli import CONTENT, DONE, USAGE, main
from builder.model.findings import Report
from builder.model.marking_and_brand import Marking
from builder.model.request import HANDOUTS, Options, Source
from builder.model.scene import TextBox
from tests.render.pdf.structure import faults_of
from tests.samples import GOOD, write_good
from tests.session import SESSION, laid_out

from builder.media import Pictures  # isort: skip
from builder.pipeline import build  # isort: skip


def marked(value: str) -> str:
    return GOOD.replace("lang: en-GB", f"lang: en-GB\nmarking: {value}")


def products(text: str, options: Options | None = None) -> dict[str, bytes]:
    report = Report()
    bundle = build(Source("ports.md", text.encode()), Pictures({}), options or Options(), report, SESSION)
    assert bundle is not None, report.findings
    return {one.name: one.data for one in bundle.artifacts}


def _text(shape: object) -> str:
    return shape.text_frame.text if getattr(shape, "has_text_frame", False) else ""  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["DRAFT", "TLP:AMBER", "EMBARGO until 2125-04-01", "For the board only"])
def test_every_slide_its_notes_and_the_properties_carry_the_words(words: str) -> None:
    deck = Presentation(BytesIO(products(marked(words))["ports.pptx"]))
    for slide in deck.slides:
        (box,) = [shape for shape in slide.shapes if _text(shape) == words]
        assert box.is_placeholder
        assert box.top > (deck.slide_height or 0) * 0.9
        assert any(
            shape.placeholder_format.idx == box.placeholder_format.idx for shape in slide.slide_layout.placeholders
        )
        assert words in slide.notes_slide.notes_text_frame.text
    assert deck.core_properties.content_status == words


@pytest.mark.parametrize("theme", ["briefing", "harbour", "clear-print"])
def test_a_marking_can_be_read_on_every_slide_of_every_theme(theme: str) -> None:
    deck = products(marked("EMBARGO until 2125-04-01"), Options(theme=theme))["ports.pptx"]
    report = Report()
    deck_rules.check("ports.pptx", deck, report)
    assert report.findings == []


def test_every_page_of_the_handout_carries_the_words_and_the_first_is_read_aloud() -> None:
    data = products(marked("TLP:AMBER"))["ports.pdf"]
    assert faults_of(data) == []
    report = Report()
    handout_rules.check("ports.pdf", data, report)
    assert report.findings == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "TLP:AMBER" in str(pdf.open_metadata()["dc:rights"])
    found = laid_out(Source("ports.md", marked("TLP:AMBER").encode()), Report())
    assert found
    for page in found.products.handout.pages:
        texts = [
            "".join(run.text for line in one.paragraphs for run in line.runs)
            for one in page.items
            if isinstance(one, TextBox)
        ]
        assert "TLP:AMBER" in texts
    assert "masthead.marking" in {str(tag.id) for tag in found.products.handout.tags}


@pytest.mark.parametrize("kind", HANDOUTS)
def test_every_form_of_the_handout_is_marked_and_sound(kind: str) -> None:
    text = marked("{text: DRAFT, watermark: true}")
    found = laid_out(Source("ports.md", text.encode()), Report(), options=Options(handouts=(kind,)))
    assert found
    for page in found.products.printed.pages:
        assert any(one.name == "Marking" for one in page.items)
        assert any(one.name.startswith("Watermark") for one in page.items)
    name = "ports.pdf" if kind == "full" else f"ports.{kind}.pdf"
    assert faults_of(products(text, Options(handouts=(kind,)))[name]) == []


def test_cards_that_are_cut_apart_have_the_marking_each() -> None:
    found = laid_out(Source("p.md", marked("TLP:AMBER").encode()), Report(), options=Options(handouts=("cards",)))
    assert found
    for page in found.products.printed.pages:
        cards = {(one.frame.x, one.frame.y) for one in page.items if one.name.startswith("Foot ")}
        marks = {(one.frame.x, one.frame.y) for one in page.items if one.name == "Marking"}
        assert len(marks) == len(cards) > 0
        assert {x for x, _ in marks} == {x for x, _ in cards}


def test_a_watermark_is_drawn_and_never_read() -> None:
    made = products(marked("{text: DRAFT, watermark: true}"))
    report = Report()
    deck_rules.check("ports.pptx", made["ports.pptx"], report)
    assert report.findings == []
    for slide in Presentation(BytesIO(made["ports.pptx"])).slides:
        letters = [shape for shape in slide.shapes if shape.name.startswith("Watermark")]
        assert len(letters) == len("DRAFT")
        assert not any(_text(shape) for shape in letters)


def test_a_marking_in_the_name_names_the_products() -> None:
    assert set(products(marked("{text: 'TLP:AMBER', in-name: true}"))) == {
        "ports-tlp-amber.pptx", "ports-tlp-amber.pdf", "ports.build.json",
    }  # fmt: skip


def test_what_is_asked_for_goes_before_what_the_source_says() -> None:
    made = products(marked("DRAFT"), Options(marking=Marking("FINAL")))
    with zipfile.ZipFile(BytesIO(made["ports.pptx"])) as package:
        slide = package.read("ppt/slides/slide1.xml").decode()
    assert "FINAL" in slide
    assert "DRAFT" not in slide


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_an_embargo_that_is_over_today_is_told_each_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_good(Path("decks"))
    path.write_text(marked("EMBARGO until 2025-04-01"), encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743379200")  # 2025-03-31
    assert main(["build", "decks"]) == DONE
    assert "past-embargo" not in capsys.readouterr().err
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    for _ in range(2):
        assert main(["build", "decks"]) == DONE
        told = capsys.readouterr().err
        assert "BD312" in told
        assert "ports.md:9:10" in told


def test_the_day_of_a_build_changes_no_byte() -> None:
    text = marked("EMBARGO until 2025-04-01")
    from datetime import date

    early, late = (products(text, Options(today=date(year, 1, 1))) for year in (2025, 2030))
    assert early == late


def test_the_command_line_and_the_settings_mark_as_well(tmp_path: Path) -> None:
    write_good(Path("decks"))
    assert main(["build", "decks", "-q", "--marking", "DRAFT", "--mark-names", "-o", "one"]) == DONE
    assert Path("one/ports-draft.pptx").is_file()
    (tmp_path / "pyproject.toml").write_text('[tool.briefdeck]\nmarking = "DRAFT"\nmarking-in-names = true\n')
    assert main(["build", "decks", "-q", "-o", "two"]) == DONE
    assert Path("one/ports-draft.pptx").read_bytes() == Path("two/ports-draft.pptx").read_bytes()
    assert main(["build", "decks", "--marking", "EMBARGO until Friday"]) == USAGE


@pytest.mark.parametrize("value", ["EMBARGO until Thursday", "EMBARGO until 2025-02-30", "x" * 41, "[a]"])
def test_a_marking_that_says_nothing_is_an_error_at_its_place(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_good(Path())
    path.write_text(marked(value), encoding="utf-8")
    assert main(["check", str(path)]) == CONTENT
    assert "ports.md:9:10" in capsys.readouterr().out


def _watermarked(lang: str) -> list[tuple[list[int], list[int]]]:
    """Return where the letters of the watermark are across each slide, and the edges of its panels."""
    text = marked("{text: DRAFT, watermark: true}").replace("en-GB", lang)
    found = laid_out(Source("p.md", text.encode()), Report())
    assert found
    slides = []
    for page in found.products.deck.pages:
        letters = [one.frame for one in page.items if one.name.startswith("Watermark")]
        panels = [one.frame for one in page.items if one.name.startswith("Panel")]
        edges = [edge for one in panels for edge in (one.x, one.right)]
        slides.append(([edge for one in letters for edge in (one.x, one.right)], edges))
    return slides


def test_a_watermark_reads_the_right_way_round_in_a_language_that_does_not() -> None:
    for lang in ("en-GB", "ar"):
        for letters, _ in _watermarked(lang):
            assert letters[0] == min(letters)
            assert letters[-1] == max(letters)


@pytest.mark.parametrize("lang", ["en-GB", "ar"])
def test_a_watermark_is_beside_the_panel_which_would_cut_it(lang: str) -> None:
    slides = _watermarked(lang)
    assert [bool(panel) for _, panel in slides].count(True) >= 2
    for letters, panel in slides:
        if panel:
            assert max(letters) <= min(panel) or min(letters) >= max(panel)


@pytest.mark.parametrize("theme", ["briefing", "clear-print"])
@pytest.mark.parametrize("words", ["TLP:AMBER+STRICT", "Internal use only: not to be passed on"])
def test_a_marking_fits_in_every_theme_that_ships(theme: str, words: str) -> None:
    assert products(marked(f'"{words}"'), Options(theme=theme))
