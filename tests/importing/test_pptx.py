# ruff: noqa: ANN401, SLF001 - python-pptx has no types, and cannot set an alternative text
"""Decks as they come: points in bold with links, levels, tables, pictures, boxes, slides that go on with another."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from builder.cli import CONTENT, DONE, main

_CHART: Any = CategoryChartData


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _deck() -> Any:
    deck: Any = Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text, cover.placeholders[1].text = "The Bridge", "Closed since Monday"
    return deck


def _slide(deck: Any, title: str, body: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[1 if body else 5])
    slide.shapes.title.text = title
    if body:
        slide.placeholders[1].text = body
    return slide


def _draft(deck: Any, capsys: pytest.CaptureFixture[str]) -> str:
    _slide(deck, "Who opens it?", "Canada opens it.")
    deck.save("deck.pptx")
    assert main(["import", "deck.pptx", "-o", "draft.md"]) == DONE
    assert capsys.readouterr().err == ""
    return Path("draft.md").read_text(encoding="utf-8").replace("==", "")


def test_points_keep_their_looks_links_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    deck = _deck()
    slide = _slide(deck, "Who closed it?", "The ")
    frame = slide.placeholders[1].text_frame
    for words, look in (("district", "bold"), (" closed it, as the ", ""), ("minutes", "link"), (" say", "italic")):
        run = frame.paragraphs[0].add_run()
        run.text = words
        run.font.bold, run.font.italic = look == "bold" or None, look == "italic" or None
        if look == "link":
            run.hyperlink.address = "https://minutes.example/"
    below = frame.add_paragraph()
    below.text, below.level = "It was Monday", 1
    frame.add_paragraph().text = "Nobody was hurt\vby it"
    slide.notes_slide.notes_text_frame.text = "Said by the engineer."
    text = _draft(deck, capsys)
    assert text.startswith("---\ntitle: The Bridge\nsubtitle: Closed since Monday\n")
    assert (
        "- The **district** closed it, as the [minutes](https://minutes.example/) *say*\n\n  - It was Monday\n"
        "- Nobody was hurt by it\n\nSaid by the engineer.\n"
    ) in text


def test_tables_pictures_and_boxes_are_in_the_answer_and_charts_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    deck = _deck()
    shapes = _slide(deck, "What did it count?").shapes
    table = shapes.add_table(3, 2, Pt(50), Pt(150), Pt(300), Pt(100)).table
    for row, cells in enumerate((("Port", "Ships"), ("Vardø", "12"), ("Kirkenes", "40"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    data = io.BytesIO()
    Image.new("RGB", (200, 120), "navy").save(data, "PNG")
    shapes.add_picture(data, Pt(50), Pt(300))._element.nvPicPr.cNvPr.set("descr", "The bridge  at noon")
    shapes.add_textbox(Pt(400), Pt(300), Pt(200), Pt(40)).text_frame.text = "Counted at night."
    chart: Any = _CHART()
    chart.categories = ["one", "two"]
    chart.add_series("Ships", (1, 2))
    shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(400), Pt(100), Pt(200), Pt(150), chart)
    text = _draft(deck, capsys)
    assert "| Port | Ships |\n| --- | --- |\n| Vardø | 12 |\n| Kirkenes | 40 |\n" in text
    assert "![The bridge at noon](draft-pictures/picture-1.png)" in text
    assert Path("draft-pictures/picture-1.png").read_bytes() == data.getvalue()
    assert "Counted at night." in text
    assert "two" not in text


def test_a_slide_that_goes_on_is_one_answer_and_footers_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    deck = _deck()
    first = _slide(deck, "What did it count?", "The ships.")
    footer = first.shapes.add_textbox(Pt(50), Pt(500), Pt(200), Pt(20))
    footer.text_frame.text = "Harbour Notes 7"
    footer._element.nvSpPr.nvPr.get_or_add_ph().set("type", "ftr")
    _slide(deck, "What did it count? (continued)", "Twice a day.")
    text = _draft(deck, capsys)
    kept, _, left_out = text.partition("<!-- Left out")
    assert kept.count("## What did it count?") == 1
    assert kept.index("The ships.") < kept.index("Twice a day.") < kept.index("## Who opens it?")
    assert "Harbour Notes 7" not in kept
    assert "Harbour Notes 7" in left_out


def test_slides_below_a_slide_that_only_asks_are_its_answer(capsys: pytest.CaptureFixture[str]) -> None:
    deck = _deck()
    _slide(deck, "Why was it closed?")
    _slide(deck, "What engineers found", "The third pier leans.")
    _slide(deck, "What the district did", "It sent divers.")
    _slide(deck, "When will it open?", "In May.")
    _slide(deck, "Thanks", "To all who helped us.")
    text = _draft(deck, capsys)
    assert "## Why was it closed?\n\n### What engineers found\n\nThe third pier leans." in text
    assert "### What the district did\n\nIt sent divers." in text
    assert "## Thanks {.section}" in text


def test_a_title_above_a_slide_called_answer_asks(capsys: pytest.CaptureFixture[str]) -> None:
    deck = _deck()
    for title, body in (("Reasons for the closing", "The third pier leans."), ("The cost", "It costs nine million.")):
        _slide(deck, title)
        _slide(deck, "Answer", body)
    text = _draft(deck, capsys)
    assert "## Reasons for the closing\n\nThe third pier leans." in text
    assert "## The cost\n\nIt costs nine million." in text


def test_a_file_without_a_presentation_is_refused_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("deck.pptx", "w") as file:
        file.writestr("word/document.xml", "<a/>")
    assert main(["import", "deck.pptx"]) == CONTENT
    shown = capsys.readouterr().err
    assert "error[BD142] this file contains no PowerPoint deck" in shown
    assert "save it again" in shown
