"""An actor's portrait is shown where its flag would be: whole, in its proportions, with its author's words for it."""

import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pptx import Presentation
from pptx.shapes.picture import Picture

from builder.cli import CONTENT, DONE, main
from tests.render.pdf.structure import tree_lines

ALT = "Bo Reed on the quay"
PICTURE = f'picture: reed.jpg, picture-alt: "{ALT}"'
TEXT = """---
title: The Port
lang: {lang}
actors:
  mayor: {{name: Bo Reed, {more}}}
  poland: {{name: Poland, flag: pl}}
  guild: {{name: Pilots' Guild}}
---

The port is old.

## What does Bo Reed want? {{actor=mayor}}

==Bo Reed wants a longer quay.== Poland and the Pilots' Guild agree with Bo Reed.

## What does Poland want? {{actor=poland}}

==Poland wants lower dues.== Bo Reed refuses. The Pilots' Guild is silent.

## What does the guild want? {{actor=guild}}

==The Pilots' Guild wants new boats.== Poland and Bo Reed pay for them.

## What does it mean? {{.summary}}

==The port grows.==
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    Image.new("RGB", (600, 800), (120, 80, 60)).save("reed.jpg", exif=exif)


def _write(more: str = PICTURE, lang: str = "en") -> None:
    Path("port.md").write_text(TEXT.format(more=more, lang=lang), "utf-8")


def _told(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    return said.out + said.err


def _portraits() -> list[list[Picture]]:
    """Return the pictures of each slide that are as high as a portrait."""
    slides = Presentation("dist/port.pptx").slides
    return [[one for one in slide.shapes if isinstance(one, Picture) and one.height > one.width] for slide in slides]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_portrait_is_where_a_flag_would_be_undistorted(lang: str) -> None:
    _write(lang=lang)
    assert main(["build", "-q", "port.md", "--handout", "full,onepage,cards"]) == DONE
    assert main(["verify", "dist", "--rebuild", "--sources", "."]) == DONE
    cover, *_, last = found = _portraits()
    assert len(cover) == len(last) == 1
    shown = [one for slide in found for one in slide]
    assert len(shown) >= 4  # the cover, the actor's slide, beside other answers, below the judgement
    for one in shown:
        assert one.width / one.height == pytest.approx(3 / 4, rel=0.01)
    largest = max(shown, key=lambda one: one.height)
    assert largest.is_placeholder
    assert largest.height > 1_000_000


def test_its_alternative_text_is_its_authors_in_deck_and_handout() -> None:
    _write()
    assert main(["build", "-q", "port.md"]) == DONE
    alts = [
        part.partname
        for part in Presentation("dist/port.pptx").part.package.iter_parts()
        if part.partname.startswith("/ppt/slides/slide") and f'descr="{ALT}"'.encode() in part.blob
    ]
    assert len(alts) == 3
    lines = tree_lines(Path("dist/port.pdf").read_bytes())
    assert any(f"Figure [{ALT}]" in line for line in lines)
    assert any("Figure [Flag of Poland]" in line for line in lines)


def test_it_is_an_input_without_what_the_camera_noted() -> None:
    _write()
    assert main(["build", "-q", "port.md"]) == DONE
    record = Path("dist/port.build.json").read_text("utf-8")
    assert "reed.jpg" in json.dumps(json.loads(record)["inputs"])
    package = Presentation("dist/port.pptx").part.package
    pictures = [part.blob for part in package.iter_parts() if part.blob.startswith(b"\xff\xd8")]
    assert len(pictures) == 1
    assert b"SecretCamera" not in pictures[0]
    with pikepdf.open("dist/port.pdf") as pdf:
        streams = [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert not any(b"SecretCamera" in one for one in streams)
    Image.new("RGB", (600, 800), (10, 80, 60)).save("reed.jpg")
    assert main(["verify", "dist", "--sources", "."]) == CONTENT


def test_the_same_source_gives_the_same_bytes_and_pull_finds_no_edits(capsys: pytest.CaptureFixture[str]) -> None:
    _write()
    assert main(["build", "-q", "port.md"]) == DONE
    assert main(["build", "-q", "port.md", "-o", "again"]) == DONE
    for name in ("port.pptx", "port.pdf"):
        assert Path("dist", name).read_bytes() == Path("again", name).read_bytes()
    before = Path("port.md").read_bytes()
    capsys.readouterr()
    assert main(["pull", "dist/port.pptx"]) == DONE
    assert Path("port.md").read_bytes() == before


def test_the_data_form_keeps_it(capsys: pytest.CaptureFixture[str]) -> None:
    _write()
    assert main(["build", "-q", "port.md"]) == DONE
    capsys.readouterr()
    assert main(["show", "--json", "port.md"]) == DONE
    Path("port.json").write_text(_told(capsys), "utf-8")
    assert main(["build", "-q", "port.json", "-o", "data"]) == DONE
    first, second = (Presentation(f"{folder}/port.pptx").slides for folder in ("dist", "data"))
    for mine, other in zip(first, second, strict=True):
        assert [(one.name, one.left, one.width) for one in mine.shapes] == [
            (one.name, one.left, one.width) for one in other.shapes
        ]


@pytest.mark.parametrize(
    ("more", "place", "says"),
    [
        ("picture: reed.jpg", "5:35", "this portrait has no alt text"),
        ("picture: reed.jpg, picture-alt: ' '", "5:35", "this portrait has no alt text"),
        ("picture-alt: Bo Reed", "5:39", "`picture-alt` describes no picture"),
        ("picture: gone.jpg, picture-alt: Bo Reed", "5:35", "there is no picture `gone.jpg`"),
        ("picture: port.md, picture-alt: Bo Reed", "5:35", "is damaged, or is not a picture"),
        ("picture: ../away.jpg, picture-alt: Bo Reed", "5:35", "away.jpg"),
    ],
)
def test_what_is_wrong_with_a_portrait_is_told_at_its_place(
    more: str, place: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(more)
    Path("../away.jpg").write_bytes(Path("reed.jpg").read_bytes())
    assert main(["build", "port.md"]) == CONTENT
    said = _told(capsys)
    assert f"port.md:{place}: error" in said
    assert says in said
    assert not Path("dist/port.pptx").exists()
