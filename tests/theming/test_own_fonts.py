"""The organisation's own font files: they measure exactly, and print only what their licence and the user allow."""

import struct
from collections.abc import Mapping
from pathlib import Path

import pptx
import pypdfium2
import pytest

import builder.edge.template_import as importing
from builder.cli import DONE, USAGE, main
from builder.edge.libreoffice import NoOfficeError
from builder.layout.text.font_file import FontFile
from builder.session import Session
from builder.theming.font_widths import widths_only
from tests.samples import write_good
from tests.template_files import corporate

FACES = ("Regular", "Bold", "Italic", "BoldItalic")
LINES = (
    "AVATAR To Wa. 1,234",
    "Łódź naïve façade",
    "Тестирование шрифтов",
    "Η Ευρωπαϊκή Ένωση",
    "“Quotes” – and … dashes",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose template is set in Carlito, with a folder of its font files."""

    def missing(decks: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
        del decks, fonts
        raise NoOfficeError

    monkeypatch.setattr(importing, "draw", missing)
    monkeypatch.chdir(tmp_path)
    write_good(Path("decks"))
    Path("acme.potx").write_bytes(corporate(sans="Carlito"))
    Path("faces").mkdir()
    for face in FACES:
        Path(f"faces/Carlito-{face}.ttf").write_bytes(Session().assets[f"fonts/Carlito-{face}.ttf"])
    return tmp_path


def theme_from(name: str, *options: str) -> None:
    assert main(["theme", "from", "acme.potx", "-o", f"themes/{name}.toml", *options]) == DONE


def slides(deck: str) -> list[str]:
    return [
        "".join(
            f"{one.name}: {one.left} {one.top} {one.has_text_frame and one.text_frame.text}" for one in slide.shapes
        )
        for slide in pptx.Presentation(deck).slides
    ]


@pytest.mark.parametrize("face", FACES)
def test_widths_measure_as_the_font_does_and_draw_nothing(face: str) -> None:
    data = Session().assets[f"fonts/Carlito-{face}.ttf"]
    small = widths_only(data)
    assert len(small) <= 64_000
    whole, widths = FontFile("whole", data), FontFile("widths", small)
    assert (whole.ascent, whole.descent) == (widths.ascent, widths.descent)
    for line in LINES:
        assert whole.shape(line, "en", rtl=False).advances == widths.shape(line, "en", rtl=False).advances
    drawn, _ = widths.outlines("Ag", rtl=False)
    assert not any(drawn)


def test_widths_keep_the_kerning_of_an_old_font_that_has_it_in_a_table_of_its_own() -> None:
    data = Session().assets["fonts/LiberationSans-Regular.ttf"].replace(b"GPOS", b"GPOT", 1)
    whole, widths = FontFile("whole", data), FontFile("widths", widths_only(data))
    apart = sum(sum(whole.shape(letter, "en", rtl=False).advances) for letter in "AVATAR")
    assert sum(whole.shape("AVATAR", "en", rtl=False).advances) < apart
    for line in LINES:
        assert whole.shape(line, "en", rtl=False).advances == widths.shape(line, "en", rtl=False).advances


def test_own_fonts_lie_beside_the_theme_and_measure_exactly(project: Path) -> None:
    theme_from("whole", "--fonts", "faces")
    assert {one.name for one in (project / "themes" / "whole").glob("*.ttf")} == {f"Carlito-{one}.ttf" for one in FACES}
    assert 'measured = "exact"' in Path("themes/whole.toml").read_text(encoding="utf-8")


def test_widths_alone_give_the_same_slides_and_a_handout_in_an_open_font(project: Path) -> None:
    theme_from("whole", "--fonts", "faces")
    theme_from("widths", "--fonts", "faces", "--widths-only")
    kept = {one.name for one in (project / "themes" / "widths").glob("*.ttf")}
    assert kept == {f"Carlito-{one}.widths.ttf" for one in FACES}
    for name in ("whole", "widths"):
        assert main(["build", "decks", "-q", "--theme", name, "-o", name, "--format", "pptx,pdf,slides-pdf"]) == DONE
        assert main(["verify", name]) == DONE
    assert slides("whole/ports.pptx") == slides("widths/ports.pptx")
    for product in ("ports.pdf", "ports-slides.pdf"):
        assert b"widths" not in Path(f"widths/{product}").read_bytes()


def test_slides_on_paper_are_drawn_and_end_their_lines_as_the_deck_does(project: Path) -> None:
    del project
    shown = []
    for name, option in (("whole", ()), ("widths", ("--widths-only",))):
        theme_from(name, "--fonts", "faces", *option)
        assert main(["build", "decks", "-q", "--theme", name, "-o", name, "--format", "slides-pdf"]) == DONE
        document = pypdfium2.PdfDocument(f"{name}/ports-slides.pdf")
        pages = [page.get_textpage() for page in document]
        text = "".join(page.get_text_range().replace("\r", "") for page in pages)
        dark = sum(
            page.render(scale=0.5).to_pil().convert("L").point(lambda one: one < 128).histogram()[1]
            for page in document
        )
        shown.append((text, dark))
    (whole, dark), (widths, drawn) = shown
    assert "".join(whole.split()) == "".join(widths.split())  # a reader guesses spaces from gaps
    assert drawn == pytest.approx(dark, rel=0.2)


def closed(data: bytes) -> bytes:
    """Return a font file whose licence forbids embedding."""
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)}
    (start,) = struct.unpack(">I", data[tables[b"OS/2"] + 8 : tables[b"OS/2"] + 12])
    return data[: start + 8] + b"\0\2" + data[start + 10 :]


@pytest.mark.parametrize("options", [(), ("--widths-only",)])
def test_a_font_that_may_not_be_embedded_is_used_for_its_widths_alone(
    options: tuple[str, ...], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (project / "faces").iterdir():
        path.write_bytes(closed(path.read_bytes()))
    theme_from("acme", "--fonts", "faces", *options)
    told = capsys.readouterr().err
    assert ("BD452" in told, "--widths-only" in told) == (not options, not options)
    kept = {one.name for one in (project / "themes" / "acme").glob("*.ttf")}
    assert kept == ({f"Carlito-{one}.widths.ttf" for one in FACES} if options else set())


def test_a_theme_with_widths_follows_its_template_without_the_fonts(project: Path) -> None:
    theme_from("acme", "--fonts", "faces", "--widths-only")
    before = Path("themes/acme.toml").read_text(encoding="utf-8")
    assert main(["theme", "update", "themes/acme.toml", "acme.potx"]) == DONE
    assert Path("themes/acme.toml").read_text(encoding="utf-8") == before
    assert {one.suffix for one in (project / "themes" / "acme").iterdir()} >= {".ttf"}


def test_widths_need_a_folder_of_fonts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del project
    assert main(["theme", "from", "acme.potx", "-o", "themes/acme.toml", "--widths-only"]) == USAGE
    assert "--fonts" in capsys.readouterr().err
