"""A picture takes the share of its column, and of its frame on a slide, that its author chose."""

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation
from pptx.shapes.picture import Picture
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from builder.cli import CONTENT, DONE, main

TEXT = """---
title: The Port
lang: {lang}
---

## Who owns the port?

==The city owns it==, and leases the quays.

![The new quay, seen from the sea](quay.png "The new quay."){attributes}
"""
ALT = "The new quay, seen from the sea"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (1200, 300), (20, 60, 160)).save("quay.png")


def _build(text: str, name: str = "port.md") -> tuple[tuple[int, int, int], tuple[float, float]]:
    """Return left edge, width and height of the picture on its slide, and left and right edge on its page."""
    Path(name).write_text(text, "utf-8")
    assert main(["build", name, "-q", "--replace"]) == DONE
    assert main(["verify", "dist"]) == DONE
    deck = Presentation("dist/port.pptx")
    [shown] = [one for slide in deck.slides for one in slide.shapes if isinstance(one, Picture)]
    assert f'descr="{ALT}"' in shown.part.blob.decode()
    with pypdfium2.PdfDocument(Path("dist/port.pdf").read_bytes()) as document:
        bounds = [one.get_bounds() for page in document for one in page.get_objects() if one.type == FPDF_PAGEOBJ_IMAGE]
    [(left, _, right, _)] = bounds
    return (shown.left, shown.width, shown.height), (left, right)


def _text(attributes: str = "", lang: str = "en") -> str:
    return TEXT.format(attributes=attributes, lang=lang)


@pytest.mark.parametrize("percent", [10, 33, 50, 100])
def test_a_picture_takes_its_share_on_slide_and_page_undistorted(percent: int) -> None:
    (whole_left, whole, _), (whole_begin, whole_end) = _build(_text())
    (left, width, height), (begin, end) = _build(_text(f"{{width={percent}%}}"))
    assert width == pytest.approx(whole * percent / 100, abs=2)
    assert width / height == pytest.approx(4, rel=0.001)
    assert left == pytest.approx(whole_left, abs=2)
    assert end - begin == pytest.approx((whole_end - whole_begin) * percent / 100, abs=0.1)
    assert begin == pytest.approx(whole_begin, abs=0.1)


def test_in_a_language_from_right_to_left_it_begins_on_the_right() -> None:
    _, (_, whole_end) = _build(_text(lang="ar"))
    _, (begin, end) = _build(_text("{width=50%}", lang="ar"))
    assert end == pytest.approx(whole_end, abs=0.1)
    assert begin > 0


def test_the_same_source_in_its_other_forms_has_the_same_picture(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _build(_text("{width=50%}"))
    capsys.readouterr()
    assert main(["show", "--json", "port.md"]) == DONE
    written = capsys.readouterr().out
    picture = json.loads(written)["questions"][0]["answer"][-1]
    assert picture["width"] == "50%"
    Path("port.md").unlink()
    assert _build(written, "port.json") == shown


def test_a_picture_of_few_pixels_is_not_enlarged() -> None:
    made = BytesIO()
    Image.new("RGB", (96, 24)).save(made, "PNG")
    Path("quay.png").write_bytes(made.getvalue())
    _, (begin, end) = _build(_text("{width=100%}"))
    assert end - begin == pytest.approx(72, abs=0.1)


@pytest.mark.parametrize(
    ("attributes", "column", "says"),
    [
        ("{width=9%}", 68, "`9%` is not the width of a picture"),
        ("{width=101%}", 68, "`101%` is not the width of a picture"),
        ('{width="half"}', 69, "`half` is not the width of a picture"),
        ("{width=12.5%}", 68, "`12.5%` is not the width of a picture"),
        ("{width=300px}", 68, "`300px` is not the width of a picture"),
        ("{width=50}", 68, "`50` is not the width of a picture"),
        ("{width=50% width=60%}", 78, "this picture has two widths"),
    ],
)
def test_a_width_that_is_none_is_told_at_its_place(
    attributes: str, column: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("port.md").write_text(_text(attributes), "utf-8")
    assert main(["build", "port.md"]) == CONTENT
    said = capsys.readouterr()
    assert f"port.md:10:{column}: " in said.out + said.err
    assert says in said.out + said.err
    assert "BD350" in said.out + said.err
    assert not Path("dist/port.pptx").exists()


def test_an_attribute_that_pictures_do_not_have_is_told_with_those_they_have(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("port.md").write_text(_text("{widht=50%}"), "utf-8")
    assert main(["check", "port.md"]) == CONTENT
    said = capsys.readouterr()
    assert "`{width=…}`" in said.out + said.err


def test_a_width_in_the_data_form_is_told_at_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    image = "{type: image, src: quay.png, alt: A quay, width: 50}"
    Path("port.yaml").write_text(
        "title: The Port\nlang: en\nquestions:\n"
        f"  - text: Who?\n    answer:\n      - The city owns it.\n      - {image}\n"
    )
    assert main(["check", "port.yaml"]) == CONTENT
    said = capsys.readouterr()
    assert "port.yaml:7:58: error[BD350] `50`" in said.out + said.err
