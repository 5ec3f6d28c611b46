"""Pictures in a `::: slide` block are on the answer's slide, side by side, and in the deck only."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Raster
from pptx import Presentation

from builder.cli import main
from builder.model.findings import Report
from builder.model.request import Options, Source
from builder.model.scene import Page, Picture, TextBox
from builder.pipeline import LaidOutBriefing
from builder.read import read
from builder.write.data import yaml_of
from builder.write.markdown import markdown_of
from tests.findings import ExpectingReport
from tests.layout.contexts import words_of
from tests.session import laid_out

TEXT = """---
title: The port
lang: {lang}
---

## How did it change?

::: slide
{block}
:::

==The port grew==, and the quay with it.
"""
ONE, OTHER = '![A quay](one.png "The quay in 2020")', "![A crane](two.png)"
TWO = f"The port has two faces\n\n{ONE}\n{OTHER}"


def _png(width: int, height: int) -> bytes:
    stream = BytesIO()
    Raster.new("RGB", (width, height), "navy").save(stream, "PNG")
    return stream.getvalue()


PICTURES = {"one.png": _png(900, 600), "two.png": _png(1200, 500), "wide.png": _png(1600, 500)}


def _built(block: str, lang: str = "en", theme: str = "briefing") -> LaidOutBriefing:
    report = Report()
    source = Source("t.md", TEXT.format(lang=lang, block=block).encode())
    found = laid_out(source, report, options=Options(theme=theme), pictures=PICTURES)
    assert found is not None, report.findings
    return found


def _pictures(page: Page) -> list[Picture]:
    return [item for item in page.items if isinstance(item, Picture) and item.alt in {"A quay", "A crane"}]


def _words(page: Page) -> set[str]:
    return {words_of(item) for item in page.items if isinstance(item, TextBox)}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("theme", ["briefing", "clear-print", "harbour"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["one paragraph", "two"])
def test_two_pictures_share_the_slide_of_their_headline_at_one_height(lang: str, theme: str, gap: str) -> None:
    _, page = _built(f"The port has two faces\n\n{ONE}{gap}{OTHER}", lang, theme).products.deck.pages
    left, right = sorted(_pictures(page), key=lambda one: one.frame.x)
    assert page.title == "The port has two faces"
    assert "The quay in 2020" in _words(page)
    assert left.frame.right < right.frame.x
    assert abs(left.frame.height - right.frame.height) <= 0.01 * left.frame.height
    assert left.alt == ("A crane" if lang == "ar" else "A quay")


def test_without_words_the_highlights_are_on_the_slide_as_well() -> None:
    _, page = _built(f"{ONE}\n{OTHER}").products.deck.pages
    assert page.title == "The port grew"
    assert len(_pictures(page)) == 2


def test_several_points_keep_a_slide_and_the_pictures_follow() -> None:
    _, points, page = _built(f"Faces\n\n- One\n- Two\n- Three\n\n{ONE}\n{OTHER}").products.deck.pages
    assert points.title == "Faces"
    assert len(_pictures(page)) == 2


def test_one_picture_is_alone_on_the_slide_and_widths_are_kept() -> None:
    _, page = _built(f"Faces\n\n{ONE}").products.deck.pages
    (large,) = _pictures(page)
    _, page = _built(f"Faces\n\n{ONE}{{width=30%}}").products.deck.pages
    (small,) = _pictures(page)
    assert small.frame.width < 0.6 * large.frame.width


@pytest.mark.parametrize(("lang", "theme"), [("en", "briefing"), ("ar", "clear-print"), ("de", "harbour")])
def test_a_point_is_beside_a_picture_that_leaves_much_room_and_above_a_wide_one(lang: str, theme: str) -> None:
    for picture, beside in ((ONE, True), ("![A crane](wide.png)", False)):
        _, page = _built(f"Faces of the port\n\n- It grew by a third\n\n{picture}", lang, theme).products.deck.pages
        (shown,) = _pictures(page)
        (point,) = (item for item in page.items if isinstance(item, TextBox) and item.name == "Point")
        assert not shown.frame.overlaps(point.frame)
        assert (point.frame.y >= shown.frame.y) is beside
        assert ((shown.frame.x > point.frame.x) if lang == "ar" else (shown.frame.x < point.frame.x)) is beside


def test_the_handout_has_none_of_them() -> None:
    pages = _built(TWO).products.handout.pages
    assert not [one for page in pages for one in _pictures(page)]


def test_they_are_written_as_they_were_read() -> None:
    draft = read("t.md", TEXT.format(lang="en", block=TWO).encode(), Report())
    assert draft
    assert [one.src for one in draft.passages[0].pictures] == ["one.png", "two.png"]
    for name, text in (("t.md", markdown_of(draft)), ("t.yaml", yaml_of(draft))):
        again = read(name, text.encode(), Report())
        assert again
        assert [(one.src, one.alt) for one in again.passages[0].pictures] == [
            ("one.png", "A quay"),
            ("two.png", "A crane"),
        ]
        assert len(again.passages[0].slide) == 1


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("Faces\n\n![A quay](none.png)", "error[BD401]"),
        ("Faces\n\n![](one.png)", "error[BD115]"),
        ("Faces\n\n- One\n- ![A quay](one.png)", "error[BD119]"),
        ("Faces\n\n| A | B |\n| --- | --- |\n| 1 | 2 |", "error[BD119]"),
        ("Faces\n\n![A quay](one.png){width=5%}", "error[BD350]"),
    ],
)
def test_what_cannot_be_shown_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], block: str, line: str
) -> None:
    for name, data in PICTURES.items():
        (tmp_path / name).write_bytes(data)
    source = tmp_path / "t.md"
    source.write_text(TEXT.format(lang="en", block=block), encoding="utf-8")
    main(["check", str(source)])
    told = capsys.readouterr()
    assert line in told.out + told.err


@pytest.mark.parametrize("block", ["| A | B |\n| --- | --- |\n| 1 | 2 |", "> A saying", "- One\n- ![A quay](one.png)"])
def test_what_a_slide_block_cannot_hold_is_told_where_it_is(block: str, report: ExpectingReport) -> None:
    text = TEXT.format(lang="en", block=f"Faces\n\n{block}")
    laid_out(Source("t.md", text.encode()), report, pictures=PICTURES)
    report.take("BD208")
    (finding,) = report.take("BD119")
    assert text.splitlines()[finding.span.line - 1] in block.splitlines()


def test_an_edited_point_comes_home_and_the_pictures_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in PICTURES.items():
        (tmp_path / name).write_bytes(data)
    block = f"The port has two faces\n\n- It has a quay\n- It has a crane\n\n{ONE}\n{OTHER}"
    (tmp_path / "t.md").write_text(TEXT.format(lang="en", block=block), encoding="utf-8")
    assert main(["build", "t.md", "-o", "."]) == 0
    assert main(["verify", "t.pptx", "t.pdf"]) == 0
    deck = Presentation("t.pptx")
    for shape in deck.slides[1].shapes:
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            if paragraph.text.replace("\u00a0", " ") == "It has a crane":
                paragraph.runs[0].text = "It has two cranes"
                for run in paragraph.runs[1:]:
                    run.text = ""
    deck.save("t.pptx")
    assert main(["pull", "t.pptx"]) == 0
    text = (tmp_path / "t.md").read_text(encoding="utf-8")
    assert "It has two cranes" in text
    assert f"{ONE}\n{OTHER}\n:::" in text
